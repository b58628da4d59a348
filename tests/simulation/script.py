"""What will happen in a run, drawn before it begins, so that steps may be left out of it."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, NamedTuple


class Step(NamedTuple):
    """One thing that happens.

    Attributes:
        act: what it is; a name in ACTS.
        who: on which device, counted round.
        chance: seed of every choice made within it.
    """

    act: str
    who: int
    chance: int


@dataclass(frozen=True)
class Script:
    """A whole run.

    Attributes:
        devices: how many the house begins with.
        bounds: seed of the sizes of batches and pages in this run.
    """

    seed: int
    devices: int
    bounds: int
    steps: tuple[Step, ...]

    def only(self, places: Iterable[int]) -> Script:
        """Leave all but some steps out."""
        return replace(self, steps=tuple(self.steps[at] for at in places))


ALWAYS: Final = {"tap": 30, "sync": 22, "time passes": 2}
MISHAPS: Final = {
    "rough sync": 16,
    "many taps": 6,
    "line is cut": 4,
    "line is mended": 3,
    "request comes late": 5,
    "listens": 3,
    "clock jumps": 2,
    "killed in a tap": 4,
    "killed in a round": 6,
    "refused by the disk": 5,
    "switched off and on": 2,
    "cloned": 1,
    "backed up": 3,
    "restored": 2,
    "turned back": 2,
    "wiped": 1,
    "joined": 2,
    "copy offered": 4,
    "newer device writes": 4,
    "upgraded": 1,
    "poisoned": 1,
    "altered": 2,
    "parked looked after": 3,
    "paired again": 2,
    "killed at the hub": 5,
    "hub refused by its disk": 3,
    "hub backed up": 3,
    "hub restored": 2,
    "hub forgot": 1,
    "hub begun anew": 1,
    "hub compacted": 3,
    "hub keys changed": 1,
    "hub altered": 2,
}
"""How often things happen, beside each other."""

OF_RELAYS: Final = {
    "relay asks": 12,
    "relay cut off": 3,
    "relay back": 3,
    "relay killed": 6,
    "relay compacted": 3,
    "relay restored": 3,
    "relay burnt": 2,
}
"""The same, in a house that has a relay."""

OF_COPIES: Final = {"copy offered": 8, "joined": 10, "wiped": 3}
"""The same, in a house where new devices come and go."""

COPIES_SHARE: Final = 0.2
RELAYS_SHARE: Final = 0.25
SET_UP_STEPS_MAX: Final = 5
"""A relay is there from one of the first steps on."""

SET_UP: Final = "relay set up"
ACTS: Final = (*ALWAYS, *MISHAPS, *OF_RELAYS, SET_UP)


def draw(seed: int, steps: int) -> Script:
    """Draw a run: which mishaps it knows of, and when they happen."""
    chance = random.Random(seed)
    # All mishaps at once hide each other; a run of few has them meet in their own ways.
    share = chance.choice((0.25, 0.5, 0.8, 1.0))
    weights = ALWAYS | {
        act: weight * chance.choice((1, 1, 3))
        for act, weight in MISHAPS.items()
        if chance.random() < share
    }
    has_relay = chance.random() < RELAYS_SHARE
    if has_relay:
        weights |= OF_RELAYS
    if chance.random() < COPIES_SHARE:
        weights |= OF_COPIES
    acts = chance.choices(list(weights), list(weights.values()), k=steps)
    if has_relay:
        acts[chance.randrange(min(SET_UP_STEPS_MAX, steps))] = SET_UP
    return Script(
        seed=seed,
        devices=chance.choice((2, 2, 2, 2, 3, 3, 3, 4, 6)),
        bounds=chance.getrandbits(32),
        steps=tuple(Step(act, chance.randrange(64), chance.getrandbits(32)) for act in acts),
    )
