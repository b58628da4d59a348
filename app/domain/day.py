"""One business day of the book: its tables, its parties, and what the hub has committed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TypeVar

from app.domain.guest import Guest, Visits
from app.domain.history import FieldClash
from app.domain.ids import GuestId, ReservationId, TableId
from app.domain.reservation import PRESENT, Reservation, Status
from app.domain.table import Area, Table
from app.domain.venue import Venue

_Fact = TypeVar("_Fact")


@dataclass(frozen=True, kw_only=True)
class DayBook:
    """Everything the book says about one business day.

    Attributes:
        reservations: all that are not deleted, called-off ones too; kept by time, name and id.
        guests, visits: of the guests these reservations name.
        commit_order: the hub's order of each table promise; who is absent is tentative.
        clashes: fields of these reservations on which two people disagree.
    """

    venue: Venue
    business_day: date
    areas: tuple[Area, ...] = ()
    tables: tuple[Table, ...] = ()
    reservations: tuple[Reservation, ...] = ()
    guests: Mapping[GuestId, Guest] = field(default_factory=dict)
    visits: Mapping[GuestId, Visits] = field(default_factory=dict)
    commit_order: Mapping[ReservationId, int] = field(default_factory=dict)
    clashes: tuple[FieldClash, ...] = ()

    def __post_init__(self) -> None:
        """Put the reservations in the order in which every screen and every list shows them."""
        object.__setattr__(self, "reservations", tuple(sorted(self.reservations, key=_place)))

    def keeping(self, before: DayBook) -> DayBook:
        """Give this day with the very values of an earlier reading that are still the same.

        So what was made of them is known to hold without comparing it part by part.
        """
        old = before.reservations_by_id
        return replace(
            self,
            venue=_kept(before.venue, self.venue),
            areas=_kept(before.areas, self.areas),
            tables=_kept(before.tables, self.tables),
            reservations=tuple(_kept(old.get(each.id), each) for each in self.reservations),
            guests={id: _kept(before.guests.get(id), each) for id, each in self.guests.items()},
            visits={id: _kept(before.visits.get(id), each) for id, each in self.visits.items()},
        )

    def reservation(self, id: ReservationId) -> Reservation | None:
        """Find a reservation of this day; None if it is on another, or deleted."""
        return self.reservations_by_id.get(id)

    def table(self, id: TableId) -> Table | None:
        """Find a table; None if it was deleted while a booking still names it."""
        return self.tables_by_id.get(id)

    def table_names(self, ids: Iterable[TableId]) -> tuple[str, ...]:
        """Name tables in the order given; `?` for one that is no longer there."""
        found = (self.tables_by_id.get(id) for id in ids)
        return tuple(table.name if table else "?" for table in found)

    def is_tentative(self, reservation: Reservation) -> bool:
        """Tell whether its table promise has not yet reached the hub."""
        return reservation.holds_tables and reservation.id not in self.commit_order

    @cached_property
    def tables_by_id(self) -> Mapping[TableId, Table]:
        """All tables, closed ones too."""
        return {table.id: table for table in self.tables}

    @cached_property
    def floor(self) -> tuple[Table, ...]:
        """All tables as staff walk them: area by area, each in its own order."""
        areas = {area.id: (area.order, area.name) for area in self.areas}
        nowhere = (max((area.order for area in self.areas), default=0) + 1, "")

        def steps(table: Table) -> tuple[tuple[int, str], int, str, str]:
            area = areas.get(table.area_id, nowhere) if table.area_id else nowhere
            return (area, table.order, table.name, table.id)

        return tuple(sorted(self.tables, key=steps))

    @cached_property
    def holders(self) -> tuple[Reservation, ...]:
        """Parties that claim tables."""
        return tuple(each for each in self.reservations if each.holds_tables)

    @cached_property
    def expected(self) -> tuple[Reservation, ...]:
        """Parties the kitchen counts on: promised, in the house, or gone after dining."""
        return tuple(each for each in self.reservations if is_expected(each))

    @property
    def parties(self) -> int:
        """Number of parties expected (組)."""
        return len(self.expected)

    @property
    def covers_expected(self) -> int:
        """Guests of all parties expected (名)."""
        return sum(each.covers for each in self.expected)

    @property
    def covers_arrived(self) -> int:
        """Guests of whole parties that have come so far, those already gone included."""
        return sum(each.covers for each in self.expected if has_come(each))

    @property
    def covers_seated(self) -> int:
        """Guests at a table now."""
        return sum(each.covers for each in self.reservations if each.status in AT_TABLE)

    @cached_property
    def unassigned(self) -> tuple[Reservation, ...]:
        """Parties that need a table and have none yet (席未定); the waitlist is apart."""
        return tuple(
            each
            for each in self.reservations
            if not each.table_ids and each.status in _COUNTED | {Status.REQUESTED}
        )

    @cached_property
    def reservations_by_id(self) -> Mapping[ReservationId, Reservation]:
        """All reservations of the day."""
        return {each.id: each for each in self.reservations}


AT_TABLE = frozenset({Status.SEATED, Status.BILL})
"""The party sits; moving it means asking people to stand up."""

_COMING = frozenset({Status.BOOKED, Status.CONFIRMED, Status.LATE})
_COUNTED = _COMING | PRESENT
_ALL_HERE = PRESENT - {Status.PARTLY_ARRIVED}


def is_expected(reservation: Reservation) -> bool:
    """Tell whether the kitchen counts on the party.

    Not on a request nobody answered, a party on the waitlist, or one that gave up waiting.
    """
    if reservation.status is Status.LEFT:
        return has_come(reservation)
    return reservation.status in _COUNTED


def has_come(reservation: Reservation) -> bool:
    """Tell whether the whole party has been in the house."""
    if reservation.status is Status.LEFT:
        return reservation.arrived_at is not None or reservation.seated_at is not None
    return reservation.status in _ALL_HERE


def _kept(before: _Fact | None, now: _Fact) -> _Fact:
    # Most are the same already where only a few were read again.
    return now if before is now or before is None or before != now else before


def _place(reservation: Reservation) -> tuple[object, ...]:
    return (reservation.starts_at, reservation.guest_name, reservation.id)
