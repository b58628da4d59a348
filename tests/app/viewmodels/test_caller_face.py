from datetime import date, timedelta

import pytest

from app.domain.call import CallerCard, CallerGuest, Outcome, Withheld
from app.domain.guest import Visits
from app.viewmodels.caller_face import TO_CALL_BACK, call_row, face_of
from app.viewmodels.caller_stack import Ringing, Stage
from tests.builders import (
    FRIDAY,
    a_call,
    a_day,
    a_guest,
    a_phone,
    a_reservation,
    a_venue,
    at,
)

NOW = at("19:00") + timedelta(seconds=12)
BOOK = a_day(venue=a_venue())


def a_face(card=None, now=NOW, **over):
    card = card or CallerCard(phone=a_phone(), withheld=None)
    ringing = Ringing(
        **{
            "call": a_call(line="代表"),
            "card": card,
            "shown_ms": 0,
            "stage": Stage.RINGING,
            "stage_ms": 0,
            **over,
        }
    )
    return face_of(ringing, BOOK, now, "ホール端末")


def known(booking=None, visits=None, **guest):
    who = CallerGuest(guest=a_guest(**guest), visits=visits or Visits(), next_reservation=booking)
    return CallerCard(phone=a_phone(), withheld=None, guests=(who,))


def test_the_card_tells_everything_the_house_knows_of_the_caller():
    face = a_face(
        known(
            booking=a_reservation(tables="t1", business_day=date(2026, 11, 14)),
            visits=Visits(visits=14, no_shows=1, last_visit=date(2026, 10, 29)),
            name="斎藤",
            kana="さいとう",
            caution="会計で行き違い",
            allergies=("そば", "えび"),
            preferences="窓側",
        )
    )
    assert face.headline == "斎藤"
    assert face.kana == "さいとう"
    assert face.caution == "会計で行き違い"
    assert face.allergies == "そば, えび"
    assert "19:00" in face.next_text
    assert "T1" in face.next_text
    assert not face.next_is_today
    assert face.past == "Visits 14   last Thu 29 Oct   no-shows 1"
    assert face.memo == "窓側"
    assert face.line == "代表   since 19:00, 12 s"
    assert face.can_open


def test_a_booking_of_today_is_said_to_be():
    face = a_face(known(booking=a_reservation(business_day=FRIDAY)))
    assert face.next_is_today
    assert face.next_text.startswith("Today")


def test_an_unknown_number_says_so_and_can_be_called_back():
    face = a_face()
    assert face.headline == "Nobody found"
    assert face.number == "090-1234-5678"
    assert face.can_call_back
    assert not face.can_open


@pytest.mark.parametrize(
    ("withheld", "words"),
    [
        (Withheld.PRIVATE, "Number withheld"),
        (Withheld.PAY_PHONE, "Pay phone"),
        (Withheld.OUT_OF_AREA, "Out of area"),
        (Withheld.SERVICE, "Out of area"),
        (Withheld.ERROR, "Number not received"),
        (Withheld.NONE_DELIVERED, "No number delivered"),
    ],
)
def test_every_kind_of_withheld_number_is_named_and_matched_to_nobody(withheld, words):
    face = a_face(
        CallerCard(phone=None, withheld=withheld),
        call=a_call(phone=None, withheld=withheld),
    )
    assert (face.headline, face.number, face.choices) == (words, "", ())
    assert not face.can_call_back


def test_several_guests_are_all_offered_and_none_is_named():
    card = CallerCard(
        phone=a_phone(),
        withheld=None,
        guests=(
            CallerGuest(guest=a_guest("g1", name="斎藤"), visits=Visits()),
            CallerGuest(
                guest=a_guest("g2", name="斎藤 花子"),
                visits=Visits(),
                next_reservation=a_reservation(),
            ),
        ),
    )
    face = a_face(card)
    assert face.headline == "2 guests"
    assert [each.name for each in face.choices] == ["斎藤", "斎藤 花子"]
    assert face.choices[0].detail == "First visit"
    assert "19:00" in face.choices[1].detail
    assert a_face(card, chosen="g2").headline == "斎藤 花子"
    assert a_face(card, chosen="g2").choices == ()


def test_candidates_are_said_to_be_such():
    who = CallerGuest(guest=a_guest(name="斎藤"), visits=Visits())
    face = a_face(CallerCard(phone=a_phone(), withheld=None, candidates=(who,)))
    assert face.headline == "Nobody found"
    assert "8" in face.choices_title
    assert [each.name for each in face.choices] == ["斎藤"]


def test_a_number_that_only_a_booking_knows_is_named_by_it():
    booking = a_reservation(guest_name="加藤")
    face = a_face(CallerCard(phone=a_phone(), withheld=None, bookings=(booking,)))
    assert face.headline == "加藤"
    assert face.can_open


@pytest.mark.parametrize(
    ("stage", "taken_on", "words"),
    [
        (Stage.RINGING, "", "Incoming call"),
        (Stage.ANSWERED, "ホール端末", "Answered"),
        (Stage.ANSWERED, "入口端末", "入口端末 is on it"),
        (Stage.MISSED, "", "Missed call"),
        (Stage.UNKNOWN, "", "Rang; outcome unknown"),
    ],
)
def test_the_card_says_how_the_call_stands_and_on_which_device(stage, taken_on, words):
    assert a_face(stage=stage, call=a_call(taken_on=taken_on)).state == words


def test_a_second_try_is_counted():
    assert a_face(times=1).times == ""
    assert a_face(times=2).times == "×2"


def test_the_call_list_marks_the_calls_the_house_owes():
    row = call_row(a_call(note=f"窓側\n{TO_CALL_BACK}", outcome=Outcome.MISSED), BOOK, FRIDAY)
    assert row.owes_call
    assert row.outcome == "missed"
    assert row.time == "19:00"
    assert not call_row(a_call(note="折り返し不要"), BOOK, FRIDAY).owes_call
