"""A copy holds what the log holds, and not a word that is this one device's."""

import sqlite3
from contextlib import closing

import pytest
import zstandard

from app.store import rows
from app.store.book_copy import STAYS
from app.store.replica import LedgerReplica
from sync.change import ChangeId
from sync.outbox import Answer
from tests.app.store.copying import EPOCH, confirm, press_of, pressed
from tests.builders import a_guest, a_reservation
from tests.ledgers import NOON_MS, Incarnations, a_ledger, add


@pytest.fixture
def ledger(tmp_path):
    ledger = a_ledger(tmp_path / "ledger.db")
    add(ledger, a_reservation("r1"), a_guest("g1", name="山田"))
    confirm(ledger)
    yield ledger
    ledger.close()


def unpacked(parts, path):
    path.write_bytes(zstandard.ZstdDecompressor().decompress(b"".join(parts)))
    return closing(sqlite3.connect(path))


def test_a_copy_says_how_far_it_reaches(ledger):
    copy, parts = pressed(ledger)
    device = ledger.device()
    assert (copy.offered.cursor, copy.offered.epoch) == (device.cursor, EPOCH) == (3, EPOCH)
    assert copy.offered.stamp == device.stamp
    assert copy.offered.packed_bytes == sum(map(len, parts))


def test_a_copy_holds_the_books_rows_and_search(ledger, tmp_path):
    _, parts = pressed(ledger)
    with unpacked(parts, tmp_path / "copy.db") as copy:
        for table in ("change", "entity", "reservation", "guest", "guest_phone"):
            query = f"select count(*) from {table}"
            assert copy.execute(query).fetchone() == ledger.sql.execute(query).fetchone()
        found = copy.execute("select rowid from guest_search('山')").fetchall()
        assert found == ledger.sql.execute("select n from guest").fetchall()


def test_a_copy_says_nothing_of_the_device_that_made_it(ledger, tmp_path):
    copy, parts = pressed(ledger)
    with unpacked(parts, tmp_path / "copy.db") as book:
        assert all(not book.execute(f"select * from {name}").fetchall() for name in STAYS)
        assert book.execute("select count(*) from change where own").fetchone() == (0,)
    assert ledger.device().id.encode() not in (tmp_path / "copy.db").read_bytes()
    assert copy.offered.file_bytes == (tmp_path / "copy.db").stat().st_size


def test_while_something_waits_no_copy_is_made(ledger):
    add(ledger, a_reservation("r2"))
    press = press_of(ledger)
    assert list(press.make())
    assert press.ready() is None


@pytest.mark.parametrize("cursor", [None, 4])
def test_a_book_that_holds_more_than_it_has_read_is_not_copied(ledger, cursor):
    ledger.sql.execute("update change set cursor = ? where pos = 2", (cursor,))
    press = press_of(ledger)
    assert list(press.make())
    assert press.ready() is None


def test_a_change_given_up_here_is_in_no_page_of_the_copy(ledger, tmp_path):
    (id,) = add(ledger, a_reservation("r2", guest_name="秘密の名前"))
    replica = LedgerReplica(ledger, now_ms=lambda: NOON_MS, new_incarnation=Incarnations(1))
    replica.acknowledge([Answer(ChangeId(id), "refused", None, "because")])
    press = press_of(ledger)
    assert list(press.make())
    assert press.ready() is None
    rows.project(ledger.sql, ledger.outbox.drop(ChangeId(id)))
    _, parts = pressed(ledger)
    with unpacked(parts, tmp_path / "copy.db") as copy:
        assert copy.execute("select count(*) from change").fetchone() == (3,)
    assert "秘密の名前".encode() not in (tmp_path / "copy.db").read_bytes()


def test_what_was_made_before_is_still_ready_after_a_restart(ledger):
    copy, parts = pressed(ledger)
    again = press_of(ledger)
    assert again.ready() == copy.offered
    assert again.part(0) == parts[0]


def test_a_copy_left_half_made_is_not_ready(ledger):
    steps = press_of(ledger).make()
    for _ in range(3):
        next(steps)
        assert press_of(ledger).ready() is None


def test_a_spoilt_description_is_no_copy(ledger):
    pressed(ledger)
    file = ledger.path.parent / "copy-out" / "offered.json"
    file.write_bytes(file.read_bytes()[:-1])
    assert press_of(ledger).ready() is None


def test_nobody_else_can_read_what_lies_ready(ledger):
    pressed(ledger)
    folder = ledger.path.parent / "copy-out"
    assert (folder / "book.zst").stat().st_mode & 0o077 == 0
    assert folder.stat().st_mode & 0o077 == 0


def test_cleared_away_nothing_is_left(ledger):
    pressed(ledger)
    press_of(ledger).clear()
    assert not (ledger.path.parent / "copy-out").exists()


def test_a_second_program_of_this_home_leaves_the_copy_of_the_first_alone(ledger):
    first, second = press_of(ledger), press_of(ledger)
    assert first.claim()
    assert first.claim()
    assert not second.claim()
    for _ in first.make():
        pass
    first.release()
    assert second.claim()
    assert second.ready() == first.ready() is not None
    second.release()
