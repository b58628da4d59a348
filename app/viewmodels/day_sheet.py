"""The sheet for when the power is out, in words; and what was written on it, brought back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.business_day import clock_text, venue_zone
from app.domain.day_sheet import DaySheet, SheetLine, Slip, Step
from app.domain.reservation import Reservation
from app.domain.waiting import is_number
from app.services.desk import Desk
from app.viewmodels.counted import Counted
from app.viewmodels.day import DayModel, Saved, Touched
from app.viewmodels.header import day_text
from app.viewmodels.refusals import REFUSALS, refusal_text
from app.viewmodels.rows import covers_text, name_text, party_text, status_word
from app.viewmodels.wording import listed, number_text, translate

NEWS: Final = frozenset({"venue", "area", "table", "reservation", "guest"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedRow:
    """One party as it is printed.

    Attributes:
        sorts: adults, children and infants, where they are not all adults.
        alarm: what must not be overlooked: allergies.
        note: course, requests and memo.
    """

    number: str
    time: str
    name: str
    kana: str
    phone: str
    party: str
    sorts: str
    table: str
    status: str
    alarm: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedSheet:
    """Everything a painter needs; it asks nobody.

    Attributes:
        columns: headings of the columns, those to write in last.
        page: how a page is numbered, with {page} and {pages} to fill in.
    """

    title: str
    made: str
    hint: str
    columns: tuple[str, ...]
    rows: tuple[PrintedRow, ...]
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Echo:
    """What a typed line means, or why it means nothing.

    Attributes:
        line: its place in what was typed, from 0.
    """

    line: int
    text: str
    is_wrong: bool


def printed(sheet: DaySheet) -> PrintedSheet:
    """Put a sheet into the words that are printed."""
    made = translate(
        "DaySheet", "Made {day} {time} on {device}. {parties} parties, {covers} guests"
    )
    made_at = sheet.made_at.astimezone(venue_zone(sheet.venue))
    return PrintedSheet(
        title=translate("DaySheet", "{day}: bookings on paper").format(
            day=day_text(sheet.business_day)
        )
        + f"   {sheet.venue.name}",
        made=made.format(
            day=day_text(made_at.date()),
            time=f"{made_at:%H:%M}",
            device=sheet.device,
            parties=len(sheet.lines),
            covers=sheet.covers,
        ),
        hint=translate(
            "DaySheet", "Afterwards type what you wrote: number, what became of them, time."
        ),
        columns=_columns(),
        rows=tuple(_row(line, sheet) for line in sheet.lines),
        page=translate("DaySheet", "Page {page} of {pages}"),
    )


def _columns() -> tuple[str, ...]:
    return (
        translate("DaySheet", "No."),
        translate("DaySheet", "Time"),
        translate("DaySheet", "Name"),
        translate("DaySheet", "Phone"),
        translate("DaySheet", "Party"),
        translate("DaySheet", "Table"),
        translate("DaySheet", "Allergy, course, notes"),
        translate("DaySheet", "Arrived"),
        translate("DaySheet", "Seated"),
        translate("DaySheet", "Left"),
        translate("DaySheet", "Changes"),
    )


def _row(line: SheetLine, sheet: DaySheet) -> PrintedRow:
    party = line.reservation
    alarm = translate("DaySheet", "Allergy: {what}").format(what=listed(line.allergies))
    notes = (party.course, *party.requests.splitlines(), *party.note.splitlines(), *party.tags)
    return PrintedRow(
        number=str(line.number),
        time=clock_text(party.starts_at, sheet.venue, sheet.business_day),
        name=_name(party),
        kana=party.guest_kana,
        phone=number_text(line.phone) if line.phone is not None else "",
        party=covers_text(party.covers),
        sorts=_sorts(party),
        table="+".join(line.tables) or translate("DaySheet", "none yet"),
        status=status_word(party.status),
        alarm=alarm if line.allergies else "",
        note=listed(note.strip() for note in notes if note.strip()),
    )


def _name(party: Reservation) -> str:
    """Name the party, also while the screen names nobody: guests see that, and never the paper."""
    name = party.guest_name.strip()
    if not name or is_number(party):
        return name_text(party)
    return translate("Rows", "{name}").format(name=name)


def _sorts(party: Reservation) -> str:
    if party.covers == party.adults:
        return ""
    words = Counted()
    parts = [words.adults_text(party.adults)]
    if party.children:
        parts.append(words.children_text(party.children))
    if party.infants:
        parts.append(words.infants_text(party.infants))
    return " ".join(parts)


class DaySheetModel(QObject):
    """The sheet of the day on the screen, and lines typed from one.

    Signals:
        changed: the sheet reads differently.
        echoed: what the typed lines mean is different.
        written: the lines are in the book.
        refused: they are not; carries a sentence fit to show.
    """

    changed = Signal()
    echoed = Signal()
    written = Signal()
    refused = Signal(str)

    def __init__(self, desk: Desk, day: DayModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._day = day
        self._sheet: PrintedSheet | None = None
        self._typed = ""
        self._steps: tuple[Step | Slip, ...] = ()
        day.opened.connect(self._forget)

    @property
    def business_day(self) -> date:
        """Whose sheet it is."""
        return self._day.business_day

    @property
    def sheet(self) -> PrintedSheet:
        """The sheet as the book stands."""
        if self._sheet is None:
            self._sheet = printed(self._desk.day_sheets.sheet(self._day.business_day))
        return self._sheet

    @property
    def echoes(self) -> tuple[Echo, ...]:
        """What was typed, line by line, in the house's words."""
        return tuple(self._echo(each) for each in self._steps)

    @property
    def ready(self) -> int:
        """How many lines could be written."""
        return sum(isinstance(each, Step) for each in self._steps)

    def type(self, text: str) -> None:
        """Take what was typed so far; nothing is written."""
        self._typed = text
        self._steps = self._desk.day_sheets.read(self._day.business_day, text) if text else ()
        self.echoed.emit()

    def write(self) -> str:
        """Bring the lines back into the book, as one act.

        Returns:
            The lines that could not be, to be put right.
        """
        lines = self._typed.splitlines()
        left = [lines[each.line] for each in self._steps if isinstance(each, Slip)]
        try:
            changes = self._desk.day_sheets.bring_back(self._steps, self._day.author)
        except REFUSALS as error:
            self.refused.emit(refusal_text(error))
            return self._typed
        touched = {
            ("reservation", str(each.before.id)) for each in self._steps if isinstance(each, Step)
        }
        self._day.record_changes(Saved("typed_back", changes, frozenset(touched)))
        self.written.emit()
        return "\n".join(left)

    def reword(self) -> None:
        """Say everything again, in the language that is spoken now."""
        self._forget()

    @Slot(object)
    def refresh(self, touched: Touched) -> None:
        """Take news: the sheet is always fresh."""
        if {kind for kind, _ in touched} & NEWS:
            self._forget()

    @Slot()
    def _forget(self) -> None:
        self._sheet = None
        self.changed.emit()
        self.type(self._typed)

    def _echo(self, step: Step | Slip) -> Echo:
        if isinstance(step, Slip):
            return Echo(line=step.line, text=self._slip_text(step), is_wrong=True)
        words = translate("DaySheet", "{number}: {name}, {party}: {status} {time}")
        venue = self._day.book.venue
        return Echo(
            line=step.line,
            text=words.format(
                number=step.typed.number,
                name=name_text(step.before),
                party=party_text(step.before),
                status=status_word(step.typed.status),
                time=clock_text(step.typed.at, venue, self._day.business_day),
            ),
            is_wrong=False,
        )

    def _slip_text(self, slip: Slip) -> str:
        typed = self._typed.splitlines()[slip.line].strip()
        why = _whys().get(slip.error.code) or refusal_text(slip.error)
        return f"{typed}: {why}"


def _whys() -> dict[str, str]:
    return {
        "no_number": translate("DaySheet", "begin with the number of the line: 7 seated 19:05"),
        "no_word": translate("DaySheet", "say arrived, seated, bill, left, no-show or cancelled"),
        "no_time": translate("DaySheet", "the time is missing: 7 seated 19:05"),
        "invalid_time": translate("DaySheet", "that is no time of this day"),
        "future": translate("DaySheet", "that time is still to come"),
        "no_such_line": translate("DaySheet", "no line of this day has that number"),
    }
