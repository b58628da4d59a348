"""The live stream: tells devices that their log has moved. Hints only; a device pulls to know.

A line to a device holds at most one piece of news, the newest: a slow reader gets fewer hints, not
a longer queue. News comes at once from this process's commits, and within `watch_seconds` from
another's (a second server, or the command line, which also revokes).
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from typing import Any, Final, NamedTuple, TypeAlias

import anyio
import orjson
from sqlalchemy.exc import SQLAlchemyError
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from sync import wire
from sync.hub.errors import HubError, Unavailable
from sync.hub.log import Standing

log = logging.getLogger("hub")

HEARTBEAT_SECONDS: Final = 15.0
WATCH_SECONDS: Final = 0.4
"""Whoever was shut out by another process is gone within a second, a slow look included."""

SEND_SECONDS_MAX: Final = 20.0
"""A reader that takes nothing for this long is gone."""

LINES_MAX: Final = 5000
LINES_PER_DEVICE_MAX: Final = 2
"""Two, because the old line may not have noticed yet that its network went away."""


Fresh: TypeAlias = tuple[tuple[int, bytes], ...]
"""The changes, with their cursors, by which a log came to where it stands; empty if many."""


def _joined(earlier: Fresh, later: Fresh) -> Fresh:
    """Join what nobody was told of yet to what came since; nothing if there is a gap."""
    joined = (*earlier, *later)
    size = sum(len(body) for _, body in joined)
    follows = bool(earlier) and later[0][0] == earlier[-1][0] + 1
    return joined if follows and size <= wire.FRESH_BYTES_MAX else ()


def written(changes: Iterable[tuple[int, bytes]]) -> orjson.Fragment:
    """Write changes and their cursors down as they are kept."""
    parts = b",".join([b'{"cursor":%d,"body":%b}' % each for each in changes])
    return orjson.Fragment(b"[%b]" % parts)


class News(NamedTuple):
    """One event: `head` or `beat`, where the log stands, and how it came there if it is known."""

    kind: str
    standing: Standing
    fresh: Fresh


class Line:
    """One open stream to one device."""

    def __init__(
        self, venue: str, device: str, token_hash: bytes, *, is_relay: bool = False
    ) -> None:
        self.venue = venue
        self.device = device
        self.token_hash = token_hash
        self.is_relay = is_relay
        self.standing: Standing | None = None
        self._welcome: frozenset[bytes] | None = None
        self._news = asyncio.Event()
        self._fresh: Fresh = ()
        self._open = True

    def tell(self, standing: Standing, fresh: Fresh = ()) -> None:
        """Leave news, in place of news not yet taken."""
        if standing == self.standing:
            return
        if not fresh or fresh[-1][0] != standing.head:
            self._fresh = ()
        else:
            self._fresh = _joined(self._fresh, fresh) if self._news.is_set() else fresh
        self.standing = standing
        self._news.set()

    def tell_of(self, welcome: frozenset[bytes]) -> None:
        """Tell the old news once more when others came or were shut out since the last time.

        The first time it always does: somebody may have come after the relay asked who there is.
        """
        if welcome != self._welcome:
            self._welcome = welcome
            self._news.set()

    def close(self) -> None:
        """End the line at once."""
        self._open = False
        self._news.set()

    async def events(self, heartbeat_seconds: float) -> AsyncIterator[News]:
        """Wait for news, with a heartbeat while there is none, until the line is closed."""
        while True:
            with anyio.move_on_after(heartbeat_seconds) as patience:
                await self._news.wait()
            if not self._open or self.standing is None:
                return
            self._news.clear()
            fresh, self._fresh = self._fresh, ()
            yield News("beat" if patience.cancelled_caught else "head", self.standing, fresh)


class Switchboard:
    """All lines of this process; used on its event loop only."""

    def __init__(self, *, heartbeat_seconds: float = HEARTBEAT_SECONDS) -> None:
        self.heartbeat_seconds = heartbeat_seconds
        self._lines: dict[Line, None] = {}
        self._closed = False

    def __len__(self) -> int:
        return len(self._lines)

    def open(self, venue: str, device: str, token_hash: bytes, *, is_relay: bool = False) -> Line:
        """Add a line; the oldest of the same device makes room.

        A relay is also told when others come or are shut out.

        Raises:
            Unavailable: all lines are taken.
        """
        if self._closed or len(self._lines) >= LINES_MAX:
            raise Unavailable("all lines are taken")
        same = [line for line in self._lines if (line.venue, line.device) == (venue, device)]
        for line in same[: max(0, len(same) + 1 - LINES_PER_DEVICE_MAX)]:
            self.drop(line)
        line = Line(venue, device, token_hash, is_relay=is_relay)
        self._lines[line] = None
        return line

    def drop(self, line: Line) -> None:
        """End a line; doing it again changes nothing."""
        line.close()
        self._lines.pop(line, None)

    def announce(self, venue: str, standing: Standing, fresh: Fresh = (), author: str = "") -> None:
        """Tell every device of a house that its log has moved, and by what if that is little.

        The author comes last: it knows.
        """
        lines = [line for line in self._lines if line.venue == venue]
        for line in sorted(lines, key=lambda line: line.device == author):
            line.tell(standing, fresh)

    def close(self) -> None:
        """End all lines, and open no more."""
        self._closed = True
        for line in list(self._lines):
            self.drop(line)

    async def watch(self, look: Look, watch_seconds: float) -> None:
        """Go on comparing with the database: what others committed, whom others revoked."""
        while True:
            await anyio.sleep(watch_seconds)
            try:
                await self.look_around(look)
            except (HubError, SQLAlchemyError) as error:
                # Whatever it is: who is shut out later must find somebody looking.
                log.warning("watch_failed reason=%s", type(error).__name__)

    async def look_around(self, look: Look) -> None:
        """Compare with the database once: end the lines of whom it knows no more, tell the rest.

        Raises:
            HubError: it cannot be read; nothing was told.
        """
        if not self._lines:
            return
        heads, welcome = await look({line.venue for line in self._lines})
        for line in list(self._lines):
            if line.token_hash not in welcome:
                self.drop(line)
            elif line.venue in heads:
                line.tell(heads[line.venue])
                if line.is_relay:
                    line.tell_of(welcome)


Look = Callable[
    [Iterable[str]],
    Awaitable[tuple[Mapping[str, Standing], frozenset[bytes]]],
]
"""Reads, for some houses, how far their logs have come and whose tokens are welcome."""


class EventStream(Response):
    """Sends a line's events until it ends, the device goes, or takes nothing any more."""

    media_type = wire.STREAM_TYPE

    def __init__(self, board: Switchboard, line: Line, echo: Mapping[str, str]) -> None:
        super().__init__(headers={"x-accel-buffering": "no"})
        del self.headers["content-length"]
        self._board = board
        self._line = line
        self._echo = echo

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        """Answer as an ASGI application."""
        try:
            await send(
                {
                    "type": "http.response.start",
                    "status": self.status_code,
                    "headers": self.raw_headers,
                }
            )
            async with anyio.create_task_group() as group:
                group.start_soon(self._until_gone, receive, group.cancel_scope)
                await self._send_events(send)
                group.cancel_scope.cancel()
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            self._board.drop(self._line)

    async def _send_events(self, send: Send) -> None:
        async for kind, standing, fresh in self._line.events(self._board.heartbeat_seconds):
            event: dict[str, Any] = {**self._echo, "epoch": standing.epoch, "head": standing.head}
            if fresh:
                event["changes"] = written(fresh)
            body = b"event: %b\ndata: %b\n\n" % (kind.encode(), orjson.dumps(event))
            with anyio.move_on_after(SEND_SECONDS_MAX) as patience:
                await send({"type": "http.response.body", "body": body, "more_body": True})
            if patience.cancelled_caught:
                return

    async def _until_gone(self, receive: Receive, scope: anyio.CancelScope) -> None:
        while (await receive())["type"] != "http.disconnect":
            pass
        scope.cancel()
