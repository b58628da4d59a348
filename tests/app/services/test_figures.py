from datetime import timedelta

import pytest

from app.domain.errors import NotAllowed
from app.domain.reservation import Status
from app.services.bookings import BookingDraft
from tests.app.services.conftest import HOST
from tests.builders import FRIDAY, at

SATURDAY = FRIDAY + timedelta(days=1)


def book(desk, day=FRIDAY, time="19:00", adults=2):
    draft = BookingDraft(business_day=day, starts_at=at(time, day), adults=adults)
    return desk.bookings.add(draft, HOST).reservation


def test_days_are_added_up_over_a_stretch(desk, tables):
    book(desk, adults=4)
    book(desk, time="20:00")
    book(desk, SATURDAY, adults=3)
    book(desk, FRIDAY + timedelta(days=9))
    days = desk.figures.overview(FRIDAY, SATURDAY)
    assert [(each.parties, each.covers) for each in days] == [(2, 6), (1, 3)]
    assert days[0].seats == 10


def test_the_sums_are_those_of_the_day_itself_whatever_became_of_its_parties(desk):
    for status in (Status.CANCELLED, Status.NO_SHOW, Status.SEATED, Status.ARRIVED):
        desk.bookings.set_status(book(desk), status, HOST)
    gone = desk.bookings.set_status(book(desk, adults=5), Status.SEATED, HOST).reservation
    desk.bookings.set_status(gone, Status.LEFT, HOST)
    (day,) = desk.figures.overview(FRIDAY, FRIDAY)
    book_ = desk.bookings.day(FRIDAY)
    assert (day.parties, day.covers) == (book_.parties, book_.covers_expected)
    assert day.parties == 3


def test_a_report_counts_who_came_and_who_did_not(desk):
    book(desk, adults=4)
    desk.bookings.set_status(book(desk, SATURDAY), Status.NO_SHOW, HOST)
    told = desk.figures.report(FRIDAY, SATURDAY)
    assert [(each.covers, each.no_shows) for each in told.days] == [(4, 0), (0, 1)]
    with pytest.raises(NotAllowed):
        desk.figures.report(SATURDAY, FRIDAY)


def test_a_stretch_that_ends_before_it_begins_is_refused(desk):
    with pytest.raises(NotAllowed):
        desk.figures.overview(SATURDAY, FRIDAY)
