import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication

from app.services.calls import CallDraft
from app.services.desk import Author


@pytest.fixture
def overlays(window):
    return window.overlays


def test_nothing_is_open_at_first_and_a_clash_waits_in_the_line(overlays, window):
    assert all(card.isHidden() for card in overlays.cards)
    assert overlays.search.isHidden()
    assert overlays.callers.isHidden()
    assert overlays.toast.isHidden()
    assert overlays.clashes.isHidden()
    assert "18:00 T5" in window.line.to_settle.text()


def test_escape_closes_the_uppermost_first(overlays):
    overlays.sync_room.bring_up()
    overlays.shortcuts.bring_up()
    assert overlays.close_topmost()
    assert overlays.shortcuts.isHidden()
    assert not overlays.sync_room.isHidden()
    assert overlays.close_topmost()
    assert not overlays.close_topmost()


def test_the_later_hours_end_where_a_sheet_begins(overlays, window):
    later = QRect(480, 72, 800, 600)
    assert overlays.later_of(later) == later
    window.begin_new()
    assert overlays.later_of(later).right() == later.right() - overlays.sheet.width()


def test_a_toast_stands_above_a_clash_and_not_on_it(overlays):
    overlays.toast.tell("山田様を「来店」にしました", undo=True)
    assert not overlays.toast.geometry().intersects(overlays.clashes.geometry())


def test_a_sheet_half_written_before_a_crash_is_there_again(window, models, theme, language, qtbot):
    window.begin_new()
    again = type(window)(models, theme, language)
    qtbot.addWidget(again)
    assert not again.overlays.sheet.isHidden()


def test_a_clash_is_in_the_line_until_staff_tap_it(window, overlays, qtbot):
    assert overlays.clashes.isHidden()
    qtbot.mouseClick(window.line.to_settle, Qt.MouseButton.LeftButton)
    assert overlays.clashes.ways.isVisible()


def test_a_clash_folds_for_a_sheet_and_stays_so_after_it(window, overlays):
    overlays.clashes.bring_up()
    window.begin_new()
    assert overlays.clashes.isHidden()
    overlays.sheet.put_away()
    assert overlays.clashes.isHidden()


@pytest.mark.parametrize("with_sheet", [False, True])
@pytest.mark.parametrize("calls", [1, 6])
def test_who_calls_never_stands_on_the_clash(window, desk, with_sheet, calls):
    overlays, models = window.overlays, window.models
    if with_sheet:
        window.begin_new()
    for number in range(calls):
        draft = CallDraft(feed="ncid", number=f"03-1111-222{number}")
        rung = desk.calls.ring(draft, Author("sato"))
        models.caller.ring(rung.call, rung.card)
    dock, callers = overlays.clashes, overlays.callers
    dock.bring_up()
    QApplication.processEvents()
    window.stage.place_overlays()
    assert callers.height() > callers.cards[0].close_button.height()
    assert not dock.geometry().intersects(callers.geometry())
    for each in (dock.title, dock.fold):
        assert each.visibleRegion().boundingRect() == each.rect()


def test_a_clash_stands_open_beside_the_very_booking_it_is_about(window, overlays):
    window.open_reservation("ito")
    assert overlays.clashes.is_folded
    window.open_reservation("yamada")
    assert not overlays.clashes.is_folded
