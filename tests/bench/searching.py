"""Typing a name into the search, letter by letter: what one letter costs the window's thread.

It is the whole of what the view-model does before the list is drawn: bookings, guests, tables,
calls and commands, read, ordered and put into words. The floor is one letter's worth of SQL: the
guests' row numbers and nothing of them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from typing import Final

from app.store import guest_index
from tests.bench.books import Books
from tests.bench.measured import Act, Measured, Target, in_turn, measured

GUESTS: Final = 200_000
LETTERS: Final = 400
WARM_UP: Final = 40
WORDS: Final = (
    "佐藤健一",
    "すずき",
    "渡辺",
    "はせがわ",
    "たなか",
    "小林",
    "0901234",
    "03-1234",
    "ゑびす",
)
"""Names in kanji and in kana, numbers, and somebody who was never here."""

TARGET: Final = Target(tail_ms_max=30)
FLOOR: Final = "guests' numbers alone"


def measure(books: Books) -> Iterator[Measured]:
    """Type names, numbers, and a name that nobody has."""
    from PySide6.QtCore import QCoreApplication

    from app.viewmodels.day import DayModel
    from app.viewmodels.search import SearchModel

    book = books.of(min(books.size, GUESTS), min(books.size, GUESTS))
    application = QCoreApplication.instance() or QCoreApplication([])
    with closing(book.open()) as ledger:
        desk = book.desk(ledger)
        search = SearchModel(desk, DayModel(desk, lambda: book.plan.now_ms))
        typed = _typed()
        acts: tuple[Iterator[Act], ...] = (
            (partial(search.look_for, each) for each in typed),
            (partial(guest_index.find, ledger.sql, each) for each in typed),
        )
        in_turn(WARM_UP, *acts)
        letters, floor = in_turn(LETTERS, *acts)
    yield measured(
        f"search as you type, {book.plan.guests:,} guests: a letter",
        letters,
        floor=FLOOR,
        floor_ms=floor,
        target=TARGET,
    )
    del application


def _typed() -> tuple[str, ...]:
    """Write names and numbers as they grow under the fingers, one entry a letter."""
    chance = random.Random(11)
    words = list(WORDS)
    chance.shuffle(words)
    grown = [word[:length] for word in words for length in range(1, len(word) + 1)]
    return tuple(grown * (1 + (LETTERS + WARM_UP) // len(grown)))
