from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.floor_plan import extent, is_placed, middle
from app.domain.ids import AreaId, TableId
from app.domain.staff import Role
from app.domain.table import Place, TableKind, TableShape
from app.services.author import Author
from app.viewmodels.plan_editor import FURNITURE, BookEditor
from app.viewmodels.timeline import Way

T3 = TableId("T3")


@pytest.fixture
def editor(desk, day):
    editor = BookEditor(desk, day)
    day.wrote.connect(editor.refresh)
    return editor


def saved(desk, id="T3"):
    return desk.floor.table(TableId(id))


def heard(signal):
    said = []
    signal.connect(lambda *args: said.append(args))
    return said


def test_a_drag_is_shown_as_it_goes_and_written_once_when_it_ends(editor, desk, day):
    editor.select(T3)
    before = desk.history.of("T3")
    previews = heard(editor.previewed)
    editor.drag_to(303, 404)
    editor.drag_to(501, 406)
    assert len(previews) == 2
    assert len(desk.history.of("T3")) == len(before)
    editor.set_down()
    assert (saved(desk).place.x, saved(desk).place.y) == (500, 410)
    assert len(desk.history.of("T3")) == len(before) + 1


def test_one_undo_takes_a_whole_gesture_back_for_all_tables_it_fixed(editor, desk, day):
    shown = {face.table.id: face.place for face in editor.drawn.faces}
    editor.select(T3)
    editor.drag_to(500, 410)
    editor.set_down()
    after = {face.table.id: face.place for face in editor.drawn.faces}
    assert {id: place for id, place in after.items() if id != T3} == {
        id: place for id, place in shown.items() if id != T3
    }
    assert all(is_placed(saved(desk, id)) for id in shown)
    day.undo()
    assert not any(is_placed(saved(desk, id)) for id in shown)
    assert {face.table.id: face.place for face in editor.drawn.faces} == shown


def test_a_gesture_put_back_writes_nothing(editor, desk):
    editor.select(T3)
    start = editor.place
    editor.drag_to(500, 400)
    editor.put_back()
    assert editor.place == start
    editor.set_down()
    assert not is_placed(saved(desk))


def test_near_a_neighbours_line_the_table_jumps_onto_it(editor):
    editor.select(T3)
    other = next(face.place for face in editor.drawn.faces if face.table.id != T3)
    editor.drag_to(other.x + 3, 500)
    assert editor.place.x == other.x
    assert any(guide.upright and guide.at == other.x for guide in editor.guides)
    editor.set_down()
    assert editor.guides == ()


def test_a_table_is_pulled_larger_and_turned_by_its_knob(editor, desk):
    editor.select(T3)
    place = editor.place
    editor.pull_to(place.x + 203, place.y + 154)
    editor.set_down()
    assert (saved(desk).place.width, saved(desk).place.depth) == (200, 150)
    x, y = middle(editor.place)
    editor.turn_to(x + 100, y)
    assert editor.place.turn_degrees == 90
    editor.turn_to(x + 100, y - 90)
    assert editor.place.turn_degrees == 45
    editor.set_down()
    assert saved(desk).place.turn_degrees == 45


def test_keys_move_turn_and_size_by_a_step(editor, desk):
    editor.select(T3)
    start = editor.place
    editor.nudge(Way.DOWN)
    assert editor.place.y > start.y
    editor.turn(1)
    editor.turn(1)
    assert saved(desk).place.turn_degrees == 30
    editor.turn(-2)
    editor.grow(1, 1)
    assert saved(desk).place.width == round(start.width / 10) * 10 + 10
    editor.cut(TableShape.ROUND)
    assert saved(desk).place.shape is TableShape.ROUND


@pytest.mark.parametrize("furniture", FURNITURE)
def test_a_new_table_stands_clear_of_the_others_and_is_chosen(editor, desk, furniture):
    editor.add(furniture)
    made = editor.selected
    assert (made.seats_min, made.seats_max) == (furniture.seats_min, furniture.seats_max)
    assert made.name == "T4"
    mine = extent(made.place)
    others = [face for face in editor.drawn.faces if face.table.id != made.id]
    assert others
    assert not any(mine.meets(extent(face.place)) for face in others)
    assert made.place.shape is furniture.shape
    assert (made.kind is TableKind.COUNTER) == (furniture.kind is TableKind.COUNTER)


def test_a_table_put_down_among_undrawn_ones_is_one_step_back(editor, desk, day):
    shown = {face.table.id: face.place for face in editor.drawn.faces}
    editor.add(FURNITURE[0])
    after = {face.table.id: face.place for face in editor.drawn.faces}
    assert {id: after[id] for id in shown} == shown
    day.undo()
    assert {face.table.id: face.place for face in editor.drawn.faces} == shown
    assert not any(is_placed(saved(desk, id)) for id in shown)


def test_a_copy_is_like_it_and_stands_beside_it(editor):
    editor.select(T3)
    editor.turn(3)
    editor.copy()
    assert editor.selected.id != T3
    assert editor.selected.place.turn_degrees == 45
    assert editor.selected.seats_max == 4


def test_a_table_is_renamed_seated_and_removed(editor, desk):
    editor.select(T3)
    editor.rename("窓1")
    editor.seat(2, 1)
    assert (saved(desk).name, saved(desk).seats_min, saved(desk).seats_max) == ("窓1", 1, 1)
    editor.seat(1, 0)
    assert saved(desk).seats_max == 1
    editor.remove()
    assert editor.selected is None
    assert "T3" not in {each.id for each in desk.floor.tables()}


def test_a_name_that_is_taken_is_refused_in_words(editor, desk):
    said = heard(editor.refused)
    editor.select(T3)
    editor.rename("T1")
    assert said
    assert saved(desk).name == "T3"


def test_a_table_is_carried_into_another_room_where_it_is_clear_of_the_others(editor, desk):
    editor.select(T3)
    editor.move_to_room(AreaId("counter"))
    assert editor.room == "counter"
    assert editor.selected.id == T3
    boxes = {face.table.id: extent(face.place) for face in editor.drawn.faces}
    assert not any(boxes[T3].meets(box) for id, box in boxes.items() if id != T3)


def test_rooms_are_added_renamed_and_an_empty_one_is_removed(editor, desk):
    assert editor.add_room("庭")
    assert editor.drawn.name == "庭"
    editor.rename_room("テラス")
    assert editor.drawn.name == "テラス"
    editor.remove_room()
    assert "テラス" not in {each.name for each in desk.floor.areas()}
    assert editor.room == "hall"
    editor.remove_room()
    assert "hall" in {each.id for each in desk.floor.areas()}


def test_the_arrows_with_alt_choose_another_table(editor):
    editor.walk(Way.RIGHT)
    first = editor.selected
    editor.walk(Way.RIGHT)
    assert editor.selected != first


def test_news_from_elsewhere_is_drawn_and_what_is_in_the_hand_stays_there(editor, desk):
    editor.select(T3)
    editor.drag_to(500, 400)
    before = saved(desk, "T1")
    desk.floor.change_table(before, replace(before, place=Place(x=20, y=700)), Author("入口"))
    editor.refresh(frozenset({("table", "T1")}))
    assert editor.place.x == 500
    (t1,) = [face for face in editor.drawn.faces if face.table.id == "T1"]
    assert t1.place.y == 700


def test_a_host_draws_with_a_managers_hand(editor, desk, day):
    boss = desk.team.add("高橋", Role.MANAGER, Author())
    desk.team.set_pin(boss, "2468", Author())
    day.set_author(Author("佐藤"))
    wanted = heard(day.rights.hand_wanted)
    editor.select(T3)
    start = editor.place
    editor.drag_to(500, 410)
    editor.set_down()
    assert wanted
    assert editor.place == start
    assert not is_placed(saved(desk))
    (manager,) = [each for each in desk.team.staff() if each.name == "高橋"]
    assert day.rights.lend(manager, "2468")
    assert (saved(desk).place.x, saved(desk).place.y) == (500, 410)
