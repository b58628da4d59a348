"""Areas and tables: what guests sit at."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.domain.errors import NotAllowed
from app.domain.ids import AreaId, TableId
from app.domain.limits import check_seats, check_text
from app.domain.rights import Right
from app.domain.table import NOWHERE, Area, Place, Table, TableKind
from app.services.author import Author, Means
from app.services.rights import require
from app.store.ledger import Committed, Write


@dataclass(frozen=True, slots=True, kw_only=True)
class TableDraft:
    """A table as described."""

    name: str
    seats_min: int
    seats_max: int
    area_id: AreaId | None = None
    kind: TableKind = TableKind.TABLE
    combines_with: tuple[TableId, ...] = ()
    place: Place = NOWHERE
    order: int | None = None


class Floor:
    """Use cases around the floor."""

    def __init__(self, means: Means) -> None:
        self._ledger = means.ledger
        self._now_ms = means.now_ms
        self._new_id = means.new_id

    def areas(self) -> tuple[Area, ...]:
        """Read the areas in their order."""
        return self._ledger.areas()

    def tables(self) -> tuple[Table, ...]:
        """Read the tables in their order."""
        return self._ledger.tables()

    def table(self, id: TableId) -> Table:
        """Read one table.

        Raises:
            Unknown: no table has that id.
        """
        found: Table = self._ledger.get("table", id)
        return found

    def add_area(self, name: str, author: Author) -> Area:
        """Name a part of the floor; it stands after the others."""
        order = max((area.order for area in self.areas()), default=0) + 1
        area = Area(id=AreaId(self._new_id()), name=_named(name, "area"), order=order)
        self._commit(None, area, author, "add")
        saved: Area = self._ledger.get("area", area.id)
        return saved

    def change_area(self, before: Area, after: Area, author: Author) -> Area:
        """Rename or reorder an area."""
        after = replace(after, name=_named(after.name, "area"))
        self._commit(before, after, author, "change")
        saved: Area = self._ledger.get("area", before.id)
        return saved

    def delete_area(self, before: Area, author: Author) -> tuple[str, ...]:
        """Take an area away; its tables stay, in no area."""
        return self._commit(before, None, author, "delete").change_ids

    def add_table(self, draft: TableDraft, author: Author) -> Table:
        """Put a table on the floor; without an order it stands after the others.

        Raises:
            Invalid: no name, or impossible seats.
            NotAllowed: another table has that name.
        """
        check_seats(draft.seats_min, draft.seats_max)
        name = self._free_name(draft.name, None)
        self._check_names(draft.area_id, draft.combines_with)
        order = draft.order
        if order is None:
            order = max((table.order for table in self.tables()), default=0) + 1
        table = Table(
            id=TableId(self._new_id()),
            name=name,
            seats_min=draft.seats_min,
            seats_max=draft.seats_max,
            area_id=draft.area_id,
            kind=draft.kind,
            combines_with=draft.combines_with,
            place=draft.place,
            order=order,
        )
        self._commit(None, table, author, "add")
        return self.table(table.id)

    def change_table(self, before: Table, after: Table, author: Author) -> Table:
        """Save an edit of a table; bookings on it stay, whatever changes."""
        check_seats(after.seats_min, after.seats_max)
        self._check_names(after.area_id, after.combines_with)
        after = replace(after, name=self._free_name(after.name, before.id))
        self._commit(before, after, author, "change")
        return self.table(before.id)

    def delete_table(self, before: Table, author: Author) -> tuple[str, ...]:
        """Take a table away; bookings keep naming it until a person moves them."""
        return self._commit(before, None, author, "delete").change_ids

    def _free_name(self, name: str, own: TableId | None) -> str:
        name = _named(name, "name")
        if any(table.name == name and table.id != own for table in self.tables()):
            raise NotAllowed(f"there is a table {name} already; choose another name", field="name")
        return name

    def _check_names(self, area: AreaId | None, tables: tuple[TableId, ...]) -> None:
        if area is not None:
            self._ledger.get("area", area)
        for table in tables:
            self._ledger.get("table", table)

    def _commit(
        self,
        before: Area | Table | None,
        after: Area | Table | None,
        author: Author,
        intent: str,
    ) -> Committed:
        require(self._ledger, author, Right.SETTINGS)
        return self._ledger.commit(
            [Write(before, after, intent)], actor=author.name, now_ms=self._now_ms()
        )


def _named(name: str, field: str) -> str:
    checked = check_text(name, field)
    if not checked:
        raise NotAllowed("a name is needed", field=field)
    return checked
