"""Tables promised twice: who holds, who yields, the same on every device."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.availability import overlaps
from app.domain.clashes import double_bookings
from app.domain.ids import ReservationId
from app.domain.reservation import Status
from tests.builders import a_day, a_reservation, at


def pairs(day):
    """Each double booking as `loser yields to holder`."""
    return [f"{each.other.id} yields to {each.holder.id}" for each in double_bookings(day)]


def test_a_day_without_overlaps_has_no_double_booking():
    day = a_day(
        a_reservation("a", time="17:00", tables="t1"),
        a_reservation("b", time="19:00", tables="t1"),
        a_reservation("c", time="19:00", tables="t2"),
    )
    assert double_bookings(day) == ()


def test_the_first_promise_the_hub_committed_holds():
    a, b = a_reservation("a", tables="t1"), a_reservation("b", tables="t1")
    assert pairs(a_day(a, b, commit_order={"a": 8, "b": 3})) == ["a yields to b"]
    assert pairs(a_day(a, b, commit_order={"a": 1, "b": 0})) == ["a yields to b"]


def test_a_promise_the_hub_has_not_seen_yields_to_one_it_has():
    a, b = a_reservation("a", tables="t1"), a_reservation("b", tables="t1")
    assert pairs(a_day(a, b, commit_order={"b": 3})) == ["a yields to b"]


def test_of_two_promises_the_hub_has_not_seen_the_older_id_holds():
    a, b = a_reservation("a", tables="t1"), a_reservation("b", tables="t1")
    assert pairs(a_day(b, a)) == ["b yields to a"]


def test_who_is_in_the_house_holds_whatever_the_hub_committed():
    order = {"booked": 1, "door": 2, "sits": 3}
    booked = a_reservation("booked", tables="t1")
    door = a_reservation("door", tables="t1", status=Status.ARRIVED)
    sits = a_reservation("sits", tables="t1", status=Status.SEATED)
    assert pairs(a_day(booked, door, commit_order=order)) == ["booked yields to door"]
    assert pairs(a_day(booked, door, sits, commit_order=order)) == [
        "booked yields to sits",
        "door yields to sits",
    ]


def test_of_three_on_one_table_only_those_in_the_way_yield():
    day = a_day(
        a_reservation("early", time="18:00", tables="t1"),
        a_reservation("middle", time="19:00", tables="t1"),
        a_reservation("late", time="20:00", tables="t1"),
        commit_order={"early": 1, "middle": 2, "late": 3},
    )
    assert pairs(day) == ["middle yields to early"]


def test_each_of_several_losers_is_shown_against_the_holder():
    day = a_day(
        *(a_reservation(id, tables="t1") for id in "abc"), commit_order={"a": 1, "b": 2, "c": 3}
    )
    assert pairs(day) == ["b yields to a", "c yields to a"]


def test_two_parties_on_two_shared_tables_are_one_double_booking():
    (found,) = double_bookings(
        a_day(
            a_reservation("a", tables="t1 t2 t3"),
            a_reservation("b", tables="t2 t1"),
            commit_order={"a": 1},
        )
    )
    assert found.id == "b:table_ids:a"
    assert found.table_ids == ("t2", "t1")


def test_a_party_called_off_clashes_with_nobody():
    day = a_day(
        a_reservation("a", tables="t1"), a_reservation("b", tables="t1", status=Status.CANCELLED)
    )
    assert double_bookings(day) == ()


def test_a_double_booking_comes_with_its_remedies():
    (found,) = double_bookings(
        a_day(a_reservation("a", tables="t1"), a_reservation("b", tables="t1"))
    )
    first = found.remedies[0]
    assert (first.reservation_id, first.table_ids, first.needs_call) == ("b", ("t2",), False)


HALF_HOUR = timedelta(minutes=30)
PARTIES = st.lists(
    st.builds(
        a_reservation,
        st.sampled_from("abcdefgh"),
        starts_at=st.integers(0, 8).map(lambda halves: at("17:00") + halves * HALF_HOUR),
        turn_minutes=st.integers(1, 150),
        table_ids=st.lists(st.sampled_from(["t1", "t2", "t3"]), max_size=2, unique=True).map(tuple),
        status=st.sampled_from(Status),
    ),
    max_size=7,
    unique_by=lambda party: party.id,
)
ORDERS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 99))


@given(PARTIES, ORDERS, st.randoms(use_true_random=False))
def test_every_device_finds_the_same_whatever_order_it_reads_in(parties, order, random):
    def found(parties):
        doubles = double_bookings(a_day(*parties, commit_order=order))
        return [(double, double.remedies) for double in doubles]

    assert found(parties) == found(random.sample(parties, len(parties)))


@given(PARTIES, ORDERS)
def test_a_double_booking_is_a_shared_table_at_a_shared_moment(parties, order):
    for found in double_bookings(a_day(*parties, commit_order=order)):
        a, b = found.holder, found.other
        assert overlaps(a.starts_at, a.ends_at, b.starts_at, b.ends_at)
        assert set(found.table_ids) == set(found.table_ids) & set(a.table_ids) & set(b.table_ids)
        assert a.holds_tables
        assert b.holds_tables


@given(PARTIES, ORDERS)
def test_once_every_loser_has_yielded_no_table_is_promised_twice(parties, order):
    losers = {found.other.id for found in double_bookings(a_day(*parties, commit_order=order))}
    rest = [party for party in parties if party.id not in losers]
    assert double_bookings(a_day(*rest, commit_order=order)) == ()


@given(PARTIES, ORDERS)
def test_no_remedy_makes_a_new_double_booking(parties, order):
    day = a_day(*parties, commit_order=order)
    known = {party.id: party for party in parties}
    for found in double_bookings(day):
        for remedy in found.remedies:
            new = {
                remedy.reservation_id: replace(
                    known[remedy.reservation_id],
                    table_ids=remedy.table_ids,
                    starts_at=remedy.starts_at,
                )
            }
            if remedy.other_id:
                new[remedy.other_id] = replace(
                    known[remedy.other_id], table_ids=remedy.other_table_ids
                )
            rest = [new.get(party.id, party) for party in parties]
            for moved in new.values():
                assert not [
                    other
                    for other in rest
                    if other.id != moved.id
                    and other.holds_tables
                    and set(moved.table_ids) & set(other.table_ids)
                    and overlaps(moved.starts_at, moved.ends_at, other.starts_at, other.ends_at)
                ]


def test_the_double_bookings_of_one_party_are_those_of_the_day_that_it_is_in():
    day = a_day(
        a_reservation("r1", tables="t1"),
        a_reservation("r2", tables="t1"),
        a_reservation("r3", tables="t2"),
        a_reservation("r4", tables="t2"),
    )
    of_r2 = [each for each in double_bookings(day) if "r2" in (each.holder.id, each.other.id)]
    assert list(double_bookings(day, ReservationId("r2"))) == of_r2
    assert len(of_r2) == 1
