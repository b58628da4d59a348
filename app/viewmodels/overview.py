"""A week or a month at a glance: guests, parties and shifts of each day, and when it is closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.overview import DayLoad, ShiftLoad
from app.domain.venue import Shift
from app.services.desk import Desk
from app.viewmodels.counted import Counted
from app.viewmodels.day import FLOOR_TYPES, DayModel, Touched
from app.viewmodels.header import closing_text
from app.viewmodels.holiday_words import holiday_text
from app.viewmodels.months import (
    WEEK,
    busy_word,
    face_of,
    month_title,
    step_months,
    week_start,
    weekday_heads,
)
from app.viewmodels.wording import listed, short_day_text, translate


class Scope(StrEnum):
    """How much is seen at once."""

    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One field of the overview: a day, or one shift of it.

    Attributes:
        title: the day's number in a month; empty where the column says it.
        covers, parties: the numbers in words; empty where there are none.
        notes: its shifts, each with its guests.
        word: how full it is, or why it is closed.
        holiday: the public holiday it is; empty on other days.
        share: how much of the house is taken, 0 to 1.
        is_whole: a day, not a part of one.
    """

    day: date
    title: str = ""
    covers: str = ""
    parties: str = ""
    notes: tuple[str, ...] = ()
    word: str = ""
    holiday: str = ""
    share: float = 0.0
    is_closed: bool = False
    is_today: bool = False
    is_beyond: bool = False
    is_whole: bool = True
    spoken: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewPage:
    """Everything on the screen.

    Attributes:
        heads: over the columns; `sides`: beside the rows, empty in a month.
        summary: the stretch as a whole.
    """

    title: str
    summary: str
    heads: tuple[str, ...]
    sides: tuple[str, ...]
    rows: tuple[tuple[Tile, ...], ...]


class OverviewModel(QObject):
    """The week or month that is looked at.

    Signals:
        changed: something on it reads differently.
    """

    changed = Signal()

    def __init__(self, desk: Desk, day: DayModel) -> None:
        super().__init__(day)
        self._desk = desk
        self._day = day
        self._scope = Scope.MONTH
        self._anchor = day.business_day
        day.opened.connect(self._follow)

    @property
    def scope(self) -> Scope:
        """Whether a week or a month is seen."""
        return self._scope

    @property
    def anchor(self) -> date:
        """A day of the stretch; where the keys begin."""
        return self._anchor

    def choose(self, scope: Scope) -> None:
        """See a week, or a month, around the same day."""
        self._scope = scope
        self.changed.emit()

    def open(self, day: date) -> None:
        """See the stretch that a day lies in."""
        self._anchor = day
        self.changed.emit()

    def step(self, by: int) -> None:
        """Turn to the next stretch, or the one before."""
        week = self._scope is Scope.WEEK
        self.open(
            self._anchor + timedelta(days=by * WEEK) if week else step_months(self._anchor, by)
        )

    def today(self) -> date:
        """Which business day it is now."""
        return self._day.today()

    def page(self) -> OverviewPage:
        """Read the stretch."""
        return self._week() if self._scope is Scope.WEEK else self._month()

    @Slot(object)
    def refresh(self, touched: Touched) -> None:
        """Take news, ours or another device's."""
        if any(kind in FLOOR_TYPES or kind == "reservation" for kind, _ in touched):
            self.changed.emit()

    @Slot()
    def _follow(self) -> None:
        """Begin at the day that is open when it is opened again."""
        self._anchor = self._day.business_day

    def _month(self) -> OverviewPage:
        first = self._anchor.replace(day=1)
        last = step_months(first, 1) - timedelta(days=1)
        begin = first - timedelta(days=(first.weekday() - week_start()) % WEEK)
        end = last + timedelta(days=(week_start() - 1 - last.weekday()) % WEEK)
        loads = self._desk.figures.overview(begin, end)
        today = self.today()
        venue = self._day.book.venue
        tiles = [
            day_tile(
                load,
                today=today,
                is_beyond=load.day.month != first.month,
                holiday=holiday_text(venue, load.day),
            )
            for load in loads
        ]
        return OverviewPage(
            title=month_title(first),
            summary=summary_text([each for each in loads if each.day.month == first.month]),
            heads=weekday_heads(),
            sides=(),
            rows=tuple(tuple(tiles[at : at + WEEK]) for at in range(0, len(tiles), WEEK)),
        )

    def _week(self) -> OverviewPage:
        first = self._anchor - timedelta(days=(self._anchor.weekday() - week_start()) % WEEK)
        last = first + timedelta(days=WEEK - 1)
        loads = self._desk.figures.overview(first, last)
        today = self.today()
        shifts = shifts_of(loads)
        venue = self._day.book.venue
        return OverviewPage(
            title=f"{short_day_text(first)} – {short_day_text(last)}",
            summary=summary_text(loads),
            heads=tuple(short_day_text(each.day) for each in loads),
            sides=(translate("Overview", "Whole day"), *map(shift_name, shifts)),
            rows=(
                tuple(
                    day_tile(
                        each,
                        today=today,
                        is_named=False,
                        holiday=holiday_text(venue, each.day),
                    )
                    for each in loads
                ),
                *(tuple(shift_tile(each, shift, today) for each in loads) for shift in shifts),
            ),
        )


def day_tile(
    load: DayLoad,
    *,
    today: date,
    is_beyond: bool = False,
    is_named: bool = True,
    holiday: str = "",
) -> Tile:
    """Put a whole day into words."""
    return Tile(
        day=load.day,
        title=str(load.day.day) if is_named else "",
        covers=number_text(load.covers) if load.parties else "",
        parties=Counted().parties_text(load.parties) if load.parties else "",
        notes=tuple(
            f"{shift_name(each.shift)} {each.covers}" for each in load.shifts if each.parties
        )
        if is_named
        else (),
        word=closing_text(load.closing)
        if load.closing
        else busy_word(load.busy)
        if load.parties
        else "",
        holiday=holiday,
        share=min(1.0, load.share),
        is_closed=load.closing is not None,
        is_today=load.day == today,
        is_beyond=is_beyond,
        spoken=face_of(load, today=today, holiday=holiday).spoken,
    )


def shift_tile(load: DayLoad, shift: Shift | None, today: date) -> Tile:
    """Put one shift of a day into words; on a day without that shift it is empty."""
    found = next((each for each in load.shifts if _same(each.shift, shift)), None)
    part = found or ShiftLoad(shift=shift)
    word = busy_word(part.busy) if part.parties and shift is not None else ""
    return Tile(
        day=load.day,
        covers=number_text(part.covers) if part.parties else "",
        parties=Counted().parties_text(part.parties) if part.parties else "",
        word=word if found or load.closing is None else closing_text(load.closing),
        share=min(1.0, part.share),
        is_closed=found is None and shift is not None,
        is_today=load.day == today,
        is_whole=False,
        spoken=listed(
            each
            for each in (
                short_day_text(load.day),
                shift_name(shift),
                guests_text(part.covers),
                Counted().parties_text(part.parties),
                word,
            )
            if each
        ),
    )


def shifts_of(loads: tuple[DayLoad, ...]) -> tuple[Shift | None, ...]:
    """List the shifts of a stretch by their hours, each name once; what lies outside comes last."""
    found: dict[str, Shift] = {}
    for load in loads:
        for each in load.shifts:
            if each.shift is not None:
                found.setdefault(each.shift.name, each.shift)
    served = sorted(found.values(), key=lambda each: (each.opens_minute, each.closes_minute))
    strays = any(each.shift is None for load in loads for each in load.shifts)
    return (*served, None) if strays or not served else tuple(served)


def shift_name(shift: Shift | None) -> str:
    """Name a shift, or what starts outside of every one."""
    return shift.name if shift else translate("Overview", "Other hours")


def number_text(covers: int) -> str:
    """Write guests as short as a small field needs it: `284名`, `284`."""
    return translate("Overview", "{covers}").format(covers=f"{covers:,}")


def guests_text(covers: int) -> str:
    """Count guests without addressing them: `284名`."""
    return translate("Overview", "{covers} guests").format(covers=f"{covers:,}")


def summary_text(loads: list[DayLoad] | tuple[DayLoad, ...]) -> str:
    """Sum a stretch up: guests, parties, and guests on an open day."""
    covers = sum(each.covers for each in loads)
    served = [each for each in loads if each.closing is None]
    words = [guests_text(covers), Counted().parties_text(sum(each.parties for each in loads))]
    if covers and served:
        words.append(
            translate("Overview", "{covers} a day open").format(covers=round(covers / len(served)))
        )
    return "   ".join(words)


def _same(one: Shift | None, other: Shift | None) -> bool:
    if one is None or other is None:
        return one is other
    return one.name == other.name
