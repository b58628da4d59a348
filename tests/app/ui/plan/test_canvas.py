from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.floor_plan import is_placed
from app.domain.ids import TableId
from app.ui.plan.canvas import PlanCanvas
from app.viewmodels.plan_editor import BookEditor

LEFT = Qt.MouseButton.LeftButton
T3 = TableId("T3")


@pytest.fixture
def model(desk, day):
    model = BookEditor(desk, day)
    day.wrote.connect(model.refresh)
    return model


@pytest.fixture
def canvas(model, theme, house, qtbot):
    canvas = PlanCanvas(model, theme, house)
    canvas.resize(900, 600)
    canvas.show()
    canvas.setFocus()
    QApplication.processEvents()
    return canvas


@pytest.fixture(scope="module")
def finger(qapp):
    return QTest.createTouchDevice(QPointingDevice.DeviceType.TouchScreen)


def drag(canvas, start, by):
    viewport = canvas.viewport()
    start = QPoint(start.x(), start.y())
    QTest.mousePress(viewport, LEFT, pos=start)
    for share in (0.3, 0.6, 1.0):
        QTest.mouseMove(viewport, start + QPoint(round(by[0] * share), round(by[1] * share)))
        QApplication.processEvents()
    canvas.grab()
    QTest.mouseRelease(viewport, LEFT, pos=start + QPoint(*by))


def at(canvas, id=T3):
    return canvas.table_rect(id).center()


def test_a_table_is_dragged_to_where_it_stands_and_undo_takes_it_back(canvas, desk, day):
    before = at(canvas)
    drag(canvas, before, (60, 180))
    moved = at(canvas) - before
    assert (moved - QPoint(60, 180)).manhattanLength() < 16
    assert is_placed(desk.floor.table(T3))
    day.undo()
    assert at(canvas) == before


def test_a_finger_drags_as_a_mouse_does(canvas, desk, finger):
    viewport, start = canvas.viewport(), at(canvas)
    QTest.touchEvent(viewport, finger).press(1, start, viewport).commit()
    for step in range(1, 5):
        point = start + QPoint(15 * step, 45 * step)
        QTest.touchEvent(viewport, finger).move(1, point, viewport).commit()
    QTest.touchEvent(viewport, finger).release(1, start + QPoint(60, 180), viewport).commit()
    assert is_placed(desk.floor.table(T3))


def test_a_tap_chooses_and_moves_nothing(canvas, model, desk, qtbot):
    qtbot.mouseClick(canvas.viewport(), LEFT, pos=at(canvas))
    assert model.selected.id == T3
    assert not is_placed(desk.floor.table(T3))
    qtbot.mouseClick(canvas.viewport(), LEFT, pos=canvas.viewport().rect().bottomRight())
    assert model.selected is None


def test_the_corner_sizes_and_the_knob_turns(canvas, model, desk):
    model.select(T3)
    width = model.place.width
    drag(canvas, canvas.corner().toPoint(), (40, 40))
    assert desk.floor.table(T3).place.width > width
    knob = canvas.knob().toPoint()
    centre = at(canvas)
    drag(canvas, knob, (centre.y() - knob.y(), centre.y() - knob.y()))
    assert desk.floor.table(T3).place.turn_degrees == 90


def test_esc_puts_a_dragged_table_back(canvas, model, desk, qtbot):
    viewport, start = canvas.viewport(), at(canvas)
    place = next(face.place for face in model.drawn.faces if face.table.id == T3)
    QTest.mousePress(viewport, LEFT, pos=start)
    for step in (10, 30, 50):
        QTest.mouseMove(viewport, start + QPoint(step, step))
        QApplication.processEvents()
    assert model.place != place
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    QTest.mouseRelease(viewport, LEFT, pos=start)
    assert model.place == place
    assert not is_placed(desk.floor.table(T3))


def test_the_keyboard_does_all_of_it(canvas, model, desk, qtbot):
    model.select(T3)
    start = model.place
    qtbot.keyClick(canvas, Qt.Key.Key_Down)
    assert model.place.y > start.y
    qtbot.keyClick(canvas, Qt.Key.Key_BracketRight)
    assert model.place.turn_degrees == 15
    qtbot.keyClick(canvas, Qt.Key.Key_BracketLeft)
    assert model.place.turn_degrees == 0
    width = model.place.width
    qtbot.keyClick(canvas, Qt.Key.Key_Plus)
    assert model.place.width == width + 10
    qtbot.keyClick(canvas, Qt.Key.Key_Minus)
    assert model.place.width == width
    qtbot.keyClick(canvas, Qt.Key.Key_D)
    assert model.selected.id != T3
    qtbot.keyClick(canvas, Qt.Key.Key_Delete)
    assert len(model.drawn.faces) == 7
    qtbot.keyClick(canvas, Qt.Key.Key_Tab)
    first = model.selected
    qtbot.keyClick(canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert model.selected != first


def test_brackets_turn_the_table_and_leave_the_day_alone(window, qtbot):
    window.act("plan_editor")
    editor = window.overlays.screen("plan_editor", window).editor
    day = window.models.day.business_day
    editor.canvas.setFocus()
    editor._model.select(T3)
    qtbot.keyClick(editor.canvas, Qt.Key.Key_BracketRight)
    assert window.models.day.business_day == day
    assert editor._model.place.turn_degrees == 15
    qtbot.keyClick(editor.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor._model.place.turn_degrees == 0


def test_a_reader_hears_the_chosen_table(canvas, model):
    model.select(T3)
    voice = QAccessible.queryAccessibleInterface(canvas)
    assert voice.focusChild().text(QAccessible.Text.Name).startswith("T3")
    assert voice.childCount() == 7
    assert canvas.accessibleDescription().startswith("T3")


def test_the_handles_stand_beside_the_table_and_not_on_it(canvas, model):
    model.select(T3)
    rect = canvas.table_rect(T3)
    for point in (canvas.knob(), canvas.corner()):
        assert not rect.contains(point.toPoint())
    assert canvas.viewport().rect().contains(canvas.corner().toPoint())
    model.select(None)
    assert canvas.knob() is None
    assert isinstance(canvas.corner(), QPointF | None)
