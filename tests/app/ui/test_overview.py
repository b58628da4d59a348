from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.reservation import Status
from app.ui.overview import OverviewCard, TileButton
from app.viewmodels.overview import OverviewModel, Scope
from tests.app.ui.reach import nameless, too_small
from tests.app.ui.sample import EVE

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def model(desk, day):
    model = OverviewModel(desk, day)
    day.wrote.connect(model.refresh)
    return model


@pytest.fixture
def card(model, theme, house):
    card = OverviewCard(model, theme, house)
    card.resize(1280, 680)
    card.bring_up()
    QApplication.processEvents()
    return card


def tile(card, day):
    return next(b for row in card.rows for b in row if b.tile.day == day and not b.tile.is_beyond)


def press(qtbot, key):
    qtbot.keyClick(QApplication.focusWidget(), key)


def test_a_tap_on_a_day_asks_for_it_and_clears_the_way(card, qtbot):
    with qtbot.waitSignal(card.day_chosen) as chosen:
        qtbot.mouseClick(tile(card, date(2026, 12, 26)), LEFT)
    assert chosen.args == [date(2026, 12, 26)]
    assert card.isHidden()


def test_the_keys_begin_on_the_open_day_walk_and_open(card, qtbot):
    assert tile(card, EVE).hasFocus()
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Left)
    assert tile(card, date(2026, 12, 30)).hasFocus()
    with qtbot.waitSignal(card.day_chosen) as chosen:
        press(qtbot, Qt.Key.Key_Return)
    assert chosen.args == [date(2026, 12, 30)]


def test_walking_over_the_edge_and_the_page_keys_turn_the_month(card, model, qtbot):
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Down)
    assert card.stretch.text() == "Jan 2027"
    assert tile(card, date(2027, 1, 7)).hasFocus()
    press(qtbot, Qt.Key.Key_PageUp)
    assert card.stretch.text() == "Dec 2026"


def test_the_week_has_a_row_for_each_shift_and_is_walked_as_well(card, model, qtbot):
    qtbot.mouseClick(card.week, LEFT)
    assert model.scope is Scope.WEEK
    assert card.week.isChecked()
    assert len(card.rows) == 2
    card.rows[0][6].setFocus()
    card._at = (0, 6)
    press(qtbot, Qt.Key.Key_Down)
    assert card.rows[1][6].hasFocus()
    before = card.stretch.text()
    press(qtbot, Qt.Key.Key_Right)
    assert card.stretch.text() != before
    assert card.rows[1][0].hasFocus()
    qtbot.mouseClick(card.month, LEFT)
    assert len(card.rows) >= 5


def test_buttons_turn_the_stretch_and_today_comes_back(card, qtbot):
    qtbot.mouseClick(card.after, LEFT)
    assert card.stretch.text() == "Jan 2027"
    qtbot.mouseClick(card.before, LEFT)
    qtbot.mouseClick(card.before, LEFT)
    assert card.stretch.text() == "Nov 2026"
    qtbot.mouseClick(card.today, LEFT)
    assert card.stretch.text() == "Dec 2026"


def test_a_booking_cancelled_elsewhere_is_seen_at_once_and_the_focus_stays(card, day):
    before = tile(card, EVE).tile.covers
    day.set_status("suzuki", Status.CANCELLED)
    assert tile(card, EVE).tile.covers != before
    assert tile(card, EVE).hasFocus()


def test_everything_is_a_fingers_size_and_says_what_it_is(card, qtbot):
    assert too_small(card) == []
    assert nameless(card) == []
    assert "guests" in tile(card, EVE).accessibleName()


def test_it_is_drawn_in_both_themes_small_and_large(card, theme, qtbot):
    for name in ("evening", "light"):
        theme.choose(name)
        for size in ((1024, 560), (1920, 940)):
            card.resize(*size)
            qtbot.mouseClick(card.week, LEFT)
            assert not card.grab().isNull()
            qtbot.mouseClick(card.month, LEFT)
            assert not card.grab().isNull()
    assert all(isinstance(each, TileButton) for row in card.rows for each in row)


def test_the_focus_stays_on_the_page_when_its_row_goes(card):
    card.rows[-1][6].setFocus()
    card.week.click()
    assert card.isAncestorOf(QApplication.focusWidget())
