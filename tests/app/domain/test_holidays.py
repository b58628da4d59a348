from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.holidays import Holiday, equinox, holiday_of

TOLD = {
    2026: (
        "01-01 01-12 02-11 02-23 03-20 04-29 05-03 05-04 05-05 05-06 07-20 08-11"
        " 09-21 09-22 09-23 10-12 11-03 11-23"
    ),
    2027: (
        "01-01 01-11 02-11 02-23 03-21 03-22 04-29 05-03 05-04 05-05 07-19 08-11"
        " 09-20 09-23 10-11 11-03 11-23"
    ),
}
"""As the Cabinet Office tells them."""


@pytest.mark.parametrize("year", TOLD)
def test_the_holidays_of_a_year_are_those_the_government_tells(year):
    days = (date(year, 1, 1) + timedelta(days=number) for number in range(365))
    found = [f"{day:%m-%d}" for day in days if holiday_of(day)]
    assert found == TOLD[year].split()


@pytest.mark.parametrize(
    ("day", "holiday"),
    [
        (date(2026, 5, 6), Holiday.SUBSTITUTE),
        (date(2026, 9, 22), Holiday.BETWEEN),
        (date(2026, 9, 23), Holiday.AUTUMN_EQUINOX),
        (date(2027, 3, 22), Holiday.SUBSTITUTE),
        (date(2026, 12, 24), None),
        (date(2021, 1, 1), None),
    ],
)
def test_days_that_move_have_their_own_names(day, holiday):
    assert holiday_of(day) is holiday


@given(st.integers(2022, 2099))
def test_every_year_has_each_holiday_once(year):
    days = [date(year, 1, 1) + timedelta(days=number) for number in range(365)]
    found = [holiday for day in days if (holiday := holiday_of(day))]
    named = [each for each in found if each not in {Holiday.SUBSTITUTE, Holiday.BETWEEN}]
    assert sorted(named) == sorted(set(Holiday) - {Holiday.SUBSTITUTE, Holiday.BETWEEN})


@given(st.integers(2022, 2099))
def test_a_holiday_on_a_sunday_gives_another_day_off(year):
    days = [date(year, 1, 1) + timedelta(days=number) for number in range(365)]
    sundays = [day for day in days if holiday_of(day) and day.weekday() == 6]
    found = [day for day in days if holiday_of(day) is Holiday.SUBSTITUTE]
    assert len(found) == len(sundays)
    assert all(day.weekday() != 6 for day in found)


def test_equinoxes_are_where_astronomers_put_them():
    assert (equinox(2024, 3), equinox(2024, 9)) == (date(2024, 3, 20), date(2024, 9, 22))
    assert (equinox(2025, 3), equinox(2025, 9)) == (date(2025, 3, 20), date(2025, 9, 23))
