from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.guest import Visits
from app.domain.phone import Phone
from app.viewmodels.wording import (
    booking_text,
    clock_of,
    date_text,
    differences,
    field_word,
    group_digits,
    language_code,
    moment_text,
    past_text,
    person_text,
    phone_text,
    signed,
    tables_text,
)
from tests.builders import FRIDAY, VENUE, a_reservation, a_table, at

EVENING_MS = int(at("18:05").timestamp() * 1000)


@pytest.mark.parametrize(
    ("digits", "grouped"),
    [
        ("09012345678", "090-1234-5678"),
        ("0312345678", "03-1234-5678"),
        ("0452123456", "045-212-3456"),
        ("0120123456", "0120-12-3456"),
        ("110", "110"),
        ("", ""),
    ],
)
def test_numbers_are_grouped_for_the_eye(digits, grouped):
    assert group_digits(digits) == grouped


def test_a_number_typed_with_hyphens_is_shown_as_typed():
    assert phone_text(Phone(raw="03-1234-5678", digits="0312345678")) == "03-1234-5678"
    assert phone_text(Phone(raw="０９０１２３４５６７８", digits="09012345678")) == "090-1234-5678"
    assert phone_text(None) == ""


def test_a_moment_of_today_is_a_time_and_any_other_has_its_day():
    assert moment_text(EVENING_MS, VENUE, FRIDAY) == "18:05"
    assert moment_text(EVENING_MS, VENUE, date(2026, 11, 14)) == "Fri 13 Nov 18:05"
    assert clock_of(EVENING_MS, VENUE) == "18:05"


def test_a_booking_is_one_line():
    words = booking_text(a_reservation(tables="t1"), VENUE, (a_table("t1"),))
    assert words.startswith("Fri 13 Nov 19:00")
    assert words.endswith("T1")


def test_no_table_is_said_and_a_vanished_one_is_a_question_mark():
    assert tables_text((), ()) == "No table yet"
    assert tables_text(("t1", "gone"), (a_table("t1"),)) == "T1+?"


def test_who_never_came_is_on_a_first_visit():
    assert past_text(Visits()) == "First visit"
    assert past_text(Visits(no_shows=2)) == "Visits 0   no-shows 2"


def test_a_deed_is_signed_with_person_and_device_as_far_as_known():
    assert signed("佐藤", "入口端末") == "佐藤 (入口端末)"
    assert signed("", "入口端末") == "入口端末"
    assert signed("", "") == "somebody"


def test_sama_is_added_in_japanese_only(translated):
    assert person_text("斎藤") == "斎藤"
    translated("{name}", "{name} 様")
    assert person_text("斎藤") == "斎藤 様"


def test_the_rules_are_asked_for_the_windows_language(translated):
    assert language_code() == "en"
    translated("en", "ja")
    assert language_code() == "ja"


def test_a_field_nobody_translated_keeps_its_name():
    assert field_word("starts_at") == "Time"
    assert field_word("a_field_of_tomorrow") == "a_field_of_tomorrow"


def test_a_birthday_has_its_year():
    assert date_text(date(1980, 12, 24)) == "24 Dec 1980"


def test_what_differs_is_marked_by_whole_numbers_and_words():
    pieces = differences("12/24 19:00", "12/24 19:30")
    assert [(each.text, each.differs) for each in pieces] == [("12/24 19:", False), ("30", True)]


@given(base=st.text(max_size=30), text=st.text(max_size=30))
def test_marking_differences_loses_no_letter(base, text):
    assert "".join(each.text for each in differences(base, text)) == text


@given(text=st.text(max_size=30))
def test_equal_texts_differ_nowhere(text):
    assert not any(each.differs for each in differences(text, text))
