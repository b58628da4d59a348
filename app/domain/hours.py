"""When the house is open: its shifts, closing days, and whom a change of them would touch."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from app.domain.business_day import clock_minute
from app.domain.reservation import HOLDS_NO_TABLE, Reservation
from app.domain.venue import Shift, Venue


class Closing(StrEnum):
    """Why a house is closed on a day."""

    WEEKLY = "weekly"
    SINGLE = "single"


def closing_of(venue: Venue, business_day: date) -> Closing | None:
    """Tell why the house is closed that day; None if it is open.

    A single closing day closes even a weekday opened by exception: staff who closed it meant it.
    """
    is_weekly = business_day.weekday() in venue.closing_weekdays
    if business_day in venue.closing_days:
        return Closing.WEEKLY if is_weekly else Closing.SINGLE
    return Closing.WEEKLY if is_weekly and business_day not in venue.open_days else None


def is_closed(venue: Venue, business_day: date) -> bool:
    """Tell whether the house is closed that day."""
    return closing_of(venue, business_day) is not None


def shifts_on(venue: Venue, business_day: date) -> tuple[Shift, ...]:
    """List the shifts of that weekday, earliest first, whether or not the day is closed."""
    weekday = business_day.weekday()
    shifts = [shift for shift in venue.shifts if weekday in shift.weekdays]
    return tuple(sorted(shifts, key=lambda shift: (shift.opens_minute, shift.closes_minute)))


def open_shifts(venue: Venue, business_day: date) -> tuple[Shift, ...]:
    """List the shifts the house serves that day; on a closing day there is none."""
    return () if is_closed(venue, business_day) else shifts_on(venue, business_day)


def shift_at(venue: Venue, business_day: date, minute: int) -> Shift | None:
    """Find the shift running at `minute` after that day's midnight; half-open."""
    running = (
        shift
        for shift in shifts_on(venue, business_day)
        if shift.opens_minute <= minute < shift.closes_minute
    )
    return next(running, None)


def is_outside_hours(venue: Venue, business_day: date, minute: int) -> bool:
    """Tell whether no shift runs then; a house that has entered no shifts has no such hours."""
    return bool(venue.shifts) and shift_at(venue, business_day, minute) is None


def affected_by(venue: Venue, reservations: Iterable[Reservation]) -> tuple[Reservation, ...]:
    """List the parties that the house's hours would now turn away; none is changed by that."""
    return tuple(
        each
        for each in reservations
        if each.status not in HOLDS_NO_TABLE
        and (
            is_closed(venue, each.business_day)
            or is_outside_hours(
                venue, each.business_day, clock_minute(each.starts_at, venue, each.business_day)
            )
        )
    )
