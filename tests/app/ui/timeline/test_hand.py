from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.business_day import at_minute
from app.domain.reservation import Status
from app.services.author import Author
from app.ui.timeline.gesture import HOLD_MS
from tests.app.ui.sample import EVE, VENUE

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def finger(view, hand_clock, screen):
    """A finger on the timeline: press, move, release, and rest."""
    return Finger(view, hand_clock, screen)


@pytest.fixture(scope="module")
def screen(qapp):
    """A touch screen."""
    return QTest.createTouchDevice()


class Finger:
    def __init__(self, view, clock, screen):
        self.screen = screen
        self.viewport, self.view, self.clock = view.viewport(), view, clock

    def _event(self):
        return QTest.touchEvent(self.viewport, self.screen, False)

    def press(self, point, other=None):
        event = self._event().press(0, point, self.viewport)
        if other is not None:
            event.press(1, other, self.viewport)
        event.commit()

    def move(self, point, other=None):
        event = self._event().move(0, point, self.viewport)
        if other is not None:
            event.move(1, other, self.viewport)
        event.commit()

    def release(self, point, other=None):
        event = self._event().release(0, point, self.viewport)
        if other is not None:
            event.release(1, other, self.viewport)
        event.commit()

    def rest(self):
        self.clock.ms += HOLD_MS
        self.view.hand.rest()


def drag(view, start, end, *, steps=4, modifier=Qt.KeyboardModifier.NoModifier):
    """Press, move in a few steps, and leave the button down."""
    QTest.mousePress(view.viewport(), LEFT, modifier, start)
    for step in range(1, steps + 1):
        point = start + (end - start) * step / steps
        move(view, point, modifier)


def move(view, point, modifier=Qt.KeyboardModifier.NoModifier):
    # QTest.mouseMove forgets the modifiers and the pressed button on a widget.
    where = QPointF(view.viewport().mapToGlobal(point))
    event = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(point), where, Qt.MouseButton.NoButton, LEFT, modifier
    )
    QApplication.sendEvent(view.viewport(), event)


def drop(view, point):
    QTest.mouseRelease(view.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, point)


def test_a_party_is_dragged_to_another_table_and_time(view, day, place):
    start = place("T8", id="kobayashi")
    end = place("T6", 21 * 60 + 30)
    drag(view, start, end)
    assert view.hand.is_dragging
    drop(view, end)
    moved = day.find("kobayashi")
    assert moved.table_ids == ("T6",)
    assert moved.starts_at == at_minute(EVE, 20 * 60 + 30, VENUE)
    assert not view.hand.is_dragging


def test_with_shift_held_a_party_lands_on_five_minutes(view, day, place):
    start = place("T8", id="kobayashi")
    fine = Qt.KeyboardModifier.ShiftModifier
    # 20 minutes on, at 116 px an hour.
    drag(view, start, start + QPoint(39, 0), modifier=fine)
    drop(view, start + QPoint(39, 0))
    assert day.find("kobayashi").starts_at == at_minute(EVE, 20 * 60 + 20, VENUE)


def test_pulling_the_end_of_a_block_changes_the_turn(view, day):
    rect = view.block_rect("kobayashi", "T8")
    start = QPoint(rect.right() - 5, rect.center().y())
    end = start - QPoint(58, 0)
    drag(view, start, end)
    drop(view, end)
    assert day.find("kobayashi").turn_minutes == 90
    assert day.find("kobayashi").table_ids == ("T8",)


def test_a_party_without_a_table_is_dragged_onto_one(view, day, place):
    start = place("", id="suzuki")
    end = QPoint(start.x(), place("T6", 19 * 60).y())
    drag(view, start, end)
    drop(view, end)
    assert day.find("suzuki").table_ids == ("T6",)
    assert day.find("suzuki").starts_at == at_minute(EVE, 18 * 60 + 30, VENUE)


def test_dropping_asks_nothing_and_undo_is_one_step(view, day, place, qtbot):
    start, end = place("T8", id="kobayashi"), place("T6", 21 * 60)
    drag(view, start, end)
    with qtbot.waitSignal(day.saved):
        drop(view, end)
    day.undo()
    assert day.find("kobayashi").table_ids == ("T8",)


def test_esc_puts_a_held_party_back(view, day, place):
    start, end = place("T8", id="kobayashi"), place("T6", 21 * 60)
    drag(view, start, end)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not view.hand.is_dragging
    drop(view, end)
    assert day.find("kobayashi").table_ids == ("T8",)


def test_a_tap_on_a_block_selects_and_opens_it(view, day, place, qtbot):
    with qtbot.waitSignal(view.reservation_activated) as opened:
        QTest.mouseClick(
            view.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, place("T8", id="kobayashi")
        )
    assert opened.args == ["kobayashi"]
    assert day.selected == "kobayashi"


def test_a_tap_on_an_empty_place_offers_its_quarter_of_an_hour(view, place, qtbot):
    with qtbot.waitSignal(view.slot_activated) as tapped:
        QTest.mouseClick(
            view.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, place("T6", 19 * 60 + 20)
        )
    assert tapped.args == ["T6", at_minute(EVE, 19 * 60 + 15, VENUE)]


def test_a_tap_in_the_lane_without_tables_offers_no_table(view, place, qtbot):
    with qtbot.waitSignal(view.slot_activated) as tapped:
        QTest.mouseClick(
            view.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, place("", 22 * 60 + 1)
        )
    assert tapped.args == ["", at_minute(EVE, 22 * 60, VENUE)]


@pytest.mark.parametrize("where", ["head", "axis", "area"])
def test_a_tap_on_a_name_or_an_hour_offers_nothing(view, place, qtbot, where):
    point = {
        "head": QPoint(30, place("T6", 19 * 60).y()),
        "axis": QPoint(400, 10),
        "area": view.row_rect("area:counter").center(),
    }[where]
    with qtbot.assertNotEmitted(view.slot_activated):
        QTest.mouseClick(view.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, point)


def test_a_tap_on_an_area_name_that_stays_in_sight_means_no_table_below_it(view, qtbot):
    view.verticalScrollBar().setValue(40)
    point = view._frame().sticky_area[1].center()
    with qtbot.assertNotEmitted(view.slot_activated):
        QTest.mouseClick(view.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, point)


def test_dragging_an_empty_place_scrolls_the_page(view, place):
    across = view.horizontalScrollBar().value()
    start = place("T6", 21 * 60)
    drag(view, start, start - QPoint(60, 0))
    drop(view, start - QPoint(60, 0))
    assert view.horizontalScrollBar().value() == across + 60


def test_the_cursor_tells_that_an_end_can_be_pulled(view):
    rect = view.block_rect("kobayashi", "T8")
    QTest.mouseMove(view.viewport(), rect.center())
    assert view.viewport().cursor().shape() == Qt.CursorShape.ArrowCursor
    QTest.mouseMove(view.viewport(), QPoint(rect.right() - 4, rect.center().y()))
    assert view.viewport().cursor().shape() == Qt.CursorShape.SizeHorCursor


def test_a_finger_that_rests_takes_a_party_up_and_drops_it_elsewhere(view, day, place, finger):
    start = place("T8", id="kobayashi")
    end = QPoint(start.x(), place("T6", 19 * 60).y())
    finger.press(start)
    finger.rest()
    assert view.hand.is_dragging
    finger.move(end)
    assert view.model.ghost.row == "T6"
    finger.release(end)
    assert day.find("kobayashi").table_ids == ("T6",)


def test_a_finger_that_only_rests_and_lifts_changes_nothing(view, day, place, finger):
    finger.press(place("T8", id="kobayashi"))
    finger.rest()
    finger.release(place("T8", id="kobayashi"))
    assert not day.can_undo


def test_a_finger_that_swipes_over_a_party_leaves_it_where_it_is(view, day, place, finger):
    start = place("T8", id="kobayashi")
    finger.press(start)
    finger.clock.ms += 40
    finger.move(start - QPoint(0, 40))
    finger.rest()
    assert not view.hand.is_dragging
    finger.release(start - QPoint(0, 40))
    assert not day.can_undo


def test_a_swipe_scrolls_the_page(view, place, finger, qtbot):
    start = place("T6", 21 * 60)
    finger.press(start)
    for step in range(1, 8):
        finger.clock.ms += 16
        finger.move(start - QPoint(20 * step, 0))
    before = view.horizontalScrollBar()
    qtbot.waitUntil(lambda: before.value() > 40)
    finger.release(start - QPoint(140, 0))


def test_a_touched_block_opens(view, place, finger, qtbot):
    with qtbot.waitSignal(view.reservation_activated) as opened:
        finger.press(place("T8", id="kobayashi"))
        finger.release(place("T8", id="kobayashi"))
    assert opened.args == ["kobayashi"]


def test_the_timer_itself_ends_the_rest(view, place, finger, qtbot):
    finger.press(place("T8", id="kobayashi"))
    finger.clock.ms += HOLD_MS
    qtbot.waitUntil(lambda: view.hand.is_dragging)
    finger.release(place("T8", id="kobayashi"))


def test_two_fingers_apart_stretch_the_hours_around_them(view, finger):
    before = view.px_per_hour
    one, other = QPoint(400, 300), QPoint(600, 300)
    minute = view.spot(QPointF(500, 300)).minute
    finger.press(one, other)
    finger.move(one, other)
    finger.move(one - QPoint(50, 0), other + QPoint(50, 0))
    finger.release(one - QPoint(50, 0), other + QPoint(50, 0))
    assert view.px_per_hour == pytest.approx(before * 1.5)
    assert view.spot(QPointF(500, 300)).minute == pytest.approx(minute, abs=1)


def test_a_second_finger_puts_a_held_party_back(view, day, place, finger):
    start = place("T8", id="kobayashi")
    finger.press(start)
    finger.rest()
    event = finger._event()
    event.stationary(0)
    event.press(1, QPoint(700, 300), view.viewport())
    event.commit()
    assert view.model.ghost is None
    finger.release(start, QPoint(700, 300))
    assert not day.can_undo


def wheel(view, delta, modifiers=Qt.KeyboardModifier.NoModifier):
    point = QPointF(600, 300)
    event = QWheelEvent(
        point,
        QPointF(view.viewport().mapToGlobal(point.toPoint())),
        QPoint(),
        QPoint(0, delta),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def test_the_wheel_scrolls_down(view):
    wheel(view, -120)
    assert view.verticalScrollBar().value() > 0


def test_the_wheel_with_ctrl_zooms_where_the_mouse_is(view):
    minute = view.spot(QPointF(600, 300)).minute
    wheel(view, 120, Qt.KeyboardModifier.ControlModifier)
    assert view.px_per_hour > 116
    assert view.spot(QPointF(600, 300)).minute == pytest.approx(minute, abs=1)


def test_zoom_ends_before_the_page_is_unreadable(view):
    for _ in range(40):
        wheel(view, -120, Qt.KeyboardModifier.ControlModifier)
    assert view.px_per_hour == 60


def test_a_drag_that_leans_on_the_edge_scrolls_on(view, place):
    start = place("T8", id="kobayashi")
    edge = QPoint(view.viewport().width() - 5, start.y())
    drag(view, start, edge)
    before = view.horizontalScrollBar().value()
    ghost = view.model.ghost.start
    view.hand._lean()
    assert view.horizontalScrollBar().value() > before
    for _ in range(8):
        view.hand._lean()
    assert view.model.ghost.start > ghost
    QTest.keyClick(view, Qt.Key.Key_Escape)


def test_a_drag_over_the_lane_without_tables_does_not_scroll_the_rows(view, place):
    view.verticalScrollBar().setValue(50)
    start = place("T8", id="kobayashi")
    drag(view, start, place("", 21 * 60))
    before = view.verticalScrollBar().value()
    view.hand._lean()
    assert view.verticalScrollBar().value() == before > 0
    QTest.keyClick(view, Qt.Key.Key_Escape)


def test_taking_up_a_party_at_the_edge_does_not_scroll_it_from_under_the_hand(view):
    view.horizontalScrollBar().setValue(300)
    rect = view.block_rect("sakiyama", "T7")
    assert rect.left() < 120 < rect.right()
    start = QPoint(130, rect.center().y())
    drag(view, start, start + QPoint(20, 0))
    assert view.hand.is_dragging
    assert view.horizontalScrollBar().value() == 300
    QTest.keyClick(view, Qt.Key.Key_Escape)


def test_the_held_party_follows_a_wheel_turned_under_the_hand(view, place):
    start, end = place("T8", id="kobayashi"), place("T6", 21 * 60)
    drag(view, start, end)
    assert view.model.ghost.row == "T6"
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    assert view.model.ghost.row != "T6"
    QTest.keyClick(view, Qt.Key.Key_Escape)


def test_a_held_party_that_is_cancelled_elsewhere_leaves_an_empty_hand(view, day, desk, place):
    start, end = place("T8", id="kobayashi"), place("T6", 21 * 60)
    drag(view, start, end)
    desk.bookings.set_status(day.find("kobayashi"), Status.CANCELLED, Author("入口"))
    day.refresh(frozenset({("reservation", "kobayashi")}))
    assert not view.hand.is_dragging
    drop(view, end)
    assert day.find("kobayashi").table_ids == ("T8",)
