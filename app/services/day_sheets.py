"""The day on paper: making the sheet, and bringing what was written on it back into the book."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime

from app.domain.day_sheet import DaySheet, Slip, Step, follow, lines_of, on_paper, outcomes
from app.domain.reservation import Reservation
from app.services.author import Author, Means
from app.services.bookings import Bookings
from app.store import day_sheets
from app.store.ledger import Write


class DaySheets:
    """Use cases around the sheet of a day."""

    def __init__(self, means: Means, bookings: Bookings) -> None:
        self._ledger = means.ledger
        self._now_ms = means.now_ms
        self._bookings = bookings

    def sheet(self, business_day: date) -> DaySheet:
        """Write a day down; its lines have their numbers from now on."""
        book = self._bookings.day(business_day)
        ids = [each.id for each in on_paper(book)]
        return DaySheet(
            venue=book.venue,
            business_day=business_day,
            made_at=self._now(),
            device=self._ledger.device().name,
            lines=lines_of(book, day_sheets.numbered(self._ledger, business_day, ids)),
        )

    def read(self, business_day: date, text: str) -> tuple[Step | Slip, ...]:
        """Say what typed lines mean; nothing is written."""
        day = (business_day, self._ledger.venue())
        return follow(text, lambda number: self._party(business_day, number), day, self._now())

    def bring_back(self, steps: Iterable[Step | Slip], author: Author) -> tuple[str, ...]:
        """Write what typed lines mean into the book, all or nothing.

        Returns:
            The changes that would undo it.
        """
        writes = [
            Write(each.before, each.after, each.typed.status.value) for each in outcomes(steps)
        ]
        committed = self._ledger.commit(writes, actor=author.name, now_ms=self._now_ms())
        return committed.change_ids

    def _party(self, business_day: date, number: int) -> Reservation | None:
        id = day_sheets.party_of(self._ledger, business_day, number)
        found: Reservation | None = self._ledger.find("reservation", id) if id else None
        return found

    def _now(self) -> datetime:
        return datetime.fromtimestamp(self._now_ms() // 1000, UTC)
