import pytest
from PySide6.QtCore import Qt

from app.ui.effects_box import EffectsBox
from app.viewmodels.house_words import EffectGroup, EffectLine


@pytest.fixture
def box(theme, house):
    return EffectsBox(house)


def group(*ids, more=0):
    lines = tuple(EffectLine(reservation_id=id, text=f"{id}様") for id in ids)
    return EffectGroup(title=f"Outside, {len(ids)}", lines=lines, more=more)


def test_nobody_touched_shows_nothing(box):
    box.show()
    box.show_groups(())
    assert box.isHidden()


def test_each_booking_is_a_tap_away(box, qtbot):
    box.show_groups((group("林", "田中"),))
    assert box.isHidden()
    box.show()
    with qtbot.waitSignal(box.reservation_chosen) as chosen:
        qtbot.mouseClick(box.lines[1], Qt.MouseButton.LeftButton)
    assert chosen.args == ["田中"]


def test_other_groups_take_the_place_of_the_first(box):
    box.show_groups((group("林", more=3), group("鈴木")))
    assert [each.text() for each in box.lines] == ["林様", "鈴木様"]
    assert box.count == 5
    box.show_groups((group("田中"),))
    assert [each.text() for each in box.lines] == ["田中様"]
    box.show_groups(())
    assert box.isHidden()
