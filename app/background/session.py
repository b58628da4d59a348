"""Rounds with the hub for one ledger, headless: the window's worker and `noren sync` run these."""

from __future__ import annotations

import logging
import random
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import Final

from app.background import network
from app.background.house_relay import RelayChoice
from app.domain.history import PastRound
from app.store.errors import StoreError
from app.store.house_replica import HouseReplica
from app.store.ledger import Ledger
from app.store.replica import LedgerReplica
from app.store.rounds import Line
from sync.ahead import Ahead, AtNeed
from sync.change import Incarnation
from sync.client import Client, Hint
from sync.engine import Engine, Hub, Progress, Round, retry_after_seconds
from sync.errors import Refused, Stopped, SyncError, Throttled, Unreachable
from sync.journal import Key
from sync.offering import ASK_AFTER
from sync.relayed import InUse

log = logging.getLogger("background")

POLL_SECONDS: Final = 20.0
"""How often to look when the live stream is silent or lost; the stream makes it sooner."""

END_SECONDS_MAX: Final = 2.0
"""A stream that is just being opened is not waited for longer than this."""

FINISH_SECONDS_MAX: Final = 3.0
"""Whoever closes the program waits no longer than this for a hub that does not answer."""

PATIENCE_JITTER: Final = 0.25
"""What a hub asks for is lengthened by up to this share of it."""

CHORE_SECONDS: Final = 0.05
"""Between two steps of what can wait: the window and the next round come first."""

PROOFREAD_MAX: Final = 100
"""Entities of a copied book read over in one step: some hundredths of a second."""

HINTS_MAX: Final = 64
"""Hints with changes kept for the next round; what an older one brought is asked for."""

UNTIDIED_MAX: Final = 32
"""Rounds that follow each other closely before the log is carried into the file all the same."""

ONLINE: Final = "online"
OFFLINE: Final = "offline"
REFUSED: Final = "refused"

IN_SYNC: Final = "in_sync"
BEHIND: Final = "behind"
"""Outcomes of a round that went well: the contents agree, or do not yet."""

NOT_BEGUN: Final = Progress(step="", pushed=0, pulled=0)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one round came to, or, while it goes on, what it has brought so far.

    Attributes:
        round: what it did, or None if it broke off or goes on.
        error: why it broke off, or None.
        touched: entities that look different now, and of which was not told before.
    """

    round: Round | None
    error: SyncError | StoreError | None
    touched: frozenset[Key]


class SyncSession:
    """Rounds for one ledger against one hub.

    Belongs to the thread that made it, save `wake`, `hear`, `hang_up`, `network_came_back` and
    `regained`.

    Attributes:
        regained: set when the hub answers again after it did not.
        progress: is told how far a round is; None if nobody asks.
        offering: begins to put a copy of the book at the hub, step by step; None if it shall not.
    """

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
        self.offering: Callable[[], Iterator[None]] | None = None
        self._offer: Iterator[None] | None = None
        self._offered_at = 0
        self._relays: RelayChoice | None = None
        self._house = HouseReplica(ledger, now_ms=now_ms, new_incarnation=new_incarnation)
        self._mended: frozenset[Key] = frozenset()
        self._replica = LedgerReplica(ledger, now_ms=now_ms, new_incarnation=new_incarnation)
        self._now_ms = now_ms
        self._ahead: Ahead = AtNeed()
        self._engine = self._engine_for(self._replica, client)
        self._client = self._asked = client
        self._chance = chance
        self.progress = progress
        self._reached = NOT_BEGUN
        self._tell: Callable[[Outcome], None] | None = None
        self._told_of: set[Key] = set()
        self._failures = 0
        self._untidied = 0
        self._woken = threading.Event()
        self._wanted = threading.Event()
        self._hint: Hint | None = None
        self._told: deque[Hint] = deque(maxlen=HINTS_MAX)
        self.regained = threading.Event()

    def prefer(self, relays: RelayChoice) -> None:
        """Ask the house's relay first, whenever there is one."""
        self._relays = relays

    def ask_ahead(self, ahead: Ahead) -> None:
        """Ask for the next page, and offer the next batch, while the last is written down."""
        self._ahead = ahead
        self._engine = self._engine_for(self._replica, self._client)

    def _engine_for(self, replica: LedgerReplica, hub: Hub) -> Engine:
        return Engine(replica, hub, progress=self._follow, now_ms=self._now_ms, ahead=self._ahead)

    def close(self) -> None:
        """Let go of the relay, and ask nothing any more; the hub's line is its owner's."""
        self._ahead.close()
        if self._relays is not None:
            self._relays.close()

    def round(self) -> Outcome:
        """Do one round and remember how it went; never raises for what a network can do."""
        outcome, began_ms = self._try()
        self._record(outcome, began_ms, None)
        self._tidy()
        return outcome

    def break_off(self, error: SyncError) -> Outcome:
        """Remember that a round came to nothing before it began, and why."""
        self._failures += 1
        outcome = Outcome(None, error, frozenset())
        self._record(outcome, self._now_ms(), None)
        return outcome

    def rounds(self, stop: Callable[[], bool], tell: Callable[[Outcome], None]) -> None:
        """Go on until stopped: a round when woken, when the poll is due, or after a back-off."""
        self._tell = tell
        while not stop():
            self._wanted.clear()
            self._woken.clear()
            outcome, began_ms = self._try(stop)
            if isinstance(outcome.error, Stopped):
                return
            pause_seconds = self._pause_seconds(outcome)
            self._record(outcome, began_ms, self._now_ms() + round(pause_seconds * 1000))
            tell(outcome)
            for _ in chain(self._tidied(), self.offer(outcome), self.proofread()):
                if stop() or self._is_called(outcome, CHORE_SECONDS):
                    break
            if stop():
                return
            self._is_called(outcome, pause_seconds)

    def offer(self, outcome: Outcome) -> Iterator[None]:
        """Put a copy of the book at the hub if that wants one; left early, it goes on next time."""
        done = outcome.round
        if done is None or not done.in_sync or self.offering is None:
            return
        if self._offer is None:
            if abs(done.cursor - self._offered_at) < ASK_AFTER:
                return
            self._offered_at = done.cursor
            self._offer = self.offering()
        try:
            for _ in self._offer:
                yield
        except (StoreError, SyncError) as error:
            log.warning("no_copy_offered reason=%s", reason_of(error))
        self._offer = None

    def proofread(self) -> Iterator[None]:
        """Read a book over that came as a copy, a few entities in each step.

        What had to be mended is told of with the next round.
        """
        try:
            while (applied := self._replica.proofread(PROOFREAD_MAX)) is not None:
                self._mended |= applied.touched
                yield
        except StoreError as error:
            log.warning("not_proofread reason=%s", reason_of(error))

    def wake(self) -> None:
        """Begin the next round at once; may be called from any thread."""
        self._wanted.set()
        self._woken.set()

    def hear(self, hint: Hint) -> None:
        """Begin the next round at once if this is news; may be called from any thread."""
        self._hint = hint
        if hint.changes:
            self._told.append(hint)
        self._woken.set()

    def _is_called(self, outcome: Outcome, seconds: float) -> bool:
        """Wait so long for somebody who wants a round, or for news; tell whether there was any."""
        while self._woken.wait(seconds):
            if self._wanted.is_set() or not self._knows(self._hint, outcome.round):
                return True
            # What the hub tells of is what we sent it ourselves, or what we read just now.
            self._woken.clear()
            if self._wanted.is_set():
                return True
        return False

    def _knows(self, hint: Hint | None, done: Round | None) -> bool:
        # A relay says the same again when it has heard from upstream: that is always news.
        if hint is None or done is None or self._asked is not self._client:
            return False
        return hint.epoch == done.epoch and hint.head <= done.cursor

    def hang_up(self) -> None:
        """Give up the request under way, for good; may be called from any thread.

        Nothing is lost by it: whether the hub took what was sent is asked about the next time.
        """
        self._client.hang_up()
        self._asked.hang_up()

    def network_came_back(self) -> None:
        """Try at once, if the hub could not be reached; may be called from any thread."""
        if self._failures:
            self.wake()

    def _tidied(self) -> Iterator[None]:
        """Carry the log into the file once nobody wants a round, or after many of them."""
        self._untidied += 1
        if self._untidied < UNTIDIED_MAX:
            yield
        self._untidied = 0
        self._tidy()

    def _tidy(self) -> None:
        try:
            self._replica.tidy()
        except StoreError as error:
            log.warning("not_tidied reason=%s", error.code)

    def _try(self, stop: Callable[[], bool] = lambda: False) -> tuple[Outcome, int]:
        """Do one round; give its outcome and when it began."""
        began_ms = self._now_ms()
        self._reached = NOT_BEGUN
        self._told_of.clear()
        try:
            done = self._ask_relay(stop) or self._ask_hub(stop)
        except Stopped as error:
            return Outcome(None, error, frozenset()), began_ms
        except (StoreError, SyncError) as error:
            self._failures += 1
            log.info("round_stopped reason=%s failures=%d", reason_of(error), self._failures)
            return Outcome(None, error, frozenset()), began_ms
        if self._failures:
            self.regained.set()
        self._failures = 0
        touched = (done.touched - self._told_of) | self._mended
        self._mended = frozenset()
        return Outcome(done, None, touched), began_ms

    def _ask_hub(self, stop: Callable[[], bool]) -> Round:
        self._asked = self._client
        told = [self._told.popleft() for _ in range(len(self._told))]
        done = self._engine.round(stop, told)
        if self._relays is not None and not stop() and self._relays.is_time_to_learn():
            self._learn_relays()
        return done

    def _learn_relays(self) -> None:
        """Ask which relays the house has; without an answer the round was as good as it was."""
        try:
            self._house.learn(relay.id for relay in self._client.members().relays)
        except (StoreError, SyncError) as error:
            log.info("relays_not_learned reason=%s", reason_of(error))

    def _ask_relay(self, stop: Callable[[], bool]) -> Round | None:
        """Do a round with the house's relay; None where there is none, or it does not answer."""
        line = self._relays.line() if self._relays is not None else None
        if self._relays is None or line is None:
            return None
        self._asked = line.client
        try:
            done = self._engine_for(self._house, line.client).round(stop)
        except Stopped:
            raise
        except SyncError as error:
            self._relays.failed(error)
            return None
        self._relays.answered()
        return done

    def _pause_seconds(self, outcome: Outcome) -> float:
        if outcome.error is None:
            return POLL_SECONDS
        if isinstance(outcome.error, Throttled):
            # Never sooner, and not all devices at once.
            patience = outcome.error.retry_after_seconds
            return patience + self._chance.uniform(0, patience * PATIENCE_JITTER)
        return retry_after_seconds(self._failures, self._chance)

    def _follow(self, progress: Progress) -> None:
        self._reached = progress
        if self._tell is not None and progress.touched:
            # Staff need not wait until the round has ended.
            self._told_of |= progress.touched
            self._tell(Outcome(None, None, progress.touched))
        if self.progress is not None:
            self.progress(progress)

    def _record(self, outcome: Outcome, began_ms: int, next_try_ms: int | None) -> None:
        if isinstance(outcome.error, StoreError):
            return  # It says nothing of the hub; and what the disk refused it would refuse again.
        phase, message, reason = _standing(outcome)
        sent_bytes, received_bytes = self._asked.take_traffic()
        line = Line(
            hub=phase,
            message=message,
            reason=reason,
            hub_url=self._asked.address,
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
            self._house.record_use(*self._relay_in_use(outcome))
        except StoreError as error:
            log.warning("state_not_recorded reason=%s", error.code)

    def _relay_in_use(self, outcome: Outcome) -> tuple[InUse | None, str]:
        """Name the relay that was asked, if it was, and how it stands with the hub."""
        line = self._relays.line() if self._relays is not None else None
        done = outcome.round
        if done is None or done.upstream is None or line is None or self._asked is self._client:
            return None, ""
        in_use = InUse(line.url, done.agrees, done.upstream.hub, done.upstream.since_ms)
        return in_use, line.relay()


def reason_of(error: StoreError | SyncError) -> str:
    """Name an error by a machine word: the hub's own, where it gave one."""
    if isinstance(error, (StoreError, Refused, Throttled)):
        return error.code
    return type(error).__name__.lower()


def _standing(outcome: Outcome) -> tuple[str, str, str]:
    """Say how the hub stands after a round, in which words, and in which one word."""
    if outcome.round is not None:
        return ONLINE, "; ".join(outcome.round.problems[:3]), ""
    assert outcome.error is not None
    phase = REFUSED if isinstance(outcome.error, Refused) else OFFLINE
    return phase, str(outcome.error), reason_of(outcome.error)


@contextmanager
def listening(
    session: SyncSession, client: Client, stop: threading.Event, chance: random.Random
) -> Iterator[None]:
    """Let the hub and the network wake a session for the length of a block; then stop it.

    Args:
        session: is woken.
        client: a line to the hub for the stream alone.
        stop: set at the end of the block, or before.
        chance: spreads retries.
    """
    stream = threading.Thread(
        target=follow_stream,
        args=(client, stop, session.hear, session.regained),
        name="hub-stream",
        daemon=True,
    )
    stream.start()
    line = network.open_line()
    if line is not None:
        threading.Thread(
            target=network.follow_network,
            args=(line, stop, session.network_came_back, chance),
            name="network",
            daemon=True,
        ).start()
    try:
        yield
    finally:
        stop.set()
        session.regained.set()
        client.hang_up()
        stream.join(END_SECONDS_MAX)


def follow_stream(
    client: Client,
    stop: threading.Event,
    hear: Callable[[Hint], None],
    regained: threading.Event | None = None,
) -> None:
    """Turn the hub's hints into wake-ups until stopped; a lost stream leaves it to the poll.

    A hint carries no truth: all it does is make the next round sooner. A lost stream is tried
    again after a while, or as soon as the hub is `regained`; who stops it sets both.
    """
    failures = 0
    chance = random.Random()  # spreads retries; guards nothing
    while not stop.is_set():
        try:
            for hint in client.stream(stop.is_set):
                failures = 0
                hear(hint)
        except SyncError as error:
            if isinstance(error, Refused):
                log.info("stream_refused code=%s", error.code)
            elif not isinstance(error, Unreachable):
                log.info("stream_lost reason=%s", type(error).__name__)
        failures += 1
        pause_seconds = retry_after_seconds(failures, chance)
        if regained is None:
            stop.wait(pause_seconds)
        elif regained.wait(pause_seconds) and not stop.is_set():
            regained.clear()
