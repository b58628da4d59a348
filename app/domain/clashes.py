"""Tables promised twice, computed from the day alone, so that no two devices can disagree."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from app.domain.availability import Occupancy, overlaps
from app.domain.day import AT_TABLE, DayBook
from app.domain.ids import ReservationId, TableId
from app.domain.remedies import Remedy, remedies_for
from app.domain.reservation import PRESENT, Reservation

__all__ = ["DoubleBooking", "Remedy", "double_bookings"]


@dataclass(frozen=True, kw_only=True)
class DoubleBooking:
    """Two parties on one table at one time.

    Attributes:
        id: `<other's id>:table_ids:<holder's id>`, the same on every device in sync.
        table_ids: the tables both were promised.
        holder: whose promise stands; `other`: who needs another place (要席替え).
        day, occupied: where a way out is looked for.
    """

    id: str
    table_ids: tuple[TableId, ...]
    holder: Reservation
    other: Reservation
    day: DayBook = field(repr=False, compare=False)
    occupied: Occupancy = field(repr=False, compare=False)

    @cached_property
    def remedies(self) -> tuple[Remedy, ...]:
        """The ways out, cheapest first; looked for when somebody asks, for that takes longest."""
        return remedies_for(self.day, self.holder, self.other, self.occupied)


def double_bookings(day: DayBook, about: ReservationId | None = None) -> tuple[DoubleBooking, ...]:
    """Find every table promised to two parties at once, by time; only those of `about` if given.

    On each table the parties are let in by their claim: who sits there, who is in the house, whose
    promise the hub committed first, and last the unsynced by id. A party that meets one already
    let in has to yield to it, and is then in nobody's way: of three parties on one table where the
    middle one meets both others, only the middle one must move.
    """
    shared: dict[tuple[Reservation, Reservation], list[TableId]] = defaultdict(list)
    for table_id, parties in _parties_by_table(day).items():
        let_in: list[Reservation] = []
        for party in sorted(parties, key=lambda each: _claim(day, each)):
            holder = next((each for each in let_in if _meet(each, party)), None)
            if holder is None:
                let_in.append(party)
            else:
                shared[holder, party].append(table_id)
    if not shared:
        return ()
    occupied = Occupancy(day.holders)
    found = [
        _double_booking(day, pair, tables, occupied)
        for pair, tables in shared.items()
        if about is None or about in (pair[0].id, pair[1].id)
    ]
    return tuple(sorted(found, key=lambda each: (each.other.starts_at, each.id)))


def _double_booking(
    day: DayBook,
    pair: tuple[Reservation, Reservation],
    tables: list[TableId],
    occupied: Occupancy,
) -> DoubleBooking:
    holder, other = pair
    return DoubleBooking(
        id=f"{other.id}:table_ids:{holder.id}",
        table_ids=tuple(id for id in other.table_ids if id in tables),
        holder=holder,
        other=other,
        day=day,
        occupied=occupied,
    )


def _parties_by_table(day: DayBook) -> dict[TableId, list[Reservation]]:
    parties: dict[TableId, list[Reservation]] = defaultdict(list)
    for party in day.holders:
        for table_id in dict.fromkeys(party.table_ids):
            parties[table_id].append(party)
    return parties


def _meet(a: Reservation, b: Reservation) -> bool:
    return overlaps(a.starts_at, a.ends_at, b.starts_at, b.ends_at)


def _claim(day: DayBook, party: Reservation) -> tuple[bool, bool, bool, int, str]:
    """Rank a claim on a table; the smaller holds it."""
    committed = day.commit_order.get(party.id)
    return (
        party.status not in AT_TABLE,
        party.status not in PRESENT,
        committed is None,
        committed or 0,
        party.id,
    )
