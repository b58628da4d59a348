"""Charts painted with our own tokens: bars over time or below each other, values in words too."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import Theme
from app.viewmodels.reports import Bar, Chart
from resources.tokens import SPACE, TYPE

LANE_PX = 44
BAR_PX = 12
UPRIGHT_PX = 200
LABEL_SHARE = 0.34
COLUMN_MAX_PX = 48


class ChartView(QWidget):
    """One chart."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chart = Chart(title="", bars=())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    @property
    def chart(self) -> Chart:
        """What it shows."""
        return self._chart

    def show_chart(self, chart: Chart) -> None:
        """Show a chart."""
        self._chart = chart
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(chart.spoken)
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for a line to each bar, or for room to stand upright."""
        if self._chart.is_upright:
            return QSize(4 * UPRIGHT_PX, UPRIGHT_PX)
        return QSize(2 * UPRIGHT_PX, max(1, len(self._chart.bars)) * LANE_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bars."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._chart.bars:
            self._words(painter, QRectF(self.rect()), self.tr("Nothing in these days"), "ink_soft")
        elif self._chart.is_upright:
            self._paint_upright(painter)
        else:
            for place, bar in enumerate(self._chart.bars):
                self._paint_lane(painter, place * LANE_PX, bar)
        painter.end()

    def _paint_lane(self, painter: QPainter, top: int, bar: Bar) -> None:
        label = QRectF(0, top, self.width() * LABEL_SHARE - SPACE[1], LANE_PX)
        self._words(painter, label, bar.label, "ink")
        room = QRectF(
            label.right() + SPACE[1], top, self.width() - label.right() - SPACE[1], LANE_PX
        )
        self._words(painter, room.adjusted(0, 0, 0, -LANE_PX / 2), bar.text, "ink_soft")
        line = QRectF(room.left(), top + LANE_PX / 2 + 2, room.width(), BAR_PX)
        self._pill(painter, line, "line")
        if bar.share > 0:
            line.setWidth(max(BAR_PX, room.width() * bar.share))
            self._pill(painter, line, "indigo")
        if bar.second is not None:
            x = room.left() + room.width() * bar.second
            painter.setPen(QPen(self._color("ink"), 2))
            painter.drawLine(
                QPointF(x, line.top() - SPACE[0]), QPointF(x, line.bottom() + SPACE[0])
            )

    def _paint_upright(self, painter: QPainter) -> None:
        bars = self._chart.bars
        step = self.width() / len(bars)
        wide = min(COLUMN_MAX_PX, step * 0.7)
        foot = self.height() - SPACE[4]
        most = foot - SPACE[4]
        painter.setPen(QPen(self._color("line"), 1))
        painter.drawLine(QPointF(0, foot + 0.5), QPointF(self.width(), foot + 0.5))
        painter.setFont(self._theme.font(TYPE[0], 400, tabular=True))
        metrics = QFontMetricsF(painter.font())
        label_every = self._every(max(metrics.horizontalAdvance(each.label) for each in bars), step)
        value_every = self._every(max(metrics.horizontalAdvance(each.text) for each in bars), step)
        tallest = max(range(len(bars)), key=lambda place: bars[place].share)
        for place, bar in enumerate(bars):
            middle = step * (place + 0.5)
            high = most * bar.share
            if high:
                self._pill(painter, QRectF(middle - wide / 2, foot - high, wide, high), "indigo")
            if place % label_every == 0:
                self._centred(painter, middle, foot + SPACE[4] / 2, bar.label, "ink_soft")
            if bar.share and (value_every == 1 or place == tallest):
                self._centred(painter, middle, foot - high - SPACE[2] + 2, bar.text, "ink")

    @staticmethod
    def _every(width: float, step: float) -> int:
        """Tell how many bars share one label, so that labels do not run into each other."""
        return max(1, -int(-(width + SPACE[1]) // step))

    def _centred(self, painter: QPainter, x: float, y: float, text: str, token: str) -> None:
        width = QFontMetricsF(painter.font()).horizontalAdvance(text)
        left = max(0.0, min(x - width / 2, self.width() - width))
        painter.setPen(self._color(token))
        box = QRectF(left, y - SPACE[3], width + 1, 2 * SPACE[3])
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)

    def _words(self, painter: QPainter, room: QRectF, text: str, token: str) -> None:
        size = TYPE[1] if token == "ink" else TYPE[0]
        painter.setFont(self._theme.font(size, 400, tabular=True))
        painter.setPen(self._color(token))
        short = QFontMetricsF(painter.font()).elidedText(
            text, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, short)

    def _pill(self, painter: QPainter, box: QRectF, token: str) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._color(token))
        round_ = min(box.width(), box.height(), SPACE[0]) / 2
        painter.drawRoundedRect(box, round_, round_)

    def _color(self, token: str) -> QColor:
        return self._theme.color(token)
