"""A token that another process revokes works nowhere any more: no request, no stream, no relay."""

import httpx
import pytest

from sync.errors import Refused, SignedOut, Unreachable
from tests.app.cli.noren import process
from tests.outside.hub_process import add_house, head_of, serving, status_of
from tests.sync.conftest import bodies

LIFE = "0" * 16


@pytest.fixture(scope="module")
def hub(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("hub")) as hub:
        yield hub


@pytest.fixture
def venue(hub):
    return add_house(hub.home)


def messages(hub):
    """What a token opens, as the hub itself describes it: method and path, without the prefix."""
    described = httpx.get(f"{hub.url}/openapi.json").json()["paths"]
    return [
        (method.upper(), path.removeprefix("/v1/"))
        for path, methods in described.items()
        for method in methods
        if path.startswith("/v1/") and path != "/v1/pair"
    ]


def statuses(hub, identity):
    """Ask for everything there is, each on a line of its own."""
    found = {}
    for method, path in messages(hub):
        told = head_of(identity, path, "Content-Length: 2", method=method)
        with hub.call() as line:
            line.sendall(told + b"{}")
            found[path] = status_of(line.recv(4096))
    return found


def opened_stream(client):
    """A stream on which the first hint has come, and what came on it in all, beats included."""
    events = []
    stream = client.stream(lambda: events.append("event"))
    next(stream)
    return stream, events


def test_revoking_from_the_command_line_ends_the_stream_and_every_request_and_pairing_anew_works(
    hub, venue
):
    code = hub.code(venue)
    identity = hub.join(venue, "tablet-1", code)
    assert hub.join(venue, "tablet-1", code) == identity
    before = statuses(hub, identity)
    assert {"push", "pull", "copy_part", "offer_part", "members", "stream"} <= before.keys()
    assert 401 not in before.values()
    with hub.client(identity) as client, hub.client(identity) as listening:
        client.push(LIFE, bodies(venue, [1], incarnation=LIFE))
        stream, events = opened_stream(listening)
        done = process(hub.home, "hub", "revoke", identity.device, "--venue", venue)
        assert done.returncode == 0, done.stdout + done.stderr
        # It returned after its commit: from here on, nothing is answered, and no hint comes.
        assert set(statuses(hub, identity).values()) == {401}
        with pytest.raises(SignedOut):
            client.push(LIFE, bodies(venue, [2], incarnation=LIFE))
        with pytest.raises(Refused, match="used"):
            hub.join(venue, "tablet-1", code)
        assert list(stream) == []
        assert events == ["event"]
        with pytest.raises(SignedOut):
            next(client.stream(lambda: False))
    again = hub.join(venue, "tablet-1-again")
    with hub.client(again) as client:
        assert client.push(LIFE, bodies(venue, [2], incarnation=LIFE)).head == 2
        assert next(client.stream(lambda: False)).head == 2


def test_a_body_that_began_before_the_revocation_and_ends_after_it_writes_nothing(hub, venue):
    identity = hub.join(venue, "tablet-1")
    (change,) = bodies(venue, [1], incarnation=LIFE)
    body = b'{"incarnation":"0000000000000000","changes":[' + change + b"]}"
    with hub.call() as line:
        line.sendall(head_of(identity, "push", f"Content-Length: {len(body)}") + body[:20])
        hub.revoke(identity)
        line.sendall(body[20:])
        assert status_of(line.recv(4096)) == 401
    other = hub.join(venue, "tablet-2")
    with hub.client(other) as client:
        assert client.pull(0, 10).head == 0


def test_a_device_that_is_shut_out_hears_of_no_change_made_after(hub, venue):
    identity, other = hub.join(venue, "tablet-1"), hub.join(venue, "tablet-2")
    with hub.client(other) as client, hub.client(identity) as listening:
        stream, events = opened_stream(listening)
        hub.revoke(identity)
        assert list(stream) == []
        client.push(LIFE, bodies(venue, [1], incarnation=LIFE))
        assert events == ["event"]


def test_whom_the_hub_shuts_out_the_relay_shuts_out_stream_and_all(hub, venue, tmp_path):
    identity, other = hub.join(venue, "tablet-1"), hub.join(venue, "tablet-2")
    words = ("--upstream", hub.url, "--code", hub.code(venue))
    with (
        serving(tmp_path / "relay", *words) as relay,
        relay.relay_client(identity) as client,
        relay.relay_client(identity) as listening,
        relay.relay_client(other) as stays,
    ):
        until_known(client)
        stream, _ = opened_stream(listening)
        hub.revoke(identity)
        # Until the relay has heard of it, it tells at most how it stands with the hub.
        assert {hint.head for hint in stream} <= {0}
        for ask in (
            lambda: client.pull(0, 10),
            lambda: client.push(LIFE, bodies(venue, [1], incarnation=LIFE)),
            client.digest,
            lambda: next(client.stream(lambda: False)),
        ):
            with pytest.raises(Unreachable):
                ask()
        until_known(stays)
        assert stays.push(LIFE, bodies(venue, [1], incarnation=LIFE)).head == 1


def until_known(client):
    """Ask until the relay has heard who belongs to the house."""
    for _ in range(2000):
        try:
            client.pull(0, 1)
        except Unreachable:
            continue
        return
    raise AssertionError("the relay knows nobody")
