"""Runs seeds: one to look at, or thousands over all cores. `--help` lists what it takes."""

from __future__ import annotations

import argparse
import gc
import os
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import count
from typing import Final

from tests.simulation.runs import SHRINK_SECONDS_MAX, STEPS, Failure, command, run, run_seed, shrink
from tests.simulation.script import draw

SEEDS_AT_ONCE: Final = 20
SHRUNK_MAX: Final = 3
TRACE_LINES_MAX: Final = 200


def main(arguments: Sequence[str]) -> int:
    """Run what was asked for; 1 when a promise was broken."""
    asked = _parser().parse_args(arguments)
    if os.environ.get("PYTHONHASHSEED") != "0":
        # Sets of text are walked in an order that Python draws anew for each process.
        here = [sys.executable, "-m", "tests.simulation", *arguments]
        os.execve(sys.executable, here, {**os.environ, "PYTHONHASHSEED": "0"})
    if asked.seed is not None:
        return _one(asked)
    return _many(asked)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--seed", type=int, help="run this seed alone, and tell what happens")
    parser.add_argument("--only", default="", help="of its steps, run these: 3,4,17")
    parser.add_argument("--steps", type=int, default=STEPS, help="steps of a seed")
    parser.add_argument("--seeds", type=int, default=200, help="how many seeds to run")
    parser.add_argument("--first", type=int, default=0, help="the first of them")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes")
    parser.add_argument("--minutes", type=float, default=0, help="stop after so long; 0 is never")
    parser.add_argument("--shrink", type=float, default=SHRINK_SECONDS_MAX, metavar="SECONDS")
    return parser


def _one(asked: argparse.Namespace) -> int:
    script = draw(asked.seed, asked.steps)
    if asked.only:
        script = script.only(int(place) for place in asked.only.split(","))
    trace: list[str] = []
    failure = run(script, trace)
    _say("\n".join(trace))
    _say(failure.words if failure else "every promise was kept")
    return 1 if failure else 0


def _many(asked: argparse.Namespace) -> int:
    began = time.monotonic()
    done, failures = 0, list[Failure]()
    with ProcessPoolExecutor(asked.jobs, initializer=_settle_in) as processes:
        parts = list(_parts(asked.first, asked.seeds, asked.steps))
        # A few parts at a time, so that a limit in time is kept.
        for at in range(0, len(parts), asked.jobs * 4):
            for ran, failed in processes.map(_part, parts[at : at + asked.jobs * 4]):
                done += ran
                failures += failed
                for failure in failed:
                    _say(f"seed {failure.script.seed}: {failure.words[:300]}")
            spent = time.monotonic() - began
            if done % 400 < SEEDS_AT_ONCE * asked.jobs * 4:
                _say(f"{done} seeds, {len(failures)} failed, {spent:.0f} s")
            if asked.minutes and spent > asked.minutes * 60:
                break
    for failure in failures[:SHRUNK_MAX]:
        _tell(shrink(failure, asked.shrink))
    spent = time.monotonic() - began
    _say(f"{done} seeds of {asked.steps} steps in {spent:.0f} s: {len(failures)} broke a promise")
    return 1 if failures else 0


def _settle_in() -> None:
    """Let garbage be looked for less often, and not among what stays: a fifth of the time."""
    run_seed(0, 1)
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def _parts(first: int, seeds: int, steps: int) -> Iterator[tuple[int, int, int]]:
    for start in count(first, SEEDS_AT_ONCE):
        if start >= first + seeds:
            return
        yield start, min(SEEDS_AT_ONCE, first + seeds - start), steps


def _part(part: tuple[int, int, int]) -> tuple[int, list[Failure]]:
    first, seeds, steps = part
    found = [run_seed(seed, steps) for seed in range(first, first + seeds)]
    return seeds, [failure for failure in found if failure is not None]


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _tell(failure: Failure) -> None:
    _say(f"\nseed {failure.script.seed}, {len(failure.kept)} steps: {failure.words}")
    _say("\n".join(failure.trace[-TRACE_LINES_MAX:]))
    _say(f"to see it again: {command(failure)}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
