from datetime import date, timedelta

from app.domain.holidays import Holiday, holiday_of
from app.viewmodels.holiday_words import holiday_text
from tests.builders import a_venue

DAYS = [date(2026, 1, 1) + timedelta(days=number) for number in range(3 * 365)]


def test_every_holiday_has_a_name_of_its_own():
    found = {holiday_of(day): holiday_text(a_venue(), day) for day in DAYS if holiday_of(day)}
    assert found.keys() == set(Holiday)
    assert len(set(found.values())) == len(Holiday)


def test_another_country_has_other_holidays():
    assert not any(holiday_text(a_venue(timezone="Asia/Taipei"), day) for day in DAYS)


def test_names_are_japanese_in_a_japanese_window(japanese):
    assert holiday_text(a_venue(), date(2026, 11, 3)) == "文化の日"
