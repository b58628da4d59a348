import pytest
from PySide6.QtCore import Qt

from app.ui.house_page import HousePage
from tests.app.ui.reach import write

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(models, theme, house):
    page = HousePage(models.settings, theme, house)
    page.resize(900, 600)
    page.show()
    page.show_house()
    return page


def tap(qtbot, widget):
    qtbot.mouseClick(widget, LEFT)


def chip(chips, text):
    return next(each for each in chips.buttons if text in each.text())


def test_the_house_is_laid_out_changed_and_saved(page, desk, qtbot):
    assert page.name.text() == "暖簾"
    page.name.clear()
    write(page.name, "新暖簾")
    page.pacing_covers.setValue(12)
    tap(qtbot, chip(page.closing_weekdays, "Mon"))
    tap(qtbot, page.save)
    venue = desk.house.venue()
    assert (venue.name, venue.pacing.covers_max) == ("新暖簾", 12)
    assert venue.closing_weekdays == {0}


def test_a_shift_is_added_and_taken_away(page, desk, qtbot):
    tap(qtbot, page.add_shift)
    write(page._shifts[1].name, "ランチ")
    page._shifts[1].opens.setText("11:30")
    page._shifts[1].closes.setText("14:00")
    tap(qtbot, chip(page._shifts[1].weekdays, "Sun"))
    tap(qtbot, page.save)
    lunch = next(each for each in desk.house.venue().shifts if each.name == "ランチ")
    assert lunch.weekdays == frozenset(range(6))
    tap(qtbot, page._shifts[0].remove)
    tap(qtbot, page.save)
    assert len(desk.house.venue().shifts) == 1


def test_shorter_hours_list_whom_they_touch(page, qtbot):
    page._shifts[0].closes.setText("24:00")
    tap(qtbot, page.save)
    assert page.affected.isVisible()
    assert "林" in page.affected.text()


def test_what_cannot_be_saved_stays_as_typed(page, models, desk, qtbot):
    page._shifts[0].closes.setText("31:00")
    with qtbot.waitSignal(models.settings.refused) as refused:
        tap(qtbot, page.save)
    assert "31:00" in refused.args[0]
    assert page._shifts[0].closes.text() == "31:00"
    assert desk.house.venue().shifts[0].closes_minute == 26 * 60


def test_turn_rules_are_taken_as_set_and_empty_ones_left_out(page, desk, qtbot):
    covers, minutes = page._turns[0]
    covers.setValue(3)
    minutes.setValue(75)
    page._turns[1][0].setValue(0)
    tap(qtbot, page.save)
    rules = desk.house.venue().turn_rules
    assert (rules[0].covers_max, rules[0].minutes) == (3, 75)
    assert len(rules) == 2
