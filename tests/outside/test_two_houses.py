"""Two houses on one hub: what is asked of one tells nothing of the other, and changes nothing.

Each request is put to two hubs that differ only in whether the other house is there and how much is
in it. The answers must not differ: whatever was guessed, there is nothing to be learned. The same
goes for a relay that serves two houses.
"""

import itertools
import random
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass

import httpx
import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync import proof
from sync.change import change_id, pack
from sync.client.proven import ProvenTransport
from sync.engine import Round
from sync.hub.api import create_app
from sync.hub.database import Database
from sync.hub.members import Members
from sync.hub.parts import at_once
from sync.hub.relay_lines import UpstreamLine
from sync.hub.relay_log import RelayLog
from sync.relay.line import Line
from tests.asgi_bridge import sync_asgi_transport
from tests.hub_databases import hub_url
from tests.sync.conftest import Clock, House, open_house
from tests.sync.hub.test_gate import headers
from tests.sync.hub.test_pairing import joining
from tests.sync.strategies import INCARNATIONS, a_change

OURS, THEIRS = "house-1", "house-2"
ENTITIES = [("reservation", f"r{number}") for number in range(1, 7)] + [("guest", "r1")]


def history(venue, life, count, word):
    """Changes with ids that both houses use, of entities that both houses have."""
    return [
        a_change(
            id=change_id(life, number),
            venue=venue,
            entity_type=ENTITIES[number % len(ENTITIES)][0],
            entity_id=ENTITIES[number % len(ENTITIES)][1],
            sets={"note": f"{word}{number}"},
        )
        for number in range(1, count + 1)
    ]


def offer(house, venue, changes):
    house.log.push(venue, "production", [orjson.loads(pack(each)) for each in changes])


@dataclass
class RelayOf:
    """A relay of a hub's houses, as a device of ours meets it."""

    upstream: House
    log: RelayLog
    transport: httpx.BaseTransport
    lines: dict[str, Line]

    @property
    def clock(self) -> Clock:
        return self.upstream.clock

    @property
    def pairing(self):
        return self.upstream.pairing

    def sync(self):
        """Let every house of it do a round with the hub above."""
        for line in self.lines.values():
            done = line.round()
            assert isinstance(done, Round)
            assert done.in_sync


@contextmanager
def a_relay_of(hub: House, identity, *venues: str) -> Iterator[RelayOf]:
    random_bytes = random.Random(7).randbytes
    database = Database(hub_url("sqlite://"), random_bytes=random_bytes)
    log = RelayLog(database, now_ms=hub.clock)
    lines = {}
    for venue in venues:
        own = hub.join(venue, f"relay-of-{venue}", kind="relay")
        line = UpstreamLine(
            venue=venue,
            environment="production",
            device=own.device,
            name="奥",
            epoch="",
            cursor=0,
        )
        log.join(line, "")
        members = Members(database, now_ms=hub.clock)
        lines[venue] = Line(log, members, venue, hub.client(own))
    app = create_app(log, now_ms=hub.clock, random_bytes=random_bytes, offload=at_once)

    def key(relay: str) -> bytes:
        """All that our device can make a key of."""
        hashed = proof.hash_of(identity.token)
        return proof.relay_key(hashed, venue=OURS, relay=relay, device=identity.device)

    with closing(log), sync_asgi_transport(app) as raw:
        relay = RelayOf(hub, log, ProvenTransport(raw, key, now_ms=hub.clock), lines)
        relay.sync()
        yield relay


class Pair:
    """A hub where the other house is, and one where it is not; the same of ours on both."""

    def __init__(self, alone, together):
        for hub in (alone, together):
            hub.venues.add("良い店", "production")
            self.identity = hub.join(OURS)
            offer(hub, OURS, history(OURS, INCARNATIONS[0], 4, "ours"))
        together.venues.add("他の店", "production")
        self.other = together.join(THEIRS)
        offer(together, THEIRS, history(THEIRS, INCARNATIONS[0], 9, "theirs"))
        offer(together, THEIRS, history(THEIRS, INCARNATIONS[1], 5, "secret"))
        self.nonces = itertools.count(1)
        self.ask_at(alone, together)

    def ask_at(self, alone, together):
        """Put questions to these two, hubs or relays of them."""
        self.hubs = (alone, together)
        self.raw = [
            httpx.Client(base_url="http://hub.test", transport=hub.transport) for hub in self.hubs
        ]
        self.epochs = [hub.log.epoch() for hub in self.hubs]
        self.before = self.of_theirs()

    def of_theirs(self):
        log = self.hubs[1].log
        return log.pull(THEIRS, 0, 1000), log.digest(THEIRS), self.hubs[1].pairing.devices(THEIRS)

    def answers(self, path, body, **overrides):
        told = headers(self.identity, noren_nonce=f"nonce-{next(self.nonces):08d}", **overrides)
        found = []
        for raw, epoch in zip(self.raw, self.epochs, strict=True):
            try:
                answer = raw.post(f"/v1/{path}", content=orjson.dumps(body), headers=told)
                found.append((answer.status_code, answer.text.replace(epoch, "epoch")))
            except httpx.RemoteProtocolError as error:
                found.append((0, str(error)))  # a relay, and not of ours
        return found


@pytest.fixture(scope="module")
def pair():
    with open_house() as alone, open_house() as together:
        yield Pair(alone, together)


@pytest.fixture(scope="module")
def relays():
    with ExitStack() as stack:
        alone, together = (stack.enter_context(open_house()) for _ in range(2))
        pair = Pair(alone, together)
        pair.ask_at(
            stack.enter_context(a_relay_of(alone, pair.identity, OURS)),
            stack.enter_context(a_relay_of(together, pair.identity, OURS, THEIRS)),
        )
        yield pair


names = st.sampled_from([*ENTITIES, ("table", "r1"), ("reservation", THEIRS), ("venue", THEIRS)])
cursors = st.integers(0, 20) | st.just(2**53 - 1)
limits = st.integers(1, 1000)
lives = st.sampled_from(INCARNATIONS)
changes = st.builds(
    lambda venue, life, number, word: orjson.loads(
        pack(history(venue, life, number, word)[number - 1])
    ),
    st.sampled_from([OURS, OURS, OURS, THEIRS]),
    lives,
    st.integers(1, 12),
    st.sampled_from(["ours", "theirs", "secret", "new"]),
)
# Mostly of our own house, so that what is taken shows whose ids count.
pushes = st.tuples(
    st.just("push"),
    st.fixed_dictionaries(
        {"incarnation": lives, "changes": st.lists(changes, min_size=1, max_size=6)}
    ),
)
questions = st.one_of(
    st.tuples(st.just("pull"), st.fixed_dictionaries({"after": cursors, "limit": limits})),
    st.tuples(
        st.just("digest"), st.fixed_dictionaries({"leaving_out": st.lists(names, max_size=9)})
    ),
    st.tuples(
        st.just("entities"),
        st.fixed_dictionaries(
            {
                "buckets": st.lists(st.integers(0, 255), min_size=1, max_size=256),
                "after": st.none() | names,
                "limit": limits,
            }
        ),
    ),
    st.tuples(
        st.just("changes"),
        st.fixed_dictionaries(
            {
                "entities": st.lists(names, min_size=1, max_size=9),
                "after": cursors,
                "limit": limits,
            }
        ),
    ),
    pushes,
    pushes,
    st.tuples(st.just("members"), st.just({})),
    st.tuples(
        st.just("pair"),
        st.fixed_dictionaries(
            {
                "code": st.sampled_from(["0000-0000", THEIRS]),
                "device_name": st.just("レジ"),
                "token": st.just("g" * 43),
                "incarnation": lives,
            }
        ),
    ),
)
envelopes = st.fixed_dictionaries(
    {},
    optional={
        "noren_venue": st.sampled_from([THEIRS, "house-3", OURS]),
        "noren_device": st.sampled_from(["register-1", "register-2", THEIRS]),
        "noren_environment": st.sampled_from(["production", "training"]),
    },
)


@settings(
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    database=None,
)
@given(question=questions, overrides=st.just({}) | envelopes)
def test_no_guess_tells_anything_of_another_house_or_changes_it(pair, question, overrides):
    path, body = question
    for hub in pair.hubs:
        hub.clock.ms += 60_000  # wrong codes would fill the minute
    alone, together = pair.answers(path, body, **overrides)
    assert alone == together
    assert pair.of_theirs() == pair.before


@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    database=None,
)
@given(question=questions, overrides=st.just({}) | envelopes)
def test_no_guess_at_a_relay_of_two_houses_tells_anything_of_the_other_or_changes_it(
    relays, question, overrides
):
    path, body = question
    alone, together = relays.answers(path, body, **overrides)
    assert alone == together
    assert relays.of_theirs() == relays.before
    for relay in relays.hubs:
        relay.sync()
    assert relays.of_theirs() == relays.before
    ours = [relay.log.digest(OURS).root for relay in relays.hubs]
    assert ours == [relay.upstream.log.digest(OURS).root for relay in relays.hubs]
    assert ours[0] == ours[1]


def test_a_relay_of_two_houses_answers_at_home_and_signs_nothing_for_another(relays):
    (status, text), _ = relays.answers("pull", {"after": 0, "limit": 10})
    assert (status, "ours1" in text) == (200, True)
    answers = relays.answers("pull", {"after": 0, "limit": 10}, noren_venue=THEIRS)
    assert {status for status, _ in answers} == {0}
    assert relays.hubs[1].log.pull(THEIRS, 0, 100).changes, "there is something to be learned"


def test_the_question_is_one_that_finds_something_at_home(pair):
    """Else the hubs might agree because nobody ever gets an answer."""
    for path, body in (
        ("pull", {"after": 0, "limit": 10}),
        ("changes", {"entities": [["reservation", "r2"]]}),
        ("digest", {}),
    ):
        (status, text), _ = pair.answers(path, body)
        assert status == 200
        assert path == "digest" or "ours1" in text


def test_the_same_change_id_in_two_houses_is_two_changes(pair):
    (_, ours), _ = pair.answers("changes", {"entities": [["reservation", "r2"]]})
    theirs = pair.hubs[1].log.changes_of(THEIRS, [("reservation", "r2")], 0, 100)
    assert "ours1" in ours
    assert any(b"theirs1" in body for _, body in theirs.changes)
    assert THEIRS not in ours


def test_a_token_of_one_house_opens_no_door_of_another_whatever_its_headers_say(pair):
    together = pair.raw[1]
    for path in ("push", "pull", "digest", "entities", "changes", "members", "copy", "offer"):
        told = headers(pair.identity, noren_venue=THEIRS, noren_device=pair.other.device)
        assert together.post(f"/v1/{path}", content=b"{}", headers=told).status_code == 403
    told = headers(pair.identity, noren_venue=THEIRS)
    assert together.get("/v1/stream", headers=told).status_code == 403


def test_a_code_of_one_house_lets_nobody_into_another(pair):
    together = pair.hubs[1]
    code = together.pairing.new_code(OURS).code
    joined = together.pairing.join(
        joining(code, device=pair.other.device, token="y" * 43, environment="production")
    )
    assert joined.venue.id == OURS
    assert together.pairing.sign_in(pair.other.token).venue == THEIRS
