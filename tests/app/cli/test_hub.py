import json
import re
import signal
import socket
import sqlite3
import subprocess
from contextlib import closing
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from app.cli.main import run
from tests.app.cli.noren import PROGRAM, Noren, environment, process


@pytest.fixture
def hub(empty: Noren) -> Noren:
    empty.ask("hub", "venue", "add", "暖簾", "--environment", "training")
    return empty


def test_a_house_is_added_and_listed(hub):
    added = hub.ask("hub", "venue", "add", "別の店")
    assert set(added) == {"id", "name", "environment"}
    assert added["environment"] == "production"
    assert [each["name"] for each in hub.ask("hub", "venue", "list")] == ["別の店", "暖簾"]


def test_a_code_is_short_and_lasts_ten_minutes(hub):
    made = hub.ask("hub", "code", "暖簾")
    assert set(made) == {"code", "expires_at"}
    assert re.fullmatch("[0-9A-Z]{4}-[0-9A-Z]{4}", made["code"])
    left = datetime.fromisoformat(made["expires_at"]) - datetime.now(UTC)
    assert timedelta(minutes=9) < left <= timedelta(minutes=10)


def test_a_house_goes_by_its_id_or_by_a_name_that_only_one_has(hub):
    twin = hub.ask("hub", "venue", "add", "暖簾")
    hub.ask("hub", "code", twin["id"])
    error = hub.run("hub", "code", "暖簾").error
    assert error["field"] == "venue"
    assert twin["id"] in error["message"]


def test_devices_are_listed_and_shut_out(two):
    listed = two.hub.ask("hub", "devices")
    assert [each["name"] for each in listed] == ["ホール端末", "入口端末"]
    assert listed[0]["venue_name"] == "暖簾"
    revoked = two.hub.ask("hub", "revoke", "入口端末")
    assert revoked["revoked_at"] is not None
    assert "revoked" in two.hub.say("hub", "devices", "暖簾").out
    assert two.hub.ask("hub", "revoke", revoked["id"], "--venue", "暖簾") == revoked
    assert two.hub.run("hub", "revoke", "入口端末", "--venue", "別の店").error["field"] == "venue"


def test_a_restored_hub_gets_back_what_it_had_forgotten(two, tmp_path):
    copy = two.hub.ask("hub", "backup", str(tmp_path / "hub.db"))
    made = two.hall.book()
    two.sync()
    before = two.hall.ask("sync")
    restored = two.hub.ask("hub", "restore", copy["file"])
    two.sync()
    after = two.hall.ask("sync")
    assert after["epoch"] == restored["epoch"] != before["epoch"]
    assert after["in_sync"] is True
    assert made["id"] in two.hub.run("hub", "export", "暖簾").out


def test_a_hub_is_looked_over(two):
    two.hall.book()
    two.sync()
    assert two.hub.ask("hub", "check", "暖簾")["ok"] is True


def test_what_the_hubs_disk_lost_is_told_until_it_is_back_or_written_off_with_a_reason(two):
    made = two.hall.book()
    for note in ("窓側", "奥"):
        two.hall.ask("reservation", "change", made["id"], "--note", note)
    two.sync()
    check = ("hub", "check", "暖簾")
    packed = two.hub.ask("hub", "compact", "暖簾", "--keep-days", "0")["moved"]

    def alter():
        with closing(sqlite3.connect(two.hub.home / "hub.db")) as disk, disk:
            disk.execute("update archive set body = x'00'")

    alter()
    assert two.hub.run(*check).code == 5
    assert two.hub.run(*check, "--repair").code == 5, "what is lost no repair brings back"
    two.sync()
    assert two.hub.ask(*check)["findings"] == []
    assert two.hub.ask("hub", "compact", "暖簾", "--keep-days", "0")["moved"] == packed
    alter()
    assert two.hub.run(*check, "--write-off", "").error["field"] == "write_off"
    given_up = two.hub.ask(*check, "--write-off", "端末も壊れた")["written_off"]
    assert [(each["count"], each["reason"]) for each in given_up] == [(packed, "端末も壊れた")]
    assert "端末も壊れた" in two.hub.say(*check).out
    two.sync()
    assert two.door.ask("status")["in_sync"] is True
    told = two.hub.ask(*check)
    assert (told["findings"], told["written_off"]) == ([], given_up)


def test_old_changes_are_packed_and_a_device_that_never_saw_them_gets_them(two):
    made = two.hall.book()
    for note in ("窓側", "奥"):
        two.hall.ask("reservation", "change", made["id"], "--note", note)
    two.hall.ask("sync")
    compact = ("hub", "compact", "暖簾", "--keep-days", "0")
    told = two.hub.ask(*compact, "--dry-run")
    done = two.hub.ask(*compact)
    assert told["moved"] == done["moved"] > 0
    assert two.hub.ask(*compact)["moved"] == 0
    assert two.hub.ask("hub", "compact", "暖簾")["horizon"] == 0, "nothing is that old"
    assert "0 of the first" in two.hub.say(*compact).out
    two.sync()
    assert two.door.ask("status")["in_sync"] is True
    assert two.door.ask("history", made["id"]) == two.hall.ask("history", made["id"])


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (["code", "nowhere"], "venue"),
        (["compact", "暖簾", "--keep-days", "-1"], "keep_days"),
        (["code"], "venue"),
        (["venue", "add", ""], "name"),
        (["venue", "add", "x", "--environment", "moon"], "environment"),
        (["revoke", "nobody"], "device"),
        (["backup", "/proc/nowhere/hub.db"], "file"),
        (["restore", "/nowhere/hub.db"], "file"),
        (["serve", "--listen", "nonsense"], "listen"),
        (["serve", "--listen", "0.0.0.0:0"], "listen"),
        (["serve", "--tls-cert", "x"], "tls_key"),
        (["devices", "--database", "nonsense"], "database"),
    ],
)
def test_a_wrong_request_is_refused_by_field(hub, words, field):
    ran = hub.run("hub", *words)
    assert (ran.code, ran.error["field"]) == (2, field)


def test_no_hub_is_made_by_asking_for_one(empty):
    ran = empty.run("hub", "devices")
    assert (ran.code, ran.error["code"]) == (2, "unknown_id")
    assert not (empty.home / "hub.db").exists()


def test_an_address_that_is_taken_is_said_in_a_sentence(two):
    ran = two.hub.run("hub", "serve", "--listen", two.url.removeprefix("http://"))
    assert ran.code == 3
    assert "cannot listen" in ran.error["message"]


def test_a_file_that_is_no_hub_is_damage(empty):
    empty.home.mkdir(parents=True)
    (empty.home / "hub.db").write_bytes(b"noise" * 1000)
    assert empty.run("hub", "devices").code == 5


def test_the_home_may_be_named_after_the_command(hub, capsys):
    assert run(["hub", "venue", "list", "--json", "--home", str(hub.home)]) == 0
    assert "暖簾" in capsys.readouterr().out


def test_a_hub_in_a_process_of_its_own_brings_two_devices_together(empty):
    hub = empty.other("hub")
    serving, url = serving_of(hub.home)
    try:
        empty.ask("setup", "--venue", "暖簾", "--sample", "--device", "ホール端末")
        house = hub.ask("hub", "venue", "add", "暖簾")["id"]
        for device in (empty, empty.other("door")):
            code = hub.ask("hub", "code", house)["code"]
            done = process(device.home, "pair", "--hub", url, "--code", code, "--json")
            assert done.returncode == 0, done.stdout + done.stderr
            # The hub's empty house has taken the id of the one that was made on the device.
            house = json.loads(done.stdout)["venue"]
        books = {process(empty.home.with_name(name), "export").stdout for name in ("hall", "door")}
        books.add(process(hub.home, "hub", "export", house, "--json").stdout)
        assert len(books) == 1
        assert "﨑山" in books.pop().decode()
        assert empty.other("door").ask("status")["in_sync"] is True
    finally:
        serving.terminate()
        assert serving.wait() == 0
        end(serving)


def serving_of(home):
    """A hub in a process of its own, and its address."""
    serving = subprocess.Popen(
        [*PROGRAM, "hub", "serve", "--listen", "127.0.0.1:0"],
        env=environment(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert serving.stdout is not None
    ready = serving.stdout.readline().decode()
    return serving, ready[ready.index("http") :].strip()


def pairing_of(code):
    """A request to join, as it goes over the line: head and body."""
    asked = {"code": code, "device_name": "レジ", "token": "t" * 43, "incarnation": "b" * 16}
    body = json.dumps(asked).encode()
    head = (
        "POST /v1/pair HTTP/1.1\r\nhost: hub\r\ncontent-type: application/json\r\n"
        "noren-device: register-9\r\nnoren-nonce: nonce-000001\r\n"
        f"content-length: {len(body)}\r\n\r\n"
    )
    return head.encode(), body


def test_a_hub_told_to_end_finishes_the_request_under_way(empty):
    serving, url = serving_of(empty.home)
    try:
        empty.ask("hub", "venue", "add", "暖簾")
        head, body = pairing_of(empty.ask("hub", "code", "暖簾")["code"])
        host, port = url.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port)), timeout=20) as line:
            line.sendall(head + body[:9])
            assert httpx.get(f"{url}/healthz").text == "ok\n", "it has seen the beginning, too"
            serving.send_signal(signal.SIGTERM)
            with pytest.raises(subprocess.TimeoutExpired):
                serving.wait(0.5)
            line.sendall(body[9:])
            assert line.recv(100).startswith(b"HTTP/1.1 200")
        assert serving.wait(20) == 0
        assert [each["id"] for each in empty.ask("hub", "devices")] == ["register-9"]
    finally:
        end(serving)


def test_a_watching_device_told_to_end_does_so_in_order(two):
    watching = subprocess.Popen(
        [*PROGRAM, "sync", "--watch", "--json"],
        env=environment(two.hall.home),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert watching.stdout is not None
        assert json.loads(watching.stdout.readline())["in_sync"] is True
        watching.send_signal(signal.SIGTERM)
        assert watching.wait(20) == 0
    finally:
        end(watching)


def end(process):
    process.kill()
    process.wait()
    process.stdout.close()


def test_a_relay_is_named_as_one_or_refuses_to_serve(two):
    code = two.hub.ask("hub", "code", "暖簾")["code"]
    relay = two.hub.other("relay")
    assert relay.run("hub", "serve", "--code", code).error["field"] == "upstream"
    assert relay.run("hub", "serve", "--upstream", two.url).error["code"] == "not_paired"
    assert two.hub.run("hub", "serve", "--upstream", two.url).error["field"] == "upstream"
    wrong = relay.run("hub", "serve", "--upstream", two.url, "--code", "AAAA-AAAA")
    assert (wrong.code, wrong.error["code"]) == (4, "unknown_code")
    joined = relay.run(
        "hub", "serve", "--upstream", two.url, "--code", code, "--listen", "nonsense"
    )
    assert joined.error["field"] == "listen"
    assert relay.run("hub", "serve").error["field"] == "upstream"
    (stands,) = relay.ask("hub", "status")
    assert (stands["name"], stands["waiting"]) == ("暖簾", 0)
    assert "暖簾" in relay.say("hub", "status").out
    assert set(two.hub.ask("hub", "status")[0]) == {"id", "name", "environment", "head"}
