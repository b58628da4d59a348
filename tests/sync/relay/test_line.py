"""A relay's rounds remember how upstream answered, and outlive whatever it answers."""

import pytest

from sync.engine import Round
from sync.errors import SignedOut, Unreachable
from sync.hub.errors import DiskFull
from sync.relay.line import Line
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
