from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.domain.floor_plan import (
    GRID_CM,
    SIDE_CM_MAX,
    SIDE_CM_MIN,
    TURN_STEP_DEGREES,
    aligned,
    covers_point,
    extent,
    is_placed,
    laid,
    middle,
    moved,
    pulled,
    reshaped,
    room_size,
    sized,
    turned,
    writing_room,
)
from app.domain.ids import TableId
from app.domain.table import Place, Table, TableKind, TableShape

sides = st.integers(SIDE_CM_MIN // GRID_CM, 30).map(lambda tens: tens * GRID_CM)
places = st.builds(
    Place,
    x=st.integers(20, 2000),
    y=st.integers(20, 2000),
    width=sides,
    depth=sides,
    turn_degrees=st.integers(0, 23).map(lambda steps: steps * TURN_STEP_DEGREES),
    shape=st.sampled_from(TableShape),
)
spots = st.floats(-500, 4000, allow_nan=False)


def a_table(name, seats=4, place=None, kind=TableKind.TABLE):
    return Table(
        id=TableId(name),
        name=name,
        seats_min=1,
        seats_max=seats,
        kind=kind,
        **({"place": place} if place else {}),
    )


floors = st.lists(
    st.tuples(st.integers(1, 20), st.none() | places, st.sampled_from(TableKind)), max_size=30
).map(
    lambda facts: [
        a_table(f"T{number}", seats, place, kind)
        for number, (seats, place, kind) in enumerate(facts)
    ]
)


@given(floors)
def test_tables_nobody_placed_stand_clear_of_each_other_and_of_the_placed(tables):
    where = laid(tables)
    assert where.keys() == {table.id for table in tables}
    boxes = {id: extent(place) for id, place in where.items()}
    for table in tables:
        if is_placed(table):
            assert where[table.id] == table.place
            continue
        mine = boxes[table.id]
        assert not any(mine.meets(box) for id, box in boxes.items() if id != table.id)


@given(floors)
def test_a_room_holds_all_its_tables(tables):
    where = laid(tables)
    width, depth = room_size(where.values())
    for place in where.values():
        box = extent(place)
        assert box.right <= width
        assert box.bottom <= depth


@given(places, st.integers(-50, 50))
def test_turning_there_and_back_changes_only_what_the_wall_pushed(place, steps):
    there = turned(place, steps * TURN_STEP_DEGREES)
    back = turned(there, -steps * TURN_STEP_DEGREES)
    assert back.turn_degrees == place.turn_degrees
    assert 0 <= there.turn_degrees < 360
    assert (back.width, back.depth) == (place.width, place.depth)


@given(places)
def test_a_full_turn_is_none(place):
    inside = moved(place, place.x, place.y)
    after = inside
    for _ in range(360 // TURN_STEP_DEGREES):
        after = turned(after, TURN_STEP_DEGREES)
    assert after.turn_degrees == place.turn_degrees


@given(places, spots, spots)
def test_wherever_a_table_is_let_go_it_stands_inside_the_room_and_counts_as_placed(place, x, y):
    for after in (moved(place, x, y), aligned(place, x, y, [])[0]):
        box = extent(after)
        assert box.left >= 0
        assert box.top >= 0
        assert is_placed(a_table("T1", place=after))


@given(places, st.floats(-400, 400), st.floats(-400, 400))
def test_a_pulled_table_keeps_its_upper_left_corner_and_its_limits(place, wider, deeper):
    after = sized(place, wider, deeper)
    assert SIDE_CM_MIN <= after.width <= SIDE_CM_MAX
    assert SIDE_CM_MIN <= after.depth <= SIDE_CM_MAX
    assert after.turn_degrees == place.turn_degrees


@given(places)
def test_words_have_their_room_on_the_table(place):
    room = writing_room(place)
    corners = [(x, y) for x in (room.left, room.right) for y in (room.top, room.bottom)]
    x, y = middle(place)
    # A hair inside: the corners themselves may lie on the rim.
    assert all(covers_point(place, x + (a - x) * 0.98, y + (b - y) * 0.98) for a, b in corners), (
        room
    )


def test_an_unturned_corner_stays_when_the_opposite_one_is_pulled():
    place = Place(x=100, y=100, width=100, depth=80)
    after = pulled(place, 260, 240)
    assert (after.x, after.y, after.width, after.depth) == (100, 100, 160, 140)


def test_a_table_on_its_side_is_pulled_along_its_own_sides():
    place = Place(x=100, y=100, width=100, depth=100, turn_degrees=90)
    # Its own lower right corner lies at the lower left now.
    after = pulled(place, 60, 200)
    assert (after.width, after.depth) == (100, 140)
    box = extent(after)
    assert (box.left, box.right, box.top, box.bottom) == (60, 200, 100, 200)


def test_a_round_table_stays_round_when_pulled_and_keeps_its_size_when_cut_square():
    place = Place(x=100, y=100, width=80, depth=80, shape=TableShape.ROUND)
    after = sized(place, 40, 10)
    assert (after.width, after.depth) == (120, 120)
    assert reshaped(after, TableShape.RECT) == replace(after, shape=TableShape.RECT)


def test_a_table_near_a_neighbours_line_jumps_onto_it_and_the_line_is_named():
    neighbour = Place(x=200, y=103, width=90, depth=90)
    after, guides = aligned(Place(width=90, depth=90), 400, 108, [neighbour])
    assert (after.x, after.y) == (400, 103)
    assert {(each.upright, each.at) for each in guides} == {
        (False, 103),
        (False, 148),
        (False, 193),
    }
    assert all((each.first, each.last) == (200, 490) for each in guides)


def test_far_from_every_line_a_table_stands_on_the_grid_and_on_no_line():
    neighbour = Place(x=200, y=103, width=90, depth=90)
    after, guides = aligned(Place(width=90, depth=90), 441, 342, [neighbour])
    assert (after.x, after.y) == (440, 340)
    assert guides == ()


def test_a_counter_stands_in_one_line():
    seats = [a_table(f"C{number}", 1, kind=TableKind.COUNTER) for number in range(8)]
    where = [laid(seats)[seat.id] for seat in seats]
    assert len({place.y for place in where}) == 1
    assert all(before.x < after.x for before, after in pairwise(where))


def test_a_point_on_the_corner_of_a_round_table_is_beside_it():
    place = Place(x=0, y=0, width=100, depth=100, shape=TableShape.ROUND)
    assert covers_point(place, 50, 50)
    assert not covers_point(place, 4, 4)
    assert covers_point(reshaped(place, TableShape.RECT), 14, 14)
