"""The messages read back as written, refuse what is not theirs, and PROTOCOL.md tells the truth."""

import re
from pathlib import Path

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync import book_copy, digest, merge, wire
from sync.change import canonical, content_hash, from_document
from sync.errors import Malformed
from sync.hub.copies import GROWN_MIN
from tests.sync.strategies import texts

PROTOCOL = Path(__file__).parents[2] / "sync" / "PROTOCOL.md"
EXAMPLE = re.compile(r"^```json (\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
EXAMPLES = EXAMPLE.findall(PROTOCOL.read_text("utf-8"))
REQUESTS = {each.__name__: each for each in wire.Asked.__subclasses__()}
ANSWERS = {
    name: shape
    for name, shape in vars(wire).items()
    if isinstance(shape, type)
    and issubclass(shape, wire.Answered)
    and shape not in (wire.Answered, wire.HeadAnswered)
}
MESSAGES = REQUESTS | ANSWERS | {"HeadEvent": wire.HeadEvent}

keys = st.from_regex(r"\A[A-Za-z0-9._:-]{1,64}\Z")
hashes = st.binary(min_size=16, max_size=16).map(bytes.hex)
wholes = st.integers(0, wire.INTEGER_MAX)
names = st.tuples(texts.filter(bool), texts.filter(bool))
heads = {
    "venue": keys,
    "environment": st.sampled_from(["production", "training"]),
    "device": keys,
    "nonce": st.from_regex(r"\A[A-Za-z0-9_-]{8,64}\Z"),
    "now_ms": wholes,
    "epoch": hashes,
    "head": wholes,
}
stored = st.fixed_dictionaries(
    {"cursor": wholes, "body": st.dictionaries(texts, texts, max_size=2)}
)
STRATEGIES = (
    st.builds(wire.PullAsked, after=wholes, limit=st.integers(1, 1000)),
    st.builds(wire.DigestAsked, leaving_out=st.lists(names, max_size=3).map(tuple)),
    st.builds(
        wire.EntitiesAsked,
        buckets=st.lists(st.integers(0, 255), min_size=1, max_size=3).map(tuple),
        after=st.none() | names,
        limit=st.integers(1, 5000),
    ),
    st.builds(wire.PullAnswered, **heads, changes=st.lists(stored, max_size=2).map(tuple)),
    st.builds(
        wire.DigestAnswered,
        **heads,
        root=hashes,
        buckets=st.dictionaries(st.integers(0, 255).map(str), hashes, max_size=3),
    ),
)


def example(name):
    return next(body for title, body in EXAMPLES if title == name)


@given(st.one_of(STRATEGIES))
def test_a_message_reads_back_as_it_was_written(message):
    assert wire.read(type(message), wire.write(message)) == message


@pytest.mark.parametrize("name", MESSAGES)
def test_every_message_has_an_example_that_reads(name):
    message = wire.read(MESSAGES[name], example(name).encode())
    assert orjson.loads(wire.write(message)) == orjson.loads(example(name))


def test_every_example_is_of_a_message_a_change_or_a_state():
    assert {name for name, _ in EXAMPLES} == {*MESSAGES, "Change", "State"}


@pytest.mark.parametrize("name", REQUESTS)
def test_a_request_with_a_key_the_hub_does_not_know_is_refused(name):
    document = orjson.loads(example(name)) | {"newer": 1}
    with pytest.raises(Malformed) as told:
        wire.make(REQUESTS[name], document)
    assert told.value.field == "newer"


@pytest.mark.parametrize("name", ANSWERS)
def test_a_key_of_a_newer_hub_is_passed_over(name):
    document = orjson.loads(example(name))
    assert wire.make(ANSWERS[name], document | {"newer": 1}) == wire.make(ANSWERS[name], document)


@pytest.mark.parametrize("name", ANSWERS)
@pytest.mark.parametrize("part", ["venue", "environment", "device", "nonce", "now_ms"])
def test_an_answer_without_its_echo_is_malformed(name, part):
    document = orjson.loads(example(name))
    del document[part]
    with pytest.raises(Malformed) as told:
        wire.make(ANSWERS[name], document)
    assert told.value.field == part


@pytest.mark.parametrize(
    ("shape", "document", "field"),
    [
        (wire.PullAsked, {"after": "1", "limit": 1}, "after"),
        (wire.PullAsked, {"after": 1.0, "limit": 1}, "after"),
        (wire.PullAsked, {"after": True, "limit": 1}, "after"),
        (wire.PullAsked, {"after": -1, "limit": 1}, "after"),
        (wire.PullAsked, {"after": 2**53, "limit": 1}, "after"),
        (wire.PullAsked, {"after": 1, "limit": 0}, "limit"),
        (wire.PullAsked, {"after": 1, "limit": 1001}, "limit"),
        (wire.PullAsked, [], ""),
        (wire.PullAsked, None, ""),
        (wire.DigestAsked, {"leaving_out": [["a"]]}, "leaving_out.0.1"),
        (wire.DigestAsked, {"leaving_out": [["a", "b"]] * 5001}, "leaving_out"),
        (wire.EntitiesAsked, {"buckets": []}, "buckets"),
        (wire.EntitiesAsked, {"buckets": [256]}, "buckets.0"),
        (wire.ChangesAsked, {"entities": [["a", "b"]] * 501}, "entities"),
        (wire.PushAsked, {"incarnation": "0" * 16, "changes": []}, "changes"),
        (wire.PushAsked, {"incarnation": "0" * 16, "changes": [{}] * 1001}, "changes"),
        (wire.PushAsked, {"incarnation": "0" * 15 + "\n", "changes": [{}]}, "incarnation"),
    ],
)
def test_a_request_out_of_bounds_is_refused_by_the_part_that_is_wrong(shape, document, field):
    with pytest.raises(Malformed) as told:
        wire.make(shape, document)
    assert told.value.field == field


@pytest.mark.parametrize("token", ["short", "t" * 129, "t" * 42, "t" * 43 + "\n", "é" * 43])
def test_a_token_is_256_bits_in_plain_letters(token):
    document = orjson.loads(example("PairAsked")) | {"token": token}
    with pytest.raises(Malformed) as told:
        wire.make(wire.PairAsked, document)
    assert told.value.field == "token"
    assert token not in str(told.value)


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[" * 100_000])
def test_bytes_that_are_not_json_are_malformed(body):
    with pytest.raises(Malformed, match="not JSON"):
        wire.read(wire.PullAsked, body)


def test_one_malformed_change_does_not_spoil_a_batch():
    asked = wire.make(
        wire.PushAsked, {"incarnation": "0" * 16, "changes": [None, {"id": 1}, [], {}]}
    )
    assert asked.changes == (None, {"id": 1}, [], {})


def test_the_hashes_in_the_protocol_are_those_of_its_examples():
    text = PROTOCOL.read_text("utf-8")
    documents = [orjson.loads(body) for name, body in EXAMPLES if name == "Change"]
    for document in documents:
        assert content_hash(canonical(document)).hex() in text
    state = merge.fold(from_document(document) for document in documents)
    packed = merge.pack_entity(state)
    assert packed == canonical(orjson.loads(example("State")))
    first = documents[0]
    hash = digest.entity_hash(first["type"], first["entity"], packed)
    bucket = digest.bucket_of(first["entity"])
    told = wire.read(wire.DigestAnswered, example("DigestAnswered").encode())
    assert told.buckets == {str(bucket): hash.hex()}
    assert told.root == digest.root({bucket: hash}).hex()
    assert f"modulo 256: {bucket}." in text


def test_the_bounds_in_the_protocol_are_those_of_the_code():
    text = PROTOCOL.read_text("utf-8")
    mebibyte = 1024 * 1024
    assert f"| a request's body | {wire.REQUEST_BYTES_MAX // mebibyte} MiB" in text
    assert f"| an answer's body | {wire.ANSWER_BYTES_MAX // mebibyte} MiB" in text
    assert (
        f"| {wire.PUSH_CHANGES_MAX}; {wire.PULL_CHANGES_MAX} or "
        f"{wire.PULL_BYTES_MAX // mebibyte} MiB" in text
    )
    assert f"| {wire.LEAVING_OUT_MAX}; {wire.CHANGES_OF_MAX}; {wire.ENTITIES_MAX} |" in text
    packed, unpacked = book_copy.BYTES_MAX // mebibyte, book_copy.FILE_BYTES_MAX // mebibyte
    assert f"| {packed} MiB; {unpacked // 1024} GiB |" in text
    assert f"All but the last have {book_copy.PART_BYTES:,} bytes" in text
    assert f"a copy has at most\n{book_copy.PARTS_MAX:,}." in text
    assert f"newest copy by {GROWN_MIN:,} changes" in text
