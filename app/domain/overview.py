"""How full each day is: covers and parties by shift, over a week, a month, any stretch. Pure.

For every stretch of days:
    each day of it is told once, in order, whether or not anything is booked
    the shifts of a day, with what lies outside them, add up to the day
    a closing day serves nobody, and what was promised on it all the same is still counted
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from app.domain.business_day import clock_minute
from app.domain.hours import Closing, closing_of, open_shifts, shift_at
from app.domain.table import Table
from app.domain.venue import Shift, Venue

FILLING_SHARE: Final = 0.5
BUSY_SHARE: Final = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What starts at one moment of a business day, of all parties the kitchen counts on.

    Attributes:
        starts_at: aware, UTC.
    """

    business_day: date
    starts_at: datetime
    parties: int
    covers: int


class Busy(StrEnum):
    """How much of the house is taken."""

    QUIET = "quiet"
    FILLING = "filling"
    BUSY = "busy"
    FULL = "full"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftLoad:
    """One shift of one day.

    Attributes:
        shift: None gathers what starts outside of every shift.
        seats: how many the tables in use seat at once; 0 where none are known.
    """

    shift: Shift | None
    parties: int = 0
    covers: int = 0
    seats: int = 0

    @property
    def share(self) -> float:
        """How much of the seats is taken, once over: 1 and more is full."""
        return self.covers / self.seats if self.seats else 0.0

    @property
    def busy(self) -> Busy:
        """Say the same in a word."""
        return busy_of(self.share)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLoad:
    """One business day at a glance.

    Attributes:
        shifts: those the house serves that day, then what starts outside of them, if anything.
    """

    day: date
    closing: Closing | None = None
    shifts: tuple[ShiftLoad, ...] = ()
    seats: int = 0

    @property
    def parties(self) -> int:
        """Parties of the whole day (組)."""
        return sum(each.parties for each in self.shifts)

    @property
    def covers(self) -> int:
        """Guests of the whole day (名)."""
        return sum(each.covers for each in self.shifts)

    @property
    def share(self) -> float:
        """How much of the seats is taken, each once a shift."""
        turns = max(1, sum(each.shift is not None for each in self.shifts))
        return self.covers / (self.seats * turns) if self.seats else 0.0

    @property
    def busy(self) -> Busy:
        """Say the same in a word."""
        return busy_of(self.share)


def busy_of(share: float) -> Busy:
    """Put a share of the seats into a word."""
    if share >= 1:
        return Busy.FULL
    if share >= BUSY_SHARE:
        return Busy.BUSY
    return Busy.FILLING if share >= FILLING_SHARE else Busy.QUIET


def seats_of(tables: Iterable[Table]) -> int:
    """Count the seats at tables that are in use."""
    return sum(table.seats_max for table in tables if not table.closed)


def days_between(first: date, last: date) -> Iterator[date]:
    """Walk the days from one to another, both included."""
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def overview(
    venue: Venue, seats: int, first: date, last: date, loads: Iterable[Load]
) -> tuple[DayLoad, ...]:
    """Tell how full each day is from one to another, both included."""
    by_day: defaultdict[date, list[Load]] = defaultdict(list)
    for load in loads:
        by_day[load.business_day].append(load)
    return tuple(_day(venue, seats, day, by_day[day]) for day in days_between(first, last))


def _day(venue: Venue, seats: int, day: date, loads: Iterable[Load]) -> DayLoad:
    shifts: tuple[Shift | None, ...] = open_shifts(venue, day)
    parties: Counter[Shift | None] = Counter()
    covers: Counter[Shift | None] = Counter()
    for load in loads:
        shift = shift_at(venue, day, clock_minute(load.starts_at, venue, day))
        shift = shift if shift in shifts else None
        parties[shift] += load.parties
        covers[shift] += load.covers
    if parties[None]:
        shifts = (*shifts, None)
    return DayLoad(
        day=day,
        closing=closing_of(venue, day),
        shifts=tuple(
            ShiftLoad(
                shift=each, parties=parties[each], covers=covers[each], seats=seats if each else 0
            )
            for each in shifts
        ),
        seats=seats,
    )
