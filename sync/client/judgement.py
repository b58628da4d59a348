"""Judges an answer: whether it is ours, and what it means when the hub says no.

An answer counts only when it is JSON of the expected shape and repeats our venue, environment,
device and this request's nonce. Three kinds are believed without that, because they only make us
wait or send less, and a proxy in between may say them: 413, 429 and 5xx.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final, NoReturn, TypeVar

import httpx
from httpx_sse import SSEError

from sync import compression, wire
from sync.change import Change, Json, canonical, read
from sync.errors import (
    CutShort,
    Malformed,
    Misdirected,
    Refused,
    SignedOut,
    SyncError,
    Throttled,
    TooLarge,
    Unreachable,
)
from sync.journal import Incoming

ANSWER_MS_MAX: Final = 120_000
"""A whole answer may take this long; a hub that drips bytes must not hold a round for ever."""

RETRY_SECONDS_DEFAULT: Final = 30.0
RETRY_SECONDS_MAX: Final = 900.0

_UNDER_WAY: Final = (
    httpx.ReadTimeout,
    httpx.WriteTimeout,
    httpx.ReadError,
    httpx.WriteError,
    httpx.RemoteProtocolError,
)

AnswerShape = TypeVar("AnswerShape", bound=wire.Answered)


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who asks and which request it is; an empty venue or environment is not known yet."""

    venue: str
    environment: str
    device: str
    nonce: str

    def headers(self) -> dict[str, str]:
        """Write the headers of a request; what is not known yet stays away."""
        headers = {
            wire.VENUE_HEADER: self.venue,
            wire.ENVIRONMENT_HEADER: self.environment,
            wire.DEVICE_HEADER: self.device,
            wire.NONCE_HEADER: self.nonce,
        }
        return {name: value for name, value in headers.items() if value}


@dataclass(frozen=True, slots=True)
class Deadline:
    """When to stop waiting for the rest of an answer."""

    now_ms: Callable[[], int]
    at_ms: int

    def check(self) -> None:
        """Go on, or give up.

        Raises:
            CutShort: it has taken too long.
        """
        if self.now_ms() > self.at_ms:
            raise CutShort(f"the answer took more than {ANSWER_MS_MAX // 1000} seconds")


@contextmanager
def translated() -> Iterator[None]:
    """Let only sync's own errors out of a request."""
    try:
        yield
    except (SSEError, httpx.DecodingError) as error:
        raise Malformed(f"the answer cannot be read: {error}") from error
    except _UNDER_WAY as error:
        raise CutShort(f"the line broke off: {error or type(error).__name__}") from error
    except (httpx.HTTPError, httpx.StreamError, ssl.SSLError, OSError) as error:
        raise Unreachable(f"no answer from the hub: {error or type(error).__name__}") from error


def content_type(response: httpx.Response) -> str:
    """Tell the type of an answer without its parameters."""
    told: str = response.headers.get("content-type", "")
    return told.partition(";")[0].strip().lower()


def read_body(response: httpx.Response, deadline: Deadline) -> tuple[bytes, int]:
    """Read an answer's body, bounded in bytes and in time; also tell how long it was on the line.

    What is packed in a way we did not ask for stays packed: it is no JSON.
    """
    # Hidden from httpx, which would unpack whatever comes, to whatever length.
    encoding = response.headers.pop("content-encoding", "")
    parts: list[bytes] = []
    size = 0
    for part in response.iter_bytes():
        size += len(part)
        if size > wire.ANSWER_BYTES_MAX:
            raise Malformed(f"the answer is over {wire.ANSWER_BYTES_MAX} bytes")
        deadline.check()
        parts.append(part)
    body = b"".join(parts)
    if encoding != compression.NAME:
        return body, size
    try:
        return compression.unpack(body, wire.ANSWER_BYTES_MAX), size
    except TooLarge as error:
        raise Malformed(f"the answer is too large: {error}") from error


def read_ours(
    response: httpx.Response, body: bytes, envelope: Envelope, shape: type[AnswerShape]
) -> AnswerShape:
    """Read an answer and make sure that it is the answer to this request."""
    if content_type(response) != wire.JSON_TYPE:
        raise Malformed(
            "something other than the hub answered; does the network want a sign-in page?",
            field="content-type",
        )
    document = wire.parse(body)
    echo = wire.make(wire.Answered, document)
    for name in ("venue", "environment", "device", "nonce"):
        asked, told = getattr(envelope, name), getattr(echo, name)
        # Before pairing we do not know our house; the answer tells it.
        if told != asked and (asked or name == "nonce"):
            raise Misdirected(f"the answer is for {name} '{told}', not for '{asked}'")
    return wire.make(shape, document)


def refuse(response: httpx.Response, body: bytes, envelope: Envelope) -> NoReturn:
    """Raise what an answer other than 200 means for the device."""
    status = response.status_code
    if status == httpx.codes.REQUEST_ENTITY_TOO_LARGE:
        raise TooLarge("the hub takes smaller batches")
    if status in (429, 503, 507):
        fault = _fault(response, body, envelope)
        raise Throttled(
            fault.message if fault else f"the hub asks for patience ({status})",
            retry_after_seconds=_retry_after(response),
            code=fault.code
            if fault
            else "rate"
            if status == httpx.codes.TOO_MANY_REQUESTS
            else "busy",
        )
    if status in (httpx.codes.REQUEST_TIMEOUT, httpx.codes.GATEWAY_TIMEOUT):
        raise CutShort(f"the hub gave up waiting, with status {status}")
    if response.is_server_error:
        raise Unreachable(f"the hub failed with status {status}")
    if not response.is_client_error:
        raise Malformed(f"status {status}: the network may want a sign-in page", field="status")
    fault = read_ours(response, body, envelope, wire.ErrorAnswered).error
    if status == httpx.codes.UNAUTHORIZED:
        raise SignedOut(fault.message, code=fault.code, status=status)
    raise Refused(fault.message, code=fault.code, status=status)


def _fault(response: httpx.Response, body: bytes, envelope: Envelope) -> wire.Fault | None:
    try:
        return read_ours(response, body, envelope, wire.ErrorAnswered).error
    except SyncError:
        return None  # A proxy speaks; its patience is asked for all the same.


def _retry_after(response: httpx.Response) -> float:
    text = response.headers.get("retry-after", "")
    if not text.isascii() or not text.isdigit():
        return RETRY_SECONDS_DEFAULT
    return min(max(float(text[:9]), 1.0), RETRY_SECONDS_MAX)


def read_page(answer: wire.PullAnswered, after: int) -> tuple[Incoming, ...]:
    """Take a page's changes, in an order that can be trusted as progress."""
    changes = read_stored(answer.changes, after)
    if answer.next < (changes[-1].cursor or 0 if changes else after):
        raise Malformed("the page ends before its last change", field="next")
    return changes


def read_stored(page: wire.Page, after: int) -> tuple[Incoming, ...]:
    """Take changes in the order of their cursors, all of them after one."""
    last = after
    changes: list[Incoming] = []
    for stored in page:
        try:
            cursor, body = stored["cursor"], stored["body"]
        except (TypeError, KeyError) as error:
            raise Malformed("a change of the page has no cursor or no body", field="changes") from (
                error
            )
        if type(cursor) is not int or type(body) is not dict or cursor > wire.INTEGER_MAX:
            raise Malformed("a change of the page is not of the shape agreed", field="changes")
        if cursor <= last:
            raise Malformed("the page is not in cursor order", field="changes")
        last = cursor
        packed = _canonical(body)
        changes.append(Incoming(packed, cursor, _readable(packed, body), *_fate(stored)))
    return tuple(changes)


def _fate(stored: Json) -> tuple[int | None, str]:
    """Read what a relay says of a change's fate upstream; other hubs say nothing."""
    upstream, refused = stored.get("upstream"), stored.get("refused", "")
    if not (upstream is None or type(upstream) is int) or type(refused) is not str:
        raise Malformed("what upstream made of a change is not told as agreed", field="changes")
    return upstream, refused[: wire.REASON_CHARS_MAX]


def _readable(packed: bytes, body: Json) -> Change | None:
    """Read a change; one that cannot be read is for whoever takes it in to say so."""
    try:
        return read(packed, body)
    except Malformed:
        return None


def _canonical(body: Json) -> bytes:
    try:
        return canonical(body)
    except (TypeError, RecursionError) as error:
        raise Malformed(f"a change cannot be written down: {error}", field="changes") from error
