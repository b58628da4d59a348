from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPushButton

from app.domain.ids import AreaId
from app.services.desk import Author
from app.services.floor import TableDraft
from app.ui.floor_page import FloorPage
from app.ui.sheet_parts import Chips
from tests.app.ui.reach import write

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(models, theme, house):
    page = FloorPage(models.settings, theme, house)
    page.resize(900, 600)
    page.show()
    models.settings.changed.connect(page.show_floor)
    return page


def tap(qtbot, widget):
    qtbot.mouseClick(widget, LEFT)


def chip(chips, text):
    return next(each for each in chips.buttons if text in each.text())


def test_a_table_is_opened_and_changed(page, desk, qtbot):
    floor_chips = page._groups[0].findChildren(Chips)[0]
    tap(qtbot, chip(floor_chips, "T8"))
    assert page.name.text() == "T8"
    page.most.setValue(8)
    tap(qtbot, page.closed)
    tap(qtbot, chip(page.combines, "T7"))
    tap(qtbot, page.save)
    eight = next(each for each in desk.floor.tables() if each.name == "T8")
    assert (eight.seats_max, eight.closed, eight.combines_with) == (8, True, ("T7",))


def test_a_table_is_added_and_a_second_one_right_after(page, desk, qtbot):
    for name in ("T20", "T21"):
        write(page.name, name)
        tap(qtbot, page.save)
    assert {"T20", "T21"} <= {each.name for each in desk.floor.tables()}


def test_a_new_table_stands_in_the_first_area_unless_told_otherwise(page, desk, qtbot):
    write(page.name, "T20")
    tap(qtbot, page.save)
    (table,) = [each for each in desk.floor.tables() if each.name == "T20"]
    assert table.area_id == "hall"


def test_an_area_is_added(page, desk, qtbot):
    write(page._new_area, "テラス")
    tap(qtbot, page._add_area)
    assert "テラス" in {each.name for each in desk.floor.areas()}
    assert page._new_area.text() == ""


def test_another_devices_table_appears_while_the_page_is_open(page, models, desk):
    table = desk.floor.add_table(
        TableDraft(name="T99", seats_min=1, seats_max=2, area_id=AreaId("hall")), Author()
    )
    models.settings.refresh(frozenset({("table", str(table.id))}))
    chips = page._groups[0].findChildren(Chips)[0]
    assert chip(chips, "T99")


def test_a_table_is_removed_and_its_form_with_it(page, desk, qtbot):
    tap(qtbot, chip(page._groups[0].findChildren(Chips)[0], "T8"))
    tap(qtbot, page.remove)
    assert "T8" not in {each.name for each in desk.floor.tables()}
    assert page.name.text() == ""
    assert page.remove.isHidden()


def test_only_an_empty_area_can_be_removed(page, desk, qtbot):
    write(page._new_area, "テラス")
    tap(qtbot, page._add_area)
    (remove,) = [
        each
        for group in page._groups
        for each in group.findChildren(QPushButton)
        if each.property("area")
    ]
    tap(qtbot, remove)
    assert "テラス" not in {each.name for each in desk.floor.areas()}


def test_another_table_empties_the_form(page, qtbot):
    tap(qtbot, chip(page._groups[0].findChildren(Chips)[0], "T8"))
    tap(qtbot, page.new)
    assert page.name.text() == ""
    assert page.save.text() == "Add the table"


def elsewhere(desk, models, name, **over):
    """Another device changes a table, and the news arrives."""
    before = next(each for each in desk.floor.tables() if each.name == name)
    desk.floor.change_table(before, replace(before, **over), Author("入口"))
    models.settings.refresh(frozenset({("table", str(before.id))}))


def test_saving_a_name_leaves_the_seats_another_device_set(page, models, desk, qtbot):
    tap(qtbot, chip(page._groups[0].findChildren(Chips)[0], "T8"))
    write(page.name, "X")
    elsewhere(desk, models, "T8", seats_max=9)
    assert page.most.value() == 9
    assert page.news.isHidden()
    tap(qtbot, page.save)
    (table,) = [each for each in desk.floor.tables() if each.id == "T8"]
    assert "X" in table.name
    assert table.seats_max == 9


def test_seats_typed_here_and_set_elsewhere_are_told_before_they_are_saved(
    page, models, desk, qtbot
):
    tap(qtbot, chip(page._groups[0].findChildren(Chips)[0], "T8"))
    page.most.setValue(7)
    elsewhere(desk, models, "T8", seats_max=9)
    assert page.most.value() == 7
    assert "9" in page.news.text()
    assert not page.news.isHidden()
    tap(qtbot, page.save)
    assert [each.seats_max for each in desk.floor.tables() if each.id == "T8"] == [7]
    assert page.news.isHidden()


def test_a_table_taken_away_elsewhere_is_said_and_what_was_typed_stays(page, models, desk, qtbot):
    tap(qtbot, chip(page._groups[0].findChildren(Chips)[0], "T8"))
    table = next(each for each in desk.floor.tables() if each.name == "T8")
    desk.floor.delete_table(table, Author("入口"))
    models.settings.refresh(frozenset({("table", "T8")}))
    assert not page.news.isHidden()
    assert page.name.text() == "T8"
    tap(qtbot, page.save)
    assert "T8" in {each.name for each in desk.floor.tables()}


def test_only_tables_of_the_same_room_are_offered_as_neighbours(page, qtbot):
    tap(qtbot, chip(page._groups[1].findChildren(Chips)[0], "C1"))
    assert {each.text() for each in page.combines.buttons} == {"C2", "C3"}


def test_the_form_stands_beside_the_tables(page):
    QApplication.processEvents()
    top = page.name.mapTo(page, QPoint()).y()
    assert top < page.height() / 2
    assert page.save.mapTo(page, QPoint()).y() < page.height()


def test_a_table_whose_area_is_gone_is_not_moved_into_another_by_saving_its_name(
    page, models, desk, qtbot
):
    area = next(each for each in desk.floor.areas() if each.id == "counter")
    desk.floor.delete_area(area, Author("入口"))
    models.settings.refresh(frozenset({("area", "counter")}))
    group = next(each for each in page._groups if chip_or_none(each, "C1"))
    tap(qtbot, chip_or_none(group, "C1"))
    assert page.area.currentText() == "In no area"


def chip_or_none(group, text):
    return next(
        (each for each in group.findChildren(Chips)[0].buttons if text in each.text()), None
    )
