"""One device's home directory: its ledger, settings, secrets and backups, opened and joined up."""

from __future__ import annotations

import os
import random
import secrets as randomness
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from app.background.session import Outcome, SyncSession
from app.background.state import SyncState
from app.bootstrap.secrets import SecretStore, open_secrets
from app.domain.errors import NotAllowed
from app.domain.ids import UUID7_TAIL_BYTES, VenueId, uuid7
from app.domain.venue import Environment, Venue
from app.services.desk import Author, Desk
from app.services.house import check_venue
from app.settings import Settings, read_settings, write_settings
from app.store import backup
from app.store.ledger import Ledger, NewDevice, Write
from sync.change import Incarnation
from sync.client import Client, Identity
from sync.engine import Progress
from sync.journal import Device

LEDGER: Final = "ledger.db"
TOKEN: Final = "token"
JOINING: Final = "joining"


def now_ms() -> int:
    """Read the wall clock, milliseconds since 1970."""
    return time.time_ns() // 1_000_000


def new_id() -> str:
    """Make a fresh id."""
    return uuid7(now_ms(), randomness.token_bytes(UUID7_TAIL_BYTES))


def new_incarnation() -> Incarnation:
    """Make a name for a new life of a ledger."""
    return Incarnation(randomness.token_hex(8))


def default_home() -> Path:
    """Find the home when none was named: NOREN_HOME, else the user's data folder."""
    named = os.environ.get("NOREN_HOME")
    if named:
        return Path(named)
    import platformdirs

    return Path(platformdirs.user_data_dir("noren", appauthor=False))


class Home:
    """One device's home directory.

    Attributes:
        clock: the wall clock; a parameter so that drills and tests can set it.
    """

    def __init__(self, path: Path, *, clock: Callable[[], int] = now_ms) -> None:
        self.path = path
        self.clock = clock

    @property
    def ledger_path(self) -> Path:
        """Where the ledger lies."""
        return self.path / LEDGER

    @property
    def log_path(self) -> Path:
        """Where logs go."""
        return self.path / "logs" / "noren.log"

    def settings(self) -> Settings:
        """Read this device's settings."""
        return read_settings(self.path)

    def save_settings(self, settings: Settings) -> None:
        """Save this device's settings."""
        write_settings(self.path, settings)

    def secrets(self) -> SecretStore:
        """Open the store of this device's secrets."""
        return open_secrets(self.path)

    def is_paired(self) -> bool:
        """Tell whether this device belongs to a hub."""
        return bool(self.settings().hub_url)

    def is_set_up(self) -> bool:
        """Tell whether there is, or ever was, a book here."""
        return self.ledger_path.exists() or any((self.path / "backups").glob("ledger-*.db"))

    def open_ledger(self) -> Ledger:
        """Open the book on this thread.

        Raises:
            StoreError: with the way out in its message.
        """
        return Ledger.open(self.ledger_path)

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        """Open the book, and close it again afterwards."""
        with closing(self.open_ledger()) as ledger:
            yield self.desk_of(ledger)

    def desk_of(self, ledger: Ledger) -> Desk:
        """Give staff their use cases over an open ledger."""
        return Desk(ledger, self.clock, new_id)

    def set_up(
        self,
        name: str,
        *,
        environment: Environment = Environment.PRODUCTION,
        timezone: str = "Asia/Tokyo",
        device_name: str = "",
    ) -> Device:
        """Make a new house on this device.

        Raises:
            Invalid: no name, or no such time zone.
            NotAllowed: there is a house here already.
            StoreError: the folder cannot be written.
        """
        if self.is_set_up():
            raise NotAllowed(
                f"there is a house in {self.path} already; choose another --home",
                field="home",
                code="already_set_up",
            )
        venue = check_venue(Venue(id=VenueId(new_id()), name=name, timezone=timezone))
        ledger = self._create(venue.id, environment, new_id(), device_name)
        with closing(ledger):
            ledger.commit([Write(None, venue, "setup")], actor="", now_ms=self.clock())
            return ledger.device()

    def pair(self, hub_url: str, code: str, device_name: str = "") -> Device:
        """Join the house of a hub; a house made here is offered to an empty hub.

        Safe to repeat after a lost answer: the device keeps the id and token it asked with.

        Raises:
            SyncError: the hub is out of reach, or says no.
            StoreError: the ledger cannot be opened.
        """
        present = self._present_device()
        secrets = self.secrets()
        device, token = self._credentials(hub_url, present, secrets)
        name = device_name or (present.name if present else "") or _host_name()
        incarnation = present.incarnation if present else new_incarnation()
        with closing(self.client(hub_url, None)) as client:
            paired = client.pair(
                code=code,
                device=device,
                device_name=name,
                token=token,
                incarnation=incarnation,
                venue=present.venue if present else None,
                environment=present.environment if present else None,
            )
        secrets.put(f"{TOKEN} {paired.device}", token)
        if present is None:
            environment = Environment(paired.environment)
            self._create(
                VenueId(paired.venue), environment, paired.device, name, incarnation
            ).close()
        with closing(self.open_ledger()) as ledger:
            ledger.adopt(device_id=paired.device, name=name)
            joined = ledger.device()
        self.save_settings(self.settings().model_copy(update={"hub_url": hub_url}))
        return joined

    def client(self, hub_url: str, identity: Identity | None) -> Client:
        """Open a line to a hub."""
        return Client(
            hub_url,
            identity,
            new_nonce=lambda: randomness.token_urlsafe(16),
            now_ms=self.clock,
            verify=os.environ.get("NOREN_CA_FILE") or True,
        )

    def session(
        self,
        ledger: Ledger,
        client: Client,
        progress: Callable[[Progress], None] | None = None,
    ) -> SyncSession:
        """Prepare rounds for an open ledger."""
        return SyncSession(
            ledger,
            client,
            now_ms=self.clock,
            new_incarnation=new_incarnation,
            chance=random.Random(),  # spreads retries; guards nothing
            progress=progress,
        )

    def hub_client(self, ledger: Ledger) -> Client:
        """Open a line to the hub this device belongs to.

        Raises:
            NotAllowed: this device was never paired; says how to.
        """
        device = ledger.device()
        hub_url = self.settings().hub_url
        token = self.secrets().get(f"{TOKEN} {device.id}") if hub_url else None
        if not hub_url or not token:
            raise NotAllowed(
                "this device belongs to no hub yet: pair it with"
                " 'noren pair --hub URL --code CODE'",
                field="hub",
                code="not_paired",
            )
        identity = Identity(device.venue, device.environment, device.id, token)
        return self.client(hub_url, identity)

    def sync_round(self, progress: Callable[[Progress], None] | None = None) -> Outcome:
        """Do one round with the hub.

        Raises:
            NotAllowed: this device was never paired.
            StoreError: the ledger cannot be opened.
        """
        with closing(self.open_ledger()) as ledger, closing(self.hub_client(ledger)) as client:
            return self.session(ledger, client, progress).round()

    def back_up_if_due(self, ledger: Ledger) -> Path | None:
        """Make the rolling backup when the newest is an hour old."""
        return backup.roll(ledger, self.clock())

    def state(self, ledger: Ledger) -> SyncState:
        """Read how this device stands with its hub, without asking the hub."""
        row = ledger.sql.execute(
            "select hub_since_ms, synced_ms, in_sync, skew_ms, hub, message from round"
        ).fetchone()
        since_ms, synced_ms, in_sync, skew_ms, phase, message = row
        waiting, parked = ledger.outbox.queue_length()
        desk = self.desk_of(ledger)
        return SyncState(
            phase=phase,
            waiting=waiting,
            parked=parked,
            clashes=desk.clashes.count(),
            in_sync=bool(in_sync) and not (waiting or parked) and phase == "online",
            last_synced_ms=synced_ms,
            offline_since_ms=since_ms if phase == "offline" else None,
            clock_skew_ms=skew_ms or 0,
            message=message,
        )

    def _present_device(self) -> Device | None:
        if not self.is_set_up():
            return None
        with closing(self.open_ledger()) as ledger:
            return ledger.device()

    def _credentials(
        self, hub_url: str, present: Device | None, secrets: SecretStore
    ) -> tuple[str, str]:
        """Keep id and token before asking, so that a lost answer can be asked for again."""
        name = f"{JOINING} {hub_url}"
        kept = secrets.get(name)
        if kept:
            device, _, token = kept.partition(" ")
            if present is None or present.id == device:
                return device, token
        device = present.id if present else new_id()
        token = randomness.token_urlsafe(32)
        secrets.put(name, f"{device} {token}")
        return device, token

    def _create(
        self,
        venue: VenueId,
        environment: Environment,
        device: str,
        device_name: str,
        incarnation: Incarnation | None = None,
    ) -> Ledger:
        return Ledger.create(
            self.ledger_path,
            NewDevice(
                venue=venue,
                environment=environment.value,
                id=device,
                name=device_name or _host_name(),
                incarnation=incarnation or new_incarnation(),
            ),
        )


def author_of(settings: Settings) -> Author:
    """Who signed in last on this device."""
    return Author(settings.staff)


def _host_name() -> str:
    import platform

    return platform.node() or "device"
