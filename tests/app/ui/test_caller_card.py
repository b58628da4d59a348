from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from app.domain.call import Outcome, Withheld
from app.services.calls import CallDraft
from app.services.desk import Author
from app.services.guests import GuestDraft
from app.ui.caller_card import WIDTH, BesideSheet, CallerStack
from app.ui.sheet import ReservationSheet
from app.ui.side_sheet import at_the_side
from app.viewmodels.caller_stack import ARMED_AFTER_MS
from app.viewmodels.sheet import Beginning
from tests.app.ui.reach import nameless, too_small

LEFT = Qt.MouseButton.LeftButton
HOST = Author("sato")


@pytest.fixture
def model(models, news):
    return models.caller


@pytest.fixture
def sheet(models, theme, house):
    sheet = ReservationSheet(models.sheet, theme, house)
    house.add(sheet, at_the_side)
    return sheet


@pytest.fixture
def stack(model, sheet, theme, house):
    stack = CallerStack(model, theme, house)
    house.add(stack, BesideSheet(sheet))
    return stack


@pytest.fixture
def ring(desk, model, clock):
    def ring(number="090-1234-5678", *, armed=True, **over):
        rung = desk.calls.ring(CallDraft(feed="ncid", number=number, line="代表", **over), HOST)
        model.ring(rung.call, rung.card)
        if armed:
            clock.ms += ARMED_AFTER_MS
        return rung.call

    return ring


@pytest.fixture
def typing(house):
    """Somebody is typing somewhere else."""
    box = QLineEdit(house)
    box.setGeometry(0, 0, 200, 48)
    box.show()
    box.setFocus()
    return box


def tap(qtbot, widget):
    qtbot.mouseClick(widget, LEFT)


def shown(label):
    return label.text() if label.isVisible() else ""


def test_a_ring_shows_who_calls_without_taking_the_focus(stack, ring, typing, qtbot):
    qtbot.keyClicks(typing, "Ka")
    ring()
    qtbot.keyClicks(QApplication.focusWidget(), "to")
    assert typing.text() == "Kato"
    assert stack.isVisible()
    assert stack.cards[0].headline.text() == "斎藤"


def test_the_card_does_not_activate_its_window(stack):
    assert stack.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert stack.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_taps_on_the_card_leave_the_cursor_where_somebody_types(stack, ring, typing, qtbot):
    ring()
    tap(qtbot, stack.cards[0].call_back)
    assert QApplication.focusWidget() is typing


def test_a_tap_that_was_on_its_way_to_something_else_does_nothing(stack, ring, models, qtbot):
    ring(armed=False)
    card = stack.cards[0]
    for button in (card.book, card.open_booking, card.call_back, card.close_button):
        tap(qtbot, button)
    assert not models.sheet.is_open
    assert len(stack.cards) == 1
    assert models.caller.stack[0].calls_back is False


def test_the_words_stand_in_the_order_a_host_wants_them(stack, ring, desk):
    guest = desk.guests.get("saito")
    desk.guests.change(guest, replace(guest, caution="会計で行き違い"), HOST)
    before = desk.bookings.get("ito")
    desk.bookings.change(before, replace(before, guest_id="saito"), HOST)
    ring()
    card = stack.cards[0]
    stack.layout().activate()
    QApplication.processEvents()
    parts = [card.headline, card.kana, card.caution, card.allergies, card.next, card.past]
    parts += [card.notes, card.line, card.buttons]
    assert all(part.isVisible() for part in parts)
    tops = [part.mapTo(card, QPoint(0, 0)).y() for part in parts]
    assert tops == sorted(tops)
    assert card.next.property("kind") == "title"
    assert "そば" in card.allergies.text()


def test_a_booking_is_broken_between_its_words_only(stack, ring, language):
    language.choose("ja")
    ring("090-1111-2222")
    card = stack.cards[0]
    words = card.next.text()
    shown = words.replace("\u2060", "")
    assert "2名" in shown
    for word in shown.split():
        assert "\u2060".join(word) in words
    metrics = card.next.fontMetrics()
    assert metrics.horizontalAdvance(words) == metrics.horizontalAdvance(shown)


def test_an_unknown_number_says_so_and_a_booking_begins_with_it(stack, ring, models, qtbot):
    ring("080-9999-8888")
    card = stack.cards[0]
    assert card.headline.text() == "Nobody found"
    assert not card.open_booking.isEnabled()
    tap(qtbot, card.book)
    assert models.sheet.form.phone == "080-9999-8888"
    assert stack.isHidden()


@pytest.mark.parametrize("withheld", list(Withheld))
def test_no_withheld_number_is_ever_matched_or_called_back(stack, ring, withheld):
    ring(withheld=withheld)
    card = stack.cards[0]
    assert card.headline.text()
    assert "斎藤" not in card.headline.text()
    assert shown(card.kana) == ""
    assert not card.call_back.isEnabled()


def test_several_calls_stack_with_the_newest_whole_and_on_top(stack, ring):
    ring()
    ring("03-1111-2222")
    newest, older = stack.cards
    QApplication.processEvents()
    assert newest.y() < older.y()
    assert newest.buttons.isVisible()
    assert not older.buttons.isVisible()
    assert "斎藤" in older.state.text()


@pytest.mark.parametrize("height", [800, 560])
def test_however_many_ring_the_newest_is_never_squeezed(stack, ring, house, height):
    house.resize(1280, height)
    for number in range(5):
        ring(f"03-1111-222{number}")
    ring()
    QApplication.processEvents()
    newest, *older = stack.cards
    assert newest.height() >= newest.heightForWidth(newest.width())
    assert newest.buttons.geometry().bottom() <= newest.rect().bottom()
    rows = [each for each in older if each.isVisible()]
    assert len(rows) <= 2
    assert {each.state.height() for each in rows} <= {each.close_button.height() for each in rows}
    assert stack.more.isVisible()
    assert stack.more.text() == f"{len(older) - len(rows)} more call(s)"
    assert stack.more.geometry().bottom() <= stack.rect().bottom()
    assert stack.geometry().bottom() <= house.rect().bottom()
    assert stack.mask().contains(stack.more.geometry().center())


def test_no_more_are_counted_than_are_folded_away(stack, ring):
    ring("03-1111-2222")
    ring()
    QApplication.processEvents()
    assert all(each.isVisible() for each in stack.cards)
    assert not stack.more.isVisible()


def test_beside_a_sheet_the_call_is_a_line_until_staff_want_it_whole(window, models, desk, qtbot):
    window.begin_new()
    rung = desk.calls.ring(CallDraft(feed="ncid", number="090-1234-5678", line="代表"), HOST)
    models.caller.ring(rung.call, rung.card)
    stack = window.overlays.callers
    qtbot.waitUntil(lambda: not stack.cards[0].buttons.isVisible())
    assert "斎藤" in stack.cards[0].state.text()
    assert stack.cards[0].height() < 80
    assert stack.cards[0].height() >= stack.cards[0].close_button.height()
    left = window.overlays.sheet.geometry().left()
    qtbot.waitUntil(lambda: stack.geometry().right() < left)
    tap(qtbot, stack.cards[0].expand)
    QApplication.processEvents()
    assert stack.cards[0].buttons.isVisible()


def test_an_older_call_is_unfolded_by_a_tap(stack, ring, qtbot):
    ring()
    ring("03-1111-2222")
    newest, older = stack.cards
    tap(qtbot, older.expand)
    assert older.buttons.isVisible()
    assert not newest.buttons.isVisible()


def test_a_new_call_leaves_the_memo_being_written_in_view_and_in_focus(stack, ring, qtbot):
    ring()
    card = stack.cards[0]
    tap(qtbot, card.write_memo)
    assert card.memo.hasFocus()
    qtbot.keyClicks(card.memo, "umbr")
    ring("03-1111-2222")
    qtbot.keyClicks(QApplication.focusWidget(), "ella")
    assert card.memo.isVisible()
    assert card.memo.text() == "umbrella"


def test_a_memo_is_kept_with_return(stack, ring, desk, qtbot):
    call = ring()
    card = stack.cards[0]
    tap(qtbot, card.write_memo)
    qtbot.keyClicks(card.memo, "umbrella")
    qtbot.keyClick(card.memo, Qt.Key.Key_Return)
    assert desk.calls.get(call.id).note == "umbrella"
    assert stack.isHidden()


def test_the_next_booking_opens_by_one_tap(stack, ring, models, qtbot):
    ring("090-1111-2222")
    tap(qtbot, stack.cards[0].open_booking)
    assert models.sheet.editing.id == "lee"


def test_calling_back_shows_the_number_large(stack, ring, qtbot):
    ring()
    card = stack.cards[0]
    tap(qtbot, card.call_back)
    assert card.kana.property("kind") == "title"
    assert "090-1234-5678" in card.kana.text()
    assert not card.call_back.isEnabled()


def test_a_missed_call_says_so_in_colour_word_and_icon_and_goes(stack, ring, desk, model, clock):
    call = ring()
    before = stack.cards[0].icon.pixmap().cacheKey()
    model.follow(desk.calls.ended(call.id, Outcome.MISSED, HOST))
    card = stack.cards[0]
    assert card.state.text() == "Missed call"
    assert card.state.property("kind") == "alarm"
    assert card.icon.pixmap().cacheKey() != before
    clock.ms += 10_000
    model.tick(clock.ms)
    assert stack.isHidden()


def test_one_of_several_guests_is_picked_by_a_tap(stack, ring, desk, models, qtbot):
    other = desk.guests.add(GuestDraft(name="斎藤 花子", phones=("090-1234-5678",)), HOST)
    ring()
    card = stack.cards[0]
    assert card.headline.text() == "2 guests"
    choice = next(
        each for each in card.findChildren(QPushButton) if each.property("guest") == other.id
    )
    tap(qtbot, choice)
    assert card.headline.text() == "斎藤 花子"
    tap(qtbot, card.book)
    assert models.sheet.form.guest_id == other.id


def test_picking_a_guest_leaves_the_cursor_where_somebody_types(stack, ring, desk, typing, qtbot):
    desk.guests.add(GuestDraft(name="斎藤 花子", phones=("090-1234-5678",)), HOST)
    ring()
    tap(qtbot, stack.cards[0]._choice_buttons[0])
    assert typing.hasFocus()


def test_the_stack_stands_at_the_right_edge_and_beside_an_open_sheet(
    stack, ring, sheet, models, house, qtbot
):
    ring()
    qtbot.waitUntil(lambda: stack.geometry().right() == house.rect().right())
    models.sheet.begin(Beginning())
    qtbot.waitUntil(lambda: stack.geometry().right() < sheet.geometry().left())
    assert stack.cards[0].width() <= WIDTH


def test_a_line_beside_a_sheet_leaves_the_clock_and_who_has_no_table_in_view(
    window, models, desk, qtbot
):
    window.begin_new()
    rung = desk.calls.ring(CallDraft(feed="ncid", number="090-1234-5678", line="代表"), HOST)
    models.caller.ring(rung.call, rung.card)
    overlays = window.overlays
    qtbot.waitUntil(lambda: overlays.callers.is_folded)
    middle = window.stage.rect().center().y()
    card = overlays.callers.cards[0]
    qtbot.waitUntil(lambda: card.mapTo(window.stage, QPoint()).y() > middle)
    overlays.clashes.bring_up()
    window.stage.place_overlays()
    assert (
        not card.geometry()
        .translated(overlays.callers.pos())
        .intersects(overlays.clashes.geometry())
    )
    tap(qtbot, card.expand)
    qtbot.waitUntil(lambda: card.mapTo(window.stage, QPoint()).y() < middle)


def test_between_the_cards_taps_belong_to_the_book(stack, ring):
    ring()
    ring("03-1111-2222")
    QApplication.processEvents()
    newest, older = stack.cards
    gap = QPoint(0, 0)
    assert not stack.mask().contains(gap)
    assert stack.mask().contains(newest.geometry().center())
    assert stack.mask().contains(older.geometry().center())


def test_every_button_is_large_enough_and_named(stack, ring, qtbot):
    ring()
    ring("03-1111-2222")
    tap(qtbot, stack.cards[0].write_memo)
    QApplication.processEvents()
    assert too_small(stack) == []
    assert nameless(stack) == []
    four = stack.cards[0]
    for button in (four.book, four.open_booking, four.write_memo, four.call_back):
        assert button.height() >= 48


def test_a_finger_reaches_the_buttons_too(stack, ring, models, house, qtbot):
    ring()
    qtbot.waitUntil(lambda: stack.geometry().right() == house.rect().right())
    button = stack.cards[0].book
    at = button.mapTo(house, button.rect().center())
    screen = QTest.createTouchDevice()
    for stroke in ("press", "release"):
        touch = QTest.touchEvent(house, screen, False)
        getattr(touch, stroke)(0, at, house)
        touch.commit()
    assert models.sheet.is_open


def test_the_words_follow_the_language_at_once(stack, ring, language):
    language.choose("en")
    ring("080-9999-8888")
    language.choose("ja")
    QApplication.processEvents()
    assert stack.cards[0].headline.text() == "該当者なし"
    assert stack.cards[0].book.text() == "予約作成"


def test_another_theme_dresses_the_cards_that_are_there(stack, ring, theme):
    ring()
    theme.choose("evening")
    assert stack.cards[0].headline.text() == "斎藤"
    assert stack.isVisible()
