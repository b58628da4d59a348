import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from app.domain.business_day import at_minute
from app.services.bookings import BookingDraft
from app.services.calls import CallDraft
from app.services.desk import Author
from app.ui.search import HEADING_HEIGHT, ROW_HEIGHT, SearchPanel
from resources.tokens import TOUCH_MIN
from tests.app.ui.reach import write
from tests.app.ui.sample import EVE, VENUE

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def box(house):
    box = QLineEdit(house)
    box.setGeometry(700, 10, 260, 48)
    box.show()
    box.setFocus()
    return box


@pytest.fixture
def panel(models, theme, house, box):
    panel = SearchPanel(models.search, theme, house)
    panel.attach(box)
    house.add(panel, panel.place)
    return panel


def rows(panel):
    return [panel.hits.index(row).data() for row in range(panel.hits.rowCount())]


def test_results_open_under_the_box_while_it_keeps_the_focus(panel, box):
    write(box, "伊藤")
    assert panel.isVisible()
    assert rows(panel) == ["伊藤", "伊藤"]
    assert box.hasFocus()
    assert panel.geometry().left() == box.geometry().left()


def test_down_up_and_enter_are_enough(panel, box, models, qtbot):
    write(box, "伊藤")
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert panel.view.currentIndex().row() == 1
    qtbot.keyClick(box, Qt.Key.Key_Up)
    with qtbot.waitSignal(models.search.booking_chosen) as chosen:
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert chosen.args == ["ito"]
    assert panel.isHidden()
    assert box.text() == ""


def test_a_tap_opens_a_result(panel, box, models, qtbot):
    write(box, "伊藤")
    QApplication.processEvents()
    place = panel.view.visualRect(panel.hits.index(1)).center()
    with qtbot.waitSignal(models.search.guest_chosen) as chosen:
        qtbot.mouseClick(panel.view.viewport(), LEFT, pos=place)
    assert chosen.args == ["ito"]
    assert panel.isHidden()
    assert box.text() == ""


def test_escape_closes_the_results_and_leaves_the_words(panel, box, qtbot):
    write(box, "伊藤")
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert panel.isHidden()
    assert box.text() == "伊藤"
    assert box.selectedText() == "伊藤"


def test_after_escape_the_next_search_types_over_the_words(panel, box, qtbot):
    write(box, "伊藤")
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    qtbot.keyClicks(box, "/")
    assert panel.isVisible()
    assert box.text() == "伊藤"
    qtbot.keyClicks(box, "9876")
    assert box.text() == "9876"


def test_a_slash_among_other_words_is_a_letter(panel, box, qtbot):
    qtbot.keyClicks(box, "12/")
    assert box.text() == "12/"
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    box.deselect()
    qtbot.keyClicks(box, "/")
    assert box.text() == "12//"


def test_leaving_the_box_closes_the_results(panel, box, house):
    write(box, "伊藤")
    other = QLineEdit(house)
    other.show()
    other.setFocus()
    assert panel.isHidden()


def test_a_number_of_three_digits_finds(panel, box, qtbot):
    qtbot.keyClicks(box, "09")
    assert "three digits" in panel.hint.text()
    assert not panel.view.isVisible()
    qtbot.keyClicks(box, "0")
    assert "斎藤" in rows(panel)


def test_nobody_found_is_said(panel, box):
    write(box, "ゑゑゑ")
    assert panel.hint.text() == "Nobody found"


def test_an_empty_box_offers_the_last_calls(panel, box, desk, qtbot):
    desk.calls.ring(CallDraft(feed="ncid", number="080-1111-2222"), Author())
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert rows(panel) == ["080-1111-2222"]


def test_a_row_is_a_fingers_height(panel, box):
    write(box, "伊藤")
    QApplication.processEvents()
    assert panel.view.visualRect(panel.hits.index(0)).height() >= TOUCH_MIN


def test_the_panel_grows_with_what_is_found(panel, box, desk):
    for minute in range(20 * 60, 22 * 60, 15):
        draft = BookingDraft(
            business_day=EVE,
            starts_at=at_minute(EVE, minute, VENUE),
            adults=2,
            guest_name="新井",
        )
        desk.bookings.add(draft, Author("hub"))
    write(box, "伊藤")
    QApplication.processEvents()
    few = panel.height()
    box.selectAll()
    write(box, "新井")
    QApplication.processEvents()
    assert panel.height() == panel.sizeHint().height() > few


def test_many_results_scroll_within_the_book(panel, box, house, desk):
    write(box, "0")
    write(box, "90")
    assert panel.geometry().bottom() <= house.rect().bottom()


def test_the_words_follow_the_language_at_once(panel, box, language):
    language.choose("en")
    write(box, "伊藤")
    language.choose("ja")
    QApplication.processEvents()
    assert rows(panel) == ["伊藤様", "伊藤 様"]


def test_a_table_is_gone_to_on_the_timeline_by_enter(window, models, qtbot):
    window.begin_search()
    write(window.header.search, "個室1")
    qtbot.keyClick(window.header.search, Qt.Key.Key_Return)
    row = window.timeline.row_rect("個室1")
    assert window.timeline.viewport().rect().contains(row)
    assert window.timeline.hasFocus()
    assert models.day.selected == "takahashi"


def test_a_command_is_done_by_enter_and_the_box_lets_go_of_the_keys(window, theme, qtbot):
    before = theme.name
    window.begin_search()
    write(window.header.search, "夜の")
    assert [each.id for each in window.models.search.hits] == ["theme"]
    qtbot.keyClick(window.header.search, Qt.Key.Key_Return)
    assert theme.name != before
    assert not window.header.search.hasFocus()
    assert window.overlays.search.isHidden()


def test_the_first_of_a_group_is_higher_by_its_heading(panel, box):
    write(box, "伊藤")
    QApplication.processEvents()
    heights = [
        panel.view.visualRect(panel.hits.index(row)).height()
        for row in range(panel.hits.rowCount())
    ]
    assert heights == [ROW_HEIGHT + HEADING_HEIGHT] * 2
    assert panel.view.viewport().height() >= sum(heights)
