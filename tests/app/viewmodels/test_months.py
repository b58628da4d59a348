from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.hours import Closing
from app.domain.overview import Busy, DayLoad, ShiftLoad
from app.viewmodels.holiday_words import holiday_text
from app.viewmodels.months import (
    CELLS,
    MonthsModel,
    busy_word,
    face_of,
    month_title,
    step_months,
    weekday_heads,
)
from tests.app.ui.sample import EVE
from tests.builders import DINNER, a_venue

days = st.dates(min_value=date(1990, 1, 1), max_value=date(2099, 12, 31))


@pytest.fixture
def months(desk, day):
    return MonthsModel(desk, day)


@given(days, st.integers(-30, 30))
def test_a_month_on_and_back_is_the_same_month(day, by):
    there = step_months(day, by)
    assert (there.year * 12 + there.month) - (day.year * 12 + day.month) == by
    assert there.day == day.day or (there + timedelta(days=1)).day == 1
    assert step_months(there, -by).replace(day=1) == day.replace(day=1)


def test_a_page_is_six_whole_weeks_with_the_month_inside(months):
    page = months.page(EVE)
    assert len(page.days) == CELLS
    assert len({each.day for each in page.days}) == CELLS
    assert page.place(date(2026, 12, 1)) is not None
    assert page.place(date(2026, 12, 31)) is not None
    assert page.place(date(2027, 3, 1)) is None
    assert [each.is_beyond for each in page.days].count(False) == 31
    assert page.days[0].day.weekday() == page.days[7].day.weekday()
    assert len(set(weekday_heads())) == 7


def test_today_is_told_from_the_other_days(months):
    assert [each.day for each in months.page(EVE).days if each.is_today] == [EVE]


def test_a_day_is_said_with_its_guests_and_how_full_it_is():
    load = DayLoad(day=EVE, seats=10, shifts=(ShiftLoad(shift=DINNER, parties=3, covers=9),))
    face = face_of(load, today=EVE)
    assert face.spoken == "Thu 24 Dec, today, 3 part(ies), 9 guests, busy"
    assert (face.covers, face.share) == (9, 0.9)


def test_a_closing_day_says_why_and_whom_it_was_promised_to():
    load = DayLoad(
        day=EVE,
        closing=Closing.WEEKLY,
        seats=10,
        shifts=(ShiftLoad(shift=None, parties=1, covers=2),),
    )
    face = face_of(load, today=date(2026, 12, 1))
    assert face.closing == "Closed weekly"
    assert face.spoken == "Thu 24 Dec, Closed weekly, 1 part(ies), 2 guests"


def test_every_fullness_has_its_own_word():
    assert len({busy_word(each) for each in Busy}) == len(Busy)


def test_a_month_is_named_with_its_year(japanese):
    assert month_title(EVE) == "2026年12月"


def test_news_of_bookings_and_of_the_house_change_the_pages_and_others_do_not(months, qtbot):
    for kind in ("reservation", "venue", "table"):
        with qtbot.waitSignal(months.changed):
            months.refresh(frozenset({(kind, "x")}))
    with qtbot.assertNotEmitted(months.changed):
        months.refresh(frozenset({("guest", "x")}))


def test_a_public_holiday_is_named_where_the_house_keeps_it(months):
    page = months.page(date(2026, 11, 1))
    (third,) = [each for each in page.days if each.day == date(2026, 11, 3)]
    assert third.holiday == "Culture Day"
    assert third.is_weekend
    assert "Culture Day" in third.spoken
    assert holiday_text(a_venue(timezone="Europe/London"), third.day) == ""
    assert holiday_text(a_venue(), date(2026, 11, 4)) == ""
