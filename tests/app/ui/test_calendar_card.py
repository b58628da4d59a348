from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QTableView

from app.ui.calendar_card import CalendarCard
from resources.tokens import TOUCH_MIN


@pytest.fixture
def card(day, theme, house):
    card = CalendarCard(day, theme, house)
    card.bring_up()
    return card


def test_it_opens_on_the_month_of_the_day_that_is_open(card):
    assert card.calendar.selectedDate() == QDate(2026, 12, 24)


def test_a_day_is_opened_and_the_card_goes_away(card, day, qtbot):
    grid = card.calendar.findChild(QTableView)
    cell = grid.visualRect(grid.currentIndex())
    qtbot.mouseClick(
        grid.viewport(), Qt.MouseButton.LeftButton, pos=cell.translated(cell.width(), 0).center()
    )
    assert day.business_day == date(2026, 12, 25)
    assert card.isHidden()


def test_the_keyboard_opens_a_day_as_well(card, day, qtbot):
    grid = card.calendar.findChild(QTableView)
    qtbot.keyClick(grid, Qt.Key.Key_Left)
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert day.business_day == date(2026, 12, 23)


def test_every_day_is_a_fingers_size(card):
    grid = card.calendar.findChild(QTableView)
    cell = grid.visualRect(grid.currentIndex())
    assert min(cell.width(), cell.height()) >= TOUCH_MIN


def test_no_weekday_is_red(card, theme):
    colours = {
        card.calendar.weekdayTextFormat(each).foreground().color().name() for each in Qt.DayOfWeek
    }
    assert colours == {theme.color("ink").name()}
