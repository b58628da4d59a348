"""Whom a change of the house's settings would touch; it is told, and changes no booking. Pure.

For every change, of the parties that are still to come:
    nobody is listed for what was so before
    a house that stays as it is touches nobody
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.availability import overlaps, turn_minutes_for
from app.domain.business_day import clock_minute
from app.domain.hours import affected_by
from app.domain.ids import TableId
from app.domain.pacing import slot_of
from app.domain.reservation import HOLDS_NO_TABLE, PRESENT, Reservation
from app.domain.venue import Venue


@dataclass(frozen=True, slots=True, kw_only=True)
class FullSlot:
    """A slot in which more guests start than the house would take."""

    day: date
    minute: int
    covers: int
    parties: tuple[Reservation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortTurn:
    """A party that would still sit when the next one comes, were it to stay as the rule says.

    Attributes:
        turn_minutes: how long the new rule gives it.
    """

    party: Reservation
    following: Reservation
    turn_minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseEffects:
    """Everything a change of the settings would touch.

    Attributes:
        outside: parties on closed days, or beyond every shift.
    """

    outside: tuple[Reservation, ...] = ()
    slots: tuple[FullSlot, ...] = ()
    turns: tuple[ShortTurn, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nobody is touched."""
        return not (self.outside or self.slots or self.turns)


def effects_of(before: Venue, after: Venue, coming: Iterable[Reservation]) -> HouseEffects:
    """Tell whom the step from one set of settings to another would touch, earliest first."""
    parties = sorted((each for each in coming if each.status not in HOLDS_NO_TABLE), key=_place)
    already = {each.id for each in affected_by(before, parties)}
    full = {(each.day, each.minute, each.covers) for each in _full_slots(before, parties)}
    return HouseEffects(
        outside=tuple(each for each in affected_by(after, parties) if each.id not in already),
        slots=tuple(
            each
            for each in _full_slots(after, parties)
            if (each.day, each.minute, each.covers) not in full
        ),
        turns=_short_turns(before, after, parties),
    )


def _full_slots(venue: Venue, parties: Iterable[Reservation]) -> tuple[FullSlot, ...]:
    most = venue.pacing.covers_max
    if not most:
        return ()
    slots: defaultdict[tuple[date, int], list[Reservation]] = defaultdict(list)
    for each in parties:
        minute = clock_minute(each.starts_at, venue, each.business_day)
        slots[each.business_day, slot_of(venue, minute)].append(each)
    found = (
        FullSlot(
            day=day, minute=minute, covers=sum(each.covers for each in held), parties=tuple(held)
        )
        for (day, minute), held in sorted(slots.items())
    )
    return tuple(each for each in found if each.covers > most)


def _short_turns(
    before: Venue, after: Venue, parties: Iterable[Reservation]
) -> tuple[ShortTurn, ...]:
    if before.turn_rules == after.turn_rules:
        return ()
    on_table = _by_table(parties)
    found: dict[str, ShortTurn] = {}
    for held in on_table.values():
        for place, party in enumerate(held[:-1]):
            old = turn_minutes_for(before, party.covers)
            new = turn_minutes_for(after, party.covers)
            # Who was given another turn than the rule's keeps it whatever the rule says.
            if new <= old or party.turn_minutes != old or party.status in PRESENT:
                continue
            until = party.starts_at + timedelta(minutes=new)
            following = held[place + 1]
            meets = overlaps(party.starts_at, until, following.starts_at, following.ends_at)
            met = overlaps(party.starts_at, party.ends_at, following.starts_at, following.ends_at)
            if meets and not met:
                found.setdefault(
                    party.id, ShortTurn(party=party, following=following, turn_minutes=new)
                )
    return tuple(sorted(found.values(), key=lambda each: _place(each.party)))


def _by_table(
    parties: Iterable[Reservation],
) -> Mapping[tuple[date, TableId], list[Reservation]]:
    held: defaultdict[tuple[date, TableId], list[Reservation]] = defaultdict(list)
    for each in parties:
        for table in each.table_ids:
            held[each.business_day, table].append(each)
    return held


def _place(reservation: Reservation) -> tuple[object, ...]:
    return (reservation.starts_at, reservation.guest_name, reservation.id)
