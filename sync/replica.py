"""What the engine needs of a device's ledger, whoever's ledger it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from sync.change import ChangeId
from sync.journal import Device, Incoming, Key
from sync.outbox import Answer, Waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What a transaction on the ledger changed.

    Attributes:
        touched: entities that look different now.
        fresh: changes that were news.
        reincarnated: a copy of this ledger was found; we go on under a new incarnation.
        problems: what could not be taken in, in words for staff.
    """

    touched: frozenset[Key] = frozenset()
    fresh: int = 0
    reincarnated: bool = False
    problems: tuple[str, ...] = ()


class Replica(Protocol):
    """One device's ledger. Every writing method is one short transaction of its own."""

    def device(self) -> Device:
        """Say who we are and how far we have pulled."""
        ...

    def waiting(
        self, *, count_max: int, bytes_max: int, behind: ChangeId | None = None
    ) -> tuple[Waiting, ...]:
        """Read the head of the queue, or what is queued behind one change.

        Who cannot tell what comes behind gives nothing, and is asked again once that one is gone.
        """
        ...

    def acknowledge(self, answers: Sequence[Answer]) -> Applied:
        """Note what the hub answered."""
        ...

    def absorb(self, changes: Sequence[Incoming], *, cursor: int | None, epoch: str) -> Applied:
        """Merge foreign changes; `cursor`, if given, is stored in the same transaction."""
        ...

    def start_over(self, epoch: str) -> None:
        """Pull from the beginning: the hub is another one, or an older one, than we knew."""
        ...

    def requeue(self, ids: Iterable[ChangeId]) -> None:
        """Offer changes again that the hub turned out not to have."""
        ...

    def offer_again(self, ids: Iterable[ChangeId]) -> frozenset[Key]:
        """Queue those changes again whose bytes the hub lost and we have; names their entities."""
        ...

    def unsettled(self) -> list[Key] | None:
        """List entities with unsent changes; None when there are too many to name."""
        ...

    def buckets(self) -> Mapping[int, bytes]:
        """Read our bucket hashes."""
        ...

    def hashes(self, keys: Iterable[Key]) -> Mapping[Key, bytes]:
        """Read the hashes of the named entities."""
        ...

    def hashes_in(self, buckets: Iterable[int]) -> Mapping[Key, bytes]:
        """List the entities of some buckets with their hashes."""
        ...

    def bodies_of(self, keys: Iterable[Key]) -> Mapping[ChangeId, bytes]:
        """Read every change of some entities."""
        ...

    def mend(self, changes: Sequence[Incoming], keys: Iterable[Key]) -> Applied:
        """Take in every change the hub has of some entities, and recompute those from all."""
        ...

    def repair_digest(self) -> bool:
        """Recompute the bucket hashes from the entities; True if any was wrong."""
        ...

    def scrub(self, count_max: int) -> Applied:
        """Re-read some entities from disk, in turn, and mend those that no longer match."""
        ...

    def record_round(self, *, in_sync: bool, skew_ms: int | None) -> None:
        """Remember the outcome of a round for the status line."""
        ...
