"""A house for journeys: the real hub behind a wire we can cut, real ledgers, real use cases."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, date, datetime
from pathlib import Path

import httpx

from app.bootstrap.home import Home, new_id
from app.bootstrap.hub_line import HubLine
from app.domain.business_day import parse_time
from app.domain.ids import TableId
from app.domain.reservation import Reservation
from app.domain.venue import Environment
from app.services.bookings import BookingDraft
from app.services.desk import Author, Desk
from app.services.floor import TableDraft
from app.store import export
from sync.hub.api import create_app
from sync.hub.database import Database, sqlite_url
from sync.hub.log import HubLog
from sync.hub.pairing import Pairing
from sync.hub.parts import Hub
from sync.hub.venues import Venues
from tests.asgi_bridge import sync_asgi_transport

URL = "http://hub.test"
FRIDAY = date(2026, 11, 13)
EVENING = datetime(2026, 11, 13, 9, 5, tzinfo=UTC)
"""18:05 in Tokyo."""

Fault = Callable[[httpx.Request, Callable[[], httpx.Response]], httpx.Response]
"""Given a request and what would answer it: answers in the hub's place, or loses it."""


class Clock:
    """A clock that stands until a journey moves it."""

    def __init__(self, moment: datetime = EVENING) -> None:
        self.ms = round(moment.timestamp() * 1000)

    def __call__(self) -> int:
        self.ms += 1  # two acts are never at one moment
        return self.ms

    def pass_minutes(self, minutes: float) -> None:
        self.ms += round(minutes * 60_000)


class Wire(httpx.BaseTransport):
    """The way to the hub: whole, cut, or with one fault after another."""

    def __init__(self, hub: httpx.BaseTransport) -> None:
        self._hub = hub
        self.is_cut = False
        self.faults: list[Fault] = []
        self.requests: list[str] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request.url.path)
        if self.is_cut:
            raise httpx.ConnectError("the cable is out", request=request)
        if self.faults:
            return self.faults.pop(0)(request, lambda: self._answer(request))
        return self._answer(request)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        answer = self._hub.handle_request(request)
        answer.read()
        return answer

    def close(self) -> None:
        """Clients come and go; the wire stays."""


class Device:
    """A tablet: a home, a desk that staff use, and a line to the hub."""

    def __init__(self, house: House, name: str) -> None:
        self.name = name
        self.home = Home(house.folder / name, clock=house.clock)
        self.wire = Wire(house.transport)
        self.line = HubLine(self.home, transport=lambda: self.wire)
        self.author = Author(f"{name}の係")

    @property
    def ledger(self):
        return self._ledger

    def open(self) -> Desk:
        """Start the program on this device, as after switching it on."""
        self._ledger = self.home.open_ledger()
        self.desk = self.home.desk_of(self._ledger)
        return self.desk

    def close(self) -> None:
        self._ledger.close()

    def sync(self):
        """Do a round that must succeed."""
        outcome = self.line.round()
        assert outcome.error is None, outcome.error
        assert outcome.round is not None
        return outcome.round

    def try_sync(self):
        """Do a round that may fail."""
        return self.line.round()

    def book(self, name: str = "山田", time: str = "19:00", **more) -> Reservation:
        venue = self.desk.house.venue()
        day = more.pop("business_day", FRIDAY)
        draft = BookingDraft(
            business_day=day,
            starts_at=parse_time(time, day, venue),
            guest_name=name,
            **{"adults": 2, **more},
        )
        return self.desk.bookings.add(draft, self.author).reservation

    def change(self, before: Reservation, after: Reservation) -> Reservation:
        return self.desk.bookings.change(before, after, self.author).reservation

    def get(self, reservation: Reservation) -> Reservation:
        return self.desk.bookings.get(reservation.id)

    def state(self):
        return self.home.state(self._ledger)

    def export(self) -> dict[str, object]:
        """The whole book as this device shows it."""
        device = self._ledger.device()
        return export.document(device.venue, device.environment, export.entities_of(self._ledger))


class House:
    """One restaurant: a hub and the devices that joined it."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder = folder
        self.clock = Clock()
        self._stack = stack
        self.environment = Environment.TRAINING
        folder.mkdir(parents=True, exist_ok=True)
        self.database = Database(sqlite_url(folder / "hub.db"), random_bytes=secrets.token_bytes)
        self.log = HubLog(self.database)
        stack.callback(self.log.close)
        self.pairing = Pairing(self.database, now_ms=self.clock, random_bytes=secrets.token_bytes)
        self.venues = Venues(self.database, now_ms=self.clock, new_id=new_id)
        app = create_app(
            self.log, now_ms=self.clock, random_bytes=secrets.token_bytes, offload=_at_once
        )
        self.hub: Hub = app.state.hub
        self.transport = stack.enter_context(sync_asgi_transport(app))
        self.devices: list[Device] = []

    def found(self, name: str = "ホール端末", tables: int = 8) -> Device:
        """Make the house on its first device, with tables T1, T2 … for two to four."""
        first = Device(self, name)
        first.home.set_up("居酒屋のれん", environment=self.environment, device_name=name)
        self.venues.add("居酒屋のれん", self.environment.value)
        self._join(first)
        for number in range(1, tables + 1):
            draft = TableDraft(name=f"T{number}", seats_min=1, seats_max=4)
            first.desk.floor.add_table(draft, first.author)
        first.sync()
        return first

    def join(self, name: str = "入口端末") -> Device:
        """Let another device join, and read the whole book."""
        device = Device(self, name)
        self._join(device)
        device.sync()
        return device

    def sync_all(self) -> None:
        """Let every device do rounds until none has anything new to tell."""
        for _ in range(8):
            rounds = [device.sync() for device in self.devices]
            if not any(each.pushed or each.pulled or each.repaired for each in rounds):
                return
        raise AssertionError("the devices do not come to rest")

    def cut(self) -> None:
        """Pull the cable out for everybody."""
        for device in self.devices:
            device.wire.is_cut = True

    def mend(self) -> None:
        """Plug the cable in again."""
        for device in self.devices:
            device.wire.is_cut = False

    def code(self) -> str:
        (venue,) = self.venues.all()
        return self.pairing.new_code(venue.id).code

    def tables(self, device: Device) -> dict[str, TableId]:
        return {table.name: table.id for table in device.desk.floor.tables()}

    def hub_export(self) -> dict[str, object]:
        (venue,) = self.venues.all()
        return export.document(venue.id, venue.environment, self.log.export_entities(venue.id))

    def assert_same_everywhere(self) -> None:
        books = [device.export() for device in self.devices]
        for book in [*books[1:], self.hub_export()]:
            assert book == books[0]
        for device in self.devices:
            assert device.ledger.sum().balances
            assert device.ledger.journal.verify(device.ledger.journal.all_keys()) == []

    def _join(self, device: Device) -> None:
        device.line.pair(URL, self.code(), device.name)
        device.open()
        self._stack.callback(device.close)
        self.devices.append(device)


async def _at_once(work, *args):
    """Run what would go to a thread right here, so that a journey is one thread."""
    return work(*args)
