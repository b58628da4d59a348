from dataclasses import replace

import pytest

from app.domain.errors import Invalid
from app.domain.venue import Pacing, TurnRule
from app.services.bookings import BookingDraft
from tests.app.services.conftest import HOST
from tests.builders import DINNER, FRIDAY, at


def test_closing_a_day_lists_its_bookings_and_changes_none(desk):
    booked = desk.bookings.add(
        BookingDraft(business_day=FRIDAY, starts_at=at("19:00"), adults=2), HOST
    ).reservation
    venue = desk.house.venue()
    saved = desk.house.change(venue, replace(venue, closing_days=(FRIDAY,)), HOST)
    assert [each.id for each in saved.affected] == [booked.id]
    assert desk.bookings.get(booked.id) == booked
    again = desk.house.change(saved.venue, replace(saved.venue, name="暖簾 本店"), HOST)
    assert again.affected == ()


def test_shorter_hours_list_what_lies_outside_them_now(desk):
    late = desk.bookings.add(
        BookingDraft(business_day=FRIDAY, starts_at=at("25:30"), adults=2), HOST
    ).reservation
    venue = desk.house.venue()
    opened = desk.house.change(venue, replace(venue, shifts=(DINNER,)), HOST).venue
    early = replace(DINNER, closes_minute=22 * 60)
    saved = desk.house.change(opened, replace(opened, shifts=(early,)), HOST)
    assert [each.id for each in saved.affected] == [late.id]


@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({"name": ""}, "name"),
        ({"timezone": "Asia/Edo"}, "timezone"),
        ({"day_starts_minute": 721}, "day_starts_minute"),
        ({"turn_rules": (TurnRule(covers_max=2, minutes=0),)}, "turn_minutes"),
        ({"pacing": Pacing(slot_minutes=0)}, "pacing"),
        ({"home_area_code": "3"}, "home_area_code"),
    ],
)
def test_settings_that_cannot_be_are_refused_by_field(desk, ledger, over, field):
    before = ledger.position()
    venue = desk.house.venue()
    with pytest.raises(Invalid) as refused:
        desk.house.change(venue, replace(venue, **over), HOST)
    assert refused.value.field == field
    assert ledger.position() == before


def test_turn_rules_are_kept_from_small_parties_to_large(desk):
    venue = desk.house.venue()
    rules = (TurnRule(covers_max=8, minutes=150), TurnRule(covers_max=2, minutes=60))
    saved = desk.house.change(venue, replace(venue, turn_rules=rules), HOST)
    assert [each.covers_max for each in saved.venue.turn_rules] == [2, 8]
