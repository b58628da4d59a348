"""One device's home directory: its ledger, settings, secrets and backups, and how it stands."""

from __future__ import annotations

import os
import secrets as randomness
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.background.courtesy import Courtesy
from app.background.state import SyncState
from app.domain.errors import NotAllowed
from app.domain.ids import UUID7_TAIL_BYTES, VenueId, uuid7
from app.domain.venue import Environment, Venue
from app.services.desk import Desk
from app.services.house import check_venue
from app.store import backup
from app.store.ledger import Ledger, NewDevice, Write
from app.store.turns import Manners, Turns
from sync.change import Incarnation
from sync.journal import Device

if TYPE_CHECKING:
    # Named here only. pydantic costs 90 ms, and `noren status` needs neither settings nor secrets.
    from app.bootstrap.secrets import SecretStore
    from app.settings import Settings

LEDGER: Final = "ledger.db"


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
        clock: the wall clock; a parameter so that training and tests can set it.
    """

    def __init__(self, path: Path, *, clock: Callable[[], int] = now_ms) -> None:
        self.path = path
        self.clock = clock
        self._turns = Turns()

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
        from app.settings import read_settings

        return read_settings(self.path)

    def save_settings(self, settings: Settings) -> None:
        """Save this device's settings."""
        from app.settings import write_settings

        write_settings(self.path, settings)

    def secrets(self) -> SecretStore:
        """Open the store of this device's secrets."""
        from app.bootstrap.secrets import open_secrets

        return open_secrets(self.path)

    def is_paired(self) -> bool:
        """Tell whether this device belongs to a hub."""
        return bool(self.settings().hub_url)

    def is_set_up(self) -> bool:
        """Tell whether there is, or ever was, a book here."""
        return self.ledger_path.exists() or any((self.path / "backups").glob("ledger-*.db"))

    def awaits_book(self) -> bool:
        """Tell whether this device joined a house whose book has not come yet."""
        if not (self.ledger_path.exists() and self.is_paired()):
            return False
        with closing(self.open_ledger()) as ledger:
            return not ledger.has_house()

    def open_ledger(self, *, aside: bool = False) -> Ledger:
        """Open the book on this thread.

        Args:
            aside: stand aside, between two statements, while the window has something to do, and
                let others write first.

        Raises:
            StoreError: with the way out in its message.
        """
        pause = Courtesy().give_way if aside else None
        return Ledger.open(self.ledger_path, Manners(self._turns, pause))

    @contextmanager
    def desk(self, *, aside: bool = False) -> Iterator[Desk]:
        """Open the book, and close it again afterwards."""
        with closing(self.open_ledger(aside=aside)) as ledger:
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
        ledger = self.create(venue.id, environment, new_id(), device_name)
        with closing(ledger):
            ledger.commit([Write(None, venue, "setup")], actor="", now_ms=self.clock())
            return ledger.device()

    def back_up_if_due(self, ledger: Ledger) -> Path | None:
        """Make the rolling backup when the newest is an hour old."""
        return backup.roll(ledger, self.clock())

    def state(self, ledger: Ledger, clashes: int | None = None) -> SyncState:
        """Read how this device stands with its hub, without asking the hub.

        Counting the clashes reads every coming day; who has counted them already says how many.
        """
        row = ledger.sql.execute(
            "select hub_since_ms, synced_ms, in_sync, skew_ms, hub, message, reason, hub_url,"
            " next_try_ms from round"
        ).fetchone()
        since_ms, synced_ms, in_sync, skew_ms, phase, message, reason, hub_url, next_try_ms = row
        waiting, parked = ledger.outbox.queue_length()
        relay = ledger.relayed.in_use()
        is_away = relay is not None and relay.upstream != "online"
        if clashes is None:
            clashes = self.desk_of(ledger).clashes.count()
        return SyncState(
            phase=phase,
            waiting=waiting,
            parked=parked,
            clashes=clashes,
            in_sync=bool(in_sync) and not (waiting or parked) and phase == "online",
            last_synced_ms=synced_ms,
            offline_since_ms=since_ms if phase == "offline" else None,
            clock_skew_ms=skew_ms or 0,
            message=message,
            reason=reason,
            hub_url=hub_url,
            next_try_ms=next_try_ms,
            relay_url=relay.url if relay else "",
            in_house=relay is not None and relay.agrees,
            hub_away_since_ms=relay.upstream_since_ms if relay and is_away else None,
        )

    def create(
        self,
        venue: VenueId,
        environment: Environment,
        device: str,
        device_name: str,
        incarnation: Incarnation | None = None,
    ) -> Ledger:
        """Make a new, empty book for this device of a house."""
        return Ledger.create(
            self.ledger_path,
            NewDevice(
                venue=venue,
                environment=environment.value,
                id=device,
                name=device_name or host_name(),
                incarnation=incarnation or new_incarnation(),
            ),
        )


def host_name() -> str:
    """Name this machine, for want of a better name."""
    import platform

    return platform.node() or "device"
