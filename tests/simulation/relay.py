"""The house's relay: a hub on a machine in the house, and the ways of devices to it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import orjson

from app.background.house_relay import Listed, RelayChoice
from app.store.ledger import Ledger
from sync import proof
from sync.client import Client, Identity
from sync.client.proven import ProvenTransport
from sync.engine import Round
from sync.errors import SyncError
from sync.hub import tables
from sync.hub.errors import HubError
from sync.hub.log import HubLog
from sync.hub.members import Members
from sync.hub.relay_lines import UpstreamLine
from sync.hub.relay_log import RelayLog
from sync.relay import line as relay_line
from sync.relay.replica import NO_LIFE
from tests.builders import VENUE
from tests.simulation.disk import Killed
from tests.simulation.hub import LOGS, Server, Surroundings
from tests.simulation.line import Line

URL: Final = "http://relay"
SOUND: Final = "refused is null"
"""A change on a relay that counts: upstream did not refuse it."""


class SimulatedRelay(Server):
    """The relay of the house.

    Attributes:
        line: its way to the hub above it.
        depth: how many of its own rounds are under way.
        agreed: epoch and head of the hub above when it last held the same as that; None if that
            cannot be told.
    """

    log: RelayLog

    def __init__(
        self, folder: Path, around: Surroundings, line: Line, new_nonce: Callable[[], str]
    ) -> None:
        super().__init__("relay", folder, around)
        self.line = line
        self.depth = 0
        self.agreed: tuple[str, int] | None = None
        self._new_nonce = new_nonce
        self._token = ""
        self._client: Client | None = None
        self._rounds: relay_line.Line
        self.open()

    def open_log(self) -> HubLog:
        """Open its log."""
        return RelayLog(self.database(), now_ms=self.now_ms)

    def open(self) -> None:
        """Start the process; and its rounds, once it has joined."""
        super().open()
        if self._token:
            self._go_on()

    def join(self, code: str) -> None:
        """Become the relay of the house, or become it again."""
        self.line.calm()
        self.line.cut = ""
        token = self.chance.randbytes(32).hex()
        client = self._asking(None)
        paired = client.pair(
            code=code,
            device=f"relay-{self.chance.getrandbits(32):08x}",
            device_name="中継",
            token=token,
            incarnation=NO_LIFE,
            kind="relay",
        )
        client.close()
        with self.machine.looked_at():
            upstream = UpstreamLine(
                venue=paired.venue,
                environment=paired.environment,
                device=paired.device,
                name="中継",
                epoch="",
                cursor=0,
            )
            self.log.join(upstream, paired.venue_name)
        self._token = token
        self._go_on()

    def _go_on(self) -> None:
        with self.machine.looked_at():
            (upstream,) = self.log.lines()
        if self._client is not None:
            self._client.close()
        self._client = self._asking(
            Identity(upstream.venue, upstream.environment, upstream.device, self._token)
        )
        members = Members(self.log.database, now_ms=self.now_ms)
        self._rounds = relay_line.Line(self.log, members, upstream.venue, self._client)

    def round(self) -> Round | SyncError | HubError | None:
        """Do one round with the hub above it; None when the process ended over it."""
        self.line.told.clear()
        self.line.head = None
        self.line.requests = 0
        self.depth += 1
        try:
            done = self._rounds.round()
        except Killed as killed:
            if killed.machine is not self.machine:
                raise
            done = None
        finally:
            self.depth -= 1
        if done is None:
            # It may have died with the verdict of this round on its disk, or of the last one.
            self.agreed = None
            self.reboot()
        elif isinstance(done, Round) and done.in_sync:
            self.agreed = self.line.head
        return done

    def died(self) -> None:
        """End with the process's own round, if one is under way, or start again."""
        if self.depth:
            raise Killed(self.machine)
        self.reboot()

    def is_shut_out(self) -> bool:
        """Tell whether the hub above it did not know it the last time."""
        return bool(self.rows("select 1 from upstream where hub = 'refused'"))

    def names(self) -> set[tuple[str, bytes]]:
        """Name every change it has that counts."""
        packed = self.rows("select id, hash from archived")
        return {*packed, *self.rows(f"select id, hash from change where {SOUND}")}

    def written(self) -> list[bytes]:
        """Read every change it has that counts and is still what was written."""
        refused = {id for (id,) in self.rows(f"select id from change where not ({SOUND})")}
        return [body for body in self.bodies() if orjson.loads(body)["id"] not in refused]

    def burn(self) -> None:
        """Be another machine, with nothing in its log and no word from the hub above it."""
        self.agreed = None
        self.altered.clear()
        for table in (*LOGS, tables.device.name, tables.upstream.name, tables.venue.name):
            self.alter(f"delete from {table}")
        self.alter("update hub set epoch = ?", self.chance.randbytes(8).hex())

    def _asking(self, identity: Identity | None) -> Client:
        return Client(
            "http://hub",
            identity,
            new_nonce=self._new_nonce,
            now_ms=self.now_ms,
            transport=self.line,
        )


class WayToRelay:
    """A device's line to the relay, on which both prove themselves; hints come otherwise."""

    def __init__(self, client: Client, way: ProvenTransport) -> None:
        self.url = URL
        self.client = client
        self._way = way

    def relay(self) -> str:
        """Name the relay that proved itself here."""
        return self._way.relay

    def follow(self, stop: threading.Event) -> None:
        """Hear nothing."""

    def close(self) -> None:
        """Let go of the line."""
        self.client.close()


def choice_of(
    ledger: Ledger,
    secrets: Mapping[str, str],
    line: Line,
    *,
    now_ms: Callable[[], int],
    new_nonce: Callable[[], str],
    steady_seconds: Callable[[], float],
) -> RelayChoice:
    """Let a device ask the relay first, as soon as it has heard of one."""
    device = ledger.device()
    hashed = proof.hash_of(secrets.get(device.id, ""))

    def key(relay: str) -> bytes | None:
        if relay not in ledger.relayed.known():
            return None
        return proof.relay_key(hashed, venue=device.venue, relay=relay, device=device.id)

    def open_line(_: str) -> WayToRelay:
        way = ProvenTransport(line, key, now_ms=now_ms)
        identity = Identity(VENUE.id, "production", device.id, "")
        client = Client(URL, identity, new_nonce=new_nonce, now_ms=now_ms, transport=way)
        return WayToRelay(client, way)

    return RelayChoice(
        Listed(lambda: [URL] if ledger.relayed.known() else []),
        open_line,
        steady_seconds=steady_seconds,
    )
