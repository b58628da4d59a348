from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.reservation import Status
from app.domain.venue import Shift
from app.viewmodels.header import (
    counts_text,
    day_text,
    next_hour_text,
    now_text,
    shift_of,
    shift_text,
)
from app.viewmodels.rows import EXPECTED
from tests.builders import DINNER, FRIDAY, a_day, a_reservation, a_venue, at

LUNCH = Shift(name="ランチ", opens_minute=11 * 60, closes_minute=15 * 60)
HOUSE = a_venue(shifts=(DINNER, LUNCH))


def test_a_day_is_named_with_its_weekday():
    assert day_text(date(2026, 12, 24)) == "Thu 24 Dec"


@pytest.mark.parametrize(
    ("time", "name"),
    [("10:00", "ランチ"), ("14:59", "ランチ"), ("15:00", "ディナー"), ("28:00", "ディナー")],
)
def test_the_shift_that_matters_is_the_one_running_or_the_next(time, name):
    shift = shift_of(HOUSE, FRIDAY, at(time))
    assert shift is not None
    assert shift.name == name


def test_a_shift_counts_only_on_its_weekdays():
    sunday = Shift(name="日曜", weekdays=frozenset({6}), opens_minute=0, closes_minute=60)
    assert shift_of(a_venue(shifts=(sunday,)), FRIDAY, at("19:00")) is None


def test_a_closing_day_says_so_instead_of_its_hours():
    weekly = a_venue(shifts=(DINNER,), closing_weekdays=frozenset({FRIDAY.weekday()}))
    assert shift_text(a_day(venue=weekly), at("19:00")) == "Closed weekly"
    single = a_venue(shifts=(DINNER,), closing_days=(FRIDAY,))
    assert shift_text(a_day(venue=single), at("19:00")) == "Closed"
    opened = replace(weekly, open_days=(FRIDAY,))
    assert shift_text(a_day(venue=opened), at("19:00")) == "ディナー 17:00–26:00"


def test_a_shift_is_written_past_midnight():
    assert shift_text(a_day(venue=HOUSE), at("19:00")) == "ディナー 17:00–26:00"


def test_a_house_without_hours_says_nothing():
    assert shift_text(a_day(), at("19:00")) == ""


def test_the_clock_goes_on_past_midnight_until_the_day_changes():
    assert now_text(a_day(), at("25:30")) == "25:30"


def test_the_clock_is_the_same_whichever_day_is_open():
    assert now_text(a_day(business_day=date(2027, 1, 1)), at("18:05")) == "18:05"


def test_counts_say_who_came_of_how_many():
    parties = (
        a_reservation("r1", adults=3, status=Status.SEATED),
        a_reservation("r2", adults=2),
        a_reservation("r3", adults=9, status=Status.CANCELLED),
    )
    assert counts_text(a_day(*parties)) == "3 in / 5 guests, 2 part(ies)"


def test_the_next_hour_counts_who_is_due_and_who_is_late(day):
    book, now = day.book, day.now()
    due = [
        each
        for each in book.reservations
        if each.status in EXPECTED and each.starts_at <= now + timedelta(hours=1)
    ]
    text = next_hour_text(book, now)
    assert text.startswith("due by 19:05: ")
    assert str(len(due)) in text
    assert str(sum(each.covers for each in due)) in text


def test_another_day_has_no_next_hour(day):
    now = day.now()
    day.step(1)
    assert next_hour_text(day.book, now) == ""
