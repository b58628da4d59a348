import random

import pytest

from app.calls.feed import (
    RETRY_FAILURES_MAX,
    RETRY_SECONDS_FIRST,
    RETRY_SECONDS_MAX,
    Feed,
    retry_seconds,
)
from app.calls.ncid_driver import NcidFeed
from app.calls.tcp import Address


class Chance(random.Random):
    """Always as lucky as told."""

    def __init__(self, share):
        super().__init__(0)
        self.share = share

    def uniform(self, a, b):
        return a + (b - a) * self.share


def test_the_wait_doubles_up_to_half_a_minute():
    waits = [retry_seconds(failures, Chance(1)) for failures in range(1, 9)]
    assert waits == [1, 2, 4, 8, 16, 30, 30, 30]


def test_half_of_each_wait_is_chance():
    assert retry_seconds(1, Chance(0)) == RETRY_SECONDS_FIRST / 2
    assert retry_seconds(RETRY_FAILURES_MAX, Chance(0)) == RETRY_SECONDS_MAX / 2


@pytest.mark.parametrize("failures", [1, 5, 6, 10_000_000])
def test_no_wait_is_longer_than_half_a_minute_nor_shorter_than_half_a_second(failures):
    assert 0.5 <= retry_seconds(failures, random.Random(failures)) <= RETRY_SECONDS_MAX


def test_the_ncid_adapter_is_a_feed():
    feed: Feed = NcidFeed(Address("127.0.0.1", 3333), now_ms=lambda: 0, chance=random.Random(0))
    assert feed.name == "ncid"
