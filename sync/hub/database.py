"""Opens the hub's database and holds its transactions; knows tables, not what they mean."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any, Final

import orjson
from sqlalchemy import (
    ARRAY,
    Column,
    ColumnElement,
    Connection,
    Engine,
    Table,
    Text,
    any_,
    bindparam,
    create_engine,
    event,
    func,
    inspect,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import StaticPool

from sync.binding import bind_plainly
from sync.hub import tables
from sync.hub.errors import Damaged, DiskFull, HubError, Newer, Unavailable, Unknown

BUSY_SECONDS_MAX: Final = 10
CACHE_KIB: Final = 32_768
"""A connection's cache; with the default 2 MB, a house of 100,000 entities takes twice as long."""

CONNECTIONS_MAX: Final = 40
"""To a PostgreSQL server, from one hub process: as many as it has threads."""

EPOCH_BYTES: Final = 8
MAKING_TABLES: Final = 6_840_731
"""Names the lock under which PostgreSQL's tables are made; any number, but always this one."""

_DISK_FULL = frozenset({"53100"})
_TRY_AGAIN = frozenset({"40001", "40P01", "53300", "55P03", "57P01", "57P03"})
"""PostgreSQL's codes: serialisation, deadlock, too many connections, lock, shutting down."""


class Database:
    """One hub's tables, in SQLite or PostgreSQL.

    Attributes:
        path: the SQLite file; None for other databases and for memory.
    """

    def __init__(self, url: str, *, random_bytes: Callable[[int], bytes]) -> None:
        """Open the database, making its tables when it is new.

        Raises:
            Damaged: not a hub's database, or broken; restore a backup.
            Newer: update this hub.
            HubError: out of reach.
        """
        self.engine = _engine(url)
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        file = self.engine.url.database
        in_file = self.is_sqlite and file and file != ":memory:"
        self.path = Path(file) if in_file and file else None
        if self.path is not None:
            _make_private(self.path)
        # SQLite's own lock is waited for by polling, which is neither prompt nor fair.
        self._one_writer = threading.Lock() if self.is_sqlite else None
        self._insert_texts: dict[tuple[str, tuple[str, ...], bool], str] = {}
        try:
            self._prepare(random_bytes(EPOCH_BYTES).hex())
        except HubError:
            self.engine.dispose()
            raise

    def close(self) -> None:
        """Let the connections go."""
        self.engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Hold one unchanging view of the data."""
        with translated(), self.engine.connect() as connection:
            if not self.is_sqlite:
                connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self, *, patient: bool = True) -> Iterator[Connection]:
        """Hold the write lock: all of the block commits, or none of it.

        Args:
            patient: wait while others hold the lock; not for what is not worth waiting for.

        Raises:
            Unavailable: others hold it.
        """
        seconds = BUSY_SECONDS_MAX if patient else 0
        with self._turn(seconds), translated(), self.engine.connect() as connection:
            connection.execution_options(hub_writes=True)
            hurry = self.is_sqlite and not patient
            with _in_a_hurry(connection) if hurry else nullcontext(), connection.begin():
                yield connection

    @contextmanager
    def _turn(self, seconds: float) -> Iterator[None]:
        if self._one_writer is None:
            yield
            return
        if not self._one_writer.acquire(timeout=seconds):
            raise Unavailable("the hub's database is busy")
        try:
            yield
        finally:
            self._one_writer.release()

    def upsert(self, table: Table) -> sqlite.Insert | postgresql.Insert:
        """Write rows over those with the same key."""
        insert = self._insert(table)
        key = [column.name for column in table.primary_key]
        rest = {
            column.name: insert.excluded[column.name]
            for column in table.columns
            if column.name not in key
        }
        return insert.on_conflict_do_update(index_elements=key, set_=rest)

    def write_rows(
        self,
        connection: Connection,
        table: Table,
        rows: Sequence[tuple[Any, ...]],
        *,
        over: bool = False,
    ) -> None:
        """Write many rows, each in the order of the table's columns; `over` those of the same key.

        Columns that rows leave out at their end become null. On SQLite the driver takes them as
        they are: making a named set of parameters of each costs as much again as writing it.
        """
        if not rows:
            return
        names = tuple(column.name for column in table.columns)[: len(rows[0])]
        if self.is_sqlite:
            connection.exec_driver_sql(self._insert_text(table, names, over=over), list(rows))
            return
        insert = self.upsert(table) if over else table.insert()
        connection.execute(insert, [dict(zip(names, row, strict=True)) for row in rows])

    def _insert_text(self, table: Table, names: tuple[str, ...], *, over: bool) -> str:
        key = (table.name, names, over)
        if key not in self._insert_texts:
            insert = self.upsert(table) if over else table.insert()
            text = str(insert.compile(dialect=self.engine.dialect, column_keys=names))
            self._insert_texts[key] = text
        return self._insert_texts[key]

    def insert_new(self, table: Table) -> sqlite.Insert | postgresql.Insert:
        """Write rows whose key is not there yet; leave the others as they are."""
        return self._insert(table).on_conflict_do_nothing()

    def _insert(self, table: Table) -> sqlite.Insert | postgresql.Insert:
        return sqlite.insert(table) if self.is_sqlite else postgresql.insert(table)

    def _prepare(self, epoch: str) -> None:
        # Read first: to look at a running hub, nobody should have to wait for its write lock.
        with self.reading() as connection:
            names = inspect(connection).get_table_names()
        if not names:
            with self.writing() as connection:
                if not self.is_sqlite:
                    # Two hubs may find the same database empty, and both would make the tables.
                    connection.execute(select(func.pg_advisory_xact_lock(MAKING_TABLES)))
                tables.metadata.create_all(connection)
                connection.execute(
                    self.insert_new(tables.hub),
                    {"one": 1, "schema": tables.SCHEMA, "epoch": epoch},
                )
        elif tables.hub.name not in names:
            raise Damaged("this is a database, but not a hub's")
        with self.reading() as connection:
            schema = connection.execute(select(tables.hub.c.schema)).scalar()
        if schema is None:
            raise Damaged("the hub's database does not say what it is")
        if schema > tables.SCHEMA:
            raise Newer(
                f"the hub's database is of version {schema}, this hub reads up to "
                f"{tables.SCHEMA}: update the hub"
            )


@contextmanager
def _in_a_hurry(connection: Connection) -> Iterator[None]:
    """Let an SQLite connection fail at once where the file is locked."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    driver.execute("pragma busy_timeout = 0").close()
    try:
        yield
    finally:
        driver.execute(f"pragma busy_timeout = {BUSY_SECONDS_MAX * 1000}").close()


def one_of(dialect: str, column: Column[str]) -> ColumnElement[bool]:
    """Ask for one of many values: one parameter, `wanted`, so that no statement is built anew."""
    if dialect != "sqlite":
        return column == any_(bindparam("wanted", type_=ARRAY(Text)))
    listed = func.json_each(bindparam("wanted", type_=Text)).table_valued("value")
    return column.in_(select(listed.c.value))


def wanted(connection: Connection, values: Iterable[str]) -> list[str] | str:
    """Make many values the one parameter that `one_of` takes."""
    many = list(values)
    return many if connection.dialect.name != "sqlite" else orjson.dumps(many).decode()


def _make_private(path: Path) -> None:
    """Make the file, readable by its owner alone: a book holds names and numbers."""
    try:
        path.touch(mode=0o600, exist_ok=True)
    except OSError as error:
        raise Unavailable(f"cannot open {path}: {error.strerror}") from error


def sqlite_url(path: Path) -> str:
    """Write the address of an SQLite file."""
    return f"sqlite:///{path}"


@contextmanager
def translated() -> Iterator[None]:
    """Let only the hub's own errors out of a block that uses the database."""
    try:
        yield
    except DBAPIError as error:
        raise _meaning(error.orig) or error from error
    except sqlite3.Error as error:
        raise _meaning(error) or error from error
    except PoolTimeout as error:
        raise Unavailable("the hub's database has no connection free") from error


def _meaning(error: BaseException | None) -> HubError | None:
    """Say what a driver's error means for the hub; None when it is our own mistake."""
    if isinstance(error, sqlite3.Error):
        return _meaning_of_sqlite(error)
    state = getattr(error, "sqlstate", None)
    if state in _DISK_FULL:
        return DiskFull("the database's disk is full")
    if state in _TRY_AGAIN or type(error).__name__ == "OperationalError":
        return Unavailable("the database does not answer")
    return None


def _meaning_of_sqlite(error: sqlite3.Error) -> HubError | None:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return DiskFull("the hub's disk is full")
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return Damaged(f"the hub's database is damaged ({error}): restore a backup")
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return Unavailable("the hub's database is busy")
    if code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
        return Unavailable(f"the hub's database cannot be used ({error})")
    return None


def _engine(url: str) -> Engine:
    """Make an engine whose statements' parameters, which name guests, never reach a log."""
    try:
        if not url.startswith("sqlite"):
            engine = create_engine(
                url,
                hide_parameters=True,
                pool_pre_ping=True,
                pool_size=CONNECTIONS_MAX // 4,
                max_overflow=CONNECTIONS_MAX - CONNECTIONS_MAX // 4,
                pool_timeout=BUSY_SECONDS_MAX,
            )
            event.listen(engine, "connect", _be_patient)
            return engine
        in_memory = url.rstrip("/") == "sqlite:" or url.endswith(":memory:")
        engine = create_engine(
            url,
            hide_parameters=True,
            connect_args={"check_same_thread": False, "timeout": BUSY_SECONDS_MAX},
            # Memory is gone with its connection, so there is one, for one thread. On disk, the
            # connection used last comes first: its cache knows the book.
            **({"poolclass": StaticPool} if in_memory else {"pool_use_lifo": True}),
        )
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise Unknown(f"this hub cannot use such a database: {error}") from error
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _be_patient(connection: DBAPIConnection, _record: object) -> None:
    # Without this a lock is waited for without end, and so is a hub that went away in mid-commit.
    cursor = connection.cursor()
    cursor.execute(f"set lock_timeout = '{BUSY_SECONDS_MAX}s'")
    cursor.execute(f"set idle_in_transaction_session_timeout = '{6 * BUSY_SECONDS_MAX}s'")
    cursor.close()
    connection.commit()


def _set_up(connection: sqlite3.Connection, _record: object) -> None:
    # The driver would begin transactions late and on its own; `_begin` does it instead.
    connection.isolation_level = None
    bind_plainly()
    for pragma in (
        f"busy_timeout = {BUSY_SECONDS_MAX * 1000}",
        "journal_mode = wal",
        "synchronous = full",
        "wal_autocheckpoint = 4000",
        f"cache_size = -{CACHE_KIB}",
    ):
        connection.execute(f"pragma {pragma}").close()


def _begin(connection: Connection) -> None:
    # A transaction that reads first and writes later fails at once when another wrote in between.
    writes = connection.get_execution_options().get("hub_writes", False)
    connection.exec_driver_sql("begin immediate" if writes else "begin")
