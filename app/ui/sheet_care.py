"""What must not be forgotten of a party: allergies and tags, a tap or a word each."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from app.ui.sheet_parts import Caption, ChipFace, Chips
from app.ui.sheet_sections import Section
from app.ui.theme import Theme
from app.viewmodels.sheet import SheetModel
from resources.tokens import SPACE

Usual = tuple[tuple[str, frozenset[str]], ...]
"""Words offered, each with the spellings it is known by in either language."""


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
        chosen = self._words()
        usual = self._usual()
        faces = []
        for word, spellings in usual:
            written = next((each for each in chosen if each.casefold() in spellings), "")
            faces.append(ChipFace(written or word, word, bool(written), alarms=self.alarms))
        known = {each for _, spellings in usual for each in spellings}
        others = (each for each in chosen if each.casefold() not in known)
        faces += [ChipFace(each, each, is_chosen=True, alarms=self.alarms) for each in others]
        self.chips.show_faces(faces)

    def _usual(self) -> Usual:
        raise NotImplementedError

    def _words(self) -> tuple[str, ...]:
        words: tuple[str, ...] = getattr(self._model.form, self.field)
        return words

    @Slot(object)
    def _toggle(self, word: str) -> None:
        now = self._words()
        kept = tuple(each for each in now if each != word)
        sets: dict[str, Any] = {self.field: kept if kept != now else (*now, word)}
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
        """The foods that Japanese law wants named on every label."""
        words = (
            (self.tr("shrimp"), {"えび", "エビ", "海老", "shrimp"}),
            (self.tr("crab"), {"かに", "カニ", "蟹", "crab"}),
            (self.tr("wheat"), {"小麦", "wheat"}),
            (self.tr("buckwheat"), {"そば", "ソバ", "蕎麦", "buckwheat"}),
            (self.tr("egg"), {"卵", "たまご", "玉子", "egg"}),
            (self.tr("milk"), {"乳", "牛乳", "milk"}),
            (self.tr("peanut"), {"落花生", "ピーナッツ", "peanut"}),
            (self.tr("walnut"), {"くるみ", "クルミ", "walnut"}),
        )
        return tuple((word, frozenset(spellings | {word})) for word, spellings in words)


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
