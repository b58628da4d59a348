from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.reservation import Status
from app.services.author import Author
from app.ui.month_grid import MonthGrid
from app.viewmodels.months import MonthsModel
from tests.app.ui.sample import EVE

HOST = Author("sato")


@pytest.fixture
def months(desk, day):
    model = MonthsModel(desk, day)
    day.wrote.connect(model.refresh)
    return model


@pytest.fixture
def grid(months, theme, house):
    grid = MonthGrid(months, theme, house)
    grid.resize(420, 460)
    grid.show()
    grid.show_day(EVE)
    grid.focus_day()
    QApplication.processEvents()
    return grid


def key(qtbot, grid, which):
    qtbot.keyClick(QApplication.focusWidget() or grid, which)


def test_a_month_is_six_weeks_and_names_its_weekdays(grid):
    assert grid.title.text() == "Dec 2026"
    assert grid.cells[0].face.day <= date(2026, 12, 1)
    assert grid.cells[-1].face.day >= date(2026, 12, 31)
    assert sorted(each.text() for each in grid.heads) == sorted(
        ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    )


def test_a_day_says_its_guests_and_that_it_is_today(grid):
    spoken = grid.cell(EVE).accessibleName()
    assert "Thu 24 Dec" in spoken
    assert "today" in spoken
    assert "guests" in spoken


@pytest.mark.parametrize(
    ("which", "reached"),
    [
        (Qt.Key.Key_Left, date(2026, 12, 23)),
        (Qt.Key.Key_Down, date(2026, 12, 31)),
        (Qt.Key.Key_Up, date(2026, 12, 17)),
        (Qt.Key.Key_PageDown, date(2027, 1, 24)),
        (Qt.Key.Key_PageUp, date(2026, 11, 24)),
    ],
)
def test_keys_walk_by_days_weeks_and_months(grid, qtbot, which, reached):
    key(qtbot, grid, which)
    assert grid.stands_on == reached
    assert grid.cell(reached).hasFocus()
    with qtbot.waitSignal(grid.chosen) as chosen:
        key(qtbot, grid, Qt.Key.Key_Return)
    assert chosen.args == [reached]


def test_home_and_end_are_the_ends_of_the_week(grid, qtbot):
    key(qtbot, grid, Qt.Key.Key_Home)
    first = grid.stands_on
    key(qtbot, grid, Qt.Key.Key_End)
    assert (grid.stands_on - first).days == 6


def test_walking_over_the_edge_turns_the_page_and_keeps_the_focus(grid, qtbot):
    for _ in range(2):
        key(qtbot, grid, Qt.Key.Key_Down)
    assert grid.title.text() == "Jan 2027"
    assert grid.cell(date(2027, 1, 7)).hasFocus()


def test_tab_enters_the_month_at_one_day_only(grid):
    tabbed = [each for each in grid.cells if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [each.face.day for each in tabbed] == [EVE]


def test_arrows_beside_the_title_turn_the_page_and_today_comes_back(grid, qtbot):
    qtbot.mouseClick(grid.after, Qt.MouseButton.LeftButton)
    assert grid.title.text() == "Jan 2027"
    qtbot.mouseClick(grid.before, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(grid.before, Qt.MouseButton.LeftButton)
    assert grid.title.text() == "Nov 2026"
    qtbot.mouseClick(grid.today, Qt.MouseButton.LeftButton)
    assert grid.title.text() == "Dec 2026"


def test_news_reaches_the_days_at_once(grid, day):
    before = grid.cell(EVE).face.covers
    day.set_status("suzuki", Status.CANCELLED)
    assert grid.cell(EVE).face.covers < before


def test_a_closing_day_is_marked_and_said(grid, desk, day):
    venue = desk.house.venue()
    desk.house.change(venue, replace(venue, closing_weekdays=frozenset({0})), HOST)
    day.announce(frozenset({("venue", str(venue.id))}))
    monday = grid.cell(date(2026, 12, 28))
    assert monday.is_marked
    assert "Closed weekly" in monday.accessibleName()
    assert not grid.cell(date(2026, 12, 29)).is_marked


def test_closing_days_in_the_making_overrule_the_book(grid):
    grid.show_closed({date(2026, 12, 29)})
    assert grid.cell(date(2026, 12, 29)).is_marked
    assert "closed" in grid.cell(date(2026, 12, 29)).accessibleName()


def test_every_face_is_drawn(grid, desk, day, theme):
    venue = desk.house.venue()
    desk.house.change(venue, replace(venue, closing_days=(EVE,)), HOST)
    day.announce(frozenset({("venue", str(venue.id))}))
    grid.show_day(EVE)
    grid.show_day(EVE.replace(month=11, day=3))
    for name in ("evening", "light"):
        theme.choose(name)
        assert not grid.grab().isNull()
