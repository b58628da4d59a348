"""A month as a calendar shows it: six weeks of days, each with how full it is, or why closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QLocale, QObject, Signal, Slot

from app.domain.overview import Busy, DayLoad, days_between
from app.services.desk import Desk
from app.viewmodels.counted import Counted
from app.viewmodels.day import FLOOR_TYPES, DayModel, Touched
from app.viewmodels.header import closing_text, day_text, month_text, weekday_text
from app.viewmodels.holiday_words import holiday_text
from app.viewmodels.wording import listed, translate

WEEK: Final = 7
WEEKS: Final = 6
CELLS: Final = WEEK * WEEKS
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2999
FIRST_MONDAY: Final = date(2026, 1, 5)
WEEKEND: Final = frozenset({5, 6})


@dataclass(frozen=True, slots=True, kw_only=True)
class DayFace:
    """One day on a calendar.

    Attributes:
        is_beyond: it belongs to the month before or after.
        closing: why the house is closed, in words; empty if it is open.
        holiday: the public holiday it is; empty on other days.
        load: how full it is; None where nothing was read.
        spoken: all of it, for readers.
    """

    day: date
    is_today: bool = False
    is_beyond: bool = False
    closing: str = ""
    holiday: str = ""
    load: DayLoad | None = None
    spoken: str = ""

    @property
    def covers(self) -> int:
        """Guests of that day."""
        return self.load.covers if self.load else 0

    @property
    def share(self) -> float:
        """How much of the house is taken, 0 to 1."""
        return min(1.0, self.load.share) if self.load else 0.0

    @property
    def is_weekend(self) -> bool:
        """Whether it is a Saturday, a Sunday or a public holiday."""
        return self.day.weekday() in WEEKEND or bool(self.holiday)


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthPage:
    """Six weeks around one month."""

    first: date
    title: str
    heads: tuple[str, ...]
    days: tuple[DayFace, ...]

    def place(self, day: date) -> int | None:
        """Tell where a day stands among the cells; None if it is on another page."""
        place = (day - self.days[0].day).days
        return place if 0 <= place < len(self.days) else None


class MonthsModel(QObject):
    """Pages of a calendar over the book.

    Signals:
        changed: something on some page reads differently.
    """

    changed = Signal()

    def __init__(self, desk: Desk, day: DayModel, parent: QObject | None = None) -> None:
        super().__init__(parent or day)
        self._desk = desk
        self._day = day

    def today(self) -> date:
        """Which business day it is now."""
        return self._day.today()

    def page(self, month: date) -> MonthPage:
        """Read the page of a day's month."""
        first = month.replace(day=1)
        begin = first - timedelta(days=(first.weekday() - week_start()) % WEEK)
        loads = self._desk.figures.overview(begin, begin + timedelta(days=CELLS - 1))
        today, venue = self.today(), self._day.book.venue
        return MonthPage(
            first=first,
            title=month_title(first),
            heads=weekday_heads(),
            days=tuple(
                face_of(
                    load,
                    today=today,
                    is_beyond=load.day.month != first.month,
                    holiday=holiday_text(venue, load.day),
                )
                for load in loads
            ),
        )

    @Slot(object)
    def refresh(self, touched: Touched) -> None:
        """Take news, ours or another device's."""
        if any(kind in FLOOR_TYPES or kind == "reservation" for kind, _ in touched):
            self.changed.emit()


def face_of(load: DayLoad, *, today: date, is_beyond: bool = False, holiday: str = "") -> DayFace:
    """Put one day into words."""
    closing = closing_text(load.closing) if load.closing else ""
    return DayFace(
        day=load.day,
        is_today=load.day == today,
        is_beyond=is_beyond,
        closing=closing,
        holiday=holiday,
        load=load,
        spoken=_spoken(load, closing, holiday, today),
    )


def busy_word(busy: Busy) -> str:
    """Say how full a day or a shift is."""
    words = {
        Busy.QUIET: translate("Months", "quiet"),
        Busy.FILLING: translate("Months", "filling"),
        Busy.BUSY: translate("Months", "busy"),
        Busy.FULL: translate("Months", "full"),
    }
    return words[busy]


def month_title(month: date) -> str:
    """Write a month with its year: `2026年12月`, `Dec 2026`."""
    return translate("Months", "{month_name} {year}").format(
        month_name=month_text(month), month=month.month, year=month.year
    )


def week_start() -> int:
    """Tell on which weekday a week begins where this language is spoken, 0 Monday."""
    return QLocale().firstDayOfWeek().value - 1


def weekday_heads() -> tuple[str, ...]:
    """Name the weekdays in the order of the columns."""
    monday = FIRST_MONDAY + timedelta(days=week_start())
    return tuple(weekday_text(each) for each in days_between(monday, monday + timedelta(days=6)))


def step_months(day: date, by: int) -> date:
    """Go so many months on or back; the 31st becomes the last of a shorter month."""
    months = day.year * 12 + day.month - 1 + by
    year = max(FIRST_YEAR, min(LAST_YEAR, months // 12))
    first = date(year, months % 12 + 1, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(day.day, last.day))


def _spoken(load: DayLoad, closing: str, holiday: str, today: date) -> str:
    words = [each for each in (day_text(load.day), holiday) if each]
    if load.day == today:
        words.append(translate("Months", "today"))
    if closing:
        words.append(closing)
    if load.parties:
        words.append(Counted().parties_text(load.parties))
        words.append(translate("Months", "{covers} guests").format(covers=load.covers))
        if not closing:
            words.append(busy_word(load.busy))
    return listed(words)
