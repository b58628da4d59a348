import pytest
from PySide6.QtCore import QObject, QThread, Signal, Slot

from app.background import reading_thread
from app.background.reading_thread import ReadingThread
from app.services.author import Author
from app.services.clashes import OpenClashes
from app.store.errors import LedgerBusy


class Desk(QObject):
    """Takes what was found, on the thread a window would take it on."""

    told = Signal(object)

    @Slot(object)
    def take(self, found):
        assert QThread.currentThread() is self.thread()
        self.told.emit(found)


@pytest.fixture
def taker(qapp):
    return Desk()


@pytest.fixture
def watch(home, taker):
    thread = ReadingThread(home.desk, lambda desk: desk.clashes.open())
    thread.found.connect(taker.take)
    thread.start()
    yield thread
    thread.finish()


def test_what_was_written_before_it_was_asked_is_in_what_it_finds(home, watch, taker, qtbot):
    with home.desk() as desk:
        desk.floor.add_area("奥", Author())
        position = desk.clashes.open().position
    with qtbot.waitSignal(taker.told) as told:
        watch.ask()
    assert told.args == [OpenClashes((), (), position)]


def test_a_book_that_is_busy_for_a_moment_is_read_all_the_same(watch, taker, qtbot, monkeypatch):
    from app.services.clashes import Clashes

    really = Clashes.open
    tried = []

    def open_later(clashes):
        tried.append(clashes)
        if len(tried) == 1:
            raise LedgerBusy("the book is busy")
        return really(clashes)

    monkeypatch.setattr(Clashes, "open", open_later)
    monkeypatch.setattr(reading_thread, "AGAIN_SECONDS", 0.001)
    with qtbot.waitSignal(taker.told):
        watch.ask()
    assert len(tried) == 2
