"""A request grows and shrinks with the line, within its bounds, and heeds what was refused."""

from hypothesis import given
from hypothesis import strategies as st

from sync.pace import PATIENCE, QUICK_MS, SLOW_MS, Bound

MOST = 1000


def carry(bound, requests, took_ms):
    """Let a line carry full requests; what each was."""
    sizes = []
    for _ in range(requests):
        sizes.append(bound.now)
        bound.carried(bound.now, took_ms(bound.now))
    return sizes


def narrow(a_second):
    """A line that carries so much in a second, however it is parted."""
    return lambda amount: amount * 1000 // a_second


def far(round_trip_ms):
    """A line that carries anything, a while later."""
    return lambda amount: round_trip_ms


learned = st.one_of(
    st.tuples(st.just("carried"), st.integers(0, 2 * MOST), st.integers(-5, 10**9)),
    st.tuples(st.just("refuse"), st.integers(1, 2 * MOST)),
    st.tuples(st.just("cut_short")),
)


@given(st.lists(learned, max_size=40), st.integers(1, 50))
def test_the_bound_stays_within_its_bounds(lessons, least):
    bound = Bound(MOST, least)
    refused = False
    for name, *values in lessons:
        getattr(bound, name)(*values)
        refused |= name == "refuse"
        assert 1 <= bound.now <= MOST
        assert refused or bound.now >= least


def test_a_narrow_line_gets_requests_of_about_a_second():
    bound = Bound(MOST, 8)
    carry(bound, 10, narrow(100))
    assert QUICK_MS <= narrow(100)(bound.now) <= SLOW_MS


def test_a_far_line_keeps_long_requests():
    bound = Bound(MOST, 8)
    assert set(carry(bound, 20, far(3_000))) == {MOST, MOST // 2}


def test_a_line_that_has_become_quick_gets_long_requests_again():
    bound = Bound(MOST, 8)
    carry(bound, 10, narrow(20))
    assert carry(bound, 8, far(50))[-1] == MOST


def test_a_short_request_says_nothing_of_the_bound():
    bound = Bound(MOST)
    bound.carried(3, 60_000)
    assert bound.now == MOST


def test_what_was_refused_is_not_asked_for_again_for_a_while():
    bound = Bound(MOST)
    bound.refuse(600)
    assert bound.now == 300
    sizes = carry(bound, PATIENCE, far(50))
    assert max(sizes) == 450
    assert carry(bound, 3, far(50))[-1] == MOST, "in the end it is tried"


def test_a_line_that_breaks_under_way_gets_much_less():
    bound = Bound(MOST, 8)
    bound.cut_short()
    assert bound.now == MOST // 4
    for _ in range(9):
        bound.cut_short()
    assert bound.now == 8


def test_one_thing_alone_can_still_be_asked_for():
    bound = Bound(MOST, 8)
    for _ in range(12):
        bound.refuse(bound.now)
    assert bound.now == 1
