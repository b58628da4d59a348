import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from app.services.author import Author
from app.ui.staff_picker import StaffPicker
from app.viewmodels.staff import StaffModel

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def picker(desk, day, theme, house):
    return StaffPicker(StaffModel(desk.team, day), theme, house)


def person(picker, name):
    return next(each for each in picker.findChildren(QPushButton) if each.text() == name)


def give_pin(desk, name):
    staff = next(each for each in desk.team.staff() if each.name == name)
    desk.team.set_pin(staff, "4711", Author())


def test_one_tap_on_a_name_signs_and_closes(picker, day, qtbot):
    picker.bring_up()
    qtbot.mouseClick(person(picker, "佐藤"), LEFT)
    assert day.author == Author("sato")
    assert picker.isHidden()


def test_a_pin_is_asked_of_who_has_one(picker, day, desk, qtbot):
    give_pin(desk, "鈴木")
    picker.bring_up()
    assert not picker.pad.box.isVisible()
    qtbot.mouseClick(person(picker, "鈴木"), LEFT)
    assert picker.pad.box.isVisible()
    assert day.author == Author()
    qtbot.keyClicks(picker.pad.box, "4711")
    qtbot.keyClick(picker.pad.box, Qt.Key.Key_Return)
    assert day.author == Author("suzuki")
    assert picker.isHidden()


def test_a_wrong_pin_says_so_and_asks_again(picker, day, desk, qtbot):
    give_pin(desk, "鈴木")
    picker.bring_up()
    qtbot.mouseClick(person(picker, "鈴木"), LEFT)
    qtbot.keyClicks(picker.pad.box, "0000")
    qtbot.keyClick(picker.pad.box, Qt.Key.Key_Return)
    assert picker.pad.wrong.isVisible()
    assert picker.pad.box.text() == ""
    assert day.author == Author()


def test_a_pin_is_never_shown(picker):
    assert picker.pad.box.echoMode() is picker.pad.box.EchoMode.Password


def test_opened_again_it_has_forgotten_whose_pin_it_asked(picker, desk, qtbot):
    give_pin(desk, "鈴木")
    picker.bring_up()
    qtbot.mouseClick(person(picker, "鈴木"), LEFT)
    picker.put_away()
    picker.bring_up()
    assert not picker.pad.box.isVisible()


def test_the_pen_can_be_put_down(picker, day, qtbot):
    day.set_author(Author("sato"))
    picker.bring_up()
    qtbot.mouseClick(picker.nobody, LEFT)
    assert day.author == Author()


def test_a_pin_is_typed_on_the_pad_of_a_tablet_without_keys(picker, day, desk, qtbot):
    give_pin(desk, "鈴木")
    picker.bring_up()
    qtbot.mouseClick(person(picker, "鈴木"), LEFT)
    for digit in "99":
        qtbot.mouseClick(picker.pad.digits[int(digit)], LEFT)
    qtbot.mouseClick(picker.pad.rub_out, LEFT)
    for digit in "4711":
        qtbot.mouseClick(picker.pad.digits[int(digit)], LEFT)
    assert picker.pad.box.hasFocus()
    qtbot.mouseClick(picker.pad.enter, LEFT)
    assert day.author == Author("suzuki")
    assert picker.isHidden()


def test_the_idle_time_is_one_tap(picker, qtbot):
    picker.bring_up()
    qtbot.mouseClick(picker.lock.buttons[1], LEFT)
    assert picker._model.lock_after_minutes == 5
    assert picker.lock.buttons[1].isChecked()


def test_the_person_whose_pin_is_asked_for_is_marked(picker, desk, qtbot):
    give_pin(desk, "鈴木")
    picker.bring_up()
    qtbot.mouseClick(person(picker, "鈴木"), LEFT)
    assert person(picker, "鈴木").isChecked()
    assert not person(picker, "佐藤").isChecked()
