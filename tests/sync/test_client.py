"""What the client makes of each answer: ours, another's, a refusal, or no answer at all."""

import itertools

import httpx
import orjson
import pytest

from sync import wire
from sync.change import change_id, content_hash, pack
from sync.client import Client, Identity
from sync.client.asking import PAGES_MAX
from sync.client.judgement import ANSWER_MS_MAX, RETRY_SECONDS_DEFAULT, RETRY_SECONDS_MAX
from sync.errors import (
    Malformed,
    Misdirected,
    Refused,
    SignedOut,
    Throttled,
    TooLarge,
    Unreachable,
)
from tests.sync.conftest import Clock, bodies
from tests.sync.strategies import INCARNATIONS, a_change

IDENTITY = Identity("house-1", "production", "register-1", "t" * 43)
JSON = {"content-type": "application/json"}


def a_client(answer, identity=IDENTITY, clock=None, **options):
    """Build a client whose every request is answered by `answer(request)`."""
    nonces = itertools.count(1)
    return Client(
        "http://hub.test/",
        identity,
        new_nonce=lambda: f"nonce-{next(nonces):06d}",
        now_ms=clock or Clock(),
        transport=httpx.MockTransport(answer),
        **options,
    )


def a_page(request, **overrides):
    """Write a valid empty page of the log, as the answer to `request`."""
    return {
        "venue": request.headers.get("noren-venue", ""),
        "environment": request.headers.get("noren-environment", ""),
        "device": request.headers["noren-device"],
        "nonce": request.headers["noren-nonce"],
        "now_ms": 1_766_570_400_000,
        "epoch": "e1",
        "head": 0,
        "changes": [],
        "next": 0,
        "more": False,
    } | overrides


def answering(status=200, headers=None, **overrides):
    def answer(request):
        return httpx.Response(status, headers=headers, json=a_page(request, **overrides))

    return answer


def faulty(status, code="some_code", headers=None):
    return answering(
        status, headers, error={"code": code, "field": "", "message": "words for a person"}
    )


def test_an_answer_that_echoes_us_is_taken():
    pulled = a_client(answering(head=7, epoch="e2")).pull(0, 10)
    assert (pulled.head, pulled.epoch, pulled.changes, pulled.more) == (7, "e2", (), False)


def test_every_request_says_who_asks_and_carries_another_nonce():
    seen = []

    def answer(request):
        seen.append(request.headers)
        return httpx.Response(200, json=a_page(request))

    client = a_client(answer)
    client.pull(0, 1)
    client.pull(0, 1)
    first, second = seen
    assert (first["noren-venue"], first["noren-environment"], first["noren-device"]) == (
        "house-1",
        "production",
        "register-1",
    )
    assert first["authorization"] == f"Bearer {'t' * 43}"
    assert first["noren-nonce"] != second["noren-nonce"]


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


@pytest.mark.parametrize("status", [204, 301, 302, 307])
def test_a_redirect_is_not_followed(status):
    asked = []

    def answer(request):
        asked.append(str(request.url))
        return httpx.Response(status, headers={"location": "http://portal.test/"})

    with pytest.raises(Malformed):
        a_client(answer).pull(0, 1)
    assert asked == ["http://hub.test/v1/pull"]


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


def test_bytes_that_do_not_unpack_are_malformed():
    headers = JSON | {"content-encoding": "gzip"}
    answer = httpx.Response(200, headers=headers, stream=httpx.ByteStream(b"no gzip"))
    with pytest.raises(Malformed):
        a_client(lambda _: answer).pull(0, 1)


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


def test_a_line_cut_in_mid_answer_is_unreachable():
    def cut():
        yield b"{"
        raise httpx.ReadError("cut")

    with pytest.raises(Unreachable):
        a_client(lambda _: httpx.Response(200, headers=JSON, content=cut())).pull(0, 1)


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
        (408, Unreachable),
        (500, Unreachable),
        (502, Unreachable),
        (504, Unreachable),
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


def test_skew_counts_half_the_way_there_and_back():
    clock = Clock(ms=1_000_000)

    def answer(request):
        clock.ms += 300
        page = a_page(request, now_ms=1_000_000 + 150 + 60_000)
        return httpx.Response(200, json=page)

    assert a_client(answer, clock=clock).pull(0, 1).skew_ms == 60_000


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


def results_of(*ids):
    return [{"id": id, "outcome": "accepted", "cursor": 1, "reason": ""} for id in ids]


def test_answers_to_other_changes_than_were_sent_are_malformed():
    first = change_id(INCARNATIONS[0], 1)
    for ids in ([], [change_id(INCARNATIONS[0], 2)], [first, first]):
        with pytest.raises(Malformed, match="other changes"):
            a_client(answering(results=results_of(*ids))).push(
                INCARNATIONS[0], bodies("house-1", [1])
            )


def test_bytes_that_are_no_change_are_refused_here_and_the_rest_flows():
    sent = []

    def answer(request):
        sent.extend(orjson.loads(request.content)["changes"])
        ids = [each["id"] for each in sent]
        return httpx.Response(200, json=a_page(request, results=results_of(*ids)))

    first, second = bodies("house-1", [1, 2])
    pushed = a_client(answer).push(INCARNATIONS[0], [b"{", first, b"{}", second])
    assert [each.outcome for each in pushed.results] == [
        "refused",
        "accepted",
        "refused",
        "accepted",
    ]
    assert sent == [orjson.loads(first), orjson.loads(second)]


def test_a_batch_of_nothing_but_damage_is_answered_without_sending_it():
    asked = []

    def answer(request):
        asked.append(request.url.path)
        return httpx.Response(200, json=a_page(request, epoch="e1", head=4, next=2**53 - 1))

    pushed = a_client(answer).push(INCARNATIONS[0], [b"damage"])
    assert asked == ["/v1/pull"]
    assert (pushed.epoch, pushed.head) == ("e1", 4)
    assert [each.outcome for each in pushed.results] == ["refused"]


def test_lists_that_do_not_end_are_malformed():
    entity = {"type": "reservation", "id": "r1", "hash": "0" * 32}
    with pytest.raises(Malformed, match="does not end"):
        a_client(answering(entities=[], more=True)).entities([1])
    with pytest.raises(Malformed, match="does not end"):
        a_client(answering(changes=[], next=0, more=True)).changes_of([("reservation", "r1")])
    asked = itertools.count()

    def answer(request):
        next(asked)
        return httpx.Response(200, json=a_page(request, entities=[entity], more=True))

    with pytest.raises(Malformed, match="does not end"):
        a_client(answer).entities([1])
    assert next(asked) <= PAGES_MAX


def test_asking_for_nothing_asks_nobody():
    def answer(_request):
        raise AssertionError("asked")

    client = a_client(answer)
    assert client.entities([]) == {}
    assert client.changes_of([]) == ()


def test_a_question_over_the_bound_is_not_asked():
    with pytest.raises(Malformed) as told:
        a_client(answering()).digest([("reservation", "r1")] * (wire.LEAVING_OUT_MAX + 1))
    assert told.value.field == "leaving_out"


def test_before_pairing_there_is_nobody_to_ask_as():
    client = a_client(answering(), identity=None)
    for ask in (
        lambda: client.pull(0, 1),
        lambda: client.push(INCARNATIONS[0], bodies("house-1", [1])),
        lambda: next(client.stream(lambda: False)),
    ):
        with pytest.raises(SignedOut) as told:
            ask()
        assert told.value.code == "not_paired"


JOINING = {
    "code": "7K4M-Q2XD",
    "device": "register-1",
    "device_name": "レジ",
    "token": "t" * 43,
    "incarnation": INCARNATIONS[0],
}


def test_before_pairing_the_answer_tells_the_house():
    headers = []

    def answer(request):
        headers.append(request.headers)
        page = a_page(request, venue="house-9", environment="training")
        return httpx.Response(200, json=page | {"venue_name": "暖簾", "empty": True})

    paired = a_client(answer, identity=None).pair(**JOINING)
    assert (paired.venue, paired.environment, paired.empty) == ("house-9", "training", True)
    assert "noren-venue" not in headers[0]
    assert "authorization" not in headers[0]


@pytest.mark.parametrize("part", ["venue", "environment", "device", "nonce"])
def test_a_house_made_here_is_not_exchanged_for_another(part):
    answer = answering(**{part: "another"}, venue_name="暖簾", empty=True)
    with pytest.raises(Misdirected):
        a_client(answer, identity=None).pair(**JOINING, venue="house-1", environment="production")


def test_what_a_person_mistyped_is_named_before_it_is_sent():
    def answer(_request):
        raise AssertionError("asked")

    with pytest.raises(Malformed) as told:
        a_client(answer, identity=None).pair(**JOINING | {"code": "x" * 65})
    assert told.value.field == "code"


@pytest.mark.parametrize("url", ["", "hub.test", "ftp://hub.test", "http://", "file:///tmp/x"])
def test_an_address_that_is_none_is_named(url):
    with pytest.raises(Malformed) as told:
        Client(url, None, new_nonce=str, now_ms=Clock())
    assert told.value.field == "hub"


def test_a_token_is_never_shown():
    assert "tttt" not in repr(IDENTITY)


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
    client = a_client(streaming(b"data: ", *[b"x" * 1000] * 10))
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


def caching(transport):
    """Keep every answer by its address alone, as a careless proxy does."""
    kept = {}

    def answer(request):
        key = (request.method, str(request.url))
        if key not in kept:
            response = transport.handle_request(request)
            kept[key] = (response.status_code, response.headers, response.read())
            response.close()
        status, headers, content = kept[key]
        return httpx.Response(status, headers=headers, content=content)

    return httpx.MockTransport(answer)


def test_two_houses_behind_a_proxy_that_caches_everything_never_cross(house):
    proxy = caching(house.transport)
    one, other = house.venues.add("本店", "production"), house.venues.add("支店", "production")
    first = house.client(house.join(one.id), transport=proxy)
    second = house.client(house.join(other.id), transport=proxy)
    pushed = first.push(INCARNATIONS[0], bodies(one.id, [1, 2]))
    assert [each.outcome for each in pushed.results] == ["accepted", "accepted"]
    with pytest.raises(Misdirected):
        second.push(INCARNATIONS[0], bodies(other.id, [1]))
    first.pull(0, 10)
    for ask in (
        lambda: second.pull(0, 10),
        lambda: first.pull(0, 10),
        lambda: second.digest([]) if first.digest([]) else None,
        lambda: second.entities([0]) if first.entities([0]) is not None else None,
    ):
        with pytest.raises(Misdirected):
            ask()
    assert house.log.pull(other.id, 0, 10).changes == ()


def test_a_whole_round_against_the_real_hub(house):
    client = house.member()
    originals = bodies("house-1", [1, 2, 3])
    pushed = client.push(INCARNATIONS[0], originals)
    assert [each.cursor for each in pushed.results] == [1, 2, 3]
    pulled = client.pull(1, 10)
    assert [each.body for each in pulled.changes] == originals[1:]
    told = client.digest([("reservation", "r2")])
    assert (told.head, told.epoch) == (3, pulled.epoch)
    entities = client.entities(range(256))
    assert entities.keys() == {("reservation", f"r{number}") for number in (1, 2, 3)}
    (change,) = client.changes_of([("reservation", "r2"), ("reservation", "unknown")])
    assert content_hash(change.body) == content_hash(originals[1])


def test_long_lists_are_read_page_by_page(house):
    client = house.member()
    edits = [
        pack(
            a_change(
                id=change_id(INCARNATIONS[1], number),
                entity_id=f"r{number % 2 * (wire.CHANGES_OF_MAX + 1)}",
                sets={"adults": number},
            )
        )
        for number in range(1, 2 * wire.PULL_CHANGES_MAX + 3)
    ]
    for start in range(0, len(edits), wire.PUSH_CHANGES_MAX):
        client.push(INCARNATIONS[0], edits[start : start + wire.PUSH_CHANGES_MAX])
    names = [("reservation", f"r{number}") for number in range(wire.CHANGES_OF_MAX + 2)]
    assert [each.body for each in client.changes_of(names)] == edits
