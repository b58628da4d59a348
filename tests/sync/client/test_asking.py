"""What is asked, who asks, and what is made of the answers together."""

import socket
import threading

import httpx
import orjson
import pytest

from sync import wire
from sync.change import change_id, content_hash, pack
from sync.client import Client, asking
from sync.errors import (
    Malformed,
    Misdirected,
    Refused,
    SignedOut,
    Unreachable,
)
from tests.sync.client.stub import IDENTITY, a_client, a_page, answering, faulty
from tests.sync.conftest import Clock, bodies
from tests.sync.strategies import INCARNATIONS, a_change


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


@pytest.mark.parametrize("status", [204, 301, 302, 307])
def test_a_redirect_is_not_followed(status):
    asked = []

    def answer(request):
        asked.append(str(request.url))
        return httpx.Response(status, headers={"location": "http://portal.test/"})

    with pytest.raises(Malformed):
        a_client(answer).pull(0, 1)
    assert asked == ["http://hub.test/v1/pull"]


def test_skew_counts_half_the_way_there_and_back():
    clock = Clock(ms=1_000_000)

    def answer(request):
        clock.ms += 300
        page = a_page(request, now_ms=1_000_000 + 150 + 60_000)
        return httpx.Response(200, json=page)

    assert a_client(answer, clock=clock).pull(0, 1).skew_ms == 60_000


def results_of(*counts):
    return [{"outcome": "accepted", "count": count, "cursor": 1, "reason": ""} for count in counts]


def test_answers_to_more_or_fewer_changes_than_were_sent_are_malformed():
    for counts in ([], [2], [1, 1]):
        with pytest.raises(Malformed, match="other changes"):
            a_client(answering(results=results_of(*counts))).push(
                INCARNATIONS[0], bodies("house-1", [1])
            )


def test_what_is_answered_together_is_told_one_by_one():
    answer = answering(
        results=[
            {"outcome": "accepted", "count": 2, "cursor": 7, "reason": ""},
            {"outcome": "refused", "count": 1, "cursor": None, "reason": "not ours"},
        ]
    )
    pushed = a_client(answer).push(INCARNATIONS[0], bodies("house-1", [1, 2, 3]))
    assert pushed.results == (
        ("accepted", 7, ""),
        ("accepted", 8, ""),
        ("refused", None, "not ours"),
    )


def choosy(request):
    """Answer a batch as a hub does, and one that is no JSON with 400."""
    try:
        sent = orjson.loads(request.content)["changes"]
    except orjson.JSONDecodeError:
        return faulty(400, "malformed")(request)
    return httpx.Response(200, json=a_page(request, results=results_of(len(sent))))


def test_bytes_that_spoil_a_batch_are_refused_here_and_the_rest_flows():
    sent = []

    def answer(request):
        sent.append(request.content)
        return choosy(request)

    first, second = bodies("house-1", [1, 2])
    pushed = a_client(answer).push(INCARNATIONS[0], [b"{", first, b"{}", second])
    assert [each.outcome for each in pushed.results] == [
        "refused",
        "accepted",
        "refused",
        "accepted",
    ]
    assert orjson.loads(sent[-1])["changes"] == [orjson.loads(first), orjson.loads(second)]


def test_a_batch_that_is_sound_is_not_offered_again_when_it_is_refused():
    asked = []

    def answer(request):
        asked.append(request.url.path)
        return faulty(400, "malformed")(request)

    with pytest.raises(Refused):
        a_client(answer).push(INCARNATIONS[0], bodies("house-1", [1]))
    assert asked == ["/v1/push"]


def test_of_a_batch_of_nothing_but_damage_nothing_is_offered_again():
    asked = []

    def answer(request):
        asked.append(request.url.path)
        if request.url.path == "/v1/pull":
            return httpx.Response(200, json=a_page(request, epoch="e1", head=4, next=2**53 - 1))
        return choosy(request)

    pushed = a_client(answer).push(INCARNATIONS[0], [b"damage"])
    assert asked == ["/v1/push", "/v1/pull"]
    assert (pushed.epoch, pushed.head) == ("e1", 4)
    assert [each.outcome for each in pushed.results] == ["refused"]


def test_lists_that_do_not_go_on_are_malformed():
    entity = {"type": "reservation", "id": "r1", "hash": "0" * 32}
    for entities in ([], [entity]):
        with pytest.raises(Malformed, match="does not end"):
            a_client(answering(entities=entities, more=True)).entities([1])
    with pytest.raises(Malformed, match="does not end"):
        a_client(answering(changes=[], next=0, more=True)).changes_of([("reservation", "r1")])


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


def test_long_bodies_go_packed_both_ways_once_the_hub_has_said_that_it_takes_them(house):
    house.transport._packs = True
    packed: list[tuple[str, str]] = []
    handle = house.transport.handle_request

    def listen(request):
        answer = handle(request)
        packed.append(tuple(each.headers.get("content-encoding", "") for each in (request, answer)))
        return answer

    house.transport.handle_request = listen
    client = house.member()
    originals = bodies("house-1", range(1, 101))
    for _ in range(2):
        assert len(client.push(INCARNATIONS[0], originals).results) == 100
    assert [each.body for each in client.pull(0, 1000).changes] == originals
    client.pull(100, 1)
    assert packed == [("", ""), ("", ""), ("zstd", ""), ("", "zstd"), ("", "")]
    _, received = client.take_traffic()
    assert received < sum(len(body) for body in originals) / 2


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]"])
def test_on_this_machine_nothing_is_packed(host):
    asked = []

    def answer(request):
        asked.append((request.headers["accept-encoding"], "content-encoding" in request.headers))
        page = a_page(request, results=results_of(50))
        return httpx.Response(200, json=page, headers={"accept-encoding": "zstd"})

    client = a_client(answer, base_url=f"http://{host}:8420")
    for _ in range(2):
        client.push(INCARNATIONS[0], bodies("house-1", range(1, 51)))
    assert asked == [("identity", False)] * 2


def test_a_hub_that_takes_no_packed_bodies_after_all_gets_them_plain():
    seen = []

    def answer(request):
        seen.append(request.headers.get("content-encoding", ""))
        if seen[-1]:
            return httpx.Response(415, text="what is zstd?")
        page = a_page(request, results=results_of(50))
        return httpx.Response(200, json=page, headers={"accept-encoding": "zstd"})

    client = a_client(answer)
    client.pull(0, 1)
    for _ in range(2):
        client.push(INCARNATIONS[0], bodies("house-1", range(1, 51)))
    assert seen == ["", "zstd", "", ""]


def test_hanging_up_ends_the_wait_for_a_hub_that_does_not_answer(monkeypatch):
    monkeypatch.setattr(asking, "READ_SECONDS_MAX", 600)
    with socket.create_server(("127.0.0.1", 0)) as hub:
        port = hub.getsockname()[1]
        client = Client(
            f"http://127.0.0.1:{port}", IDENTITY, new_nonce=lambda: "n" * 8, now_ms=Clock()
        )

        def hang_up_once_asked():
            line, _ = hub.accept()
            line.recv(1)
            client.hang_up()
            lines.append(line)

        lines: list[socket.socket] = []
        silent = threading.Thread(target=hang_up_once_asked)
        silent.start()
        with pytest.raises(Unreachable):
            client.pull(0, 1)
        silent.join()
        lines[0].close()
        client.close()
