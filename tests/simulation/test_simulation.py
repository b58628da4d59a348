"""Two hundred drawn runs of a house in trouble keep every promise, and each can be run again."""

import os
import subprocess
import sys

import pytest

from tests.simulation.runs import run
from tests.simulation.script import ACTS, draw

SEEDS = 200
STEPS = 20


@pytest.mark.timeout(900)
def test_two_hundred_seeds_break_no_promise():
    done = subprocess.run(
        [sys.executable, "-m", "tests.simulation", "--seeds", str(SEEDS), "--steps", str(STEPS)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONHASHSEED": "0"},
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{SEEDS} seeds of {STEPS} steps" in done.stdout


def test_a_seed_tells_the_same_story_again():
    stories: list[list[str]] = [[], []]
    for story in stories:
        run(draw(8, STEPS), story)
    assert len(stories[0]) > STEPS
    assert stories[0] == stories[1]


def test_the_seeds_know_of_every_mishap():
    drawn = {step.act for seed in range(SEEDS) for step in draw(seed, STEPS).steps}
    assert drawn == set(ACTS)
