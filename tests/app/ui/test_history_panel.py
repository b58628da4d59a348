import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.ui.history_panel import FIRST_SHOWN, HistoryPanel
from app.viewmodels.record_words import HistoryLine
from tests.app.ui import reach

LEFT = Qt.MouseButton.LeftButton


def line(id, *, can_undo=True):
    return HistoryLine(
        change_id=id, when="18:05", who="佐藤", what="Table T5 → T6", can_undo=can_undo
    )


@pytest.fixture
def panel(theme, qtbot):
    panel = HistoryPanel(theme)
    qtbot.addWidget(panel)
    panel.resize(400, 600)
    panel.show()
    return panel


def test_a_line_asks_to_be_taken_back_by_its_id(panel, qtbot):
    panel.show_lines((line("a-1"), line("a-2")))
    with qtbot.waitSignal(panel.take_back_requested) as asked:
        qtbot.mouseClick(panel.undo_buttons[1], LEFT)
    assert asked.args == ["a-2"]


def test_what_cannot_be_taken_back_has_no_button(panel):
    panel.show_lines((line("a-1", can_undo=False), line("a-2")))
    assert len(panel.undo_buttons) == 1


def test_the_first_lines_are_shown_and_the_rest_by_a_tap(panel, qtbot):
    panel.show_lines([line(f"a-{number}") for number in range(9)])
    assert len(panel.undo_buttons) == FIRST_SHOWN
    assert panel.more.text() == "5 earlier changes"
    qtbot.mouseClick(panel.more, LEFT)
    assert len(panel.undo_buttons) == 9
    assert panel.more.isHidden()


def test_fingers_and_readers_reach_every_line(panel):
    panel.show_lines((line("a-1"),))
    QApplication.processEvents()
    assert reach.too_small(panel) == []
    assert panel.undo_buttons[0].accessibleName() == "Undo: Table T5 → T6  18:05  佐藤"
