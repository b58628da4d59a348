"""Bugs planted in the program are found by the simulator, each within so many seeds."""

from itertools import count, islice

import pytest

from tests.simulation.mutants import MUTANTS
from tests.simulation.runs import run
from tests.simulation.script import draw

SEEDS_MAX = 60
STEPS = 40
ABOUT = {
    "relays_word_is_the_last": "relay set up",
    "relay_vouches_for_the_hub": "relay set up",
    "copy_replaces_what_was_entered": "joined",
    "copy_says_it_is_newer": "joined",
}
"""What must happen in a run for a bug to show; those seeds alone are tried."""

QUICK = ("later_stamp_wins", "digests_always_agree")
"""Found at once: `make test` plants these, `make soak` all."""


def found_in(name):
    """Plant a bug, and give the first failure."""
    drawn = (draw(seed, STEPS) for seed in count())
    about = ABOUT.get(name)
    fit = (script for script in drawn if about is None or about in {a.act for a in script.steps})
    with pytest.MonkeyPatch.context() as patch:
        MUTANTS[name](patch)
        return next(filter(None, map(run, islice(fit, SEEDS_MAX))), None)


@pytest.mark.parametrize("name", QUICK)
def test_a_planted_bug_is_found(name):
    assert found_in(name) is not None


@pytest.mark.soak
@pytest.mark.timeout(900)
@pytest.mark.parametrize("name", MUTANTS)
def test_every_planted_bug_is_found(name):
    assert found_in(name) is not None
