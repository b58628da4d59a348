"""A copy of a running hub, and what putting it back must and must not turn back."""

import sqlite3
from contextlib import closing

import pytest

from sync.errors import Refused
from sync.hub.backup import backup, restore
from sync.hub.copies import Asker
from sync.hub.database import Database, sqlite_url
from sync.hub.errors import Damaged, HubError, Newer, NotAllowed, Unknown
from sync.hub.scrub import scrub
from tests.sync.conftest import bodies, open_house
from tests.sync.copies import an_offer, parts_of
from tests.sync.hub.test_log import everything, push

VENUE = "house-1"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "hub.db"


@pytest.fixture
def house(path):
    with open_house(sqlite_url(path)) as opened:
        opened.venues.add("暖簾", "production")
        yield opened


def new_bytes(count):
    return b"\xee" * count


def numbers(log):
    return [cursor for cursor, _ in everything(log).changes]


def test_a_copy_holds_what_was_committed_when_it_was_made(house, path, tmp_path):
    push(house.log, *bodies(VENUE, [1, 2]))
    file = tmp_path / "copy.db"
    with house.log.database.reading():
        backup(house.log.database, file)
    push(house.log, *bodies(VENUE, [3]))
    with open_house(sqlite_url(file)) as copy:
        assert numbers(copy.log) == [1, 2]
        assert scrub(copy.log.database, VENUE).count == 0
        assert copy.log.epoch() == house.log.epoch()
    assert file.stat().st_mode & 0o077 == 0
    assert {each.name for each in tmp_path.iterdir()} <= {
        "copy.db",
        "hub.db",
        "hub.db-wal",
        "hub.db-shm",
    }


def test_the_copies_of_books_are_left_out(house, tmp_path):
    book = bytes(range(256)) * 3000
    placed = house.client(house.join(VENUE)).offer(
        an_offer(book, epoch=house.log.epoch(), cursor=0)
    )
    assert placed.missing
    file = tmp_path / "copy.db"
    before = file_size(house, tmp_path / "plain.db")
    asker = Asker(VENUE, "register-1")
    for number, part in enumerate(parts_of(book)):
        house.app.state.hub.copies.take_part(asker, placed.id, number, part)
    backup(house.log.database, file)
    assert file.stat().st_size == before
    with open_house(sqlite_url(file)) as copy:
        assert copy.app.state.hub.copies.newest(asker, "noren-1").copy is None


def file_size(house, file):
    backup(house.log.database, file)
    return file.stat().st_size


def test_a_later_copy_takes_the_place_of_the_earlier(house, tmp_path):
    file = tmp_path / "copy.db"
    backup(house.log.database, file)
    push(house.log, *bodies(VENUE, [1]))
    backup(house.log.database, file)
    with open_house(sqlite_url(file)) as copy:
        assert numbers(copy.log) == [1]


def test_a_copy_that_cannot_be_written_is_said(house, tmp_path):
    with pytest.raises(HubError):
        backup(house.log.database, tmp_path / "nowhere" / "copy.db")


def test_only_a_file_copies_itself(tmp_path):
    with open_house() as house, pytest.raises(NotAllowed):
        backup(house.log.database, tmp_path / "copy.db")


def test_a_running_hub_goes_on_with_the_restored_data_in_a_new_epoch(house, path, tmp_path):
    push(house.log, *bodies(VENUE, [1, 2]))
    backup(house.log.database, tmp_path / "copy.db")
    push(house.log, *bodies(VENUE, [3]))
    before = house.log.epoch()
    epoch = restore(path, tmp_path / "copy.db", random_bytes=new_bytes)
    assert epoch == new_bytes(8).hex() != before
    assert house.log.epoch() == epoch
    assert numbers(house.log) == [1, 2]
    again = push(house.log, *bodies(VENUE, [1, 2, 3]))
    assert [each.outcome for each in again.verdicts] == ["known", "known", "accepted"]
    assert scrub(house.log.database, VENUE).count == 0


def test_who_may_talk_is_not_turned_back(house, path, tmp_path):
    house.join(VENUE, "stays")
    house.join(VENUE, "goes")
    unused = house.pairing.new_code(VENUE).code
    backup(house.log.database, tmp_path / "copy.db")
    house.pairing.revoke("goes")
    comes = house.client(house.join(VENUE, "comes"))
    restore(path, tmp_path / "copy.db", random_bytes=new_bytes)
    standing = {each.id: each.revoked_ms is None for each in house.pairing.devices()}
    assert standing == {"stays": True, "goes": False, "comes": True}
    assert comes.pull(0, 1).head == 0
    with pytest.raises(Refused, match="not known"):
        house.client().pair(
            code=unused, device="x", device_name="", token="u" * 43, incarnation="0" * 16
        )


def test_a_damaged_hub_is_set_aside_and_replaced(path, tmp_path):
    with open_house(sqlite_url(path)) as house:
        house.venues.add("暖簾", "production")
        push(house.log, *bodies(VENUE, [1]))
        house.join(VENUE)
        backup(house.log.database, tmp_path / "copy.db")
    path.write_bytes(b"rust " * 1000)
    restore(path, tmp_path / "copy.db", random_bytes=new_bytes)
    assert (tmp_path / "hub.db.damaged").read_bytes().startswith(b"rust")
    with open_house(sqlite_url(path)) as house:
        assert numbers(house.log) == [1]
        assert [each.id for each in house.pairing.devices()] == ["register-1"]


def test_a_new_machine_starts_from_a_copy(house, tmp_path):
    push(house.log, *bodies(VENUE, [1]))
    backup(house.log.database, tmp_path / "copy.db")
    elsewhere = tmp_path / "elsewhere.db"
    restore(elsewhere, tmp_path / "copy.db", random_bytes=new_bytes)
    with open_house(sqlite_url(elsewhere)) as copy:
        assert numbers(copy.log) == [1]


def spoiled(kind, file, source):
    if kind == "missing":
        return Unknown
    if kind == "rust":
        file.write_bytes(b"rust " * 1000)
    elif kind == "another program's":
        with closing(sqlite3.connect(file)) as other:
            other.execute("create table recipe (id integer)")
            other.commit()
    elif kind == "newer":
        backup(source, file)
        with closing(sqlite3.connect(file)) as other:
            other.execute("update hub set schema = 99")
            other.commit()
        return Newer
    elif kind == "half":
        backup(source, file)
        content = file.read_bytes()
        file.write_bytes(content[: len(content) // 2])
    return Damaged


@pytest.mark.parametrize("kind", ["missing", "rust", "another program's", "newer", "half"])
def test_what_is_no_sound_copy_changes_nothing(house, path, tmp_path, kind):
    push(house.log, *bodies(VENUE, [1]))
    file = tmp_path / "copy.db"
    error = spoiled(kind, file, house.log.database)
    before = house.log.epoch()
    with pytest.raises(error):
        restore(path, file, random_bytes=new_bytes)
    assert house.log.epoch() == before
    assert numbers(house.log) == [1]
    assert not (tmp_path / "hub.db.restoring").exists()


def test_a_restored_database_reads_as_one_of_its_own(house, path, tmp_path):
    backup(house.log.database, tmp_path / "copy.db")
    restore(path, tmp_path / "copy.db", random_bytes=new_bytes)
    Database(sqlite_url(path), random_bytes=bytes).close()
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("pragma journal_mode").fetchone() == ("wal",)
