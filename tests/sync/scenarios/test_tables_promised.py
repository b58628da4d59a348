"""Tables that two people promise, or close and promise, without knowing of each other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.reservation import Status
from tests.builders import FRIDAY, a_table, at
from tests.ledgers import SATO, add
from tests.sync.acts import assert_all_agree, book, change, get

TABLES = ("t1", "t2", "t3", "t4")


@pytest.fixture
def floor(hall, bar, house):
    """Four tables, known to all."""
    add(hall.ledger, *(a_table(name, order=number) for number, name in enumerate(TABLES)))
    house.heal()


@pytest.mark.parametrize("first", ["hall", "bar"])
def test_a_table_closed_offline_that_a_peer_assigns_is_shown_and_nobody_is_cancelled(
    hall, bar, house, floor, first
):
    """A table closed offline that a peer assigns: closed it stays, and the party says so."""
    table = hall.desk.floor.table("t1")
    hall.desk.floor.change_table(table, replace(table, closed=True), SATO)
    party = book(bar, table_ids=("t1",))
    for device in (hall, bar) if first == "hall" else (bar, hall):
        device.try_sync()
    house.heal()
    for device in (hall, bar):
        assert device.desk.floor.table("t1").closed
        standing = get(device, party)
        assert (standing.status, standing.table_ids) == (Status.BOOKED, ("t1",))
        assert "table_closed" in [each.code for each in device.desk.bookings.cautions(standing)]
    change(hall, get(hall, party), table_ids=("t2",))
    house.heal()
    assert not any(
        each.code == "table_closed" for each in bar.desk.bookings.cautions(get(bar, party))
    )
    assert_all_agree(house)


def test_a_table_deleted_offline_that_a_peer_assigns_keeps_the_party(hall, bar, house, floor):
    """A table taken off the floor offline that a peer assigns: the party keeps its promise."""
    hall.desk.floor.delete_table(hall.desk.floor.table("t1"), SATO)
    party = book(bar, table_ids=("t1",))
    house.heal()
    for device in (hall, bar):
        assert get(device, party).table_ids == ("t1",)
        assert [each.code for each in device.desk.bookings.cautions(get(device, party))]
    assert_all_agree(house)


@pytest.mark.parametrize(
    "order",
    [("ホール", "バー", "テラス"), ("バー", "テラス", "ホール"), ("テラス", "バー", "ホール")],
)
def test_a_table_promised_twice_has_one_answer_whoever_comes_first(hall, bar, house, floor, order):
    """A table promised twice, even three times: the first at the hub holds it, on all devices."""
    terrace = house.device("テラス")
    house.heal()
    devices = {each.name: each for each in house.devices}
    parties = {
        name: book(device, guest_name=name, table_ids=("t1",), starts_at=at("19:00"))
        for name, device in devices.items()
    }
    for name in order:
        devices[name].try_sync()
    house.heal()
    answers = []
    for device in devices.values():
        doubles = device.desk.clashes.doubles()
        by_other = {each.other.id: each for each in doubles}
        assert by_other[parties[order[1]].id].holder.id == parties[order[0]].id
        assert parties[order[0]].id not in by_other, "who was first makes room for nobody"
        for double in doubles:
            free = [remedy.table_ids for remedy in double.remedies[:3]]
            assert free == [("t2",), ("t3",), ("t4",)], "free tables first, in their order"
        answers.append(
            [(each.id, each.holder.id, each.other.id, each.remedies) for each in doubles]
        )
        assert "to settle" in device.line_says()
        statuses = {each.status for each in device.ledger.reservations(FRIDAY)}
        assert statuses == {Status.BOOKED}
    assert answers[0] == answers[1] == answers[2]
    while doubles := terrace.desk.clashes.doubles():
        terrace.desk.clashes.apply(doubles[0].remedies[0], SATO)
    house.heal()
    for device in devices.values():
        assert device.desk.clashes.doubles() == ()
        assert "to settle" not in device.line_says()
        assert get(device, parties[order[0]]).table_ids == ("t1",)
    assert_all_agree(house)
