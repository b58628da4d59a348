"""Rounds with the hub for one ledger, headless: the window's worker and `noren sync` run these."""

from __future__ import annotations

import logging
import random
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from app.domain.history import PastRound
from app.store.errors import StoreError
from app.store.ledger import Ledger
from app.store.replica import LedgerReplica
from app.store.rounds import Line
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

IN_SYNC: Final = "in_sync"
BEHIND: Final = "behind"
"""Outcomes of a round that went well: the contents agree, or do not yet."""

NOT_BEGUN: Final = Progress(step="", pushed=0, pulled=0)


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
        self._engine = Engine(self._replica, client, progress=self._follow, now_ms=now_ms)
        self._client = client
        self._now_ms = now_ms
        self._chance = chance
        self._tell_progress = progress
        self._reached = NOT_BEGUN
        self._failures = 0
        self._woken = threading.Event()

    def round(self) -> Outcome:
        """Do one round and remember how it went; never raises for what a network can do."""
        outcome, began_ms = self._try()
        self._record(outcome, began_ms, None)
        return outcome

    def rounds(self, stop: Callable[[], bool], tell: Callable[[Outcome], None]) -> None:
        """Go on until stopped: a round when woken, when the poll is due, or after a back-off."""
        while not stop():
            self._woken.clear()
            outcome, began_ms = self._try()
            pause_seconds = self._pause_seconds(outcome)
            self._record(outcome, began_ms, self._now_ms() + round(pause_seconds * 1000))
            tell(outcome)
            if stop():
                return
            self._woken.wait(pause_seconds)

    def wake(self) -> None:
        """Begin the next round at once; may be called from any thread."""
        self._woken.set()

    def _try(self) -> tuple[Outcome, int]:
        """Do one round; give its outcome and when it began."""
        began_ms = self._now_ms()
        self._reached = NOT_BEGUN
        try:
            done = self._engine.round()
        except (StoreError, SyncError) as error:
            self._failures += 1
            log.info("round_stopped reason=%s failures=%d", _reason(error), self._failures)
            return Outcome(None, error, frozenset()), began_ms
        self._failures = 0
        return Outcome(done, None, done.touched), began_ms

    def _pause_seconds(self, outcome: Outcome) -> float:
        if outcome.error is None:
            return POLL_SECONDS
        if isinstance(outcome.error, Throttled):
            return outcome.error.retry_after_seconds
        return retry_after_seconds(self._failures, self._chance)

    def _follow(self, progress: Progress) -> None:
        self._reached = progress
        if self._tell_progress is not None:
            self._tell_progress(progress)

    def _record(self, outcome: Outcome, began_ms: int, next_try_ms: int | None) -> None:
        if isinstance(outcome.error, StoreError):
            return  # It says nothing of the hub; and what the disk refused it would refuse again.
        phase, message = _standing(outcome)
        sent_bytes, received_bytes = self._client.take_traffic()
        line = Line(
            hub=phase,
            message=message,
            hub_url=self._client.address,
            failures=self._failures,
            next_try_ms=next_try_ms,
            sent_bytes=sent_bytes,
            received_bytes=received_bytes,
        )
        ended_ms, done = self._now_ms(), outcome.round
        past = PastRound(
            began_ms=began_ms,
            ended_ms=ended_ms,
            times=1,
            took_ms=max(0, ended_ms - began_ms),
            outcome=phase if done is None else IN_SYNC if done.in_sync else BEHIND,
            message=message,
            pushed=done.pushed if done else self._reached.pushed,
            pulled=done.pulled if done else self._reached.pulled,
            repaired=done.repaired if done else 0,
        )
        try:
            self._replica.record_line(line, past)
        except StoreError as error:
            log.warning("state_not_recorded reason=%s", error.code)


def _standing(outcome: Outcome) -> tuple[str, str]:
    """Say how the hub stands after a round, and in which words."""
    if outcome.round is not None:
        return ONLINE, "; ".join(outcome.round.problems[:3])
    return REFUSED if isinstance(outcome.error, Refused) else OFFLINE, str(outcome.error)


def _reason(error: StoreError | SyncError) -> str:
    return error.code if isinstance(error, StoreError) else type(error).__name__


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
