"""A house with a relay: upstream, the relay, and devices that may ask either, in one thread."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import httpx
from sqlalchemy import insert, update

from app.store.house_replica import HouseReplica
from sync.client import Client, Identity
from sync.engine import Engine, Round
from sync.errors import SyncError
from sync.hub import tables
from sync.hub.api import create_app
from sync.hub.database import Database
from sync.hub.errors import HubError
from sync.hub.pairing import Joining
from sync.hub.parts import at_once
from sync.hub.relay_log import RelayLog, UpstreamLine
from sync.relay.line import Line
from tests.asgi_bridge import sync_asgi_transport
from tests.builders import VENUE
from tests.devices import Device, House, Wire, _token, a_house

RELAY = "the-relay"


@dataclass
class Relay:
    """A relay in this process.

    Attributes:
        up: its wire to upstream.
        down: the wires of devices to it, by the device's name.
    """

    house: House
    log: RelayLog
    transport: httpx.BaseTransport
    up: Wire
    client: Client
    down: dict[str, Wire]

    def sync(self) -> Round | SyncError | HubError:
        """Do one round with upstream, which may fail."""
        return Line(self.log, VENUE.id, self.client).round()

    def settle(self) -> None:
        """Do rounds until upstream has everything."""
        for _ in range(12):
            done = self.sync()
            if isinstance(done, Round) and done.in_sync:
                return
        raise AssertionError(done)

    def serve(self, device: Device) -> Round:
        """Let a device do a round with the relay."""
        return Engine(self.replica(device), self.line(device)).round()

    def burn(self) -> None:
        """Be another machine, with nothing in its log."""
        with self.log.database.writing() as connection:
            for statement in (
                "delete from change",
                "delete from entity",
                "delete from bucket",
                "update venue set head = 0",
                "update upstream set cursor = 0, agreed = 0, epoch = ''",
            ):
                connection.exec_driver_sql(statement)
            epoch = self.house.random_bytes(8).hex()
            connection.execute(update(tables.hub).values(epoch=epoch))

    def replica(self, device: Device) -> HouseReplica:
        return HouseReplica(
            device.ledger, now_ms=self.house.clock, new_incarnation=self.house.incarnations
        )

    def line(self, device: Device) -> Client:
        if device.name not in self.down:
            self._let_in(device)
            self.down[device.name] = Wire(self.transport)
        return Client(
            "http://relay",
            Identity(VENUE.id, "production", device.ledger.device().id, _token(device.name)),
            new_nonce=self.house.nonces,
            now_ms=self.house.clock,
            transport=self.down[device.name],
        )

    def _let_in(self, device: Device) -> None:
        with self.log.database.writing() as connection:
            connection.execute(
                insert(tables.device),
                {
                    "venue_id": VENUE.id,
                    "id": device.ledger.device().id,
                    "name": device.name,
                    "token_hash": sha256(_token(device.name).encode()).digest(),
                    "incarnation": "0" * 16,
                    "created_ms": 0,
                    "seen_ms": self.house.clock.ms,
                    "kind": "device",
                },
            )


@contextmanager
def a_relayed_house(folder: Path) -> Iterator[tuple[House, Relay]]:
    """An upstream hub with one house, a relay of it, and no devices yet."""
    with a_house(folder) as house:
        first = house.device("レジ")
        first.settle()
        house.pairing.join(_joining(house))
        database = Database(f"sqlite:///{folder / 'relay.db'}", random_bytes=house.random_bytes)
        log = RelayLog(database, now_ms=house.clock)
        line = UpstreamLine(
            venue=VENUE.id,
            environment="production",
            device=RELAY,
            name="中継",
            epoch="",
            cursor=0,
        )
        log.join(line, VENUE.name)
        app = create_app(log, now_ms=house.clock, random_bytes=house.random_bytes, offload=at_once)
        up = Wire(house.transport)
        client = Client(
            "http://hub",
            Identity(VENUE.id, "production", RELAY, _token("relay")),
            new_nonce=house.nonces,
            now_ms=house.clock,
            transport=up,
        )
        with sync_asgi_transport(app) as transport:
            yield house, Relay(house, log, transport, up, client, {})
        client.close()
        log.close()


def _joining(house: House):
    return Joining(
        code=house.pairing.new_code(VENUE.id).code,
        device=RELAY,
        device_name="中継",
        token=_token("relay"),
        incarnation="0" * 16,
    )
