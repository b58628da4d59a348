"""Keeps the rows of a day that still hold, so that one tap does not write three hundred anew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from operator import is_

from app.domain.day import DayBook
from app.domain.reservation import Reservation, Status
from app.viewmodels.discretion import is_discreet
from app.viewmodels.rows import Row, Standing, row_of, status_word


@dataclass(frozen=True, slots=True)
class _Made:
    """A row and what it is made of.

    Attributes:
        things: compared by being the very same, a twentieth of the work: a day that is read again
            keeps what did not change (`DayBook.keeping`).
        facts: compared by their value.
    """

    row: Row
    things: tuple[object, ...]
    facts: tuple[object, ...]


class RowShelf:
    """The rows last made, with the words that were read of them."""

    def __init__(self) -> None:
        self._rows: dict[str, _Made] = {}
        self._day: date | None = None

    def row(self, book: DayBook, reservation: Reservation, standing: Standing) -> Row:
        """Hand out a row: the one that is there, if nothing it is made of has changed."""
        if book.business_day != self._day:
            self._rows.clear()
            self._day = book.business_day
        things, facts = _things(book, reservation), _facts(standing)
        kept = self._rows.get(reservation.id)
        if kept is not None and kept.facts == facts and all(map(is_, kept.things, things)):
            return kept.row
        fresh = row_of(book, reservation, standing)
        row = kept.row if kept is not None and kept.row == fresh else fresh
        self._rows[reservation.id] = _Made(row, things, facts)
        return row


def _things(book: DayBook, reservation: Reservation) -> tuple[object, ...]:
    guest_id = reservation.guest_id
    guest, visits = (
        (book.guests.get(guest_id), book.visits.get(guest_id)) if guest_id else (None, None)
    )
    return (reservation, guest, visits, book.venue, book.tables)


def _facts(standing: Standing) -> tuple[object, ...]:
    return (
        standing.now.replace(second=0, microsecond=0),  # rows count minutes
        standing.double_booked,
        standing.disagreed,
        standing.tentative,
        status_word(Status.BOOKED),
        is_discreet(),
    )
