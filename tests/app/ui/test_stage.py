import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QFrame

from app.ui import stage as stages
from app.ui.stage import Room, Stage

PLACES = [
    stages.at_top_left,
    stages.at_top_right,
    stages.at_bottom_left,
    stages.at_bottom_middle,
    stages.at_bottom_right,
    stages.in_the_middle,
    stages.over_all,
]


class Huge(QFrame):
    """Wants more room than there is."""

    def sizeHint(self):
        return QSize(3000, 2000)


@pytest.fixture
def stage(theme, qtbot):
    stage = Stage()
    qtbot.addWidget(stage)
    stage.resize(1280, 800)
    stage.set_room(lambda: Room(stage.rect().adjusted(0, 72, 0, -48), stage.rect()))
    stage.show()
    return stage


def overlay(stage, place, width=300, height=200):
    frame = QFrame(stage)
    frame.setFixedSize(width, height)
    if place is stages.over_all:
        frame.setMinimumSize(0, 0)
        frame.setMaximumSize(10_000, 10_000)
    stage.add(frame, place)
    frame.show()
    return frame


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
def test_every_place_is_within_the_book(stage, place):
    assert QRect(0, 72, 1280, 680).contains(overlay(stage, place).geometry())


def test_an_overlay_keeps_its_place_when_the_window_grows(stage):
    frame = overlay(stage, stages.at_bottom_right)
    stage.resize(1920, 1080)
    assert frame.geometry().right() == 1920 - 1 - stages.MARGIN
    assert frame.geometry().bottom() == 1080 - 48 - 1 - stages.MARGIN


def test_an_overlay_that_does_not_fit_is_made_smaller_rather_than_cut_off(stage):
    frame = Huge(stage)
    stage.add(frame, stages.in_the_middle)
    frame.show()
    assert stage.rect().contains(frame.geometry())


def test_what_is_hidden_is_placed_when_it_comes(stage):
    frame = overlay(stage, stages.at_top_right)
    frame.hide()
    stage.resize(1920, 1080)
    frame.show()
    assert frame.geometry().right() == 1920 - 1 - stages.MARGIN


def test_adding_an_overlay_neither_shows_nor_hides_it(stage):
    frame = QFrame(stage)
    frame.show()
    stage.add(frame, stages.at_top_left)
    assert frame.isVisible()
