"""Copies read back from the wire as they were written, and none that contradicts itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync import wire
from sync.book_copy import PART_BYTES
from sync.copy_wire import (
    read_copy,
    read_offer,
    read_part,
    read_standing,
    write_copy,
    write_offer,
    write_part,
)
from sync.errors import Malformed
from tests.sync.copies import EPOCH, a_copy, an_offer

TWO_PARTS = bytes(PART_BYTES + 1)


@given(st.binary(max_size=200))
def test_a_part_reads_back_as_it_was_written(part):
    assert read_part(write_part(part)) == part


def test_a_full_part_fits_its_bound_on_the_wire():
    assert len(write_part(bytes(PART_BYTES))) == wire.PART_CHARS_MAX


def test_what_is_no_base64_is_malformed():
    for text in ("!", "a", "YQ", "YQ==\n", "あ"):
        with pytest.raises(Malformed):
            read_part(text)


def test_an_offer_and_a_copy_read_back_as_they_were_written():
    offered, copy = an_offer(TWO_PARTS), a_copy(TWO_PARTS)
    asked = wire.read(wire.OfferAsked, wire.write(write_offer(offered)))
    assert read_offer(asked) == offered
    told = wire.read(wire.Copy, wire.write(write_copy(copy)))
    assert read_copy(told, EPOCH) == copy


def test_a_copy_of_another_size_than_its_parts_is_malformed():
    copy = a_copy(TWO_PARTS, parts=(b"p" * 16,))
    with pytest.raises(Malformed):
        read_copy(write_copy(copy), EPOCH)


def test_a_hub_without_a_copy_says_so():
    answer = wire.CopyAnswered(
        venue="v",
        environment="e",
        device="d",
        nonce="n",
        now_ms=1,
        epoch=EPOCH,
        head=7,
        newest=None,
        wanted=True,
    )
    standing = read_standing(answer)
    assert (standing.copy, standing.head, standing.wanted) == (None, 7, True)
