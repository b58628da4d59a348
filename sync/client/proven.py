"""The way to a house's relay: signs what is asked, and passes on only answers the relay signed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import httpx
import orjson

from sync import proof, wire
from sync.proof import Asked

ANSWER_MS_MAX: Final = 120_000
HELLO_BYTES_MAX: Final = 4096


class ProvenTransport(httpx.BaseTransport):
    """Stands between one client and the network; used by one thread.

    Attributes:
        relay: the id of the relay that answered, once it has proved itself.
    """

    def __init__(
        self,
        inner: httpx.BaseTransport,
        keys: Callable[[str], bytes | None],
        *,
        now_ms: Callable[[], int],
    ) -> None:
        """Prepare to ask.

        Args:
            inner: the network.
            keys: gives the key shared with a relay, by its id; None for one that is not ours.
            now_ms: the wall clock.
        """
        self.relay = ""
        self._inner = inner
        self._keys = keys
        self._now_ms = now_ms
        self._key = b""
        self._session = ""
        self._number = 0

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Ask the relay, opening a session first where there is none.

        Raises:
            httpx.RemoteProtocolError: something other than the house's relay answered.
        """
        body = request.read()
        if not self._session:
            self._open(request)
        for _ in range(2):
            asked = self._sign(request, body)
            answer = self._inner.handle_request(request)
            if answer.headers.get(proof.HEADER) != proof.AGAIN:
                return self._proven(request, asked, answer)
            answer.close()
            self._open(request)
        raise httpx.RemoteProtocolError("the relay does not know this device", request=request)

    def close(self) -> None:
        """Let the connections go."""
        self._inner.close()

    def _open(self, request: httpx.Request) -> None:
        headers = {
            name: request.headers[name]
            for name in (
                "host",
                wire.VENUE_HEADER,
                wire.ENVIRONMENT_HEADER,
                wire.DEVICE_HEADER,
                wire.NONCE_HEADER,
            )
        }
        hello = httpx.Request(
            "POST",
            request.url.copy_with(path=proof.HELLO_PATH),
            headers=headers,
            extensions=request.extensions,
        )
        answer = self._inner.handle_request(hello)
        told = _hello(self._read(hello, answer, HELLO_BYTES_MAX))
        key = self._keys(told.get("relay", ""))
        expected = proof.prove_hello(
            key or b"", nonce=headers[wire.NONCE_HEADER], session=told.get("session", "")
        )
        if key is None or not proof.is_equal(told.get("proof", ""), expected):
            raise httpx.RemoteProtocolError("this is no relay of our house", request=request)
        self.relay, self._key = told["relay"], key
        self._session, self._number = told["session"], 0

    def _sign(self, request: httpx.Request, body: bytes) -> Asked:
        self._number += 1
        asked = Asked(self._session, self._number, proof.hash_body(body), "")
        line = f"{request.method} {request.url.path}"
        signed = asked._replace(proof=proof.prove_request(self._key, asked, line, request.headers))
        request.headers[proof.HEADER] = proof.write_asked(signed)
        return signed

    def _proven(
        self, request: httpx.Request, asked: Asked, answer: httpx.Response
    ) -> httpx.Response:
        kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        is_stream = kind == wire.STREAM_TYPE
        # Events are hints, each believed for no more than a reason to ask; so they go unsigned.
        body = b"" if is_stream else self._read(request, answer, wire.ANSWER_BYTES_MAX)
        expected = proof.prove_answer(self._key, asked, answer.status_code, proof.hash_body(body))
        if not proof.is_equal(answer.headers.get(proof.HEADER, ""), expected):
            answer.close()
            raise httpx.RemoteProtocolError("the relay did not sign this answer", request=request)
        return httpx.Response(
            answer.status_code,
            headers=answer.headers,
            stream=answer.stream if is_stream else httpx.ByteStream(body),
            extensions=answer.extensions,
            request=request,
        )

    def _read(self, request: httpx.Request, answer: httpx.Response, bytes_max: int) -> bytes:
        assert isinstance(answer.stream, httpx.SyncByteStream)
        until_ms = self._now_ms() + ANSWER_MS_MAX
        body = bytearray()
        try:
            for part in answer.stream:
                body += part
                if len(body) > bytes_max or self._now_ms() > until_ms:
                    raise httpx.RemoteProtocolError("the answer does not end", request=request)
        finally:
            answer.close()
        return bytes(body)


def _hello(body: bytes) -> dict[str, str]:
    try:
        told = orjson.loads(body)
    except orjson.JSONDecodeError:
        return {}
    if not isinstance(told, dict):
        return {}
    return {
        name: told[name]
        for name in ("relay", "session", "proof")
        if isinstance(told.get(name), str)
    }
