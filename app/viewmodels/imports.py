"""Taking another system's table over: which file, which columns, what would come, then all of it.

A file may have a million lines, so it is checked and written a few lines at a turn; staff work on
meanwhile. All of it is one act, and is taken back as one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.domain.errors import DomainError
from app.domain.guest import Guest
from app.domain.import_fields import FIELDS, Field, Kind, guess, missing
from app.domain.reservation import Reservation
from app.inbound.csv_table import CsvRow, CsvTable
from app.services.desk import Desk
from app.services.imports import Line, Outcome, Plan, Run
from app.viewmodels.day import DayModel, Saved
from app.viewmodels.import_words import import_field_word, problem_text, unreadable_text
from app.viewmodels.refusals import REFUSALS, refusal_text
from app.viewmodels.rows import name_text
from app.viewmodels.wording import (
    booking_text,
    listed,
    moment_text,
    person_text,
    phone_text,
    translate,
)

TURN_LINES: Final = 40
"""As many as are checked or written before the window has its turn again."""

PROBLEMS_MAX: Final = 200
SHOWN_MAX: Final = 8
SAMPLES: Final = 2


class Step(StrEnum):
    """How far an import has come."""

    CHOOSE = "choose"
    CHECK = "check"
    CHECKED = "checked"
    WRITE = "write"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file to choose."""

    path: Path
    name: str
    detail: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: its head, its first values, and what it is taken for."""

    place: int
    head: str
    samples: str
    field: Field | None


@dataclass(frozen=True, slots=True)
class Counts:
    """What would become of the lines, or did."""

    new: int = 0
    known: int = 0
    bad: int = 0


class ImportModel(QObject):
    """One import at a time.

    Signals:
        changed: anything of it is different.
        refused: it went no further; carries a sentence fit to show.
    """

    changed = Signal()
    refused = Signal(str)

    def __init__(self, desk: Desk, day: DayModel) -> None:
        super().__init__(day)
        self._desk = desk
        self._day = day
        self._kind = Kind.BOOKINGS
        self._step = Step.CHOOSE
        self._files: tuple[FileLine, ...] = ()
        self._path = Path()
        self._table: CsvTable | None = None
        self._fields: dict[int, Field] = {}
        self._source = ""
        self._plan: Plan | None = None
        self._tally: Counter[Outcome] = Counter()
        self._wrong: list[Line] = []
        self._first: list[Line] = []
        self._work: Iterator[None] | None = None
        self._done = 0
        self._change_ids: list[str] = []
        self._touched: set[tuple[str, str]] = set()
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._go_on)

    @property
    def step(self) -> Step:
        """How far it has come."""
        return self._step

    @property
    def kind(self) -> Kind:
        """What the table lists."""
        return self._kind

    @property
    def source(self) -> str:
        """Which system it comes from."""
        return self._source

    @property
    def files(self) -> tuple[FileLine, ...]:
        """Tables on this machine, the newest first."""
        return self._files

    @property
    def title(self) -> str:
        """The file that is open."""
        return self._path.name

    @property
    def columns(self) -> tuple[Column, ...]:
        """The table's columns."""
        if self._table is None:
            return ()
        begin = self._table.rows[:SAMPLES]
        return tuple(
            Column(
                place,
                head,
                listed(row.cells[place] for row in begin if place < len(row.cells)),
                self._fields.get(place),
            )
            for place, head in enumerate(self._table.header)
        )

    @property
    def fields(self) -> tuple[Field, ...]:
        """What a column of such a table may hold."""
        return FIELDS[self._kind]

    @property
    def missing(self) -> str:
        """What no column holds yet and every line needs; empty when nothing."""
        wanting = missing(tuple(self._fields.values()), self._kind)
        if not wanting:
            return ""
        words = translate("Import", "Say which column holds: {fields}")
        return words.format(fields=listed(map(import_field_word, wanting)))

    @property
    def counts(self) -> Counts:
        """What would become of the lines looked at so far."""
        return Counts(*(self._tally[each] for each in Outcome))

    @property
    def percent(self) -> int:
        """How far checking or writing has come."""
        total = len(self._table.rows) if self._table else 0
        return 100 * self._done // total if total else 100

    @property
    def problems(self) -> tuple[str, ...]:
        """What is wrong with which lines, those that stay out first; as many as one reads."""
        return tuple(map(problem_text, self._wrong))

    @property
    def shown(self) -> tuple[str, ...]:
        """The first of what would come, as the book would show it."""
        return tuple(self._words(each.value) for each in self._first if each.value is not None)

    @property
    def can_import(self) -> bool:
        """Whether all was checked, and something would come."""
        return self._step is Step.CHECKED and self.counts.new > 0

    @property
    def can_take_back(self) -> bool:
        """Whether the import is the newest thing done here."""
        return self._step is Step.DONE and bool(self._change_ids) and self._is_newest()

    def open(self) -> None:
        """Look for files again, unless an import is under way."""
        if self._step is Step.CHOOSE:
            venue, today = self._day.book.venue, self._day.today()
            self._files = tuple(
                FileLine(
                    each.path,
                    each.path.name,
                    f"{moment_text(each.changed_at_ms, venue, today)}   "
                    f"{max(1, each.size_bytes // 1024):,} kB",
                )
                for each in self._desk.imports.files()
            )
        self.changed.emit()

    def choose_kind(self, kind: Kind) -> None:
        """Say what the table lists."""
        self._kind = kind
        self.changed.emit()

    def read(self, path: Path) -> None:
        """Open a file and guess its columns; nothing is written."""
        try:
            self._table = self._desk.imports.read(path)
        except DomainError as error:
            self.refused.emit(unreadable_text(error.code) or refusal_text(error))
            return
        self._path = path
        self._fields = guess(self._table.header, self._kind)
        self._check()

    def set_field(self, place: int, field: Field | None) -> None:
        """Say what a column holds; another that held the same holds nothing then."""
        kept = {at: each for at, each in self._fields.items() if each is not field and at != place}
        self._fields = {**kept, place: field} if field is not None else kept
        self._check()

    def set_source(self, source: str) -> None:
        """Say which system it comes from; numbers of two systems are not the same bookings."""
        if source.strip() != self._source:
            self._source = source.strip()
            self._check()

    def start(self) -> None:
        """Write all that is new."""
        if self.can_import and self._plan is not None:
            self._begin(Step.WRITE, self._writing(self._desk.imports.begin(self._plan)))

    def take_back(self) -> None:
        """Take all of it back."""
        if not self.can_take_back:
            return
        self._day.undo()
        # Where others built on it, undo was refused, and the import still stands.
        if not self._is_newest():
            self.start_over()

    def start_over(self) -> None:
        """Leave the table; what was written stays."""
        self._turn.stop()
        self._work = self._table = self._plan = None
        self._forget()
        self._change_ids, self._touched = [], set()
        self._step = Step.CHOOSE
        self.open()

    def reword(self) -> None:
        """Say everything again, in the language that is spoken now."""
        self.changed.emit()

    def _check(self) -> None:
        """Begin the dry run anew."""
        self._forget()
        if self.missing:
            self._turn.stop()
            self._work = None
            self._step = Step.CHECK
            self.changed.emit()
            return
        self._plan = Plan(kind=self._kind, fields=dict(self._fields), source=self._source)
        self._begin(Step.CHECK, self._checking(self._desk.imports.begin(self._plan)))

    def _forget(self) -> None:
        self._tally = Counter()
        self._wrong, self._first = [], []

    def _begin(self, step: Step, work: Iterator[None]) -> None:
        self._step, self._work, self._done = step, work, 0
        self._turn.start()
        self.changed.emit()

    @Slot()
    def _go_on(self) -> None:
        """Do one turn's work."""
        if self._work is None:
            return
        try:
            next(self._work)
        except StopIteration:
            self._work = None
            self._finish()
        except REFUSALS as error:
            self._work = None
            self._finish()
            self.refused.emit(refusal_text(error))
        else:
            self._turn.start()
        self.changed.emit()

    def _checking(self, run: Run) -> Iterator[None]:
        for rows in self._slices():
            lines = run.check(rows)
            self._tally.update(each.outcome for each in lines)
            wrong = [*self._wrong, *(each for each in lines if each.problems)]
            # What stays out comes first: no list of trifles may hide it.
            wrong.sort(key=lambda each: each.outcome is not Outcome.BAD)
            self._wrong = wrong[:PROBLEMS_MAX]
            self._first = [*self._first, *(each for each in lines if each.value)][:SHOWN_MAX]
            yield

    def _writing(self, run: Run) -> Iterator[None]:
        # Read anew instead of kept: a million bookings would not fit beside the program.
        for rows in self._slices():
            written = run.write(run.check(rows), self._day.author)
            self._change_ids += written.change_ids
            self._touched |= written.touched
            yield

    def _slices(self) -> Iterator[Sequence[CsvRow]]:
        rows = self._table.rows if self._table is not None else ()
        for at in range(0, len(rows), TURN_LINES):
            self._done = at
            yield rows[at : at + TURN_LINES]
        self._done = len(rows)

    def _finish(self) -> None:
        """Go on to the next step; what was written is one act, also where it was cut short."""
        if self._step is Step.CHECK:
            self._step = Step.CHECKED
            return
        self._step = Step.DONE
        touched = frozenset(self._touched)
        self._day.record_changes(Saved("import", tuple(self._change_ids), touched, self.title))

    def _is_newest(self) -> bool:
        newest = self._day.next_undo
        return newest is not None and newest.change_ids == tuple(self._change_ids)

    def _words(self, value: Reservation | Guest) -> str:
        if isinstance(value, Reservation):
            book = self._day.book
            return f"{name_text(value)}   {booking_text(value, book.venue, book.tables)}"
        number = phone_text(value.phones[0]) if value.phones else ""
        parts = (person_text(value.name or value.kana), value.kana, number)
        return "   ".join(each for each in parts if each)
