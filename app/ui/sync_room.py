"""The sync room: what waits, what was set aside and why, and the sum that says nothing was lost."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui.card import Card
from app.ui.settings_parts import Page
from app.ui.sheet_parts import Caption, discard, words
from app.ui.theme import Theme
from app.viewmodels.sync_room import ParkedLine, SyncRoomModel
from resources.tokens import SPACE

WIDTH = 560
HEIGHT = 620
PARTS = 5


class SyncRoom(Card):
    """Behind the connection line."""

    def __init__(self, model: SyncRoomModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._model = model
        self._lines: list[tuple[QVBoxLayout, QWidget]] = []
        self.setFixedWidth(WIDTH)
        self.setMinimumHeight(HEIGHT)
        self.page = Page(self)
        self.sync = QPushButton(self)
        self.sync.setProperty("kind", "primary")
        self.sync.clicked.connect(model.sync_now)
        self.verdict = words(self.page.inside, "heading")
        self.numbers = [QLabel(self.page.inside) for _ in range(PARTS)]
        self._number_words = [Caption(self.page.inside) for _ in range(PARTS)]
        self._captions = [Caption(self.page.inside) for _ in range(3)]
        self.parked, self.waiting, self.rounds = (QVBoxLayout() for _ in range(3))
        self._lay_out()
        model.changed.connect(self._follow)
        self.retranslate()

    def bring_up(self) -> None:
        """Show the room as it is now."""
        self.show()
        self.show_room()
        self.raise_()
        self.sync.setFocus()

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self.set_title(self.tr("Connection and queue"))
        self.sync.setText(self.tr("Sync now"))
        captions = (self.tr("Set aside"), self.tr("On the way"), self.tr("Last rounds"))
        for caption, word in zip(self._captions, captions, strict=True):
            caption.setText(word)
        parts = (
            self.tr("made here"),
            self.tr("at the hub"),
            self.tr("superseded"),
            self.tr("waiting"),
            self.tr("set aside"),
        )
        for caption, word in zip(self._number_words, parts, strict=True):
            caption.setText(word)
        self._follow()

    def show_room(self) -> None:
        """Draw the sum, the queue and the rounds."""
        total = self._model.sum
        counts = (total.made, total.applied, total.superseded, total.waiting, total.parked)
        for label, count in zip(self.numbers, counts, strict=True):
            label.setText(str(count))
        self.verdict.setText(
            self.tr("Nothing is lost: every change made here is accounted for")
            if total.balances
            else self.tr("The sum does not balance: tell whoever looks after this device")
        )
        for lines, widget in self._lines:
            discard(lines, widget)
        self._lines = []
        parked = self._model.parked()
        for each in parked:
            self._add(self.parked, self._parked_row(each))
        waiting = self._model.waiting()
        for line in waiting:
            self._say(self.waiting, f"{line.when}  {line.who}  {line.what}", "body")
        for round_ in self._model.rounds:
            self._say(self.rounds, f"{round_.when}  {round_.text}", "body")
        for lines, shown in ((self.parked, parked), (self.waiting, waiting)):
            if not shown:
                self._say(lines, self.tr("nothing"), "soft")
        if not self._model.rounds:
            self._say(self.rounds, self.tr("none yet"), "soft")

    def _lay_out(self) -> None:
        grid = QGridLayout()
        for place, (label, caption) in enumerate(
            zip(self.numbers, self._number_words, strict=True)
        ):
            label.setProperty("kind", "title")
            grid.setColumnStretch(place, 1)
            grid.addWidget(label, 0, place)
            grid.addWidget(caption, 1, place)
        column = self.page.column
        column.addWidget(self.verdict)
        column.addLayout(grid)
        for caption, lines in zip(
            self._captions, (self.parked, self.waiting, self.rounds), strict=True
        ):
            column.addSpacing(SPACE[2])
            column.addWidget(caption)
            column.addLayout(lines)
        column.addStretch(1)
        self.body.addWidget(self.page, 1)
        self.body.addWidget(self.sync)

    def _parked_row(self, line: ParkedLine) -> QWidget:
        row = QWidget(self.page.inside)
        text = "\n".join(
            each for each in (f"{line.when}  {line.about}", line.reason, line.blocks) if each
        )
        what = words(row, "body")
        what.setText(text)
        retry = QPushButton(self.tr("Try again"), row)
        retry.setProperty("change", line.change_id)
        retry.setAccessibleName(self.tr("Try again: {what}").format(what=line.about))
        retry.clicked.connect(self._retry)
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(what, 1)
        across.addWidget(retry)
        return row

    def _say(self, lines: QVBoxLayout, text: str, kind: str) -> None:
        label = words(self.page.inside, kind)
        label.setText(text)
        self._add(lines, label)

    def _add(self, lines: QVBoxLayout, widget: QWidget) -> None:
        lines.addWidget(widget)
        self._lines.append((lines, widget))

    @Slot()
    def _retry(self) -> None:
        self._model.retry(self.sender().property("change"))

    @Slot()
    def _follow(self) -> None:
        # Nobody reads a closed room, and adding the sum up reads the whole log.
        if not self.isHidden():
            self.show_room()
