"""What the house did over a stretch of days: figures, charts and a table, each in words."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QIODevice, QObject, QSaveFile, Signal, Slot

from app.domain.reports import DayFigures, Figures, Report, Stay
from app.domain.rights import Right
from app.services.desk import Desk
from app.viewmodels.counted import Counted
from app.viewmodels.day import FLOOR_TYPES, DayModel, Touched
from app.viewmodels.months import month_title, step_months, week_start
from app.viewmodels.overview import guests_text
from app.viewmodels.pace import Pace
from app.viewmodels.record_words import channel_word
from app.viewmodels.wording import listed, short_day_text, translate

DAYS_MAX: Final = 366
"""A longer stretch would be read for seconds."""

DAYS_SINGLE_MAX: Final = 45
"""A longer stretch is drawn and listed by weeks."""

GATHER_MS: Final = 30
APART_MS: Final = 2_000
"""While news keeps flowing, a long stretch is added up once in so long."""

WEEK: Final = 7
BOM: Final = "\ufeff"
"""Spreadsheets take a file without it for another encoding."""

COLUMNS: Final = ("business_day", "shift", "parties", "covers", "no_shows", "cancellations")


class Period(StrEnum):
    """Which stretch of days."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class Figure:
    """One number that stands out, and what it means."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar of a chart.

    Attributes:
        share: its length, 0 to 1 of the longest.
        second: another length beside it, for what was planned; None where there is no such thing.
        text: its value in words.
    """

    label: str
    share: float
    text: str
    second: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Bars under one title.

    Attributes:
        is_upright: time runs from left to right; else the bars lie below each other.
    """

    title: str
    bars: tuple[Bar, ...]
    note: str = ""
    is_upright: bool = False

    @property
    def spoken(self) -> str:
        """All of it as words."""
        return listed(f"{each.label} {each.text}" for each in self.bars)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """Everything on the screen."""

    title: str
    figures: tuple[Figure, ...]
    charts: tuple[Chart, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class ReportsModel(QObject):
    """The stretch of days that is looked at.

    Signals:
        changed: something on it reads differently.
        saved: it was written to a file; carries a sentence.
        refused: it was not; carries a sentence.
    """

    changed = Signal()
    saved = Signal(str)
    refused = Signal(str)

    def __init__(self, desk: Desk, day: DayModel) -> None:
        super().__init__(day)
        self._desk = desk
        self._day = day
        self._period = Period.MONTH
        self._first, self._last = _stretch(Period.MONTH, day.today())
        self._pace = Pace(self.changed.emit, self, soon_ms=GATHER_MS, apart_ms=APART_MS)

    @property
    def period(self) -> Period:
        """Which sort of stretch it is."""
        return self._period

    @property
    def stretch(self) -> tuple[date, date]:
        """Its first and its last day."""
        return self._first, self._last

    def choose(self, period: Period) -> None:
        """Look at the day, week or month of today; a range keeps its days until others are set."""
        self._period = period
        if period is not Period.RANGE:
            self._first, self._last = _stretch(period, self._day.today())
        self.changed.emit()

    def set_range(self, one: date, other: date) -> None:
        """Look at all days from one to another, whichever comes first; at most a year."""
        self._period = Period.RANGE
        self._first = min(one, other)
        self._last = min(max(one, other), self._first + timedelta(days=DAYS_MAX - 1))
        self.changed.emit()

    def step(self, by: int) -> None:
        """Go to the next stretch of that length, or the one before."""
        if self._period is Period.MONTH:
            self._first, self._last = _stretch(Period.MONTH, step_months(self._first, by))
        else:
            move = timedelta(days=((self._last - self._first).days + 1) * by)
            self._first, self._last = self._first + move, self._last + move
        self.changed.emit()

    def page(self) -> ReportPage:
        """Read the stretch."""
        found = self._desk.figures.report(self._first, self._last)
        return ReportPage(
            title=self._title(),
            figures=figures_of(found),
            charts=charts_of(found),
            heads=_heads(),
            rows=tuple(_row(label, days) for label, days in _buckets(found)),
        )

    def csv_text(self) -> str:
        """Write the stretch for a spreadsheet: a line for each shift of each day."""
        found = self._desk.figures.report(self._first, self._last)
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow(COLUMNS)
        for day in found.days:
            for place, shift in enumerate(day.shifts or (Figures(name=""),)):
                # Who did not come stands on the day's first line, so that columns add up.
                missed = (day.no_shows, day.cancelled) if place == 0 else (0, 0)
                name = f"'{shift.name}" if shift.name[:1] in "=+-@" and shift.name else shift.name
                writer.writerow([day.day.isoformat(), name, shift.parties, shift.covers, *missed])
        return BOM + text.getvalue()

    def save_csv(self, folder: Path) -> None:
        """Write the stretch into a folder as a file named by its days; a manager's to allow."""
        if not self._day.rights.grants(Right.EXPORT, partial(self.save_csv, folder)):
            return
        path = folder / f"noren-{self._first.isoformat()}-{self._last.isoformat()}.csv"
        file = QSaveFile(str(path))
        data = self.csv_text().encode()
        if (
            file.open(QIODevice.OpenModeFlag.WriteOnly)
            and file.write(data) == len(data)
            and file.commit()
        ):
            self.saved.emit(translate("Reports", "Saved: {path}").format(path=path))
        else:
            words = translate("Reports", "The file could not be written: {path}")
            self.refused.emit(words.format(path=path))

    @Slot(object)
    def refresh(self, touched: Touched) -> None:
        """Take news, ours or another device's."""
        if any(kind in FLOOR_TYPES or kind == "reservation" for kind, _ in touched):
            self._pace.ask()

    def _title(self) -> str:
        if self._period is Period.MONTH:
            return month_title(self._first)
        if self._first == self._last:
            return short_day_text(self._first)
        return f"{short_day_text(self._first)} – {short_day_text(self._last)}"


def figures_of(found: Report) -> tuple[Figure, ...]:
    """Choose the numbers that stand out."""
    a_day = translate("Reports", "{covers} a day open")
    a_party = translate("Reports", "{covers} a party")
    minutes = translate("Reports", "{minutes} min")
    return (
        Figure(
            translate("Reports", "Guests"),
            f"{found.covers:,}",
            a_day.format(covers=_average(found.covers, found.days_open)),
        ),
        Figure(
            translate("Reports", "Parties"),
            f"{found.parties:,}",
            a_party.format(covers=_average(found.covers, found.parties)),
        ),
        Figure(
            translate("Reports", "No-shows"),
            f"{found.no_shows:,}",
            _percent(found.no_shows, found.booked),
        ),
        Figure(
            translate("Reports", "Cancellations"),
            f"{found.cancelled:,}",
            _percent(found.cancelled, found.booked),
        ),
        Figure(
            translate("Reports", "Stay"),
            minutes.format(minutes=found.real_minutes) if found.real_minutes else "—",
            translate("Reports", "on average, as tapped"),
        ),
    )


def charts_of(found: Report) -> tuple[Chart, ...]:
    """Draw guests over time, by shift and by source, and stays by the size of the party."""
    return (
        Chart(
            title=translate("Reports", "Guests by day")
            if len(found.days) <= DAYS_SINGLE_MAX
            else translate("Reports", "Guests by week"),
            bars=_scaled(
                [
                    (label, covers, str(covers))
                    for label, days in _buckets(found)
                    for covers in (sum(each.covers for each in days),)
                ]
            ),
            is_upright=True,
        ),
        Chart(
            title=translate("Reports", "Guests by shift"),
            bars=_scaled(
                [(shift_word(each.name), each.covers, _both(each)) for each in found.shifts]
            ),
        ),
        Chart(
            title=translate("Reports", "Guests by source"),
            bars=_scaled(
                [(source_word(each.name), each.covers, _both(each)) for each in found.sources]
            ),
        ),
        Chart(
            title=translate("Reports", "Length of stay by party"),
            bars=_stay_bars(found.stays),
            note=translate("Reports", "Line: as planned. Bar: as it was."),
        ),
    )


def shift_word(name: str) -> str:
    """Name a shift, or what lies outside of every one."""
    return name or translate("Overview", "Other hours")


def source_word(channel: str) -> str:
    """Name how bookings reached the house."""
    return channel_word(channel) if channel else translate("Reports", "Not said")


def _stretch(period: Period, today: date) -> tuple[date, date]:
    if period is Period.WEEK:
        first = today - timedelta(days=(today.weekday() - week_start()) % WEEK)
        return first, first + timedelta(days=WEEK - 1)
    if period is Period.MONTH:
        first = today.replace(day=1)
        return first, step_months(first, 1) - timedelta(days=1)
    return today, today


def _buckets(found: Report) -> list[tuple[str, tuple[DayFigures, ...]]]:
    """Cut a stretch into days, or into weeks where there are too many of them."""
    if len(found.days) <= DAYS_SINGLE_MAX:
        return [(short_day_text(each.day), (each,)) for each in found.days]
    starts = range(0, len(found.days), WEEK)
    weeks = [found.days[at : at + WEEK] for at in starts]
    return [(f"{short_day_text(each[0].day)} –", each) for each in weeks]


def _heads() -> tuple[str, ...]:
    return (
        translate("Reports", "Day"),
        translate("Reports", "Parties"),
        translate("Reports", "Guests"),
        translate("Reports", "By shift"),
        translate("Reports", "No-shows"),
        translate("Reports", "Cancellations"),
    )


def _row(label: str, days: tuple[DayFigures, ...]) -> tuple[str, ...]:
    parties = sum(each.parties for each in days)
    shifts: dict[str, int] = {}
    for day in days:
        for each in day.shifts:
            shifts[each.name] = shifts.get(each.name, 0) + each.covers
    return (
        label,
        str(parties) if parties else "—",
        str(sum(each.covers for each in days)) if parties else "—",
        "  ".join(f"{shift_word(name)} {covers}" for name, covers in shifts.items()),
        _count(sum(each.no_shows for each in days)),
        _count(sum(each.cancelled for each in days)),
    )


def _count(number: int) -> str:
    return str(number) if number else "—"


def _both(figures: Figures) -> str:
    return f"{guests_text(figures.covers)}  {Counted().parties_text(figures.parties)}"


def _scaled(values: list[tuple[str, int, str]]) -> tuple[Bar, ...]:
    most = max((value for _, value, _ in values), default=0) or 1
    return tuple(Bar(label=label, share=value / most, text=text) for label, value, text in values)


def _stay_bars(stays: tuple[Stay, ...]) -> tuple[Bar, ...]:
    most = max((max(each.planned_minutes, each.real_minutes) for each in stays), default=0) or 1
    words = translate("Reports", "{real} min, planned {planned}")
    return tuple(
        Bar(
            label=size_word(each.least, each.most),
            share=each.real_minutes / most,
            second=each.planned_minutes / most,
            text=words.format(real=each.real_minutes or "—", planned=each.planned_minutes),
        )
        for each in stays
    )


def size_word(least: int, most: int) -> str:
    """Write sizes of parties: `3–4名`, `7名以上`."""
    if least == most:
        return translate("Reports", "{size} p").format(size=least)
    if most >= 100:  # noqa: PLR2004  # no table seats so many: there is no upper end
        return translate("Reports", "{size} p and more").format(size=least)
    return translate("Reports", "{least}–{most} p").format(least=least, most=most)


def _average(total: int, number: int) -> str:
    return f"{total / number:.1f}" if number else "—"


def _percent(part: int, whole: int) -> str:
    return translate("Reports", "{share} % of all booked").format(
        share=f"{100 * part / whole:.1f}" if whole else "0"
    )
