"""The relay is asked while it answers; when it does not, the hub is, at once, and for a while."""

import threading
from typing import Any

import pytest

from app.background.house_relay import (
    AWAY_SECONDS_MAX,
    AWAY_SECONDS_MIN,
    LEARN_SECONDS,
    STEADY_SECONDS,
    Listed,
    RelayChoice,
)
from sync.errors import Unreachable

GONE = Unreachable("no answer")


class Line:
    """A line that tells when it is listened to, and when it is let go."""

    def __init__(self, url):
        self.url = url
        self.client: Any = None
        self.followed = threading.Event()
        self.closed = threading.Event()

    def relay(self):
        return "the-relay"

    def follow(self, stop):
        self.followed.set()
        stop.wait()

    def close(self):
        self.closed.set()


class Evening:
    def __init__(self, *urls):
        self.urls = list(urls)
        self.seconds = 0.0
        self.choice = RelayChoice(
            Listed(lambda: self.urls), Line, steady_seconds=lambda: self.seconds
        )


@pytest.fixture
def evening():
    evening = Evening("http://relay")
    yield evening
    evening.choice.close()


def test_without_an_address_the_hub_is_asked():
    assert Evening().choice.line() is None


def test_the_same_relay_is_asked_again_and_listened_to_once_it_answered(evening):
    line = evening.choice.line()
    assert not line.followed.is_set()
    evening.choice.answered()
    evening.choice.answered()
    assert line.followed.wait(timeout=5)
    assert evening.choice.line() is line


def test_a_relay_that_failed_is_left_alone_longer_each_time(evening):
    for away in (AWAY_SECONDS_MIN, 2 * AWAY_SECONDS_MIN, 4 * AWAY_SECONDS_MIN):
        line = evening.choice.line()
        evening.choice.failed(GONE)
        assert line.closed.is_set()
        evening.seconds += away - 0.1
        assert evening.choice.line() is None
        evening.seconds += 0.1
        assert evening.choice.line() is not None


def test_it_is_never_left_alone_for_good(evening):
    for _ in range(20):
        evening.choice.line()
        evening.choice.failed(GONE)
        evening.seconds += AWAY_SECONDS_MAX
    assert evening.choice.line() is not None


def test_after_a_steady_time_it_is_tried_again_soon(evening):
    for _ in range(4):
        evening.choice.line()
        evening.choice.failed(GONE)
        evening.seconds += AWAY_SECONDS_MAX
    evening.choice.line()
    evening.choice.answered()
    evening.seconds += STEADY_SECONDS
    evening.choice.failed(GONE)
    evening.seconds += AWAY_SECONDS_MIN
    assert evening.choice.line() is not None


def test_while_one_relay_is_left_alone_another_is_asked(evening):
    evening.urls.append("http://other")
    evening.choice.line()
    evening.choice.failed(GONE)
    assert evening.choice.line().url == "http://other"


def test_a_relay_that_is_announced_no_more_is_let_go(evening):
    line = evening.choice.line()
    evening.urls.clear()
    assert evening.choice.line() is None
    assert line.closed.is_set()


def test_the_hub_is_asked_for_the_relays_now_and_then(evening):
    assert [evening.choice.is_time_to_learn() for _ in range(2)] == [True, False]
    evening.seconds += LEARN_SECONDS
    assert evening.choice.is_time_to_learn()


def test_what_failed_with_no_relay_in_use_is_no_ones_fault(evening):
    evening.choice.failed(GONE)
    evening.choice.answered()
    assert evening.choice.line() is not None
