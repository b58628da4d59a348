import pytest
from PySide6.QtCore import Qt

from app.ui.keys import KEYS
from app.ui.menu_card import MenuCard

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def menu(theme, house):
    card = MenuCard(theme, house)
    card.bring_up()
    return card


def test_it_lists_what_has_no_button_of_its_own(menu):
    assert [each.text() for each in menu.buttons] == [each.words for each in KEYS if each.icon]


def test_a_tap_says_what_is_wanted_and_closes_it(menu, qtbot):
    wanted = next(each for each in menu.buttons if each.property("action") == "theme")
    with qtbot.waitSignal(menu.chosen) as told:
        qtbot.mouseClick(wanted, LEFT)
    assert told.args == ["theme"]
    assert menu.isHidden()


def test_its_first_command_is_ready_for_a_key(menu, qtbot):
    assert menu.buttons[0].hasFocus()
    with qtbot.waitSignal(menu.chosen):
        qtbot.keyClick(menu.buttons[0], Qt.Key.Key_Space)


def test_in_the_window_it_does_what_it_says(window, qtbot):
    before = window.theme.name
    qtbot.mouseClick(window.line.menu, LEFT)
    menu = window.overlays.screen("menu", window)
    wanted = next(each for each in menu.buttons if each.property("action") == "theme")
    qtbot.mouseClick(wanted, LEFT)
    assert window.theme.name != before
