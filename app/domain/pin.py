"""How often a PIN may be tried: guessing must take longer than an evening. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

TRIES_MAX: Final = 5
FIRST_WAIT_MS: Final = 60_000
DOUBLINGS_MAX: Final = 5


@dataclass(frozen=True, slots=True)
class Tries:
    """Wrong tries in a row, and when the last one was, milliseconds since 1970."""

    wrong: int = 0
    last_ms: int = 0


def wait_ms(tries: Tries, now_ms: int) -> int:
    """Tell how long nobody may try again; after five wrong PINs a minute, and twice as long each.

    A clock that was set back meanwhile makes nobody wait longer than the whole wait.
    """
    if tries.wrong < TRIES_MAX:
        return 0
    whole = FIRST_WAIT_MS << min(tries.wrong - TRIES_MAX, DOUBLINGS_MAX)
    return max(0, whole - max(0, now_ms - tries.last_ms))


def missed(tries: Tries, now_ms: int) -> Tries:
    """Count one more wrong try."""
    return Tries(tries.wrong + 1, now_ms)
