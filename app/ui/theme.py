"""Colours, fonts and shapes for every widget, light and evening; knows no screen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QPainter,
    QPainterPath,
    QPalette,
    QPen,
    QScreen,
)
from PySide6.QtWidgets import QApplication

import resources
from app.domain.reservation import Status
from resources import tokens

FAMILIES = (
    "Hiragino Sans",
    "Yu Gothic UI",
    "Noto Sans CJK JP",
    "Noto Sans JP",
    "Source Han Sans JP",
    "IPAexGothic",
    "Meiryo",
)
"""Japanese interface faces, best first; those a machine lacks are skipped."""

FILLS: Mapping[Status, str] = {
    Status.WAITING: "wait",
    Status.REQUESTED: "wait",
    Status.BOOKED: "booked",
    Status.CONFIRMED: "booked",
    Status.LATE: "alarm",
    Status.PARTLY_ARRIVED: "arrived",
    Status.ARRIVED: "arrived",
    Status.SEATED: "seated",
    Status.BILL: "leaving",
    Status.LEFT: "left",
    Status.NO_SHOW: "wait",
    Status.CANCELLED: "wait",
    Status.DUPLICATE: "wait",
}


class Shape(StrEnum):
    """What stands beside a status's word, so that nobody needs to tell colours apart."""

    RING = "ring"
    DASHED_RING = "dashed_ring"
    DISC = "disc"
    BANG = "bang"
    QUARTER = "quarter"
    HALF = "half"
    SQUARE = "square"
    DIAMOND = "diamond"
    DASH = "dash"
    CROSS = "cross"
    STRUCK = "struck"
    DOUBLE = "double"


SHAPES: Mapping[Status, Shape] = {
    Status.WAITING: Shape.DASHED_RING,
    Status.REQUESTED: Shape.DASHED_RING,
    Status.BOOKED: Shape.RING,
    Status.CONFIRMED: Shape.DISC,
    Status.LATE: Shape.BANG,
    Status.PARTLY_ARRIVED: Shape.QUARTER,
    Status.ARRIVED: Shape.HALF,
    Status.SEATED: Shape.SQUARE,
    Status.BILL: Shape.DIAMOND,
    Status.LEFT: Shape.DASH,
    Status.NO_SHOW: Shape.CROSS,
    Status.CANCELLED: Shape.STRUCK,
    Status.DUPLICATE: Shape.DOUBLE,
}


@cache
def installed_families() -> tuple[str, ...]:
    """Find which of our faces this machine has, best first."""
    return tuple(family for family in FAMILIES if QFontDatabase.hasFamily(family))


class Theme(QObject):
    """The look in force.

    Signals:
        changed: light became evening or back, or another screen was plugged in; widgets that paint
            by hand repaint.
    """

    changed = Signal()

    def __init__(self, name: str = "light", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._app: QApplication | None = None

    @property
    def name(self) -> str:
        """`light` or `evening`."""
        return self._name

    @property
    def tokens(self) -> Mapping[str, str]:
        """The colours in force, by name."""
        return tokens.EVENING if self._name == "evening" else tokens.LIGHT

    def color(self, token: str) -> QColor:
        """Look up a colour such as `ink_soft`."""
        return QColor(self.tokens[token])

    def font(self, px: int, weight: int = 400, tabular: bool = False) -> QFont:
        """Make the one family's font; `tabular` for times and counts that stand in columns."""
        font = QFont()
        families = installed_families()
        if families:
            font.setFamilies(list(families))
        font.setPixelSize(px)
        font.setWeight(QFont.Weight(weight))
        if tabular:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def apply(self, app: QApplication) -> None:
        """Dress the whole application; later toggles dress it again."""
        # Style and font are the same in both themes, and each would polish every widget anew.
        if app is not self._app:
            app.setStyle("Fusion")
            app.setFont(self.font(tokens.TYPE[1]))
            # Its pixels may be finer than those the icons were drawn for.
            app.screenAdded.connect(self._take_screen)
            self._app = app
        # Measured on a whole window: replacing a sheet takes 560 ms, taking it off first 150 ms.
        app.setStyleSheet("")
        app.setPalette(self._palette())
        app.setStyleSheet(self.style_sheet())

    def choose(self, name: str) -> None:
        """Change to `light` or `evening`."""
        if name == self._name:
            return
        self._name = name
        if self._app is not None:
            self.apply(self._app)
        self.changed.emit()

    def toggle(self) -> None:
        """Change from light to evening or back."""
        self.choose("light" if self._name == "evening" else "evening")

    def style_sheet(self) -> str:
        """Fill the style sheet's `@token@`s with the colours in force."""
        return re.sub(
            r"@(\w+)@", lambda match: self.tokens[match[1]], resources.text("qss/noren.qss")
        )

    def status_colors(self, status: Status) -> tuple[QColor, QColor]:
        """Fill and ink of a block or chip."""
        fill = FILLS[status]
        return self.color(fill), self.color(f"{fill}_ink")

    @staticmethod
    def status_shape(status: Status) -> Shape:
        """Tell which shape stands beside the status's word."""
        return SHAPES[status]

    @staticmethod
    def paint_status_shape(painter: QPainter, rect: QRectF, status: Status, color: QColor) -> None:
        """Draw the status's shape centred in `rect`, in one colour."""
        side = min(rect.width(), rect.height())
        box = QRectF(0, 0, side, side)
        box.moveCenter(rect.center())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_shape(painter, box, SHAPES[status], color)
        painter.restore()

    @Slot(QScreen)
    def _take_screen(self, _screen: QScreen) -> None:
        self.changed.emit()

    def _palette(self) -> QPalette:
        palette = QPalette()
        role = QPalette.ColorRole
        for place, token in (
            (role.Window, "paper"),
            (role.WindowText, "ink"),
            (role.Base, "sheet"),
            (role.AlternateBase, "paper"),
            (role.Text, "ink"),
            (role.Button, "sheet"),
            (role.ButtonText, "ink"),
            (role.PlaceholderText, "ink_soft"),
            (role.Highlight, "indigo"),
            (role.HighlightedText, "on_indigo"),
            (role.ToolTipBase, "toast"),
            (role.ToolTipText, "on_toast"),
            (role.Link, "indigo"),
            (role.Mid, "line"),
            (role.Accent, "indigo"),
        ):
            palette.setColor(place, self.color(token))
        for place in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, place, self.color("ink_soft"))
        return palette


def _paint_shape(painter: QPainter, box: QRectF, shape: Shape, color: QColor) -> None:
    width = max(1.2, box.width() / 8)
    pen = QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    inner = box.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    match shape:
        case Shape.RING:
            painter.drawEllipse(inner)
        case Shape.DASHED_RING:
            pen.setDashPattern([1.6, 2.0])
            painter.setPen(pen)
            painter.drawEllipse(inner)
        case Shape.DISC:
            painter.setBrush(color)
            painter.drawEllipse(inner)
        case Shape.BANG:
            _paint_bang(painter, box, color)
        case Shape.QUARTER | Shape.HALF:
            painter.drawEllipse(inner)
            painter.setBrush(color)
            start, span = (90, 90) if shape is Shape.QUARTER else (90, 180)
            painter.drawPie(inner, start * 16, span * 16)
        case Shape.SQUARE:
            painter.setBrush(color)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(
                box.adjusted(width / 2, width / 2, -width / 2, -width / 2), 1, 1
            )
        case Shape.DIAMOND:
            painter.drawPath(_diamond(inner))
        case Shape.DASH:
            painter.drawLine(
                QPointF(inner.left(), inner.center().y()),
                QPointF(inner.right(), inner.center().y()),
            )
        case Shape.CROSS:
            cross = inner.adjusted(width, width, -width, -width)
            painter.drawLine(cross.topLeft(), cross.bottomRight())
            painter.drawLine(cross.topRight(), cross.bottomLeft())
        case Shape.STRUCK:
            painter.drawEllipse(inner)
            painter.drawLine(inner.bottomLeft(), inner.topRight())
        case Shape.DOUBLE:
            third = inner.width() / 3
            painter.drawRect(inner.adjusted(0, 0, -third, -third))
            painter.drawRect(inner.adjusted(third, third, 0, 0))


def _paint_bang(painter: QPainter, box: QRectF, color: QColor) -> None:
    middle = box.center().x()
    thick = box.width() / 5
    painter.setPen(QPen(color, thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawLine(
        QPointF(middle, box.top() + thick), QPointF(middle, box.top() + box.height() * 0.58)
    )
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    dot = thick * 0.65
    painter.drawEllipse(QPointF(middle, box.bottom() - dot), dot, dot)


def _diamond(box: QRectF) -> QPainterPath:
    path = QPainterPath(QPointF(box.center().x(), box.top()))
    path.lineTo(box.right(), box.center().y())
    path.lineTo(box.center().x(), box.bottom())
    path.lineTo(box.left(), box.center().y())
    path.closeSubpath()
    return path
