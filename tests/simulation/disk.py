"""Machines that fail: every SQL statement passes here, and may be refused or be the last one.

A killed process leaves its files as they are at that statement. A machine that loses power keeps
what was synced: every commit made with `synchronous=FULL`, any of those made with less, and
perhaps a torn piece of what came next.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from app.store import ledger_file

KILLED: Final = "killed"
KILLED_AFTER: Final = "killed after"
BUSY: Final = "busy"
FULL: Final = "full"
BROKEN: Final = "broken"

_ERRORS: Final = {
    BUSY: ("SQLITE_BUSY", "database is locked"),
    FULL: ("SQLITE_FULL", "database or disk is full"),
    BROKEN: ("SQLITE_IOERR_READ", "disk I/O error"),
}
_WRITES: Final = ("insert", "update", "delete", "replace", "create", "commit")
_SYNCHRONOUS_FULL: Final = 2
_WAL_HEADER_BYTES: Final = 32
_FRAME_HEADER_BYTES: Final = 24
_INDEX_HEADER_BYTES: Final = 48


class Killed(BaseException):
    """A machine's process ended here; nothing after this line was run by it."""

    def __init__(self, machine: Machine) -> None:
        super().__init__(machine.name)
        self.machine = machine


@dataclass
class Machine:
    """One computer: its folder, its open files, and what befalls it at which statement.

    Attributes:
        unsynced: commits that a loss of power may still take back.
        standing: the head of the index of the write-ahead log, after the last commit.
    """

    name: str
    folder: Path
    connections: list[sqlite3.Connection] = field(default_factory=list)
    mishap: str = ""
    left: int = 0
    dead: bool = False
    quiet: bool = False
    unsynced: int = 0
    standing: bytes = b""

    def arm(self, mishap: str, statements: int) -> None:
        """Let something happen at the so-manieth statement from now, from 1."""
        self.mishap, self.left = mishap, statements

    def disarm(self) -> None:
        """Let nothing more happen."""
        self.mishap = ""

    @contextmanager
    def looked_at(self) -> Iterator[None]:
        """Let the simulator itself read, unharmed and uncounted."""
        was, self.quiet = self.quiet, True
        try:
            yield
        finally:
            self.quiet = was

    def die(self) -> None:
        """End the process."""
        self.dead = True
        self.mishap = ""
        raise Killed(self)

    def run(self, statement: str, work: Callable[[], Any]) -> Any:
        """Do one statement, or what happens instead."""
        if self.quiet:
            return work()
        verb = statement.lstrip().partition(" ")[0].lower()
        if self.dead:
            if verb == "rollback":
                return None  # nobody is left to say it, and the file forgets by itself
            raise Killed(self)
        mishap = self._due(verb)
        if mishap == KILLED:
            self.die()
        if mishap in _ERRORS:
            raise _error(*_ERRORS[mishap])
        result = work()
        if mishap == KILLED_AFTER:
            self.die()
        return result

    def _due(self, verb: str) -> str:
        if not self.mishap or verb == "rollback":
            return ""
        self.left -= 1
        if self.left > 0:
            return ""
        mishap = self.mishap
        if mishap in (KILLED, KILLED_AFTER, BROKEN):
            self.mishap = ""
            return mishap
        # A lock is met where a transaction begins, want of room where something is written.
        fits = verb == "begin" if mishap == BUSY else verb in _WRITES
        return mishap if fits else ""

    def reboot(self, *, power_lost: bool, chance: random.Random) -> None:
        """Close everything as a dead process does, by leaving the files as they are."""
        kept = {
            path: path.read_bytes()
            for path in self.folder.iterdir()
            if path.is_file() and not path.name.endswith("-shm")
        }
        self.close()
        for path in list(self.folder.iterdir()):
            if path.is_file():
                path.unlink()
        for path, content in kept.items():
            is_torn = power_lost and path.name.endswith("-wal")
            path.write_bytes(
                after_power_loss(content, self.unsynced, chance) if is_torn else content
            )
        self.unsynced = 0
        self.dead = False
        self.mishap = ""

    def close(self) -> None:
        """Close every file."""
        for connection in self.connections:
            with suppress(sqlite3.Error):
                connection.close()
        self.connections.clear()


def after_power_loss(log: bytes, unsynced: int, chance: random.Random) -> bytes:
    """Cut a write-ahead log down to what is sure, some of what is not, and a torn piece."""
    ends = commits_in(log)
    if not ends:
        return log
    stay = len(ends) - chance.randint(0, min(unsynced, len(ends)))
    end = ends[stay - 1] if stay else _WAL_HEADER_BYTES
    torn = bytearray(log[end : end + chance.choice((0, 10, 100, 5_000))])
    if torn:
        torn[chance.randrange(len(torn))] ^= 0x55
    return log[:end] + bytes(torn)


def commits_in(log: bytes) -> list[int]:
    """Find where each commit of a write-ahead log ends."""
    if len(log) < _WAL_HEADER_BYTES:
        return []
    page_bytes, salts = int.from_bytes(log[8:12], "big"), log[16:24]
    ends, at = [], _WAL_HEADER_BYTES
    while log[at + 8 : at + 16] == salts:
        commits = any(log[at + 4 : at + 8])
        at += _FRAME_HEADER_BYTES + page_bytes
        if at > len(log):
            break
        if commits:
            ends.append(at)
    return ends


def _error(name: str, words: str) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError(words)
    error.sqlite_errorcode = getattr(sqlite3, name)
    error.sqlite_errorname = name
    return error


class _Cursor(sqlite3.Cursor):
    """Passes every statement through its machine."""

    connection: _Connection

    def execute(self, statement, *values):
        return self._run(statement, super().execute, values)

    def executemany(self, statement, *values):
        return self._run(statement, super().executemany, values)

    def _run(self, statement, work, values):
        machine = self.connection.machine
        if machine is None:
            return work(statement, *values)
        machine.run(statement, lambda: work(statement, *values))
        if not machine.quiet and not machine.dead:
            _note_sync(machine, self.connection, statement)
        return self


def _note_sync(machine: Machine, connection: _Connection, statement: str) -> None:
    verb = statement.lstrip().partition(" ")[0].lower()
    if "wal_checkpoint" in statement:
        machine.unsynced = 0
    elif verb == "commit" or (verb in _WRITES and not connection.in_transaction):
        standing = connection.standing()
        if standing == machine.standing:
            return  # what is written over itself makes no commit, and syncs none
        machine.standing = standing
        level = sqlite3.Connection.cursor(connection).execute("pragma synchronous").fetchone()[0]
        machine.unsynced = 0 if level >= _SYNCHRONOUS_FULL else machine.unsynced + 1


class _OnMachine:
    """A connection to a file of some machine."""

    machine: Machine | None = None
    index: Path | None = None

    def standing(self) -> bytes:
        """Read how far the write-ahead log goes: another head with each commit."""
        if self.index is None or not self.index.exists():
            return b""
        with self.index.open("rb") as index:
            return index.read(_INDEX_HEADER_BYTES)


class _Connection(_OnMachine, sqlite3.Connection):
    def cursor(self, *_):
        return super().cursor(_Cursor)

    def commit(self):
        if self.in_transaction:
            self.execute("commit")

    def rollback(self):
        if self.in_transaction:
            self.execute("rollback")


class _LedgerCursor(ledger_file._Cursor, _Cursor):  # type: ignore[misc]  # one, or the other
    """The ledger's own cursor, with our statements beneath its translation."""


class _LedgerConnection(_OnMachine, ledger_file.LedgerConnection):
    def cursor(self, *_):
        return sqlite3.Connection.cursor(self, _LedgerCursor)


class Machines:
    """All computers of a simulation, found by the folder a file lies in."""

    def __init__(self) -> None:
        self._by_folder: dict[Path, Machine] = {}

    def add(self, name: str, folder: Path) -> Machine:
        """Buy a computer."""
        folder.mkdir(parents=True)
        machine = self._by_folder[folder] = Machine(name, folder)
        return machine

    def ledger_connection(self) -> type[ledger_file.LedgerConnection]:
        """Make what stands in place of a ledger connection's own class."""
        machines = self

        class Connection(_LedgerConnection):
            def __init__(self, name: str, *args: Any, **options: Any) -> None:
                super().__init__(name, *args, **options)
                machines._on_its_machine(self, name)

        return Connection

    def hub_connection(self, name: str, *args: Any, **options: Any) -> sqlite3.Connection:
        """Open a hub's database, in place of SQLite's own class."""
        connection = _Connection(name, *args, **options)
        self._on_its_machine(connection, name)
        return connection

    def _on_its_machine(self, connection: _Connection | _LedgerConnection, name: str) -> None:
        file = Path(name.removeprefix("file://").partition("?")[0])
        folder = file.parent
        machine = self._by_folder.get(folder) or self._by_folder.get(folder.parent)
        if machine is not None:
            connection.machine = machine
            connection.index = file.with_name(f"{file.name}-shm")
            machine.connections.append(connection)
