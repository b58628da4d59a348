from dataclasses import dataclass
from zoneinfo import ZoneInfo

import pytest

from app.background.state import SyncState
from app.viewmodels.connection import ConnectionModel, Level, Part

AT_1748 = 1_798_102_080_000
AT_1902 = AT_1748 + 74 * 60_000


def facts(**over):
    calm = {
        "phase": "online",
        "waiting": 0,
        "parked": 0,
        "clashes": 0,
        "in_sync": True,
        "last_synced_ms": AT_1902,
        "offline_since_ms": None,
        "clock_skew_ms": 0,
        "message": "",
    }
    return SyncState(**{**calm, **over})


@pytest.fixture
def line(qapp):
    return ConnectionModel(lambda: ZoneInfo("Asia/Tokyo"))


def test_a_house_that_never_met_a_hub_is_calm_about_it(line):
    assert line.parts == (Part("On this device only", Level.CALM),)
    assert not line.has_hub


def test_in_sync_says_when_in_the_houses_time(line):
    line.set_state(facts())
    assert line.text == "In sync 19:02"
    assert line.level is Level.CALM
    assert line.has_hub


def test_what_waits_is_being_sent(line):
    line.set_state(facts(waiting=3, in_sync=False))
    assert line.text == "Sending 3"


def test_in_the_house_is_said_apart_from_in_sync(line):
    away = facts(waiting=2, in_sync=False, in_house=True, hub_away_since_ms=AT_1748)
    line.set_state(away)
    assert line.text == "In sync in the house; the hub is away since 17:48, 2 wait"
    assert line.level is Level.WARN
    line.set_state(facts(waiting=2, in_sync=False, in_house=False, hub_away_since_ms=AT_1748))
    assert line.text == "Sending 2"


def test_in_sync_is_said_only_when_the_digests_say_so(line):
    line.set_state(facts(in_sync=False))
    assert "In sync" not in line.text


def test_offline_says_since_when_and_how_much_is_safe(line):
    line.set_state(facts(phase="offline", offline_since_ms=AT_1748, waiting=12, in_sync=False))
    assert line.text == "Offline since 17:48, 12 saved, sent when back"
    assert line.level is Level.WARN


def test_offline_with_nothing_to_send_says_the_book_is_open(line):
    line.set_state(facts(phase="offline", offline_since_ms=AT_1748))
    assert line.text == "Offline since 17:48, the book is open"


def test_a_refusal_says_why_and_that_nothing_is_lost(line):
    line.set_state(facts(phase="refused", message="token revoked", waiting=4))
    assert line.text == "The hub refuses: token revoked. 4 saved here"
    assert line.level is Level.ALARM


def test_clashes_are_loud_even_offline(line):
    line.set_state(facts(phase="offline", offline_since_ms=AT_1748))
    line.set_to_settle(2)
    assert line.parts[1] == Part("2 to settle", Level.ALARM)


def test_parked_changes_are_counted(line):
    line.set_state(facts(parked=1))
    assert "1 set aside" in line.text


@pytest.mark.parametrize(
    ("skew_minutes", "words"), [(-63, "63 min fast"), (63, "63 min slow"), (4, None)]
)
def test_a_wrong_clock_is_told_with_its_direction(line, skew_minutes, words):
    line.set_state(facts(clock_skew_ms=skew_minutes * 60_000))
    if words:
        assert words in line.text
    else:
        assert "clock" not in line.text


def test_a_silent_caller_feed_is_shown_until_it_is_back(line, qtbot):
    with qtbot.waitSignal(line.changed):
        line.lose_feed("ncid", AT_1902)
    assert "Caller ID stopped since 19:02" in line.text
    with qtbot.waitSignal(line.changed):
        line.regain_feed("ncid")
    assert "Caller ID" not in line.text


def test_the_same_state_again_is_no_news(line):
    said = []
    line.changed.connect(lambda: said.append(True))
    line.set_state(facts())
    line.set_state(facts())
    line.set_to_settle(0)
    line.regain_feed("ncid")
    assert said == [True]


def test_it_needs_to_know_only_what_it_asks_for(line):
    @dataclass(frozen=True)
    class Little:
        phase: str = "never"
        waiting: int = 0
        parked: int = 0
        in_sync: bool = False
        last_synced_ms: int | None = None
        offline_since_ms: int | None = None
        clock_skew_ms: int = 0
        message: str = ""

    line.set_state(Little())
    assert line.text == "On this device only"


def test_a_network_that_wants_a_sign_in_is_not_just_called_offline(line):
    line.set_state(facts(phase="offline", offline_since_ms=AT_1748, waiting=2, reason="malformed"))
    assert line.text.startswith("Offline since 17:48. Something other than the hub answered")
    assert line.text.endswith("2 saved here")


def test_a_book_that_is_still_coming_is_told_in_hundredths_until_the_round_ends(line):
    line.set_state(facts(in_sync=False))
    line.set_fetched(45)
    assert "45" in line.text
    line.set_fetched(100)
    assert "45" not in line.text
    line.set_fetched(46)
    line.set_state(facts(in_sync=False))
    assert "46" not in line.text


def test_without_an_answer_the_line_speaks_of_that_first(line):
    line.set_state(facts(phase="offline"))
    line.set_fetched(45)
    assert "45" not in line.text
