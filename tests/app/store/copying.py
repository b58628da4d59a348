"""Copies of small books, made by the real press, and the shelf of a device that has none."""

from __future__ import annotations

import random
from pathlib import Path

from app.store.copy_press import CopyPress
from app.store.copy_shelf import CopyShelf
from app.store.ledger import Ledger
from app.store.replica import LedgerReplica
from sync.book_copy import BookCopy, LogHash
from sync.outbox import Answer
from tests.ledgers import NOON_MS, Incarnations, a_ledger

EPOCH = "0123456789abcdef"


def confirm(ledger: Ledger) -> None:
    """Let a hub have taken everything that waits, and the device have pulled up to there."""
    replica = LedgerReplica(ledger, now_ms=lambda: NOON_MS, new_incarnation=Incarnations(0xD000))
    waiting = replica.waiting(count_max=10_000, bytes_max=10**9)
    cursor = ledger.device().cursor
    answers = [
        Answer(each.id, "accepted", cursor + number, "")
        for number, each in enumerate(waiting, start=1)
    ]
    replica.acknowledge(answers)
    replica.absorb([], cursor=cursor + len(answers), epoch=EPOCH)


def press_of(ledger: Ledger) -> CopyPress:
    """Where this device makes its copies."""
    return CopyPress(ledger.path, ledger.path.parent / "copy-out")


def pressed(ledger: Ledger) -> tuple[BookCopy, list[bytes]]:
    """A copy of a ledger as a hub with the same log would describe it, and its parts."""
    press = press_of(ledger)
    for _ in press.make():
        pass
    offered = press.ready()
    assert offered is not None
    hash = LogHash()
    for row in ledger.sql.execute(
        "select cursor, id, entity_id, hash from change where state = 0 order by cursor"
    ):
        hash.add(*row)
    parts = [press.part(number) for number in range(len(offered.parts))]
    return BookCopy(id="c" * 32, log=hash.digest(), offered=offered), parts


def a_blank(path: Path, name: str = "新しい端末") -> CopyShelf:
    """A device that joined the house and has nothing yet; its shelf."""
    a_ledger(path, name=name, incarnation="b" * 16, venue=None).close()
    return shelf_of(path)


def shelf_of(path: Path) -> CopyShelf:
    """The shelf of a device, as after switching it on again."""
    return CopyShelf(path, path.parent / "copy-in", now_ms=lambda: NOON_MS, chance=random.Random(3))


def lay(shelf: CopyShelf, copy: BookCopy, parts: list[bytes]) -> None:
    """Lay what is missing of a copy on the shelf."""
    for part in parts[shelf.held(copy) :]:
        shelf.keep(part)
