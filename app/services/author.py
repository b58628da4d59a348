"""Who does something, as far as the book is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.store.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Author:
    """Staff id or name; empty where nobody has signed in. The device's name is the ledger's."""

    name: str = ""


@dataclass(frozen=True, slots=True)
class Means:
    """What every use case works with: the book, the time and fresh ids.

    Attributes:
        now_ms: milliseconds since 1970.
        new_id: a fresh id, unlike any other anywhere.
    """

    ledger: Ledger
    now_ms: Callable[[], int]
    new_id: Callable[[], str]
