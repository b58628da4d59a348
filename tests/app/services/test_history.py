from dataclasses import replace

import pytest

from app.domain.errors import Unknown
from app.domain.history import ChangeState
from app.services.bookings import BookingDraft
from tests.app.services.conftest import HOST
from tests.builders import FRIDAY, at


@pytest.fixture
def booked(desk):
    draft = BookingDraft(business_day=FRIDAY, starts_at=at("19:00"), adults=2)
    return desk.bookings.add(draft, HOST).reservation


def test_a_history_is_told_from_the_first_change_on(desk, booked):
    desk.bookings.change(booked, replace(booked, adults=5), HOST)
    first, last = desk.history.of(booked.id)
    assert (first.intent, last.intent) == ("book", "change")
    assert last.fields == {"adults": (2, 5)}
    assert (last.actor, last.state) == (HOST.name, ChangeState.WAITING)


def test_several_acts_are_taken_back_together(desk, booked):
    one = desk.bookings.change(booked, replace(booked, adults=3), HOST)
    two = desk.bookings.change(one.reservation, replace(one.reservation, note="窓側"), HOST)
    undone = desk.history.undo((*one.change_ids, *two.change_ids), HOST)
    assert len(undone) == 2
    back = desk.bookings.get(booked.id)
    assert (back.adults, back.note) == (2, "")


def test_what_never_was_has_no_history_and_cannot_be_undone(desk, booked):
    with pytest.raises(Unknown):
        desk.history.of("nobody")
    with pytest.raises(Unknown):
        desk.history.undo(("0123456789abcdef-99",), HOST)


def test_the_sum_counts_every_act(desk, booked):
    before = desk.history.sum()
    desk.bookings.change(booked, replace(booked, adults=5), HOST)
    after = desk.history.sum()
    assert after.made == before.made + 1
    assert after.balances
