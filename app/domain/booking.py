"""What a booking needs before it is one: a draft, checked and completed by the house's rules."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from app.domain.availability import turn_minutes_for
from app.domain.business_day import business_day_of
from app.domain.errors import Invalid
from app.domain.ids import GuestId, ReservationId, StaffId, TableId
from app.domain.limits import (
    TABLES_MAX,
    check_note,
    check_party,
    check_quote,
    check_tags,
    check_text,
    check_turn,
)
from app.domain.numbers import read_phone
from app.domain.phone import Phone
from app.domain.reservation import NO_SOURCE, Reservation, Source, Status
from app.domain.venue import Venue


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingDraft:
    """A booking as typed.

    Attributes:
        starts_at: aware; must lie within `business_day`.
        turn_minutes: None takes the house's rule for the size of the party.
        quoted_minutes: what a party on the waitlist is told that it will wait; 0 for nothing.
        phone: as typed.
    """

    business_day: date
    starts_at: datetime
    adults: int
    children: int = 0
    infants: int = 0
    turn_minutes: int | None = None
    guest_name: str = ""
    guest_kana: str = ""
    phone: str = ""
    guest_id: GuestId | None = None
    table_ids: tuple[TableId, ...] = ()
    table_pinned: bool = False
    status: Status = Status.BOOKED
    course: str = ""
    requests: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    allergies: tuple[str, ...] = ()
    source: Source = NO_SOURCE
    taken_by: StaffId | None = None
    answer_by: datetime | None = None
    quoted_minutes: int = 0


def book(draft: BookingDraft, venue: Venue, id: ReservationId) -> Reservation:
    """Make a reservation of a draft.

    Raises:
        Invalid: a field is out of bounds; names it.
    """
    check_party(draft.adults, draft.children, draft.infants)
    turn = draft.turn_minutes
    if turn is None:
        turn = turn_minutes_for(venue, draft.adults + draft.children + draft.infants)
    check_turn(turn)
    return checked(
        Reservation(
            id=id,
            business_day=draft.business_day,
            starts_at=draft.starts_at.astimezone(UTC),
            turn_minutes=turn,
            adults=draft.adults,
            children=draft.children,
            infants=draft.infants,
            guest_name=draft.guest_name,
            guest_kana=draft.guest_kana,
            phone=typed_phone(draft.phone, venue),
            guest_id=draft.guest_id,
            table_ids=draft.table_ids,
            table_pinned=draft.table_pinned,
            status=draft.status,
            course=draft.course,
            requests=draft.requests,
            note=draft.note,
            tags=draft.tags,
            allergies=draft.allergies,
            source=draft.source,
            taken_by=draft.taken_by,
            answer_by=draft.answer_by,
            quoted_minutes=draft.quoted_minutes,
        ),
        venue,
    )


def checked(reservation: Reservation, venue: Venue) -> Reservation:
    """Check an edited reservation against the house's bounds, and return it as it is stored.

    Raises:
        Invalid: a field is out of bounds; names it.
    """
    check_party(reservation.adults, reservation.children, reservation.infants)
    check_turn(reservation.turn_minutes)
    check_quote(reservation.quoted_minutes)
    if business_day_of(reservation.starts_at, venue) != reservation.business_day:
        raise Invalid(
            f"that time is not within the business day {reservation.business_day}", field="time"
        )
    tables = tuple(dict.fromkeys(reservation.table_ids))
    if len(tables) > TABLES_MAX:
        raise Invalid(f"at most {TABLES_MAX} tables can be combined", field="table_ids")
    source = reservation.source
    return replace(
        reservation,
        guest_name=check_text(reservation.guest_name, "guest_name"),
        guest_kana=check_text(reservation.guest_kana, "guest_kana"),
        table_ids=tables,
        course=check_text(reservation.course, "course"),
        requests=check_note(reservation.requests, "requests"),
        note=check_note(reservation.note, "note"),
        tags=check_tags(reservation.tags, "tags"),
        allergies=check_tags(reservation.allergies, "allergies"),
        source=Source(
            channel=check_text(source.channel, "source"),
            site=check_text(source.site, "source"),
            reference=check_text(source.reference, "source"),
            referrer=check_text(source.referrer, "source"),
        ),
        cancel_reason=check_note(reservation.cancel_reason, "cancel_reason"),
    )


def typed_phone(text: str, venue: Venue) -> Phone | None:
    """Read a phone as typed; an empty one is none."""
    typed = check_text(text, "phone")
    return read_phone(typed, venue.home_area_code).phone if typed else None
