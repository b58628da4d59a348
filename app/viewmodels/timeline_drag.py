"""What taking hold of a party means: where it would land, how that table would take it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from app.domain.availability import TIGHT_MINUTES, Occupancy, seats_needed
from app.domain.business_day import at_minute, clock_minute
from app.domain.day import DayBook
from app.domain.ids import TableId
from app.domain.reservation import PRESENT, TURN_MINUTES_MAX, Reservation, Status
from app.domain.table import Table
from app.viewmodels.timeline_rows import UNASSIGNED, Axis

SNAP_MINUTES = 15
FINE_SNAP_MINUTES = 5
TURN_MINUTES_MIN = 15


class Grip(StrEnum):
    """Which part of a block is held: its body moves it, its end changes the turn."""

    BODY = "body"
    END = "end"


class Verdict(StrEnum):
    """How a table would take a party at a time."""

    FREE = "free"
    TIGHT = "tight"
    TAKEN = "taken"
    WRONG_SIZE = "wrong_size"


@dataclass(frozen=True, slots=True)
class Ghost:
    """Where a held party would land if it were let go.

    Attributes:
        row: the row under the pointer.
        start: minutes after the business day's midnight; `starts_at` is the same, UTC.
    """

    reservation: Reservation
    row: str
    start: int
    starts_at: datetime
    turn_minutes: int
    table_ids: tuple[TableId, ...]
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Hold:
    """A party in somebody's hand.

    Attributes:
        row: the row it was taken from.
        offset: minutes from the block's start to the pointer when it was taken.
    """

    reservation: Reservation
    row: str
    grip: Grip
    offset: float


@dataclass(frozen=True, slots=True)
class Pointer:
    """Where the hand is: a row, a minute of the day, and how finely it aims."""

    row: str
    minute: float
    snap_minutes: int = SNAP_MINUTES


class Room:
    """Who needs which table when, as one party looking for a place sees it."""

    def __init__(self, day: DayBook, party: Reservation, now: datetime) -> None:
        self._day = day
        self._party = party
        self._occupied = Occupancy(day.holders, now)

    def verdict(
        self, table_ids: Iterable[TableId], starts_at: datetime, turn_minutes: int
    ) -> Verdict:
        """Judge a set of tables; 席未定 is always free."""
        tables = [table for id in table_ids if (table := self._day.table(id))]
        ends_at = starts_at + timedelta(minutes=turn_minutes)
        if any(table.closed for table in tables) or not self._free(tables, starts_at, ends_at):
            return Verdict.TAKEN
        if tables and not self._fits(tables):
            return Verdict.WRONG_SIZE
        margin = timedelta(minutes=TIGHT_MINUTES)
        if not self._free(tables, starts_at - margin, ends_at + margin):
            return Verdict.TIGHT
        return Verdict.FREE

    def _free(self, tables: Sequence[Table], starts_at: datetime, ends_at: datetime) -> bool:
        return all(
            self._occupied.is_free(table.id, starts_at, ends_at, self._party.id) for table in tables
        )

    def _fits(self, tables: Sequence[Table]) -> bool:
        party = self._party
        seats = seats_needed(self._day.venue, party.adults, party.children, party.infants)
        if seats > sum(table.seats_max for table in tables):
            return False
        return len(tables) > 1 or seats >= tables[0].seats_min


def may_hold(reservation: Reservation) -> bool:
    """Whether a party can be taken at all: those who left stay where they were."""
    return reservation.status is not Status.LEFT


def tables_after(reservation: Reservation, taken_from: str, row: str) -> tuple[TableId, ...]:
    """Tell which tables a party holds once its block on one row is let go on another.

    Of a combination the one table that was taken hold of is exchanged; let go on another table of
    the same combination, it is given up. 席未定 gives up all of them.
    """
    if row == taken_from:
        return reservation.table_ids
    if row == UNASSIGNED:
        return ()
    if taken_from not in reservation.table_ids:
        return (TableId(row),)
    exchanged = (TableId(row) if id == taken_from else id for id in reservation.table_ids)
    return tuple(dict.fromkeys(exchanged))


def ghost_of(day: DayBook, axis: Axis, hold: Hold, pointer: Pointer, room: Room) -> Ghost:
    """Work out where a held party would land with the pointer here."""
    party = hold.reservation
    begins = clock_minute(party.starts_at, day.venue, day.business_day)
    if hold.grip is Grip.END:
        ends = _snapped(pointer.minute, pointer.snap_minutes)
        turn = max(TURN_MINUTES_MIN, min(ends, axis.last) - begins)
        start, turn, row = begins, min(turn, TURN_MINUTES_MAX), hold.row
    else:
        start, turn, row = _start(begins, axis, hold, pointer), party.turn_minutes, pointer.row
    tables = tables_after(party, hold.row, row)
    starts_at = (
        party.starts_at if start == begins else at_minute(day.business_day, start, day.venue)
    )
    return Ghost(
        reservation=party,
        row=row,
        start=start,
        starts_at=starts_at,
        turn_minutes=turn,
        table_ids=tables,
        verdict=room.verdict(tables, starts_at, turn),
    )


def _start(begins: int, axis: Axis, hold: Hold, pointer: Pointer) -> int:
    """Snap to the clock's quarters, but let go near its old time it keeps that to the minute.

    Somebody who is in the house came when they came: only their table can change.
    """
    wanted = pointer.minute - hold.offset
    near = abs(wanted - begins) < pointer.snap_minutes / 2
    if near or hold.reservation.status in PRESENT:
        return begins
    start = _snapped(wanted, pointer.snap_minutes)
    return max(axis.first, min(start, axis.last - TURN_MINUTES_MIN))


def _snapped(minute: float, snap_minutes: int) -> int:
    return round(minute / snap_minutes) * snap_minutes
