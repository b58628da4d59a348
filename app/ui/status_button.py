"""A button for a status: its colour, its shape and its word."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.reservation import Status
from app.ui.icons import scales
from app.ui.theme import FILLS, Theme
from app.viewmodels.rows import status_word

SHAPE_SIDE = 14


class StatusButton(QPushButton):
    """Leads to a status, or shows one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._status = Status.BOOKED
        self.setProperty("kind", "status")
        self.setIconSize(QSize(SHAPE_SIDE, SHAPE_SIDE))
        theme.changed.connect(self._tint)

    @property
    def status(self) -> Status:
        """What it stands for."""
        return self._status

    def show_status(self, status: Status) -> None:
        """Stand for another status."""
        self._status = status
        self.setProperty("status", status.value)
        self.setProperty("fill", FILLS[status])
        self.setText(status_word(status))
        self.style().unpolish(self)
        self.style().polish(self)
        self._tint()

    @Slot()
    def _tint(self) -> None:
        icon = QIcon()
        for scale in scales():
            drawn = QPixmap(round(SHAPE_SIDE * scale), round(SHAPE_SIDE * scale))
            drawn.fill(Qt.GlobalColor.transparent)
            painter = QPainter(drawn)
            _, ink = self._theme.status_colors(self._status)
            self._theme.paint_status_shape(painter, QRectF(drawn.rect()), self._status, ink)
            painter.end()
            drawn.setDevicePixelRatio(scale)
            icon.addPixmap(drawn)
        self.setIcon(icon)
