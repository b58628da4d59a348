"""The floor plan of the day on the screen: who sits where, for how long, and who comes next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from math import hypot
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.clashes import DoubleBooking
from app.domain.day import AT_TABLE, DayBook
from app.domain.floor_plan import Box, extent, laid, room_size
from app.domain.ids import AreaId, ReservationId, TableId
from app.domain.reservation import PRESENT, Reservation, Status
from app.domain.table import Area, Place, Table
from app.viewmodels.day import DayModel
from app.viewmodels.rows import OVERDUE_MINUTES_MIN, Row
from app.viewmodels.timeline import Way
from app.viewmodels.timeline_drag import Room as Seats
from app.viewmodels.timeline_drag import Verdict, may_hold, tables_after

SOON_MINUTES: Final = 30
"""A free table whose next party comes this soon already shows that party's colour."""

ROOM_TITLE_CM: Final = 44
ROOM_GAP_CM: Final = 30

_Rows = Mapping[TableId, Sequence[Reservation]]


class TableState(StrEnum):
    """How a table stands at this moment; DRAWN is furniture alone, while the plan is drawn."""

    FREE = "free"
    SOON = "soon"
    HERE = "here"
    SEATED = "seated"
    CLOSED = "closed"
    DRAWN = "drawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFace:
    """What the plan shows of one table.

    Attributes:
        place: where it is drawn; laid out by us where nobody has drawn it.
        party: who is there: at the table, or in the house and waiting to be led to it.
        next: whose turn it is after that.
        minutes: since the party sat down.
        over: minutes past the party's turn; 0 within it.
        double: the table is promised to two parties at once, now or later.
        tied: the other tables of the party's combination, or of the next one's if that is shown.
    """

    table: Table
    place: Place
    state: TableState
    party: Row | None = None
    next: Row | None = None
    minutes: int = 0
    over: int = 0
    double: bool = False
    tied: tuple[TableId, ...] = ()

    @property
    def shown(self) -> Row | None:
        """The party whose colour the table wears."""
        if self.party is not None:
            return self.party
        return self.next if self.state is TableState.SOON else None

    @property
    def is_late(self) -> bool:
        """Whether the party that should be here has not come."""
        row = self.shown
        if row is None or row is self.party:
            return False
        return row.late >= OVERDUE_MINUTES_MIN or row.status is Status.LATE

    @property
    def alarms(self) -> bool:
        """Whether it needs a person."""
        return self.double or self.is_late or self.over >= OVERDUE_MINUTES_MIN


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRoom:
    """One area with its tables.

    Attributes:
        id: the area's; None for tables in no area.
        width, depth: of its floor, in centimetres.
    """

    id: AreaId | None
    name: str
    faces: tuple[TableFace, ...]
    width: int
    depth: int


@dataclass(frozen=True, slots=True)
class Spread:
    """Rooms side by side: where each one's floor begins, and how large all of it is, in cm."""

    corners: tuple[tuple[int, int], ...]
    width: int
    depth: int


class PlanModel(QObject):
    """The rooms, kept in step with the day and the clock.

    Signals:
        reshaped: rooms or tables came, went, moved, or another day is shown.
        faces_changed: same rooms; carries the ids of the tables that look different.
        selection_moved: carries the ids of the tables that look different now.
        held_changed: a party was taken up, is over another table, or was let go.
    """

    reshaped = Signal()
    faces_changed = Signal(object)
    selection_moved = Signal(object)
    held_changed = Signal()

    def __init__(self, day: DayModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._day = day
        self._selected: TableId | None = None
        self._held: tuple[Reservation, TableId] | None = None
        self._is_awake = True
        self._verdicts: Mapping[TableId, Verdict] = {}
        self._take_rooms()
        day.opened.connect(self._on_opened)
        day.changed.connect(self._follow)
        day.selection_changed.connect(self._on_selection_changed)

    @property
    def rooms(self) -> tuple[PlanRoom, ...]:
        """The areas that have tables, in their order."""
        return self._rooms

    @property
    def faces(self) -> Mapping[TableId, TableFace]:
        """Every table, by its id."""
        return self._faces

    @property
    def selected(self) -> TableFace | None:
        """The table the keys act on."""
        return self._faces.get(self._selected) if self._selected else None

    @property
    def is_today(self) -> bool:
        """Whether the plan shows this moment, and not some other day."""
        return self._day.business_day == self._day.today()

    @property
    def verdicts(self) -> Mapping[TableId, Verdict]:
        """How each table would take the party in the hand; empty while nobody is held."""
        return self._verdicts

    @property
    def held(self) -> Row | None:
        """The party in the hand."""
        return self._day.row(self._held[0]) if self._held else None

    def is_highlighted(self, face: TableFace) -> bool:
        """Whether the reservation selected elsewhere is this table's."""
        chosen = self._day.find(self._day.selected) if self._day.selected else None
        return chosen is not None and face.table.id in chosen.table_ids

    @Slot()
    def tick(self) -> None:
        """Let time pass: minutes are counted on, and who is late shows it."""
        self._follow()

    @Slot()
    def reword(self) -> None:
        """Put every table into words again, in the language now in force."""
        self._take_rooms()
        self.reshaped.emit()

    def sleep(self) -> None:
        """Let news pass while nobody looks at the plan."""
        self._is_awake = False

    def wake(self) -> None:
        """Catch up with the day: somebody looks again."""
        if not self._is_awake:
            self._is_awake = True
            self._take_rooms()
            self.reshaped.emit()

    def select(self, table_id: TableId | None) -> None:
        """Let the keys act on a table."""
        before, self._selected = self._selected, table_id
        if before != table_id:
            self.selection_moved.emit(frozenset(id for id in (before, table_id) if id))

    def walk(self, way: Way, boxes: Mapping[TableId, Box]) -> None:
        """Go to the next table that way, as they are drawn; the first time, to the first table."""
        if not boxes:
            return
        if self._selected is None or self._selected not in boxes:
            self.select(next(iter(boxes)))
        elif (found := beside(boxes, self._selected, way)) is not None:
            self.select(found)

    def take_hold(self, table_id: TableId) -> bool:
        """Take the party of a table up, to lead it to another one."""
        row = self._faces[table_id].shown
        if row is None or not may_hold(row.reservation) or row.pinned:
            return False
        party = row.reservation
        self._held = (party, table_id)
        seats = Seats(self._day.book, party, self._day.now())
        self._verdicts = {
            id: seats.verdict(
                tables_after(party, table_id, id), party.starts_at, party.turn_minutes
            )
            for id in self._faces
            if id != table_id
        }
        self.held_changed.emit()
        return True

    def let_go(self, onto: TableId | None = None) -> None:
        """Lead the held party to a table, or leave it where it was."""
        held, self._held, self._verdicts = self._held, None, {}
        self.held_changed.emit()
        if held is not None and onto is not None and onto != held[1]:
            party, taken_from = held
            self._day.move(party.id, tables_after(party, taken_from, onto))

    def _take_rooms(self) -> None:
        self._rooms = tuple(lay_rooms(self._day))
        self._faces = {face.table.id: face for room in self._rooms for face in room.faces}

    @Slot()
    def _on_opened(self) -> None:
        self._selected = None
        self._held, self._verdicts = None, {}
        if self._is_awake:
            self._take_rooms()
            self.reshaped.emit()

    @Slot()
    def _follow(self) -> None:
        if not self._is_awake:
            return
        before, floor_before = self._faces, _floor_of(self._rooms)
        self._take_rooms()
        if self._held is not None and self._day.find(self._held[0].id) != self._held[0]:
            self.let_go()
        if _floor_of(self._rooms) != floor_before:
            if self._selected not in self._faces:
                self._selected = None
            self.reshaped.emit()
            return
        changed = frozenset(id for id, face in self._faces.items() if before[id] != face)
        if changed:
            self.faces_changed.emit(changed)

    @Slot()
    def _on_selection_changed(self) -> None:
        self.selection_moved.emit(frozenset(self._faces))


def lay_rooms(day: DayModel) -> Iterator[PlanRoom]:
    """Lay out the rooms of a day, as they stand at this moment."""
    book = day.book
    doubled = {id for pair in day.doubles if _is_live(pair, day) for id in pair.table_ids}
    parties: defaultdict[TableId, list[Reservation]] = defaultdict(list)
    for each in book.holders:
        for table_id in each.table_ids:
            parties[table_id].append(each)
    for area, tables in _by_area(book):
        places = laid(tables)
        faces = tuple(_face(day, table, places[table.id], parties, doubled) for table in tables)
        width, depth = room_size(places.values())
        yield PlanRoom(
            id=area.id if area else None,
            name=area.name if area else "",
            faces=faces,
            width=width,
            depth=depth,
        )


def spread_out(sizes: Sequence[tuple[int, int]], view: tuple[float, float], least: float) -> Spread:
    """Set rooms side by side, in their order, so that they are drawn as large as can be.

    Where they must be larger than the view, they run on downwards rather than to the side.

    Args:
        sizes: width and depth of each room's floor, in centimetres.
        view: width and height of what is seen at once, in pixels.
        least: pixels to a centimetre, below which no finger finds a table.
    """
    widths = {
        sum(width + ROOM_GAP_CM for width, _ in sizes[start:stop])
        for start in range(len(sizes))
        for stop in range(start + 1, len(sizes) + 1)
    }
    spreads = [_shelved(sizes, width) for width in widths] or [Spread((), 0, 0)]

    def merit(each: Spread) -> tuple[float, float, int]:
        fit = min(view[0] / max(1, each.width), view[1] / max(1, each.depth))
        scale = max(least, fit)
        return (max(0.0, round(each.width * scale - view[0])), -scale, each.depth)

    return min(spreads, key=merit)


def beside(boxes: Mapping[TableId, Box], start: TableId, way: Way) -> TableId | None:
    """Find the nearest table that way: what lies straight ahead before what lies aside."""
    x, y = boxes[start].middle
    best: tuple[float, TableId] | None = None
    for id, box in boxes.items():
        dx, dy = box.middle[0] - x, box.middle[1] - y
        ahead, aside = {
            Way.LEFT: (-dx, dy),
            Way.RIGHT: (dx, dy),
            Way.UP: (-dy, dx),
            Way.DOWN: (dy, dx),
        }[way]
        if id == start or ahead <= 1:
            continue
        far = hypot(ahead, 2.5 * aside)
        if best is None or far < best[0]:
            best = (far, id)
    return best[1] if best else None


def _shelved(sizes: Sequence[tuple[int, int]], width_max: int) -> Spread:
    corners: list[tuple[int, int]] = []
    x = y = deepest = widest = 0
    for width, depth in sizes:
        if x and x + width + ROOM_GAP_CM > width_max:
            x, y, deepest = 0, y + deepest + ROOM_TITLE_CM + ROOM_GAP_CM, 0
        corners.append((x, y + ROOM_TITLE_CM))
        x += width + ROOM_GAP_CM
        deepest, widest = max(deepest, depth), max(widest, x - ROOM_GAP_CM)
    return Spread(tuple(corners), widest, y + deepest + ROOM_TITLE_CM)


def _by_area(book: DayBook) -> Iterator[tuple[Area | None, list[Table]]]:
    known = {area.id for area in book.areas}
    for area in (*sorted(book.areas, key=lambda each: (each.order, each.name)), None):
        if area is None:
            tables = [table for table in book.floor if table.area_id not in known]
        else:
            tables = [table for table in book.floor if table.area_id == area.id]
        if tables:
            yield area, tables


def _face(
    day: DayModel,
    table: Table,
    place: Place,
    parties: _Rows,
    doubled: Iterable[TableId],
) -> TableFace:
    here, coming = _here_and_next(day, parties.get(table.id, ()))
    state = _state(day, table, here, coming)
    shown = here or (coming if state is TableState.SOON else None)
    row = day.row(here) if here else None
    return TableFace(
        table=table,
        place=place,
        state=state,
        party=row,
        next=day.row(coming) if coming else None,
        minutes=_minutes_seated(day, here) if here else 0,
        over=row.over if row else 0,
        double=table.id in doubled,
        tied=tuple(id for id in shown.table_ids if id != table.id) if shown else (),
    )


def _here_and_next(
    day: DayModel, parties: Sequence[Reservation]
) -> tuple[Reservation | None, Reservation | None]:
    if day.business_day != day.today():
        return None, parties[0] if parties else None
    present = [each for each in parties if each.status in PRESENT]
    here = min(present, key=lambda each: each.status not in AT_TABLE, default=None)
    now = day.now()
    coming = (
        each
        for each in parties
        if each is not here and (each.status in PRESENT or each.ends_at > now)
    )
    return here, next(coming, None)


def _state(
    day: DayModel, table: Table, here: Reservation | None, coming: Reservation | None
) -> TableState:
    if here is not None:
        return TableState.SEATED if here.status in AT_TABLE else TableState.HERE
    if table.closed:
        return TableState.CLOSED
    is_today = day.business_day == day.today()
    if coming is None or not is_today:
        return TableState.FREE
    is_soon = coming.starts_at - day.now() <= timedelta(minutes=SOON_MINUTES)
    return TableState.SOON if is_soon else TableState.FREE


def _minutes_seated(day: DayModel, party: Reservation) -> int:
    since = party.seated_at or party.arrived_at or party.starts_at
    return max(0, int((day.now() - since).total_seconds() // 60))


def _is_live(pair: DoubleBooking, day: DayModel) -> bool:
    """Leave out what the evening has settled by itself: one of the two turns is over."""
    if day.business_day != day.today():
        return True
    now = day.now()
    return all(each.ends_at > now or each.status in PRESENT for each in (pair.holder, pair.other))


def _floor_of(rooms: Iterable[PlanRoom]) -> tuple[object, ...]:
    return tuple(
        (room.id, room.name, tuple((face.table.id, face.place) for face in room.faces))
        for room in rooms
    )


def reservation_of(face: TableFace) -> ReservationId | None:
    """Name the party that a tap on a table is about."""
    row = face.shown
    return row.reservation.id if row else None


def boxes_of(room: PlanRoom, corner: tuple[float, float]) -> Mapping[TableId, Box]:
    """Find the boxes of a room's tables on a page where its floor begins at `corner`."""
    x, y = corner
    return {
        face.table.id: Box(box.left + x, box.top + y, box.right + x, box.bottom + y)
        for face in room.faces
        for box in (extent(face.place),)
    }
