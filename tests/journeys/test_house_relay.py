"""The internet goes, the house's relay stays: tablets agree, and nothing is lost with either."""

import json
import secrets
import subprocess
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from app.bootstrap.home import Home, new_id, now_ms
from app.bootstrap.hub_line import HubLine
from app.domain.business_day import business_day_of
from app.domain.venue import Environment
from app.services.bookings import BookingDraft
from app.services.desk import Author
from app.services.floor import TableDraft
from app.store import export
from sync.hub.database import Database, sqlite_url
from sync.hub.log import HubLog
from sync.hub.pairing import Pairing
from sync.hub.serve import HubThread, Listen
from sync.hub.venues import Venues
from tests.app.cli.noren import PROGRAM, environment

ROUNDS_MAX = 200


class Outside:
    """The hub beyond the internet."""

    def __init__(self, folder, stack):
        self.database = Database(sqlite_url(folder / "hub.db"), random_bytes=secrets.token_bytes)
        self.log = HubLog(self.database)
        stack.callback(self.log.close)
        stack.callback(self.cut)
        self.venues = Venues(self.database, now_ms=now_ms, new_id=new_id)
        self.venues.add("居酒屋のれん", "training")
        self._address = "127.0.0.1:0"
        self._thread = None
        self.mend()

    def cut(self):
        """The internet goes."""
        if self._thread is not None:
            self._thread.__exit__(None, None, None)
            self._thread = None

    def mend(self):
        """It is back, where it was."""
        self._thread = HubThread(
            self.log,
            now_ms=now_ms,
            random_bytes=secrets.token_bytes,
            listen=Listen(address=self._address),
        )
        self._thread.__enter__()
        self.url = self._thread.url
        self._address = self.url.removeprefix("http://")

    def code(self):
        (venue,) = self.venues.all()
        pairing = Pairing(self.database, now_ms=now_ms, random_bytes=secrets.token_bytes)
        return pairing.new_code(venue.id).code

    def changes(self):
        (venue,) = self.venues.all()
        return self.log.pull(venue.id, 0, 100_000).changes

    def book(self):
        (venue,) = self.venues.all()
        return export.document(venue.id, "training", self.log.export_entities(venue.id))


class Relay:
    """A PC in the house, running the program."""

    def __init__(self, home):
        self.home = home
        self.process = None
        self.url = "http://127.0.0.1:0"

    def start(self, upstream, *code):
        words = [*PROGRAM, "--home", str(self.home), "--json", "hub", "serve"]
        words += ["--listen", self.url.removeprefix("http://"), "--upstream", upstream, *code]
        self.process = subprocess.Popen(
            words, env=environment(self.home), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        assert self.process.stdout is not None
        self.url = json.loads(self.process.stdout.readline())["ready"]

    def kill(self):
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process.stdout.close()
            self.process = None


class Tablet:
    """A device with a home of its own."""

    def __init__(self, folder, name, stack):
        self.home = Home(folder / name)
        self.name = name
        self._stack = stack

    def open(self):
        self.ledger = self.home.open_ledger()
        self._stack.callback(self.ledger.close)
        self.desk = self.home.desk_of(self.ledger)

    def sync(self):
        """One round with whoever answers."""
        return HubLine(self.home).round()

    def state(self):
        return self.home.state(self.ledger)

    def promise(self, name, **more):
        venue = self.desk.house.venue()
        starts = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(hours=2)
        draft = BookingDraft(
            business_day=business_day_of(starts, venue),
            starts_at=starts,
            guest_name=name,
            adults=2,
            **more,
        )
        return self.desk.bookings.add(draft, Author(self.name)).reservation

    def answers(self):
        """Which party holds a table promised twice, and which has to yield."""
        return [(each.holder.id, each.other.id) for each in self.desk.clashes.doubles()]

    def book(self):
        device = self.ledger.device()
        return export.document(device.venue, device.environment, export.entities_of(self.ledger))


@pytest.fixture
def house(tmp_path):
    with ExitStack() as stack:
        outside = Outside(tmp_path, stack)
        hall, bar = (Tablet(tmp_path, name, stack) for name in ("ホール", "バー"))
        hall.home.set_up("居酒屋のれん", environment=Environment.TRAINING, device_name="ホール")
        for tablet in (hall, bar):
            HubLine(tablet.home).pair(outside.url, outside.code(), tablet.name)
            tablet.open()
        table = TableDraft(name="T1", seats_min=1, seats_max=4)
        hall.desk.floor.add_table(table, Author("ホール"))
        relay = Relay(tmp_path / "relay")
        stack.callback(relay.kill)
        relay.start(outside.url, "--code", outside.code())
        for tablet in (hall, bar):
            settings = tablet.home.settings()
            tablet.home.save_settings(settings.model_copy(update={"relay": relay.url}))
            tablet.sync()  # with the hub outside, which says that the house has a relay
        yield SimpleNamespace(outside=outside, relay=relay, hall=hall, bar=bar)


def until(tablets, is_so):
    """Let the tablets do rounds until something is so."""
    for _ in range(ROUNDS_MAX):
        for tablet in tablets:
            tablet.sync()
        if is_so():
            return
    raise AssertionError([tablet.state() for tablet in tablets])


def test_the_house_agrees_while_the_internet_is_away_and_with_everybody_afterwards(house):
    tablets = house.hall, house.bar
    until(tablets, lambda: all(each.state().in_sync for each in tablets))
    assert {each.state().relay_url for each in tablets} == {house.relay.url}

    house.outside.cut()
    table = {each.name: each.id for each in house.bar.desk.floor.tables()}["T1"]
    first = house.hall.promise("山田", table_ids=(table,))
    house.hall.sync()
    second = house.bar.promise("佐藤", table_ids=(table,))
    until(tablets, lambda: all(each.state().hub_away_since_ms for each in tablets))
    house.hall.sync()
    assert all(each.state().in_house and not each.state().in_sync for each in tablets)
    assert house.hall.book() == house.bar.book()
    assert house.hall.answers() == house.bar.answers() == [(first.id, second.id)]

    house.hall.promise("鈴木")
    house.relay.kill()
    third = house.bar.promise("高橋")
    assert house.bar.sync().round is None
    assert house.bar.state().phase == "offline"

    house.outside.mend()
    for tablet in (*tablets, house.hall):
        assert tablet.sync().error is None
        assert tablet.state().relay_url == ""
    until(tablets, lambda: all(each.state().in_sync for each in tablets))
    assert house.hall.book() == house.bar.book() == house.outside.book()
    assert house.hall.desk.bookings.get(third.id).guest_name == "高橋"
    assert house.hall.answers() == house.bar.answers() == [(first.id, second.id)]

    before = len(house.outside.changes())
    house.relay.start(house.outside.url)
    until(
        tablets,
        lambda: all(each.state().relay_url and each.state().in_sync for each in tablets),
    )
    assert len(house.outside.changes()) == before
    assert house.hall.book() == house.bar.book() == house.outside.book()
    assert all(each.ledger.sum().balances for each in tablets)
