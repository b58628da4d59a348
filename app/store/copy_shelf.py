"""Takes a copy of the book in place of an empty ledger, once it is proven; or leaves that alone.

What a copy says of itself is believed of nothing. Its parts were hashed on the way; its tables must
be laid as ours; its changes must hash to what the hub makes of its own log; each state must hash to
what stands beside it, and those to the digest, which the next round compares with the hub's. Rows
and search are its maker's work: some are computed anew here, and the others in the background
(`app.store.replica.LedgerReplica.proofread`).
"""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import zstandard

from app.store import check, ledger_file
from app.store.book_copy import STAYS, is_blank, layout_of, pour
from app.store.claim import Claim
from app.store.copy_unpacking import Unpacking
from app.store.errors import BookComing, LedgerBusy, LedgerDamaged
from app.store.ledger import Ledger
from sync import clock, digest, wire
from sync.book_copy import PART_BYTES, BookCopy, LogHash, part_hash
from sync.change import Stamp, content_hash
from sync.copy_wire import write_copy
from sync.errors import CopySpoilt
from sync.journal import Key

SAMPLE: Final = 100
"""Entities computed anew before a copy is taken: a maker that reads changes otherwise shows."""

HOLD_SECONDS_MAX: Final = 1.0
BEGUN: Final = "something was entered here meanwhile, so the log is read instead"


class CopyShelf:
    """Where one device without a book lays the parts of a copy.

    Its files are `copy.json`, which says of what the parts are, `parts.zst`, `ledger.db` while that
    is proven, and `claim`, which keeps a second program away.
    """

    def __init__(
        self,
        ledger: Path,
        folder: Path,
        *,
        now_ms: Callable[[], int],
        chance: random.Random,
    ) -> None:
        self._ledger = ledger
        self._folder = folder
        self._now_ms = now_ms
        self._chance = chance
        self._description = folder / "copy.json"
        self._parts = folder / "parts.zst"
        self._fresh = folder / "ledger.db"
        self._unpacking: Unpacking | None = None
        self._claim = Claim(folder / "claim")

    def layout(self) -> str | None:
        """Tell how this device lays a ledger out; None when it has a book and needs no copy."""
        with contextlib.closing(ledger_file.connect(self._ledger)) as sql:
            return layout_of(sql) if is_blank(sql) else None

    def held(self, copy: BookCopy) -> int:
        """Count the parts of this copy that are here already, from the first on; drop others.

        Raises:
            BookComing: another program is fetching the book into this home.
        """
        description = wire.write(write_copy(copy))
        with ledger_file.translating(self._folder):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not self._claim.take():
                raise BookComing(
                    "another program is fetching the book into this home; wait for it, or end it"
                )
            self._leave_off()
            if not self._description.exists() or self._description.read_bytes() != description:
                self._parts.unlink(missing_ok=True)
                self._parts.touch(mode=ledger_file.PRIVATE)
                self._description.write_bytes(description)
            count = 0
            self._unpacking = Unpacking(self._fresh, copy.offered.file_bytes)
            with self._parts.open("r+b") as parts:
                for hash in copy.offered.parts:
                    part = parts.read(PART_BYTES)
                    if part_hash(part) != hash:
                        break
                    self._unpacking.take(part)
                    count += 1
                # What a lost power supply left half-written goes.
                parts.truncate(min(count * PART_BYTES, copy.offered.packed_bytes))
        return count

    def keep(self, part: bytes) -> None:
        """Lay the next part with the others, and unpack it meanwhile."""
        with ledger_file.translating(self._folder), self._parts.open("ab") as parts:
            parts.write(part)
        if self._unpacking is not None:
            self._unpacking.take(part)

    def put_in_place(self, copy: BookCopy) -> int:
        """Make the book of the copy once it is proven; tells how many changes it holds.

        Raises:
            CopySpoilt: it is not what it says; there is no book, as before.
            LedgerBusy: somebody else has the empty book open.
            StoreError: the disk refused; there is no book, as before.
        """
        fresh, ours = self._fresh, self.layout()
        if ours is None or self._unpacking is None:
            raise LedgerBusy(BEGUN)
        with _blaming_the_copy(fresh):
            self._unpacking.finish()
            with (
                _meanwhile(lambda: ledger_file.make_durable(fresh)),
                contextlib.closing(sqlite3.connect(fresh, isolation_level=None)) as sql,
            ):
                # Not durable yet: until it is proven the file may be lost.
                sql.execute("pragma journal_mode = memory")
                sql.execute("pragma synchronous = off")
                sql.execute(f"pragma cache_size = -{ledger_file.CACHE_KIB}")
                # The tables in it were laid by somebody else.
                sql.execute("pragma trusted_schema = off")
                if not layout_of(sql) == copy.offered.layout == ours:
                    raise CopySpoilt("its tables are not laid as ours")
                changes = self._prove(sql, copy, fresh)
                self._make_ours(sql, copy)
        with ledger_file.translating(self._ledger):
            ledger_file.make_durable(fresh)
            _replace_blank(self._ledger, fresh)
        self.clear()
        return changes

    def close(self) -> None:
        """Let another program go on here."""
        self._leave_off()
        self._claim.let_go()

    def _leave_off(self) -> None:
        if self._unpacking is not None:
            self._unpacking.give_up()
            self._unpacking = None

    def clear(self) -> None:
        """Let go of all parts."""
        self.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _prove(self, sql: sqlite3.Connection, copy: BookCopy, file: Path) -> int:
        for name in STAYS:
            if sql.execute(f'select 1 from "{name}" limit 1').fetchone():
                raise CopySpoilt(f"it speaks of another device in {name}")
        with _meanwhile(lambda: _prove_file(file)):
            changes = _prove_changes(sql, copy)
            _prove_states(sql)
        for finding in check.compare(Ledger(file, sql), self._sample(sql)):
            raise CopySpoilt(f"{finding.entity_type} {finding.entity_id}: {finding.problem}")
        return changes

    def _sample(self, sql: sqlite3.Connection) -> list[Key]:
        (last,) = sql.execute("select coalesce(max(rowid), 0) from entity").fetchone()
        places = self._chance.sample(range(1, last + 1), min(SAMPLE, last))
        found = (
            sql.execute(
                "select type, id from entity where rowid >= ? order by rowid limit 1", (place,)
            ).fetchone()
            for place in places
        )
        return list(dict.fromkeys(found))

    def _make_ours(self, sql: sqlite3.Connection, copy: BookCopy) -> None:
        """Write into the copy who we are, and that its rows are still to be proof-read."""
        offered = copy.offered
        sql.execute("attach ? as ledger", (str(self._ledger),))
        sql.execute("begin")
        pour(sql, STAYS)
        (stamp,) = sql.execute("select stamp from device").fetchone()
        stamp = clock.receive(stamp, Stamp(offered.stamp), self._now_ms())
        sql.execute(
            "update device set cursor = ?, epoch = ?, stamp = ?",
            (offered.cursor, offered.epoch, stamp),
        )
        sql.execute("insert into proofreading values (1)")
        sql.execute("commit")
        sql.execute("detach ledger")


@contextlib.contextmanager
def _blaming_the_copy(file: Path) -> Iterator[None]:
    """Take damage for the copy's fault; a full disk, or one that cannot be written, is our own."""
    try:
        with ledger_file.translating(file):
            yield
    except (LedgerDamaged, zstandard.ZstdError) as error:
        raise CopySpoilt("it cannot be read") from error


@contextlib.contextmanager
def _meanwhile(work: Callable[[], None]) -> Iterator[None]:
    """Have something done on another thread that needs the disk, or SQLite, but not Python.

    Its complaint comes first: whoever reads a damaged file may stumble anywhere.
    """
    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(work)
        try:
            yield
        finally:
            done.result()


def _prove_file(file: Path) -> None:
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as sql:
        sql.execute("pragma trusted_schema = off")
        if sql.execute("pragma quick_check(1)").fetchone()[0] != "ok":
            raise CopySpoilt("its file is damaged")


def _prove_changes(sql: sqlite3.Connection, copy: BookCopy) -> int:
    if sql.execute(
        "select 1 from change where state <> 0 or own <> 0 or cursor is null limit 1"
    ).fetchone():
        raise CopySpoilt("it holds changes that never reached the hub")
    hash, count, last, is_in_order = LogHash(), 0, 0, True
    for cursor, id, entity_id, kept, body in sql.execute(
        "select cursor, id, entity_id, hash, body from change order by pos"
    ):
        content = content_hash(body)
        if content != kept:
            raise CopySpoilt(f"the change {id} is not what was written")
        hash.add(cursor, id, entity_id, content)
        is_in_order = is_in_order and cursor > last
        count, last = count + 1, max(cursor, last)
    # Its maker may have read them in another order. To sort them with their bytes takes longest.
    if (hash if is_in_order else _in_order(sql)).digest() != copy.log:
        raise CopySpoilt("its changes are not those of the hub")
    if last > copy.offered.cursor:
        raise CopySpoilt("it reaches further than it says")
    return count


def _in_order(sql: sqlite3.Connection) -> LogHash:
    hash = LogHash()
    for row in sql.execute("select cursor, id, entity_id, hash from change order by cursor"):
        hash.add(*row)
    return hash


def _prove_states(sql: sqlite3.Connection) -> None:
    buckets: dict[int, int] = {}
    for type_, id, hash, state in sql.execute("select type, id, hash, state from entity"):
        if digest.entity_hash(type_, id, state) != hash:
            raise CopySpoilt(f"{type_} {id}: its state is not what was hashed")
        number = digest.bucket_of(id)
        buckets[number] = buckets.get(number, 0) ^ int.from_bytes(hash, "big")
    found = {number: total.to_bytes(digest.HASH_BYTES, "big") for number, total in buckets.items()}
    if digest.differing(found, dict(sql.execute("select bucket, hash from digest"))):
        raise CopySpoilt("its digest is not that of its states")


def _replace_blank(path: Path, fresh: Path) -> None:
    """Give a proven book the name of the empty one, unless somebody began to write there.

    Nobody else can have the empty one open, and whoever waits for it meanwhile finds a file that
    takes no change: what staff enter must not go into a book that has lost its name.
    """
    blank = sqlite3.connect(path, isolation_level=None, timeout=HOLD_SECONDS_MAX)
    with contextlib.closing(blank):
        blank.execute("pragma journal_mode = delete")  # fails while anybody has it open
        # A journal on the disk would bear the new book's name, and be rolled back into it.
        blank.execute("pragma journal_mode = memory")
        blank.execute("begin exclusive")
        (mode,) = blank.execute("pragma journal_mode").fetchone()
        if mode != "memory" or not is_blank(blank):
            raise LedgerBusy(BEGUN)
        if os.name == "posix":
            fresh.replace(path)
            blank.execute("drop table change")
            blank.execute("commit")
    if os.name != "posix":
        fresh.replace(path)  # refused there while anybody has it open
    ledger_file.make_durable(path.parent)
