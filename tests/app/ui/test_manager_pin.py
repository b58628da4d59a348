import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.rights import Right
from app.domain.staff import Role
from app.services.author import Author
from tests.app.ui import reach

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def boss(desk):
    return desk.team.set_pin(desk.team.add("店長", Role.MANAGER, Author()), "4711", Author())


@pytest.fixture
def card(window, boss):
    return window.overlays.manager


def ask(models, done):
    models.day.rights.grants(Right.DELETE, lambda: done.append(1))


def test_it_comes_up_with_what_for_and_asks_the_one_manager(card, models):
    ask(models, [])
    assert card.isVisible()
    assert card.why.text() == "削除するために必要です"
    assert card.people.isHidden()
    assert card.pad.box.hasFocus()


def test_the_pin_on_the_pad_lets_the_act_go_on(card, models, qtbot):
    done: list[int] = []
    ask(models, done)
    for digit in "4711":
        qtbot.mouseClick(card.pad.digits[int(digit)], LEFT)
    qtbot.mouseClick(card.pad.enter, LEFT)
    assert done == [1]
    assert card.isHidden()


def test_a_wrong_pin_is_told_and_the_fifth_makes_one_wait(card, models, qtbot):
    ask(models, [])
    for _ in range(5):
        qtbot.keyClicks(card.pad.box, "0000")
        qtbot.keyClick(card.pad.box, Qt.Key.Key_Return)
    assert card.isVisible()
    assert card.pad.wrong.text() == "暗証番号の間違いが続きました。60秒お待ちください。"


def test_escape_gives_it_up(card, models, qtbot):
    done: list[int] = []
    ask(models, done)
    qtbot.keyClick(card.pad.box, Qt.Key.Key_Escape)
    assert card.isHidden()
    assert not models.day.rights.lend(models.day.rights.managers()[0], "4711")
    assert done == []


def test_of_several_managers_one_is_chosen(card, models, desk, qtbot):
    second = desk.team.set_pin(desk.team.add("女将", Role.MANAGER, Author()), "1234", Author())
    done: list[int] = []
    ask(models, done)
    chip = next(each for each in card.people.buttons if each.text() == second.name)
    qtbot.mouseClick(chip, LEFT)
    qtbot.keyClicks(card.pad.box, "1234")
    qtbot.keyClick(card.pad.box, Qt.Key.Key_Return)
    assert done == [1]


def test_fingers_and_readers_reach_it(card, models):
    ask(models, [])
    QApplication.processEvents()
    assert reach.too_small(card) == []
    assert reach.nameless(card) == []
