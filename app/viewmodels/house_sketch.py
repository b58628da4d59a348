"""A new house's floor before there is a book: by count, drawn by hand, or both."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import Final

from PySide6.QtCore import QObject

from app.domain.floor_plan import free_spot, is_placed, usual_place
from app.domain.ids import TableId
from app.domain.table import Table, TableKind
from app.viewmodels.floor_book import PaperFloor
from app.viewmodels.plan_editor import FURNITURE, Furniture, PlanEditorModel
from app.viewmodels.wording import translate

TWOS, FOURS, SIXES, STOOLS = FURNITURE[0], FURNITURE[1], FURNITURE[2], FURNITURE[5]
COUNTED: Final = (TWOS, FOURS, SIXES, STOOLS)
"""The sorts of table a new house is asked for by number."""

USUAL: Final = ((TWOS, 4), (FOURS, 4), (SIXES, 1))
"""What a small house has; it is easier to take away than to begin with nothing."""


class HouseSketch(PlanEditorModel):
    """The floor as it will be in the book."""

    def __init__(self, parent: QObject | None = None) -> None:
        self._paper = PaperFloor()
        super().__init__(self._paper, parent)
        for furniture, number in USUAL:
            self.set_count(furniture, number)

    @property
    def tables(self) -> tuple[Table, ...]:
        """Every table of every room."""
        return self._paper.tables()

    def count(self, furniture: Furniture) -> int:
        """Count the tables of a sort."""
        return len(self._of(furniture))

    def set_count(self, furniture: Furniture, number: int) -> None:
        """Add tables of a sort, or take the last ones away, until there are so many."""
        while self.count(furniture) < number:
            self._add(furniture)
        for table in self._of(furniture)[max(0, number) :]:
            self._paper.remove(table)
        self.read_again()

    def _of(self, furniture: Furniture) -> list[Table]:
        return [
            each
            for each in self.tables
            if (each.seats_max, each.kind) == (furniture.seats_max, furniture.kind)
        ]

    def _add(self, furniture: Furniture) -> None:
        is_counter = furniture.kind is TableKind.COUNTER
        room = translate("Welcome", "Counter") if is_counter else translate("Welcome", "Hall")
        known = {area.name: area.id for area in self._paper.areas()}
        area = known[room] if room in known else self._paper.add_area(room)
        taken = {each.name for each in self.tables}
        prefix = "C" if is_counter else "T"
        table = Table(
            id=TableId(""),
            name=next(name for n in count(1) if (name := f"{prefix}{n}") not in taken),
            seats_min=furniture.seats_min,
            seats_max=furniture.seats_max,
            area_id=area,
            kind=furniture.kind,
        )
        beside = [each.place for each in self.tables if each.area_id == area and is_placed(each)]
        if beside:
            # Among drawn tables it is drawn too: laid out anew, it would stand far below them.
            table = replace(table, place=free_spot(usual_place(table), beside))
        self._paper.add(table)
