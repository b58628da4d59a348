"""A hub's computer: the real application over a real file, killed at any statement or await."""

from __future__ import annotations

import asyncio
import random
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, Final

import httpx
import orjson
import pytest
from fastapi import FastAPI
from starlette.middleware import Middleware

from sync import compression, wire
from sync.change import content_hash
from sync.hub import api as hub_api
from sync.hub import archive, backup, compaction
from sync.hub.api import create_app
from sync.hub.database import Database
from sync.hub.log import HubLog
from sync.hub.parts import Hub
from sync.hub.relay_log import RelayLog
from sync.hub.scrub import scrub
from sync.hub.venues import Venues
from tests import asgi_bridge
from tests.asgi_bridge import sync_asgi_transport
from tests.builders import VENUE
from tests.simulation.disk import Killed, Machines

EVERYTHING: Final = 100_000
NEVER_SECONDS: Final = 1e9
"""What the application does by the wall clock, it does never."""

PACKED: Final = "select id, hash, cursor from archived"
STREAM: Final = "/v1/stream"
PUMPS: Final = 12
"""Turns of the hub's loop in which a hint that is due gets out."""

LOGS: Final = ("change", "entity", "bucket", "archive", "archived", "archived_of")
"""The tables that are lost with a log."""


@dataclass(frozen=True)
class Surroundings:
    """What a hub's computer stands among.

    Attributes:
        packs: whether bodies on its lines may be packed.
    """

    machines: Machines
    now_ms: Callable[[], int]
    chance: random.Random
    packs: bool


class Server:
    """One hub, whichever kind, and the file it keeps.

    Attributes:
        awaits_left: the process ends at the so-manieth await from now; 0 is never.
        altered: things whose bytes its disk changed.
        altered_in_blocks: packed changes of which it did.
    """

    def __init__(self, name: str, folder: Path, around: Surroundings) -> None:
        self.machine = around.machines.add(name, folder)
        self.path = folder / "hub.db"
        self.around = around
        self.now_ms = around.now_ms
        self.chance = around.chance
        self.power_lost = False
        self.awaits_left = 0
        self.altered: set[str] = set()
        self.altered_in_blocks: set[tuple[str, bytes]] = set()
        self.log: HubLog
        self.hub: Hub
        self._app: FastAPI
        self._bridge: Any = None
        self._stack = ExitStack()
        self._streams: list[Any] = []

    def open_log(self) -> HubLog:
        """Open the log of its kind."""
        return HubLog(self.database())

    def database(self) -> Database:
        """Open its file."""
        return Database(f"sqlite:///{self.path}", random_bytes=self.chance.randbytes)

    def open(self) -> None:
        """Start the process."""
        self.log = self.open_log()
        self._app = _application(self.log, now_ms=self.now_ms, random_bytes=self.chance.randbytes)
        self.hub = self._app.state.hub
        self.hub.copies.grown_min = 1
        self._bridge = self._stack.enter_context(
            sync_asgi_transport(self._fragile, packs=self.around.packs)
        )

    def close(self) -> None:
        """End the process in good order."""
        self._end_streams()
        self._stack.close()
        self.log.close()
        self.machine.close()

    def reboot(self) -> None:
        """Start again from what the dead process, or the lost power, left on the disk."""
        self._end_streams()
        self._stack.close()
        self.log.close()
        self.machine.reboot(power_lost=self.power_lost, chance=self.chance)
        self.power_lost = False
        self.awaits_left = 0
        self.open()

    def unharmed(self) -> None:
        """Let nothing more happen to it."""
        self.machine.disarm()
        self.awaits_left = 0
        self.power_lost = False

    def serve(self, request: httpx.Request, beside: Sequence[httpx.Request] = ()) -> httpx.Response:
        """Answer a request, with others under way at the same time.

        Raises:
            httpx.ReadError: the hub died over it; it is up again.
        """
        try:
            others = [
                asgi_bridge._Call(self._bridge._app, self._bridge._loop, each) for each in beside
            ]
            answer = self._bridge.handle_request(request)
            whole = passed_on(answer, request)
            answer.close()
            for other in others:
                other.message()
                other.hang_up()
        except (Killed, Exception):  # what cleans up after a death may fail in its own way
            if not self.machine.dead:
                raise
            self.died()
            raise httpx.ReadError("the hub was killed", request=request) from None
        return whole

    def open_stream(self, request: httpx.Request) -> httpx.Response:
        """Open a stream of hints.

        Raises:
            httpx.ReadError: the hub died over it; it is up again.
        """
        try:
            call = asgi_bridge._Call(self._bridge._app, self._bridge._loop, request)
            start = call.message()
        except (Killed, Exception):
            if not self.machine.dead:
                raise
            self.died()
            raise httpx.ReadError("the hub was killed", request=request) from None
        self._streams.append(call)
        return httpx.Response(
            start["status"],
            headers=start.get("headers", []),
            stream=HintStream(lambda: self._part_of(call), lambda: self._hang_up(call)),
            request=request,
        )

    def _part_of(self, call: Any) -> bytes | None:
        """Take what a stream has to say by now; None when that is nothing, or it has ended."""
        if call not in self._streams:
            return None
        for _ in range(PUMPS):
            if call._messages.qsize():
                break
            self._bridge._loop.run_until_complete(asyncio.sleep(0))
        else:
            return None
        try:
            return bytes(call.message().get("body", b"")) or None
        except (Killed, Exception):
            if not self.machine.dead:
                raise
            self._streams.remove(call)
            return None

    def _hang_up(self, call: Any) -> None:
        if call in self._streams:
            self._streams.remove(call)
            with suppress(Killed, Exception):
                call.hang_up()

    def _end_streams(self) -> None:
        for call in list(self._streams):
            self._hang_up(call)

    def died(self) -> None:
        """Start again after the process ended over a request."""
        self.reboot()

    def rows(self, statement: str, *values: object) -> list[Any]:
        """Read the file as it is now, unharmed."""
        with self.machine.looked_at(), self.log.database.reading() as connection:
            return list(connection.exec_driver_sql(statement, values))

    def alter(self, statement: str, *values: object) -> None:
        """Do something to the file behind the hub's back."""
        with self.machine.looked_at(), self.log.database.writing() as connection:
            connection.exec_driver_sql(statement, values)

    def bodies(self) -> list[bytes]:
        """Read the log, in its order, with what was packed away of it."""
        with self.machine.looked_at():
            page = self.log.pull(self.venue(), 0, EVERYTHING)
        assert not page.more
        return [body for _, body in page.changes]

    def unsound(self) -> set[tuple[str, bytes]]:
        """Name every change of the log that is not what was written any more, or not there."""
        if not self.altered:
            return set()
        packed = {(id, hash): cursor for id, hash, cursor in self.rows(PACKED)}
        with self.machine.looked_at(), self.log.database.reading() as connection:
            blocks = archive.Blocks(connection, self.venue())
            readable = {cursor for cursor, _ in blocks.bodies(packed.values())}
        rows = self.rows("select id, hash, body from change")
        # A block that was found altered is given up; what was in it its states still name.
        states = [orjson.loads(state) for (state,) in self.rows("select state from entity")]
        applied = {id for each in states for id in each.get("a", ())}
        is_altered = any("a" not in each for each in states)  # and names nothing till it is mended
        here = {(id, hash) for id, hash, _ in rows} | packed.keys()
        return (
            {(id, hash) for id, hash, body in rows if content_hash(body) != hash}
            | {name for name, cursor in packed.items() if cursor not in readable}
            | {name for name in self.altered_in_blocks - here if is_altered or name[0] in applied}
        )

    def venue(self) -> str:
        """Name the house it keeps."""
        return str(self.rows("select id from venue")[0][0])

    def epoch(self) -> str:
        """Name the life it is in."""
        return str(self.rows("select epoch from hub")[0][0])

    def head(self) -> int:
        """Tell how far its log goes."""
        return int(self.rows("select head from venue")[0][0])

    def compact(self, steps_max: int) -> None:
        """Pack away what shows nowhere any more; given up after some steps.

        Raises:
            HubError: its disk refused; what was packed stays packed.
        """
        database, venue = self.log.database, self.venue()
        now_ms = self.now_ms()
        compaction.note_milestone(database, venue, now_ms)
        upto = compaction.horizon(database, venue, now_ms, keep_days=0)
        for _ in islice(compaction.steps(database, venue, upto), steps_max):
            pass

    def keep_copy(self, file: Path) -> None:
        """Let whoever runs it make a backup."""
        with self.machine.looked_at():
            backup.backup(self.log.database, file)

    def go_back(self, file: Path) -> None:
        """Restore a backup over the running hub."""
        with self.machine.looked_at():
            backup.restore(self.path, file, random_bytes=self.chance.randbytes)

    async def _fragile(self, scope: Any, receive: Any, send: Any) -> None:
        # A stream only tells what others did: nothing is lost where it ends.
        if scope["type"] == "http" and scope["path"] != STREAM:
            await _Watched(self._app(scope, receive, send), self._at_await)
        else:
            await self._app(scope, receive, send)

    def _at_await(self) -> None:
        if self.awaits_left:
            self.awaits_left -= 1
            if not self.awaits_left:
                self.machine.die()


class HintStream(httpx.SyncByteStream):
    """A stream of hints: what has come is read, and then it is silent.

    Attributes:
        ahead: what was looked at and not yet read.
    """

    def __init__(self, part: Callable[[], bytes | None], hang_up: Callable[[], None]) -> None:
        self._part = part
        self._hang_up = hang_up
        self.ahead: bytes | None = None

    def has_news(self) -> bool:
        """Tell whether something has come."""
        if self.ahead is None:
            self.ahead = self._part()
        return self.ahead is not None

    def __iter__(self) -> Iterator[bytes]:
        while self.has_news():
            part, self.ahead = self.ahead, None
            assert part is not None
            yield part
        raise httpx.ReadTimeout("silence")

    def close(self) -> None:
        self._hang_up()


class SimulatedHub(Server):
    """The hub of the house.

    Attributes:
        lives: how often its log was lost or turned back.
    """

    def __init__(self, folder: Path, around: Surroundings) -> None:
        super().__init__("hub", folder, around)
        self.lives = 0
        self._found(VENUE.id)

    def _found(self, venue: str) -> None:
        self.open()
        Venues(self.log.database, now_ms=self.now_ms, new_id=lambda: venue).add(
            VENUE.name, "production"
        )

    def new_code(self) -> str:
        """Let whoever runs it make a pairing code."""
        with self.machine.looked_at():
            return self.hub.pairing.new_code(self.venue()).code

    def names(self, head: int) -> set[tuple[str, bytes]]:
        """Name every change of the log up to a cursor, by id and hash."""
        query = "select id, hash from {} where cursor <= ?"
        return {
            (id, hash)
            for table in ("change", "archived")
            for id, hash in self.rows(query.format(table), head)
        }

    def check_and_repair(self) -> None:
        """Let whoever runs it have it checked."""
        with self.machine.looked_at():
            scrub(self.log.database, self.venue(), repair=True)

    def take(self, document: dict[str, Any]) -> None:
        """Take a change from a device of a newer version, which the simulation has none of."""
        with self.machine.looked_at():
            self.log.push(self.venue(), "production", [orjson.loads(orjson.dumps(document))])

    def go_back(self, file: Path) -> None:
        """Restore a backup over the running hub."""
        self.lives += 1
        super().go_back(file)

    def forget(self) -> None:
        """Lose the log; who may talk to it stays."""
        self.lives += 1
        self.altered.clear()
        for table in LOGS:
            self.alter(f"delete from {table}")
        self.alter("update venue set head = 0")
        self.alter("update hub set epoch = ?", self.chance.randbytes(8).hex())

    def begin_anew(self) -> None:
        """Lose the whole disk; somebody sets up a new hub, to which every device must pair."""
        self.lives += 1
        self.altered.clear()
        self.close()
        shutil.rmtree(self.machine.folder)
        self.machine.folder.mkdir()
        self._found(f"house-{self.lives}")

    def change_keys(self) -> None:
        """Make every token worthless."""
        self.alter("update device set token_hash = randomblob(32)")


def passed_on(
    answer: httpx.Response, request: httpx.Request, bytes_max: int | None = None
) -> httpx.Response:
    """Hand an answer on as its bytes came, packed or not; nothing else is done to the original."""
    assert isinstance(answer.stream, httpx.SyncByteStream)
    return httpx.Response(
        answer.status_code,
        headers=answer.headers,
        stream=httpx.ByteStream(b"".join(answer.stream)[:bytes_max]),
        request=request,
    )


def plain(answer: httpx.Response) -> bytes:
    """Read an answer that has been handed on."""
    assert isinstance(answer.stream, httpx.SyncByteStream)
    content = b"".join(answer.stream)
    if answer.headers.get("content-encoding") == compression.NAME:
        return compression.unpack(content, wire.ANSWER_BYTES_MAX)
    return content


@cache
def _laid_routes(*, of_relay: bool) -> FastAPI:
    """Build the application's routes once: that takes longer than most runs.

    Args:
        of_relay: a house may have both kinds at once.
    """
    del of_relay
    log = HubLog(Database("sqlite://", random_bytes=bytes))
    return create_app(log, now_ms=int, random_bytes=bytes)


def _application(log: HubLog, **options: Any) -> FastAPI:
    """Build the application anew around a log, but for its routes."""
    whole = _laid_routes(of_relay=isinstance(log, RelayLog))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hub_api, "FastAPI", lambda **told: _Reused(whole, told["lifespan"]))
        create_app(
            log,
            offload=_with_awaits,
            heartbeat_seconds=NEVER_SECONDS,
            watch_seconds=NEVER_SECONDS,
            **options,
        )
    return whole


class _Reused:
    """Takes for an application what is made anew with each process, and leaves its routes."""

    def __init__(self, whole: FastAPI, lifespan: Any) -> None:
        self._whole = whole
        self.state = whole.state
        whole.router.lifespan_context = lifespan
        whole.user_middleware.clear()
        whole.middleware_stack = None

    def add_middleware(self, kind: Any, **options: Any) -> None:
        self._whole.user_middleware.insert(0, Middleware(kind, **options))

    def include_router(self, _: object) -> None:
        """Do nothing: its routes are there."""

    def add_exception_handler(self, _: object, __: object) -> None:
        """Do nothing: they are there."""


class _Watched:
    """A coroutine that somebody looks at whenever it waits."""

    def __init__(self, coroutine: Any, at_await: Callable[[], None]) -> None:
        self._coroutine = coroutine
        self._at_await = at_await

    def __await__(self):
        steps = self._coroutine.__await__()
        advance = lambda: next(steps)  # noqa: E731  # what is done next: go on, or be told of an end
        while True:
            try:
                waited_for = advance()
                self._at_await()
            except StopIteration:
                return
            except Killed:
                # A dead process cleans nothing up; here its frames must still be left.
                with suppress(Killed, RuntimeError):
                    steps.close()
                raise
            try:
                yield waited_for
            except BaseException as error:  # noqa: BLE001  # a cancellation, to be passed inside
                advance = _throwing(steps, error)
            else:
                advance = lambda: next(steps)  # noqa: E731


def _throwing(steps: Any, error: BaseException) -> Callable[[], Any]:
    return lambda: steps.throw(error)


async def _with_awaits(work: Callable[[], Any]) -> Any:
    """Do the work here and now, but let others in before and after it."""
    await asyncio.sleep(0)
    done = work()
    await asyncio.sleep(0)
    return done
