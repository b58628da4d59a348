"""The queue to the hub and the record of its rounds, as the sync room shows them."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.history import FastClock, HistoryEntry, PastRound, Repair
from app.store import history, rounds
from app.store.ledger import Ledger
from sync.outbox import BATCH_BYTES_MAX, ParkedChange


class QueueView:
    """Reads one ledger's queue and rounds, on that ledger's thread."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def waiting(self, limit: int) -> Iterable[HistoryEntry]:
        """Read the head of the queue, oldest first."""
        batch = self._ledger.outbox.waiting(count_max=limit, bytes_max=BATCH_BYTES_MAX)
        return tuple(history.entry(self._ledger, each.id) for each in batch)

    def parked(self) -> Iterable[ParkedChange]:
        """List what was set aside, oldest first."""
        return self._ledger.outbox.parked()

    def retry(self, change_id: str) -> int:
        """Put a change that was set aside, and what waits for it, back into the queue."""
        return self._ledger.try_again(change_id)

    def drop(self, change_id: str) -> Iterable[tuple[str, str]]:
        """Give a change that was set aside up; tells what looks different without it."""
        return self._ledger.give_up(change_id)

    def oldest_ms(self) -> int | None:
        """Say since when the first of the queue waits."""
        return rounds.oldest_waiting_ms(self._ledger.sql)

    def rounds(self, limit: int) -> Iterable[PastRound]:
        """Read the last rounds, newest first."""
        return rounds.past(self._ledger.sql, limit)

    def repairs(self, limit: int) -> Iterable[Repair]:
        """Read what was repaired last, newest first."""
        return rounds.repairs(self._ledger.sql, limit)

    def fast_clocks(self, now_ms: int) -> Iterable[FastClock]:
        """List other devices that lately wrote at times yet to come."""
        return rounds.fast_clocks(self._ledger.sql, now_ms)
