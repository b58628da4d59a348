import os
import threading

import pytest
import zstandard

from app.store.copy_unpacking import AHEAD_MAX, PIECE_BYTES, Unpacking
from sync.errors import CopySpoilt

BOOK = os.urandom(3000) * 2000


@pytest.fixture
def file(tmp_path):
    return tmp_path / "ledger.db"


def parts_of(book, size=4096):
    packed = zstandard.ZstdCompressor(write_checksum=True).compress(book)
    return [packed[at : at + size] for at in range(0, len(packed), size)]


def unpacked(file, parts, bytes_max):
    unpacking = Unpacking(file, bytes_max)
    for part in parts:
        unpacking.take(part)
    unpacking.finish()
    return file.read_bytes()


def test_parts_become_the_file_they_were_made_of_and_nobody_else_may_read_it(file):
    file.write_bytes(b"of another copy")
    assert unpacked(file, parts_of(BOOK), len(BOOK)) == BOOK
    assert file.stat().st_mode & 0o077 == 0


def test_what_unpacks_to_more_than_it_says_is_never_written_in_full(file):
    trap = parts_of(bytes(64 * PIECE_BYTES))
    with pytest.raises(CopySpoilt, match="size"):
        unpacked(file, trap, 2 * PIECE_BYTES)
    assert file.stat().st_size <= 2 * PIECE_BYTES


def test_what_unpacks_to_less_is_spoilt_too(file):
    with pytest.raises(CopySpoilt, match="size"):
        unpacked(file, parts_of(BOOK), len(BOOK) + 1)
    with pytest.raises(CopySpoilt, match="size"):
        unpacked(file, parts_of(os.urandom(len(BOOK)))[:-300], len(BOOK))


def test_what_is_not_packed_is_said_at_the_end_and_holds_nobody_up(file):
    with pytest.raises(zstandard.ZstdError):
        unpacked(file, [b"nonsense"] * 3 * AHEAD_MAX, len(BOOK))


def test_a_disk_that_refuses_is_said_at_the_end(file):
    file.mkdir()
    with pytest.raises(OSError, match="directory"):
        unpacked(file, parts_of(BOOK), len(BOOK))


def test_given_up_half_way_it_leaves_no_thread_behind(file):
    before = set(threading.enumerate())
    unpacking = Unpacking(file, len(BOOK))
    unpacking.take(parts_of(BOOK)[0])
    assert set(threading.enumerate()) > before
    unpacking.give_up()
    assert set(threading.enumerate()) <= before
