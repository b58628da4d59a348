"""A relay's rounds remember how upstream answered, and outlive whatever it answers."""

import random
import threading

import httpx
import pytest

from sync.client import Hint
from sync.engine import Round
from sync.errors import SignedOut, Unreachable
from sync.hub.errors import DiskFull
from sync.membership import Membership
from sync.relay.line import Line, LineThreads
from tests.builders import VENUE
from tests.relays import RELAY, a_relayed_house


@pytest.fixture
def relay(tmp_path):
    with a_relayed_house(tmp_path) as (_, relay):
        yield relay


class Broken:
    """A hub that says no to everything."""

    def __init__(self, error):
        self._error = error

    def __getattr__(self, _):
        def refuse(*_):
            raise self._error

        return refuse


@pytest.mark.parametrize(
    ("error", "hub"),
    [
        (Unreachable("no answer"), "offline"),
        (SignedOut("paired no more", code="signed_out"), "refused"),
    ],
)
def test_a_round_that_failed_is_remembered_with_its_reason(relay, error, hub):
    assert Line(relay.log, relay.members, VENUE.id, Broken(error)).round() is error
    assert relay.log.upstream(VENUE.id).hub == hub


def test_a_relay_that_is_shut_out_upstream_lets_nobody_in(tmp_path):
    with a_relayed_house(tmp_path) as (house, relay):
        relay.settle()
        device = house.devices[0]
        assert relay.serve(device).in_sync
        house.pairing.revoke(RELAY)
        assert isinstance(relay.sync(), SignedOut)
        with pytest.raises(Unreachable):
            relay.serve(device)


def test_a_round_that_went_well_is_remembered(relay):
    done = relay.sync()
    assert isinstance(done, Round)
    assert done.in_sync
    assert relay.log.upstream(VENUE.id).in_sync


def test_a_full_disk_stops_the_round_and_nothing_else(relay, monkeypatch):
    full = DiskFull("no room")

    def refuse(*_, **__):
        raise full

    monkeypatch.setattr(relay.log, "take_in", refuse)
    monkeypatch.setattr(relay.log, "record", refuse)
    assert relay.sync() is full


def test_who_is_shut_out_during_a_long_round_is_shut_out_before_its_end(relay):
    """The first round of a relay reads years; a thief does not wait for it."""
    happened: list[str] = []
    in_round, shut = threading.Event(), threading.Event()

    class Slow:
        def round(self):
            in_round.set()
            shut.wait()
            happened.append("round ended")
            return Unreachable("enough")

        def hang_up(self):
            shut.set()

    class Door:
        def keep_door(self):
            happened.append("door kept")
            shut.set()

        def hang_up(self):
            pass

    class Stream:
        def stream(self, stop):
            in_round.wait()
            yield Hint(head=1, epoch="e1")
            while not stop():
                stopped.wait()

        def hang_up(self):
            stopped.set()

    stopped = threading.Event()
    threads = LineThreads(Slow(), Stream(), Door(), chance=random.Random(1))  # type: ignore[arg-type]
    with threads:
        shut.wait()
    assert happened[:2] == ["door kept", "round ended"]


def test_the_door_is_kept_as_upstream_says_and_left_as_it_is_while_it_says_nothing(tmp_path):
    with a_relayed_house(tmp_path) as (house, relay):
        relay.settle()
        device = house.devices[0]
        Line(relay.log, relay.members, VENUE.id, Broken(Unreachable("no answer"))).keep_door()
        assert relay.serve(device).in_sync
        house.pairing.revoke(device.ledger.device().id)
        Line(relay.log, relay.members, VENUE.id, relay.client).keep_door()
        with pytest.raises(Unreachable):
            relay.serve(device)


def test_a_relay_shut_out_itself_lets_nobody_in_from_the_moment_it_hears_of_it(tmp_path):
    with a_relayed_house(tmp_path) as (house, relay):
        relay.settle()
        house.pairing.revoke(RELAY)
        Line(relay.log, relay.members, VENUE.id, relay.client).keep_door()
        with pytest.raises(Unreachable):
            relay.serve(house.devices[0])


def test_an_older_answer_is_never_taken_in_after_a_newer_one(relay):
    """Two threads ask: the later to ask must be the later to be believed."""
    asked, may_answer = threading.Event(), threading.Event()
    id = relay.house.devices[0].ledger.device().id
    relay.settle()
    (device,) = (each for each in relay.client.members().devices if each.id == id)

    def slowly():
        asked.set()
        may_answer.wait()
        return Membership(relays=(), devices=(device,))

    def newer():
        return Membership(relays=(), devices=())

    older = threading.Thread(target=relay.members.admit_told, args=(VENUE.id, slowly))
    older.start()
    asked.wait()
    later = threading.Thread(target=relay.members.admit_told, args=(VENUE.id, newer))
    later.start()
    later.join(0.05)
    may_answer.set()
    older.join()
    later.join()
    assert relay.members.find(VENUE.id, id) is None


def test_whoever_runs_a_relay_sees_how_it_stands_and_nothing_of_the_house(relay):
    relay.settle()
    with httpx.Client(transport=relay.transport, base_url="http://relay") as http:
        assert http.get("/readyz").text == "ready, upstream online\n"
        told = http.get("/metrics").text
        assert "noren_relay_houses_in_sync 1" in told.splitlines()
        assert VENUE.id not in told
        relay.log.record(VENUE.id, hub="offline", message="")
        assert "noren_relay_houses_online 0" in http.get("/metrics").text.splitlines()
