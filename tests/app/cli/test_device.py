import re
import signal
import sys
import threading

import pytest

from app.cli.device import _Teller, told_to_end
from sync.engine import Progress
from tests.app.cli.noren import DAY


def test_a_new_house_is_made_once(empty):
    made = empty.ask(
        "setup", "--venue", "暖簾", "--environment", "training", "--timezone", "Asia/Seoul"
    )
    assert made["environment"] == "training"
    status = empty.ask("status")
    assert (status["venue"], status["venue_name"]) == (made["venue"], "暖簾")
    assert status["incarnation"] == made["incarnation"]
    assert empty.refused("setup", "--venue", "another")["code"] == "already_set_up"


def test_a_sample_house_has_a_day_to_look_at(empty):
    empty.ask("setup", "--venue", "暖簾", "--sample")
    assert len(empty.ask("table", "list")) > 10
    assert len(empty.ask("reservation", "list")) > 25


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ([], "venue"),
        (["--venue", " "], "venue"),
        (["--venue", "x", "--environment", "moon"], "environment"),
        (["--venue", "x", "--timezone", "Mars/Base"], "timezone"),
        (["--venue", "x" * 100_000], "venue"),
    ],
)
def test_a_house_that_cannot_be_is_not_begun(empty, words, field):
    ran = empty.run("setup", *words)
    assert (ran.code, ran.error["field"]) == (2, field)
    assert not (empty.home / "ledger.db").exists()


def test_a_device_without_a_house_says_how_to_get_one(empty):
    ran = empty.run("status")
    assert (ran.code, ran.error["code"]) == (5, "ledger_missing")
    assert "noren setup" in ran.error["message"]
    assert not empty.home.exists()


def test_two_devices_that_synced_print_the_same_bytes_as_their_hub(two):
    two.hall.ask("guest", "add", "--name", "髙橋", "--phone", "090-1234-5678", "--tag", "VIP")
    made = two.hall.book("--table", "T5", "--note", "窓側")
    two.door.ask("staff", "add", "佐藤", "--pin", "4711")
    two.sync()
    two.door.ask("reservation", "status", made["id"], "arrived")
    two.sync()
    books = {each.run("export").out for each in (two.hall, two.door)}
    books.add(two.hub.run("hub", "export", "暖簾").out)
    assert len(books) == 1
    assert "髙橋" in books.pop()


def test_a_round_tells_what_went_and_came(two):
    made = two.hall.book()
    done = two.hall.ask("sync")
    assert (done["pushed"], done["pulled"], done["waiting"], done["in_sync"]) == (1, 0, 0, True)
    assert re.fullmatch("[0-9a-f]{16}", done["epoch"])
    fetched = two.door.ask("sync")
    assert (fetched["pulled"], fetched["cursor"]) == (1, done["cursor"])
    assert two.door.ask("reservation", "show", made["id"])["guest_name"] == "山田"
    status = two.door.ask("status")
    assert (status["hub"], status["in_sync"]) == ("online", True)
    assert status["last_synced_at"].endswith("+09:00")
    assert "in sync" in two.door.say("sync").out


def test_without_a_hub_a_round_ends_with_3_and_everything_is_kept(two, free_port):
    two.hall.book()
    settings = two.hall.home / "settings.json"
    settings.write_text(settings.read_text().replace(two.url, f"http://127.0.0.1:{free_port}"))
    ran = two.hall.run("sync")
    assert (ran.code, ran.error["code"]) == (3, "unreachable")
    status = two.hall.ask("status")
    assert (status["hub"], status["waiting"], status["in_sync"]) == ("offline", 1, False)


def test_a_revoked_device_is_refused_with_4_and_keeps_its_book(two):
    two.hub.ask("hub", "revoke", "入口端末")
    two.door.book()
    ran = two.door.run("sync")
    assert ran.code == 4
    assert two.door.ask("status")["hub"] == "refused"
    assert len(two.door.ask("reservation", "list", "--day", DAY)) == 1


def test_a_device_that_belongs_to_no_hub_says_so(noren):
    assert noren.refused("sync")["code"] == "not_paired"


def test_a_house_of_the_other_world_is_refused_with_6(two):
    other = two.hall.other("training")
    other.ask("setup", "--venue", "練習", "--environment", "training")
    code = two.hub.ask("hub", "code", "暖簾")["code"]
    ran = other.run("pair", "--hub", two.url, "--code", code)
    assert (ran.code, ran.error["code"]) == (6, "wrong_environment")


def test_another_house_is_refused_with_6(two):
    other = two.hall.other("elsewhere")
    other.ask("setup", "--venue", "別の店")
    code = two.hub.ask("hub", "code", "暖簾")["code"]
    assert other.run("pair", "--hub", two.url, "--code", code).code == 6
    assert other.ask("status")["venue_name"] == "別の店"


def test_a_code_works_once_and_only_if_it_is_one(two):
    code = two.hub.ask("hub", "code", "暖簾")["code"]
    third = two.hall.other("third")
    paired = third.ask("pair", "--hub", two.url, "--code", code.lower(), "--device", "離れ")
    assert set(paired) >= {"venue", "environment", "device", "incarnation"}
    assert (paired["device"], paired["synced"]) == ("離れ", True)
    fourth = two.hall.other("fourth")
    ran = fourth.run("pair", "--hub", two.url, "--code", code)
    assert (ran.code, ran.error["code"]) == (4, "code_used")
    assert fourth.run("pair", "--hub", two.url, "--code", "0000-0000").code == 4
    assert not (fourth.home / "ledger.db").exists()


@pytest.mark.parametrize(
    ("words", "code", "field"),
    [
        (["--code", "x"], 2, "hub"),
        (["--hub", "http://127.0.0.1:1"], 2, "code"),
        (["--hub", "nowhere", "--code", "x"], 2, "hub"),
        (["--hub", "http://127.0.0.1:1", "--code", "ABCD-EFGH"], 3, ""),
    ],
)
def test_pairing_with_nothing_makes_nothing(empty, words, code, field):
    ran = empty.run("pair", *words)
    assert (ran.code, ran.error["field"]) == (code, field)
    assert not (empty.home / "ledger.db").exists()


def test_leaving_the_hub_is_refused_while_something_waits_unless_it_is_meant(two):
    two.door.book()
    refused = two.door.run("unpair")
    assert (refused.code, refused.error["code"], refused.error["field"]) == (
        2,
        "queue_waiting",
        "keep_queue",
    )
    assert two.door.ask("status")["hub"] == "online"
    assert two.door.ask("unpair", "--keep-queue")["waiting"] == 1
    status = two.door.ask("status")
    assert (status["hub"], status["waiting"], status["in_sync"]) == ("never", 1, False)
    assert two.door.refused("sync")["code"] == "not_paired"


def test_how_far_a_long_fetch_is_is_told_on_the_side_in_tenths(capsys):
    tell = _Teller()
    for done in range(0, 5_001, 100):
        tell(Progress(step="copy", done=done, total=5_000))
    tell(Progress(step="push", pushed=1_500))
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == [
        *(f"fetching the book: {tenth * 10} %" for tenth in range(11)),
        "1500 pushed",
    ]


def test_a_short_fetch_is_over_before_anything_is_told(capsys):
    _Teller()(Progress(step="pull", pulled=40, done=40, total=40))
    assert capsys.readouterr() == ("", "")


@pytest.mark.skipif(sys.platform == "win32", reason="signals go to one thread only on POSIX")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_program_that_is_just_about_to_wait_ends_when_it_is_told_to(number):
    """Its main thread hears of the signal only after its wait, which may be a long one."""
    before = signal.getsignal(number), signal.set_wakeup_fd(-1)
    ended = threading.Event()
    with told_to_end(ended.set):
        # Sent to another thread, it does not interrupt the main one.
        other = threading.Thread(target=lambda: signal.pthread_kill(threading.get_ident(), number))
        other.start()
        assert ended.wait(10)
    other.join()
    assert (signal.getsignal(number), signal.set_wakeup_fd(-1)) == before
