from dataclasses import replace
from datetime import date

import pytest

from app.domain.errors import Invalid, NotAllowed, Unknown
from app.domain.guest import Visits
from app.services.bookings import BookingDraft
from app.services.guests import GuestDraft, add_up
from tests.app.services.conftest import HOST
from tests.builders import FRIDAY, at


def test_a_guest_is_kept_with_every_number_once(desk):
    guest = desk.guests.add(
        GuestDraft(name="斎藤", phones=("090-1234-5678", "09012345678", "03-1111-2222")), HOST
    )
    assert sorted(phone.e164 for phone in guest.phones) == ["+81311112222", "+819012345678"]
    assert desk.guests.get(guest.id) == guest


def test_a_guest_needs_a_name_or_kana(desk):
    assert desk.guests.add(GuestDraft(name="", kana="さいとう"), HOST).kana == "さいとう"
    with pytest.raises(Invalid, match="name"):
        desk.guests.add(GuestDraft(name=" "), HOST)
    with pytest.raises(Invalid, match="phones"):
        desk.guests.add(GuestDraft(name="a", phones=("1",) * 21), HOST)


def test_guests_are_found_by_kana_spelling_or_digits_and_stand_in_dictionary_order(desk):
    for name, kana, phone in (
        ("髙橋", "たかはし", "090-1234-5678"),
        ("高田", "たかだ", "080-9999-1111"),
        ("大高", "おおたか", ""),
    ):
        desk.guests.add(GuestDraft(name=name, kana=kana, phones=(phone,) if phone else ()), HOST)
    assert [each.name for each in desk.guests.find("タカ")] == ["高田", "髙橋", "大高"]
    assert [each.name for each in desk.guests.find("高橋")] == ["髙橋"]
    assert [each.name for each in desk.guests.find("3456")] == ["髙橋"]
    assert desk.guests.find("") == ()


def test_a_card_counts_visits_from_the_book_over_all_cards_of_a_person(desk, ledger):
    first = desk.guests.add(GuestDraft(name="斎藤"), HOST)
    second = desk.guests.add(GuestDraft(name="齋藤"), HOST)
    for guest in (first, second):
        desk.bookings.add(
            BookingDraft(business_day=FRIDAY, starts_at=at("19:00"), adults=2, guest_id=guest.id),
            HOST,
        )
    desk.guests.merge(second.id, first.id, HOST)
    card = desk.guests.card(first.id)
    assert len(card.reservations) == 2
    assert card.next_reservation is not None
    assert card.visits == Visits()


def test_a_merge_is_taken_back_for_ever_and_never_goes_in_circles(desk):
    first = desk.guests.add(GuestDraft(name="斎藤"), HOST)
    second = desk.guests.add(GuestDraft(name="齋藤"), HOST)
    desk.guests.merge(second.id, first.id, HOST)
    assert [each.id for each in desk.guests.find("斎藤")] == [first.id]
    for pair in ((first.id, first.id), (first.id, second.id)):
        with pytest.raises(NotAllowed):
            desk.guests.merge(*pair, HOST)
    desk.guests.unmerge(second.id, HOST)
    assert {each.id for each in desk.guests.find("斎藤")} == {first.id, second.id}
    with pytest.raises(NotAllowed):
        desk.guests.unmerge(second.id, HOST)


def test_an_edit_renames_in_the_search_too_and_a_deletion_leaves_no_ghost(desk):
    guest = desk.guests.add(GuestDraft(name="斎藤", phones=("090-1234-5678",)), HOST)
    renamed = desk.guests.change(guest, replace(guest, name="遠藤", phones=()), HOST)
    assert desk.guests.find("斎藤") == ()
    assert desk.guests.find("5678") == ()
    assert [each.id for each in desk.guests.find("遠藤")] == [guest.id]
    desk.guests.delete(renamed, HOST)
    assert desk.guests.find("遠藤") == ()
    with pytest.raises(Unknown):
        desk.guests.get(guest.id)


def test_visits_of_several_cards_add_up():
    total = add_up(
        [
            Visits(visits=2, no_shows=1, last_visit=date(2026, 1, 5)),
            Visits(visits=3, cancellations=1, last_visit=date(2026, 3, 1)),
            Visits(),
        ]
    )
    assert total == Visits(visits=5, no_shows=1, cancellations=1, last_visit=date(2026, 3, 1))
