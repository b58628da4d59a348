"""The waitlist (順番待ち): what parties at the door were told, and how long they still wait.

The estimate is what a head waiter reckons from the floor plan: when each table that is large enough
will be free, by who sits there and how long such parties stay; what of it is promised to bookings;
and who was at the door before. Whoever waits longest sits first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from app.domain.availability import seats_needed, turn_minutes_for
from app.domain.combinations import combinations
from app.domain.day import DayBook
from app.domain.door import Claims, claims
from app.domain.reservation import Reservation, Status
from app.domain.table import Table

ESTIMATE_STEP_MINUTES: Final = 5
"""Nobody is told to wait for 23 minutes; an estimate is rounded up to this."""

ESTIMATE_MINUTES_MAX: Final = 180
"""Nobody waits longer than this; then there is no estimate, tonight is full."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorParty:
    """Who stands at the door and would like to wait.

    Attributes:
        name: or a number that was handed out, as typed.
        phone: as typed.
        quoted_minutes: how long they were told they would wait; 0 for nothing.
    """

    adults: int
    children: int = 0
    name: str = ""
    phone: str = ""
    note: str = ""
    quoted_minutes: int = 0


def quoted(reservation: Reservation, minutes: int, at: datetime) -> Reservation:
    """Note that a party was told to wait so many minutes from `at` on; 0 takes the word back."""
    return replace(reservation, quoted_minutes=minutes, quoted_at=at if minutes else None)


def waitlist(day: DayBook) -> tuple[Reservation, ...]:
    """List who waits, in the order in which they came."""
    waiting = (each for each in day.reservations if each.status is Status.WAITING)
    return tuple(sorted(waiting, key=lambda each: (each.starts_at, each.id)))


def minutes_waited(party: Reservation, now: datetime) -> int:
    """Count whole minutes since they came."""
    return max(0, int((now - party.starts_at).total_seconds() // 60))


def minutes_left(party: Reservation, now: datetime) -> int | None:
    """Count the minutes until what they were told is over, below 0 once it is; None untold.

    Begun minutes count: who was told 20 minutes reads 20, and 0 only when they are over.
    """
    if party.quoted_at is None:
        return None
    ends_at = party.quoted_at + timedelta(minutes=party.quoted_minutes)
    return -int((now - ends_at).total_seconds() // 60)


def next_number(day: DayBook) -> int:
    """Give the number that comes after those handed out on this day."""
    return (
        max((int(each.guest_name) for each in day.reservations if is_number(each)), default=0) + 1
    )


def is_number(party: Reservation) -> bool:
    """Tell whether a party goes by a number that was handed out, and not by a name."""
    name = party.guest_name
    return name.isascii() and name.isdigit() and party.source.channel == "walk_in"


def estimate(day: DayBook, now: datetime, adults: int, children: int = 0) -> int | None:
    """Estimate how many minutes a party that comes now would wait, behind those who wait already.

    0 is a table now; None is none within ESTIMATE_MINUTES_MAX.
    """
    needed = claims(day, now)
    latest = now + timedelta(minutes=ESTIMATE_MINUTES_MAX)
    tables = [table for table in day.floor if not table.closed]
    ahead = [each for each in waitlist(day) if not each.table_ids]
    parties = [(each.adults, each.children, each.infants) for each in ahead]
    at: datetime | None = None
    for grown, young, infants in (*parties, (adults, children, 0)):
        stay = timedelta(minutes=turn_minutes_for(day.venue, grown + young + infants))
        choices = _large_enough(tables, seats_needed(day.venue, grown, young, infants))
        found = [(_first_gap(each, needed, now, stay), each) for each in choices]
        at, tables_taken = min(found, key=_soonest, default=(latest, ()))
        for table in tables_taken if at < latest else ():
            needed.setdefault(table.id, []).append((at, at + stay))
    assert at is not None
    return None if at >= latest else _rounded_up(at - now)


def _large_enough(tables: list[Table], seats: int) -> list[tuple[Table, ...]]:
    single = [(table,) for table in tables if table.seats_max >= seats]
    return [*single] or list(combinations(tables, seats))


def _soonest(found: tuple[datetime, tuple[Table, ...]]) -> tuple[datetime, int]:
    at, choice = found
    return at, sum(table.seats_max for table in choice)


def _first_gap(choice: Iterable[Table], needed: Claims, now: datetime, stay: timedelta) -> datetime:
    """Find the first moment from which all of these tables are free for a whole stay."""
    at = now
    for start, end in sorted(span for table in choice for span in needed.get(table.id, ())):
        if at + stay <= start:
            break
        at = max(at, end)
    return at


def _rounded_up(wait: timedelta) -> int:
    minutes = -(-int(wait.total_seconds()) // 60)
    return -(-minutes // ESTIMATE_STEP_MINUTES) * ESTIMATE_STEP_MINUTES
