"""Makes a copy of the book for new devices: what the log holds, and nothing of this one device."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

import zstandard

from app.store import ledger_file
from app.store.book_copy import SHARED, lay, layout_of, pour
from app.store.claim import Claim
from sync import wire
from sync.book_copy import BYTES_MAX, FILE_BYTES_MAX, PART_BYTES, Offered, part_hash
from sync.copy_wire import read_offer, write_offer
from sync.errors import Malformed

LEVEL: Final = 1
"""A higher one takes longer and makes nothing smaller: names, numbers and hashes are left."""

PIECE_BYTES: Final = 16 * 1024 * 1024
"""Packed in one step."""


class _Place(NamedTuple):
    """How far into the hub's log a copy reaches, and its maker's clock."""

    cursor: int
    epoch: str
    stamp: str


class CopyPress:
    """Makes copies of one ledger, and keeps the one that is being handed over.

    Its files are `book.db` while it is made, `book.zst`, and `offered.json` once that is whole;
    beside their folder lies what keeps a second program away from them.
    """

    def __init__(self, ledger: Path, folder: Path) -> None:
        self._ledger = ledger
        self._folder = folder
        self._packed = folder / "book.zst"
        self._description = folder / "offered.json"
        self._claim = Claim(folder.with_suffix(".claim"))

    def claim(self) -> bool:
        """Keep other programs away from here; tells whether none was here before.

        Raises:
            StoreError: the disk refused.
        """
        with ledger_file.translating(self._ledger):
            return self._claim.take()

    def release(self) -> None:
        """Let another program go on here."""
        self._claim.let_go()

    def layout(self) -> str:
        """Tell how this device lays a ledger out."""
        with contextlib.closing(ledger_file.connect(self._ledger)) as sql:
            return layout_of(sql)

    def epoch(self) -> str:
        """Tell of which life of which hub this device has read the log."""
        with contextlib.closing(ledger_file.connect(self._ledger)) as sql:
            (epoch,) = sql.execute("select epoch from device").fetchone()
            return str(epoch)

    def ready(self) -> Offered | None:
        """Describe the copy that was made and not yet handed over; None if there is none."""
        try:
            return read_offer(wire.read(wire.OfferAsked, self._description.read_bytes()))
        except (OSError, Malformed):
            return None

    def make(self) -> Iterator[None]:
        """Make a copy, step by step; none is ready afterwards if the book has unsent changes.

        Raises:
            StoreError: the disk refused, or the book is damaged.
        """
        self.clear()
        with ledger_file.translating(self._ledger):
            if self._ledger.stat().st_size > FILE_BYTES_MAX:
                return
            self._folder.mkdir(mode=0o700, parents=True)
            book = self._folder / "book.db"
            book.touch(mode=ledger_file.PRIVATE)
            self._packed.touch(mode=ledger_file.PRIVATE)
            with contextlib.closing(sqlite3.connect(book, isolation_level=None)) as sql:
                place = _press(sql, self._ledger)
                yield
                if place is None or sql.execute("pragma integrity_check(1)").fetchone()[0] != "ok":
                    return
                layout = layout_of(sql)
                yield
            yield from _pack(book, self._packed)
            file_bytes, packed_bytes = book.stat().st_size, self._packed.stat().st_size
            book.unlink()
            if packed_bytes > BYTES_MAX:
                return
            with self._packed.open("rb") as packed:
                parts = tuple(part_hash(part) for part in _pieces(packed, PART_BYTES))
            offered = Offered(
                layout=layout,
                epoch=place.epoch,
                cursor=place.cursor,
                stamp=place.stamp,
                packed_bytes=packed_bytes,
                file_bytes=file_bytes,
                parts=parts,
            )
            self._description.write_bytes(wire.write(write_offer(offered)))

    def part(self, number: int) -> bytes:
        """Read a part of the copy that is ready."""
        with ledger_file.translating(self._packed), self._packed.open("rb") as packed:
            packed.seek(number * PART_BYTES)
            return packed.read(PART_BYTES)

    def clear(self) -> None:
        """Let go of the copy."""
        shutil.rmtree(self._folder, ignore_errors=True)


def _press(sql: sqlite3.Connection, ledger: Path) -> _Place | None:
    """Copy the house's tables as they are at one moment; None if some of it is not at the hub."""
    sql.execute(f"pragma page_size = {ledger_file.PAGE_BYTES}")
    # Should this be cut off, the file is thrown away.
    sql.execute("pragma journal_mode = off")
    sql.execute("pragma synchronous = off")
    sql.execute("pragma secure_delete = on")
    sql.execute(f"pragma application_id = {ledger_file.APPLICATION_ID}")
    sql.execute(f"pragma user_version = {ledger_file.SCHEMA_VERSION}")
    sql.execute("attach ? as ledger", (str(ledger),))
    sql.execute("begin")
    place = _Place(*sql.execute("select cursor, epoch, stamp from ledger.device").fetchone())
    unsent = sql.execute(
        "select 1 from ledger.change where state in (1, 2)"
        " or state = 0 and (cursor is null or cursor > ?) limit 1",
        (place.cursor,),
    ).fetchone()
    if unsent is None:
        lay(sql)
        pour(sql, SHARED)
        # What was given up here never left this device, and what was made here is not its taker's.
        sql.execute("delete from change where state <> 0")
        sql.execute("update change set own = 0 where own <> 0")
    sql.execute("commit")
    sql.execute("detach ledger")
    return place if unsent is None else None


def _pack(book: Path, packed: Path) -> Iterator[None]:
    packer = zstandard.ZstdCompressor(level=LEVEL, write_checksum=True).compressobj(
        size=book.stat().st_size
    )
    with book.open("rb") as source, packed.open("wb") as target:
        for piece in _pieces(source, PIECE_BYTES):
            target.write(packer.compress(piece))
            yield
        target.write(packer.flush())


def _pieces(file: BinaryIO, size: int) -> Iterator[bytes]:
    while piece := file.read(size):
        yield piece
