"""Copies the hub's database while it runs, and puts a copy back as a new life of the hub.

A restore forgets what was written since the copy, so it starts a new epoch, by which devices know
to offer again what the hub no longer has. Who may talk is not turned back: devices stand as they
stood last, lest a revoked one come back to life.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from sqlalchemy import delete, select, update

from sync.hub import tables
from sync.hub.database import BUSY_SECONDS_MAX, EPOCH_BYTES, Database, sqlite_url, translated
from sync.hub.errors import Damaged, NotAllowed, Unknown


def backup(database: Database, file: Path) -> None:
    """Write a consistent copy to `file`, in place of what was there; the hub may go on serving.

    Raises:
        NotAllowed: not an SQLite file; use the database's own means.
        HubError: nothing was written.
    """
    if database.path is None:
        raise NotAllowed("only a hub in an SQLite file copies itself", code="not_sqlite")
    part = file.with_name(f"{file.name}.part")
    try:
        part.unlink(missing_ok=True)
        with translated(), closing(sqlite3.connect(database.path)) as source:
            source.execute("vacuum into ?", (str(part),))
        with translated(), closing(sqlite3.connect(part)) as copy:
            _leave_out_books(copy)
        _settle(part)
        part.replace(file)
    except OSError as error:
        raise Unknown(f"cannot write {file}: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)


def restore(path: Path, file: Path, *, random_bytes: Callable[[int], bytes]) -> str:
    """Put a copy in the place of the hub's database at `path`; tell the new epoch.

    A hub that is running goes on with the restored data. What cannot be read of the database
    that is replaced is set aside next to it, for whoever wants to look.

    Raises:
        Damaged: `file` is no backup of a hub; nothing was changed.
        HubError: nothing was changed.
    """
    if not file.is_file():
        raise Unknown(f"there is no file {file}")
    part = path.with_name(f"{path.name}.restoring")
    _discard(part)
    try:
        with translated(), closing(sqlite3.connect(part)) as copy:
            _copy(file, copy)
        epoch = random_bytes(EPOCH_BYTES).hex()
        devices = _devices(path, random_bytes)
        _start_anew(part, devices or (), epoch, random_bytes)
        if devices is None:
            _set_aside(path)
            _settle(part)
            part.replace(path)
        else:
            with (
                translated(),
                closing(sqlite3.connect(part)) as copy,
                closing(sqlite3.connect(path, timeout=BUSY_SECONDS_MAX)) as target,
            ):
                copy.backup(target)
        return epoch
    finally:
        _discard(part)


def _leave_out_books(copy: sqlite3.Connection) -> None:
    """Let copies of books go: a restore is another life of the hub, to which none belongs."""
    with copy:
        dropped = sum(
            copy.execute(f"delete from {table.name}").rowcount
            for table in (tables.book_copy, tables.copy_part)
        )
    if dropped:
        copy.execute("vacuum")


def _copy(file: Path, copy: sqlite3.Connection) -> None:
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as source:
        for (words,) in source.execute("pragma integrity_check(1)"):
            if words != "ok":
                raise Damaged(f"{file} is damaged: {words}")
        names = {name for (name,) in source.execute("select name from sqlite_master")}
        if tables.hub.name not in names:
            raise Damaged(f"{file} is no backup of a hub")
        source.backup(copy)


def _devices(
    path: Path, random_bytes: Callable[[int], bytes]
) -> tuple[dict[str, object], ...] | None:
    """Read who may talk, from the database that is replaced; None when it cannot be read."""
    if not path.exists():
        return None
    try:
        live = Database(sqlite_url(path), random_bytes=random_bytes)
    except Damaged:
        return None
    try:
        with live.reading() as connection:
            rows = connection.execute(select(tables.device)).mappings()
            return tuple(dict(row) for row in rows)
    except Damaged:
        return None
    finally:
        live.close()


def _start_anew(
    part: Path,
    devices: Sequence[dict[str, object]],
    epoch: str,
    random_bytes: Callable[[int], bytes],
) -> None:
    """Give the copy its epoch, no pairing codes, and the devices as they stand now."""
    copy = Database(sqlite_url(part), random_bytes=random_bytes)
    try:
        with copy.writing() as connection:
            connection.execute(update(tables.hub).values(epoch=epoch))
            connection.execute(delete(tables.pairing))
            houses = set(connection.scalars(select(tables.venue.c.id)))
            standing = [each for each in devices if each["venue_id"] in houses]
            if standing:
                connection.execute(delete(tables.device))
                connection.execute(tables.device.insert(), standing)
    finally:
        copy.close()


def _settle(file: Path) -> None:
    """Make sure that the bytes are on the disk, and nobody else's to read."""
    file.chmod(0o600)
    handle = os.open(file, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _set_aside(path: Path) -> None:
    for end in ("", "-wal", "-shm"):
        old = path.with_name(path.name + end)
        if old.exists():
            old.replace(path.with_name(f"{path.name}.damaged{end}"))


def _discard(part: Path) -> None:
    for end in ("", "-wal", "-shm", "-journal"):
        part.with_name(part.name + end).unlink(missing_ok=True)
