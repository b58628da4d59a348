from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.domain.errors import Invalid, NotAllowed, Unknown
from app.domain.ids import GuestId, ReservationId, TableId
from app.domain.reservation import Source, Status
from app.domain.waiting import DoorParty
from app.services.author import Author
from app.services.bookings import BookingDraft
from app.services.guests import GuestDraft
from tests.app.services.conftest import HOST
from tests.builders import FRIDAY, at
from tests.ledgers import receive


def a_draft(time="19:00", **over):
    usual: dict[str, Any] = {"business_day": FRIDAY, "starts_at": at(time), "adults": 2}
    return BookingDraft(**{**usual, "guest_name": "山田", **over})


def test_a_booking_is_kept_as_typed_with_the_houses_turn(desk, tables):
    saved = desk.bookings.add(a_draft(adults=4, phone="090-1234-5678", note="窓側"), HOST)
    reservation = desk.bookings.get(saved.reservation.id)
    assert reservation == saved.reservation
    assert (reservation.turn_minutes, reservation.status) == (120, Status.BOOKED)
    assert reservation.phone.e164 == "+819012345678"
    assert reservation.note == "窓側"


@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({"adults": 0}, "adults"),
        ({"adults": 10_000}, "adults"),
        ({"children": -1}, "children"),
        ({"guest_name": "あ" * 100_000}, "guest_name"),
        ({"turn_minutes": 0}, "turn_minutes"),
        ({"starts_at": at("19:00") + timedelta(days=1)}, "time"),
        ({"note": "a\x00b"}, "note"),
    ],
)
def test_what_cannot_be_is_refused_by_field_and_nothing_is_written(desk, ledger, over, field):
    before = ledger.position()
    with pytest.raises(Invalid) as refused:
        desk.bookings.add(a_draft(**over), HOST)
    assert refused.value.field == field
    assert ledger.position() == before


@pytest.mark.parametrize(
    "over", [{"table_ids": (TableId("nowhere"),)}, {"guest_id": GuestId("nobody")}]
)
def test_a_booking_names_only_what_is_in_the_book(desk, ledger, over):
    before = ledger.position()
    with pytest.raises(Unknown):
        desk.bookings.add(a_draft(**over), HOST)
    assert ledger.position() == before


def test_a_double_booking_is_taken_and_warned_of(desk, tables):
    first = desk.bookings.add(a_draft(table_ids=(tables[0].id,)), HOST).reservation
    second = desk.bookings.add(
        a_draft("19:30", guest_name="佐々木", table_ids=(tables[0].id,)), HOST
    ).reservation
    warned = {each.code: each.with_ids for each in desk.bookings.cautions(second)}
    assert warned["double_booked"] == (first.id,)


def test_the_one_guest_with_this_number_and_name_is_recognised(desk):
    known = desk.guests.add(GuestDraft(name="髙橋", phones=("090-1234-5678",)), HOST)
    same = desk.bookings.add(a_draft(guest_name="高橋", phone="09012345678"), HOST)
    family = desk.bookings.add(a_draft(guest_name="花子", phone="09012345678"), HOST)
    assert same.reservation.guest_id == known.id
    assert family.reservation.guest_id is None


def test_an_edit_writes_only_what_differs(desk, ledger):
    booked = desk.bookings.add(a_draft(), HOST).reservation
    saved = desk.bookings.change(booked, replace(booked, adults=3), HOST)
    assert dict(ledger.change(saved.change_ids[0]).sets) == {"adults": 3}
    assert desk.bookings.change(saved.reservation, saved.reservation, HOST).change_ids == ()


def test_a_removed_table_may_stay_on_an_old_booking_but_not_come_new(desk, tables):
    booked = desk.bookings.add(a_draft(table_ids=(tables[0].id,)), HOST).reservation
    desk.floor.delete_table(desk.floor.table(tables[0].id), HOST)
    assert desk.bookings.change(booked, replace(booked, adults=1), HOST).change_ids
    with pytest.raises(Unknown):
        desk.bookings.add(a_draft(table_ids=(tables[0].id,)), HOST)


def test_a_status_moves_only_where_the_house_allows(desk):
    booked = desk.bookings.add(a_draft(), HOST).reservation
    arrived = desk.bookings.set_status(booked, Status.ARRIVED, HOST).reservation
    assert arrived.arrived_at is not None
    with pytest.raises(NotAllowed, match="seated"):
        desk.bookings.set_status(arrived, Status.NO_SHOW, HOST)


def test_a_walk_in_sits_at_once(desk, tables, clock):
    clock.ms = int(at("18:30").timestamp() * 1000)
    seated = desk.bookings.walk_in((tables[0].id,), 2, HOST).reservation
    assert (seated.status, seated.source) == (Status.SEATED, Source(channel="walk_in"))
    assert seated.business_day == FRIDAY
    assert seated.seated_at is not None


def test_a_deleted_booking_is_gone_and_its_history_stays(desk):
    booked = desk.bookings.add(a_draft(), HOST).reservation
    desk.bookings.delete(booked, HOST)
    with pytest.raises(Unknown):
        desk.bookings.get(booked.id)
    assert len(desk.history.of(booked.id)) == 2


def test_free_tables_leave_out_the_taken_ones_and_offer_combinations(desk, tables):
    desk.bookings.add(a_draft(adults=4, table_ids=(tables[2].id,)), HOST)
    (offer,) = desk.bookings.free(FRIDAY, at("19:00"), 4)
    assert set(offer.table_ids) == {tables[0].id, tables[1].id}
    own = desk.bookings.day(FRIDAY).reservations[0]
    again = desk.bookings.free(FRIDAY, at("19:00"), 4, ignoring=ReservationId(own.id))
    assert again[0].table_ids == (tables[2].id,)
    with pytest.raises(Invalid):
        desk.bookings.free(FRIDAY, at("19:00"), 0)


def test_a_day_carries_its_guests_visits_and_open_promises(desk, tables):
    guest = desk.guests.add(GuestDraft(name="斎藤"), HOST)
    booked = desk.bookings.add(
        a_draft(guest_id=guest.id, table_ids=(tables[0].id,)), HOST
    ).reservation
    day = desk.bookings.day(FRIDAY)
    assert day.guests[guest.id].name == "斎藤"
    assert day.is_tentative(booked)
    assert [each.id for each in day.reservations] == [booked.id]
    assert desk.bookings.newest_day() == FRIDAY


def about(*ids, kind="reservation"):
    return frozenset((kind, str(id)) for id in ids)


@pytest.fixture
def regular(desk):
    """A guest with one booking today, whose book was read before anything below happened."""
    guest = desk.guests.add(GuestDraft(name="山田", phones=("090-1234-5678",)), HOST)
    booked = desk.bookings.add(a_draft(phone="090-1234-5678"), HOST).reservation
    assert booked.guest_id == guest.id
    return booked


def test_a_day_that_follows_a_change_is_the_day_that_is_read_whole(desk, tables, regular):
    desk.bookings.add(a_draft(guest_name="佐藤"), HOST)
    book = desk.bookings.day(FRIDAY)
    moved = replace(regular, starts_at=at("18:00"), table_ids=(tables[0].id,))
    desk.bookings.change(regular, moved, HOST)
    assert desk.bookings.follow(book, about(regular.id)) == desk.bookings.day(FRIDAY)


def test_a_day_follows_who_comes_who_goes_and_how_often_they_came(desk, regular):
    book = desk.bookings.day(FRIDAY)
    seen = [regular.id]
    seen.append(desk.bookings.add(a_draft(phone="090-1234-5678"), HOST).reservation.id)
    gone = desk.bookings.add(a_draft(guest_name="佐藤"), HOST).reservation
    book = desk.bookings.follow(book, about(*seen, gone.id))
    assert book == desk.bookings.day(FRIDAY)
    desk.bookings.delete(gone, HOST)
    sat = desk.bookings.set_status(regular, Status.SEATED, HOST).reservation
    book = desk.bookings.follow(book, about(gone.id, sat.id))
    assert book == desk.bookings.day(FRIDAY)
    assert book.visits[regular.guest_id].visits == 1


def test_a_day_follows_what_the_hub_confirms_and_on_what_people_disagree(
    desk, ledger, tables, regular
):
    given = replace(regular, table_ids=(tables[0].id,))
    given = desk.bookings.change(regular, given, HOST).reservation
    for number, entry in enumerate(desk.history.of(regular.id), start=1):
        receive(ledger, (ledger.change(entry.change_id), number))
    book = desk.bookings.day(FRIDAY)
    assert not book.is_tentative(given)
    for time in ("19:30", "20:00"):
        desk.bookings.change(given, replace(given, starts_at=at(time)), HOST)
    after = desk.bookings.follow(book, about(given.id))
    assert after == desk.bookings.day(FRIDAY)
    assert after.is_tentative(given)
    assert [each.field for each in after.clashes] == ["starts_at"]


def test_a_day_follows_what_is_noted_on_a_guests_card(desk, regular):
    book = desk.bookings.day(FRIDAY)
    guest = desk.guests.get(regular.guest_id)
    desk.guests.change(guest, replace(guest, caution="大声"), HOST)
    assert desk.bookings.follow(book, about(guest.id, kind="guest")) == desk.bookings.day(FRIDAY)


def test_a_booking_that_moves_to_another_day_leaves_this_one(desk, regular):
    book = desk.bookings.day(FRIDAY)
    tomorrow = timedelta(days=1)
    later = replace(regular, business_day=FRIDAY + tomorrow, starts_at=regular.starts_at + tomorrow)
    desk.bookings.change(regular, later, HOST)
    left = desk.bookings.follow(book, about(regular.id))
    assert left == desk.bookings.day(FRIDAY)
    assert left.reservations == ()
    assert desk.bookings.follow(left, about(regular.id)) is left


def test_bookings_are_found_by_any_spelling_and_by_part_of_the_phone(desk):
    booked = desk.bookings.add(
        a_draft(guest_name="髙橋", guest_kana="たかはし", phone="090-1234-5678"), HOST
    ).reservation
    for text in ("高橋", "タカハシ", "345"):
        assert [each.id for each in desk.bookings.search(text, FRIDAY)] == [booked.id]
    assert desk.bookings.search("高橋", FRIDAY + timedelta(days=1)) == ()
    assert desk.bookings.search("", FRIDAY) == ()
    tomorrow = FRIDAY + timedelta(days=1)
    assert [each.id for each in desk.bookings.search_back("高橋", FRIDAY, tomorrow)] == [booked.id]
    assert desk.bookings.search_back("高橋", FRIDAY - timedelta(days=1), FRIDAY) == ()


def test_days_are_read_from_first_to_last_both_included(desk):
    desk.bookings.add(a_draft(), HOST)
    assert len(desk.bookings.days(FRIDAY, FRIDAY)) == 1
    assert len(desk.bookings.days(FRIDAY - timedelta(days=2), FRIDAY)) == 1
    with pytest.raises(NotAllowed):
        desk.bookings.days(FRIDAY, FRIDAY - timedelta(days=1))


def test_what_is_more_than_a_book_can_hold_is_refused_in_words_and_nothing_is_written(desk, ledger):
    before = ledger.sum()
    draft = BookingDraft(business_day=FRIDAY, starts_at=at("19:00"), adults=2)
    with pytest.raises(Invalid, match="more than the book can hold"):
        desk.bookings.add(draft, Author("佐" * 500))
    assert ledger.sum() == before


def test_a_quoted_wait_counts_from_when_the_party_was_told(desk, clock):
    waiting = a_draft(status=Status.WAITING, quoted_minutes=20)
    asked_at = datetime.fromtimestamp(clock.ms // 1000, UTC)
    first = desk.bookings.add(waiting, HOST).reservation
    assert asked_at < first.quoted_at < asked_at + timedelta(minutes=1)
    clock.ms += 600_000
    again = desk.bookings.change(first, replace(first, quoted_minutes=30), HOST).reservation
    assert again.quoted_at - first.quoted_at >= timedelta(minutes=10)
    untouched = desk.bookings.change(again, replace(again, note="窓側"), HOST).reservation
    assert untouched.quoted_at == again.quoted_at


def test_a_party_at_the_door_waits_is_called_in_and_sits_from_then_on(desk, tables, clock):
    waiting = desk.bookings.wait(DoorParty(adults=3, name="7", quoted_minutes=20), HOST).reservation
    assert (waiting.status, waiting.table_ids, waiting.guest_name) == (Status.WAITING, (), "7")
    assert waiting.quoted_minutes == 20
    clock.ms += 25 * 60_000
    called = desk.bookings.call_in(waiting, HOST).reservation
    assert called.called_at - waiting.quoted_at >= timedelta(minutes=25)
    seated = desk.bookings.seat_waiting(called, (tables[2].id,), HOST).reservation
    assert (seated.status, seated.table_ids) == (Status.SEATED, (tables[2].id,))
    assert seated.starts_at - waiting.starts_at >= timedelta(minutes=25)
    with pytest.raises(NotAllowed):
        desk.bookings.seat_waiting(seated, (tables[2].id,), HOST)


def test_the_same_wait_told_again_counts_from_then_on(desk, clock):
    waiting = desk.bookings.wait(DoorParty(adults=2, quoted_minutes=20), HOST).reservation
    clock.ms += 600_000
    again = desk.bookings.quote(waiting, 20, HOST).reservation
    assert again.quoted_at - waiting.quoted_at >= timedelta(minutes=10)
