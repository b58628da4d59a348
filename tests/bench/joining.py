"""A new device's first sync: from the moment it was let in until its book is that of the house.

Hub and new device are processes of their own, over loopback. The floors are made in the same run,
of the same book: its file copied, packed and unpacked; and its rows written one by one.
"""

from __future__ import annotations

import json
import secrets
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

import zstandard

from app.bootstrap.home import Home, new_id, now_ms
from app.bootstrap.hub_line import HubLine
from app.domain.venue import Environment
from app.store.book_copy import SHARED
from app.store.ledger import Ledger
from sync.hub.database import Database, sqlite_url
from sync.hub.pairing import Pairing
from sync.hub.venues import Venues
from tests.bench import big_book
from tests.bench.books import Book, Books, environment
from tests.bench.measured import Measured, Target, measured, timed_ms
from tests.bench.stations import Process

RESERVATIONS: Final = 100_000
GUESTS: Final = 50_000
TIMES: Final = 3
PAGE: Final = 1_000
TARGET: Final = Target(p50_ms_max=4_000)


def measure(books: Books) -> Iterator[Measured]:
    """Join by a copy and by pages, against a copied file and copied rows."""
    book = books.of(min(RESERVATIONS, books.size), min(GUESTS, books.size))
    size = f"{book.plan.reservations:,} bookings and {book.plan.guests:,} guests"
    with tempfile.TemporaryDirectory(prefix="noren-joining-") as name:
        folder = Path(name)
        with _a_hub(folder / "hub") as (url, database):
            _fill_hub(folder / "maker", book, url, database)
            by_copy, snapshots = [], []
            for number in range(TIMES):
                by_copy.append(_joined(folder / f"copy-{number}", url, database, "copy"))
                snapshots.append(timed_ms(lambda: _snapshot(book.path, folder)))
            by_pages = [_joined(folder / "pages", url, database, "pages")]
            rows = [timed_ms(lambda: _row_by_row(book.path, folder))]
    yield measured(
        f"a new device joins {size}: by a copy",
        by_copy,
        floor="the file: vacuum into, zstd, copied, unpacked",
        floor_ms=snapshots,
        target=TARGET,
    )
    yield measured(
        f"a new device joins {size}: by pages",
        by_pages,
        floor="the rows, one by one",
        floor_ms=rows,
    )


@contextmanager
def _a_hub(folder: Path) -> Iterator[tuple[str, Database]]:
    folder.mkdir()
    random_bytes = secrets.token_bytes
    with closing(Database(sqlite_url(folder / "hub.db"), random_bytes=random_bytes)) as database:
        hub = Process(
            *("app", "--home", str(folder), "--json", "hub", "serve"),
            *("--listen", "127.0.0.1:0"),
        )
        try:
            yield hub.hear()["ready"], database
        finally:
            hub.end()


def _fill_hub(home: Path, book: Book, url: str, database: Database) -> None:
    """Let a device bring its book to the hub, as entered here, and then a copy of it."""
    home.mkdir()
    shutil.copyfile(book.path, home / "ledger.db")
    line = HubLine(Home(home))
    with closing(Ledger.open(home / "ledger.db")) as ledger:
        ledger.sql.execute("update change set state = 1, cursor = null")
        ledger.journal.advance(0, "")
    Venues(database, now_ms=now_ms, new_id=new_id).add(
        big_book.VENUE.name, Environment.TRAINING.value
    )
    line.pair(url, _code(database), "レジ")
    with closing(Ledger.open(home / "ledger.db")) as ledger, closing(line.client(ledger)) as client:
        session = line.session(ledger, client)
        outcome = session.round()
        assert outcome.round is not None, outcome.error
        assert outcome.round.in_sync, outcome.round.problems
        for _ in session.offer(outcome):
            continue


def _code(database: Database) -> str:
    pairing = Pairing(database, now_ms=now_ms, random_bytes=secrets.token_bytes)
    (venue,) = Venues(database, now_ms=now_ms, new_id=new_id).all()
    return pairing.new_code(venue.id).code


def _joined(home: Path, url: str, database: Database, how: str) -> float:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.bench.joiner", str(home), url, _code(database), how],
        capture_output=True,
        text=True,
        check=True,
        env=environment(),
    )
    told = json.loads(ran.stdout)
    assert told["in_sync"], told
    assert not told["problems"], told
    sys.stderr.write(f"joined by {how}: {told['took_ms']:.0f} ms, {told['cpu_s']:.2f} s of CPU\n")
    shutil.rmtree(home)
    took_ms: float = told["took_ms"]
    return took_ms


def _snapshot(book: Path, folder: Path) -> None:
    """Copy a book as no book can be copied faster: its file, and no question asked."""
    copy, packed, arrived = (folder / f"floor.{end}" for end in ("db", "zst", "copy"))
    with closing(sqlite3.connect(book)) as sql:
        sql.execute("vacuum into ?", (str(copy),))
    with copy.open("rb") as source, packed.open("wb") as target:
        zstandard.ZstdCompressor(level=1).copy_stream(source, target)
    with packed.open("rb") as source, arrived.open("wb") as target:
        zstandard.ZstdDecompressor().copy_stream(source, target)
    for file in (copy, packed, arrived):
        file.unlink()


def _row_by_row(book: Path, folder: Path) -> None:
    """Write the rows of a book into an empty one, a page in each transaction."""
    path = folder / "rows" / "ledger.db"
    big_book.found(path).close()
    with closing(sqlite3.connect(book)) as source, closing(Ledger.open(path)) as target:
        for name in SHARED:
            target.sql.execute(f'delete from "{name}"')
            rows = source.execute(f'select * from "{name}"')
            marks = ", ".join("?" * len(rows.description))
            while page := rows.fetchmany(PAGE):
                target.sql.execute("begin immediate")
                target.sql.executemany(f'insert into "{name}" values ({marks})', page)
                target.sql.execute("commit")
    shutil.rmtree(path.parent)
