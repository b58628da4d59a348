from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QScroller

from app.domain.reservation import Status
from app.services.author import Author
from app.ui.day_list import DayListView
from app.ui.row_parts import ROW_HEIGHT, Part
from app.viewmodels.day_list import Pile
from resources.tokens import TOUCH_MIN

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def book(day, theme, qtbot):
    view = DayListView(day, theme)
    qtbot.addWidget(view)
    view.resize(460, 1000)
    with qtbot.waitExposed(view):
        view.show()
    view.activateWindow()
    return view


def place(book, reservation_id, part=Part.ROW):
    index = book.model.index(book.model.position(reservation_id))
    return book.rows.part_rect(index, part).center()


def tap(qtbot, book, reservation_id, part=Part.ROW):
    qtbot.mouseClick(book.rows.viewport(), LEFT, pos=place(book, reservation_id, part))


def test_every_row_is_a_fingers_height(book):
    assert ROW_HEIGHT >= TOUCH_MIN
    assert book.rows.visualRect(book.model.index(0)).height() == ROW_HEIGHT


def test_one_tap_on_a_status_moves_the_party_on(book, day, qtbot):
    tap(qtbot, book, "yamada", Part.STATUS)
    assert day.find("yamada").status is Status.ARRIVED
    tap(qtbot, book, "yamada", Part.STATUS)
    assert day.find("yamada").status is Status.SEATED


def test_a_tap_on_a_status_opens_nothing(book, qtbot):
    with qtbot.assertNotEmitted(book.reservation_activated):
        tap(qtbot, book, "yamada", Part.STATUS)


def test_a_tap_on_the_row_selects_and_opens_it(book, day, qtbot):
    with qtbot.waitSignal(book.reservation_activated) as opened:
        tap(qtbot, book, "ito")
    assert opened.args == ["ito"]
    assert day.selected == "ito"


def test_a_finger_on_a_touch_screen_taps_as_well(book, day, qtbot):
    screen = QTest.createTouchDevice()
    # PySide's QTest takes a finger's place on the screen, not in the widget.
    at = book.rows.viewport().mapToGlobal(place(book, "yamada", Part.STATUS))
    for touch in ("press", "release"):
        finger = QTest.touchEvent(book.rows.viewport(), screen, False)
        getattr(finger, touch)(0, at)
        finger.commit()
        QApplication.processEvents()
    assert day.find("yamada").status is Status.ARRIVED


def test_the_dots_ask_for_every_move_of_that_party(book, qtbot):
    with qtbot.waitSignal(book.moves_requested) as asked:
        tap(qtbot, book, "yamada", Part.MORE)
    assert asked.args[0].reservation_id == "yamada"
    at = book.rows.viewport().mapFromGlobal(asked.args[1])
    assert at == place(book, "yamada", Part.MORE)


def test_a_long_press_offers_the_moves_and_moves_nothing(book, day, qtbot, monkeypatch):
    book.rows._long_press.setInterval(1)
    at = place(book, "yamada", Part.STATUS)
    with qtbot.waitSignal(book.rows.moves_requested):
        qtbot.mousePress(book.rows.viewport(), LEFT, pos=at)
    qtbot.mouseRelease(book.rows.viewport(), LEFT, pos=at)
    assert day.find("yamada").status is Status.CONFIRMED


def test_a_finger_that_wanders_scrolls_and_does_not_tap(book, day, qtbot):
    at = place(book, "yamada", Part.STATUS)
    qtbot.mousePress(book.rows.viewport(), LEFT, pos=at)
    qtbot.mouseMove(book.rows.viewport(), at + QPoint(0, 40))
    qtbot.mouseMove(book.rows.viewport(), at)
    qtbot.mouseRelease(book.rows.viewport(), LEFT, pos=at)
    assert day.find("yamada").status is Status.CONFIRMED


def test_news_that_moves_another_party_under_the_finger_does_not_move_that_one(book, day, qtbot):
    at = place(book, "yamada", Part.STATUS)
    qtbot.mousePress(book.rows.viewport(), LEFT, pos=at)
    day.set_status("tanaka", Status.LEFT)
    day.move("miller", ("C1",), day.find("ito").starts_at)
    qtbot.mouseRelease(book.rows.viewport(), LEFT, pos=at)
    statuses = {each.id: each.status for each in day.book.reservations}
    assert statuses["yamada"] is Status.CONFIRMED
    assert statuses["takahashi"] is Status.BOOKED


def test_the_menu_key_and_a_right_click_offer_the_moves(book, day, qtbot):
    at = place(book, "ito")
    right = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, at, book.rows.viewport().mapToGlobal(at)
    )
    with qtbot.waitSignal(book.rows.moves_requested) as asked:
        QApplication.sendEvent(book.rows.viewport(), right)
    assert asked.args[0].reservation_id == "ito"
    day.select("lee")
    by_key = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    with qtbot.waitSignal(book.rows.moves_requested) as asked:
        QApplication.sendEvent(book.rows.viewport(), by_key)
    assert asked.args[0].reservation_id == "lee"


def test_a_party_that_has_left_is_offered_its_way_back_at_a_tap(book, day, qtbot):
    qtbot.mouseClick(book.left, LEFT)
    with qtbot.waitSignal(book.moves_requested) as asked:
        tap(qtbot, book, "nakamura", Part.STATUS)
    assert asked.args[0].reservation_id == "nakamura"
    assert day.find("nakamura").status is Status.LEFT


def test_arrows_walk_enter_opens_and_space_moves_on(book, day, qtbot):
    book.rows.setFocus()
    day.select("sasaki")
    qtbot.keyClick(book.rows, Qt.Key.Key_Down)
    assert day.selected == "yamada"
    with qtbot.waitSignal(book.reservation_activated) as opened:
        qtbot.keyClick(book.rows, Qt.Key.Key_Return)
    assert opened.args == ["yamada"]
    qtbot.keyClick(book.rows, Qt.Key.Key_Space)
    assert day.find("yamada").status is Status.ARRIVED


def test_having_the_focus_selects_nobody(book, day):
    book.rows.setFocus()
    assert day.selected == ""
    assert book.rows.currentIndex().row() == book.model.first_to_watch()


def test_who_is_selected_elsewhere_is_selected_and_seen_here(book, day):
    book.resize(460, 300)
    day.select("hayashi")
    index = book.model.index(book.model.position("hayashi"))
    assert book.rows.selectionModel().isSelected(index)
    assert book.rows.viewport().rect().contains(book.rows.visualRect(index).center())
    day.select("")
    assert not book.rows.selectionModel().hasSelection()


def test_news_keeps_the_place_in_the_list(book, day):
    book.resize(460, 300)
    book.rows.verticalScrollBar().setValue(200)
    day.set_status("hayashi", Status.CONFIRMED)
    assert book.rows.verticalScrollBar().value() == 200


def test_the_selection_survives_news_about_others(book, day):
    day.select("ito")
    day.set_status("tanaka", Status.LEFT)
    day.set_status("lee", Status.CANCELLED)
    selected = book.rows.selectionModel().selectedIndexes()
    assert [index.row() for index in selected] == [book.model.position("ito")]
    assert day.selected == "ito"


def test_a_pile_shows_only_its_parties_and_counts_them(book, day, qtbot):
    qtbot.mouseClick(book._piles[Pile.PRESENT], LEFT)
    assert book.model.rowCount() == 3
    assert book._piles[Pile.PRESENT].text().endswith(" 3")
    day.set_status("yamada", Status.ARRIVED)
    assert book.model.rowCount() == 4
    assert book._piles[Pile.PRESENT].text().endswith(" 4")


def test_an_empty_day_says_how_to_begin(book, day):
    day.step(1)
    assert book._stack.currentWidget() is book._empty
    assert "＋ New" in book._empty.text()
    day.step(-1)
    assert book._stack.currentWidget() is book.rows


def test_an_empty_closing_day_says_that_the_house_is_closed(book, day, desk):
    venue = desk.house.venue()
    closed = day.business_day + timedelta(days=40)
    desk.house.change(venue, replace(venue, closing_days=(closed,)), Author())
    day.open(closed)
    assert book._empty.text().startswith("Closed: no reservations")


def test_a_long_evening_opens_at_the_first_party_that_has_not_left(book, day):
    book.resize(460, 300)
    day.set_status("tanaka", Status.LEFT)
    book.show_now()
    top = book.rows.indexAt(QPoint(10, 5)).row()
    assert top == book.model.first_to_watch()


def test_those_who_left_are_one_line_that_a_tap_unfolds_and_folds(book, day, qtbot):
    before = book.model.rowCount()
    day.set_status("tanaka", Status.LEFT)
    assert book.model.rowCount() == before - 1
    assert book.left.isVisible()
    qtbot.mouseClick(book.left, LEFT)
    assert book.model.position("tanaka") >= 0
    qtbot.mouseClick(book.left, LEFT)
    assert book.model.position("tanaka") == -1
    qtbot.mouseClick(book._piles[Pile.GONE], LEFT)
    assert book.model.position("tanaka") >= 0
    assert book.left.isHidden()


def test_a_reader_of_screens_hears_whole_rows(book):
    assert book.rows.accessibleName()
    index = book.model.index(book.model.position("tanaka"))
    heard = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert all(word in heard for word in ("17:30", "田中", "T3", "えび"))


def test_a_change_of_language_reaches_rows_piles_and_the_empty_page(book, language, qtbot):
    language.choose("ja")
    QApplication.sendEvent(book, QEvent(QEvent.Type.LanguageChange))
    assert book._piles[Pile.ALL].text().startswith("すべて")
    assert "着席" in book.model.index(book.model.position("tanaka")).data()


def test_the_rows_paint_in_both_themes_at_every_width(book, theme, qtbot):
    for width in (400, 460, 900):
        for _ in range(2):
            book.resize(width, 600)
            assert not book.grab().isNull()
            theme.toggle()


def test_the_list_scrolls_by_pixel_and_flicks(book):
    assert book.rows.verticalScrollMode() is QAbstractItemView.ScrollMode.ScrollPerPixel
    assert QScroller.hasScroller(book.rows.viewport())
