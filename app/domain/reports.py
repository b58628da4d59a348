"""What a stretch of days added up to: guests, shifts, sources, no-shows, lengths of stay. Pure.

For every stretch:
    its days, its shifts and its sources each add up to the same guests and parties
    who did not come, or called off, is counted apart and among no guests
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from app.domain.business_day import clock_minute
from app.domain.hours import is_closed, shift_at
from app.domain.overview import days_between
from app.domain.venue import Venue

SIZES: Final = ((1, 1), (2, 2), (3, 4), (5, 6), (7, 999))
"""Sizes of parties that stay about as long, least and most."""


class Outcome(StrEnum):
    """What became of a booking, as far as sums care."""

    COUNTED = "counted"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Bookings that are alike in day, start, outcome, size and source, added up.

    Attributes:
        covers: guests of each of them.
        planned_minutes: of all of them together.
        stays, stay_minutes: those of them whose coming and going was tapped, and how long they sat.
    """

    business_day: date
    starts_at: datetime
    outcome: Outcome
    covers: int
    channel: str
    parties: int
    planned_minutes: int = 0
    stays: int = 0
    stay_minutes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Parties and guests under one name: a day, a shift, a source."""

    name: str
    parties: int = 0
    covers: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DayFigures:
    """One day of a report."""

    day: date
    parties: int = 0
    covers: int = 0
    no_shows: int = 0
    cancelled: int = 0
    shifts: tuple[Figures, ...] = ()
    is_closed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """How long parties of a size sat, and how long they were given.

    Attributes:
        planned_minutes, real_minutes: on average; `real_minutes` is 0 where nobody was tapped out.
    """

    least: int
    most: int
    parties: int
    planned_minutes: int
    real_minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A stretch of days, added up."""

    first: date
    last: date
    days: tuple[DayFigures, ...] = ()
    shifts: tuple[Figures, ...] = ()
    sources: tuple[Figures, ...] = ()
    stays: tuple[Stay, ...] = ()

    @property
    def parties(self) -> int:
        """Parties that came, or are expected to."""
        return sum(each.parties for each in self.days)

    @property
    def covers(self) -> int:
        """Guests of those parties."""
        return sum(each.covers for each in self.days)

    @property
    def no_shows(self) -> int:
        """Parties that did not come."""
        return sum(each.no_shows for each in self.days)

    @property
    def cancelled(self) -> int:
        """Parties that called off."""
        return sum(each.cancelled for each in self.days)

    @property
    def booked(self) -> int:
        """All that were ever promised a table in the stretch."""
        return self.parties + self.no_shows + self.cancelled

    @property
    def days_open(self) -> int:
        """Days on which the house was open, or somebody came all the same."""
        return sum(not each.is_closed or bool(each.parties) for each in self.days)

    @property
    def real_minutes(self) -> int:
        """How long a party sat on average; 0 where nobody was tapped out."""
        told = [each for each in self.stays if each.real_minutes]
        parties = sum(each.parties for each in told)
        return (
            round(sum(each.real_minutes * each.parties for each in told) / parties) if told else 0
        )


def report(venue: Venue, first: date, last: date, tallies: Iterable[Tally]) -> Report:
    """Add up a stretch of days, both ends included."""
    found = tuple(each for each in tallies if first <= each.business_day <= last)
    counted = tuple(each for each in found if each.outcome is Outcome.COUNTED)
    by_day: defaultdict[date, list[Tally]] = defaultdict(list)
    for each in found:
        by_day[each.business_day].append(each)
    return Report(
        first=first,
        last=last,
        days=tuple(_day(venue, day, by_day[day]) for day in days_between(first, last)),
        shifts=_in_order_of_hours(venue, _figures(counted, lambda each: shift_of(venue, each))),
        sources=tuple(
            sorted(
                _figures(counted, lambda each: each.channel),
                key=lambda each: (-each.covers, each.name),
            )
        ),
        stays=tuple(stay for size in SIZES if (stay := _stay(counted, *size)) is not None),
    )


def shift_of(venue: Venue, tally: Tally) -> str:
    """Name the shift in which a booking starts; empty outside of every one."""
    day = tally.business_day
    shift = shift_at(venue, day, clock_minute(tally.starts_at, venue, day))
    return shift.name if shift else ""


def _day(venue: Venue, day: date, tallies: Iterable[Tally]) -> DayFigures:
    parties: Counter[Outcome] = Counter()
    covers = 0
    counted = []
    for each in tallies:
        parties[each.outcome] += each.parties
        if each.outcome is Outcome.COUNTED:
            covers += each.covers * each.parties
            counted.append(each)
    return DayFigures(
        day=day,
        parties=parties[Outcome.COUNTED],
        covers=covers,
        no_shows=parties[Outcome.NO_SHOW],
        cancelled=parties[Outcome.CANCELLED],
        shifts=_in_order_of_hours(venue, _figures(counted, lambda each: shift_of(venue, each))),
        is_closed=is_closed(venue, day),
    )


def _figures(tallies: Iterable[Tally], name_of: Callable[[Tally], str]) -> tuple[Figures, ...]:
    parties: Counter[str] = Counter()
    covers: Counter[str] = Counter()
    for each in tallies:
        name = name_of(each)
        parties[name] += each.parties
        covers[name] += each.covers * each.parties
    return tuple(Figures(name=name, parties=parties[name], covers=covers[name]) for name in parties)


def _in_order_of_hours(venue: Venue, figures: Iterable[Figures]) -> tuple[Figures, ...]:
    opens: dict[str, int] = {}
    for shift in venue.shifts:
        opens[shift.name] = min(opens.get(shift.name, shift.opens_minute), shift.opens_minute)
    nowhere = max(opens.values(), default=0) + 1
    return tuple(sorted(figures, key=lambda each: (opens.get(each.name, nowhere), each.name)))


def _stay(tallies: Iterable[Tally], least: int, most: int) -> Stay | None:
    fitting = [each for each in tallies if least <= each.covers <= most]
    parties = sum(each.parties for each in fitting)
    if not parties:
        return None
    stays = sum(each.stays for each in fitting)
    return Stay(
        least=least,
        most=most,
        parties=parties,
        planned_minutes=round(sum(each.planned_minutes for each in fitting) / parties),
        real_minutes=round(sum(each.stay_minutes for each in fitting) / stays) if stays else 0,
    )
