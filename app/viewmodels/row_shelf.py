"""Keeps the rows of a day that still hold, so that one tap does not write three hundred anew."""

from __future__ import annotations

from datetime import date

from app.domain.day import DayBook
from app.domain.reservation import Reservation
from app.viewmodels.rows import Row, Standing, row_of


class RowShelf:
    """The rows last made, with the words that were read of them."""

    def __init__(self) -> None:
        self._rows: dict[str, Row] = {}
        self._day: date | None = None

    def row(self, book: DayBook, reservation: Reservation, standing: Standing) -> Row:
        """Hand out a row: the one that is there, if nothing it is made of has changed."""
        if book.business_day != self._day:
            self._rows.clear()
            self._day = book.business_day
        fresh = row_of(book, reservation, standing)
        kept = self._rows.get(reservation.id)
        if kept == fresh:
            return kept
        self._rows[reservation.id] = fresh
        return fresh
