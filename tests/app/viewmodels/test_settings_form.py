from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.hours import is_closed
from app.domain.venue import Pacing, Shift, TurnRule
from app.viewmodels.refusals import Mistyped
from app.viewmodels.settings_form import (
    HouseForm,
    ShiftForm,
    TurnForm,
    form_of,
    is_closed_on,
    minute_of,
    next_turn,
    shift_of,
    toggle_day,
    write_on,
)
from tests.builders import FRIDAY, a_venue

FULL = a_venue(
    shifts=(
        Shift(name="ランチ", weekdays=frozenset({0, 1}), opens_minute=690, closes_minute=840),
        Shift(name="ディナー", opens_minute=1020, closes_minute=1560),
    ),
    closing_weekdays=frozenset({2}),
    closing_days=(FRIDAY,),
    open_days=(FRIDAY.replace(day=18),),
    turn_rules=(TurnRule(covers_max=2, minutes=90), TurnRule(covers_max=999, minutes=150)),
    pacing=Pacing(slot_minutes=30, covers_max=12),
    home_area_code="045",
    infants_take_seat=True,
)


def test_a_house_laid_out_and_written_back_is_the_same_house():
    assert write_on(FULL, form_of(FULL)) == FULL


@pytest.mark.parametrize(
    ("typed", "minute"),
    [("17:00", 1020), ("26:00", 1560), ("26時", 1560), ("１７：３０", 1050), ("17時30分", 1050),
     ("0:00", 0), ("29:00", 1740), (" 9:05 ", 545), ("1730", 1050)],
)  # fmt: skip
def test_a_clock_time_may_pass_midnight_and_be_written_in_many_ways(typed, minute):
    assert minute_of(typed) == minute


@pytest.mark.parametrize("typed", ["", "25:70", "29:15", "31:00", "five", "-1:00", "😀"])
def test_what_is_no_time_is_refused_with_an_example(typed):
    with pytest.raises(Mistyped, match="17:00"):
        minute_of(typed)


def test_a_shift_closes_after_it_opens():
    with pytest.raises(Mistyped, match="closes after"):
        shift_of(ShiftForm(opens="23:00", closes="17:00"))


def test_a_shift_is_on_some_weekday():
    with pytest.raises(Mistyped, match="weekday"):
        shift_of(ShiftForm(weekdays=frozenset()))


days = st.dates(min_value=FRIDAY, max_value=FRIDAY + timedelta(days=20))
forms = st.builds(
    HouseForm,
    name=st.just("暖簾"),
    closing_weekdays=st.frozensets(st.integers(0, 6)),
    closing_days=st.lists(days, max_size=4, unique=True).map(lambda found: tuple(sorted(found))),
    open_days=st.lists(days, max_size=4, unique=True).map(lambda found: tuple(sorted(found))),
)


@given(forms, days, days)
def test_a_tap_on_a_day_closes_it_or_opens_it_and_touches_no_other(form, day, other):
    tapped = toggle_day(form, day)
    assert is_closed_on(tapped, day) is not is_closed_on(form, day)
    if other != day:
        assert is_closed_on(tapped, other) is is_closed_on(form, other)


@given(forms, days)
def test_the_form_and_the_house_agree_on_which_days_are_closed(form, day):
    assert is_closed_on(form, day) is is_closed(write_on(FULL, form), day)


def test_a_closing_weekday_is_opened_by_exception_and_an_open_one_closed_for_once():
    form = HouseForm(name="暖簾", closing_weekdays=frozenset({FRIDAY.weekday()}))
    assert toggle_day(form, FRIDAY).open_days == (FRIDAY,)
    saturday = FRIDAY + timedelta(days=1)
    assert toggle_day(form, saturday).closing_days == (saturday,)


def test_the_next_rule_is_for_somewhat_larger_parties():
    assert next_turn(()).covers_max == 2
    turns = (TurnForm(covers_max=6, minutes=150), TurnForm(covers_max=2, minutes=90))
    assert next_turn(turns) == TurnForm(covers_max=8, minutes=150)
