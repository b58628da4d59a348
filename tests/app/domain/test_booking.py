"""A draft becomes a booking, or is refused with the field at fault."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from app.domain.booking import BookingDraft, book, checked, typed_phone
from app.domain.errors import Invalid
from app.domain.ids import ReservationId
from app.domain.limits import NAME_LETTERS_MAX, TABLES_MAX
from app.domain.reservation import Source, Status
from tests.builders import FRIDAY, VENUE, a_reservation, a_venue, at

JST = timezone(timedelta(hours=9))


def a_draft(**over):
    return BookingDraft(**{"business_day": FRIDAY, "starts_at": at(), "adults": 2, **over})


def booked(**over):
    return book(a_draft(**over), VENUE, ReservationId("r1"))


def test_a_bare_draft_takes_the_houses_turn_and_is_booked():
    reservation = booked()
    assert (reservation.id, reservation.turn_minutes, reservation.status) == (
        "r1",
        90,
        Status.BOOKED,
    )
    assert booked(adults=2, children=1).turn_minutes == 120
    assert booked(adults=2, turn_minutes=45).turn_minutes == 45


def test_everything_typed_is_kept():
    typed = {
        "children": 1,
        "infants": 1,
        "guest_name": "山田",
        "guest_kana": "やまだ",
        "guest_id": "g1",
        "table_ids": ("t2", "t1"),
        "table_pinned": True,
        "status": Status.REQUESTED,
        "course": "会席",
        "requests": "窓際",
        "note": "一行\n二行",
        "tags": ("VIP",),
        "allergies": ("卵",),
        "source": Source(channel="web", site="s", reference="1", referrer="r"),
        "taken_by": "s1",
        "answer_by": at("12:00"),
    }
    reservation = booked(**typed)
    assert {name: getattr(reservation, name) for name in typed} == typed


def test_a_time_with_another_offset_is_kept_in_utc():
    reservation = booked(starts_at=datetime(2026, 11, 13, 19, 0, tzinfo=JST))
    assert reservation.starts_at == at("19:00")
    assert reservation.starts_at.tzinfo is UTC


@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({"adults": 0}, "adults"),
        ({"adults": -1, "children": 2}, "adults"),
        ({"children": -1}, "children"),
        ({"infants": 1000}, "infants"),
        ({"adults": 999, "children": 1}, "adults"),
        ({"turn_minutes": 0}, "turn_minutes"),
        ({"turn_minutes": 1441}, "turn_minutes"),
        ({"starts_at": at() - timedelta(days=1)}, "time"),
        ({"table_ids": tuple(f"t{n}" for n in range(TABLES_MAX + 1))}, "table_ids"),
        ({"guest_name": "あ" * (NAME_LETTERS_MAX + 1)}, "guest_name"),
        ({"guest_kana": "\0"}, "guest_kana"),
        ({"course": "\x07"}, "course"),
        ({"requests": "あ" * 4001}, "requests"),
        ({"note": "\ud800"}, "note"),
        ({"tags": ("あ" * 61,)}, "tags"),
        ({"allergies": tuple(str(n) for n in range(51))}, "allergies"),
        ({"source": Source(channel="x" * 201)}, "source"),
        ({"source": Source(site="x" * 201)}, "source"),
        ({"source": Source(reference="x" * 201)}, "source"),
        ({"source": Source(referrer="x" * 201)}, "source"),
        ({"phone": "9" * 201}, "phone"),
    ],
)
def test_what_is_out_of_bounds_is_refused_by_field(over, field):
    with pytest.raises(Invalid) as refused:
        booked(**over)
    assert refused.value.field == field


def test_a_table_named_twice_is_held_once():
    assert booked(table_ids=("t1", "t2", "t1")).table_ids == ("t1", "t2")


def test_an_edit_is_held_to_the_same_bounds():
    edited = replace(a_reservation(), guest_name=" 山田 ")
    assert checked(edited, VENUE).guest_name == "山田"
    with pytest.raises(Invalid):
        checked(replace(a_reservation(), adults=1000), VENUE)
    with pytest.raises(Invalid) as refused:
        checked(replace(a_reservation(), cancel_reason="あ" * 4001), VENUE)
    assert refused.value.field == "cancel_reason"


def test_a_phone_is_read_with_the_houses_area_code_and_none_typed_is_none():
    tokyo = a_venue(home_area_code="03")
    phone = typed_phone("1234-5678", tokyo)
    assert phone is not None
    assert phone.e164 == "+81312345678"
    assert typed_phone("  ", tokyo) is None
