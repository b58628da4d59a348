"""What a party that stands at the door can be offered."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.door import STAY_MINUTES_MIN, claims, offers
from app.domain.reservation import Status
from tests.builders import a_day, a_reservation, a_table, at

TABLES = (
    a_table("t1", order=1),
    a_table("t2", order=2, seats_min=1, seats_max=2),
    a_table("t3", order=3, seats_min=4, seats_max=8),
)


def evening(*parties, tables=TABLES):
    return a_day(*parties, tables=tables)


def offered(day, covers=0, now="19:00"):
    return [each.table_ids for each in offers(day, at(now), covers)]


def test_without_a_number_every_free_table_is_offered_as_the_floor_goes():
    assert offered(evening()) == [("t1",), ("t2",), ("t3",)]


def test_for_a_number_the_closest_fit_comes_first_and_too_small_ones_are_left_out():
    assert offered(evening(), 2) == [("t2",), ("t1",), ("t3",)]
    assert offered(evening(), 3) == [("t1",), ("t3",)]


def test_a_table_where_the_next_party_comes_says_when_and_stands_behind_those_without_one():
    day = evening(a_reservation(time="20:15", tables="t2"))
    first, *rest = offers(day, at("19:00"), 2)
    assert (first.table_ids, first.until) == (("t1",), None)
    assert (rest[-1].table_ids, rest[-1].until) == (("t2",), at("20:15"))


def test_a_table_that_is_needed_in_a_moment_is_not_offered():
    soon = a_reservation(time="19:25", tables="t2")
    assert offered(evening(soon), 2) == [("t1",), ("t3",)]
    assert ("t2",) in offered(evening(soon), 2, now="18:55")


def test_who_sits_longer_than_planned_or_came_early_or_has_the_bill_still_holds_the_table():
    over = a_reservation("r1", time="16:00", tables="t1", status=Status.SEATED)
    early = a_reservation("r2", time="20:30", tables="t2", status=Status.SEATED)
    bill = a_reservation("r3", time="18:30", tables="t3", status=Status.BILL)
    assert offered(evening(over, early, bill)) == []


def test_tables_are_pushed_together_only_where_no_single_one_is_large_enough():
    pair = (
        a_table("t1", order=1, combines_with=("t2",)),
        a_table("t2", order=2),
    )
    assert offered(evening(tables=pair), 4) == [("t1",), ("t2",)]
    assert offered(evening(tables=pair), 6) == [("t1", "t2")]
    assert offered(evening(tables=pair), 9) == []


statuses = st.sampled_from(
    [Status.BOOKED, Status.LATE, Status.ARRIVED, Status.SEATED, Status.BILL, Status.LEFT]
)
parties = st.lists(
    st.builds(
        lambda n, minute, turn, table, status: a_reservation(
            f"r{n}",
            starts_at=at("17:00") + timedelta(minutes=minute),
            turn_minutes=turn,
            tables=table,
            status=status,
        ),
        st.integers(0, 10**6),
        st.integers(0, 300),
        st.integers(1, 240),
        st.sampled_from(["t1", "t2", "t3"]),
        statuses,
    ),
    max_size=8,
)


@given(parties, st.integers(0, 9), st.integers(0, 300))
def test_whoever_is_offered_a_table_may_stay_a_while(parties, covers, minute):
    now = at("17:00") + timedelta(minutes=minute)
    day = evening(*parties)
    stay = now + timedelta(minutes=STAY_MINUTES_MIN)
    needed = claims(day, now)
    for offer in offers(day, now, covers):
        assert offer.seats_max >= covers
        assert offer.until is None or offer.until >= stay
        for table in offer.table_ids:
            assert all(end <= now or start >= stay for start, end in needed.get(table, ()))
