"""The queue to the hub, as the sync room shows it."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.history import HistoryEntry
from app.store import history
from app.store.ledger import Ledger
from app.store.ledger_file import transaction
from sync.change import ChangeId
from sync.outbox import BATCH_BYTES_MAX, ParkedChange


class QueueView:
    """Reads one ledger's queue, on that ledger's thread."""

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
        with transaction(self._ledger.sql, self._ledger.path):
            return self._ledger.outbox.retry(ChangeId(change_id))
