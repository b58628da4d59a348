from dataclasses import replace

import pytest

from app.domain.errors import NotAllowed
from app.domain.ids import TableId
from app.domain.table import Place, Table
from app.viewmodels.floor_book import DeskFloor, PaperFloor, next_name


def a_table(name, **over):
    return Table(id=TableId(name), name=name, seats_min=1, seats_max=4, **over)


@pytest.fixture(params=["book", "paper"])
def floor(request, desk, day):
    """The floor of the book, and one on paper that looks like it."""
    if request.param == "book":
        return DeskFloor(desk, day)
    return PaperFloor(desk.floor.areas(), desk.floor.tables())


def table(floor, name):
    return next(each for each in floor.tables() if each.name == name)


def test_several_tables_are_written_together_and_taken_back_by_one_undo(floor):
    before = floor.tables()
    changes = [(each, replace(each, place=Place(x=50, y=90))) for each in before[:3]]
    floor.change(changes)
    assert [each.place.y for each in floor.tables()[:3]] == [90, 90, 90]
    floor.undo()
    assert [each.place for each in floor.tables()] == [each.place for each in before]


def test_a_table_is_added_and_removed_and_each_is_a_step_back(floor):
    floor.add(a_table("X1"))
    assert table(floor, "X1").seats_max == 4
    floor.remove(table(floor, "X1"))
    assert "X1" not in {each.name for each in floor.tables()}
    floor.undo()
    assert table(floor, "X1")
    floor.undo()
    assert "X1" not in {each.name for each in floor.tables()}


def test_a_room_is_added_renamed_and_removed(floor):
    id = floor.add_area("テラス")
    (area,) = [each for each in floor.areas() if each.id == id]
    floor.rename_area(area, "庭")
    assert [each.name for each in floor.areas()][-1] == "庭"
    floor.remove_area(floor.areas()[-1])
    assert id not in {each.id for each in floor.areas()}
    floor.undo()
    assert id in {each.id for each in floor.areas()}


def test_two_tables_of_one_name_are_refused_and_nothing_is_written(floor):
    with pytest.raises(NotAllowed):
        floor.add(a_table("T1"))
    with pytest.raises(NotAllowed):
        floor.change([(table(floor, "T2"), replace(table(floor, "T2"), name="T1"))])
    assert len([each for each in floor.tables() if each.name == "T1"]) == 1


def test_a_name_is_needed(floor):
    with pytest.raises(NotAllowed):
        floor.add(a_table(" "))
    with pytest.raises(NotAllowed):
        floor.add_area("  ")


def test_what_was_written_before_a_refusal_is_a_step_back_too(desk, day):
    floor = DeskFloor(desk, day)
    one, two = table(floor, "T1"), table(floor, "T2")
    with pytest.raises(NotAllowed):
        floor.change([(one, replace(one, place=Place(x=70))), (two, replace(two, name="T3"))])
    assert table(floor, "T1").place.x == 70
    floor.undo()
    assert table(floor, "T1").place.x == 0


def test_names_count_on_from_the_rooms_last_table():
    tables = [a_table("T1"), a_table("T2"), a_table("C1")]
    assert next_name(tables, tables[:2]) == "T3"
    assert next_name(tables, tables[2:]) == "C2"
    assert next_name([], []) == "T1"
    assert next_name([*tables, a_table("個室")], [a_table("個室")]) == "T3"
