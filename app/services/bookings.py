"""Taking, changing and moving reservations, and reading a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from app.domain.availability import (
    SeatingRequest,
    Suggestion,
    rank_tables,
    turn_minutes_for,
)
from app.domain.booking import BookingDraft, book, checked
from app.domain.business_day import business_day_of
from app.domain.day import DayBook
from app.domain.errors import NotAllowed
from app.domain.history import FieldClash
from app.domain.ids import GuestId, ReservationId, TableId
from app.domain.kana import fold, same_name
from app.domain.limits import check_party
from app.domain.reservation import Reservation, Source, Status
from app.domain.rights import Right
from app.domain.status import move
from app.domain.table import TableKind
from app.domain.waiting import DoorParty, quoted
from app.domain.warnings import Caution, cautions
from app.services.author import Author, Means
from app.services.rights import require
from app.store import history
from app.store.ledger import Committed, Write

__all__ = ["Booked", "BookingDraft", "Bookings"]

_Fact = TypeVar("_Fact")


@dataclass(frozen=True, slots=True)
class Booked:
    """What was saved, and the changes that would undo it.

    What staff should know about it is asked separately (`Bookings.cautions`): that reads the whole
    day, and a save must not wait for it.
    """

    reservation: Reservation
    change_ids: tuple[str, ...]


class Bookings:
    """The book's main use cases."""

    def __init__(self, means: Means) -> None:
        self._ledger = means.ledger
        self._now_ms = means.now_ms
        self._new_id = means.new_id

    def day(self, business_day: date) -> DayBook:
        """Read a whole business day."""
        ledger = self._ledger
        reservations = ledger.reservations(business_day)
        guests = {each.guest_id for each in reservations if each.guest_id is not None}
        return DayBook(
            venue=ledger.venue(),
            business_day=business_day,
            areas=ledger.areas(),
            tables=ledger.tables(),
            reservations=reservations,
            guests=ledger.guests(guests),
            visits=ledger.visits(guests),
            commit_order=ledger.commit_order(business_day),
            clashes=self._clashes_of(reservations),
        )

    def follow(self, book: DayBook, touched: Iterable[tuple[str, str]]) -> DayBook:
        """Read again what was touched of a day's parties and their guests, and nothing else.

        Gives the very book where nothing of it was.
        """
        ledger, day, touched = self._ledger, book.business_day, frozenset(touched)
        parties = {ReservationId(id) for kind, id in touched if kind == "reservation"}
        found = ledger.reservations_among(day, parties)
        others = [each for each in book.reservations if each.id not in parties]
        reservations = (*others, *found)
        known = {each.guest_id for each in reservations if each.guest_id is not None}
        altered = {each.guest_id for each in (*book.reservations, *found) if each.id in parties}
        # A party's own status is part of how often its guest has come.
        guests = {id for id in known if id in altered or ("guest", id) in touched}
        if not guests and len(others) == len(book.reservations) == len(reservations):
            return book
        promised = {id: n for id, n in book.commit_order.items() if id not in parties}
        clashes = [each for each in book.clashes if each.entity_id not in parties]
        return replace(
            book,
            reservations=reservations,
            guests=_again(book.guests, ledger.guests(guests), known - guests),
            visits=_again(book.visits, ledger.visits(guests), known - guests),
            commit_order={**promised, **ledger.commit_order(day, parties)},
            clashes=(*clashes, *self._clashes_of(found)),
        )

    def on(self, business_day: date) -> frozenset[ReservationId]:
        """Say which reservations stand on a business day; much cheaper than reading them."""
        return self._ledger.reservation_ids(business_day)

    def get(self, id: ReservationId) -> Reservation:
        """Read one reservation.

        Raises:
            Unknown: no reservation has that id, or it was deleted.
        """
        found: Reservation = self._ledger.get("reservation", id)
        return found

    def add(self, draft: BookingDraft, author: Author, intent: str = "book") -> Booked:
        """Take a booking. Warnings never refuse it.

        Raises:
            Invalid: a field is out of bounds.
            Unknown: it names a table, guest or member of staff that is not in the book.
        """
        venue = self._ledger.venue()
        reservation = book(draft, venue, ReservationId(self._new_id()))
        self._check_names(reservation)
        if reservation.guest_id is None:
            reservation = replace(reservation, guest_id=self.guest_of(reservation))
        if reservation.quoted_minutes:
            reservation = quoted(reservation, reservation.quoted_minutes, self._now())
        return self._save(None, reservation, author, intent)

    def change(
        self, before: Reservation, after: Reservation, author: Author, intent: str = "change"
    ) -> Booked:
        """Save an edit; `before` is what was on the screen, however long ago it was read.

        Raises:
            Invalid: a field is out of bounds.
            Unknown: it names a table, guest or member of staff that is not in the book.
        """
        after = checked(after, self._ledger.venue())
        self._check_names(after, before)
        if after.quoted_minutes != before.quoted_minutes:
            after = quoted(after, after.quoted_minutes, self._now())
        return self._save(before, after, author, intent)

    def set_status(
        self, before: Reservation, status: Status, author: Author, reason: str = ""
    ) -> Booked:
        """Move a party on.

        Raises:
            NotAllowed: not from where it stands; names the legal moves.
        """
        return self.change(before, move(before, status, self._now(), reason), author, status.value)

    def walk_in(
        self, tables: tuple[TableId, ...], adults: int, author: Author, children: int = 0
    ) -> Booked:
        """Seat a party that stands at the door, now."""
        at = datetime.fromtimestamp(self._now_ms() // 60_000 * 60, UTC)
        draft = BookingDraft(
            business_day=business_day_of(at, self._ledger.venue()),
            starts_at=at,
            adults=adults,
            children=children,
            table_ids=tables,
            source=Source(channel="walk_in"),
        )
        booked = book(draft, self._ledger.venue(), ReservationId(self._new_id()))
        self._check_names(booked)
        return self._save(None, move(booked, Status.SEATED, at), author, "walk_in")

    def wait(self, party: DoorParty, author: Author) -> Booked:
        """Put a party that stands at the door on the waitlist, behind those who came before.

        Raises:
            Invalid: a field is out of bounds.
        """
        at = self._now().replace(second=0)
        draft = BookingDraft(
            business_day=business_day_of(at, self._ledger.venue()),
            starts_at=at,
            adults=party.adults,
            children=party.children,
            guest_name=party.name,
            phone=party.phone,
            note=party.note,
            status=Status.WAITING,
            source=Source(channel="walk_in"),
            quoted_minutes=party.quoted_minutes,
        )
        return self.add(draft, author, "wait")

    def quote(self, before: Reservation, minutes: int, author: Author) -> Booked:
        """Tell a waiting party anew how long it will be, from now on."""
        return self.change(before, quoted(before, minutes, self._now()), author, "quote")

    def call_in(self, before: Reservation, author: Author) -> Booked:
        """Note that a waiting party was called in."""
        return self.change(before, replace(before, called_at=self._now()), author, "call_in")

    def give_up(self, before: Reservation, author: Author) -> Booked:
        """Note that a waiting party went away without a table."""
        return self.change(before, move(before, Status.LEFT, self._now()), author, "gave_up")

    def seat_waiting(
        self, before: Reservation, tables: tuple[TableId, ...], author: Author
    ) -> Booked:
        """Seat a party from the waitlist: its stay begins now.

        Raises:
            NotAllowed: it does not wait any more.
        """
        if before.status is not Status.WAITING:
            raise NotAllowed("that party does not wait any more", field="status")
        at = self._now()
        seated = replace(
            move(before, Status.SEATED, at), starts_at=at.replace(second=0), table_ids=tables
        )
        return self.change(before, seated, author, "seat")

    def delete(self, before: Reservation, author: Author) -> tuple[str, ...]:
        """Take a reservation out of the book; its history stays, and it can be undone.

        Raises:
            NotAllowed: only a manager may do it.
        """
        require(self._ledger, author, Right.DELETE)
        return self._commit(before, None, author, "delete").change_ids

    def free(  # noqa: PLR0913  # what a guest says on the phone, one by one
        self,
        business_day: date,
        starts_at: datetime,
        adults: int,
        *,
        children: int = 0,
        infants: int = 0,
        kind: TableKind | None = None,
        ignoring: ReservationId | None = None,
        now: datetime | None = None,
    ) -> tuple[Suggestion, ...]:
        """Rank the tables and combinations that are free for a party.

        `kind` is the sort of place asked for, others are offered after it; `ignoring` is the
        party's own booking, whose present tables count as free; `now` keeps tables whose party
        sits longer than planned from being promised to the next.

        Raises:
            Invalid: nobody, or more guests than any house seats.
        """
        check_party(adults, children, infants)
        day = self.day(business_day)
        request = SeatingRequest(
            starts_at=starts_at,
            turn_minutes=turn_minutes_for(day.venue, adults + children + infants),
            adults=adults,
            children=children,
            infants=infants,
            kind=kind,
            ignoring=ignoring,
            now=now,
        )
        return rank_tables(day, request)

    def days(self, first: date, last: date) -> tuple[Reservation, ...]:
        """Read every reservation from one business day to another, both included."""
        span = (last - first).days
        if span < 0:
            raise NotAllowed("the first day lies after the last", field="day")
        return tuple(
            each
            for number in range(span + 1)
            for each in self._ledger.reservations(first + timedelta(days=number))
        )

    def newest_day(self) -> date | None:
        """Tell for which day something was entered last; None in an empty book."""
        return self._ledger.newest_day()

    def search(self, text: str, first: date, limit: int = 50) -> tuple[Reservation, ...]:
        """Find bookings from a day on by part of a name, in any spelling, or of a phone."""
        return self._ledger.search_reservations(fold(text), first, limit)

    def search_back(
        self, text: str, first: date, before: date, limit: int = 50
    ) -> tuple[Reservation, ...]:
        """Find bookings of the days before one, back to another, the newest first."""
        return self._ledger.search_past_reservations(fold(text), first, before, limit)

    def cautions(self, reservation: Reservation) -> tuple[Caution, ...]:
        """Tell what staff should know about a reservation, as the book stands now."""
        return cautions(self.day(reservation.business_day), reservation)

    def _now(self) -> datetime:
        return datetime.fromtimestamp(self._now_ms() // 1000, UTC)

    def _save(
        self, before: Reservation | None, after: Reservation, author: Author, intent: str
    ) -> Booked:
        committed = self._commit(before, after, author, intent)
        return Booked(self.get(after.id), committed.change_ids)

    def _commit(
        self,
        before: Reservation | None,
        after: Reservation | None,
        author: Author,
        intent: str,
    ) -> Committed:
        return self._ledger.commit(
            [Write(before, after, intent)], actor=author.name, now_ms=self._now_ms()
        )

    def _check_names(self, after: Reservation, before: Reservation | None = None) -> None:
        known = set(before.table_ids) if before is not None else set()
        for table in after.table_ids:
            if table not in known:
                self._ledger.get("table", table)
        if after.guest_id and (before is None or after.guest_id != before.guest_id):
            self._ledger.get("guest", after.guest_id)

    def _clashes_of(self, reservations: Iterable[Reservation]) -> tuple[FieldClash, ...]:
        return tuple(
            clash
            for each in reservations
            if each.conflicts
            for clash in history.clashes_of(self._ledger, ("reservation", each.id))
        )

    def guest_of(self, reservation: Reservation) -> GuestId | None:
        """Recognise the one guest with this very number and this name; else nobody."""
        if reservation.phone is None or not reservation.phone.e164:
            return None
        found = self._ledger.guests(self._ledger.guests_by_phone(reservation.phone))
        alike = {
            self._ledger.person_of(guest.id)
            for guest in found.values()
            if same_name(guest.name, reservation.guest_name)
        }
        return alike.pop() if len(alike) == 1 else None


def _again(
    before: Mapping[GuestId, _Fact], fresh: Mapping[GuestId, _Fact], kept: Set[GuestId]
) -> dict[GuestId, _Fact]:
    return {**{id: fact for id, fact in before.items() if id in kept}, **fresh}
