import pytest
from PySide6.QtCore import Qt

from app.ui.pin_pad import PinPad

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def pad(house, qtbot):
    pad = PinPad(house)
    pad.ask("佐藤さんの暗証番号")
    return pad


def test_digits_tapped_and_typed_go_into_one_pin(pad, qtbot):
    qtbot.mouseClick(pad.digits[4], LEFT)
    qtbot.keyClicks(pad.box, "71")
    qtbot.mouseClick(pad.digits[1], LEFT)
    with qtbot.waitSignal(pad.entered) as entered:
        qtbot.mouseClick(pad.enter, LEFT)
    assert entered.args == ["4711"]


def test_a_slip_is_rubbed_out_whole(pad, qtbot):
    qtbot.mouseClick(pad.digits[4], LEFT)
    qtbot.mouseClick(pad.rub_out, LEFT)
    assert pad.box.text() == ""


def test_a_refusal_says_whether_one_has_to_wait_and_asking_anew_forgets_it(pad):
    pad.refuse(0)
    assert pad.wrong.text() == "That is not the PIN. Try again."
    pad.refuse(60)
    assert pad.wrong.text() == "Too many wrong PINs. Wait 60 s."
    pad.ask("鈴木さんの暗証番号")
    assert not pad.wrong.isVisible()
