"""A change's one spelling, and everything that is no change."""

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync import change
from sync.change import CHANGE_BYTES_MAX, DEPTH_MAX, INTEGER_MAX
from sync.errors import Malformed
from tests.sync.strategies import INCARNATIONS, a_change, histories, texts, values


def a_document(**overrides):
    return orjson.loads(change.pack(a_change())) | overrides


def nested(depth):
    value: object = "leaf"
    for _ in range(depth):
        value = [value]
    return value


@given(histories())
def test_a_change_reads_back_as_it_was_written(changes):
    for each in changes:
        assert change.unpack(change.pack(each)) == each


@given(histories(max_size=3))
def test_packing_what_was_unpacked_gives_the_same_bytes(changes):
    for each in changes:
        body = change.pack(each)
        assert change.pack(change.unpack(body)) == body


@given(st.dictionaries(texts.map(lambda key: f"newer_{key}"), values, min_size=1, max_size=3))
def test_keys_of_a_newer_version_are_forwarded_untouched(extra):
    body = change.canonical(a_document(**extra))
    assert change.pack(change.unpack(body)) == body
    assert change.unpack(body).extra == extra


@given(st.dictionaries(texts, values, max_size=5), st.data())
def test_one_content_has_one_spelling(document, data):
    shuffled = dict(data.draw(st.permutations(list(document.items()))))
    assert change.canonical(shuffled) == change.canonical(document)
    assert change.content_hash(change.canonical(shuffled)) == change.content_hash(
        change.canonical(document)
    )


def test_an_id_names_incarnation_and_sequence():
    id = change.change_id(INCARNATIONS[0], 12)
    assert id == "000000000000000a-12"
    assert change.split_id(id) == (INCARNATIONS[0], 12)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", "000000000000000a-0"),
        ("id", "000000000000000A-1"),
        ("id", "000000000000000a-1\n"),
        ("id", 7),
        ("id", None),
        ("at", "1.2"),
        ("at", "00000000000g.0000"),
        ("venue", ""),
        ("env", ""),
        ("type", "a\0b"),
        ("entity", "x" * 201),
        ("intent", None),
        ("by", 3),
        ("v", 0),
        ("v", True),
        ("v", "1"),
        ("set", {}),
        ("set", []),
        ("set", {"": 1}),
        ("set", {"k" * 401: 1}),
        ("set", {f"f{number}": 1 for number in range(513)}),
        ("seen", {"other": []}),
        ("seen", {"status": "000000000000000b-1"}),
        ("seen", {"status": ["nonsense"]}),
        ("seen", {"status": ["000000000000000a-1"]}),
        ("seen", {"status": [f"000000000000000b-{n}" for n in range(1, 258)]}),
    ],
)
def test_what_is_out_of_bounds_is_refused_by_its_name(field, value):
    with pytest.raises(Malformed) as told:
        change.from_document(a_document(**{field: value}))
    assert told.value.field == field


@pytest.mark.parametrize("field", ["set", "newer"])
@pytest.mark.parametrize(
    "value", [1.0, [1.5], {"deep": [{"er": 0.1}]}, INTEGER_MAX + 1, -INTEGER_MAX - 1]
)
def test_numbers_that_readers_would_spell_or_see_differently_are_refused(field, value):
    document = a_document(**{field: {"status": value}})
    with pytest.raises(Malformed):
        change.from_document(document)


def test_whole_numbers_up_to_the_bound_are_taken():
    document = a_document(set={"status": [INTEGER_MAX, -INTEGER_MAX, True, None]})
    assert change.from_document(document).sets == document["set"]


def test_a_deeply_nested_value_is_refused_without_falling_over():
    # The document and its "set" are two levels of their own.
    assert change.from_document(a_document(set={"status": nested(DEPTH_MAX - 3)}))
    for depth in (DEPTH_MAX, 5000):
        with pytest.raises(Malformed, match="deeper"):
            change.from_document(a_document(set={"status": nested(depth)}))


@pytest.mark.parametrize(
    "body", [b"", b"{", b"\xff", b"[]", b"null", b'"text"', b"[" * 100_000, b'{"set":1}']
)
def test_bytes_that_are_no_change_are_malformed(body):
    with pytest.raises(Malformed):
        change.unpack(body)


def test_an_oversized_change_is_refused_before_it_is_read():
    with pytest.raises(Malformed, match="over"):
        change.unpack(b"[" * (CHANGE_BYTES_MAX + 1))
