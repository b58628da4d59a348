from contextlib import closing

import pytest
from PySide6.QtGui import QFont

from app.bootstrap.fresh_sheet import FreshSheet
from app.bootstrap.home import Home
from app.services.author import Author
from app.services.bookings import BookingDraft
from tests.builders import FRIDAY, at


class Clock:
    ms = int(at("18:00").timestamp() * 1000)

    def __call__(self):
        return self.ms


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def home(tmp_path, clock):
    home = Home(tmp_path, clock=clock)
    home.set_up("暖簾")
    return home


@pytest.fixture
def ledger(home):
    with closing(home.open_ledger()) as ledger:
        yield ledger


@pytest.fixture
def fresh(qapp, home):
    return FreshSheet(home, QFont())


def book(home, ledger):
    draft = BookingDraft(business_day=FRIDAY, starts_at=at("19:00"), adults=2)
    home.desk_of(ledger).bookings.add(draft, Author())


def test_the_sheet_lies_on_the_disk_for_nobody_but_its_owner(fresh, ledger):
    assert fresh.make(ledger)
    assert fresh.file.read_bytes().startswith(b"%PDF")
    assert fresh.file.stat().st_mode & 0o077 == 0


def test_it_is_made_anew_when_the_book_moves_and_only_then(fresh, home, ledger):
    fresh.make(ledger)
    assert not fresh.make(ledger)
    book(home, ledger)
    assert fresh.make(ledger)


def test_a_new_business_day_has_a_new_sheet(fresh, ledger, clock):
    fresh.make(ledger)
    clock.ms += 24 * 3_600_000
    assert fresh.make(ledger)


def test_one_that_was_thrown_away_is_made_again(fresh, ledger):
    fresh.make(ledger)
    fresh.file.unlink()
    assert fresh.make(ledger)


def test_a_full_disk_leaves_the_old_one_whole(fresh, home, ledger, monkeypatch):
    fresh.make(ledger)
    before = fresh.file.read_bytes()
    book(home, ledger)
    with monkeypatch.context() as broken:
        broken.setattr("app.small_file.os.fsync", _full)
        with pytest.raises(OSError, match="full"):
            fresh.make(ledger)
    assert fresh.file.read_bytes() == before
    assert fresh.make(ledger)


def _full(_handle):
    raise OSError("full")


def test_the_thread_ends_when_told_to(fresh):
    fresh.start()
    fresh.finish()
    assert fresh.isFinished()
