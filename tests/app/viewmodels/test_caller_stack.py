from dataclasses import replace

from app.domain.call import CallerCard, CallerGuest, Withheld
from app.domain.guest import Visits
from app.viewmodels.caller_stack import (
    MISSED_SHOWN_MS,
    UNKNOWN_AFTER_MS,
    Ringing,
    Stage,
    aged,
    next_booking,
    number_key,
)
from tests.builders import a_call, a_guest, a_phone, a_reservation


def a_ringing(*guests, **over):
    card = over.pop("card", CallerCard(phone=a_phone(), withheld=None, guests=guests))
    return Ringing(
        **{
            "call": a_call(),
            "card": card,
            "shown_ms": 0,
            "stage": Stage.RINGING,
            "stage_ms": 0,
            **over,
        }
    )


def a_caller(id="g1", booking=None):
    return CallerGuest(guest=a_guest(id), visits=Visits(), next_reservation=booking)


def test_the_only_guest_of_a_number_is_who_calls():
    assert a_ringing(a_caller("g1")).who.guest.id == "g1"


def test_of_several_guests_none_is_preselected():
    both = a_ringing(a_caller("g1"), a_caller("g2"))
    assert both.who is None
    assert replace(both, chosen="g2").who.guest.id == "g2"


def test_a_candidate_is_never_opened_by_itself():
    card = CallerCard(phone=a_phone(), withheld=None, candidates=(a_caller("g1"),))
    assert a_ringing(card=card).who is None
    assert a_ringing(card=card, chosen="g1").who.guest.id == "g1"


def test_a_missed_call_stays_ten_seconds_and_not_longer():
    missed = a_ringing(stage=Stage.MISSED, stage_ms=5_000)
    assert aged(missed, 5_000 + MISSED_SHOWN_MS - 1) == missed
    assert aged(missed, 5_000 + MISSED_SHOWN_MS) is None


def test_a_missed_call_with_a_memo_half_written_stays():
    missed = a_ringing(stage=Stage.MISSED, memo="")
    assert aged(missed, 10 * MISSED_SHOWN_MS) == missed


def test_a_ring_without_an_end_becomes_unknown_and_never_missed():
    ringing = a_ringing()
    assert aged(ringing, UNKNOWN_AFTER_MS - 1) == ringing
    old = aged(ringing, UNKNOWN_AFTER_MS)
    assert old is not None
    assert old.stage is Stage.UNKNOWN
    assert aged(old, 100 * UNKNOWN_AFTER_MS) == old


def test_an_answered_call_stays_until_it_is_dealt_with():
    answered = a_ringing(stage=Stage.ANSWERED)
    assert aged(answered, 100 * UNKNOWN_AFTER_MS) == answered


def test_the_existing_booking_is_clear_only_when_the_guest_is():
    booking = a_reservation()
    assert next_booking(a_ringing(a_caller(booking=booking))) == booking
    assert next_booking(a_ringing(a_caller(booking=booking), a_caller("g2"))) is None


def test_a_number_without_a_card_still_opens_its_booking():
    card = CallerCard(phone=a_phone(), withheld=None, bookings=(a_reservation(),))
    assert next_booking(a_ringing(card=card)) == a_reservation()


def test_two_spellings_of_a_number_are_one_and_withheld_ones_never_are():
    assert number_key(a_call(phone=a_phone("+81 90 1234 5678"))) == number_key(a_call())
    assert number_key(a_call(phone=None, withheld=Withheld.PRIVATE)) == ""
