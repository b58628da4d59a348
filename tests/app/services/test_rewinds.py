from dataclasses import replace
from datetime import timedelta

import pytest

from app.services.bookings import BookingDraft
from tests.app.services.conftest import HOST
from tests.builders import FRIDAY, at


@pytest.fixture
def evening(desk, clock):
    clock.ms = int(at("18:00").timestamp() * 1000)
    draft = BookingDraft(business_day=FRIDAY, starts_at=at("20:00"), adults=2, guest_name="山田")
    party = desk.bookings.add(draft, HOST).reservation
    clock.ms = int(at("19:00").timestamp() * 1000)
    desk.bookings.change(party, replace(party, adults=5), HOST)
    clock.ms = int(at("20:30").timestamp() * 1000)
    return desk.rewinds.past(FRIDAY)


def adults(past, time):
    return [each.adults for each in past.at(at(time)).reservations]


def test_the_book_is_seen_as_it_stood(evening):
    assert adults(evening, "17:59") == []
    assert adults(evening, "18:30") == [2]
    assert adults(evening, "19:01") == [5]


def test_who_changed_what_since_is_told(evening):
    (entry,) = evening.since(at("18:30"), 10)
    assert (entry.actor, entry.fields) == (HOST.name, {"adults": (2, 5)})


def test_today_is_seen_from_its_beginning_until_now(evening):
    assert evening.first == at("05:00")
    assert at("20:30") <= evening.last < at("20:31")


def test_a_day_to_come_is_seen_for_the_last_day_and_night(desk, evening):
    past = desk.rewinds.past(FRIDAY + timedelta(days=3))
    assert past.last - past.first == timedelta(hours=24)


def test_a_day_gone_by_ends_when_it_ended(desk, evening):
    past = desk.rewinds.past(FRIDAY - timedelta(days=3))
    assert past.last - past.first == timedelta(hours=24)
    assert past.last < at("05:00")


def test_looking_back_writes_nothing(desk, ledger, evening):
    before = ledger.position()
    evening.at(at("18:30"))
    assert ledger.position() == before
