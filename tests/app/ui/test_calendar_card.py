from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.ui.calendar_card import CalendarCard
from tests.app.ui.reach import nameless, too_small


@pytest.fixture
def card(day, models, theme, house):
    card = CalendarCard(day, models.sheet.months, theme, house)
    card.bring_up()
    QApplication.processEvents()
    return card


def test_it_opens_on_the_day_that_is_open_with_the_keys_there(card):
    assert card.calendar.cell(date(2026, 12, 24)).isChecked()
    assert card.calendar.cell(date(2026, 12, 24)).hasFocus()


def test_a_day_is_opened_and_the_card_goes_away(card, day, qtbot):
    qtbot.mouseClick(card.calendar.cell(date(2026, 12, 25)), Qt.MouseButton.LeftButton)
    assert day.business_day == date(2026, 12, 25)
    assert card.isHidden()


def test_the_keyboard_opens_a_day_as_well(card, day, qtbot):
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Left)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert day.business_day == date(2026, 12, 23)
    assert card.isHidden()


def test_every_day_is_a_fingers_size_and_named(card):
    assert too_small(card) == []
    assert nameless(card) == []
