"""A hub's line to the hub above it: joining as a relay, and keeping the lines while it serves."""

from __future__ import annotations

import os
import random
import secrets as randomness
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Final

from app.background.relay_finder import announced
from app.bootstrap.home import host_name, new_id, now_ms
from app.bootstrap.secrets import open_secrets
from app.domain.errors import Invalid, NotAllowed
from sync.client import Client, Identity
from sync.hub.members import Members
from sync.hub.relay_lines import UpstreamLine
from sync.hub.relay_log import RelayLog
from sync.hub.venues import Venue, Venues
from sync.relay.line import Line, LineThreads
from sync.relay.replica import NO_LIFE

RELAY: Final = "relay"
JOINING: Final = "relay joining"
NO_SECRET: Final = "this relay has lost what it proves itself with: give it a new --code"


class HouseRelay:
    """One home's hub as the relay of an upstream hub."""

    def __init__(self, home: Path, upstream_url: str, log: RelayLog) -> None:
        self._secrets = open_secrets(home)
        self._upstream_url = upstream_url.rstrip("/")
        self._log = log
        self._ended = threading.Event()
        self._announcing: threading.Thread | None = None

    def join(self, code: str, own: Venue | None = None) -> UpstreamLine:
        """Become the relay of a house, with a code of its hub; safe to repeat.

        Args:
            code: of the hub above.
            own: a house that was this hub's own: it must be the one, or upstream's be empty still.

        Raises:
            SyncError: upstream is out of reach, or says no.
        """
        kept = self._secrets.get(f"{JOINING} {self._upstream_url} {code}")
        device, _, token = (kept or f"{new_id()} {randomness.token_urlsafe(32)}").partition(" ")
        self._secrets.put(f"{JOINING} {self._upstream_url} {code}", f"{device} {token}")
        with closing(self._client(None)) as client:
            paired = client.pair(
                code=code,
                device=device,
                device_name=host_name(),
                token=token,
                incarnation=NO_LIFE,
                venue=own.id if own else None,
                environment=own.environment if own else None,
                kind=RELAY,
            )
        self._secrets.put(f"{RELAY} {paired.venue}", token)
        line = UpstreamLine(
            venue=paired.venue,
            environment=paired.environment,
            device=paired.device,
            name=host_name(),
            epoch="",
            cursor=0,
        )
        self._log.join(line, paired.venue_name)
        return line

    @contextmanager
    def kept_up(self) -> Iterator[None]:
        """Keep the lines of all houses up, for as long as the block lasts.

        Raises:
            NotAllowed: no house was joined yet; says how to.
        """
        lines = self._log.lines()
        if not lines:
            raise NotAllowed(
                "this relay belongs to no house yet: ask its hub for a code ('noren hub code') and"
                " give it with --code",
                field="code",
                code="not_paired",
            )
        with ExitStack() as stack:
            threads: dict[str, LineThreads] = {}
            for line in lines:
                token = self._secrets.get(f"{RELAY} {line.venue}")
                if token:
                    kept_up = self._threads(stack, line, token)
                    threads[line.venue] = stack.enter_context(kept_up)
                else:
                    self._log.record(line.venue, hub="refused", message=NO_SECRET)
            if not threads:
                raise NotAllowed(NO_SECRET, field="code", code="not_paired")

            def wake(venue: str) -> None:
                if venue in threads:
                    threads[venue].wake()

            self._log.moved = wake
            stack.callback(self._fall_silent)
            yield

    def announce(self, url: str) -> None:
        """Let the house's devices find this relay, until its lines are kept up no more."""
        venues = [line.venue for line in self._log.lines()]
        epoch = self._log.epoch()

        def announce() -> None:
            with announced(url, venues, epoch):
                self._ended.wait()

        # On a thread of its own: a name is first asked for, which takes a second.
        self._announcing = threading.Thread(target=announce, name="announcement", daemon=True)
        self._announcing.start()

    def _fall_silent(self) -> None:
        self._ended.set()
        if self._announcing is not None:
            self._announcing.join()

    def _threads(self, stack: ExitStack, line: UpstreamLine, token: str) -> LineThreads:
        identity = Identity(line.venue, line.environment, line.device, token)
        asking, listening, at_the_door = (
            stack.enter_context(closing(self._client(identity))) for _ in range(3)
        )
        members = Members(self._log.database, now_ms=now_ms)
        return LineThreads(
            Line(self._log, members, line.venue, asking),
            listening,
            Line(self._log, members, line.venue, at_the_door),
            chance=random.Random(),
        )

    def _client(self, identity: Identity | None) -> Client:
        return Client(
            self._upstream_url,
            identity,
            new_nonce=lambda: randomness.token_urlsafe(16),
            now_ms=now_ms,
            verify=os.environ.get("NOREN_CA_FILE") or True,
        )


def own_house(log: RelayLog, venues: Venues, *, joining: bool) -> Venue | None:
    """Find the house that was this hub's own before it was a relay, if it is to become upstream's.

    Raises:
        Invalid: it stays its own, and its devices would take a relay's word for the last.
    """
    relayed = {line.venue for line in log.lines()}
    own = [venue for venue in venues.all() if venue.id not in relayed]
    if len(own) == 1 and joining:
        return own[0]
    if own:
        raise Invalid(
            f"this hub has a house of its own, '{own[0].name}': join the same one of the hub above"
            " with --code, or give the relay another --home",
            field="upstream",
        )
    return None
