from dataclasses import replace
from datetime import date

import pytest

from app.domain.reservation import Status
from app.services.author import Author
from app.viewmodels.overview import (
    OverviewModel,
    Scope,
    guests_text,
    number_text,
    shift_name,
)
from tests.app.ui.sample import EVE

HOST = Author("sato")


@pytest.fixture
def model(desk, day):
    model = OverviewModel(desk, day)
    day.wrote.connect(model.refresh)
    return model


def tile(page, day):
    return next(each for row in page.rows for each in row if each.day == day)


def test_a_month_is_whole_weeks_and_each_day_says_its_numbers(model, day):
    page = model.page()
    assert page.title == "Dec 2026"
    assert {len(row) for row in page.rows} == {7}
    assert len(page.rows) in {5, 6}
    eve = tile(page, EVE)
    assert eve.covers == number_text(day.book.covers_expected)
    assert eve.parties == f"{day.book.parties} part(ies)"
    assert eve.is_today
    assert eve.notes == (f"ディナー {day.book.covers_expected}",)
    assert tile(page, date(2026, 12, 1)).covers == ""


def test_only_days_of_the_month_count_in_its_sum(model, day):
    assert model.page().summary.startswith(guests_text(day.book.covers_expected))
    model.step(1)
    assert model.page().title == "Jan 2027"
    assert model.page().summary.startswith("0 guests")


def test_a_week_has_its_shifts_as_rows_that_add_up_to_the_day(model, day):
    model.choose(Scope.WEEK)
    page = model.page()
    assert page.sides == ("Whole day", "ディナー")
    assert len(page.heads) == 7
    whole, dinner = (next(each for each in row if each.day == EVE) for row in page.rows)
    assert whole.covers == dinner.covers == number_text(day.book.covers_expected)
    assert (whole.is_whole, dinner.is_whole) == (True, False)


def test_what_starts_outside_of_every_shift_has_a_row_of_its_own(model, day, desk):
    moved = desk.bookings.get("suzuki")
    desk.bookings.change(moved, replace(moved, starts_at=moved.starts_at.replace(hour=3)), HOST)
    model.choose(Scope.WEEK)
    assert model.page().sides[-1] == shift_name(None)


def test_a_closing_day_says_so_and_still_shows_whom_it_was_promised_to(model, desk):
    venue = desk.house.venue()
    desk.house.change(venue, replace(venue, closing_days=(EVE,)), HOST)
    eve = tile(model.page(), EVE)
    assert (eve.is_closed, eve.word) == (True, "Closed")
    assert eve.covers
    model.choose(Scope.WEEK)
    assert tile(model.page(), EVE).is_closed


def test_a_week_and_a_month_are_stepped_by_their_own_length(model):
    model.step(1)
    assert model.anchor == date(2027, 1, 24)
    model.choose(Scope.WEEK)
    model.step(-1)
    assert model.anchor == date(2027, 1, 17)


def test_another_devices_booking_changes_the_numbers(model, day, qtbot):
    before = tile(model.page(), EVE).covers
    with qtbot.waitSignal(model.changed):
        day.set_status("suzuki", Status.CANCELLED)
    assert tile(model.page(), EVE).covers != before
    with qtbot.assertNotEmitted(model.changed):
        model.refresh(frozenset({("guest", "ito")}))


def test_a_public_holiday_is_named_on_its_day(model):
    model.open(date(2026, 11, 3))
    assert tile(model.page(), date(2026, 11, 3)).holiday == "Culture Day"
    model.choose(Scope.WEEK)
    assert tile(model.page(), date(2026, 11, 3)).holiday == "Culture Day"


def test_it_begins_at_the_day_that_was_opened_last(model, day):
    day.open(date(2027, 2, 14))
    assert model.page().title == "Feb 2027"
