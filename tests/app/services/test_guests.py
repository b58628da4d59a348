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


def test_of_very_many_those_that_begin_with_the_words_still_stand_first(desk):
    for number in range(60):
        desk.guests.add(GuestDraft(name=f"大高{number}", kana="おおたか"), HOST)
    for name, kana in (("髙橋", "タカハシ"), ("高田", "たかだ")):
        desk.guests.add(GuestDraft(name=name, kana=kana), HOST)
    assert [each.name for each in desk.guests.find("たか", 2)] == ["高田", "髙橋"]
    assert len(desk.guests.find("たか", 62)) == 62


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


@pytest.fixture
def family(desk):
    """Three cards of one person, each with a number of its own, merged one into the next."""
    numbers = ("03-1111-2222", "03-3333-4444", "03-5555-6666")
    cards = [desk.guests.add(GuestDraft(name=f"斎藤{n}", phones=(n,)), HOST) for n in numbers]
    desk.guests.merge(cards[0].id, cards[1].id, HOST)
    desk.guests.merge(cards[1].id, cards[2].id, HOST)
    return cards


def test_a_person_is_found_by_the_name_and_number_of_any_of_their_cards(desk, family):
    for text in ("11112222", "33334444", "55556666", "斎藤03-1111"):
        assert [each.id for each in desk.guests.find(text)] == [family[2].id]


def test_a_card_merged_into_a_merged_card_counts_with_the_person(desk, family):
    for guest in family:
        desk.bookings.add(
            BookingDraft(business_day=FRIDAY, starts_at=at("19:00"), adults=2, guest_id=guest.id),
            HOST,
        )
    assert len(desk.guests.card(family[2].id).reservations) == 3
    assert {each.id for each in desk.guests.joined(family[2].id)} == {
        each.id for each in family[:2]
    }


def test_a_booking_under_a_number_of_a_merged_card_hangs_on_the_person(desk, family):
    booked = desk.bookings.add(
        BookingDraft(
            business_day=FRIDAY,
            starts_at=at("19:00"),
            adults=2,
            guest_name="斎藤03-1111-2222",
            phone="03-1111-2222",
        ),
        HOST,
    ).reservation
    assert booked.guest_id == family[2].id


def test_deleting_the_card_others_were_merged_into_hides_nobody(desk, family):
    desk.guests.delete(desk.guests.get(family[2].id), HOST)
    assert [each.id for each in desk.guests.find("1111")] == [family[1].id]
    desk.guests.unmerge(family[1].id, HOST)
    assert desk.guests.get(family[1].id).merged_into is None


def test_no_merge_however_long_the_way_round_ends_where_it_began(desk, family):
    with pytest.raises(NotAllowed):
        desk.guests.merge(family[2].id, family[0].id, HOST)
