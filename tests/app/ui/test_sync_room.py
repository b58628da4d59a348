import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from app.domain.history import Repair
from app.ui.sync_room import SyncRoom
from app.viewmodels.sync_room import SyncRoomModel
from tests.app.ui.reach import nameless, too_small
from tests.app.viewmodels.test_sync_room import NOW_MS, Facts, Hub, Parked, Queue, a_round

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def queue(desk):
    queue = Queue(desk)
    queue.shelf = [Parked(blocks=2)]
    return queue


@pytest.fixture
def hub(qapp):
    return Hub()


@pytest.fixture
def room(desk, day, queue, hub, theme, house):
    room = SyncRoom(SyncRoomModel(desk, day, queue, hub), theme, house)
    room.bring_up()
    return room


def button(room, word):
    (row,) = lines(room.parked)
    return next(each for each in row.findChildren(QPushButton) if each.text() == word)


def lines(layout):
    return [layout.itemAt(at).widget() for at in range(layout.count())]


def test_the_sum_of_every_change_is_shown_with_its_verdict(room, desk):
    total = desk.history.sum()
    assert [each.text() for each in room.numbers] == [
        str(count)
        for count in (total.made, total.applied, total.superseded, total.waiting, total.parked)
    ]
    assert "Nothing is lost" in room.verdict.text()


def test_what_was_set_aside_is_tried_again_by_one_tap(room, queue, hub, qtbot):
    qtbot.mouseClick(button(room, "Try again"), LEFT)
    assert queue.retried == ["a-1"]
    assert hub.rounds == 1


def test_giving_up_asks_once_more_within_the_room(room, queue, qtbot):
    qtbot.mouseClick(button(room, "Give up…"), LEFT)
    assert queue.dropped == []
    qtbot.mouseClick(button(room, "Keep it"), LEFT)
    qtbot.mouseClick(button(room, "Give up…"), LEFT)
    qtbot.mouseClick(button(room, "Give it up"), LEFT)
    assert queue.dropped == ["a-1"]
    assert [line.text() for line in lines(room.parked)] == ["nothing"]


def test_what_waits_is_listed_under_how_long_it_has_waited(room):
    summary, line = lines(room.waiting)
    assert "the oldest for 12 min" in summary.text()
    assert "﨑山" in line.text()


def test_what_was_repaired_is_listed(room, queue):
    queue.mended = [
        Repair(at_ms=NOW_MS, entity_type="reservation", entity_id="lee", cause="altered")
    ]
    room.show_room()
    (line,) = lines(room.repairs)
    assert "Lee" in line.text()


def test_the_hub_is_named_and_a_wrong_clock_stands_out(room):
    room._model.set_state(Facts(clock_skew_ms=-63 * 60_000))
    assert "https://hub.example" in room.hub.text()
    assert "63 min fast" in room.trouble.text()
    assert room.trouble.isVisible()
    room._model.set_state(Facts())
    assert not room.trouble.isVisible()


def test_a_round_is_asked_for_by_one_tap(room, hub, qtbot):
    qtbot.mouseClick(room.sync, LEFT)
    assert hub.rounds == 1


def test_a_round_that_ended_appears_while_the_room_is_open(room, queue):
    queue.done = [a_round()]
    room._model.set_state(Facts())
    assert "equal" in lines(room.rounds)[1].text()


def test_a_closed_room_reads_nothing(room, desk, monkeypatch):
    room.put_away()
    monkeypatch.setattr(desk.history, "sum", lambda: pytest.fail("the log was read"))
    room._model.set_state(Facts())


def test_every_button_is_large_enough_and_named(room):
    QApplication.processEvents()
    assert too_small(room) == []
    assert nameless(room) == []


def test_escape_closes_the_room(room, qtbot):
    qtbot.keyClick(room, Qt.Key.Key_Escape)
    assert room.isHidden()


def test_the_words_follow_the_language_at_once(room, queue, language):
    queue.done = [a_round()]
    language.choose("ja")
    QApplication.processEvents()
    assert "失われた変更はありません" in room.verdict.text()
    assert "同期済み" in lines(room.rounds)[1].text()
