import pytest

from app.domain.ids import ReservationId
from app.domain.reservation import Status
from app.viewmodels.rewind import RewindModel
from app.viewmodels.sheet import Beginning, SheetModel
from tests.app.ui.sample import Drafts
from tests.app.viewmodels.test_day import heard


@pytest.fixture
def rewind(desk, day, clock):
    """山田 came at 18:05; now it is 18:35, and the book is shown as it was at 18:20."""
    clock.advance(10)
    day.set_status("yamada", Status.ARRIVED)
    clock.advance(30)
    rewind = RewindModel(desk, day)
    rewind.open()
    return rewind


def go_to(rewind, minutes_ago):
    rewind.go_to(rewind.minutes - minutes_ago)
    rewind._show()


def test_the_day_shows_the_past_minute_and_says_which(rewind, day):
    assert rewind.title == "The book at 18:30"
    assert day.find("yamada").status is Status.ARRIVED
    go_to(rewind, 35)
    assert rewind.title == "The book at 18:10"
    assert day.find("yamada").status is Status.CONFIRMED


def test_what_was_done_since_is_listed_with_whom_it_was_about(rewind):
    go_to(rewind, 35)
    (line,) = rewind.since
    assert (line.about, line.what) == ("山田", "Arrived: Status Confirmed → Arrived")
    assert not line.can_undo


def test_nothing_can_be_written_into_the_past(rewind, day, desk):
    go_to(rewind, 35)
    before = desk.history.sum().made
    refused = heard(day.refused)
    day.set_status("ito", Status.ARRIVED)
    day.move("ito", ("T6",))
    day.undo()
    day.walk_in("T6", 2)
    assert len(refused) == 4
    assert desk.history.sum().made == before


def test_news_of_the_others_waits_until_it_is_now_again(rewind, day, desk):
    go_to(rewind, 35)
    desk.bookings.set_status(desk.bookings.get("ito"), Status.CANCELLED, day.author)
    day.refresh(frozenset({("reservation", "ito")}))
    assert day.find("ito").status is Status.BOOKED
    rewind.close()
    assert day.find("ito").status is Status.CANCELLED
    assert day.find("yamada").status is Status.ARRIVED
    assert not rewind.is_open


def test_another_day_is_shown_as_it_is_now(rewind, day):
    closed = heard(rewind.closed)
    day.step(1)
    assert closed
    assert day.past_at is None


def test_a_new_booking_is_made_on_the_book_as_it_is_now(rewind, day, desk):
    go_to(rewind, 35)
    sheet = SheetModel(desk, day, Drafts())
    sheet.begin(Beginning(minute=21 * 60, adults=2))
    assert sheet.book.reservations_by_id[ReservationId("yamada")].status is Status.ARRIVED


def test_what_is_saved_all_the_same_brings_the_book_back_to_now(rewind, day, desk):
    go_to(rewind, 35)
    before = desk.bookings.get("ito")
    day.record("status", desk.bookings.set_status(before, Status.ARRIVED, day.author))
    assert day.past_at is None
    assert day.find("ito").status is Status.ARRIVED


def test_nobody_looks_further_than_there_is_a_past(rewind):
    rewind.go_to(-5)
    assert rewind.minute == 0
    rewind.go_to(10**6)
    assert rewind.minute == rewind.minutes
