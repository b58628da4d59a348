"""Lay the day out as rows of blocks: which party stands where, for how long, beside whom. Pure.

For every day:
    a party stands once on each table it was given, else in 席未定; who will not come, nowhere
    two blocks of one row never stand in the same lane at the same minute
    a table is in clash exactly if two parties that need it overlap
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import NamedTuple

from app.domain.availability import overlaps
from app.domain.business_day import clock_minute
from app.domain.day import DayBook
from app.domain.hours import is_closed, open_shifts, shifts_on
from app.domain.reservation import Reservation, Status
from app.domain.table import Area, Table
from app.viewmodels.rows import OVERDUE_MINUTES_MIN
from app.viewmodels.rows import Row as FaceRow

HIDDEN = frozenset({Status.CANCELLED, Status.NO_SHOW, Status.DUPLICATE})
"""Parties that will not come stand in the list, not on a table."""

LEAST_MINUTES = 15
"""A turn of five minutes is still drawn wide enough for an initial."""

NAMES_REMEMBERED = 1_000
"""Tables and areas whose place among the others is known without taking their names apart."""

DAY_MINUTES = 24 * 60
QUIET_OPENING_MINUTE = 10 * 60
"""Where the axis begins on a day without shifts and bookings."""

UNASSIGNED = ""
"""The key of 席未定; every other row's key is the id of its table or `area:` and its area's id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One party on one row.

    Attributes:
        start, end: minutes after the business day's midnight, half-open, as drawn.
        lane, lanes: which share of the row's height, from 0, and into how many it is cut there.
        face: the words for it, the same as in the list.
        tables: keys of all the rows it stands on; more than one is a combination.
        clash: somebody else needs this table meanwhile.
        late: should be here by now and is not.
        over_minutes: how long it has outstayed its turn, 0 as a rule.
    """

    reservation: Reservation
    row: str
    start: int
    end: int
    face: FaceRow
    tables: tuple[str, ...] = ()
    lane: int = 0
    lanes: int = 1
    clash: bool = False
    late: bool = False
    over_minutes: int = 0

    @property
    def id(self) -> str:
        """The reservation's id."""
        return self.reservation.id


class RowKind(StrEnum):
    """What a row of the timeline stands for."""

    UNASSIGNED = "unassigned"
    AREA = "area"
    TABLE = "table"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the timeline; an area's holds its name only.

    Attributes:
        lanes: the most blocks that stand one above the other here.
        clash: two of its parties need the table at once.
    """

    key: str
    kind: RowKind
    title: str = ""
    table: Table | None = None
    blocks: tuple[Block, ...] = ()
    lanes: int = 1
    clash: bool = False


@dataclass(frozen=True, slots=True)
class Axis:
    """The stretch of the day that is drawn, in minutes after the business day's midnight."""

    first: int
    last: int


@dataclass(frozen=True)
class Layout:
    """The whole timeline of one day.

    Attributes:
        now_minute: where the now-line stands, or None on another day.
        open_spans: when the house serves, in minutes, half-open.
        is_closed: a closing day; what stands on it was promised all the same.
    """

    business_day: date
    axis: Axis
    rows: tuple[Row, ...]
    now_minute: int | None = None
    open_spans: tuple[tuple[int, int], ...] = ()
    is_closed: bool = False

    @cached_property
    def rows_by_key(self) -> Mapping[str, Row]:
        """Every row by its key."""
        return {row.key: row for row in self.rows}

    @cached_property
    def blocks_by_id(self) -> Mapping[str, tuple[Block, ...]]:
        """Every block of each reservation, from the top down."""
        found: dict[str, list[Block]] = defaultdict(list)
        for row in self.rows:
            for block in row.blocks:
                found[block.id].append(block)
        return {id: tuple(blocks) for id, blocks in found.items()}

    def block(self, id: str, row: str) -> Block | None:
        """Find one party's block on one row, or its first one if it left that row."""
        blocks = self.blocks_by_id.get(id, ())
        for block in blocks:
            if block.row == row:
                return block
        return blocks[0] if blocks else None


class _Wanted(NamedTuple):
    """What a row shall be: its place, and the parties on it by their words and their tables."""

    key: str
    kind: RowKind
    title: str = ""
    table: Table | None = None
    parties: tuple[tuple[FaceRow, tuple[str, ...]], ...] = ()


class Laid:
    """The rows as they were laid last: news about one party lays a row or two anew."""

    def __init__(self) -> None:
        self._rows: dict[str, tuple[_Wanted, Row]] = {}

    def row(self, day: DayBook, wanted: _Wanted) -> Row:
        """Give a row: the one that is there, if it was laid of the same words."""
        kept = self._rows.get(wanted.key)
        if kept is not None and kept[0] == wanted:
            return kept[1]
        row = _row(day, wanted)
        self._rows[wanted.key] = (wanted, row)
        return row


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """What the day alone does not tell.

    Attributes:
        now: aware.
        face: puts a party into words, in the language in force; all that is drawn of it.
        axis: the axis so far, so that a book left open never loses its early hours.
        laid: the rows so far; what holds of them is not laid again.
    """

    now: datetime
    face: Callable[[Reservation], FaceRow]
    axis: Axis | None = None
    laid: Laid = field(default_factory=Laid)


def lay_out(day: DayBook, outlook: Outlook) -> Layout:
    """Lay out a day's parties on its tables."""
    return Layout(
        business_day=day.business_day,
        axis=axis_of(day, outlook.axis),
        rows=tuple(outlook.laid.row(day, each) for each in _wanted(day, outlook)),
        now_minute=minute_of_now(day, outlook.now),
        open_spans=open_spans(day),
        is_closed=is_closed(day.venue, day.business_day),
    )


def _wanted(day: DayBook, outlook: Outlook) -> Iterator[_Wanted]:
    placed: dict[str, list[tuple[FaceRow, tuple[str, ...]]]] = defaultdict(list)
    for reservation in day.reservations:
        if not is_shown(reservation):
            continue
        tables = tuple(dict.fromkeys(id for id in reservation.table_ids if id in day.tables_by_id))
        # Who waits at the door has no time yet; who left without a table had none.
        if not tables and reservation.status in {Status.LEFT, Status.WAITING}:
            continue
        party = (outlook.face(reservation), tables)
        for key in tables or (UNASSIGNED,):
            placed[key].append(party)
    yield _Wanted(UNASSIGNED, RowKind.UNASSIGNED, parties=tuple(placed[UNASSIGNED]))
    is_first = True
    for area, tables_there in floor(day.areas, day.tables):
        shown = [table for table in tables_there if not table.closed or placed[table.id]]
        if shown and (area is not None or not is_first):
            key = f"area:{area.id if area else ''}"
            yield _Wanted(key, RowKind.AREA, area.name if area else "")
        for table in shown:
            yield _Wanted(table.id, RowKind.TABLE, table.name, table, tuple(placed[table.id]))
        is_first = is_first and not shown


def floor(areas: Iterable[Area], tables: Iterable[Table]) -> list[tuple[Area | None, list[Table]]]:
    """Group tables under their areas as the house orders them; those without one come last."""
    by_area: dict[str | None, list[Table]] = defaultdict(list)
    known = {area.id: area for area in areas}
    for table in sorted(tables, key=lambda t: (t.order, _natural(t.name), t.id)):
        by_area[table.area_id if table.area_id in known else None].append(table)
    ordered = sorted(known.values(), key=lambda a: (a.order, _natural(a.name), a.id))
    groups: list[tuple[Area | None, list[Table]]] = [(a, by_area[a.id]) for a in ordered]
    return [*groups, (None, by_area[None])]


def axis_of(day: DayBook, so_far: Axis | None = None) -> Axis:
    """Begin with the first shift, or an hour before an earlier booking; end as the day ends."""
    starts = day.venue.day_starts_minute
    wanted = [shift.opens_minute for shift in shifts_on(day.venue, day.business_day)]
    # The day keeps its parties by time.
    earliest = next((each for each in day.reservations if is_shown(each)), None)
    early = _minute(day, earliest.starts_at) if earliest else None
    if early is not None and (not wanted or early < min(wanted)):
        wanted.append(early - 60)
    first = min(wanted, default=QUIET_OPENING_MINUTE) // 60 * 60
    first = max(starts, first)
    if so_far is not None:
        first = min(first, so_far.first)
    return Axis(first, starts + DAY_MINUTES)


def open_spans(day: DayBook) -> tuple[tuple[int, int], ...]:
    """List the day's shifts in minutes after midnight; a closing day has none."""
    shifts = open_shifts(day.venue, day.business_day)
    return tuple((shift.opens_minute, shift.closes_minute) for shift in shifts)


def is_shown(reservation: Reservation) -> bool:
    """Whether a party stands on the timeline at all."""
    return reservation.status not in HIDDEN


def minute_of_now(day: DayBook, now: datetime) -> int | None:
    """Place `now` on the day's axis, or nowhere if it is another day."""
    minute = _minute(day, now)
    starts = day.venue.day_starts_minute
    return minute if starts <= minute < starts + DAY_MINUTES else None


def share_lanes(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give each half-open span a lane, and tell into how many its surroundings are cut."""
    shares = [(0, 1)] * len(spans)
    group: list[int] = []
    ends: list[int] = []
    for index in sorted(range(len(spans)), key=lambda i: spans[i]):
        start, end = spans[index]
        if ends and start >= max(ends):
            _close_group(shares, group, len(ends))
            group, ends = [], []
        lane = next((i for i, until in enumerate(ends) if until <= start), len(ends))
        ends[lane : lane + 1] = [end]
        shares[index] = (lane, 1)
        group.append(index)
    _close_group(shares, group, len(ends))
    return shares


def _close_group(shares: list[tuple[int, int]], group: list[int], lanes: int) -> None:
    for index in group:
        shares[index] = (shares[index][0], lanes)


def _row(day: DayBook, wanted: _Wanted) -> Row:
    held = [face.reservation for face, _ in wanted.parties if face.reservation.holds_tables]
    clashing = _clashing(held) if wanted.kind is RowKind.TABLE else frozenset()
    spans = [_span(day, face.reservation) for face, _ in wanted.parties]
    shares = share_lanes(spans)
    blocks = (
        Block(
            reservation=face.reservation,
            row=wanted.key,
            start=start,
            end=end,
            face=face,
            tables=tables,
            lane=lane,
            lanes=lanes,
            clash=face.reservation_id in clashing,
            late=face.late >= OVERDUE_MINUTES_MIN or face.status is Status.LATE,
            over_minutes=face.over,
        )
        for (face, tables), (start, end), (lane, lanes) in zip(
            wanted.parties, spans, shares, strict=True
        )
    )
    return Row(
        key=wanted.key,
        kind=wanted.kind,
        title=wanted.title,
        table=wanted.table,
        blocks=tuple(sorted(blocks, key=lambda b: (b.start, b.lane, b.id))),
        lanes=max((lanes for _, lanes in shares), default=1),
        clash=bool(clashing),
    )


def _span(day: DayBook, reservation: Reservation) -> tuple[int, int]:
    start = _minute(day, reservation.starts_at)
    end = start + reservation.turn_minutes
    if reservation.status is Status.LEFT and reservation.left_at is not None:
        end = min(end, start + _minutes_between(reservation.starts_at, reservation.left_at))
    return start, max(end, start + LEAST_MINUTES)


def _clashing(held: Sequence[Reservation]) -> frozenset[str]:
    return frozenset(
        one.id
        for one in held
        for other in held
        if one is not other and overlaps(one.starts_at, one.ends_at, other.starts_at, other.ends_at)
    )


def _minute(day: DayBook, at: datetime) -> int:
    return clock_minute(at, day.venue, day.business_day)


def _minutes_between(start: datetime, end: datetime) -> int:
    return int((end - start).total_seconds() // 60)


@lru_cache(maxsize=NAMES_REMEMBERED)
def _natural(name: str) -> tuple[tuple[int, str], ...]:
    """Order T2 before T10."""
    return tuple(
        (int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", name)
    )
