from app.bootstrap.home import Home
from app.bootstrap.hub_line import HubLine


def test_a_status_has_the_shape_scripts_rely_on(noren):
    noren.book()
    status = noren.ask("status")
    assert set(status) >= {
        "venue",
        "environment",
        "device",
        "incarnation",
        "waiting",
        "parked",
        "conflicts",
        "last_synced_at",
        "hub",
        "in_sync",
        "clock_skew_ms",
        "sum",
    }
    assert (status["device"], status["hub"], status["in_sync"]) == ("ホール端末", "never", False)
    assert (status["last_synced_at"], status["clock_skew_ms"]) == (None, 0)
    assert status["sum"] == {
        "made": 4,
        "applied": 0,
        "superseded": 0,
        "waiting": 4,
        "parked": 0,
    }
    assert status["waiting"] == 4


def test_a_device_that_joined_and_has_received_nothing_yet_has_a_status(two):
    third = two.hall.other("third")
    code = two.hub.ask("hub", "code", "暖簾")["code"]
    HubLine(Home(third.home)).pair(two.url, code)
    status = third.ask("status")
    assert (status["venue_name"], status["in_sync"], status["conflicts"]) == ("", False, 0)
    assert third.ask("parked", "list") == []
    assert third.say("status").code == 0
    third.ask("sync")
    assert third.ask("status")["venue_name"] == "暖簾"


def test_people_read_it_line_by_line(noren):
    lines = noren.say("status").out.splitlines()
    assert any(line.startswith("venue_name") and line.endswith("暖簾") for line in lines)
    assert any("made 3" in line for line in lines)


def test_the_engine_is_told_in_numbers(noren):
    engine = noren.ask("status")["engine"]
    assert (engine["rounds"], engine["retries"], engine["repairs"]) == (0, 0, 0)
    assert engine["queue_oldest_at"] is not None
    assert engine["queue_age_ms"] >= 0
    assert (engine["last_round"], engine["next_try_at"], engine["hub_url"]) == (None, None, "")


def test_the_engine_tells_of_its_last_round(two):
    two.hall.ask("sync")
    two.hall.book()
    done = two.hall.ask("sync")
    engine = two.hall.ask("status")["engine"]
    last = engine["last_round"]
    assert (last["outcome"], last["pushed"], last["pulled"]) == ("in_sync", done["pushed"], 0)
    assert last["ms"] > 0
    assert engine["hub_url"] == two.url
    assert (engine["queue_oldest_at"], engine["queue_age_ms"]) == (None, None)
    assert engine["sent_bytes"] > 0
