"""The hub's database: what it refuses to open, and that its transactions are what they claim."""

import sqlite3
import threading
from contextlib import closing

import pytest
from sqlalchemy import select
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import IntegrityError
from sqlalchemy.schema import CreateIndex, CreateTable

from sync.hub import tables
from sync.hub.database import Database, sqlite_url
from sync.hub.errors import Damaged, DiskFull, Newer, Unavailable, Unknown

VENUE = {"id": "v1", "name": "暖簾", "environment": "production", "head": 0, "created_ms": 0}


def epoch_bytes(count):
    return bytes(range(count))


def open_database(path):
    return Database(sqlite_url(path), random_bytes=epoch_bytes)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "hub.db"


@pytest.fixture
def database(path):
    database = open_database(path)
    yield database
    database.close()


def read_all_venues(path):
    database = open_database(path)
    try:
        with database.reading() as connection:
            return connection.execute(select(tables.venue)).all()
    finally:
        database.close()


def write_and_fail(database):
    with database.writing() as connection:
        connection.execute(tables.venue.insert().values(VENUE))
        raise ZeroDivisionError


def epoch_of(database):
    with database.reading() as connection:
        return connection.execute(select(tables.hub.c.epoch)).scalar_one()


def test_a_new_database_gets_an_epoch_and_keeps_it(path, database):
    assert epoch_of(database) == epoch_bytes(8).hex()
    again = Database(sqlite_url(path), random_bytes=lambda count: b"\xff" * count)
    assert epoch_of(again) == epoch_bytes(8).hex()
    again.close()


def test_the_file_is_its_owners_alone(path, database):
    assert path.stat().st_mode & 0o077 == 0


def test_a_file_that_is_no_database_is_damaged(path):
    path.write_bytes(b"not a database, but a shopping list " * 100)
    with pytest.raises(Damaged, match="restore a backup"):
        open_database(path)


def test_another_programs_database_is_not_touched(path):
    with closing(sqlite3.connect(path)) as other:
        other.execute("create table recipe (id integer)")
        other.commit()
    with pytest.raises(Damaged, match="not a hub's"):
        open_database(path)
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("select count(*) from sqlite_master").fetchone() == (1,)


def test_a_database_of_a_newer_hub_is_not_touched(path):
    open_database(path).close()
    with closing(sqlite3.connect(path)) as other:
        other.execute("update hub set schema = 99")
        other.commit()
    with pytest.raises(Newer, match="update the hub"):
        open_database(path)


def test_a_page_that_is_damaged_is_said_to_be(path):
    database = open_database(path)
    with database.writing() as connection:
        connection.execute(
            tables.venue.insert(), [VENUE | {"id": f"v{n}", "name": "x" * 500} for n in range(99)]
        )
    database.close()
    content = path.read_bytes()
    path.write_bytes(content[:8192] + b"\x99" * (len(content) - 8192))
    with pytest.raises(Damaged):
        read_all_venues(path)


def test_a_place_that_does_not_exist_is_out_of_reach(tmp_path):
    with pytest.raises(Unavailable, match="cannot open"):
        open_database(tmp_path / "nowhere" / "hub.db")


@pytest.mark.parametrize("url", ["nonsense", "nosuch://x", "postgresql+nodriver://x/y"])
def test_an_address_of_no_known_database_is_named(url):
    with pytest.raises(Unknown):
        Database(url, random_bytes=epoch_bytes)


def test_a_writer_holds_the_lock_from_its_first_line(path, database):
    with closing(sqlite3.connect(path, timeout=0)) as other:
        with database.writing(), pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("begin immediate")
        other.execute("begin immediate")
        other.rollback()


def test_a_reader_holds_no_lock_and_sees_one_unchanging_view(path, database):
    with database.reading() as connection:
        names = select(tables.venue.c.name)
        assert connection.execute(names).all() == []
        with database.writing() as other:
            other.execute(tables.venue.insert().values(VENUE))
        assert connection.execute(names).all() == []
    with database.reading() as connection:
        assert connection.execute(names).all() == [("暖簾",)]


def test_a_block_that_fails_writes_nothing(database):
    with pytest.raises(ZeroDivisionError):
        write_and_fail(database)
    with database.reading() as connection:
        assert connection.execute(select(tables.venue)).all() == []


def test_every_commit_reaches_the_disk(database):
    with database.reading() as connection:
        assert connection.exec_driver_sql("pragma synchronous").scalar() == 2
        assert connection.exec_driver_sql("pragma journal_mode").scalar() == "wal"


def test_a_locked_database_is_unavailable_not_broken(path, database):
    with closing(sqlite3.connect(path)) as other:
        other.execute("begin immediate")
        with database.reading() as connection:
            connection.exec_driver_sql("pragma busy_timeout = 1")
        with pytest.raises(Unavailable, match="busy"), database.writing():
            pass
        other.rollback()


def test_a_full_disk_says_so_and_nothing_is_written():
    database = Database("sqlite://", random_bytes=epoch_bytes)
    with database.reading() as connection:
        pages = connection.exec_driver_sql("pragma page_count").scalar()
        connection.exec_driver_sql(f"pragma max_page_count = {pages}")
    with pytest.raises(DiskFull), database.writing() as connection:
        connection.execute(
            tables.venue.insert(), [VENUE | {"id": f"v{number}"} for number in range(500)]
        )
    with database.reading() as connection:
        assert connection.execute(select(tables.venue)).all() == []
    database.close()


def test_an_error_never_tells_what_was_being_written(database):
    with pytest.raises(IntegrityError) as told, database.writing() as connection:
        connection.execute(tables.venue.insert(), [VENUE, VENUE])
    assert "暖簾" not in str(told.value)


def test_writers_in_threads_take_turns(database):
    row = tables.venue.c
    with database.writing() as connection:
        connection.execute(tables.venue.insert().values(VENUE))

    def add_one_by_reading_first():
        for _ in range(20):
            with database.writing() as connection:
                head = connection.execute(select(row.head)).scalar_one()
                connection.execute(tables.venue.update().values(head=head + 1))

    threads = [threading.Thread(target=add_one_by_reading_first) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as connection:
        assert connection.execute(select(row.head)).scalar_one() == 80


def test_writing_over_a_row_replaces_what_is_not_its_key(database):
    row = {"venue_id": "v1", "bucket": 3, "hash": b"a"}
    with database.writing() as connection:
        for hash in (b"a", b"b"):
            connection.execute(database.upsert(tables.bucket), row | {"hash": hash})
    with database.reading() as connection:
        assert connection.execute(select(tables.bucket)).all() == [("v1", 3, b"b")]


def test_the_tables_can_be_made_in_postgresql_and_every_key_is_led_by_the_venue():
    dialect = postgresql.dialect()
    for table in tables.metadata.sorted_tables:
        assert str(CreateTable(table).compile(dialect=dialect))
        for index in table.indexes:
            assert str(CreateIndex(index).compile(dialect=dialect))
        if table is not tables.hub:
            assert next(iter(table.primary_key)).name in ("venue_id", "id")
            assert "venue_id" in table.c or table is tables.venue


def test_who_is_not_patient_does_not_wait_for_the_lock_of_this_process_or_another(path, database):
    with closing(sqlite3.connect(path)) as other:
        other.execute("begin immediate")
        with pytest.raises(Unavailable, match="busy"), database.writing(patient=False):
            pass
        other.rollback()
    with database.writing() as connection:
        connection.execute(tables.venue.insert().values(VENUE))
        with pytest.raises(Unavailable, match="busy"), database.writing(patient=False):
            pass
    with database.writing(patient=False) as connection:
        assert connection.exec_driver_sql("pragma busy_timeout").scalar() == 0
        connection.execute(tables.venue.update().values(head=3))
    assert read_all_venues(path)[0].head == 3
    with database.reading() as connection:
        assert connection.exec_driver_sql("pragma busy_timeout").scalar() == 10_000
