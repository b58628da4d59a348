from contextlib import closing
from datetime import date, timedelta
from typing import Any

import pytest

from app.domain.call import Outcome, Withheld
from app.domain.errors import Invalid, NotAllowed, Unknown
from app.domain.ids import CallId, ReservationId
from app.domain.reservation import Status
from app.services.bookings import BookingDraft
from app.services.calls import REPEAT_MS_MAX, CallDraft
from app.services.desk import Desk
from app.services.guests import GuestDraft
from sync.change import unpack
from tests.app.services.conftest import HOST
from tests.builders import FRIDAY, at
from tests.ledgers import Clock, Names, Stranger, a_ledger, receive

NUMBER = "09012345678"


def a_ring(**over):
    usual: dict[str, Any] = {"feed": "ncid", "number": NUMBER, "line": "1"}
    return CallDraft(**{**usual, **over})


@pytest.fixture
def saito(desk):
    return desk.guests.add(GuestDraft(name="斎藤", phones=("090-1234-5678",)), HOST)


def book(desk, **over):
    usual: dict[str, Any] = {"business_day": FRIDAY, "starts_at": at("19:00"), "adults": 2}
    return desk.bookings.add(BookingDraft(**{**usual, **over}), HOST).reservation


def test_a_known_caller_is_shown_with_the_next_booking(desk, saito):
    booked = book(desk, guest_id=saito.id)
    rung = desk.calls.ring(a_ring(), HOST)
    (caller,) = rung.card.guests
    assert (caller.guest.id, caller.next_reservation.id) == (saito.id, booked.id)
    assert rung.call.guest_id == saito.id
    assert rung.call.outcome is Outcome.RINGING


@pytest.mark.parametrize("withheld", list(Withheld))
def test_a_withheld_number_is_matched_to_nobody_and_makes_no_guest(desk, saito, withheld):
    rung = desk.calls.ring(a_ring(withheld=withheld), HOST)
    assert rung.card.guests == rung.card.candidates == rung.card.bookings == ()
    assert rung.call.phone is None
    assert len(desk.guests.find("斎藤")) == 1


def test_a_booking_under_a_number_without_a_card_is_shown(desk):
    booked = book(desk, guest_name="山田", phone=NUMBER)
    card = desk.calls.ring(a_ring(), HOST).card
    assert card.guests == ()
    assert [each.id for each in card.bookings] == [booked.id]


def test_a_call_with_an_id_of_its_own_is_one_call_for_ever(desk, clock):
    first = desk.calls.ring(a_ring(feed_call_id="a-1"), HOST)
    clock.ms += 3_600_000
    again = desk.calls.ring(a_ring(feed_call_id="a-1"), HOST)
    assert again.is_repeat
    assert again.change_ids == ()
    assert again.call.id == first.call.id


def test_without_an_id_the_same_number_on_a_line_is_one_call_for_three_seconds(desk, clock):
    first = desk.calls.ring(a_ring(), HOST)
    assert desk.calls.ring(a_ring(), HOST).call.id == first.call.id
    assert desk.calls.ring(a_ring(line="2"), HOST).call.id != first.call.id
    clock.ms += 2 * REPEAT_MS_MAX
    assert desk.calls.ring(a_ring(), HOST).call.id != first.call.id


def test_several_guests_on_a_number_stand_by_next_booking(desk, saito):
    wife = desk.guests.add(GuestDraft(name="斎藤花子", phones=(NUMBER,)), HOST)
    book(desk, guest_id=wife.id)
    rung = desk.calls.ring(a_ring(), HOST)
    assert [each.guest.id for each in rung.card.guests] == [wife.id, saito.id]
    assert rung.call.guest_id is None


def test_merged_cards_are_one_person_on_the_card(desk, saito):
    other = desk.guests.add(GuestDraft(name="齋藤", phones=("03-1111-2222",)), HOST)
    desk.guests.merge(saito.id, other.id, HOST)
    card = desk.calls.ring(a_ring(), HOST).card
    assert [each.guest.id for each in card.guests] == [other.id]


def test_an_extension_is_nobodys_number(desk):
    desk.guests.add(GuestDraft(name="内線", phones=("12",)), HOST)
    assert desk.calls.ring(a_ring(number="12"), HOST).card.guests == ()


def test_an_answered_call_stays_answered_however_it_ends(desk):
    call = desk.calls.ring(a_ring(), HOST).call
    taken = desk.calls.answered(call.id, HOST)
    assert (taken.outcome, taken.taken_on) == (Outcome.ANSWERED, desk.device_name)
    assert desk.calls.ended(call.id, Outcome.MISSED, HOST).outcome is Outcome.ANSWERED


def test_a_missed_call_says_so(desk):
    call = desk.calls.ring(a_ring(), HOST).call
    ended = desk.calls.ended(call.id, Outcome.MISSED, HOST)
    assert ended.outcome is Outcome.MISSED
    assert ended.ended_at is not None


def test_a_note_and_the_booking_that_came_of_it_are_kept(desk, saito):
    call = desk.calls.ring(a_ring(), HOST).call
    desk.calls.note(call.id, "折り返し希望", HOST)
    booked = book(desk, guest_id=saito.id)
    linked = desk.calls.link(call.id, booked.id, HOST)
    assert "折り返し希望" in linked.note
    assert (linked.reservation_id, linked.guest_id) == (booked.id, saito.id)
    with pytest.raises(Invalid):
        desk.calls.note(call.id, "あ" * 5_000, HOST)


def test_unknown_calls_and_bookings_are_refused(desk):
    with pytest.raises(Unknown):
        desk.calls.get(CallId("nobody"))
    call = desk.calls.ring(a_ring(), HOST).call
    with pytest.raises(Unknown):
        desk.calls.link(call.id, ReservationId("nowhere"), HOST)


def test_the_newest_calls_stand_first(desk, clock):
    first = desk.calls.ring(a_ring(), HOST).call
    clock.ms += 60_000
    second = desk.calls.ring(a_ring(), HOST).call
    assert [each.id for each in desk.calls.list()] == [second.id, first.id]
    assert len(desk.calls.list(1)) == 1
    with pytest.raises(NotAllowed):
        desk.calls.list(0)


def test_a_call_that_is_told_of_late_is_not_taken_for_a_later_one(desk):
    """A feed that was away tells of the calls it missed in their order, after those since."""
    noon = at("12:00")
    later = desk.calls.ring(a_ring(rang_at=noon), HOST)
    earlier = desk.calls.ring(a_ring(rang_at=noon - timedelta(hours=1)), HOST)
    assert not earlier.is_repeat
    assert [each.id for each in desk.calls.list()] == [later.call.id, earlier.call.id]
    again = desk.calls.ring(a_ring(rang_at=noon - timedelta(hours=1, seconds=-2)), HOST)
    assert again.call.id == earlier.call.id


def test_two_devices_that_hear_one_call_make_one_record(desk, ledger, tmp_path):
    with closing(a_ledger(tmp_path / "bar" / "ledger.db", incarnation="b" * 16)) as other:
        theirs = Desk(other, Clock(), Names("other"))
        rings = {
            each.calls.ring(a_ring(feed_call_id="a-1", rang_at=at("12:00")), HOST).call.id
            for each in (desk, theirs)
        }
        bodies = other.journal.bodies_of([("call", next(iter(rings)))])
        receive(ledger, *map(unpack, bodies.values()))
    assert len(rings) == 1
    assert len(desk.calls.list()) == 1
    assert desk.clashes.fields() == ()


def test_guests_on_a_number_stand_by_next_booking_then_by_last_visit(desk, clock):
    names = ("never", "last year", "last week", "tonight")
    guests = {
        name: desk.guests.add(GuestDraft(name=name, phones=(NUMBER,)), HOST) for name in names
    }
    for name, day in (("last year", date(2025, 11, 7)), ("last week", date(2026, 11, 6))):
        booked = book(
            desk, business_day=day, starts_at=at(business_day=day), guest_id=guests[name].id
        )
        desk.bookings.set_status(booked, Status.SEATED, HOST)
    book(desk, guest_id=guests["tonight"].id)
    card = desk.calls.ring(a_ring(), HOST).card
    assert [each.guest.name for each in card.guests] == ["tonight", *reversed(names[1:3]), "never"]
    assert [each.visits.visits for each in card.guests] == [0, 1, 1, 0]


def test_cards_merged_by_two_devices_into_each_other_are_still_one_person(desk, ledger, saito):
    other = desk.guests.add(GuestDraft(name="齋藤"), HOST)
    desk.guests.merge(saito.id, other.id, HOST)
    stranger = Stranger().change("guest", other.id, {"merged_into": saito.id})
    receive(ledger, stranger)
    (caller,) = desk.calls.ring(a_ring(), HOST).card.guests
    assert caller.guest.id in (saito.id, other.id)
    assert [each.id for each in desk.guests.find("斎藤")] == [caller.guest.id]
    assert set(ledger.cards_of(caller.guest.id)) == {saito.id, other.id}


def test_numbers_without_an_area_code_bring_candidates_and_open_nobody(desk):
    home = desk.guests.add(GuestDraft(name="山田", phones=("03-5555-0199",)), HOST)
    rung = desk.calls.ring(a_ring(number="5555-0199"), HOST)
    assert rung.card.guests == ()
    assert [each.guest.id for each in rung.card.candidates] == [home.id]
    assert rung.call.guest_id is None
