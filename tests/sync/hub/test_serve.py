"""A hub on a real port: found, asked, streamed from, and put down in order."""

import os
import socket
import subprocess
import threading

import pytest

from sync import wire
from sync.client import Client, Identity
from sync.errors import TooLarge, Unreachable
from sync.hub.database import Database, sqlite_url
from sync.hub.errors import NotAllowed, Unavailable
from sync.hub.log import HubLog
from sync.hub.pairing import Pairing
from sync.hub.serve import HubThread, Listen, serve
from sync.hub.venues import Venues
from tests.sync.conftest import Clock, bodies
from tests.sync.strategies import INCARNATIONS


@pytest.fixture
def log(tmp_path):
    database = Database(sqlite_url(tmp_path / "hub.db"), random_bytes=os.urandom)
    Venues(database, now_ms=Clock(), new_id=lambda: "house-1").add("暖簾", "production")
    yield HubLog(database)
    database.close()


@pytest.fixture
def hub(log):
    with HubThread(log, now_ms=Clock(), random_bytes=os.urandom) as running:
        yield running


def new_nonce():
    return os.urandom(12).hex()


def a_client(hub, log, device="register-1"):
    """Pair over the network, and sign in."""
    pairing = Pairing(log.database, now_ms=Clock(), random_bytes=os.urandom)
    token = device.ljust(43, "t")
    with Client(hub.url, None, new_nonce=new_nonce, now_ms=Clock()) as client:
        paired = client.pair(
            code=pairing.new_code("house-1").code,
            device=device,
            device_name="レジ",
            token=token,
            incarnation=INCARNATIONS[0],
        )
    identity = Identity(paired.venue, paired.environment, device, token)
    return Client(hub.url, identity, new_nonce=new_nonce, now_ms=Clock())


def test_two_devices_and_a_stream_over_a_real_port(hub, log):
    assert hub.url.startswith("http://127.0.0.1:")
    with a_client(hub, log) as register, a_client(hub, log, "tablet-1") as tablet:
        hints = tablet.stream(lambda: False)
        assert next(hints).head == 0
        originals = bodies("house-1", range(1, 301))
        pushed = register.push(INCARNATIONS[0], originals)
        assert [each.cursor for each in pushed.results] == list(range(1, 301))
        assert next(hints).head == 300
        assert [each.body for each in tablet.pull(0, 1000).changes] == originals
        hints.close()


def test_a_stream_is_hung_up_from_another_thread(hub, log):
    with a_client(hub, log) as client:
        hints = client.stream(lambda: False)
        next(hints)
        stopper = threading.Thread(target=client.hang_up)
        stopper.start()
        assert list(hints) == []
        stopper.join()


def test_a_stream_ends_when_the_hub_goes(log, caplog):
    with HubThread(log, now_ms=Clock(), random_bytes=os.urandom) as hub:
        client = a_client(hub, log)
        hints = client.stream(lambda: False)
        next(hints)
    assert list(hints) == []
    # Uvicorn complains here when it has waited for a stream until its patience ended.
    assert [each for each in caplog.records if each.levelname == "ERROR"] == []
    with pytest.raises(Unreachable):
        client.pull(0, 1)
    client.close()


def test_a_hub_comes_back_at_the_address_it_had(log):
    with HubThread(log, now_ms=Clock(), random_bytes=os.urandom) as hub:
        client = a_client(hub, log)
        client.push(INCARNATIONS[0], bodies("house-1", [1]))
    listen = Listen(address=hub.url.removeprefix("http://"))
    with HubThread(log, now_ms=Clock(), random_bytes=os.urandom, listen=listen) as again:
        assert again.url == hub.url
        assert client.pull(0, 10).head == 1
    client.close()


def test_a_body_over_the_bound_is_answered_not_cut_off(hub, log):
    large = [bodies("house-1", [number])[0] for number in range(1, wire.REQUEST_BYTES_MAX // 100)]
    with a_client(hub, log) as client, pytest.raises(TooLarge):
        client.push(INCARNATIONS[0], large)


def test_plain_http_does_not_leave_the_machine_unless_it_is_meant_to(log):
    for address in ("0.0.0.0:0", "192.0.2.1:0", "[::]:0", "hub.test:0"):
        with pytest.raises(NotAllowed, match="insecure-lan") as told:
            HubThread(
                log, now_ms=Clock(), random_bytes=os.urandom, listen=Listen(address=address)
            ).__enter__()
        assert told.value.code == "insecure"
    listen = Listen(address="0.0.0.0:0", insecure_lan=True)
    with HubThread(log, now_ms=Clock(), random_bytes=os.urandom, listen=listen) as hub:
        assert hub.url.startswith("http://0.0.0.0:")


@pytest.mark.parametrize("address", ["", "8420", "127.0.0.1", "127.0.0.1:x", "127.0.0.1:99999"])
def test_an_address_that_is_none_is_named(log, address):
    with pytest.raises(NotAllowed, match="is not an address"):
        serve(
            log,
            Listen(address=address),
            now_ms=Clock(),
            random_bytes=os.urandom,
            ready=print,
        )


def test_an_address_that_is_taken_is_said(log):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        listen = Listen(address=f"127.0.0.1:{taken.getsockname()[1]}")
        with pytest.raises(Unavailable, match="cannot listen"):
            serve(log, listen, now_ms=Clock(), random_bytes=os.urandom, ready=print)


def test_a_certificate_that_cannot_be_used_is_said(log, tmp_path):
    for content in (None, "no certificate"):
        file = tmp_path / "cert.pem"
        if content:
            file.write_text(content)
        listen = Listen(address="127.0.0.1:0", tls_cert=file, tls_key=file)
        with pytest.raises(Unavailable, match="certificate"):
            serve(log, listen, now_ms=Clock(), random_bytes=os.urandom, ready=print)


def make_certificate(folder, *passphrase):
    folder.mkdir(exist_ok=True)
    command = "openssl req -x509 -newkey rsa:2048 -days 2 -subj /CN=hub -keyout key.pem"
    subprocess.run(
        [*command.split(), "-out", "cert.pem", *(passphrase or ("-nodes",))],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    return folder / "cert.pem", folder / "key.pem"


def test_a_key_under_a_passphrase_is_said_not_waited_for(log, tmp_path):
    cert, key = make_certificate(tmp_path, "-passout", "pass:secret")
    listen = Listen(address="127.0.0.1:0", tls_cert=cert, tls_key=key)
    with pytest.raises(Unavailable, match="certificate"):
        serve(log, listen, now_ms=Clock(), random_bytes=os.urandom, ready=print)


def test_a_key_that_is_not_the_certificates_is_said(log, tmp_path):
    cert, key = make_certificate(tmp_path)
    _, other = make_certificate(tmp_path / "other")
    for listen in (
        Listen(address="127.0.0.1:0", tls_cert=cert, tls_key=other),
        Listen(address="127.0.0.1:0", tls_cert=key, tls_key=cert),
        Listen(address="127.0.0.1:0", tls_cert=tmp_path / "no.pem", tls_key=key),
    ):
        with pytest.raises(Unavailable, match="certificate"):
            serve(log, listen, now_ms=Clock(), random_bytes=os.urandom, ready=print)
