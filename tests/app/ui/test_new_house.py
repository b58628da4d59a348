from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.staff import Role
from app.ui.new_house import HOURS, STAFF, TABLES
from app.ui.welcome import WelcomeView
from app.viewmodels.welcome import WelcomeModel, furnish
from tests.app.ui.reach import nameless, too_small, write
from tests.app.ui.sample import empty_desk

LEFT = Qt.MouseButton.LeftButton
TAPS_MAX = 8
"""At ten seconds a tap, and as much for typing two names, a house is open within two minutes."""


@pytest.fixture
def model(qapp):
    return WelcomeModel()


@pytest.fixture
def view(model, theme, language, qtbot):
    view = WelcomeView(model, theme, language)
    qtbot.addWidget(view)
    view.resize(1280, 800)
    view.show()
    QApplication.processEvents()
    return view


@pytest.fixture
def desk(tmp_path, clock):
    """A house that was just set up, without furniture."""
    return empty_desk(tmp_path, clock)


class Hand:
    """Taps, and counts."""

    def __init__(self, qtbot) -> None:
        self._qtbot = qtbot
        self.taps = 0

    def tap(self, widget) -> None:
        """Tap something that is on the screen."""
        QApplication.processEvents()
        assert widget.isVisible()
        self._qtbot.mouseClick(widget, LEFT)
        self.taps += 1


@pytest.fixture
def hand(qtbot):
    return Hand(qtbot)


def test_a_new_house_is_open_after_a_handful_of_taps(view, model, hand, desk, qtbot):
    steps = view.steps
    hand.tap(view.to_new)
    assert steps.name.hasFocus()
    write(steps.name, "暖簾")
    hand.tap(steps.onward)
    hand.tap(steps.counts[0].more)
    hand.tap(steps.counts[3].more)
    hand.tap(steps.onward)
    assert steps.staff_rows[0].name.hasFocus()
    write(steps.staff_rows[0].name, "佐藤")
    with qtbot.waitSignal(model.new_house_requested) as asked:
        hand.tap(steps.onward)
    assert hand.taps <= TAPS_MAX
    furnish(desk, asked.args[0])
    seats = [each.seats_max for each in desk.floor.tables()]
    assert (seats.count(2), seats.count(4), seats.count(6), seats.count(1)) == (5, 4, 1, 1)
    assert [(each.name, each.role) for each in desk.team.staff()] == [("佐藤", Role.MANAGER)]


def test_without_hands_on_the_mouse_it_is_names_and_enter(view, model, qtbot):
    view.to_new.setFocus()
    qtbot.keyClick(view.to_new, Qt.Key.Key_Space)
    write(view.steps.name, "暖簾")
    qtbot.keyClick(view.steps.name, Qt.Key.Key_Return)
    qtbot.keyClick(view.steps.onward, Qt.Key.Key_Space)
    write(view.steps.staff_rows[0].name, "佐藤")
    with qtbot.waitSignal(model.new_house_requested):
        qtbot.keyClick(view.steps.staff_rows[0].name, Qt.Key.Key_Return)


def test_tables_stand_in_the_book_where_they_were_drawn(view, model, hand, desk, qtbot):
    hand.tap(view.to_new)
    write(view.steps.name, "暖簾")
    hand.tap(view.steps.onward)
    QApplication.processEvents()
    canvas = view.steps.canvas
    first = view.steps.sketch.tables[0]
    start = canvas.table_rect(first.id).center()
    qtbot.mousePress(canvas.viewport(), LEFT, pos=start)
    for share in (0.3, 0.7, 1.0):
        QTest.mouseMove(canvas.viewport(), start + QPoint(round(200 * share), round(90 * share)))
        QApplication.processEvents()
    qtbot.mouseRelease(canvas.viewport(), LEFT, pos=start + QPoint(200, 90))
    drawn = next(each for each in view.steps.sketch.tables if each.id == first.id).place
    hand.tap(view.steps.onward)
    with qtbot.waitSignal(model.new_house_requested) as asked:
        hand.tap(view.steps.onward)
    furnish(desk, asked.args[0])
    (table,) = [each for each in desk.floor.tables() if each.name == first.name]
    assert table.place == drawn


def test_what_is_missing_is_said_at_once_and_the_rest_stays(view, hand):
    hand.tap(view.to_new)
    view.steps.opens.setText("25:00")
    view.steps.closes.setText("17:00")
    hand.tap(view.steps.onward)
    assert view.problem.isVisible()
    assert view.steps.pages.currentIndex() == HOURS
    write(view.steps.name, "暖簾")
    hand.tap(view.steps.onward)
    assert view.problem.isVisible()
    view.steps.opens.setText("11:30")
    hand.tap(view.steps.onward)
    assert view.steps.pages.currentIndex() == TABLES
    assert not view.problem.isVisible()


def test_a_pin_is_checked_before_the_house_is_made(view, model, hand, qtbot):
    hand.tap(view.to_new)
    write(view.steps.name, "暖簾")
    hand.tap(view.steps.onward)
    hand.tap(view.steps.onward)
    row = view.steps.staff_rows[0]
    write(row.name, "佐藤")
    qtbot.keyClicks(row.pin, "12")
    hand.tap(view.steps.onward)
    assert view.problem.isVisible()
    qtbot.keyClicks(row.pin, "34")
    hand.tap(view.steps.add_staff)
    write(view.steps.staff_rows[1].name, "鈴木")
    with qtbot.waitSignal(model.new_house_requested) as asked:
        hand.tap(view.steps.onward)
    assert [(each.name, each.pin) for each in asked.args[0].staff] == [
        ("佐藤", "1234"),
        ("鈴木", ""),
    ]


def test_there_is_a_way_back_from_every_step(view, hand):
    hand.tap(view.to_new)
    write(view.steps.name, "暖簾")
    hand.tap(view.steps.onward)
    hand.tap(view.steps.onward)
    assert view.steps.pages.currentIndex() == STAFF
    for _ in range(3):
        hand.tap(view.steps.back)
    assert view.to_new.isVisible()
    hand.tap(view.to_new)
    assert view.steps.name.text() == "暖簾"


@pytest.mark.parametrize("step", [HOURS, TABLES, STAFF])
def test_every_control_of_a_step_is_large_enough_and_named(view, hand, step):
    hand.tap(view.to_new)
    view.steps._open(step)
    QApplication.processEvents()
    assert too_small(view) == []
    assert nameless(view) == []


def test_there_are_never_fewer_tables_than_none(view, hand):
    hand.tap(view.to_new)
    view.steps._open(TABLES)
    for _ in range(3):
        hand.tap(view.steps.counts[2].less)
    assert view.steps.counts[2].number.text() == "0"
