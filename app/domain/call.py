"""A phone call as the book keeps it, and the card that pops up with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.guest import Guest, Visits
from app.domain.ids import CallId, GuestId, ReservationId
from app.domain.phone import Phone
from app.domain.reservation import Reservation


class Withheld(StrEnum):
    """Why there is no number, in the letters Japanese lines send."""

    PRIVATE = "P"
    PAY_PHONE = "C"
    OUT_OF_AREA = "O"
    SERVICE = "S"
    ERROR = "E"
    NONE_DELIVERED = "N"


class Outcome(StrEnum):
    """What became of a call."""

    RINGING = "ringing"
    ANSWERED = "answered"
    MISSED = "missed"
    REJECTED = "rejected"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call, however many times its feed repeated it.

    Attributes:
        feed: which adapter brought it, such as `ncid` or `manual`.
        feed_call_id: the adapter's own id, or line, number and start within its repeat window.
        phone: the caller's number, or None.
        withheld: why there is none, or None.
        line: the line's label, shown on the card.
        did: the number that was called, where the feed tells.
        rang_at, answered_at, ended_at: UTC.
        taken_on: name of the device that took it.
        guest_id: whose call it was, as far as staff or an exact number tell.
        reservation_id: the booking that came of it.
        note: 用件メモ.
    """

    id: CallId
    feed: str
    rang_at: datetime
    feed_call_id: str = ""
    phone: Phone | None = None
    withheld: Withheld | None = None
    line: str = ""
    did: str = ""
    outcome: Outcome = Outcome.RINGING
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    taken_on: str = ""
    guest_id: GuestId | None = None
    reservation_id: ReservationId | None = None
    note: str = ""
    revision: int = 0
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CallerGuest:
    """One guest on a caller card: who, what they have booked next, how often they came."""

    guest: Guest
    visits: Visits
    next_reservation: Reservation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallerCard:
    """Everything the caller card shows, from local data.

    Attributes:
        guests: exact matches, by next booking, then last visit.
        candidates: guests sharing only the last eight digits (候補); never opened by themselves.
        bookings: coming reservations under this number that hang on no guest card.
    """

    phone: Phone | None
    withheld: Withheld | None
    guests: tuple[CallerGuest, ...] = ()
    candidates: tuple[CallerGuest, ...] = ()
    bookings: tuple[Reservation, ...] = ()
