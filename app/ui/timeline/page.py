"""Paint the timeline's rows: hours, blocks, what ties them, the now-line, a party in the hand."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from app.ui.theme import FILLS, Theme
from app.ui.timeline.blocks import BlockArtist, dress, letters_of
from app.ui.timeline.frame import FILL_OF, Frame, clipped, smooth
from app.ui.timeline.frozen import FrozenPainter
from app.ui.timeline.geometry import AXIS_PX, GAP_PX, HEAD_PX, Geometry, row_height
from app.viewmodels.timeline_drag import Ghost
from app.viewmodels.timeline_rows import UNASSIGNED, Block, Row, RowKind
from resources.tokens import RADIUS_BLOCK, SPACE

TAIL_PX = 4
LINK_PX = 3
FADED = 0.35
"""How much of a block is left where it was while its party is in somebody's hand."""
THROUGH = 0.3
"""How much of the now-line shows on blocks; more would strike their words out."""
GHOST_ALPHA = 150
VERDICT_ALPHA = 110
"""A row's colour beside the hours in question, where it is full."""
CLOSED = 0.4
"""How strong the hatching of a closing day is beside the blocks that stand on it."""
QUARTERS_FROM_PX = 14.0
"""Quarter-hours closer together than this would be a grey wash."""


class PagePainter:
    """The brush of the timeline."""

    def __init__(self, theme: Theme, artist: BlockArtist) -> None:
        self._theme = theme
        self._artist = artist
        self._frozen = FrozenPainter(theme, letters_of(theme))

    def paint(self, painter: QPainter, exposed: QRect, frame: Frame) -> None:
        """Paint what of a frame lies within `exposed`."""
        painter.fillRect(exposed, self._color("paper"))
        page = frame.page
        geometry = frame.geometry
        shown = geometry.rows_between(frame.scroll.y(), frame.scroll.y() + page.height())
        rows = [
            (geometry.rows[index], page.top() + geometry.tops[index] - frame.scroll.y())
            for index in shown
        ]
        below = exposed & QRect(0, page.top(), frame.size.width(), page.height())
        if not below.isEmpty():
            with clipped(painter, below):
                self._band(painter, frame, rows, below)
                self._sticky_area(painter, frame, exposed)
        lane = exposed & QRect(0, AXIS_PX, frame.size.width(), page.top() - AXIS_PX)
        if geometry.pinned is not None and not lane.isEmpty():
            with clipped(painter, lane):
                self._band(painter, frame, [(geometry.pinned, AXIS_PX)], lane)
        self._frozen.axis(painter, frame, exposed)
        self._frozen.now_tag(painter, frame)
        if frame.ghost is not None:
            self._frozen.ghost_label(painter, frame, frame.ghost)

    def _sticky_area(self, painter: QPainter, frame: Frame, exposed: QRect) -> None:
        sticky = frame.sticky_area
        if sticky is not None:
            row, rect = sticky
            self._frozen.area(painter, row, rect)
            hours = rect & exposed & frame.page
            with clipped(painter, hours):
                self._now_line(painter, frame, 1.0)

    def _band(
        self,
        painter: QPainter,
        frame: Frame,
        rows: Sequence[tuple[Row, int]],
        exposed: QRect,
    ) -> None:
        """Paint rows with all that stands on them, then their heads."""
        seen = [
            (row, top)
            for row, top in rows
            if top <= exposed.bottom() and top + row_height(row) > exposed.top()
        ]
        cells = exposed & QRect(HEAD_PX, 0, frame.size.width(), frame.size.height())
        with clipped(painter, cells):
            for row, top in seen:
                self._ground(painter, frame, row, top)
            self._hours(painter, frame, cells)
            for row, top in seen:
                self._edge(painter, frame, row, top)
            self._now_line(painter, frame, 1.0)
            self._links(painter, frame, rows)
            for row, top in seen:
                self._blocks(painter, frame, row, top, cells)
            self._now_line(painter, frame, THROUGH)
            if frame.ghost is not None:
                self._ghost(painter, frame, frame.ghost, seen)
        self._frozen.heads(painter, frame, seen)

    def _ground(self, painter: QPainter, frame: Frame, row: Row, top: int) -> None:
        rect = QRectF(HEAD_PX, top, frame.size.width() - HEAD_PX, row_height(row))
        token = {RowKind.UNASSIGNED: "wait", RowKind.AREA: "paper"}.get(row.kind, "sheet")
        painter.fillRect(rect, self._color(token))
        if row.kind is RowKind.TABLE:
            for start, end in _closed_spans(frame.geometry):
                left, right = frame.x_of(start), frame.x_of(end)
                closed = QRectF(left, top, right - left, rect.height())
                painter.fillRect(closed & rect, self._color("paper"))
            if frame.geometry.layout.is_closed:
                self._hatch(painter, rect)
        verdict, ghost = frame.verdicts.get(row.key), frame.ghost
        if verdict is None or ghost is None:
            return
        color = self._color(FILL_OF[verdict])
        left, right = frame.x_of(ghost.start), frame.x_of(ghost.start + ghost.turn_minutes)
        painter.fillRect(QRectF(left, top, right - left, rect.height()), color)
        color.setAlpha(VERDICT_ALPHA)
        painter.fillRect(rect, color)

    def _hatch(self, painter: QPainter, rect: QRectF) -> None:
        """Strike the hours of a closing day out: white would say that tables can be had."""
        hatch = QBrush(self._color("edge"), Qt.BrushStyle.BDiagPattern)
        painter.setOpacity(CLOSED)
        painter.fillRect(rect, hatch)
        painter.setOpacity(1.0)

    def _hours(self, painter: QPainter, frame: Frame, cells: QRect) -> None:
        axis, geometry = frame.geometry.axis, frame.geometry
        step = 15 if 15 * geometry.px_per_minute >= QUARTERS_FROM_PX else 60
        first = int(geometry.minute_at(cells.left() - HEAD_PX + frame.scroll.x()) // step) * step
        last = geometry.minute_at(cells.right() - HEAD_PX + frame.scroll.x())
        hours: list[QLineF] = []
        quarters: list[QLineF] = []
        for minute in range(max(first, axis.first), min(int(last) + 1, axis.last) + 1, step):
            x = round(frame.x_of(minute)) + 0.5
            line = QLineF(x, cells.top(), x, cells.bottom() + 1)
            (quarters if minute % 60 else hours).append(line)
        faint = QColor(self._color("line"))
        faint.setAlpha(90)
        painter.setPen(QPen(faint, 1))
        painter.drawLines(quarters)
        painter.setPen(QPen(self._color("line"), 1))
        painter.drawLines(hours)

    def _edge(self, painter: QPainter, frame: Frame, row: Row, top: int) -> None:
        bottom = top + row_height(row) - 0.5
        painter.setPen(QPen(self._color("line"), 1))
        painter.drawLine(QLineF(HEAD_PX, bottom, frame.size.width(), bottom))

    def _now_line(self, painter: QPainter, frame: Frame, opacity: float) -> None:
        minute = frame.geometry.layout.now_minute
        if minute is None:
            return
        line = QRect(round(frame.x_of(minute)) - 1, 0, 2, frame.size.height())
        painter.setOpacity(opacity)
        painter.fillRect(line, self._color("vermilion"))
        painter.setOpacity(1.0)

    def _links(self, painter: QPainter, frame: Frame, rows: Sequence[tuple[Row, int]]) -> None:
        """Tie the blocks of a combination together: neighbours grow into one, others by a bar."""
        layout = frame.geometry.layout
        combined = {block.id for row, _ in rows for block in row.blocks if len(block.tables) > 1}
        for id in combined:
            blocks = layout.blocks_by_id[id]
            for upper, lower in pairwise(blocks):
                self._link(painter, frame, upper, lower)

    def _link(self, painter: QPainter, frame: Frame, upper: Block, lower: Block) -> None:
        worn, layout = dress(upper), frame.geometry.layout
        over, under = (
            frame.block_rect(block, layout.rows_by_key[block.row], frame.top_of(block.row) or 0)
            for block in (upper, lower)
        )
        top, bottom = over.bottom() - RADIUS_BLOCK, under.top() + RADIUS_BLOCK
        if frame.geometry.are_neighbours(upper.row, lower.row):
            body = QRectF(QPointF(over.left(), top), QPointF(over.right(), bottom))
            painter.fillRect(body, self._color(worn.fill))
            return
        bar = QRectF(over.left() + SPACE[2], top, LINK_PX, bottom - top)
        painter.fillRect(bar, self._color(worn.ink))

    def _blocks(self, painter: QPainter, frame: Frame, row: Row, top: int, cells: QRect) -> None:
        for block in row.blocks:
            rect = frame.block_rect(block, row, top)
            if not rect.adjusted(-3, -3, 3, 3).intersects(QRectF(cells)) and not block.over_minutes:
                continue
            self._block(painter, frame, block, rect)
            if block.over_minutes:
                self._tail(painter, frame, block, rect)
            if block.id == frame.selected[0]:
                self._ring(painter, frame, block, rect)

    def _block(self, painter: QPainter, frame: Frame, block: Block, rect: QRectF) -> None:
        held = frame.ghost is not None and frame.ghost.reservation.id == block.id
        painter.setOpacity(FADED if held else 1.0)
        if rect.left() < HEAD_PX < rect.right():
            words = QRectF(rect)
            words.setLeft(HEAD_PX)
            self._artist.paint(painter, block, rect, words)
        else:
            picture = self._artist.pixmap(block, rect.size(), frame.scale)
            painter.drawPixmap(rect.topLeft(), picture)
        painter.setOpacity(1.0)
        if frame.ghost is not None and not held and not block.face.clashing:
            # On a row coloured free or taken, a block of the same colour would melt away.
            painter.setPen(QPen(self._color(dress(block).ink), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            with smooth(painter):
                inner = rect.adjusted(0.5, 0.5, -0.5, -0.5)
                painter.drawRoundedRect(inner, RADIUS_BLOCK, RADIUS_BLOCK)

    def _tail(self, painter: QPainter, frame: Frame, block: Block, rect: QRectF) -> None:
        """Draw how long a party has outstayed its turn, from the block's end to now."""
        right = frame.x_of(block.end + block.over_minutes)
        tail = QRectF(rect.right(), rect.bottom() - TAIL_PX, right - rect.right(), TAIL_PX)
        painter.fillRect(tail, self._color("vermilion"))

    def _ring(self, painter: QPainter, frame: Frame, block: Block, rect: QRectF) -> None:
        strong = frame.focused and block.row == frame.selected[1]
        painter.setPen(QPen(self._color("indigo"), 3 if strong else 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        with smooth(painter):
            ring = rect.adjusted(-0.5, -0.5, 0.5, 0.5)
            painter.drawRoundedRect(ring, RADIUS_BLOCK, RADIUS_BLOCK)

    def _ghost(
        self,
        painter: QPainter,
        frame: Frame,
        ghost: Ghost,
        rows: Sequence[tuple[Row, int]],
    ) -> None:
        keys = {str(id) for id in ghost.table_ids} or {UNASSIGNED}
        left, right = frame.x_of(ghost.start), frame.x_of(ghost.start + ghost.turn_minutes)
        fill = self._color(FILLS[ghost.reservation.status])
        fill.setAlpha(GHOST_ALPHA)
        for row, top in rows:
            if row.key not in keys:
                continue
            rect = QRectF(left + 2, top + GAP_PX + 1, right - left - 4, 0)
            rect.setHeight(row_height(row) - 2 * GAP_PX - 2)
            painter.setBrush(fill)
            painter.setPen(QPen(self._color("indigo"), 2))
            with smooth(painter):
                painter.drawRoundedRect(rect, RADIUS_BLOCK, RADIUS_BLOCK)

    def _color(self, token: str) -> QColor:
        return self._theme.color(token)


def _closed_spans(geometry: Geometry) -> list[tuple[int, int]]:
    """List what lies between and around the day's shifts; a house without shifts is always open."""
    spans = geometry.layout.open_spans
    if geometry.layout.is_closed:
        return [(geometry.axis.first, geometry.axis.last)]
    if not spans:
        return []
    edges = [geometry.axis.first, *(minute for span in spans for minute in span)]
    edges.append(geometry.axis.last)
    pairs = zip(edges[::2], edges[1::2], strict=True)
    return [(start, end) for start, end in pairs if end > start]
