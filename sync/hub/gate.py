"""What every request under /v1 passes before it is read: who asks, how much, how slowly.

The four envelope headers are echoed in every answer, so they are read first; then the token, and
only then the body, bounded in bytes and in time, so that a stranger costs next to nothing.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import anyio
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sync import compression, wire
from sync.errors import Malformed, TooLarge
from sync.hub.errors import NOT_SIGNED_IN, DiskFull, HubError, NotAllowed, ShutOut, Unavailable
from sync.hub.pairing import SignedIn, TooManyTries
from sync.hub.parts import Hub
from sync.hub.shares import VALUES_MAX, Body, Shares, body_bytes_max, values

log = logging.getLogger("hub")

BODY_SECONDS_MAX: Final = 30.0
DISCARD_BYTES_MAX: Final = 4 * wire.REQUEST_BYTES_MAX
"""Of a body that is too large, this much is swallowed, so that the refusal reaches its sender."""

READ_BYTES: Final = 65_536
"""A longer part of an answer is waited for until it was read."""

SLOW_SECONDS: Final = 0.5
"""A body that took longer came from a device that may have been shut out since it began."""

ECHO_CHARS_MAX: Final = 128
"""Twice what is valid: cut to the valid length, too long a header would pass for another."""

RETRY_DISK_FULL_SECONDS: Final = 60
RETRY_BUSY_SECONDS: Final = 5
RETRY_RATE_SECONDS: Final = 60
PAIR_PATH: Final = f"{wire.PREFIX}/pair"

_KEY = re.compile(r"[A-Za-z0-9._:-]{1,64}\Z")
_WORD = re.compile(r"[a-z_]{1,32}\Z")
_NONCE = re.compile(r"[A-Za-z0-9_-]{8,64}\Z")
_BEARER = re.compile(r"(?i:bearer) ([A-Za-z0-9_-]{43,128})\Z")


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who asks and which request it is, as the request says; bounded, not yet believed."""

    venue: str
    environment: str
    device: str
    nonce: str

    def echo(self) -> dict[str, str]:
        """Write the part of an answer that repeats it."""
        return {
            "venue": self.venue,
            "environment": self.environment,
            "device": self.device,
            "nonce": self.nonce,
        }


class Refusal(Exception):
    """An answer other than 200."""

    def __init__(
        self,
        message: str,
        *,
        status: int,
        code: str,
        field: str = "",
        retry_after_seconds: int | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.status = status
        self.code = code
        self.field = field
        self.retry_after_seconds = retry_after_seconds


class Gate:
    """ASGI middleware around the hub's routes."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        hub: Hub,
        paths: frozenset[str],
        body_seconds_max: float = BODY_SECONDS_MAX,
    ) -> None:
        self._app = app
        self._hub = hub
        self._paths = paths
        self._body_seconds_max = body_seconds_max
        self._shares = Shares()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through to the routes, or answer it here."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started_ms = self._hub.now_ms()
        status = 500

        async def counted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers["cache-control"] = "no-store"
                headers["accept-encoding"] = compression.NAME
            if len(message.get("body", b"")) < READ_BYTES:
                await send(message)
                return
            # The second waits until the first is read, and as long this request is under way.
            await send({**message, "more_body": True})
            await send({"type": message["type"], "more_body": message.get("more_body", False)})

        try:
            if is_ours(scope["path"]):
                await self._admit(scope, receive, counted)
            else:
                await self._app(scope, receive, counted)
        finally:
            route = scope["path"] if scope["path"] in self._paths else "other"
            spent_ms = max(0, self._hub.now_ms() - started_ms)
            self._hub.metrics.count("noren_hub_requests_total", route=route, status=str(status))
            self._hub.metrics.count("noren_hub_request_ms_total", spent_ms, route=route)

    async def _admit(self, scope: Scope, receive: Receive, send: Send) -> None:
        envelope = read_envelope(Headers(scope=scope))
        scope.setdefault("state", {})["envelope"] = envelope
        try:
            _check(envelope, pairing=scope["path"] == PAIR_PATH)
            if scope["path"] == PAIR_PATH:
                await self._take_in(scope, receive, send)
            else:
                known = await self._sign_in(scope, envelope)
                scope["state"]["signed_in"] = known
                with self._shares.request_of(known.venue, known.device):
                    await self._take_in(scope, receive, send)
        except (Refusal, HubError) as error:
            refusal = error if isinstance(error, Refusal) else refusal_for(error)
            await answer_refusal(refusal, envelope, self._hub.now_ms())(scope, receive, send)

    async def _take_in(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the body, within all bounds, and let the routes answer."""
        if scope["method"] != "POST":
            await self._app(scope, _replay(b"", receive), send)
            return
        with self._shares.body() as held:
            started = anyio.current_time()
            body = await self._read(scope, receive, held)
            async with self._shares.work_on(body):
                if anyio.current_time() - started > SLOW_SECONDS:
                    # Whoever was shut out while the request came is shut out of it, too.
                    await self._check_welcome(scope)
                await self._app(scope, _replay(body, receive), send)

    async def _check_welcome(self, scope: Scope) -> None:
        known: SignedIn | None = scope["state"].get("signed_in")
        if known is None:
            return
        welcome = await self._hub.offload(lambda: self._hub.pairing.welcome([known.venue]))
        if known.token_hash not in welcome:
            raise ShutOut(NOT_SIGNED_IN)

    async def _sign_in(self, scope: Scope, envelope: Envelope) -> SignedIn:
        # A relay's door has seen a proof already; it takes no token.
        known: SignedIn | None = scope["state"].get("proven")
        bearer = _BEARER.match(Headers(scope=scope).get("authorization", ""))
        if known is None and bearer is not None:
            token = bearer.group(1)
            known = await self._hub.offload(lambda: self._hub.pairing.sign_in(token))
        if known is None:
            raise ShutOut(NOT_SIGNED_IN)
        _match(known, envelope)
        return known

    async def _read(self, scope: Scope, receive: Receive, held: Body) -> bytes:
        headers = Headers(scope=scope)
        if headers.get("content-type", "").partition(";")[0].strip().lower() != wire.JSON_TYPE:
            raise Refusal(
                status=415,
                code="not_json",
                field="content-type",
                message=f"a request's body is {wire.JSON_TYPE}",
            )
        encoding = headers.get("content-encoding", "identity").strip().lower()
        if encoding not in ("identity", compression.NAME):
            raise Refusal(
                status=415,
                code="unknown_encoding",
                field="content-encoding",
                message=f"a request's body may be packed with {compression.NAME}",
            )
        with anyio.move_on_after(self._body_seconds_max):
            bytes_max = body_bytes_max(scope["path"])
            body = await _read_body(receive, bytes_max, held)
            if encoding != "identity":
                body = _unpacked(body, bytes_max)
                held.grow(len(body))
            if values(body) > VALUES_MAX:
                raise Refusal(
                    status=413,
                    code="too_large",
                    message=f"a request has at most {VALUES_MAX} values",
                )
            return body
        raise Refusal(status=408, code="too_slow", message="the request took too long to arrive")


def _match(known: SignedIn, envelope: Envelope) -> None:
    """Make sure that a request is for where its sender is signed in."""
    for name, code in (
        ("environment", "wrong_environment"),
        ("venue", "wrong_house"),
        ("device", "wrong_device"),
    ):
        if getattr(known, name) != getattr(envelope, name):
            raise Refusal(
                status=403,
                code=code,
                field=name,
                message=f"this device is signed in to another {name}; nothing was done",
            )


async def _read_body(receive: Receive, bytes_max: int, held: Body) -> bytes:
    parts: list[bytes] = []
    size = 0
    more = True
    while more and size <= DISCARD_BYTES_MAX:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Refusal(status=400, code="cut_off", message="the request did not end")
        part = message.get("body", b"")
        size += len(part)
        if size <= bytes_max:
            held.grow(len(part))
            parts.append(part)
        more = message.get("more_body", False)
    if size > bytes_max:
        raise _too_large(bytes_max)
    return b"".join(parts)


def _unpacked(body: bytes, bytes_max: int) -> bytes:
    try:
        return compression.unpack(body, bytes_max)
    except TooLarge as error:
        raise _too_large(bytes_max) from error
    except Malformed as error:
        raise Refusal(str(error), status=400, code="malformed", field="content-encoding") from error


def _too_large(bytes_max: int) -> Refusal:
    return Refusal(
        status=413,
        code="too_large",
        message=f"a request of this kind has at most {bytes_max} bytes",
    )


def is_ours(path: str) -> bool:
    """Tell whether a path belongs to the protocol, as against health and numbers."""
    return path == wire.PREFIX or path.startswith(f"{wire.PREFIX}/")


def read_envelope(headers: Headers) -> Envelope:
    """Read who asks and which request it is, bounded."""
    return Envelope(
        *(
            headers.get(name, "")[:ECHO_CHARS_MAX]
            for name in (
                wire.VENUE_HEADER,
                wire.ENVIRONMENT_HEADER,
                wire.DEVICE_HEADER,
                wire.NONCE_HEADER,
            )
        )
    )


def _check(envelope: Envelope, *, pairing: bool) -> None:
    for name, shape in (
        ("nonce", _NONCE),
        ("device", _KEY),
        ("venue", _KEY),
        ("environment", _WORD),
    ):
        value = getattr(envelope, name)
        optional = pairing and name in ("venue", "environment") and not value
        if not optional and not shape.match(value):
            raise Refusal(
                status=400,
                code="malformed",
                field=f"noren-{name}",
                message=f"the header noren-{name} is missing or malformed",
            )


def _replay(body: bytes, receive: Receive) -> Receive:
    """Hand out a body that was read already, then whatever else comes."""
    waiting = [body]

    async def replay() -> Message:
        if waiting:
            return {"type": "http.request", "body": waiting.pop(), "more_body": False}
        return await receive()

    return replay


def refusal_for(error: HubError) -> Refusal:
    """Say what an error inside the hub means for a device."""
    if isinstance(error, DiskFull):
        return Refusal(
            status=507,
            code="disk_full",
            message="the hub's disk is full; everything waits on the device",
            retry_after_seconds=RETRY_DISK_FULL_SECONDS,
        )
    if isinstance(error, TooManyTries):
        return Refusal(
            status=429,
            code=error.code,
            message=str(error),
            retry_after_seconds=RETRY_RATE_SECONDS,
        )
    if isinstance(error, NotAllowed):
        return Refusal(status=403, code=error.code, message=str(error))
    if isinstance(error, ShutOut):
        return Refusal(str(error), status=401, code="signed_out")
    if isinstance(error, Unavailable):
        return Refusal(
            status=503, code="busy", message=str(error), retry_after_seconds=RETRY_BUSY_SECONDS
        )
    return Refusal(
        status=503,
        code="out_of_order",
        message="the hub's database cannot be used; whoever runs it must look",
        retry_after_seconds=RETRY_DISK_FULL_SECONDS,
    )


def answer_refusal(refusal: Refusal, envelope: Envelope, now_ms: int) -> Response:
    """Write an answer other than 200."""
    answer = wire.ErrorAnswered(
        **envelope.echo(),
        now_ms=max(0, now_ms),
        error=wire.Fault(
            code=refusal.code, field=refusal.field[:200], message=refusal.message[:1000]
        ),
    )
    headers: dict[str, str] = {"cache-control": "no-store"}
    if refusal.retry_after_seconds is not None:
        headers["retry-after"] = str(refusal.retry_after_seconds)
    if refusal.status == 401:  # noqa: PLR2004
        headers["www-authenticate"] = "Bearer"
    if refusal.code in ("too_large", "too_slow", "cut_off"):
        headers["connection"] = "close"
    return Response(wire.write(answer), refusal.status, headers=headers, media_type=wire.JSON_TYPE)


def envelope_of(state: Mapping[str, Any]) -> Envelope:
    """Find the envelope of a request that came through the gate, or an empty one."""
    envelope = state.get("envelope")
    return envelope if isinstance(envelope, Envelope) else Envelope("", "", "", "")
