"""The Protocol behind which every caller-ID adapter stands, and the patience between two tries."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from typing import Final, Protocol

from app.calls.event import CallEvent

Emit = Callable[[CallEvent], None]

RETRY_SECONDS_FIRST: Final = 1.0
RETRY_SECONDS_MAX: Final = 30.0
RETRY_FAILURES_MAX: Final = 6
"""From so many failures in a row on, the wait is the longest."""


class Feed(Protocol):
    """One source of calls, run on a thread of its own.

    Attributes:
        name: which adapter it is, as kept with each call: `ncid`.
    """

    name: str

    def run(self, stop: threading.Event, emit: Emit) -> None:
        """Bring events until `stop` is set; survive every loss of the peer, and tell of it.

        `emit` is called on this thread. Feed events tell how the feed is: one when it changes,
        never one a try.
        """


def retry_seconds(failures: int, chance: random.Random) -> float:
    """How long to wait after so many failures in a row, at least one: doubling, then staying.

    Half of it is chance, so that a house full of tablets does not knock in step.
    """
    doublings = min(failures, RETRY_FAILURES_MAX) - 1
    longest = min(RETRY_SECONDS_FIRST * 2.0**doublings, RETRY_SECONDS_MAX)
    return longest * chance.uniform(0.5, 1.0)
