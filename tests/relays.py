"""A house with a relay: upstream, the relay, and devices that may ask either, in one thread."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from sqlalchemy import update

from app.store.house_replica import HouseReplica
from sync import proof
from sync.client import Client, Identity
from sync.client.proven import ProvenTransport
from sync.engine import Engine, Round
from sync.errors import SyncError
from sync.hub import tables
from sync.hub.api import create_app
from sync.hub.database import Database
from sync.hub.errors import HubError
from sync.hub.members import Members
from sync.hub.pairing import Joining
from sync.hub.parts import at_once
from sync.hub.relay_lines import UpstreamLine
from sync.hub.relay_log import RelayLog
from sync.relay.line import Line
from tests.asgi_bridge import sync_asgi_transport
from tests.builders import VENUE
from tests.devices import Device, House, Wire, _token, a_house
from tests.hub_databases import hub_url

RELAY = "the-relay"


class RawWire(Wire):
    """A line whose answers are passed on unread: what is signed is what crosses the line."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request.url.path)
        if self.before is not None and (answer := self.before(request)) is not None:
            return answer
        answer = self.inner.handle_request(request)
        return answer if self.after is None else self.after(request, answer)


@dataclass
class Relay:
    """A relay in this process.

    Attributes:
        up: its wire to upstream.
        down: the wires of devices to it, by the device's name.
    """

    house: House
    log: RelayLog
    members: Members
    transport: httpx.BaseTransport
    up: Wire
    client: Client
    down: dict[str, Wire]

    def sync(self) -> Round | SyncError | HubError:
        """Do one round with upstream, which may fail."""
        return Line(self.log, self.members, VENUE.id, self.client).round()

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
                "delete from archive",
                "delete from archived",
                "delete from archived_of",
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
        """A device's line to the relay, on which it proves itself."""
        wire = self.down.setdefault(device.name, RawWire(self.transport))
        id = device.ledger.device().id
        hashed = proof.hash_of(_token(device.name))

        def key(relay: str) -> bytes | None:
            return proof.relay_key(hashed, venue=VENUE.id, relay=relay, device=id)

        return Client(
            "http://relay",
            Identity(VENUE.id, "production", id, ""),
            new_nonce=self.house.nonces,
            now_ms=self.house.clock,
            transport=ProvenTransport(wire, key, now_ms=self.house.clock),
        )


@contextmanager
def a_relayed_house(folder: Path) -> Iterator[tuple[House, Relay]]:
    """An upstream hub with one house, a relay of it, and no devices yet."""
    with a_house(folder) as house:
        first = house.device("レジ")
        first.settle()
        house.pairing.join(_joining(house))
        url = hub_url(f"sqlite:///{folder / 'relay.db'}")
        database = Database(url, random_bytes=house.random_bytes)
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
            members = Members(database, now_ms=house.clock)
            yield house, Relay(house, log, members, transport, up, client, {})
        client.close()
        log.close()


def _joining(house: House):
    return Joining(
        code=house.pairing.new_code(VENUE.id).code,
        device=RELAY,
        device_name="中継",
        token=_token("relay"),
        incarnation="0" * 16,
        kind="relay",
    )
