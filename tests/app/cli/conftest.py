"""A house on this device, and a hub beside it, for every test of a command."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.bootstrap.home import now_ms
from sync.hub.database import Database, sqlite_url
from sync.hub.log import HubLog
from sync.hub.serve import HubThread
from tests.app.cli.noren import Noren


@pytest.fixture
def empty(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Noren:
    """A device without a house."""
    monkeypatch.delenv("NOREN_STAFF", raising=False)
    return Noren(tmp_path / "hall", capsys, monkeypatch)


@pytest.fixture
def noren(empty: Noren) -> Noren:
    """A device with a new house and two tables."""
    empty.ask("setup", "--venue", "暖簾", "--device", "ホール端末")
    empty.ask("table", "add", "T5", "--seats", "2-4")
    empty.ask("table", "add", "T6", "--seats", "2-4")
    return empty


@dataclass(frozen=True)
class TwoDevices:
    """Two devices of one house, in sync, and their hub."""

    hall: Noren
    door: Noren
    hub: Noren
    url: str

    def sync(self) -> None:
        """Let both send and fetch until they agree."""
        for each in (self.hall, self.door, self.hall):
            each.ask("sync")


@pytest.fixture
def two(noren: Noren) -> Iterator[TwoDevices]:
    """Two devices of one house behind a real hub on a port of its own."""
    hub = noren.other("hub")
    venue = hub.ask("hub", "venue", "add", "暖簾")
    file = hub.home / "hub.db"
    log = HubLog(Database(sqlite_url(file), random_bytes=secrets.token_bytes))
    with HubThread(log, now_ms=now_ms, random_bytes=secrets.token_bytes) as thread:
        devices = TwoDevices(noren, noren.other("door"), hub, thread.url)
        for each, name, house in (
            (devices.hall, "ホール端末", venue["id"]),
            (devices.door, "入口端末", "暖簾"),
        ):
            code = hub.ask("hub", "code", house)["code"]
            each.ask("pair", "--hub", thread.url, "--code", code, "--device", name)
        yield devices
    log.close()


@pytest.fixture
def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        port: int = line.getsockname()[1]
        return port
