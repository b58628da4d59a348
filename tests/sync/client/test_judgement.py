"""Which answers count, and what each of the others means for the device."""

import gzip
import tracemalloc

import httpx
import orjson
import pytest

from sync import compression, wire
from sync.change import change_id
from sync.client.judgement import ANSWER_MS_MAX, RETRY_SECONDS_DEFAULT, RETRY_SECONDS_MAX
from sync.errors import (
    CutShort,
    Malformed,
    Misdirected,
    Refused,
    SignedOut,
    Throttled,
    TooLarge,
    Unreachable,
)
from tests.sync.client.stub import JSON, a_client, a_page, answering, faulty
from tests.sync.conftest import Clock, bodies
from tests.sync.strategies import INCARNATIONS


@pytest.mark.parametrize("part", ["venue", "environment", "device", "nonce"])
def test_an_answer_to_somebody_else_is_misdirected(part):
    with pytest.raises(Misdirected, match=part):
        a_client(answering(**{part: "another"})).pull(0, 1)


@pytest.mark.parametrize("part", ["venue", "environment", "device", "nonce"])
@pytest.mark.parametrize("status", [400, 401, 403, 404])
def test_a_refusal_of_somebody_else_is_misdirected_too(status, part):
    fault = {"code": "signed_out", "field": "", "message": "no"}
    with pytest.raises(Misdirected):
        a_client(answering(status, error=fault, **{part: "another"})).pull(0, 1)


@pytest.mark.parametrize("status", [200, 401, 403, 404, 511])
def test_a_sign_in_page_of_the_network_is_never_taken_for_the_hub(status):
    client = a_client(lambda _: httpx.Response(status, html="<html>Welcome to Cafe Wi-Fi</html>"))
    with pytest.raises(Unreachable if status == 511 else Malformed):
        client.pull(0, 1)


@pytest.mark.parametrize("keep", [0, 1, 40])
def test_a_truncated_body_is_malformed(keep):
    def answer(request):
        return httpx.Response(200, headers=JSON, content=orjson.dumps(a_page(request))[:keep])

    with pytest.raises(Malformed, match="not JSON"):
        a_client(answer).pull(0, 1)


@pytest.mark.parametrize("kind", ["text/html", "text/plain", "", "application/json5"])
def test_a_wrong_content_type_is_malformed(kind):
    def answer(request):
        return httpx.Response(
            200, headers={"content-type": kind}, content=orjson.dumps(a_page(request))
        )

    with pytest.raises(Malformed):
        a_client(answer).pull(0, 1)


def test_an_endless_body_is_left_unread():
    sent = []

    def endless():
        for _ in range(1000):
            sent.append(1)
            yield b" " * 1_000_000

    with pytest.raises(Malformed, match="over"):
        a_client(lambda _: httpx.Response(200, headers=JSON, content=endless())).pull(0, 1)
    assert len(sent) <= wire.ANSWER_BYTES_MAX // 1_000_000 + 1


def test_a_dripping_body_is_given_up():
    clock = Clock()

    def dripping():
        for _ in range(10):
            clock.ms += ANSWER_MS_MAX // 2
            yield b" "

    answer = httpx.Response(200, headers=JSON, content=dripping())
    with pytest.raises(Unreachable, match="seconds"):
        a_client(lambda _: answer, clock=clock).pull(0, 1)


@pytest.mark.parametrize("encoding", ["gzip", "zstd"])
def test_bytes_that_do_not_unpack_are_malformed(encoding):
    headers = JSON | {"content-encoding": encoding}
    answer = httpx.Response(200, headers=headers, stream=httpx.ByteStream(b"not packed"))
    with pytest.raises(Malformed):
        a_client(lambda _: answer).pull(0, 1)


@pytest.mark.parametrize("encoding", ["gzip", "zstd"])
def test_an_answer_that_unpacks_without_end_is_left_packed(encoding):
    plain = bytes(64 * 1024 * 1024)
    packed = compression.pack(plain) if encoding == "zstd" else gzip.compress(plain, 1)
    del plain
    headers = JSON | {"content-encoding": encoding}
    answer = httpx.Response(200, headers=headers, stream=httpx.ByteStream(packed))
    tracemalloc.start()
    with pytest.raises(Malformed):
        a_client(lambda _: answer).pull(0, 1)
    assert tracemalloc.get_traced_memory()[1] < 4 * wire.ANSWER_BYTES_MAX
    tracemalloc.stop()


@pytest.mark.parametrize(
    "error",
    [
        httpx.ConnectError,
        httpx.ConnectTimeout,
        httpx.ReadTimeout,
        httpx.WriteError,
        httpx.PoolTimeout,
        httpx.RemoteProtocolError,
        httpx.ProxyError,
        ConnectionResetError,
    ],
)
def test_no_answer_is_unreachable(error):
    def answer(_request):
        raise error("cut")

    with pytest.raises(Unreachable) as told:
        a_client(answer).pull(0, 1)
    assert isinstance(told.value.__cause__, error)


def test_a_line_cut_in_mid_answer_is_unreachable_and_says_to_ask_for_less():
    def cut():
        yield b"{"
        raise httpx.ReadError("cut")

    with pytest.raises(CutShort):
        a_client(lambda _: httpx.Response(200, headers=JSON, content=cut())).pull(0, 1)


def test_a_hub_that_is_not_there_does_not_say_to_ask_for_less():
    def refuse(_request):
        raise httpx.ConnectError("nobody there")

    with pytest.raises(Unreachable) as told:
        a_client(refuse).pull(0, 1)
    assert not isinstance(told.value, CutShort)


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (400, Refused),
        (403, Refused),
        (404, Refused),
        (401, SignedOut),
        (413, TooLarge),
        (429, Throttled),
        (503, Throttled),
        (507, Throttled),
        (408, CutShort),
        (500, Unreachable),
        (502, Unreachable),
        (504, CutShort),
    ],
)
def test_each_status_says_what_to_do(status, error):
    with pytest.raises(error) as told:
        a_client(faulty(status)).pull(0, 1)
    assert type(told.value) is error


def test_a_refusal_carries_the_hubs_words():
    with pytest.raises(Refused, match="words for a person") as told:
        a_client(faulty(403, "wrong_house")).pull(0, 1)
    assert (told.value.code, told.value.status) == ("wrong_house", 403)


@pytest.mark.parametrize(
    ("status", "error"),
    [(413, TooLarge), (429, Throttled), (503, Throttled), (507, Throttled), (502, Unreachable)],
)
def test_a_proxy_may_say_to_wait_or_send_less(status, error):
    with pytest.raises(error):
        a_client(lambda _: httpx.Response(status, html="<html>nginx</html>")).pull(0, 1)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7.0),
        ("0", 1.0),
        ("999999999999", RETRY_SECONDS_MAX),
        ("-5", RETRY_SECONDS_DEFAULT),
        ("٣", RETRY_SECONDS_DEFAULT),
        ("Wed, 21 Oct 2026 07:28:00 GMT", RETRY_SECONDS_DEFAULT),
    ],
)
def test_the_time_to_wait_is_bounded(header, seconds):
    headers = {"retry-after": header.encode()}
    with pytest.raises(Throttled) as told:
        a_client(faulty(507, "disk_full", headers)).pull(0, 1)
    assert (told.value.retry_after_seconds, told.value.code) == (seconds, "disk_full")


def test_a_proxys_patience_has_no_code_of_ours():
    for status, code in ((429, "rate"), (503, "busy")):
        with pytest.raises(Throttled) as told:
            a_client(lambda _, status=status: httpx.Response(status, text="wait")).pull(0, 1)
        assert told.value.code == code
        assert told.value.retry_after_seconds == RETRY_SECONDS_DEFAULT


def test_a_page_out_of_order_is_malformed():
    body = orjson.loads(bodies("house-1", [1])[0])
    for cursors, after, last in (([2, 1], 0, 2), ([1, 1], 0, 1), ([5], 5, 5), ([1, 2], 0, 1)):
        changes = [{"cursor": cursor, "body": body} for cursor in cursors]
        with pytest.raises(Malformed):
            a_client(answering(changes=changes, next=last, head=9)).pull(after, 10)


def test_a_pulled_change_comes_in_its_canonical_bytes():
    original = bodies("house-1", [1])[0]
    shuffled = dict(reversed(orjson.loads(original).items()))
    changes = [{"cursor": 4, "body": shuffled}]
    pulled = a_client(answering(changes=changes, next=4, head=4)).pull(3, 10)
    assert [(each.cursor, each.id, each.body) for each in pulled.changes] == [
        (4, change_id(INCARNATIONS[0], 1), original)
    ]


def test_a_change_of_a_newer_shape_is_handed_on_untouched():
    newer = {"id": 7, "what": ["is", "this"]}
    changes = [{"cursor": 1, "body": newer}]
    (change,) = a_client(answering(changes=changes, next=1, head=1)).pull(0, 10).changes
    assert (change.id, orjson.loads(change.body)) == ("", newer)
