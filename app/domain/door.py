"""What a party that stands at the door can be offered: the tables free now, and until when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, TypeAlias

from app.domain.availability import OVERRUN_MINUTES, turn_minutes_for
from app.domain.combinations import combinations
from app.domain.day import AT_TABLE, DayBook
from app.domain.ids import TableId
from app.domain.reservation import PRESENT, Reservation, Status
from app.domain.table import Table

STAY_MINUTES_MIN: Final = 30
"""A table that is promised again sooner than this is offered to nobody."""

BILL_MINUTES: Final = 10
"""A party that has its bill is taken to leave within this time."""

Claims: TypeAlias = Mapping[TableId, Sequence[tuple[datetime, datetime]]]
"""When each table is needed, half-open; a table nobody needs is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One table, or several pushed together, where a party may sit down now.

    Attributes:
        table_ids: in the order of the floor.
        until: when the next party needs it, if that is within the usual stay.
    """

    table_ids: tuple[TableId, ...]
    seats_min: int
    seats_max: int
    until: datetime | None = None


def claims(day: DayBook, now: datetime) -> dict[TableId, list[tuple[datetime, datetime]]]:
    """Tell when each table is needed, as it looks now.

    A party that sits longer than planned keeps its table a while; one that has its bill soon
    leaves; one that was seated before its time sits there now.
    """
    found: dict[TableId, list[tuple[datetime, datetime]]] = {}
    for each in day.holders:
        span = (min(each.starts_at, now) if _sits(each) else each.starts_at, _leaves(each, now))
        for table_id in each.table_ids:
            found.setdefault(table_id, []).append(span)
    return found


def offers(day: DayBook, now: datetime, covers: int = 0) -> tuple[Offer, ...]:
    """List where a party may sit down now: the best first, or (for 0 covers) as the floor goes.

    Those who can stay as long as they like come before those who must leave for the next party;
    then fewest spare seats. Tables are combined only where no single one is large enough.
    """
    needed = claims(day, now)
    soon = now + timedelta(minutes=STAY_MINUTES_MIN)
    free = [
        table
        for table in day.floor
        if not table.closed
        and all(soon <= start or end <= now for start, end in needed.get(table.id, ()))
    ]
    choices: list[tuple[Table, ...]] = [(each,) for each in free if each.seats_max >= covers]
    if not choices:
        choices = list(combinations(free, covers))
    stay = now + timedelta(minutes=turn_minutes_for(day.venue, covers))
    found = [_offer(each, needed, now, stay) for each in choices]
    if covers:
        found.sort(key=lambda each: (each.until is not None, *_spare(each, covers)))
    return tuple(found)


def _offer(choice: tuple[Table, ...], needed: Claims, now: datetime, stay: datetime) -> Offer:
    coming = (start for table in choice for start, _ in needed.get(table.id, ()) if start > now)
    until = min(coming, default=None)
    return Offer(
        table_ids=tuple(table.id for table in choice),
        seats_min=sum(table.seats_min for table in choice),
        seats_max=sum(table.seats_max for table in choice),
        until=until if until is not None and until < stay else None,
    )


def _spare(offer: Offer, covers: int) -> tuple[bool, int, int]:
    return covers < offer.seats_min, len(offer.table_ids), offer.seats_max - covers


def _sits(party: Reservation) -> bool:
    return party.status in AT_TABLE


def _leaves(party: Reservation, now: datetime) -> datetime:
    if party.status is Status.BILL:
        return now + timedelta(minutes=BILL_MINUTES)
    if party.status in PRESENT:
        return party.ends_at if party.ends_at > now else now + timedelta(minutes=OVERRUN_MINUTES)
    return party.ends_at
