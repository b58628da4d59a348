"""What the book adds up to: how full coming days are, and what past ones were."""

from __future__ import annotations

from datetime import date

from app.domain.errors import NotAllowed
from app.domain.overview import DayLoad, overview, seats_of
from app.domain.reports import Report, report
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
        _check(first, last)
        ledger = self._ledger
        loads = figures.loads(ledger.sql, first, last)
        return overview(ledger.venue(), seats_of(ledger.tables()), first, last, loads)

    def report(self, first: date, last: date) -> Report:
        """Add up what became of the bookings of a stretch of days, both ends included.

        Raises:
            NotAllowed: the first day lies after the last.
        """
        _check(first, last)
        ledger = self._ledger
        return report(ledger.venue(), first, last, figures.tallies(ledger.sql, first, last))


def _check(first: date, last: date) -> None:
    if first > last:
        raise NotAllowed("the first day lies after the last", field="day")
