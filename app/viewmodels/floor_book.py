"""What the plan's drawing writes to: the book's own floor, or paper before there is a book."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import count
from typing import Protocol

from app.domain.errors import NotAllowed
from app.domain.ids import AreaId, TableId
from app.domain.rights import Right
from app.domain.table import Area, Table
from app.services.desk import Desk
from app.services.floor import TableDraft
from app.viewmodels.day import DayModel, Saved
from app.viewmodels.records import newest_change

Change = tuple[Table, Table]
"""A table as it was on the screen, and as it shall be."""


class FloorBook(Protocol):
    """A floor that can be drawn on; what it does not allow it refuses with a `DomainError`."""

    def areas(self) -> tuple[Area, ...]:
        """Read the rooms in their order."""

    def tables(self) -> tuple[Table, ...]:
        """Read the tables in their order."""

    def may(self, again: Callable[[], object]) -> bool:
        """Tell whether whoever signs may draw; else a manager is asked, and it is done again."""

    def change(self, changes: Sequence[Change]) -> None:
        """Write tables, all taken back by one undo."""

    def add(self, table: Table, fixing: Sequence[Change] = ()) -> TableId:
        """Put a table on the floor, and write others with it; its id stands for none yet."""

    def remove(self, table: Table) -> None:
        """Take a table away."""

    def add_area(self, name: str) -> AreaId:
        """Add a room."""

    def rename_area(self, area: Area, name: str) -> None:
        """Call a room something else."""

    def remove_area(self, area: Area) -> None:
        """Take a room away; its tables stay, in none."""

    def undo(self) -> None:
        """Take back the newest of these."""


class DeskFloor:
    """The floor of the book: every gesture is written at once, and is one step back."""

    def __init__(self, desk: Desk, day: DayModel) -> None:
        self._desk = desk
        self._day = day

    def areas(self) -> tuple[Area, ...]:
        """Read the rooms in their order."""
        return self._desk.floor.areas()

    def tables(self) -> tuple[Table, ...]:
        """Read the tables in their order."""
        return self._desk.floor.tables()

    def may(self, again: Callable[[], object]) -> bool:
        """Ask for a manager's hand where whoever signs is none."""
        return self._day.rights.grants(Right.SETTINGS, again)

    def change(self, changes: Sequence[Change]) -> None:
        """Write tables, all taken back by one undo."""
        written: list[Table] = []
        try:
            self._write(changes, written)
        finally:
            # What was written before one was refused can be taken back like anything else.
            self._record("table", written)

    def add(self, table: Table, fixing: Sequence[Change] = ()) -> TableId:
        """Put a table on the floor, and write others with it."""
        draft = TableDraft(
            name=table.name,
            seats_min=table.seats_min,
            seats_max=table.seats_max,
            area_id=table.area_id,
            kind=table.kind,
            place=table.place,
        )
        added = self._desk.floor.add_table(draft, self._day.author)
        written = [added]
        try:
            self._write(fixing, written)
        finally:
            self._record("table", written)
        return added.id

    def remove(self, table: Table) -> None:
        """Take a table away."""
        self._desk.floor.delete_table(table, self._day.author)
        self._record("table", [table])

    def add_area(self, name: str) -> AreaId:
        """Add a room."""
        area = self._desk.floor.add_area(name, self._day.author)
        self._record("area", [area])
        return area.id

    def rename_area(self, area: Area, name: str) -> None:
        """Call a room something else."""
        after = replace(area, name=name)
        self._desk.floor.change_area(area, after, self._day.author)
        self._record("area", [after])

    def remove_area(self, area: Area) -> None:
        """Take a room away; its tables stay, in none."""
        self._desk.floor.delete_area(area, self._day.author)
        self._record("area", [area])

    def undo(self) -> None:
        """Take back the newest thing done here."""
        self._day.undo()

    def _write(self, changes: Sequence[Change], written: list[Table]) -> None:
        for before, after in changes:
            self._desk.floor.change_table(before, after, self._day.author)
            written.append(after)

    def _record(self, kind: str, written: Sequence[Area | Table]) -> None:
        if written:
            ids = tuple(newest_change(self._desk, each.id) for each in written)
            touched = frozenset((kind, str(each.id)) for each in written)
            self._day.record_changes(Saved(kind, ids, touched, written[0].name))


class PaperFloor:
    """A floor drawn before there is a book to write it in."""

    def __init__(self, areas: Iterable[Area] = (), tables: Iterable[Table] = ()) -> None:
        self._areas = tuple(areas)
        self._tables = tuple(tables)
        self._past: list[tuple[tuple[Area, ...], tuple[Table, ...]]] = []
        self._ids = count(1)

    def areas(self) -> tuple[Area, ...]:
        """Read the rooms in their order."""
        return self._areas

    def tables(self) -> tuple[Table, ...]:
        """Read the tables in their order."""
        return self._tables

    def may(self, again: Callable[[], object]) -> bool:
        """Let anybody draw: nobody works here yet."""
        del again
        return True

    def change(self, changes: Sequence[Change]) -> None:
        """Write tables, all taken back by one undo."""
        after = {table.id: table for _, table in changes}
        tables = tuple(after.get(each.id, each) for each in self._tables)
        for table in after.values():
            _check_name(table.name, (each.name for each in tables if each.id != table.id))
        self._keep()
        self._tables = tables

    def add(self, table: Table, fixing: Sequence[Change] = ()) -> TableId:
        """Put a table on the floor, and write others with it."""
        _check_name(table.name, (each.name for each in self._tables))
        self._keep()
        added = replace(table, id=TableId(f"paper-{next(self._ids)}"), order=len(self._tables) + 1)
        after = {each.id: each for _, each in fixing}
        self._tables = (*(after.get(each.id, each) for each in self._tables), added)
        return added.id

    def remove(self, table: Table) -> None:
        """Take a table away."""
        self._keep()
        self._tables = tuple(each for each in self._tables if each.id != table.id)

    def add_area(self, name: str) -> AreaId:
        """Add a room."""
        _check_name(name, ())
        self._keep()
        id = AreaId(f"paper-{next(self._ids)}")
        area = Area(id=id, name=name.strip(), order=len(self._areas) + 1)
        self._areas = (*self._areas, area)
        return id

    def rename_area(self, area: Area, name: str) -> None:
        """Call a room something else."""
        _check_name(name, ())
        self._keep()
        renamed = replace(area, name=name.strip())
        self._areas = tuple(renamed if each.id == area.id else each for each in self._areas)

    def remove_area(self, area: Area) -> None:
        """Take a room away; its tables stay, in none."""
        self._keep()
        self._areas = tuple(each for each in self._areas if each.id != area.id)
        self._tables = tuple(
            replace(each, area_id=None) if each.area_id == area.id else each
            for each in self._tables
        )

    def undo(self) -> None:
        """Take back the newest of these."""
        if self._past:
            self._areas, self._tables = self._past.pop()

    def _keep(self) -> None:
        self._past.append((self._areas, self._tables))


def next_name(tables: Iterable[Table], neighbours: Iterable[Table]) -> str:
    """Count on from a room's last table: after T7 comes T8; in an empty room, T and a number."""
    taken = {each.name for each in tables}
    named = (re.fullmatch(r"(.*?)(\d+)", each.name) for each in reversed(tuple(neighbours)))
    prefix = next((match[1] for match in named if match), "T")
    return next(name for n in count(1) if (name := f"{prefix}{n}") not in taken)


def _check_name(name: str, taken: Iterable[str]) -> None:
    if not name.strip():
        raise NotAllowed("a name is needed", field="name")
    if name.strip() in taken:
        raise NotAllowed(f"there is a table {name} already; choose another name", field="name")
