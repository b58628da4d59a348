import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from app.ui.card import Card
from resources.tokens import TOUCH_MIN


@pytest.fixture
def card(theme, house):
    card = Card(theme, house)
    card.set_title("Who signs?")
    return card


def test_it_is_not_there_until_staff_open_it(card):
    assert card.isHidden()
    card.bring_up()
    assert card.isVisible()
    assert card.accessibleName() == "Who signs?"


def test_it_is_never_a_window_of_its_own(card):
    card.bring_up()
    assert not card.isWindow()
    assert not card.isModal()


def test_escape_and_the_cross_close_it_and_say_so_once(card, qtbot):
    card.bring_up()
    with qtbot.waitSignal(card.closed):
        qtbot.keyClick(card, Qt.Key.Key_Escape)
    card.bring_up()
    said = []
    card.closed.connect(lambda: said.append(True))
    qtbot.mouseClick(card.close_button, Qt.MouseButton.LeftButton)
    card.put_away()
    assert said == [True]


def test_the_cross_is_a_fingers_size_and_has_a_name(card):
    card.bring_up()
    assert card.close_button.width() >= TOUCH_MIN
    assert card.close_button.height() >= TOUCH_MIN
    assert card.close_button.accessibleName() == "Close"


def test_other_keys_are_left_to_the_window(card, qtbot):
    card.bring_up()
    qtbot.keyClick(card, Qt.Key.Key_A)
    assert card.isVisible()


def test_it_gives_the_focus_back_only_if_it_had_it(card, house, qtbot):
    elsewhere = QLineEdit(house)
    elsewhere.show()
    card.bring_up()
    with qtbot.waitSignal(card.focus_released):
        qtbot.keyClick(card, Qt.Key.Key_Escape)
    card.bring_up()
    elsewhere.setFocus()
    with qtbot.assertNotEmitted(card.focus_released):
        card.put_away()
    assert elsewhere.hasFocus()


def test_a_card_without_a_shadow_changes_its_theme_like_the_others(card, theme):
    card.setGraphicsEffect(None)
    theme.toggle()
    card.bring_up()
    assert card.isVisible()
