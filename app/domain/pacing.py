"""How many covers start within one slot: what the kitchen can take at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from app.domain.business_day import clock_minute
from app.domain.day import DayBook
from app.domain.reservation import Reservation, Status
from app.domain.venue import Venue

_NEVER_STARTS = frozenset({Status.NO_SHOW, Status.CANCELLED, Status.DUPLICATE})


def slot_of(venue: Venue, minute: int) -> int:
    """Find the minute at which the slot holding `minute` begins."""
    return minute - minute % max(1, venue.pacing.slot_minutes)


def starts_in_slot(day: DayBook, slot: int) -> tuple[Reservation, ...]:
    """List the parties starting in that slot; who has left again counts, the kitchen cooked."""
    return tuple(
        each
        for each in day.reservations
        if each.status not in _NEVER_STARTS and _slot(day, each) == slot
    )


def covers_by_slot(day: DayBook) -> Mapping[int, int]:
    """Count the covers starting in each slot of the day that has any, in one reading."""
    covers: Counter[int] = Counter()
    for each in day.reservations:
        if each.status not in _NEVER_STARTS:
            covers[_slot(day, each)] += each.covers
    return covers


def _slot(day: DayBook, reservation: Reservation) -> int:
    return slot_of(day.venue, clock_minute(reservation.starts_at, day.venue, day.business_day))
