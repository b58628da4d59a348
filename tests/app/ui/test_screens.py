import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.ui.keys import KEYS, key
from app.ui.screens import SCREENS, screen
from tests.app.ui import reach
from tests.app.ui.test_translations import clipped


@pytest.mark.parametrize("name", [each.name for each in SCREENS])
def test_a_screen_is_built_when_it_is_first_opened_and_the_same_again_closes_it(window, name):
    window.act(name)
    card = window.overlays.screen(name, window)
    assert not card.isHidden()
    assert card.accessibleName()
    window.act(name)
    assert card.isHidden()


@pytest.mark.parametrize("name", [each.name for each in SCREENS])
def test_escape_closes_a_screen_and_the_book_has_the_focus_again(window, qtbot, name):
    window.act(name)
    card = window.overlays.screen(name, window)
    qtbot.keyClick(QApplication.focusWidget() or card, Qt.Key.Key_Escape)
    assert card.isHidden()
    assert window.list.rows.hasFocus()


@pytest.mark.parametrize("name", [each.name for each in SCREENS])
@pytest.mark.parametrize("code", ["ja", "en"])
def test_a_screen_fits_fingers_and_readers(window, name, code):
    window.language.choose(code)
    window.act(name)
    QApplication.processEvents()
    card = window.overlays.screen(name, window)
    assert reach.too_small(card) == []
    assert reach.nameless(card) == []
    assert list(clipped(window)) == []


def test_every_screen_has_an_action_with_words():
    assert all(key(each.name).words for each in SCREENS)


def test_a_screen_that_is_not_there_is_our_mistake():
    with pytest.raises(KeyError):
        screen("moon")


def test_every_action_of_the_menu_is_one_that_the_window_knows(window):
    assert {each.action for each in KEYS if each.icon} <= window.actions_by_name().keys()
