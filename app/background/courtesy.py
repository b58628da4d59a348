"""Lets a thread of the background stand aside while the window's thread has something to do."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

LOOK_SECONDS: Final = 0.002
"""How long a thread goes on before it looks again: a look costs a fortieth of that."""

LET_SECONDS: Final = 0.000_05
"""How long Python's lock is let go of for a look: as long as a waiting thread needs to take it."""

TAKEN_SECONDS: Final = 0.000_4
"""Whoever waits longer than this to have the lock back was waiting for somebody at work."""

ASIDE_SECONDS: Final = 0.003
ASIDE_TIMES_MAX: Final = 15
"""After so many looks a thread goes on all the same: a busy window must not stop the sync."""


class Courtesy:
    """Python's lock, shared with whoever is at work.

    Of two threads that want it, each has it half of the time, and one that reads from SQLite loses
    it at every row. So while the window draws, the others had better not want it at all.
    """

    def __init__(
        self,
        *,
        steady_seconds: Callable[[], float] = time.perf_counter,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._now = steady_seconds
        self._sleep = sleep
        self._looked = steady_seconds()

    def give_way(self) -> None:
        """Wait, now and then and not for ever, until nobody else is at work."""
        if self._now() - self._looked < LOOK_SECONDS:
            return
        for _ in range(ASIDE_TIMES_MAX):
            if not self._is_taken():
                break
            self._sleep(ASIDE_SECONDS)
        self._looked = self._now()

    def _is_taken(self) -> bool:
        before = self._now()
        self._sleep(LET_SECONDS)
        return self._now() - before > TAKEN_SECONDS
