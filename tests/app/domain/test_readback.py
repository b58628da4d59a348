"""The sentence read back to the guest on the phone."""

from datetime import date

import pytest

from app.domain.readback import readback
from app.domain.reservation import Status
from tests.builders import VENUE, a_phone, a_reservation, a_venue


def japanese(*tables, **over):
    return readback(a_reservation(**over), VENUE, tables, "ja")


def english(*tables, **over):
    return readback(a_reservation(**over), VENUE, tables, "en")


def test_a_booking_is_read_back_in_full():
    said = japanese(
        "T5",
        "T6",
        time="19:30",
        adults=3,
        children=1,
        guest_name="山田",
        course="季節の会席",
        allergies=("卵", "そば"),
        phone=a_phone(),
    )
    assert said == (
        "11月13日(金)の19時30分、午後7時30分、4名様（大人3・子供1・幼児0）、山田様、お席はT5・T6、"
        "季節の会席、アレルギーは卵・そば、お電話番号は090-1234-5678で承りました。"
    )


def test_what_is_not_known_is_not_said():
    assert japanese() == "11月13日(金)の19時、午後7時、2名様、お席のみで承りました。"


def test_after_midnight_both_ways_are_said():
    assert japanese(time="25:30").startswith(
        "11月13日(金)の深夜25時30分、14日(土)午前1時30分、2名様"
    )
    assert english(time="25:30").startswith(
        "Friday 13 November late at night, 25:30, which is Saturday 14 November at 1:30 a.m., "
    )


def test_midnight_is_the_next_day_too():
    assert japanese(time="24:00").startswith("11月13日(金)の深夜24時、14日(土)午前0時、")
    assert "Saturday 14 November at 12:00 a.m." in english(time="24:00")


def test_the_month_is_said_again_only_where_the_night_ends_it():
    said = japanese(business_day=date(2026, 11, 30), time="26:00")
    assert said.startswith("11月30日(月)の深夜26時、12月1日(火)午前2時、")


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (4, "12月4日〔よっか〕(金)の"),
        (8, "12月8日〔ようか〕(火)の"),
        (14, "12月14日(月)の"),
        (1, "12月1日(火)の"),
    ],
)
def test_the_fourth_and_the_eighth_are_spelled_as_they_are_said(day, said):
    assert japanese(business_day=date(2026, 12, day)).startswith(said)


def test_the_day_after_midnight_is_spelled_as_it_is_said():
    said = japanese(business_day=date(2026, 12, 3), time="25:00")
    assert said.startswith("12月3日(木)の深夜25時、4日〔よっか〕(金)午前1時、")


@pytest.mark.parametrize(
    ("time", "said"),
    [
        ("7:00", "午前7時〔ななじ〕、"),
        ("7:30", "午前7時〔ななじ〕30分、"),
        ("11:15", "午前11時15分、"),
        ("12:00", "12時、午後0時、"),
        ("13:00", "13時、午後1時、"),
    ],
)
def test_hours_cannot_be_misheard(time, said):
    assert japanese(time=time).startswith(f"11月13日(金)の{said}")


def test_one_in_the_morning_of_a_house_that_changes_days_at_midnight_is_spelled():
    venue = a_venue(day_starts_minute=0)
    party = a_reservation(
        starts_at=a_reservation(time="25:00").starts_at, business_day=date(2026, 11, 14)
    )
    assert readback(party, venue, (), "ja").startswith("11月14日(土)の午前1時〔いちじ〕、")


def test_a_request_is_not_read_back_as_a_promise():
    assert japanese(status=Status.REQUESTED).endswith(
        "のご希望を承りました。まだ確定ではございません。追ってご返事いたします。"
    )
    assert "This is a request" in english(status=Status.REQUESTED)


def test_a_name_typed_with_sama_gets_no_second_one():
    assert "山田様、" in japanese(guest_name="山田様")
    assert "様様" not in japanese(guest_name="山田様")


def test_an_english_guest_hears_both_clocks():
    said = english("T5", adults=2, guest_name="Smith", allergies=("egg",), phone=a_phone())
    assert said == (
        "Friday 13 November at 7:00 p.m., 19:00, party of 2, under the name Smith, at T5, "
        "seats only, allergies: egg, phone 090-1234-5678."
    )
    assert english(time="11:00").startswith("Friday 13 November at 11:00 a.m., party of 2")
    assert english(time="12:15").startswith("Friday 13 November at 12:15 p.m., 12:15, ")
    assert ", Omakase, " in english(course="Omakase", phone=a_phone())
