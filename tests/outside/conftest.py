"""One hub process for the tests that only attack it, and devices of two houses that live there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import httpx
import pytest

from sync.client import Client, Identity
from sync.hub.connections import make_room
from tests.outside.hub_process import HubProcess, add_house, serving
from tests.sync.conftest import bodies, open_house
from tests.sync.hub.test_gate import headers

LONG = 4000
"""Letters of a note: a page of such changes is 2 MiB."""


@dataclass
class Town:
    """Two houses on one hub; one of them does its work while the other is up to something."""

    hub: HubProcess
    good: Client
    good_house: str
    bad: Identity
    rounds: int = 0

    def another_bad(self, number: int) -> Identity:
        """One more device of the house that is up to something."""
        return self.hub.join(self.bad.venue, f"bad-{number}")

    def works(self) -> None:
        """Let the good house do a round; it is served, or the test is over."""
        self.rounds += 1
        (body,) = bodies(self.good_house, [self.rounds])
        pushed = self.good.push("0" * 15 + "a", [body])
        assert [each.outcome for each in pushed.results] == ["accepted"]
        assert self.good.pull(self.rounds - 1, 10).changes[0].body == body


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    make_room()
    home = tmp_path_factory.mktemp("hub")
    good, bad = add_house(home, "良い店"), add_house(home, "悪い店")
    with serving(home) as hub, hub.client(hub.join(good, "good")) as client:
        yield Town(hub, client, good, hub.join(bad, "bad"))


@pytest.fixture(scope="module")
def hub():
    """A hub in this process with a house, a line that sends what it likes, and its headers."""
    with (
        open_house() as house,
        httpx.Client(base_url="http://hub.test", transport=house.transport) as raw,
    ):
        identity = house.join(house.venues.add("暖簾", "production").id)
        yield house, raw, headers(identity)
