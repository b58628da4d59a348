"""One device: a real ledger on a machine that fails, a real session, and a line that breaks."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import orjson

from app.background.house_relay import RelayChoice
from app.background.session import Outcome, SyncSession
from app.bootstrap.home import Home
from app.bootstrap.hub_line import credentials
from app.domain.ids import UUID7_TAIL_BYTES, uuid7
from app.services.desk import Desk
from app.store.copy_press import CopyPress
from app.store.copy_shelf import CopyShelf
from app.store.errors import DiskFull, LedgerBusy
from app.store.ledger import Ledger, NewDevice, Write
from sync.change import Incarnation, content_hash
from sync.client import Client, Hint, Identity
from sync.errors import SyncError
from sync.joining import Joined, fetch_copy
from sync.offering import offer_copy
from tests.builders import VENUE
from tests.ledgers import NOON_MS
from tests.simulation.disk import Machine
from tests.simulation.early import Early
from tests.simulation.line import Line
from tests.simulation.oracle import tap_of
from tests.simulation.relay import choice_of

JOINING: Final = "joining"
HERE: Final = "state <> 3"
"""A change of a device that counts: one that was given up is kept for history only."""


@dataclass
class World:
    """What all devices of a run share.

    Attributes:
        ms: the true time.
        chance: where ids, tokens and incarnations come from.
        asks_ahead: whether devices ask for the next page while the last is written down.
    """

    chance: random.Random
    asks_ahead: bool = False
    ms: int = NOON_MS
    nonces: int = 0
    said: list[str] = field(default_factory=list)

    def new_nonce(self) -> str:
        """Number the next request."""
        self.nonces += 1
        return f"nonce-{self.nonces:08d}"

    def new_incarnation(self) -> Incarnation:
        """Name a new life of a ledger."""
        return Incarnation(f"{self.chance.getrandbits(64):016x}")

    def new_token(self) -> str:
        """Make a token."""
        return self.chance.randbytes(32).hex()


class Secrets(dict[str, str]):
    """What one computer keeps secret, by name."""

    def put(self, name: str, secret: str) -> None:
        """Keep a secret."""
        self[name] = secret

    def drop(self, name: str) -> None:
        """Forget a secret."""
        self.pop(name, None)


class SimulatedDevice:
    """One device of the house.

    Attributes:
        name: its machine's; a clone's ledger still says its twin's.
        drift_ms: how far its clock is wrong.
        secrets: what it signs in with; beside the ledger, so they may outlive it.
        relay_line: its line to the house's relay, if there is one.
        depth: how many of its own rounds are under way.
        screens: values left open in an editor, with the taps that were to be seen in them.
        altered: things whose bytes its disk changed.
        untouched: whether its ledger is still the first it had, and nobody copied it.
        awaits_book: whether its ledger may be empty yet.
        is_off: whether nobody can work on it just now.
        missed: whether a hint is on its way that should have come long ago.
        hints: the hub's live stream, while it is open.
        offer: a copy of its book that it is about to put at the hub, step by step.
    """

    def __init__(self, world: World, machine: Machine, line: Line) -> None:
        self.world = world
        self.machine = machine
        self.name = machine.name
        self.line = line
        self.relay_line: Line | None = None
        self.secrets = Secrets()
        self.drift_ms = 0
        self.depth = 0
        self.power_lost = False
        self.signed_out = False
        self.untouched = True
        self.awaits_book = False
        self.is_off = False
        self.offer: Iterator[None] | None = None
        self.missed = False
        self.hints: Iterator[Hint] | None = None
        self.altered: set[str] = set()
        self.ids: list[str] = []
        self.screens: dict[tuple[str, str], tuple[Any, frozenset[int]]] = {}
        self.ledger: Ledger
        self.desk: Desk
        self.session: SyncSession | None = None
        self._sync_ledger: Ledger
        self._client: Client | None = None

    @property
    def lines(self) -> list[Line]:
        """Its lines to the hub and to the relay."""
        return [self.line, *([self.relay_line] if self.relay_line else [])]

    @property
    def path(self) -> Path:
        """Where its ledger lies."""
        return self.machine.folder / "ledger.db"

    def clock(self) -> int:
        """Read its clock; time goes on by that much."""
        self.world.ms += 1
        return self.world.ms + self.drift_ms

    def new_id(self) -> str:
        """Name something new: as the program does, or as staff's acts were told."""
        if self.ids:
            return self.ids.pop(0)
        return uuid7(self.clock(), self.world.chance.randbytes(UUID7_TAIL_BYTES))

    def found(self, id: str, *, with_house: bool, incarnation: Incarnation) -> None:
        """Make its ledger."""
        device = NewDevice(
            venue=VENUE.id,
            environment="production",
            id=id,
            name=self.name,
            incarnation=incarnation,
        )
        ledger = Ledger.create(self.path, device)
        if with_house:
            ledger.commit([Write(None, VENUE, "setup")], actor="", now_ms=self.clock())
        ledger.close()
        self.awaits_book = not with_house

    def switch_on(self) -> None:
        """Open the ledger twice, as a window and its sync thread do."""
        self.is_off = False
        self.ledger = Ledger.open(self.path)
        self.desk = Desk(self.ledger, self.clock, self.new_id)
        self._sync_ledger = Ledger.open(self.path)
        device = self.ledger.device()
        self._client = self._line_as(
            Identity(device.venue, device.environment, device.id, self._token_of(device.id))
        )
        self.session = self.another_session(self._sync_ledger)

    def switch_off(self) -> None:
        """Close everything in good order."""
        self._end()
        self.machine.close()
        self.is_off = True

    def reboot(self) -> None:
        """Start again after the process was killed, or the power lost."""
        self._end()
        self.ids.clear()
        self.machine.reboot(power_lost=self.power_lost, chance=self.world.chance)
        self.power_lost = False
        self.switch_on()

    def _end(self) -> None:
        self.screens.clear()
        self.offer = None
        self.hints = None
        if self.session is not None:
            self.session.close()
        if self._client is not None:
            self._client.close()

    def another_session(self, ledger: Ledger) -> SyncSession:
        """Open another process's way to the hub over the same queue."""
        assert self._client is not None
        session = SyncSession(
            ledger,
            self._client,
            now_ms=self.clock,
            new_incarnation=self.world.new_incarnation,
            chance=self.world.chance,
        )
        if self.world.asks_ahead:
            session.ask_ahead(Early(self.world.chance))
        if self.relay_line is not None:
            session.prefer(self._relays(ledger, self.relay_line))
        return session

    def hear_of_relay(self, line: Line) -> None:
        """Have a line to the house's relay from now on."""
        self.relay_line = line
        if self.session is not None:
            self.session.prefer(self._relays(self._sync_ledger, line))

    def _relays(self, ledger: Ledger, line: Line) -> RelayChoice:
        return choice_of(
            ledger,
            self.secrets,
            line,
            now_ms=self.clock,
            new_nonce=self.world.new_nonce,
            steady_seconds=lambda: self.world.ms / 1000,
        )

    def round(self) -> Outcome:
        """Do one round, with the relay or the hub."""
        assert self.session is not None
        self.depth += 1
        try:
            return self.session.round()
        finally:
            self.depth -= 1

    def begin_offer(self) -> Iterator[None]:
        """Begin to put a copy of the book at the hub, if that wants one."""
        assert self._client is not None
        return offer_copy(CopyPress(self.path, self.machine.folder / "copy-out"), self._client)

    def fetch_book(self) -> Joined:
        """Take a copy of the book, as whoever has none does; nobody may have it open meanwhile.

        Raises:
            SyncError: cut off; what came is kept.
        """
        device = self.ledger.device()
        self.switch_off()
        shelf = CopyShelf(
            self.path,
            self.machine.folder / "copy-in",
            now_ms=self.clock,
            chance=random.Random(self.world.ms),
        )
        client = self._line_as(
            Identity(device.venue, device.environment, device.id, self._token_of(device.id))
        )
        try:
            return fetch_copy(shelf, client, lambda _done, _total: None)
        except (DiskFull, LedgerBusy) as error:
            shelf.clear()
            return Joined(problems=(str(error),))
        finally:
            shelf.close()
            client.close()

    def listen(self) -> None:
        """Open the hub's live stream anew."""
        assert self._client is not None
        self.line.heard = None
        self.hints = self._client.stream(lambda: False)

    def hear(self) -> Iterator[Hint]:
        """Take what hints have come by now; a stream that ends is not opened again by itself."""
        while self.hints is not None and (self.line.heard is None or self.line.heard.has_news()):
            try:
                yield next(self.hints)
            except (StopIteration, SyncError):
                self.hints = None

    def read_over(self) -> None:
        """Read a book that came as a copy over, a little."""
        assert self.session is not None
        next(self.session.proofread(), None)

    def says_in_sync(self) -> bool:
        """Read what the status line says."""
        with self.machine.looked_at():
            return Home(self.machine.folder, clock=self.clock).state(self.ledger, 0).in_sync

    def pair(self, code: str) -> None:
        """Join a house, or join it again; without a ledger, get an empty one."""
        present = self.ledger.device() if self.path.exists() else None
        id, token = credentials(
            JOINING, self.secrets, new_id=self.new_id, new_token=self.world.new_token
        )
        incarnation = present.incarnation if present else self.world.new_incarnation()
        client = self._line_as(None)
        paired = client.pair(
            code=code,
            device=id,
            device_name=self.name,
            token=token,
            incarnation=incarnation,
            venue=present.venue if present else None,
            environment=present.environment if present else None,
        )
        client.close()
        self.secrets.put(paired.device, token)
        if present is None:
            self.found(paired.device, with_house=False, incarnation=incarnation)
        ledger = Ledger.open(self.path)
        ledger.adopt(
            device_id=paired.device,
            name=present.name if present else self.name,
            epoch=paired.epoch,
        )
        ledger.close()
        self.signed_out = False
        self.switch_off()
        self.switch_on()

    def rows(self, statement: str, *values: object) -> list[Any]:
        """Read the file as it is now, unharmed."""
        with self.machine.looked_at():
            return list(self.ledger.sql.execute(statement, values).fetchall())

    def alter(self, statement: str, *values: object) -> None:
        """Do something to the file behind the program's back."""
        with self.machine.looked_at():
            self.ledger.sql.execute(statement, values)

    def bodies(self) -> list[bytes]:
        """Read every change that counts and is still what was written."""
        return [
            body
            for body, hash in self.rows(f"select body, hash from change where {HERE}")
            if content_hash(body) == hash
        ]

    def taps_shown(self, entity: str) -> frozenset[int]:
        """Tell which taps on a thing can be seen on its screen now."""
        rows = self.rows(f"select body from change where entity_id = ? and {HERE}", entity)
        return frozenset(
            number
            for (body,) in rows
            if (number := tap_of(orjson.loads(body).get("by", ""))) is not None
        )

    def quietly(self, work: Callable[[], Any]) -> Any:
        """Let staff read, which never fails in a way worth watching."""
        with self.machine.looked_at():
            return work()

    def _token_of(self, id: str) -> str:
        """Look a token up: they are kept beside the ledger, by the id it was paired with."""
        return self.secrets.get(id) or self.world.new_token()

    def _line_as(self, identity: Identity | None) -> Client:
        return Client(
            "http://hub",
            identity,
            new_nonce=self.world.new_nonce,
            now_ms=self.clock,
            transport=self.line,
        )
