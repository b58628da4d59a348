"""How the window moves: frames of a full Saturday, a day opened out of the whole book, eight hours.

Frames are drawn off the screen into memory at 1920 by 1080, by a process of its own: 120 parties on
45 tables in six areas. A frame is what passes from a move of the finger until its paint has ended.
The floor of a frame is an empty widget of the same size, painted in one colour.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from typing import Final

from tests.bench.books import Books
from tests.bench.measured import Measured, Target, measured
from tests.bench.window import told

FRAME: Final = "an empty widget of this size, painted"
FRAMES: Final = Target(tail_ms_max=16)
OPENING: Final = Target(tail_ms_max=50)
GROWTH_MB_MAX: Final = 20


def measure(books: Books) -> Iterator[Measured]:
    """Scroll and drag, then open days, then let an evening pass."""
    saturday: dict[str, list[float]] = told("moving", ("saturday",))
    floor_ms = saturday.pop("floor")
    for what, took_ms in saturday.items():
        yield measured(
            f"full Saturday, {what}: 95 of 100 frames",
            [*_most(took_ms)],
            floor=FRAME,
            floor_ms=floor_ms,
            target=FRAMES,
        )
    book = books.big
    with tempfile.TemporaryDirectory(prefix="noren-days-") as folder:
        shutil.copy(book.path, folder)
        days = ",".join(day.isoformat() for day in book.days(60))
        took_ms = told("moving", ("days", folder, str(book.plan.now_ms), days))
    yield measured(
        f"a day of {books.size:,} opened and painted: 95 of 100",
        [*_most(took_ms)],
        target=OPENING,
    )
    grown_mb, acts = told("moving", ("evening",))
    yield measured(
        f"eight hours of service, {acts:,} acts: memory grown",
        [0.0],
        rate=f"{grown_mb:.1f} MB (at most {GROWTH_MB_MAX})",
    )


def _most(took_ms: list[float]) -> list[float]:
    """Leave out the slowest five of a hundred."""
    return sorted(took_ms)[: -(len(took_ms) // 20) or None]
