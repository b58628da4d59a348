"""The day on the screen: what is in it, who is selected, and every tap that changes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Set
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import TypeAlias

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal, Slot

from app.domain.availability import Suggestion
from app.domain.business_day import business_day_of
from app.domain.clashes import DoubleBooking, double_bookings
from app.domain.day import DayBook
from app.domain.ids import ReservationId, TableId
from app.domain.reservation import Reservation, Status
from app.domain.rights import CODE as NEEDS_MANAGER
from app.domain.rights import GUARDED_KINDS
from app.domain.warnings import Caution, cautions
from app.services.author import Author
from app.services.bookings import Booked
from app.services.desk import Desk
from app.store.errors import StoreError
from app.viewmodels.refusals import REFUSALS, refusal_text
from app.viewmodels.rights import Rights
from app.viewmodels.row_shelf import RowShelf
from app.viewmodels.rows import Row, Standing

Touched = frozenset[tuple[str, str]]
"""What news is about: (entity type, id) pairs, the same for local and remote news."""

UNDO_DEPTH_MAX = 100

QUIET_MS = 1_500
"""When no news came for so long, the day is read once more for what could wait."""

FLOOR_TYPES = frozenset({"venue", "area", "table"})
"""Entities whose change may alter every row and block."""

FEW = 20
"""News about more parties and guests than this is read as a whole day."""

DAY_TYPES = FLOOR_TYPES | {"reservation", "guest"}
"""Entities a day is drawn from; news about anything else leaves it alone."""

_Stand: TypeAlias = tuple[bool, bool, bool]
"""Whether a party's table is taken twice, whether people disagree about it, and whether the hub
has not confirmed its table."""


@dataclass(frozen=True, slots=True)
class Saved:
    """One thing staff did, as undo needs it.

    Attributes:
        code: what was done, for the toast: `add`, `change`, `status`, `move`, `turn`, `walk_in`,
            `delete`, `settle`, `guest` and so on; `undone` and `redone` for taking back.
        touched: what it wrote to, so that the screen can follow when it is taken back.
        name: whom it was about, without 様.
        original: the code of what was taken back or done again; empty for what is new.
    """

    code: str
    change_ids: tuple[str, ...]
    touched: Touched
    name: str = ""
    original: str = ""


@dataclass(frozen=True, slots=True)
class DayRead:
    """A day as it was read elsewhere.

    Attributes:
        ticket: how often the screen had read the book by itself when this reading began.
    """

    book: DayBook
    ticket: int


class DayModel(QObject):
    """One business day of the book.

    Signals:
        opened: another day, or everything replaced; carries the DayBook.
        changed: the same day with news; carries the DayBook and the ids of what is different.
        caught_up: the day was read elsewhere; carries what it had been told of until then.
        saved: something was written here; carries its code and change ids, for the undo toast.
        wrote: the same moment, for the other models; carries what was touched.
        refused: it was not; carries a sentence fit to show.
        selection_changed: carries a reservation id, or an empty text.
        author_changed: somebody else signs from now on.
        past_changed: another moment of the day is shown, or it is now again.
        piles_changed: something can be undone or done again no more.
    """

    opened = Signal(object)
    changed = Signal(object, object)
    caught_up = Signal(object)
    saved = Signal(str, tuple)
    wrote = Signal(object)
    refused = Signal(str)
    selection_changed = Signal(str)
    author_changed = Signal()
    piles_changed = Signal()
    past_changed = Signal()

    def __init__(
        self, desk: Desk, now_ms: Callable[[], int], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._now_ms = now_ms
        self._author = Author()
        self._has_hub = False
        self._selected = ""
        self._done: list[Saved] = []
        self._undone: list[Saved] = []
        self._last: Saved | None = None
        self.rights = Rights(desk.team, self, self)
        self._shelf = RowShelf()
        self._read_elsewhere: Callable[[], None] | None = None
        self._ticket = 0
        self._heard: set[tuple[str, str]] = set()
        self._past_at: datetime | None = None
        self._later = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._later.timeout.connect(self._read_again)
        self._today = self.today()
        self._take(desk.bookings.day(self._today))

    @property
    def book(self) -> DayBook:
        """The day as it stands."""
        return self._book

    @property
    def past_at(self) -> datetime | None:
        """The past moment that is shown, to look at alone; None for the day as it is now."""
        return self._past_at

    def show_past(self, book: DayBook, at: datetime) -> None:
        """Show the same day as it stood once; nothing can be written until it is now again."""
        self._past_at = at
        self._put(book)
        self.past_changed.emit()

    def return_to_now(self) -> None:
        """Show the day as it is now."""
        if self._past_at is not None:
            self._past_at = None
            self._put(self._desk.bookings.day(self.business_day))
            self.past_changed.emit()

    @property
    def business_day(self) -> date:
        """Which day is shown."""
        return self._book.business_day

    @property
    def doubles(self) -> tuple[DoubleBooking, ...]:
        """Tables of this day that are promised twice."""
        return self._doubles

    @property
    def selected(self) -> str:
        """Id of the selected reservation, or an empty text."""
        return self._selected

    @property
    def author(self) -> Author:
        """Who signs what is saved here."""
        return self._author

    @property
    def last_saved(self) -> Saved | None:
        """What the newest `saved` was about."""
        return self._last

    @property
    def can_undo(self) -> bool:
        """Whether there is something of ours to take back."""
        return bool(self._done)

    @property
    def next_undo(self) -> Saved | None:
        """What undo would take back."""
        return self._done[-1] if self._done else None

    def now_ms(self) -> int:
        """Read the clock that was given."""
        return self._now_ms()

    def now(self) -> datetime:
        """Read the clock as an aware time."""
        return datetime.fromtimestamp(self._now_ms() / 1000, UTC)

    def today(self) -> date:
        """Which business day it is now."""
        return business_day_of(self.now(), self._desk.house.venue())

    def open(self, day: date) -> None:
        """Show another day, as it is now."""
        self._past_at = None
        self._take(self._desk.bookings.day(day))
        self.select("")
        self.opened.emit(self._book)
        self.past_changed.emit()

    def step(self, days: int) -> None:
        """Show the day so many days on, or back."""
        self.open(self.business_day + timedelta(days=days))

    @Slot(object)
    def refresh(self, touched: Touched) -> None:
        """Take news, here and now: what it is about, or if it is much, the day, is read again."""
        if not self._follow(touched) and self._is_for_all(touched):
            self._show(self._desk.bookings.day(self.business_day))

    @Slot(object)
    def hear(self, touched: Touched) -> bool:
        """Take news for which nobody waits: a day that is to be read may be read elsewhere.

        Gives whether the book is up to date with it; if not yet, `caught_up` says when.
        """
        if self._follow(touched) or not self._is_for_all(touched):
            return True
        if self._read_elsewhere is not None:
            self._heard |= touched
        self._read_again()
        return self._read_elsewhere is None

    def read_by(self, read: Callable[[], None]) -> None:
        """Let somebody else read the day when asked, by `read_on`, and bring it to `take`."""
        self._read_elsewhere = read

    def read_on(self, desk: Desk) -> DayRead:
        """Read the day that is shown, on the thread of that desk."""
        ticket = self._ticket  # before anything is read
        return DayRead(desk.bookings.day(self.business_day), ticket)

    @Slot(object)
    def take(self, found: DayRead) -> None:
        """Take the day as it was read elsewhere, unless more of it was read here since."""
        if found.ticket != self._ticket:
            self._read_again()
            return
        self._show(found.book, found.ticket)
        if self._heard:
            heard, self._heard = frozenset(self._heard), set()
            self.caught_up.emit(heard)

    def _follow(self, touched: Touched) -> bool:
        """Take news about a few parties or guests; False if there is more to it."""
        about = [each for each in touched if each[0] in DAY_TYPES]
        if len(about) > FEW or any(kind in FLOOR_TYPES for kind, _ in about):
            return False
        if about:
            self._show(self._desk.bookings.follow(self._book, about))
            # How often guests have come before may follow from any day: that can wait.
            self._later.start()
        return True

    def _is_for_all(self, touched: Touched) -> bool:
        """Tell whether much news is about this day; what else it may alter can wait."""
        if any(kind in FLOOR_TYPES for kind, _ in touched) or self._is_told_of(touched):
            self._later.stop()
            return True
        self._later.start()
        return False

    def _is_told_of(self, touched: Touched) -> bool:
        """Tell whether news is about a party of this day, or its guest, or brings or takes one."""
        return (
            any(id in self._by_id or id in self._book.guests for _, id in touched)
            or self._desk.bookings.on(self.business_day) != self._by_id.keys()
        )

    @Slot()
    def _read_again(self) -> None:
        if self._read_elsewhere is not None:
            self._read_elsewhere()
        else:
            self._show(self._desk.bookings.day(self.business_day))

    def _show(self, book: DayBook, ticket: int | None = None) -> None:
        """Show the same day as it is now, unless somebody is looking at how it was."""
        if self._past_at is None:
            self._put(book, ticket)

    def _put(self, book: DayBook, ticket: int | None = None) -> None:
        """Show the same day otherwise, and tell what is different."""
        before, standings = self._book, self._standings
        if book is before:
            return
        self._take(book.keeping(before), ticket)
        book = self._book
        if (book.venue, book.areas, book.tables) == (before.venue, before.areas, before.tables):
            ids = self._altered(before, standings)
            if not ids:
                return
        else:
            ids = before.reservations_by_id.keys() | book.reservations_by_id.keys()
        self.changed.emit(book, frozenset(ids))
        if self._selected and self.find(self._selected) is None:
            self.select("")

    def _altered(self, before: DayBook, standings: Mapping[str, _Stand]) -> Set[str]:
        book, old = self._book, before.reservations_by_id
        guests = {
            id
            for id in book.guests.keys() | book.visits.keys()
            if book.guests.get(id) is not before.guests.get(id)
            or book.visits.get(id) is not before.visits.get(id)
        }
        return (old.keys() - book.reservations_by_id.keys()) | {
            each.id
            for each in book.reservations
            if old.get(each.id) is not each
            or each.guest_id in guests
            or standings.get(each.id) != self._standings[each.id]
        }

    @Slot()
    def tick(self) -> None:
        """Let the clock go on: whoever looks at today sees the new day when it begins."""
        today = self.today()
        if today != self._today:
            yesterday, self._today = self._today, today
            if self.business_day == yesterday:
                self.open(today)

    @property
    def has_hub(self) -> bool:
        """Whether this house ever met a hub."""
        return self._has_hub

    @Slot(bool)
    def set_has_hub(self, has_hub: bool) -> None:
        """Take whether there is a hub at all: without one, every table promise stands."""
        if has_hub == self._has_hub:
            return
        self._has_hub = has_hub
        self.changed.emit(self._book, frozenset(each.id for each in self._book.reservations))

    def set_author(self, author: Author) -> None:
        """Let somebody else sign."""
        self._author = author
        self.author_changed.emit()

    @contextmanager
    def lent_to(self, author: Author) -> Iterator[None]:
        """Let somebody else sign what is written meanwhile: a manager who lends a hand."""
        held, self._author = self._author, author
        try:
            yield
        finally:
            self._author = held

    def select(self, reservation_id: str) -> None:
        """Select a reservation in every view of the day."""
        if reservation_id != self._selected:
            self._selected = reservation_id
            self.selection_changed.emit(reservation_id)

    def find(self, reservation_id: str) -> Reservation | None:
        """Look up a reservation of this day."""
        return self._by_id.get(reservation_id)

    def row(self, reservation: Reservation) -> Row:
        """Put a reservation into the words every view shows."""
        return self._shelf.row(self._book, reservation, self.standing(reservation))

    def standing(self, reservation: Reservation) -> Standing:
        """Tell what the day knows of a reservation besides its own fields."""
        double, disagreed = self._standings.get(reservation.id, (False, False, False))[:2]
        return Standing(
            now=self._past_at or self.now(),
            double_booked=double,
            disagreed=disagreed,
            tentative=self.tentative(reservation.id),
        )

    def in_clash(self, reservation_id: str) -> bool:
        """Whether its table is taken twice, or people disagree about it."""
        return any(self._standings.get(reservation_id, (False, False, False))[:2])

    def tentative(self, reservation_id: str) -> bool:
        """Whether the hub has not confirmed the table yet."""
        return self._has_hub and self._standings.get(reservation_id, (False, False, False))[2]

    def cautions(self, reservation_id: str) -> tuple[Caution, ...]:
        """List what a head waiter would mention about it."""
        reservation = self.find(reservation_id)
        return cautions(self._book, reservation) if reservation else ()

    def free(
        self, starts_at: datetime, adults: int, ignoring: str | None = None
    ) -> tuple[Suggestion, ...]:
        """Rank the tables that are free for a party on this day."""
        return self._desk.bookings.free(
            self.business_day,
            starts_at,
            adults,
            ignoring=ReservationId(ignoring) if ignoring else None,
            now=self.now(),
        )

    def set_status(self, reservation_id: str, status: Status) -> None:
        """Move a party on: arrived, seated, left."""
        self._write(
            "status",
            reservation_id,
            lambda before: self._desk.bookings.set_status(before, status, self._author),
        )

    def move(
        self, reservation_id: str, table_ids: tuple[str, ...], starts_at: datetime | None = None
    ) -> None:
        """Give a party other tables, or another time, or both."""
        tables = tuple(TableId(table_id) for table_id in table_ids)
        self._write(
            "move",
            reservation_id,
            lambda before: self._desk.bookings.change(
                before,
                replace(before, table_ids=tables, starts_at=starts_at or before.starts_at),
                self._author,
                "move",
            ),
        )

    def set_turn(self, reservation_id: str, minutes: int) -> None:
        """Let a party keep its table longer, or less long."""
        self._write(
            "turn",
            reservation_id,
            lambda before: self._desk.bookings.change(
                before, replace(before, turn_minutes=minutes), self._author, "turn"
            ),
        )

    def note_allergies(self, reservation_id: str, allergies: tuple[str, ...]) -> None:
        """Note what somebody of a party must not eat."""
        self._write(
            "change",
            reservation_id,
            lambda before: self._desk.bookings.change(
                before, replace(before, allergies=allergies), self._author
            ),
        )

    def walk_in(self, table_id: str, adults: int) -> None:
        """Seat a party that came through the door."""
        if self._is_past():
            return
        try:
            booked = self._desk.bookings.walk_in((TableId(table_id),), adults, self._author)
        except REFUSALS as error:
            self.refused.emit(refusal_text(error))
        else:
            self.record("walk_in", booked)

    def record(self, code: str, booked: Booked) -> None:
        """Take that a reservation was written, here or by a sheet: show it, and offer undo."""
        reservation = booked.reservation
        touched = frozenset({("reservation", str(reservation.id))})
        self.record_changes(Saved(code, booked.change_ids, touched, reservation.guest_name))

    def record_changes(self, saved: Saved) -> None:
        """Take that anything was written: show it, and offer undo."""
        if not saved.change_ids:
            return
        self.return_to_now()
        self._done = [*self._done[1 - UNDO_DEPTH_MAX :], saved]
        self._undone = []
        self._tell(saved)

    def announce(self, touched: Touched) -> None:
        """Take that the book was written to here in a way that is no use case, nor taken back."""
        self.refresh(touched)
        self.wrote.emit(touched)

    def undo(self) -> None:
        """Take back the newest thing done here; the book keeps both in its history."""
        if self._is_past():
            return
        if self._done and (inverse := self._inverse_of(self._done, self.undo)):
            self._take_as_undone(inverse)

    def redo(self) -> None:
        """Do again what was taken back."""
        if self._is_past():
            return
        if self._undone and (again := self._inverse_of(self._undone, self.redo)):
            self._done.append(again)
            self._tell(replace(again, code="redone", original=again.code))

    def take_back(self, old: Saved) -> None:
        """Take back something of the past, be it of yesterday; `redo` does it again.

        If it is part of something done here at once, all of that is taken back.
        """
        if self._is_past():
            return
        ids = set(old.change_ids)
        mine = next((each for each in self._done if ids & set(each.change_ids)), old)
        if inverse := self._inverse_of([mine], partial(self.take_back, old)):
            self._done = [each for each in self._done if each is not mine]
            self._take_as_undone(inverse)

    def _take_as_undone(self, inverse: Saved) -> None:
        self._undone.append(inverse)
        self._tell(replace(inverse, code="undone", original=inverse.code))

    def _inverse_of(self, pile: list[Saved], again: Callable[[], None]) -> Saved | None:
        """Write the opposite of the uppermost of a pile, and take it off.

        Where it takes a manager, `again` goes on once one has signed.
        """
        saved = pile[-1]
        try:
            change_ids = self._desk.history.undo(saved.change_ids, self._author)
        except REFUSALS as error:
            kinds = {kind for kind, _ in saved.touched} & GUARDED_KINDS.keys()
            if error.code == NEEDS_MANAGER and kinds:
                self.rights.grants(GUARDED_KINDS[min(kinds)], again)
                return None
            if not isinstance(error, StoreError):
                # Never any more; what lies beneath it must not stay out of reach.
                pile.pop()
            self.refused.emit(refusal_text(error))
            self.piles_changed.emit()
            return None
        pile.pop()
        return replace(saved, change_ids=change_ids)

    def _write(
        self, code: str, reservation_id: str, write: Callable[[Reservation], Booked]
    ) -> None:
        reservation = self.find(reservation_id)
        if reservation is None or self._is_past():
            return
        try:
            booked = write(reservation)
        except REFUSALS as error:
            self.refused.emit(refusal_text(error))
        else:
            self.record(code, booked)

    def _is_past(self) -> bool:
        """Refuse, in words, to write into the past."""
        if self._past_at is None:
            return False
        self.refused.emit(
            QCoreApplication.translate(
                "Refusals", "This is the book as it was, to look at only. Go back to now first."
            )
        )
        return True

    def _tell(self, saved: Saved) -> None:
        self._last = saved
        self.announce(saved.touched)
        self.saved.emit(saved.code, saved.change_ids)

    def _take(self, book: DayBook, ticket: int | None = None) -> None:
        """Take a day that was read elsewhere, or here and now: then what is read yet is older."""
        self._book = book
        self._ticket = self._ticket + 1 if ticket is None else ticket
        self._by_id: Mapping[str, Reservation] = {str(each.id): each for each in book.reservations}
        self._doubles = double_bookings(book)
        doubled = {each.id for pair in self._doubles for each in (pair.holder, pair.other)}
        self._standings: Mapping[str, _Stand] = {
            str(each.id): (
                each.id in doubled,
                bool(each.conflicts),
                book.is_tentative(each),
            )
            for each in book.reservations
        }
