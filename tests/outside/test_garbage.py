"""Whatever bytes, headers, methods and questions arrive: an answer, in bounds, and never a 5xx."""

import logging

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync import compression, wire

NAMES = (
    *("pair", "members", "push", "pull", "digest", "entities", "changes"),
    *("copy", "copy_part", "offer", "offer_part", "stream", "nothing"),
)
paths = st.sampled_from([f"/v1/{name}" for name in NAMES]) | st.sampled_from(
    [
        *(
            "/",
            "/v1",
            "/v1/",
            "//v1/pull",
            "/v1/pull/",
            "/v1/pull/../push",
            "/v1/%2e%2e/%2e%2e/etc/passwd",
        ),
        *(
            "/v1/..%2f..%2fhub.db",
            "/hub.db",
            "/v1/%00",
            "/v1/pull%0d%0aset-cookie:%20a=b",
            "/%ff%fe",
        ),
        *("/docs", "/openapi.json/", "/metrics/..", "/healthz?", "/v1/pull;a=b", "/v1/PULL"),
    ]
)
numbers = st.sampled_from(
    [b"NaN", b"Infinity", b"-0", b"1e400", b"1e-400", b"9" * 400, b"-9223372036854775809", b"1.0"]
    + [str(2**power + off).encode() for power in (53, 63, 64) for off in (-1, 0, 1)]
)
texts = st.sampled_from(
    [
        b'"\\ud800"',
        b'"\\udc00\\ud800"',
        b'"\\u0000"',
        b'"\xff"',
        b'"\xed\xa0\x80"',
        b'"\n"',
        b'"\xc0\x80"',
        orjson.dumps("い" * 300),
        orjson.dumps("../" * 90),
        orjson.dumps("'; drop table venue; --"),
    ]
)
leaves = numbers | texts | st.sampled_from([b"null", b"true", b"[]", b"{}", b"[[]]", b"", b'""'])
keys = st.sampled_from(
    [
        b'"after"',
        b'"limit"',
        b'"changes"',
        b'"incarnation"',
        b'"buckets"',
        b'"entities"',
        b'"code"',
        b'"leaving_out"',
        b'"token"',
        b'"device_name"',
        b'"layout"',
        b'"number"',
        b'"id"',
        b'""',
    ]
)


def braced(items):
    return b"{" + b",".join(key + b":" + value for key, value in items) + b"}"


spelled = st.recursive(
    leaves,
    # Of pairs in a list, so that a key may come twice.
    lambda inner: (
        st.lists(st.tuples(keys, inner), max_size=5).map(braced)
        | st.lists(inner, max_size=4).map(lambda parts: b"[" + b",".join(parts) + b"]")
    ),
    max_leaves=12,
)
bodies = st.one_of(
    spelled,
    st.binary(max_size=200),
    st.integers(1, 3000).map(lambda depth: b"[" * depth + b"]" * depth),
    st.tuples(st.sampled_from([b"\xef\xbb\xbf", b" ", b"\0"]), spelled).map(b"".join),
    spelled.map(lambda body: body.decode("latin-1").encode("utf-16")),
)
words = st.text(
    st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"), max_size=80
)
more_headers = st.dictionaries(
    st.sampled_from(
        [
            *(
                "content-type",
                "content-encoding",
                "accept-encoding",
                "authorization",
                "noren-venue",
            ),
            *("noren-environment", "noren-device", "noren-nonce", "x-forwarded-for", "cookie"),
            *("transfer-encoding-x", "range", "if-match", "origin", "accept", "expect-x", "te"),
        ]
    ),
    words
    | st.sampled_from(
        [
            *("application/json; charset=utf-16", "APPLICATION/JSON", "application/json,text/html"),
            *("text/html", "zstd", "gzip", "zstd, zstd", "identity", "Bearer", "Basic Og==", "*"),
        ]
    ),
    max_size=4,
)
methods = st.sampled_from(
    ["POST"] * 6 + ["GET", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "BREW", "post"]
)
questions = st.none() | st.text(max_size=40).map(lambda text: {"q": text, "venue": "house-2"})


def ask(hub, *, method, path, body, more, question, known, packed):
    house, raw, told = hub
    house.clock.ms += 60_000
    sent = {**(told if known else {"content-type": "application/json"}), **more}
    if packed:
        body, sent["content-encoding"] = compression.pack(body), "zstd"
    with raw.stream(
        method,
        path,
        content=body,
        params=question,
        headers=[(name.encode(), value.encode("latin-1")) for name, value in sent.items()],
    ) as answer:
        if answer.headers.get("content-type", "").startswith(wire.STREAM_TYPE):
            return answer, b""
        return answer, answer.read()


def check(answer, body):
    assert answer.status_code < 500, body
    assert "set-cookie" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"
    assert len(body) < 100_000
    is_ours = answer.request.url.path.startswith("/v1/") and answer.request.method != "HEAD"
    if is_ours and answer.status_code != 200:
        wire.read(wire.ErrorAnswered, body)


asked = {
    "method": methods,
    "path": paths,
    "body": bodies,
    "more": more_headers,
    "question": questions,
    "known": st.booleans(),
    "packed": st.booleans(),
}


@settings(max_examples=250, suppress_health_check=list(HealthCheck), database=None)
@given(**asked)
def test_garbage_of_every_sort_is_answered_within_bounds(hub, **garbage):
    check(*ask(hub, **garbage))


@pytest.mark.soak
@pytest.mark.timeout(3600)
@settings(max_examples=50_000, suppress_health_check=list(HealthCheck), database=None)
@given(**asked)
def test_much_garbage_of_every_sort_is_answered_within_bounds(hub, **garbage):
    check(*ask(hub, **garbage))


def test_what_a_stranger_sends_moves_no_line_of_the_log(hub, caplog):
    """Nobody writes lines, or colours, into what whoever runs the hub reads."""
    caplog.set_level(logging.DEBUG)
    for name in ("noren-venue", "noren-device", "authorization", "user-agent"):
        ask(
            hub,
            method="POST",
            path="/v1/pull%0a2026-01-01%20INFO%20all%20is%20well%1b[2J",
            body=b'{"after":"\\u001b[2J\\nINFO all is well"}',
            more={name: "山田".encode().decode("latin-1")},
            question={"q": "\n\x1b[2J"},
            known=True,
            packed=False,
        )
    for record in caplog.records:
        if record.name.startswith(("hub", "uvicorn")):
            line = record.getMessage()
            assert line.isprintable()
            assert "all is well" not in line


@pytest.mark.parametrize(
    "path", ["/healthz", "/readyz", "/metrics", "/openapi.json", "/", "/v1/pull"]
)
def test_nothing_that_needs_no_token_tells_of_a_house(hub, path):
    house, raw, told = hub
    ask(
        hub,
        method="POST",
        path="/v1/pull",
        body=b'{"after":0,"limit":1}',
        more={},
        question=None,
        known=True,
        packed=False,
    )
    answer = raw.get(path)
    for secret in ("暖簾", "レジ", told["noren-venue"], told["noren-device"], house.log.epoch()):
        assert secret not in answer.text
        assert secret not in str(answer.headers)
