"""How long the window's thread is ever busy while 50,000 changes arrive from another device.

Window, sending device and hub are processes of their own on this one machine, as in a house whose
PC runs the hub; beside them a process with an empty event loop counts what the machine alone does.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from app.bootstrap.home import Home
from app.bootstrap.hub_line import HubLine
from app.store.ledger import Write
from tests.bench import big_book
from tests.bench.books import Books, environment
from tests.bench.measured import Measured, Target, measured

CHANGES: Final = 50_000
GUESTS: Final = 9_000
TIMES: Final = 10
"""The day on the screen is edited as a whole so many times meanwhile, not only at the end."""

FLOOR: Final = "empty event loop beside it"
STALL_MS_MAX: Final = 50

_ALL_ASIDE: Final = "update change set state = 2, cursor = null, reason = '', since_ms = 0"
_TODAY_QUEUED: Final = """
    update change set state = 1, reason = null, since_ms = null where entity_id in (
        select id from venue union select id from area union select id from "table"
        union select id from staff union select id from reservation where business_day = :today
        union select guest_id from reservation where business_day = :today
    )
"""
_SOME_QUEUED: Final = """
    update change set state = 1, reason = null, since_ms = null
    where state = 2 and pos % :times = :turn
"""


def measure(books: Books) -> Iterator[Measured]:
    """Let a window stand in step with its hub, then send everything else without a pause."""
    with tempfile.TemporaryDirectory(prefix="noren-stall-") as folder:
        window, bare = _watch(Path(folder), books.today)
    late, painted = window["late_ms"], window["painted"]
    idle = bare["late_ms"]
    assert painted >= TIMES, "the window did not show what arrived"
    sys.stderr.write(f"arrived in {window['took_s']:.1f} s, the day painted {painted} times\n")
    what = f"window while {CHANGES:,} changes arrive"
    yield measured(f"{what}: how late its thread is", late, floor=FLOOR, floor_ms=idle)
    yield measured(
        f"{what}: its longest stall",
        [max(late)],
        floor=FLOOR,
        floor_ms=[max(idle)],
        target=Target(tail_ms_max=STALL_MS_MAX),
    )
    yield measured(f"{what}: a save meanwhile", window["saves_ms"])
    yield measured(
        f"{what}: its longest stall, less what it waited for a processor",
        [max(window["busy_ms"])],
        floor=FLOOR,
        floor_ms=[max(bare["busy_ms"])],
        target=Target(tail_ms_max=STALL_MS_MAX),
    )


def _watch(folder: Path, today: date) -> tuple[dict[str, Any], dict[str, Any]]:
    """Give what the window told, and an idle thread beside it."""
    sender, shown, hub = (Home(folder / name) for name in ("sender", "shown", "hub"))
    sender.path.mkdir()
    big_book.plant(sender.ledger_path, big_book.Plan(CHANGES - GUESTS, GUESTS, today))
    _noren(hub, "hub", "venue", "add", "暖簾", "--environment", "training")
    with _serving(hub) as url:
        _hold_all_but_today_back(sender, today)
        for home in (sender, shown):
            code = _noren(hub, "hub", "code", "暖簾")["code"]
            _noren(home, "pair", "--hub", url, "--code", code, "--device", home.path.name)
        words = (str(shown.path), str(_count_to_come(sender, today)))
        with _counting() as idle, _counting(*words) as window:
            _send(sender, today)
            told = json.loads(_line(window))
            assert idle.stdin is not None
            idle.stdin.close()
            return told, json.loads(_line(idle))


def _hold_all_but_today_back(home: Home, today: date) -> None:
    with closing(home.open_ledger()) as ledger:
        ledger.sql.execute(_ALL_ASIDE)
        ledger.sql.execute(_TODAY_QUEUED, {"today": today.isoformat()})


def _count_to_come(home: Home, today: date) -> int:
    """Count the changes there will be once everything is sent."""
    with closing(home.open_ledger()) as ledger:
        count: int = ledger.sql.execute("select count(*) from change").fetchone()[0]
        return count + TIMES * len(ledger.reservations(today))


def _send(home: Home, today: date) -> None:
    """Send the rest in turns, and with each an edit of every booking on the screen."""
    line = HubLine(home)
    with closing(home.open_ledger()) as ledger, closing(line.client(ledger)) as client:
        session = line.session(ledger, client)
        for turn in range(TIMES):
            ledger.sql.execute(_SOME_QUEUED, {"times": TIMES, "turn": turn})
            edited = [
                Write(each, replace(each, note=f"窓側を希望 {turn}"), "change")
                for each in ledger.reservations(today)
            ]
            ledger.commit(edited, actor="", now_ms=home.clock())
            outcome = session.round()
            assert outcome.round is not None, outcome.error


def _noren(home: Home, *words: str) -> Any:
    done = subprocess.run(
        _program(home, *words), capture_output=True, text=True, check=False, env=environment()
    )
    if done.returncode != 0:
        raise RuntimeError(f"{words[0]} failed: {done.stdout}{done.stderr}")
    return json.loads(done.stdout)


def _program(home: Home, *words: str) -> Sequence[str]:
    return (sys.executable, "-m", "app", "--json", "--home", str(home.path), *words)


@contextmanager
def _serving(home: Home) -> Iterator[str]:
    words = _program(home, "hub", "serve", "--listen", "127.0.0.1:0")
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment()
    ) as hub:
        try:
            yield json.loads(_line(hub))["ready"]
        finally:
            hub.terminate()


@contextmanager
def _counting(*words: str) -> Iterator[subprocess.Popen[str]]:
    """Run a process that counts how late it is, once it is ready."""
    with subprocess.Popen(
        (sys.executable, "-m", "tests.bench.stalling", *words),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment(),
    ) as process:
        try:
            if _line(process).strip() != "ready":
                raise RuntimeError("the window did not get into step with its hub")
            yield process
        finally:
            process.terminate()


def _line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline()
