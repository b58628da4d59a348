"""What the book adds up to: how full coming days are."""

from __future__ import annotations

from datetime import date

from app.domain.errors import NotAllowed
from app.domain.overview import DayLoad, overview, seats_of
from app.services.author import Means
from app.store import figures


class Figures:
    """Use cases around sums; they read, and change nothing."""

    def __init__(self, means: Means) -> None:
        self._ledger = means.ledger

    def overview(self, first: date, last: date) -> tuple[DayLoad, ...]:
        """Tell how full each business day is from one to another, both included.

        Raises:
            NotAllowed: the first day lies after the last.
        """
        if first > last:
            raise NotAllowed("the first day lies after the last", field="day")
        ledger = self._ledger
        loads = figures.loads(ledger.sql, first, last)
        return overview(ledger.venue(), seats_of(ledger.tables()), first, last, loads)
