"""Slides an overlay in from the edge it stands at: the one motion that says where it came from."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEasingCurve, QEvent, QPoint, QPropertyAnimation, Slot
from PySide6.QtWidgets import QWidget

from resources.tokens import SPACE

SLIDE_MS = 120


class Slide(QPropertyAnimation):
    """One slide; at its end the stage is asked for the place anew, it may have moved meanwhile."""

    def __init__(self, overlay: QWidget, way: int) -> None:
        super().__init__(overlay, b"pos", overlay)
        self._overlay = overlay
        place = overlay.pos()
        self.setDuration(SLIDE_MS)
        self.setStartValue(place + QPoint(way, 0))
        self.setEndValue(place)
        self.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.finished.connect(self._settle)

    @Slot()
    def _settle(self) -> None:
        QCoreApplication.postEvent(self._overlay, QEvent(QEvent.Type.LayoutRequest))


def slide_in(overlay: QWidget, way: int = SPACE[5]) -> None:
    """Move a shown overlay to its place from `way` pixels to the right of it.

    What opens before the window does has no place yet and nobody to show a motion to.
    """
    if overlay.isVisible():
        Slide(overlay, way).start(QPropertyAnimation.DeletionPolicy.DeleteWhenStopped)
