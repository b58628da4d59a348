import pytest

from app.domain.floor_plan import extent, is_placed
from app.viewmodels.house_sketch import COUNTED, FOURS, STOOLS, TWOS, HouseSketch


@pytest.fixture
def sketch(qapp):
    return HouseSketch()


def names(sketch):
    return [each.name for each in sketch.tables]


def test_a_house_begins_with_a_few_tables_in_its_hall(sketch):
    assert sketch.count(TWOS) > 0
    assert [area.name for area in sketch.areas] == ["Hall"]
    assert len(set(names(sketch))) == len(sketch.tables)


@pytest.mark.parametrize("furniture", COUNTED)
def test_there_are_as_many_of_a_sort_as_were_asked_for(sketch, furniture):
    others = {each: sketch.count(each) for each in COUNTED if each != furniture}
    for number in (3, 7, 0, 2):
        sketch.set_count(furniture, number)
        assert sketch.count(furniture) == number
    assert {each: sketch.count(each) for each in others} == others


def test_stools_stand_at_a_counter_and_are_named_for_it(sketch):
    sketch.set_count(STOOLS, 2)
    assert [area.name for area in sketch.areas] == ["Hall", "Counter"]
    assert names(sketch)[-2:] == ["C1", "C2"]


def test_the_last_one_goes_first(sketch):
    before = names(sketch)
    sketch.set_count(FOURS, sketch.count(FOURS) + 1)
    sketch.set_count(FOURS, sketch.count(FOURS) - 1)
    assert names(sketch) == before


def test_a_table_added_after_some_were_drawn_stands_clear_of_them(sketch):
    sketch.select(sketch.tables[0].id)
    sketch.drag_to(300, 200)
    sketch.set_down()
    sketch.set_count(FOURS, sketch.count(FOURS) + 1)
    added = sketch.tables[-1]
    assert is_placed(added)
    boxes = {face.table.id: extent(face.place) for face in sketch.drawn.faces}
    mine = boxes.pop(added.id)
    assert not any(mine.meets(box) for box in boxes.values())
