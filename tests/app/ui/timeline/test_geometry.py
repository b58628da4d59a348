from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF

from app.ui.timeline.geometry import AREA_PX, AXIS_PX, ROW_PX, Geometry, row_height
from app.viewmodels.rows import Standing, row_of
from app.viewmodels.timeline_rows import UNASSIGNED, Outlook, RowKind, lay_out
from resources.tokens import TOUCH_MIN
from tests.builders import DINNER, a_day, a_reservation, a_table, a_venue, an_area, at

HEIGHT = 700


def laid(*parties, **over):
    day = a_day(*parties, **{"venue": a_venue(shifts=(DINNER,)), **over})
    now = at("18:00")
    return lay_out(day, Outlook(now=now, face=lambda r: row_of(day, r, Standing(now=now))))


def shaped(*parties, zoom=120.0, **over):
    return Geometry(laid(*parties, **over), zoom, HEIGHT)


def rect_of(geometry, id, row):
    block = geometry.layout.block(id, row)
    return geometry.block_rect(block, geometry.layout.rows_by_key[row], geometry.span(row)[0])


@given(st.floats(min_value=60, max_value=480), st.floats(min_value=17 * 60, max_value=29 * 60))
def test_a_minute_is_found_again_where_it_was_drawn(zoom, minute):
    geometry = shaped(zoom=zoom)
    assert abs(geometry.minute_at(geometry.x_of(minute)) - minute) < 1e-6


@given(st.integers(min_value=0, max_value=3 * ROW_PX - 1))
def test_every_height_of_the_page_belongs_to_the_row_drawn_there(y):
    geometry = shaped()
    index = geometry.index_at(y)
    top, height = geometry.span(geometry.rows[index].key)
    assert top <= y < top + height


def test_below_the_last_row_there_is_none():
    geometry = shaped()
    assert geometry.index_at(geometry.height) is None
    assert geometry.index_at(-1) is None


def test_a_block_is_as_high_as_a_finger_is_wide():
    geometry = shaped(a_reservation(tables="t1"))
    assert rect_of(geometry, "r1", "t1").height() >= TOUCH_MIN


def test_two_parties_on_a_table_have_half_of_the_same_row_each():
    geometry = shaped(a_reservation("a", tables="t1"), a_reservation("b", tables="t1"))
    one, other = rect_of(geometry, "a", "t1"), rect_of(geometry, "b", "t1")
    assert not one.intersects(other)
    assert geometry.span("t1")[1] == ROW_PX


def test_a_third_party_makes_the_row_taller_rather_than_unreadable():
    geometry = shaped(*(a_reservation(id, tables="t1") for id in "abc"))
    assert geometry.span("t1")[1] > ROW_PX
    assert all(rect_of(geometry, id, "t1").height() > 20 for id in "abc")


def test_parties_without_a_table_never_share_a_fingers_height():
    geometry = shaped(a_reservation("a"), a_reservation("b"), a_reservation("late", time="23:00"))
    heights = {rect_of(geometry, id, UNASSIGNED).height() for id in ("a", "b", "late")}
    assert heights == {TOUCH_MIN - 1}


def test_the_lane_without_tables_stays_in_sight_while_it_is_short():
    geometry = shaped(a_reservation("a"))
    assert geometry.is_pinned(UNASSIGNED)
    assert geometry.span(UNASSIGNED)[0] == AXIS_PX
    assert geometry.frozen_height == AXIS_PX + row_height(geometry.pinned)


def test_the_lane_without_tables_scrolls_once_it_would_fill_the_screen():
    geometry = shaped(*(a_reservation(id) for id in "abcdefgh"))
    assert geometry.pinned is None
    assert geometry.span(UNASSIGNED)[0] == 0
    assert geometry.frozen_height == AXIS_PX


def test_a_turn_past_the_end_of_the_day_is_cut_there():
    geometry = shaped(a_reservation(tables="t1", time="28:30", turn_minutes=300))
    assert rect_of(geometry, "r1", "t1").right() <= geometry.width


def test_the_block_under_a_point_is_found_in_its_lane():
    geometry = shaped(a_reservation("a", tables="t1"), a_reservation("b", tables="t1"))
    row, top = geometry.layout.rows_by_key["t1"], geometry.span("t1")[0]
    lower = rect_of(geometry, "b", "t1").center()
    assert geometry.block_at(lower, row, top).id == "b"
    assert geometry.block_at(QPointF(0, top), row, top) is None


def test_the_next_area_pushes_the_sticky_name_out():
    areas = (an_area("a", order=1), an_area("b", order=2))
    tables = (a_table("t1", area_id="a"), a_table("t2", area_id="b"))
    geometry = shaped(areas=areas, tables=tables)
    assert geometry.sticky_area(0)[0].key == "area:a"
    assert geometry.sticky_area(0)[1] == 0
    assert geometry.sticky_area(ROW_PX + 10)[1] == -10
    row, push = geometry.sticky_area(AREA_PX + ROW_PX)
    assert (row.key, push) == ("area:b", 0)


def test_without_areas_no_name_sticks():
    geometry = shaped()
    assert geometry.sticky_area(30) is None
    assert RowKind.AREA not in {row.kind for row in geometry.rows}


def test_only_rows_that_show_are_drawn():
    geometry = shaped()
    assert list(geometry.rows_between(ROW_PX + 1, ROW_PX + 2)) == [1]
    assert list(geometry.rows_between(0, 10 * ROW_PX)) == [0, 1, 2]


def test_neighbours_lie_right_under_each_other():
    geometry = shaped()
    assert geometry.are_neighbours("t1", "t2")
    assert not geometry.are_neighbours("t1", "t3")


def test_blocks_keep_a_hairline_between_parties_that_follow_one_another():
    geometry = shaped(
        a_reservation("a", tables="t1", time="17:00"),
        a_reservation("b", tables="t1", time="19:00"),
    )
    one: QRectF = rect_of(geometry, "a", "t1")
    assert one.right() < rect_of(geometry, "b", "t1").left()
