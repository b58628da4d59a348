import pytest

from app.domain.errors import Invalid
from app.domain.venue import Pacing, Shift, TurnRule
from app.viewmodels.refusals import Mistyped
from app.viewmodels.settings_form import (
    HouseForm,
    ShiftForm,
    form_of,
    minute_of,
    shift_of,
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


def test_closing_days_are_taken_as_people_write_them():
    form = HouseForm(name="暖簾", closing_days="2026-12-31、2027/1/1,2026年12月31日")
    days = write_on(FULL, form).closing_days
    assert [each.isoformat() for each in days] == ["2026-12-31", "2027-01-01"]


def test_a_closing_day_that_is_no_day_is_refused():
    with pytest.raises(Invalid):
        write_on(FULL, HouseForm(name="暖簾", closing_days="2026-02-30"))
