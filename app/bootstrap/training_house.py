"""A throw-away training house: a hub in this process, two tablets, a phone, a busy evening."""

from __future__ import annotations

import random
import secrets as randomness
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from app.bootstrap.home import Home, new_id, now_ms
from app.bootstrap.hub_line import HubLine
from app.calls.ncid_server import NcidServer
from app.domain.business_day import at_minute, business_day_of, venue_zone
from app.domain.errors import DomainError
from app.domain.reservation import Reservation, Status
from app.domain.status import MOVES
from app.domain.venue import Environment
from app.services.bookings import BookingDraft
from app.services.desk import Author, Desk
from app.services.sample import SCENE_MINUTE, plant_sample
from app.settings import NcidSettings
from sync.hub.database import Database, sqlite_url
from sync.hub.log import HubLog
from sync.hub.pairing import Pairing
from sync.hub.serve import HubThread, Listen
from sync.hub.venues import Venues

HOUSE: Final = "居酒屋のれん"
HERE: Final = "ホール端末"
THERE: Final = "入口端末"
LINE: Final = "代表 03-5555-0100"
STRANGER: Final = "09055550199"
WITHHELD: Final = "ANONYMOUS"
PARTIES_MAX: Final = 40
"""The evening fills up to here; a demo left alone for an hour must not become a crowd."""

_SCENE_LEAD_MINUTES: Final = 2


class EveningClock:
    """A clock that starts at the scene of the sample's evening and then runs at its usual pace."""

    def __init__(self, now_ms: Callable[[], int] = now_ms) -> None:
        self._real_ms = now_ms
        self._ahead_ms = 0

    def __call__(self) -> int:
        """Read it, milliseconds since 1970."""
        return self._real_ms() + self._ahead_ms

    def set_to(self, moment: datetime) -> None:
        """Set it to a moment; it goes on from there."""
        self._ahead_ms = round(moment.timestamp() * 1000) - self._real_ms()


class TrainingHouse:
    """Everything that happens behind the demo's window.

    Attributes:
        here: the home the window opens.
        there: the home of the second, simulated tablet.
        clock: what both live by: tonight, about SCENE_MINUTE.
    """

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.clock = EveningClock()
        self.here = Home(folder / "here", clock=self.clock)
        self.there = Home(folder / "there", clock=self.clock)
        self._hub_home = folder / "hub"
        self._chance = chance
        self._stack = ExitStack()
        self._hub: HubThread | None = None
        self._port = 0

    def open(self) -> None:
        """Set the house up: plant the evening, start the hub, pair both tablets, plug the phone."""
        self.here.set_up(HOUSE, environment=Environment.TRAINING, device_name=HERE)
        with self.here.desk() as desk:
            venue = desk.house.venue()
            self._zone = venue_zone(venue)
            today = business_day_of(datetime.fromtimestamp(self.clock() // 1000, UTC), venue)
            self.clock.set_to(at_minute(today, SCENE_MINUTE, venue))
            plant_sample(desk, today, random=self._chance)
            self.clock.set_to(at_minute(today, SCENE_MINUTE + _SCENE_LEAD_MINUTES, venue))
        self._hub_home.mkdir(parents=True, exist_ok=True)
        database = Database(
            sqlite_url(self._hub_home / "hub.db"), random_bytes=randomness.token_bytes
        )
        self._log = HubLog(database)
        self._stack.callback(self._log.close)
        self.raise_hub()
        self._stack.callback(self.drop_hub)
        self._pair_both(database)
        self._phone = self._stack.enter_context(NcidServer(now=self._evening))
        feed = NcidSettings(host=self._phone.address.host, port=self._phone.address.port)
        self.here.save_settings(self.here.settings().model_copy(update={"feeds": [feed]}))

    def close(self) -> None:
        """Take everything down."""
        self._stack.close()

    def raise_hub(self) -> None:
        """Start the hub, at the address it had before."""
        if self._hub is None:
            self._hub = HubThread(
                self._log,
                now_ms=self.clock,
                random_bytes=randomness.token_bytes,
                listen=Listen(address=f"127.0.0.1:{self._port}"),
            )
            self._hub.__enter__()
            self._port = int(self._hub.url.rpartition(":")[2])

    def drop_hub(self) -> None:
        """Let the hub be gone, as in an outage."""
        if self._hub is not None:
            self._hub.__exit__(None, None, None)
            self._hub = None

    def ring(self, number: str) -> None:
        """Let the phone ring at the window's tablet."""
        self._phone.ring(number, line=LINE)

    def ring_somebody(self) -> None:
        """Let a guest of the house ring, or now and then a stranger or a withheld number."""
        with self.there.desk() as desk:
            known = [guest.phones[0].digits for guest in desk.guests.find("090") if guest.phones]
        self.ring(self._chance.choice([*known[:6], STRANGER, WITHHELD]))

    def act_there(self) -> None:
        """Let somebody at the second tablet do the next likely thing, and send it."""
        with self.there.desk() as desk:
            try:
                self._next_act(desk)
            except DomainError:
                return  # The other tablet was faster; the next act is another.
        HubLine(self.there).round()

    def run(self, stop: Callable[[float], bool]) -> None:
        """Go on acting and ringing until `stop` (which waits so many seconds) says so."""
        HubLine(self.there).round()
        rings_in = self._chance.uniform(12, 25)
        while not stop(pause := self._chance.uniform(5, 12)):
            self.act_there()
            rings_in -= pause
            if rings_in <= 0:
                self.ring_somebody()
                rings_in = self._chance.uniform(40, 90)

    def _evening(self) -> datetime:
        return datetime.fromtimestamp(self.clock() / 1000, self._zone)

    def _pair_both(self, database: Database) -> None:
        assert self._hub is not None
        pairing = Pairing(database, now_ms=self.clock, random_bytes=randomness.token_bytes)
        venues = Venues(database, now_ms=self.clock, new_id=new_id)
        venue = venues.add(HOUSE, Environment.TRAINING.value)
        HubLine(self.here).pair(self._hub.url, pairing.new_code(venue.id).code, HERE)
        HubLine(self.here).round()
        (venue,) = venues.all()
        HubLine(self.there).pair(self._hub.url, pairing.new_code(venue.id).code, THERE)
        HubLine(self.there).round()

    def _next_act(self, desk: Desk) -> None:
        venue = desk.house.venue()
        now = datetime.fromtimestamp(self.clock() // 1000, UTC)
        day = desk.bookings.day(business_day_of(now, venue))
        author = Author(self._chance.choice(desk.team.staff()).id)
        due = [each for each in day.expected if each.starts_at <= now and _next_status(each)]
        if due and self._chance.random() < 0.7:  # noqa: PLR2004  # mostly parties move on
            party = self._chance.choice(due)
            desk.bookings.set_status(party, _next_status(party) or party.status, author)
            return
        if day.parties >= PARTIES_MAX:
            return
        minute = self._chance.choice(range(20 * 60, 25 * 60, 30))
        starts_at = at_minute(day.business_day, minute, venue)
        adults = self._chance.choice((2, 2, 3, 4))
        places = desk.bookings.free(day.business_day, starts_at, adults)
        name = self._chance.choice(("石井", "前田", "藤田", "岡本", "Brown", "長谷川"))
        draft = BookingDraft(
            business_day=day.business_day,
            starts_at=starts_at,
            adults=adults,
            guest_name=name,
            table_ids=places[0].table_ids if places else (),
        )
        desk.bookings.add(draft, author)


_ON: Final = (Status.CONFIRMED, Status.ARRIVED, Status.SEATED, Status.BILL, Status.LEFT)


def _next_status(party: Reservation) -> Status | None:
    """Find the usual next step of an evening."""
    ahead = _ON[_ON.index(party.status) + 1 :] if party.status in _ON else _ON[1:]
    return next((status for status in ahead if status in MOVES[party.status]), None)
