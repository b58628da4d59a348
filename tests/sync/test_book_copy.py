"""The log's hash tells any two logs apart, and parts add up to the whole."""

from hypothesis import given
from hypothesis import strategies as st

from sync.book_copy import PART_BYTES, LogHash, part_bytes, part_count

rows = st.tuples(
    st.integers(1, 3),
    st.sampled_from(["a", "ab", "b"]),
    st.sampled_from(["x", "bx", ""]),
    st.sampled_from([b"h" * 16, b"i" * 16]),
)


def hashed(log):
    hash = LogHash()
    for row in log:
        hash.add(*row)
    return hash.digest()


@given(st.lists(rows, max_size=3), st.lists(rows, max_size=3))
def test_two_logs_hash_alike_only_if_they_are_the_same_in_the_same_order(one, other):
    assert (hashed(one) == hashed(other)) == (one == other)


@given(st.integers(1, 5 * PART_BYTES))
def test_the_parts_of_a_copy_add_up_to_it(size):
    sizes = [part_bytes(size, number) for number in range(part_count(size))]
    assert sum(sizes) == size
    assert set(sizes[:-1]) <= {PART_BYTES}
    assert 0 < sizes[-1] <= PART_BYTES
