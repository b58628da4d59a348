"""How much of the hub one request, one device and all of them together may take."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Final

import anyio

from sync import wire
from sync.hub.errors import Unavailable

_SMALL_BODIES: Final = {
    f"{wire.PREFIX}/pair": 4096,
    f"{wire.PREFIX}/pull": 4096,
    f"{wire.PREFIX}/entities": 16_384,
    f"{wire.PREFIX}/changes": 1024 * 1024,
}
"""What a whole request of the kind needs at most; the first is open to strangers."""

BODIES_BYTES_MAX: Final = 16 * wire.REQUEST_BYTES_MAX
"""All bodies that have come, or are coming, together."""

HEAVY_BYTES: Final = 256 * 1024
HEAVY_AT_ONCE: Final = 2
"""Of longer bodies, this many are worked on at once: what one becomes is many times its size."""

HEAVY_SECONDS_MAX: Final = 20.0
VALUES_MAX: Final = 600_000
"""Values in a body, near enough: empty lists in 4 MiB would take 130 MiB when they are read."""

DEVICE_REQUESTS_MAX: Final = 8
"""Of one device at once, streams included; a device of ours has two."""


def body_bytes_max(path: str) -> int:
    """Tell how long the body of a request may be."""
    return _SMALL_BODIES.get(path, wire.REQUEST_BYTES_MAX)


def values(body: bytes) -> int:
    """Count the values of a JSON text, without reading it; one inside a string may count, too."""
    return sum(body.count(mark) for mark in (b",", b":", b"[", b"{"))


class Shares:
    """Who takes how much just now; used on the event loop only."""

    def __init__(self) -> None:
        self._requests: Counter[tuple[str, str]] = Counter()
        self._bytes = 0
        self._heavy = anyio.Semaphore(HEAVY_AT_ONCE)

    @contextmanager
    def request_of(self, venue: str, device: str) -> Iterator[None]:
        """Count a request while it lasts.

        Raises:
            Unavailable: the device has enough of them under way.
        """
        if self._requests[venue, device] >= DEVICE_REQUESTS_MAX:
            raise Unavailable("this device has too many requests under way")
        self._requests[venue, device] += 1
        try:
            yield
        finally:
            self._requests[venue, device] -= 1
            if not self._requests[venue, device]:
                del self._requests[venue, device]

    @contextmanager
    def body(self) -> Iterator[Body]:
        """Count a body while it comes and until it was answered."""
        body = Body(self)
        try:
            yield body
        finally:
            self.take(-body.size)

    @asynccontextmanager
    async def work_on(self, body: bytes) -> AsyncIterator[None]:
        """Wait until there is room for what a body becomes when it is read.

        Raises:
            Unavailable: there was none for long.
        """
        if len(body) < HEAVY_BYTES:
            yield
            return
        with anyio.move_on_after(HEAVY_SECONDS_MAX) as patience:
            await self._heavy.acquire()
        if patience.cancelled_caught:
            raise Unavailable("the hub has its hands full; ask again soon")
        try:
            yield
        finally:
            self._heavy.release()

    def take(self, size: int) -> None:
        """Count bytes that came, or, below zero, that went.

        Raises:
            Unavailable: there is no room for more.
        """
        if size > 0 and self._bytes + size > BODIES_BYTES_MAX:
            raise Unavailable("the hub has its hands full; ask again soon")
        self._bytes += size


class Body:
    """The bytes of one request that the hub holds."""

    def __init__(self, shares: Shares) -> None:
        self._shares = shares
        self.size = 0

    def grow(self, size: int) -> None:
        """Count bytes that came.

        Raises:
            Unavailable: there is no room for more.
        """
        self._shares.take(size)
        self.size += size
