"""A flat button whose sentence is shortened with … where there is no room, never cut off."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QStylePainter, QWidget

WIDTH_MIN = 96
FRAME = 18
"""What the style sheet puts around a quiet button's words: padding and border."""

ICON_GAP = 4


class ElidingButton(QPushButton):
    """A quiet button for one sentence; the whole of it is in the tool tip and for readers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "quiet")

    def say(self, words: str) -> None:
        """Show a sentence, as much of it as fits."""
        if words != self.text():
            self.setText(words)
            self.setToolTip(words)
            self.setAccessibleName(words)
            self.updateGeometry()

    def shown_text(self) -> str:
        """Tell how much of the sentence fits now."""
        icon = 0 if self.icon().isNull() else self.iconSize().width() + ICON_GAP
        room = self.width() - FRAME - icon
        words = self.text()
        if self.fontMetrics().horizontalAdvance(words) <= room:
            return words
        return self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, max(0, room))

    def minimumSizeHint(self) -> QSize:
        """Give way to others, down to two fingers' width."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), WIDTH_MIN), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button with what fits of its words."""
        del event
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = self.shown_text()
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.end()
