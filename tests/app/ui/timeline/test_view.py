from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest

from app.domain.business_day import at_minute
from app.domain.ids import AreaId, TableId
from app.domain.reservation import Status
from app.domain.table import TableKind
from app.services.author import Author
from app.services.bookings import BookingDraft
from app.services.floor import TableDraft
from app.ui.timeline.geometry import AXIS_PX, HEAD_PX
from tests.app.ui.sample import EVE, VENUE
from tests.app.viewmodels.conftest import OneWord

OTHERS = Author("入口")
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def elsewhere(desk, day, id, **over):
    before = day.find(id)
    desk.bookings.change(before, replace(before, **over), OTHERS, "change")
    day.refresh(frozenset({("reservation", id)}))


def test_it_opens_a_little_before_now(view):
    x = view._frame().x_of(18 * 60 + 5)
    assert HEAD_PX < x < view.viewport().width() / 2


def test_news_about_one_party_repaints_its_row_and_nothing_else(view, day, desk, paints, qapp):
    elsewhere(desk, day, "kobayashi", adults=6)
    qapp.processEvents()
    assert paints
    assert all(view.row_rect("T8").contains(rect) for rect in paints)


def test_a_combination_repaints_the_rows_between_its_tables(view, day, desk, paints, qapp):
    elsewhere(desk, day, "kobayashi", table_ids=(TableId("T6"), TableId("T8")))
    qapp.processEvents()
    whole = view.row_rect("T6") | view.row_rect("T7") | view.row_rect("T8")
    assert paints == [whole]


def test_a_combination_taken_apart_repaints_the_rows_its_tie_crossed(view, day, desk, paints, qapp):
    elsewhere(desk, day, "kobayashi", table_ids=(TableId("T6"), TableId("T8")))
    qapp.processEvents()
    paints.clear()
    elsewhere(desk, day, "kobayashi", table_ids=(TableId("T8"),))
    qapp.processEvents()
    crossed = view.row_rect("T7").center()
    assert any(rect.contains(crossed) for rect in paints)


def test_a_minute_repaints_the_now_line_but_not_who_is_as_they_were(view, clock, paints, qapp):
    clock.advance(1)
    view.tick(clock.ms)
    qapp.processEvents()
    now = view._frame().x_of(18 * 60 + 6)
    assert any(rect.contains(round(now), AXIS_PX + 1) for rect in paints)
    untouched = view.block_rect("kobayashi", "T8").center()
    assert not any(rect.contains(untouched) for rect in paints)


def test_news_keeps_the_scroll_and_the_selection(view, day, desk):
    day.select("kobayashi")
    view.horizontalScrollBar().setValue(170)
    view.verticalScrollBar().setValue(40)
    elsewhere(desk, day, "kobayashi", adults=6)
    elsewhere(desk, day, "ito", table_ids=(TableId("T6"),))
    assert (view.horizontalScrollBar().value(), view.verticalScrollBar().value()) == (170, 40)
    assert view.model.selection.id == "kobayashi"


def test_a_table_added_above_keeps_what_the_host_looks_at_in_place(view, day, desk):
    view.verticalScrollBar().setValue(60)
    before = view.row_rect("T3").top()
    draft = TableDraft(
        name="T0", seats_min=2, seats_max=4, area_id=AreaId("hall"), kind=TableKind.TABLE, order=0
    )
    table = desk.floor.add_table(draft, OTHERS)
    day.refresh(frozenset({("table", table.id)}))
    assert view.row_rect(table.id).top() < view.row_rect("T1").top()
    assert view.row_rect("T3").top() == before


def test_an_earlier_booking_keeps_the_hours_in_place(view, day, desk):
    before = view._frame().x_of(19 * 60)
    draft = BookingDraft(
        business_day=EVE,
        starts_at=at_minute(EVE, 11 * 60, VENUE),
        adults=2,
        table_ids=(TableId("T6"),),
    )
    booked = desk.bookings.add(draft, OTHERS)
    day.refresh(frozenset({("reservation", booked.reservation.id)}))
    assert view.model.layout.axis.first == 10 * 60
    assert view._frame().x_of(19 * 60) == pytest.approx(before, abs=1)


def test_another_day_is_shown_from_its_opening(view, day):
    view.verticalScrollBar().setValue(60)
    day.step(1)
    assert view.verticalScrollBar().value() == 0
    assert view._frame().x_of(17 * 60) == HEAD_PX


def test_arrows_walk_and_enter_opens(view, day, qtbot):
    day.select("kobayashi")
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert day.selected == "sakiyama"
    with qtbot.waitSignal(view.reservation_activated) as opened:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == ["sakiyama"]


def test_enter_without_a_selection_opens_nothing(view, qtbot):
    with qtbot.assertNotEmitted(view.reservation_activated):
        QTest.keyClick(view, Qt.Key.Key_Return)


def test_alt_arrows_move_the_party(view, day):
    day.select("kobayashi")
    QTest.keyClick(view, Qt.Key.Key_Right, ALT)
    QTest.keyClick(view, Qt.Key.Key_Up, ALT)
    moved = day.find("kobayashi")
    assert moved.starts_at == at_minute(EVE, 20 * 60 + 15, VENUE)
    assert moved.table_ids == ("T7",)


def test_alt_shift_arrows_change_the_turn(view, day):
    day.select("kobayashi")
    QTest.keyClick(view, Qt.Key.Key_Right, ALT | SHIFT)
    assert day.find("kobayashi").turn_minutes == 135


def test_plus_and_minus_zoom(view):
    before = view.px_per_hour
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.px_per_hour > before
    QTest.keyClick(view, Qt.Key.Key_Minus)
    assert view.px_per_hour == pytest.approx(before)


def test_home_returns_to_now(view):
    start = view.horizontalScrollBar().value()
    view.horizontalScrollBar().setValue(view.horizontalScrollBar().maximum())
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.horizontalScrollBar().value() == start


@pytest.mark.parametrize("key", [Qt.Key.Key_N, Qt.Key.Key_Escape, Qt.Key.Key_Space])
def test_keys_it_has_no_use_for_are_left_to_the_window(view, key):
    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
    view.keyPressEvent(event)
    assert not event.isAccepted()


def test_a_selection_made_in_the_list_is_brought_into_sight(view, day):
    view.horizontalScrollBar().setValue(0)
    day.select("hayashi")
    page = view._frame().page
    assert page.contains(view.block_rect("hayashi", "C3").topLeft())


def test_a_selection_that_shows_already_scrolls_nothing(view, day):
    before = view.horizontalScrollBar().value()
    day.select("kobayashi")
    assert view.horizontalScrollBar().value() == before


def test_a_selection_that_shows_in_part_is_left_where_it_is(view, day):
    rect = view.block_rect("sakiyama", "T7")
    view.horizontalScrollBar().setValue(
        view.horizontalScrollBar().value() + rect.left() - HEAD_PX + 100
    )
    before = view.horizontalScrollBar().value()
    day.select("sakiyama")
    assert view.horizontalScrollBar().value() == before


def test_pictures_of_who_is_gone_are_thrown_away(view, day, desk):
    view.viewport().repaint()
    assert ("T8", "kobayashi") in view._artist._drawn
    elsewhere(desk, day, "kobayashi", status=Status.CANCELLED)
    assert ("T8", "kobayashi") not in view._artist._drawn


def test_rows_and_hours_under_a_card_can_be_scrolled_out_from_under_it(view):
    view.cover(380, 180)
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    view.horizontalScrollBar().setValue(view.horizontalScrollBar().maximum())
    free = view.viewport().rect().adjusted(0, 0, -380, -180)
    assert view.row_rect("座敷").bottom() <= free.bottom()
    assert view._frame().x_of(29 * 60) <= free.right() + 1


def test_a_selection_under_a_card_is_brought_out_from_under_it(view, day):
    view.cover(0, 300)
    day.select("kobayashi")
    free = view.viewport().rect().adjusted(0, 0, 0, -300)
    assert free.contains(view.block_rect("kobayashi", "T8"))


def test_names_and_hours_never_scroll_away(view):
    view.horizontalScrollBar().setValue(300)
    view.verticalScrollBar().setValue(60)
    assert view._frame().page.topLeft().x() == HEAD_PX
    assert view.row_rect("").top() == AXIS_PX


def test_evening_comes_without_a_restart(view, theme, paints, qapp):
    theme.toggle()
    qapp.processEvents()
    assert any(rect.contains(view.viewport().rect()) for rect in paints)


def test_another_language_reaches_every_block_at_once(view, qapp):
    japanese = OneWord("Booked", "予約")
    qapp.installTranslator(japanese)
    qapp.sendEvent(view, QEvent(QEvent.Type.LanguageChange))
    blocks = view.model.layout.blocks_by_id
    assert blocks["kobayashi"][0].face.status_word == "予約"
    qapp.removeTranslator(japanese)


def test_it_draws_at_every_zoom_and_width_without_a_warning(view, qapp):
    for width, zoom in ((700, 60.0), (1100, 116.0), (1900, 480.0)):
        view.resize(width, 700)
        view.zoom(zoom / view.px_per_hour, 400)
        for across in (0, view.horizontalScrollBar().maximum()):
            view.horizontalScrollBar().setValue(across)
            view.viewport().repaint()
    assert view.px_per_hour == 480
