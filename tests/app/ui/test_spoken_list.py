import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from app.ui.spoken_list import SpokenList

NAME = QAccessible.Text.Name
PLACES = {"a": QRect(0, 0, 50, 50), "b": QRect(60, 0, 50, 50)}


class Letters(SpokenList):
    chosen = None

    def __init__(self, widget):
        super().__init__(widget)
        self.places = dict(PLACES)

    def keys(self):
        return tuple(self.places)

    def sentence(self, key):
        return f"the letter {key}"

    def place(self, key):
        return self.places.get(key, QRect())

    def key_at(self, point):
        return next((key for key, place in self.places.items() if place.contains(point)), None)

    def choice(self):
        return self.chosen


@pytest.fixture
def letters(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(200, 100)
    widget.show()
    return Letters(widget)


def test_each_has_one_voice_a_sentence_and_a_place(letters):
    first, second = letters.child(0), letters.child(1)
    assert letters.childCount() == 2
    assert (first.text(NAME), second.text(NAME)) == ("the letter a", "the letter b")
    assert letters.child(0) is first
    assert letters.indexOfChild(second) == 1
    assert second.rect() == letters.on_screen(PLACES["b"])
    corner = letters.widget.mapToGlobal(QPoint(70, 10))
    assert letters.childAt(corner.x(), corner.y()) is second


def test_what_is_selected_is_the_one_that_the_keys_act_on(letters):
    assert letters.focusChild() is None
    letters.chosen = "b"
    assert letters.focusChild().text(NAME) == "the letter b"
    assert letters.child(1).state().selected
    assert not letters.child(0).state().selected


def test_a_voice_whose_thing_is_gone_says_nothing(letters):
    gone = letters.child(1)
    del letters.places["b"]
    assert not gone.isValid()
    assert gone.text(NAME) == ""
    assert letters.indexOfChild(gone) == -1
    assert letters.child(1) is None
