from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.calls.framing import LineFramer

LINE_BYTES_MAX = 8

BYTES = st.lists(st.sampled_from([b"a", b"*", b"\r", b"\n", b"\r\n", b"xxxxxxxx", b"\xff"])).map(
    b"".join
)


def frame_in_one_piece(data):
    return LineFramer(LINE_BYTES_MAX).push(data)


def test_lines_end_with_lf_or_crlf():
    assert frame_in_one_piece(b"one\r\ntwo\nrest") == [b"one", b"two"]


def test_a_line_over_the_bound_loses_only_itself():
    assert frame_in_one_piece(b"one\n123456789\ntwo\n") == [b"one", b"two"]


def test_a_line_of_exactly_the_bound_is_kept():
    assert frame_in_one_piece(b"12345678\n1234567\r\n") == [b"12345678", b"1234567"]


@given(data=BYTES, cuts=st.lists(st.integers(min_value=0, max_value=80)))
def test_any_cutting_gives_the_lines_of_one_piece(data, cuts):
    framer = LineFramer(LINE_BYTES_MAX)
    edges = [0, *sorted(min(cut, len(data)) for cut in cuts), len(data)]
    lines = [line for start, end in pairwise(edges) for line in framer.push(data[start:end])]
    assert lines == frame_in_one_piece(data)


@given(data=BYTES)
def test_a_line_is_what_stands_between_two_endings(data):
    whole = [line for line in data.split(b"\n")[:-1] if len(line) <= LINE_BYTES_MAX]
    assert frame_in_one_piece(data) == [line.removesuffix(b"\r") for line in whole]


@given(pieces=st.lists(st.binary(max_size=3 * LINE_BYTES_MAX)))
def test_no_more_than_one_line_is_ever_kept(pieces):
    framer = LineFramer(LINE_BYTES_MAX)
    for piece in pieces:
        framer.push(piece)
        assert framer.pending_bytes <= LINE_BYTES_MAX
