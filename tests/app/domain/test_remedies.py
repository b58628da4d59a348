"""Ways out when a table was promised twice, the cheapest first."""

from datetime import timedelta

import pytest

from app.domain.availability import Occupancy
from app.domain.remedies import COMBINE, MOVE, OTHER_TIME, SWAP, UNASSIGN, remedies_for
from app.domain.reservation import Status
from app.domain.table import TableKind
from tests.builders import DINNER, a_day, a_reservation, a_table, a_venue, at

HOLDER = a_reservation("holder", tables="t1", adults=4, guest_name="山田")
LOSER = a_reservation("loser", tables="t1", guest_name="佐々木")


def remedies(*parties, holder=HOLDER, loser=LOSER, **over):
    day = a_day(holder, loser, *parties, **over)
    return remedies_for(day, holder, loser, Occupancy(day.holders))


def told(found):
    """Each remedy as `code who→tables`, with ☎ where a guest must be asked."""
    return [
        f"{each.code} {each.reservation_id}→{'+'.join(each.table_ids)}"
        f"{' ☎' if each.needs_call else ''}"
        for each in found
    ]


def test_what_needs_no_call_comes_first_and_the_open_question_last():
    tables = tuple(a_table(f"t{n}", order=n) for n in range(1, 7))
    assert told(remedies(tables=tables)) == [
        "move loser→t2",
        "move loser→t3",
        "move loser→t4",
        "move holder→t2",
        "other_time loser→t1 ☎",
        "other_time loser→t1 ☎",
        "unassign loser→",
    ]


def test_the_last_resort_is_to_leave_the_table_open_for_now():
    last = remedies()[-1]
    assert (last.code, last.reservation_id, last.table_ids) == (UNASSIGN, "loser", ())
    assert [each.code for each in remedies()].count(UNASSIGN) == 1


def test_nothing_ever_cancels_a_guest():
    assert {each.code for each in remedies()} <= {MOVE, SWAP, COMBINE, OTHER_TIME, UNASSIGN}


def test_who_was_promised_this_very_table_is_asked_and_the_holder_moved_first():
    pinned = a_reservation("loser", tables="t1", table_pinned=True)
    found = told(remedies(loser=pinned))
    assert found[0] == "move holder→t2"
    assert "move loser→t2 ☎" in found
    assert not any("loser→t" in each and "☎" not in each for each in found)


def test_a_holder_who_sits_or_was_promised_this_very_table_is_not_moved():
    seated = a_reservation("holder", tables="t1", status=Status.SEATED)
    pinned = a_reservation("holder", tables="t1", table_pinned=True)
    for holder in (seated, pinned):
        assert not any("holder" in each for each in told(remedies(holder=holder)))


def test_who_sits_already_is_asked_before_being_moved():
    holder = a_reservation("holder", tables="t1", status=Status.SEATED)
    loser = a_reservation("loser", tables="t1", status=Status.SEATED)
    found = remedies(holder=holder, loser=loser)
    assert told(found)[0] == "move loser→t2 ☎"
    assert {each.code for each in found} == {MOVE, UNASSIGN}


def test_who_stands_in_the_house_is_offered_another_table_and_no_other_time():
    arrived = a_reservation("loser", tables="t1", status=Status.ARRIVED)
    found = remedies(loser=arrived)
    assert told(found)[0] == "move loser→t2"
    assert OTHER_TIME not in {each.code for each in found}


def test_another_sort_of_place_is_offered_only_with_a_call():
    tables = (
        a_table("t1", kind=TableKind.PRIVATE_ROOM),
        a_table("t2", kind=TableKind.PRIVATE_ROOM, order=9),
        a_table("t3"),
    )
    found = told(remedies(tables=tables))
    assert found[0] == "move loser→t2"
    assert "move loser→t3 ☎" in found


def test_of_many_swaps_and_combinations_only_the_first_few_are_shown():
    tables = (
        a_table("t1", seats_max=4),
        *(a_table(f"b{n}", seats_max=4, order=n) for n in (1, 2, 3)),
        *(a_table(f"s{n}", seats_max=2, combines_with=(f"s{n + 1}",), order=n) for n in range(5)),
    )
    holder = a_reservation("holder", tables="t1", adults=4, status=Status.SEATED)
    loser = a_reservation("loser", tables="t1", adults=4)
    couples = (a_reservation(f"c{n}", tables=f"b{n}") for n in (1, 2, 3))
    found = remedies(*couples, holder=holder, loser=loser, tables=tables)
    assert told(found)[:4] == [
        "swap loser→b1",
        "swap loser→b2",
        "combine loser→s0+s1",
        "combine loser→s1+s2",
    ]
    assert {each.code for each in found[4:]} == {OTHER_TIME, UNASSIGN}


def test_nobody_makes_room_by_going_to_another_sort_of_place():
    tables = (
        a_table("t1"),
        a_table("t2", seats_max=4),
        a_table("c1", seats_max=2, kind=TableKind.COUNTER),
    )
    holder = a_reservation("holder", tables="t1", adults=4, status=Status.SEATED)
    loser = a_reservation("loser", tables="t1", adults=4)
    couple = a_reservation("couple", tables="t2")
    found = remedies(couple, holder=holder, loser=loser, tables=tables)
    assert SWAP not in {each.code for each in found}


def test_nobody_is_given_another_sort_of_place_by_a_swap():
    tables = (
        a_table("t1"),
        a_table("room", seats_max=6, kind=TableKind.PRIVATE_ROOM),
        a_table("den", seats_max=2, kind=TableKind.PRIVATE_ROOM),
    )
    holder = a_reservation("holder", tables="t1", adults=4, status=Status.SEATED)
    loser = a_reservation("loser", tables="t1", adults=4)
    couple = a_reservation("couple", tables="room")
    found = remedies(couple, holder=holder, loser=loser, tables=tables)
    assert SWAP not in {each.code for each in found}


def test_a_third_party_makes_room_where_it_fits_and_the_loser_does_not():
    tables = (a_table("t1"), a_table("t2", seats_max=4), a_table("t3", seats_max=2))
    holder = a_reservation("holder", tables="t1", adults=4, status=Status.SEATED)
    loser = a_reservation("loser", tables="t1", adults=4)
    couple = a_reservation("couple", time="19:30", tables="t2")
    swap = remedies(couple, holder=holder, loser=loser, tables=tables)[0]
    assert (swap.code, swap.reservation_id, swap.table_ids) == (SWAP, "loser", ("t2",))
    assert (swap.other_id, swap.other_table_ids) == ("couple", ("t3",))
    assert not swap.needs_call


@pytest.mark.parametrize(
    "couple",
    [
        {"table_pinned": True},
        {"status": Status.SEATED},
        {"time": "21:30"},
        {"adults": 3},
    ],
)
def test_nobody_makes_room_who_must_not_cannot_or_need_not(couple):
    tables = (a_table("t1"), a_table("t2", seats_max=6), a_table("t3", seats_max=2))
    holder = a_reservation("holder", tables="t1", adults=4, status=Status.SEATED)
    loser = a_reservation("loser", tables="t1", adults=4)
    third = a_reservation("couple", **{"time": "19:30", "tables": "t2", **couple})
    found = remedies(third, holder=holder, loser=loser, tables=tables)
    assert SWAP not in {each.code for each in found}


def test_a_swap_never_lands_on_a_table_that_somebody_else_needs():
    tables = (a_table("t1"), a_table("t2", seats_max=6), a_table("t3", seats_max=2))
    holder = a_reservation("holder", tables="t1", adults=4, status=Status.SEATED)
    loser = a_reservation("loser", tables="t1", adults=4)
    couple = a_reservation("couple", time="19:30", tables="t2")
    next_on_t2 = a_reservation("next", time="20:30", tables="t2", table_pinned=True)
    found = remedies(couple, next_on_t2, holder=holder, loser=loser, tables=tables)
    assert SWAP not in {each.code for each in found}


def test_tables_are_pushed_together_where_no_single_one_is_free():
    tables = (
        a_table("t1", seats_max=4),
        a_table("t2", seats_max=2, combines_with=("t3",)),
        a_table("t3", seats_max=2),
    )
    holder = a_reservation("holder", tables="t1", adults=4, table_pinned=True)
    loser = a_reservation("loser", tables="t1", adults=4)
    assert told(remedies(holder=holder, loser=loser, tables=tables))[0] == "combine loser→t2+t3"


def test_on_a_full_night_the_nearest_times_before_and_after_are_offered_with_a_call():
    holder = a_reservation("holder", time="19:00", turn_minutes=60, tables="t1")
    loser = a_reservation("loser", time="19:00", turn_minutes=60, tables="t1")
    found = remedies(holder=holder, loser=loser, tables=(a_table("t1"),))
    assert [(each.code, each.starts_at) for each in found] == [
        (OTHER_TIME, at("18:00")),
        (OTHER_TIME, at("20:00")),
        (UNASSIGN, at("19:00")),
    ]
    assert all(each.needs_call for each in found if each.code == OTHER_TIME)


def test_no_time_outside_the_hours_or_the_business_day_is_offered():
    holder = a_reservation("holder", time="17:00", turn_minutes=60, tables="t1")
    loser = a_reservation("loser", time="17:00", turn_minutes=60, tables="t1")
    found = remedies(
        holder=holder, loser=loser, tables=(a_table("t1"),), venue=a_venue(shifts=(DINNER,))
    )
    assert [each.starts_at for each in found if each.code == OTHER_TIME] == [at("18:00")]
    early_holder = a_reservation("holder", time="05:00", turn_minutes=30, tables="t1")
    early = a_reservation("loser", time="05:00", turn_minutes=30, tables="t1")
    at_dawn = remedies(holder=early_holder, loser=early, tables=(a_table("t1"),))
    assert [each.starts_at for each in at_dawn if each.code == OTHER_TIME] == [at("05:30")]


def test_another_time_may_bring_another_table():
    tables = (a_table("t1"), a_table("t2"))
    holder = a_reservation("holder", tables="t1", turn_minutes=600)
    loser = a_reservation("loser", tables="t1", turn_minutes=60)
    busy = a_reservation("busy", tables="t2", turn_minutes=30)
    found = remedies(busy, holder=holder, loser=loser, tables=tables)
    later = [each for each in found if each.code == OTHER_TIME][-1]
    assert (later.table_ids, later.starts_at) == (("t2",), at("19:30"))


def test_a_table_that_is_closed_or_gone_helps_nobody():
    tables = (a_table("t1"), a_table("t2", seats_max=6, closed=True), a_table("t3", seats_max=2))
    holder = a_reservation("holder", tables="t1", adults=4, status=Status.SEATED)
    loser = a_reservation("loser", tables="t1", adults=4)
    on_closed = a_reservation("closed", tables="t2")
    on_gone = a_reservation("gone", tables="t9")
    found = remedies(on_closed, on_gone, holder=holder, loser=loser, tables=tables)
    assert {each.code for each in found} == {OTHER_TIME, UNASSIGN}


@pytest.mark.parametrize("minutes", [15, 30, 45, 60, 90, 120])
def test_the_least_wait_that_helps_is_offered(minutes):
    holder = a_reservation("holder", tables="t1", turn_minutes=minutes)
    loser = a_reservation("loser", tables="t1", turn_minutes=minutes)
    found = remedies(holder=holder, loser=loser, tables=(a_table("t1"),))
    wait = timedelta(minutes=minutes)
    assert [each.starts_at for each in found if each.code == OTHER_TIME] == [
        at("19:00") - wait,
        at("19:00") + wait,
    ]


def test_no_wait_of_more_than_two_hours_is_offered():
    holder = a_reservation("holder", tables="t1", turn_minutes=121)
    loser = a_reservation("loser", tables="t1", turn_minutes=121)
    assert told(remedies(holder=holder, loser=loser, tables=(a_table("t1"),))) == [
        "unassign loser→"
    ]


def test_a_party_whose_own_table_is_out_of_use_is_offered_another_at_another_time():
    tables = (a_table("t1", closed=True), a_table("t2"))
    holder = a_reservation("holder", tables="t1", table_pinned=True)
    busy = a_reservation("busy", tables="t2", turn_minutes=60)
    found = remedies(busy, holder=holder, tables=tables)
    assert [each.table_ids for each in found if each.code == OTHER_TIME] == [("t2",), ("t2",)]
