"""How a device and its house's relay prove themselves to each other, over a line anyone may hear.

No secret crosses the line: both hold a key that their common upstream could derive from the
device's token, and sign with it what they say. Each request is bound to a session that the relay
opened, to its number in it and to its body's bytes; each answer to the request it answers. So
nothing heard can be played again, and nothing altered on the way is believed. It hides nothing:
for that the relay needs a certificate.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from hashlib import sha256
from typing import Final, NamedTuple

from sync import wire

HELLO_PATH: Final = f"{wire.PREFIX}/hello"
HEADER: Final = "noren-proof"
AGAIN: Final = "hello"
"""In place of a relay's proof: open another session and ask again."""

_CONTEXT: Final = "noren relay 1"


class Asked(NamedTuple):
    """The header of a request: which of which session it is, its body's hash, and the proof."""

    session: str
    number: int
    body_hash: str
    proof: str


def relay_key(token_hash: bytes, *, venue: str, relay: str, device: str) -> bytes:
    """Derive what a device shares with one relay from the hash of what it shares with upstream."""
    return _mac(token_hash, "key", venue, relay, device)


def hash_of(secret: str) -> bytes:
    """Hash a token as a hub keeps it."""
    return sha256(secret.encode()).digest()


def hash_body(body: bytes) -> str:
    """Hash a body as it crosses the line, packed or not."""
    return sha256(body).hexdigest()


def prove_hello(key: bytes, *, nonce: str, session: str) -> str:
    """Prove, as the relay, that this session was opened for this request."""
    return _mac(key, "hello", nonce, session).hex()


def prove_request(key: bytes, asked: Asked, line: str, headers: Mapping[str, str]) -> str:
    """Prove, as the device, a request; `line` is its method and path."""
    envelope = (
        headers.get(name, "")
        for name in (
            wire.VENUE_HEADER,
            wire.ENVIRONMENT_HEADER,
            wire.DEVICE_HEADER,
            wire.NONCE_HEADER,
        )
    )
    return _mac(
        key, "ask", asked.session, str(asked.number), line, *envelope, asked.body_hash
    ).hex()


def prove_answer(key: bytes, asked: Asked, status: int, body_hash: str) -> str:
    """Prove, as the relay, the answer to a request."""
    return _mac(key, "answer", asked.session, str(asked.number), str(status), body_hash).hex()


def is_equal(told: str, expected: str) -> bool:
    """Compare two proofs in a time that tells nothing."""
    return hmac.compare_digest(told.encode(), expected.encode())


def write_asked(asked: Asked) -> str:
    """Write the header of a request; `read_asked` is the inverse."""
    return f"{asked.session}.{asked.number}.{asked.body_hash}.{asked.proof}"


def read_asked(text: str) -> Asked | None:
    """Read the header of a request; None when it is none."""
    parts = text.split(".")
    if len(parts) != len(Asked._fields) or not parts[1].isascii() or not parts[1].isdigit():
        return None
    session, number, body_hash, proof = parts
    return Asked(session, int(number[:18]), body_hash, proof)


def _mac(key: bytes, *words: str) -> bytes:
    return hmac.digest(key, "\n".join((_CONTEXT, *words)).encode(), "sha256")
