"""A network that came up is told once, a moment later; one that went away is not told."""

import random

import pytest
from PySide6.QtNetwork import QNetworkInformation

from app.background import network as network_module
from app.bootstrap.hub_door import HubDoor
from app.bootstrap.reachability import Reachability


@pytest.fixture
def network(qapp):
    if not QNetworkInformation.loadBackendByFeatures(QNetworkInformation.Feature.Reachability):
        pytest.skip("this system tells Qt nothing of its networks")
    return QNetworkInformation.instance()


def test_a_network_that_came_up_is_told_once_when_it_has_settled(network, qtbot):
    ear = Reachability(random.Random(1))
    ear._settle.setInterval(1)
    ear.listen()
    told: list[None] = []
    ear.came_up.connect(lambda: told.append(None))
    with qtbot.waitSignal(ear.came_up, timeout=10_000):
        for _ in range(3):
            network.reachabilityChanged.emit(QNetworkInformation.Reachability.Online)
    assert len(told) == 1


def test_where_the_sync_thread_hears_nothing_the_window_listens(
    paired, network, qtbot, monkeypatch
):
    monkeypatch.setattr(network_module, "IS_HEARD", False)
    door = HubDoor(paired)
    with qtbot.waitSignal(door.state_changed, timeout=20_000):
        door.start()
    assert door._reachability is not None
    assert door._sync is not None
    assert door._sync._parts is not None
    door._sync._parts.session._failures = 1
    with qtbot.waitSignal(door.state_changed, timeout=15_000):
        door._reachability.came_up.emit()
    door.finish()
