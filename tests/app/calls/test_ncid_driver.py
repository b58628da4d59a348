import logging
import queue
import random
import threading
import tracemalloc
from contextlib import ExitStack, contextmanager

import pytest

from app.calls.event import CallEvent, EventKind, FeedState
from app.calls.feed import RETRY_SECONDS_MAX
from app.calls.ncid import HELLO, LINE_BYTES_MAX
from app.calls.ncid_driver import (
    ANSWER_SECONDS_MAX,
    GREETING_SECONDS_MAX,
    KEEPALIVE_SECONDS,
    NcidFeed,
    Trouble,
)
from app.calls.ncid_server import NcidServer
from app.calls.tcp import POLL_SECONDS, READ_BYTES_MAX, Address, StreamLost
from app.domain.call import Outcome

SECONDS_MAX = 20
NUMBER = "09012345678"
WELCOME = b"200 Server: ncidd (NCID) 1.6\r\n210 API: 1.5 Feature Set 1 2 3 4 5\r\n"
OLD_WELCOME = b"200 Server: ncidd (NCID) 0.70\r\n"
CID = b"CID: *DATE*11222026*TIME*1805*LINE*POTS*NMBR*09012345678*NAME*X*\r\n"
QUIET = b""


def quiet_for(seconds):
    return [QUIET] * int(seconds / POLL_SECONDS)


class Patience:
    """Waits for the test's word instead of the clock's, and notes how long it was told to."""

    def __init__(self, stop):
        self.asked = []
        self._stop = stop
        self._word = threading.Semaphore(0)

    def __call__(self, seconds):
        self.asked.append(seconds)
        self._word.acquire()
        return self._stop.is_set()

    def end(self, count=1):
        self._word.release(count)


class Running:
    """A feed on a thread of its own, and what it has told."""

    def __init__(self, address):
        self.stop = threading.Event()
        self.patience = Patience(self.stop)
        self.now_ms = 1_000
        self._events: queue.Queue[CallEvent] = queue.Queue()
        feed = NcidFeed(
            address,
            now_ms=lambda: self.now_ms,
            chance=random.Random(1),
            wait=self.patience,
        )
        self.thread = threading.Thread(target=feed.run, args=(self.stop, self._events.put))

    def next(self):
        return self._events.get(timeout=SECONDS_MAX)

    def next_state(self):
        event = self.next()
        assert event.kind is EventKind.FEED, event
        return event.state, event.reason, event.since_ms


@contextmanager
def running(address):
    feed = Running(address)
    feed.thread.start()
    try:
        yield feed
    finally:
        feed.stop.set()
        feed.patience.end(1_000)
        feed.thread.join(SECONDS_MAX)
        assert not feed.thread.is_alive()


class ScriptedStream:
    """Gives what the script says, then breaks; keeps what was sent."""

    def __init__(self, script):
        self._script = iter(script)
        self.sent = []
        self.is_closed = False

    def receive(self):
        for data in self._script:
            return data
        raise StreamLost("end of the script")

    def send(self, data):
        self.sent.append(data)

    def close(self):
        self.is_closed = True


class Waits:
    """Waits no time at all, notes how long it was told to, and stops the feed at the last one."""

    def __init__(self, count_max):
        self.seconds = []
        self._count_max = count_max

    def __call__(self, seconds):
        self.seconds.append(seconds)
        return len(self.seconds) == self._count_max


def a_feed(connect, wait=lambda _seconds: True):
    """Build a feed over a made-up network; it stops at its first wait unless told otherwise."""
    return NcidFeed(
        Address("ncid", 3333),
        now_ms=lambda: 7_000,
        chance=random.Random(1),
        connect=connect,
        wait=wait,
    )


def listen_to(script):
    """Run a feed through one scripted connection; return what it told and the stream."""
    stream = ScriptedStream(script)
    told: list[CallEvent] = []
    a_feed(lambda _address: stream).run(threading.Event(), told.append)
    assert stream.is_closed
    return told, stream


def troubles(told):
    return [event.reason for event in told if event.kind is EventKind.FEED and event.reason]


def test_a_call_on_a_real_server_rings_here():
    with NcidServer() as server, running(server.address) as feed:
        assert feed.next_state() == (FeedState.CONNECTED, "", 1_000)
        server.ring(NUMBER, line="2")
        server.stop_ringing("2", Outcome.MISSED)
        ring = feed.next()
        assert (ring.kind, ring.e164, ring.line) == (EventKind.RING, "+819012345678", "2")
        assert feed.next().outcome is Outcome.MISSED


def test_a_server_that_is_killed_and_comes_back_is_listened_to_again():
    power = ExitStack()
    server = power.enter_context(NcidServer())
    port = server.address.port
    with running(server.address) as feed:
        assert feed.next_state()[0] is FeedState.CONNECTED
        feed.now_ms = 2_000
        power.close()
        assert feed.next_state() == (FeedState.LOST, Trouble.CLOSED, 2_000)
        feed.now_ms = 3_000
        feed.patience.end()
        assert feed.next_state() == (FeedState.LOST, Trouble.UNREACHABLE, 2_000)
        with NcidServer(port=port) as again:
            feed.patience.end()
            assert feed.next_state() == (FeedState.CONNECTED, "", 3_000)
            again.ring(NUMBER)
            assert feed.next().e164 == "+819012345678"


def test_a_server_that_stays_away_is_told_of_once_and_asked_ever_less_often():
    told: list[CallEvent] = []
    waits = Waits(8)

    def nobody(address):
        raise StreamLost(f"nobody at {address.host}")

    a_feed(nobody, waits).run(threading.Event(), told.append)
    assert [event.to_document() for event in told] == [
        {
            "kind": "feed",
            "state": "lost",
            "since": "1970-01-01T00:00:07Z",
            "reason": "unreachable",
        }
    ]
    bounds = [1, 2, 4, 8, 16, 30, 30, 30]
    assert all(
        bound / 2 <= wait <= bound for wait, bound in zip(waits.seconds, bounds, strict=True)
    )


def test_a_connection_that_held_makes_the_next_wait_short_again():
    scripts = [None, None, None, None, [WELCOME], None]
    waits = Waits(len(scripts))

    def connect(_address):
        script = scripts[len(waits.seconds)]
        if script is None:
            raise StreamLost("nobody there")
        return ScriptedStream(script)

    a_feed(connect, waits).run(threading.Event(), lambda _event: None)
    assert waits.seconds[3] >= 4
    assert waits.seconds[4] <= 1
    assert waits.seconds[5] <= 2


def test_something_else_on_the_port_is_refused_and_left_in_peace():
    stranger = ("SSH-2.0-OpenSSH_9.2", CID.decode().strip())
    with NcidServer(greeting=stranger) as server, running(server.address) as feed:
        assert feed.next_state() == (FeedState.REFUSED, Trouble.NOT_NCID, 1_000)
        assert server.wait_for_clients(0)
        feed.patience.end(2)
        assert server.wait_for_clients(0)
    assert min(feed.patience.asked) >= RETRY_SECONDS_MAX / 2


def test_a_stranger_gets_no_word_from_us_and_its_calls_are_not_believed():
    told, stream = listen_to([b"HTTP/1.1 400 Bad Request\r\n" + CID, CID])
    assert troubles(told) == [Trouble.NOT_NCID]
    assert len(told) == 1
    assert stream.sent == []


@pytest.mark.parametrize(
    "script",
    [
        quiet_for(GREETING_SECONDS_MAX),
        [b"\r\n" * LINE_BYTES_MAX],
        [b"x" * READ_BYTES_MAX, b"x" * READ_BYTES_MAX],
    ],
)
def test_a_peer_that_never_greets_is_no_ncid_server(script):
    told, _ = listen_to([*script, WELCOME])
    assert troubles(told) == [Trouble.NOT_NCID]


def test_the_server_is_told_who_listens_once_it_has_greeted():
    _, stream = listen_to([b"200 Server: ncidd", QUIET, b" (NCID) 1.6\r\n", CID])
    assert stream.sent == [HELLO]


def test_a_call_in_the_same_piece_as_the_greeting_is_not_lost():
    told, _ = listen_to([WELCOME + CID])
    assert [event.kind for event in told[:2]] == [EventKind.FEED, EventKind.RING]


def test_a_server_that_says_it_stops_degrades_the_feed_and_the_outage_begins_there():
    told, _ = listen_to([WELCOME, b"MSG: Serial device 4 pos 0 Hung Up, Terminated\r\n"])
    assert [(event.state, event.reason) for event in told] == [
        (FeedState.CONNECTED, ""),
        (FeedState.DEGRADED, Trouble.SERVER_STOPPED),
        (FeedState.LOST, Trouble.CLOSED),
    ]
    assert told[1].since_ms == told[2].since_ms


def test_a_quiet_server_that_can_answer_is_asked_for_a_sign_of_life():
    _, stream = listen_to([WELCOME, *quiet_for(KEEPALIVE_SECONDS)])
    assert stream.sent == [HELLO, b"REQ: YO\r\n"]


def test_a_quiet_old_server_gets_a_blank_line_which_it_ignores():
    told, stream = listen_to([OLD_WELCOME, *quiet_for(2 * KEEPALIVE_SECONDS)])
    assert stream.sent == [HELLO, b"\r\n", b"\r\n"]
    assert troubles(told) == [Trouble.CLOSED]


def test_a_server_that_used_to_answer_and_no_longer_does_is_lost():
    asked = quiet_for(KEEPALIVE_SECONDS)
    told, _ = listen_to(
        [WELCOME, *asked, b"ACK: REQ YO\r\n", *asked, *quiet_for(ANSWER_SECONDS_MAX)]
    )
    assert troubles(told) == [Trouble.SILENT]


def test_a_server_that_answers_each_time_is_kept():
    day = [*quiet_for(KEEPALIVE_SECONDS), b"ACK: REQ YO\r\n"] * 10
    told, stream = listen_to([WELCOME, *day])
    assert troubles(told) == [Trouble.CLOSED]
    assert stream.sent.count(b"REQ: YO\r\n") == 10


def test_a_server_that_never_answered_is_not_lost_for_keeping_quiet():
    told, stream = listen_to([WELCOME, *quiet_for(2 * KEEPALIVE_SECONDS)])
    assert troubles(told) == [Trouble.CLOSED]
    assert len(stream.sent) == 3


def test_a_flood_of_garbage_costs_no_memory_and_the_next_call_rings():
    flood = (b"\xff" * READ_BYTES_MAX for _ in range(2_000))
    tracemalloc.start()
    try:
        told, _ = listen_to([WELCOME])
        before, _ = tracemalloc.get_traced_memory()
        tracemalloc.reset_peak()
        told, _ = listen_to(
            piece for pieces in ([WELCOME], flood, [b"\n" + CID]) for piece in pieces
        )
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert EventKind.RING in {event.kind for event in told}
    assert peak - before < 16 * READ_BYTES_MAX


def test_a_flood_over_tcp_is_survived_too():
    with NcidServer() as server, running(server.address) as feed:
        assert feed.next_state()[0] is FeedState.CONNECTED
        server.send(random.Random(1).randbytes(1_000_000))
        server.send(b"\r\n")
        server.ring(NUMBER)
        heard = feed.next()
        while heard.e164 != "+819012345678":
            heard = feed.next()


def test_stopping_ends_the_thread_while_the_server_keeps_quiet():
    with NcidServer() as server, running(server.address) as feed:
        assert feed.next_state()[0] is FeedState.CONNECTED
        feed.stop.set()
        feed.thread.join(SECONDS_MAX)
        assert not feed.thread.is_alive()
        assert server.wait_for_clients(0)
        assert feed.patience.asked == []


def test_stopping_ends_the_wait_for_a_lost_server():
    stop = threading.Event()
    # Without a `wait` of its own the feed waits on the stop event: set, it does not wait at all.
    a_feed(lambda _address: ScriptedStream([]), wait=None).run(stop, lambda _event: stop.set())
    assert stop.is_set()


def test_what_goes_wrong_above_is_not_taken_for_a_lost_server():
    def break_down(event):
        if event.kind is EventKind.RING:
            raise OSError("disk full")

    stream = ScriptedStream([WELCOME + CID])
    feed = a_feed(lambda _address: stream)
    with pytest.raises(OSError, match="disk full"):
        feed.run(threading.Event(), break_down)
    assert stream.is_closed


def test_no_number_is_ever_logged(caplog):
    with caplog.at_level(logging.DEBUG):
        listen_to(
            [WELCOME, CID, b"CID: *NMBR*0901234567\xff*\r\n", b"MSG: 09012345678 Hung Up\r\n"]
        )
    assert "feed_connected" in caplog.text
    assert "0901234567" not in caplog.text
    assert "9012345678" not in caplog.text
