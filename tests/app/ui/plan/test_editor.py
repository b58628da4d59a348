from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.ids import TableId
from app.domain.table import TableShape
from app.ui.half_switch import PLAN
from app.ui.plan.editor import PlanEditorCard
from app.viewmodels.plan_editor import BookEditor
from tests.app.ui.reach import nameless, too_small, write

LEFT = Qt.MouseButton.LeftButton
T3 = TableId("T3")


@pytest.fixture
def model(desk, day):
    model = BookEditor(desk, day)
    day.wrote.connect(model.refresh)
    return model


@pytest.fixture
def card(model, theme, house):
    card = PlanEditorCard(model, theme, house)
    card.setGeometry(house.rect())
    card.bring_up()
    QApplication.processEvents()
    return card


@pytest.fixture
def editor(card):
    return card.editor


def tap(qtbot, widget):
    qtbot.mouseClick(widget, LEFT)


def table(desk, id="T3"):
    return desk.floor.table(TableId(id))


def test_a_table_is_put_down_by_one_tap_and_taken_back_by_another(editor, desk, qtbot):
    before = len(desk.floor.tables())
    tap(qtbot, editor.furniture[1])
    assert len(desk.floor.tables()) == before + 1
    tap(qtbot, editor.undo)
    assert len(desk.floor.tables()) == before


def test_name_seats_shape_size_and_turn_are_set_beside_the_floor(editor, model, desk, qtbot):
    model.select(T3)
    box = editor.table
    box.name.selectAll()
    write(box.name, "窓")
    qtbot.keyClick(box.name, Qt.Key.Key_Return)
    assert table(desk).name == "窓"
    tap(qtbot, box.seats.more)
    tap(qtbot, box.least.less)
    assert (table(desk).seats_min, table(desk).seats_max) == (1, 5)
    width = model.place.width
    tap(qtbot, box.width_box.more)
    assert table(desk).place.width > width
    tap(qtbot, box.turn)
    tap(qtbot, box.turn)
    tap(qtbot, box.turn_back)
    assert table(desk).place.turn_degrees == 15
    tap(qtbot, box.shapes.buttons[1])
    assert table(desk).place.shape is TableShape.ROUND


def test_typing_one_tables_name_and_choosing_another_never_renames_the_other(
    editor, model, desk, qtbot
):
    model.select(T3)
    editor.table.name.setFocus()
    write(editor.table.name, "X")
    model.select(TableId("T6"))
    editor.canvas.setFocus()
    assert table(desk, "T6").name == "T6"


def test_a_refusal_is_said_beside_what_was_typed(editor, model, qtbot):
    model.select(T3)
    editor.table.name.setText("T1")
    qtbot.keyClick(editor.table.name, Qt.Key.Key_Return)
    assert editor.problem.isVisible()


def test_rooms_are_chosen_added_and_renamed(editor, model, desk, qtbot):
    tap(qtbot, editor.rooms.buttons[1])
    assert model.room == "counter"
    tap(qtbot, editor.add_room)
    assert editor.room_name.hasFocus()
    write(editor.room_name, "テラス")
    qtbot.keyClick(editor.room_name, Qt.Key.Key_Return)
    assert "テラス" in {each.name for each in desk.floor.areas()}
    tap(qtbot, editor.remove_room)
    assert "テラス" not in {each.name for each in desk.floor.areas()}


def test_a_table_goes_to_another_room_by_a_tap(editor, model, desk, qtbot):
    model.select(T3)
    tap(qtbot, editor.table.rooms.buttons[1])
    assert table(desk).area_id == "counter"
    assert model.room == "counter"


def test_a_copy_and_a_removal_are_one_tap_each(editor, model, desk, qtbot):
    model.select(T3)
    tap(qtbot, editor.table.copy)
    copied = model.selected
    assert copied.id != T3
    tap(qtbot, editor.table.remove)
    assert copied.id not in {each.id for each in desk.floor.tables()}


def test_every_control_is_large_enough_and_named(card, model):
    model.select(T3)
    QApplication.processEvents()
    assert too_small(card) == []
    assert nameless(card) == []


def test_the_words_follow_the_language(card, editor, language):
    language.choose("ja")
    QApplication.processEvents()
    assert editor.furniture[0].text() == "2名卓"
    assert editor.add_room.text() == "エリアを追加"


def test_the_pencil_opens_the_drawing_and_the_plan_follows_it(window, qtbot):
    window.show_half(PLAN)
    QApplication.processEvents()
    tap(qtbot, window.plan.edit)
    card = window.overlays.screen("plan_editor", window)
    assert card.isVisible()
    card._model.select(T3)
    card._model.drag_to(900, 500)
    card._model.set_down()
    assert window.plan.view.model.faces[T3].place.x == 900
    qtbot.keyClick(card, Qt.Key.Key_Escape)
    assert card.isHidden()
