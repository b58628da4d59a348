import pytest
from PySide6.QtCore import QPoint, QRect

from app.ui.row_parts import ROW_HEIGHT, Part, RowParts
from resources.tokens import TOUCH_MIN

WIDTHS = pytest.mark.parametrize("width", [428, 475, 900])


def parts(width=475, top=120):
    return RowParts.within(QRect(0, top, width, ROW_HEIGHT), 100)


@WIDTHS
def test_no_part_of_a_row_covers_another(width):
    row = parts(width)
    boxes = [row.time, row.name, row.second_line, row.party, row.table, row.status, row.more]
    for at, one in enumerate(boxes):
        assert all(not one.intersects(other) for other in boxes[at + 1 :])


@WIDTHS
def test_what_is_tapped_is_at_least_a_finger_wide(width):
    row = parts(width)
    assert min(row.status.width(), row.status.height()) >= TOUCH_MIN
    assert min(row.more.width(), row.more.height()) >= TOUCH_MIN


def test_a_status_is_tapped_over_the_whole_height_of_the_row():
    row = parts(top=120)
    assert row.at(QPoint(row.status.center().x(), 121)) is Part.STATUS
    assert row.at(QPoint(row.status.center().x(), 179)) is Part.STATUS


def test_the_dots_and_the_rest_are_told_apart():
    row = parts()
    assert row.at(row.more.center()) is Part.MORE
    assert row.at(row.name.center()) is Part.ROW
    assert row.at(row.table.center()) is Part.ROW


def test_a_narrow_list_takes_from_the_name():
    assert parts(900).name.width() > parts(400).name.width() > 0
