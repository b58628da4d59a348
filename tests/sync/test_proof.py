"""A proof holds for one request, one answer, one body and one relay, and for nothing else."""

import pytest

from sync import proof
from sync.proof import Asked

TOKEN_HASH = proof.hash_of("t" * 43)
KEY = proof.relay_key(TOKEN_HASH, venue="house", relay="relay", device="tablet")
ASKED = Asked("session", 7, proof.hash_body(b"body"), "")
HEADERS = {"noren-venue": "house", "noren-device": "tablet", "noren-nonce": "nonce-001"}


@pytest.mark.parametrize("other", ["venue", "relay", "device"])
def test_a_key_is_of_one_house_one_relay_and_one_device(other):
    names = {"venue": "house", "relay": "relay", "device": "tablet"} | {other: "another"}
    assert proof.relay_key(TOKEN_HASH, **names) != KEY


def prove(asked=ASKED, line="POST /v1/push", headers=None, key=KEY):
    return proof.prove_request(key, asked, line, headers or HEADERS)


@pytest.mark.parametrize(
    "other",
    [
        {"asked": ASKED._replace(session="another")},
        {"asked": ASKED._replace(number=8)},
        {"asked": ASKED._replace(body_hash=proof.hash_body(b"other"))},
        {"line": "POST /v1/pull"},
        {"headers": HEADERS | {"noren-nonce": "nonce-002"}},
        {"headers": HEADERS | {"noren-venue": "another"}},
        {"key": proof.relay_key(TOKEN_HASH, venue="house", relay="r2", device="tablet")},
    ],
)
def test_a_request_is_proven_as_it_is_and_no_other(other):
    assert not proof.is_equal(prove(**other), prove())
    assert proof.is_equal(prove(), prove())


def test_an_answer_is_proven_for_its_request_status_and_body():
    told = proof.prove_answer(KEY, ASKED, 200, proof.hash_body(b"ok"))
    assert told != proof.prove_answer(KEY, ASKED._replace(number=8), 200, proof.hash_body(b"ok"))
    assert told != proof.prove_answer(KEY, ASKED, 413, proof.hash_body(b"ok"))
    assert told != proof.prove_answer(KEY, ASKED, 200, proof.hash_body(b"no"))


def test_what_is_written_is_read():
    signed = ASKED._replace(proof=prove())
    assert proof.read_asked(proof.write_asked(signed)) == signed


@pytest.mark.parametrize("text", ["", "a.b.c.d", "a.1.c", "a.-1.c.d", "a.١.c.d", "a.1.c.d.e"])
def test_what_is_no_proof_is_none(text):
    assert proof.read_asked(text) is None
