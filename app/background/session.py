"""Rounds with the hub for one ledger, headless: the window's worker and `noren sync` run these."""

from __future__ import annotations

import logging
import random
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from app.store.errors import StoreError
from app.store.ledger import Ledger
from app.store.replica import LedgerReplica
from sync.change import Incarnation
from sync.client import Client
from sync.engine import Engine, Progress, Round, retry_after_seconds
from sync.errors import Refused, SyncError, Throttled, Unreachable
from sync.journal import Key

log = logging.getLogger("background")

POLL_SECONDS: Final = 20.0
"""How often to look when the live stream is silent or lost; the stream makes it sooner."""

ONLINE: Final = "online"
OFFLINE: Final = "offline"
REFUSED: Final = "refused"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one round came to.

    Attributes:
        round: what it did, or None if it broke off.
        error: why it broke off, or None.
        touched: entities that look different now.
    """

    round: Round | None
    error: SyncError | StoreError | None
    touched: frozenset[Key]


class SyncSession:
    """Rounds for one ledger against one hub; belongs to the thread that made it, save `wake`."""

    def __init__(
        self,
        ledger: Ledger,
        client: Client,
        *,
        now_ms: Callable[[], int],
        new_incarnation: Callable[[], Incarnation],
        chance: random.Random,
        progress: Callable[[Progress], None] | None = None,
    ) -> None:
        self._replica = LedgerReplica(ledger, now_ms=now_ms, new_incarnation=new_incarnation)
        self._engine = Engine(self._replica, client, progress=progress)
        self._chance = chance
        self._failures = 0
        self._woken = threading.Event()

    def round(self) -> Outcome:
        """Do one round and remember how it went; never raises for what a network can do."""
        try:
            done = self._engine.round()
        except StoreError as error:
            log.warning("round_stopped reason=%s", error.code)
            self._failures += 1
            return Outcome(None, error, frozenset())
        except SyncError as error:
            self._failures += 1
            phase = REFUSED if isinstance(error, Refused) else OFFLINE
            log.info("round_stopped reason=%s failures=%d", type(error).__name__, self._failures)
            self._record(phase, str(error))
            return Outcome(None, error, frozenset())
        self._failures = 0
        self._record(ONLINE, "; ".join(done.problems[:3]))
        return Outcome(done, None, done.touched)

    def rounds(self, stop: Callable[[], bool], tell: Callable[[Outcome], None]) -> None:
        """Go on until stopped: a round when woken, when the poll is due, or after a back-off."""
        while not stop():
            self._woken.clear()
            outcome = self.round()
            tell(outcome)
            if stop():
                return
            self._woken.wait(self._pause_seconds(outcome))

    def wake(self) -> None:
        """Begin the next round at once; may be called from any thread."""
        self._woken.set()

    def _pause_seconds(self, outcome: Outcome) -> float:
        if outcome.error is None:
            return POLL_SECONDS
        if isinstance(outcome.error, Throttled):
            return outcome.error.retry_after_seconds
        return retry_after_seconds(self._failures, self._chance)

    def _record(self, phase: str, message: str) -> None:
        try:
            self._replica.record_hub(phase, message)
        except StoreError as error:
            log.warning("state_not_recorded reason=%s", error.code)


def follow_stream(client: Client, stop: threading.Event, wake: Callable[[], None]) -> None:
    """Turn the hub's hints into wake-ups until stopped; a lost stream leaves it to the poll.

    A hint carries no truth: all it does is make the next round sooner.
    """
    failures = 0
    chance = random.Random()  # spreads retries; guards nothing
    while not stop.is_set():
        try:
            for _ in client.stream(stop.is_set):
                failures = 0
                wake()
        except SyncError as error:
            if isinstance(error, Refused):
                log.info("stream_refused code=%s", error.code)
            elif not isinstance(error, Unreachable):
                log.info("stream_lost reason=%s", type(error).__name__)
        failures += 1
        stop.wait(retry_after_seconds(failures, chance))
