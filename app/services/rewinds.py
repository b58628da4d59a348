"""The book as it stood: a past minute of a day, to look at."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from app.domain.business_day import day_span
from app.domain.day import DayBook
from app.domain.history import HistoryEntry
from app.services.author import Means
from app.services.bookings import Bookings
from app.store.rewind import PastDay

BEFORE_THE_DAY = timedelta(hours=24)
"""How far back one looks at a day that has not begun."""


class Past:
    """One business day and its past.

    Attributes:
        first, last: between which moments it can be seen, UTC.
    """

    def __init__(self, book: DayBook, past: PastDay, now: datetime) -> None:
        self._book = book
        self._past = past
        begins, ends = day_span(book.business_day, book.venue)
        self.last = min(now, ends)
        self.first = min(begins, self.last - BEFORE_THE_DAY) if now < begins else begins

    @property
    def business_day(self) -> date:
        """Which day it is."""
        return self._book.business_day

    def at(self, at: datetime) -> DayBook:
        """Give the day as it stood at a moment, on the floor as it is now."""
        reservations = self._past.at(_ms(at))
        return replace(self._book, reservations=reservations, clashes=())

    def since(self, at: datetime, limit: int) -> tuple[HistoryEntry, ...]:
        """List what was done after a moment, the newest first."""
        return self._past.after(_ms(at), limit)


class Rewinds:
    """Use cases around looking back."""

    def __init__(self, means: Means, bookings: Bookings) -> None:
        self._ledger = means.ledger
        self._now_ms = means.now_ms
        self._bookings = bookings

    def past(self, business_day: date) -> Past:
        """Read a day's past, once for all its minutes."""
        now = datetime.fromtimestamp(self._now_ms() // 1000, UTC)
        return Past(self._bookings.day(business_day), PastDay(self._ledger, business_day), now)


def _ms(at: datetime) -> int:
    return int(at.timestamp() * 1000) + 999
