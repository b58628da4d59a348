"""A day of 300 out of the whole book, as domain values: warm, and from a disk that forgot it.

Cold means: no connection is open, the write-ahead log is empty, and the kernel was asked to drop
the file from its page cache (`posix_fadvise` with DONTNEED, after `fsync`); then a new connection
opens the file and reads the day. The floor is a bare table of the same columns clustered by day,
read as tuples, opened and forgotten in the same way.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import date
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import Final, TypeAlias

from app.store.ledger import Ledger
from app.store.rows import quoted
from app.store.schema import KINDS
from tests.bench.books import Book, Books
from tests.bench.measured import Act, Measured, Target, in_turn, measured

Reading: TypeAlias = Callable[[date], object]

WARM_READS: Final = 300
WARM_DAYS: Final = 7
COLD_READS: Final = 30
CAN_FORGET: Final = hasattr(os, "posix_fadvise")
"""Not every system drops a file from memory when asked; without, nothing cold is measured."""

BARE: Final = "bare table clustered by day"

WARM: Final = Target(p50_ms_max=8)
COLD: Final = Target(ratio_max=3)


def measure(books: Books) -> Iterator[Measured]:
    """Read days of the large book."""
    book = books.big
    bare = _bare_table(book)
    of = f"of {books.size:,}"
    with closing(book.open()) as ledger, closing(_open_bare(bare)) as sql:
        desk = book.desk(ledger)
        days = (*book.days(WARM_DAYS - 1), book.plan.today)
        sources = (
            _acts(ledger.reservations, days),
            _acts(desk.bookings.day, days),
            _acts(partial(_bare_day, sql), days),
        )
        in_turn(len(days), *sources)
        values, whole, floor = in_turn(WARM_READS, *sources)
    yield measured(
        f"day {of}, warm: Ledger.reservations", values, floor=BARE, floor_ms=floor, target=WARM
    )
    yield measured(f"day {of}, warm: Bookings.day", whole, floor=BARE, floor_ms=floor, target=WARM)
    if not CAN_FORGET:
        return
    days = tuple(book.days(COLD_READS))
    values, whole, floor = in_turn(
        COLD_READS,
        _cold(book, days, lambda ledger: ledger.reservations),
        _cold(book, days, lambda ledger: book.desk(ledger).bookings.day),
        _cold_bare(bare, days),
    )
    yield measured(
        f"day {of}, cold: Ledger.reservations", values, floor=BARE, floor_ms=floor, target=COLD
    )
    yield measured(f"day {of}, cold: Bookings.day", whole, floor=BARE, floor_ms=floor)


def forget(path: Path) -> None:
    """Ask the kernel to drop a file from its page cache."""
    file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(file)  # what is not yet on the disk cannot be dropped
        os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(file)


def _acts(read: Reading, days: Sequence[date]) -> Iterator[Act]:
    return (partial(read, day) for day in cycle(days))


def _cold(book: Book, days: Sequence[date], reading: Callable[[Ledger], Reading]) -> Iterator[Act]:
    for day in cycle(days):
        forget(book.path)
        with closing(book.open()) as ledger:
            yield partial(reading(ledger), day)


def _cold_bare(path: Path, days: Sequence[date]) -> Iterator[Act]:
    for day in cycle(days):
        forget(path)
        with closing(_open_bare(path)) as sql:
            yield partial(_bare_day, sql, day)


def _bare_table(book: Book) -> Path:
    """Lay the floor beside the book, once: the bookings' own columns and nothing else."""
    path = book.home / "bare.db"
    if path.exists():
        return path
    partial_path = path.with_suffix(".part")
    partial_path.unlink(missing_ok=True)
    names = ", ".join(quoted(KINDS["reservation"].columns))
    with closing(sqlite3.connect(partial_path)) as sql:
        sql.execute("attach ? as book", (str(book.path),))
        sql.execute(f"create table day ({names}, primary key (business_day, id)) without rowid")
        sql.execute(
            f"insert into day select {names} from book.reservation order by business_day, id"
        )
        sql.commit()
    partial_path.rename(path)
    return path


def _open_bare(path: Path) -> sqlite3.Connection:
    sql = sqlite3.connect(path, isolation_level=None)
    sql.execute("pragma user_version").fetchone()
    return sql


def _bare_day(sql: sqlite3.Connection, day: date) -> list[object]:
    return sql.execute("select * from day where business_day = ?", (day.isoformat(),)).fetchall()
