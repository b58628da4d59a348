"""Ten thousand bookings on their way from one device through the hub to another, in one process.

Hub, engine, client and wire are the real ones; only the socket is missing. And the merge alone.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from app.store.ledger import Write
from sync import clock, merge
from sync.change import Change, Incarnation, change_id
from tests.bench.books import Books
from tests.bench.measured import Measured, measured, timed_ms
from tests.builders import a_reservation
from tests.devices import Device, a_house
from tests.ledgers import NOON_MS, add

CREATES: Final = 10_000
BATCH: Final = 500
ENTITIES: Final = 2_000
EDITS: Final = 10


def measure(_: Books) -> Iterator[Measured]:
    """Sync new bookings, then edits of all of them; then merge without any storage."""
    with tempfile.TemporaryDirectory() as folder, a_house(Path(folder)) as house:
        till, hall = house.device("レジ"), house.device("ホール")
        for device in (till, hall):
            device.settle()
        _book(till)
        yield from _way(till, hall, "new bookings")
        _edit(till)
        yield from _way(till, hall, "edits")
    yield _merge()


def _way(till: Device, hall: Device, what: str) -> Iterator[Measured]:
    for step, device in (("device to hub", till), ("hub to device", hall)):
        took_ms = timed_ms(device.sync)
        yield measured(
            f"sync of {CREATES:,} {what}: {step}", [took_ms], rate=_rate(CREATES, took_ms)
        )


def _book(device: Device) -> None:
    for start in range(0, CREATES, BATCH):
        add(
            device.ledger,
            *(
                a_reservation(f"r{number}", guest_name="田中 太郎", guest_kana="たなか たろう")
                for number in range(start, start + BATCH)
            ),
        )


def _edit(device: Device) -> None:
    for start in range(0, CREATES, BATCH):
        befores = [device.ledger.get("reservation", f"r{n}") for n in range(start, start + BATCH)]
        writes = [
            Write(before, replace(before, adults=3, note="窓側"), "change") for before in befores
        ]
        device.ledger.commit(writes, actor="佐藤", now_ms=NOON_MS + 1)


def _merge() -> Measured:
    changes = [_change(entity, edit) for edit in range(EDITS) for entity in range(ENTITIES)]
    states = dict.fromkeys((each.entity_id for each in changes), merge.EMPTY)

    def apply_all() -> None:
        for each in changes:
            states[each.entity_id] = merge.apply(states[each.entity_id], each)

    took_ms = timed_ms(apply_all)
    return measured(
        f"merge.apply, {EDITS} changes an entity", [took_ms], rate=_rate(len(changes), took_ms)
    )


def _change(entity: int, edit: int) -> Change:
    writer = Incarnation("a" * 16)
    names = [f"field{number}" for number in range(16)] if edit == 0 else ["field1", "field2"]
    before = (change_id(writer, entity * EDITS + edit),) if edit else ()
    return Change(
        id=change_id(writer, entity * EDITS + edit + 1),
        stamp=clock.stamp(NOON_MS + edit, 0),
        actor="佐藤",
        device="レジ",
        venue="v1",
        environment="production",
        entity_type="reservation",
        entity_id=f"r{entity}",
        intent="change",
        sets=dict.fromkeys(names, edit),
        seen=dict.fromkeys(names, before),
    )


def _rate(changes: int, took_ms: float) -> str:
    return f"{changes / took_ms * 1000:,.0f} changes/s"
