from hypothesis import given
from hypothesis import strategies as st

from app.domain.pin import FIRST_WAIT_MS, TRIES_MAX, Tries, missed, wait_ms


def after(wrong, at_ms=0):
    tries = Tries()
    for _ in range(wrong):
        tries = missed(tries, at_ms)
    return tries


def test_four_slips_cost_nothing():
    assert wait_ms(after(TRIES_MAX - 1), 0) == 0


def test_the_fifth_wrong_pin_costs_a_minute():
    assert wait_ms(after(TRIES_MAX), 0) == FIRST_WAIT_MS
    assert wait_ms(after(TRIES_MAX), FIRST_WAIT_MS) == 0


@given(st.integers(0, 40), st.integers(0, 2**40), st.integers(-(2**40), 2**40))
def test_a_wait_never_grows_while_one_waits_and_more_slips_never_cost_less(wrong, at_ms, later):
    tries = after(wrong, at_ms)
    waits = wait_ms(tries, at_ms + later)
    assert 0 <= waits <= wait_ms(tries, at_ms)
    assert wait_ms(missed(tries, at_ms), at_ms) >= wait_ms(tries, at_ms)
