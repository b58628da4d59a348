"""Promise 2: with the cable out, from a cold start, everything but talking to others works."""

from dataclasses import replace

from app.domain.reservation import Status
from app.services.calls import CallDraft
from app.services.guests import GuestDraft
from tests.journeys.house import FRIDAY


def test_after_a_cold_start_with_the_cable_out_the_whole_book_reads_and_writes(two):
    house, hall, _ = two
    guest = hall.desk.guests.add(
        GuestDraft(name="斎藤", kana="さいとう", phones=("090-1234-5678",), allergies=("そば",)),
        hall.author,
    )
    booking = hall.book("斎藤", phone="090-1234-5678")
    house.cut()
    hall.close()
    desk = hall.open()

    day = desk.bookings.day(FRIDAY)
    assert [each.guest_name for each in day.reservations] == ["斎藤"]
    arrived = desk.bookings.set_status(desk.bookings.get(booking.id), Status.ARRIVED, hall.author)
    assert arrived.reservation.status is Status.ARRIVED
    assert [each.id for each in desk.guests.find("サイトウ")] == [guest.id]
    assert desk.bookings.free(FRIDAY, booking.starts_at, 2)
    assert len(desk.history.of(booking.id)) == 2
    assert desk.bookings.walk_in((day.tables[0].id,), 3, hall.author).change_ids


def test_the_caller_card_shows_with_the_hub_and_the_internet_off(two):
    """An outage once took a service's caller popup with it; ours is local."""
    house, hall, _ = two
    hall.desk.guests.add(
        GuestDraft(name="斎藤", phones=("090-1234-5678",), caution="大声の席は避ける"), hall.author
    )
    hall.book("斎藤", phone="090-1234-5678")
    house.cut()
    rung = hall.desk.calls.ring(CallDraft(feed="ncid", number="09012345678"), hall.author)
    (caller,) = rung.card.guests
    assert caller.guest.caution == "大声の席は避ける"
    assert caller.next_reservation is not None


def test_a_round_without_a_hub_says_so_and_changes_nothing(two):
    house, hall, _ = two
    booking = hall.book()
    house.cut()
    outcome = hall.try_sync()
    state = hall.state()
    assert outcome.round is None
    assert state.phase == "offline"
    assert not state.in_sync
    assert state.waiting == 1
    assert hall.get(booking) == booking


def test_a_signed_out_device_keeps_its_book_and_its_queue(two):
    """A company's staff were once logged out in mid-service and stood before a closed book."""
    house, hall, _ = two
    house.pairing.revoke(hall.ledger.device().id)
    booking = hall.book()
    outcome = hall.try_sync()
    assert outcome.error is not None
    assert hall.state().phase == "refused"
    edited = hall.change(booking, replace(booking, adults=4))
    assert edited.adults == 4
    assert hall.state().waiting == 2
    hall.line.pair("http://hub.test", house.code(), hall.name)
    hall.sync()
    assert hall.state().in_sync
