"""How a relay's houses stand with the hub above it, and how a hub becomes a relay."""

import random

import orjson
import pytest
from sqlalchemy import update

from sync.hub import compaction, tables
from sync.hub.database import Database
from sync.hub.errors import NotAllowed, Unknown
from sync.hub.log import HubLog
from sync.hub.members import Members
from sync.hub.patrol import Patrol
from sync.hub.relay_log import Arrival, RelayLog
from sync.hub.scrub import scrub
from sync.hub.venues import Venues
from sync.membership import Member
from tests.hub_databases import hub_url
from tests.sync.conftest import Clock, bodies
from tests.sync.hub.test_relay_log import (
    KEY,
    LINE,
    VENUE,
    history,
    ids,
    is_sound,
    push,
    unconfirmed,
)

ONLINE_AND_IN_SYNC = ("noren_relay_houses_online", "noren_relay_houses_in_sync")


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def log(tmp_path, clock):
    url = hub_url(f"sqlite:///{tmp_path / 'relay.db'}")
    log = RelayLog(Database(url, random_bytes=random.Random(7).randbytes), now_ms=clock)
    log.join(LINE, "暖簾")
    yield log
    log.close()


def test_in_sync_is_what_the_last_round_found_and_nothing_came_since(log, clock):
    log.record(VENUE, hub="online", message="")
    log.record_round(VENUE, in_sync=True)
    assert log.digest(VENUE).upstream.in_sync
    push(log, *bodies(VENUE, (1,)))
    assert not log.digest(VENUE).upstream.in_sync
    log.confirm(VENUE, {ids(1)[0]: 70})
    # Others may have come before 70, and are not here yet.
    assert not log.digest(VENUE).upstream.in_sync
    log.record_round(VENUE, in_sync=True)
    assert log.digest(VENUE).upstream.in_sync
    clock.ms += 60_000
    log.record(VENUE, hub="offline", message="no answer")
    away = log.upstream(VENUE)
    assert (away.hub, away.since_ms, away.in_sync) == ("offline", clock.ms, False)
    clock.ms += 60_000
    log.record(VENUE, hub="offline", message="still none")
    assert log.upstream(VENUE).since_ms == clock.ms - 60_000


def test_half_a_page_of_upstream_is_not_in_sync(log):
    log.record(VENUE, hub="online", message="")
    log.record_round(VENUE, in_sync=True)
    log.take_in(VENUE, [Arrival(bodies(VENUE, (1,))[0], 5)], (5, "up"))
    assert not log.upstream(VENUE).in_sync
    log.record_round(VENUE, in_sync=True)
    log.take_in(VENUE, [Arrival(bodies(VENUE, (1,))[0], 5)], (5, "up"))
    assert log.upstream(VENUE).in_sync


@pytest.mark.parametrize(
    "mend",
    [
        lambda log, clock: Patrol(log.database, now_ms=clock).look(VENUE, [KEY]),
        lambda log, clock: Patrol(log.database, now_ms=clock).check_buckets(VENUE, range(256)),
        lambda log, _: scrub(log.database, VENUE, repair=True),
    ],
    ids=["a state", "the digest", "a check"],
)
def test_what_was_compared_before_it_was_mended_is_in_sync_with_nobody(log, clock, mend):
    log.take_in(VENUE, [Arrival(bodies(VENUE, (1,))[0], 5)], (5, "up"))
    log.record(VENUE, hub="online", message="")
    log.record_round(VENUE, in_sync=True)
    mend(log, clock)
    assert log.upstream(VENUE).in_sync, "there was nothing to mend"
    with log.database.writing() as connection:
        connection.execute(update(tables.entity).values(state=b"{}", hash=bytes(16)))
        connection.execute(update(tables.bucket).values(hash=b"x" * 16))
    mend(log, clock)
    assert not log.upstream(VENUE).in_sync


def test_how_it_stands_with_upstream_is_news_like_a_change(log):
    log.record(VENUE, hub="online", message="")
    before = log.heads([VENUE])
    log.record_round(VENUE, in_sync=True)
    agreed = log.heads([VENUE])
    log.record(VENUE, hub="offline", message="")
    assert before != agreed != log.heads([VENUE])
    assert agreed[VENUE]._replace(upstream=None) == log.standing(VENUE)


def test_a_packed_hub_that_becomes_a_relay_offers_all_it_has(tmp_path, clock):
    """The house grew: what its own hub alone has must reach the hub above it."""
    url = hub_url(f"sqlite:///{tmp_path / 'hub.db'}")
    database = Database(url, random_bytes=random.Random(7).randbytes)
    hub = HubLog(database)
    Venues(database, now_ms=clock, new_id=lambda: VENUE).add("暖簾", "production")
    documents = [orjson.loads(body) for body in history(5)]
    hub.push(VENUE, "production", documents)
    root = hub.digest(VENUE).root
    assert sum(step.moved for step in compaction.steps(database, VENUE, 5)) == 4
    relay = RelayLog(database, now_ms=clock)
    for _ in range(2):
        relay.join(LINE, "暖簾")
    assert unconfirmed(relay) == ids(1, 2, 3, 4, 5)
    assert relay.digest(VENUE).root == root
    assert is_sound(relay)
    relay.close()


def test_a_hub_lets_nobody_in_by_what_it_knew_before_it_was_a_relay(house):
    identity = house.join(house.venues.add("暖簾", "production").id)
    relay = RelayLog(house.log.database, now_ms=house.clock)
    relay.join(LINE, "暖簾")
    assert house.pairing.sign_in(identity.token) is None
    members = Members(house.log.database, now_ms=house.clock)
    members.admit(VENUE, [Member(id=identity.device, name="レジ", key=b"k" * 32)])
    relay.join(LINE, "暖簾")
    assert members.find(VENUE, identity.device), "joined again, it goes on"


def test_a_house_of_another_world_is_not_made_a_relays(house):
    house.venues.add("暖簾", "training")
    with pytest.raises(NotAllowed) as told:
        RelayLog(house.log.database, now_ms=house.clock).join(LINE, "暖簾")
    assert told.value.code == "wrong_environment"


def test_an_ordinary_hubs_house_has_no_line_upstream(log):
    with pytest.raises(Unknown):
        log.line("house-2")
    assert log.upstream("house-2") is None


def test_a_relay_tells_in_numbers_how_its_houses_stand(log):
    push(log, *bodies(VENUE, (1, 2)))
    log.record(VENUE, hub="online", message="")
    assert log.gauges() == {
        "noren_relay_houses": 1,
        "noren_relay_houses_online": 1,
        "noren_relay_houses_in_sync": 0,
        "noren_relay_changes_waiting": 2,
    }
    log.confirm(VENUE, {id: at for at, id in enumerate(ids(1, 2), start=70)})
    log.record_round(VENUE, in_sync=True)
    assert log.gauges()["noren_relay_houses_in_sync"] == 1
    log.record(VENUE, hub="offline", message="no answer")
    assert [log.gauges()[name] for name in ONLINE_AND_IN_SYNC] == [0, 0]
