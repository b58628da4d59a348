"""Dates in western years and in eras."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.dates import day_text, parse_birthday, weekday_name
from app.domain.errors import Invalid
from tests.builders import FRIDAY


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("令和8年1月2日", date(2026, 1, 2)),
        ("令和元年5月1日", date(2019, 5, 1)),
        ("Ｒ８．１．２", date(2026, 1, 2)),
        ("r8-1-2", date(2026, 1, 2)),
        ("㋿8年1月2日", date(2026, 1, 2)),
        ("昭和50年1月2日", date(1975, 1, 2)),
        ("昭50.1.2", date(1975, 1, 2)),
        ("S50/1/2", date(1975, 1, 2)),
        ("昭和64年1月7日", date(1989, 1, 7)),
        ("平成元年1月8日", date(1989, 1, 8)),
        ("H31.4.30", date(2019, 4, 30)),
        ("大正15年12月25日", date(1926, 12, 25)),
        ("昭和元年12月25日", date(1926, 12, 25)),
        ("M1.1.25", date(1868, 1, 25)),
        ("M45.7.30", date(1912, 7, 30)),
        ("T1.7.30", date(1912, 7, 30)),
        ("1975-01-02", date(1975, 1, 2)),
        ("1975/1/2", date(1975, 1, 2)),
        ("1975.1.2", date(1975, 1, 2)),
        ("1975年1月2日", date(1975, 1, 2)),
        ("19750102", date(1975, 1, 2)),
        (" 1975年 1月 2日（木） ", date(1975, 1, 2)),
        ("2024-02-29", date(2024, 2, 29)),
    ],
)
def test_birthdays_are_read_in_western_years_and_in_eras(text, day):
    assert parse_birthday(text) == day


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("1月2日", "has no year"),
        ("1/2", "has no year"),
        ("75/1/2", "four digits"),
        ("50年1月2日", "four digits"),
        ("昭和64年1月8日", "昭和 ran from 1926-12-25 to 1989-01-07"),
        ("平成元年1月7日", "平成 ran from 1989-01-08"),
        ("令和元年4月30日", "令和 ran from 2019-05-01"),
        ("M1.1.24", "明治 ran from 1868-01-25 to 1912-07-30"),
        ("M45.7.31", "明治 ran from"),
        ("T1.7.29", "大正 ran from 1912-07-30 to 1926-12-25"),
        ("T15.12.26", "大正 ran from"),
        ("S1.12.24", "昭和 ran from"),
        ("H31.5.1", "平成 ran from 1989-01-08 to 2019-04-30"),
        ("令和0年5月1日", "元年"),
        ("2026-13-01", "no month 13"),
        ("2026-00-01", "no month 0"),
        ("令和8年2月30日", "February 2026 has 28 days"),
        ("2025-02-29", "February 2025 has 28 days"),
        ("1975-1/2", "is no date"),
        ("慶応3年1月1日", "is no date"),
        ("昭和999年1月1日", "昭和 ran from"),
        ("令和999年1月1日", "between 1868 and 2999"),
        ("🎂", "is no date"),
        ("", "is no date"),
        ("1975-01-02" * 10, "64 characters"),
    ],
)
def test_what_is_no_birthday_is_refused_with_a_clear_sentence(text, hint):
    with pytest.raises(Invalid) as refused:
        parse_birthday(text)
    assert hint in str(refused.value)
    assert (refused.value.field, refused.value.code) == ("birthday", "invalid_birthday")


@given(st.dates(date(1868, 1, 1), date(2999, 12, 31)))
def test_an_iso_date_is_read_as_itself(day):
    assert parse_birthday(day.isoformat()) == day


def test_days_are_named_in_both_languages():
    assert day_text(FRIDAY) == "11月13日(金)"
    assert day_text(FRIDAY, "en") == "Friday 13 November"
    assert (weekday_name(FRIDAY), weekday_name(FRIDAY, "en")) == ("金", "Friday")
