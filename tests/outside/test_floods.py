"""Bodies without end, lines without end: refused within bounds, while others are served."""

import contextlib
import random
import socket
import sys
from concurrent.futures import ThreadPoolExecutor

import orjson
import pytest
import zstandard

from sync import wire
from sync.change import change_id, pack
from sync.hub.connections import WAITING_MAX
from sync.hub.gate import DISCARD_BYTES_MAX
from sync.hub.shares import VALUES_MAX
from tests.outside.conftest import LONG
from tests.outside.hub_process import BYTES_MAX, head_of, status_of
from tests.sync.strategies import a_change

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="memory of another process is read from /proc"
)
GIGABYTE = 1_000_000_000
PART = b" " * 1_000_000
IN_FLIGHT_MAX = 8_000_000
"""What both systems' buffers may hold of a body that nobody reads any more."""

POSTS = ("push", "pull", "digest", "entities", "changes")


@pytest.fixture(autouse=True)
def _memory_stays_bounded(town):
    town.works()
    yield
    town.works()
    assert town.hub.peak_bytes() < BYTES_MAX


def pour(line, head, *, chunked):
    """Send a body of a gigabyte until it ends or the hub hangs up; give what was sent and heard."""
    sent = 0
    part = b"%x\r\n%b\r\n" % (len(PART), PART) if chunked else PART
    with contextlib.suppress(ConnectionError):
        line.sendall(head)
        while sent < GIGABYTE:
            line.sendall(part)
            sent += len(PART)
        if chunked:
            line.sendall(b"0\r\n\r\n")
    heard = b""
    with contextlib.suppress(ConnectionError):
        while part := line.recv(65_536):
            heard += part
    return sent, heard


@pytest.mark.parametrize("chunked", [False, True])
@pytest.mark.parametrize("path", ["push", "pair"])
@pytest.mark.parametrize("known", [False, True])
def test_a_body_of_a_gigabyte_is_cut_off_and_others_are_served_meanwhile(
    town, path, known, chunked
):
    length = "Transfer-Encoding: chunked" if chunked else f"Content-Length: {GIGABYTE}"
    head = head_of(town.bad if known else None, path, length)
    with town.hub.call() as line, ThreadPoolExecutor() as pool:
        pouring = pool.submit(pour, line, head, chunked=chunked)
        town.works()
        sent, heard = pouring.result()
    assert sent <= 2 * DISCARD_BYTES_MAX + IN_FLIGHT_MAX
    assert status_of(heard) in (0, 400, 401, 413)


def ask(town, identity, path, body, *more):
    """Ask by hand, on a line of its own; give the status."""
    with town.hub.call() as line:
        line.sendall(
            head_of(identity, path, f"Content-Length: {len(body)}", "Connection: close", *more)
        )
        line.sendall(body)
        heard = b""
        with contextlib.suppress(ConnectionError):
            while part := line.recv(65_536):
                heard += part
    return status_of(heard)


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize(("opening", "closing"), [(b"[", b"]"), (b'{"a":', b"}")])
def test_json_nested_a_hundred_thousand_deep_is_malformed(town, path, opening, closing):
    body = opening * 100_000 + b"0" + closing * 100_000
    assert ask(town, town.bad, path, body) in (400, 413)
    within = b'{"incarnation":"0000000000000001","changes":[' + body + b"]}"
    assert ask(town, town.bad, path, within) in (400, 413)


@pytest.mark.parametrize("bytes_max", [3 * VALUES_MAX // 2, wire.REQUEST_BYTES_MAX])
def test_bodies_that_become_many_times_their_size_stay_within_the_memory(town, bytes_max):
    each = b"[" + b"[]," * (bytes_max // 1000 // 3 - 3) + b"[]],"
    body = b'{"incarnation":"0000000000000001","changes":[' + each * 990 + b"0]}"
    devices = [town.another_bad(number) for number in range(6)]
    with ThreadPoolExecutor(12) as pool:
        asked = [pool.submit(ask, town, each, "push", body) for each in devices * 2]
        town.works()
        statuses = {each.result() for each in asked}
    # Where the body is short enough, each change is refused on its own.
    assert statuses <= ({200, 503} if bytes_max < wire.REQUEST_BYTES_MAX else {413})


def test_a_body_that_unpacks_to_a_gigabyte_is_refused(town):
    packer = zstandard.ZstdCompressor().compressobj()
    bomb = b"".join(packer.compress(PART) for _ in range(1000)) + packer.flush()
    assert len(bomb) < wire.REQUEST_BYTES_MAX
    for _ in range(3):
        assert ask(town, town.bad, "push", bomb, "Content-Encoding: zstd") == 413


def crowd(town, count, said):
    """Open many lines, each of which says its part and then nothing."""
    lines = []
    for _ in range(count):
        line = town.hub.call()
        lines.append(line)
        with contextlib.suppress(ConnectionError):
            line.sendall(said)
    return lines


def hung_up(lines):
    """Count the lines on which the hub hung up."""
    count = 0
    for line in lines:
        line.setblocking(False)
        try:
            count += line.recv(65_536) == b""
        except BlockingIOError:
            continue
        except ConnectionError:
            count += 1
    return count


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"POST /v1/push HTTP/1.1\r\nHost: hub\r\nX: " + b"x" * 16_000,
        head_of(None, "pair", "Content-Length: 4000") + b"{",
    ],
    ids=["silence", "half a head", "half a body"],
)
def test_lines_that_never_finish_push_out_their_own_and_keep_nobody_else_out(town, said):
    lines = crowd(town, 2 * WAITING_MAX, said)
    try:
        for _ in range(5):
            town.works()
        assert hung_up(lines) >= WAITING_MAX // 2
        assert town.hub.peak_bytes() < BYTES_MAX
    finally:
        for line in lines:
            line.close()


def test_a_devices_bodies_that_drip_take_its_own_share_only(town):
    said = head_of(town.bad, "push", f"Content-Length: {wire.REQUEST_BYTES_MAX}") + PART[:500_000]
    lines = crowd(town, 40, said)
    try:
        for _ in range(5):
            town.works()
            for line in lines:
                with contextlib.suppress(ConnectionError):
                    line.sendall(b" ")
    finally:
        for line in lines:
            line.close()


def test_answers_nobody_reads_are_not_kept_for_ever_more(town):
    reader = town.another_bad(99)
    with town.hub.client(reader) as client:
        for start in range(1, 1001, 250):
            batch = [
                pack(
                    a_change(
                        id=change_id("00000000000000ff", number),
                        venue=reader.venue,
                        entity_id=f"long-{number}",
                        sets={"note": "x" * LONG},
                    )
                )
                for number in range(start, start + 250)
            ]
            client.push("00000000000000ff", batch)
    question = orjson.dumps({"after": 0, "limit": 1000})
    said = head_of(reader, "pull", f"Content-Length: {len(question)}") + question
    lines = []
    try:
        for _ in range(30):
            line = socket.socket()
            # What the systems between them do not keep, the hub would have to.
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            line.connect(town.hub.address)
            lines.append(line)
            line.sendall(said)
            line.recv(1)
        for _ in range(5):
            town.works()
        assert town.hub.peak_bytes() < BYTES_MAX
    finally:
        for line in lines:
            line.close()


def test_streams_nobody_reads_keep_neither_hints_nor_lines_from_others(town):
    lines = crowd(town, 20, head_of(town.bad, "stream", method="GET"))
    try:
        hints = town.good.stream(lambda: False)
        first = next(hints).head
        town.works()
        assert next(hints).head == first + 1
        hints.close()
        assert hung_up(lines) >= 0
    finally:
        for line in lines:
            line.close()


def poured(town, chance):
    path, chunked = chance.choice(["push", "pair"]), chance.random() < 0.5
    length = "Transfer-Encoding: chunked" if chunked else f"Content-Length: {GIGABYTE}"
    known = chance.choice([town.bad, None])
    with town.hub.call() as line:
        pour(line, head_of(known, path, length), chunked=chunked)


def nested(town, chance):
    body = b"[" * 100_000 + b"0" + b"]" * 100_000
    ask(town, town.bad, chance.choice(POSTS), body)


def swollen(town, chance):
    body = b'{"incarnation":"0000000000000001","changes":[' + many_values(chance) + b"0]}"
    ask(town, town.bad, "push", body)


def many_values(chance):
    return (b"[" + b"[]," * chance.randrange(100, 800) + b"[]],") * 900


def crowded(town, chance):
    said = chance.choice([b"", head_of(None, "pair", "Content-Length: 4000") + b"{"])
    lines = crowd(town, WAITING_MAX // 4, said)
    for line in lines:
        line.close()


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_all_floods_at_once_again_and_again_leave_the_good_house_its_hub(town, capsys):
    chance = random.Random(1)
    floods = [chance.choice([poured, nested, swollen, crowded]) for _ in range(3000)]
    with ThreadPoolExecutor(8) as pool:
        under_way = [pool.submit(flood, town, random.Random(n)) for n, flood in enumerate(floods)]
        served = 0
        while not all(each.done() for each in under_way):
            town.works()
            served += 1
        for each in under_way:
            with contextlib.suppress(ConnectionError):
                each.result()
    assert served > 20
    with capsys.disabled():
        mebibytes = town.hub.peak_bytes() // 2**20
        sys.stdout.write(f"{len(floods)} floods, {served} rounds, at most {mebibytes} MiB\n")
