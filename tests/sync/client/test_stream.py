"""Hints are taken from the right stream only, in bounded events, until told to stop."""

import httpx
import orjson
import pytest

from sync.errors import (
    Malformed,
    Misdirected,
    Refused,
    SignedOut,
    Throttled,
    Unreachable,
)
from tests.sync.client.stub import a_client, a_page, faulty


def event(request, kind="head", **overrides):
    data = orjson.dumps(a_page(request, **overrides)).decode()
    return f"event: {kind}\ndata: {data}\n\n".encode()


def streaming(*parts, headers=None):
    def answer(request):
        written = (part(request) if callable(part) else part for part in parts)
        return httpx.Response(
            200, headers=headers or {"content-type": "text/event-stream"}, content=written
        )

    return answer


def test_hints_are_read_until_the_line_is_lost():
    def cut(_request):
        raise httpx.ReadError("cut")

    client = a_client(
        streaming(
            lambda request: event(request, head=1),
            b": nothing\n\n",
            lambda request: event(request, kind="beat", head=1),
            lambda request: event(request, kind="newer"),
            lambda request: event(request, head=2),
            cut,
        )
    )
    assert [hint.head for hint in client.stream(lambda: False)] == [1, 2]


def test_a_stream_ends_when_told_to_stop_also_at_a_heartbeat():
    stopped: list[bool] = []
    client = a_client(
        streaming(
            lambda request: event(request, head=1),
            lambda request: event(request, kind="beat", head=1),
            lambda request: event(request, head=2),
        )
    )
    heads = []
    for hint in client.stream(lambda: bool(stopped)):
        heads.append(hint.head)
        stopped.append(True)
    assert heads == [1]


def test_a_client_that_hung_up_streams_no_more():
    client = a_client(streaming(lambda request: event(request, head=1)))
    client.hang_up()
    assert list(client.stream(lambda: False)) == []


@pytest.mark.parametrize("part", ["venue", "environment", "device", "nonce"])
def test_a_hint_for_somebody_else_is_misdirected(part):
    client = a_client(streaming(lambda request: event(request, **{part: "another"})))
    with pytest.raises(Misdirected):
        list(client.stream(lambda: False))


def test_an_event_that_does_not_end_is_not_swallowed():
    client = a_client(streaming(b"data: ", *[b"x" * 10_000] * 10))
    with pytest.raises(Malformed, match="event"):
        list(client.stream(lambda: False))


def test_many_small_events_are_no_large_one():
    parts = [lambda request: event(request, head=1)] * 100
    assert len(list(a_client(streaming(*parts)).stream(lambda: False))) == 100


def test_a_stream_of_something_else_is_malformed():
    client = a_client(streaming(b"<html>", headers={"content-type": "text/html"}))
    with pytest.raises(Malformed):
        list(client.stream(lambda: False))


@pytest.mark.parametrize(("status", "error"), [(401, SignedOut), (403, Refused), (503, Throttled)])
def test_a_stream_that_is_not_opened_says_why(status, error):
    with pytest.raises(error):
        list(a_client(faulty(status)).stream(lambda: False))


def test_a_stream_without_a_network_is_unreachable():
    def answer(_request):
        raise httpx.ConnectError("cut")

    with pytest.raises(Unreachable):
        list(a_client(answer).stream(lambda: False))


def a_told(cursor, **over):
    return {"cursor": cursor, "body": {"id": f"x-{cursor}", "n": 1}, **over}


def test_a_hint_may_bring_the_changes_that_led_to_its_head():
    told = [a_told(4), a_told(5)]
    client = a_client(streaming(lambda request: event(request, head=5, changes=told)))
    (hint,) = client.stream(lambda: False)
    assert (hint.after, hint.head) == (3, 5)
    assert [each.cursor for each in hint.changes] == [4, 5]
    assert hint.changes[0].body == b'{"id":"x-4","n":1}'


@pytest.mark.parametrize(
    "told",
    [
        [a_told(3), a_told(5)],
        [a_told(4)],
        [a_told(6)],
        [a_told(5), a_told(4)],
        [{"cursor": 5}],
        ["5"],
    ],
)
def test_changes_that_do_not_lead_to_the_head_are_taken_nothing_from(told):
    client = a_client(streaming(lambda request: event(request, head=5, changes=told)))
    with pytest.raises(Malformed):
        list(client.stream(lambda: False))
