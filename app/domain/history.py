"""What the book remembers of each change, and what people must still settle."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class ChangeState(StrEnum):
    """How far a change has come."""

    APPLIED = "applied"
    SUPERSEDED = "superseded"
    WAITING = "waiting"
    PARKED = "parked"


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """One line of an entity's history.

    Attributes:
        at_ms: milliseconds since 1970 by the author's clock.
        actor: staff id or name; empty if nobody signed.
        fields: per field, what the author saw and what they set, as plain JSON values.
    """

    change_id: str
    entity_type: str
    entity_id: str
    at_ms: int
    actor: str
    device: str
    intent: str
    fields: Mapping[str, tuple[Any, Any]]
    state: ChangeState


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One thing that was done on this device.

    Attributes:
        about: name of the guest or thing, without 様; empty where it has none.
        can_undo: whether it could be taken back as the book stands.
    """

    entry: HistoryEntry
    about: str
    can_undo: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClashValue:
    """One side of a clash: what, by whom, on which device, when (ms since 1970)."""

    value: Any
    actor: str
    device: str
    at_ms: int
    change_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldClash:
    """Two people set one field without having seen each other.

    Attributes:
        id: the same on every device: `<entity id>:<field>`.
        field: the field, or `deleted` where somebody deleted what another edited.
        shown: what the book shows meanwhile.
        values: every side, oldest first; settle keeps one by its position, from 0.
        base: what both had on the screen, where the history still knows it.
    """

    id: str
    entity_type: str
    entity_id: str
    field: str
    shown: Any
    values: tuple[ClashValue, ...]
    base: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PastRound:
    """One round with the hub, or several in a row of which nothing else is to be told.

    Attributes:
        began_ms, ended_ms: of the first and of the last of them, ms since 1970.
        times: how many.
        took_ms: how long the last one took.
        outcome: `in_sync`, `behind` (went well, the contents do not agree yet), `offline` or
            `refused`.
        message: what the hub, or the network, said.
    """

    began_ms: int
    ended_ms: int
    times: int
    took_ms: int
    outcome: str
    message: str
    pushed: int
    pulled: int
    repaired: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """One thing that was not what it should be, and is again.

    Attributes:
        cause: `differed` (from what the hub had), `altered` (on this disk), or `digest` (the sum
            of the contents had drifted from them; then it is about no one thing).
    """

    at_ms: int
    entity_type: str
    entity_id: str
    cause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FastClock:
    """A device whose clock runs ahead; the house should know which one."""

    device: str
    ahead_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerSum:
    """Promise 3 as a sum: every change made here is exactly one of the four."""

    made: int
    applied: int
    superseded: int
    waiting: int
    parked: int

    @property
    def balances(self) -> bool:
        """Whether nothing was lost on the way."""
        return self.made == self.applied + self.superseded + self.waiting + self.parked
