"""How much to ask of a line at once, learned from what it carried and how long that took. Pure.

A request should be over in about a second: a line that comes and goes carries short ones, and
staff see that something moves. Laws:

    the bound stays between `least` and `most`
    what was refused as too large is not asked for again for PATIENCE requests
    a line that is slow for being far away, not for being narrow, is not asked ever less
"""

from __future__ import annotations

from typing import Final

QUICK_MS: Final = 500
SLOW_MS: Final = 2_000
"""Between the two, a request is as long as it should be."""

PATIENCE: Final = 64
"""So many requests later, a proxy may have been taught to take more."""


class Bound:
    """How much goes into one request, in whatever unit: changes, bytes.

    Attributes:
        now: the most to ask for.
    """

    def __init__(self, most: int, least: int = 1) -> None:
        self.now = most
        self._least = min(least, most)
        self._most = most
        self._refused: int | None = None
        self._since_refused = 0
        self._rate = 0.0

    def carried(self, amount: int, took_ms: int) -> None:
        """Learn from a request that went well."""
        self._since_refused += 1
        if self._since_refused > PATIENCE:
            self._refused = None
        if 2 * amount < self.now:
            return  # It was short for want of more, and says nothing of the bound.
        rate = amount / max(1, took_ms)
        is_slow = took_ms > SLOW_MS
        # No dearer for being shorter than the one before: so shorter still. Else it is the way
        # there and back that takes the time, and shorter requests only make more of them.
        if is_slow and 4 * rate >= 3 * self._rate:
            self._set(amount // 2)
        elif is_slow or took_ms < QUICK_MS:
            self._set(self.now * 2)
        self._rate = rate

    def refuse(self, amount: int) -> None:
        """Learn that so much is too large, however quick the line is."""
        self._refused, self._since_refused = amount, 0
        self.now = min(self._most, max(1, amount // 2))

    def cut_short(self) -> None:
        """Learn that the line broke, or time ran out, under way."""
        self._set(self.now // 4)

    def _set(self, wanted: int) -> None:
        taken = self._most if self._refused is None else max(1, self._refused * 3 // 4)
        self.now = min(self._most, taken, max(self._least, wanted))
