"""The drawing of the plan: one room on the table, one table in the hand, one gesture an undo."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from math import atan2, degrees
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from app.domain import floor_plan
from app.domain.floor_plan import Box, Guide, extent, is_placed, laid, middle, room_size
from app.domain.ids import AreaId, TableId
from app.domain.table import NOWHERE, Area, Place, Table, TableKind, TableShape
from app.services.desk import Desk
from app.viewmodels.day import DayModel, Touched
from app.viewmodels.floor_book import DeskFloor, FloorBook, next_name
from app.viewmodels.plan import PlanRoom, TableFace, TableState, beside
from app.viewmodels.refusals import REFUSALS, refusal_text
from app.viewmodels.timeline import Way

FREE_CM: Final = 160
"""Floor kept free beyond the last table, to put others down on."""

ROOM_CM_LEAST: Final = (640, 460)

_STEPS: Final[Mapping[Way, tuple[int, int]]] = {
    Way.LEFT: (-1, 0),
    Way.RIGHT: (1, 0),
    Way.UP: (0, -1),
    Way.DOWN: (0, 1),
}


@dataclass(frozen=True, slots=True)
class Furniture:
    """A sort of table that can be put down by one tap."""

    seats_min: int
    seats_max: int
    kind: TableKind = TableKind.TABLE
    shape: TableShape = TableShape.RECT


FURNITURE: Final = (
    Furniture(1, 2),
    Furniture(2, 4),
    Furniture(4, 6),
    Furniture(6, 8),
    Furniture(2, 4, shape=TableShape.ROUND),
    Furniture(1, 1, kind=TableKind.COUNTER, shape=TableShape.ROUND),
)
"""What most floors are made of."""


class PlanEditorModel(QObject):
    """One room, as it is being drawn.

    Signals:
        changed: rooms, tables or the choice are others.
        previewed: the table in the hand is somewhere else; nothing is written yet.
        refused: something was not written; carries a sentence fit to show.
    """

    changed = Signal()
    previewed = Signal()
    refused = Signal(str)

    def __init__(self, book: FloorBook, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._room: AreaId | None = None
        self._selected: TableId | None = None
        self._held: Place | None = None
        self._guides: tuple[Guide, ...] = ()
        self._read()

    @property
    def areas(self) -> tuple[Area, ...]:
        """The rooms there are."""
        return self._areas

    @property
    def has_strays(self) -> bool:
        """Whether there are tables in no room."""
        known = {area.id for area in self._areas}
        return any(table.area_id not in known for table in self._tables)

    @property
    def room(self) -> AreaId | None:
        """The room on the page; None for tables in no room."""
        return self._room

    @property
    def drawn(self) -> PlanRoom:
        """The room with its tables, the one in the hand where it is held."""
        places = dict(self._places)
        if self._held is not None and self._selected is not None:
            places[self._selected] = self._held
        faces = tuple(
            TableFace(table=table, place=places[table.id], state=TableState.DRAWN)
            for table in self._mine()
        )
        width, depth = room_size(self._places.values())
        name = next((area.name for area in self._areas if area.id == self._room), "")
        return PlanRoom(
            id=self._room,
            name=name,
            faces=faces,
            width=max(ROOM_CM_LEAST[0], width + FREE_CM),
            depth=max(ROOM_CM_LEAST[1], depth + FREE_CM),
        )

    @property
    def selected(self) -> Table | None:
        """The table the hand and the keys work on."""
        return next((each for each in self._tables if each.id == self._selected), None)

    @property
    def place(self) -> Place | None:
        """Where the selected table stands, or is held."""
        if self._selected is None:
            return None
        return self._held or self._places.get(self._selected)

    @property
    def guides(self) -> tuple[Guide, ...]:
        """The lines the table in the hand is on."""
        return self._guides

    @Slot(object)
    def refresh(self, touched: Touched) -> None:
        """Take news about rooms and tables, ours or another device's."""
        if {kind for kind, _ in touched} & {"area", "table"}:
            self.read_again()

    def read_again(self) -> None:
        """Draw what the book has now; what is in the hand stays in it."""
        self._read()
        self.changed.emit()

    def show_room(self, room: AreaId | None) -> None:
        """Put another room on the page."""
        self._room, self._selected = room, None
        self.read_again()

    def select(self, table_id: TableId | None) -> None:
        """Choose a table."""
        if table_id != self._selected:
            self._selected = table_id
            self.changed.emit()

    def walk(self, way: Way) -> None:
        """Choose the next table that way."""
        boxes: dict[TableId, Box] = {id: extent(place) for id, place in self._places.items()}
        if self._selected in boxes and self._selected is not None:
            found = beside(boxes, self._selected, way)
            self.select(found or self._selected)
        elif boxes:
            self.select(next(iter(boxes)))

    def drag_to(self, x: float, y: float) -> None:
        """Hold the table with its corner here; neighbours' lines draw it onto them."""
        if (place := self._begun()) is not None:
            others = (each for id, each in self._places.items() if id != self._selected)
            self._held, self._guides = floor_plan.aligned(place, x, y, others)
            self.previewed.emit()

    def pull_to(self, x: float, y: float) -> None:
        """Hold the table by its lower right corner, here."""
        if (place := self._begun()) is not None:
            self._held, self._guides = floor_plan.pulled(place, x, y), ()
            self.previewed.emit()

    def turn_to(self, x: float, y: float) -> None:
        """Hold the table by the knob above it, here."""
        if (place := self._begun()) is not None:
            at_x, at_y = middle(place)
            wanted = degrees(atan2(x - at_x, at_y - y))
            self._held = floor_plan.turned(place, round(wanted) - place.turn_degrees)
            self._guides = ()
            self.previewed.emit()

    def set_down(self) -> None:
        """Let the table stand where it is held: the gesture is over, and written."""
        held, self._held, self._guides = self._held, None, ()
        if held is not None:
            self._write_place(held)

    def put_back(self) -> None:
        """Forget the gesture."""
        self._held, self._guides = None, ()
        self.previewed.emit()

    def nudge(self, way: Way) -> None:
        """Move the table by one square of the grid."""
        place = self.place
        if place is not None:
            across, down = _STEPS[way]
            step = floor_plan.GRID_CM
            self._write_place(
                floor_plan.moved(place, place.x + across * step, place.y + down * step)
            )

    def turn(self, steps: int) -> None:
        """Turn the table by so many steps of the protractor."""
        if (place := self.place) is not None:
            self._write_place(floor_plan.turned(place, steps * floor_plan.TURN_STEP_DEGREES))

    def grow(self, wider: int, deeper: int) -> None:
        """Make the table wider or deeper by so many squares."""
        if (place := self.place) is not None:
            step = floor_plan.GRID_CM
            self._write_place(floor_plan.sized(place, wider * step, deeper * step))

    def cut(self, shape: TableShape) -> None:
        """Cut the table round or square."""
        if (place := self.place) is not None:
            self._write_place(floor_plan.reshaped(place, shape))

    def rename(self, name: str) -> None:
        """Call the table something else."""
        table = self.selected
        if table is not None and name.strip() != table.name:
            self._try(lambda: self._book.change([(table, replace(table, name=name))]))

    def seat(self, least: int, most: int) -> None:
        """Say whom the table is for; the smaller number follows the larger."""
        table = self.selected
        if table is not None and 1 <= most <= floor_plan.SEATS_MAX:
            least = max(1, min(least, most))
            seated = replace(table, seats_min=least, seats_max=most)
            self._try(lambda: self._book.change([(table, seated)]))

    def move_to_room(self, room: AreaId) -> None:
        """Carry the table into another room, where it stands below the others."""
        table = self.selected
        if table is None or table.area_id == room:
            return
        shape = self._places[table.id]
        there = [each for each in self._tables if each.area_id == room]
        at = laid([*there, replace(table, place=NOWHERE)])[table.id]
        place = floor_plan.moved(shape, at.x, at.y)
        after = replace(table, area_id=room, place=place)
        if self._try(lambda: self._book.change([*self._drawn_at(there), (table, after)])):
            self.show_room(room)
            self.select(table.id)

    def add(self, furniture: Furniture) -> None:
        """Put a table down where there is room, and choose it."""
        mine = self._mine()
        table = Table(
            id=TableId(""),
            name=next_name(self._tables, mine),
            seats_min=furniture.seats_min,
            seats_max=furniture.seats_max,
            area_id=self._room,
            kind=furniture.kind,
        )
        usual = floor_plan.usual_place(table)
        if furniture.shape is TableShape.ROUND and furniture.kind is not TableKind.COUNTER:
            side = max(usual.width, usual.depth)
            usual = replace(usual, width=side, depth=side, shape=TableShape.ROUND)
        place = floor_plan.free_spot(usual, self._places.values())
        self._put_down(replace(table, place=place))

    def copy(self) -> None:
        """Put another table like the selected one beside it, and choose that."""
        table, place = self.selected, self.place
        if table is not None and place is not None:
            name = next_name(self._tables, [table])
            spot = floor_plan.free_spot(place, self._places.values())
            self._put_down(replace(table, name=name, place=spot, combines_with=()))

    def remove(self) -> None:
        """Take the selected table away; its bookings keep naming it."""
        table = self.selected
        if table is not None:
            self._selected = None
            self._try(lambda: self._book.remove(table))

    def add_room(self, name: str) -> bool:
        """Add a room and put it on the page."""
        made: list[AreaId] = []
        if self._try(lambda: made.append(self._book.add_area(name))):
            self.show_room(made[0])
            return True
        return False

    def rename_room(self, name: str) -> None:
        """Call the room on the page something else."""
        area = next((each for each in self._areas if each.id == self._room), None)
        if area is not None and name.strip() != area.name:
            self._try(lambda: self._book.rename_area(area, name))

    def remove_room(self) -> None:
        """Take the room on the page away; only an empty one, so that no table is mislaid."""
        area = next((each for each in self._areas if each.id == self._room), None)
        if area is not None and not self._mine():
            self._try(lambda: self._book.remove_area(area))

    def undo(self) -> None:
        """Take back the newest gesture."""
        self._book.undo()
        self.read_again()

    def _mine(self) -> tuple[Table, ...]:
        known = {area.id for area in self._areas}
        if self._room is None:
            return tuple(each for each in self._tables if each.area_id not in known)
        return tuple(each for each in self._tables if each.area_id == self._room)

    def _read(self) -> None:
        self._areas, self._tables = self._book.areas(), self._book.tables()
        known = [area.id for area in self._areas]
        if self._room not in known and (known and (self._room or not self.has_strays)):
            self._room = known[0]
        mine = self._mine()
        self._places = laid(mine)
        if self._selected not in self._places:
            self._selected, self._held = None, None

    def _begun(self) -> Place | None:
        """Give the place the gesture began with: every step of it counts from there."""
        return self._places.get(self._selected) if self._selected else None

    def _write_place(self, place: Place) -> None:
        table = self.selected
        if table is None or self._places.get(table.id) == place:
            self.changed.emit()
            return
        others = [each for each in self._mine() if each.id != table.id]
        changes = [*self._drawn_at(others), (table, replace(table, place=place))]
        self._try(lambda: self._book.change(changes))

    def _drawn_at(self, tables: list[Table]) -> list[tuple[Table, Table]]:
        """Fix tables where they are shown; laid out anew, they would jump when one is placed."""
        places = laid([*tables]) if not tables or tables[0].area_id != self._room else self._places
        return [
            (each, replace(each, place=places[each.id])) for each in tables if not is_placed(each)
        ]

    def _put_down(self, table: Table) -> None:
        made: list[TableId] = []

        fixing = self._drawn_at(list(self._mine()))
        if self._try(lambda: made.append(self._book.add(table, fixing))):
            self.select(made[0])

    def _try(self, write: Callable[[], object]) -> bool:
        if not self._book.may(partial(self._try, write)):
            self.read_again()
            return False
        try:
            write()
        except REFUSALS as error:
            self.read_again()
            self.refused.emit(refusal_text(error))
            return False
        self.read_again()
        return True


class BookEditor(PlanEditorModel):
    """The drawing of the book's own floor."""

    def __init__(self, desk: Desk, day: DayModel) -> None:
        super().__init__(DeskFloor(desk, day), day)
