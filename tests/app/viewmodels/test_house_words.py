from dataclasses import replace

import pytest

from app.viewmodels.house_edit import PARTS, begin, meet, type_on
from app.viewmodels.house_words import contested_news, part_text
from app.viewmodels.settings_form import HouseForm, ShiftForm, TurnForm, form_of
from tests.builders import a_venue

FORM = HouseForm(
    name="暖簾",
    shifts=(ShiftForm(name="昼", opens="11:30", closes="14:00", weekdays=frozenset({5, 6})),),
    closing_weekdays=frozenset({0}),
    turns=(TurnForm(covers_max=2, minutes=90),),
    pacing_minutes=15,
    pacing_covers=20,
)


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("name", "暖簾"),
        ("shifts", "昼 11:30–14:00 (Sat, Sun)"),
        ("closing_weekdays", "Mon"),
        ("turn_rules", "up to 2: 90 min"),
        ("pacing", "20 guests in 15 min"),
        ("home_area_code", "—"),
        ("infants_take_seat", "no"),
        ("day_starts_minute", "05:00"),
    ],
)
def test_a_field_is_written_as_people_say_it(field, words):
    assert part_text(FORM, field) == words


def test_every_field_has_words_even_when_nothing_stands_there():
    assert all(part_text(HouseForm(name="x"), field) for field in PARTS)


def test_a_field_both_set_is_said_with_all_three_versions():
    base = a_venue()
    mine = type_on(begin(base), replace(form_of(base), name="こちら"))
    (news,) = contested_news(meet(mine, a_venue(name="あちら", revision=2)), (), {})
    assert (news.field, news.is_contested) == ("name", True)
    assert (news.base, news.mine, news.theirs) == ("暖簾", "こちら", "あちら")
    assert news.text.startswith("Somebody changed Name too")
