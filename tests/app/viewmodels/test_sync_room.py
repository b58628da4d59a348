from dataclasses import dataclass

import pytest

from app.viewmodels.sync_room import ROUNDS_MAX, SyncRoomModel
from tests.app.ui.sample import NOW, SilentHub

NOW_MS = int(NOW.timestamp() * 1000)


@dataclass(frozen=True)
class Parked:
    id: str = "a-1"
    entity_type: str = "reservation"
    entity_id: str = "lee"
    reason: str = "the hub does not know that table"
    since_ms: int = NOW_MS
    blocks: int = 0


@dataclass(frozen=True)
class Facts:
    phase: str = "online"
    waiting: int = 0
    parked: int = 0
    in_sync: bool = True
    last_synced_ms: int | None = NOW_MS
    offline_since_ms: int | None = None
    clock_skew_ms: int = 0
    message: str = ""


class Queue:
    def __init__(self, desk):
        self._desk = desk
        self.shelf = []
        self.retried = []

    def waiting(self, limit):
        return self._desk.history.of("sakiyama")[:limit]

    def parked(self):
        return self.shelf

    def retry(self, change_id):
        self.retried.append(change_id)
        return 1


class Hub(SilentHub):
    rounds = 0

    def sync_now(self):
        self.rounds += 1


@pytest.fixture
def queue(desk):
    return Queue(desk)


@pytest.fixture
def hub(qapp):
    return Hub()


@pytest.fixture
def room(desk, day, queue, hub):
    return SyncRoomModel(desk, day, queue, hub)


def test_the_sum_says_that_nothing_was_lost(room, desk):
    assert room.sum == desk.history.sum()
    assert room.sum.balances
    assert room.sum.made == room.sum.waiting


def test_what_waits_is_said_with_whom_it_is_about(room):
    (line,) = room.waiting()
    assert line.when == "18:05"
    assert line.who == "ホール端末"
    assert line.what.startswith("﨑山")


def test_what_was_set_aside_has_its_reason_and_what_waits_for_it(room, queue):
    queue.shelf = [Parked(blocks=2), Parked(entity_id="gone"), Parked(entity_type="table")]
    first, gone, table = room.parked()
    assert first.about == "Lee"
    assert first.reason == "the hub does not know that table"
    assert first.blocks == "2 more wait for it"
    assert gone.about == "something deleted"
    assert (table.about, table.blocks) == ("A table", "")


def test_trying_again_puts_it_back_and_asks_the_hub_at_once(room, queue, hub, qtbot):
    with qtbot.waitSignal(room.changed):
        room.retry("a-1")
    assert queue.retried == ["a-1"]
    assert hub.rounds == 1


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (Facts(), "compared and are equal"),
        (Facts(in_sync=False, waiting=3), "3 still to send"),
        (Facts(phase="offline", waiting=12), "12 kept here"),
        (Facts(phase="refused", message="revoked"), "revoked"),
        (Facts(phase="never"), "no hub yet"),
    ],
)
def test_a_round_is_told_by_how_it_ended(room, facts, words):
    room.set_state(facts)
    assert words in room.rounds[0].text
    assert room.rounds[0].is_well == (facts == Facts())


def test_a_state_told_twice_is_one_round(room):
    room.set_state(Facts())
    room.set_state(Facts())
    assert len(room.rounds) == 1


def test_only_the_last_rounds_are_kept_the_newest_first(room):
    for at_ms in range(ROUNDS_MAX + 5):
        room.set_state(Facts(last_synced_ms=at_ms))
    room.set_state(Facts(phase="offline"))
    assert len(room.rounds) == ROUNDS_MAX
    assert "No answer" in room.rounds[0].text
