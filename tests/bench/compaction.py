"""A season's log on the hub, before and after what shows nowhere any more was packed.

Ten thousand bookings of twelve fields, each moved on five times, as a service does.
"""

from __future__ import annotations

import secrets
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Final

from sync import clock
from sync.change import Json, change_id
from sync.hub import compaction
from sync.hub.database import Database, sqlite_url
from sync.hub.log import HubLog
from sync.hub.venues import Venues
from tests.bench.books import Books
from tests.bench.measured import Measured, measured, timed_ms
from tests.ledgers import NOON_MS

BOOKINGS: Final = 10_000
STEPS: Final = ("confirmed", "late", "arrived", "seated", "left")
BATCH: Final = 600
VENUE: Final = "01931f7e-8a52-7c3e-9d41-2b6f8e0c5a17"
WRITER: Final = "6f1d0c9a52b84e37"


def measure(_: Books) -> Iterator[Measured]:
    """Fill a log, pull all of it, compact it, pull all of it again."""
    changes = BOOKINGS * (1 + len(STEPS))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "hub.db"
        database = Database(sqlite_url(path), random_bytes=secrets.token_bytes)
        with closing(HubLog(database)) as log:
            Venues(database, now_ms=lambda: NOON_MS, new_id=lambda: VENUE).add("のれん", "training")
            written = _changes()
            while batch := list(islice(written, BATCH)):
                log.push(VENUE, "training", batch)
            before = _bytes(database)
            yield _pulled(log, changes, "before")
            blocks_ms = list(_compacted(database, changes))
            yield measured(f"compaction of {changes:,} changes: one block, lock held", blocks_ms)
            yield _pulled(log, changes, "after")
            yield measured(
                f"hub's file, {changes:,} changes: before and after compaction",
                [0.0],
                rate=f"{before / changes:,.0f} and {_bytes(database) / changes:,.0f} bytes/change",
            )


def _changes() -> Iterator[Json]:
    sequence = 0
    for number in range(BOOKINGS):
        entity = f"01931f80-{number:04x}-7d02-8a3c-{secrets.token_hex(6)}"
        seen: list[str] = []
        for status in ("booked", *STEPS):
            sequence += 1
            id = change_id(WRITER, sequence)
            yield {
                "id": id,
                "at": clock.stamp(NOON_MS + sequence, 0),
                "by": "01931f7e-0000-7c3e-9d41-2b6f8e0c5a18",
                "on": "レジ",
                "venue": VENUE,
                "env": "training",
                "v": 1,
                "type": "reservation",
                "entity": entity,
                "intent": "status" if seen else "add",
                "set": {"status": status} if seen else _booking(number) | {"status": status},
                "seen": {"status": seen} if seen else {},
            }
            seen = [id]


def _booking(number: int) -> dict[str, Json]:
    return {
        "business_day": "2026-12-24",
        "starts_at": "2026-12-24T10:00:00Z",
        "turn_minutes": 120,
        "adults": number % 8 + 1,
        "children": 0,
        "guest_name": f"山田 {number}",
        "guest_kana": "やまだ たろう",
        "phone": f"+8190{number * 7919 % 10**8:08d}",
        "table_ids": [f"t{number % 30}"],
        "note": "窓側",
        "source": {"channel": "phone", "site": "", "reference": ""},
    }


def _pulled(log: HubLog, changes: int, when: str) -> Measured:
    def pull() -> None:
        after = 0
        while (page := log.pull(VENUE, after, 1000)).more:
            after = page.next

    took_ms = timed_ms(pull)
    return measured(
        f"hub's log of {changes:,} read in pages, {when} compaction",
        [took_ms],
        rate=f"{changes / took_ms * 1000:,.0f} changes/s",
    )


def _compacted(database: Database, upto: int) -> Iterator[float]:
    start = time.perf_counter_ns()
    for _ in compaction.steps(database, VENUE, upto):
        yield (time.perf_counter_ns() - start) / 1e6
        start = time.perf_counter_ns()


def _bytes(database: Database) -> int:
    """Tell how much of the file is in use; freed pages are taken again by what comes next."""
    with database.reading() as connection:
        page, count, free = (
            connection.exec_driver_sql(f"pragma {name}").scalar_one()
            for name in ("page_size", "page_count", "freelist_count")
        )
    return int(page * (count - free))
