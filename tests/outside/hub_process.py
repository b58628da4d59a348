"""A hub in a process of its own, as whoever attacks it meets it: an address, and nothing else."""

from __future__ import annotations

import itertools
import os
import re
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from app.bootstrap.home import new_id, now_ms
from sync import proof
from sync.client import Client, Identity
from sync.client.proven import ProvenTransport
from sync.hub.database import Database, sqlite_url
from sync.hub.pairing import Pairing
from sync.hub.scrub import scrub
from sync.hub.venues import Venues
from tests.app.cli.noren import PROGRAM, environment

BYTES_MAX = 300 * 1024 * 1024
"""Of memory, whatever anybody does to it."""

SECONDS_MAX = 60


@dataclass
class HubProcess:
    """A hub that serves, and the means of whoever runs it."""

    home: Path
    url: str
    running: subprocess.Popen[bytes]
    nonces: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    @property
    def address(self) -> tuple[str, int]:
        """Where it listens."""
        parts = urlsplit(self.url)
        assert parts.hostname is not None
        assert parts.port is not None
        return parts.hostname, parts.port

    def client(self, identity: Identity | None) -> Client:
        """A client with lines of its own."""
        return Client(
            self.url,
            identity,
            new_nonce=lambda: f"nonce-{next(self.nonces):06d}",
            now_ms=now_ms,
        )

    def relay_client(self, identity: Identity) -> Client:
        """A client that proves itself instead of sending its token: this hub is a relay."""
        device = identity.device

        def key(relay: str) -> bytes:
            hashed = proof.hash_of(identity.token)
            return proof.relay_key(hashed, venue=identity.venue, relay=relay, device=device)

        return Client(
            self.url,
            Identity(identity.venue, identity.environment, device, ""),
            new_nonce=lambda: f"nonce-{next(self.nonces):06d}",
            now_ms=now_ms,
            transport=ProvenTransport(httpx.HTTPTransport(), key, now_ms=now_ms),
        )

    def code(self, venue: str) -> str:
        """Make a pairing code."""
        with opened(self.home) as database:
            return _pairing(database).new_code(venue).code

    def join(self, venue: str, device: str, code: str = "") -> Identity:
        """Pair a device, with a code of its own or with that one."""
        token = f"{device}-{venue}-".ljust(43, "t")[:128]
        with self.client(None) as client:
            paired = client.pair(
                code=code or self.code(venue),
                device=device,
                device_name=device,
                token=token,
                incarnation="0" * 16,
            )
        return Identity(paired.venue, paired.environment, paired.device, token)

    def revoke(self, identity: Identity) -> None:
        """Shut a device out, from another process than the one that serves it."""
        with opened(self.home) as database:
            _pairing(database).revoke(identity.device, identity.venue)

    def peak_bytes(self) -> int:
        """The most memory it ever had."""
        text = Path(f"/proc/{self.running.pid}/status").read_text(encoding="ascii")
        found = re.search(r"VmHWM:\s+(\d+) kB", text)
        assert found is not None
        return int(found[1]) * 1024

    def call(self) -> socket.socket:
        """Open a line to it by hand."""
        return socket.create_connection(self.address, timeout=SECONDS_MAX)

    def kill(self) -> None:
        """End it as a power cut would."""
        self.running.send_signal(signal.SIGKILL)
        self.running.wait()


@contextmanager
def opened(home: Path) -> Iterator[Database]:
    """The hub's database, as its other commands open it."""
    database = Database(sqlite_url(home / "hub.db"), random_bytes=os.urandom)
    try:
        yield database
    finally:
        database.close()


@contextmanager
def serving(home: Path, *words: str, listen: str = "127.0.0.1:0") -> Iterator[HubProcess]:
    """Run a hub for the length of a block; what it logs goes to hub.log in its home."""
    home.mkdir(exist_ok=True, parents=True)
    with (home / "hub.log").open("ab") as log:
        running = subprocess.Popen(
            [*PROGRAM, "hub", "serve", "--listen", listen, *words],
            env=environment(home),
            stdout=subprocess.PIPE,
            stderr=log,
        )
    assert running.stdout is not None
    try:
        ready = running.stdout.readline().decode()
        assert "http" in ready, (home / "hub.log").read_text()
        yield HubProcess(home, ready[ready.index("http") :].strip(), running)
    finally:
        running.terminate()
        running.stdout.close()
        running.wait()


def _pairing(database: Database) -> Pairing:
    return Pairing(database, now_ms=now_ms, random_bytes=os.urandom)


def add_house(home: Path, name: str = "暖簾") -> str:
    """Make room for a house; gives its id."""
    home.mkdir(exist_ok=True, parents=True)
    with opened(home) as database:
        return Venues(database, now_ms=now_ms, new_id=new_id).add(name, "production").id


def check(home: Path, venue: str) -> None:
    """Let the hub's own check find nothing, in the file as it lies there."""
    with opened(home) as database:
        assert scrub(database, venue).faults == ()


def head_of(identity: Identity | None, path: str, *more: str, method: str = "POST") -> bytes:
    """Write the head of a request by hand."""
    told = [f"{method} /v1/{path} HTTP/1.1", "Host: hub", "Content-Type: application/json"]
    if identity is not None:
        told += [
            f"Authorization: Bearer {identity.token}",
            f"Noren-Venue: {identity.venue}",
            f"Noren-Environment: {identity.environment}",
            f"Noren-Device: {identity.device}",
        ]
    else:
        told.append("Noren-Device: stranger")
    return "\r\n".join([*told, "Noren-Nonce: nonce-by-hand", *more, "", ""]).encode()


def status_of(answer: bytes) -> int:
    """Read the status of an answer, 0 if there was none."""
    found = re.match(rb"HTTP/1\.1 (\d{3}) ", answer)
    return int(found[1]) if found else 0
