"""A hub in trouble: killed, doubled, locked out of its file, full, older than its data."""

import os
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing, suppress
from pathlib import Path

import pytest

from app.bootstrap.home import now_ms
from app.cli.main import run
from sync.change import unpack
from sync.client import Client
from sync.errors import Refused, Throttled, Unreachable
from sync.hub.log import HubLog
from sync.hub.serve import HubThread, Listen
from tests.outside.hub_process import add_house, check, opened, serving
from tests.sync.conftest import bodies

LIFE = "00000000000000a1"


@pytest.fixture
def home(tmp_path):
    return tmp_path / "hub"


def push_until_it_ends(client, venue, life, acknowledged):
    """Offer changes one after the other; remember those the hub said it has."""
    with suppress(Unreachable):
        for number in range(1, 100_000):
            pushed = client.push(life, bodies(venue, [number], incarnation=life))
            acknowledged.append((pushed.results[0].cursor, f"{life}-{number}"))


def test_a_hub_killed_in_mid_commit_has_all_it_acknowledged_and_is_sound(home):
    venue = add_house(home)
    lives = [f"{number:016x}" for number in range(1, 4)]
    acknowledged: list[tuple[int, str]] = []
    with serving(home) as hub:
        identities = [hub.join(venue, f"tablet-{life}") for life in lives]
        clients = [hub.client(each) for each in identities]
        threads = [
            threading.Thread(target=push_until_it_ends, args=(client, venue, life, acknowledged))
            for client, life in zip(clients, lives, strict=True)
        ]
        for thread in threads:
            thread.start()
        while len(acknowledged) < 20:
            threads[0].join(0.001)
        hub.kill()
        for thread in threads:
            thread.join()
        for client in clients:
            client.close()
    check(home, venue)
    with serving(home) as hub, hub.client(identities[0]) as client:
        held = {cursor: each.id for cursor, each in log_of(client)}
        assert sorted(held) == list(range(1, len(held) + 1))
        assert {cursor: held.get(cursor) for cursor, _ in acknowledged} == dict(acknowledged)
        assert len(held) <= len(acknowledged) + len(lives)


def log_of(client):
    after, more = 0, True
    while more:
        page = client.pull(after, 500)
        for each in page.changes:
            yield each.cursor, unpack(each.body)
        after, more = page.next, page.more


def test_two_hubs_on_one_file_give_out_one_order_and_hear_of_each_other(home):
    venue = add_house(home)
    with serving(home) as one, serving(home) as other:
        identities = [one.join(venue, "tablet-1"), other.join(venue, "tablet-2")]
        with other.client(identities[1]) as listening:
            hints = listening.stream(lambda: False)
            assert next(hints).head == 0
            acknowledged: list[list[tuple[int, str]]] = [[], []]

            def work(number):
                hub, life = (one, other)[number], f"{number + 1:016x}"
                with hub.client(identities[number]) as client:
                    for count in range(1, 31):
                        pushed = client.push(life, bodies(venue, [count], incarnation=life))
                        acknowledged[number].append((pushed.results[0].cursor, f"{life}-{count}"))

            threads = [threading.Thread(target=work, args=(number,)) for number in (0, 1)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            while next(hints).head < 60:
                pass
            held = {cursor: change.id for cursor, change in log_of(listening)}
    assert held == dict(acknowledged[0] + acknowledged[1])
    assert sorted(held) == list(range(1, 61))
    check(home, venue)


def test_while_another_program_writes_reading_goes_on_and_a_push_waits_its_turn(home):
    venue = add_house(home)
    with serving(home) as hub:
        identity = hub.join(venue, "tablet-1")
        done: list[int] = []

        def push():
            with hub.client(identity) as client:
                done.append(client.push(LIFE, bodies(venue, [1], incarnation=LIFE)).head)

        with closing(sqlite3.connect(home / "hub.db")) as other, hub.client(identity) as client:
            other.execute("begin immediate")
            waiting = threading.Thread(target=push)
            waiting.start()
            for _ in range(20):
                assert client.pull(0, 10).head == 0
            assert done == []
            other.rollback()
            waiting.join()
        assert done == [1]


def test_a_database_of_a_newer_hub_is_refused_in_a_sentence_and_left_alone(home, capsys):
    add_house(home)
    with closing(sqlite3.connect(home / "hub.db")) as other:
        other.execute("update hub set schema = 99")
        other.commit()
    before = (home / "hub.db").read_bytes()
    assert run(["--home", str(home), "hub", "serve", "--listen", "127.0.0.1:0"]) != 0
    assert "update the hub" in "".join(capsys.readouterr())
    assert (home / "hub.db").read_bytes() == before


@pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="only root mounts a small disk"
)
def test_a_real_disk_that_is_full_is_said_and_reading_goes_on_until_there_is_room(tmp_path):
    home = tmp_path / "disk"
    home.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(home)], check=True)
    try:
        fill_and_make_room(home)
    finally:
        subprocess.run(["umount", "-l", str(home)], check=True)


def fill_and_make_room(home: Path) -> None:
    venue = add_house(home)
    with serving(home) as hub, hub.client(hub.join(venue, "tablet-1")) as client:
        client.push(LIFE, bodies(venue, [1], incarnation=LIFE))
        (home / "ballast").write_bytes(b"")
        ballast = (home / "ballast").open("ab", buffering=0)
        with suppress(OSError), ballast:
            while True:
                ballast.write(b"x" * 4096)
        with pytest.raises(Throttled) as told:
            client.push(LIFE, bodies(venue, range(2, 500), incarnation=LIFE))
        assert told.value.code == "disk_full"
        assert client.pull(0, 10).head == 1
        (home / "ballast").unlink()
        pushed = client.push(LIFE, bodies(venue, range(1, 200), incarnation=LIFE))
        assert pushed.head == 199
    check(home, venue)


def certificate(folder):
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost"),
            *("-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"),
            *("-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")),
        ],
        check=True,
        capture_output=True,
    )
    return folder / "cert.pem", folder / "key.pem"


def test_over_tls_a_device_that_trusts_the_certificate_is_served_and_plain_http_is_not(
    home, tmp_path
):
    cert, key = certificate(tmp_path)
    add_house(home)
    listen = Listen(address="127.0.0.1:0", tls_cert=cert, tls_key=key)
    with (
        opened(home) as database,
        HubThread(HubLog(database), now_ms=now_ms, random_bytes=os.urandom, listen=listen) as hub,
    ):
        assert hub.url.startswith("https://127.0.0.1:")
        joined = {
            "code": "0000-0000",
            "device": "d1",
            "device_name": "",
            "token": "t" * 43,
            "incarnation": LIFE,
        }

        def pair(url, *, verify):
            with Client(
                url, None, new_nonce=lambda: "nonce-000001", now_ms=now_ms, verify=verify
            ) as client:
                client.pair(**joined)

        with pytest.raises(Refused, match="code"):
            pair(hub.url, verify=str(cert))
        with pytest.raises(Unreachable):
            pair(hub.url, verify=True)
        with pytest.raises(Unreachable):
            pair(hub.url.replace("https", "http"), verify=str(cert))
