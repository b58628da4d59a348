"""Whoever opens lines without an end pushes out their own; who is being served stays."""

import asyncio
import os
import re
import resource
from contextlib import asynccontextmanager

import pytest
import uvicorn
from uvicorn.server import ServerState

from sync.hub.api import create_app
from sync.hub.connections import PatientProtocol, make_room
from sync.hub.database import Database
from sync.hub.gate import DISCARD_BYTES_MAX
from sync.hub.log import HubLog
from sync.hub.pairing import Joining
from sync.hub.parts import at_once
from sync.hub.venues import Venues
from tests.sync.conftest import Clock
from tests.sync.strategies import INCARNATIONS

WHOLE = b"GET /healthz HTTP/1.1\r\nhost: hub\r\n\r\n"


class Patient(PatientProtocol):
    head_seconds_max = 600.0
    unread_seconds_max = 600.0


class Impatient(Patient):
    head_seconds_max = 0.02


class Crowded(Patient):
    waiting_max = 2


class Ignored(Patient):
    unread_seconds_max = 0.02


@pytest.fixture
def app():
    database = Database("sqlite://", random_bytes=os.urandom)
    venue = Venues(database, now_ms=Clock(), new_id=lambda: "house-1").add("暖簾", "production")
    app = create_app(HubLog(database), now_ms=Clock(), random_bytes=os.urandom, offload=at_once)
    pairing = app.state.hub.pairing
    pairing.join(
        Joining(
            code=pairing.new_code(venue.id).code,
            device="register-1",
            device_name="レジ",
            token="t" * 43,
            incarnation=INCARNATIONS[0],
        )
    )
    yield app
    database.close()


@asynccontextmanager
async def listening(app, protocol):
    """Listen with a protocol, and give what opens a line to it."""
    config = uvicorn.Config(app, http=protocol, log_config=None, timeout_keep_alive=600)
    config.load()
    state = ServerState()
    server = await asyncio.get_running_loop().create_server(
        lambda: protocol(config, state, {}), "127.0.0.1", 0
    )
    writers = []

    async def call(said=b""):
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        writers.append(writer)
        writer.write(said)
        return reader, writer

    async with server:
        yield call
        for writer in writers:
            writer.close()
        for each in list(state.connections):
            each.transport.abort()


def asked(path, method="GET", length=None):
    told = [
        f"{method} /v1/{path} HTTP/1.1",
        "host: hub",
        f"authorization: Bearer {'t' * 43}",
        "noren-venue: house-1",
        "noren-environment: production",
        "noren-device: register-1",
        "noren-nonce: nonce-000001",
    ]
    if length is not None:
        told += ["content-type: application/json", f"content-length: {length}"]
    return "\r\n".join([*told, "", ""]).encode()


async def end_of(reader):
    """Read what comes, until the hub hangs up."""
    try:
        return await reader.read()
    except ConnectionResetError:
        return b""


@pytest.mark.parametrize("said", [b"", b"G", WHOLE[:-2]])
def test_who_does_not_finish_a_requests_head_is_dropped(app, said):
    async def talk():
        async with listening(app, Impatient) as call:
            reader, _ = await call(said)
            return await reader.read()

    assert asyncio.run(talk()) == b""


def test_so_is_who_does_not_finish_the_next_one(app):
    async def talk():
        async with listening(app, Impatient) as call:
            reader, writer = await call(WHOLE)
            heard = await reader.readuntil(b"ok\n")
            writer.write(WHOLE[:-2])
            return heard, await reader.read()

    heard, rest = asyncio.run(talk())
    assert heard.startswith(b"HTTP/1.1 200")
    assert rest == b""


def test_of_many_that_only_wait_the_oldest_makes_room_and_the_newest_is_served(app):
    async def talk():
        async with listening(app, Crowded) as call:
            oldest, _ = await call(b"G")
            for _ in range(2):
                _, writer = await call(b"G")
            gone = await end_of(oldest)
            writer.write(WHOLE[1:])
            reader, _ = await call(WHOLE)
            return gone, await reader.readuntil(b"ok\n")

    gone, served = asyncio.run(talk())
    assert gone == b""
    assert served.startswith(b"HTTP/1.1 200")


async def answered(stream):
    """Read one whole answer."""
    head = await stream.readuntil(b"\r\n\r\n")
    (length,) = re.findall(rb"content-length: (\d+)", head)
    return head + await stream.readexactly(int(length))


def test_a_device_that_is_being_served_makes_room_for_nobody(app):
    async def talk():
        async with listening(app, Crowded) as call:
            stream, _ = await call(asked("stream"))
            await stream.readuntil(b"\r\n\r\n")
            await stream.readuntil(b"\n\n")
            sending, writer = await call(asked("pull", "POST", length=23))
            for _ in range(5):
                await call(WHOLE[:-2])
            writer.write(b'{"after":0, "limit": 1}')
            return await answered(sending), stream.at_eof()

    answer, ended = asyncio.run(talk())
    assert answer.startswith(b"HTTP/1.1 200")
    assert not ended


def test_a_line_on_which_a_device_was_served_outlasts_those_of_strangers(app):
    async def talk():
        async with listening(app, Crowded) as call:
            device, writer = await call(asked("pull", "POST", length=23))
            writer.write(b'{"after":0, "limit": 1}')
            await answered(device)
            for _ in range(5):
                await call(b"G")
            writer.write(asked("pull", "POST", length=23) + b'{"after":0, "limit": 1}')
            return await answered(device)

    assert asyncio.run(talk()).startswith(b"HTTP/1.1 200")


def test_who_goes_on_sending_after_the_answer_is_cut_off(app):
    part = b" " * 1_000_000
    sent = 0

    async def talk():
        nonlocal sent
        async with listening(app, Patient) as call:
            length = 100 * DISCARD_BYTES_MAX
            reader, writer = await call(
                asked("nothing-here", "POST", length=length).replace(b"Bearer t", b"Bearer x")
            )
            heard = await reader.readuntil(b"signed_out")
            while sent < length:
                writer.write(part)
                sent += len(part)
                try:
                    await writer.drain()
                except ConnectionError:
                    return heard
            return b""

    assert asyncio.run(talk()).startswith(b"HTTP/1.1 401")
    assert sent < 3 * DISCARD_BYTES_MAX


def test_who_does_not_read_the_answers_is_cut_off(app):
    async def endless(_scope, _receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})
        while True:
            await send({"type": "http.response.body", "body": b" " * 1_000_000, "more_body": True})
            if gone.is_set():
                return

    class Told(Ignored):
        def connection_lost(self, exc):
            super().connection_lost(exc)
            gone.set()

    gone = asyncio.Event()

    async def talk():
        async with listening(endless, Told) as call:
            _, writer = await call(WHOLE)
            writer.transport.pause_reading()
            await gone.wait()

    asyncio.run(asyncio.wait_for(talk(), 60))
    assert gone.is_set()


def test_a_slow_reader_that_does_read_gets_everything(app):
    whole = b" " * 8_000_000

    async def long(_scope, _receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": whole})

    async def talk():
        async with listening(long, Ignored) as call:
            reader, _ = await call(WHOLE.replace(b"host", b"connection: close\r\nhost"))
            return await reader.read()

    assert len(asyncio.run(talk())) > len(whole)


def test_a_server_takes_the_files_the_system_grants_it():
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (256, before[1]))
        make_room()
        assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] > 256
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
