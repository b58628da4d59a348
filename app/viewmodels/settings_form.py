"""The house's settings as typed, and back: opening hours, pace, turns. Pure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from app.domain.business_day import minute_text
from app.domain.reservation import COVERS_MAX
from app.domain.venue import Pacing, Shift, TurnRule, Venue
from app.viewmodels.refusals import Mistyped
from app.viewmodels.wording import translate

DAY_END_MINUTE: Final = 29 * 60
USUAL_MINUTES: Final = 120
EVERY_DAY: Final = frozenset(range(7))

_CLOCK: Final = re.compile(r"(\d{1,2})(?::|時)?(\d{2})?分?")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftForm:
    """One shift as typed; times such as 17:00 and 26:00."""

    name: str = ""
    weekdays: frozenset[int] = EVERY_DAY
    opens: str = "17:00"
    closes: str = "23:00"


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnForm:
    """How long a party up to a size holds its table."""

    covers_max: int
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseForm:
    """The house's settings as typed.

    Attributes:
        day_starts: when the business day changes, such as 05:00.
        closing_days, open_days: single days, in order.
        pacing_covers: guests who may start in one slot; 0 is no limit.
    """

    name: str = ""
    timezone: str = "Asia/Tokyo"
    day_starts: str = "05:00"
    shifts: tuple[ShiftForm, ...] = ()
    closing_weekdays: frozenset[int] = frozenset()
    closing_days: tuple[date, ...] = ()
    open_days: tuple[date, ...] = ()
    turns: tuple[TurnForm, ...] = ()
    pacing_minutes: int = 15
    pacing_covers: int = 0
    area_code: str = ""
    infants_take_seat: bool = False


def form_of(venue: Venue) -> HouseForm:
    """Lay the house out for typing."""
    return HouseForm(
        name=venue.name,
        timezone=venue.timezone,
        day_starts=minute_text(venue.day_starts_minute),
        shifts=tuple(
            ShiftForm(
                name=each.name,
                weekdays=each.weekdays,
                opens=minute_text(each.opens_minute),
                closes=minute_text(each.closes_minute),
            )
            for each in venue.shifts
        ),
        closing_weekdays=venue.closing_weekdays,
        closing_days=tuple(sorted(venue.closing_days)),
        open_days=tuple(sorted(venue.open_days)),
        turns=tuple(
            TurnForm(covers_max=each.covers_max, minutes=each.minutes) for each in venue.turn_rules
        ),
        pacing_minutes=venue.pacing.slot_minutes,
        pacing_covers=venue.pacing.covers_max,
        area_code=venue.home_area_code,
        infants_take_seat=venue.infants_take_seat,
    )


def is_closed_on(form: HouseForm, day: date) -> bool:
    """Tell whether the house would be closed that day, as the form stands."""
    if day in form.closing_days:
        return True
    return day.weekday() in form.closing_weekdays and day not in form.open_days


def toggle_day(form: HouseForm, day: date) -> HouseForm:
    """Close an open day, or open a closed one, against its weekday where needed."""
    is_weekly = day.weekday() in form.closing_weekdays
    closing, opened = set(form.closing_days) - {day}, set(form.open_days) - {day}
    if is_closed_on(form, day):
        opened |= {day} if is_weekly else set()
    elif not is_weekly:
        closing.add(day)
    return replace(form, closing_days=tuple(sorted(closing)), open_days=tuple(sorted(opened)))


def next_turn(turns: tuple[TurnForm, ...]) -> TurnForm:
    """Offer the next rule: somewhat larger parties, as long as the largest so far."""
    if not turns:
        return TurnForm(covers_max=2, minutes=USUAL_MINUTES)
    last = max(turns, key=lambda each: each.covers_max)
    return TurnForm(covers_max=min(last.covers_max + 2, COVERS_MAX), minutes=last.minutes)


def write_on(before: Venue, form: HouseForm) -> Venue:
    """Return the house with everything as typed.

    Raises:
        Invalid: something cannot be read; the message says what and how it is written.
    """
    return replace(
        before,
        name=form.name.strip(),
        timezone=form.timezone.strip(),
        day_starts_minute=minute_of(form.day_starts),
        shifts=tuple(shift_of(each) for each in form.shifts),
        closing_weekdays=form.closing_weekdays,
        closing_days=form.closing_days,
        open_days=form.open_days,
        turn_rules=tuple(
            TurnRule(covers_max=each.covers_max, minutes=each.minutes) for each in form.turns
        ),
        pacing=Pacing(slot_minutes=form.pacing_minutes, covers_max=form.pacing_covers),
        home_area_code=form.area_code.strip(),
        infants_take_seat=form.infants_take_seat,
    )


def shift_of(form: ShiftForm) -> Shift:
    """Read one shift.

    Raises:
        Mistyped: its times cannot be, or it is on no day.
    """
    opens, closes = minute_of(form.opens), minute_of(form.closes)
    if not opens < closes:
        raise Mistyped(
            translate(
                "Settings", "A shift closes after it opens: {opens} to {closes} cannot be"
            ).format(opens=form.opens, closes=form.closes),
            field="shifts",
        )
    if not form.weekdays:
        raise Mistyped(
            translate("Settings", "Choose at least one weekday for each shift"), field="shifts"
        )
    return Shift(
        name=form.name.strip(), weekdays=form.weekdays, opens_minute=opens, closes_minute=closes
    )


def minute_of(text: str) -> int:
    """Read a clock time that may pass midnight: 17:00, 26:00, 26時, １７：３０.

    Raises:
        Mistyped: it is no such time.
    """
    match = _CLOCK.fullmatch(unicodedata.normalize("NFKC", text).strip())
    minute = int(match[1]) * 60 + int(match[2] or 0) if match else -1
    if match is None or int(match[2] or 0) > 59 or not 0 <= minute <= DAY_END_MINUTE:  # noqa: PLR2004
        raise Mistyped(
            translate("Settings", "“{text}” is no time: write 17:00, or 26:00 for 2 a.m.").format(
                text=text
            ),
            field="time",
        )
    return minute
