"""`noren status` as a script meets it: a whole process, from its start to its exit."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from itertools import repeat
from typing import Final

from tests.bench.books import Book, Books, environment
from tests.bench.measured import Measured, Target, in_turn, measured

RUNS: Final = 15
BARE: Final = "python -c pass"
PARTS: Final = "python -c 'import sqlite3, typer'"
TARGET: Final = Target(p50_ms_max=300)


def measure(books: Books) -> Iterator[Measured]:
    """Ask for the status of a house of three months, and of one of years."""
    asked: tuple[tuple[str, Book], ...] = (
        (f"noren status, {books.modest.plan.reservations:,} bookings", books.modest),
        (f"noren status, {books.big.plan.reservations:,} bookings", books.big),
    )
    commands = (
        *(("-m", "app", "--home", str(book.home), "--json", "status") for _, book in asked),
        ("-c", "pass"),
        ("-c", "import sqlite3, typer"),
    )
    sources = [repeat(partial(_run, command)) for command in commands]
    in_turn(2, *sources)
    *ours, bare, parts = in_turn(RUNS, *sources)
    for (what, _), times in zip(asked, ours, strict=True):
        yield measured(what, times, floor=PARTS, floor_ms=parts, target=TARGET)
    yield measured(PARTS, parts, floor=BARE, floor_ms=bare)


def _run(command: tuple[str, ...]) -> None:
    """Run this very Python; what it says is not kept, but it must not fail."""
    done = subprocess.run(
        [sys.executable, *command], capture_output=True, text=True, check=False, env=environment()
    )
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}: {done.stderr}")
