from dataclasses import dataclass

import pytest

from app.domain.errors import NotAllowed
from app.domain.history import FastClock, PastRound, Repair
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
    reason: str = ""
    hub_url: str = "https://hub.example"
    next_try_ms: int | None = None
    relay_url: str = ""
    hub_away_since_ms: int | None = None


class Queue:
    def __init__(self, desk):
        self._desk = desk
        self.shelf = []
        self.retried = []
        self.dropped = []
        self.done = []
        self.mended = []
        self.ahead = []

    def waiting(self, limit):
        return self._desk.history.of("sakiyama")[:limit]

    def parked(self):
        return self.shelf

    def retry(self, change_id):
        self.retried.append(change_id)
        return 1

    def drop(self, change_id):
        self.dropped.append(change_id)
        self.shelf = []
        return [("reservation", "lee")]

    def oldest_ms(self):
        return NOW_MS - 12 * 60_000

    def rounds(self, limit):
        return self.done[:limit]

    def repairs(self, limit):
        return self.mended[:limit]

    def fast_clocks(self, now_ms):
        return [each for each in self.ahead if now_ms >= NOW_MS]


def a_round(**over):
    calm = {
        "began_ms": NOW_MS,
        "ended_ms": NOW_MS + 1_200,
        "times": 1,
        "took_ms": 1_200,
        "outcome": "in_sync",
        "message": "",
        "pushed": 0,
        "pulled": 0,
        "repaired": 0,
    }
    return PastRound(**{**calm, **over})


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


def test_what_is_given_up_is_gone_from_the_book_on_the_screen_at_once(room, queue, day, qtbot):
    with qtbot.waitSignals([room.changed, day.wrote]):
        room.drop("a-1")
    assert queue.dropped == ["a-1"]


def test_what_cannot_be_given_up_is_said(room, queue, qtbot, monkeypatch):
    def refuse(_change_id):
        raise NotAllowed("the disk is full")

    monkeypatch.setattr(queue, "drop", refuse)
    with qtbot.waitSignal(room.refused) as said:
        room.drop("a-1")
    assert said.args == ["The disk is full."]


def test_the_queue_says_how_old_its_oldest_is(room):
    assert room.waiting_text(3) == "3 waiting, the oldest for 12 min"


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (Facts(), "https://hub.example: it answers"),
        (
            Facts(phase="offline", offline_since_ms=NOW_MS, next_try_ms=NOW_MS + 9_000),
            "https://hub.example: no answer since 18:05 (next try 18:05:09)",
        ),
        (Facts(phase="refused", message="revoked"), "https://hub.example: it refuses. revoked"),
        (Facts(phase="never"), "This house has no hub yet"),
    ],
)
def test_it_says_which_hub_and_how_that_stands(room, facts, words):
    room.set_state(facts)
    assert room.hub == words


def test_a_clock_that_is_wrong_is_named_with_the_device_it_is_in(room, queue):
    room.set_state(Facts(clock_skew_ms=-63 * 60_000))
    queue.ahead = []
    (ours,) = room.clocks
    assert "This device's clock is 63 min fast" in ours
    room.set_state(Facts())
    assert room.clocks == ()
    queue.ahead = [FastClock(device="入口端末", ahead_ms=40 * 60_000)]
    (theirs,) = room.clocks
    assert "入口端末" in theirs
    assert "40 min fast" in theirs


@pytest.mark.parametrize(
    ("past", "words"),
    [
        (a_round(), "compared and are equal"),
        (a_round(outcome="behind"), "not everything is equal yet"),
        (a_round(outcome="offline"), "everything is kept here"),
        (a_round(outcome="refused", message="revoked"), "revoked"),
    ],
)
def test_a_round_is_told_by_how_it_ended(room, queue, past, words):
    queue.done = [past]
    (line,) = room.rounds
    assert words in line.text
    assert line.is_well == (past.outcome == "in_sync")


def test_a_round_says_what_it_moved_and_how_long_it_took(room, queue):
    queue.done = [a_round(pushed=3, pulled=12, repaired=1)]
    (line,) = room.rounds
    assert line.when == "18:05:01"
    assert line.work == "1.2 s, sent 3, fetched 12, repaired 1"


def test_quiet_rounds_in_a_row_are_one_line(room, queue):
    queue.done = [a_round(times=54, ended_ms=NOW_MS + 60_000)]
    assert room.rounds[0].when == "18:05 to 18:06:00, 54 times"


def test_only_the_last_rounds_are_listed(room, queue):
    queue.done = [a_round(pushed=number) for number in range(1, ROUNDS_MAX + 5)]
    assert len(room.rounds) == ROUNDS_MAX


def test_a_repair_says_what_was_wrong_with_what(room, queue):
    causes = (("lee", "differed"), ("lee", "altered"), ("", "digest"))
    queue.mended = [
        Repair(at_ms=NOW_MS, entity_type="reservation", entity_id=id, cause=cause)
        for id, cause in causes
    ]
    differed, altered, digest = room.repairs()
    assert (differed.when, differed.about) == ("18:05", "Lee")
    assert "differed from the hub" in differed.text
    assert "altered on this disk" in altered.text
    assert (digest.about, "check sum" in digest.text) == ("", True)
