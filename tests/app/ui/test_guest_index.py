import pytest
from PySide6.QtCore import Qt

from tests.app.ui.reach import nameless, too_small

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def card(window):
    window.act("guests")
    return window.overlays.screen("guests", window)


def rows(card):
    return [card.hits.index(row).data() for row in range(card.hits.rowCount())]


def test_a_tab_and_a_tap_open_a_guests_card(card, window, qtbot):
    assert rows(card) == ["伊藤 様"]
    qtbot.mouseClick(card.tabs["さ"], LEFT)
    assert rows(card) == ["斎藤 様"]
    assert card.tabs["さ"].isChecked()
    assert not card.tabs["あ"].isChecked()
    at = card.view.visualRect(card.hits.index(0)).center()
    qtbot.mouseClick(card.view.viewport(), LEFT, pos=at)
    assert window.models.guest.card.guest.id == "saito"
    assert window.overlays.guest.isVisible()


def test_the_keyboard_reaches_a_guest(card, window, qtbot):
    card.view.setFocus()
    card.view.setCurrentIndex(card.hits.index(0))
    qtbot.keyClick(card.view, Qt.Key.Key_Return)
    assert window.models.guest.card.guest.id == "ito"


def test_a_tab_without_anybody_says_so(card, qtbot):
    qtbot.mouseClick(card.tabs["わ"], LEFT)
    assert card.nobody.isVisible()
    assert card.more.isHidden()


def test_every_control_is_in_a_fingers_reach_and_has_a_name(card):
    assert too_small(card) == []
    assert nameless(card) == []
