"""A line at the bottom that says what was saved, with undo beside it; it never takes the focus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from app.ui.theme import Theme
from resources.tokens import SPACE, TOUCH_MIN

SHOWN_MS = 6000
"""Long enough to read, see the slip and reach for undo with a phone in the other hand."""

ALARM_SHOWN_MS = 10_000
WIDTH_MAX = 560


class Toast(QFrame):
    """What was just saved, or why it was not.

    Signals:
        undo_requested: staff take the newest thing back.
        hidden: it went away by itself or by a tap.
    """

    undo_requested = Signal()
    hidden = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("toast")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._undo = QPushButton(self)
        # A tap on undo must leave the focus where somebody is typing.
        self._undo.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._undo.clicked.connect(self._ask_undo)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(SPACE[3], SPACE[0], SPACE[1], SPACE[0])
        row.setSpacing(SPACE[3])
        row.addWidget(self._words, 1)
        row.addWidget(self._undo)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.put_away)
        self.retranslate()
        self.hide()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    @property
    def undo_button(self) -> QPushButton:
        """The button that takes it back."""
        return self._undo

    def tell(self, words: str, *, undo: bool) -> None:
        """Say that something was saved."""
        self._show(words, "calm", undo, SHOWN_MS)

    def warn(self, words: str) -> None:
        """Say that something was not saved, and why."""
        self._show(words, "alarm", False, ALARM_SHOWN_MS)

    def put_away(self) -> None:
        """Make room again."""
        self._timer.stop()
        if self.isVisible():
            self.hide()
            self.hidden.emit()

    def sizeHint(self) -> QSize:
        """Be as wide as the words need, up to a limit."""
        words = self._words.fontMetrics().horizontalAdvance(self._words.text())
        undo = self._undo.sizeHint().width() + SPACE[3] if not self._undo.isHidden() else 0
        width = min(WIDTH_MAX, words + undo + SPACE[3] + SPACE[2] + SPACE[1])
        height = max(TOUCH_MIN + 2 * SPACE[0], self._row.heightForWidth(width))
        return QSize(width, height)

    def retranslate(self) -> None:
        """Put the button into the language in force."""
        self._undo.setText(self.tr("Undo"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language at once."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _show(self, words: str, level: str, undo: bool, shown_ms: int) -> None:
        self._words.setText(words)
        self._undo.setVisible(undo)
        if self.property("level") != level:
            self.setProperty("level", level)
            self.style().unpolish(self)
            self.style().polish(self)
        self.show()
        self.adjustSize()
        self.raise_()
        self._timer.start(shown_ms)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _ask_undo(self) -> None:
        self.put_away()
        self.undo_requested.emit()
