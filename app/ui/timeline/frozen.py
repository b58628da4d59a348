"""Paint what never scrolls away: the hours above, the tables beside, the time it is now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.domain.business_day import minute_text
from app.ui import icons
from app.ui.theme import Theme
from app.ui.timeline.blocks import Letter
from app.ui.timeline.compose import ICON_PX, Style
from app.ui.timeline.frame import FILL_OF, Frame, clipped, smooth
from app.ui.timeline.geometry import AXIS_PX, HEAD_PX, ROW_PX, row_height
from app.viewmodels.timeline_drag import Ghost, Verdict
from app.viewmodels.timeline_rows import UNASSIGNED, Row, RowKind
from app.viewmodels.timeline_words import ghost_text, row_detail, row_title, verdict_word
from resources.tokens import RADIUS_BLOCK, SPACE

PAD = SPACE[3]
TAG_PX = 52
"""Width of the time on the now-line, at the axis."""
LABEL_PX = 32
AREA_NAME_PX = 400
"""An area's name may run on over the hours of its own empty row."""
LINE_PX = 10.5
"""From the middle of a head to the middle of either of its lines."""

ICON_OF: Mapping[Verdict, str] = {
    Verdict.FREE: "check",
    Verdict.TIGHT: "clock",
    Verdict.TAKEN: "close",
    Verdict.WRONG_SIZE: "people",
}


class FrozenPainter:
    """The brush of the timeline's edges."""

    def __init__(self, theme: Theme, letters: Mapping[Style, Letter]) -> None:
        self._theme = theme
        self._letters = letters

    def heads(self, painter: QPainter, frame: Frame, rows: Sequence[tuple[Row, int]]) -> None:
        """Name the rows."""
        for row, top in rows:
            self._head(painter, frame, row, top)

    def area(self, painter: QPainter, row: Row, rect: QRect) -> None:
        """Name an area, on its own row or at the top while its tables pass below."""
        painter.fillRect(rect, self._color("paper"))
        painter.setPen(QPen(self._color("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(self._color("ink_soft"))
        name = self._letters[Style.STRONG].cut(row_title(row), AREA_NAME_PX)
        middle = rect.top() + rect.height() / 2
        self._letters[Style.STRONG].write(painter, PAD, middle, name)

    def axis(self, painter: QPainter, frame: Frame, exposed: QRect) -> None:
        """Write the hours across the top, on past midnight."""
        strip = QRect(0, 0, frame.size.width(), AXIS_PX)
        if not strip.intersects(exposed):
            return
        painter.fillRect(strip, self._color("paper"))
        axis = frame.geometry.axis
        hours = QRect(HEAD_PX, 0, frame.size.width() - HEAD_PX, AXIS_PX)
        with clipped(painter, hours & exposed):
            for minute in range(axis.first, axis.last + 1, 60):
                x = round(frame.x_of(minute)) + 0.5
                painter.setPen(QPen(self._color("line"), 1))
                painter.drawLine(QLineF(x, SPACE[1], x, AXIS_PX))
                if self._is_whole(frame, x + 6, minute):
                    painter.setPen(self._color("ink_soft"))
                    word = minute_text(minute)
                    self._letters[Style.WORD].write(painter, x + 6, AXIS_PX / 2, word)
        painter.setPen(QPen(self._color("line"), 1))
        painter.drawLine(strip.bottomLeft(), strip.bottomRight())
        if frame.geometry.pinned is None:
            self._corner(painter, frame)

    def _is_whole(self, frame: Frame, left: float, minute: int) -> bool:
        """Whether an hour can be read: neither beside the names, nor behind the time it is."""
        right = left + self._letters[Style.WORD].width(minute_text(minute))
        if left < HEAD_PX or right > frame.size.width():
            return False
        now = frame.geometry.layout.now_minute
        if now is None:
            return True
        middle = frame.x_of(now)
        return right < middle - TAG_PX / 2 or left > middle + TAG_PX / 2

    def now_tag(self, painter: QPainter, frame: Frame) -> None:
        """Write the time it is at the head of the now-line."""
        minute = frame.geometry.layout.now_minute
        if minute is None:
            return
        x = round(frame.x_of(minute))
        tag = QRectF(x - TAG_PX / 2, SPACE[1], TAG_PX, AXIS_PX - 2 * SPACE[1])
        with clipped(painter, QRect(HEAD_PX, 0, frame.size.width() - HEAD_PX, AXIS_PX)):
            painter.fillRect(QRect(x - 1, SPACE[4], 2, AXIS_PX), self._color("vermilion"))
            self._pill(painter, tag, "vermilion")
            painter.setPen(self._color("on_vermilion"))
            text = minute_text(minute)
            left = x - self._letters[Style.STRONG].width(text) / 2
            self._letters[Style.STRONG].write(painter, left, tag.center().y(), text)

    def ghost_label(self, painter: QPainter, frame: Frame, ghost: Ghost) -> None:
        """Say where the party would land, above the finger that covers it."""
        top = frame.top_of(ghost.row)
        if top is None:
            return
        text = ghost_text(ghost, frame.grip, frame.geometry.layout)
        width = self._letters[Style.PARTY].width(text) + 2 * SPACE[2]
        left = max(HEAD_PX + SPACE[0], frame.x_of(ghost.start))
        left = min(left, frame.size.width() - width - SPACE[0])
        above = top - LABEL_PX - SPACE[0]
        if above < AXIS_PX:
            above = top + row_height(frame.geometry.layout.rows_by_key[ghost.row]) + SPACE[0]
        pill = QRectF(left, above, width, LABEL_PX)
        self._pill(painter, pill, "toast")
        painter.setPen(self._color("on_toast"))
        self._letters[Style.PARTY].write(painter, left + SPACE[2], pill.center().y(), text)

    def _head(self, painter: QPainter, frame: Frame, row: Row, top: int) -> None:
        rect = QRect(0, top, HEAD_PX, row_height(row))
        if row.kind is RowKind.AREA:
            self.area(painter, row, rect)
            return
        verdict = frame.verdicts.get(row.key)
        ground = FILL_OF[verdict] if verdict else "sheet"
        if verdict is None and row.kind is RowKind.UNASSIGNED:
            ground = "wait"
        painter.fillRect(rect, self._color(ground))
        painter.setPen(QPen(self._color("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        if row.clash:
            self._outline_head(painter, rect)
        if verdict is not None:
            self._verdict_head(painter, rect, row, verdict)
            return
        self._title(painter, rect, row, "vermilion" if row.clash else "ink")
        painter.setPen(self._color("ink_soft"))
        detail = self._letters[Style.WORD].cut(row_detail(row), HEAD_PX - PAD - SPACE[1])
        self._letters[Style.WORD].write(painter, PAD, _middle(rect) + LINE_PX, detail)

    def _title(self, painter: QPainter, rect: QRect, row: Row, ink: str) -> None:
        room = HEAD_PX - PAD - SPACE[1] - (ICON_PX + SPACE[0] if row.clash else 0)
        painter.setPen(self._color(ink))
        name = self._letters[Style.NAME].cut(row_title(row), room)
        self._letters[Style.NAME].write(painter, PAD, _middle(rect) - LINE_PX, name)

    def _verdict_head(self, painter: QPainter, rect: QRect, row: Row, verdict: Verdict) -> None:
        ink = f"{FILL_OF[verdict]}_ink"
        self._title(painter, rect, row, ink)
        line = _middle(rect) + LINE_PX
        self._icon(painter, QPointF(PAD, line), ICON_OF[verdict], ink)
        painter.setPen(self._color(ink))
        left = PAD + ICON_PX + SPACE[0]
        self._letters[Style.STRONG].write(painter, left, line, verdict_word(verdict))

    def _outline_head(self, painter: QPainter, rect: QRect) -> None:
        painter.setPen(QPen(self._color("vermilion"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        frame = QRectF(rect).adjusted(SPACE[0], 2, -SPACE[0], -3)
        with smooth(painter):
            painter.drawRoundedRect(frame, RADIUS_BLOCK, RADIUS_BLOCK)
        place = QPointF(rect.right() - SPACE[1] - ICON_PX, rect.top() + 16)
        self._icon(painter, place, "clash", "vermilion")

    def _corner(self, painter: QPainter, frame: Frame) -> None:
        """Say in the corner how many have no table, once their lane is too tall to stay."""
        lane = frame.geometry.layout.rows_by_key[UNASSIGNED]
        painter.setPen(self._color("ink"))
        text = f"{row_title(lane)} {len(lane.blocks)}"
        short = self._letters[Style.STRONG].cut(text, HEAD_PX - PAD)
        self._letters[Style.STRONG].write(painter, PAD, AXIS_PX / 2, short)

    def _pill(self, painter: QPainter, rect: QRectF, token: str) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._color(token))
        with smooth(painter):
            painter.drawRoundedRect(rect, RADIUS_BLOCK, RADIUS_BLOCK)

    def _icon(self, painter: QPainter, left_middle: QPointF, name: str, token: str) -> None:
        scale = painter.device().devicePixelRatio()
        picture = icons.pixmap(name, self._theme, token, ICON_PX, scale)
        painter.drawPixmap(left_middle - QPointF(0, ICON_PX / 2), picture)

    def _color(self, token: str) -> QColor:
        return self._theme.color(token)


def _middle(head: QRect) -> float:
    """Find the height between a head's two lines; a tall row keeps them at its top."""
    return head.top() + min(head.height(), ROW_PX) / 2
