"""The window's first paint with a full day, against a bare window with as many rows.

Each window opens in a process of its own, off the screen. Two spans are measured: from the making
of the `QApplication`, and from the start of the process, imports and all.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from typing import Final

from tests.bench.big_book import PER_DAY
from tests.bench.books import Books, environment
from tests.bench.measured import Measured, Target, measured

RUNS: Final = 11
FLOOR: Final = "bare QMainWindow, 300-row table"
TARGET: Final = Target(ratio_max=2)


def measure(books: Books) -> list[Measured]:
    """Open both windows in turn."""
    book = books.modest
    ours = (str(book.home), str(book.plan.now_ms))
    for words in (ours, ()):
        _paint(words)
    painted, bare = [], []
    for _ in range(RUNS):
        painted.append(_paint(ours))
        bare.append(_paint(()))
    spans = ("from QApplication to first paint", "from process start to first paint")
    return [
        measured(
            f"window, day of {PER_DAY}: {what}",
            [each[at] for each in painted],
            floor=FLOOR,
            floor_ms=[each[at] for each in bare],
            target=TARGET,
        )
        for at, what in enumerate(spans)
    ]


def _paint(words: Sequence[str]) -> tuple[float, float]:
    """Open a window and read how long it took: since its application, and since its start."""
    start_s = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.painting", *words],
        capture_output=True,
        text=True,
        check=False,
        env=environment(),
    )
    if done.returncode != 0:
        raise RuntimeError(f"the window did not open: {done.stderr}")
    told = json.loads(done.stdout)
    if told["parties"] < PER_DAY:
        raise RuntimeError(f"the window shows {told['parties']} parties instead of {PER_DAY}")
    painted_s = told["painted_s"]
    return (painted_s - told["created_s"]) * 1000, (painted_s - start_s) * 1000
