"""The books to measure on: planted once, kept in the temporary folder, planted anew when stale."""

from __future__ import annotations

import inspect
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from hashlib import blake2b
from pathlib import Path

from app.domain.business_day import business_day_of
from app.services.desk import Desk
from app.store.ledger import Ledger
from tests.bench import big_book
from tests.bench.big_book import Plan

AGE_DAYS_MAX = 14
"""`noren status` looks at coming days by the real clock, so a book must not be from last month."""

SHELF = Path(tempfile.gettempdir()) / "noren-bench"
MODEST_DAYS = 90
MODEST_GUESTS = 9_000


@dataclass(frozen=True)
class Book:
    """A home directory with a planted ledger."""

    home: Path
    plan: Plan

    @property
    def path(self) -> Path:
        """The ledger itself."""
        return self.home / "ledger.db"

    def open(self) -> Ledger:
        """Open it on this thread."""
        return Ledger.open(self.path)

    def desk(self, ledger: Ledger) -> Desk:
        """Give the use cases over it, at the moment it was planted for."""
        ids = iter(range(10**9))
        stamp = f"{os.getpid():08x}-{os.urandom(2).hex()}-7000-8000"
        return Desk(ledger, lambda: self.plan.now_ms, lambda: f"{stamp}-{next(ids):012x}")

    def days(self, count: int) -> Sequence[date]:
        """Name full days spread over the whole book; fewer where it has not so many."""
        step = max(1, (self.plan.days - 2) // count)
        numbers = range(1, self.plan.days - 1, step)[:count]
        return [self.plan.first_day + timedelta(days=number) for number in numbers]


@dataclass(frozen=True)
class Books:
    """A house of three months, and one of `size` bookings and as many guests."""

    size: int
    now_ms: int

    @cached_property
    def modest(self) -> Book:
        """Ninety days of 300 bookings."""
        reservations = min(self.size, MODEST_DAYS * big_book.PER_DAY)
        return self._planted(reservations, min(self.size, MODEST_GUESTS))

    @cached_property
    def big(self) -> Book:
        """Years of them."""
        return self._planted(self.size, self.size)

    @property
    def today(self) -> date:
        """Which business day it is."""
        return business_day_of(datetime.fromtimestamp(self.now_ms / 1000, UTC), big_book.VENUE)

    def of(self, reservations: int, guests: int) -> Book:
        """So many bookings and guests."""
        return self._planted(reservations, guests)

    def _planted(self, reservations: int, guests: int) -> Book:
        today = self.today
        home = SHELF / f"{reservations}-{guests}-{_shape()}"
        label = home / "plan.json"
        if label.exists():
            planted_for = date.fromisoformat(json.loads(label.read_text())["today"])
            if today - planted_for < timedelta(days=AGE_DAYS_MAX):
                return Book(home, Plan(reservations, guests, planted_for))
        _make_room(SHELF, f"{reservations}-{guests}-*")
        home.mkdir(parents=True)
        plan = Plan(reservations, guests, today)
        sys.stderr.write(f"planting {reservations:,} bookings in {home}, kept for next time …\n")
        big_book.plant(home / "ledger.db", plan)
        label.write_text(json.dumps({**asdict(plan), "today": today.isoformat()}))
        return Book(home, plan)


def environment() -> dict[str, str]:
    """Say what a measured process finds: no screen, and its modules compiled, as when installed."""
    kept = {name: each for name, each in os.environ.items() if name not in _DEVELOPERS}
    cache = str(SHELF / "pycache")
    return {**kept, **_PROCESS, "PYTHONPYCACHEPREFIX": cache}


_DEVELOPERS = frozenset({"PYTHONDONTWRITEBYTECODE", "PYTHONWARNINGS", "PYTHONDEVMODE"})
_PROCESS = {"QT_QPA_PLATFORM": "offscreen", "NOREN_SECRETS": "file"}


def _make_room(shelf: Path, pattern: str) -> None:
    """Keep one older book beside the new one: trying a change of the schema goes to and fro."""
    kept = sorted(shelf.glob(pattern), key=lambda home: home.stat().st_mtime)
    for stale in kept[:-1]:
        shutil.rmtree(stale)


def _shape() -> str:
    """Fingerprint everything that decides what a planted file looks like."""
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(big_book.found(Path(folder) / "ledger.db")) as ledger,
    ):
        laid = ledger.sql.execute("select sql from sqlite_master order by name").fetchall()
        pages = ledger.sql.execute("pragma page_size").fetchone()
    source = inspect.getsource(big_book)
    return blake2b(f"{pages}{laid}{source}".encode(), digest_size=6).hexdigest()
