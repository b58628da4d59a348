from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QPushButton

from app.domain.reservation import Status
from app.domain.venue import Environment
from app.services.author import Author
from app.services.calls import CallDraft
from app.ui.keys import KEYS
from app.ui.row_parts import Part
from app.ui.slide import SLIDE_MS
from app.ui.timeline.view import TimelineView
from app.ui.window import MainWindow
from app.viewmodels.sheet import Beginning
from resources.tokens import TOUCH_MIN
from tests.app.viewmodels.test_connection import facts

LEFT = Qt.MouseButton.LeftButton


def key(qtbot, window, which, modifiers=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget() or window, which, modifiers)


def commit(box, kana):
    """Type as a Japanese keyboard does: the input method hands over whole words."""
    event = QInputMethodEvent()
    event.setCommitString(kana)
    QApplication.sendEvent(box, event)


def ring(window, desk, number="090-1234-5678"):
    rung = desk.calls.ring(CallDraft(feed="ncid", number=number, line="代表"), Author())
    window.models.caller.ring(rung.call, rung.card)


def tap_status(qtbot, window, reservation_id):
    rows = window.list.rows
    index = window.list.model.index(window.list.model.position(reservation_id))
    rows.scrollTo(index)
    qtbot.mouseClick(rows.viewport(), LEFT, pos=rows.part_rect(index, Part.STATUS).center())


def test_list_and_timeline_stand_side_by_side(window):
    assert window.list.width() >= 400
    assert window.timeline.width() > window.list.width()
    beside = window.timeline.mapTo(window.stage, QPoint())
    assert beside.x() > window.list.mapTo(window.stage, QPoint(window.list.width(), 0)).x()


def test_every_key_of_the_table_does_something(window):
    actions = window.actions_by_name()
    assert {each.action for each in KEYS if each.action} == actions.keys()


def test_a_draft_from_before_the_start_opens_beside_the_list(news, models, theme, language, qtbot):
    models.sheet.begin(Beginning(minute=21 * 60))
    window = MainWindow(models, theme, language)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    qtbot.wait(2 * SLIDE_MS)
    sheet = window.overlays.sheet
    assert sheet.geometry().right() == window.rect().right()
    assert not sheet.geometry().intersects(window.list.geometry())


def test_a_tap_on_a_status_shows_everywhere_and_can_be_undone_at_a_tap(window, qtbot):
    day = window.models.day
    tap_status(qtbot, window, "yamada")
    assert day.find("yamada").status is Status.ARRIVED
    assert window.overlays.toast.words == "山田様を「来店」にしました"
    qtbot.mouseClick(window.overlays.toast.undo_button, LEFT)
    assert day.find("yamada").status is Status.CONFIRMED
    assert window.overlays.toast.words == "元に戻しました：山田様"
    assert window.overlays.toast.undo_button.isHidden()


def test_ctrl_z_undoes_and_ctrl_shift_z_does_again(window, qtbot):
    day = window.models.day
    day.set_status("yamada", Status.ARRIVED)
    key(qtbot, window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert day.find("yamada").status is Status.CONFIRMED
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    key(qtbot, window, Qt.Key.Key_Z, both)
    assert day.find("yamada").status is Status.ARRIVED


def test_a_refused_move_says_why_in_the_language_of_the_window(window):
    window.models.day.set_status("hayashi", Status.LEFT)
    assert window.overlays.toast.words == "今の状態からはその状態にできません。"


def test_slash_searches_and_escape_leaves(window, qtbot):
    key(qtbot, window, Qt.Key.Key_Slash)
    assert window.header.search.hasFocus()
    commit(window.header.search, "さいとう")
    assert not window.overlays.search.isHidden()
    qtbot.keyClick(window.header.search, Qt.Key.Key_Return)
    assert window.models.guest.card.guest.name == "斎藤"
    assert not window.overlays.guest.isHidden()


def test_letters_typed_into_a_box_are_letters_and_not_shortcuts(window, qtbot):
    window.header.search.setFocus()
    qtbot.keyClicks(window.header.search, "ntw12")
    assert window.header.search.text() == "ntw12"
    assert window.overlays.sheet.isHidden()
    assert window.overlays.walk_in.isHidden()


def test_n_opens_a_new_sheet_and_escape_puts_it_away(window, qtbot):
    key(qtbot, window, Qt.Key.Key_N)
    assert not window.overlays.sheet.isHidden()
    key(qtbot, window, Qt.Key.Key_Escape)
    assert window.overlays.sheet.isHidden()
    assert window.list.rows.hasFocus()


def test_the_brackets_turn_the_day_and_t_comes_back(window, qtbot):
    day = window.models.day
    key(qtbot, window, Qt.Key.Key_BracketRight)
    assert day.business_day > day.today()
    key(qtbot, window, Qt.Key.Key_T)
    assert day.business_day == day.today()


@pytest.mark.parametrize(
    ("which", "modifiers", "name"),
    [
        (Qt.Key.Key_W, Qt.KeyboardModifier.NoModifier, "walk_in"),
        (Qt.Key.Key_P, Qt.KeyboardModifier.NoModifier, "staff"),
        (Qt.Key.Key_S, Qt.KeyboardModifier.NoModifier, "sync_room"),
        (Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier, "settings"),
        (Qt.Key.Key_Question, Qt.KeyboardModifier.ShiftModifier, "shortcuts"),
    ],
)
def test_a_key_opens_a_card_and_escape_closes_it(window, qtbot, which, modifiers, name):
    card = getattr(window.overlays, name)
    key(qtbot, window, which, modifiers)
    assert not card.isHidden()
    key(qtbot, window, Qt.Key.Key_Escape)
    assert card.isHidden()


def test_one_and_two_go_to_the_list_and_the_timeline(window, qtbot):
    key(qtbot, window, Qt.Key.Key_2)
    assert window.timeline.hasFocus()
    key(qtbot, window, Qt.Key.Key_1)
    assert window.list.rows.hasFocus()


def test_escape_with_nothing_open_selects_nobody(window, qtbot):
    window.models.day.select("ito")
    window.list.rows.setFocus()
    key(qtbot, window, Qt.Key.Key_Escape)
    assert window.models.day.selected == ""


def test_escape_half_way_through_a_drag_takes_the_drag_back_and_closes_nothing(window, qtbot):
    window.begin_new()
    window.timeline.setFocus()
    before = window.models.day.find("yamada").starts_at
    block = window.timeline.block_rect("yamada", "T5")
    viewport = window.timeline.viewport()
    qtbot.mousePress(viewport, LEFT, pos=block.center())
    for dx in (20, 60, 120):
        qtbot.mouseMove(viewport, block.center() + QPoint(dx, 0))
    assert window.timeline.model.ghost is not None
    key(qtbot, window, Qt.Key.Key_Escape)
    qtbot.mouseRelease(viewport, LEFT, pos=block.center() + QPoint(120, 0))
    assert window.timeline.model.ghost is None
    assert window.models.day.find("yamada").starts_at == before
    assert not window.overlays.sheet.isHidden()


def test_theme_and_language_change_at_once_by_key_and_by_tap(window, qtbot):
    key(qtbot, window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert window.theme.name == "evening"
    qtbot.mouseClick(window.line.menu, LEFT)
    menu = window.overlays.screen("menu", window)
    qtbot.mouseClick(next(b for b in menu.buttons if b.property("action") == "language"), LEFT)
    qtbot.waitUntil(lambda: window.header.new.text() == "New")
    assert window.windowTitle() == "暖簾: reservations"
    assert window.header.title.text() == "Thu 24 Dec"


def test_a_tap_on_a_row_opens_its_sheet_beside_the_list(window, qtbot):
    rows = window.list.rows
    index = window.list.model.index(window.list.model.position("watanabe"))
    qtbot.mouseClick(rows.viewport(), LEFT, pos=rows.part_rect(index, Part.ROW).center())
    sheet = window.overlays.sheet
    assert not sheet.isHidden()
    assert window.models.sheet.editing.id == "watanabe"
    assert sheet.mapTo(window, QPoint(0, 0)).x() > window.list.width()


def test_a_tap_on_an_empty_hour_begins_a_booking_there(window):
    day = window.models.day
    window.timeline.slot_activated.emit("T6", day.find("ito").starts_at)
    form = window.models.sheet.form
    assert form.table_ids == ("T6",)
    assert form.minute == 19 * 60 + 30


def test_a_booking_of_another_day_is_opened_on_its_day(window, desk):
    day = window.models.day
    day.step(5)
    window.go_to_reservation("ito")
    assert day.business_day == day.today()
    assert day.selected == "ito"
    assert window.models.sheet.editing.id == "ito"


def test_a_ring_shows_the_caller_and_takes_neither_focus_nor_letters(window, desk, qtbot):
    window.header.search.setFocus()
    qtbot.keyClicks(window.header.search, "yam")
    ring(window, desk)
    assert not window.overlays.callers.isHidden()
    qtbot.keyClicks(QApplication.focusWidget(), "ada")
    assert window.header.search.text() == "yamada"


def test_a_caller_card_covers_neither_the_list_nor_the_now_line(window, desk):
    ring(window, desk)
    callers = window.overlays.callers.geometry()
    edge = window.list.mapTo(window.stage, QPoint(window.list.width(), 0)).x()
    assert callers.left() > edge
    now_line = window.timeline.mapTo(window.stage, QPoint(window.timeline.width() // 3, 0)).x()
    assert callers.left() > now_line


def test_a_call_while_a_sheet_is_open_leaves_the_sheet_free(window, desk, qtbot):
    window.begin_new()
    ring(window, desk)
    callers, sheet = window.overlays.callers, window.overlays.sheet
    qtbot.waitUntil(lambda: not callers.geometry().intersects(sheet.geometry()))


def test_the_clash_never_covers_the_list_even_beside_a_sheet(window):
    window.begin_new()
    window.act("clashes")
    dock = window.overlays.clashes.geometry()
    edge = window.list.mapTo(window.stage, QPoint(window.list.width(), 0)).x()
    assert dock.left() >= edge
    assert not dock.intersects(window.overlays.sheet.geometry())


def test_settling_a_clash_empties_the_line_and_undo_brings_it_back(window, qtbot):
    clash = window.models.clashes.current
    window.models.clashes.settle(clash.id, 0)
    assert window.models.connection.to_settle == 0
    assert window.line.to_settle.isHidden()
    window.models.day.undo()
    qtbot.waitUntil(lambda: window.models.connection.to_settle == 1)


def test_only_the_card_says_that_a_clash_is_settled(window, qtbot):
    dock, toast = window.overlays.clashes, window.overlays.toast
    window.models.day.set_status("takahashi", Status.ARRIVED)
    assert toast.isVisible()
    dock.bring_up()
    qtbot.mouseClick(dock.ways.buttons[0], LEFT)
    assert dock.settled.isVisible()
    assert not toast.isVisible()
    qtbot.mouseClick(dock.undo, LEFT)
    assert toast.words == "取り消しました：重複は未解決に戻りました"


def test_news_from_another_device_reaches_the_list_the_counts_and_the_timeline(window, news, desk):
    guest = desk.bookings.get("kobayashi")
    desk.bookings.change(guest, replace(guest, guest_name="大林"), Author("other"))
    news.take(frozenset({("reservation", "kobayashi")}))
    row = window.list.model.index(window.list.model.position("kobayashi")).data()
    assert "大林" in row


def test_offline_is_said_in_one_line_and_never_in_the_way(window, news, clock):
    news.take_state(facts(phase="offline", offline_since_ms=clock.ms, waiting=12))
    assert window.line.state.text() == "オフライン 18:05〜　12件を保存済み、復帰後に送ります"
    assert QApplication.activeModalWidget() is None


def test_a_minute_later_somebody_is_late(window, clock):
    clock.advance(15)
    window.tick()
    row = window.list.model.index(window.list.model.position("takahashi")).data()
    assert "5分遅れ" in row
    assert "18:20" in window.header._shift.text()


def test_the_training_house_wears_its_violet_bar_and_the_real_one_does_not(
    models, theme, language, qtbot
):
    language.choose("ja")
    real = MainWindow(models, theme, language)
    training = MainWindow(replace(models, environment=Environment.TRAINING), theme, language)
    for window in (real, training):
        qtbot.addWidget(window)
    assert real._training.isHidden()
    assert not training._training.isHidden()
    assert "練習" in training._training_words.text()
    assert training.line._world.text() == "練習"


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)])
def test_every_control_that_can_be_tapped_is_a_fingers_size(window, size, qtbot):
    window.resize(*size)
    small = {
        (type(button).__name__, button.text() or button.accessibleName())
        for button in window.findChildren(QPushButton)
        if button.isVisible()
        and (button.height() < TOUCH_MIN or button.width() < TOUCH_MIN)
        and not _inside_the_timeline(button)
    }
    assert small == set()


def test_every_control_has_a_name_for_readers_of_screens(window):
    nameless = [
        button
        for button in window.findChildren(QPushButton)
        if button.isVisible() and not (button.text() or button.accessibleName())
    ]
    assert nameless == []


def test_nothing_that_opens_is_a_window_of_its_own(window, desk):
    ring(window, desk)
    for action in window.actions_by_name().values():
        action()
    assert QApplication.activePopupWidget() is None
    assert QApplication.activeModalWidget() is None
    assert [each for each in QApplication.topLevelWidgets() if each.isVisible()] == [window]


def _inside_the_timeline(widget):
    while widget is not None:
        if isinstance(widget, TimelineView):
            return True
        widget = widget.parentWidget()
    return False
