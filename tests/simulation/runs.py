"""Runs a seed, and makes of a failing one the shortest story that still fails."""

from __future__ import annotations

import logging
import shutil
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.simulation.house import House
from tests.simulation.mishaps import MISHAPS
from tests.simulation.script import Script, draw

STEPS: Final = 40
SHRINK_SECONDS_MAX: Final = 60.0


@dataclass(frozen=True)
class Failure:
    """How a run went wrong.

    Attributes:
        kind: what went wrong, without names and numbers: shrinking keeps it.
        kept: which steps of the seed's script it takes.
    """

    script: Script
    kind: str
    words: str
    trace: tuple[str, ...]
    kept: tuple[int, ...] = field(default=())


def run(script: Script, trace: list[str] | None = None) -> Failure | None:
    """Let a script happen, and tell of it in `trace`; None when every promise was kept."""
    memory = Path("/dev/shm")  # a disk whose syncs cost nothing
    folder = tempfile.mkdtemp(prefix="noren-sim-", dir=memory if memory.is_dir() else None)
    logging.disable(logging.CRITICAL)
    house = House(script, Path(folder), [] if trace is None else trace)
    try:
        house.run(MISHAPS)
    except Exception as error:  # noqa: BLE001  # whatever it is, it is what the seed found
        words = f"{type(error).__name__}: {error}"
        return Failure(script, _kind(error), words, tuple(house.trace))
    finally:
        logging.disable(logging.NOTSET)
        shutil.rmtree(folder)
    return None


def run_seed(seed: int, steps: int = STEPS) -> Failure | None:
    """Let a seed's script happen."""
    return run(draw(seed, steps))


def shrink(failure: Failure, seconds_max: float = SHRINK_SECONDS_MAX) -> Failure:
    """Leave out steps, ever fewer at a time, while the same thing goes wrong.

    Source: Zeller and Hildebrandt, Simplifying and isolating failure-inducing input (2002).
    """
    whole = failure.script
    kept = list(range(len(whole.steps)))
    best = failure
    until = time.monotonic() + seconds_max
    size = max(1, len(kept) // 2)
    while time.monotonic() < until:
        is_shorter = False
        at = 0
        while at < len(kept) and time.monotonic() < until:
            without = kept[:at] + kept[at + size :]
            found = run(whole.only(without))
            if found is not None and found.kind == failure.kind:
                kept, best, is_shorter = without, found, True
            else:
                at += size
        if size == 1 and not is_shorter:
            break
        size = max(1, size // 2)
    return Failure(whole, best.kind, best.words, best.trace, tuple(kept))


def command(failure: Failure) -> str:
    """Write the command that shows a failure again."""
    script = failure.script
    line = f"python -m tests.simulation --seed {script.seed} --steps {len(script.steps)}"
    if failure.kept and len(failure.kept) < len(script.steps):
        line += f" --only {_places(failure.kept)}"
    return line


def _places(places: Sequence[int]) -> str:
    return ",".join(str(each) for each in places)


def _kind(error: Exception) -> str:
    """Say what went wrong without the names that differ from run to run."""
    if type(error).__name__ != "Wrong":
        return type(error).__name__
    words = [word for word in str(error).split() if word.isalpha()]
    return " ".join(words[:6])
