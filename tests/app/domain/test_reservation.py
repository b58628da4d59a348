"""One party's claim on the house."""

from datetime import datetime, timedelta, timezone

import pytest

from app.domain.reservation import Status
from tests.builders import a_reservation, at


def test_a_party_is_everybody_in_it():
    assert a_reservation(adults=3, children=1, infants=1).covers == 5


def test_a_table_is_held_for_the_turn():
    assert a_reservation(time="19:00", turn_minutes=90).ends_at == at("20:30")


@pytest.mark.parametrize("status", sorted(Status))
def test_only_who_may_still_need_a_table_holds_one(status):
    released = {Status.LEFT, Status.CANCELLED, Status.NO_SHOW, Status.DUPLICATE}
    assert a_reservation(tables="t1", status=status).holds_tables is (status not in released)
    assert not a_reservation(status=status).holds_tables


@pytest.mark.parametrize(
    "over",
    [
        {"adults": -1},
        {"turn_minutes": 0},
        {"starts_at": datetime(2026, 11, 13, 19, 0, tzinfo=timezone(timedelta(hours=9)))},
        {"starts_at": at().replace(tzinfo=None)},
    ],
)
def test_what_the_edge_should_have_refused_is_our_own_mistake(over):
    with pytest.raises(AssertionError):
        a_reservation(**over)


def test_a_party_that_two_devices_took_to_nothing_can_still_be_shown():
    assert a_reservation(adults=0).covers == 0
