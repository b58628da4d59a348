"""Settings of the floor: areas, and the tables in them."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.table import Area, Table, TableKind
from app.ui.settings_parts import Choice, Number, Page, Rows
from app.ui.sheet_parts import Caption, Check, ChipFace, Chips, discard, words
from app.ui.theme import Theme
from app.viewmodels.settings import SettingsModel, TableForm
from resources.tokens import SPACE

SEATS_MAX = 99


class FloorPage(Page):
    """A list of areas and tables; a tap on a table opens it below for changing."""

    def __init__(self, model: SettingsModel, _theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._table: Table | None = None
        self._groups: list[QWidget] = []
        self._build()
        self._lay_out()
        self.retranslate()

    def show_floor(self) -> None:
        """Draw the areas and tables."""
        for group in self._groups:
            discard(self._floor, group)
        self._groups = []
        tables = self._model.tables
        for area in (*self._model.areas, None):
            mine = [each for each in tables if each.area_id == (area.id if area else None)]
            if area is not None or mine:
                self._add_group(area, mine)
        self._list_areas()
        if self._table is not None:
            self._table = next((each for each in tables if each.id == self._table.id), None)
        self._show_form()

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self._new_area.setPlaceholderText(self.tr("A new area, such as Hall"))
        self._new_area.setAccessibleName(self.tr("Name of a new area"))
        self._add_area.setText(self.tr("Add the area"))
        self._rows.name_rows(
            self.tr("Name of the table"),
            self.tr("Area"),
            self.tr("Kind"),
            self.tr("Smallest party"),
            self.tr("Seats"),
            self.tr("Can be pushed together with"),
        )
        self.closed.setText(self.tr("Out of use"))
        self.remove.setText(self.tr("Remove"))
        self.new.setText(self.tr("Another table"))
        for place, kind in enumerate(TableKind):
            self.kind.setItemText(place, self._kind_word(kind))
        self.show_floor()

    def _kind_word(self, kind: TableKind) -> str:
        words_of = {
            TableKind.TABLE: self.tr("Table"),
            TableKind.COUNTER: self.tr("Counter"),
            TableKind.PRIVATE_ROOM: self.tr("Private room"),
            TableKind.SEMI_PRIVATE: self.tr("Semi-private room"),
            TableKind.TATAMI: self.tr("Tatami room"),
            TableKind.HORIGOTATSU: self.tr("Sunken table"),
            TableKind.TERRACE: self.tr("Terrace"),
        }
        return words_of[kind]

    def _build(self) -> None:
        inside = self.inside
        self._floor = QVBoxLayout()
        self._new_area = QLineEdit(inside)
        self._add_area = QPushButton(inside)
        self._add_area.clicked.connect(self._save_area)
        self._new_area.returnPressed.connect(self._save_area)
        self._heading = words(inside, "heading")
        self.name = QLineEdit(inside)
        self.area = Choice(inside)
        self.kind = Choice(inside)
        for kind in TableKind:
            self.kind.addItem("", kind)
        self.least = Number(1, SEATS_MAX, inside)
        self.most = Number(1, SEATS_MAX, inside)
        self.most.setValue(4)
        self.combines = Chips(inside)
        self.combines.chosen.connect(self._toggle_combined)
        self._combined: frozenset[str] = frozenset()
        self.closed = Check(inside)
        self.remove = QPushButton(inside)
        self.remove.setProperty("kind", "danger")
        self.new = QPushButton(inside)
        self.save = QPushButton(inside)
        self.save.setProperty("kind", "primary")
        self.remove.clicked.connect(self._remove)
        self.new.clicked.connect(self._begin_new)
        self.save.clicked.connect(self._save)

    def _lay_out(self) -> None:
        area_row = QHBoxLayout()
        area_row.addWidget(self._new_area, 1)
        area_row.addWidget(self._add_area)
        self._rows = Rows()
        self._rows.add(self.name, self.area, self.kind, self.least, self.most, self.combines)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE[1])
        buttons.addWidget(self.remove)
        buttons.addWidget(self.new)
        buttons.addWidget(self.save, 1)
        self.column.addLayout(self._floor)
        self.column.addLayout(area_row)
        self.column.addSpacing(SPACE[3])
        self.column.addWidget(self._heading)
        self.column.addLayout(self._rows)
        self.column.addWidget(self.closed)
        self.column.addLayout(buttons)
        self.column.addStretch(1)

    def _add_group(self, area: Area | None, tables: list[Table]) -> None:
        group = QWidget(self.inside)
        column = QVBoxLayout(group)
        column.setContentsMargins(0, 0, 0, SPACE[1])
        column.setSpacing(SPACE[0])
        caption = Caption(group)
        caption.setText(area.name if area else self.tr("In no area"))
        chips = Chips(group)
        chosen = self._table.id if self._table else None
        chips.show_faces([ChipFace(each, self._face(each), each.id == chosen) for each in tables])
        chips.chosen.connect(self._open)
        head = QHBoxLayout()
        head.addWidget(caption, 1)
        if area is not None and not tables:
            gone = QPushButton(self.tr("Remove the area"), group)
            gone.setProperty("kind", "quiet")
            gone.setProperty("area", area.id)
            gone.clicked.connect(self._remove_area)
            head.addWidget(gone)
        column.addLayout(head)
        column.addWidget(chips)
        self._floor.addWidget(group)
        self._groups.append(group)

    def _face(self, table: Table) -> str:
        seats = (
            str(table.seats_max)
            if table.seats_min == table.seats_max
            else f"{table.seats_min}–{table.seats_max}"
        )
        parts = (table.name, self.tr("{seats} seats").format(seats=seats))
        return "  ".join((*parts, self.tr("out of use")) if table.closed else parts)

    def _list_areas(self) -> None:
        # A new table stands in the first area unless somebody chose another.
        chosen = self.area.currentData() if self.area.count() else None
        is_first = not self.area.count()
        self.area.clear()
        for area in self._model.areas:
            self.area.addItem(area.name, area.id)
        self.area.addItem(self.tr("In no area"), None)
        self.area.setCurrentIndex(0 if is_first else max(0, self.area.findData(chosen)))

    def _show_form(self) -> None:
        table = self._table
        self._heading.setText(
            self.tr("Table {name}").format(name=table.name) if table else self.tr("A new table")
        )
        self.save.setText(self.tr("Save the table") if table else self.tr("Add the table"))
        self.remove.setVisible(table is not None)
        self.new.setVisible(table is not None)
        self.closed.setVisible(table is not None)
        others = [each for each in self._model.tables if table is None or each.id != table.id]
        self.combines.show_faces(
            [ChipFace(each.id, each.name, each.id in self._combined) for each in others]
        )

    def _fill(self, table: Table | None) -> None:
        self._table = table
        self.name.setText(table.name if table else "")
        self.least.setValue(table.seats_min if table else 1)
        self.most.setValue(table.seats_max if table else 4)
        self.closed.setChecked(table.closed if table else False)
        self._combined = frozenset(table.combines_with) if table else frozenset()
        if table is not None:
            self.area.setCurrentIndex(max(0, self.area.findData(table.area_id)))
            self.kind.setCurrentIndex(list(TableKind).index(table.kind))
        self.show_floor()

    @property
    def form(self) -> TableForm:
        """What is typed."""
        known = {each.id: each.id for each in self._model.tables}
        return TableForm(
            name=self.name.text(),
            seats_min=self.least.value(),
            seats_max=self.most.value(),
            area_id=self.area.currentData(),
            kind=list(TableKind)[self.kind.currentIndex()],
            combines_with=tuple(known[each] for each in known if each in self._combined),
            closed=self.closed.isChecked(),
        )

    @Slot(object)
    def _open(self, table: Table) -> None:
        self._fill(table)

    @Slot()
    def _begin_new(self) -> None:
        self._fill(None)
        self.name.setFocus()

    @Slot(object)
    def _toggle_combined(self, table_id: str) -> None:
        self._combined ^= {table_id}
        self._show_form()

    @Slot()
    def _save(self) -> None:
        saved = (
            self._model.change_table(self._table, self.form)
            if self._table is not None
            else self._model.add_table(self.form)
        )
        if saved:
            self._fill(None)

    @Slot()
    def _remove(self) -> None:
        if self._table is not None and self._model.remove_table(self._table):
            self._fill(None)

    @Slot()
    def _save_area(self) -> None:
        if self._model.add_area(self._new_area.text()):
            self._new_area.clear()

    @Slot()
    def _remove_area(self) -> None:
        wanted = self.sender().property("area")
        area = next((each for each in self._model.areas if each.id == wanted), None)
        if area is not None:
            self._model.remove_area(area)
