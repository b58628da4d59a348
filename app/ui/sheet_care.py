"""What must not be forgotten of a party: allergies and tags, a tap or a word each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from app.ui.sheet_parts import Caption, ChipFace, Chips
from app.ui.sheet_sections import Section
from app.ui.theme import Theme
from app.viewmodels.sheet import SheetModel
from resources.tokens import SPACE

Usual = tuple[tuple[str, frozenset[str]], ...]
"""Words offered, each with the spellings it is known by in either language."""


def usual_allergies() -> Usual:
    """Name the foods that Japanese law wants on every label."""
    words = (
        (
            QCoreApplication.translate("AllergySection", "shrimp"),
            {"えび", "エビ", "海老", "shrimp"},
        ),
        (QCoreApplication.translate("AllergySection", "crab"), {"かに", "カニ", "蟹", "crab"}),
        (QCoreApplication.translate("AllergySection", "wheat"), {"小麦", "wheat"}),
        (
            QCoreApplication.translate("AllergySection", "buckwheat"),
            {"そば", "ソバ", "蕎麦", "buckwheat"},
        ),
        (QCoreApplication.translate("AllergySection", "egg"), {"卵", "たまご", "玉子", "egg"}),
        (QCoreApplication.translate("AllergySection", "milk"), {"乳", "牛乳", "milk"}),
        (
            QCoreApplication.translate("AllergySection", "peanut"),
            {"落花生", "ピーナッツ", "peanut"},
        ),
        (QCoreApplication.translate("AllergySection", "walnut"), {"くるみ", "クルミ", "walnut"}),
    )
    return tuple((word, frozenset(spellings | {word})) for word, spellings in words)


def word_faces(chosen: Sequence[str], usual: Usual, *, alarms: bool) -> list[ChipFace]:
    """Make chips of the usual words and of what was written, in whichever language it was."""
    faces = []
    for word, spellings in usual:
        written = next((each for each in chosen if each.casefold() in spellings), "")
        faces.append(ChipFace(written or word, word, bool(written), alarms=alarms))
    known = {each for _, spellings in usual for each in spellings}
    others = (each for each in chosen if each.casefold() not in known)
    return [*faces, *(ChipFace(each, each, is_chosen=True, alarms=alarms) for each in others)]


def toggled(words: tuple[str, ...], word: str) -> tuple[str, ...]:
    """Take a word out, or put it in."""
    kept = tuple(each for each in words if each != word)
    return kept if kept != words else (*words, word)


class WordsSection(Section):
    """One field of words: the usual ones as chips, any other typed."""

    field = ""
    alarms = False

    def __init__(self, model: SheetModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(model, theme, parent)
        self._caption = Caption(self)
        self.chips = Chips(self)
        self.box = QLineEdit(self)
        self.column.addWidget(self._caption)
        self.column.addWidget(self.chips)
        self.column.addSpacing(SPACE[0])
        self.column.addWidget(self.box)
        self.chips.chosen.connect(self._toggle)
        self.box.returnPressed.connect(self._add)
        self.box.editingFinished.connect(self._add)
        self.retranslate()

    def show_sheet(self) -> None:
        """Draw the words; chosen ones in whichever language they were written."""
        self.chips.show_faces(word_faces(self._words(), self._usual(), alarms=self.alarms))

    def _usual(self) -> Usual:
        raise NotImplementedError

    def _words(self) -> tuple[str, ...]:
        words: tuple[str, ...] = getattr(self._model.form, self.field)
        return words

    @Slot(object)
    def _toggle(self, word: str) -> None:
        sets: dict[str, Any] = {self.field: toggled(self._words(), word)}
        self._model.change(replace(self._model.form, **sets))

    @Slot()
    def _add(self) -> None:
        typed = self.box.text().strip()
        self.box.clear()
        if typed and typed not in self._words():
            self._toggle(typed)


class AllergySection(WordsSection):
    """What somebody of the party must not eat."""

    field = "allergies"
    alarms = True

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self._caption.setText(self.tr("Allergies"))
        self.box.setPlaceholderText(self.tr("Another allergy, then Enter"))
        self.box.setAccessibleName(self.tr("Allergies"))

    def _usual(self) -> Usual:
        return usual_allergies()


class TagSection(WordsSection):
    """What makes the evening special, or the guest."""

    field = "tags"

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self._caption.setText(self.tr("Tags"))
        self.box.setPlaceholderText(self.tr("Another tag, then Enter"))
        self.box.setAccessibleName(self.tr("Tags"))

    def _usual(self) -> Usual:
        words = (
            (self.tr("VIP"), {"vip", "ｖｉｐ"}),
            (self.tr("anniversary"), {"記念日", "anniversary"}),
            (self.tr("birthday"), {"誕生日", "birthday"}),
            (self.tr("business"), {"接待", "business"}),
            (self.tr("regular"), {"常連", "regular"}),
        )
        return tuple((word, frozenset(spellings | {word.casefold()})) for word, spellings in words)
