"""Public holidays of Japan, from 2022 on, by the rules of the law. Pure.

They move: Mondays, the equinoxes, a day off for a holiday on a Sunday, a day between two holidays.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

FIRST_YEAR: Final = 2022
"""Before, single years had rules of their own (an accession, the Olympics)."""

LAST_YEAR: Final = 2099
"""The equinoxes are computed by a formula that holds so far."""

MONDAY: Final = 0
SUNDAY: Final = 6


class Holiday(StrEnum):
    """A public holiday."""

    NEW_YEAR = "new_year"
    COMING_OF_AGE = "coming_of_age"
    FOUNDATION = "foundation"
    EMPEROR = "emperor"
    SPRING_EQUINOX = "spring_equinox"
    SHOWA = "showa"
    CONSTITUTION = "constitution"
    GREENERY = "greenery"
    CHILDREN = "children"
    MARINE = "marine"
    MOUNTAIN = "mountain"
    AGED = "aged"
    AUTUMN_EQUINOX = "autumn_equinox"
    SPORTS = "sports"
    CULTURE = "culture"
    LABOUR = "labour"
    SUBSTITUTE = "substitute"
    BETWEEN = "between"


_FIXED: Final = {
    (1, 1): Holiday.NEW_YEAR,
    (2, 11): Holiday.FOUNDATION,
    (2, 23): Holiday.EMPEROR,
    (4, 29): Holiday.SHOWA,
    (5, 3): Holiday.CONSTITUTION,
    (5, 4): Holiday.GREENERY,
    (5, 5): Holiday.CHILDREN,
    (8, 11): Holiday.MOUNTAIN,
    (11, 3): Holiday.CULTURE,
    (11, 23): Holiday.LABOUR,
}
_MONDAYS: Final = {
    (1, 2): Holiday.COMING_OF_AGE,
    (7, 3): Holiday.MARINE,
    (9, 3): Holiday.AGED,
    (10, 2): Holiday.SPORTS,
}
"""By month, and which Monday of it."""


def holiday_of(day: date) -> Holiday | None:
    """Name the public holiday a day is; None if it is none, or its year lies outside the rules."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return None
    own = _own(day)
    if own is not None:
        return own
    if _stands_in(day):
        return Holiday.SUBSTITUTE
    around = (day - timedelta(days=1), day + timedelta(days=1))
    return Holiday.BETWEEN if day.weekday() != SUNDAY and all(map(_own, around)) else None


def _own(day: date) -> Holiday | None:
    if (found := _FIXED.get((day.month, day.day))) is not None:
        return found
    if day.weekday() == MONDAY:
        found = _MONDAYS.get((day.month, (day.day + 6) // 7))
    if day == equinox(day.year, 3):
        found = Holiday.SPRING_EQUINOX
    elif day == equinox(day.year, 9):
        found = Holiday.AUTUMN_EQUINOX
    return found


def _stands_in(day: date) -> bool:
    """Tell whether the days before are holidays back to a Sunday, in whose place it is off."""
    before = day - timedelta(days=1)
    while _own(before) is not None:
        if before.weekday() == SUNDAY:
            return True
        before -= timedelta(days=1)
    return False


def equinox(year: int, month: int) -> date:
    """Compute the day of the spring (3) or the autumn (9) equinox in Japan, 1980 to 2099."""
    base = {3: 20.8431, 9: 23.2488}[month]
    since = year - 1980
    return date(year, month, int(base + 0.242194 * since) - since // 4)
