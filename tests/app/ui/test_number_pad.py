"""How many they are, by one tap."""

import pytest
from PySide6.QtCore import Qt

from app.ui.number_pad import COVERS_MAX, NUMBER_MAX, NumberPad
from tests.app.ui.reach import nameless, too_small

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def pad(theme, house):
    pad = NumberPad(theme, house)
    pad.resize(480, 200)
    pad.show()
    return pad


def test_a_tap_says_how_many(pad, qtbot):
    with qtbot.waitSignal(pad.chosen) as chosen:
        qtbot.mouseClick(pad.buttons[6], LEFT)
    assert chosen.args == [7]


def test_what_is_chosen_is_marked_alone(pad):
    pad.show_chosen(3)
    assert [each.text() for each in pad.buttons if each.isChecked()] == ["3"]
    pad.show_chosen(0)
    assert not any(each.isChecked() for each in pad.buttons)


def test_more_are_counted_from_eleven_and_not_without_end(pad, qtbot):
    qtbot.mouseClick(pad.more, LEFT)
    assert pad.stepper.isVisible()
    pad._step(-1)
    assert pad.stepper.number.text() == str(NUMBER_MAX + 1)
    for _ in range(COVERS_MAX):
        pad._step(1)
    with qtbot.waitSignal(pad.chosen) as chosen:
        qtbot.mouseClick(pad.take, LEFT)
    assert chosen.args == [COVERS_MAX]


def test_everything_is_in_reach_and_has_a_name(pad, qtbot):
    qtbot.mouseClick(pad.more, LEFT)
    assert too_small(pad) == []
    assert nameless(pad) == []
