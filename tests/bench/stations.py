"""A hub and devices, each a process of its own, as the measurements of sync command them."""

from __future__ import annotations

import json
import os
import random
import secrets
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from app.bootstrap.home import new_id, now_ms
from app.store import export
from app.store.ledger import Ledger, NewDevice, Write
from sync.change import Incarnation
from sync.hub.database import Database, sqlite_url
from sync.hub.log import HubLog
from sync.hub.pairing import Pairing
from sync.hub.venues import Venues
from tests.bench.books import environment
from tests.bench.station import peak_mb
from tests.builders import VENUE


class Process:
    """A child that answers each line with a line."""

    def __init__(self, *words: str, **env: str) -> None:
        self._child = subprocess.Popen(
            [sys.executable, "-m", *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment() | env,
        )
        self.pid = self._child.pid

    def tell(self, *command: Any) -> None:
        """Give a command, without waiting for its answer."""
        assert self._child.stdin is not None
        self._child.stdin.write(json.dumps(command) + "\n")
        self._child.stdin.flush()

    def hear(self) -> Any:
        """Read an answer."""
        assert self._child.stdout is not None
        line = self._child.stdout.readline()
        if not line:
            raise RuntimeError(f"process {self.pid} ended before it answered")
        return json.loads(line)

    def ask(self, *command: Any) -> Any:
        """Give a command and wait for its answer."""
        self.tell(*command)
        return self.hear()

    @property
    def cpu_s(self) -> float:
        """How long it has kept a processor busy."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def end(self) -> None:
        """Ask it to end, and wait for that."""
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        self._child.stdin.close()
        self._child.terminate()
        self._child.wait(timeout=30)
        self._child.stdout.close()


@dataclass(frozen=True)
class Street:
    """A hub in a process, and the devices of one house, each in a process.

    Attributes:
        database: the hub's own, to look into.
        words: what each device's process was started with.
    """

    hub: Process
    database: Database
    devices: Sequence[Process]
    words: Sequence[Sequence[str]]

    def write(self, number: int, *command: Any) -> None:
        """Let a process that ends afterwards write into a device's book: what it held is gone."""
        scribe = Process(*self.words[number], STATION="*" * number)
        try:
            scribe.ask(*command)
        finally:
            scribe.end()

    def head(self) -> int:
        """How far the house's log has come."""
        return HubLog(self.database).standing(VENUE.id).head

    def forget_peaks(self) -> None:
        """Begin anew to look at how much memory each process holds."""
        for each in (self.hub, *self.devices):
            Path(f"/proc/{each.pid}/clear_refs").write_text("5")

    def peaks_mb(self) -> list[float]:
        """The most memory each process held since then: the hub, then the devices."""
        return [peak_mb(self.hub.pid), *(peak_mb(each.pid) for each in self.devices)]

    def fingerprint(self) -> str:
        """Fingerprint the whole book as the hub holds it."""
        entities = HubLog(self.database).export_entities(VENUE.id)
        whole = export.document(VENUE.id, "production", entities)
        return blake2b(export.text_of(whole).encode()).hexdigest()

    def are_equal(self) -> bool:
        """Compare the books of all devices and of the hub, byte for byte."""
        return {each.ask("export") for each in self.devices} == {self.fingerprint()}


@contextmanager
def a_street(folder: Path, devices: int) -> Iterator[Street]:
    """Start a hub and so many devices, all of them joined and agreeing on an empty house."""
    file = folder / "hub" / "hub.db"
    file.parent.mkdir(parents=True)
    with ExitStack() as stack:
        database = stack.enter_context(
            closing(Database(sqlite_url(file), random_bytes=secrets.token_bytes))
        )
        Venues(database, now_ms=now_ms, new_id=lambda: VENUE.id).add(VENUE.name, "production")
        hub = Process(
            *("app", "--home", str(file.parent), "--json", "hub", "serve"),
            *("--listen", "127.0.0.1:0"),
        )
        stack.callback(hub.end)
        url = hub.hear()["ready"]
        pairing = Pairing(database, now_ms=now_ms, random_bytes=secrets.token_bytes)
        joined, words = [], []
        for number in range(devices):
            path = _founded(folder / f"device{number}", number)
            words.append(("tests.bench.station", str(path), url, f"{number:043d}"))
            device = Process(*words[-1], STATION="*" * number)
            stack.callback(device.end)
            device.ask("join", pairing.new_code(VENUE.id).code)
            joined.append(device)
        yield Street(hub, database, joined, words)


def _founded(folder: Path, number: int) -> Path:
    folder.mkdir()
    path = folder / "ledger.db"
    device = NewDevice(
        venue=VENUE.id,
        environment="production",
        id=new_id(),
        name=f"端末{number}",
        incarnation=Incarnation(random.Random(number).randbytes(8).hex()),
    )
    with closing(Ledger.create(path, device)) as ledger:
        if number == 0:
            ledger.commit([Write(None, VENUE, "setup")], actor="", now_ms=now_ms())
    return path
