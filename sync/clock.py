"""Hybrid logical time: wall clock while it behaves, a counter when it does not. Pure.

Stamps order what people are *shown*; they never decide what is kept, so a wrong clock can mislead
an eye but not lose a value. Laws, for stamps a device makes one after the other:
    tick(last, wall) > last            while the wall clock falls back less than DRIFT_MS_MAX
    receive(last, remote, wall) >= max(last, remote)   while the remote is at most that far ahead
    a remote further ahead is ignored: one tablet in 2040 does not drag the others along

Source: Kulkarni et al., Logical Physical Clocks (2014), with the drift bound of section 5.
"""

from __future__ import annotations

from typing import Final

from sync.change import Stamp

DRIFT_MS_MAX: Final = 10 * 60 * 1000
"""How far ahead of our own wall clock another stamp may pull us: ten minutes."""

COUNTER_MAX: Final = 0xFFFF
WALL_MS_MAX: Final = 0xFFFF_FFFF_FFFF
"""The last moment that fits a stamp, in the year 10889; a clock beyond it is only wrong."""

ZERO: Final = Stamp("000000000000.0000")


def stamp(wall_ms: int, counter: int) -> Stamp:
    """Write a stamp; `wall_ms` is milliseconds since 1970, `counter` 0 to COUNTER_MAX."""
    return Stamp(f"{min(max(0, wall_ms), WALL_MS_MAX):012x}.{counter:04x}")


def wall_ms(at: Stamp) -> int:
    """Read the wall-clock part, milliseconds since 1970."""
    return int(at[:12], 16)


def tick(last: Stamp, now_ms: int) -> Stamp:
    """Stamp a new local change, after `last`."""
    last_ms = wall_ms(last)
    if now_ms > last_ms or last_ms - now_ms > DRIFT_MS_MAX:
        return stamp(now_ms, 0)
    return _next(last)


def receive(last: Stamp, remote: Stamp, now_ms: int) -> Stamp:
    """Move the clock forward on news from elsewhere; what is too far ahead is left aside."""
    if wall_ms(remote) - now_ms > DRIFT_MS_MAX:
        return last
    return max(last, remote)


def _next(last: Stamp) -> Stamp:
    counter = int(last[13:], 16) + 1
    if counter > COUNTER_MAX:
        return stamp(wall_ms(last) + 1, 0)
    return stamp(wall_ms(last), counter)
