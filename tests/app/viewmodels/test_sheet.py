from dataclasses import replace

import pytest

from app.domain.ids import CallId, GuestId, TableId
from app.domain.reservation import Status
from app.domain.staff import Role
from app.domain.venue import Pacing
from app.services.calls import CallDraft
from app.services.desk import Author
from app.services.guests import GuestDraft
from app.store.errors import DiskFull
from app.viewmodels.sheet import Beginning, SheetModel
from tests.app.ui.sample import EVE, Drafts

SUZUKI = Author("suzuki")


@pytest.fixture
def drafts():
    return Drafts()


@pytest.fixture
def sheet(desk, day, drafts):
    model = SheetModel(desk, day, drafts)
    day.wrote.connect(model.refresh)
    return model


def type_in(sheet, **fields):
    sheet.change(replace(sheet.form, **fields))


def elsewhere(desk, sheet, reservation_id, **fields):
    """Let another device change a booking while the sheet is open."""
    before = desk.bookings.get(reservation_id)
    desk.bookings.change(before, replace(before, **fields), SUZUKI)
    sheet.refresh(frozenset({("reservation", reservation_id)}))


def booked_as(desk, name):
    return [each for each in desk.bookings.day(EVE).reservations if each.guest_name == name]


def test_a_booking_takes_a_time_a_name_and_one_save(sheet, desk, day, qtbot):
    sheet.begin(Beginning())
    type_in(sheet, minute=19 * 60, name="加藤 恵")
    with qtbot.waitSignal(day.saved) as saved:
        assert sheet.save()
    (booking,) = booked_as(desk, "加藤 恵")
    assert (booking.adults, booking.status) == (2, Status.BOOKED)
    assert saved.args[0] == "add"
    assert day.selected == booking.id
    assert not sheet.is_open


def test_one_undo_takes_the_saved_booking_back(sheet, desk, day):
    sheet.begin(Beginning(minute=19 * 60))
    type_in(sheet, name="加藤 恵")
    sheet.save()
    day.undo()
    assert booked_as(desk, "加藤 恵") == []


def test_the_best_free_table_follows_time_and_party_until_staff_choose(sheet):
    sheet.begin(Beginning(minute=19 * 60))
    assert sheet.form.table_ids == sheet.facts.tables[0].table_ids
    type_in(sheet, adults=7, minute=22 * 60)
    assert sheet.form.table_ids == (TableId("個室1"),)
    sheet.choose_tables(())
    type_in(sheet, adults=2)
    assert sheet.form.table_ids == ()


def test_a_sheet_without_a_time_is_not_saved(sheet, desk):
    sheet.begin(Beginning())
    type_in(sheet, name="加藤 恵")
    assert not sheet.save()
    assert sheet.is_open
    assert booked_as(desk, "加藤 恵") == []


@pytest.mark.parametrize(
    ("typed", "minute"), [("25:30", 1530), ("26時半", 1590), ("翌1:30", 1530), ("１９：１５", 1155)]
)
def test_a_time_is_taken_as_staff_say_it(sheet, typed, minute):
    sheet.begin(Beginning())
    assert sheet.type_time(typed)
    assert sheet.form.minute == minute


def test_the_hours_gone_by_are_not_offered_first(sheet, day):
    sheet.begin(Beginning())
    first = sheet.facts.chips[0].minute
    assert first == 18 * 60
    assert sheet.facts.earlier


def test_the_chips_turn_to_a_typed_time(sheet):
    sheet.begin(Beginning(minute=18 * 60))
    sheet.type_time("25:30")
    assert 25 * 60 + 30 in {each.minute for each in sheet.facts.chips}


def test_a_time_that_cannot_be_leaves_the_sheet_as_it_was(sheet):
    sheet.begin(Beginning(minute=19 * 60))
    assert not sheet.type_time("31:00")
    assert sheet.form.minute == 19 * 60


@pytest.mark.parametrize("typed", ["さい", "斎", "斉藤", "090-1234", "5678"])
def test_a_guest_is_found_while_typing_by_kana_kanji_and_number(sheet, typed):
    sheet.begin(Beginning())
    sheet.look_up(typed)
    assert [each.guest_id for each in sheet.matches] == ["saito"]


def test_two_digits_look_nobody_up(sheet):
    sheet.begin(Beginning())
    sheet.look_up("09")
    assert sheet.matches == ()


def test_a_chosen_guest_brings_name_number_and_allergies(sheet, desk):
    sheet.begin(Beginning(minute=21 * 60))
    sheet.choose_guest(GuestId("saito"))
    assert (sheet.form.name, sheet.form.kana) == ("斎藤", "さいとう")
    assert set(sheet.form.allergies) == {"そば", "えび"}
    assert sheet.guest.guest.id == "saito"
    sheet.save()
    (booking,) = booked_as(desk, "斎藤")
    assert booking.guest_id == "saito"


def test_a_new_name_with_a_number_makes_one_guest_card(sheet, desk):
    for minute in (19 * 60, 22 * 60):
        sheet.begin(Beginning(minute=minute))
        type_in(sheet, name="加藤 恵", phone="080-2222-3333")
        sheet.save()
    (card,) = desk.guests.find("08022223333")
    assert {each.guest_id for each in booked_as(desk, "加藤 恵")} == {card.id}


def test_no_card_is_made_where_staff_said_no(sheet, desk):
    sheet.begin(Beginning(minute=19 * 60))
    type_in(sheet, name="加藤 恵", phone="080-2222-3333", make_card=False)
    sheet.save()
    assert desk.guests.find("08022223333") == ()


def test_what_is_typed_survives_a_crash_letter_by_letter(sheet, desk, day, drafts):
    sheet.begin(Beginning(minute=19 * 60))
    type_in(sheet, name="加")
    type_in(sheet, name="加藤", note="窓側")
    after_crash = SheetModel(desk, day, drafts)
    assert after_crash.is_open
    assert after_crash.form == sheet.form


def test_a_saved_sheet_does_not_come_back_after_a_restart(sheet, desk, day, drafts):
    sheet.begin(Beginning(minute=19 * 60))
    type_in(sheet, name="加藤")
    sheet.save()
    assert not SheetModel(desk, day, drafts).is_open


def test_a_call_in_mid_sheet_puts_it_aside_and_it_can_be_taken_up_again(sheet):
    sheet.begin(Beginning(minute=19 * 60))
    type_in(sheet, name="加藤 恵", note="窓側")
    typed = sheet.form
    sheet.begin(Beginning(phone="03-1111-2222", call_id="c1"))
    assert sheet.form.phone == "03-1111-2222"
    assert len(sheet.aside) == 1
    sheet.resume(0)
    assert sheet.form == typed
    assert len(sheet.aside) == 1


def test_closing_keeps_what_was_typed_and_discarding_does_not(sheet):
    sheet.begin(Beginning())
    type_in(sheet, name="加藤")
    sheet.close()
    assert len(sheet.aside) == 1
    sheet.resume(0)
    sheet.discard()
    sheet.begin(Beginning())
    assert sheet.aside == ()


def test_an_untouched_sheet_leaves_nothing_behind(sheet):
    sheet.begin(Beginning())
    sheet.close()
    sheet.edit("ito")
    sheet.close()
    sheet.begin(Beginning())
    assert sheet.aside == ()


def test_a_full_disk_refuses_in_words_and_loses_nothing_typed(sheet, desk, qtbot, monkeypatch):
    sheet.begin(Beginning(minute=19 * 60))
    type_in(sheet, name="加藤 恵")

    def fill_up(*_args):
        raise DiskFull("errno 28")

    monkeypatch.setattr(desk.bookings, "add", fill_up)
    with qtbot.waitSignal(sheet.refused) as refused:
        assert not sheet.save()
    assert "disk" in refused.args[0]
    assert sheet.form.name == "加藤 恵"


def test_an_edit_writes_only_what_was_changed(sheet, desk):
    sheet.edit("ito")
    type_in(sheet, adults=3)
    sheet.save()
    entry = desk.history.of("ito")[-1]
    assert set(entry.fields) == {"adults"}
    assert desk.bookings.get("ito").adults == 3


def test_an_edit_that_changed_nothing_writes_nothing(sheet, desk, day, qtbot):
    sheet.edit("ito")
    before = desk.history.of("ito")
    with qtbot.assertNotEmitted(day.saved):
        assert sheet.save()
    assert desk.history.of("ito") == before


def test_what_somebody_else_changed_appears_on_the_open_sheet_and_is_told(sheet, desk):
    sheet.edit("ito")
    type_in(sheet, note="窓側")
    elsewhere(desk, sheet, "ito", adults=6)
    assert sheet.form.adults == 6
    assert sheet.form.note == "窓側"
    (news,) = sheet.news
    assert not news.is_contested
    assert "鈴木 (ホール端末) 18:05" in news.text
    sheet.save()
    after = desk.bookings.get("ito")
    assert (after.adults, after.note, after.conflicts) == (6, "窓側", ())


def test_a_field_both_changed_keeps_mine_and_shows_theirs(sheet, desk):
    sheet.edit("ito")
    type_in(sheet, adults=3)
    elsewhere(desk, sheet, "ito", adults=6)
    (news,) = sheet.news
    assert (news.base, news.mine, news.theirs, news.is_contested) == ("4", "3", "6", True)
    assert sheet.form.adults == 3


def test_having_seen_theirs_and_kept_mine_nobody_is_asked_again(sheet, desk):
    sheet.edit("ito")
    type_in(sheet, adults=3)
    elsewhere(desk, sheet, "ito", adults=6)
    sheet.keep_mine("adults")
    assert sheet.news == ()
    sheet.save()
    after = desk.bookings.get("ito")
    assert (after.adults, after.conflicts) == (3, ())


def test_taking_theirs_puts_their_value_on_the_sheet(sheet, desk):
    sheet.edit("ito")
    type_in(sheet, adults=3, note="窓側")
    elsewhere(desk, sheet, "ito", adults=6)
    sheet.take_theirs("adults")
    assert sheet.form.adults == 6
    sheet.save()
    after = desk.bookings.get("ito")
    assert (after.adults, after.note, after.conflicts) == (6, "窓側", ())


def test_saving_over_a_disagreement_keeps_both_for_a_person_to_settle(sheet, desk):
    sheet.edit("ito")
    type_in(sheet, adults=3)
    elsewhere(desk, sheet, "ito", adults=6)
    sheet.save()
    assert desk.bookings.get("ito").conflicts == ("adults",)
    (clash,) = [each for each in desk.clashes.fields() if each.entity_id == "ito"]
    assert {each.value for each in clash.values} == {3, 6}


def test_a_save_amid_a_disagreement_writes_nothing_but_mine(sheet, desk):
    sheet.edit("ito")
    type_in(sheet, adults=3)
    elsewhere(desk, sheet, "ito", adults=6, course="松")
    sheet.save()
    assert set(desk.history.of("ito")[-1].fields) == {"adults"}
    assert desk.bookings.get("ito").course == "松"


def test_news_that_came_while_the_program_was_down_meets_the_draft_after_the_restart(
    sheet, desk, day, drafts
):
    sheet.edit("ito")
    type_in(sheet, adults=3, note="窓側")
    before = desk.bookings.get("ito")
    desk.bookings.change(before, replace(before, adults=6, course="松"), SUZUKI)
    after_crash = SheetModel(desk, day, drafts)
    assert (after_crash.form.adults, after_crash.form.note) == (3, "窓側")
    assert after_crash.form.course == "松"
    assert {each.field: each.is_contested for each in after_crash.news} == {
        "adults": True,
        "course": False,
    }


def test_a_booking_deleted_elsewhere_keeps_its_sheet_and_saving_brings_it_back(sheet, desk):
    sheet.edit("ito")
    type_in(sheet, note="窓側")
    desk.bookings.delete(desk.bookings.get("ito"), SUZUKI)
    sheet.refresh(frozenset({("reservation", "ito")}))
    assert sheet.form.note == "窓側"
    assert sheet.news[0].field == "deleted"
    assert sheet.save()
    assert desk.bookings.get("ito").note == "窓側"


def test_a_status_tapped_elsewhere_does_not_disturb_the_sheet(sheet, desk):
    sheet.edit("ito")
    type_in(sheet, note="窓側")
    desk.bookings.set_status(desk.bookings.get("ito"), Status.ARRIVED, SUZUKI)
    sheet.refresh(frozenset({("reservation", "ito")}))
    assert sheet.news == ()
    sheet.save()
    after = desk.bookings.get("ito")
    assert (after.status, after.note) == (Status.ARRIVED, "窓側")


def test_a_booking_made_of_a_call_is_linked_to_it(sheet, desk):
    rung = desk.calls.ring(CallDraft(feed="ncid", number="080-2222-3333"), SUZUKI)
    sheet.begin(Beginning(minute=19 * 60, phone="080-2222-3333", call_id=rung.call.id))
    type_in(sheet, name="加藤 恵")
    sheet.save()
    (booking,) = booked_as(desk, "加藤 恵")
    assert desk.calls.get(CallId(rung.call.id)).reservation_id == booking.id


def test_cancelling_from_the_sheet_is_one_tap_and_one_undo(sheet, desk, day):
    sheet.edit("ito")
    assert sheet.may_cancel
    sheet.cancel_booking()
    assert desk.bookings.get("ito").status is Status.CANCELLED
    day.undo()
    assert desk.bookings.get("ito").status is Status.BOOKED


def test_another_day_is_weighed_by_its_own_book(sheet):
    sheet.begin(Beginning(minute=18 * 60))
    assert sheet.facts.chips[4].covers
    type_in(sheet, business_day=EVE.replace(day=25))
    assert not any(each.covers for each in sheet.facts.chips)


def test_who_signs_has_taken_the_booking(sheet, day):
    day.set_author(Author("sato"))
    sheet.begin(Beginning())
    assert sheet.form.taken_by == "sato"


def test_the_kana_heard_from_the_keyboard_fill_up_part_by_part(sheet):
    sheet.begin(Beginning())
    sheet.hear_reading("さとう")
    sheet.hear_reading("はなこ")
    assert sheet.form.kana == "さとうはなこ"


def test_kana_written_by_hand_are_left_alone(sheet):
    sheet.begin(Beginning())
    type_in(sheet, kana="サトー")
    sheet.hear_reading("さとう")
    assert sheet.form.kana == "サトー"


def test_an_unknown_booking_is_refused_in_words(sheet, qtbot):
    with qtbot.waitSignal(sheet.refused):
        sheet.edit("nobody")
    assert not sheet.is_open


def test_a_card_that_exists_is_not_made_twice(sheet, desk):
    desk.guests.add(GuestDraft(name="加藤 恵", phones=("080-2222-3333",)), SUZUKI)
    sheet.begin(Beginning(minute=19 * 60))
    type_in(sheet, name="加藤 恵", phone="08022223333")
    sheet.save()
    assert len(desk.guests.find("08022223333")) == 1


def test_a_booking_beyond_the_houses_pace_is_a_managers_to_save(sheet, desk, day):
    boss = desk.team.set_pin(desk.team.add("店長", Role.MANAGER, Author()), "4711", Author())
    venue = desk.house.venue()
    desk.house.change(venue, replace(venue, pacing=Pacing(covers_max=1)), Author(boss.id))
    day.refresh(frozenset({("venue", "venue")}))
    day.set_author(Author("sato"))
    before = len(day.book.reservations)
    sheet.begin(Beginning(minute=19 * 60, adults=6))
    sheet.change(replace(sheet.form, name="新井"))
    assert not sheet.save()
    assert sheet.is_open
    day.rights.lend(boss, "4711")
    assert len(day.book.reservations) == before + 1
    assert not sheet.is_open


def test_a_memo_on_a_booking_that_is_beyond_the_pace_already_asks_nobody(sheet, desk, day):
    boss = desk.team.set_pin(desk.team.add("店長", Role.MANAGER, Author()), "4711", Author())
    venue = desk.house.venue()
    desk.house.change(venue, replace(venue, pacing=Pacing(covers_max=1)), Author(boss.id))
    day.refresh(frozenset({("venue", "venue")}))
    sheet.edit("ito")
    sheet.change(replace(sheet.form, note="窓側"))
    assert sheet.save()
