"""Ledgers of the test's own making; its time, names and chance are the test's too."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.domain.venue import Venue
from app.services.author import Author
from app.store import export
from app.store.ledger import Ledger, NewDevice, Write
from app.store.replica import LedgerReplica
from sync import clock
from sync.change import Change, Incarnation, change_id, pack
from sync.journal import Incoming
from sync.replica import Applied
from tests.builders import VENUE, at

NOON_MS = int(at("12:00").timestamp() * 1000)
"""Noon of the Friday on which everything happens, milliseconds since 1970."""

SATO = Author("佐藤")
TICK_MS = 1_000


class Clock:
    """A clock that goes on by a second whenever it is read, so that no two acts are at once."""

    def __init__(self, ms: int = NOON_MS) -> None:
        self.ms = ms

    def __call__(self) -> int:
        self.ms += TICK_MS
        return self.ms


class Names:
    """Names that are alike in every run: `id-1`, `id-2`."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._count = 0

    def __call__(self) -> str:
        self._count += 1
        return f"{self._prefix}-{self._count}"


class Incarnations:
    """Fresh incarnations, alike in every run."""

    def __init__(self, first: int) -> None:
        self._next = first

    def __call__(self) -> Incarnation:
        self._next += 1
        return Incarnation(f"{self._next:016x}")


def a_ledger(
    path: Path,
    *,
    name: str = "レジ",
    incarnation: str = "a" * 16,
    venue: Venue | None = VENUE,
    environment: str = "production",
) -> Ledger:
    """A new ledger at `path`, with the house in it unless `venue` is None."""
    ledger = Ledger.create(
        path,
        NewDevice(
            venue=(venue or VENUE).id,
            environment=environment,
            id=f"device-{name.encode().hex()}",
            name=name,
            incarnation=Incarnation(incarnation),
        ),
    )
    if venue is not None:
        ledger.commit([Write(None, venue, "setup")], actor="", now_ms=NOON_MS)
    return ledger


def add(ledger: Ledger, *values: Any, now_ms: int = NOON_MS) -> tuple[str, ...]:
    """Put new values into a ledger, in one commit."""
    writes = [Write(None, value, "add") for value in values]
    return ledger.commit(writes, actor="佐藤", now_ms=now_ms).change_ids


@dataclass
class Stranger:
    """Another device of the house, of which only its changes are seen."""

    incarnation: str = "5" * 16
    made: int = 0

    def change(self, kind: str, id: str, sets: dict[str, Any], **over: Any) -> Change:
        """Its next change; `seen` is what it had on the screen."""
        self.made += 1
        return Change(
            **{
                "id": change_id(self.incarnation, self.made),
                "stamp": clock.stamp(NOON_MS + self.made, 0),
                "actor": "鈴木",
                "device": "奥",
                "venue": VENUE.id,
                "environment": "production",
                "entity_type": kind,
                "entity_id": id,
                "intent": "test",
                "sets": sets,
                "seen": {},
                **over,
            }
        )


def receive(ledger: Ledger, *changes: Change | tuple[Change, int]) -> Applied:
    """Let a ledger take changes in as if the hub had sent them, with its cursor or without."""
    replica = LedgerReplica(ledger, now_ms=lambda: NOON_MS, new_incarnation=Incarnations(0xE000))
    told = [(each, None) if isinstance(each, Change) else each for each in changes]
    incoming = [Incoming(pack(change), cursor) for change, cursor in told]
    return replica.absorb(incoming, cursor=None, epoch="")


def book_of(ledger: Ledger) -> str:
    """The whole book as text: two devices in sync have the same."""
    device = ledger.device()
    entities = export.entities_of(ledger)
    return export.text_of(export.document(device.venue, device.environment, entities))


def digests_of(ledger: Ledger) -> dict[int, bytes]:
    """The bucket hashes of what is in a ledger; empty buckets are left out."""
    return {number: hash for number, hash in ledger.journal.buckets().items() if any(hash)}
