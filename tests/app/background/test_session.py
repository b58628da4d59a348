import random
import threading

import httpx
import pytest

from app.background.session import POLL_SECONDS, follow_stream
from app.bootstrap.hub_line import HubLine
from sync.errors import Throttled, Unreachable


@pytest.fixture
def line(paired):
    """A line to a hub behind a real port, and the ledger it speaks for."""
    ledger = paired.open_ledger()
    yield HubLine(paired), ledger
    ledger.close()


def session_of(device):
    return device.line.session(device.ledger, device.line.client(device.ledger))


def test_a_round_that_went_well_is_remembered_as_online(two):
    _, hall, _ = two
    assert session_of(hall).round().error is None
    assert hall.state().phase == "online"


def test_a_round_that_broke_off_is_remembered_with_its_words(two):
    house, hall, _ = two
    house.cut()
    outcome = session_of(hall).round()
    assert isinstance(outcome.error, Unreachable)
    assert (hall.state().phase, hall.state().message) == ("offline", str(outcome.error))


def test_a_hub_that_asks_for_patience_is_given_it(two):
    _, hall, _ = two
    hall.wire.faults = [lambda request, answer: httpx.Response(503, headers={"retry-after": "77"})]
    hall.book()
    session = session_of(hall)
    outcome = session.round()
    assert isinstance(outcome.error, Throttled)
    assert session._pause_seconds(outcome) == 77


def test_after_failures_the_pause_grows_and_after_success_it_is_the_poll(two):
    house, hall, _ = two
    session = session_of(hall)
    session._chance = random.Random(3)
    house.cut()
    pauses = [session._pause_seconds(session.round()) for _ in range(8)]
    assert max(pauses) <= 60
    assert max(pauses[4:]) > max(pauses[:1])
    house.mend()
    assert session._pause_seconds(session.round()) == POLL_SECONDS


def test_rounds_go_on_until_stopped_and_a_wake_begins_the_next(two):
    _, hall, _ = two
    session = session_of(hall)
    told = []

    def tell(outcome):
        told.append(outcome)
        session.wake()

    session.rounds(lambda: len(told) >= 3, tell)
    assert len(told) == 3


def test_hints_of_the_stream_wake_and_a_lost_stream_is_tried_again(line):
    hub_line, ledger = line
    client = hub_line.client(ledger)
    stop, woken = threading.Event(), threading.Event()
    thread = threading.Thread(target=follow_stream, args=(client, stop, woken.set))
    thread.start()
    assert woken.wait(20)
    stop.set()
    client.hang_up()
    thread.join()
    client.close()
