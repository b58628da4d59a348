"""Keeps the rows of a day that still hold, so that one tap does not write three hundred anew."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.domain.day import DayBook
from app.domain.guest import Guest, Visits
from app.domain.reservation import Reservation
from app.viewmodels.rows import Row, Standing, minutes_late, minutes_over, row_of


@dataclass(frozen=True, slots=True)
class _Facts:
    """Everything a row is made of, besides the floor and the language."""

    reservation: Reservation
    guest: Guest | None
    visits: Visits | None
    standing: tuple[bool, bool, bool]
    late: int
    over: int


class RowShelf:
    """The rows last made, each with what it was made of."""

    def __init__(self) -> None:
        self._rows: dict[str, tuple[_Facts, Row]] = {}
        self._book: DayBook | None = None
        self._word = ""

    def row(self, book: DayBook, reservation: Reservation, standing: Standing) -> Row:
        """Hand out a row: the one that is there, if nothing it tells has changed."""
        self._clear_unless(book)
        facts = _facts_of(book, reservation, standing)
        kept = self._rows.get(reservation.id)
        if kept is not None and kept[0] == facts:
            return kept[1]
        row = row_of(book, reservation, standing)
        self._rows[reservation.id] = facts, row
        return row

    def _clear_unless(self, book: DayBook) -> None:
        # One word tells the language: no two languages call a booking the same.
        word = QCoreApplication.translate("Rows", "Booked")
        if word != self._word or not self._stands_on(book):
            self._rows.clear()
        self._book, self._word = book, word

    def _stands_on(self, book: DayBook) -> bool:
        before = self._book
        return before is book or (
            before is not None
            and (before.business_day, before.venue, before.tables)
            == (book.business_day, book.venue, book.tables)
        )


def _facts_of(book: DayBook, reservation: Reservation, standing: Standing) -> _Facts:
    guest_id = reservation.guest_id
    return _Facts(
        reservation,
        book.guests.get(guest_id) if guest_id else None,
        book.visits.get(guest_id) if guest_id else None,
        (standing.double_booked, standing.disagreed, standing.tentative),
        minutes_late(reservation, standing.now),
        minutes_over(reservation, standing.now),
    )
