"""The guest card: who somebody is at a glance; everything else is one scroll away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.ui.guest_parts import AlarmLine, Figures
from app.ui.history_panel import HistoryPanel
from app.ui.sheet_parts import Caption, FingerScroll, discard, words
from app.ui.side_sheet import SideSheet
from app.ui.status_button import StatusButton
from app.ui.theme import Theme
from app.viewmodels.guest import Alike, BookingLine, GuestForm, GuestModel
from app.viewmodels.wording import listed, person_text
from resources.tokens import SPACE

NOTE_HEIGHT = 64
FIELDS = ("name", "kana", "phones", "email", "company", "birthday", "anniversary", "tags")
SENSITIVE = ("allergies", "caution")
NOTES = ("preferences", "note")


class GuestCardView(SideSheet):
    """One guest, to read; and to write on when asked."""

    def __init__(self, model: GuestModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._model = model
        self._captions: list[tuple[Caption, str]] = []
        self._listed: list[tuple[QVBoxLayout, QWidget]] = []
        self.pages = QStackedWidget(self)
        self.pages.addWidget(self._reading_page())
        self.pages.addWidget(self._writing_page())
        self.body.addWidget(self.pages, 1)
        model.opened.connect(self.bring_up)
        model.changed.connect(self._show_card)
        model.closed.connect(self.put_away)
        model.refused.connect(self._show_refusal)
        self.retranslate()
        if model.card is not None:
            self.bring_up()

    def bring_up(self) -> None:
        """Show the card; staff asked for it."""
        self.pages.setCurrentIndex(0)
        self._show_card()
        self.slide_up()
        self.book.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def put_away(self) -> None:
        """Hide the card; what was typed waits for the next time."""
        self._lay_aside()
        if self._model.card is not None:
            self._model.close()
        super().put_away()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the writing first, then the card."""
        if event.key() == Qt.Key.Key_Escape and self.pages.currentIndex() == 1:
            self._lay_aside()
        else:
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self.set_title(self.tr("Guest"))
        self._name_edit()
        self.discard.setText(self.tr("Discard"))
        self.book.setText(self.tr("New reservation"))
        self.older.setText(self.tr("Older reservations"))
        self.save.setText(self.tr("Save"))
        self.cancel.setText(self.tr("Back"))
        words = self._words()
        for caption, key in self._captions:
            caption.setText(words[key])
        for name, box in self._boxes.items():
            box.setAccessibleName(words[name])
            self._labels[name].setText(words[name])
        for name in ("phones", "tags", "allergies"):
            self._boxes[name].setPlaceholderText(self.tr("Several with commas"))
        for name in ("birthday", "anniversary"):
            self._boxes[name].setPlaceholderText(self.tr("1980-12-24 or 昭和55年12月24日"))
        self._model.reword()

    def _words(self) -> dict[str, str]:
        return {
            "name": self.tr("Name"),
            "kana": self.tr("Kana"),
            "phones": self.tr("Phones"),
            "email": self.tr("E-mail"),
            "company": self.tr("Company"),
            "birthday": self.tr("Birthday"),
            "anniversary": self.tr("Anniversary"),
            "tags": self.tr("Tags"),
            "allergies": self.tr("Allergies"),
            "caution": self.tr("Caution"),
            "preferences": self.tr("Preferences"),
            "note": self.tr("Memo"),
            "next": self.tr("Coming reservations"),
            "bookings": self.tr("Earlier reservations"),
            "calls": self.tr("Last calls"),
            "alike": self.tr("Perhaps the same person"),
            "joined": self.tr("Joined with this card"),
            "history": self.tr("History of changes"),
        }

    def _reading_page(self) -> QWidget:
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, SPACE[1], SPACE[3])
        column.setSpacing(SPACE[1])
        self.name = words(inside, "display")
        self.kana = words(inside, "body")
        self.caution = AlarmLine("caution", self._theme, inside)
        self.allergies = AlarmLine("allergy", self._theme, inside)
        self.figures = Figures(inside)
        self.days = words(inside, "body")
        self.tags = words(inside, "body")
        self.notes = words(inside, "body")
        for each in (self.name, self.kana, self.caution, self.allergies, self.figures, self.days):
            column.addWidget(each)
        for each in (self.tags, self.notes):
            column.addWidget(each)
        self.lists = {
            key: self._list(column, key, inside)
            for key in ("next", "bookings", "calls", "alike", "joined", "history")
        }
        self.older = QPushButton(inside)
        self.older.clicked.connect(self._model.show_more)
        self.history = HistoryPanel(self._theme, inside)
        self.history.take_back_requested.connect(self._model.changes.take_back)
        column.addWidget(self.history)
        column.addStretch(1)
        self.edit = QPushButton(self)
        self.book = QPushButton(self)
        self.book.setProperty("kind", "primary")
        self.edit.clicked.connect(self._begin_edit)
        self.book.clicked.connect(self._model.begin_booking)
        return _with_footer(inside, (self.edit, self.book), self)

    def _list(self, column: QVBoxLayout, key: str, parent: QWidget) -> QVBoxLayout:
        caption = Caption(parent)
        self._captions.append((caption, key))
        lines = QVBoxLayout()
        lines.setSpacing(SPACE[0])
        column.addSpacing(SPACE[1])
        column.addWidget(caption)
        column.addLayout(lines)
        return lines

    def _writing_page(self) -> QWidget:
        inside = QWidget(self)
        form = QFormLayout(inside)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setContentsMargins(0, 0, SPACE[1], SPACE[3])
        form.setSpacing(SPACE[0])
        self.news = words(inside, "caution")
        self.refusal = words(self, "alarm")
        form.addRow(self.news)
        self._boxes: dict[str, QLineEdit | QPlainTextEdit] = {}
        self._labels: dict[str, Caption] = {}
        for name in (*FIELDS, *SENSITIVE, *NOTES):
            box = QPlainTextEdit(inside) if name in NOTES else QLineEdit(inside)
            if isinstance(box, QPlainTextEdit):
                box.setFixedHeight(NOTE_HEIGHT)
                box.setTabChangesFocus(True)
            self._boxes[name] = box
            self._labels[name] = Caption(inside)
            box.textChanged.connect(self._type)
            form.addRow(self._labels[name], box)
        self.cancel = QPushButton(self)
        self.discard = QPushButton(self)
        self.discard.setProperty("kind", "quiet")
        self.save = QPushButton(self)
        self.save.setProperty("kind", "primary")
        self.cancel.clicked.connect(self._lay_aside)
        self.discard.clicked.connect(self._discard)
        self.save.clicked.connect(self._save)
        page = _with_footer(inside, (self.discard, self.cancel, self.save), self)
        # Above the buttons: below a form as long as this nobody would see why it was not saved.
        column = page.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(1, self.refusal)
        return page

    @Slot()
    def _show_card(self) -> None:
        card = self._model.card
        if card is None:
            return
        guest = card.guest
        self.news.setText(
            self.tr("Somebody else changed this card just now. What you typed is kept.")
        )
        self.news.setVisible(self._model.has_news)
        number = "   ".join(self._model.phones)
        lines = (
            (self.name, person_text(guest.name or guest.kana)),
            (self.kana, "   ".join(each for each in (guest.kana, guest.company, number) if each)),
            (self.caution, guest.caution and self.tr("Caution: {why}").format(why=guest.caution)),
            (self.allergies, self._allergy_text()),
            (self.days, self._model.days),
            (self.tags, listed(guest.tags)),
            (self.notes, "\n".join(each for each in (guest.preferences, guest.note) if each)),
        )
        for label, text in lines:
            label.setText(text)
            label.setVisible(bool(text))
        self.figures.show_figures(self._model.figures)
        self._name_edit()
        self._show_lists()

    def _allergy_text(self) -> str:
        card = self._model.card
        if card is None or not card.guest.allergies:
            return ""
        return self.tr("Allergy: {what}").format(what=listed(card.guest.allergies))

    def _show_lists(self) -> None:
        model = self._model
        for lines, widget in self._listed:
            discard(lines, widget)
        self._listed = []
        # It stands at the end of a list that is laid anew.
        self.lists["bookings"].removeWidget(self.older)
        for key, bookings in (("next", model.coming), ("bookings", model.past)):
            for each in bookings:
                self._add(key, self._booking_button(each))
        self.lists["bookings"].addWidget(self.older)
        self.older.setVisible(model.has_more)
        for call in model.calls:
            label = words(self, "body")
            parts = (call.time, call.outcome, call.note)
            label.setText("   ".join(each for each in parts if each))
            self._add("calls", label)
        for other in model.alike:
            self._add("alike", self._join_row(other, self.tr("Join"), self._join))
        for other in model.joined:
            self._add("joined", self._join_row(other, self.tr("Take apart"), self._take_apart))
        self.history.show_lines(model.changes.lines)
        shown = {id(lines) for lines, _ in self._listed} | {id(self.lists["history"])}
        for caption, key in self._captions:
            caption.setVisible(id(self.lists[key]) in shown)

    def _add(self, key: str, widget: QWidget) -> None:
        self.lists[key].addWidget(widget)
        self._listed.append((self.lists[key], widget))

    def _booking_button(self, line: BookingLine) -> QPushButton:
        button = StatusButton(self._theme, self)
        button.show_status(line.stands)
        button.setText(f"{line.text}   {line.status}")
        button.setProperty("reservation", line.reservation_id)
        button.clicked.connect(self._open_booking)
        return button

    def _join_row(self, alike: Alike, word: str, act: Callable[[], None]) -> QWidget:
        row = QWidget(self)
        label = words(row, "body")
        label.setText("   ".join(each for each in (alike.text, alike.why) if each))
        button = QPushButton(word, row)
        button.setProperty("guest", alike.guest_id)
        button.setAccessibleName(f"{word} {alike.text}")
        button.clicked.connect(act)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(label, 1)
        line.addWidget(button)
        return row

    @Slot()
    def _open_booking(self) -> None:
        self._model.open_booking(self.sender().property("reservation"))

    @Slot()
    def _join(self) -> None:
        self._model.join(self.sender().property("guest"))

    @Slot()
    def _take_apart(self) -> None:
        self._model.take_apart(self.sender().property("guest"))

    @Slot()
    def _type(self) -> None:
        if self.pages.currentIndex() == 1:
            self._model.type(self._typed())

    @Slot()
    def _begin_edit(self) -> None:
        form = self._model.begin_edit()
        for name, box in self._boxes.items():
            _write(box, getattr(form, name))
        self.refusal.hide()
        self.news.hide()
        self.pages.setCurrentIndex(1)
        self._boxes["name"].setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _lay_aside(self) -> None:
        if self.pages.currentIndex() == 1:
            self.pages.setCurrentIndex(0)
            self._model.lay_aside()
            self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _discard(self) -> None:
        self.pages.setCurrentIndex(0)
        self._model.discard()

    @Slot()
    def _save(self) -> None:
        if self._model.save(self._typed()):
            self.pages.setCurrentIndex(0)

    def _typed(self) -> GuestForm:
        return GuestForm(**{name: _read(box) for name, box in self._boxes.items()})

    def _name_edit(self) -> None:
        has_draft = self._model.has_draft
        self.edit.setText(self.tr("Go on editing") if has_draft else self.tr("Edit"))

    @Slot(str)
    def _show_refusal(self, why: str) -> None:
        self.refusal.setText(why)
        self.refusal.show()


def _with_footer(inside: QWidget, buttons: tuple[QPushButton, ...], parent: QWidget) -> QWidget:
    page = QWidget(parent)
    row = QHBoxLayout()
    row.setSpacing(SPACE[1])
    for button in buttons:
        row.addWidget(button, 1)
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE[1])
    column.addWidget(FingerScroll(inside, page), 1)
    column.addLayout(row)
    return page


def _write(box: QLineEdit | QPlainTextEdit, text: str) -> None:
    if isinstance(box, QPlainTextEdit):
        box.setPlainText(text)
    else:
        box.setText(text)


def _read(box: QLineEdit | QPlainTextEdit) -> str:
    return box.toPlainText() if isinstance(box, QPlainTextEdit) else box.text()
