"""The parts of one running hub, and how its work leaves the event loop."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final, Protocol, TypeVar

import anyio

from sync.hub.copies import Copies
from sync.hub.log import HubLog
from sync.hub.members import Members
from sync.hub.metrics import Metrics
from sync.hub.pairing import Pairing
from sync.hub.patrol import Patrol
from sync.hub.stream import Switchboard

Result = TypeVar("Result")
WRITERS_MAX: Final = 8
"""Threads that wait to write at once, of the forty there are."""


class Offload(Protocol):
    """Runs work that waits for the database off the event loop, or at once in a simulation."""

    def __call__(self, work: Callable[[], Result], /) -> Awaitable[Result]:
        """Do the work and give its result."""
        ...


async def in_thread(work: Callable[[], Result], /) -> Result:
    """Do the work on a thread of its own."""
    return await anyio.to_thread.run_sync(work)


async def at_once(work: Callable[[], Result], /) -> Result:
    """Do the work here and now, for one thread and a virtual clock."""
    return work()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hub:
    """The parts behind the routes."""

    log: HubLog
    patrol: Patrol
    pairing: Pairing
    members: Members
    copies: Copies
    board: Switchboard
    metrics: Metrics
    offload: Offload
    now_ms: Callable[[], int]
    writers: anyio.Semaphore = field(default_factory=lambda: anyio.Semaphore(WRITERS_MAX))

    async def write(self, work: Callable[[], Result]) -> Result:
        """Do work that may wait for the write lock; reading finds threads free meanwhile."""
        async with self.writers:
            return await self.offload(work)
