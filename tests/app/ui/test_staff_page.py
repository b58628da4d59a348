import pytest
from PySide6.QtCore import Qt

from app.domain.staff import Role
from app.services.author import Author
from app.ui.staff_page import StaffPage
from tests.app.ui.reach import write

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(models, theme, house):
    page = StaffPage(models.settings, theme, house)
    page.resize(900, 600)
    page.show()
    models.settings.changed.connect(page.show_staff)
    return page


def tap(qtbot, widget):
    qtbot.mouseClick(widget, LEFT)


def chip(chips, text):
    return next(each for each in chips.buttons if text in each.text())


def test_somebody_is_taken_on_with_a_pin(page, models, desk, qtbot):
    write(page.name, "高田")
    qtbot.keyClicks(page.pin, "4321")
    tap(qtbot, page.is_manager)
    tap(qtbot, page.save)
    takada = next(each for each in desk.team.staff() if each.name == "高田")
    assert takada.role.value == "manager"
    assert desk.team.check_pin(takada, "4321")
    assert page.name.text() == ""


def test_somebody_leaves(page, models, desk, qtbot):
    tap(qtbot, chip(page.people, "鈴木"))
    tap(qtbot, page.is_active)
    tap(qtbot, page.save)
    assert not desk.team.get("suzuki").active
    assert "left" in chip(page.people, "鈴木").text()


def test_a_pin_that_is_none_is_refused_and_the_person_stays_open(page, models, desk, qtbot):
    tap(qtbot, chip(page.people, "鈴木"))
    qtbot.keyClicks(page.pin, "12")
    with qtbot.waitSignal(models.settings.refused):
        tap(qtbot, page.save)
    assert page.name.text() == "鈴木"


def test_somebody_new_with_a_pin_needs_a_managers_hand_once(page, models, desk, qtbot):
    boss = desk.team.set_pin(desk.team.add("店長", Role.MANAGER, Author()), "4711", Author())
    write(page.name, "高田")
    qtbot.keyClicks(page.pin, "4321")
    tap(qtbot, page.save)
    assert "高田" not in [each.name for each in desk.team.staff()]
    assert page.name.text() == "高田"
    models.day.rights.lend(boss, "4711")
    takada = next(each for each in desk.team.staff() if each.name == "高田")
    assert desk.team.check_pin(takada, "4321")
    assert page.name.text() == ""
