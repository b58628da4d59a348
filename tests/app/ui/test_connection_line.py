import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from app.domain.reservation import Status
from app.ui.connection_line import ConnectionLine
from resources.tokens import TOUCH_MIN
from tests.app.viewmodels.test_connection import facts

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def line(models, news, theme, qtbot):
    line = ConnectionLine(models, theme)
    qtbot.addWidget(line)
    line.resize(1280, line.height())
    line.show()
    return line


def test_it_reads_as_the_model_says_and_as_loud(line, news, models, clock):
    news.take_state(facts(phase="offline", offline_since_ms=clock.ms, waiting=12))
    assert line.state.text() == "Offline since 18:05, 12 saved, sent when back"
    assert line.state.property("level") == "warn"


def test_clashes_stand_beside_it_and_a_tap_asks_for_them(line, qtbot):
    assert line.to_settle.text() == "1 to settle: 18:00 T5 is promised twice"
    with qtbot.waitSignal(line.clashes_requested):
        qtbot.mouseClick(line.to_settle, LEFT)


def test_no_clash_takes_no_room(line, models):
    models.connection.set_to_settle(0)
    assert line.to_settle.isHidden()


def test_what_else_is_wrong_comes_last_and_opens_the_sync_room(line, news, qtbot):
    news.take_state(facts(parked=2, clock_skew_ms=-63 * 60_000))
    assert "2 set aside" in line.asides.text()
    assert "63 min fast" in line.asides.text()
    with qtbot.waitSignal(line.sync_room_requested):
        qtbot.mouseClick(line.asides, LEFT)


def test_a_sentence_too_long_for_the_line_is_shortened_never_cut(line, news, models, qtbot):
    line.resize(1024, line.height())
    news.take_state(facts(phase="refused", message="この端末は取り消されています。" * 4, parked=1))
    assert line.state.shown_text().endswith("…")
    assert line.state.toolTip() == line.state.text()
    assert line.menu.isVisible()
    assert line.rect().contains(line.menu.geometry())


@pytest.mark.parametrize(
    ("button", "signal"),
    [
        ("state", "sync_room_requested"),
        ("staff", "staff_requested"),
        ("menu", "menu_requested"),
    ],
)
def test_a_tap_asks_for_what_the_button_says(line, qtbot, button, signal):
    with qtbot.waitSignal(getattr(line, signal)):
        qtbot.mouseClick(getattr(line, button), LEFT)


def test_undo_is_offered_once_there_is_something_to_undo(line, models, qtbot):
    assert not line.undo.isEnabled()
    models.day.set_status("yamada", Status.ARRIVED)
    with qtbot.waitSignal(line.undo_requested):
        qtbot.mouseClick(line.undo, LEFT)


def test_who_signs_is_named_with_the_device(line, models):
    assert line.staff.text() == "Nobody signs (ホール端末)"
    models.staff.sign_as(models.staff.people()[0])
    assert line.staff.text() == "佐藤 (ホール端末)"


def test_the_real_book_says_so(line):
    assert line._world.text() == "Live"


def test_every_control_has_a_name_and_a_fingers_size(line):
    for button in line.findChildren(QPushButton):
        if button.isVisible():
            assert button.accessibleName() or button.text()
            assert button.height() >= TOUCH_MIN
            assert button.width() >= TOUCH_MIN
