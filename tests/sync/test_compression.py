"""What is packed comes back; what strangers packed can neither burst nor pretend."""

import tracemalloc

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from sync.compression import WINDOW_BYTES_MAX, pack, unpack
from sync.errors import Malformed, TooLarge


@given(st.binary(max_size=5_000), st.sampled_from([1, 9]))
def test_what_is_packed_comes_back(plain, level):
    assert unpack(pack(plain, level), len(plain)) == plain


@pytest.mark.parametrize("says_its_size", [True, False])
def test_what_would_burst_is_refused_before_it_does(says_its_size):
    compressor = zstandard.ZstdCompressor(level=1, write_content_size=says_its_size)
    bomb = compressor.compress(bytes(256 * 1024 * 1024))
    tracemalloc.start()
    with pytest.raises(TooLarge):
        unpack(bomb, 1024 * 1024)
    assert tracemalloc.get_traced_memory()[1] < 16 * 1024 * 1024
    tracemalloc.stop()


@given(st.binary(min_size=1, max_size=300), st.data())
def test_what_was_cut_off_or_altered_is_not_taken_for_whole(plain, data):
    packed = pack(plain)
    cut = packed[: data.draw(st.integers(0, len(packed) - 1))]
    at = data.draw(st.integers(0, len(packed) - 1))
    altered = packed[:at] + bytes([packed[at] ^ data.draw(st.integers(1, 255))]) + packed[at + 1 :]
    for spoilt in (cut, altered):
        try:
            assert unpack(spoilt, 1_000) == plain
        except (Malformed, TooLarge):
            continue


def test_a_window_that_takes_too_much_memory_is_refused():
    parameters = zstandard.ZstdCompressionParameters(window_log=27, write_content_size=False)
    stream = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    wide = stream.compress(b"x" * 100) + stream.flush()
    assert WINDOW_BYTES_MAX < 2**27
    with pytest.raises(Malformed):
        unpack(wide, 1_000)
