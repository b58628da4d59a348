import socket
import threading
from contextlib import closing, contextmanager

import pytest
from PySide6.QtCore import QObject, QThread, Signal, Slot

from app.background import session
from app.background.call_desk import CallDesk
from app.background.workers import FeedThread, SyncThread
from app.bootstrap.sync_parts import HomeSyncParts
from app.calls.event import CallEvent, EventKind
from app.store.errors import DiskFull
from sync.client import asking
from tests.builders import a_guest
from tests.ledgers import add


class Relay(QObject):
    """Lives on the UI thread; notes on which thread its slots run."""

    heard = Signal(object)

    def __init__(self):
        super().__init__()
        self.threads = []

    @Slot(object)
    def take(self, value):
        self.threads.append(QThread.currentThread())
        self.heard.emit(value)


class OneRing:
    """A feed that rings once and is done."""

    name = "test"

    def run(self, stop, emit):
        emit(CallEvent(kind=EventKind.RING, e164="+819012345678", line="1"))


def test_the_sync_thread_tells_the_ui_thread_how_it_stands(paired, qtbot, qapp):
    thread, relay = SyncThread(lambda: HomeSyncParts(paired)), Relay()
    thread.state_changed.connect(relay.take)
    with qtbot.waitSignal(relay.heard, timeout=20_000) as heard:
        thread.start()
    thread.finish()
    assert heard.args[0].phase == "online"
    assert set(relay.threads) == {qapp.thread()}
    assert thread.isFinished()


def test_a_nudge_makes_the_next_round_at_once(paired, qtbot):
    thread, relay = SyncThread(lambda: HomeSyncParts(paired)), Relay()
    thread.state_changed.connect(relay.take)
    with qtbot.waitSignal(relay.heard, timeout=20_000):
        thread.start()
    with qtbot.waitSignal(relay.heard, timeout=15_000):
        thread.nudge()
    thread.finish()


def test_a_thread_that_never_started_is_finished_quietly(paired):
    thread = SyncThread(lambda: HomeSyncParts(paired))
    thread.nudge()
    thread.finish()


def test_a_window_closed_in_mid_round_waits_for_the_request_under_way_alone(paired, monkeypatch):
    with closing(paired.open_ledger()) as ledger:
        add(ledger, a_guest("g1"))
    asked: list[str] = []
    under_way = threading.Event()

    def build():
        parts = HomeSyncParts(paired)
        ask = parts.client._ask

        def slow(path, *rest):
            asked.append(path)
            under_way.set()
            assert thread._stop.wait(20)
            return ask(path, *rest)

        monkeypatch.setattr(parts.client, "_ask", slow)
        return parts

    thread = SyncThread(build)
    thread.start()
    assert under_way.wait(20)
    thread.finish()
    assert thread.isFinished()
    assert asked == ["push"]
    with closing(paired.open_ledger()) as ledger:
        assert ledger.outbox.queue_length() == (0, 0), "what the hub took is noted"


def test_a_window_closed_while_the_hub_is_silent_does_not_wait_for_it(paired, monkeypatch):
    monkeypatch.setattr(session, "FINISH_SECONDS_MAX", 0.05)
    monkeypatch.setattr(asking, "READ_SECONDS_MAX", 600)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        paired.save_settings(paired.settings().model_copy(update={"hub_url": url}))
        thread = SyncThread(lambda: HomeSyncParts(paired))
        thread.start()
        lines = [silent.accept()[0] for _ in range(2)]
        assert all(line.recv(1) for line in lines), "both wait for an answer"
        thread.finish()
        for line in lines:
            line.close()
    assert thread.isFinished()
    with closing(paired.open_ledger()) as ledger:
        assert not paired.state(ledger).in_sync


@pytest.mark.parametrize("is_full", [False, True])
def test_a_ring_reaches_the_ui_thread_even_when_the_disk_is_full(home, qtbot, qapp, is_full):
    class FullDesk(CallDesk):
        def take(self, event):
            raise DiskFull("no room")

    @contextmanager
    def open_desk():
        ledger = home.open_ledger()
        kind = FullDesk if is_full else CallDesk
        yield kind(home.desk_of(ledger), "test", now_ms=home.clock)
        ledger.close()

    thread, relay = FeedThread(OneRing(), open_desk), Relay()
    thread.news.connect(relay.take)
    with qtbot.waitSignal(relay.heard, timeout=20_000) as heard:
        thread.start()
    thread.finish()
    news = heard.args[0]
    assert news.event.e164 == "+819012345678"
    assert (news.call is None) == is_full
    assert set(relay.threads) == {qapp.thread()}
