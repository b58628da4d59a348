"""Find what somebody types: guests, bookings, tables, calls, and what the window can do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Final

from PySide6.QtCore import QObject, Signal

from app.domain.reservation import Reservation
from app.services.desk import Desk
from app.viewmodels.caller_face import CallRow, call_row
from app.viewmodels.day import DayModel
from app.viewmodels.search_hits import (
    Command,
    Hit,
    HitKind,
    best_of,
    booking_hit,
    call_hit,
    calls_found,
    command_hit,
    commands_found,
    grouped,
    guest_hit,
    ordered,
    table_hit,
    tables_found,
)
from app.viewmodels.wording import translate

DIGITS_MIN: Final = 3
BOOKINGS_READ: Final = 120
"""Far more than are shown: they come day by day, and the next of today is not the first read."""

BOOKINGS_MAX: Final = 6
GUESTS_MAX: Final = 8
TABLES_MAX: Final = 6
COMMANDS_MAX: Final = 5
CALLS_MAX: Final = 12
CALLS_FOUND_MAX: Final = 3
BACK_DAYS: Final = 60
"""Bookings of the last weeks are found too: people ask for what they left behind."""


class SearchModel(QObject):
    """What is typed in the search box, and what it finds.

    Signals:
        changed: other results, or another of them is marked.
        booking_chosen: carries a reservation id.
        guest_chosen: carries a guest id.
        table_chosen: carries a table id.
        command_chosen: carries the action to do.
    """

    changed = Signal()
    booking_chosen = Signal(str)
    guest_chosen = Signal(str)
    table_chosen = Signal(str)
    command_chosen = Signal(str)

    def __init__(self, desk: Desk, day: DayModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._day = day
        self._text = ""
        self._hits: tuple[Hit, ...] = ()
        self._marked = 0
        self._commands: Callable[[], Sequence[Command]] = tuple

    @property
    def text(self) -> str:
        """What is looked for."""
        return self._text

    @property
    def hits(self) -> tuple[Hit, ...]:
        """What was found, group by group; the last calls while nothing is typed."""
        return self._hits

    @property
    def marked(self) -> int:
        """Which result Enter opens; -1 while there is none."""
        return self._marked if self._hits else -1

    @property
    def hint(self) -> str:
        """What to do when nothing is found."""
        if self._hits:
            return ""
        if self._is_too_short(self._text.strip()):
            return translate("Search", "Type three digits of a number or more")
        return translate("Search", "Nobody found") if self._text.strip() else ""

    def offer_commands(self, commands: Callable[[], Sequence[Command]]) -> None:
        """Find these too; they are asked for anew each time, in the language then in force."""
        self._commands = commands

    def look_for(self, text: str) -> None:
        """Take what stands in the search box, and mark what is most like it."""
        self._text = text
        self._hits = self._find(text.strip())
        self._marked = best_of(self._hits, text) if text.strip() else 0
        self.changed.emit()

    def reword(self) -> None:
        """Say the results again, in the language that is spoken now."""
        self._hits = self._find(self._text.strip())
        self._marked = min(self._marked, max(0, len(self._hits) - 1))
        self.changed.emit()

    def step(self, by: int) -> None:
        """Mark the result below, or above."""
        if self._hits:
            self._marked = (self._marked + by) % len(self._hits)
            self.changed.emit()

    def choose(self, place: int | None = None) -> None:
        """Open a result, or do it: the one at `place`, else the marked one."""
        at = self.marked if place is None else place
        if not 0 <= at < len(self._hits):
            return
        hit = self._hits[at]
        chosen = {
            HitKind.GUEST: self.guest_chosen,
            HitKind.TABLE: self.table_chosen,
            HitKind.COMMAND: self.command_chosen,
        }.get(hit.kind, self.booking_chosen)
        if hit.id:
            chosen.emit(hit.id)

    def _find(self, typed: str) -> tuple[Hit, ...]:
        if not typed:
            return grouped((tuple(map(call_hit, self._calls())),))
        book = self._day.book
        groups = [
            tuple(table_hit(each, book) for each in tables_found(book, typed)[:TABLES_MAX]),
            tuple(map(command_hit, commands_found(self._commands(), typed)[:COMMANDS_MAX])),
        ]
        if not self._is_too_short(typed):
            guests = self._desk.guests.find(typed, GUESTS_MAX)
            calls = calls_found(self._calls(), typed)[:CALLS_FOUND_MAX]
            groups = [
                tuple(booking_hit(each, book) for each in self._bookings(typed)),
                tuple(map(guest_hit, guests)),
                *groups,
                tuple(map(call_hit, calls)),
            ]
        return grouped(groups)

    def _bookings(self, typed: str) -> tuple[Reservation, ...]:
        today, search = self._day.today(), self._desk.bookings
        found = ordered(search.search(typed, today, BOOKINGS_READ), self._day.now())
        missing = BOOKINGS_MAX - len(found)
        if missing > 0:
            first = today - timedelta(days=BACK_DAYS)
            past = search.search_back(typed, first, today, missing)
            found += ordered(past, self._day.now())
        return found[:BOOKINGS_MAX]

    def _calls(self) -> tuple[CallRow, ...]:
        book, today = self._day.book, self._day.today()
        return tuple(call_row(each, book, today) for each in self._desk.calls.list(CALLS_MAX))

    @staticmethod
    def _is_too_short(typed: str) -> bool:
        return typed.isdigit() and len(typed) < DIGITS_MIN
