from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.reservation import Status
from app.ui.reports import ReportsCard
from app.viewmodels.reports import Period, ReportsModel
from tests.app.ui.reach import nameless, too_small

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def model(desk, day):
    model = ReportsModel(desk, day)
    day.wrote.connect(model.refresh)
    return model


@pytest.fixture
def card(model, models, theme, house, tmp_path):
    card = ReportsCard(model, models.sheet.months, theme, lambda: tmp_path, house)
    card.resize(1280, 680)
    card.bring_up()
    QApplication.processEvents()
    return card


def test_a_period_is_one_tap_away(card, model, qtbot):
    assert card.periods[Period.MONTH].isChecked()
    qtbot.mouseClick(card.periods[Period.WEEK], LEFT)
    assert model.period is Period.WEEK
    assert card.periods[Period.WEEK].isChecked()
    assert not card.periods[Period.MONTH].isChecked()
    before = card.stretch.text()
    qtbot.mouseClick(card.after, LEFT)
    assert card.stretch.text() != before
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_PageUp)
    assert card.stretch.text() == before


def test_a_range_is_two_taps_on_the_calendar(card, model, qtbot):
    assert card.calendar.isHidden()
    qtbot.mouseClick(card.periods[Period.RANGE], LEFT)
    assert card.calendar.isVisible()
    qtbot.mouseClick(card.calendar.cell(date(2026, 12, 20)), LEFT)
    assert "last" in card.range_words.text()
    qtbot.mouseClick(card.calendar.cell(date(2026, 12, 24)), LEFT)
    assert model.stretch == (date(2026, 12, 20), date(2026, 12, 24))
    assert card.stretch.text() == "Sun 20 Dec – Thu 24 Dec"


def test_the_table_lists_each_day(card, day):
    assert card.table.text_at(0, 0) == "Day"
    assert card.table.text_at(24, 2) == str(day.book.covers_expected)
    assert card.table.text_at(1, 1) == "—"


def test_news_reaches_the_numbers(card, model, day, qtbot):
    before = card.table.text_at(24, 2)
    with qtbot.waitSignal(model.changed):
        day.set_status("suzuki", Status.CANCELLED)
    assert card.table.text_at(24, 2) != before


def test_the_file_is_saved_by_a_tap_and_its_place_is_said(card, tmp_path, qtbot):
    qtbot.mouseClick(card.save, LEFT)
    (file,) = tmp_path.glob("*.csv")
    assert str(file) in card.answer.text()
    assert card.answer.isVisible()


def test_everything_is_a_fingers_size_and_says_what_it_is(card, qtbot):
    qtbot.mouseClick(card.periods[Period.RANGE], LEFT)
    QApplication.processEvents()
    assert too_small(card) == []
    assert nameless(card) == []
