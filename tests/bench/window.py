"""The window's first paint with a full day, and how long a remote change of one party takes.

Each window opens in a process of its own, off the screen. The floor of its paint is a bare window
with as many rows. Measured are the spans from the making of
the `QApplication` and from the start of the process, imports and all, to the first frame, which
holds the list of the day; and to the next one, in which the timeline stands beside it.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from tests.bench.big_book import PER_DAY
from tests.bench.books import Book, Books, environment
from tests.bench.measured import Measured, Target, measured

RUNS: Final = 11
FLOOR: Final = "bare QMainWindow, 300-row table"
TARGET: Final = Target(ratio_max=2)
REDRAW_MS_MAX: Final = 5


def measure(books: Books) -> Iterator[Measured]:
    """Open both windows in turn, and then one that hears of changes."""
    yield from _openings(books.modest)
    yield measured(
        f"window, day of {PER_DAY}: a remote change of one party, painted",
        _redraw(books.modest),
        target=Target(p50_ms_max=REDRAW_MS_MAX),
    )


def _openings(book: Book) -> list[Measured]:
    ours = (str(book.home), str(book.plan.now_ms))
    for words in (ours, ()):
        _paint(words)
    painted, bare = [], []
    for _ in range(RUNS):
        painted.append(_paint(ours))
        bare.append(_paint(()))
    spans: Sequence[tuple[str, Callable[[_Spans], float], Target]] = (
        ("from QApplication to first paint", lambda spans: spans.window_ms, TARGET),
        ("from QApplication to the timeline's", lambda spans: spans.whole_ms, Target()),
        ("from process start to first paint", lambda spans: spans.process_ms, Target()),
    )
    return [
        measured(
            f"window, day of {PER_DAY}: {what}",
            [span(each) for each in painted],
            floor=FLOOR,
            floor_ms=[span(each) for each in bare],
            target=target,
        )
        for what, span, target in spans
    ]


class _Spans(NamedTuple):
    """How long one window took, in milliseconds, to each frame."""

    window_ms: float
    whole_ms: float
    process_ms: float


def _redraw(book: Book) -> list[float]:
    """Change parties of a copy: what is measured writes into it."""
    with tempfile.TemporaryDirectory(prefix="noren-redraw-") as folder:
        shutil.copy(book.path, folder)
        times_ms: list[float] = told("redrawing", (folder, str(book.plan.now_ms)))
    return times_ms


def told(module: str, words: Sequence[str]) -> Any:
    """Run a module of the bench in a process of its own and read what it says."""
    done = subprocess.run(
        [sys.executable, "-m", f"tests.bench.{module}", *words],
        capture_output=True,
        text=True,
        check=False,
        env=environment(),
    )
    if done.returncode != 0:
        raise RuntimeError(f"the window did not open: {done.stderr}")
    return json.loads(done.stdout)


def _paint(words: Sequence[str]) -> _Spans:
    """Open a window and read how long it took."""
    start_s = time.monotonic()
    spoken = told("painting", words)
    if spoken["parties"] < PER_DAY:
        raise RuntimeError(f"the window shows {spoken['parties']} parties instead of {PER_DAY}")
    created_s, painted_s = spoken["created_s"], spoken["painted_s"]
    return _Spans(
        window_ms=(painted_s - created_s) * 1000,
        whole_ms=(spoken.get("whole_s", painted_s) - created_s) * 1000,
        process_ms=(painted_s - start_s) * 1000,
    )
