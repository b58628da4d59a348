import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from app.ui import toast as toasts
from app.ui.toast import Toast
from resources.tokens import TOUCH_MIN


class House(QWidget):
    """A window in which somebody is typing."""

    def __init__(self, theme):
        super().__init__()
        self.resize(900, 400)
        self.typed = QLineEdit(self)
        self.toast = Toast(theme, self)


@pytest.fixture
def house(qtbot, theme):
    house = House(theme)
    qtbot.addWidget(house)
    house.show()
    house.activateWindow()
    house.typed.setFocus()
    return house


def test_it_says_what_was_saved_and_offers_undo(house):
    house.toast.tell("山田様を「着席」にしました", undo=True)
    assert house.toast.isVisible()
    assert house.toast.words == "山田様を「着席」にしました"
    assert house.toast.undo_button.isVisible()
    assert house.toast.undo_button.height() >= TOUCH_MIN


def test_one_tap_asks_for_undo_and_puts_it_away(house, qtbot):
    house.toast.tell("山田", undo=True)
    with qtbot.waitSignal(house.toast.undo_requested):
        qtbot.mouseClick(house.toast.undo_button, Qt.MouseButton.LeftButton)
    assert house.toast.isHidden()


def test_it_never_takes_the_focus_not_even_when_tapped(house, qtbot):
    qtbot.keyClicks(house.typed, "ya")
    house.toast.tell("山田", undo=True)
    assert house.focusWidget() is house.typed
    qtbot.mouseClick(house.toast.undo_button, Qt.MouseButton.LeftButton)
    assert house.focusWidget() is house.typed
    qtbot.keyClicks(house.typed, "ma")
    assert house.typed.text() == "yama"


def test_a_refusal_offers_no_undo(house):
    house.toast.warn("The disk is full")
    assert house.toast.property("level") == "alarm"
    assert house.toast.undo_button.isHidden()


def test_after_a_refusal_a_save_is_calm_again(house):
    house.toast.warn("The disk is full")
    house.toast.tell("山田", undo=True)
    assert house.toast.property("level") == "calm"


def test_it_goes_away_by_itself(house, qtbot, monkeypatch):
    monkeypatch.setattr(toasts, "SHOWN_MS", 1)
    with qtbot.waitSignal(house.toast.hidden):
        house.toast.tell("山田", undo=True)
    assert house.toast.isHidden()


def test_a_long_sentence_is_wrapped_and_not_cut(house):
    house.toast.tell("長い" * 60, undo=True)
    label = house.toast.findChild(type(house.toast._words))
    assert house.toast.width() <= toasts.WIDTH_MAX
    assert label.heightForWidth(label.width()) <= label.height()
