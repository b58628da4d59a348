"""Opening the ledger file safely: nothing is created by accident, nothing unsound is worked on."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from app.store.errors import (
    DiskFull,
    LedgerBusy,
    LedgerDamaged,
    LedgerMissing,
    LedgerReadOnly,
    LedgerTooNew,
    StoreError,
)

APPLICATION_ID: Final = 0x4E4F524E
"""`NORN` in the file's header: tells a ledger from any other SQLite file."""

SCHEMA_VERSION: Final = 1
"""Newest migration this program knows; stored as the file's user_version."""

BUSY_MS: Final = 5_000
CACHE_KIB: Final = 16_384
_HEADER_BYTES: Final = 100
_MAGIC: Final = b"SQLite format 3\x00"


def connect(path: Path, *, create: bool = False) -> sqlite3.Connection:
    """Open the ledger for reading and writing.

    Args:
        path: the ledger file.
        create: make a new, empty one; refuses if the file is there already.

    Raises:
        StoreError: with the way out in its message.
    """
    if create:
        if path.exists():
            raise StoreError(f"{path} is there already; choose another home directory")
        path.parent.mkdir(parents=True, exist_ok=True)
    else:
        _inspect(path)
    with translating(path):
        connection = sqlite3.connect(path, isolation_level=None, timeout=BUSY_MS / 1000)
        try:
            _prepare(connection)
            if create:
                connection.execute(f"pragma application_id = {APPLICATION_ID}")
            else:
                _check_version(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """Hold the one write lock: all of the block commits, or none of it.

    `begin immediate` takes the lock before anything is read; a plain `begin` would fail at once
    (SQLITE_BUSY_SNAPSHOT) where another connection wrote between our read and our write.
    """
    connection.execute("begin immediate")
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.execute("rollback")
        raise
    try:
        connection.execute("commit")
    except BaseException:
        if connection.in_transaction:
            connection.execute("rollback")
        raise


@contextmanager
def transaction(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """Hold the write lock like `writing`, with SQLite's errors turned into sentences."""
    with translating(path), writing(connection):
        yield


@contextmanager
def translating(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into sentences with a way out."""
    try:
        yield
    except sqlite3.Error as error:
        raise _translated(error, path) from error
    except OSError as error:
        raise LedgerReadOnly(f"{path} cannot be opened: {error.strerror}") from error


def _translated(error: sqlite3.Error, path: Path) -> StoreError:
    name = getattr(error, "sqlite_errorname", None) or ""
    text = str(error)
    if name.startswith(("SQLITE_FULL", "SQLITE_IOERR_WRITE")) or "disk is full" in text:
        return DiskFull(
            f"the disk that holds {path} is full: the last act was not saved, everything before it"
            " is safe. Free some space and try again."
        )
    if name.startswith("SQLITE_READONLY") or "readonly" in text:
        return LedgerReadOnly(
            f"{path} cannot be written: the book can be read, but nothing can be saved."
            " Make the file and its folder writable and try again."
        )
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return LedgerBusy(
            f"another program has been holding {path} for {BUSY_MS // 1000} seconds:"
            " close it, or try again."
        )
    if name.startswith("SQLITE_CANTOPEN"):
        return LedgerReadOnly(
            f"{path} cannot be opened for writing: check that its folder exists and is writable."
        )
    if name.startswith("SQLITE_IOERR"):
        return LedgerDamaged(f"the disk that holds {path} failed: {text}. {way_out(path)}")
    return LedgerDamaged(f"{path} is damaged: {text}. {way_out(path)}")


def way_out(path: Path) -> str:
    """Name the last good backup and the command that restores it."""
    backups = sorted((path.parent / "backups").glob("ledger-*.db"))
    if backups:
        return (
            f"The last good backup is {backups[-1]}: restore it with"
            f" 'noren --home {path.parent} restore {backups[-1]}'."
            " What the hub already has comes back by itself at the next sync."
        )
    return (
        "There is no backup in this home. If this device was paired with a hub, move the file"
        " away and join the house again with 'noren pair'; the book comes back from the hub."
    )


def _inspect(path: Path) -> None:
    """Look at the file before SQLite does: SQLite would take an empty file for a new book."""
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        raise _missing(path) from None
    except OSError as error:
        raise LedgerReadOnly(f"{path} cannot be read: {error.strerror}") from error
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER_BYTES)
    except OSError as error:
        raise LedgerReadOnly(f"{path} cannot be read: {error.strerror}") from error
    if size < _HEADER_BYTES or not header.startswith(_MAGIC):
        raise LedgerDamaged(
            f"{path} is damaged: it is not a ledger any more ({size} bytes). {way_out(path)}"
        )
    page_bytes = int.from_bytes(header[16:18], "big")
    page_bytes = 65_536 if page_bytes == 1 else page_bytes
    pages = int.from_bytes(header[28:32], "big")
    if size < pages * page_bytes:
        raise LedgerDamaged(
            f"{path} is damaged: {pages * page_bytes - size} bytes are missing at its end."
            f" {way_out(path)}"
        )
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise LedgerDamaged(f"{path} is not a Noren ledger. {way_out(path)}")


def _missing(path: Path) -> LedgerMissing:
    if any((path.parent / "backups").glob("ledger-*.db")):
        return LedgerMissing(f"{path} is gone. {way_out(path)}")
    return LedgerMissing(
        f"there is no house in {path.parent} yet: make one with 'noren setup --venue NAME',"
        " or join one with 'noren pair --hub URL --code CODE'."
    )


def _prepare(connection: sqlite3.Connection) -> None:
    # FULL, because WAL with NORMAL can roll the last commits back on power loss (promise 1).
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = full")
    connection.execute(f"pragma cache_size = -{CACHE_KIB}")
    connection.execute("pragma temp_store = memory")
    connection.execute("pragma foreign_keys = on")


def _check_version(connection: sqlite3.Connection, path: Path) -> None:
    version = connection.execute("pragma user_version").fetchone()[0]
    if version > SCHEMA_VERSION:
        raise LedgerTooNew(
            f"{path} was written by a newer Noren (format {version}, this program knows"
            f" {SCHEMA_VERSION}). Update Noren on this device; the book is untouched."
        )


def is_writable(path: Path) -> bool:
    """Tell whether both the file and its folder may be written by us."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
