"""Only what the house's relay signed is believed, and no secret is sent to it."""

import httpx
import pytest

from sync import wire
from sync.errors import Unreachable
from sync.hub.api import create_app
from sync.hub.parts import at_once
from tests.asgi_bridge import sync_asgi_transport
from tests.builders import VENUE
from tests.devices import _token
from tests.relays import a_relayed_house
from tests.sync.conftest import bodies


@pytest.fixture
def evening(tmp_path):
    with a_relayed_house(tmp_path) as (house, relay):
        device = house.devices[0]
        relay.settle()
        client = relay.line(device)
        yield house, relay, client, relay.down[device.name]


def altered(change):
    def alter(request, answer):
        raw = b"".join(answer.stream)
        return httpx.Response(
            answer.status_code, headers=answer.headers, stream=httpx.ByteStream(change(raw))
        )

    return alter


def test_a_session_is_opened_once_and_the_token_is_never_sent(evening):
    _, _, client, wire_down = evening
    seen = []
    wire_down.before = lambda request: seen.append(
        (request.url.path, repr(request.headers.raw), request.read())
    )
    client.pull(0, 10)
    client.digest()
    assert [path for path, _, _ in seen] == ["/v1/hello", "/v1/pull", "/v1/digest"]
    assert not any(
        _token("レジ") in headers or _token("レジ").encode() in body for _, headers, body in seen
    )


def test_an_answer_altered_on_the_way_is_not_believed(evening):
    _, _, client, wire_down = evening
    client.digest()
    wire_down.after = altered(lambda raw: raw.replace(b'"head"', b'"hEad"'))
    with pytest.raises(Unreachable, match="did not sign"):
        client.digest()


def test_packed_bodies_are_signed_as_they_go_over_the_line(evening):
    _, _, client, wire_down = evening
    wire_down.inner._packs = True
    packed = []
    wire_down.before = lambda request: packed.append(request.headers.get("content-encoding"))
    client.digest()
    originals = bodies(VENUE.id, range(1, 51))
    assert {each.outcome for each in client.push("a" * 16, originals).results} == {"accepted"}
    assert {each.body for each in client.pull(0, 100).changes} >= set(originals)
    assert packed == [None, None, "zstd", None]


def test_a_refusal_nobody_signed_is_not_believed(evening):
    _, _, client, wire_down = evening
    client.digest()
    wire_down.before = lambda request: httpx.Response(413, request=request)
    with pytest.raises(Unreachable, match="did not sign"):
        client.push("0" * 16, bodies(VENUE.id, (1,)))


def test_somebody_else_who_answers_is_no_relay_of_ours(evening):
    _, _, client, wire_down = evening
    told = {"relay": "the-relay", "session": "5" * 32, "proof": "0" * 64}
    wire_down.before = lambda request: httpx.Response(200, json=told, request=request)
    with pytest.raises(Unreachable, match="no relay of our house"):
        client.digest()
    wire_down.before = lambda request: httpx.Response(200, text="<html>", request=request)
    with pytest.raises(Unreachable, match="no relay of our house"):
        client.digest()


def test_an_answer_without_end_is_given_up(evening, monkeypatch):
    _, _, client, _ = evening
    client.digest()
    monkeypatch.setattr(wire, "ANSWER_BYTES_MAX", 100)
    with pytest.raises(Unreachable, match="does not end"):
        client.digest()


def test_a_relay_that_forgot_the_session_opens_another(evening):
    _, relay, client, wire_down = evening
    client.digest()
    client.digest()
    before = len(wire_down.requests)
    with a_fresh_door(relay) as transport:
        wire_down.inner = transport
        client.digest()
    assert wire_down.requests[before:] == ["/v1/digest", "/v1/hello", "/v1/digest"]


def a_fresh_door(relay):
    app = create_app(
        relay.log,
        now_ms=relay.house.clock,
        random_bytes=relay.house.random_bytes,
        offload=at_once,
    )
    return sync_asgi_transport(app)


def test_who_is_shut_out_upstream_is_shut_out_by_the_relay(evening):
    house, relay, client, _ = evening
    client.digest()
    house.pairing.revoke(house.devices[0].ledger.device().id)
    relay.sync()
    with pytest.raises(Unreachable):
        client.digest()
