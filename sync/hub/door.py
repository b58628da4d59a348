"""A relay's door: lets in the house's devices by their proofs, and signs what they are told."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from hashlib import sha256
from typing import Final

import orjson
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sync import proof, wire
from sync.hub.errors import HubError
from sync.hub.gate import (
    PAIR_PATH,
    Refusal,
    answer_refusal,
    is_ours,
    read_envelope,
    refusal_for,
)
from sync.hub.pairing import SignedIn
from sync.hub.parts import Hub
from sync.proof import Asked

SESSIONS_MAX: Final = 1000
SESSION_BYTES: Final = 16


class _Session:
    """One device's line of numbered requests."""

    def __init__(self, venue: str, device: str) -> None:
        self.venue = venue
        self.device = device
        self.number = 0


class Door:
    """ASGI middleware around a relay, outside its gate."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        hub: Hub,
        relay_of: Callable[[str], str],
        random_bytes: Callable[[int], bytes],
    ) -> None:
        """Stand before an application.

        Args:
            app: the hub.
            hub: its parts.
            relay_of: under which id upstream knows this relay, by house.
            random_bytes: a source fit for secrets.
        """
        self._app = app
        self._hub = hub
        self._relay_of = relay_of
        self._random_bytes = random_bytes
        self._sessions: OrderedDict[str, _Session] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a proven request through, its answer signed; answer the others here."""
        if scope["type"] != "http" or not is_ours(scope["path"]):
            await self._app(scope, receive, send)
            return
        try:
            if scope["path"] == proof.HELLO_PATH:
                await (await self._hello(scope))(scope, receive, send)
                return
            proven = await self._prove(scope)
        except (Refusal, HubError) as error:
            refusal = error if isinstance(error, Refusal) else refusal_for(error)
            envelope = read_envelope(Headers(scope=scope))
            answer = answer_refusal(refusal, envelope, self._hub.now_ms())
            await answer(scope, receive, send)
            return
        if proven is None:
            await Response(status_code=401, headers={proof.HEADER: proof.AGAIN})(
                scope, receive, send
            )
            return
        known, asked = proven
        scope.setdefault("state", {})["proven"] = known
        await self._app(scope, _checked(receive, asked), _signed(send, known.token_hash, asked))

    async def _hello(self, scope: Scope) -> Response:
        envelope = read_envelope(Headers(scope=scope))
        found = await self._hub.offload(
            lambda: self._hub.members.find(envelope.venue, envelope.device)
        )
        if found is None:
            raise Refusal("upstream has not told this relay of you", status=401, code="signed_out")
        relay = await self._hub.offload(lambda: self._relay_of(envelope.venue))
        session = self._random_bytes(SESSION_BYTES).hex()
        self._sessions[session] = _Session(envelope.venue, envelope.device)
        while len(self._sessions) > SESSIONS_MAX:
            self._sessions.popitem(last=False)
        told = {
            **envelope.echo(),
            "now_ms": max(0, self._hub.now_ms()),
            "relay": relay,
            "session": session,
            "proof": proof.prove_hello(found.token_hash, nonce=envelope.nonce, session=session),
        }
        return Response(
            orjson.dumps(told), media_type=wire.JSON_TYPE, headers={"cache-control": "no-store"}
        )

    async def _prove(self, scope: Scope) -> tuple[SignedIn, Asked] | None:
        if scope["path"] == PAIR_PATH:
            raise Refusal(
                "this is a relay: pair with the hub above it; the relay then knows you",
                status=403,
                code="relay",
            )
        headers = Headers(scope=scope)
        asked = proof.read_asked(headers.get(proof.HEADER, ""))
        session = self._sessions.get(asked.session) if asked else None
        envelope = read_envelope(headers)
        if (
            asked is None
            or session is None
            or (session.venue, session.device) != (envelope.venue, envelope.device)
        ):
            return None
        found = await self._hub.offload(
            lambda: self._hub.members.find(session.venue, session.device)
        )
        line = f"{scope['method']} {scope['path']}"
        if found is None or not proof.is_equal(
            asked.proof, proof.prove_request(found.token_hash, asked, line, headers)
        ):
            return None
        # Only now: while the database was asked, the same request may have come twice.
        if asked.number <= session.number:
            return None
        session.number = asked.number
        self._sessions.move_to_end(asked.session)
        return found, asked


def _checked(receive: Receive, asked: Asked) -> Receive:
    """Pass a body on; one that is not what was signed ends as if its sender had gone."""
    seen = sha256()

    async def checked() -> Message:
        message = await receive()
        if message["type"] == "http.request":
            seen.update(message.get("body", b""))
            if not message.get("more_body", False) and seen.hexdigest() != asked.body_hash:
                return {"type": "http.disconnect"}
        return message

    return checked


def _signed(send: Send, key: bytes, asked: Asked) -> Send:
    """Hold an answer back until it is whole, and sign it; a stream is signed at its start."""
    start: Message = {}
    body = bytearray()

    async def signed(message: Message) -> None:
        nonlocal start
        if message["type"] == "http.response.start":
            start = message
            if not _is_stream(message):
                return
        elif message["type"] != "http.response.body" or _is_stream(start):
            await send(message)
            return
        else:
            body.extend(message.get("body", b""))
            if message.get("more_body", False):
                return
        told = proof.hash_body(bytes(body))
        MutableHeaders(scope=start)[proof.HEADER] = proof.prove_answer(
            key, asked, start["status"], told
        )
        await send(start)
        if not _is_stream(start):
            await send({"type": "http.response.body", "body": bytes(body)})

    return signed


def _is_stream(start: Message) -> bool:
    return Headers(raw=start["headers"]).get("content-type", "").startswith(wire.STREAM_TYPE)
