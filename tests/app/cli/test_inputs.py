import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cli.inputs import Input, Kind, read_document, read_json, read_options
from app.domain.errors import DomainError, Invalid

KNOWN = (
    Input("name", "", aliases=("guest_name",)),
    Input("adults", "", Kind.WHOLE),
    Input("tag", "", Kind.TEXTS, aliases=("tags",)),
    Input("pinned", "", Kind.FLAG),
    Input("place", "", Kind.ANY),
    Input("value", "", Kind.JSON),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
NAMES = st.sampled_from(["name", "guest_name", "adults", "tag", "tags", "pinned", "place", "value"])


@given(given=st.dictionaries(NAMES | st.text(), JSON, max_size=4))
def test_any_json_is_read_or_refused_by_a_field_that_was_given(given):
    try:
        named = set(read_document(KNOWN, given).spelled.values())
    except Invalid as error:
        named = {error.field}
    assert named <= set(given)
    assert bool(named) is bool(given)


@given(text=st.text() | st.binary().map(lambda raw: raw.decode("utf-8", "surrogateescape")))
def test_any_text_is_json_or_refused(text):
    told = ("data", "broken_json")
    try:
        read_json(text, field="data")
    except Invalid as error:
        told = (error.field, error.code)
    assert told == ("data", "broken_json")


def test_an_option_and_a_field_of_data_may_not_say_the_same():
    with pytest.raises(Invalid, match="twice") as caught:
        read_options(KNOWN, {"name": "山田"}, '{"guest_name": "林"}')
    assert caught.value.field == "name"


def test_numbers_are_read_in_any_width():
    assert read_options(KNOWN, {"adults": "１２"}).whole("adults") == 12


@pytest.mark.parametrize("text", ["", "1.5", "0x10", "1_000", "9" * 16, "一", "1 2"])
def test_what_is_no_whole_number_is_refused(text):
    with pytest.raises(Invalid) as caught:
        read_options(KNOWN, {"adults": text})
    assert caught.value.code == "invalid_number"


def test_a_value_on_the_command_line_is_json():
    assert read_options(KNOWN, {"value": '["T5"]'}).value("value") == ["T5"]
    with pytest.raises(Invalid):
        read_options(KNOWN, {"value": "T5"})


def test_half_a_character_from_the_command_line_is_refused():
    with pytest.raises(Invalid) as caught:
        read_options(KNOWN, {"name": b"\xff".decode("utf-8", "surrogateescape")})
    assert caught.value.field == "name"


def test_a_field_at_fault_goes_by_the_name_it_was_given_under():
    by_alias = read_document(KNOWN, {"guest_name": "山田"})
    assert by_alias.spell("guest_name") == by_alias.spell("name") == "guest_name"
    assert read_document(KNOWN, {}).spell("guest_name") == "name"
    assert by_alias.spell("elsewhere") == "elsewhere"


def test_a_block_blames_the_input_it_reads():
    inputs = read_document(KNOWN, {})
    with pytest.raises(DomainError) as caught, inputs.blaming("place"):
        raise Invalid("no such table", field="id")
    assert caught.value.field == "place"


def test_data_is_bounded():
    with pytest.raises(Invalid, match="longer"):
        read_json(json.dumps("x" * 4_000_001), field="data")
