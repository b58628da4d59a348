"""What parties at the door were told, and how long they still wait."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.reservation import Source, Status
from app.domain.waiting import (
    ESTIMATE_MINUTES_MAX,
    ESTIMATE_STEP_MINUTES,
    estimate,
    minutes_left,
    minutes_waited,
    next_number,
    quoted,
    waitlist,
)
from tests.app.domain.test_door import evening, parties
from tests.builders import a_reservation, a_table, at

ONE_TABLE = (a_table("t1"),)


def a_wait(id="w1", **over):
    return a_reservation(
        id, **{"status": Status.WAITING, "source": Source(channel="walk_in"), **over}
    )


def seated(id="r1", **over):
    return a_reservation(id, **{"status": Status.SEATED, "tables": "t1", **over})


def test_a_quote_counts_from_when_it_is_given():
    told = quoted(a_wait(), 20, at("19:05"))
    assert (told.quoted_minutes, told.quoted_at) == (20, at("19:05"))


def test_a_quote_taken_back_leaves_nothing():
    told = quoted(quoted(a_wait(), 20, at("19:05")), 0, at("19:10"))
    assert (told.quoted_minutes, told.quoted_at) == (0, None)


def test_a_quote_counts_down_and_past_it_up():
    told = quoted(a_wait(), 20, at("19:05"))
    seen = [minutes_left(told, at("19:05") + timedelta(seconds=s)) for s in (0, 61, 1200, 1260)]
    assert seen == [20, 19, 0, -1]
    assert minutes_left(a_wait(), at("19:05")) is None


def test_who_came_first_stands_first_and_only_who_waits():
    later, first = a_wait("a", time="19:10"), a_wait("b", time="18:50")
    day = evening(later, first, a_reservation("r9"))
    assert [each.id for each in waitlist(day)] == ["b", "a"]
    assert minutes_waited(first, at("19:00")) == 10


def test_numbers_go_on_after_those_handed_out_today_and_names_are_none():
    day = evening(
        a_wait("a", guest_name="7"),
        a_wait("b", guest_name="山田"),
        a_wait("c", guest_name="3", status=Status.SEATED),
        a_reservation("d", guest_name="901"),
    )
    assert next_number(day) == 8
    assert next_number(evening()) == 1


def test_with_a_table_free_for_the_whole_stay_nobody_waits():
    assert estimate(evening(tables=ONE_TABLE), at("19:00"), 2) == 0


def test_the_wait_lasts_until_who_sits_there_leaves_rounded_up():
    day = evening(seated(time="17:22"), tables=ONE_TABLE)
    assert estimate(day, at("19:00"), 2) == 25


def test_a_party_with_its_bill_leaves_soon():
    day = evening(seated(time="18:30", status=Status.BILL), tables=ONE_TABLE)
    assert estimate(day, at("19:00"), 2) == 10


def test_who_waits_already_sits_first():
    day = evening(seated(time="17:30"), a_wait(time="18:50"), tables=ONE_TABLE)
    assert estimate(day, at("19:00"), 2) == 120


def test_a_table_that_is_promised_before_the_stay_would_end_is_waited_for_in_vain():
    day = evening(a_reservation(time="20:00", tables="t1"), tables=ONE_TABLE)
    assert estimate(day, at("19:00"), 2) is None


def test_a_party_no_table_seats_gets_no_estimate():
    assert estimate(evening(tables=ONE_TABLE), at("19:00"), 9) is None


@given(parties, st.integers(1, 8), st.integers(0, 4), st.integers(0, 300))
def test_one_more_in_front_never_shortens_the_wait(parties, covers, ahead, minute):
    now = at("17:00") + timedelta(minutes=minute)
    front = [a_wait(f"w{n}", starts_at=now, adults=covers) for n in range(ahead + 1)]
    few = estimate(evening(*parties, *front[:-1]), now, covers)
    more = estimate(evening(*parties, *front), now, covers)
    for each in (few, more):
        assert each is None or 0 <= each <= ESTIMATE_MINUTES_MAX
        assert each is None or each % ESTIMATE_STEP_MINUTES == 0
    assert more is None or (few is not None and few <= more)
