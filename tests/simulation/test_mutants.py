"""Bugs planted in the program are found by the simulator, each within so many seeds."""

import pytest

from tests.simulation.mutants import MUTANTS
from tests.simulation.runs import run_seed

SEEDS_MAX = 60
STEPS = 40

QUICK = ("later_stamp_wins", "digests_always_agree")
"""Found at once: `make test` plants these, `make soak` all."""


def found_in(name):
    """Plant a bug, and give the first failure."""
    with pytest.MonkeyPatch.context() as patch:
        MUTANTS[name](patch)
        return next(filter(None, (run_seed(seed, STEPS) for seed in range(SEEDS_MAX))), None)


@pytest.mark.parametrize("name", QUICK)
def test_a_planted_bug_is_found(name):
    assert found_in(name) is not None


@pytest.mark.soak
@pytest.mark.timeout(900)
@pytest.mark.parametrize("name", MUTANTS)
def test_every_planted_bug_is_found(name):
    assert found_in(name) is not None
