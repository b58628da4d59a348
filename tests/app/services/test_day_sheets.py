from dataclasses import replace

import pytest

from app.domain.day_sheet import Slip
from app.domain.reservation import Status
from app.services.bookings import BookingDraft
from tests.app.services.conftest import HOST
from tests.builders import FRIDAY, at


@pytest.fixture
def book(desk, clock):
    """Two parties: 20:00 was booked first, 19:00 after it; it is half past nine in the evening."""
    clock.ms = int(at("21:30").timestamp() * 1000)

    def add(time, name):
        draft = BookingDraft(business_day=FRIDAY, starts_at=at(time), adults=2, guest_name=name)
        return desk.bookings.add(draft, HOST).reservation

    return add


@pytest.fixture
def parties(book):
    return book("20:00", "山田"), book("19:00", "佐藤")


def numbers(desk):
    return {
        line.reservation.guest_name: line.number for line in desk.day_sheets.sheet(FRIDAY).lines
    }


def test_lines_are_numbered_by_time(desk, parties):
    assert numbers(desk) == {"佐藤": 1, "山田": 2}


def test_a_party_keeps_its_number_whatever_is_booked_or_called_off_later(desk, parties, book):
    numbers(desk)
    book("18:00", "鈴木")
    desk.bookings.set_status(parties[1], Status.CANCELLED, HOST)
    assert numbers(desk) == {"鈴木": 3, "山田": 2}


def test_what_was_written_comes_back_into_the_book_with_the_time_on_the_paper(desk, parties):
    desk.day_sheets.sheet(FRIDAY)
    steps = desk.day_sheets.read(FRIDAY, "1 着席 19:05\n2 来店 20:10\n1 退店 21:00")
    desk.day_sheets.bring_back(steps, HOST)
    sato, yamada = desk.bookings.get(parties[1].id), desk.bookings.get(parties[0].id)
    assert (sato.status, sato.seated_at, sato.left_at) == (Status.LEFT, at("19:05"), at("21:00"))
    assert (yamada.status, yamada.arrived_at) == (Status.ARRIVED, at("20:10"))


def test_all_of_it_is_one_undo(desk, parties):
    desk.day_sheets.sheet(FRIDAY)
    steps = desk.day_sheets.read(FRIDAY, "1 着席 19:05\n2 来店 20:10")
    changes = desk.day_sheets.bring_back(steps, HOST)
    desk.history.undo(changes, HOST)
    for party in parties:
        assert replace(desk.bookings.get(party.id), revision=0) == replace(party, revision=0)


def test_reading_writes_nothing_and_a_slip_stops_nobody_else(desk, ledger, parties):
    desk.day_sheets.sheet(FRIDAY)
    before = ledger.position()
    slip, step = desk.day_sheets.read(FRIDAY, "9 着席 19:05\n1 着席 19:05")
    assert isinstance(slip, Slip)
    assert ledger.position() == before
    assert len(desk.day_sheets.bring_back((slip, step), HOST)) == 1
