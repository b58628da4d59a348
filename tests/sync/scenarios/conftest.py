"""A house with a hub in this process and two tablets that know the same book."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.bootstrap.conftest import home, hub, paired
from tests.devices import Device, House, a_house

__all__ = ["home", "hub", "paired"]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """The house, with no devices yet."""
    with a_house(tmp_path) as house:
        yield house


@pytest.fixture
def hall(house: House) -> Device:
    """The tablet on which the house was made."""
    device = house.device("ホール")
    device.try_sync()
    return device


@pytest.fixture
def bar(house: House, hall: Device) -> Device:
    """A second tablet."""
    device = house.device("バー")
    device.try_sync()
    hall.try_sync()
    return device
