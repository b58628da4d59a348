from uuid import RFC_4122, UUID

from hypothesis import given
from hypothesis import strategies as st

from app.domain.ids import UUID7_TAIL_BYTES, uuid7

tails = st.binary(min_size=UUID7_TAIL_BYTES, max_size=UUID7_TAIL_BYTES)
moments = st.integers(min_value=0, max_value=2**48 - 1)


@given(moments, tails)
def test_an_id_is_a_uuid_of_version_seven(now_ms, tail):
    id = UUID(uuid7(now_ms, tail))
    assert id.version == 7
    assert id.variant == RFC_4122


@given(moments, tails)
def test_an_id_begins_with_its_time_so_that_a_day_lies_together(now_ms, tail):
    assert UUID(uuid7(now_ms, tail)).int >> 80 == now_ms


@given(moments, tails, tails)
def test_ids_of_one_moment_differ_in_any_of_their_74_random_bits(now_ms, one, other):
    kept = (0xFFF << 64) | ((1 << 62) - 1)
    first, second = (int.from_bytes(tail, "big") & kept for tail in (one, other))
    assert (uuid7(now_ms, one) == uuid7(now_ms, other)) == (first == second)
