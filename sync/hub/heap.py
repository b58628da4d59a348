"""Keeps the memory of a hub small that works on one batch after the other, on many threads."""

from __future__ import annotations

import ctypes
import sys
from typing import Final

ARENA_MAX_OPTION: Final = -8
"""`M_ARENA_MAX` of glibc's mallopt."""


def share_one_heap() -> bool:
    """Let all threads allocate from one heap; False where the system has no such choice.

    Left to itself glibc gives each thread an arena of its own, and each keeps as much as the
    largest batch that was ever worked on there.
    """
    if sys.platform != "linux":
        return False
    option = getattr(ctypes.CDLL(None), "mallopt", None)
    return option is not None and bool(option(ARENA_MAX_OPTION, 1))
