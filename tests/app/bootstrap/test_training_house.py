import random
from datetime import UTC, datetime

import pytest

from app.bootstrap.hub_line import HubLine
from app.bootstrap.training_house import HERE, THERE, EveningClock, TrainingHouse
from app.calls.event import EventKind
from app.domain.venue import Environment


@pytest.fixture
def house(tmp_path):
    house = TrainingHouse(tmp_path, random.Random(7))
    house.open()
    yield house
    house.close()


def test_the_clock_is_set_and_then_runs():
    real = iter([1_000, 1_000, 61_000])
    clock = EveningClock(lambda: next(real))
    clock.set_to(datetime(2026, 12, 24, 9, 42, tzinfo=UTC))
    assert clock() == 1_798_105_320_000
    assert clock() == 1_798_105_380_000


def test_it_is_a_training_house_with_two_tablets_that_agree(house):
    for home, name in ((house.here, HERE), (house.there, THERE)):
        with home.desk() as desk:
            assert desk.environment is Environment.TRAINING
            assert desk.device_name == name
            assert len(desk.floor.tables()) > 10
    done = HubLine(house.there).round().round
    assert done is not None
    assert done.in_sync


def test_the_second_tablet_goes_on_working_and_the_first_hears_of_it(house):
    before = _changes(house.here)
    for _ in range(4):
        house.act_there()
    HubLine(house.here).round()
    assert _changes(house.here) > before


def test_the_hub_goes_and_comes_back_at_the_same_address(house):
    house.drop_hub()
    assert HubLine(house.here).round().error is not None
    house.raise_hub()
    assert HubLine(house.here).round().error is None


def test_the_phone_rings_at_the_window(house):
    import threading

    from app.calls.ncid_driver import NcidFeed
    from app.calls.tcp import Address

    (feed,) = house.here.settings().feeds
    heard, stop = [], threading.Event()

    def take(event):
        heard.append(event)
        if event.kind is EventKind.RING:
            stop.set()

    listener = NcidFeed(Address(feed.host, feed.port), now_ms=house.clock, chance=random.Random(1))
    thread = threading.Thread(target=listener.run, args=(stop, take))
    thread.start()
    house._phone.wait_for_clients(1)
    house.ring("09012345678")
    thread.join()
    assert heard[-1].e164 == "+819012345678"


def test_an_evening_runs_until_it_is_stopped(house):
    pauses = iter([False, False, True])
    before = _changes(house.there)
    house.run(lambda _seconds: next(pauses))
    assert _changes(house.there) >= before


def _changes(home):
    ledger = home.open_ledger()
    position = ledger.position()
    ledger.close()
    return position
