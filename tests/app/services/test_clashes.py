from dataclasses import replace
from typing import Any

import pytest

from app.domain.errors import Invalid, Unknown
from app.domain.remedies import SWAP
from app.domain.reservation import Status
from app.services.bookings import BookingDraft
from app.services.floor import TableDraft
from app.store import rows
from tests.app.services.conftest import HOST
from tests.builders import FRIDAY, at
from tests.ledgers import book_of


def book(desk, time="19:00", **over):
    usual: dict[str, Any] = {"business_day": FRIDAY, "starts_at": at(time), "adults": 2}
    draft = BookingDraft(**{**usual, "guest_name": "山田", **over})
    return desk.bookings.add(draft, HOST).reservation


@pytest.fixture
def quarrel(desk):
    """One booking whose time two editors set without having seen each other."""
    booked = book(desk)
    desk.bookings.change(booked, replace(booked, starts_at=at("19:30")), HOST)
    desk.bookings.change(booked, replace(booked, starts_at=at("26:00")), HOST)
    return booked


def test_a_field_set_twice_is_listed_and_counted(desk, quarrel):
    (clash,) = desk.clashes.fields()
    assert (clash.entity_id, clash.field) == (quarrel.id, "starts_at")
    assert desk.clashes.field(clash.id) == clash
    assert desk.clashes.count() == 1


@pytest.mark.parametrize(("keep", "time"), [(0, "19:30"), (1, "26:00")])
def test_settling_keeps_the_chosen_side(desk, quarrel, keep, time):
    (clash,) = desk.clashes.fields()
    desk.clashes.settle(clash.id, keep, HOST)
    assert desk.bookings.get(quarrel.id).starts_at == at(time)
    assert desk.clashes.fields() == ()


@pytest.mark.parametrize("keep", [-1, 2])
def test_there_is_no_third_side(desk, quarrel, keep):
    (clash,) = desk.clashes.fields()
    with pytest.raises(Invalid, match="0 to 1"):
        desk.clashes.settle(clash.id, keep, HOST)
    assert desk.clashes.fields() == (clash,)


def test_a_value_that_neither_had_settles_too(desk, quarrel):
    (clash,) = desk.clashes.fields()
    desk.clashes.settle_value(clash.id, "2026-11-13T11:00:00Z", HOST)
    assert desk.bookings.get(quarrel.id).starts_at == at("20:00")


@pytest.mark.parametrize("value", ["19:30", 7, None, ["a"], {"a": 1}])
def test_a_value_the_field_cannot_hold_is_refused(desk, quarrel, value):
    (clash,) = desk.clashes.fields()
    with pytest.raises(Invalid) as refused:
        desk.clashes.settle_value(clash.id, value, HOST)
    assert refused.value.field == "value"
    assert desk.clashes.fields() == (clash,)


def test_a_settled_clash_is_no_longer_there(desk, quarrel):
    (clash,) = desk.clashes.fields()
    desk.clashes.settle(clash.id, 0, HOST)
    with pytest.raises(Unknown, match="settled"):
        desk.clashes.settle(clash.id, 0, HOST)


def test_a_table_promised_twice_is_settled_by_a_remedy(desk, tables):
    first = book(desk, table_ids=(tables[0].id,))
    second = book(desk, "19:30", guest_name="佐々木", table_ids=(tables[0].id,))
    (double,) = desk.clashes.doubles()
    assert {double.holder.id, double.other.id} == {first.id, second.id}
    desk.clashes.settle(double.id, 0, HOST)
    assert desk.clashes.doubles() == ()
    standing = {each.status for each in desk.bookings.day(FRIDAY).reservations}
    assert standing == {Status.BOOKED}


def test_a_double_booking_is_not_settled_by_a_value(desk, tables):
    book(desk, table_ids=(tables[0].id,))
    book(desk, "19:30", table_ids=(tables[0].id,))
    (double,) = desk.clashes.doubles()
    with pytest.raises(Invalid, match="keep"):
        desk.clashes.settle_value(double.id, [], HOST)
    with pytest.raises(Invalid):
        desk.clashes.settle(double.id, 99, HOST)
    with pytest.raises(Unknown):
        desk.clashes.double("a:table_ids:b")


@pytest.fixture
def swap(desk, tables):
    """Two parties of five on T3, while a couple sits alone at T4, which is as large."""
    large = desk.floor.add_table(TableDraft(name="T4", seats_min=2, seats_max=6), HOST)
    couple = book(desk, adults=2, table_ids=(large.id,), guest_name="林")
    for name in ("山田", "佐々木"):
        book(desk, adults=5, table_ids=(tables[2].id,), guest_name=name)
    (double,) = desk.clashes.doubles()
    (keep,) = [at for at, remedy in enumerate(double.remedies) if remedy.code == SWAP]
    return double, keep, couple


def test_both_halves_of_a_swap_are_one_transaction(desk, ledger, swap, monkeypatch):
    double, keep, couple = swap
    before = (book_of(ledger), ledger.sum())
    second_row = iter([False, True])
    write = rows.project

    def crash(sql, moved):
        for key, state in moved.items():
            write(sql, {key: state})
            if next(second_row):
                raise RuntimeError("the power went")

    with monkeypatch.context() as patch:
        patch.setattr(rows, "project", crash)
        with pytest.raises(RuntimeError):
            desk.clashes.settle(double.id, keep, HOST)
    assert (book_of(ledger), ledger.sum()) == before
    change_ids = desk.clashes.settle(double.id, keep, HOST)
    assert len(change_ids) == 2
    assert desk.clashes.doubles() == ()
    assert desk.bookings.get(double.other.id).table_ids == couple.table_ids
    assert desk.bookings.get(couple.id).table_ids != couple.table_ids
    assert desk.bookings.get(couple.id).starts_at == couple.starts_at


def test_a_swap_is_taken_back_as_one(desk, ledger, swap):
    double, keep, _ = swap
    before = book_of(ledger)
    desk.history.undo(desk.clashes.settle(double.id, keep, HOST), HOST)
    assert book_of(ledger) == before
    assert [each.id for each in desk.clashes.doubles()] == [double.id]


def test_last_nights_clashes_are_listed_and_older_ones_are_not(desk, tables, clock):
    book(desk, table_ids=(tables[0].id,))
    book(desk, "19:30", table_ids=(tables[0].id,))
    clock.ms += 24 * 3_600_000
    assert len(desk.clashes.doubles()) == 1
    clock.ms += 24 * 3_600_000
    assert desk.clashes.doubles() == ()
