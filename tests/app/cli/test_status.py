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


def test_a_device_that_joined_and_has_received_nothing_yet_has_a_status(two, free_port):
    third = two.hall.other("third")
    code = two.hub.ask("hub", "code", "暖簾")["code"]
    third.ask("pair", "--hub", two.url, "--code", code)
    assert third.ask("status")["venue_name"] == "暖簾"


def test_people_read_it_line_by_line(noren):
    lines = noren.say("status").out.splitlines()
    assert any(line.startswith("venue_name") and line.endswith("暖簾") for line in lines)
    assert any("made 3" in line for line in lines)
