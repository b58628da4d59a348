from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.ids import GuestId
from app.domain.reservation import Status
from app.services.calls import CallDraft
from app.services.desk import Author
from app.services.guests import GuestDraft
from app.store.ledger import Write
from app.viewmodels.guest import PAST_PAGE, GuestModel
from tests.app.ui.sample import Drafts

SATO, SUZUKI = Author("sato"), Author("suzuki")
SAITO = GuestId("saito")


@pytest.fixture
def drafts():
    return Drafts()


@pytest.fixture
def guest(desk, day, drafts):
    model = GuestModel(desk, day, drafts)
    day.wrote.connect(model.refresh)
    return model


def test_a_card_tells_what_the_house_knows(guest, qtbot):
    with qtbot.waitSignal(guest.opened):
        guest.open("lee")
    assert guest.card.guest.name == "Lee"
    assert guest.phones == ("090-1111-2222",)
    assert guest.figures[0] == ("0", "visits")
    (coming,) = guest.coming
    assert coming.reservation_id == "lee"
    assert "19:00" in coming.text
    assert guest.past == ()


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
        guest.open_booking(guest.coming[0].reservation_id)
    assert asked.args == ["lee"]


def a_booking(desk, day, name, **over):
    booked = replace(desk.bookings.get("lee"), id=name, revision=0, **over)
    desk.bookings._ledger.commit([Write(None, booked, "add")], actor="", now_ms=day.now_ms())


def test_todays_later_bookings_are_coming_and_those_that_are_over_are_not(guest, desk, day):
    later = desk.bookings.get("lee").starts_at + timedelta(hours=2)
    a_booking(desk, day, "later", starts_at=later)
    a_booking(desk, day, "gone", status=Status.LEFT)
    a_booking(desk, day, "off", status=Status.CANCELLED)
    guest.open("lee")
    assert [each.reservation_id for each in guest.coming] == ["lee", "later"]
    assert {each.reservation_id for each in guest.past} == {"gone", "off"}
    assert ("1", "visits") in guest.figures


def test_every_booking_is_reached_page_by_page(guest, desk, day):
    first = desk.bookings.get("lee")
    for number in range(70):
        back = timedelta(days=number + 1)
        a_booking(
            desk,
            day,
            f"past{number:02}",
            business_day=first.business_day - back,
            starts_at=first.starts_at - back,
            status=Status.LEFT,
        )
    guest.open("lee")
    assert [each.reservation_id for each in guest.past][:2] == ["past00", "past01"]
    pages = 1
    while guest.has_more:
        guest.show_more()
        pages += 1
    assert len(guest.past) == 70
    assert pages == -(-70 // PAST_PAGE)
    guest.open("lee")
    assert len(guest.past) == PAST_PAGE


def test_the_guests_last_calls_stand_on_the_card(guest, desk):
    desk.calls.ring(CallDraft(feed="ncid", number="090-1111-2222"), SATO)
    desk.calls.ring(CallDraft(feed="ncid", number="090-9999-2222"), SATO)
    guest.open("lee")
    assert len(guest.calls) == 1


def test_what_was_typed_on_a_card_waits_there_after_a_crash(guest, desk, day, drafts):
    guest.open("saito")
    form = guest.begin_edit()
    guest.type(replace(form, company="暖簾商事"))
    again = GuestModel(desk, day, drafts)
    again.open("saito")
    assert again.has_draft
    assert again.begin_edit().company == "暖簾商事"
    assert again.save(again.begin_edit())
    assert desk.guests.get(SAITO).company == "暖簾商事"
    assert drafts.text == ""


def test_an_edit_that_a_crash_cut_off_meets_what_others_wrote_since(guest, desk, day, drafts):
    guest.open("saito")
    guest.type(replace(guest.begin_edit(), company="暖簾商事"))
    before = desk.guests.get(SAITO)
    desk.guests.change(before, replace(before, note="窓側"), SATO)
    again = GuestModel(desk, day, drafts)
    again.open("saito")
    form = again.begin_edit()
    assert again.has_news
    assert again.save(form)
    after = desk.guests.get(SAITO)
    assert (after.company, after.note) == ("暖簾商事", "窓側")
    assert after.conflicts == ()


def test_what_a_power_cut_left_half_written_is_no_edit(desk, day, drafts):
    drafts.text = '{"saito": {"revision": 1, "base": {"surname": "x"}, "form": {}}'
    model = GuestModel(desk, day, drafts)
    model.open("saito")
    assert not model.has_draft
