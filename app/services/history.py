"""What happened, taking it back, and promise 3 as a sum."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.history import Act, HistoryEntry, LedgerSum
from app.domain.rights import GUARDED_KINDS
from app.services.author import Author, Means
from app.services.rights import require
from app.store import history


class History:
    """Use cases around the past."""

    def __init__(self, means: Means) -> None:
        self._ledger = means.ledger
        self._now_ms = means.now_ms

    def of(self, entity_id: str) -> tuple[HistoryEntry, ...]:
        """Read everything that happened to a thing, oldest first.

        Raises:
            Unknown: nothing in this book ever had that id.
        """
        return history.of(self._ledger, entity_id)

    def undoable(self, entity_id: str) -> frozenset[str]:
        """Say which changes of a thing could be taken back as the book stands.

        Raises:
            Unknown: nothing in this book ever had that id.
        """
        return history.undoable(self._ledger, entity_id)

    def acts(self, limit: int) -> tuple[Act, ...]:
        """Read what was done on this device last, newest first, whoever signed it."""
        return history.acts(self._ledger, limit)

    def undo(self, change_ids: Sequence[str], author: Author) -> tuple[str, ...]:
        """Take changes back, the last first; undoing the result does them again.

        Raises:
            Unknown: no change has that id.
            NotAllowed: it shows no more, others have built on it, or only a manager may change
                such things.
        """
        kinds = {self._ledger.change(change_id).entity_type for change_id in change_ids}
        for kind in sorted(kinds & GUARDED_KINDS.keys()):
            require(self._ledger, author, GUARDED_KINDS[kind])
        drafts = history.inverses(self._ledger, change_ids, author.name)
        return self._ledger.commit_drafts(drafts, now_ms=self._now_ms()).change_ids

    def sum(self) -> LedgerSum:
        """Add up what became of every change made on this device."""
        return self._ledger.sum()
