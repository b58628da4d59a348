"""When the house is open."""

from datetime import timedelta

import pytest

from app.domain.hours import (
    Closing,
    affected_by,
    closing_of,
    is_closed,
    is_outside_hours,
    open_shifts,
    shift_at,
    shifts_on,
)
from app.domain.reservation import Status
from app.domain.venue import Shift
from tests.builders import DINNER, FRIDAY, VENUE, a_reservation, a_venue

LUNCH = Shift(name="ランチ", opens_minute=11 * 60, closes_minute=14 * 60)
WEEKEND_TEA = Shift(
    name="ティー", weekdays=frozenset({5, 6}), opens_minute=14 * 60, closes_minute=17 * 60
)
TUESDAY = FRIDAY + timedelta(days=4)
NEXT_FRIDAY = FRIDAY + timedelta(days=7)


def test_a_closing_weekday_is_closed_but_for_its_exceptions():
    venue = a_venue(closing_weekdays=frozenset({4}), open_days=(NEXT_FRIDAY,))
    assert is_closed(venue, FRIDAY)
    assert not is_closed(venue, NEXT_FRIDAY)
    assert not is_closed(venue, FRIDAY + timedelta(days=1))


def test_a_single_closing_day_closes_even_an_exception():
    venue = a_venue(closing_weekdays=frozenset({4}), open_days=(FRIDAY,), closing_days=(FRIDAY,))
    assert is_closed(venue, FRIDAY)


def test_a_closing_day_says_whether_it_is_one_every_week():
    venue = a_venue(closing_weekdays=frozenset({4}), closing_days=(FRIDAY, TUESDAY))
    assert closing_of(venue, FRIDAY) is Closing.WEEKLY
    assert closing_of(venue, TUESDAY) is Closing.SINGLE
    assert closing_of(venue, TUESDAY + timedelta(days=1)) is None


def test_a_closing_day_serves_no_shift():
    assert open_shifts(a_venue(shifts=(DINNER,)), FRIDAY) == (DINNER,)
    assert open_shifts(a_venue(shifts=(DINNER,), closing_days=(FRIDAY,)), FRIDAY) == ()


def test_the_shifts_of_a_day_are_those_of_its_weekday_in_order():
    venue = a_venue(shifts=(DINNER, WEEKEND_TEA, LUNCH))
    assert shifts_on(venue, FRIDAY) == (LUNCH, DINNER)
    assert shifts_on(venue, FRIDAY + timedelta(days=1)) == (LUNCH, WEEKEND_TEA, DINNER)


@pytest.mark.parametrize(
    ("minute", "shift"),
    [
        (11 * 60 - 1, None),
        (11 * 60, LUNCH),
        (14 * 60 - 1, LUNCH),
        (14 * 60, None),
        (25 * 60 + 59, DINNER),
        (26 * 60, None),
    ],
)
def test_a_shift_runs_from_its_opening_until_just_before_its_closing(minute, shift):
    venue = a_venue(shifts=(LUNCH, DINNER))
    assert shift_at(venue, FRIDAY, minute) == shift
    assert is_outside_hours(venue, FRIDAY, minute) is (shift is None)


def test_a_house_without_shifts_has_no_hours_to_lie_outside_of():
    assert not is_outside_hours(VENUE, FRIDAY, 3 * 60)


def test_a_change_of_hours_lists_whom_it_touches_and_nobody_else():
    early, dinner = a_reservation("early", time="16:00"), a_reservation("dinner", time="25:30")
    off = a_reservation("off", time="16:00", status=Status.CANCELLED)
    venue = a_venue(shifts=(DINNER,))
    assert affected_by(venue, (early, dinner, off)) == (early,)
    assert affected_by(a_venue(closing_days=(FRIDAY,)), (early, dinner, off)) == (early, dinner)
    assert affected_by(VENUE, (early, dinner, off)) == ()
