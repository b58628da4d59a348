from __future__ import annotations

import pytest

from app.ui.timeline.gesture import HOLD_MS, Act, Gesture, Press


def pressed(*, touch, on_party):
    gesture = Gesture()
    gesture.press(Press(100, 100, 1_000, touch, on_party))
    return gesture


def test_down_and_up_is_a_tap():
    assert pressed(touch=False, on_party=True).release() is Act.TAP
    assert pressed(touch=True, on_party=False).release() is Act.TAP


def test_a_mouse_that_moves_with_a_party_drags_and_drops_it():
    gesture = pressed(touch=False, on_party=True)
    acts = [gesture.move(120, 100, 1_010), gesture.move(140, 100, 1_020), gesture.release()]
    assert acts == [Act.DRAG_BEGINS, Act.DRAG_MOVES, Act.DROP]


def test_a_trembling_mouse_still_taps():
    gesture = pressed(touch=False, on_party=True)
    assert gesture.move(104, 97, 1_010) is Act.NOTHING
    assert gesture.release() is Act.TAP


def test_a_mouse_that_moves_on_nothing_pans():
    gesture = pressed(touch=False, on_party=False)
    acts = [gesture.move(120, 100, 1_010), gesture.move(140, 100, 1_020), gesture.release()]
    assert acts == [Act.PAN_BEGINS, Act.PAN_MOVES, Act.PAN_ENDS]


def test_a_finger_that_moves_at_once_scrolls_even_on_a_party():
    gesture = pressed(touch=True, on_party=True)
    assert gesture.move(100, 130, 1_100) is Act.PAN_BEGINS
    assert gesture.elapse(1_000 + HOLD_MS) is Act.NOTHING
    assert gesture.release() is Act.PAN_ENDS


def test_a_finger_that_rests_on_a_party_takes_it_up():
    gesture = pressed(touch=True, on_party=True)
    assert gesture.elapse(1_000 + HOLD_MS - 1) is Act.NOTHING
    assert gesture.elapse(1_000 + HOLD_MS) is Act.DRAG_BEGINS
    assert gesture.move(300, 300, 2_000) is Act.DRAG_MOVES


def test_a_finger_that_trembles_within_its_width_still_rests():
    gesture = pressed(touch=True, on_party=True)
    assert gesture.move(108, 95, 1_100) is Act.NOTHING
    assert gesture.move(107, 96, 1_000 + HOLD_MS) is Act.DRAG_BEGINS


def test_a_late_timer_does_not_turn_a_long_rest_into_a_scroll():
    gesture = pressed(touch=True, on_party=True)
    assert gesture.move(200, 100, 1_000 + HOLD_MS + 80) is Act.DRAG_BEGINS


def test_a_finger_that_rests_on_nothing_waits_for_nothing():
    gesture = pressed(touch=True, on_party=False)
    assert not gesture.waits_for_hold
    assert gesture.elapse(9_000) is Act.NOTHING


@pytest.mark.parametrize("touch", [True, False])
def test_a_forgotten_hand_does_nothing_more(touch):
    gesture = pressed(touch=touch, on_party=True)
    gesture.cancel()
    assert gesture.move(300, 300, 2_000) is Act.NOTHING
    assert gesture.elapse(9_000) is Act.NOTHING
    assert gesture.release() is Act.NOTHING
