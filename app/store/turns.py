"""Who of one program's threads has the book next: whoever a person waits for goes first."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

LOOK_SECONDS: Final = 0.001
WAITS_MAX: Final = 50
"""So often a thread of the background looks whether it may write; then it does, all the same."""


class Turns:
    """Lets those write first who are ahead.

    SQLite's lock knows no queue: whoever finds it taken looks again after 1, 2, 5 and at last 100
    ms, and a thread that writes page after page has it again each time.
    """

    def __init__(self, sleep: Callable[[float], None] = time.sleep) -> None:
        self._sleep = sleep
        self._count = 0
        self._lock = threading.Lock()

    @contextmanager
    def ahead(self) -> Iterator[None]:
        """Go before the others for the length of a block, which waits for the write lock."""
        with self._lock:
            self._count += 1
        try:
            yield
        finally:
            with self._lock:
                self._count -= 1

    def wait(self) -> None:
        """Wait for those who are ahead, though not for ever."""
        for _ in range(WAITS_MAX):
            if not self._count:
                return
            self._sleep(LOOK_SECONDS)

    def look_again(self) -> None:
        """Wait as long as whoever is ahead waits before it tries again."""
        self._sleep(LOOK_SECONDS)


@dataclass(frozen=True, slots=True)
class Manners:
    """How one connection behaves towards the others of its program.

    Attributes:
        turns: theirs, all the same.
        pause: of a thread of the background: lets others go first, before each statement; None of
            whom a person waits for.
    """

    turns: Turns
    pause: Callable[[], None] | None = None
