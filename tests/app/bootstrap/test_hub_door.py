import pytest

from app.background.state import SyncState
from app.bootstrap.home import Home
from app.bootstrap.hub_door import HubDoor
from app.bootstrap.hub_line import HubLine


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


def test_a_device_that_joined_goes_on_fetching_its_book(paired, hub, tmp_path, qtbot):
    HubLine(paired).round()
    other = Home(tmp_path / "other")
    HubLine(other).pair(hub.url, hub.code())
    assert other.awaits_book()
    door = HubDoor(other)
    percents: list[int] = []
    door.progressed.connect(percents.append)
    with qtbot.waitSignal(door.paired, timeout=20_000):
        door.fetch()
    door.finish()
    assert not other.awaits_book()
    assert percents[-1] == 100


def test_what_is_chosen_about_the_relay_is_kept_and_a_round_is_done(door, hub, home, qtbot):
    with qtbot.waitSignals([door.paired, door.state_changed], timeout=20_000):
        door.pair(hub.url, hub.code(), "ホール端末")
    assert door.relay_wish == "auto"
    with qtbot.waitSignal(door.state_changed, timeout=20_000):
        door.choose_relay("off")
    assert (door.relay_wish, home.settings().relay) == ("off", "off")
