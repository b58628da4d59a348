"""A card that staff open over the book: a title, a way out, and whatever it is for."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGraphicsDropShadowEffect,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.ui import icons
from app.ui.theme import Theme
from resources.tokens import SPACE, TOUCH_MIN


class Card(QFrame):
    """The frame of an overlay; a child of the window, never a dialog.

    Signals:
        closed: it went away, whoever sent it.
        focus_released: it had the focus when it went; whoever is beneath may take it.
    """

    closed = Signal()
    focus_released = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("kind", "card")
        self.setAutoFillBackground(True)
        self._title = QLabel(self)
        self._title.setProperty("kind", "heading")
        self.close_button = QPushButton(self)
        self.close_button.setProperty("kind", "quiet")
        self.close_button.setFixedWidth(TOUCH_MIN)
        self.close_button.setIconSize(QSize(20, 20))
        self.close_button.clicked.connect(self.put_away)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.close_button)
        self.body = QVBoxLayout()
        self.body.setSpacing(SPACE[1])
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[4], SPACE[2], SPACE[2], SPACE[4])
        column.setSpacing(SPACE[1])
        column.addLayout(head)
        inset = QHBoxLayout()
        inset.setContentsMargins(0, 0, SPACE[2], 0)
        inset.addLayout(self.body)
        column.addLayout(inset, 1)
        self.setGraphicsEffect(QGraphicsDropShadowEffect(self))
        theme.changed.connect(self._tint)
        self._tint()
        self.hide()

    def set_title(self, words: str) -> None:
        """Name the card, for eyes and for readers."""
        self._title.setText(words)
        self.setAccessibleName(words)
        self.close_button.setAccessibleName(self.tr("Close"))

    def bring_up(self) -> None:
        """Show the card; staff opened it, so it may have the focus."""
        self.show()
        self.raise_()
        self.adjustSize()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def put_away(self) -> None:
        """Hide the card; if somebody was typing in it, the focus goes back to the book."""
        if self.isHidden():
            return
        focus = QApplication.focusWidget()
        had_focus = focus is self or (focus is not None and self.isAncestorOf(focus))
        self.hide()
        self.closed.emit()
        if had_focus:
            self.focus_released.emit()

    def retranslate(self) -> None:
        """Put every word into the language in force."""

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language at once."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _tint(self) -> None:
        self.close_button.setIcon(icons.icon("close", self._theme, "ink_soft"))
        shadow = self.graphicsEffect()
        # A sheet that is typed on takes its shadow off: it would be drawn anew with every letter.
        if isinstance(shadow, QGraphicsDropShadowEffect):
            ink = self._theme.color("shadow")
            ink.setAlpha(70 if self._theme.name == "light" else 160)
            shadow.setColor(ink)
            shadow.setBlurRadius(SPACE[5])
            shadow.setOffset(0, SPACE[0])
