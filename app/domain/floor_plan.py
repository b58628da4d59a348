"""Tables on the floor plan: where they stand, how they are moved, turned and sized. Pure geometry.

Lengths are centimetres from a room's upper left corner, downwards and to the right. A place keeps
the corner of the table as it would stand unturned; it turns about its middle.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil, cos, floor, hypot, radians, sin, sqrt
from typing import Final, NamedTuple

from app.domain.ids import TableId
from app.domain.table import NOWHERE, Place, Table, TableKind, TableShape

GRID_CM: Final = 10
TURN_STEP_DEGREES: Final = 15
SIDE_CM_MIN: Final = 40
SIDE_CM_MAX: Final = 600
ROOM_CM_MAX: Final = 5_000
MARGIN_CM: Final = 30
"""Free floor kept between a room's walls and its tables."""

GAP_CM: Final = 40
"""Between tables that nobody has placed yet, with room for chairs."""

FLOOR_CM_USUAL: Final = 640
"""A room is taken to be so wide until its tables say that it is wider."""

SEATS_MAX: Final = 99
STOOL_GAP_CM: Final = 20
LINE_CM_MAX: Final = 1000
"""Longer lines of tables go on in the next: a room should be seen without scrolling sideways."""

ALIGN_CM: Final = 8
"""So near to a neighbour's edge or middle, a table jumps onto its line."""

ROUND_SHARE: Final = sqrt(0.5)


class Box(NamedTuple):
    """A rectangle with upright sides."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        """Its middle."""
        return ((self.left + self.right) / 2, (self.top + self.bottom) / 2)

    def meets(self, other: Box) -> bool:
        """Tell whether two boxes share a point inside."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


@dataclass(frozen=True, slots=True)
class Guide:
    """A line on which a table that is being placed stands with a neighbour.

    Attributes:
        upright: whether it runs down the page at x = `at`, or across it at y = `at`.
        first, last: where it begins and ends.
    """

    upright: bool
    at: float
    first: float
    last: float


def is_placed(table: Table) -> bool:
    """Tell whether somebody has said where the table stands."""
    return table.place != NOWHERE


def middle(place: Place) -> tuple[float, float]:
    """Find the point a table turns about."""
    return (place.x + place.width / 2, place.y + place.depth / 2)


def extent(place: Place) -> Box:
    """Find the upright box around a table as it stands, turned."""
    turn = radians(place.turn_degrees)
    if place.shape is TableShape.ROUND:
        half_width = hypot(place.width * cos(turn), place.depth * sin(turn)) / 2
        half_depth = hypot(place.width * sin(turn), place.depth * cos(turn)) / 2
    else:
        half_width = (abs(place.width * cos(turn)) + abs(place.depth * sin(turn))) / 2
        half_depth = (abs(place.width * sin(turn)) + abs(place.depth * cos(turn))) / 2
    x, y = middle(place)
    return Box(x - half_width, y - half_depth, x + half_width, y + half_depth)


def writing_room(place: Place) -> Box:
    """Find the upright box within a table, where words have room however it is turned."""
    x, y = middle(place)
    width, depth = float(place.width), float(place.depth)
    if place.turn_degrees % 180 == 90:  # noqa: PLR2004
        width, depth = depth, width
    if place.shape is TableShape.ROUND:
        share = ROUND_SHARE if place.turn_degrees % 90 else 0.72
        # The corners of a box within an ellipse: the wider it is, the lower.
        half = (width * share / 2, depth * sqrt(1 - share * share) / 2)
        if share == ROUND_SHARE:
            half = (min(half), min(half))
        return Box(x - half[0], y - half[1], x + half[0], y + half[1])
    if place.turn_degrees % 90:
        width, depth = _inscribed(width, depth, radians(place.turn_degrees))
    return Box(x - width / 2, y - depth / 2, x + width / 2, y + depth / 2)


def covers_point(place: Place, x: float, y: float) -> bool:
    """Tell whether a point lies on a table."""
    across, down = _unturned(place, x, y)
    if place.shape is TableShape.ROUND:
        return (2 * across / place.width) ** 2 + (2 * down / place.depth) ** 2 <= 1
    return abs(across) <= place.width / 2 and abs(down) <= place.depth / 2


def usual_place(table: Table) -> Place:
    """Give a table that nobody has drawn the size and shape its seats ask for, at the corner."""
    if table.kind is TableKind.COUNTER and table.seats_max <= 2:  # noqa: PLR2004
        side = 70 if table.seats_max == 1 else 90
        return Place(width=side, depth=side, shape=TableShape.ROUND)
    width = 90 + 30 * max(0, ceil(table.seats_max / 2) - 1)
    return Place(width=min(width, 240), depth=90 if table.seats_max <= 2 else 100)  # noqa: PLR2004


def laid(tables: Sequence[Table]) -> Mapping[TableId, Place]:
    """Say where every table of one room stands; those nobody has placed stand in rows below.

    No two of the latter overlap, nor any of them a table that was placed.
    """
    places = {table.id: table.place for table in tables if is_placed(table)}
    top = max((extent(place).bottom for place in places.values()), default=0.0)
    unplaced = [table for table in tables if not is_placed(table)]
    columns = _columns(unplaced)
    at_y = ceil(top) + (GAP_CM if places else MARGIN_CM)
    for start in range(0, len(unplaced), columns):
        line = [(table.id, usual_place(table)) for table in unplaced[start : start + columns]]
        at_x = MARGIN_CM
        for id, place in line:
            places[id] = replace(place, x=at_x, y=at_y)
            at_x += place.width + (STOOL_GAP_CM if place.shape is TableShape.ROUND else GAP_CM)
        at_y += max(place.depth for _, place in line) + GAP_CM
    return places


def free_spot(place: Place, others: Iterable[Place]) -> Place:
    """Put a table on the first free spot of the floor, row by row from the upper left."""
    boxes = [extent(other) for other in others]
    bottom = max((box.bottom for box in boxes), default=0.0)
    right = max(FLOOR_CM_USUAL, max((box.right for box in boxes), default=0.0))
    for y in range(MARGIN_CM, ceil(bottom) + GAP_CM + GRID_CM, 2 * GRID_CM):
        for x in range(MARGIN_CM, ceil(right), 2 * GRID_CM):
            spot = _inside(replace(place, x=x, y=y))
            box = extent(spot)
            room = Box(
                box.left - GAP_CM / 2,
                box.top - GAP_CM / 2,
                box.right + GAP_CM / 2,
                box.bottom + GAP_CM / 2,
            )
            if box.right <= right and not any(room.meets(other) for other in boxes):
                return spot
    return _inside(replace(place, x=MARGIN_CM, y=ceil(bottom) + GAP_CM))


def room_size(places: Iterable[Place]) -> tuple[int, int]:
    """Measure the floor that these tables need, with a margin; never without any."""
    boxes = [extent(place) for place in places]
    right = max((box.right for box in boxes), default=0.0)
    bottom = max((box.bottom for box in boxes), default=0.0)
    return (max(200, ceil(right) + MARGIN_CM), max(150, ceil(bottom) + MARGIN_CM))


def moved(place: Place, x: float, y: float) -> Place:
    """Put a table's unturned corner on the grid point nearest to (x, y), inside the room."""
    return _inside(replace(place, x=_on_grid(x), y=_on_grid(y)))


def aligned(
    place: Place, x: float, y: float, others: Iterable[Place]
) -> tuple[Place, tuple[Guide, ...]]:
    """Move a table to (x, y) or onto a neighbour's line close by, and name the lines it is on."""
    boxes = [extent(other) for other in others]
    free = replace(place, x=round(x), y=round(y))
    box = extent(free)
    gridded = moved(place, x, y)
    across = _nearest(_lines(box.left, box.right), [_lines(b.left, b.right) for b in boxes])
    down = _nearest(_lines(box.top, box.bottom), [_lines(b.top, b.bottom) for b in boxes])
    set_down = _inside(
        replace(
            place,
            x=gridded.x if across is None else round(x + across),
            y=gridded.y if down is None else round(y + down),
        )
    )
    return set_down, _guides(extent(set_down), boxes)


def turned(place: Place, degrees: int) -> Place:
    """Turn a table clockwise by so much, to the next step of the protractor, inside the room."""
    steps = round((place.turn_degrees + degrees) / TURN_STEP_DEGREES)
    return _inside(replace(place, turn_degrees=steps * TURN_STEP_DEGREES % 360))


def sized(place: Place, wider: float, deeper: float) -> Place:
    """Pull a table's lower right corner along its own sides; the upper left one stays.

    A round table stays as round as it was: it follows the larger pull.
    """
    if place.shape is TableShape.ROUND and place.width == place.depth:
        wider = deeper = wider if abs(wider) > abs(deeper) else deeper
    width, depth = _side(place.width + wider), _side(place.depth + deeper)
    turn = radians(place.turn_degrees)
    across, down = (width - place.width) / 2, (depth - place.depth) / 2
    x, y = middle(place)
    x += across * cos(turn) - down * sin(turn)
    y += across * sin(turn) + down * cos(turn)
    return _inside(
        replace(place, width=width, depth=depth, x=round(x - width / 2), y=round(y - depth / 2))
    )


def pulled(place: Place, x: float, y: float) -> Place:
    """Pull a table's lower right corner, as it stands turned, to a point."""
    across, down = _unturned(place, x, y)
    return sized(place, across - place.width / 2, down - place.depth / 2)


def reshaped(place: Place, shape: TableShape) -> Place:
    """Cut a table round or square; where it stands and how large it is stays."""
    return _inside(replace(place, shape=shape))


def _columns(tables: Sequence[Table]) -> int:
    """Choose how many stand side by side: a counter in one line, a hall wide, in full rows."""
    count = len(tables)
    usual = [usual_place(table) for table in tables]
    widest = max((place.width for place in usual), default=1)
    are_stools = all(place.shape is TableShape.ROUND for place in usual)
    most = max(1, LINE_CM_MAX // (widest + (STOOL_GAP_CM if are_stools else GAP_CM)))
    if are_stools:
        return most
    wide = range(max(1, ceil(sqrt(count))), max(2, ceil(sqrt(3 * count)) + 1))
    return min(most, min(wide, key=lambda columns: (-count % columns, -columns)))


def _inside(place: Place) -> Place:
    """Push a table back behind the walls; a drawn one is never taken for one without a place."""
    box = extent(place)
    x = place.x + max(0, ceil(GRID_CM - box.left)) - max(0, ceil(box.right - ROOM_CM_MAX))
    y = place.y + max(0, ceil(GRID_CM - box.top)) - max(0, ceil(box.bottom - ROOM_CM_MAX))
    return replace(place, x=x, y=y)


def _on_grid(length: float) -> int:
    return round(length / GRID_CM) * GRID_CM


def _side(length: float) -> int:
    return max(SIDE_CM_MIN, min(SIDE_CM_MAX, _on_grid(length)))


def _unturned(place: Place, x: float, y: float) -> tuple[float, float]:
    """Measure a point from a table's middle, along its own sides."""
    turn = radians(place.turn_degrees)
    at_x, at_y = middle(place)
    across, down = x - at_x, y - at_y
    return (across * cos(turn) + down * sin(turn), down * cos(turn) - across * sin(turn))


def _lines(first: float, last: float) -> tuple[float, float, float]:
    return (first, (first + last) / 2, last)


def _nearest(
    mine: tuple[float, float, float], theirs: Iterable[tuple[float, float, float]]
) -> float | None:
    """Find the smallest shift that puts an edge on an edge, or the middle on a middle."""
    near = [
        line - own
        for lines in theirs
        for own, candidates in (
            (mine[0], (lines[0], lines[2])),
            (mine[1], (lines[1],)),
            (mine[2], (lines[0], lines[2])),
        )
        for line in candidates
        if abs(line - own) <= ALIGN_CM
    ]
    return min(near, key=abs, default=None)


def _guides(box: Box, others: Sequence[Box]) -> tuple[Guide, ...]:
    found = set[Guide]()
    for other in others:
        for upright, mine, theirs, first, last in (
            (True, _lines(box.left, box.right), _lines(other.left, other.right), 1, 3),
            (False, _lines(box.top, box.bottom), _lines(other.top, other.bottom), 0, 2),
        ):
            for at in mine:
                if any(abs(at - line) < 1 for line in theirs):
                    ends = (min(box[first], other[first]), max(box[last], other[last]))
                    found.add(Guide(upright, at, *ends))
    return tuple(sorted(found, key=lambda each: (each.upright, each.at, each.first)))


def _inscribed(width: float, depth: float, turn: float) -> tuple[float, float]:
    """Measure the largest upright rectangle in a turned one."""
    across, down = abs(sin(turn)), abs(cos(turn))
    long, short = max(width, depth), min(width, depth)
    if short <= 2 * across * down * long or abs(across - down) < 1e-9:  # noqa: PLR2004
        half = short / 2
        fitted = (half / across, half / down) if width >= depth else (half / down, half / across)
        return (floor(fitted[0]), floor(fitted[1]))
    spread = down * down - across * across
    return (
        floor((width * down - depth * across) / spread),
        floor((depth * down - width * across) / spread),
    )
