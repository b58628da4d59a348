"""Where guests sit: areas and their tables."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.ids import AreaId, TableId


class TableKind(StrEnum):
    """What sort of place it is, in the words a Japanese house uses."""

    TABLE = "テーブル"
    COUNTER = "カウンター"
    PRIVATE_ROOM = "個室"
    SEMI_PRIVATE = "半個室"
    TATAMI = "座敷"
    HORIGOTATSU = "掘りごたつ"
    TERRACE = "テラス"


class TableShape(StrEnum):
    """How it is drawn on the floor plan."""

    RECT = "rect"
    ROUND = "round"


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A part of the floor with a name, such as ホール.

    Attributes:
        order: where it stands among the areas; ties fall to the name.
    """

    id: AreaId
    name: str
    order: int = 0
    revision: int = 0
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a table stands on the floor plan, in centimetres from the area's corner.

    Attributes:
        turn_degrees: clockwise, 0 to 359.
    """

    x: int = 0
    y: int = 0
    width: int = 90
    depth: int = 90
    turn_degrees: int = 0
    shape: TableShape = TableShape.RECT


NOWHERE = Place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table, counter seat or room.

    Attributes:
        seats_min: smallest party it is given to gladly, at least 1.
        seats_max: largest party that fits.
        combines_with: tables that can be pushed against it; holds both ways.
        order: where it stands within its area; ties fall to the name.
        closed: out of use (broken, reserved for staff); kept for the past's sake.
    """

    id: TableId
    name: str
    seats_min: int
    seats_max: int
    area_id: AreaId | None = None
    kind: TableKind = TableKind.TABLE
    combines_with: tuple[TableId, ...] = ()
    place: Place = NOWHERE
    order: int = 0
    closed: bool = False
    revision: int = 0
    conflicts: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        assert 1 <= self.seats_min <= self.seats_max
