"""A copy becomes the book only when everything in it is proven; until then there is none."""

import os
import random
import sqlite3
from contextlib import closing
from dataclasses import replace
from functools import partial
from itertools import count
from types import SimpleNamespace

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.store import check, copy_shelf
from app.store.copy_shelf import CopyShelf
from app.store.errors import BookComing, LedgerBusy, LedgerDamaged, StoreError
from app.store.ledger import Ledger
from app.store.ledger_file import PAGE_BYTES
from sync import digest
from sync.book_copy import PART_BYTES, LogHash, part_hash
from sync.change import content_hash
from sync.errors import CopySpoilt
from tests.app.store.copying import (
    EPOCH,
    a_blank,
    confirm,
    lay,
    pressed,
    shelf_of,
)
from tests.builders import a_guest, a_reservation
from tests.ledgers import NOON_MS, Stranger, a_ledger, add, book_of, digests_of, receive


@pytest.fixture
def till(tmp_path):
    """A device in sync, with a book in which something was also changed and taken out."""
    ledger = a_ledger(tmp_path / "till" / "ledger.db")
    add(ledger, *(a_reservation(f"r{n}", guest_name=f"山田{n}") for n in range(40)))
    add(ledger, *(a_guest(f"g{n}", name=f"鈴木{n}") for n in range(20)))
    stranger = Stranger()
    receive(ledger, (stranger.change("reservation", "r1", {"adults": 7}), 62))
    confirm(ledger)
    ledger.journal.advance(62, EPOCH)
    yield ledger
    ledger.close()


@pytest.fixture
def path(tmp_path):
    return tmp_path / "new" / "ledger.db"


def altered(copy, parts, *statements):
    """The copy as a faulty or hostile device would have made it, well packed and hashed."""
    book = zstandard.ZstdDecompressor().decompress(b"".join(parts))
    with closing(sqlite3.connect(":memory:")) as sql:
        sql.deserialize(book)
        sql.create_function("content_hash", 1, content_hash)
        sql.create_function("entity_hash", 3, digest.entity_hash)
        for statement in statements:
            sql.execute(statement)
        sql.commit()
        return packed(copy, sql.serialize())


def packed(copy, book, **over):
    bytes_ = zstandard.ZstdCompressor().compress(book)
    parts = [bytes_[at : at + PART_BYTES] for at in range(0, len(bytes_), PART_BYTES)]
    offered = replace(
        copy.offered,
        **{
            "packed_bytes": len(bytes_),
            "file_bytes": len(book),
            "parts": tuple(map(part_hash, parts)),
            **over,
        },
    )
    return replace(copy, offered=offered), parts


def taken(path, copy, parts):
    shelf = a_blank(path)
    lay(shelf, copy, parts)
    return shelf.put_in_place(copy)


def assert_blank(path):
    with closing(Ledger.open(path)) as ledger:
        assert ledger.position() == 0
        assert ledger.device().cursor == 0
        assert ledger.find("reservation", "r1") is None


def test_the_book_that_was_taken_is_the_book_that_was_copied(till, path):
    assert taken(path, *pressed(till)) == till.position()
    with closing(Ledger.open(path)) as ledger:
        assert book_of(ledger) == book_of(till)
        assert digests_of(ledger) == digests_of(till)
        assert check.examine(ledger).findings == ()
        assert [each.id for each in ledger.find_guests("鈴木7")] == ["g7"]


def test_a_maker_that_read_the_log_in_another_order_is_believed_as_well(till, path):
    till.sql.execute("update change set cursor = 63 - cursor")
    copy, parts = pressed(till)
    assert taken(path, copy, parts) == till.position()
    with closing(Ledger.open(path)) as ledger:
        assert book_of(ledger) == book_of(till)


def test_its_taker_stays_who_it_is_and_made_nothing_of_it(till, path):
    taken(path, *pressed(till))
    with closing(Ledger.open(path)) as ledger:
        device = ledger.device()
        assert (device.name, device.incarnation) == ("新しい端末", "b" * 16)
        assert (device.cursor, device.epoch, device.sequence) == (62, EPOCH, 0)
        assert device.stamp == till.device().stamp
        assert ledger.sum().made == 0
        assert ledger.sum().balances


def test_what_is_entered_afterwards_is_this_devices_own(till, path):
    taken(path, *pressed(till))
    with closing(Ledger.open(path)) as ledger:
        (id,) = add(ledger, a_reservation("new"))
        assert id == f"{'b' * 16}-1"
        assert ledger.change(id).stamp > till.device().stamp
        assert (ledger.sum().made, ledger.sum().waiting) == (1, 1)


def test_the_shelf_is_bare_when_the_book_is_in_its_place(till, path):
    taken(path, *pressed(till))
    assert sorted(file.name for file in path.parent.iterdir()) == ["ledger.db"]
    assert path.stat().st_mode & 0o077 == 0
    assert shelf_of(path).layout() is None


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_what_lies_on_the_shelf_counts_as_far_as_it_is_whole(tmp_path_factory, till, data):
    path = tmp_path_factory.mktemp("new") / "ledger.db"
    copy, _ = pressed(till)
    noise = os.urandom(2 * PART_BYTES + 7)
    copy, parts = packed(copy, noise, file_bytes=1)
    shelf = a_blank(path)
    assert shelf.held(copy) == 0
    for part in parts:
        shelf.keep(part)
    whole = path.parent / "copy-in" / "parts.zst"
    size = data.draw(st.integers(0, copy.offered.packed_bytes))
    at = data.draw(st.none() | st.integers(0, max(0, size - 1)))
    with whole.open("r+b") as file:
        file.truncate(size)
        if at is not None and size:
            file.seek(at)
            byte = file.read(1)
            file.seek(at)
            file.write(bytes([byte[0] ^ 1]))
    good = size // PART_BYTES if size < copy.offered.packed_bytes else len(parts)
    if at is not None and size:
        good = min(good, at // PART_BYTES)
    shelf.close()
    again = shelf_of(path)
    assert again.held(copy) == good
    lay(again, copy, parts)
    assert whole.read_bytes() == b"".join(parts)
    again.close()


def test_parts_of_another_copy_are_dropped(till, path):
    copy, parts = pressed(till)
    shelf = a_blank(path)
    lay(shelf, copy, parts)
    assert shelf.held(replace(copy, id="d" * 32)) == 0
    assert (path.parent / "copy-in" / "parts.zst").read_bytes() == b""


def test_a_folder_that_cannot_be_written_is_not_the_copys_fault(till, path):
    copy, parts = pressed(till)
    shelf = a_blank(path)
    (path.parent / "copy-in" / "ledger.db").mkdir(parents=True)
    lay(shelf, copy, parts)
    with pytest.raises(StoreError):
        shelf.put_in_place(copy)
    assert_blank(path)


def a_disk_that_fails_at(statement):
    """SQLite on a disk that cannot be read at one statement; and how many there have been."""
    seen = count(1)

    class Connection(sqlite3.Connection):
        def execute(self, *asked):
            if next(seen) == statement:
                error = sqlite3.OperationalError("disk I/O error")
                error.sqlite_errorname = "SQLITE_IOERR_READ"
                raise error
            return super().execute(*asked)

    connect = partial(sqlite3.connect, factory=Connection)
    return SimpleNamespace(**{**vars(sqlite3), "connect": connect}), seen


def test_a_disk_that_fails_while_a_copy_is_taken_leaves_no_half_a_book(till, tmp_path, monkeypatch):
    copied = pressed(till)
    failing, seen = a_disk_that_fails_at(0)
    with monkeypatch.context() as patch:
        patch.setattr(copy_shelf, "sqlite3", failing)
        taken(tmp_path / "sound" / "ledger.db", *copied)
    statements = next(seen) - 1
    for statement in (*range(1, statements - 9, 99), *range(statements - 9, statements + 1)):
        path = tmp_path / str(statement) / "ledger.db"
        shelf = a_blank(path)
        lay(shelf, *copied)
        with monkeypatch.context() as patch:
            patch.setattr(copy_shelf, "sqlite3", a_disk_that_fails_at(statement)[0])
            with pytest.raises((StoreError, CopySpoilt)):
                shelf.put_in_place(copied[0])
        shelf.close()
        # In the last two the file has its new name already, and the old one is being let go.
        if statement <= statements - 2:
            assert_blank(path)
            lay(again := shelf_of(path), *copied)
            assert again.put_in_place(copied[0]) == till.position()
        with closing(Ledger.open(path)) as ledger:
            assert book_of(ledger) == book_of(till)


def test_one_program_at_a_time_lays_parts_there(till, path):
    copy, parts = pressed(till)
    shelf, another = a_blank(path), shelf_of(path)
    assert shelf.held(copy) == 0
    with pytest.raises(BookComing):
        another.held(copy)
    lay(shelf, copy, parts)
    shelf.close()
    assert another.held(copy) == len(parts)
    assert another.put_in_place(copy) == till.position()


def test_the_book_that_is_replaced_leaves_no_journal_beside_the_new_one(till, path):
    seen: set[str] = set()
    fresh = path.parent / "copy-in" / "ledger.db"
    real = sqlite3.connect

    class Watched(sqlite3.Connection):
        def execute(self, *statement):
            try:
                return super().execute(*statement)
            finally:
                if not fresh.exists():
                    seen.update(file.name for file in path.parent.iterdir())

    def watched(file, *args, **more):
        factory = {"factory": Watched} if file == path else {}
        return real(file, *args, **{**more, **factory})

    copy, parts = pressed(till)
    shelf = a_blank(path)
    lay(shelf, copy, parts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite3, "connect", watched)
        shelf.put_in_place(copy)
    assert seen == {"copy-in", "ledger.db"}


SPOILT = {
    "a change with other bytes": (
        "not those of the hub",
        "update change set body = cast(replace(cast(body as text), '山田3', '山田4') as blob)"
        " where entity_id = 'r3'",
        "update change set hash = content_hash(body)",
    ),
    "a change with another hash": (
        "not what was written",
        "update change set hash = zeroblob(16) where pos = 5",
    ),
    "a change that is missing": (
        "not those of the hub",
        "delete from change where entity_id = 'r3'",
    ),
    "a change too many": (
        "not those of the hub",
        "insert into change select 900, 'cccccccccccccccc-1', 'r3', 0, 0, 0, 900, null, null,"
        " null, hash, body from change where pos = 5",
    ),
    "a change under another name": (
        "not those of the hub",
        "update change set id = id || '000' where pos = 5",
    ),
    "a change about something else": (
        "not those of the hub",
        "update change set entity_id = 'r9' where entity_id = 'r3'",
    ),
    "a change of its maker's queue": (
        "never reached the hub",
        "update change set state = 1 where pos = 5",
    ),
    "a change its taker shall have made": (
        "never reached the hub",
        "update change set own = 1 where pos = 5",
    ),
    "a change without a place in the log": (
        "never reached the hub",
        "update change set cursor = null where pos = 5",
    ),
    "changes in another order": (
        "not those of the hub",
        "update change set cursor = 1000 - cursor",
        "update change set cursor = cursor - 900",
    ),
    "a state of other changes": (
        "not what was hashed",
        "update entity set state = (select state from entity where id = 'r4') where id = 'r3'",
    ),
    "a state well hashed that is not in the digest": (
        "its digest",
        "update entity set state = (select state from entity where id = 'r4') where id = 'r3'",
        "update entity set hash = entity_hash(type, id, state) where id = 'r3'",
    ),
    "a digest of something else": (
        "its digest",
        "update digest set hash = zeroblob(16)",
    ),
    "a device in it": (
        "another device",
        "insert into device values (1, 'v', 'e', 'd', 'n', 'i', 1, 's', 1, 'e')",
    ),
    "a row that no change made": (
        "reservation r3: what is shown",
        "update reservation set adults = 9 where id = 'r3'",
    ),
    "a table that is not ours": (
        "laid",
        "create table surprise (x)",
    ),
    "a trigger": (
        "laid",
        "create trigger surprise after insert on change begin delete from change; end",
    ),
    "a view in the place of a table": (
        "laid",
        "drop table unreadable",
        "create view unreadable as select 1 as type, 2 as id, 3 as reason",
    ),
}


@pytest.mark.parametrize("name", SPOILT)
def test_a_copy_with_something_wrong_in_it_is_not_taken(till, path, name):
    words, *statements = SPOILT[name]
    copy, parts = altered(*pressed(till), *statements)
    with pytest.raises(CopySpoilt, match=words):
        taken(path, copy, parts)
    assert_blank(path)


@pytest.mark.parametrize(
    "damage",
    [
        lambda book: book[:-8192],
        lambda book: book[:8192] + bytes(8192) + book[16384:],
        lambda book: b"no book at all",
        lambda book: b"-",
    ],
)
def test_a_copy_that_is_no_sound_file_is_not_taken(till, path, damage):
    copy, parts = pressed(till)
    book = zstandard.ZstdDecompressor().decompress(b"".join(parts))
    with pytest.raises(CopySpoilt):
        taken(path, *packed(copy, damage(book)))
    assert_blank(path)


def test_a_copy_with_a_broken_index_is_not_taken(till, path):
    copy, parts = pressed(till)
    book = bytearray(zstandard.ZstdDecompressor().decompress(b"".join(parts)))
    with closing(sqlite3.connect(":memory:")) as sql:
        sql.deserialize(bytes(book))
        (page,) = sql.execute(
            "select rootpage from sqlite_master where name = 'reservation_phone'"
        ).fetchone()
    at = (page - 1) * PAGE_BYTES
    book[at + 1 : at + PAGE_BYTES] = b"\xa5" * (PAGE_BYTES - 1)
    with pytest.raises(CopySpoilt, match="damaged"):
        taken(path, *packed(copy, bytes(book)))
    assert_blank(path)


def test_a_copy_that_unpacks_to_more_than_it_says_is_stopped_there(till, path):
    copy, _ = pressed(till)
    with pytest.raises(CopySpoilt, match="size"):
        taken(path, *packed(copy, bytes(50_000_000), file_bytes=1_000_000))
    assert_blank(path)
    assert (path.parent / "copy-in" / "ledger.db").stat().st_size <= 2_000_000


def test_bytes_that_were_never_packed_are_not_taken(till, path):
    copy, _ = pressed(till)
    noise = os.urandom(1000)
    offered = replace(copy.offered, packed_bytes=1000, parts=(part_hash(noise),))
    with pytest.raises(CopySpoilt):
        taken(path, replace(copy, offered=offered), [noise])
    assert_blank(path)


def test_a_copy_of_another_layout_is_not_taken(till, path):
    copy, parts = pressed(till)
    offered = replace(copy.offered, layout="noren-2")
    with pytest.raises(CopySpoilt, match="laid"):
        taken(path, replace(copy, offered=offered), parts)
    assert_blank(path)


def test_a_log_that_goes_beyond_the_copys_cursor_is_not_taken(till, path):
    copy, parts = pressed(till)
    offered = replace(copy.offered, cursor=61)
    with pytest.raises(CopySpoilt, match="further"):
        taken(path, replace(copy, offered=offered), parts)
    assert_blank(path)


def test_what_was_entered_before_stays_and_no_copy_is_taken(till, path):
    copy, parts = pressed(till)
    shelf = a_blank(path)
    lay(shelf, copy, parts)
    with closing(Ledger.open(path)) as ledger:
        add(ledger, a_reservation("mine"))
    with pytest.raises(LedgerBusy):
        shelf.put_in_place(copy)
    assert_mine(path)


def test_what_is_entered_in_the_last_moment_stays_and_no_copy_is_taken(till, path):
    copy, parts = pressed(till)
    a_blank(path)

    def enter_something():
        with closing(Ledger.open(path)) as ledger:
            add(ledger, a_reservation("mine"))
        return NOON_MS

    # The clock is read when all is proven and only the exchange of the files is left.
    shelf = CopyShelf(
        path, path.parent / "copy-in", now_ms=enter_something, chance=random.Random(3)
    )
    lay(shelf, copy, parts)
    with pytest.raises(LedgerBusy):
        shelf.put_in_place(copy)
    assert_mine(path)


def test_whoever_waited_for_the_empty_book_cannot_write_into_a_file_without_a_name(till, path):
    copy, parts = pressed(till)
    shelf = a_blank(path)
    lay(shelf, copy, parts)
    waited_for = path.with_name("the same file")
    os.link(path, waited_for)
    shelf.put_in_place(copy)
    with closing(Ledger.open(waited_for)) as ledger, pytest.raises(LedgerDamaged):
        add(ledger, a_reservation("lost"))


def assert_mine(path):
    with closing(Ledger.open(path)) as ledger:
        assert ledger.get("reservation", "mine").id == "mine"
        assert ledger.sum().waiting == 1


def test_while_somebody_has_the_empty_book_open_it_stays(till, path):
    copy, parts = pressed(till)
    shelf = a_blank(path)
    lay(shelf, copy, parts)
    with closing(Ledger.open(path)) as ledger:
        with pytest.raises(LedgerBusy):
            shelf.put_in_place(copy)
        add(ledger, a_reservation("mine"))
    with closing(Ledger.open(path)) as ledger:
        assert ledger.find("reservation", "mine") is not None


def test_the_hash_the_taker_makes_is_of_bytes_not_of_what_stands_beside_them(till):
    hash = LogHash()
    for cursor, id, entity_id, body in till.sql.execute(
        "select cursor, id, entity_id, body from change order by cursor"
    ):
        hash.add(cursor, id, entity_id, content_hash(body))
    assert hash.digest() == pressed(till)[0].log
