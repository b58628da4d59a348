from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.business_day import at_minute
from app.domain.hours import Closing
from app.domain.overview import Busy, Load, busy_of, days_between, overview, seats_of
from app.domain.venue import Shift
from tests.builders import DINNER, FRIDAY, VENUE, a_table, a_venue

LUNCH = Shift(name="ランチ", opens_minute=11 * 60, closes_minute=14 * 60)
HOUSE = a_venue(shifts=(DINNER, LUNCH), closing_weekdays=frozenset({FRIDAY.weekday()}))
WEEK = FRIDAY + timedelta(days=6)


def a_load(day, minute, covers=2, parties=1):
    return Load(
        business_day=day, starts_at=at_minute(day, minute, VENUE), parties=parties, covers=covers
    )


loads = st.lists(
    st.builds(
        a_load,
        st.sampled_from(tuple(days_between(FRIDAY, WEEK))),
        st.integers(5 * 60, 28 * 60),
        st.integers(1, 40),
        st.integers(1, 9),
    ),
    max_size=30,
)


@given(loads)
def test_every_day_is_told_once_and_nothing_is_lost_or_counted_twice(found):
    days = overview(HOUSE, 40, FRIDAY, WEEK, found)
    assert [each.day for each in days] == list(days_between(FRIDAY, WEEK))
    assert sum(each.covers for each in days) == sum(each.covers for each in found)
    assert sum(each.parties for each in days) == sum(each.parties for each in found)


@given(loads)
def test_what_starts_outside_of_every_shift_stands_last_and_only_if_there_is_some(found):
    for day in overview(HOUSE, 40, FRIDAY, WEEK, found):
        served = [each.shift for each in day.shifts]
        assert None not in served[:-1]
        assert served != [None] or day.covers
        if day.closing:
            assert set(served) <= {None}


def test_a_day_is_parted_into_its_shifts():
    tuesday = FRIDAY + timedelta(days=4)
    found = [a_load(tuesday, 12 * 60), a_load(tuesday, 19 * 60, 8), a_load(tuesday, 16 * 60, 3)]
    (day,) = overview(HOUSE, 10, tuesday, tuesday, found)
    assert [(each.shift, each.covers) for each in day.shifts] == [
        (LUNCH, 2),
        (DINNER, 8),
        (None, 3),
    ]
    assert (day.parties, day.covers, day.closing) == (3, 13, None)
    assert day.shifts[1].busy is Busy.BUSY
    assert day.share == 13 / 20


def test_a_closing_day_counts_what_was_promised_on_it_all_the_same():
    (day,) = overview(HOUSE, 10, FRIDAY, FRIDAY, [a_load(FRIDAY, 19 * 60)])
    assert (day.closing, day.covers) == (Closing.WEEKLY, 2)


def test_how_full_is_said_in_four_steps():
    assert [busy_of(share) for share in (0.0, 0.5, 0.8, 1.0, 1.4)] == [
        Busy.QUIET, Busy.FILLING, Busy.BUSY, Busy.FULL, Busy.FULL,
    ]  # fmt: skip


def test_a_house_without_tables_is_never_full():
    (day,) = overview(VENUE, 0, FRIDAY, FRIDAY, [a_load(FRIDAY, 19 * 60, 90)])
    assert day.busy is Busy.QUIET


def test_seats_are_those_of_tables_in_use():
    assert seats_of((a_table("t1"), a_table("t2", seats_max=6), a_table("t3", closed=True))) == 10
