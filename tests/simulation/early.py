"""Asking ahead on one thread: what a second one may have asked by now, it has, or has not yet."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Generic, TypeVar

from sync.ahead import Coming
from sync.errors import SyncError

Answer = TypeVar("Answer")
EARLY_SHARE = 0.7


class Early:
    """Asks at once as often as not, before what was answered last is written down."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance

    def __call__(self, ask: Callable[[], Answer], /) -> Coming[Answer]:
        """Ask now, or once the answer is wanted."""
        coming = _Coming(ask)
        if self._chance.random() < EARLY_SHARE:
            coming.ask()
        return coming

    def close(self) -> None:
        """Nothing is under way."""


class _Coming(Generic[Answer]):
    def __init__(self, ask: Callable[[], Answer]) -> None:
        self._ask = ask
        self._answers: list[Answer | SyncError] = []

    def ask(self) -> None:
        """Ask, and keep what comes of it."""
        try:
            self._answers.append(self._ask())
        except SyncError as error:
            self._answers.append(error)

    def take(self) -> Answer:
        """Give the answer, asking for it first if nobody has."""
        if not self._answers:
            self.ask()
        (answer,) = self._answers
        if isinstance(answer, SyncError):
            raise answer
        return answer

    def leave(self) -> None:
        """Do without it."""
