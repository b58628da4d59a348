"""What staff should know about a booking before, and after, it stands; a caution never refuses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from app.domain.availability import overlaps, seats_needed
from app.domain.business_day import clock_minute, clock_text, minute_text
from app.domain.dates import day_text
from app.domain.day import DayBook
from app.domain.hours import is_closed, is_outside_hours
from app.domain.kana import same_name
from app.domain.numbers import EXTENSION_DIGITS_MAX, read_phone
from app.domain.pacing import slot_of, starts_in_slot
from app.domain.phone import Phone
from app.domain.reservation import HOLDS_NO_TABLE, Reservation
from app.domain.table import Table

DUPLICATE_WITHIN: Final = timedelta(hours=3)
"""Two bookings of one guest further apart than this are lunch and dinner."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caution:
    """One thing to know about a booking.

    Attributes:
        code: machine word, one of those in `describe`.
        with_ids: the other reservations, or the tables, it is about.
        facts: what a sentence about it needs, ready to show.
    """

    code: str
    with_ids: tuple[str, ...] = ()
    facts: Mapping[str, str | int] = field(default_factory=dict)


def cautions(day: DayBook, reservation: Reservation) -> tuple[Caution, ...]:
    """List what is unusual about a booking of that day, whether or not it stands there already.

    A party that called off or has left needs no caution.
    """
    if reservation.status in HOLDS_NO_TABLE:
        return ()
    checks = (
        _nobody,
        _double_booked,
        _of_tables,
        _of_size,
        _over_pacing,
        _of_hours,
        _duplicates,
        _phone,
    )
    return tuple(caution for check in checks for caution in check(day, reservation))


def describe(caution: Caution) -> str:
    """Say a caution in one English sentence."""
    return _SENTENCES[caution.code].format(**caution.facts)


_SENTENCES: Final[Mapping[str, str]] = {
    "double_booked": "{tables} is promised to {party} from {time} as well.",
    "unknown_table": "The table was removed from the floor.",
    "table_closed": "{table} is out of use.",
    "unknown_area": "{table} stands in an area that was removed.",
    "too_small": "{tables} seats {seats}, and the party needs {needed}.",
    "no_guests": "Nobody is left in the party; ask for the number and set it.",
    "below_minimum": "{tables} is kept for parties of {seats} or more.",
    "over_pacing": "{covers} guests start at {slot}; the house takes {covers_max} at once.",
    "closed_day": "The house is closed on {day}.",
    "outside_hours": "{time} lies outside every shift of {day}.",
    "possible_duplicate": "{party} is booked at {time} that day already.",
    "odd_phone": "{phone} is no whole phone number.",
}


def _others(day: DayBook, reservation: Reservation) -> Iterator[Reservation]:
    for each in day.reservations:
        if each.id != reservation.id and each.status not in HOLDS_NO_TABLE:
            yield each


def _meet(a: Reservation, b: Reservation) -> bool:
    return overlaps(a.starts_at, a.ends_at, b.starts_at, b.ends_at)


def _about(day: DayBook, other: Reservation) -> dict[str, str | int]:
    return {
        "party": other.guest_name or f"a party of {other.covers}",
        "time": clock_text(other.starts_at, day.venue, day.business_day),
    }


def _double_booked(day: DayBook, reservation: Reservation) -> Iterator[Caution]:
    for other in _others(day, reservation):
        shared = [id for id in reservation.table_ids if id in other.table_ids]
        if shared and _meet(reservation, other):
            tables = "+".join(day.table_names(shared))
            facts = {"tables": tables, **_about(day, other)}
            yield Caution(code="double_booked", with_ids=(other.id,), facts=facts)


def _of_tables(day: DayBook, reservation: Reservation) -> Iterator[Caution]:
    areas = {area.id for area in day.areas}
    for id in reservation.table_ids:
        table = day.table(id)
        if table is None:
            yield Caution(code="unknown_table", with_ids=(id,))
        elif table.closed:
            yield Caution(code="table_closed", with_ids=(id,), facts={"table": table.name})
        elif table.area_id is not None and table.area_id not in areas:
            yield Caution(code="unknown_area", with_ids=(id,), facts={"table": table.name})


def _nobody(_: DayBook, reservation: Reservation) -> Iterator[Caution]:
    """Two devices may each have taken away the part of a party that the other had left."""
    if reservation.covers == 0:
        yield Caution(code="no_guests")


def _of_size(day: DayBook, reservation: Reservation) -> Iterator[Caution]:
    tables = [table for id in reservation.table_ids if (table := day.table(id))]
    if not tables:
        return
    needed = seats_needed(day.venue, reservation.adults, reservation.children, reservation.infants)
    seats = sum(table.seats_max for table in tables)
    if seats < needed:
        yield _size_caution("too_small", tables, seats, needed)
    elif len(tables) == 1 and needed < tables[0].seats_min:
        yield _size_caution("below_minimum", tables, tables[0].seats_min, needed)


def _size_caution(code: str, tables: list[Table], seats: int, needed: int) -> Caution:
    names = "+".join(table.name for table in tables)
    facts: dict[str, str | int] = {"tables": names, "seats": seats, "needed": needed}
    return Caution(code=code, with_ids=tuple(table.id for table in tables), facts=facts)


def _over_pacing(day: DayBook, reservation: Reservation) -> Iterator[Caution]:
    covers_max = day.venue.pacing.covers_max
    if not covers_max:
        return
    slot = slot_of(day.venue, clock_minute(reservation.starts_at, day.venue, day.business_day))
    others = [each for each in starts_in_slot(day, slot) if each.id != reservation.id]
    covers = reservation.covers + sum(each.covers for each in others)
    if covers > covers_max:
        facts: dict[str, str | int] = {
            "slot": minute_text(slot),
            "covers": covers,
            "covers_max": covers_max,
        }
        yield Caution(code="over_pacing", with_ids=tuple(each.id for each in others), facts=facts)


def _of_hours(day: DayBook, reservation: Reservation) -> Iterator[Caution]:
    venue, business_day = day.venue, reservation.business_day
    name = day_text(business_day, "en")
    if is_closed(venue, business_day):
        yield Caution(code="closed_day", facts={"day": name})
    elif is_outside_hours(
        venue, business_day, clock_minute(reservation.starts_at, venue, business_day)
    ):
        time = clock_text(reservation.starts_at, venue, business_day)
        yield Caution(code="outside_hours", facts={"day": name, "time": time})


def _duplicates(day: DayBook, reservation: Reservation) -> Iterator[Caution]:
    for other in _others(day, reservation):
        near = abs(other.starts_at - reservation.starts_at) <= DUPLICATE_WITHIN
        if (near or _meet(reservation, other)) and _same_guest(reservation, other):
            facts = _about(day, other)
            yield Caution(code="possible_duplicate", with_ids=(other.id,), facts=facts)


def _same_guest(a: Reservation, b: Reservation) -> bool:
    if a.guest_id and a.guest_id == b.guest_id:
        return True
    if _same_phone(a.phone, b.phone):
        return True
    # Two 佐藤 with a card each are known to be two people.
    return not (a.guest_id and b.guest_id) and same_name(a.guest_name, b.guest_name)


def _same_phone(a: Phone | None, b: Phone | None) -> bool:
    if a is None or b is None or len(a.digits) <= EXTENSION_DIGITS_MAX:
        return False
    return a.key == b.key


def _phone(day: DayBook, reservation: Reservation) -> Iterator[Caution]:
    phone = reservation.phone
    if phone and read_phone(phone.raw, day.venue.home_area_code).odd_length:
        yield Caution(code="odd_phone", facts={"phone": phone.raw.strip()})
