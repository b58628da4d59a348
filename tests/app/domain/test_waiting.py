"""What parties at the door were told, and how long they still wait."""

from app.domain.reservation import Status
from app.domain.waiting import quoted
from tests.builders import a_reservation, at

WAITING = a_reservation(status=Status.WAITING)


def test_a_quote_counts_from_when_it_is_given():
    told = quoted(WAITING, 20, at("19:05"))
    assert (told.quoted_minutes, told.quoted_at) == (20, at("19:05"))


def test_a_quote_taken_back_leaves_nothing():
    told = quoted(quoted(WAITING, 20, at("19:05")), 0, at("19:10"))
    assert (told.quoted_minutes, told.quoted_at) == (0, None)
