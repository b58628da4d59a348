"""A token that another process revokes works nowhere any more: no request, no stream."""

import httpx
import pytest

from sync.errors import SignedOut
from tests.app.cli.noren import process
from tests.outside.hub_process import add_house, head_of, serving, status_of
from tests.sync.conftest import bodies

PATHS = ("push", "pull", "digest", "entities", "changes")


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("hub")


@pytest.fixture(scope="module")
def hub(home):
    with serving(home) as hub:
        yield hub


@pytest.fixture
def venue(hub):
    return add_house(hub.home)


def revoke(hub, identity):
    done = process(hub.home, "hub", "revoke", identity.device, "--venue", identity.venue)
    assert done.returncode == 0, done.stdout + done.stderr


def test_revoking_from_the_command_line_ends_the_stream_and_every_request_and_pairing_anew_works(
    hub, venue
):
    identity = hub.join(venue, "tablet-1")
    with hub.client(identity) as client, hub.client(identity) as listening:
        client.push("0" * 16, bodies(venue, [1], incarnation="0" * 16))
        stream = listening.stream(lambda: False)
        assert next(stream).head == 1
        revoke(hub, identity)
        # It returned after its commit: from here on, nothing is answered, and no hint comes.
        for path in PATHS:
            told = head_of(identity, path, "Content-Length: 2")
            with hub.call() as line:
                line.sendall(told + b"{}")
                assert status_of(line.recv(4096)) == 401
        with pytest.raises(SignedOut):
            client.push("0" * 16, bodies(venue, [2], incarnation="0" * 16))
        assert list(stream) == []
        with pytest.raises(SignedOut):
            next(client.stream(lambda: False))
    again = hub.join(venue, "tablet-1-again")
    with hub.client(again) as client:
        assert client.push("0" * 16, bodies(venue, [2], incarnation="0" * 16)).head == 2
        assert next(client.stream(lambda: False)).head == 2


def test_a_body_that_began_before_the_revocation_and_ends_after_it_writes_nothing(hub, venue):
    identity = hub.join(venue, "tablet-1")
    (change,) = bodies(venue, [1], incarnation="0" * 16)
    body = b'{"incarnation":"0000000000000000","changes":[' + change + b"]}"
    with hub.call() as line:
        line.sendall(head_of(identity, "push", f"Content-Length: {len(body)}") + body[:20])
        revoke(hub, identity)
        line.sendall(body[20:])
        assert status_of(line.recv(4096)) == 401
    other = hub.join(venue, "tablet-2")
    with hub.client(other) as client:
        assert client.pull(0, 10).head == 0


def test_a_device_that_is_shut_out_hears_of_no_change_made_after(hub, venue):
    identity, other = hub.join(venue, "tablet-1"), hub.join(venue, "tablet-2")
    told = {
        "noren-venue": identity.venue,
        "noren-environment": identity.environment,
        "noren-device": identity.device,
        "noren-nonce": "nonce-by-hand",
        "authorization": f"Bearer {identity.token}",
    }
    with (
        hub.client(other) as client,
        httpx.stream("GET", f"{hub.url}/v1/stream", headers=told, timeout=30) as stream,
    ):
        parts = stream.iter_bytes()
        assert b'"head":0' in next(parts)
        revoke(hub, identity)
        rest = b"".join(parts)
        client.push("0" * 16, bodies(venue, [1], incarnation="0" * 16))
    assert rest == b""
