from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.ids import TableId
from app.domain.reservation import Status
from app.domain.table import Place
from app.services.author import Author
from app.ui.timeline.gesture import HOLD_MS

LEFT = Qt.MouseButton.LeftButton
OTHERS = Author("入口")


@pytest.fixture(scope="module")
def finger(qapp):
    return QTest.createTouchDevice(QPointingDevice.DeviceType.TouchScreen)


def press(view, finger, point):
    QTest.touchEvent(view.viewport(), finger).press(1, point, view.viewport()).commit()


def move(view, finger, point):
    QTest.touchEvent(view.viewport(), finger).move(1, point, view.viewport()).commit()


def release(view, finger, point):
    QTest.touchEvent(view.viewport(), finger).release(1, point, view.viewport()).commit()


def elsewhere(desk, day, id, **over):
    before = day.find(id)
    desk.bookings.change(before, replace(before, **over), OTHERS, "change")
    day.refresh(frozenset({("reservation", id)}))


def test_a_tap_on_a_taken_table_opens_its_party(view, at, qtbot):
    with qtbot.waitSignal(view.reservation_activated) as asked:
        qtbot.mouseClick(view.viewport(), LEFT, pos=at("T3"))
    assert asked.args == ["tanaka"]


def test_a_tap_on_a_free_table_asks_to_seat_somebody_there(view, at, qtbot):
    with qtbot.waitSignal(view.table_activated) as asked:
        qtbot.mouseClick(view.viewport(), LEFT, pos=at("T6"))
    assert asked.args == ["T6"]


def test_a_finger_taps_as_a_mouse_does(view, at, finger, qtbot):
    with qtbot.waitSignal(view.reservation_activated) as asked:
        press(view, finger, at("C1"))
        release(view, finger, at("C1"))
    assert asked.args == ["miller"]


def test_a_finger_that_rests_on_a_party_is_offered_its_moves(view, at, finger, hand_clock, qtbot):
    press(view, finger, at("T3"))
    hand_clock.ms += HOLD_MS
    view.rest()
    with qtbot.waitSignal(view.moves_requested) as asked:
        release(view, finger, at("T3"))
    assert asked.args[0].reservation_id == "tanaka"


def test_the_right_button_and_the_menu_key_offer_the_moves(view, at, qtbot):
    where = QPoint(at("T3"))
    with qtbot.waitSignal(view.moves_requested):
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, where, QPoint())
        view.contextMenuEvent(event)
    view.model.select(TableId("C1"))
    with qtbot.waitSignal(view.moves_requested) as asked:
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
        view.contextMenuEvent(event)
    assert asked.args[0].reservation_id == "miller"


def test_a_party_dragged_to_another_table_sits_there_and_undo_brings_it_back(view, at, day, qtbot):
    viewport, start, end = view.viewport(), at("T3"), at("T6")
    qtbot.mousePress(viewport, LEFT, pos=start)
    for share in (0.2, 0.6, 1.0):
        point = QPointF(start) + (QPointF(end) - QPointF(start)) * share
        QTest.mouseMove(viewport, point.toPoint())
        QApplication.processEvents()
    assert view.model.held is not None
    viewport.grab()
    qtbot.mouseRelease(viewport, LEFT, pos=end)
    assert day.find("tanaka").table_ids == ("T6",)
    day.undo()
    assert day.find("tanaka").table_ids == ("T3",)


def test_esc_puts_a_held_party_back(view, at, day, qtbot):
    viewport = view.viewport()
    qtbot.mousePress(viewport, LEFT, pos=at("T3"))
    for step in (10, 20, 30):
        QTest.mouseMove(viewport, at("T3") + QPoint(step, 0))
        QApplication.processEvents()
    assert view.model.held is not None
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.model.held is None
    qtbot.mouseRelease(viewport, LEFT, pos=at("T6"))
    assert day.find("tanaka").table_ids == ("T3",)


def test_the_arrows_walk_and_enter_opens(view, qtbot):
    view.model.select(TableId("T3"))
    with qtbot.waitSignal(view.reservation_activated) as asked:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert asked.args == ["tanaka"]
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.model.selected.table.name == "T2"
    with qtbot.waitSignal(view.table_activated) as asked:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert asked.args == ["T2"]


def test_news_about_one_party_draws_its_table_anew_and_leaves_others_alone(
    view, at, desk, day, paints, qapp
):
    elsewhere(desk, day, "tanaka", status=Status.BILL)
    qapp.processEvents()
    assert any(each.contains(at("T3")) for each in paints)
    assert not any(each.contains(at("C3")) for each in paints)


def test_a_table_that_was_moved_is_drawn_where_it_stands_now(view, at, desk, day):
    before = at("T3")
    table = desk.floor.table(TableId("T3"))
    desk.floor.change_table(table, replace(table, place=Place(x=900, y=500)), OTHERS)
    day.refresh(frozenset({("table", "T3")}))
    assert at("T3") != before
    assert view.face_at(QPointF(at("T3"))).table.id == "T3"


def test_zoom_keeps_what_is_under_the_finger_and_a_swipe_scrolls(view, finger, qtbot):
    point = QPointF(view.table_rect(TableId("座敷")).center())
    view.zoom(3, point)
    far = QPointF(view.table_rect(TableId("座敷")).center()) - point
    assert far.manhattanLength() < 40
    before = view.verticalScrollBar().value()
    assert before > 0
    start = QPoint(400, 300)
    press(view, finger, start)
    for down in (30, 60, 90):
        move(view, finger, start + QPoint(0, down))
    release(view, finger, start + QPoint(0, 90))
    assert view.verticalScrollBar().value() < before


def test_the_keys_zoom(view, qtbot):
    before = view.geometry_shown.scale
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert view.geometry_shown.scale > before
    qtbot.keyClick(view, Qt.Key.Key_Minus)
    assert view.geometry_shown.scale == pytest.approx(before)


def test_touch_cancel_leaves_everything_where_it_was(view, at, finger, hand_clock, day):
    press(view, finger, at("T3"))
    hand_clock.ms += HOLD_MS
    view.rest()
    assert view.model.held is not None
    view._touch(_Cancelled())
    assert view.model.held is None
    assert day.find("tanaka").table_ids == ("T3",)


class _Cancelled:
    """What Qt sends when the system takes a touch away."""

    def points(self):
        """No finger is left."""
        return []

    def type(self):
        """Cancelled."""
        return QEvent.Type.TouchCancel
