"""What staff should know about a booking; never a refusal."""

import pytest

from app.domain.reservation import HOLDS_NO_TABLE, Status
from app.domain.venue import Pacing
from app.domain.warnings import cautions, describe
from tests.builders import (
    DINNER,
    FRIDAY,
    a_day,
    a_phone,
    a_reservation,
    a_table,
    a_venue,
    an_area,
)


def codes(day, reservation):
    return [caution.code for caution in cautions(day, reservation)]


def only(day, reservation):
    (caution,) = cautions(day, reservation)
    return caution


def test_an_ordinary_booking_needs_no_caution():
    party = a_reservation(tables="t1", guest_name="山田", phone=a_phone())
    assert cautions(a_day(party), party) == ()


def test_a_table_promised_twice_is_said_with_whom_and_when():
    other = a_reservation("r2", time="20:30", tables="t2 t1", guest_name="佐々木")
    caution = only(a_day(other), a_reservation("r1", tables="t1"))
    assert (caution.code, caution.with_ids) == ("double_booked", ("r2",))
    assert describe(caution) == "T1 is promised to 佐々木 from 20:30 as well."


def test_every_other_party_on_the_table_is_said():
    others = [
        a_reservation("r2", time="18:00", tables="t1"),
        a_reservation("r3", time="20:00", tables="t1"),
    ]
    day = a_day(*others)
    found = cautions(day, a_reservation("r1", time="19:00", tables="t1"))
    assert [caution.with_ids for caution in found] == [("r2",), ("r3",)]
    assert describe(found[0]) == "T1 is promised to a party of 2 from 18:00 as well."


def test_parties_that_follow_each_other_are_not_double_booked():
    before = a_reservation("r2", time="17:00", tables="t1")
    after = a_reservation("r3", time="21:00", tables="t1")
    assert codes(a_day(before, after), a_reservation(time="19:00", tables="t1")) == []


@pytest.mark.parametrize("status", sorted(HOLDS_NO_TABLE))
def test_who_called_off_is_in_nobodys_way_and_needs_no_caution(status):
    off = a_reservation("r2", tables="t1", guest_name="山田", status=status)
    party = a_reservation("r1", tables="t1", guest_name="山田")
    day = a_day(off, party, venue=a_venue(closing_days=(FRIDAY,)))
    assert codes(day, party) == ["closed_day"]
    assert codes(day, off) == []


def test_a_draft_is_judged_in_place_of_its_older_self():
    older = a_reservation("r1", tables="t1", adults=4, guest_name="山田")
    day = a_day(older, venue=a_venue(pacing=Pacing(covers_max=4)))
    assert codes(day, a_reservation("r1", tables="t1", adults=4, guest_name="山田")) == []


def test_tables_that_cannot_be_sat_at_are_said():
    day = a_day(
        areas=(an_area("a1"),),
        tables=(a_table("t1", closed=True, area_id="a1"), a_table("t2", area_id="gone")),
    )
    party = a_reservation(tables="t1 t2 t9", adults=6)
    assert [(each.code, each.with_ids) for each in cautions(day, party)] == [
        ("table_closed", ("t1",)),
        ("unknown_area", ("t2",)),
        ("unknown_table", ("t9",)),
    ]
    assert [describe(each) for each in cautions(day, party)] == [
        "T1 is out of use.",
        "T2 stands in an area that was removed.",
        "The table was removed from the floor.",
    ]


def test_a_table_that_stands_in_no_area_needs_no_caution():
    assert codes(a_day(areas=(an_area("a1"),)), a_reservation(tables="t1")) == []


def test_a_party_larger_than_its_tables_is_said():
    day = a_day(tables=(a_table("t1", seats_max=4), a_table("t2", seats_max=2)))
    caution = only(day, a_reservation(tables="t1 t2", adults=7))
    assert describe(caution) == "T1+T2 seats 6, and the party needs 7."
    assert codes(day, a_reservation(tables="t1 t2", adults=6)) == []
    assert codes(day, a_reservation(tables="t1", adults=4, infants=1)) == []


def test_a_small_party_at_a_table_kept_for_large_ones_is_said():
    day = a_day(tables=(a_table("t1", seats_min=6, seats_max=8), a_table("t2")))
    caution = only(day, a_reservation(tables="t1"))
    assert describe(caution) == "T1 is kept for parties of 6 or more."
    assert codes(day, a_reservation(tables="t1 t2")) == []


def test_more_covers_than_the_kitchen_takes_in_one_slot_are_said():
    day = a_day(
        a_reservation("r2", time="19:10", adults=6),
        a_reservation("r3", time="19:15", adults=6),
        venue=a_venue(pacing=Pacing(slot_minutes=15, covers_max=10)),
    )
    caution = only(day, a_reservation("r1", time="19:00", adults=5))
    assert (caution.code, caution.with_ids) == ("over_pacing", ("r2",))
    assert describe(caution) == "11 guests start at 19:00; the house takes 10 at once."
    assert codes(day, a_reservation("r1", time="19:00", adults=4)) == []


def test_a_closed_day_and_a_time_outside_every_shift_are_said():
    party = a_reservation(time="16:00")
    closed = a_day(venue=a_venue(closing_weekdays=frozenset({4}), shifts=(DINNER,)))
    assert describe(only(closed, party)) == "The house is closed on Friday 13 November."
    outside = a_day(venue=a_venue(shifts=(DINNER,)))
    assert describe(only(outside, party)) == (
        "16:00 lies outside every shift of Friday 13 November."
    )
    assert codes(outside, a_reservation(time="25:59")) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"guest_name": "髙橋 様"}, {"guest_name": "高橋"}),
        ({"phone": a_phone("090-1234-5678")}, {"phone": a_phone("+81 90 1234 5678")}),
        ({"phone": a_phone("123456")}, {"phone": a_phone("12-3456")}),
        ({"guest_id": "g1"}, {"guest_id": "g1"}),
        ({"guest_name": "山田", "guest_id": "g1"}, {"guest_name": "山田"}),
        ({"guest_name": "山田"}, {"guest_name": "山田", "guest_id": "g1"}),
    ],
)
def test_the_same_name_number_or_guest_twice_that_night_may_be_one_booking(one, other):
    day = a_day(a_reservation("r2", time="22:00", **other))
    found = [each for each in cautions(day, a_reservation("r1", **one)) if each.code != "odd_phone"]
    assert [(each.code, each.with_ids) for each in found] == [("possible_duplicate", ("r2",))]


def test_a_possible_duplicate_is_said_with_its_name_and_time():
    day = a_day(a_reservation("r2", time="20:00", guest_name="山田"))
    caution = only(day, a_reservation("r1", guest_name="山田様"))
    assert describe(caution) == "山田 is booked at 20:00 that day already."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"guest_name": "山田"}, {"guest_name": "川田"}),
        ({}, {}),
        ({"guest_name": "佐藤", "guest_id": "g1"}, {"guest_name": "佐藤", "guest_id": "g2"}),
        ({"phone": a_phone("090-1111-2222")}, {"phone": a_phone("090-1111-3333")}),
        ({"phone": a_phone("090-1111-2222")}, {}),
        ({}, {"phone": a_phone("090-1111-2222")}),
    ],
)
def test_different_guests_are_not_one_booking(one, other):
    day = a_day(a_reservation("r2", **other))
    assert codes(day, a_reservation("r1", **one)) == []


def test_an_extension_typed_as_a_number_makes_no_two_guests_one():
    day = a_day(a_reservation("r2", phone=a_phone("12345")))
    assert codes(day, a_reservation("r1", phone=a_phone("12345"))) == ["odd_phone"]


def test_lunch_and_dinner_of_one_guest_are_two_bookings():
    lunch = a_reservation("r2", time="12:00", guest_name="山田")
    day = a_day(lunch)
    assert codes(day, a_reservation("r1", time="15:01", guest_name="山田")) == []
    assert codes(day, a_reservation("r1", time="15:00", guest_name="山田")) == [
        "possible_duplicate"
    ]
    long_lunch = a_reservation("r2", time="12:00", guest_name="山田", turn_minutes=240)
    assert codes(a_day(long_lunch), a_reservation("r1", time="15:59", guest_name="山田")) == [
        "possible_duplicate"
    ]


def test_an_odd_phone_number_is_said():
    party = a_reservation(phone=a_phone("090-1234-567"))
    assert describe(only(a_day(party), party)) == "090-1234-567 is no whole phone number."


def test_a_local_number_is_whole_where_the_house_knows_its_area_code():
    party = a_reservation(phone=a_phone("1234-5678"))
    assert codes(a_day(venue=a_venue(home_area_code="03")), party) == []
    assert codes(a_day(), party) == ["odd_phone"]


def test_cautions_hold_for_who_is_in_the_house_too():
    day = a_day(tables=(a_table("t1", seats_max=2),))
    assert codes(day, a_reservation(tables="t1", adults=3, status=Status.SEATED)) == ["too_small"]
