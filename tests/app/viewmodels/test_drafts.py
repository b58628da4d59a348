import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.viewmodels.drafts import pack, unpack


@given(st.dictionaries(st.text(), st.text()))
def test_what_is_packed_is_read_back(drafts):
    assert unpack(pack(drafts)) == drafts


@pytest.mark.parametrize("text", ["", "{", "[1]", "null", '{"a": '])
def test_what_a_power_cut_left_half_written_is_no_draft(text):
    assert unpack(text) == {}
