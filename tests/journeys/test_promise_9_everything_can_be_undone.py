"""Promise 9: everything can be taken back, and says who, when, where, from what to what."""

from dataclasses import replace

import pytest

from app.domain.errors import NotAllowed, Unknown
from app.domain.reservation import Status


def test_an_edit_is_taken_back_and_taken_back_again(two):
    _, hall, _ = two
    booking = hall.book(adults=2)
    saved = hall.desk.bookings.change(booking, replace(booking, adults=5), hall.author)
    undone = hall.desk.history.undo(saved.change_ids, hall.author)
    assert hall.get(booking).adults == 2
    hall.desk.history.undo(undone, hall.author)
    assert hall.get(booking).adults == 5


def test_every_status_tap_can_be_taken_back_at_once(two):
    _, hall, _ = two
    booking = hall.book()
    for status in (Status.ARRIVED, Status.SEATED, Status.LEFT):
        before = hall.get(booking)
        tapped = hall.desk.bookings.set_status(before, status, hall.author)
        hall.desk.history.undo(tapped.change_ids, hall.author)
        assert replace(hall.get(booking), revision=0) == replace(before, revision=0)
        hall.desk.bookings.set_status(hall.get(booking), status, hall.author)


def test_a_booking_taken_by_mistake_goes_and_a_deleted_one_comes_back(two):
    house, hall, entrance = two
    draft = hall.book("間違い")
    entry = hall.desk.history.of(draft.id)[0]
    hall.desk.history.undo((entry.change_id,), hall.author)
    with pytest.raises(Unknown):
        hall.get(draft)
    kept = hall.book("山田")
    deleted = hall.desk.bookings.delete(kept, hall.author)
    house.sync_all()
    hall.desk.history.undo(deleted, hall.author)
    house.sync_all()
    assert entrance.get(kept).guest_name == "山田"


def test_what_another_tablet_did_can_be_undone_here(two):
    house, hall, entrance = two
    booking = hall.book(adults=2)
    house.sync_all()
    theirs = entrance.get(booking)
    saved = entrance.desk.bookings.change(theirs, replace(theirs, adults=6), entrance.author)
    house.sync_all()
    hall.desk.history.undo(saved.change_ids, hall.author)
    house.sync_all()
    assert entrance.get(booking).adults == 2


def test_an_undo_never_undoes_what_others_did_since(two):
    house, hall, entrance = two
    booking = hall.book(adults=2)
    mine = hall.desk.bookings.change(booking, replace(booking, adults=3), hall.author)
    house.sync_all()
    theirs = entrance.get(booking)
    entrance.change(theirs, replace(theirs, adults=6))
    house.sync_all()
    with pytest.raises(NotAllowed, match="changed again"):
        hall.desk.history.undo(mine.change_ids, hall.author)
    assert hall.get(booking).adults == 6


def test_a_move_is_taken_back_whole_or_not_at_all(two):
    house, hall, entrance = two
    booking = hall.book()
    arrived = hall.desk.bookings.set_status(booking, Status.ARRIVED, hall.author)
    house.sync_all()
    entrance.desk.bookings.set_status(entrance.get(booking), Status.SEATED, entrance.author)
    house.sync_all()
    before = hall.get(booking)
    with pytest.raises(NotAllowed, match="changed again"):
        hall.desk.history.undo(arrived.change_ids, hall.author)
    assert hall.get(booking) == before


def test_history_says_who_when_where_and_from_what_to_what(two):
    house, hall, entrance = two
    booking = hall.book(adults=2)
    house.sync_all()
    theirs = entrance.get(booking)
    entrance.change(theirs, replace(theirs, adults=6, note="車椅子"))
    house.sync_all()
    last = hall.desk.history.of(booking.id)[-1]
    assert (last.actor, last.device, last.intent) == ("入口端末の係", "入口端末", "change")
    assert last.fields["adults"] == (2, 6)
    assert last.fields["note"] == ("", "車椅子") or last.fields["note"] == (None, "車椅子")
    assert abs(last.at_ms - house.clock.ms) < 60_000
