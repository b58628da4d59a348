"""Connections that cost the hub little: how many wait at once, how long each, who makes room.

A connection on which no device is being served waits: it has said nothing yet, or half of it, or it
was answered. Whoever opens hundreds of those pushes out their own oldest; a device that was signed
in on a connection keeps it longest, and one that is being served is never interrupted for another.
"""

from __future__ import annotations

import asyncio
from typing import Final

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from sync.hub.gate import DISCARD_BYTES_MAX

HEAD_SECONDS_MAX: Final = 20.0
"""A request's first line and headers must have arrived by then."""

HEAD_BYTES_MAX: Final = 16_384
WAITING_MAX: Final = 500
UNREAD_SECONDS_MAX: Final = 20.0
"""A reader that has taken less than UNREAD_STEP_BYTES of its answer in this time is gone."""

UNREAD_STEP_BYTES: Final = 16_384


FILES_MAX: Final = 8192
"""Open files that a crowd of devices and a crowd of strangers need together."""


def make_room() -> None:
    """Let this process have as many connections as the system lets it ask for."""
    try:
        import resource
    except ImportError:
        return  # Windows counts them otherwise.
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES_MAX if hard == resource.RLIM_INFINITY else min(FILES_MAX, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


class PatientProtocol(H11Protocol):
    """Uvicorn's HTTP, whose patience has an end with those who open, send, or read without one."""

    head_seconds_max = HEAD_SECONDS_MAX
    unread_seconds_max = UNREAD_SECONDS_MAX
    waiting_max = WAITING_MAX
    _due: asyncio.TimerHandle | None = None
    _unread: asyncio.TimerHandle | None = None
    _unread_bytes = 0
    _swallowed_bytes = 0
    _waiting_since = 0.0
    _was_known = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._waiting_since = self.loop.time()
        self._expect()
        if len(self.connections) > self.waiting_max:
            self._make_room()

    def data_received(self, data: bytes) -> None:
        """Wait on, until the request's head is complete."""
        super().data_received(data)
        if self.cycle is not None and not self.cycle.response_complete:
            self._relax()
            return
        if self._due is None:
            self._expect()
        if self.conn.their_state is h11.SEND_BODY:
            # It was answered without being read to its end, and goes on sending.
            self._swallowed_bytes += len(data)
            if self._swallowed_bytes > DISCARD_BYTES_MAX:
                self.transport.abort()

    def on_response_complete(self) -> None:
        """Begin to wait for the next request."""
        self._waiting_since = self.loop.time()
        self._was_known = self._was_known or self._is_known()
        super().on_response_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._relax()
        self._stop_watching()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """Watch whether the other side reads at all."""
        super().pause_writing()
        self._watch()

    def resume_writing(self) -> None:
        """Stop watching: it does."""
        self._stop_watching()
        super().resume_writing()

    def timeout_keep_alive_handler(self) -> None:
        """Close a line on which nothing was asked for long."""
        super().timeout_keep_alive_handler()
        self._insist()

    def _make_room(self) -> None:
        waiting = [each for each in self.connections if isinstance(each, PatientProtocol)]
        waiting = [each for each in waiting if each.waits()]
        if len(waiting) <= self.waiting_max:
            return
        first = min(waiting, key=lambda each: (each.was_known, each.waiting_since))
        # Its end is told to it a moment later; until then it must not be found again.
        self.connections.discard(first)
        first.transport.abort()

    @property
    def was_known(self) -> bool:
        """Whether a device was served here before."""
        return self._was_known

    @property
    def waiting_since(self) -> float:
        """When it was opened, or last answered, by the event loop's clock."""
        return self._waiting_since

    def waits(self) -> bool:
        """Tell whether no device is being served here just now."""
        return self.cycle is None or self.cycle.response_complete or not self._is_known()

    def _is_known(self) -> bool:
        return self.scope is not None and "signed_in" in self.scope["state"]

    def _expect(self) -> None:
        self._due = self.loop.call_later(self.head_seconds_max, self._give_up)

    def _give_up(self) -> None:
        self.transport.close()
        self._insist()

    def _insist(self) -> None:
        # A line that is closed waits until what was written is read, which may be never.
        self.loop.call_later(self.unread_seconds_max, self.transport.abort)

    def _relax(self) -> None:
        if self._due is not None:
            self._due.cancel()
            self._due = None

    def _watch(self) -> None:
        self._unread_bytes = self.transport.get_write_buffer_size()
        self._unread = self.loop.call_later(self.unread_seconds_max, self._check_reader)

    def _check_reader(self) -> None:
        if self.transport.get_write_buffer_size() + UNREAD_STEP_BYTES > self._unread_bytes:
            self.transport.abort()
        else:
            self._watch()

    def _stop_watching(self) -> None:
        if self._unread is not None:
            self._unread.cancel()
            self._unread = None
