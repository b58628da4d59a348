"""Two windows on two tablets show each other's edits, and nobody's hands are disturbed by it."""

import random

import pytest
from PySide6.QtWidgets import QApplication

from app.background.state import SyncState
from app.bootstrap.house_window import HouseWindow
from app.bootstrap.training_house import TrainingHouse
from app.ui.language import Language
from app.ui.theme import Theme
from app.viewmodels.sheet import Beginning

SOON_MS = 20_000


@pytest.fixture
def windows(tmp_path, qapp: QApplication, qtbot):
    """The window of the hall and that of the entrance, both in sync with one hub."""
    training = TrainingHouse(tmp_path, random.Random(7))
    training.open()
    theme, language = Theme(), Language(qapp)
    theme.apply(qapp)
    houses = [HouseWindow(home, theme, language) for home in (training.here, training.there)]
    states: list[SyncState] = []
    for house in houses:
        house.hub.state_changed.connect(states.append)
        house.window.show()
        house.start()
    qtbot.waitUntil(lambda: sum(each.in_sync for each in states) >= 2, timeout=SOON_MS)
    yield houses
    for house in houses:
        house.finish()
    language.drop()
    training.close()


def test_each_shows_what_the_other_did(windows, qtbot):
    hall, entrance = windows
    party = hall.models.day.book.expected[-1]
    hall.models.day.set_turn(party.id, 75)
    qtbot.waitUntil(lambda: entrance.models.day.find(party.id).turn_minutes == 75, timeout=SOON_MS)
    entrance.models.day.set_turn(party.id, 105)
    qtbot.waitUntil(lambda: hall.models.day.find(party.id).turn_minutes == 105, timeout=SOON_MS)


def test_news_takes_neither_place_nor_selection_nor_what_is_half_typed(windows, qtbot):
    hall, entrance = windows
    day = hall.models.day
    first, *_, last = day.book.expected
    day.select(first.id)
    down = hall.window.timeline.verticalScrollBar()
    down.setValue(down.maximum() // 2)
    hall.models.sheet.begin(Beginning())
    name = hall.window.overlays.sheet.guest.name
    hall.window.activateWindow()
    name.setFocus()
    qtbot.keyClicks(name, "Kat")
    name.setCursorPosition(2)
    place = down.value()
    entrance.models.day.set_turn(last.id, 75)
    qtbot.waitUntil(lambda: day.find(last.id).turn_minutes == 75, timeout=SOON_MS)
    QApplication.processEvents()
    assert (name.text(), name.cursorPosition(), name.hasFocus()) == ("Kat", 2, True)
    assert down.value() == place
    assert day.selected == first.id
