"""Keep one NCID server listened to, on a thread of its own: connect, greet, read, come back."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from contextlib import closing
from enum import StrEnum
from typing import Final

from app.calls.event import EventKind, FeedState
from app.calls.feed import RETRY_FAILURES_MAX, Emit, retry_seconds
from app.calls.health import FeedHealth
from app.calls.ncid import HELLO, LINE_BYTES_MAX, Greeting, NcidParser
from app.calls.tcp import POLL_SECONDS, Address, Stream, StreamLost, open_tcp

GREETING_SECONDS_MAX: Final = 10.0
KEEPALIVE_SECONDS: Final = 30.0
ANSWER_SECONDS_MAX: Final = 10.0

_ASK: Final = b"REQ: YO\r\n"
_BLANK: Final = b"\r\n"


class Trouble(StrEnum):
    """Why nothing comes from a server, in the words of feed events."""

    UNREACHABLE = "unreachable"
    CLOSED = "closed"
    SILENT = "silent"
    NOT_NCID = "not_ncid"
    SERVER_STOPPED = "server_stopped"


class NcidFeed:
    """The NCID adapter: a `Feed`.

    A peer that is not an NCID server is REFUSED and asked only every half minute: it will not
    become one by being asked faster.
    """

    name = "ncid"

    def __init__(
        self,
        address: Address,
        *,
        now_ms: Callable[[], int],
        chance: random.Random,
        connect: Callable[[Address], Stream] = open_tcp,
        wait: Callable[[float], bool] | None = None,
        home_area_code: str = "",
    ) -> None:
        """Prepare to listen to the server at `address`.

        `wait` waits so many seconds and returns True when the feed is stopped meanwhile; without
        it the waiting is done on the stop event itself.
        """
        self._address = address
        self._now_ms = now_ms
        self._chance = chance
        self._connect = connect
        self._wait = wait
        self._home_area_code = home_area_code

    def run(self, stop: threading.Event, emit: Emit) -> None:
        """Bring events until `stop` is set; survive every loss of the server, and tell of it."""
        wait = self._wait or stop.wait
        health = FeedHealth(self.name, self._now_ms, emit)
        failures = 0
        while not stop.is_set():
            visit = _Visit(NcidParser(self._home_area_code), health, emit)
            trouble = self._listen(visit, stop)
            if trouble is None:
                return
            failures = 1 if visit.is_welcome else failures + 1
            if trouble is Trouble.NOT_NCID:
                health.down(FeedState.REFUSED, trouble)
                failures = RETRY_FAILURES_MAX
            else:
                health.down(FeedState.LOST, trouble)
            if wait(retry_seconds(failures, self._chance)):
                return

    def _listen(self, visit: _Visit, stop: threading.Event) -> Trouble | None:
        """Connect once and stay as long as it goes; None when it ended because of `stop`."""
        try:
            stream = self._connect(self._address)
        except StreamLost:
            return Trouble.UNREACHABLE
        with closing(stream):
            try:
                while not stop.is_set():
                    if (trouble := visit.poll(stream)) is not None:
                        return trouble
            except StreamLost:
                return Trouble.CLOSED
        return None


class _Visit:
    """One connection to a server, from its greeting to its end.

    Time is counted in polls that brought nothing, so no clock is read.
    """

    def __init__(self, parser: NcidParser, health: FeedHealth, emit: Emit) -> None:
        self.is_welcome = False
        self._parser = parser
        self._health = health
        self._emit = emit
        self._quiet_seconds = 0.0
        self._is_asked = False
        self._unread_bytes = 0

    def poll(self, stream: Stream) -> Trouble | None:
        """Read once; return what is wrong, or None to go on."""
        data = stream.receive()
        if not data:
            self._quiet_seconds += POLL_SECONDS
            return self._keep_alive(stream) if self.is_welcome else self._await_greeting()
        self._quiet_seconds = 0.0
        self._is_asked = False
        return self._take(data, stream)

    def _take(self, data: bytes, stream: Stream) -> Trouble | None:
        events = self._parser.feed(data)
        if not self.is_welcome:
            self._unread_bytes += len(data)
            if self._parser.greeting is not Greeting.RIGHT:
                return self._await_greeting()
            stream.send(HELLO)
            self.is_welcome = True
            self._health.up()
        for event in events:
            if event.kind is EventKind.FEED:
                self._health.down(FeedState.DEGRADED, Trouble.SERVER_STOPPED)
            else:
                self._emit(event)
        return None

    def _await_greeting(self) -> Trouble | None:
        is_hopeless = (
            self._parser.greeting is Greeting.WRONG
            or self._unread_bytes > LINE_BYTES_MAX
            or self._quiet_seconds >= GREETING_SECONDS_MAX
        )
        return Trouble.NOT_NCID if is_hopeless else None

    def _keep_alive(self, stream: Stream) -> Trouble | None:
        """After a long quiet ask for a sign of life; a server that used to give one is gone."""
        if self._is_asked and self._quiet_seconds >= ANSWER_SECONDS_MAX:
            if self._parser.has_answered:
                return Trouble.SILENT
            self._is_asked = False
        elif not self._is_asked and self._quiet_seconds >= KEEPALIVE_SECONDS:
            stream.send(_ASK if self._parser.answers_requests else _BLANK)
            self._quiet_seconds = 0.0
            self._is_asked = self._parser.answers_requests
        return None
