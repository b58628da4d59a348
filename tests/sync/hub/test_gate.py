"""What passes the gate, what does not, and that every answer says whom it is for."""

import asyncio

import httpx
import orjson
import pytest

from sync import compression, wire
from sync.change import pack
from sync.errors import SignedOut
from sync.hub import gate
from sync.hub.gate import DISCARD_BYTES_MAX, ECHO_CHARS_MAX, Gate
from sync.hub.shares import DEVICE_REQUESTS_MAX, VALUES_MAX
from tests.sync.conftest import bodies
from tests.sync.strategies import INCARNATIONS, a_change

PATHS = (
    "pair",
    "push",
    "pull",
    "digest",
    "entities",
    "changes",
    "copy",
    "copy_part",
    "offer",
    "offer_part",
)


@pytest.fixture
def identity(house):
    return house.join(house.venues.add("暖簾", "production").id)


@pytest.fixture
def raw(house):
    with httpx.Client(base_url="http://hub.test", transport=house.transport) as client:
        yield client


def headers(identity, **overrides):
    told = {
        "authorization": f"Bearer {identity.token}",
        "content-type": "application/json",
        "noren-venue": identity.venue,
        "noren-environment": identity.environment,
        "noren-device": identity.device,
        "noren-nonce": "nonce-000099",
    }
    told |= {name.replace("_", "-"): value for name, value in overrides.items()}
    return {name: value for name, value in told.items() if value is not None}


def check_echo(response, told):
    """Make sure that an answer says whom it is for, and that nobody may keep it."""
    document = response.json()
    for part in ("venue", "environment", "device", "nonce"):
        assert document[part] == told.get(f"noren-{part}", "")
    assert response.headers["cache-control"] == "no-store"
    assert response.headers["content-type"] == "application/json"
    return document


def code_of(response, told):
    return wire.make(wire.ErrorAnswered, check_echo(response, told)).error.code


@pytest.mark.parametrize("path", PATHS)
def test_every_refusal_of_every_route_echoes_who_asked(raw, identity, path):
    for overrides, content in (
        ({}, b"{"),
        ({}, b"[" * 100_000),
        ({}, b'{"newer":1}'),
        ({"authorization": None}, b"{}"),
        ({"noren_venue": "house-9"}, b"{}"),
        ({"noren_device": None}, b"{}"),
        ({"content_type": "text/plain"}, b"{}"),
    ):
        told = headers(identity, **overrides)
        response = raw.post(f"/v1/{path}", content=content, headers=told)
        assert 400 <= response.status_code < 500
        assert code_of(response, told)


@pytest.mark.parametrize(
    ("part", "value", "code"),
    [
        ("noren_venue", "house-9", "wrong_house"),
        ("noren_environment", "training", "wrong_environment"),
        ("noren_device", "register-9", "wrong_device"),
    ],
)
def test_another_house_environment_or_device_is_refused_and_nothing_is_written(
    house, raw, identity, part, value, code
):
    told = headers(identity, **{part: value})
    changes = [orjson.loads(body) for body in bodies(identity.venue, [1])]
    content = orjson.dumps({"incarnation": INCARNATIONS[0], "changes": changes})
    response = raw.post("/v1/push", content=content, headers=told)
    assert response.status_code == 403
    assert code_of(response, told) == code
    assert house.log.pull(identity.venue, 0, 1).head == 0


@pytest.mark.parametrize("path", [*PATHS[1:], "stream", "nothing"])
@pytest.mark.parametrize(
    "authorization", [None, "", "Bearer", "Basic abc", f"Bearer {'x' * 43}", "Bearer ü"]
)
def test_a_stranger_gets_in_nowhere(raw, identity, path, authorization):
    told = headers(identity, authorization=authorization)
    if authorization:
        told["authorization"] = authorization.encode()
    method = "GET" if path == "stream" else "POST"
    response = raw.request(method, f"/v1/{path}", content=b"{}", headers=told)
    assert response.status_code == 401
    assert code_of(response, told) == "signed_out"
    assert response.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("noren_nonce", None),
        ("noren_nonce", "short"),
        ("noren_nonce", "n" * 65),
        ("noren_nonce", "n" * 5000),
        ("noren_venue", "v" * 65),
        ("noren_device", "a b"),
        ("noren_venue", None),
        ("noren_environment", "Production"),
    ],
)
def test_a_malformed_envelope_is_named(raw, identity, name, value):
    told = headers(identity, **{name: value})
    response = raw.post("/v1/pull", content=b'{"after":0,"limit":1}', headers=told)
    assert response.status_code == 400
    assert response.json()["error"]["field"] == name.replace("_", "-")
    assert len(response.json()["nonce"]) <= ECHO_CHARS_MAX


def test_a_path_or_method_that_is_not_there_echoes_too(raw, identity):
    told = headers(identity)
    for method, path, status in (
        ("POST", "/v1/nothing", 404),
        ("POST", "/v1/", 404),
        ("POST", "/v1", 404),
        ("GET", "/v1/pull", 405),
        ("POST", "/v1/stream", 405),
        ("POST", "/v1/pull/", 404),
    ):
        response = raw.request(method, path, content=b"{}", headers=told)
        assert response.status_code == status
        assert code_of(response, told) == "not_here"
        assert response.headers.get("allow") == {"/v1/pull": "POST", "/v1/stream": "GET"}.get(path)


def test_a_body_over_the_bound_is_refused_unread(raw, identity):
    told = headers(identity)
    response = raw.post("/v1/push", content=b" " * (wire.REQUEST_BYTES_MAX + 1), headers=told)
    assert response.status_code == 413
    assert code_of(response, told) == "too_large"
    assert response.headers["connection"] == "close"


def asgi_scope(told, path="/v1/pull"):
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(name.encode(), value.encode()) for name, value in told.items()],
        "client": ("127.0.0.1", 1),
        "server": ("hub.test", 80),
    }


def call(app, told, receive):
    """Call an application by hand, so that the body can come as it likes."""
    sent = []

    async def send(message):
        sent.append(message)

    asyncio.run(app(asgi_scope(told), receive, send))
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return sent[0]["status"], orjson.loads(body)


def test_a_body_of_unknown_length_is_counted_while_it_comes(house, identity):
    received = []

    async def endless():
        received.append(1)
        return {"type": "http.request", "body": b" " * 1_000_000, "more_body": True}

    status, document = call(house.app, headers(identity), endless)
    assert (status, document["error"]["code"]) == (413, "too_large")
    assert len(received) == DISCARD_BYTES_MAX // 1_000_000 + 1


def test_a_body_that_does_not_come_is_given_up(house, identity):
    async def never_called(_scope, _receive, _send):
        raise AssertionError("let through")

    async def silent():
        await asyncio.Event().wait()

    impatient = Gate(
        never_called, hub=house.app.state.hub, paths=frozenset(), body_seconds_max=0.01
    )
    status, document = call(impatient, headers(identity), silent)
    assert (status, document["error"]["code"]) == (408, "too_slow")
    assert document["nonce"] == "nonce-000099"


def test_a_body_that_is_cut_off_is_no_request(house, identity):
    messages = [
        {"type": "http.request", "body": b'{"after":0,', "more_body": True},
        {"type": "http.disconnect"},
    ]

    async def cut():
        return messages.pop(0)

    status, document = call(house.app, headers(identity), cut)
    assert (status, document["error"]["code"]) == (400, "cut_off")


def test_a_body_that_comes_in_pieces_is_read(house, identity):
    pieces = [b'{"after"', b":0,", b'"limit":1}']

    async def piecemeal():
        body = pieces.pop(0)
        return {"type": "http.request", "body": body, "more_body": bool(pieces)}

    status, document = call(house.app, headers(identity), piecemeal)
    assert (status, document["head"]) == (200, 0)


def test_a_token_is_read_whatever_the_case_of_its_scheme(raw, identity):
    told = headers(identity, authorization=f"bearer {identity.token}")
    assert raw.post("/v1/pull", json={"after": 0, "limit": 1}, headers=told).status_code == 200


def test_a_device_cannot_sign_in_with_anothers_token(house, identity):
    other = house.join(identity.venue, "register-2")
    stolen = type(identity)(
        identity.venue, identity.environment, identity.device, other.token[:-1] + "x"
    )
    with pytest.raises(SignedOut):
        house.client(stolen).pull(0, 1)


ASKED = b'{"after":0,"limit":1%s}' % (b" " * 2_000)


def test_a_packed_body_is_read_like_a_plain_one(raw, identity):
    told = headers(identity, content_encoding="zstd")
    response = raw.post("/v1/pull", content=compression.pack(ASKED), headers=told)
    assert response.status_code == 200
    check_echo(response, told)


@pytest.mark.parametrize(
    ("encoding", "body", "status", "code"),
    [
        ("zstd", compression.pack(bytes(wire.REQUEST_BYTES_MAX + 1)), 413, "too_large"),
        ("zstd", compression.pack(ASKED)[:-9], 400, "malformed"),
        ("zstd", ASKED, 400, "malformed"),
        ("gzip", ASKED, 415, "unknown_encoding"),
        ("zstd, zstd", ASKED, 415, "unknown_encoding"),
    ],
)
def test_what_is_packed_otherwise_or_too_much_is_refused(
    raw, identity, encoding, body, status, code
):
    told = headers(identity, content_encoding=encoding)
    response = raw.post("/v1/pull", content=body, headers=told)
    assert (response.status_code, code_of(response, told)) == (status, code)


def test_a_stranger_is_not_listened_to_for_long(raw, identity):
    told = headers(identity, authorization=None)
    body = {"code": "x" * 5000, "device_name": "", "token": "t" * 43, "incarnation": "0" * 16}
    response = raw.post("/v1/pair", json=body, headers=told)
    assert response.status_code == 413
    assert code_of(response, told) == "too_large"


def test_a_body_that_would_become_many_times_its_size_is_refused_unread(raw, identity):
    told = headers(identity)
    content = b'{"changes":[' + b"[]," * (VALUES_MAX // 2) + b"[]]}"
    response = raw.post("/v1/push", content=content, headers=told)
    assert response.status_code == 413
    assert code_of(response, told) == "too_large"


def test_what_unpacks_to_more_than_its_kind_needs_is_refused(raw, identity):
    told = headers(identity, content_encoding="zstd")
    content = compression.pack(b" " * 1_000_000)
    assert len(content) < 4096
    response = raw.post("/v1/pull", content=content, headers=told)
    assert response.status_code == 413
    assert code_of(response, told) == "too_large"


def test_a_device_that_is_shut_out_while_it_sends_gets_nothing(house, identity, monkeypatch):
    monkeypatch.setattr(gate, "SLOW_SECONDS", -1.0)
    messages = [
        {"type": "http.request", "body": b'{"after":0,', "more_body": True},
        {"type": "http.request", "body": b'"limit":1}', "more_body": False},
    ]

    async def slow():
        if len(messages) == 1:
            house.pairing.revoke(identity.device)
        return messages.pop(0)

    status, document = call(house.app, headers(identity), slow)
    assert (status, document["error"]["code"]) == (401, "signed_out")


def test_a_device_with_many_requests_under_way_waits_and_another_goes_on(house, identity):
    other = house.join(identity.venue, "register-2")
    stuck = asyncio.Event()
    sent = []

    async def silent():
        await stuck.wait()
        return {"type": "http.disconnect"}

    async def send(message):
        sent.append(message)

    async def whole():
        return {"type": "http.request", "body": b'{"after":0,"limit":1}', "more_body": False}

    async def status_for(told):
        sent.clear()
        await house.app(asgi_scope(told), whole, send)
        return sent[0]["status"]

    async def crowd():
        async def unheard(_message):
            pass

        busy = [
            asyncio.create_task(house.app(asgi_scope(headers(identity)), silent, unheard))
            for _ in range(DEVICE_REQUESTS_MAX)
        ]
        for _ in range(50):
            await asyncio.sleep(0)
        told = await status_for(headers(identity)), await status_for(headers(other))
        stuck.set()
        await asyncio.gather(*busy)
        return (*told, await status_for(headers(identity)))

    assert asyncio.run(crowd()) == (503, 200, 200)


def test_a_long_answer_is_under_way_until_it_is_read(house, identity):
    note = "x" * gate.READ_BYTES
    house.log.push(
        identity.venue,
        "production",
        [orjson.loads(pack(a_change(venue=identity.venue, sets={"note": note})))],
    )

    async def whole():
        return {"type": "http.request", "body": b'{"after":0,"limit":1}', "more_body": False}

    async def read_by_nobody():
        parts = []
        unread = asyncio.Event()

        async def send(message):
            parts.append(message)
            if len(parts) == 3:
                await unread.wait()

        pulling = asyncio.create_task(house.app(asgi_scope(headers(identity)), whole, send))
        for _ in range(50):
            await asyncio.sleep(0)
        under_way = not pulling.done()
        unread.set()
        await pulling
        return under_way, b"".join(part.get("body", b"") for part in parts)

    under_way, body = asyncio.run(read_by_nobody())
    assert under_way
    assert orjson.loads(body)["changes"][0]["body"]["set"] == {"note": note}
