"""A day's bookings as they stood at any past minute, folded from the journal; reads, never writes.

By the authors' clocks, so that all devices show the same past. What one write had seen is never
later than the write itself, so what is folded up to a minute was once the whole book.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from typing import Any, Final

from app.domain.history import HistoryEntry
from app.domain.reservation import Reservation
from app.store import history, rows
from app.store.ledger import Ledger
from sync import clock, merge
from sync.change import DELETED, Change
from sync.journal import ChangeState
from sync.merge import Entity

KIND: Final = "reservation"
DAY: Final = "business_day"

LOOKED_THROUGH: Final = 20_000
"""So many of the newest changes are searched for parties that have left the day since; weeks of it
in a busy house, and a look that nobody waits for."""


class PastDay:
    """One day; its changes are read once, and each minute costs only what moved."""

    def __init__(self, ledger: Ledger, day: date) -> None:
        self._ledger = ledger
        self._day = day
        ids = {*ledger.reservation_ids(day), *_gone_since(ledger, day)}
        self._parties = {id: _Party(id, _changes(ledger, id)) for id in sorted(ids)}

    def at(self, at_ms: int) -> tuple[Reservation, ...]:
        """Say who stood on the day at a moment, milliseconds since 1970."""
        values = (party.at(at_ms) for party in self._parties.values())
        return tuple(each for each in values if each and each.business_day == self._day)

    def after(self, at_ms: int, limit: int) -> tuple[HistoryEntry, ...]:
        """List what was done after a moment to whoever was on the day, the newest first."""
        moved = [id for id, party in self._parties.items() if party.moves_after(at_ms)]
        entries = [
            entry for id in moved for entry in history.of(self._ledger, id) if entry.at_ms > at_ms
        ]
        entries.sort(key=lambda each: (-each.at_ms, each.change_id))
        return tuple(entries[:limit])


class _Party:
    """One booking's changes, oldest first, and the states they made so far as anybody asked."""

    def __init__(self, id: str, changes: list[Change]) -> None:
        self._id = id
        self._changes = changes
        self._walls = [clock.wall_ms(each.stamp) for each in changes]
        self._folded: tuple[int, Entity] = (0, merge.EMPTY)
        self._values: dict[int, Any] = {0: None}

    def at(self, at_ms: int) -> Reservation | None:
        """Say what it was at a moment."""
        count = bisect_right(self._walls, at_ms)
        if count not in self._values:
            self._values[count] = rows.value_of((KIND, self._id), self._fold(count), count)
        value: Reservation | None = self._values[count]
        return value

    def moves_after(self, at_ms: int) -> bool:
        """Tell whether anything was done to it after a moment."""
        return bool(self._walls) and self._walls[-1] > at_ms

    def _fold(self, count: int) -> Entity:
        done, entity = self._folded
        if count < done:
            done, entity = 0, merge.EMPTY
        for change in self._changes[done:count]:
            entity = merge.apply(entity, change)
        self._folded = (count, entity)
        return entity


def _changes(ledger: Ledger, id: str) -> list[Change]:
    found = [
        change
        for change, state, _ in ledger.journal.changes_of(id)
        if change.entity_type == KIND and state is not ChangeState.DROPPED
    ]
    return sorted(found, key=lambda each: (each.stamp, each.id))


def _gone_since(ledger: Ledger, day: date) -> set[str]:
    """Find who was on the day and is there no more: moved to another, or deleted."""
    suspects = ledger.sql.execute(
        "select distinct change.entity_id from change join entity on entity.id = change.entity_id"
        " where change.pos > (select max(pos) from change) - ? and entity.type = ?"
        " and (instr(change.body, ?) or instr(change.body, ?))",
        (LOOKED_THROUGH, KIND, f'"{DAY}"'.encode(), f'"{DELETED}"'.encode()),
    ).fetchall()
    here = ledger.reservation_ids(day)
    written = day.isoformat()
    return {
        id
        for (id,) in suspects
        if id not in here and any(each.sets.get(DAY) == written for each in _changes(ledger, id))
    }
