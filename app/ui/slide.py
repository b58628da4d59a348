"""Slides an overlay in from the edge it stands at: the one motion that says where it came from."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QPoint, QPropertyAnimation
from PySide6.QtWidgets import QWidget

from resources.tokens import SPACE

SLIDE_MS = 120


def slide_in(overlay: QWidget, way: int = SPACE[5]) -> None:
    """Move a shown overlay to its place from `way` pixels to the right of it."""
    place = overlay.pos()
    motion = QPropertyAnimation(overlay, b"pos", overlay)
    motion.setDuration(SLIDE_MS)
    motion.setStartValue(place + QPoint(way, 0))
    motion.setEndValue(place)
    motion.setEasingCurve(QEasingCurve.Type.OutCubic)
    motion.start(QPropertyAnimation.DeletionPolicy.DeleteWhenStopped)
