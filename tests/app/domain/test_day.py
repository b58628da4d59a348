"""One business day of the book."""

from dataclasses import replace

import pytest

from app.domain.guest import Visits
from app.domain.ids import ReservationId, TableId
from app.domain.reservation import Status
from tests.builders import a_day, a_guest, a_reservation, a_table, an_area, at


def test_reservations_stand_by_time_then_name_then_id():
    late, b, a, first = (
        a_reservation("4", time="20:00"),
        a_reservation("2", guest_name="い"),
        a_reservation("3", guest_name="あ"),
        a_reservation("1", guest_name="い"),
    )
    assert [each.id for each in a_day(late, b, a, first).reservations] == ["3", "1", "2", "4"]


def test_things_are_found_by_id_or_not_at_all():
    party = a_reservation("r1")
    day = a_day(party)
    assert (day.reservation(party.id), day.reservation(ReservationId("r2"))) == (party, None)
    assert (day.table(TableId("t1")), day.table(TableId("t9"))) == (day.tables[0], None)


def test_a_day_read_again_keeps_the_very_things_that_are_still_the_same():
    guest, came = a_guest(), Visits(visits=2)
    party = a_reservation("r1", guest_id=guest.id)
    facts = {"guests": {guest.id: guest}, "visits": {guest.id: came}}
    before = a_day(party, a_reservation("r2"), **facts)
    again = a_day(
        replace(party),
        a_reservation("r2", note="窓側"),
        guests={guest.id: replace(guest)},
        visits={guest.id: Visits(visits=3)},
        tables=tuple(replace(each) for each in before.tables),
    )
    kept = again.keeping(before)
    assert kept == again
    assert kept.reservation(party.id) is party
    assert [each.note for each in kept.reservations] == ["", "窓側"]
    assert kept.guests[guest.id] is guest
    assert kept.visits[guest.id].visits == 3
    assert kept.tables is before.tables


def test_a_table_that_is_gone_is_named_as_a_question():
    assert a_day(tables=(a_table("t1"),)).table_names((TableId("t9"), TableId("t1"))) == ("?", "T1")


CAME_AND_LEFT = {"status": Status.LEFT, "arrived_at": at(), "left_at": at("21:00")}
SAT_AND_LEFT = {"status": Status.LEFT, "seated_at": at(), "left_at": at("21:00")}
GAVE_UP = {"status": Status.LEFT, "left_at": at("19:30")}


@pytest.mark.parametrize(
    ("over", "expected", "arrived", "seated"),
    [
        ({"status": Status.WAITING}, 0, 0, 0),
        ({"status": Status.REQUESTED}, 0, 0, 0),
        ({"status": Status.BOOKED}, 4, 0, 0),
        ({"status": Status.CONFIRMED}, 4, 0, 0),
        ({"status": Status.LATE}, 4, 0, 0),
        ({"status": Status.PARTLY_ARRIVED}, 4, 0, 0),
        ({"status": Status.ARRIVED}, 4, 4, 0),
        ({"status": Status.SEATED}, 4, 4, 4),
        ({"status": Status.BILL}, 4, 4, 4),
        (CAME_AND_LEFT, 4, 4, 0),
        (SAT_AND_LEFT, 4, 4, 0),
        (GAVE_UP, 0, 0, 0),
        ({"status": Status.NO_SHOW}, 0, 0, 0),
        ({"status": Status.CANCELLED}, 0, 0, 0),
        ({"status": Status.DUPLICATE}, 0, 0, 0),
    ],
)
def test_covers_count_those_the_kitchen_counts_on(over, expected, arrived, seated):
    day = a_day(a_reservation(adults=2, children=1, infants=1, **over))
    assert (day.covers_expected, day.covers_arrived, day.covers_seated) == (
        expected,
        arrived,
        seated,
    )
    assert day.parties == bool(expected)


def test_parties_without_a_table_are_found_but_not_the_waitlist():
    day = a_day(
        a_reservation("booked"),
        a_reservation("asked", status=Status.REQUESTED),
        a_reservation("here", status=Status.ARRIVED),
        a_reservation("placed", tables="t1"),
        a_reservation("queue", status=Status.WAITING),
        a_reservation("off", status=Status.CANCELLED),
        a_reservation("gone", status=Status.LEFT),
    )
    assert {each.id for each in day.unassigned} == {"booked", "asked", "here"}
    assert {each.id for each in day.holders} == {"placed"}


def test_a_table_promise_is_tentative_until_the_hub_has_it():
    promised, bare = a_reservation("r1", tables="t1"), a_reservation("r2")
    assert a_day(promised).is_tentative(promised)
    assert not a_day(promised, commit_order={"r1": 7}).is_tentative(promised)
    assert not a_day(bare).is_tentative(bare)


def test_the_floor_is_walked_area_by_area_and_what_stands_in_none_comes_last():
    day = a_day(
        areas=(an_area("a2", name="奥", order=2), an_area("a1", name="表", order=1)),
        tables=(
            a_table("t0"),
            a_table("t9", area_id="gone"),
            a_table("t4", area_id="a2", order=1),
            a_table("t3", area_id="a1", order=2),
            a_table("t2", area_id="a1", order=1),
            a_table("t1", area_id="a1", order=1),
        ),
    )
    assert [table.id for table in day.floor] == ["t1", "t2", "t3", "t4", "t0", "t9"]


def test_areas_of_one_order_stand_by_name():
    day = a_day(
        areas=(an_area("a2", name="ろ"), an_area("a1", name="い")),
        tables=(a_table("t2", area_id="a2"), a_table("t1", area_id="a1")),
    )
    assert [table.id for table in day.floor] == ["t1", "t2"]
