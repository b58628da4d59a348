"""Reads the hub's event stream: hints that the log has moved, each one checked and bounded."""

from __future__ import annotations

import ssl
from collections.abc import Iterator

import httpx
from httpx_sse import EventSource, ServerSentEvent

from sync import wire
from sync.client.answers import Hint
from sync.client.judgement import Envelope, read_stored
from sync.errors import Malformed, Misdirected


class _Bounded(httpx.SyncByteStream):
    """An event stream in which no single event may grow without end."""

    def __init__(self, inner: httpx.SyncByteStream) -> None:
        self._inner = inner

    def __iter__(self) -> Iterator[bytes]:
        since_blank_line = 0
        for part in self._inner:
            _, blank_line, rest = part.rpartition(b"\n\n")
            since_blank_line = len(rest) if blank_line else since_blank_line + len(part)
            if since_blank_line > wire.EVENT_BYTES_MAX:
                raise Malformed(f"an event is over {wire.EVENT_BYTES_MAX} bytes")
            yield part

    def close(self) -> None:
        self._inner.close()


def events(response: httpx.Response) -> Iterator[ServerSentEvent]:
    """Read events until the line is lost."""
    assert isinstance(response.stream, httpx.SyncByteStream)
    response.stream = _Bounded(response.stream)
    try:
        yield from EventSource(response).iter_sse()
    except (httpx.HTTPError, httpx.StreamError, ssl.SSLError, OSError):
        return


def read_hint(event: ServerSentEvent, envelope: Envelope) -> Hint | None:
    """Read a `head` event; a heartbeat, or a kind of a newer hub, is no hint."""
    if event.event != "head":
        return None
    told = wire.read(wire.HeadEvent, event.data.encode())
    for name in ("venue", "environment", "device", "nonce"):
        if getattr(told, name) != getattr(envelope, name):
            raise Misdirected(f"the stream is for another {name}")
    if not told.changes:
        return Hint(head=told.head, epoch=told.epoch)
    changes = read_stored(told.changes, 0)
    if changes[-1].cursor != told.head or len(changes) != told.head - (changes[0].cursor or 0) + 1:
        raise Malformed("the changes of an event do not lead to its head", field="changes")
    return Hint(head=told.head, epoch=told.epoch, changes=changes)
