"""One party's claim on the house for one turn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from app.domain.ids import GuestId, ReservationId, StaffId, TableId
from app.domain.phone import Phone


class Status(StrEnum):
    """Where a party stands; the legal moves are in `app.domain.status`."""

    WAITING = "waiting"
    REQUESTED = "requested"
    BOOKED = "booked"
    CONFIRMED = "confirmed"
    LATE = "late"
    PARTLY_ARRIVED = "partly_arrived"
    ARRIVED = "arrived"
    SEATED = "seated"
    BILL = "bill"
    LEFT = "left"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"
    DUPLICATE = "duplicate"


HOLDS_NO_TABLE = frozenset({Status.NO_SHOW, Status.CANCELLED, Status.DUPLICATE, Status.LEFT})
"""A party in one of these needs no table (any more)."""

PRESENT = frozenset({Status.PARTLY_ARRIVED, Status.ARRIVED, Status.SEATED, Status.BILL})
"""The party, or part of it, is in the house."""

COVERS_MAX = 999
TURN_MINUTES_MAX = 24 * 60
QUOTE_MINUTES_MAX = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """How the booking reached the house (予約経路).

    Attributes:
        channel: `phone`, `walk_in`, `web`, `mail`, `in_person` or another word.
        site: booking site's name, if one.
        reference: the site's booking number.
        referrer: who sent them, such as a hotel concierge.
    """

    channel: str = ""
    site: str = ""
    reference: str = ""
    referrer: str = ""


NO_SOURCE = Source()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reservation:
    """One party's claim on the house for one turn.

    Attributes:
        business_day: the day it counts for; 25:30 on Friday belongs to Friday.
        starts_at: aware, UTC; converted to venue time only when drawn.
        turn_minutes: how long the table is held, cleaning included; 1 to TURN_MINUTES_MAX.
        adults, children, infants: party; together 1 to COVERS_MAX when entered, and 0 only where
            two devices each took away the part that the other had left.
        guest_name, guest_kana: as typed, without 様; may differ from the guest's own card.
        phone: number given for this booking.
        guest_id: whose card it belongs to, if known.
        table_ids: every table held, in the order chosen; empty is 席未定.
        table_pinned: the host promised this very table; suggestions leave it alone.
        course: a course's name; empty is seats only (席のみ).
        requests: what the guest asked for; `note`: what staff noted, line by line.
        allergies: sensitive; shown with care.
        taken_by: staff who took it.
        answer_by: until when a requested booking must be answered, UTC.
        quoted_at, quoted_minutes: when a party on the waitlist was told how long it would wait,
            UTC, and what it was told; 0 where nobody told it anything.
        called_at: when it was last called in from the waitlist, UTC.
        arrived_at, seated_at, left_at: first time each was tapped, UTC.
        revision: ledger position this value was read at; 0 for a new one.
        conflicts: fields on which two people disagree and nobody has settled yet.
    """

    id: ReservationId
    business_day: date
    starts_at: datetime
    turn_minutes: int
    adults: int
    children: int = 0
    infants: int = 0
    guest_name: str = ""
    guest_kana: str = ""
    phone: Phone | None = None
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
    quoted_at: datetime | None = None
    quoted_minutes: int = 0
    called_at: datetime | None = None
    arrived_at: datetime | None = None
    seated_at: datetime | None = None
    left_at: datetime | None = None
    cancel_reason: str = ""
    revision: int = 0
    conflicts: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        assert self.starts_at.tzinfo is UTC, "starts_at is kept in UTC"
        assert self.turn_minutes > 0
        # Nobody left in the party is no contradiction: two people may each have taken one part
        # of it to nothing. It must be shown, and cautions ask for the number.
        assert min(self.adults, self.children, self.infants) >= 0

    @property
    def covers(self) -> int:
        """Guests in the party: 大人 + 子供 + 幼児."""
        return self.adults + self.children + self.infants

    @property
    def ends_at(self) -> datetime:
        """When the table is free again; the interval is half-open."""
        return self.starts_at + timedelta(minutes=self.turn_minutes)

    @property
    def holds_tables(self) -> bool:
        """Whether it claims the tables named in `table_ids`."""
        return bool(self.table_ids) and self.status not in HOLDS_NO_TABLE
