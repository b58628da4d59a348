from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from app.domain.reservation import Status
from app.services.desk import Author
from app.services.guests import GuestDraft
from app.ui.sheet import ReservationSheet
from app.ui.side_sheet import at_the_side
from app.viewmodels.sheet import Beginning
from tests.app.ui.reach import nameless, too_small, write
from tests.app.ui.sample import EVE

LEFT = Qt.MouseButton.LeftButton
SUZUKI = Author("suzuki")


@pytest.fixture
def model(models, news):
    return models.sheet


@pytest.fixture
def sheet(model, theme, house):
    sheet = ReservationSheet(model, theme, house)
    house.add(sheet, at_the_side)
    return sheet


def chip(sheet, minute):
    return next(each for each in sheet.time.grid.buttons if each.minute == minute)


def named(chips, text):
    return next(each for each in chips.buttons if text in each.text())


def tap(qtbot, widget):
    qtbot.mouseClick(widget, LEFT)


def finger(widget, window):
    at = widget.mapTo(window, widget.rect().center())
    screen = QTest.createTouchDevice()
    for stroke in ("press", "release"):
        touch = QTest.touchEvent(window, screen, False)
        getattr(touch, stroke)(0, at, window)
        touch.commit()


def booked_as(desk, name):
    return [each for each in desk.bookings.day(EVE).reservations if each.guest_name == name]


def elsewhere(desk, news, reservation_id, **fields):
    before = desk.bookings.get(reservation_id)
    desk.bookings.change(before, replace(before, **fields), SUZUKI)
    news.take(frozenset({("reservation", reservation_id)}))


def test_beyond_typing_a_booking_takes_a_time_and_a_save(sheet, model, desk, qtbot):
    model.begin(Beginning())
    tap(qtbot, chip(sheet, 19 * 60 + 30))
    qtbot.keyClicks(sheet.guest.name, "Kato")
    tap(qtbot, sheet.save)
    (booking,) = booked_as(desk, "Kato")
    assert booking.table_ids
    assert sheet.isHidden()


def test_a_finger_saves_as_well_as_a_mouse(sheet, model, desk, house, qtbot):
    model.begin(Beginning(minute=19 * 60))
    qtbot.keyClicks(sheet.guest.name, "Kato")
    finger(sheet.save, house)
    assert booked_as(desk, "Kato")


def test_the_sheet_is_part_of_the_window_and_blocks_nothing(sheet, model, house, qtbot):
    model.begin(Beginning())
    assert not sheet.isWindow()
    assert not sheet.isModal()
    assert sheet.height() == house.height()
    qtbot.waitUntil(lambda: sheet.geometry().right() == house.rect().right())
    assert sheet.width() < house.width() / 2


def test_nothing_can_be_saved_before_it_is_clear_what(sheet, model, qtbot):
    model.begin(Beginning())
    assert not sheet.save.isEnabled()
    assert sheet.missing.text() == "Choose a time"
    tap(qtbot, chip(sheet, 19 * 60))
    assert sheet.missing.text() == "Enter a name or a phone number"
    qtbot.keyClicks(sheet.guest.phone, "0901")
    assert sheet.save.isEnabled()
    assert sheet.missing.isHidden()


def test_a_time_is_typed_as_staff_say_it(sheet, model, qtbot):
    model.begin(Beginning())
    qtbot.keyClicks(sheet.time.box, "25:30")
    qtbot.keyClick(sheet.time.box, Qt.Key.Key_Return)
    assert model.form.minute == 25 * 60 + 30
    assert chip(sheet, 25 * 60 + 30).isChecked()


def test_a_time_that_is_none_is_marked_and_kept_for_mending(sheet, model, qtbot):
    model.begin(Beginning())
    qtbot.keyClicks(sheet.time.box, "2575")
    qtbot.keyClick(sheet.time.box, Qt.Key.Key_Return)
    assert sheet.time.box.property("wrong")
    assert sheet.time.box.text() == "2575"
    assert model.form.minute is None


def test_earlier_and_later_hours_are_a_tap_away(sheet, model, qtbot):
    model.begin(Beginning(minute=19 * 60))
    first = sheet.time.grid.buttons[0].minute
    tap(qtbot, sheet.time.later)
    assert sheet.time.grid.buttons[0].minute == first + 180
    tap(qtbot, sheet.time.earlier)
    assert sheet.time.grid.buttons[0].minute == first


def test_the_party_is_stepped_by_the_thumb(sheet, model, qtbot):
    model.begin(Beginning())
    tap(qtbot, sheet.party.apart)
    tap(qtbot, sheet.party.adults.more)
    tap(qtbot, sheet.party.children_.more)
    tap(qtbot, sheet.party.infants.more)
    tap(qtbot, sheet.party.infants.less)
    assert (model.form.adults, model.form.children, model.form.infants) == (3, 1, 0)
    assert sheet.party.adults.number.text() == "3"


def test_a_known_guest_is_two_letters_and_a_tap(sheet, model, qtbot):
    model.begin(Beginning(minute=21 * 60))
    write(sheet.guest.name, "さい")
    (match,) = sheet.guest.match_buttons
    tap(qtbot, match)
    assert sheet.guest.name.text() == "斎藤"
    assert sheet.guest.phone.text() == "090-1234-5678"
    assert "そば" in sheet.guest.alarm.text()
    assert sheet.guest.match_buttons == ()


def test_the_guests_found_are_scrolled_into_view(window, models, desk, qtbot):
    for number in range(4):
        desk.guests.add(GuestDraft(name=f"斎木 {number}", kana="さいき"), SUZUKI)
    models.sheet.begin(Beginning(minute=21 * 60))
    sheet = window.overlays.sheet
    qtbot.waitUntil(lambda: sheet.guest.name.visibleRegion().boundingRect().height() > 40)
    write(sheet.guest.name, "さい")
    matches = sheet.guest.match_buttons
    assert len(matches) > 3
    qtbot.waitUntil(
        lambda: all(each.visibleRegion().boundingRect() == each.rect() for each in matches)
    )
    name = sheet.guest.name
    assert name.visibleRegion().boundingRect() == name.rect()


def test_a_guest_is_found_by_the_number_too(sheet, model, qtbot):
    model.begin(Beginning())
    qtbot.keyClicks(sheet.guest.phone, "090-1234")
    assert [each.property("guest") for each in sheet.guest.match_buttons] == ["saito"]


def compose(box, kana, written):
    """Type as a Japanese keyboard does: kana first, then kanji in their place."""
    for length in range(1, len(kana) + 1):
        QApplication.sendEvent(box, QInputMethodEvent(kana[:length], []))
    write(box, written)


def test_guests_are_found_while_the_input_method_is_still_composing(sheet, model):
    model.begin(Beginning())
    QApplication.sendEvent(sheet.guest.name, QInputMethodEvent("さい", []))
    assert len(sheet.guest.match_buttons) == 1
    assert sheet.guest.name.text() == ""


def test_the_kana_of_a_written_name_come_from_the_keyboard(sheet, model):
    model.begin(Beginning())
    compose(sheet.guest.name, "さとう", "佐藤")
    assert (model.form.name, model.form.kana) == ("佐藤", "さとう")
    compose(sheet.guest.name, "めぐみ", "恵")
    assert (model.form.name, model.form.kana) == ("佐藤恵", "さとうめぐみ")


def test_tables_are_suggested_and_none_is_allowed(sheet, model, qtbot):
    model.begin(Beginning(minute=21 * 60))
    assert sheet.table.chips.buttons[0].isChecked()
    tap(qtbot, named(sheet.table.chips, "No table yet"))
    assert model.form.table_ids == ()
    assert not sheet.table.pinned.isEnabled()


def test_a_double_booking_is_said_before_it_is_saved_and_not_refused(sheet, model, qtbot):
    model.begin(Beginning(minute=19 * 60))
    qtbot.keyClicks(sheet.guest.name, "Kato")
    model.choose_tables(("C2",))
    assert "C2" in sheet.cautions.text()
    assert "Lee" in sheet.cautions.text()
    assert sheet.save.isEnabled()


def test_an_allergy_is_a_tap_or_a_word(sheet, model, qtbot):
    model.begin(Beginning())
    tap(qtbot, named(sheet.allergies.chips, "shrimp"))
    qtbot.keyClicks(sheet.allergies.box, "kiwi")
    qtbot.keyClick(sheet.allergies.box, Qt.Key.Key_Return)
    assert model.form.allergies == ("shrimp", "kiwi")
    tap(qtbot, named(sheet.allergies.chips, "shrimp"))
    assert model.form.allergies == ("kiwi",)


def test_an_allergy_written_in_japanese_is_the_same_chip(sheet, model):
    model.begin(Beginning(minute=21 * 60))
    model.change(replace(model.form, allergies=("えび",)))
    chips = sheet.allergies.chips.buttons
    assert [each.text() for each in chips if each.isChecked()] == ["shrimp"]


def test_course_source_and_who_took_it_are_chips(sheet, model, qtbot):
    model.begin(Beginning())
    tap(qtbot, named(sheet.details.course_chips, "コース 8,000"))
    tap(qtbot, named(sheet.details.channels, "Web"))
    tap(qtbot, named(sheet.details.staff, "鈴木"))
    form = model.form
    assert (form.course, form.channel, form.taken_by) == ("コース 8,000", "web", "suzuki")
    tap(qtbot, named(sheet.details.course_chips, "Seats only"))
    assert model.form.course == ""


def test_requests_and_memo_are_kept_as_typed(sheet, model, qtbot):
    model.begin(Beginning())
    qtbot.keyClicks(sheet.details.requests, "window")
    qtbot.keyClicks(sheet.details.note, "umbrella")
    assert (model.form.requests, model.form.note) == ("window", "umbrella")


def test_the_booking_is_read_back_in_one_sentence_and_saved_from_there(sheet, model, desk, qtbot):
    model.begin(Beginning(minute=19 * 60))
    qtbot.keyClicks(sheet.guest.name, "Kato")
    tap(qtbot, sheet.read_aloud)
    assert sheet.sentence.isVisible()
    assert "Kato" in sheet.sentence.text()
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isHidden()
    assert sheet.save.isVisible()
    tap(qtbot, sheet.read_aloud)
    tap(qtbot, sheet.save_after_reading)
    assert booked_as(desk, "Kato")


def test_escape_puts_the_sheet_away_and_what_was_typed_waits_aside(sheet, model, qtbot):
    model.begin(Beginning())
    qtbot.keyClicks(sheet.guest.name, "Kato")
    qtbot.keyClick(sheet.guest.name, Qt.Key.Key_Escape)
    assert sheet.isHidden()
    model.begin(Beginning())
    assert sheet.guest.name.text() == ""
    tap(qtbot, sheet.aside.buttons[0])
    assert sheet.guest.name.text() == "Kato"


def test_a_sheet_that_a_crash_cut_off_is_open_again_after_the_start(model, theme, house):
    model.begin(Beginning(minute=19 * 60))
    model.change(replace(model.form, name="加藤"))
    again = ReservationSheet(model, theme, house)
    assert again.isVisible()
    assert again.guest.name.text() == "加藤"


def test_control_return_saves_from_anywhere_on_the_sheet(sheet, model, desk, qtbot):
    model.begin(Beginning(minute=19 * 60))
    qtbot.keyClicks(sheet.guest.name, "Kato")
    qtbot.keyClick(sheet.details.note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert booked_as(desk, "Kato")


def test_news_while_typing_moves_neither_cursor_nor_letter(sheet, model, desk, news, qtbot):
    model.edit("ito")
    box = sheet.guest.name
    box.setFocus()
    box.setCursorPosition(1)
    qtbot.keyClicks(box, "X")
    elsewhere(desk, news, "ito", adults=6)
    assert box.text() == "伊X藤"
    assert box.cursorPosition() == 2
    assert QApplication.focusWidget() is box
    assert sheet.party.chips[5].isChecked()


def test_what_somebody_else_changed_is_told_on_the_sheet(sheet, model, desk, news, qtbot):
    model.edit("ito")
    elsewhere(desk, news, "ito", adults=6)
    (line,) = sheet._news_lines
    assert line.isVisible()
    assert "4 → 6" in line.words.text()


def test_a_field_both_changed_is_settled_on_the_sheet_by_one_tap(sheet, model, desk, news, qtbot):
    model.edit("ito")
    tap(qtbot, sheet.party.chips[4])
    elsewhere(desk, news, "ito", adults=8)
    (line,) = sheet._news_lines
    tap(qtbot, line.theirs)
    assert model.form.adults == 8
    assert sheet._news_lines == []


def test_mine_can_be_kept_by_one_tap_too(sheet, model, desk, news, qtbot):
    model.edit("ito")
    tap(qtbot, sheet.party.chips[4])
    elsewhere(desk, news, "ito", adults=8)
    tap(qtbot, sheet._news_lines[0].mine)
    tap(qtbot, sheet.save)
    assert desk.bookings.get("ito").adults == 5
    assert desk.bookings.get("ito").conflicts == ()


def test_a_refusal_is_said_on_the_sheet_and_the_words_stay(sheet, model, qtbot):
    model.begin(Beginning(minute=19 * 60))
    qtbot.keyClicks(sheet.guest.name, "K" * 201)
    tap(qtbot, sheet.save)
    assert sheet.refusal.isVisible()
    assert "200" in sheet.refusal.text()
    assert len(sheet.guest.name.text()) == 201


def test_a_booking_is_cancelled_from_its_sheet(sheet, model, desk, qtbot):
    model.edit("ito")
    tap(qtbot, sheet.cancel_booking)
    assert desk.bookings.get("ito").status is Status.CANCELLED
    assert sheet.isHidden()
    model.edit("ito")
    assert sheet.cancel_booking.isHidden()


def test_opening_a_sheet_is_the_only_thing_that_moves_the_focus(sheet, model, house, qtbot):
    other = QLineEdit(house)
    other.show()
    other.setFocus()
    model.change(model.form) if model.is_open else None
    assert QApplication.focusWidget() is other
    model.begin(Beginning())
    assert QApplication.focusWidget() is sheet.time.box
    model.begin(Beginning(minute=19 * 60))
    assert QApplication.focusWidget() is sheet.guest.name


def test_every_control_is_in_a_fingers_reach_and_has_a_name(sheet, model, desk, news):
    model.edit("ito")
    model.change(replace(model.form, adults=5))
    elsewhere(desk, news, "ito", adults=8)
    model.look_up("さ")
    QApplication.processEvents()
    assert too_small(sheet) == []
    assert nameless(sheet) == []


def test_the_words_follow_the_language_at_once_and_the_typing_stays(sheet, model, language, qtbot):
    language.choose("en")
    model.begin(Beginning(minute=19 * 60))
    qtbot.keyClicks(sheet.guest.name, "Kato")
    language.choose("ja")
    QApplication.processEvents()
    assert sheet.save.text() == "保存"
    assert sheet.guest.name.text() == "Kato"
    assert "Kato様" in sheet.sentence.text()


def test_the_day_is_stepped_and_chosen_on_a_calendar(sheet, model, qtbot):
    model.begin(Beginning())
    tap(qtbot, sheet.day.after)
    assert model.form.business_day == EVE.replace(day=25)
    tap(qtbot, sheet.day.day)
    assert sheet.day.calendar.isVisible()
    assert sheet.day.calendar.cell(model.form.business_day).isChecked()
    tap(qtbot, sheet.day.calendar.cell(EVE.replace(day=26)))
    assert model.form.business_day == EVE.replace(day=26)
    assert sheet.day.calendar.isHidden()


def test_how_long_the_table_is_held_is_stepped_by_quarters(sheet, model, qtbot):
    model.begin(Beginning(minute=19 * 60))
    tap(qtbot, sheet.table.turn.more)
    assert model.form.turn_minutes == 105
    assert sheet.table.turn.number.text() == "105 min"


def test_what_is_missing_is_said_where_the_booking_is_read_back_too(sheet, model, qtbot):
    model.begin(Beginning(minute=19 * 60))
    tap(qtbot, sheet.read_aloud)
    assert not sheet.save_after_reading.isEnabled()
    assert sheet.unsaid.isVisible()
    assert sheet.unsaid.text() == "Enter a name or a phone number"
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    qtbot.keyClicks(sheet.guest.name, "Kato")
    tap(qtbot, sheet.read_aloud)
    assert sheet.save_after_reading.isEnabled()
    assert not sheet.unsaid.isVisible()


def test_a_known_callers_booking_takes_four_taps_beyond_typing(sheet, model, desk, qtbot):
    model.begin(Beginning())  # the first tap
    write(sheet.guest.name, "さい")
    tap(qtbot, sheet.guest.match_buttons[0])
    tap(qtbot, chip(sheet, 19 * 60 + 30))
    tap(qtbot, sheet.save)
    (booking,) = booked_as(desk, "斎藤")
    assert booking.guest_id == "saito"
    assert booking.table_ids


def test_the_head_says_whose_booking_it_is_and_where_it_stands(sheet, model, qtbot):
    model.begin(Beginning())
    assert sheet.accessibleName() == "New reservation"
    model.edit("ito")
    assert sheet.accessibleName() == "伊藤: Booked"
    tap(qtbot, sheet.state.next)
    assert sheet.accessibleName() == "伊藤: Arrived"


def test_a_very_long_name_does_not_push_the_way_out_off_the_sheet(sheet, model, desk):
    before = desk.bookings.get("ito")
    desk.bookings.change(before, replace(before, guest_name="長" * 100), SUZUKI)
    model.edit("ito")
    QApplication.processEvents()
    assert sheet.rect().contains(sheet.close_button.geometry())
    assert sheet.accessibleName().startswith("長" * 100)
