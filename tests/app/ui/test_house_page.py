from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.venue import Pacing
from app.services.desk import Author
from app.ui.house_page import HousePage
from tests.app.ui.reach import write
from tests.app.ui.sample import EVE

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(models, theme, house):
    page = HousePage(models.settings, theme, house)
    page.resize(900, 600)
    page.show()
    models.settings.house.open()
    return page


def tap(qtbot, widget):
    qtbot.mouseClick(widget, LEFT)


def chip(chips, text):
    return next(each for each in chips.buttons if text in each.text())


def test_the_house_is_laid_out_changed_and_saved(page, desk, qtbot):
    assert page.name.text() == "暖簾"
    page.name.clear()
    write(page.name, "新暖簾")
    page.pacing_covers.set_value(12)
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


def test_shorter_hours_list_whom_they_touch_before_they_are_saved_and_a_tap_goes_there(
    page, models, desk, qtbot
):
    page._shifts[0].closes.setText("24:00")
    models.settings.house.weigh()
    assert page.effects.isHidden()
    tap(qtbot, page.touched)
    assert page.effects.isVisible()
    line = next(each for each in page.effects.lines if "林" in each.text())
    with qtbot.waitSignal(page.reservation_chosen) as chosen:
        tap(qtbot, line)
    assert chosen.args == ["hayashi"]
    assert desk.house.venue().shifts[0].closes_minute == 26 * 60
    tap(qtbot, page.save)
    assert desk.house.venue().shifts[0].closes_minute == 24 * 60
    assert page.effects.isVisible()


def test_a_day_is_closed_and_opened_by_a_tap_on_the_calendar(page, desk, qtbot):
    day = EVE.replace(day=29)
    tap(qtbot, page.calendar.cell(day))
    assert page.calendar.cell(day).is_marked
    assert "29 Dec" in page.days.text()
    tap(qtbot, page.save)
    assert desk.house.venue().closing_days == (day,)
    tap(qtbot, chip(page.closing_weekdays, "Wed"))
    assert page.calendar.cell(EVE.replace(day=30)).is_marked
    tap(qtbot, page.calendar.cell(EVE.replace(day=30)))
    assert not page.calendar.cell(EVE.replace(day=30)).is_marked
    tap(qtbot, page.save)
    assert desk.house.venue().open_days == (EVE.replace(day=30),)


def test_numbers_are_stepped_by_the_thumb(page, desk, qtbot):
    tap(qtbot, page.pacing_covers.more)
    tap(qtbot, page.pacing_minutes.less)
    tap(qtbot, page.save)
    pacing = desk.house.venue().pacing
    assert (pacing.covers_max, pacing.slot_minutes) == (1, 10)


def test_groups_stand_side_by_side_where_there_is_room(page, qtbot):
    page.resize(1300, 700)
    QApplication.processEvents()
    assert page._closing.x() > page._hours.x()
    page.resize(700, 700)
    QApplication.processEvents()
    assert page._closing.x() == page._hours.x()


def test_what_cannot_be_saved_stays_as_typed(page, models, desk, qtbot):
    page._shifts[0].closes.setText("31:00")
    with qtbot.waitSignal(models.settings.house.refused) as refused:
        tap(qtbot, page.save)
    assert "31:00" in refused.args[0]
    assert page._shifts[0].closes.text() == "31:00"
    assert desk.house.venue().shifts[0].closes_minute == 26 * 60


def test_turn_rules_grow_and_shrink_like_shifts(page, desk, qtbot):
    for _ in range(3):
        tap(qtbot, page.add_turn)
    assert len(page._turns) == 6
    page._turns[0].covers.set_value(3)
    page._turns[0].minutes.set_value(75)
    tap(qtbot, page.save)
    rules = desk.house.venue().turn_rules
    assert len(rules) == 6
    assert (3, 75) in {(each.covers_max, each.minutes) for each in rules}
    tap(qtbot, page._turns[0].remove)
    tap(qtbot, page.save)
    assert len(desk.house.venue().turn_rules) == 5


def test_news_of_the_house_reaches_the_open_page_and_spares_what_is_typed(page, models, desk):
    page.name.setFocus()
    write(page.name, "本店")
    venue = desk.house.venue()
    desk.house.change(
        venue, replace(venue, pacing=Pacing(covers_max=33), home_area_code="045"), Author("x")
    )
    models.settings.refresh(frozenset({("venue", str(venue.id))}))
    assert page.name.text() == "暖簾本店"
    assert (page.pacing_covers.value(), page.area_code.text()) == (33, "045")


def test_a_field_both_set_is_settled_on_the_page(page, models, desk, qtbot):
    write(page.name, "本店")
    venue = desk.house.venue()
    desk.house.change(venue, replace(venue, name="別館"), Author("x"))
    models.settings.refresh(frozenset({("venue", str(venue.id))}))
    (line,) = page._news
    tap(qtbot, line.theirs)
    assert page.name.text() == "別館"
    assert page._news == []


def test_what_was_typed_can_be_dropped(page, qtbot):
    assert page.discard.isHidden()
    write(page.name, "本店")
    tap(qtbot, page.discard)
    assert page.name.text() == "暖簾"
    assert page.discard.isHidden()
