from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.business_day import at_minute
from app.domain.reservation import Status
from app.viewmodels.timeline_drag import (
    Grip,
    Hold,
    Pointer,
    Room,
    Verdict,
    ghost_of,
    may_hold,
    tables_after,
)
from app.viewmodels.timeline_rows import UNASSIGNED, Axis
from tests.builders import FRIDAY, VENUE, a_day, a_reservation, a_table, at

NOW = at("18:00")
AXIS = Axis(17 * 60, 29 * 60)
SEVEN = 19 * 60


def verdict(day, party, tables, time, turn=120):
    return Room(day, party, NOW).verdict(tables.split(), at(time), turn)


def ghost(day, party, pointer, *, row="t1", grip=Grip.BODY, offset=30.0):
    hold = Hold(party, row, grip, offset)
    return ghost_of(day, AXIS, hold, pointer, Room(day, party, NOW))


def test_an_empty_table_of_the_right_size_is_free():
    party = a_reservation()
    assert verdict(a_day(party), party, "t1", "19:00") is Verdict.FREE


def test_a_table_somebody_needs_meanwhile_is_taken():
    party = a_reservation()
    other = a_reservation("other", tables="t1", time="20:00")
    assert verdict(a_day(party, other), party, "t1", "19:00") is Verdict.TAKEN


def test_a_table_needed_right_after_is_tight():
    party = a_reservation()
    other = a_reservation("other", tables="t1", time="21:00")
    assert verdict(a_day(party, other), party, "t1", "19:00") is Verdict.TIGHT


def test_a_quarter_of_an_hour_between_parties_is_enough():
    party = a_reservation()
    other = a_reservation("other", tables="t1", time="21:15")
    assert verdict(a_day(party, other), party, "t1", "19:00") is Verdict.FREE


@pytest.mark.parametrize(("adults", "says"), [(1, "wrong_size"), (2, "free"), (5, "wrong_size")])
def test_a_table_too_small_or_too_grand_is_the_wrong_size(adults, says):
    party = a_reservation(adults=adults)
    assert verdict(a_day(party), party, "t1", "19:00") == says


def test_tables_pushed_together_seat_their_sum():
    party = a_reservation(adults=7)
    assert verdict(a_day(party), party, "t1 t2", "19:00") is Verdict.FREE


def test_a_table_out_of_use_is_taken():
    party = a_reservation()
    day = a_day(party, tables=(a_table("t1", closed=True),))
    assert verdict(day, party, "t1", "19:00") is Verdict.TAKEN


def test_a_party_is_never_in_its_own_way():
    party = a_reservation(tables="t1")
    assert verdict(a_day(party), party, "t1", "19:30") is Verdict.FREE


def test_who_outstays_their_turn_still_needs_the_table():
    party = a_reservation()
    sitting = a_reservation(
        "sitting", tables="t1", time="16:00", turn_minutes=60, status=Status.SEATED
    )
    assert verdict(a_day(party, sitting), party, "t1", "18:00") is Verdict.TAKEN


def test_having_no_table_is_always_possible():
    party = a_reservation(adults=40)
    assert verdict(a_day(party), party, "", "19:00") is Verdict.FREE


def test_dropping_a_party_on_another_table_seats_it_there():
    assert tables_after(a_reservation(tables="t1"), "t1", "t2") == ("t2",)


def test_dropping_a_party_without_a_table_gives_it_one():
    assert tables_after(a_reservation(), UNASSIGNED, "t2") == ("t2",)


def test_a_combination_exchanges_only_the_table_that_was_held():
    assert tables_after(a_reservation(tables="t1 t2"), "t1", "t3") == ("t3", "t2")


def test_a_combination_folded_onto_itself_gives_one_table_up():
    assert tables_after(a_reservation(tables="t1 t2"), "t1", "t2") == ("t2",)


def test_dropping_on_no_table_yet_gives_every_table_up():
    assert tables_after(a_reservation(tables="t1 t2"), "t1", UNASSIGNED) == ()


def test_a_table_lost_to_remote_news_is_not_given_up_twice():
    assert tables_after(a_reservation(tables="t3"), "t1", "t2") == ("t2",)


@given(st.floats(min_value=10 * 60, max_value=32 * 60), st.sampled_from([5, 15]))
def test_a_dropped_party_starts_on_the_grid_and_within_the_day(minute, snap):
    party = a_reservation(tables="t1", time="19:00")
    landed = ghost(a_day(party), party, Pointer("t2", minute, snap))
    assert landed.start % snap == 0
    assert AXIS.first <= landed.start < AXIS.last
    assert landed.starts_at == at_minute(FRIDAY, landed.start, VENUE)


def test_a_party_only_lifted_and_put_back_has_not_moved():
    party = a_reservation(tables="t1", time="19:10")
    landed = ghost(a_day(party), party, Pointer("t1", SEVEN + 10 + 30 + 5))
    assert (landed.starts_at, landed.table_ids) == (at("19:10"), ("t1",))


def test_a_party_moved_to_another_table_only_keeps_its_odd_time_to_the_minute():
    party = a_reservation(tables="t1", time="19:10")
    landed = ghost(a_day(party), party, Pointer("t2", SEVEN + 10 + 30 - 6))
    assert (landed.starts_at, landed.table_ids) == (at("19:10"), ("t2",))


def test_a_party_pulled_along_lands_on_the_quarter():
    party = a_reservation(tables="t1", time="19:10")
    landed = ghost(a_day(party), party, Pointer("t1", SEVEN + 30 + 40))
    assert landed.starts_at == at("19:45")


def test_a_seated_party_changes_tables_but_not_the_time_it_came():
    party = a_reservation(tables="t1", status=Status.SEATED)
    landed = ghost(a_day(party), party, Pointer("t2", SEVEN + 120))
    assert (landed.starts_at, landed.table_ids) == (at("19:00"), ("t2",))


def test_pulling_the_end_changes_the_turn_and_nothing_else():
    party = a_reservation(tables="t1")
    landed = ghost(a_day(party), party, Pointer("t3", SEVEN + 92), grip=Grip.END, offset=120)
    assert (landed.turn_minutes, landed.starts_at, landed.table_ids, landed.row) == (
        90,
        at("19:00"),
        ("t1",),
        "t1",
    )


def test_a_turn_is_never_pulled_shorter_than_a_quarter_of_an_hour():
    party = a_reservation(tables="t1")
    landed = ghost(a_day(party), party, Pointer("t1", SEVEN - 200), grip=Grip.END, offset=120)
    assert landed.turn_minutes == 15


def test_a_turn_pulled_into_the_next_party_says_the_table_is_taken():
    party = a_reservation(tables="t1")
    day = a_day(party, a_reservation("next", tables="t1", time="21:00"))
    landed = ghost(day, party, Pointer("t1", SEVEN + 150), grip=Grip.END, offset=120)
    assert landed.verdict is Verdict.TAKEN


def test_who_left_cannot_be_taken_up():
    assert not may_hold(a_reservation(status=Status.LEFT))
    assert may_hold(a_reservation(status=Status.SEATED))
