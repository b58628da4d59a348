"""What journeys begin with."""

from contextlib import ExitStack

import pytest

from tests.app.bootstrap.conftest import home, hub, paired
from tests.journeys.house import House

__all__ = ["home", "hub", "paired"]


@pytest.fixture
def stack():
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def house(tmp_path, stack) -> House:
    """A house with a hub and no devices yet."""
    return House(tmp_path / "house", stack)


@pytest.fixture
def two(house):
    """A house with two tablets that know the same book."""
    hall = house.found()
    entrance = house.join()
    house.sync_all()
    return house, hall, entrance
