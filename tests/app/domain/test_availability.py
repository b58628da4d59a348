"""Which tables are free for a party, the best first."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.availability import (
    Occupancy,
    overlaps,
    rank_tables,
    seats_needed,
    turn_minutes_for,
)
from app.domain.reservation import HOLDS_NO_TABLE, Status
from app.domain.table import TableKind
from app.domain.venue import TurnRule
from tests.builders import (
    DINNER,
    FRIDAY,
    VENUE,
    a_day,
    a_request,
    a_reservation,
    a_table,
    a_venue,
    an_area,
    at,
)

START = at("12:00")
MOMENTS = st.integers(0, 600).map(lambda minute: START + timedelta(minutes=minute))
STRETCHES = st.tuples(MOMENTS, st.integers(1, 200)).map(
    lambda pair: (pair[0], pair[0] + timedelta(minutes=pair[1]))
)


def offered(day, request):
    return ["+".join(each.table_ids) for each in rank_tables(day, request)]


def reasons(day, request):
    return {"+".join(each.table_ids): each.reasons for each in rank_tables(day, request)}


@given(STRETCHES, STRETCHES)
def test_overlapping_is_mutual(a, b):
    assert overlaps(*a, *b) is overlaps(*b, *a)


@given(STRETCHES, st.integers(1, 200))
def test_stretches_that_only_touch_do_not_overlap(a, minutes):
    start, end = a
    later = end + timedelta(minutes=minutes)
    assert not overlaps(start, end, end, later)
    assert not overlaps(end, later, start, end)


@given(STRETCHES, STRETCHES)
def test_stretches_overlap_when_some_minute_lies_in_both(a, b):
    minutes = [START + timedelta(minutes=minute) for minute in range(800)]
    shared = any(a[0] <= each < a[1] and b[0] <= each < b[1] for each in minutes)
    assert overlaps(*a, *b) is shared


def test_a_party_goes_where_the_fewest_seats_are_wasted():
    day = a_day(
        tables=(
            a_table("t8", seats_max=8),
            a_table("t4", seats_max=4),
            a_table("t2", seats_max=2),
            a_table("t6", seats_max=6),
        )
    )
    assert offered(day, a_request(adults=2)) == ["t2", "t4", "t6", "t8"]
    assert offered(day, a_request(adults=5)) == ["t6", "t8"]
    assert rank_tables(day, a_request(adults=2))[0].reasons == ("exact_fit",)
    assert rank_tables(day, a_request(adults=2))[0].score == 0


def test_a_couple_gets_the_large_party_table_last_of_all():
    day = a_day(
        tables=(
            a_table("hall", seats_min=6, seats_max=8),
            a_table("t1", seats_min=1, seats_max=1, combines_with=("t2",)),
            a_table("t2", seats_min=1, seats_max=1),
        )
    )
    assert offered(day, a_request(adults=2)) == ["t1+t2", "hall"]
    assert reasons(day, a_request(adults=2))["hall"] == ("below_minimum",)


def test_one_table_comes_before_several_and_fewer_before_more():
    day = a_day(
        tables=(
            a_table("t1", seats_max=2, combines_with=("t2", "t4")),
            a_table("t2", seats_max=2, combines_with=("t3",)),
            a_table("t3", seats_max=2),
            a_table("t4", seats_max=4),
            a_table("t9", seats_max=9),
        )
    )
    assert offered(day, a_request(adults=6)) == ["t9", "t1+t4", "t1+t2+t3"]


def test_the_kind_asked_for_comes_before_any_better_fit():
    day = a_day(
        tables=(
            a_table("t2", seats_max=2),
            a_table("room", seats_min=4, seats_max=8, kind=TableKind.PRIVATE_ROOM),
        )
    )
    asked = a_request(kind=TableKind.PRIVATE_ROOM)
    assert offered(day, asked) == ["room", "t2"]
    assert "other_kind" in reasons(day, asked)["t2"]
    assert offered(day, a_request()) == ["t2", "room"]


def test_tables_of_one_area_come_before_tables_across_two():
    day = a_day(
        areas=(an_area("a1"), an_area("a2", name="テラス", order=1)),
        tables=(
            a_table("t1", seats_max=2, area_id="a1", combines_with=("x1",)),
            a_table("x1", seats_max=2, area_id="a2", combines_with=("x2",)),
            a_table("x2", seats_max=2, area_id="a2"),
        ),
    )
    assert offered(day, a_request(adults=4)) == ["x1+x2", "t1+x1"]
    assert "across_areas" in reasons(day, a_request(adults=4))["t1+x1"]


def test_a_family_is_not_sent_to_the_counter_while_a_table_is_free():
    day = a_day(
        tables=(
            a_table("c1", seats_max=3, kind=TableKind.COUNTER),
            a_table("t1", seats_max=4),
        )
    )
    assert offered(day, a_request(adults=2, children=1)) == ["t1", "c1"]
    assert offered(day, a_request(adults=3, infants=1)) == ["t1", "c1"]
    assert offered(day, a_request(adults=3)) == ["c1", "t1"]
    asked = a_request(adults=2, children=1, kind=TableKind.COUNTER)
    assert offered(day, asked) == ["c1", "t1"]
    assert reasons(day, asked)["c1"] == ("exact_fit",)


def test_tables_of_one_kind_come_before_a_mixture():
    day = a_day(
        tables=(
            a_table("c1", seats_max=2, kind=TableKind.COUNTER, combines_with=("t1",)),
            a_table("t1", seats_max=2, combines_with=("t2",)),
            a_table("t2", seats_max=2),
        )
    )
    assert offered(day, a_request(adults=4)) == ["t1+t2", "c1+t1"]


def test_equal_tables_stand_in_the_order_of_the_floor():
    day = a_day(
        areas=(an_area("a2", name="奥", order=2), an_area("a1", order=1)),
        tables=(
            a_table("t0"),
            a_table("t3", area_id="a2"),
            a_table("t2", area_id="a1", order=2),
            a_table("t1", area_id="a1", order=1),
        ),
    )
    assert offered(day, a_request()) == ["t1", "t2", "t3", "t0"]


def test_a_table_is_free_again_the_minute_the_turn_ends():
    day = a_day(a_reservation(time="19:00", tables="t1 t2"), tables=(a_table("t1"), a_table("t2")))
    assert offered(day, a_request(time="20:59")) == []
    assert offered(day, a_request(time="21:00")) == ["t1", "t2"]
    assert offered(day, a_request(time="17:00")) == ["t1", "t2"]
    assert offered(day, a_request(time="17:01")) == []


def test_a_table_turned_in_a_hurry_is_said_to_be_tight_and_comes_second():
    day = a_day(a_reservation(time="21:10", tables="t1"), tables=(a_table("t1"), a_table("t2")))
    assert offered(day, a_request()) == ["t2", "t1"]
    assert reasons(day, a_request()) == {"t2": (), "t1": ("tight",)}
    assert reasons(day, a_request(time="18:55"))["t1"] == ()
    assert reasons(day, a_request(time="23:25"))["t1"] == ()
    assert reasons(day, a_request(time="23:24"))["t1"] == ("tight",)


def test_closed_tables_and_too_small_ones_are_never_offered():
    day = a_day(tables=(a_table("t1", closed=True), a_table("t2", seats_max=2)))
    assert offered(day, a_request(adults=3)) == []
    joined = a_day(
        tables=(
            a_table("t1", seats_max=2, combines_with=("t2",), closed=True),
            a_table("t2", seats_max=2),
        )
    )
    assert offered(joined, a_request(adults=4)) == []


@pytest.mark.parametrize("status", sorted(HOLDS_NO_TABLE))
def test_who_called_off_or_left_holds_no_table(status):
    day = a_day(a_reservation(tables="t1", status=status), tables=(a_table("t1"),))
    assert offered(day, a_request()) == ["t1"]


def test_a_partys_own_table_counts_as_free_for_it():
    day = a_day(a_reservation("r1", tables="t1"), tables=(a_table("t1"),))
    assert offered(day, a_request(time="19:30")) == []
    assert offered(day, a_request(time="19:30", ignoring="r1")) == ["t1"]


def test_a_party_that_outstays_its_turn_keeps_its_table_for_now():
    sitting = a_reservation(time="19:00", tables="t1", status=Status.SEATED)
    day = a_day(sitting, tables=(a_table("t1"),))
    assert offered(day, a_request(time="21:05")) == ["t1"]
    assert offered(day, a_request(time="21:05", now=at("21:05"))) == []
    assert offered(day, a_request(time="21:19", now=at("21:05"))) == []
    assert offered(day, a_request(time="21:20", now=at("21:05"))) == ["t1"]
    gone = a_day(a_reservation(time="19:00", tables="t1"), tables=(a_table("t1"),))
    assert offered(gone, a_request(time="21:05", now=at("21:05"))) == ["t1"]


@pytest.mark.parametrize(
    ("over", "time", "reason"),
    [
        ({"closing_days": (FRIDAY,)}, "19:00", ("closed_day",)),
        ({"shifts": (DINNER,)}, "16:45", ("outside_hours",)),
        ({"shifts": (DINNER,)}, "24:01", ("past_closing",)),
        ({"shifts": (DINNER,)}, "24:00", ()),
        ({}, "12:00", ()),
    ],
)
def test_hours_are_said_and_never_refused(over, time, reason):
    day = a_day(venue=a_venue(**over), tables=(a_table("t1", seats_max=5),))
    assert rank_tables(day, a_request(time=time))[0].reasons == reason


def test_a_combination_tells_what_it_seats():
    day = a_day(
        tables=(
            a_table("t1", seats_min=2, seats_max=4, combines_with=("c1",)),
            a_table("c1", seats_min=1, seats_max=2, kind=TableKind.COUNTER),
        )
    )
    found = rank_tables(day, a_request(adults=6))[0]
    assert (found.table_ids, found.seats_min, found.seats_max) == (("c1", "t1"), 3, 6)
    assert found.kind is None
    assert found.reasons == ("exact_fit", "combined", "mixed_kinds")


def test_infants_take_a_seat_only_where_the_house_says_so():
    assert seats_needed(VENUE, 2, 1, 1) == 3
    assert seats_needed(a_venue(infants_take_seat=True), 2, 1, 1) == 4
    assert seats_needed(VENUE, 0, 0, 2) == 1
    day = a_day(venue=a_venue(infants_take_seat=True), tables=(a_table("t1", seats_max=2),))
    assert offered(day, a_request(adults=2, infants=1)) == []


def test_larger_parties_hold_their_table_longer():
    assert [turn_minutes_for(VENUE, covers) for covers in (1, 2, 3, 4, 5, 2000)] == [
        90,
        90,
        120,
        120,
        150,
        150,
    ]


def test_turn_rules_hold_in_any_order_and_a_house_without_any_has_a_usual_turn():
    rules = (TurnRule(covers_max=6, minutes=150), TurnRule(covers_max=2, minutes=60))
    assert turn_minutes_for(a_venue(turn_rules=rules), 2) == 60
    assert turn_minutes_for(a_venue(turn_rules=rules), 9) == 150
    assert turn_minutes_for(a_venue(turn_rules=()), 2) == 120


PARTIES = st.builds(
    a_reservation,
    st.uuids().map(str),
    starts_at=MOMENTS,
    turn_minutes=st.integers(1, 240),
    table_ids=st.lists(st.sampled_from(["t0", "t1", "t2", "t3"]), max_size=2).map(tuple),
    status=st.sampled_from(Status),
)
FLOORS = st.lists(
    st.tuples(st.integers(1, 6), st.booleans(), st.booleans()), min_size=1, max_size=4
).map(
    lambda rows: tuple(
        a_table(
            f"t{n}",
            seats_min=1,
            seats_max=most,
            closed=closed,
            combines_with=(f"t{n + 1}",) if joins else (),
        )
        for n, (most, closed, joins) in enumerate(rows)
    )
)


@given(
    st.lists(PARTIES, max_size=6, unique_by=lambda party: party.id),
    FLOORS,
    st.builds(
        a_request,
        starts_at=MOMENTS,
        turn_minutes=st.integers(1, 240),
        adults=st.integers(1, 9),
        children=st.integers(0, 3),
        infants=st.integers(0, 2),
    ),
)
def test_what_is_offered_is_open_large_enough_and_free_for_the_whole_turn(parties, floor, request):
    day = a_day(*parties, tables=floor)
    found = rank_tables(day, request)
    assert len({frozenset(each.table_ids) for each in found}) == len(found)
    assert [each.score for each in found] == sorted(each.score for each in found)
    for suggestion in found:
        tables = [day.tables_by_id[id] for id in suggestion.table_ids]
        assert not any(table.closed for table in tables)
        assert sum(table.seats_max for table in tables) >= request.adults + request.children
        for party in parties:
            if party.holds_tables and set(party.table_ids) & set(suggestion.table_ids):
                assert not overlaps(
                    request.starts_at, request.ends_at, party.starts_at, party.ends_at
                )


def test_a_reading_of_the_day_can_be_used_for_many_questions():
    day = a_day(a_reservation(tables="t1"))
    once = Occupancy(day.holders)
    assert rank_tables(day, a_request(), once) == rank_tables(day, a_request())
    assert rank_tables(day, a_request(), Occupancy([])) == rank_tables(a_day(), a_request())
