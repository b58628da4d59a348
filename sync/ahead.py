"""Asking for the next thing while the last is worked on: on a thread, or only once it is wanted."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Generic, Protocol, TypeVar

Answer = TypeVar("Answer")
Told_co = TypeVar("Told_co", covariant=True)


class Coming(Protocol[Told_co]):
    """An answer that was asked for."""

    def take(self) -> Told_co:
        """Wait for it; raises what the asking raised."""
        ...

    def leave(self) -> None:
        """Do without it; when this returns, nobody is asking any more."""
        ...


class Ahead(Protocol):
    """Begins to ask, on behalf of whoever goes on working meanwhile; one question at a time."""

    def __call__(self, ask: Callable[[], Answer], /) -> Coming[Answer]:
        """Begin, or remember to."""
        ...

    def close(self) -> None:
        """Ask nothing any more."""
        ...


class AtNeed:
    """Asks when the answer is taken: for one thread, where nothing happens meanwhile."""

    def __call__(self, ask: Callable[[], Answer], /) -> Coming[Answer]:
        """Remember to ask."""
        return _Postponed(ask)

    def close(self) -> None:
        """Nothing is under way."""


class OnThread:
    """Asks on a thread of its own, which begins with the first question."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="ahead")

    def __call__(self, ask: Callable[[], Answer], /) -> Coming[Answer]:
        """Begin to ask."""
        return _Begun(self._thread.submit(ask))

    def close(self) -> None:
        """Let the thread end; what it waits for is not waited for here."""
        self._thread.shutdown(wait=False)


class _Postponed(Generic[Answer]):
    def __init__(self, ask: Callable[[], Answer]) -> None:
        self._ask = ask

    def take(self) -> Answer:
        return self._ask()

    def leave(self) -> None:
        pass


class _Begun(Generic[Answer]):
    def __init__(self, future: Future[Answer]) -> None:
        self._future = future

    def take(self) -> Answer:
        return self._future.result()

    def leave(self) -> None:
        self._future.exception()
