"""The business day: it changes hours after midnight, and its clock reads on past 24:00.

Every instant belongs to exactly one business day: `start, end = day_span(day)` is half-open, and
the end of one day is the start of the next. Minutes are wall-clock minutes after the business
day's midnight, so 18:30 stays 18:30 on a night when clocks change. A wall time that a spring
night skips is read as if clocks had not changed yet (02:30 becomes 03:30); of one that an autumn
night repeats, the first is meant. An ISO time with its offset can name the second.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.domain.dates import TEXT_MAX, day_text, parse_date
from app.domain.errors import Invalid
from app.domain.venue import Venue

HOUR_MINUTES: Final = 60
NOON_HOUR: Final = 12
DAY_HOURS: Final = 24
DAY_MINUTES: Final = DAY_HOURS * HOUR_MINUTES

_CLOCK: Final = re.compile(
    r"(?P<word>翌日?|深夜|午前|午後)?"
    r"(?P<hour>[0-9]{1,2})"
    r"(?::(?P<minute>[0-9]{1,2})|時(?:(?P<ja_minute>[0-9]{1,2})分|(?P<half>半))?)"
    r"(?P<half_day>am|pm)?"
)
_ISO: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ].+")
_SHAPES: Final = "18:30, 25:30, 26時, 26時半, 翌1:30 or an ISO time with offset"


def venue_zone(venue: Venue) -> ZoneInfo:
    """Find the house's time zone.

    Raises:
        Invalid: the venue's `timezone` is no IANA name.
    """
    try:
        return ZoneInfo(venue.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Invalid(
            f"{venue.timezone!r} is no time zone: write an IANA name such as Asia/Tokyo.",
            field="timezone",
            code="invalid_timezone",
        ) from error


def at_minute(business_day: date, minute: int, venue: Venue) -> datetime:
    """Find the instant, UTC, at which the venue's wall clock stands `minute` after midnight."""
    wall = datetime.combine(business_day, time(), venue_zone(venue)) + timedelta(minutes=minute)
    return wall.astimezone(UTC)


def day_span(business_day: date, venue: Venue) -> tuple[datetime, datetime]:
    """Bound a business day, UTC, half-open."""
    first = venue.day_starts_minute
    return (
        at_minute(business_day, first, venue),
        at_minute(business_day, first + DAY_MINUTES, venue),
    )


def business_day_of(at: datetime, venue: Venue) -> date:
    """Find the business day an instant belongs to."""
    wall = at.astimezone(venue_zone(venue)).replace(tzinfo=None)
    guess = (wall - timedelta(minutes=venue.day_starts_minute)).date()
    # Where clocks change right at the business day's change, the wall clock is a day off.
    if at < day_span(guess, venue)[0]:
        return guess - timedelta(days=1)
    if at >= day_span(guess, venue)[1]:
        return guess + timedelta(days=1)
    return guess


def clock_minute(at: datetime, venue: Venue, business_day: date) -> int:
    """Read the venue's wall clock as minutes after that day's midnight; may exceed 1440."""
    wall = at.astimezone(venue_zone(venue)).replace(tzinfo=None)
    return (wall - datetime.combine(business_day, time())) // timedelta(minutes=1)


def minute_text(minute: int) -> str:
    """Write minutes after midnight as a clock that reads on past 24: 1530 is 25:30."""
    hours, rest = divmod(minute, HOUR_MINUTES)
    return f"{hours:02}:{rest:02}"


def clock_text(at: datetime, venue: Venue, business_day: date) -> str:
    """Write a time as staff of that business day say it: 18:30, 25:30."""
    return minute_text(clock_minute(at, venue, business_day))


def parse_day(text: str) -> date:
    """Read a business day: 2026-12-24, 2026/12/24, 2026年12月24日(木), 令和8年12月24日.

    Raises:
        Invalid: it is no such day; the message says what would be.
    """
    return parse_date(text, field="day")


def parse_time(text: str, business_day: date, venue: Venue) -> datetime:
    """Read a time of that business day, UTC, in whole minutes.

    Accepts 18:30, 1830, 25:30, 26時, 26時半, 26時15分, 翌1:30, 午後7時半, 7:30pm, full-width
    digits, and an ISO time with offset.

    Raises:
        Invalid: it is no time, or lies outside the business day; the message says what would do.
    """
    plain = unicodedata.normalize("NFKC", text[: TEXT_MAX + 1])
    plain = plain.strip().lower()
    if len(plain) > TEXT_MAX:
        raise _invalid(f"A time is shorter than {TEXT_MAX} characters.")
    if _ISO.fullmatch(plain):
        return _iso_time(plain, business_day, venue)
    minute = _wall_minute("".join(plain.split()), text.strip(), venue)
    _check_minute(minute, text.strip(), business_day, venue)
    return at_minute(business_day, minute, venue)


def _iso_time(plain: str, business_day: date, venue: Venue) -> datetime:
    try:
        at = datetime.fromisoformat(plain.upper())
    except ValueError as error:
        raise _invalid(
            f"{plain!r} is no time: an ISO time looks like 2026-12-24T19:00:00+09:00."
        ) from error
    if at.tzinfo is None:
        raise _invalid(f"{plain!r} lacks its offset: write 19:00, or 2026-12-24T19:00:00+09:00.")
    start, end = day_span(business_day, venue)
    if not start <= at < end:
        raise _invalid(
            f"{plain!r} lies outside {business_day.isoformat()}, which runs from "
            f"{start.astimezone(venue_zone(venue)).isoformat()} to "
            f"{end.astimezone(venue_zone(venue)).isoformat()}."
        )
    return at.astimezone(UTC).replace(second=0, microsecond=0)


def _wall_minute(plain: str, text: str, venue: Venue) -> int:
    if len(plain) == len("1830") and plain.isascii() and plain.isdigit():
        plain = f"{plain[:2]}:{plain[2:]}"
    match = _CLOCK.fullmatch(plain)
    if match is None:
        raise _invalid(f"{text!r} is no time: write {_SHAPES}.")
    hour = int(match["hour"])
    minute = int(match["minute"] or match["ja_minute"] or (30 if match["half"] else 0))
    if minute >= HOUR_MINUTES:
        raise _invalid(f"{text!r} is no time: minutes run from 00 to 59.")
    word, half_day = match["word"] or "", match["half_day"] or ""
    if word and half_day:
        raise _invalid(f"{text!r} is no time: write {_SHAPES}.")
    if half_day or word in ("午前", "午後"):
        if hour > NOON_HOUR:
            raise _invalid(
                f"{text!r} is no time: with 午前, 午後, am or pm hours run from 0 to 12."
            )
        hour = hour % NOON_HOUR + (NOON_HOUR if half_day == "pm" or word == "午後" else 0)
    if word.startswith("翌"):
        if hour >= DAY_HOURS:
            raise _invalid(
                f"{text!r} says the next day twice: write {minute_text(hour * 60 + minute)}."
            )
        hour += DAY_HOURS
    if word == "深夜" and hour * HOUR_MINUTES + minute < venue.day_starts_minute:
        hour += DAY_HOURS
    return hour * HOUR_MINUTES + minute


def _check_minute(minute: int, text: str, business_day: date, venue: Venue) -> None:
    first = venue.day_starts_minute
    if minute < first:
        # 4:00 may mean the night before or the night after; guessing would book a wrong night.
        late = minute + DAY_MINUTES
        raise _invalid(
            f"{text!r} is before the business day begins at {minute_text(first)}. For the night of "
            f"{day_text(business_day, 'en')} write {minute_text(late)} or 翌{minute_text(minute)}; "
            "otherwise choose the day before."
        )
    if minute >= first + DAY_MINUTES:
        raise _invalid(
            f"{text!r} is beyond {business_day.isoformat()}, which ends at "
            f"{minute_text(first + DAY_MINUTES)}: choose the next day."
        )


def _invalid(message: str) -> Invalid:
    return Invalid(message, field="time", code="invalid_time")
