"""Where rows, hours and blocks stand on the page; knows no painter and no widget.

Page coordinates begin at the first hour and the first row; the view puts the frozen parts (hour
axis, table names, 席未定 while it is short) around them.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from PySide6.QtCore import QPointF, QRectF

from app.viewmodels.timeline_rows import Axis, Block, Layout, Row, RowKind
from resources.tokens import SPACE, TOUCH_MIN

AXIS_PX = 40
HEAD_PX = 120
AREA_PX = 28
GAP_PX = 2
"""Between a block and its row's hairlines."""
ROW_PX = TOUCH_MIN + 2 * GAP_PX
LANE_PX = 24
"""The least height at which a shared block can be read: two fit a row, a third makes it taller."""
EDGE_PX = 14
"""How much of a block's end takes hold of its turn."""
PX_PER_HOUR = 116.0
PX_PER_HOUR_MIN = 60.0
PX_PER_HOUR_MAX = 480.0
PINNED_SHARE_MAX = 0.3
"""席未定 stays in sight while it needs no more of the height than this."""


def row_height(row: Row) -> int:
    """Measure a row; 席未定 gives every lane a finger's height."""
    if row.kind is RowKind.AREA:
        return AREA_PX
    if row.kind is RowKind.UNASSIGNED:
        return row.lanes * TOUCH_MIN + 2 * GAP_PX
    return max(ROW_PX, row.lanes * LANE_PX + 2 * GAP_PX)


class Geometry:
    """One layout at one zoom."""

    def __init__(self, layout: Layout, px_per_hour: float, height: int) -> None:
        self.layout = layout
        self.px_per_minute = px_per_hour / 60
        self.axis: Axis = layout.axis
        lane = layout.rows[0]
        self.pinned = lane if row_height(lane) <= height * PINNED_SHARE_MAX else None
        self.rows = layout.rows[1:] if self.pinned else layout.rows
        heights = [row_height(row) for row in self.rows]
        self.tops = [0, *accumulate(heights)]
        self._areas = [
            (top, row)
            for top, row in zip(self.tops, self.rows, strict=False)
            if row.kind is RowKind.AREA
        ]
        self._index = {row.key: index for index, row in enumerate(self.rows)}

    @property
    def frozen_height(self) -> int:
        """Height of what never scrolls down: the hour axis, and 席未定 while it is pinned."""
        return AXIS_PX + (row_height(self.pinned) if self.pinned else 0)

    @property
    def width(self) -> float:
        """Width of the whole day."""
        return (self.axis.last - self.axis.first) * self.px_per_minute

    @property
    def height(self) -> int:
        """Height of all rows that scroll."""
        return self.tops[-1]

    def x_of(self, minute: float) -> float:
        """Find where a minute of the day stands."""
        return (minute - self.axis.first) * self.px_per_minute

    def minute_at(self, x: float) -> float:
        """Find the minute that stands at `x`."""
        return self.axis.first + x / self.px_per_minute

    def is_pinned(self, key: str) -> bool:
        """Whether a row stands above the scrolling ones."""
        return self.pinned is not None and self.pinned.key == key

    def are_neighbours(self, upper: str, lower: str) -> bool:
        """Whether one row lies right under another."""
        return self._index.get(lower, -1) == self._index.get(upper, -1) + 1

    def span(self, key: str) -> tuple[int, int] | None:
        """Find a row's top and height, among those that scroll or, pinned, from the axis down."""
        if self.pinned is not None and key == self.pinned.key:
            return AXIS_PX, row_height(self.pinned)
        index = self._index.get(key)
        return None if index is None else (self.tops[index], row_height(self.rows[index]))

    def index_at(self, y: float) -> int | None:
        """Find the scrolling row at `y`."""
        if not 0 <= y < self.height:
            return None
        return bisect_right(self.tops, y) - 1

    def sticky_area(self, scrolled: int) -> tuple[Row, int] | None:
        """Find the area whose name stays in sight, and how far the next one has pushed it up."""
        passed = [row for top, row in self._areas if top <= scrolled]
        if not passed:
            return None
        coming = next((top for top, _ in self._areas if top > scrolled), None)
        return passed[-1], 0 if coming is None else min(0, coming - scrolled - AREA_PX)

    def rows_between(self, top: float, bottom: float) -> range:
        """Find the scrolling rows that show between two heights."""
        first = max(0, bisect_right(self.tops, top) - 1)
        last = min(len(self.rows), bisect_right(self.tops, bottom))
        return range(first, max(first, last))

    def block_rect(self, block: Block, row: Row, top: float) -> QRectF:
        """Place a block within its row."""
        inner = row_height(row) - 2 * GAP_PX
        lanes = row.lanes if row.kind is RowKind.UNASSIGNED else block.lanes
        share = inner / lanes
        left, right = self.x_of(block.start), self.x_of(min(block.end, self.axis.last))
        gap = 1 if lanes > 1 else 0
        return QRectF(
            left + 1,
            top + GAP_PX + block.lane * share,
            max(SPACE[1], right - left - 2),
            share - gap,
        )

    def block_at(self, point: QPointF, row: Row, top: float) -> Block | None:
        """Find the block at a point of a row; the last drawn lies uppermost."""
        for block in reversed(row.blocks):
            if self.block_rect(block, row, top).contains(point):
                return block
        return None
