from PySide6.QtCore import QRect

from app.ui.side_sheet import WIDTH, SideSheet, at_the_side
from app.ui.stage import Room


def test_a_sheet_stands_at_the_right_edge_as_high_as_the_book(theme, house):
    sheet = SideSheet(theme, house)
    room = Room(QRect(0, 72, 1280, 680), QRect(440, 72, 840, 680))
    place = at_the_side(sheet, room)
    assert place == QRect(1280 - WIDTH, 72, WIDTH, 680)
    assert place.left() > room.later.left()


def test_a_sheet_slides_to_its_place_and_only_when_it_was_away(theme, house, qtbot):
    sheet = SideSheet(theme, house)
    house.add(sheet, at_the_side)
    sheet.slide_up()
    qtbot.waitUntil(lambda: sheet.geometry().right() == house.rect().right())
    sheet.slide_up()
    assert sheet.geometry().right() == house.rect().right()


def test_a_sheet_casts_no_shadow_that_each_letter_would_draw_again(theme, house):
    assert SideSheet(theme, house).graphicsEffect() is None
