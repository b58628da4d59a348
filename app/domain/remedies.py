"""Ready-made ways out when two parties were promised one table, the cheapest first.

Nothing here cancels a guest, and nobody who sits is asked to stand up while another way is left.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from typing import Final

from app.domain.availability import (
    Occupancy,
    SeatingRequest,
    Suggestion,
    overlaps,
    rank_tables,
    seats_needed,
)
from app.domain.business_day import business_day_of, clock_minute
from app.domain.day import AT_TABLE, DayBook
from app.domain.hours import is_outside_hours
from app.domain.ids import ReservationId, TableId
from app.domain.reservation import PRESENT, Reservation
from app.domain.table import TableKind

MOVE: Final = "move"
SWAP: Final = "swap"
COMBINE: Final = "combine"
OTHER_TIME: Final = "other_time"
UNASSIGN: Final = "unassign"

MOVES_MAX: Final = 3
SWAPS_MAX: Final = 2
SWAPS_TRIED_MAX: Final = 8
COMBINATIONS_MAX: Final = 2
OFFSETS_MINUTES: Final = (15, 30, 45, 60, 90, 120)
"""How far a guest is asked to come earlier or later, nearest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """One way to settle a table promised twice.

    Attributes:
        code: `move` to other tables, `swap` (another party makes room), `combine` (tables pushed
            together), `other_time`, or `unassign` (席未定, to be seen to later).
        reservation_id: the party that is moved.
        table_ids, starts_at: what it then has.
        needs_call: a guest must be asked first, since what was promised changes.
        other_id, other_table_ids: in a swap, who makes room and where it then sits.
    """

    code: str
    reservation_id: ReservationId
    table_ids: tuple[TableId, ...]
    starts_at: datetime
    needs_call: bool
    other_id: ReservationId | None = None
    other_table_ids: tuple[TableId, ...] = ()


def remedies_for(
    day: DayBook, holder: Reservation, loser: Reservation, occupied: Occupancy
) -> tuple[Remedy, ...]:
    """Find ways out for the party without the table, or for its holder where that is cheaper."""
    places = rank_tables(day, _request(day, loser), occupied)
    singles = [place for place in places if len(place.table_ids) == 1]
    combined = [place for place in places if len(place.table_ids) > 1]
    found = [_moved(loser, place) for place in singles[:MOVES_MAX]]
    if _may_be_moved(holder):
        away = rank_tables(day, _request(day, holder), occupied)
        found += [_moved(holder, place) for place in away[:1]]
    if _may_be_moved(loser):
        found += islice(_swaps(day, holder, loser, occupied), SWAPS_MAX)
    found += [_moved(loser, place) for place in combined[:COMBINATIONS_MAX]]
    if loser.status not in PRESENT:
        # Where the same time is to be had elsewhere, only its own table is worth another time.
        stuck = all(remedy.needs_call for remedy in found)
        found += _other_times(day, loser, occupied, elsewhere=stuck)
    found.sort(key=lambda remedy: remedy.needs_call)
    return (*found, _unassigned(loser))


def _may_be_moved(reservation: Reservation) -> bool:
    return reservation.status not in AT_TABLE and not reservation.table_pinned


def _kind_of(day: DayBook, reservation: Reservation) -> TableKind | None:
    """Find the sort of place the party was given, which it may be counting on."""
    kinds = {table.kind for id in reservation.table_ids if (table := day.table(id))}
    return kinds.pop() if len(kinds) == 1 else None


def _request(day: DayBook, reservation: Reservation) -> SeatingRequest:
    return SeatingRequest(
        starts_at=reservation.starts_at,
        turn_minutes=reservation.turn_minutes,
        adults=reservation.adults,
        children=reservation.children,
        infants=reservation.infants,
        kind=_kind_of(day, reservation),
        ignoring=reservation.id,
    )


def _moved(reservation: Reservation, place: Suggestion) -> Remedy:
    return Remedy(
        code=COMBINE if len(place.table_ids) > 1 else MOVE,
        reservation_id=reservation.id,
        table_ids=place.table_ids,
        starts_at=reservation.starts_at,
        needs_call=not _may_be_moved(reservation) or _breaks_kind(place),
    )


def _breaks_kind(place: Suggestion) -> bool:
    return "other_kind" in place.reasons


def _swaps(
    day: DayBook, holder: Reservation, loser: Reservation, occupied: Occupancy
) -> Iterator[Remedy]:
    """Let a third party make room: it fits where the loser would not."""
    needed = seats_needed(day.venue, loser.adults, loser.children, loser.infants)
    kind = _kind_of(day, loser)
    start, end = loser.starts_at, loser.ends_at
    others = [
        other
        for other in day.holders
        if _may_be_moved(other)
        and other.id not in (holder.id, loser.id)
        and overlaps(start, end, other.starts_at, other.ends_at)
        and _seats(day, other) >= needed
        and _kind_of(day, other) == kind
    ]
    others.sort(key=lambda other: _seats(day, other))
    for other in others[:SWAPS_TRIED_MAX]:
        if remedy := _swap(day, loser, other, occupied):
            yield remedy


def _swap(
    day: DayBook, loser: Reservation, other: Reservation, occupied: Occupancy
) -> Remedy | None:
    if not all(
        occupied.is_free(id, loser.starts_at, loser.ends_at, loser.id, other.id)
        for id in other.table_ids
    ):
        return None
    taken = set(other.table_ids)
    places = rank_tables(day, _request(day, other), occupied)
    place = next((each for each in places if taken.isdisjoint(each.table_ids)), None)
    if place is None or _breaks_kind(place):
        return None
    return Remedy(
        code=SWAP,
        reservation_id=loser.id,
        table_ids=other.table_ids,
        starts_at=loser.starts_at,
        needs_call=False,
        other_id=other.id,
        other_table_ids=place.table_ids,
    )


def _seats(day: DayBook, reservation: Reservation) -> int:
    """Count the seats of a party's tables; none if one of them is closed or gone."""
    tables = [day.table(id) for id in reservation.table_ids]
    if any(table is None or table.closed for table in tables):
        return 0
    return sum(table.seats_max for table in tables if table)


def _other_times(
    day: DayBook, loser: Reservation, occupied: Occupancy, *, elsewhere: bool
) -> Iterator[Remedy]:
    """Offer the nearest time before and the nearest after, at its own tables if they are free."""
    for direction in (-1, 1):
        for minutes in OFFSETS_MINUTES:
            later = timedelta(minutes=direction * minutes)
            shifted = replace(loser, starts_at=loser.starts_at + later)
            tables = _tables_at(day, shifted, occupied, elsewhere=elsewhere)
            if tables:
                yield Remedy(
                    code=OTHER_TIME,
                    reservation_id=loser.id,
                    table_ids=tables,
                    starts_at=shifted.starts_at,
                    needs_call=True,
                )
                break


def _tables_at(
    day: DayBook, shifted: Reservation, occupied: Occupancy, *, elsewhere: bool
) -> tuple[TableId, ...]:
    """Find tables for the party at its new time; none outside the day or its hours."""
    minute = clock_minute(shifted.starts_at, day.venue, day.business_day)
    if business_day_of(shifted.starts_at, day.venue) != day.business_day or is_outside_hours(
        day.venue, day.business_day, minute
    ):
        return ()
    if _seats(day, shifted) > 0 and all(
        occupied.is_free(id, shifted.starts_at, shifted.ends_at, shifted.id)
        for id in shifted.table_ids
    ):
        return shifted.table_ids
    places = rank_tables(day, _request(day, shifted), occupied) if elsewhere else ()
    return places[0].table_ids if places else ()


def _unassigned(loser: Reservation) -> Remedy:
    return Remedy(
        code=UNASSIGN,
        reservation_id=loser.id,
        table_ids=(),
        starts_at=loser.starts_at,
        needs_call=False,
    )
