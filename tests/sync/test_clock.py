"""The laws at the top of sync/clock.py."""

from hypothesis import given
from hypothesis import strategies as st

from sync import clock
from sync.clock import COUNTER_MAX, DRIFT_MS_MAX

walls = st.integers(0, 2**47)
counters = st.integers(0, COUNTER_MAX)
stamps = st.builds(clock.stamp, walls, counters)


@given(stamps, st.integers(-DRIFT_MS_MAX, 2**40))
def test_each_stamp_is_later_than_the_last_while_the_clock_falls_back_less_than_the_bound(
    last, moved_ms
):
    assert clock.tick(last, max(0, clock.wall_ms(last) + moved_ms)) > last


@given(stamps)
def test_a_clock_that_fell_back_further_is_followed(last):
    now_ms = clock.wall_ms(last) - DRIFT_MS_MAX - 1
    assert clock.wall_ms(clock.tick(last, now_ms)) == max(0, now_ms)


def test_stamps_go_on_when_the_counter_is_full():
    full = clock.stamp(1000, COUNTER_MAX)
    assert clock.tick(full, 1000) > full


@given(stamps, stamps, st.integers(-DRIFT_MS_MAX, 2**40))
def test_news_moves_the_clock_while_the_remote_is_at_most_that_far_ahead(last, remote, behind_ms):
    now_ms = clock.wall_ms(remote) + behind_ms
    assert clock.receive(last, remote, now_ms) >= max(last, remote)


@given(stamps, walls)
def test_one_tablet_in_2040_does_not_drag_the_others_along(last, now_ms):
    remote = clock.stamp(now_ms + DRIFT_MS_MAX + 1, 0)
    assert clock.receive(last, remote, now_ms) == last


@given(walls, counters, walls, counters)
def test_text_order_is_time_order(wall_a, counter_a, wall_b, counter_b):
    a, b = clock.stamp(wall_a, counter_a), clock.stamp(wall_b, counter_b)
    assert (a < b) == ((wall_a, counter_a) < (wall_b, counter_b))


@given(st.integers(-(2**70), 2**70))
def test_a_stamp_keeps_its_shape_whatever_the_clock_says(wall_ms):
    assert len(clock.stamp(wall_ms, 0)) == len(clock.ZERO)
    assert len(clock.tick(clock.stamp(wall_ms, COUNTER_MAX), wall_ms)) == len(clock.ZERO)
