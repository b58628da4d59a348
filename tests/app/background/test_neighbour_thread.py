import pytest
from PySide6.QtCore import QObject, QThread, Signal, Slot

from app.background import neighbour_thread
from app.background.neighbour_thread import NeighbourThread
from app.services.author import Author
from app.store.errors import LedgerBusy
from app.store.ledger import Ledger


class Taker(QObject):
    """Takes what was told, on the thread a window would take it on."""

    told = Signal(object)

    @Slot(object)
    def take(self, touched):
        assert QThread.currentThread() is self.thread()
        self.told.emit(touched)


@pytest.fixture
def taker(qapp):
    return Taker()


@pytest.fixture
def neighbour(home, taker, monkeypatch):
    monkeypatch.setattr(neighbour_thread, "LOOK_SECONDS", 0.01)
    monkeypatch.setattr(neighbour_thread, "AWAY_SECONDS", 0.01)
    with home.desk() as desk:
        position = desk.clashes.open().position
    thread = NeighbourThread(lambda: home.open_ledger(aside=True), position)
    thread.touched.connect(taker.take)
    yield thread
    thread.finish()


def test_what_a_command_writes_is_told_once(home, neighbour, taker, qtbot):
    told: list[frozenset[tuple[str, str]]] = []
    taker.told.connect(told.append)
    neighbour.start()
    with home.desk() as desk:
        with qtbot.waitSignal(taker.told):
            first = desk.floor.add_area("奥", Author())
        with qtbot.waitSignal(taker.told):
            second = desk.floor.add_area("二階", Author())
    assert told == [frozenset({("area", first.id)}), frozenset({("area", second.id)})]


def test_what_was_written_before_it_began_to_look_is_told_too(home, neighbour, taker, qtbot):
    with home.desk() as desk:
        area = desk.floor.add_area("奥", Author())
    with qtbot.waitSignal(taker.told) as told:
        neighbour.start()
    assert told.args == [frozenset({("area", area.id)})]


def test_what_waits_to_be_sent_is_said(home, neighbour, qtbot):
    with qtbot.waitSignal(neighbour.waits):
        neighbour.start()
        with home.desk() as desk:
            desk.floor.add_area("奥", Author())


def test_a_book_that_is_busy_for_a_moment_is_looked_at_again(
    home, neighbour, taker, qtbot, monkeypatch
):
    really, tried = Ledger.touched_since, []

    def read_later(ledger, position):
        tried.append(position)
        if len(tried) == 1:
            raise LedgerBusy("the book is busy")
        return really(ledger, position)

    monkeypatch.setattr(Ledger, "touched_since", read_later)
    with qtbot.waitSignal(taker.told):
        neighbour.start()
        with home.desk() as desk:
            desk.floor.add_area("奥", Author())
    assert len(tried) == 2


def test_a_book_that_cannot_be_opened_at_first_is_opened_later(home, taker, qtbot, monkeypatch):
    monkeypatch.setattr(neighbour_thread, "LOOK_SECONDS", 0.01)
    monkeypatch.setattr(neighbour_thread, "AWAY_SECONDS", 0.01)
    tried = []

    def open_later():
        tried.append(1)
        if len(tried) == 1:
            raise LedgerBusy("the book is busy")
        return home.open_ledger()

    thread = NeighbourThread(open_later, 0)
    thread.touched.connect(taker.take)
    with qtbot.waitSignal(taker.told):
        thread.start()
    thread.finish()
    assert len(tried) == 2


def test_it_carries_the_log_into_the_file_so_that_no_tap_has_to(
    home, neighbour, taker, qtbot, monkeypatch
):
    carried: list[Ledger] = []

    def carry(ledger):
        carried.append(ledger)

    monkeypatch.setattr(Ledger, "carry_log", carry)
    with qtbot.waitSignal(taker.told):
        neighbour.start()
        with home.desk() as desk:
            desk.floor.add_area("奥", Author())
    assert len(carried) == 1
