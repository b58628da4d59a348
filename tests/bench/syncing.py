"""New bookings and edits of them on their way between devices, through a hub, to equal books.

Each device and the hub is a process of its own, on files as durable as ever, over real HTTP. The
floor sends the same changes without keeping a single promise (`tests.bench.bare`). The clock runs
until every device has heard from the hub that their digests agree; that the exports of all books
are the same bytes is looked at afterwards.
"""

from __future__ import annotations

import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.bench.books import Books
from tests.bench.measured import Measured, Target, measured
from tests.bench.stations import Process, Street, a_street

CREATES: Final = 10_000
EDITS: Final = 10_000
COUNTER_EDITS: Final = 1_000
"""On the other device: half of the same field of the same bookings, half of another."""

CROWD: Final = 5
EACH: Final = 2_000
FLOOR: Final = "bare outbox, POST, SQLite, pull"
RUNS: Final = 3


@dataclass(frozen=True)
class Span:
    """How long it took until all were equal, and what it cost."""

    ms: float
    cpu_s: Sequence[float]

    @property
    def cpu(self) -> str:
        """Processor time in words."""
        return " + ".join(f"{each:.2f}" for each in self.cpu_s) + " s of processor"


def measure(_: Books) -> Iterator[Measured]:
    """Sync new bookings, then edits; the same of the floor."""
    runs = [_two() for _ in range(RUNS)]
    for at, (what, count, target_ms) in enumerate(
        (
            ("new bookings", CREATES, CREATES / 12_000 * 1000),
            ("edits", EDITS + COUNTER_EDITS, (EDITS + COUNTER_EDITS) / 17_000 * 1000),
        )
    ):
        spans = [run[0][at] for run in runs]
        bares = [run[1][at] for run in runs]
        for each in spans:
            sys.stderr.write(f"{what}: {each.ms:.0f} ms, {each.cpu}\n")
        best = statistics.median(each.ms for each in spans)
        yield measured(
            f"{count:,} {what} until two devices and the hub are equal",
            [each.ms for each in spans],
            floor=FLOOR,
            floor_ms=bares,
            target=Target(p50_ms_max=target_ms),
            rate=f"{count / best * 1000:,.0f} changes/s",
        )
    sys.stderr.write(f"peak MB: {runs[0][2]}\n")


def _two() -> tuple[list[Span], list[float], list[float]]:
    with tempfile.TemporaryDirectory(prefix="noren-bench-") as name, ExitStack() as stack:
        folder = Path(name)
        street = stack.enter_context(a_street(folder, 2))
        till, hall = street.devices
        _agree(street)
        till.ask("book", CREATES)
        sent = [_queued(folder / "device0")]
        creates = _agree(street)
        _check(street)
        till.ask("edit", 0, EDITS, "adults")
        hall.ask("edit", 0, COUNTER_EDITS // 2, "adults")
        hall.ask("edit", COUNTER_EDITS // 2, COUNTER_EDITS // 2, "note")
        sent += [_queued(folder / "device0"), _queued(folder / "device1")]
        edits = _agree(street)
        clashes = {each.ask("clashes") for each in street.devices}
        if clashes != {COUNTER_EDITS // 2}:
            raise RuntimeError(f"{clashes} clashes are shown")
        _check(street)
        peaks = street.peaks_mb()
        bare = _bare(folder, sent)
        return [creates, edits], bare, peaks


def _agree(street: Street) -> Span:
    """Let all devices sync until they agree with the hub on everything that waits."""
    waiting = sum(each.ask("waiting") for each in street.devices)
    head = street.head() + waiting
    for each in street.devices:
        each.tell("agree", head)
    for each in street.devices:
        assert each.hear() == "ready"
    hub_s = street.hub.cpu_s
    start = time.monotonic()
    for each in street.devices:
        each.tell("go")
    done = [each.hear() for each in street.devices]
    hub_s = street.hub.cpu_s - hub_s
    took = max(each["at"] for each in done) - start
    return Span(took * 1000, [hub_s, *(each["cpu_s"] for each in done)])


def _check(street: Street) -> None:
    if not street.are_equal():
        raise RuntimeError("the books differ")


def _queued(folder: Path) -> Path:
    """Write down what waits on a device, one change a line."""
    file = folder / f"queue-{time.monotonic_ns()}"
    with closing(sqlite3.connect(folder / "ledger.db")) as sql:
        rows = sql.execute("select body from change where state = 1 order by pos").fetchall()
    file.write_bytes(b"\n".join(body for (body,) in rows))
    return file


def _bare(folder: Path, sent: Sequence[Path]) -> list[float]:
    with ExitStack() as stack:
        hub = Process("tests.bench.bare", "hub", str(folder / "bare-hub.db"))
        stack.callback(hub.end)
        port = str(hub.hear())
        devices = []
        for number in range(2):
            device = Process("tests.bench.bare", "device", str(folder / f"bare{number}.db"), port)
            stack.callback(device.end)
            devices.append(device)
        till, hall = devices
        creates = till.ask("queue", str(sent[0]))
        first = _go([(till, 0), (hall, creates)])
        edits, counter = till.ask("queue", str(sent[1])), hall.ask("queue", str(sent[2]))
        return [first, _go([(till, counter), (hall, edits)])]


def _go(news: Sequence[tuple[Process, int]]) -> float:
    start = time.monotonic()
    for device, count in news:
        device.tell("go", count)
    done: list[float] = [device.hear() for device, _ in news]
    return (max(done) - start) * 1000
