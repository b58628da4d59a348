"""A hub in this process, reached without a socket; its clock and its chance are the test's."""

import random
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import count

import httpx
import pytest
from fastapi import FastAPI

from sync.change import change_id, pack
from sync.client import Client, Identity
from sync.hub.api import create_app
from sync.hub.database import Database
from sync.hub.log import HubLog
from sync.hub.pairing import Pairing
from sync.hub.parts import at_once
from sync.hub.venues import Venues
from tests.asgi_bridge import sync_asgi_transport
from tests.hub_databases import hub_url
from tests.sync.strategies import INCARNATIONS, a_change


@dataclass
class Clock:
    """A wall clock that stands still until it is moved."""

    ms: int = 1_766_570_400_000

    def __call__(self) -> int:
        return self.ms


@dataclass
class House:
    """A hub and everything a test asks of it."""

    app: FastAPI
    log: HubLog
    venues: Venues
    pairing: Pairing
    clock: Clock
    transport: httpx.BaseTransport
    nonces: Iterator[int] = field(default_factory=lambda: count(1))

    def client(self, identity=None, transport=None, **options) -> Client:
        return Client(
            "http://hub.test",
            identity,
            new_nonce=lambda: f"nonce-{next(self.nonces):06d}",
            now_ms=self.clock,
            transport=transport or self.transport,
            **options,
        )

    def join(self, venue, device="register-1", **more) -> Identity:
        """Pair a device and give what it signs in with."""
        token = f"{device}-{venue}-".ljust(43, "t")[:128]
        paired = self.client().pair(
            code=self.pairing.new_code(venue).code,
            device=device,
            device_name="レジ",
            token=token,
            incarnation=INCARNATIONS[0],
            **more,
        )
        return Identity(paired.venue, paired.environment, paired.device, token)

    def member(self, name="暖簾", environment="production", device="register-1"):
        """Make a house and a client of it."""
        venue = self.venues.add(name, environment)
        return self.client(self.join(venue.id, device))


def bodies(venue, numbers, *, incarnation=INCARNATIONS[0], environment="production"):
    """Make a change for each number, each of another entity."""
    return [
        pack(
            a_change(
                id=change_id(incarnation, number),
                venue=venue,
                environment=environment,
                entity_id=f"r{number}",
                sets={"status": "booked", "adults": number},
            )
        )
        for number in numbers
    ]


@contextmanager
def open_house(url=None, **options):
    """Open a hub for the length of a block."""
    clock = Clock()
    chance = random.Random(7)
    database = Database(url or hub_url("sqlite://"), random_bytes=chance.randbytes)
    ids = count(1)
    log = HubLog(database)
    app = create_app(
        log,
        now_ms=clock,
        random_bytes=chance.randbytes,
        offload=at_once,
        **({"watch_seconds": 0.005, "heartbeat_seconds": 600} | options),
    )
    with closing(log), sync_asgi_transport(app) as transport:
        yield House(
            app=app,
            log=log,
            venues=Venues(database, now_ms=clock, new_id=lambda: f"house-{next(ids)}"),
            pairing=app.state.hub.pairing,
            clock=clock,
            transport=transport,
        )


@pytest.fixture
def house():
    with open_house() as opened:
        yield opened
