"""Civil dates as Japanese and English houses write them; knows no times and no clock."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import date
from typing import Final, NamedTuple

from app.domain.errors import Invalid

WEEKDAYS_JA: Final = ("月", "火", "水", "木", "金", "土", "日")
WEEKDAYS_EN: Final = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)
MONTHS_EN: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

TEXT_MAX: Final = 64
"""No date or time is longer; what is longer was pasted by mistake."""

YEAR_MIN: Final = 1868
YEAR_MAX: Final = 2999
MONTHS: Final = 12


class _Era(NamedTuple):
    name: str
    letter: str
    first: date
    last: date


# A person born on the day an era changed may hold papers with either name, so both are taken;
# 昭和 and 平成 ended with their day and share none.
_ERAS: Final = (
    _Era("明治", "M", date(1868, 1, 25), date(1912, 7, 30)),
    _Era("大正", "T", date(1912, 7, 30), date(1926, 12, 25)),
    _Era("昭和", "S", date(1926, 12, 25), date(1989, 1, 7)),
    _Era("平成", "H", date(1989, 1, 8), date(2019, 4, 30)),
    _Era("令和", "R", date(2019, 5, 1), date(YEAR_MAX, 12, 31)),
)

_WEEKDAY: Final = re.compile(r"\s*\(?[月火水木金土日](曜日?)?\)?$")
_SEPARATED: Final = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})")
_COMPACT: Final = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_KANJI: Final = re.compile(r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日?")
_ERA: Final = re.compile(
    r"(明治?|大正?|昭和?|平成?|令和?|[MTSHR])\.?(元|[0-9]{1,3})"
    r"(?:年([0-9]{1,2})月([0-9]{1,2})日?|([-/.])([0-9]{1,2})\5([0-9]{1,2}))",
    re.IGNORECASE,
)
_YEARLESS: Final = re.compile(r"[0-9]{1,2}(月[0-9]{1,2}日?|[-/.][0-9]{1,2})")
_SHORT_YEAR: Final = re.compile(r"[0-9]{2}([-/.年])[0-9]{1,2}[-/.月][0-9]{1,2}日?")


def parse_date(text: str, *, field: str) -> date:
    """Read a civil date: 2026-12-24, 2026/12/24, 2026年12月24日(木), 令和8年12月24日, R8.12.24.

    Raises:
        Invalid: `field` is no such date; the message says what would be.
    """
    if len(text) > TEXT_MAX:
        raise _invalid(f"A date is shorter than {TEXT_MAX} characters.", field)
    plain = unicodedata.normalize("NFKC", text).strip()
    plain = "".join(_WEEKDAY.sub("", plain).split())
    for shape in (_SEPARATED, _COMPACT, _KANJI):
        if match := shape.fullmatch(plain):
            parts = [part for part in match.groups() if part.isdigit()]
            year, month, day = map(int, parts)
            return _date_of(year, month, day, text=text.strip(), field=field)
    if match := _ERA.fullmatch(plain):
        return _era_date(match, text.strip(), field)
    if _YEARLESS.fullmatch(plain):
        raise _invalid(f"{_shown(text)} has no year: write 2026-01-02 or 令和8年1月2日.", field)
    if _SHORT_YEAR.fullmatch(plain):
        raise _invalid(
            f"{_shown(text)} needs all four digits of the year, or an era: S50.1.2.", field
        )
    raise _invalid(
        f"{_shown(text)} is no date: write 2026-01-02, 2026年1月2日 or 令和8年1月2日.", field
    )


def parse_birthday(text: str) -> date:
    """Read a birthday in western years or in an era (令和8 / R8 / 昭和50); ISO is what is stored.

    Raises:
        Invalid: it is no such day, lies outside its era, or lacks the year.
    """
    return parse_date(text, field="birthday")


def weekday_name(day: date, language: str = "ja") -> str:
    """Name the weekday: 金 or Friday."""
    names = WEEKDAYS_JA if language == "ja" else WEEKDAYS_EN
    return names[day.weekday()]


def day_text(day: date, language: str = "ja") -> str:
    """Write a day without its year: 11月13日(金) or Friday 13 November."""
    weekday = weekday_name(day, language)
    if language == "ja":
        return f"{day.month}月{day.day}日({weekday})"
    return f"{weekday} {day.day} {MONTHS_EN[day.month - 1]}"


def _era_date(match: re.Match[str], text: str, field: str) -> date:
    head = match[1].upper()
    era = next(each for each in _ERAS if head in (each.letter, each.name, each.name[0]))
    number = 1 if match[2] == "元" else int(match[2])
    if number < 1:
        raise _invalid(f"{era.name} begins with 元年, year 1.", field)
    month, day = int(match[3] or match[6]), int(match[4] or match[7])
    found = _date_of(era.first.year + number - 1, month, day, text=text, field=field)
    if not era.first <= found <= era.last:
        raise _invalid(
            f"{_shown(text)} is {found.isoformat()}, but {era.name} ran from "
            f"{era.first.isoformat()} to {era.last.isoformat()}.",
            field,
        )
    return found


def _date_of(year: int, month: int, day: int, *, text: str, field: str) -> date:
    if not YEAR_MIN <= year <= YEAR_MAX:
        raise _invalid(f"{_shown(text)}: the year lies between {YEAR_MIN} and {YEAR_MAX}.", field)
    if not 1 <= month <= MONTHS:
        raise _invalid(f"{_shown(text)} is no date: there is no month {month}.", field)
    days = monthrange(year, month)[1]
    if not 1 <= day <= days:
        raise _invalid(
            f"{_shown(text)} is no date: {MONTHS_EN[month - 1]} {year} has {days} days.", field
        )
    return date(year, month, day)


def _shown(text: str) -> str:
    return repr(text.strip())


def _invalid(message: str, field: str) -> Invalid:
    return Invalid(message, field=field, code=f"invalid_{field}")
