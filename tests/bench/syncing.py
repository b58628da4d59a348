"""New bookings and edits of them on their way between devices, through a hub, to equal books.

Each device and the hub is a process of its own, on files as durable as ever, over real HTTP. The
floor sends the same changes without keeping a single promise (`tests.bench.bare`). The clock runs
until every device has heard from the hub that their digests agree; that the exports of all books
are the same bytes is looked at afterwards.
"""

from __future__ import annotations

import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sync import clock, merge
from sync.change import Change, Incarnation, change_id
from tests.bench.books import Books
from tests.bench.measured import Measured, Target, measured, timed_ms
from tests.bench.stations import Process, Street, a_street
from tests.ledgers import NOON_MS

CREATES: Final = 10_000
EDITS: Final = 10_000
COUNTER_EDITS: Final = 1_000
"""On the other device: half of the same field of the same bookings, half of another."""

CROWD: Final = 5
EACH: Final = 2_000
TAPS: Final = 200
PAUSE_MS: Final = 40
LOG_SIZES: Final = (1_000, 10_000, 100_000, 1_000_000)
PROBE: Final = 5_000
FLOOR: Final = "bare outbox, POST, SQLite, pull"
RUNS: Final = 3
ENTITIES: Final = 2_000
CHANGES_EACH: Final = 10


@dataclass(frozen=True)
class Span:
    """How long it took until all were equal, and what it cost.

    Attributes:
        cpu_s: seconds of processor, of the hub and of each device.
        peak_mb: the most memory the hub and the devices held meanwhile, together.
    """

    ms: float
    cpu_s: Sequence[float]
    peak_mb: float


def measure(books: Books) -> Iterator[Measured]:
    """Sync new bookings, then edits, then many devices, then taps; then merge alone."""
    runs = [_two() for _ in range(RUNS)]
    edits = EDITS + COUNTER_EDITS
    yield _way("new bookings", CREATES, 12_000, [(spans[0], bare[0]) for spans, bare in runs])
    yield _way("edits", edits, 17_000, [(spans[1], bare[1]) for spans, bare in runs])
    peak_mb = max(span.peak_mb for spans, _ in runs for span in spans)
    yield measured("hub and both devices: memory at most", [0.0], rate=f"{peak_mb:.0f} MB")
    crowds = [_crowd() for _ in range(RUNS)]
    yield measured(
        f"{CROWD} devices with {EACH:,} changes each until all are equal",
        [ours.ms for ours, _ in crowds],
        floor=FLOOR,
        floor_ms=[floor_ms for _, floor_ms in crowds],
        target=Target(p50_ms_max=1_400),
    )
    yield from _live()
    yield from _curve(books.size)
    yield _merge()


def _way(what: str, count: int, per_second: int, runs: Sequence[tuple[Span, float]]) -> Measured:
    times_ms = [span.ms for span, _ in runs]
    cost_us = statistics.median(sum(span.cpu_s) for span, _ in runs) / count * 1e6
    rate = (
        f"{count / statistics.median(times_ms) * 1000:,.0f}/s, {cost_us:.0f} µs of processor each"
    )
    return measured(
        f"{count:,} {what} until two devices and the hub are equal",
        times_ms,
        floor=FLOOR,
        floor_ms=[floor_ms for _, floor_ms in runs],
        target=Target(p50_ms_max=count / per_second * 1000),
        rate=rate,
    )


def _two() -> tuple[list[Span], list[float]]:
    with _folder() as folder, a_street(folder, 2) as street:
        _agree(street)
        street.write(0, "book", CREATES)
        sent = [[_queued(folder, 0)]]
        spans = [_agree(street)]
        street.write(0, "edit", 0, EDITS, "adults")
        street.write(1, "edit", 0, COUNTER_EDITS // 2, "adults")
        street.write(1, "edit", COUNTER_EDITS // 2, COUNTER_EDITS // 2, "note")
        sent.append([_queued(folder, 0), _queued(folder, 1)])
        spans.append(_agree(street))
        clashes = {each.ask("clashes") for each in street.devices}
        if clashes != {COUNTER_EDITS // 2} or not street.are_equal():
            raise RuntimeError(f"the books differ, or {clashes} clashes are shown")
        with _bare_street(folder, 2) as bare:
            return spans, [_bare_agree(bare, files) for files in sent]


def _crowd() -> tuple[Span, float]:
    with _folder() as folder, a_street(folder, CROWD) as street:
        for _ in range(2):
            _agree(street)
        for each in street.devices:
            each.ask("book", EACH)
        sent = [_queued(folder, number) for number in range(CROWD)]
        span = _agree(street)
        if not street.are_equal():
            raise RuntimeError("the books differ")
        with _bare_street(folder, CROWD) as bare:
            return span, _bare_agree(bare, sent)


def _live() -> Iterator[Measured]:
    """From a tap on one device until another has been told, both on the hub's stream."""
    with _folder() as folder, a_street(folder, 2) as street:
        till, hall = street.devices
        _agree(street)
        till.ask("book", 500)
        _agree(street)
        hall.tell("watch", TAPS)
        till.tell("tap", TAPS, PAUSE_MS)
        for each in (hall, till):
            assert each.hear() == "ready"
        for each in (hall, till):
            each.tell("go")
        heard, tapped = dict(hall.hear()), till.hear()
        took_ms = sorted((heard[id] - at) * 1000 for id, at in tapped)
        single = folder / "single"
        single.write_bytes(_queued(folder, 0, anything=True).read_bytes().splitlines()[-1])
        with _bare_street(folder, 2) as bare:
            floor_ms = [_bare_tap(bare, single, number) for number in range(TAPS)]
    what = "a tap until another device tells of it"
    yield measured(what, took_ms, floor=FLOOR, floor_ms=floor_ms, target=Target(p50_ms_max=8))
    yield measured(
        f"{what}: 95 of 100",
        took_ms[: -(len(took_ms) // 20)][-1:],
        floor=FLOOR,
        floor_ms=sorted(floor_ms)[: -(len(floor_ms) // 20)][-1:],
        target=Target(p50_ms_max=20),
    )


def _curve(size_max: int) -> Iterator[Measured]:
    """What a change costs all three together, by how many the log holds already."""
    with _folder() as folder, a_street(folder, 2) as street:
        till, _ = street.devices
        _agree(street)
        for size in LOG_SIZES:
            if size > size_max:
                return
            while (missing := size - street.head()) > 0:
                till.ask("book", min(missing, CREATES))
                _agree(street)
            till.ask("book", PROBE)
            span = _agree(street)
            cost_us = sum(span.cpu_s) / PROBE * 1e6
            yield measured(
                f"{PROBE:,} new bookings with {size:,} changes in the log",
                [span.ms],
                rate=f"{cost_us:.0f} µs of processor each",
            )


def _agree(street: Street) -> Span:
    """Let all devices sync until they agree with the hub on everything that waits."""
    waiting = sum(each.ask("waiting") for each in street.devices)
    head = street.head() + waiting
    for each in street.devices:
        each.tell("agree", head)
    for each in street.devices:
        assert each.hear() == "ready"
    street.forget_peaks()
    hub_s = street.hub.cpu_s
    start = time.monotonic()
    for each in street.devices:
        each.tell("go")
    done = [each.hear() for each in street.devices]
    hub_s = street.hub.cpu_s - hub_s
    took = max(each["at"] for each in done) - start
    return Span(took * 1000, [hub_s, *(each["cpu_s"] for each in done)], sum(street.peaks_mb()))


def _queued(folder: Path, number: int, *, anything: bool = False) -> Path:
    """Write down what waits on a device, or all there is, one change a line."""
    file = folder / f"queue-{time.monotonic_ns()}"
    which = "" if anything else "where state = 1"
    with closing(sqlite3.connect(folder / f"device{number}" / "ledger.db")) as sql:
        rows = sql.execute(f"select body from change {which} order by pos").fetchall()
    file.write_bytes(b"\n".join(body for (body,) in rows))
    return file


@contextmanager
def _bare_street(folder: Path, count: int) -> Iterator[list[Process]]:
    with ExitStack() as stack:
        hub = Process("tests.bench.bare", "hub", str(folder / "bare-hub.db"))
        stack.callback(hub.end)
        port = str(hub.hear())
        devices = []
        for number in range(count):
            file = str(folder / f"bare{number}.db")
            devices.append(Process("tests.bench.bare", "device", file, port))
            stack.callback(devices[-1].end)
        yield devices


def _bare_agree(devices: Sequence[Process], queues: Sequence[Path]) -> float:
    """Let bare devices exchange what is in their queues; those without one only take."""
    counts = [device.ask("queue", str(file)) for device, file in zip(devices, queues, strict=False)]
    counts += [0] * (len(devices) - len(counts))
    start = time.monotonic()
    for device, own in zip(devices, counts, strict=True):
        device.tell("go", sum(counts) - own)
    done: list[float] = [device.hear() for device in devices]
    return (max(done) - start) * 1000


def _bare_tap(devices: Sequence[Process], change: Path, number: int) -> float:
    sender, taker = devices
    taker.tell("go", 1)
    start = time.monotonic()
    sender.ask("queue", str(change), number)
    sender.tell("go", 0)
    done: float = taker.hear()
    sender.hear()
    return (done - start) * 1000


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="noren-bench-") as name:
        yield Path(name)


def _merge() -> Measured:
    changes = [_change(entity, edit) for edit in range(CHANGES_EACH) for entity in range(ENTITIES)]
    states = dict.fromkeys((each.entity_id for each in changes), merge.EMPTY)

    def apply_all() -> None:
        for each in changes:
            states[each.entity_id] = merge.apply(states[each.entity_id], each)

    took_ms = timed_ms(apply_all)
    rate = f"{len(changes) / took_ms * 1000:,.0f}/s"
    return measured(f"merge.apply, {CHANGES_EACH} changes an entity", [took_ms], rate=rate)


def _change(entity: int, edit: int) -> Change:
    writer = Incarnation("a" * 16)
    names = [f"field{number}" for number in range(16)] if edit == 0 else ["field1", "field2"]
    before = (change_id(writer, entity * CHANGES_EACH + edit),) if edit else ()
    return Change(
        id=change_id(writer, entity * CHANGES_EACH + edit + 1),
        stamp=clock.stamp(NOON_MS + edit, 0),
        actor="佐藤",
        device="レジ",
        venue="v1",
        environment="production",
        entity_type="reservation",
        entity_id=f"r{entity}",
        intent="change",
        sets=dict.fromkeys(names, edit),
        seen=dict.fromkeys(names, before),
    )
