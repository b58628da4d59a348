from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.business_day import at_minute
from app.domain.overview import days_between
from app.domain.reports import Outcome, Tally, report, shift_of
from app.domain.venue import Shift
from tests.builders import DINNER, FRIDAY, VENUE, a_venue

LUNCH = Shift(name="ランチ", opens_minute=11 * 60, closes_minute=14 * 60)
HOUSE = a_venue(shifts=(DINNER, LUNCH), closing_days=(FRIDAY,))
LAST = FRIDAY + timedelta(days=4)


def a_tally(day=FRIDAY, minute=19 * 60, outcome=Outcome.COUNTED, **over):
    return Tally(
        **{
            "business_day": day,
            "starts_at": at_minute(day, minute, VENUE),
            "outcome": outcome,
            "covers": 2,
            "channel": "phone",
            "parties": 1,
            **over,
        }
    )


tallies = st.lists(
    st.builds(
        a_tally,
        st.sampled_from(tuple(days_between(FRIDAY, LAST))),
        st.integers(5 * 60, 28 * 60),
        st.sampled_from(Outcome),
        covers=st.integers(1, 12),
        channel=st.sampled_from(("phone", "web", "")),
        parties=st.integers(1, 9),
        planned_minutes=st.integers(60, 600),
    ),
    max_size=30,
)


@given(tallies)
def test_days_shifts_and_sources_add_up_to_the_same(found):
    told = report(HOUSE, FRIDAY, LAST, found)
    counted = [each for each in found if each.outcome is Outcome.COUNTED]
    parties = sum(each.parties for each in counted)
    covers = sum(each.parties * each.covers for each in counted)
    for parts in (told.days, told.shifts, told.sources):
        assert sum(each.parties for each in parts) == parties
        assert sum(each.covers for each in parts) == covers
    assert sum(each.covers for day in told.days for each in day.shifts) == covers
    assert told.booked == sum(each.parties for each in found)
    assert sum(each.parties for each in told.stays) == parties


@given(tallies)
def test_what_lies_outside_the_stretch_is_left_out(found):
    first = FRIDAY + timedelta(days=1)
    told = report(HOUSE, first, LAST, found)
    kept = report(HOUSE, first, LAST, [each for each in found if each.business_day >= first])
    assert told == kept


def test_who_did_not_come_is_counted_apart():
    found = [
        a_tally(parties=3),
        a_tally(outcome=Outcome.NO_SHOW, parties=2),
        a_tally(outcome=Outcome.CANCELLED),
    ]
    told = report(HOUSE, FRIDAY, FRIDAY, found)
    assert (told.parties, told.no_shows, told.cancelled, told.covers) == (3, 2, 1, 6)


def test_shifts_stand_in_the_order_of_their_hours_and_what_is_in_none_last():
    found = [a_tally(minute=19 * 60), a_tally(minute=12 * 60), a_tally(minute=16 * 60)]
    told = report(HOUSE, FRIDAY, FRIDAY, found)
    assert [each.name for each in told.shifts] == ["ランチ", "ディナー", ""]
    assert shift_of(HOUSE, found[2]) == ""


def test_sources_stand_by_their_guests():
    found = [a_tally(channel="web", covers=9), a_tally(channel="phone"), a_tally(channel="phone")]
    told = report(HOUSE, FRIDAY, FRIDAY, found)
    assert [(each.name, each.parties) for each in told.sources] == [("web", 1), ("phone", 2)]


def test_stays_are_told_by_size_as_planned_and_as_they_were():
    found = [
        a_tally(covers=2, parties=2, planned_minutes=180, stays=1, stay_minutes=70),
        a_tally(covers=4, planned_minutes=120),
    ]
    small, large = report(HOUSE, FRIDAY, FRIDAY, found).stays
    assert (small.least, small.planned_minutes, small.real_minutes) == (2, 90, 70)
    assert (large.least, large.most, large.real_minutes) == (3, 4, 0)
    assert report(HOUSE, FRIDAY, FRIDAY, found).real_minutes == 70


def test_a_closed_day_counts_as_open_only_if_somebody_came():
    saturday = FRIDAY + timedelta(days=1)
    assert report(HOUSE, FRIDAY, saturday, []).days_open == 1
    assert report(HOUSE, FRIDAY, saturday, [a_tally()]).days_open == 2
