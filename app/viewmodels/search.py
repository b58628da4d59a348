"""Find guests and bookings while somebody types: kana, any spelling of a name, part of a number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QObject, Signal

from app.domain.guest import Guest
from app.domain.reservation import Reservation
from app.services.desk import Desk
from app.viewmodels.caller_face import call_row
from app.viewmodels.day import DayModel
from app.viewmodels.rows import name_text, status_word
from app.viewmodels.wording import booking_text, listed, person_text, phone_text, translate

DIGITS_MIN: Final = 3
BOOKINGS_MAX: Final = 8
GUESTS_MAX: Final = 12
CALLS_MAX: Final = 12
BACK_DAYS: Final = 60
"""Bookings of the last weeks are found too: people ask for what they left behind."""


class HitKind(StrEnum):
    """What was found."""

    BOOKING = "booking"
    GUEST = "guest"
    CALL = "call"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One line of the results.

    Attributes:
        alarm: an allergy, a caution or a call that is owed; shown in vermilion.
    """

    kind: HitKind
    id: str
    title: str
    detail: str
    note: str = ""
    alarm: str = ""


class SearchModel(QObject):
    """What is typed in the search box, and what it finds.

    Signals:
        changed: other results, or another of them is marked.
        booking_chosen: carries a reservation id.
        guest_chosen: carries a guest id.
    """

    changed = Signal()
    booking_chosen = Signal(str)
    guest_chosen = Signal(str)

    def __init__(self, desk: Desk, day: DayModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._day = day
        self._text = ""
        self._hits: tuple[Hit, ...] = ()
        self._marked = 0

    @property
    def text(self) -> str:
        """What is looked for."""
        return self._text

    @property
    def hits(self) -> tuple[Hit, ...]:
        """What was found: bookings, the next first, then guests; calls while nothing is typed."""
        return self._hits

    @property
    def marked(self) -> int:
        """Which result Enter opens; -1 while there is none."""
        return self._marked if self._hits else -1

    @property
    def hint(self) -> str:
        """What to do when nothing is found."""
        digits = sum(each.isdigit() for each in self._text)
        if 0 < digits < DIGITS_MIN and digits == len(self._text.strip()):
            return translate("Search", "Type three digits of a number or more")
        if self._text.strip() and not self._hits:
            return translate("Search", "Nobody found")
        return ""

    def look_for(self, text: str) -> None:
        """Take what stands in the search box."""
        self._text = text
        self._marked = 0
        self._hits = self._find(text.strip())
        self.changed.emit()

    def reword(self) -> None:
        """Say the results again, in the language that is spoken now."""
        self._hits = self._find(self._text.strip())
        self.changed.emit()

    def step(self, by: int) -> None:
        """Mark the result below, or above."""
        if self._hits:
            self._marked = (self._marked + by) % len(self._hits)
            self.changed.emit()

    def choose(self, place: int | None = None) -> None:
        """Open a result: the one at `place`, else the marked one."""
        at = self.marked if place is None else place
        if not 0 <= at < len(self._hits):
            return
        hit = self._hits[at]
        if hit.kind is HitKind.GUEST:
            self.guest_chosen.emit(hit.id)
        elif hit.id:
            self.booking_chosen.emit(hit.id)

    def _find(self, typed: str) -> tuple[Hit, ...]:
        if not typed:
            return self._calls()
        if typed.isdigit() and len(typed) < DIGITS_MIN:
            return ()
        first = self._day.today() - timedelta(days=BACK_DAYS)
        today = self._day.today()
        bookings = self._desk.bookings.search(typed, first)
        bookings = tuple(
            sorted(
                bookings,
                key=lambda it: (
                    it.business_day < today,
                    abs((it.business_day - today).days),
                    it.starts_at,
                ),
            )
        )[:BOOKINGS_MAX]
        guests = self._desk.guests.find(typed, GUESTS_MAX)
        return (*map(self._booking_hit, bookings), *map(_guest_hit, guests))

    def _calls(self) -> tuple[Hit, ...]:
        book, today = self._day.book, self._day.today()
        rows = (call_row(each, book, today) for each in self._desk.calls.list(CALLS_MAX))
        return tuple(
            Hit(
                kind=HitKind.CALL,
                id=row.reservation_id,
                title=row.who,
                detail=f"{row.time} {row.outcome}",
                note=row.note,
                alarm=translate("Search", "to call back") if row.owes_call else "",
            )
            for row in rows
        )

    def _booking_hit(self, reservation: Reservation) -> Hit:
        book = self._day.book
        return Hit(
            kind=HitKind.BOOKING,
            id=str(reservation.id),
            title=name_text(reservation),
            detail=booking_text(reservation, book.venue, book.tables),
            note=status_word(reservation.status),
            alarm=listed(reservation.allergies),
        )


def _guest_hit(guest: Guest) -> Hit:
    return Hit(
        kind=HitKind.GUEST,
        id=str(guest.id),
        title=person_text(guest.name or guest.kana),
        detail=listed(filter(None, (guest.kana, guest.company))),
        note=phone_text(guest.phones[0]) if guest.phones else "",
        alarm=translate("Search", "Caution") if guest.caution else "",
    )
