from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QSize

from app.domain.ids import TableId
from app.ui.plan.geometry import Geometry
from app.viewmodels.plan import PlanModel
from resources.tokens import TOUCH_MIN

SIZES = [QSize(500, 400), QSize(800, 600), QSize(1400, 900)]


@pytest.fixture
def rooms(day):
    return PlanModel(day).rooms


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size.width()}")
def test_every_table_is_large_enough_for_a_finger_and_lies_on_its_floor(rooms, size):
    geometry = Geometry(rooms, size)
    for room, floor in geometry.floors():
        for face in room.faces:
            rect = geometry.rect(face.table.id)
            assert min(rect.width(), rect.height()) >= TOUCH_MIN
            assert floor.contains(rect)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size.width()}")
def test_the_page_is_no_wider_than_the_view_where_rooms_can_stand_below_each_other(rooms, size):
    geometry = Geometry(rooms, size)
    widest = max(room.width for room in rooms) * geometry.scale
    assert geometry.page.width() <= max(size.width(), widest + 2 * 16) + 1


def test_words_lie_within_the_table_they_are_about(rooms):
    geometry = Geometry(rooms, QSize(900, 700))
    for id in geometry.faces:
        assert geometry.rect(id).adjusted(-1, -1, 1, 1).contains(geometry.words(id))


def test_a_finger_just_beside_a_table_still_means_it(rooms):
    geometry = Geometry(rooms, QSize(900, 700))
    rect = geometry.rect(TableId("T3"))
    beside = geometry.at(QPointF(rect.left() - 4, rect.center().y()))
    assert beside is not None
    assert beside.table.id == "T3"
    assert geometry.at(QPointF(rect.left() - 14, rect.top() - 14)) is None


def test_a_spot_of_a_room_is_found_again_from_its_point_on_the_page(rooms):
    geometry = Geometry(rooms, QSize(900, 700), zoom=1.5)
    for room in rooms:
        x, y = geometry.spot(geometry.point(120, 80, room), room)
        assert (round(x), round(y)) == (120, 80)
