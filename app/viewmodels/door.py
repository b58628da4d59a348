"""The door: where a party may sit down now, and who waits for a table (順番待ち)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.business_day import clock_text
from app.domain.day import DayBook
from app.domain.door import Offer, offers
from app.domain.ids import ReservationId, TableId
from app.domain.reservation import Reservation
from app.domain.waiting import (
    DoorParty,
    estimate,
    minutes_left,
    minutes_waited,
    next_number,
    waitlist,
)
from app.services.bookings import Booked
from app.services.desk import Desk
from app.viewmodels.counted import Counted
from app.viewmodels.day import DayModel, Touched
from app.viewmodels.discretion import is_discreet
from app.viewmodels.refusals import REFUSALS, refusal_text
from app.viewmodels.rows import covers_text, name_text, party_text
from app.viewmodels.wording import phone_text, translate

BEST_MAX = 3
"""So many tables are put before all others for a number of guests."""

TableIds = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a party may sit, as it is offered.

    Attributes:
        name: `T5`, or `T5+T6` for tables pushed together.
        seats: the most it seats, such as `4名`.
        until: `20:15まで` where the next party comes within the usual stay; else empty.
    """

    table_ids: TableIds
    name: str
    seats: str
    until: str

    @property
    def text(self) -> str:
        """What stands on its chip."""
        return " · ".join(each for each in (self.name, self.seats, self.until) if each)

    @property
    def spoken(self) -> str:
        """The same for a reader."""
        words = (self.name, self.seats, self.until)
        return translate("Wording", ", ").join(each for each in words if each)


@dataclass(frozen=True, slots=True)
class SeatGroup:
    """Seats under one title: the best of all, or those of an area."""

    title: str
    seats: tuple[Seat, ...]


@dataclass(frozen=True, slots=True)
class WaitLine:
    """One party on the waitlist, as it is shown.

    Attributes:
        name, party: with 様 or as a number; how many they are.
        waited: since when, and for how long.
        left: `あと8分`, or past what they were told `7分超過`; empty where nobody told them.
        is_over: what they were told is over.
        called: when they were called in, or empty.
    """

    id: str
    name: str
    party: str
    waited: str
    left: str
    is_over: bool
    called: str
    phone: str
    note: str
    covers: int

    @property
    def spoken(self) -> str:
        """All of it as one sentence."""
        words = (self.name, self.party, self.left, self.waited, self.called, self.note)
        return translate("Wording", ", ").join(each for each in words if each)


class DoorModel(QObject):
    """What the walk-in card and the waitlist show, and what their taps do.

    Signals:
        changed: who waits, or what may be offered, is not what it was.
    """

    changed = Signal()

    def __init__(self, desk: Desk, day: DayModel) -> None:
        super().__init__(day)
        self._desk = desk
        self._day = day
        self._elsewhere: tuple[date, DayBook] | None = None
        day.opened.connect(self._forget)
        day.changed.connect(self._forget)

    @Slot(object)
    def refresh(self, touched: Touched) -> None:
        """Take news: today may not be the day that is shown."""
        if self._elsewhere is not None and any(kind != "call" for kind, _ in touched):
            self._forget()

    @property
    def today(self) -> DayBook:
        """Today, whichever day is on the screen: nobody waits for a table of another."""
        if self._day.business_day == self._day.today():
            return self._day.book
        if self._elsewhere is None or self._elsewhere[0] != self._day.today():
            self._elsewhere = (self._day.today(), self._desk.bookings.day(self._day.today()))
        return self._elsewhere[1]

    def groups(self, covers: int) -> tuple[SeatGroup, ...]:
        """Offer what is free now, by area; for a number of guests the best of it first."""
        book = self.today
        found = offers(book, self._day.now(), covers)
        groups: dict[str, list[Seat]] = {}
        if covers and len(found) > BEST_MAX:
            best = translate("Door", "Best for {covers}").format(covers=covers)
            groups[best] = [self._seat(book, each) for each in found[:BEST_MAX]]
            found = found[BEST_MAX:]
        for each in found:
            groups.setdefault(_area_of(book, each), []).append(self._seat(book, each))
        return tuple(SeatGroup(title, tuple(seats)) for title, seats in groups.items())

    def waiting(self) -> tuple[WaitLine, ...]:
        """List who waits, whoever came first on top."""
        return tuple(self._line(each) for each in waitlist(self.today))

    def estimate(self, adults: int, children: int = 0) -> int | None:
        """Estimate how many minutes a party that comes now would wait; None is too long."""
        return estimate(self.today, self._day.now(), adults, children)

    def next_number(self) -> str:
        """Give the number that may be handed out next."""
        return str(next_number(self.today))

    def seat_walk_in(self, table_ids: TableIds, adults: int, children: int = 0) -> bool:
        """Seat a party that came through the door; False if the house refuses."""
        tables = tuple(TableId(each) for each in table_ids)
        author = self._day.author
        return self._do(
            "walk_in",
            lambda: self._desk.bookings.walk_in(tables, adults, author, children),
        )

    def add(self, party: DoorParty) -> bool:
        """Let a party wait; False if the house refuses."""
        return self._do("wait", lambda: self._desk.bookings.wait(party, self._day.author))

    def lengthen(self, id: str, minutes: int) -> None:
        """Tell a party that it will be so many minutes more than what is left, from now on."""
        party = self.today.reservation(ReservationId(id))
        if party is not None:
            left = max(0, minutes_left(party, self._day.now()) or 0) + minutes
            quote = self._desk.bookings.quote
            self._do("quote", lambda: quote(party, left, self._day.author))

    def call_in(self, id: str) -> None:
        """Note that a party was called in."""
        self._change("call_in", id, lambda it: self._desk.bookings.call_in(it, self._day.author))

    def seat(self, id: str, table_ids: TableIds) -> None:
        """Seat a party from the waitlist."""
        tables = tuple(TableId(each) for each in table_ids)
        self._change(
            "walk_in",
            id,
            lambda it: self._desk.bookings.seat_waiting(it, tables, self._day.author),
        )

    def give_up(self, id: str) -> None:
        """Note that a party went away without a table."""
        leave = self._desk.bookings.give_up
        self._change("gave_up", id, lambda it: leave(it, self._day.author))

    def _change(self, code: str, id: str, act: Callable[[Reservation], Booked]) -> None:
        party = self.today.reservation(ReservationId(id))
        if party is not None:
            self._do(code, lambda: act(party))

    def _do(self, code: str, act: Callable[[], Booked]) -> bool:
        try:
            booked = act()
        except REFUSALS as error:
            self._day.refused.emit(refusal_text(error))
            return False
        self._day.record(code, booked)
        return True

    @Slot()
    def _forget(self) -> None:
        self._elsewhere = None
        self.changed.emit()

    def _seat(self, book: DayBook, offer: Offer) -> Seat:
        until = ""
        if offer.until is not None:
            at = clock_text(offer.until, book.venue, book.business_day)
            until = translate("Door", "until {time}").format(time=at)
        return Seat(
            table_ids=tuple(offer.table_ids),
            name="+".join(book.table_names(offer.table_ids)),
            seats=translate("Door", "{seats} seats").format(seats=offer.seats_max),
            until=until,
        )

    def _line(self, party: Reservation) -> WaitLine:
        book, now = self.today, self._day.now()
        left = minutes_left(party, now)
        called = ""
        if party.called_at is not None:
            at = clock_text(party.called_at, book.venue, book.business_day)
            called = translate("Door", "called at {time}").format(time=at)
        return WaitLine(
            id=party.id,
            name=name_text(party),
            party=party_text(party),
            waited=translate("Door", "since {time}, {minutes} min").format(
                time=clock_text(party.starts_at, book.venue, book.business_day),
                minutes=minutes_waited(party, now),
            ),
            left=left_text(left),
            is_over=left is not None and left < 0,
            called=called,
            phone=phone_text(party.phone),
            note="" if is_discreet() else party.note,
            covers=party.covers,
        )


@dataclass(frozen=True, slots=True)
class WaitStrip:
    """The waitlist in one line: how many wait, and who is next.

    Attributes:
        text: empty while nobody waits.
        is_over: somebody waits longer than they were told.
    """

    text: str = ""
    is_over: bool = False


def strip_of(book: DayBook, now: datetime) -> WaitStrip:
    """Put a day's waitlist into one line: `順番待ち 3組　次 高橋様 2名　あと8分`."""
    parties = waitlist(book)
    if not parties:
        return WaitStrip()
    lefts = [minutes_left(each, now) for each in parties]
    is_over = any(each is not None and each < 0 for each in lefts)
    first = parties[0]
    known = [each for each in lefts if each is not None]
    words = (
        translate("Door", "Waiting: {parties}").format(
            parties=Counted().parties_text(len(parties))
        ),
        translate("Door", "next {name} {covers}").format(
            name=name_text(first), covers=covers_text(first.covers)
        ),
        left_text(min(known, default=None)),
    )
    return WaitStrip("   ".join(each for each in words if each), is_over)


def left_text(left: int | None) -> str:
    """Write what is left of what a party was told: `あと8分`, `7分超過`."""
    if left is None:
        return ""
    if left < 0:
        return translate("Door", "{minutes} min over").format(minutes=-left)
    return translate("Door", "{minutes} min left").format(minutes=left)


def _area_of(book: DayBook, offer: Offer) -> str:
    table = book.table(offer.table_ids[0])
    area = next((each for each in book.areas if table and each.id == table.area_id), None)
    return area.name if area else ""
