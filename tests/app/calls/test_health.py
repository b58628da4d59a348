import logging

import pytest

from app.calls.event import FeedState
from app.calls.health import FeedHealth


class Clock:
    now_ms = 1_000

    def __call__(self):
        return self.now_ms


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def told():
    return []


@pytest.fixture
def health(clock, told):
    return FeedHealth("ncid", clock, told.append)


def states(told):
    return [(event.state, event.since_ms, event.reason) for event in told]


def test_a_change_is_told_once(health, told):
    health.up()
    health.up()
    health.down(FeedState.LOST, "closed")
    health.down(FeedState.LOST, "closed")
    assert [event.state for event in told] == [FeedState.CONNECTED, FeedState.LOST]


def test_an_outage_keeps_its_beginning_while_its_reason_changes(health, told, clock):
    health.down(FeedState.DEGRADED, "server_stopped")
    clock.now_ms = 2_000
    health.down(FeedState.LOST, "unreachable")
    assert states(told) == [
        (FeedState.DEGRADED, 1_000, "server_stopped"),
        (FeedState.LOST, 1_000, "unreachable"),
    ]


def test_the_next_outage_has_a_beginning_of_its_own(health, told, clock):
    health.down(FeedState.LOST, "closed")
    health.up()
    clock.now_ms = 5_000
    health.down(FeedState.LOST, "closed")
    assert told[-1].since_ms == 5_000


def test_a_loss_is_logged_as_a_warning_with_its_reason(health, caplog):
    with caplog.at_level(logging.INFO, "calls"):
        health.up()
        health.down(FeedState.LOST, "closed")
    assert [(record.levelname, record.message) for record in caplog.records] == [
        ("INFO", "feed_connected feed=ncid reason=-"),
        ("WARNING", "feed_lost feed=ncid reason=closed"),
    ]
