"""Devices with real ledgers, and a real hub in this process."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from app.background.session import Outcome, SyncSession
from app.bootstrap.home import Home
from app.domain.business_day import venue_zone
from app.domain.history import Repair
from app.services.desk import Desk
from app.store import export, rounds
from app.store.ledger import Ledger
from app.store.replica import LedgerReplica
from sync.change import Change, unpack
from sync.client import Client, Identity
from sync.engine import Engine, Round
from sync.hub.api import create_app
from sync.hub.backup import backup, restore
from sync.hub.database import Database
from sync.hub.log import HubLog
from sync.hub.pairing import Pairing
from sync.hub.venues import Venues
from tests.asgi_bridge import sync_asgi_transport
from tests.builders import VENUE
from tests.hub_databases import hub_url
from tests.ledgers import Clock, Incarnations, Names, a_ledger

TOKEN_CHARS = 43


@dataclass
class Device:
    """One device of the house: its ledger, what staff do with it, and its line to the hub."""

    name: str
    ledger: Ledger
    desk: Desk
    replica: LedgerReplica
    client: Client
    wire: Wire
    clock: DeviceClock
    incarnations: Incarnations

    @property
    def path(self) -> Path:
        """Where its ledger lies."""
        return self.ledger.path

    def sync(self) -> Round:
        """Do one round with the hub."""
        return Engine(self.replica, self.client).round()

    def session(self) -> SyncSession:
        """Rounds as the window and `noren sync` do them: how they went is remembered."""
        return SyncSession(
            self.ledger,
            self.client,
            now_ms=self.clock,
            new_incarnation=self.incarnations,
            chance=random.Random(1),
        )

    def try_sync(self) -> Outcome:
        """Do one round that may fail."""
        return self.session().round()

    def repairs(self) -> tuple[Repair, ...]:
        """What was found altered, missing or different here, and mended; newest first."""
        return rounds.repairs(self.ledger.sql, 100)

    def line_says(self) -> str:
        """What stands in the window's connection line."""
        from app.viewmodels.connection import ConnectionModel

        home = Home(self.path.parent, clock=self.clock)
        facts = home.state(self.ledger)
        line = ConnectionModel(lambda: venue_zone(VENUE))
        line.set_state(facts)
        line.set_to_settle(facts.clashes)
        return line.text

    def settle(self) -> Round:
        """Do rounds until there is nothing left to do."""
        for _ in range(12):
            done = self.sync()
            if done.in_sync:
                return done
        return done

    def close(self) -> None:
        """Switch the device off."""
        self.ledger.close()
        self.client.close()


class DeviceClock:
    """The house's time as one device has it.

    Attributes:
        fast_ms: how far it is ahead of everybody else's.
    """

    def __init__(self, house: Callable[[], int]) -> None:
        self._house = house
        self.fast_ms = 0

    def __call__(self) -> int:
        return self._house() + self.fast_ms


class Wire(httpx.BaseTransport):
    """The line between one device and the hub, on which a test may listen and interfere.

    Attributes:
        requests: the paths asked for so far.
        before: called before a request reaches the hub; may raise, or answer in its place.
        after: called with the hub's answer, already read; may raise, or change it.
    """

    def __init__(self, inner: httpx.BaseTransport) -> None:
        self.inner = inner
        self.requests: list[str] = []
        self.before: Callable[[httpx.Request], httpx.Response | None] | None = None
        self.after: Callable[[httpx.Request, httpx.Response], httpx.Response] | None = None

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request.url.path)
        if self.before is not None and (answer := self.before(request)) is not None:
            return answer
        answer = self.inner.handle_request(request)
        if self.after is None:
            return answer
        answer.read()
        return self.after(request, answer)


@dataclass
class House:
    """One house: a hub in this process, and the devices that joined it."""

    folder: Path
    log: HubLog
    pairing: Pairing
    transport: httpx.BaseTransport
    clock: Clock
    random_bytes: Callable[[int], bytes]
    devices: list[Device] = field(default_factory=list)
    ids: Names = field(default_factory=lambda: Names("id"))
    nonces: Names = field(default_factory=lambda: Names("nonce-number"))
    incarnations: Incarnations = field(default_factory=lambda: Incarnations(0xF000))

    def device(self, name: str) -> Device:
        """A new device that joined; the first one brings the house itself."""
        number = len(self.devices) + 1
        ledger = a_ledger(
            self.folder / name / "ledger.db",
            name=name,
            incarnation=f"{number:016x}",
            venue=None if self.devices else VENUE,
        )
        device = self._switched_on(ledger, name)
        device.client.pair(
            code=self.pairing.new_code(VENUE.id).code,
            device=ledger.device().id,
            device_name=name,
            token=_token(name),
            incarnation=ledger.device().incarnation,
        )
        self.devices.append(device)
        return device

    def over(self, path: Path) -> Device:
        """A device over a ledger that lies there already and that joined in an earlier life."""
        ledger = Ledger.open(path)
        device = self._switched_on(ledger, ledger.device().name)
        self.devices.append(device)
        return device

    def reopen(self, device: Device) -> None:
        """Switch a device off and on again."""
        device.close()
        fresh = self._switched_on(Ledger.open(device.path), device.name)
        vars(device).update(vars(fresh))

    def keep(self, name: str) -> Path:
        """Let the hub copy itself as it is now."""
        file = self.folder / f"{name}.hub.db"
        backup(self.log.database, file)
        return file

    def go_back(self, file: Path) -> None:
        """Let the hub go on from a copy it made earlier."""
        path = self.log.database.path
        assert path is not None
        restore(path, file, random_bytes=self.random_bytes)

    def go_back_to_nothing(self) -> None:
        """Let the hub lose its log; who may talk to it stays."""
        for table in ("change", "entity", "bucket", "archive", "archived", "archived_of"):
            self.sql(f"delete from {table}")
        self.sql("update venue set head = 0")
        self.sql("update hub set epoch = ?", self.random_bytes(8).hex())

    def sql(self, statement: str, *values: object) -> None:
        """Do something to the hub's database behind its back."""
        database = self.log.database
        spelled = statement if database.is_sqlite else statement.replace("?", "%s")
        with database.writing() as connection:
            connection.exec_driver_sql(spelled, values)

    def heal(self) -> None:
        """Let every device sync until all have everything."""
        for _ in range(3):
            for device in self.devices:
                device.settle()

    def changes(self) -> list[Change]:
        """Everything in the hub's log, in its order."""
        return [unpack(body) for _, body in self.log.pull(VENUE.id, 0, 100_000).changes]

    def book(self) -> str:
        """The whole book as the hub has it."""
        entities = self.log.export_entities(VENUE.id)
        return export.text_of(export.document(VENUE.id, "production", entities))

    def _switched_on(self, ledger: Ledger, name: str) -> Device:
        wire, clock = Wire(self.transport), DeviceClock(self.clock)
        identity = Identity(VENUE.id, "production", ledger.device().id, _token(name))
        return Device(
            name=name,
            ledger=ledger,
            desk=Desk(ledger, clock, self.ids),
            replica=LedgerReplica(ledger, now_ms=clock, new_incarnation=self.incarnations),
            client=Client(
                "http://hub",
                identity,
                new_nonce=self.nonces,
                now_ms=clock,
                transport=wire,
            ),
            wire=wire,
            clock=clock,
            incarnations=self.incarnations,
        )


async def _at_once(work: Callable[[], Any]) -> Any:
    return work()


def _token(name: str) -> str:
    return name.encode().hex().ljust(TOKEN_CHARS, "-")


@contextmanager
def a_house(folder: Path) -> Iterator[House]:
    """A hub with one house, and no devices yet."""
    clock, random_bytes = Clock(), random.Random(7).randbytes
    database = Database(hub_url(f"sqlite:///{folder / 'hub.db'}"), random_bytes=random_bytes)
    log = HubLog(database)
    Venues(database, now_ms=clock, new_id=lambda: VENUE.id).add(VENUE.name, "production")
    app = create_app(log, now_ms=clock, random_bytes=random_bytes, offload=_at_once)
    with sync_asgi_transport(app) as transport:
        house = House(folder, log, app.state.hub.pairing, transport, clock, random_bytes)
        try:
            yield house
        finally:
            for device in house.devices:
                device.close()
            log.close()
