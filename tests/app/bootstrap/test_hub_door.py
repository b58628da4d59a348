import pytest

from app.background.state import SyncState
from app.bootstrap.hub_door import HubDoor


@pytest.fixture
def door(home):
    door = HubDoor(home)
    yield door
    door.finish()


def test_pairing_answers_with_a_signal_and_syncing_begins(door, hub, qtbot):
    states: list[SyncState] = []
    door.state_changed.connect(states.append)
    with qtbot.waitSignals([door.paired, door.state_changed], timeout=20_000):
        door.pair(hub.url, hub.code(), "ホール端末")
    assert states[0].phase == "online"


def test_a_wrong_code_is_told_in_words(door, hub, qtbot):
    with qtbot.waitSignal(door.pair_failed, timeout=20_000) as failed:
        door.pair(hub.url, "AAAA-AAAA", "ホール端末")
    assert failed.args[0]


def test_a_round_that_was_asked_for_says_whether_all_agree(door, hub, qtbot):
    with qtbot.waitSignals([door.paired, door.state_changed], timeout=20_000):
        door.pair(hub.url, hub.code(), "ホール端末")
    with qtbot.waitSignal(door.synced, timeout=20_000) as synced:
        door.sync_now()
    assert synced.args == [True]


def test_a_door_without_a_hub_is_quiet(door):
    door.start()
    door.sync_now()
    door.nudge()
