"""The quarter-hours a party can be offered, each with its pace and its free tables. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from app.domain.availability import Occupancy, SeatingRequest, rank_tables
from app.domain.business_day import at_minute, minute_text
from app.domain.day import DayBook
from app.domain.hours import shifts_on
from app.domain.ids import ReservationId
from app.domain.pacing import covers_by_slot, slot_of
from app.viewmodels.rows import covers_text

STEP_MINUTES: Final = 15
PAGE_MINUTES: Final = 180
"""Three hours stand on the sheet at once: more would push the guest's name off the screen."""

QUIET_HOURS: Final = (11 * 60, 22 * 60)
"""What is offered on a day without shifts; a closed day can still take a promise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyAsk:
    """Who asks for a time, and which booking of theirs not to count.

    Attributes:
        now: parties that outstay their turn at this moment keep their tables.
    """

    adults: int
    children: int
    infants: int
    turn_minutes: int
    ignoring: ReservationId | None = None
    now: datetime | None = None

    @property
    def covers(self) -> int:
        """Guests in the party."""
        return self.adults + self.children + self.infants


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeChip:
    """One quarter-hour on the sheet.

    Attributes:
        covers: guests already starting in its pacing slot; `covers_max`: the house's pace, 0 none.
        has_table: whether a table is free for the whole turn.
    """

    minute: int
    covers: int
    covers_max: int
    has_table: bool
    over_pace: bool

    @property
    def text(self) -> str:
        """The time, as the business day counts it."""
        return minute_text(self.minute)

    @property
    def pace(self) -> str:
        """How full the slot is: `5/10`, or `5名` where the house set no pace."""
        if self.covers_max:
            return f"{self.covers}/{self.covers_max}"
        return covers_text(self.covers) if self.covers else ""


def offered_minutes(book: DayBook) -> tuple[int, ...]:
    """List the quarter-hours of the day's shifts, in order."""
    spans = [
        (shift.opens_minute, shift.closes_minute)
        for shift in shifts_on(book.venue, book.business_day)
    ] or [QUIET_HOURS]
    return tuple(sorted({m for opens, closes in spans for m in range(opens, closes, STEP_MINUTES)}))


def page_of(minutes: tuple[int, ...], minute: int) -> int:
    """Find the first minute of the page on which `minute` stands, on a full hour."""
    if not minutes:
        return minute // 60 * 60
    first = minutes[0] // 60 * 60
    last = max(first, -(-(minutes[-1] + 1) // 60) * 60 - PAGE_MINUTES)
    return min(max(first, minute // 60 * 60 - 60), last)


def time_chips(book: DayBook, minutes: Iterable[int], ask: PartyAsk) -> tuple[TimeChip, ...]:
    """Weigh each quarter-hour for a party."""
    occupied = Occupancy(book.holders, ask.now)
    started = covers_by_slot(_without(book, ask.ignoring))
    chips = []
    for minute in minutes:
        covers = started.get(slot_of(book.venue, minute), 0)
        chips.append(_chip(book, minute, ask, covers, occupied))
    return tuple(chips)


def _without(book: DayBook, ignored: ReservationId | None) -> DayBook:
    if ignored is None:
        return book
    others = tuple(each for each in book.reservations if each.id != ignored)
    return replace(book, reservations=others)


def _chip(book: DayBook, minute: int, ask: PartyAsk, covers: int, occupied: Occupancy) -> TimeChip:
    venue = book.venue
    request = SeatingRequest(
        starts_at=at_minute(book.business_day, minute, venue),
        turn_minutes=ask.turn_minutes,
        adults=ask.adults,
        children=ask.children,
        infants=ask.infants,
        ignoring=ask.ignoring,
        now=ask.now,
    )
    pace = venue.pacing.covers_max
    return TimeChip(
        minute=minute,
        covers=covers,
        covers_max=pace,
        has_table=bool(rank_tables(book, request, occupied)),
        over_pace=bool(pace) and covers + ask.covers > pace,
    )
