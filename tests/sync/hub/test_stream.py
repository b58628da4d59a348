"""Hints come at once, never pile up, and end for whoever is shut out."""

import asyncio

import anyio
import pytest
from sqlalchemy.exc import OperationalError

from sync.errors import SignedOut, Throttled
from sync.hub.errors import Unavailable
from sync.hub.log import Standing
from sync.hub.stream import (
    LINES_PER_DEVICE_MAX,
    WATCH_SECONDS,
    Line,
    Switchboard,
)
from sync.wire import FRESH_BYTES_MAX
from tests.sync.conftest import bodies, open_house
from tests.sync.hub.test_log import push
from tests.sync.hub.test_pairing import joining
from tests.sync.strategies import INCARNATIONS

VENUE = "house-1"


def going_on():
    return False


@pytest.fixture
def client(house):
    return house.member()


def test_a_stream_tells_at_once_where_the_log_stands(house, client):
    client.push(INCARNATIONS[0], bodies(VENUE, [1, 2]))
    hints = client.stream(going_on)
    hint = next(hints)
    assert (hint.head, hint.epoch) == (2, house.log.epoch())
    hints.close()
    assert len(house.app.state.hub.board) == 0


def test_a_commit_is_told_to_the_other_devices_of_the_house_only(house, client):
    other_house = house.member("支店", device="register-9")
    tablet = house.client(house.join(VENUE, "tablet-1"))
    here, there = tablet.stream(going_on), other_house.stream(going_on)
    assert (next(here).head, next(there).head) == (0, 0)
    client.push(INCARNATIONS[0], bodies(VENUE, [1, 2, 3]))
    assert next(here).head == 3
    client.push(INCARNATIONS[0], bodies(VENUE, [4]))
    other_house.push(INCARNATIONS[0], bodies("house-2", [1]))
    assert (next(here).head, next(there).head) == (4, 1)
    here.close()
    there.close()


def test_a_reader_that_was_away_gets_few_hints_and_the_newest_last(client):
    hints = client.stream(going_on)
    next(hints)
    for number in range(1, 51):
        client.push(INCARNATIONS[0], bodies(VENUE, [number]))
    heads = [next(hints).head for _ in range(3)]
    assert heads[-1] == 50
    client.push(INCARNATIONS[0], bodies(VENUE, [51]))
    assert next(hints).head == 51
    hints.close()


def test_a_push_that_brings_nothing_new_is_no_news(client):
    client.push(INCARNATIONS[0], bodies(VENUE, [1]))
    hints = client.stream(going_on)
    next(hints)
    client.push(INCARNATIONS[0], bodies(VENUE, [1]))
    client.push(INCARNATIONS[0], bodies(VENUE, [2]))
    assert next(hints).head == 2
    hints.close()


def test_another_processes_commit_is_noticed(house, client):
    hints = client.stream(going_on)
    next(hints)
    push(house.log, *bodies(VENUE, [1]))
    assert next(hints).head == 1
    hints.close()


def test_a_revoked_devices_stream_ends_by_itself(house, client):
    tablet = house.client(house.join(VENUE, "tablet-1"))
    revoked, stays = client.stream(going_on), tablet.stream(going_on)
    next(revoked)
    next(stays)
    house.pairing.revoke("register-1")
    assert list(revoked) == []
    push(house.log, *bodies(VENUE, [1]))
    assert next(stays).head == 1
    stays.close()
    with pytest.raises(SignedOut):
        next(client.stream(going_on))


def a_look(*welcome):
    """What a look at the database finds: one log that stands still, and these tokens."""

    async def look(_venues):
        return {"v1": Standing("e1", 1)}, frozenset(welcome)

    return look


def test_a_relay_is_told_when_others_come_or_are_shut_out():
    async def hear():
        board = Switchboard()
        relay = board.open("v1", "relay-1", b"r1", is_relay=True)
        device = board.open("v1", "d1", b"t1")
        heard = []
        for welcome in ((b"r1", b"t1"), (b"r1", b"t1"), (b"r1", b"t1", b"t2"), (b"r1",)):
            await board.look_around(a_look(*welcome))
            heard.append([await told(relay), await told(device)])
        return heard

    assert asyncio.run(hear()) == [
        ["head", "head"],
        ["beat", "beat"],
        ["head", "beat"],
        ["head", "end"],
    ]


async def told(line):
    """What a line says next: news, a beat where there is none, or that it has ended."""
    async for kind, *_ in line.events(0.001):
        return kind
    return "end"


def test_watching_outlives_whatever_the_database_says():
    """The next to be shut out must find somebody looking."""
    looks = [Unavailable("busy"), OperationalError("select", None, OSError()), a_look()]

    async def look(venues):
        found = looks.pop(0)
        if isinstance(found, Exception):
            raise found
        return await found(venues)

    async def watch():
        board = Switchboard()
        line = board.open("v1", "d1", b"t1")
        line.tell(Standing("e1", 1))
        async with anyio.create_task_group() as group:
            group.start_soon(board.watch, look, 0)
            heard = [news.kind async for news in line.events(60)]
            group.cancel_scope.cancel()
        return heard

    assert asyncio.run(watch()) == ["head"]


def test_a_quiet_stream_beats_so_that_it_can_be_stopped():
    with open_house(heartbeat_seconds=0.005) as house:
        client = house.member()
        asked = []

        def after_the_first_hint():
            asked.append(1)
            return len(asked) > 3

        assert [hint.head for hint in client.stream(after_the_first_hint)] == [0]
        assert len(asked) == 4


def test_a_device_that_comes_again_takes_the_place_of_its_oldest_stream(client):
    streams = [client.stream(going_on) for _ in range(LINES_PER_DEVICE_MAX + 1)]
    for stream in streams:
        next(stream)
    assert list(streams[0]) == []
    client.push(INCARNATIONS[0], bodies(VENUE, [1]))
    assert [next(stream).head for stream in streams[1:]] == [1] * LINES_PER_DEVICE_MAX
    for stream in streams:
        stream.close()


def test_a_switchboard_that_was_closed_opens_no_line():
    board = Switchboard()
    line = board.open("v1", "d1", b"t1")
    board.close()
    assert len(board) == 0
    with pytest.raises(Unavailable):
        board.open("v1", "d1", b"t1")
    board.drop(line)


def test_a_hub_that_is_closing_asks_for_patience(house, client):
    house.app.state.hub.board.close()
    with pytest.raises(Throttled):
        next(client.stream(going_on))


def test_a_slow_reader_gets_the_newest_news_only():
    async def read():
        line = Line("v1", "d1", b"t1")
        for head in range(1000):
            line.tell(Standing("e1", head))
        first = await anext(line.events(600))
        line.tell(Standing("e1", 999))
        line.tell(Standing("e2", 3))
        return first, await anext(line.events(600))

    assert asyncio.run(read()) == (
        ("head", Standing("e1", 999), ()),
        ("head", Standing("e2", 3), ()),
    )


def a_fresh(*cursors, size=10):
    return tuple((cursor, b"x" * size) for cursor in cursors)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([(4, a_fresh(3, 4))], (3, 4)),
        ([(3, a_fresh(3)), (5, a_fresh(4, 5))], (3, 4, 5)),
        ([(3, a_fresh(3)), (5, a_fresh(5))], ()),
        ([(3, ()), (4, a_fresh(4))], ()),
        ([(3, a_fresh(3)), (4, ())], ()),
        ([(4, a_fresh(4)), (3, a_fresh(3))], ()),
        ([(3, a_fresh(3, size=FRESH_BYTES_MAX)), (4, a_fresh(4))], ()),
        ([(9, a_fresh(3, 4))], ()),
    ],
)
def test_news_brings_all_that_led_there_or_nothing(told, expected):
    async def read():
        line = Line("v1", "d1", b"t1")
        line.tell(Standing("e1", 2))
        await anext(line.events(600))
        for head, fresh in told:
            line.tell(Standing("e1", head), fresh)
        news = await anext(line.events(600))
        assert news.standing == Standing("e1", told[-1][0])
        line.tell(Standing("e2", 1))
        assert (await anext(line.events(600))).fresh == (), "what was told is not told again"
        return news.fresh

    fresh = asyncio.run(read())
    assert tuple(cursor for cursor, _ in fresh) == expected


def test_a_small_commit_comes_with_the_hint_and_a_large_one_does_not(house, client):
    tablet = house.client(house.join(VENUE, "tablet-1"))
    hints = tablet.stream(going_on)
    next(hints)
    small = bodies(VENUE, [1, 2])
    client.push(INCARNATIONS[0], small)
    hint = next(hints)
    assert [each.body for each in hint.changes] == small
    assert (hint.after, hint.head) == (0, 2)
    client.push(INCARNATIONS[0], bodies(VENUE, range(3, 400)))
    hint = next(hints)
    assert (hint.head, hint.changes) == (399, ())
    hints.close()


def test_a_stream_of_a_revoked_token_ends_though_its_device_paired_anew_at_once(house, client):
    old = client.stream(going_on)
    next(old)
    house.pairing.revoke("register-1")
    code = house.pairing.new_code(VENUE).code
    house.pairing.join(joining(code, token="n" * 43))
    assert list(old) == []


def test_a_revoked_devices_stream_ends_before_a_second_of_the_hubs_own_clock_is_over():
    """Told by what comes first: a beat that is due after nine tenths of it, or the end."""
    with open_house(watch_seconds=WATCH_SECONDS, heartbeat_seconds=0.9) as house:
        client = house.member()
        events = []
        stream = client.stream(lambda: events.append("event"))
        next(stream)
        house.pairing.revoke("register-1")
        assert list(stream) == []
        assert events == ["event"]
