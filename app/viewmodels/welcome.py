"""The first minute: a new house, one to join, or a look around; and a new one's furniture."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.staff import Role
from app.domain.table import Area, Table, TableKind
from app.domain.venue import Shift
from app.services.desk import Author, Desk
from app.services.floor import TableDraft
from app.services.team import check_pin_form
from app.viewmodels.refusals import REFUSALS, refusal_text
from app.viewmodels.settings_form import ShiftForm, shift_of
from app.viewmodels.wording import translate

TABLES_MAX: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStaff:
    """Somebody who works there; without a PIN, whoever taps the name signs."""

    name: str
    pin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewHouse:
    """What a new house needs before its first booking; everything can be changed later.

    Attributes:
        twos, fours, sixes: tables of that many seats.
        counter_seats: single seats at a counter.
        areas, drawn: the floor as it was drawn; goes before the counts.
        host, pin: the first member of staff, a manager; may be empty.
        others: who else works there.
        is_training: a house to practise in, whose data never mixes with a real one's.
    """

    name: str
    timezone: str = "Asia/Tokyo"
    opens: str = "17:00"
    closes: str = "23:00"
    twos: int = 4
    fours: int = 4
    sixes: int = 1
    counter_seats: int = 0
    areas: tuple[Area, ...] = ()
    drawn: tuple[Table, ...] = ()
    host: str = ""
    pin: str = ""
    others: tuple[NewStaff, ...] = ()
    device_name: str = ""
    is_training: bool = False

    @property
    def tables(self) -> int:
        """How many tables there are."""
        if self.drawn:
            return len(self.drawn)
        return self.twos + self.fours + self.sixes + self.counter_seats

    @property
    def staff(self) -> tuple[NewStaff, ...]:
        """Everybody who was named or given a PIN, the manager first."""
        everybody = (NewStaff(name=self.host, pin=self.pin), *self.others)
        return tuple(each for each in everybody if each.name.strip() or each.pin)

    @property
    def shift(self) -> Shift:
        """When the house is open.

        Raises:
            Invalid: its hours cannot be.
        """
        name = translate("Welcome", "Dinner")
        return shift_of(ShiftForm(name=name, opens=self.opens, closes=self.closes))


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinHouse:
    """Where a house is, and the code that lets this device in."""

    url: str
    code: str
    device_name: str


class WelcomeModel(QObject):
    """What a device without a book offers.

    Signals:
        new_house_requested: carries a `NewHouse`.
        join_requested: carries a `JoinHouse`.
        demo_requested: staff want to look around in a house of paper.
        changed: an answer is awaited, or came.
    """

    new_house_requested = Signal(object)
    join_requested = Signal(object)
    demo_requested = Signal()
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._problem = ""
        self._is_busy = False
        self._percent: int | None = None
        self._awaits_book = False

    @property
    def awaits_book(self) -> bool:
        """Whether the house was joined and there is nothing left to enter."""
        return self._awaits_book

    @property
    def fetching(self) -> str:
        """How much of the book is here, in words; empty before any of it is."""
        if self._percent is None:
            return translate("Welcome", "Fetching the book") if self._awaits_book else ""
        words = translate("Welcome", "Fetching the book: {percent} %")
        return words.format(percent=self._percent)

    @property
    def problem(self) -> str:
        """Why the last try did not work; empty when nothing is wrong."""
        return self._problem

    @property
    def is_busy(self) -> bool:
        """Whether an answer is awaited."""
        return self._is_busy

    def passes(self, house: NewHouse) -> bool:
        """Check what is entered so far, and say what is missing."""
        self._problem = self._problem_of(house)
        self.changed.emit()
        return not self._problem

    def make(self, house: NewHouse) -> None:
        """Ask for a new house."""
        problem = self._problem_of(house)
        self._begin(problem)
        if not problem:
            self.new_house_requested.emit(house)

    def join(self, house: JoinHouse) -> None:
        """Ask to join a house."""
        missing = not (house.url.strip() and house.code.strip())
        problem = translate("Welcome", "Enter the address and the code") if missing else ""
        self._begin(problem)
        if not problem:
            self.join_requested.emit(house)

    def try_demo(self) -> None:
        """Ask for the demo."""
        self._begin("")
        self.demo_requested.emit()

    def wait_for_book(self) -> None:
        """Take that the house was joined and its book is being fetched; why it stopped stays."""
        self._awaits_book = self._is_busy = True
        self.changed.emit()

    @Slot(int)
    def progress(self, percent: int) -> None:
        """Take how much of the book is here."""
        self._percent = percent
        self._problem = ""
        self.changed.emit()

    @Slot(str)
    def fail(self, why: str) -> None:
        """Take that it did not work; what was typed stays."""
        self._problem = why
        self._is_busy = False
        self.changed.emit()

    def _begin(self, problem: str) -> None:
        self._problem = problem
        self._is_busy = not problem
        self._percent = None
        self.changed.emit()

    @staticmethod
    def _problem_of(house: NewHouse) -> str:
        if not house.name.strip():
            return translate("Welcome", "The house needs a name")
        if house.tables > TABLES_MAX:
            words = translate("Welcome", "Begin with at most {count} tables; add more in settings")
            return words.format(count=TABLES_MAX)
        try:
            assert house.shift
            for each in house.staff:
                if not each.name.strip():
                    return translate("Welcome", "A PIN needs a name beside it")
                if each.pin:
                    check_pin_form(each.pin)
        except REFUSALS as error:
            return refusal_text(error)
        return ""


def furnish(desk: Desk, house: NewHouse) -> str:
    """Put a new house's hours, tables and first host into its book.

    Returns:
        The id of the first host, or an empty text if none was named.
    """
    author = Author(house.host)
    venue = desk.house.venue()
    desk.house.change(venue, replace(venue, shifts=(house.shift,)), author)
    if house.drawn:
        _set_drawn(desk, house, author)
    else:
        _set_tables(desk, house, author)
    return _hire(desk, house, author)


def _hire(desk: Desk, house: NewHouse, author: Author) -> str:
    first = ""
    for each in house.staff:
        role = Role.HOST if first else Role.MANAGER
        member = desk.team.add(each.name, role, author)
        if each.pin:
            desk.team.set_pin(member, each.pin, author)
        first = first or member.id
    return first


def _set_drawn(desk: Desk, house: NewHouse, author: Author) -> None:
    used = {table.area_id for table in house.drawn}
    rooms = {
        area.id: desk.floor.add_area(area.name, author).id
        for area in house.areas
        if area.id in used
    }
    for table in house.drawn:
        desk.floor.add_table(
            TableDraft(
                name=table.name,
                seats_min=table.seats_min,
                seats_max=table.seats_max,
                area_id=rooms[table.area_id] if table.area_id else None,
                kind=table.kind,
                place=table.place,
            ),
            author,
        )


def _set_tables(desk: Desk, house: NewHouse, author: Author) -> None:
    number = 0
    if house.twos or house.fours or house.sixes:
        hall = desk.floor.add_area(translate("Welcome", "Hall"), author)
        for count, least, most in ((house.twos, 1, 2), (house.fours, 2, 4), (house.sixes, 4, 6)):
            for _ in range(count):
                number += 1
                desk.floor.add_table(
                    TableDraft(name=f"T{number}", seats_min=least, seats_max=most, area_id=hall.id),
                    author,
                )
    if house.counter_seats:
        counter = desk.floor.add_area(translate("Welcome", "Counter"), author)
        for seat in range(1, house.counter_seats + 1):
            desk.floor.add_table(
                TableDraft(
                    name=f"C{seat}",
                    seats_min=1,
                    seats_max=1,
                    area_id=counter.id,
                    kind=TableKind.COUNTER,
                ),
                author,
            )
