"""The caller's card, from the moment the number is known: the receiver is not yet lifted.

A new connection has read nothing yet: its page cache is empty and no statement is prepared; it is
opened anew after every card. For the cold disk the kernel is asked to drop the file as well, as
`tests.bench.day` says.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import partial
from itertools import cycle
from typing import Final

from app.domain.numbers import read_phone
from app.domain.phone import Phone
from app.services.calls import Calls
from app.store.ledger import Ledger
from tests.bench.books import Book, Books
from tests.bench.day import CAN_FORGET, forget
from tests.bench.measured import Act, Measured, Target, in_turn, measured

CARDS: Final = 1_000
COLD_CARDS: Final = 200
DISK_CARDS: Final = 40
ASKED: Final = 1_000
KNOWN: Final = "one guest"
FLOOR: Final = "one row by its key"
TARGET: Final = Target(tail_ms_max=1)


def measure(books: Books) -> Iterator[Measured]:
    """Look callers up in a book of a million guests."""
    book = books.big
    with closing(book.open()) as ledger:
        callers = _callers(ledger)
        calls = book.desk(ledger).calls
        sources = [_warm(calls, phones) for phones in callers.values()]
        in_turn(ASKED, *sources)  # so that the kernel has read what will be asked for
        *cards, floor = in_turn(CARDS, *sources, _bare(ledger, callers[KNOWN]))
    for who, times in zip(callers, cards, strict=True):
        yield measured(
            f"caller card of {books.size:,} guests: {who}",
            times,
            floor=FLOOR,
            floor_ms=floor,
            target=TARGET,
        )
    for who, phones in callers.items():
        (times,) = in_turn(COLD_CARDS, _cold(book, phones))
        yield measured(
            f"caller card of {books.size:,} guests, new connection: {who}", times, target=TARGET
        )
    if not CAN_FORGET:
        return
    (times,) = in_turn(DISK_CARDS, _cold(book, callers[KNOWN], forgets=True))
    yield measured(f"caller card of {books.size:,} guests, cold disk: {KNOWN}", times)


def _callers(ledger: Ledger) -> dict[str, Sequence[Phone]]:
    """Choose who rings: guests of all years, families with one number, strangers."""
    chance = random.Random(3)
    sql = ledger.sql
    last = sql.execute("select max(n) from guest").fetchone()[0]
    some = [
        row[0]
        for n in chance.sample(range(1, last + 1), min(ASKED, last))
        for row in sql.execute("select phones ->> '$[0].raw' from guest where n = ?", (n,))
    ]
    shared = [
        row[0]
        for row in sql.execute(
            "select '0' || substr(key, 4) from guest_phone group by key having count(*) > 1"
            " limit ?",
            (ASKED,),
        )
    ]
    strangers = [f"06{chance.randrange(10**8):08d}" for _ in range(ASKED)]
    return {
        KNOWN: [read_phone(text).phone for text in some],
        "several guests": [read_phone(text).phone for text in shared],
        "unknown": [read_phone(text).phone for text in strangers],
    }


def _warm(calls: Calls, phones: Sequence[Phone]) -> Iterator[Act]:
    return (partial(calls.card, phone, None) for phone in cycle(phones))


def _cold(book: Book, phones: Sequence[Phone], *, forgets: bool = False) -> Iterator[Act]:
    for phone in cycle(phones):
        if forgets:
            forget(book.path)
        with closing(book.open()) as ledger:
            yield partial(book.desk(ledger).calls.card, phone, None)


def _bare(ledger: Ledger, phones: Sequence[Phone]) -> Iterator[Act]:
    query = "select guest_id from guest_phone where key = ?"
    return (
        partial(lambda key: ledger.sql.execute(query, (key,)).fetchall(), phone.key)
        for phone in cycle(phones)
    )
