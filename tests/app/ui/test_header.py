from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from app.domain.reservation import Status
from app.services.author import Author
from app.ui.header import Header
from resources.tokens import TOUCH_MIN

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def header(day, theme, qtbot):
    header = Header(day, theme)
    qtbot.addWidget(header)
    header.resize(1280, header.height())
    header.show()
    return header


def test_it_says_the_day_the_shift_the_time_and_how_full_it_is(header):
    assert header.title.text() == "Thu 24 Dec"
    words = " ".join(label.text() for label in header.findChildren(QLabel))
    assert "18:05" in words
    assert "ディナー 17:00–26:00" in words
    assert "11 in / 47 guests" in words


def test_a_party_that_arrives_is_counted_at_once(header, day):
    day.set_status("yamada", Status.ARRIVED)
    assert "15 in" in header._counts.text()


def test_a_closing_day_is_said_in_bold_words(header, day, desk):
    venue = desk.house.venue()
    desk.house.change(venue, replace(venue, closing_days=(day.business_day,)), Author())
    day.refresh(frozenset({("venue", str(venue.id))}))
    assert "Closed" in header._shift.text()
    assert header._shift.property("kind") == "closed"


def test_the_arrows_turn_the_day(header, day, qtbot):
    qtbot.mouseClick(header._next, LEFT)
    assert header.title.text() == "Fri 25 Dec"
    qtbot.mouseClick(header._previous, LEFT)
    assert header.title.text() == "Thu 24 Dec"


def test_today_is_offered_only_on_another_day(header, day, qtbot):
    assert header._today.isHidden()
    day.step(3)
    assert not header._today.isHidden()
    qtbot.mouseClick(header._today, LEFT)
    assert day.business_day == day.today()


@pytest.mark.parametrize(
    ("button", "signal"),
    [("new", "new_requested"), ("walk_in", "walk_in_requested"), ("title", "calendar_requested")],
)
def test_a_tap_asks_for_what_the_button_says(header, qtbot, button, signal):
    with qtbot.waitSignal(getattr(header, signal)):
        qtbot.mouseClick(getattr(header, button), LEFT)


def test_every_control_has_a_name_and_a_fingers_size(header):
    for button in header.findChildren(QPushButton):
        assert button.accessibleName() or button.text()
        if button.isVisible():
            assert button.height() >= TOUCH_MIN
            assert button.width() >= TOUCH_MIN
    assert header.search.accessibleName()
    assert header.search.height() >= TOUCH_MIN


def test_the_clock_goes_on(header, clock):
    clock.advance(25)
    header.show_day()
    assert "18:30" in header._shift.text()
