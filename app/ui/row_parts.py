"""Where the parts of a list row lie, for the brush that draws and the finger that taps."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPoint, QRect

ROW_HEIGHT = 60
EDGE = 12
GAP = 8
TIME_WIDTH = 54
PARTY_WIDTH = 28
TABLE_WIDTH = 54
MORE_WIDTH = 48
"""A full touch target; the three dots in it are small."""


class Part(StrEnum):
    """What a finger can mean within a row."""

    ROW = "row"
    STATUS = "status"
    MORE = "more"


@dataclass(frozen=True, slots=True)
class RowParts:
    """Rectangles of one row, in the list's coordinates."""

    time: QRect
    name: QRect
    second_line: QRect
    party: QRect
    table: QRect
    status: QRect
    more: QRect

    @classmethod
    def within(cls, row: QRect, status_width: int, party_width: int = PARTY_WIDTH) -> RowParts:
        """Lay the parts out; the name takes what the others leave, the marks run on below it."""
        more = QRect(row.right() + 1 - MORE_WIDTH, row.top(), MORE_WIDTH, row.height())
        status = QRect(more.left() - status_width, row.top(), status_width, row.height())
        table = QRect(status.left() - GAP - TABLE_WIDTH, row.top(), TABLE_WIDTH, row.height())
        # The number ends above the marks, so that these may run on below it.
        party = QRect(table.left() - GAP - party_width, row.top() + 20, party_width, 18)
        time = QRect(row.left() + EDGE, row.top(), TIME_WIDTH, row.height())
        left = time.right() + 1 + GAP
        width = max(0, party.left() - GAP - left)
        name = QRect(left, row.top() + 6, width, 28)
        second_line = QRect(left, row.top() + 38, max(0, table.left() - GAP - left), 18)
        return cls(time, name, second_line, party, table, status, more)

    def at(self, point: QPoint) -> Part:
        """Tell what is meant by a tap there; a chip is tapped over the row's whole height."""
        if self.more.contains(point):
            return Part.MORE
        if self.status.contains(point):
            return Part.STATUS
        return Part.ROW
