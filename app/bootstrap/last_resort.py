"""The last resort: what nobody caught becomes a sentence and a line in the log, no traceback."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


def attempt(work: Callable[[], int], confess: Callable[[Exception], int]) -> int:
    """Do some work; if it fails as nobody foresaw, let `confess` say so and give the exit code."""
    try:
        return work()
    except Exception as error:  # noqa: BLE001  # the one place that may
        return confess(error)


def note_mistake(log: Path, error: Exception) -> None:
    """Note where a mistake of ours happened, but not its words, which may name guests."""
    with suppress(OSError):
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as file:
            file.writelines(traceback.format_tb(error.__traceback__))
            file.write(f"{type(error).__name__}\n")
