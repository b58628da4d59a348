"""Opening the ledger file safely: nothing is created by accident, nothing unsound is worked on."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, Final, Self

from app.store.errors import (
    DiskFull,
    LedgerBusy,
    LedgerDamaged,
    LedgerMissing,
    LedgerReadOnly,
    LedgerTooNew,
    StoreError,
)
from app.store.turns import Manners, Turns
from sync.binding import bind_plainly

APPLICATION_ID: Final = 0x4E4F524E
"""`NORN` in the file's header: tells a ledger from any other SQLite file."""

SCHEMA_VERSION: Final = 1
"""Newest migration this program knows; stored as the file's user_version."""

BUSY_MS: Final = 5_000
CACHE_KIB: Final = 32_768
PAGE_BYTES: Final = 8_192
"""Of a new file: a day of 300 is 25 reads from a cold disk; with SQLite's own 4096 it is 50."""

LOG_PAGES_MAX: Final = 2_000
"""Beyond this a save first carries the log into the file, ten times as long as a save takes.

So that no tap pays for it, the sync thread does it sooner (`app.store.replica`).
"""

LOG_PAGES_AHEAD_MAX: Final = 20_000
"""The same for whoever goes ahead of others: it is theirs to do before it comes to that."""

PRIVATE: Final = 0o600
"""A book holds names and numbers: its owner alone may read the file."""

NO_ROOM_BYTES: Final = 65_536
"""With less than this free, what fails to be written fails for want of room."""

_HEADER_BYTES: Final = 100
_MAGIC: Final = b"SQLite format 3\x00"


class LedgerConnection(sqlite3.Connection):
    """One connection to a ledger; what goes wrong on it is said with a way out.

    Attributes:
        path: the ledger file.
        manners: how it behaves towards others of this program; None where it is alone.
    """

    path: Path
    manners: Manners | None = None

    def cursor(self, *_: object) -> _Cursor:  # type: ignore[override]  # ours is the only factory
        """Begin to read or write."""
        return super().cursor(_Cursor)

    def pause(self) -> None:
        """Let others go first, if that is our manner; not while they wait for our write lock."""
        manners = self.manners
        if manners is not None and manners.pause is not None and not self.in_transaction:
            manners.pause()

    def begin(self) -> None:
        """Take the write lock.

        Raises:
            LedgerBusy: another program has held it for too long.
        """
        manners = self.manners
        if manners is None:
            self.execute("begin immediate")
        elif manners.pause is not None:
            manners.turns.wait()
            self.execute("begin immediate")
        else:
            with manners.turns.ahead():
                self._begin_ahead(manners.turns)

    def _begin_ahead(self, turns: Turns) -> None:
        self.execute("pragma busy_timeout = 0")
        try:
            for tries_left in reversed(range(BUSY_MS)):
                try:
                    self.execute("begin immediate")
                except LedgerBusy:
                    if not tries_left:
                        raise
                    turns.look_again()
                else:
                    return
        finally:
            self.execute(f"pragma busy_timeout = {BUSY_MS}")

    def execute(self, *statement: Any) -> _Cursor:  # noqa: ANN401  # as sqlite3 has it
        """Run one statement; the base class would use a cursor of its own."""
        return self.cursor().execute(*statement)

    def executemany(self, *statement: Any) -> _Cursor:  # noqa: ANN401  # as sqlite3 has it
        """Run one statement many times."""
        return self.cursor().executemany(*statement)


class _Cursor(sqlite3.Cursor):
    """Translates here, because a damaged page may be met at any row of any query."""

    connection: LedgerConnection

    def execute(self, *statement: Any) -> Self:  # noqa: ANN401  # as sqlite3 has it
        self.connection.pause()
        try:
            return super().execute(*statement)
        except sqlite3.Error as error:
            raise _translated(error, self.connection.path) from error

    def executemany(self, *statement: Any) -> Self:  # noqa: ANN401  # as sqlite3 has it
        self.connection.pause()
        try:
            return super().executemany(*statement)
        except sqlite3.Error as error:
            raise _translated(error, self.connection.path) from error

    def fetchone(self) -> Any:  # noqa: ANN401  # any row
        try:
            return super().fetchone()
        except sqlite3.Error as error:
            raise _translated(error, self.connection.path) from error

    def fetchall(self) -> list[Any]:
        try:
            return super().fetchall()
        except sqlite3.Error as error:
            raise _translated(error, self.connection.path) from error

    def __next__(self) -> Any:  # noqa: ANN401  # any row
        try:
            return super().__next__()
        except sqlite3.Error as error:
            raise _translated(error, self.connection.path) from error


def connect(path: Path) -> LedgerConnection:
    """Open the ledger for reading and writing.

    Raises:
        StoreError: with the way out in its message.
    """
    inspect(path)
    connection = _opened(path)
    try:
        _check_version(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def placing(path: Path) -> Iterator[LedgerConnection]:
    """Make a new ledger beside `path` and give it its name once it is whole.

    Killed half-way, there is no ledger, rather than one that nobody can open or make again.

    Raises:
        StoreError: there is a ledger already, or the folder cannot be written.
    """
    if path.exists():
        raise _taken(path)
    with translating(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".new-", dir=path.parent) as folder:
            fresh = Path(folder) / path.name
            with closing(_opened(fresh)) as connection:
                connection.execute(f"pragma application_id = {APPLICATION_ID}")
                yield connection
            fresh.chmod(PRIVATE)
            # SQLite would write the log of a ledger that is gone into the new one.
            for side in side_files(path):
                side.unlink(missing_ok=True)
            _name(fresh, path)


def _opened(path: Path) -> LedgerConnection:
    with translating(path):
        _free_side_files(path)
        try:
            return _connected(path, str(path))
        except (sqlite3.Error, StoreError):
            if not _is_full(path) or _has_log(path):
                raise
        # No room for the log that even reading wants, and none is left over: the file by itself
        # is the whole book, and a book that cannot be written can still be read.
        return _connected(path, f"{path.absolute().as_uri()}?mode=ro&immutable=1")


def _connected(path: Path, name: str) -> LedgerConnection:
    connection = sqlite3.connect(
        name,
        isolation_level=None,
        timeout=BUSY_MS / 1000,
        factory=LedgerConnection,
        uri=name.startswith("file:"),
    )
    connection.path = path
    try:
        _prepare(connection)
        connection.execute("select count(*) from sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _has_log(path: Path) -> bool:
    log, _ = side_files(path)
    return log.exists() and log.stat().st_size > 0


def _free_side_files(path: Path) -> None:
    """Make writable again what SQLite laid beside the ledger while that was read-only."""
    for side in side_files(path):
        if side.exists() and not side.stat().st_mode & path.stat().st_mode & stat.S_IWUSR:
            with suppress(OSError):
                side.chmod(path.stat().st_mode)


def _name(fresh: Path, path: Path) -> None:
    try:
        os.link(fresh, path)  # unlike a rename, it never takes another's place
    except FileExistsError:
        raise _taken(path) from None
    except OSError:
        fresh.rename(path)  # a file system without links


def _taken(path: Path) -> StoreError:
    return StoreError(f"{path} is there already; choose another home directory")


def make_durable(path: Path) -> None:
    """Wait until a file, or what a folder lists, is on the disk."""
    if path.is_file():
        with path.open("r+b") as file:
            os.fsync(file.fileno())
    elif os.name == "posix":
        folder = os.open(path, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def side_files(path: Path) -> tuple[Path, Path]:
    """Name what SQLite keeps beside a file: its log, and the index of that."""
    return path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")


def flush_log(path: Path) -> None:
    """Have the disk write what was committed and not waited for; nobody's save is held up by it."""
    log, _ = side_files(path)
    with suppress(OSError):  # whoever saves next waits for it, and is told
        make_durable(log)


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """Hold the one write lock: all of the block commits, or none of it.

    `begin immediate` takes the lock before anything is read; a plain `begin` would fail at once
    (SQLITE_BUSY_SNAPSHOT) where another connection wrote between our read and our write.
    """
    if isinstance(connection, LedgerConnection):
        connection.begin()
    else:
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
    """Turn what SQLite and the system complain of into sentences with a way out."""
    try:
        yield
    except sqlite3.Error as error:
        raise _translated(error, path) from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise _full(path) from error
        raise LedgerReadOnly(f"{path} cannot be opened: {error.strerror}") from error


_WANTS_ROOM: Final = ("SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_READONLY")
"""What SQLite may say instead where the disk is full."""


def _translated(error: sqlite3.Error, path: Path) -> Exception:
    name = getattr(error, "sqlite_errorname", None) or ""
    text = str(error)
    if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError):
        return error  # our own mistake: nothing staff could do about their disk would help
    if name.startswith("SQLITE_FULL") or (name.startswith(_WANTS_ROOM) and _is_full(path)):
        return _full(path)
    if name.startswith("SQLITE_READONLY"):
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


def _full(path: Path) -> DiskFull:
    return DiskFull(
        f"the disk that holds {path} is full: the last act was not saved, everything before it"
        " is safe. Free some space and try again."
    )


def _is_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < NO_ROOM_BYTES
    except OSError:
        return False


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


def inspect(path: Path) -> None:
    """Look at the file before SQLite does: SQLite would take an empty file for a new book.

    Raises:
        StoreError: it is missing, unreadable, or no ledger.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            header = file.read(_HEADER_BYTES)
    except FileNotFoundError:
        raise _missing(path) from None
    except OSError as error:
        raise LedgerReadOnly(f"{path} cannot be read: {error.strerror}") from error
    if size < _HEADER_BYTES or not header.startswith(_MAGIC):
        raise LedgerDamaged(
            f"{path} is damaged: it is not a ledger any more ({size} bytes). {way_out(path)}"
        )
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise LedgerDamaged(f"{path} is not a Noren ledger. {way_out(path)}")
    page_bytes = int.from_bytes(header[16:18], "big")
    page_bytes = 65_536 if page_bytes == 1 else page_bytes
    missing = int.from_bytes(header[28:32], "big") * page_bytes - size
    if missing > 0 and not _is_whole_with_its_log(path):
        raise LedgerDamaged(
            f"{path} is damaged: {missing} bytes are missing at its end. {way_out(path)}"
        )


def _is_whole_with_its_log(path: Path) -> bool:
    """Tell whether what a short file lacks is still in its log.

    A checkpoint writes the header first: whoever is killed in one, or opens the file beside one,
    finds fewer pages than the header says.
    """
    if not _has_log(path):
        return False
    # Read-only, so that closing does not write the log of a broken file into it.
    look = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    with closing(look):
        try:
            return bool(look.execute("pragma quick_check(1)").fetchone()[0] == "ok")
        except sqlite3.DatabaseError:
            return False


def _missing(path: Path) -> LedgerMissing:
    if any((path.parent / "backups").glob("ledger-*.db")):
        return LedgerMissing(f"{path} is gone. {way_out(path)}")
    return LedgerMissing(
        f"there is no house in {path.parent} yet: make one with 'noren setup --venue NAME',"
        " or join one with 'noren pair --hub URL --code CODE'."
    )


def _prepare(connection: sqlite3.Connection) -> None:
    bind_plainly()
    connection.execute(f"pragma page_size = {PAGE_BYTES}")  # only a new file heeds it
    # FULL, because WAL with NORMAL can roll the last commits back on power loss (promise 1).
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = full")
    connection.execute(f"pragma wal_autocheckpoint = {LOG_PAGES_MAX}")
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
