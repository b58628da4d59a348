from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from app.ui.half_switch import PLAN, TIMELINE
from app.ui.window import MainWindow
from tests.app.ui.reach import nameless, too_small

LEFT = Qt.MouseButton.LeftButton


def test_a_tap_puts_the_plan_beside_the_list_and_another_the_timeline(window, qtbot):
    assert window.half == TIMELINE
    with qtbot.waitSignal(window.half_chosen) as chosen:
        qtbot.mouseClick(window.header.halves.buttons[PLAN], LEFT)
    assert chosen.args == [PLAN]
    assert window.plan.view.isVisible()
    assert not window.timeline.isVisible()
    qtbot.mouseClick(window.header.halves.buttons[TIMELINE], LEFT)
    assert window.timeline.isVisible()


def test_two_and_three_switch_and_take_the_keys_along(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_3)
    assert window.half == PLAN
    assert window.plan.view.hasFocus()
    qtbot.keyClick(window, Qt.Key.Key_2)
    assert window.half == TIMELINE
    assert window.timeline.hasFocus()


def test_a_window_opens_with_the_half_that_was_chosen_last(models, theme, language, qtbot):
    window = MainWindow(models, theme, language, half=PLAN)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.drawn):
        window.show()
    assert window.plan.view.isVisible()
    assert window.header.halves.half == PLAN


def test_a_walk_in_sits_after_three_taps(window, day, qtbot):
    window.show_half(PLAN)
    QApplication.processEvents()
    view = window.plan.view
    qtbot.mouseClick(view.viewport(), LEFT, pos=view.table_rect("T6").center())
    card = window.overlays.walk_in
    assert card.isVisible()
    three = next(each for each in card.numbers.findChildren(QPushButton) if each.text() == "3")
    qtbot.mouseClick(three, LEFT)
    assert [each.covers for each in day_parties(window, "T6")] == [3]


def test_on_another_day_a_tap_on_a_table_begins_a_booking_for_it(window, day, qtbot):
    window.show_half(PLAN)
    window.models.day.step(1)
    QApplication.processEvents()
    view = window.plan.view
    qtbot.mouseClick(view.viewport(), LEFT, pos=view.table_rect("T6").center())
    assert window.models.sheet.is_open
    assert not window.overlays.walk_in.isVisible()


def test_a_minute_later_the_plan_counts_it(window, clock, qtbot):
    window.show_half(PLAN)
    before = window.plan.view.model.faces["T3"].minutes
    clock.advance(1)
    window.tick()
    assert window.plan.view.model.faces["T3"].minutes == before + 1


def test_the_switch_can_be_hit_and_says_what_it_does(window, qtbot):
    window.show_half(PLAN)
    QApplication.processEvents()
    for part in (window.header.halves, window.plan):
        assert too_small(part) == []
        assert nameless(part) == []
    window.resize(1920, 1080)
    QApplication.processEvents()
    assert window.header.halves.buttons[PLAN].text() == "見取図"


def day_parties(window, table):
    return [each for each in window.models.day.book.holders if table in each.table_ids]
