"""One line of the table: what was timed, how long it took, and against which floor."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

Act: TypeAlias = Callable[[], object]

TAIL_COUNT_MIN: Final = 100
"""With fewer times the slowest is shown instead of the 99th percentile."""


@dataclass(frozen=True, kw_only=True)
class Target:
    """What is promised; None where nothing is.

    Attributes:
        ratio_max: of the medians, to the floor's.
        p50_ms_max, tail_ms_max: bounds of our own time.
    """

    ratio_max: float | None = None
    p50_ms_max: float | None = None
    tail_ms_max: float | None = None


@dataclass(frozen=True, kw_only=True)
class Measured:
    """Times of one act, and of its floor in the same run.

    Attributes:
        tail_ms: the 99th percentile, or the slowest where there are fewer than a hundred times.
        floor: what the floor does, in words; its tail shows what the machine itself was up to.
        rate: for what is counted by the second, such as `12,345 changes/s`.
    """

    what: str
    count: int
    p50_ms: float
    tail_ms: float
    floor: str = ""
    floor_p50_ms: float | None = None
    floor_tail_ms: float | None = None
    target: Target = Target()
    rate: str = ""

    @property
    def ratio(self) -> float | None:
        """How often the floor's time is spent."""
        return self.p50_ms / self.floor_p50_ms if self.floor_p50_ms else None

    @property
    def met(self) -> bool | None:
        """Whether every part of the target holds; None without one."""
        target, ratio = self.target, self.ratio
        bounds = (
            (ratio, target.ratio_max),
            (self.p50_ms, target.p50_ms_max),
            (self.tail_ms, target.tail_ms_max),
        )
        held = [
            value is not None and value <= bound for value, bound in bounds if bound is not None
        ]
        return all(held) if held else None

    @property
    def tail_name(self) -> str:
        """What `tail_ms` is of so many times."""
        return "p99" if self.count >= TAIL_COUNT_MIN else "max"


def measured(
    what: str,
    times_ms: Sequence[float],
    *,
    floor: str = "",
    floor_ms: Sequence[float] = (),
    target: Target = Target(),  # frozen
    rate: str = "",
) -> Measured:
    """Sum times up."""
    return Measured(
        what=what,
        count=len(times_ms),
        p50_ms=statistics.median(times_ms),
        tail_ms=_tail(times_ms),
        floor=floor,
        floor_p50_ms=statistics.median(floor_ms) if floor_ms else None,
        floor_tail_ms=_tail(floor_ms) if floor_ms else None,
        target=target,
        rate=rate,
    )


def _tail(times_ms: Sequence[float]) -> float:
    if len(times_ms) < TAIL_COUNT_MIN:
        return max(times_ms)
    return sorted(times_ms)[-(len(times_ms) // 100) - 1]


def timed_ms(act: Act) -> float:
    """Time one act, milliseconds."""
    start = time.perf_counter_ns()
    act()
    return (time.perf_counter_ns() - start) / 1e6


def in_turn(count: int, *sources: Iterator[Act]) -> tuple[list[float], ...]:
    """Time acts of several sources one after the other, so that all meet the same machine.

    What a source does to prepare its next act is not timed.
    """
    times: tuple[list[float], ...] = tuple([] for _ in sources)
    gc.collect()
    for _ in range(count):
        for source, kept in zip(sources, times, strict=True):
            kept.append(timed_ms(next(source)))
    return times
