"""Which half of the book stands beside the list: the timeline or the floor plan."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QSize, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from app.ui import icons
from app.ui.theme import Theme
from resources.tokens import TOUCH_MIN

TIMELINE, PLAN = "timeline", "plan"
HALVES: Final = (TIMELINE, PLAN)


class HalfSwitch(QWidget):
    """Two buttons, one of them down; without their words where the header is narrow.

    Signals:
        chosen: carries `timeline` or `plan`.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._has_words = True
        self._group = QButtonGroup(self)
        self.buttons = {half: QPushButton(self) for half in HALVES}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for half, button in self.buttons.items():
            button.setCheckable(True)
            button.setProperty("kind", "half")
            button.setProperty("half", half)
            button.setMinimumSize(TOUCH_MIN, TOUCH_MIN)
            button.setIconSize(QSize(20, 20))
            button.clicked.connect(self._choose)
            self._group.addButton(button)
            row.addWidget(button)
        self.buttons[TIMELINE].setChecked(True)
        theme.changed.connect(self._tint)
        self.retranslate()

    @property
    def half(self) -> str:
        """Which one is down."""
        return next(half for half, button in self.buttons.items() if button.isChecked())

    def show_half(self, half: str) -> None:
        """Put one of them down."""
        self.buttons[half].setChecked(True)
        self._tint()

    def show_words(self, *, has_words: bool) -> None:
        """Write beside the icons what they are for, or leave the room to others."""
        if has_words != self._has_words:
            self._has_words = has_words
            self.retranslate()

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        words = {TIMELINE: self.tr("Timetable"), PLAN: self.tr("Floor plan")}
        for half, button in self.buttons.items():
            button.setText(words[half] if self._has_words else "")
            button.setAccessibleName(words[half])
            button.setToolTip("" if self._has_words else words[half])
        self._tint()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language at once."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @Slot()
    def _choose(self) -> None:
        self._tint()
        self.chosen.emit(self.half)

    @Slot()
    def _tint(self) -> None:
        for half, button in self.buttons.items():
            token = "on_indigo" if button.isChecked() else "ink_soft"
            button.setIcon(icons.icon(half, self._theme, token))
