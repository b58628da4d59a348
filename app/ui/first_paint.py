"""The moment a window is on the screen for the first time: what can wait until then, waits."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget


class FirstPaint(QObject):
    """Watches one widget of a window until it is painted.

    Signals:
        passed: the widget, and the rest of its window with it, has been painted once.
    """

    passed = Signal()

    def __init__(self, widget: QWidget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See the widget paint; its window is painted to the end before the loop turns."""
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.passed.emit)
        return False
