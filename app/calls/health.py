"""How a feed is and since when, told once at each change; every driver reports through it."""

from __future__ import annotations

import logging
from collections.abc import Callable

from app.calls.event import CallEvent, EventKind, FeedState
from app.calls.feed import Emit

log = logging.getLogger("calls")


class FeedHealth:
    """Turns what a driver meets into feed events.

    An outage has one beginning, however its reason changes: 停止 19:02〜 stays 19:02 while the
    server is first gone, then back as something else, then gone again.
    """

    def __init__(self, feed: str, now_ms: Callable[[], int], emit: Emit) -> None:
        self._feed = feed
        self._now_ms = now_ms
        self._emit = emit
        self._told: tuple[FeedState, str] | None = None
        self._down_since_ms: int | None = None

    def up(self) -> None:
        """Calls come through from now on."""
        self._down_since_ms = None
        self._tell(FeedState.CONNECTED, "", self._now_ms())

    def down(self, state: FeedState, reason: str) -> None:
        """No calls come through; `reason` is a short machine word such as `unreachable`."""
        if self._down_since_ms is None:
            self._down_since_ms = self._now_ms()
        self._tell(state, reason, self._down_since_ms)

    def _tell(self, state: FeedState, reason: str, since_ms: int) -> None:
        if self._told == (state, reason):
            return
        self._told = (state, reason)
        level = logging.INFO if state is FeedState.CONNECTED else logging.WARNING
        log.log(level, "feed_%s feed=%s reason=%s", state, self._feed, reason or "-")
        self._emit(CallEvent(kind=EventKind.FEED, state=state, since_ms=since_ms, reason=reason))
