"""Sums over days of the large book: six weeks of a calendar, and the report of a month."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from functools import partial
from itertools import cycle
from typing import Final

from tests.bench.books import Books
from tests.bench.measured import Measured, Target, in_turn, measured

READS: Final = 30
STRETCHES: Final = 10
CALENDAR_DAYS: Final = 42
MONTH_DAYS: Final = 31

CALENDAR: Final = Target(p50_ms_max=50)
"""A calendar opens by a tap."""


def measure(books: Books) -> Iterator[Measured]:
    """Add up stretches spread over the large book."""
    book = books.big
    of = f"of {books.size:,}"
    with closing(book.open()) as ledger:
        figures = book.desk(ledger).figures
        weeks, month = timedelta(days=CALENDAR_DAYS - 1), timedelta(days=MONTH_DAYS - 1)
        firsts = book.days(STRETCHES)
        overviews, reports = in_turn(
            READS,
            (partial(figures.overview, first, first + weeks) for first in cycle(firsts)),
            (partial(figures.report, first, first + month) for first in cycle(firsts)),
        )
    yield measured(f"six weeks {of}: Figures.overview", overviews, target=CALENDAR)
    yield measured(f"a month {of}: Figures.report", reports)
