from dataclasses import replace
from datetime import date

import pytest

from app.domain.ids import GuestId
from app.services.desk import Author
from app.services.guests import GuestDraft
from app.viewmodels.guest import GuestModel

SATO, SUZUKI = Author("sato"), Author("suzuki")
SAITO = GuestId("saito")


@pytest.fixture
def guest(desk, day):
    model = GuestModel(desk, day)
    day.wrote.connect(model.refresh)
    return model


def test_a_card_tells_what_the_house_knows(guest, qtbot):
    with qtbot.waitSignal(guest.opened):
        guest.open("lee")
    assert guest.card.guest.name == "Lee"
    assert guest.phones == ("090-1111-2222",)
    assert guest.past == "First visit"
    assert guest.next_booking.reservation_id == "lee"
    assert "19:00" in guest.next_booking.text
    assert guest.bookings == ()


def test_birthday_and_anniversary_are_told_with_their_year(guest, desk):
    before = desk.guests.get("ito")
    desk.guests.change(before, replace(before, anniversary=date(2010, 5, 1)), SATO)
    guest.open("ito")
    assert guest.days == "Birthday 24 Dec 1980   Anniversary 1 May 2010"


def test_an_unknown_guest_is_refused_in_words(guest, qtbot):
    with qtbot.waitSignal(guest.refused):
        guest.open("nobody")
    assert guest.card is None


def test_an_edit_is_saved_shown_and_undone_by_one_tap(guest, desk, day, qtbot):
    guest.open("saito")
    form = guest.begin_edit()
    with qtbot.waitSignal(day.saved):
        assert guest.save(replace(form, name="斎藤 一", allergies="そば、えび、卵", tags="VIP"))
    assert guest.card.guest.name == "斎藤 一"
    assert set(desk.guests.get(SAITO).allergies) == {"そば", "えび", "卵"}
    assert "Changed" in guest.changes.lines[0].what
    day.undo()
    assert desk.guests.get(SAITO).name == "斎藤"


def test_an_edit_that_changed_nothing_offers_no_undo(guest, day, qtbot):
    guest.open("saito")
    with qtbot.assertNotEmitted(day.saved):
        assert guest.save(guest.begin_edit())


def test_a_second_number_joins_the_first(guest, desk):
    guest.open("saito")
    form = guest.begin_edit()
    guest.save(replace(form, phones=f"{form.phones}, 03-1111-2222"))
    assert [each.e164 for each in desk.guests.get(SAITO).phones] == [
        "+819012345678",
        "+81311112222",
    ]


def test_a_birthday_is_taken_in_the_emperors_years(guest, desk):
    guest.open("saito")
    guest.save(replace(guest.begin_edit(), birthday="昭和55年12月24日"))
    assert desk.guests.get(SAITO).birthday == date(1980, 12, 24)


def test_a_birthday_that_cannot_be_is_refused_and_the_rest_is_kept(guest, desk, qtbot):
    guest.open("saito")
    form = replace(guest.begin_edit(), birthday="1980-02-30", name="斎藤 一")
    with qtbot.waitSignal(guest.refused):
        assert not guest.save(form)
    assert desk.guests.get(SAITO).name == "斎藤"
    assert guest.save(replace(form, birthday=""))
    assert desk.guests.get(SAITO).name == "斎藤 一"


def test_what_somebody_else_wrote_meanwhile_is_told_and_not_overwritten(guest, desk):
    guest.open("saito")
    form = guest.begin_edit()
    before = desk.guests.get(SAITO)
    desk.guests.change(before, replace(before, preferences="個室を希望"), SUZUKI)
    guest.refresh(frozenset({("guest", "saito")}))
    assert guest.has_news
    guest.save(replace(form, name="斎藤 一"))
    after = desk.guests.get(SAITO)
    assert (after.name, after.preferences, after.conflicts) == ("斎藤 一", "個室を希望", ())


def test_a_name_both_changed_is_left_to_a_person(guest, desk):
    guest.open("saito")
    form = guest.begin_edit()
    before = desk.guests.get(SAITO)
    desk.guests.change(before, replace(before, name="斎藤 次郎"), SUZUKI)
    guest.save(replace(form, name="斎藤 一"))
    assert desk.guests.get(SAITO).conflicts == ("name",)


def test_a_card_deleted_elsewhere_is_put_away(guest, desk, qtbot):
    guest.open("saito")
    desk.guests.delete(desk.guests.get(SAITO), SUZUKI)
    with qtbot.waitSignal(guest.closed):
        guest.refresh(frozenset({("guest", "saito")}))


def test_the_same_person_is_suggested_joined_and_taken_apart_again(guest, desk, day):
    other = desk.guests.add(GuestDraft(name="斎藤", phones=("090-1234-5678",)), SATO)
    guest.open("saito")
    (alike,) = guest.alike
    assert (alike.guest_id, alike.why) == (other.id, "same number")
    guest.join(other.id)
    assert guest.alike == ()
    assert [each.guest_id for each in guest.joined] == [other.id]
    guest.take_apart(other.id)
    assert guest.joined == ()
    assert [each.guest_id for each in guest.alike] == [other.id]


def test_joining_is_undone_like_anything_else(guest, desk, day):
    other = desk.guests.add(GuestDraft(name="斉藤"), SATO)
    guest.open("saito")
    assert guest.alike[0].why == "same name"
    guest.join(other.id)
    day.undo()
    assert desk.guests.get(other.id).merged_into is None


def test_a_booking_for_the_guest_is_asked_for(guest, qtbot):
    guest.open("saito")
    with qtbot.waitSignal(guest.booking_requested) as asked:
        guest.begin_booking()
    assert asked.args[0].guest_id == "saito"


def test_a_booking_on_the_card_is_asked_for(guest, qtbot):
    guest.open("lee")
    with qtbot.waitSignal(guest.reservation_requested) as asked:
        guest.open_booking(guest.next_booking.reservation_id)
    assert asked.args == ["lee"]
