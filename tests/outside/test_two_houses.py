"""Two houses on one hub: what is asked of one tells nothing of the other, and changes nothing.

Each request is put to two hubs that differ only in whether the other house is there and how much is
in it. The answers must not differ: whatever was guessed, there is nothing to be learned.
"""

import itertools

import httpx
import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync.change import change_id, pack
from tests.sync.conftest import open_house
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


class Pair:
    """A hub where the other house is, and one where it is not; the same of ours on both."""

    def __init__(self, alone, together):
        self.hubs = (alone, together)
        self.raw = [
            httpx.Client(base_url="http://hub.test", transport=hub.transport) for hub in self.hubs
        ]
        self.nonces = itertools.count(1)
        for hub in self.hubs:
            hub.venues.add("良い店", "production")
            self.identity = hub.join(OURS)
            offer(hub, OURS, history(OURS, INCARNATIONS[0], 4, "ours"))
        together.venues.add("他の店", "production")
        self.other = together.join(THEIRS)
        offer(together, THEIRS, history(THEIRS, INCARNATIONS[0], 9, "theirs"))
        offer(together, THEIRS, history(THEIRS, INCARNATIONS[1], 5, "secret"))
        self.epochs = [hub.log.epoch() for hub in self.hubs]
        self.before = self.of_theirs()

    def of_theirs(self):
        log = self.hubs[1].log
        return log.pull(THEIRS, 0, 1000), log.digest(THEIRS), self.hubs[1].pairing.devices(THEIRS)

    def answers(self, path, body, **overrides):
        told = headers(self.identity, noren_nonce=f"nonce-{next(self.nonces):08d}", **overrides)
        found = []
        for raw, epoch in zip(self.raw, self.epochs, strict=True):
            answer = raw.post(f"/v1/{path}", content=orjson.dumps(body), headers=told)
            found.append((answer.status_code, answer.text.replace(epoch, "epoch")))
        return found


@pytest.fixture(scope="module")
def pair():
    with open_house() as alone, open_house() as together:
        yield Pair(alone, together)


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
