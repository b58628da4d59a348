"""Chooses between the house's relay and the hub: the relay while it answers, the hub otherwise."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from typing import Final, Protocol

from sync.client import Client
from sync.errors import SyncError

log = logging.getLogger("background")

AWAY_SECONDS_MIN: Final = 5.0
AWAY_SECONDS_MAX: Final = 300.0
"""A relay that failed is left alone for so long at first, and at most: twice as long each time."""

STEADY_SECONDS: Final = 60.0
"""A relay that was in use for so long before it failed begins with the shortest time again."""

LEARN_SECONDS: Final = 600.0
"""How often the hub is asked which relays the house has."""


class Finder(Protocol):
    """Where a relay of the house may be."""

    def urls(self) -> Sequence[str]:
        """Name addresses to try, the best first; never waits for a network."""
        ...

    def close(self) -> None:
        """Look no more."""
        ...


class RelayLine(Protocol):
    """A line to the relay at one address."""

    url: str
    client: Client

    def relay(self) -> str:
        """Name the relay that proved itself here."""
        ...

    def follow(self, stop: threading.Event) -> None:
        """Listen to its hints until stopped; runs on a thread of its own."""
        ...

    def close(self) -> None:
        """Let go of the line; ends `follow`."""
        ...


class RelayChoice:
    """Which relay to ask now, if any; used by the thread that syncs."""

    def __init__(
        self,
        finder: Finder,
        open_line: Callable[[str], RelayLine],
        *,
        steady_seconds: Callable[[], float],
    ) -> None:
        """Choose from what is found.

        Args:
            finder: knows addresses.
            open_line: makes a line to one.
            steady_seconds: a clock that nobody sets.
        """
        self._finder = finder
        self._open_line = open_line
        self._now = steady_seconds
        self._line: RelayLine | None = None
        self._following: tuple[threading.Thread, threading.Event] | None = None
        self._since = 0.0
        self._away_until: dict[str, float] = {}
        self._away_seconds: dict[str, float] = {}
        self._learned = float("-inf")

    def line(self) -> RelayLine | None:
        """Give the relay to ask first; None when there is none to be had."""
        urls = self._finder.urls()
        if self._line is not None and self._line.url in urls:
            return self._line
        self._leave()
        now = self._now()
        for url in urls:
            if self._away_until.get(url, now) <= now:
                self._line = self._open_line(url)
                self._since = now
                return self._line
        return None

    def answered(self) -> None:
        """Note that the relay did a whole round; from now on its hints are listened to."""
        if self._line is None or self._following is not None:
            return
        self._since = self._now()
        stop = threading.Event()
        thread = threading.Thread(
            target=self._line.follow, args=(stop,), name="relay-stream", daemon=True
        )
        self._following = (thread, stop)
        thread.start()
        log.info("relay_in_use")

    def failed(self, error: SyncError) -> None:
        """Note that it did not; the hub is asked instead, and the relay again after a while."""
        if self._line is None:
            return
        url, now = self._line.url, self._now()
        was_steady = self._following is not None and now - self._since >= STEADY_SECONDS
        before = 0.0 if was_steady else self._away_seconds.get(url, 0.0)
        self._away_seconds[url] = min(max(before * 2, AWAY_SECONDS_MIN), AWAY_SECONDS_MAX)
        self._away_until[url] = now + self._away_seconds[url]
        log.info("relay_left reason=%s", type(error).__name__)
        self._leave()

    def is_time_to_learn(self) -> bool:
        """Tell whether to ask the hub again which relays the house has."""
        if self._now() - self._learned < LEARN_SECONDS:
            return False
        self._learned = self._now()
        return True

    def close(self) -> None:
        """Let go of the relay and look for none."""
        self._leave()
        self._finder.close()

    def _leave(self) -> None:
        with ExitStack() as stack:
            if self._following is not None:
                self._following[1].set()
                self._following = None
            if self._line is not None:
                stack.callback(self._line.close)
                self._line = None


class Listed:
    """Addresses that are known: said in the settings, or where a relay proved itself last."""

    def __init__(self, urls: Callable[[], Sequence[str]]) -> None:
        self._urls = urls

    def urls(self) -> Sequence[str]:
        """Name them."""
        return tuple(dict.fromkeys(self._urls()))

    def close(self) -> None:
        """There is nothing to stop."""
