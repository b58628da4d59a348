"""Threads of the window: one for the ledger's remote side, one per caller feed.

Everything leaves these threads as frozen values through signals. Connect them to a `@Slot` of an
object on the UI thread: a lambda would run here, on the worker's thread.
"""

from __future__ import annotations

import logging
import random
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QThread, Signal

from app.background.call_desk import CallDesk, CallNews
from app.background.state import SyncState
from app.calls.event import CallEvent
from app.calls.feed import Feed
from app.domain.errors import DomainError

if TYPE_CHECKING:
    # Named here only. httpx costs 300 ms, for which the window's first paint need not wait.
    from app.background.session import Outcome, SyncSession
    from sync.client import Client
    from sync.engine import Progress

log = logging.getLogger("background")


class SyncParts(Protocol):
    """What a sync thread works with; built on that very thread, because SQLite insists."""

    session: SyncSession
    client: Client
    stream_client: Client

    def state(self) -> SyncState:
        """Read how we stand, from this thread's own connection."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...


class SyncThread(QThread):
    """Keeps one ledger in agreement with its hub.

    Signals:
        state_changed: how we stand now; a `SyncState`.
        touched: a round brought news; a `frozenset` of (type, id).
        progressed: so many hundredths of the book are here.
    """

    state_changed = Signal(object)
    touched = Signal(object)
    progressed = Signal(int)

    def __init__(self, build: Callable[[], SyncParts], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._build = build
        self._stop = threading.Event()
        self._parts: SyncParts | None = None

    def run(self) -> None:
        """Run rounds until told to stop; Qt calls this on the new thread."""
        from app.background.session import listening

        parts = self._parts = self._build()
        parts.session.progress = self._tell_progress
        try:
            with listening(parts.session, parts.stream_client, self._stop, random.Random()):
                parts.session.rounds(self._stop.is_set, self._tell)
        finally:
            parts.close()
            self._parts = None

    def network_came_back(self) -> None:
        """Try at once, if the hub could not be reached; from any thread."""
        parts = self._parts
        if parts is not None:
            parts.session.network_came_back()

    def nudge(self) -> None:
        """Send what staff just entered without waiting for the poll; from any thread."""
        parts = self._parts
        if parts is not None:
            parts.session.wake()

    def finish(self) -> None:
        """Stop after the request under way, if it ends soon, and wait for the thread to end."""
        self._stop.set()
        self.nudge()
        parts = self._parts
        if parts is not None:
            from app.background.session import FINISH_SECONDS_MAX

            parts.stream_client.hang_up()
            if not self.wait(round(FINISH_SECONDS_MAX * 1000)):
                parts.session.hang_up()
        self.wait()

    def _tell(self, outcome: Outcome) -> None:
        if outcome.touched:
            self.touched.emit(outcome.touched)
        parts = self._parts
        if parts is not None:
            self.state_changed.emit(parts.state())

    def _tell_progress(self, progress: Progress) -> None:
        if progress.percent is not None:
            self.progressed.emit(progress.percent)


class FeedThread(QThread):
    """Listens to one caller feed.

    Signals:
        news: what an event means; a `CallNews`.
    """

    news = Signal(object)

    def __init__(
        self,
        feed: Feed,
        open_desk: Callable[[], AbstractContextManager[CallDesk]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._feed = feed
        self._open_desk = open_desk
        self._stop = threading.Event()

    def run(self) -> None:
        """Listen until told to stop; Qt calls this on the new thread."""
        with self._open_desk() as desk:
            self._feed.run(self._stop, lambda event: self._take(desk, event))

    def finish(self) -> None:
        """Stop listening and wait for the thread to end."""
        self._stop.set()
        self.wait()

    def _take(self, desk: CallDesk, event: CallEvent) -> None:
        try:
            news: CallNews = desk.take(event)
        except DomainError as error:
            # The card must not die with a full disk: tell of the event, without the record.
            log.warning("call_not_kept reason=%s", error.code)
            news = CallNews(event=event)
        self.news.emit(news)
