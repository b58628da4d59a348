"""Taking over what another system wrote: a dry run that writes nothing, then line by line, once.

An entity's id follows from the system it comes from and its number there, so taking the same file
over again changes nothing, on any device. What was taken over and then taken back is made anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Final
from uuid import UUID, uuid5

from app.domain.booking import BookingDraft, book
from app.domain.business_day import business_day_of
from app.domain.errors import DomainError, Invalid
from app.domain.guest import Guest
from app.domain.ids import GuestId, ReservationId
from app.domain.import_fields import Field, Kind
from app.domain.import_rows import (
    House,
    Problem,
    booking_key,
    guest_key,
    read_booking,
    read_guest,
)
from app.domain.reservation import Reservation
from app.inbound.csv_table import BYTES_MAX, CsvRow, CsvTable, read_table
from app.services.author import Author, Means
from app.services.bookings import Bookings
from app.services.guests import GuestDraft, Guests
from app.store.ledger import Write

SPACE: Final = UUID("5f9d3c3a-6f0d-5d4b-9b1e-3b7a1b8f2c10")
"""Ours alone, so that no other use of the same words makes the same id."""

FILES_MAX: Final = 30
FOLDERS: Final = ("Downloads", "Desktop", "Documents", "ダウンロード", "デスクトップ", "書類")
SUFFIXES: Final = frozenset({".csv", ".tsv", ".txt"})
KIND_NAMES: Final = {Kind.BOOKINGS: "reservation", Kind.GUESTS: "guest"}


class Outcome(StrEnum):
    """What becomes of a line."""

    NEW = "new"
    KNOWN = "known"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it would be taken over; `value` stands for what is new."""

    number: int
    outcome: Outcome
    value: Reservation | Guest | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFile:
    """A table on this machine that may be meant."""

    path: Path
    size_bytes: int
    changed_at_ms: int


@dataclass(frozen=True, slots=True)
class Written:
    """What one step wrote."""

    change_ids: tuple[str, ...]
    touched: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How a table is to be read.

    Attributes:
        fields: what the columns hold, by their places.
        source: the system it comes from; numbers of two systems are not the same bookings.
    """

    kind: Kind
    fields: Mapping[int, Field]
    source: str = ""


class Imports:
    """Use cases around tables of other systems."""

    def __init__(
        self, means: Means, bookings: Bookings, guests: Guests, home: Path | None = None
    ) -> None:
        self._ledger = means.ledger
        self._now_ms = means.now_ms
        self._bookings = bookings
        self._guests = guests
        self._home = home

    def files(self) -> tuple[FoundFile, ...]:
        """List tables where browsers and people put files, the newest first."""
        home = self._home or Path.home()
        found = []
        for folder in FOLDERS:
            try:
                paths = list((home / folder).iterdir())
            except OSError:
                continue
            found += [file for path in paths if (file := _found(path)) is not None]
        found.sort(key=lambda each: -each.changed_at_ms)
        return tuple(found[:FILES_MAX])

    def read(self, path: Path) -> CsvTable:
        """Read a file.

        Raises:
            Invalid: it cannot be read, or is no table.
        """
        try:
            if path.stat().st_size > BYTES_MAX:
                message = f"the file has more than {BYTES_MAX:,} bytes; cut it up"
                raise Invalid(message, field="file", code="csv_too_large")
            return read_table(path.read_bytes())
        except OSError as error:
            message = f"{path.name} cannot be read: {error.strerror}"
            raise Invalid(message, field="file", code="csv_unreadable") from error

    def begin(self, plan: Plan) -> Run:
        """Begin to take a table over; nothing is written before `Run.write`."""
        at = datetime.fromtimestamp(self._now_ms() // 1000, UTC)
        venue = self._ledger.venue()
        house = House(venue=venue, tables=self._ledger.tables(), today=business_day_of(at, venue))
        return Run(self, plan, house)

    def identify(self, kind: Kind, name: str) -> tuple[str, bool]:
        """Give the id an entity of another system has here, and whether it is in the book.

        One that was taken back leaves its id to history, and the next is as good.
        """
        generation = 0
        while True:
            id = str(uuid5(SPACE, f"{name}\x1f{generation}" if generation else name))
            if self._ledger.find(KIND_NAMES[kind], id) is not None:
                return id, True
            if not self._ledger.is_named(id):
                return id, False
            generation += 1

    def booking(self, id: str, draft: BookingDraft, house: House) -> Reservation:
        """Make the booking of a line.

        Raises:
            Invalid: a field is out of bounds.
        """
        reservation = book(draft, house.venue, ReservationId(id))
        guest = self._bookings.guest_of(reservation)
        return replace(reservation, guest_id=guest) if guest else reservation

    def guest(self, id: str, draft: GuestDraft) -> Guest:
        """Make the card of a line.

        Raises:
            Invalid: a field is out of bounds.
        """
        return self._guests.made(GuestId(id), draft)

    def has_card(self, guest: Guest) -> bool:
        """Whether somebody of that name and number has a card already."""
        return self._guests.alike(guest) is not None

    def write(self, kind: Kind, lines: Iterable[Line], author: Author) -> Written:
        """Write what is new of some lines, in one transaction; what came meanwhile stays."""
        values = [
            each.value
            for each in lines
            if each.value is not None and self._ledger.find(KIND_NAMES[kind], each.value.id) is None
        ]
        committed = self._ledger.commit(
            [Write(None, value, "import") for value in values],
            actor=author.name,
            now_ms=self._now_ms(),
        )
        return Written(committed.change_ids, committed.touched)


class Run:
    """One table on its way into the book."""

    def __init__(self, imports: Imports, plan: Plan, house: House) -> None:
        self._imports = imports
        self._plan = plan
        self._house = house
        self._met: set[str] = set()

    def check(self, rows: Sequence[CsvRow]) -> tuple[Line, ...]:
        """Read some lines, and tell what would become of each; writes nothing."""
        read = self._booking if self._plan.kind is Kind.BOOKINGS else self._guest
        return tuple(read(row.number, self._cells(row)) for row in rows)

    def write(self, lines: Sequence[Line], author: Author) -> Written:
        """Write what is new of some lines that were checked."""
        return self._imports.write(self._plan.kind, lines, author)

    def _cells(self, row: CsvRow) -> dict[Field, str]:
        fields = self._plan.fields
        return {
            field: row.cells[place] for place, field in fields.items() if place < len(row.cells)
        }

    def _booking(self, number: int, cells: Mapping[Field, str]) -> Line:
        row = read_booking(cells, self._house)
        if row.draft is None:
            return Line(number, Outcome.BAD, problems=row.problems)
        id, is_known = self._place(row.reference or booking_key(row.draft))
        if is_known:
            return Line(number, Outcome.KNOWN, problems=row.problems)
        try:
            value = self._imports.booking(id, row.draft, self._house)
        except DomainError as error:
            return Line(number, Outcome.BAD, problems=(*row.problems, _refused(error)))
        return Line(number, Outcome.NEW, value, row.problems)

    def _guest(self, number: int, cells: Mapping[Field, str]) -> Line:
        row = read_guest(cells)
        if row.is_left_out:
            return Line(number, Outcome.BAD, problems=row.problems)
        id, is_known = self._place(row.reference or guest_key(row))
        if is_known:
            return Line(number, Outcome.KNOWN, problems=row.problems)
        draft = GuestDraft(
            name=row.name,
            kana=row.kana,
            phones=row.phones,
            email=row.email,
            company=row.company,
            birthday=row.birthday,
            anniversary=row.anniversary,
            tags=row.tags,
            allergies=row.allergies,
            preferences=row.preferences,
            caution=row.caution,
            note=row.note,
        )
        try:
            value = self._imports.guest(id, draft)
        except DomainError as error:
            return Line(number, Outcome.BAD, problems=(*row.problems, _refused(error)))
        if self._imports.has_card(value):
            return Line(number, Outcome.KNOWN, problems=row.problems)
        return Line(number, Outcome.NEW, value, row.problems)

    def _place(self, reference: str) -> tuple[str, bool]:
        """Find the id a line has; a second line of the same is known already."""
        parts = (self._house.venue.id, self._plan.kind.value, self._plan.source, reference)
        id, is_known = self._imports.identify(self._plan.kind, "\x1e".join(parts))
        is_known = is_known or id in self._met
        self._met.add(id)
        return id, is_known


def _found(path: Path) -> FoundFile | None:
    if path.suffix.lower() not in SUFFIXES:
        return None
    try:
        facts = path.stat()
    except OSError:
        return None
    return FoundFile(
        path=path, size_bytes=facts.st_size, changed_at_ms=facts.st_mtime_ns // 1_000_000
    )


def _refused(error: DomainError) -> Problem:
    known = {each.value: each for each in Field}
    names = {"guest_name": Field.NAME, "guest_kana": Field.KANA, "phones": Field.PHONE}
    field = known.get(error.field) or names.get(error.field) or Field.REFERENCE
    return Problem(field=field, value="", code=error.code, is_fatal=True)
