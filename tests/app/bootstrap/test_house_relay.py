"""A hub becomes a house's relay with a code, keeps what proves it, and keeps its lines up."""

import queue
import secrets
from contextlib import ExitStack

import orjson
import pytest

from app.bootstrap.home import Home, now_ms
from app.bootstrap.house_relay import HouseRelay, refuse_own_houses
from app.bootstrap.hub_line import HubLine
from app.domain.errors import Invalid, NotAllowed
from app.domain.venue import Environment
from sync.errors import Refused
from sync.hub.database import Database, sqlite_url
from sync.hub.log import HubLog
from sync.hub.pairing import Pairing
from sync.hub.relay_log import RelayLog
from sync.hub.serve import HubThread
from sync.hub.venues import Venues
from tests.sync.conftest import bodies


class Upstream:
    def __init__(self, folder, stack):
        self.database = Database(sqlite_url(folder / "hub.db"), random_bytes=secrets.token_bytes)
        self.log = HubLog(self.database)
        stack.callback(self.log.close)
        self.venues = Venues(self.database, now_ms=now_ms, new_id=lambda: "house-1")
        self.pairing = Pairing(self.database, now_ms=now_ms, random_bytes=secrets.token_bytes)
        self.venue = self.venues.add("居酒屋のれん", "training").id
        self.url = stack.enter_context(
            HubThread(self.log, now_ms=now_ms, random_bytes=secrets.token_bytes)
        ).url

    def code(self):
        (venue,) = self.venues.all()
        return self.pairing.new_code(venue.id).code


@pytest.fixture
def evening(tmp_path):
    with ExitStack() as stack:
        upstream = Upstream(tmp_path, stack)
        database = Database(sqlite_url(tmp_path / "relay.db"), random_bytes=secrets.token_bytes)
        log = RelayLog(database, now_ms=now_ms)
        stack.callback(log.close)
        yield upstream, log, HouseRelay(tmp_path / "relay", upstream.url, log)


def test_a_code_makes_a_hub_the_relay_of_a_house(evening):
    upstream, log, relay = evening
    line = relay.join(upstream.code())
    assert (line.venue, line.environment) == (upstream.venue, "training")
    assert [each.venue for each in log.lines()] == [upstream.venue]
    assert RelayLog.is_relay(log.database)


def test_the_same_code_again_after_a_lost_answer_is_the_same_relay(evening):
    upstream, _, relay = evening
    code = upstream.code()
    assert relay.join(code).device == relay.join(code).device


def test_a_wrong_code_joins_nothing(evening):
    _, log, relay = evening
    with pytest.raises(Refused):
        relay.join("AAAA-AAAA")
    assert log.lines() == ()


def test_without_a_house_there_is_nothing_to_keep_up(evening):
    _, _, relay = evening
    with pytest.raises(NotAllowed, match="--code"), relay.kept_up():
        pass


def test_a_relay_that_lost_its_secret_says_so(evening, tmp_path):
    upstream, log, relay = evening
    relay.join(upstream.code())
    again = HouseRelay(tmp_path / "elsewhere", upstream.url, log)
    with pytest.raises(NotAllowed, match="new --code"), again.kept_up():
        pass


def test_a_hub_with_a_house_of_its_own_is_no_relay(evening):
    upstream, log, relay = evening
    relay.join(upstream.code())
    venues = Venues(log.database, now_ms=now_ms, new_id=lambda: "house-9")
    refuse_own_houses(log, venues)
    venues.add("梅", "production")
    with pytest.raises(Invalid, match="梅"):
        refuse_own_houses(log, venues)


def test_what_upstream_hears_is_in_the_house_and_what_the_house_hears_is_upstream(
    evening, tmp_path
):
    upstream, log, relay = evening
    home = Home(tmp_path / "tablet")
    home.set_up("居酒屋のれん", environment=Environment.TRAINING)
    HubLine(home).pair(upstream.url, upstream.code())
    venue = relay.join(upstream.code()).venue
    told: queue.SimpleQueue[bool] = queue.SimpleQueue()
    remember = log.record_round

    def told_of(*_, in_sync):
        remember(venue, in_sync=in_sync)
        told.put(in_sync)

    log.record_round = told_of
    with relay.kept_up():
        told.get(timeout=20)
        HubLine(home).round()
        while log.standing(venue).head != upstream.log.standing(venue).head:
            told.get(timeout=20)
        (change,) = bodies(venue, (1,), environment="training")
        log.push(venue, "training", [orjson.loads(change)])
        while upstream.log.standing(venue).head != 2:
            told.get(timeout=20)
    assert log.upstream(venue).hub == "online"
