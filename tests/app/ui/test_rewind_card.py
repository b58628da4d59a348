import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.reservation import Status
from app.viewmodels.rewind import RewindModel
from tests.app.ui import reach

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def card(window, models, clock):
    clock.advance(10)
    models.day.set_status("yamada", Status.ARRIVED)
    clock.advance(30)
    window.act("rewind")
    QApplication.processEvents()
    return window.overlays.screen("rewind", window)


def wait_for(qtbot, models, act):
    with qtbot.waitSignal(models.later.get(RewindModel).changed):
        act()


def test_the_band_says_which_minute_the_book_shows(card):
    assert card.accessibleName() == "18:30の台帳"


def test_keys_and_buttons_move_minute_by_minute(card, models, qtbot):
    wait_for(qtbot, models, lambda: qtbot.keyClick(card.slider, Qt.Key.Key_Left))
    assert card.accessibleName() == "18:29の台帳"
    wait_for(qtbot, models, lambda: qtbot.mouseClick(card.later, LEFT))
    assert card.accessibleName() == "18:30の台帳"


def test_the_list_shows_the_past(card, models, qtbot, window):
    wait_for(qtbot, models, lambda: card.slider.setValue(card.slider.maximum() - 35))
    assert models.day.find("yamada").status is Status.CONFIRMED
    assert models.day.past_at is not None


def test_what_was_done_since_unfolds_and_leaves_the_book_in_view_until_then(card, models, qtbot):
    wait_for(qtbot, models, lambda: card.slider.setValue(card.slider.maximum() - 35))
    assert not card.since.isVisible()
    assert card.more.text() == "そのあとの変更 1件"
    qtbot.mouseClick(card.more, LEFT)
    assert card.since.isVisible()


def test_one_tap_leads_back_to_now(card, models, qtbot):
    qtbot.mouseClick(card.now, LEFT)
    assert card.isHidden()
    assert models.day.past_at is None


def test_escape_leads_back_to_now(card, models, qtbot):
    qtbot.keyClick(card.slider, Qt.Key.Key_Escape)
    assert card.isHidden()
    assert models.day.past_at is None


def test_another_day_closes_it(card, models):
    models.day.step(1)
    assert card.isHidden()


def test_fingers_and_readers_reach_it(card):
    assert reach.too_small(card) == []
    assert reach.nameless(card) == []
    assert card.slider.height() >= 48
    assert card.slider.accessibleName()
