"""What was done, line by line: who, when, from what to what, each with a way back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.ui import icons
from app.ui.sheet_parts import discard, words
from app.ui.theme import Theme
from app.viewmodels.record_words import HistoryLine
from resources.tokens import SPACE

FIRST_SHOWN = 4
"""As much as is looked for nine times out of ten; a tap shows the rest."""


class HistoryPanel(QWidget):
    """A list of what was done, newest first.

    Signals:
        take_back_requested: one of them shall be undone; carries its change id.
    """

    take_back_requested = Signal(str)

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, shows_all: bool = False
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shows_all = shows_all
        self._told: tuple[HistoryLine, ...] = ()
        self._rows: list[QWidget] = []
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self.more = QPushButton(self)
        self.more.setProperty("kind", "quiet")
        self.more.clicked.connect(self._show_more)
        self._lines.addWidget(self.more)
        self.more.hide()
        theme.changed.connect(self._tint)

    @property
    def undo_buttons(self) -> tuple[QPushButton, ...]:
        """The ways back on the screen, newest first."""
        found = (row.findChild(QPushButton) for row in self._rows)
        return tuple(each for each in found if each is not None)

    def show_lines(self, lines: Sequence[HistoryLine]) -> None:
        """List these; what is listed already stays as it is."""
        if tuple(lines) != self._told:
            self._told = tuple(lines)
            self._fill()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language at once."""
        if event.type() is QEvent.Type.LanguageChange:
            self._fill()
        super().changeEvent(event)

    def _fill(self) -> None:
        for row in self._rows:
            discard(self._lines, row)
        shown = self._told if self._shows_all else self._told[:FIRST_SHOWN]
        self._rows = [self._row(line) for line in shown]
        for place, row in enumerate(self._rows):
            self._lines.insertWidget(place, row)
            row.show()
        hidden = len(self._told) - len(shown)
        self.more.setText(self.tr("{count} earlier changes").format(count=hidden))
        self.more.setVisible(hidden > 0)
        self._tint()

    def _row(self, line: HistoryLine) -> QWidget:
        row = QFrame(self)
        row.setProperty("kind", "ruled")
        what = words(row, "body")
        what.setText("  ".join(each for each in (line.about, line.what) if each))
        when = words(row, "soft")
        when.setText("  ".join(each for each in (line.when, line.who, line.state) if each))
        says = QVBoxLayout()
        says.setSpacing(0)
        says.addWidget(what)
        says.addWidget(when)
        across = QHBoxLayout(row)
        across.setContentsMargins(0, SPACE[1], 0, SPACE[1])
        across.setSpacing(SPACE[1])
        across.addLayout(says, 1)
        if line.can_undo:
            across.addWidget(self._undo_button(line, row))
        return row

    def _undo_button(self, line: HistoryLine, row: QWidget) -> QPushButton:
        button = QPushButton(self.tr("Undo"), row)
        button.setIconSize(QSize(20, 20))
        button.setAccessibleName(self.tr("Undo: {what}").format(what=line.text))
        button.setProperty("change", line.change_id)
        button.clicked.connect(self._ask)
        return button

    @Slot()
    def _ask(self) -> None:
        self.take_back_requested.emit(self.sender().property("change"))

    @Slot()
    def _show_more(self) -> None:
        self._shows_all = True
        self._fill()

    @Slot()
    def _tint(self) -> None:
        for button in self.undo_buttons:
            button.setIcon(icons.icon("undo", self._theme, "indigo"))
