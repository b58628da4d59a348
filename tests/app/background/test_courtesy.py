import pytest

from app.background.courtesy import (
    ASIDE_SECONDS,
    ASIDE_TIMES_MAX,
    LOOK_SECONDS,
    TAKEN_SECONDS,
    Courtesy,
)


class Lock:
    """Python's lock and a clock: whoever lets go of it while others work has it back late."""

    def __init__(self):
        self.now = 0.0
        self.busy_until = 0.0
        self.slept = []

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds
        if self.now < self.busy_until:
            self.now += TAKEN_SECONDS


@pytest.fixture
def lock():
    return Lock()


@pytest.fixture
def courtesy(lock):
    made = Courtesy(steady_seconds=lambda: lock.now, sleep=lock.sleep)
    lock.now += 2 * LOOK_SECONDS
    return made


def test_a_thread_goes_on_at_once_where_nobody_else_is_at_work(courtesy, lock):
    courtesy.give_way()
    assert ASIDE_SECONDS not in lock.slept


def test_it_stands_aside_until_the_window_has_done_its_work(courtesy, lock):
    lock.busy_until = lock.now + 4 * ASIDE_SECONDS
    courtesy.give_way()
    assert lock.now >= lock.busy_until
    assert lock.slept.count(ASIDE_SECONDS) < ASIDE_TIMES_MAX


def test_a_window_that_is_never_done_does_not_stop_it(courtesy, lock):
    lock.busy_until = float("inf")
    courtesy.give_way()
    assert lock.slept.count(ASIDE_SECONDS) == ASIDE_TIMES_MAX


def test_it_looks_now_and_then_and_not_at_every_statement(courtesy, lock):
    courtesy.give_way()
    looks = len(lock.slept)
    courtesy.give_way()
    assert len(lock.slept) == looks
    lock.now += 2 * LOOK_SECONDS
    courtesy.give_way()
    assert len(lock.slept) > looks
