"""Saving a booking through the service, against the least that SQLite could do for two rows."""

from __future__ import annotations

import random
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from itertools import count, repeat
from pathlib import Path
from typing import Final

from app.domain.booking import BookingDraft
from app.domain.business_day import at_minute
from app.domain.ids import TableId
from app.domain.reservation import Reservation, Status
from app.services.desk import Author, Desk
from app.store.ledger import Ledger
from tests.bench import big_book
from tests.bench.books import Book, Books
from tests.bench.measured import Act, Measured, Target, in_turn, measured

SAVES: Final = 600
WARM_UP: Final = 50
CHANGE_BYTES: Final = 640
ROW_BYTES: Final = 420
"""What a booking's change and row weigh in the book, so that the floor writes as much."""

TARGET: Final = Target(ratio_max=4, tail_ms_max=10)
FLOOR: Final = "two rows, bare SQLite, FULL"
AUTHOR: Final = Author(big_book.STAFF[0])


def measure(books: Books) -> Iterator[Measured]:
    """Save bookings and edits in a book of years, and two bare rows in turn."""
    book = books.big
    with closing(book.open()) as ledger, _bare(book.home) as floor:
        desk = book.desk(ledger)
        acts: tuple[Iterator[Act], ...] = (
            (partial(desk.bookings.add, each, AUTHOR) for each in _drafts(book, ledger)),
            (partial(desk.bookings.change, *each, AUTHOR) for each in _edits(book, desk)),
            repeat(floor),
        )
        in_turn(WARM_UP, *acts)
        added, changed, bare = in_turn(SAVES, *acts)
    for what, times in (("Bookings.add", added), ("Bookings.change", changed)):
        yield measured(
            f"save: {what}, {books.size:,} bookings",
            times,
            floor=FLOOR,
            floor_ms=bare,
            target=TARGET,
        )


@contextmanager
def _bare(folder: Path) -> Iterator[Act]:
    """Prepare the floor beside the book: on the same disk, with the same durability."""
    with (
        tempfile.TemporaryDirectory(dir=folder) as own,
        closing(sqlite3.connect(Path(own) / "bare.db", isolation_level=None)) as sql,
    ):
        sql.execute("pragma journal_mode = wal")
        sql.execute("pragma synchronous = full")
        sql.execute("create table change (pos integer primary key, body blob not null) strict")
        sql.execute("create table row (pos integer primary key, body blob not null) strict")
        body, row = bytes(CHANGE_BYTES), bytes(ROW_BYTES)

        def save() -> None:
            sql.execute("begin immediate")
            sql.execute("insert into change (body) values (?)", (body,))
            sql.execute("insert into row (body) values (?)", (row,))
            sql.execute("commit")

        yield save


def _drafts(book: Book, ledger: Ledger) -> Iterator[BookingDraft]:
    """Think up bookings, half of them regulars', at tables that are free, after the last day.

    What is booked here stays in the book: it must promise no table twice, or the next run's
    `noren status` would find clashes that no house has.
    """
    chance = random.Random(1)
    phones = [
        row[0] for row in ledger.sql.execute("select phones ->> '$[0].raw' from guest limit 20000")
    ]
    for number, (day, starts_at, table) in enumerate(_free_spots(book, ledger)):
        yield BookingDraft(
            business_day=day,
            starts_at=starts_at,
            adults=chance.randrange(1, 6),
            turn_minutes=big_book.TURN_MINUTES,
            guest_name="新規 太郎",
            guest_kana="しんき たろう",
            phone=chance.choice(phones) if number % 2 else f"03-{chance.randrange(10**8):08d}",
            table_ids=(table,),
            note="窓側を希望",
        )


def _free_spots(book: Book, ledger: Ledger) -> Iterator[tuple[date, datetime, TableId]]:
    last = ledger.sql.execute("select max(business_day) from reservation").fetchone()[0]
    tables = [table.id for table in ledger.tables()]
    for number in count(1):
        day = date.fromisoformat(last) + timedelta(days=number)
        for minute in (*big_book.SEATINGS, *big_book.EVENING):
            starts_at = at_minute(day, minute, big_book.VENUE)
            yield from ((day, starts_at, table) for table in tables)


def _edits(book: Book, desk: Desk) -> Iterator[tuple[Reservation, Reservation]]:
    """Think up edits of coming bookings: a guest more, a status, a later start, no table yet."""
    chance = random.Random(2)
    while True:
        day = book.plan.today + timedelta(days=1 + chance.randrange(book.plan.ahead_days or 1))
        for before in chance.sample(desk.bookings.days(day, day), 10):
            later = timedelta(minutes=min(5, before.turn_minutes - 1))
            after = chance.choice(
                (
                    replace(before, adults=before.adults + 1, note="一名追加"),
                    replace(before, status=Status.CONFIRMED, course=f"会席 {chance.randrange(9)}"),
                    replace(
                        before,
                        starts_at=before.starts_at + later,
                        turn_minutes=before.turn_minutes - later // timedelta(minutes=1),
                    ),
                    replace(before, table_ids=(), requests=f"{before.adults}名様"),
                )
            )
            yield before, after
