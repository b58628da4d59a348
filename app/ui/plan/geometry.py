"""Where rooms and tables lie on the plan's page, in pixels; knows no colours and no words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainterPath, QTransform

from app.domain.floor_plan import Box, middle, writing_room
from app.domain.ids import TableId
from app.domain.table import Place, TableShape
from app.viewmodels.plan import PlanRoom, TableFace, boxes_of, spread_out
from resources.tokens import RADIUS_BLOCK, SPACE, TOUCH_MIN

PAD_PX: Final = SPACE[3]
SCALE_MAX: Final = 1.6
"""Pixels to a centimetre: beyond this, tables are larger than what is written on them."""

ZOOM_MIN, ZOOM_MAX = 0.5, 4.0
TITLE_PX: Final = SPACE[4]
SLACK_PX: Final = SPACE[1]
"""How far beside a table a finger may come down and still mean it."""


class Geometry:
    """The rooms on a page as large as the view, or larger where a finger needs it."""

    def __init__(
        self,
        rooms: Sequence[PlanRoom],
        view: QSize,
        zoom: float = 1.0,
        least: float | None = None,
    ) -> None:
        """Fit the rooms into a view.

        Args:
            rooms: what is shown.
            view: how large the view is.
            zoom: how much closer than usual.
            least: pixels to a centimetre that are enough; by default what a finger needs.
        """
        self.rooms = tuple(rooms)
        wide, high = max(1, view.width() - 2 * PAD_PX), max(1, view.height() - 2 * PAD_PX)
        shortest = (
            min(face.place.width, face.place.depth) for room in rooms for face in room.faces
        )
        finger = TOUCH_MIN / min(shortest, default=TOUCH_MIN) if least is None else least
        sizes = [(room.width, room.depth) for room in rooms]
        self._spread = spread_out(sizes, (wide, high), finger)
        fit = min(wide / max(1, self._spread.width), high / max(1, self._spread.depth))
        self.scale = min(SCALE_MAX, max(fit, finger)) * zoom
        self.page = QSize(
            round(self._spread.width * self.scale) + 2 * PAD_PX,
            round(self._spread.depth * self.scale) + 2 * PAD_PX,
        )
        # A page narrower than the view stands in its middle.
        self._left = PAD_PX + max(0, view.width() - self.page.width()) / 2
        self._top = float(PAD_PX) / 2

    @property
    def origin(self) -> QPointF:
        """Where the rooms begin on the page."""
        return QPointF(self._left, self._top)

    @cached_property
    def faces(self) -> Mapping[TableId, TableFace]:
        """Every table on the page."""
        return {face.table.id: face for room in self.rooms for face in room.faces}

    @cached_property
    def boxes(self) -> Mapping[TableId, Box]:
        """The upright box around every table, in centimetres of the page."""
        return {
            id: box
            for room, corner in self._with_corners()
            for id, box in boxes_of(room, corner).items()
        }

    def floors(self) -> Iterator[tuple[PlanRoom, QRectF]]:
        """List the rooms with the pixels of their floors."""
        for room, corner in self._with_corners():
            yield room, self._pixels(corner[0], corner[1], room.width, room.depth)

    def rect(self, id: TableId) -> QRectF:
        """Find the upright box of a table, in pixels of the page."""
        box = self.boxes[id]
        return self._pixels(box.left, box.top, box.width, box.height)

    def outline(self, id: TableId) -> QPainterPath:
        """Find a table's shape, turned as it stands, in pixels of the page."""
        place, (x, y) = self.faces[id].place, self._corners[id]
        return outline(place, self.scale, self._left + x * self.scale, self._top + y * self.scale)

    def words(self, id: TableId) -> QRectF:
        """Find where words have room on a table."""
        place, (x, y) = self.faces[id].place, self._corners[id]
        box = writing_room(place)
        return self._pixels(box.left + x, box.top + y, box.width, box.height)

    def at(self, point: QPointF) -> TableFace | None:
        """Find the table under a finger, or the nearest one it may have meant."""
        hit = [id for id in self.faces if self.outline(id).contains(point)]
        if hit:
            return self.faces[hit[-1]]
        near = [
            (far, id) for id in self.faces if (far := _distance(self.rect(id), point)) <= SLACK_PX
        ]
        return self.faces[min(near)[1]] if near else None

    def spot(self, point: QPointF, room: PlanRoom) -> tuple[float, float]:
        """Measure a point of the page from a room's corner, in centimetres."""
        x, y = next(corner for each, corner in self._with_corners() if each is room)
        return (
            (point.x() - self._left) / self.scale - x,
            (point.y() - self._top) / self.scale - y,
        )

    def point(self, x: float, y: float, room: PlanRoom) -> QPointF:
        """Find a spot of a room on the page."""
        left, top = next(corner for each, corner in self._with_corners() if each is room)
        return QPointF(self._left + (x + left) * self.scale, self._top + (y + top) * self.scale)

    @cached_property
    def _corners(self) -> Mapping[TableId, tuple[int, int]]:
        return {
            face.table.id: corner for room, corner in self._with_corners() for face in room.faces
        }

    def _with_corners(self) -> Iterator[tuple[PlanRoom, tuple[int, int]]]:
        return zip(self.rooms, self._spread.corners, strict=True)

    def _pixels(self, x: float, y: float, width: float, depth: float) -> QRectF:
        scale = self.scale
        return QRectF(self._left + x * scale, self._top + y * scale, width * scale, depth * scale)


def outline(place: Place, scale: float, left: float, top: float) -> QPainterPath:
    """Draw a place's shape, turned, with its room's corner at (left, top)."""
    path = QPainterPath()
    box = QRectF(-place.width / 2, -place.depth / 2, place.width, place.depth)
    box = QRectF(box.topLeft() * scale, box.size() * scale)
    if place.shape is TableShape.ROUND:
        path.addEllipse(box)
    else:
        path.addRoundedRect(box, RADIUS_BLOCK, RADIUS_BLOCK)
    x, y = middle(place)
    turn = QTransform()
    turn.translate(left + x * scale, top + y * scale)
    turn.rotate(place.turn_degrees)
    return turn.map(path)


def _distance(rect: QRectF, point: QPointF) -> float:
    dx = max(rect.left() - point.x(), 0.0, point.x() - rect.right())
    dy = max(rect.top() - point.y(), 0.0, point.y() - rect.bottom())
    return max(dx, dy)
