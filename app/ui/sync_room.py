"""The sync room: the hub, what waits or was set aside, repairs, rounds, and the sum of it all."""

from __future__ import annotations

from collections.abc import Callable, Iterable

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
SECTIONS = 4


class SyncRoom(Card):
    """Behind the connection line."""

    def __init__(self, model: SyncRoomModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._model = model
        self._lines: list[tuple[QVBoxLayout, QWidget]] = []
        self._doubted = ""
        self.setFixedWidth(WIDTH)
        self.setMinimumHeight(HEIGHT)
        self.page = Page(self)
        self.sync = QPushButton(self)
        self.sync.setProperty("kind", "primary")
        self.sync.clicked.connect(model.sync_now)
        self.hub = words(self.page.inside, "body")
        self.trouble = words(self.page.inside, "alarm")
        self.verdict = words(self.page.inside, "heading")
        self.numbers = [QLabel(self.page.inside) for _ in range(PARTS)]
        self._number_words = [Caption(self.page.inside) for _ in range(PARTS)]
        self._captions = [Caption(self.page.inside) for _ in range(SECTIONS)]
        self.parked, self.waiting, self.repairs, self.rounds = (
            QVBoxLayout() for _ in range(SECTIONS)
        )
        self._lay_out()
        model.changed.connect(self._follow)
        model.refused.connect(self._tell_trouble)
        self.retranslate()

    def bring_up(self) -> None:
        """Show the room as it is now."""
        self.show()
        self._doubted = ""
        self.show_room()
        self.raise_()
        self.sync.setFocus()

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self.set_title(self.tr("Connection and queue"))
        self.sync.setText(self.tr("Sync now"))
        captions = (
            self.tr("Set aside"),
            self.tr("On the way"),
            self.tr("Repairs"),
            self.tr("Last rounds"),
        )
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
        """Draw the hub, the sum, the queue, the repairs and the rounds."""
        total = self._model.sum
        counts = (total.made, total.applied, total.superseded, total.waiting, total.parked)
        for label, count in zip(self.numbers, counts, strict=True):
            label.setText(str(count))
        self.hub.setText(self._model.hub)
        self._tell_trouble("\n".join(self._model.clocks))
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
        self._say_each(
            self.waiting,
            [self._model.waiting_text(total.waiting)] * bool(total.waiting),
            "heading",
        )
        waiting = [f"{each.when}  {each.who}  {each.what}" for each in self._model.waiting()]
        self._say_each(self.waiting, waiting, "body")
        repairs = [f"{each.when}  {each.about}  {each.text}" for each in self._model.repairs()]
        self._say_each(self.repairs, repairs, "body")
        rounds = self._model.rounds
        for round_ in rounds:
            self._say(self.rounds, f"{round_.when}  {round_.work}", "soft")
            self._say(self.rounds, round_.text, "body")
        for lines, shown in (
            (self.parked, parked),
            (self.waiting, waiting),
            (self.repairs, repairs),
        ):
            if not shown:
                self._say(lines, self.tr("nothing"), "soft")
        if not rounds:
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
        for each in (self.hub, self.trouble, self.verdict):
            column.addWidget(each)
        column.addLayout(grid)
        for caption, lines in zip(
            self._captions, (self.parked, self.waiting, self.repairs, self.rounds), strict=True
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
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(what)
        across = QHBoxLayout()
        column.addLayout(across)
        if line.change_id == self._doubted:
            doubt = words(row, "alarm")
            doubt.setText(self.tr("Give this up for good? Only the history will show it."))
            column.insertWidget(1, doubt)
            across.addWidget(self._choice(line, self.tr("Keep it"), "plain", self._keep))
            across.addWidget(self._choice(line, self.tr("Give it up"), "danger", self._drop))
        else:
            across.addWidget(self._choice(line, self.tr("Try again"), "plain", self._retry))
            across.addWidget(self._choice(line, self.tr("Give up…"), "quiet", self._doubt))
        across.addStretch(1)
        return row

    def _choice(
        self, line: ParkedLine, word: str, kind: str, choose: Callable[[], None]
    ) -> QPushButton:
        button = QPushButton(word, self.page.inside)
        button.setProperty("kind", kind)
        button.setProperty("change", line.change_id)
        button.setAccessibleName(self.tr("{action}: {what}").format(action=word, what=line.about))
        button.clicked.connect(choose)
        return button

    def _say_each(self, lines: QVBoxLayout, texts: Iterable[str], kind: str) -> None:
        for text in texts:
            self._say(lines, text, kind)

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
    def _doubt(self) -> None:
        self._doubted = self.sender().property("change")
        self.show_room()

    @Slot()
    def _keep(self) -> None:
        self._doubted = ""
        self.show_room()

    @Slot()
    def _drop(self) -> None:
        self._doubted = ""
        self._model.drop(self.sender().property("change"))

    @Slot(str)
    def _tell_trouble(self, text: str) -> None:
        self.trouble.setText(text)
        self.trouble.setVisible(bool(text))

    @Slot()
    def _follow(self) -> None:
        # Nobody reads a closed room, and adding the sum up reads the whole log.
        if not self.isHidden():
            self.show_room()
