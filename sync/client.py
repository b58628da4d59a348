"""Talks to the hub over HTTP: asks, checks that the answer is ours, names what went wrong.

The only module that knows httpx. It keeps nothing: what to ask, and when again, is the engine's.
An answer counts only when it is JSON of the expected shape and repeats our venue, environment,
device and this request's nonce. Three kinds are believed without that, because they only make us
wait or send less, and a proxy in between may say them: 413, 429 and 5xx.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import TracebackType
from typing import (
    Final,
    Literal,
    NoReturn,
    NotRequired,
    Self,
    TypeAlias,
    TypedDict,
    TypeVar,
    Unpack,
)
from urllib.parse import urlsplit

import httpx
import orjson
from httpx_sse import EventSource, ServerSentEvent, SSEError

from sync import wire
from sync.change import canonical, unpack
from sync.errors import (
    Malformed,
    Misdirected,
    Refused,
    SignedOut,
    SyncError,
    Throttled,
    TooLarge,
    Unreachable,
)

CONNECT_SECONDS_MAX: Final = 5.0
READ_SECONDS_MAX: Final = 20.0
WRITE_SECONDS_MAX: Final = 20.0
POOL_SECONDS_MAX: Final = 5.0
ANSWER_MS_MAX: Final = 120_000
"""A whole answer may take this long; a hub that drips bytes must not hold a round for ever."""

STREAM_SILENCE_SECONDS_MAX: Final = 40.0
"""Two heartbeats and a half; longer silence is a lost stream."""

RETRY_SECONDS_DEFAULT: Final = 30.0
RETRY_SECONDS_MAX: Final = 900.0
PAGES_MAX: Final = 10_000

EntityName: TypeAlias = tuple[str, str]
"""Type and id of one entity."""

Outcome: TypeAlias = Literal["accepted", "known", "refused", "clash"]


@dataclass(frozen=True, slots=True)
class Identity:
    """Who asks: one device of one house.

    Attributes:
        device: the device's id, made by the device.
        token: what it proves itself with; never logged, never shown.
    """

    venue: str
    environment: str
    device: str
    token: str = field(repr=False)


class Joining(TypedDict):
    """What a device says of itself to join a house.

    Attributes:
        code: what the person typed.
        device: the id this device made for itself.
        token: the 256 random bits it will prove itself with.
        venue: id of the house that was made on this device, if one was.
        environment: the world this device lives in, if that is fixed already.
    """

    code: str
    device: str
    device_name: str
    token: str
    incarnation: str
    venue: NotRequired[str | None]
    environment: NotRequired[str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paired:
    """The house that was joined; `empty` when its log holds nothing yet."""

    venue: str
    environment: str
    venue_name: str
    device: str
    epoch: str
    head: int
    empty: bool
    skew_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PushResult:
    """What became of one pushed change.

    Attributes:
        id: the change's id; empty when the bytes were no change at all.
        outcome: `accepted`; `known` already, by whatever path; `refused`, see `reason`; or
            `clash`: the hub holds other content under this id.
        cursor: its place in the log, None when refused or clashing.
    """

    id: str
    outcome: Outcome
    cursor: int | None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pushed:
    """One result for each body, in the order they were given."""

    epoch: str
    head: int
    results: tuple[PushResult, ...]
    skew_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PulledChange:
    """A change's canonical bytes and its place in the log; `id` is empty if the bytes name none."""

    cursor: int
    id: str
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulled:
    """A page of the log; go on after `next` while there is `more`."""

    epoch: str
    head: int
    changes: tuple[PulledChange, ...]
    next: int
    more: bool
    skew_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """Fingerprints of the hub's state at `head`; a missing bucket is empty."""

    epoch: str
    head: int
    root: bytes
    buckets: Mapping[int, bytes]
    skew_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """The log has moved, or moved at some time before: pull to know."""

    head: int
    epoch: str


AnswerShape = TypeVar("AnswerShape", bound=wire.Answered)


class Client:
    """One hub, asked by one device. Blocking; belongs to one thread, save for `hang_up`."""

    def __init__(
        self,
        base_url: str,
        identity: Identity | None,
        *,
        new_nonce: Callable[[], str],
        now_ms: Callable[[], int],
        transport: httpx.BaseTransport | None = None,
        verify: str | bool = True,
    ) -> None:
        """Prepare to ask the hub at `base_url`; nothing is sent yet.

        Args:
            base_url: `https://hub.example` or `http://127.0.0.1:8420`.
            identity: None before pairing.
            new_nonce: makes 8 to 64 letters, another for each request.
            now_ms: the wall clock.
            transport: in place of the network.
            verify: a file of certificates to trust besides the usual ones, or whether to check.

        Raises:
            Malformed: `base_url` is no address of a hub.
        """
        parts = urlsplit(base_url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise Malformed(f"'{base_url}' is not an address such as https://hub", field="hub")
        self._identity = identity
        self._new_nonce = new_nonce
        self._now_ms = now_ms
        self._hung_up = False
        self._line: socket.socket | None = None
        self._http = httpx.Client(
            base_url=base_url.rstrip("/") + wire.PREFIX,
            transport=transport,
            verify=_trust(verify),
            follow_redirects=False,
            timeout=httpx.Timeout(
                connect=CONNECT_SECONDS_MAX,
                read=READ_SECONDS_MAX,
                write=WRITE_SECONDS_MAX,
                pool=POOL_SECONDS_MAX,
            ),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the connections go."""
        self._http.close()

    def hang_up(self) -> None:
        """End the running `stream`, now and for good; may be called from any thread."""
        self._hung_up = True
        line = self._line
        if line is None:
            return
        try:
            line.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # The hub was faster: the line is gone already.

    def pair(self, **joining: Unpack[Joining]) -> Paired:
        """Join a house with a code that a person typed; repeating it after a lost answer is safe.

        Raises:
            Refused: `unknown_code`, `code_used`, `code_expired`, `wrong_house` or
                `wrong_environment`; says which to a person.
            SyncError: no answer, or not ours.
        """
        asked = wire.PairAsked(
            code=joining["code"],
            device_name=joining["device_name"],
            token=joining["token"],
            incarnation=joining["incarnation"],
        )
        envelope = _Envelope(
            joining.get("venue") or "",
            joining.get("environment") or "",
            joining["device"],
            self._new_nonce(),
        )
        answer, skew_ms = self._ask("pair", envelope, wire.write(asked), wire.PairAnswered)
        return Paired(
            venue=answer.venue,
            environment=answer.environment,
            venue_name=answer.venue_name,
            device=answer.device,
            epoch=answer.epoch,
            head=answer.head,
            empty=answer.empty,
            skew_ms=skew_ms,
        )

    def push(self, incarnation: str, bodies: Sequence[bytes]) -> Pushed:
        """Offer changes; offering them again changes nothing.

        Bytes that are no change are answered `refused` here: sent, they would spoil the batch.

        Raises:
            TooLarge: halve the batch.
            SyncError: no answer, or not ours; whether the hub took them is unknown, so send again.
        """
        refused: dict[int, PushResult] = {}
        ids: list[str] = []
        for place, body in enumerate(bodies):
            try:
                ids.append(unpack(body).id)
            except Malformed as error:
                refused[place] = PushResult(
                    id="", outcome="refused", cursor=None, reason=str(error)
                )
        if not ids:
            standing = self.pull(wire.INTEGER_MAX, 1)
            return Pushed(
                epoch=standing.epoch,
                head=standing.head,
                results=tuple(refused.values()),
                skew_ms=standing.skew_ms,
            )
        content = orjson.dumps(
            {
                "incarnation": incarnation,
                "changes": [
                    orjson.Fragment(body)
                    for place, body in enumerate(bodies)
                    if place not in refused
                ],
            }
        )
        answer, skew_ms = self._ask("push", self._envelope(), content, wire.PushAnswered)
        if [result.id for result in answer.results] != ids:
            raise Malformed("the hub answered other changes than were sent", field="results")
        told = iter(answer.results)
        results = tuple(refused.get(place) or _result(next(told)) for place in range(len(bodies)))
        return Pushed(epoch=answer.epoch, head=answer.head, results=results, skew_ms=skew_ms)

    def pull(self, after: int, limit: int) -> Pulled:
        """Read the page of the log that follows the cursor `after`.

        Raises:
            SyncError: no answer, or not ours; nothing was taken from it.
        """
        asked = wire.PullAsked(after=after, limit=limit)
        answer, skew_ms = self._ask("pull", self._envelope(), wire.write(asked), wire.PullAnswered)
        return Pulled(
            epoch=answer.epoch,
            head=answer.head,
            changes=_page(answer, after),
            next=answer.next,
            more=answer.more,
            skew_ms=skew_ms,
        )

    def digest(self, leaving_out: Sequence[EntityName] = ()) -> Digest:
        """Read the fingerprints of what the hub holds, without the named entities.

        Args:
            leaving_out: entities with unsent changes, at most `wire.LEAVING_OUT_MAX`.

        Raises:
            SyncError: no answer, or not ours.
        """
        asked = wire.DigestAsked(leaving_out=tuple(leaving_out))
        answer, skew_ms = self._ask(
            "digest", self._envelope(), wire.write(asked), wire.DigestAnswered
        )
        return Digest(
            epoch=answer.epoch,
            head=answer.head,
            root=bytes.fromhex(answer.root),
            buckets={int(key): bytes.fromhex(hash) for key, hash in answer.buckets.items()},
            skew_ms=skew_ms,
        )

    def entities(self, buckets: Sequence[int]) -> dict[EntityName, bytes]:
        """Read the hash of every entity in some buckets.

        Raises:
            SyncError: no answer, or not ours.
        """
        found: dict[EntityName, bytes] = {}
        if not buckets:
            return found
        after: EntityName | None = None
        for _ in range(PAGES_MAX):
            asked = wire.EntitiesAsked(buckets=tuple(buckets), after=after)
            answer, _ = self._ask(
                "entities", self._envelope(), wire.write(asked), wire.EntitiesAnswered
            )
            for each in answer.entities:
                after = (each.type, each.id)
                found[after] = bytes.fromhex(each.hash)
            if not answer.more:
                return found
            if not answer.entities:
                break
        raise Malformed("the hub's list of entities does not end", field="more")

    def changes_of(self, entities: Sequence[EntityName]) -> tuple[PulledChange, ...]:
        """Read every change of some entities, in cursor order.

        Raises:
            SyncError: no answer, or not ours.
        """
        found: list[PulledChange] = []
        for start in range(0, len(entities), wire.CHANGES_OF_MAX):
            found += self._changes_of(tuple(entities[start : start + wire.CHANGES_OF_MAX]))
        return tuple(sorted(found, key=lambda each: each.cursor))

    def _changes_of(self, entities: tuple[EntityName, ...]) -> list[PulledChange]:
        found: list[PulledChange] = []
        after = 0
        for _ in range(PAGES_MAX):
            asked = wire.ChangesAsked(entities=entities, after=after)
            answer, _ = self._ask(
                "changes", self._envelope(), wire.write(asked), wire.ChangesAnswered
            )
            found += _page(answer, after)
            if not answer.more:
                return found
            if answer.next <= after:
                break
            after = answer.next
        raise Malformed("the hub's list of changes does not end", field="more")

    def stream(self, stop: Callable[[], bool]) -> Iterator[Hint]:
        """Wait for hints that the log has moved, until told to stop or the line is lost.

        `stop` is asked at every event, heartbeats included; `hang_up` ends it at once.

        Raises:
            SyncError: the hub did not open the stream, or sent what is not ours.
        """
        envelope = self._envelope()
        headers = self._headers(envelope) | {"accept": wire.STREAM_TYPE}
        with (
            _translated(),
            self._http.stream(
                "GET",
                "/stream",
                headers=headers,
                timeout=httpx.Timeout(CONNECT_SECONDS_MAX, read=STREAM_SILENCE_SECONDS_MAX),
            ) as response,
        ):
            if response.status_code != httpx.codes.OK:
                _refuse(response, _body(response, self._deadline()), envelope)
            if _content_type(response) != wire.STREAM_TYPE:
                raise Malformed("the hub's stream is no event stream", field="content-type")
            self._line = _socket_of(response)
            try:
                if self._hung_up:
                    return
                for event in _events(response):
                    if self._hung_up or stop():
                        return
                    hint = _hint(event, envelope)
                    if hint is not None:
                        yield hint
            finally:
                self._line = None

    def _envelope(self) -> _Envelope:
        if self._identity is None:
            raise SignedOut("this device has not joined a house yet", code="not_paired", status=401)
        return _Envelope(
            self._identity.venue,
            self._identity.environment,
            self._identity.device,
            self._new_nonce(),
        )

    def _headers(self, envelope: _Envelope) -> dict[str, str]:
        headers = {
            wire.VENUE_HEADER: envelope.venue,
            wire.ENVIRONMENT_HEADER: envelope.environment,
            wire.DEVICE_HEADER: envelope.device,
            wire.NONCE_HEADER: envelope.nonce,
            "accept": wire.JSON_TYPE,
            "accept-encoding": "identity",
            "cache-control": "no-store",
        }
        if self._identity is not None:
            headers["authorization"] = f"Bearer {self._identity.token}"
        return headers

    def _deadline(self) -> _Deadline:
        return _Deadline(self._now_ms, self._now_ms() + ANSWER_MS_MAX)

    def _ask(
        self, path: str, envelope: _Envelope, content: bytes, shape: type[AnswerShape]
    ) -> tuple[AnswerShape, int]:
        """Send one request; give its answer, and how far the hub's clock is ahead of ours."""
        sent_ms = self._now_ms()
        headers = self._headers(envelope) | {"content-type": wire.JSON_TYPE}
        with (
            _translated(),
            self._http.stream("POST", f"/{path}", content=content, headers=headers) as response,
        ):
            body = _body(response, self._deadline())
        received_ms = self._now_ms()
        if response.status_code != httpx.codes.OK:
            _refuse(response, body, envelope)
        answer = _ours(response, body, envelope, shape)
        return answer, answer.now_ms - (sent_ms + received_ms) // 2


@dataclass(frozen=True, slots=True)
class _Envelope:
    """Who asks and which request it is; an empty venue or environment is not known yet."""

    venue: str
    environment: str
    device: str
    nonce: str


@dataclass(frozen=True, slots=True)
class _Deadline:
    now_ms: Callable[[], int]
    at_ms: int

    def check(self) -> None:
        if self.now_ms() > self.at_ms:
            raise Unreachable(f"the answer took more than {ANSWER_MS_MAX // 1000} seconds")


@contextmanager
def _translated() -> Iterator[None]:
    """Let only sync's own errors out of a request."""
    try:
        yield
    except (SSEError, httpx.DecodingError) as error:
        raise Malformed(f"the answer cannot be read: {error}") from error
    except (httpx.HTTPError, httpx.StreamError, ssl.SSLError, OSError) as error:
        raise Unreachable(f"no answer from the hub: {error or type(error).__name__}") from error


def _trust(verify: str | bool) -> ssl.SSLContext | bool:
    if isinstance(verify, bool):
        return verify
    context = ssl.create_default_context()
    context.load_verify_locations(cafile=verify)
    return context


def _content_type(response: httpx.Response) -> str:
    told: str = response.headers.get("content-type", "")
    return told.partition(";")[0].strip().lower()


def _body(response: httpx.Response, deadline: _Deadline) -> bytes:
    parts: list[bytes] = []
    size = 0
    for part in response.iter_bytes():
        size += len(part)
        if size > wire.ANSWER_BYTES_MAX:
            raise Malformed(f"the answer is over {wire.ANSWER_BYTES_MAX} bytes")
        deadline.check()
        parts.append(part)
    return b"".join(parts)


def _ours(
    response: httpx.Response, body: bytes, envelope: _Envelope, shape: type[AnswerShape]
) -> AnswerShape:
    """Read an answer and make sure that it is the answer to this request."""
    if _content_type(response) != wire.JSON_TYPE:
        raise Malformed(
            "something other than the hub answered; does the network want a sign-in page?",
            field="content-type",
        )
    echo = wire.read(wire.Answered, body)
    for name in ("venue", "environment", "device", "nonce"):
        asked, told = getattr(envelope, name), getattr(echo, name)
        # Before pairing we do not know our house; the answer tells it.
        if told != asked and (asked or name == "nonce"):
            raise Misdirected(f"the answer is for {name} '{told}', not for '{asked}'")
    return wire.read(shape, body)


def _refuse(response: httpx.Response, body: bytes, envelope: _Envelope) -> NoReturn:
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
    if response.is_server_error or status == httpx.codes.REQUEST_TIMEOUT:
        raise Unreachable(f"the hub failed with status {status}")
    if not response.is_client_error:
        raise Malformed(f"status {status}: the network may want a sign-in page", field="status")
    fault = _ours(response, body, envelope, wire.ErrorAnswered).error
    if status == httpx.codes.UNAUTHORIZED:
        raise SignedOut(fault.message, code=fault.code, status=status)
    raise Refused(fault.message, code=fault.code, status=status)


def _fault(response: httpx.Response, body: bytes, envelope: _Envelope) -> wire.Fault | None:
    try:
        return _ours(response, body, envelope, wire.ErrorAnswered).error
    except SyncError:
        return None  # A proxy speaks; its patience is asked for all the same.


def _retry_after(response: httpx.Response) -> float:
    text = response.headers.get("retry-after", "")
    if not text.isascii() or not text.isdigit():
        return RETRY_SECONDS_DEFAULT
    return min(max(float(text[:9]), 1.0), RETRY_SECONDS_MAX)


def _result(told: wire.Result) -> PushResult:
    return PushResult(id=told.id, outcome=told.outcome, cursor=told.cursor, reason=told.reason)


def _page(answer: wire.PullAnswered, after: int) -> tuple[PulledChange, ...]:
    """Take a page's changes, in an order that can be trusted as progress."""
    last = after
    changes: list[PulledChange] = []
    for stored in answer.changes:
        if stored.cursor <= last:
            raise Malformed("the page is not in cursor order", field="changes")
        last = stored.cursor
        id = stored.body.get("id")
        changes.append(
            PulledChange(
                cursor=last,
                id=id if isinstance(id, str) else "",
                body=_canonical(stored.body),
            )
        )
    if answer.next < last:
        raise Malformed("the page ends before its last change", field="next")
    return tuple(changes)


def _canonical(body: wire.Body) -> bytes:
    try:
        return canonical(body)
    except (TypeError, RecursionError) as error:
        raise Malformed(f"a change cannot be written down: {error}", field="changes") from error


def _socket_of(response: httpx.Response) -> socket.socket | None:
    network = response.extensions.get("network_stream")
    line = network.get_extra_info("socket") if network is not None else None
    return line if isinstance(line, socket.socket) else None


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


def _events(response: httpx.Response) -> Iterator[ServerSentEvent]:
    """Read events until the line is lost."""
    assert isinstance(response.stream, httpx.SyncByteStream)
    response.stream = _Bounded(response.stream)
    try:
        yield from EventSource(response).iter_sse()
    except (httpx.HTTPError, httpx.StreamError, ssl.SSLError, OSError):
        return


def _hint(event: ServerSentEvent, envelope: _Envelope) -> Hint | None:
    """Read a `head` event; a heartbeat, or a kind of a newer hub, is no hint."""
    if event.event != "head":
        return None
    told = wire.read(wire.HeadEvent, event.data.encode())
    for name in ("venue", "environment", "device", "nonce"):
        if getattr(told, name) != getattr(envelope, name):
            raise Misdirected(f"the stream is for another {name}")
    return Hint(head=told.head, epoch=told.epoch)
