"""A relay's line to its upstream, for one house: rounds, who is let in, and what is remembered."""

from __future__ import annotations

import logging
import random
import threading
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Final, Protocol, Self

from sync.client import Hint
from sync.engine import Engine, Hub, Round, retry_after_seconds
from sync.errors import Refused, SignedOut, SyncError, Throttled
from sync.hub.errors import HubError
from sync.hub.members import Members
from sync.hub.relay_log import RelayLog
from sync.membership import Membership
from sync.relay.replica import HubReplica

log = logging.getLogger("relay")

NOBODY: Final = Membership(relays=(), devices=())
POLL_SECONDS: Final = 20.0
"""How often to look when the live stream is silent or lost; the stream makes it sooner."""


class UpstreamHub(Hub, Protocol):
    """What a relay asks of its upstream; `sync.client.Client` is one."""

    def members(self) -> Membership:
        """Read who belongs to the house."""
        ...

    def hang_up(self) -> None:
        """End what is under way."""
        ...


class StreamingHub(Protocol):
    """What a relay listens to; another `sync.client.Client`."""

    def stream(self, stop: Callable[[], bool]) -> Iterator[Hint]:
        """Wait for hints that something has changed."""
        ...

    def hang_up(self) -> None:
        """End the stream."""
        ...


class Line:
    """Rounds of one house with upstream; belongs to one thread."""

    def __init__(self, relay_log: RelayLog, members: Members, venue: str, hub: UpstreamHub) -> None:
        self._log = relay_log
        self._members = members
        self._venue = venue
        self._hub = hub
        self._hung_up = False
        self._engine = Engine(HubReplica(relay_log, venue), hub)

    def round(self) -> Round | SyncError | HubError:
        """Do one round and remember how it went; never raises for what a network or disk can do."""
        try:
            # First of all: who was shut out upstream is shut out here.
            self._members.admit_told(self._venue, self._hub.members)
            done = self._engine.round()
        except SignedOut as error:
            # This relay was shut out itself: nobody shall go on trusting it with the book.
            self._shut(error)
            return error
        except SyncError as error:
            if not self._hung_up:  # else it was we, and upstream is no further away than before
                self._record("refused" if isinstance(error, Refused) else "offline", str(error))
            return error
        except HubError as error:
            log.warning("round_stopped reason=%s", type(error).__name__)
            return error
        self._record("online", "; ".join(done.problems[:3]))
        return done

    def keep_door(self) -> None:
        """Let in just whom upstream names now; what cannot be asked now the next round asks."""
        try:
            self._members.admit_told(self._venue, self._hub.members)
        except SignedOut as error:
            self._shut(error)
        except (SyncError, HubError) as error:
            log.info("door_not_kept reason=%s", type(error).__name__)

    def hang_up(self) -> None:
        """End the request under way, and this line with it; from any thread."""
        self._hung_up = True
        self._hub.hang_up()

    def _shut(self, error: SignedOut) -> None:
        try:
            self._members.admit_told(self._venue, lambda: NOBODY)
        except HubError as fault:
            log.warning("door_not_shut reason=%s", type(fault).__name__)
        self._record("refused", str(error))

    def _record(self, hub: str, message: str) -> None:
        try:
            self._log.record(self._venue, hub=hub, message=message[:500])
        except HubError as error:
            log.warning("state_not_recorded reason=%s", type(error).__name__)


class LineThreads:
    """One house's line upstream, for as long as the block lasts: a thread asks, one listens."""

    def __init__(
        self,
        line: Line,
        stream: StreamingHub,
        door: Line,
        *,
        chance: random.Random,
        poll_seconds: float = POLL_SECONDS,
    ) -> None:
        """Prepare the threads.

        Args:
            line: does the rounds.
            stream: another client, for the hints alone.
            door: another line: a round takes minutes at times, and whoever is shut out meanwhile
                must not stay in the house for them.
            chance: spreads retries.
            poll_seconds: how often to look without a hint.
        """
        self._line = line
        self._stream = stream
        self._door = door
        self._chance = chance
        self._poll_seconds = poll_seconds
        self._stop = threading.Event()
        self._woken = threading.Event()
        self._in_round = threading.Event()
        self._threads = [
            threading.Thread(target=work, name=f"relay-{name}", daemon=True)
            for name, work in (("rounds", self._ask), ("hints", self._listen))
        ]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop.set()
        self._woken.set()
        for line in (self._stream, self._door, self._line):
            line.hang_up()
        for thread in self._threads:
            thread.join()

    def wake(self) -> None:
        """Ask at once; from any thread."""
        self._woken.set()

    def _ask(self) -> None:
        failures = 0
        while not self._stop.is_set():
            self._woken.clear()
            self._in_round.set()
            done = self._line.round()
            self._in_round.clear()
            failures = 0 if isinstance(done, Round) else failures + 1
            if isinstance(done, Round):
                pause = self._poll_seconds
            elif isinstance(done, Throttled):
                pause = done.retry_after_seconds
            else:
                pause = retry_after_seconds(failures, self._chance)
            self._woken.wait(pause)

    def _listen(self) -> None:
        failures = 0
        while not self._stop.is_set():
            try:
                for _ in self._stream.stream(self._stop.is_set):
                    failures = 0
                    self.wake()
                    if self._in_round.is_set():
                        self._door.keep_door()
            except SyncError as error:
                log.info("stream_lost reason=%s", type(error).__name__)
            failures += 1
            self._stop.wait(retry_after_seconds(failures, self._chance))
