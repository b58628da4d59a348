"""Tables that are free now as chips."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.ui.seat_chips import SeatChips
from app.viewmodels.door import Seat, SeatGroup

LEFT = Qt.MouseButton.LeftButton
T1 = Seat(("t1",), "T1", "4名", "20:15まで")
PAIR = Seat(("t2", "t3"), "T2+T3", "8名", "")
GROUPS = (SeatGroup("ホール", (T1,)), SeatGroup("個室", (PAIR,)))


@pytest.fixture
def chips(theme, house):
    chips = SeatChips(house)
    chips.resize(480, 300)
    chips.show()
    chips.show_groups(GROUPS)
    return chips


def titles(chips):
    return [each.text() for each in chips.findChildren(QLabel) if each.isVisible()]


def test_each_group_stands_under_its_title_and_says_until_when(chips):
    assert titles(chips) == ["ホール", "個室"]
    assert chips.buttons[("t1",)].text() == "T1 · 4名 · 20:15まで"


def test_a_tap_says_which_tables(chips, qtbot):
    with qtbot.waitSignal(chips.chosen) as chosen:
        qtbot.mouseClick(chips.buttons[("t2", "t3")], LEFT)
    assert chosen.args == [("t2", "t3")]


def test_what_is_no_longer_offered_is_gone_and_what_is_chosen_marked(chips):
    chips.show_groups(GROUPS[:1], ("t1",))
    assert list(chips.buttons) == [("t1",)]
    assert chips.buttons[("t1",)].isChecked()
    assert titles(chips) == ["ホール"]
