"""A hub becomes a house's relay with a code, keeps what proves it, and keeps its lines up."""

import queue
import secrets
from contextlib import ExitStack

import orjson
import pytest

from app.bootstrap.home import Home, now_ms
from app.bootstrap.house_relay import HouseRelay, own_house
from app.bootstrap.hub_line import HubLine
from app.domain.errors import Invalid, NotAllowed
from app.domain.venue import Environment
from sync.change import unpack
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


def test_a_hub_with_a_house_of_its_own_is_no_relay_of_another(evening):
    upstream, log, relay = evening
    relay.join(upstream.code())
    venues = Venues(log.database, now_ms=now_ms, new_id=iter(["house-9", "house-10"]).__next__)
    assert own_house(log, venues, joining=False) is None
    own = venues.add("梅", "training")
    with pytest.raises(Invalid, match="梅"):
        own_house(log, venues, joining=False)
    upstream.log.push(upstream.venue, "training", [orjson.loads(*in_training(upstream.venue, 1))])
    with pytest.raises(Refused) as told:
        relay.join(upstream.code(), own_house(log, venues, joining=True))
    assert told.value.code == "wrong_house"
    assert own.id not in {line.venue for line in log.lines()}
    venues.add("桜", "training")
    with pytest.raises(Invalid):
        own_house(log, venues, joining=True)


def in_training(venue, *numbers):
    return bodies(venue, numbers, environment="training")


def until(told, is_so):
    """Wait for rounds until something is so."""
    while not is_so():
        told.get(timeout=20)


def rounds_of(log):
    """Hears of every round that a relay ends, well or not."""
    told: queue.SimpleQueue[str] = queue.SimpleQueue()

    def telling(remember):
        def told_of(venue, **how):
            remember(venue, **how)
            told.put(venue)

        return told_of

    log.record, log.record_round = telling(log.record), telling(log.record_round)
    return told


def test_a_hub_that_outgrew_its_house_becomes_the_relay_of_the_same_house(evening):
    """What only it has reaches the hub above it, packed or not."""
    upstream, log, relay = evening
    own = Venues(log.database, now_ms=now_ms, new_id=lambda: "house-9").add("梅", "training")
    before = [orjson.loads(body) for body in in_training(own.id, 1, 2, 3)]
    HubLog(log.database).push(own.id, "training", before)
    told = rounds_of(log)
    relay.join(
        upstream.code(),
        own_house(log, Venues(log.database, now_ms=now_ms, new_id=str), joining=True),
    )
    with relay.kept_up():
        until(told, lambda: log.upstream(own.id).in_sync)
    assert upstream.log.digest(own.id).root == log.digest(own.id).root
    assert upstream.log.standing(own.id).head == 3


def test_one_relay_keeps_up_two_houses_and_nothing_crosses(evening):
    upstream, log, relay = evening
    upstream.venues = Venues(upstream.database, now_ms=now_ms, new_id=lambda: "house-2")
    second = upstream.venues.add("支店", "training").id
    for venue in (upstream.venue, second):
        relay.join(upstream.pairing.new_code(venue).code)
    told = rounds_of(log)
    with relay.kept_up():
        for venue, numbers in ((upstream.venue, (1, 2)), (second, (1, 2, 3))):
            documents = [orjson.loads(body) for body in in_training(venue, *numbers)]
            log.push(venue, "training", documents)
        until(told, lambda: log.upstream(second).in_sync and log.upstream(upstream.venue).in_sync)
    for venue, count in ((upstream.venue, 2), (second, 3)):
        held = [unpack(body) for _, body in upstream.log.pull(venue, 0, 9).changes]
        assert [each.venue for each in held] == [venue] * count
        assert upstream.log.digest(venue).root == log.digest(venue).root


def test_a_relay_shut_out_of_one_house_goes_on_with_the_other(evening):
    upstream, log, relay = evening
    upstream.venues = Venues(upstream.database, now_ms=now_ms, new_id=lambda: "house-2")
    second = upstream.venues.add("支店", "training").id
    lines = [
        relay.join(upstream.pairing.new_code(venue).code) for venue in (upstream.venue, second)
    ]
    upstream.pairing.revoke(lines[0].device, upstream.venue)
    told = rounds_of(log)
    with relay.kept_up():
        log.push(second, "training", [orjson.loads(*in_training(second, 1))])
        until(told, lambda: log.upstream(second).in_sync)
        until(told, lambda: log.upstream(upstream.venue).hub == "refused")


def test_a_relay_that_lost_what_proves_it_in_one_house_goes_on_with_the_other(evening, tmp_path):
    upstream, log, _ = evening
    upstream.venues = Venues(upstream.database, now_ms=now_ms, new_id=lambda: "house-2")
    second = upstream.venues.add("支店", "training").id
    HouseRelay(tmp_path / "lost", upstream.url, log).join(
        upstream.pairing.new_code(upstream.venue).code
    )
    relay = HouseRelay(tmp_path / "kept", upstream.url, log)
    relay.join(upstream.pairing.new_code(second).code)
    told = rounds_of(log)
    with relay.kept_up():
        until(told, lambda: log.upstream(second).in_sync)
        assert log.upstream(upstream.venue).hub == "refused"
        assert "new --code" in log.message(upstream.venue)
        log.push(upstream.venue, "training", [orjson.loads(*in_training(upstream.venue, 1))])


def test_what_upstream_hears_is_in_the_house_and_what_the_house_hears_is_upstream(
    evening, tmp_path
):
    upstream, log, relay = evening
    home = Home(tmp_path / "tablet")
    home.set_up("居酒屋のれん", environment=Environment.TRAINING)
    HubLine(home).pair(upstream.url, upstream.code())
    venue = relay.join(upstream.code()).venue
    told = rounds_of(log)
    with relay.kept_up():
        told.get(timeout=20)
        HubLine(home).round()
        until(told, lambda: log.standing(venue).head == upstream.log.standing(venue).head)
        (change,) = bodies(venue, (1,), environment="training")
        log.push(venue, "training", [orjson.loads(change)])
        until(told, lambda: upstream.log.standing(venue).head == 2)
    assert log.upstream(venue).hub == "online"
