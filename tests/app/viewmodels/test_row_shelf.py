from dataclasses import replace

import pytest

from app.domain.guest import Visits
from app.domain.reservation import Status
from app.viewmodels.row_shelf import RowShelf
from app.viewmodels.rows import Standing, row_of
from tests.builders import a_day, a_guest, a_reservation, a_table, at

NOW = Standing(now=at("17:00"))
GUEST = a_guest()
BEFORE = a_reservation(guest_id=GUEST.id, tables="t1", guest_name="山田")


def book(reservation=BEFORE, **over):
    facts = {"guests": {GUEST.id: GUEST}, "visits": {GUEST.id: Visits(visits=2)}}
    return a_day(reservation, **{**facts, **over})


SAME = book()


@pytest.fixture
def shelf(qapp):
    shelf = RowShelf()
    shelf.row(SAME, BEFORE, NOW)
    return shelf


def test_a_row_that_still_holds_is_the_very_same(shelf):
    again = book(replace(BEFORE))
    assert shelf.row(again, again.reservations[0], NOW) is shelf.row(book(), BEFORE, NOW)


def test_a_minute_that_changes_nothing_makes_no_new_row(shelf):
    later = replace(NOW, now=at("17:01"))
    assert shelf.row(book(), BEFORE, later) is shelf.row(book(), BEFORE, NOW)


@pytest.mark.parametrize(
    ("day", "reservation", "standing"),
    [
        (book(replace(BEFORE, status=Status.SEATED)), replace(BEFORE, status=Status.SEATED), NOW),
        (book(guests={GUEST.id: replace(GUEST, caution="大声")}), BEFORE, NOW),
        (book(visits={GUEST.id: Visits()}), BEFORE, NOW),
        (book(tables=(a_table("t1", name="窓1"),)), BEFORE, NOW),
        (SAME, BEFORE, replace(NOW, double_booked=True)),
        (SAME, BEFORE, replace(NOW, disagreed=True)),
        (SAME, BEFORE, replace(NOW, tentative=True)),
        (SAME, BEFORE, replace(NOW, now=at("19:30"))),
        (SAME, BEFORE, replace(NOW, now=at("19:31"))),
    ],
    ids=[
        "status",
        "caution",
        "visits",
        "table",
        "double",
        "disagreed",
        "tentative",
        "late",
        "later",
    ],
)
def test_a_row_always_reads_as_if_it_were_made_anew(shelf, day, reservation, standing):
    assert shelf.row(day, reservation, standing) == row_of(day, reservation, standing)


def test_another_language_makes_every_row_anew(shelf, translated):
    before = shelf.row(book(), BEFORE, NOW)
    assert before.status_word == "Booked"
    translated("Booked", "予約")
    assert shelf.row(book(), BEFORE, NOW).status_word == "予約"
    assert before.status_word == "Booked"
