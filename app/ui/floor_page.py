"""Settings of the floor: areas, and the tables in them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.ids import AreaId
from app.domain.table import Area, Table, TableKind
from app.ui.settings_parts import Choice, Number, Page, Rows
from app.ui.sheet_parts import Caption, Check, ChipFace, Chips, discard, words
from app.ui.theme import Theme
from app.viewmodels.settings import SettingsModel
from app.viewmodels.table_form import TableForm, form_of, news_text, rebase
from resources.tokens import SPACE

SEATS_MAX = 99


class FloorPage(Page):
    """Areas and tables at the left; a tap on a table opens it beside them for changing.

    The form keeps the table it was laid out from, so that saving writes what was typed and leaves
    alone what other devices set meanwhile.
    """

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
        known = {area.id for area in self._model.areas}
        for area in (*self._model.areas, None):
            # Tables of an area that is gone stand in none, and must not vanish with it.
            mine = [
                each
                for each in tables
                if (each.area_id == area.id if area else each.area_id not in known)
            ]
            if area is not None or mine:
                self._add_group(area, mine)
        self._list_areas()
        self._take_news(tables)
        self._show_form()

    def _take_news(self, tables: Sequence[Table]) -> None:
        """Follow what others did to the table that is open; what is typed here stays."""
        before = self._table
        if before is None:
            return
        now = next((each for each in tables if each.id == before.id), None)
        self._table = now
        if now is None:
            self._tell(self.tr("Another device took this table away; saving adds it anew."))
        elif now != before:
            form, contested = rebase(before, now, self.form)
            self._lay_form(form)
            if contested:
                self._tell(news_text(now, contested, self._area_name))

    def _tell(self, news: str) -> None:
        self.news.setText(news)
        self.news.setVisible(bool(news))

    def _area_name(self, table: Table) -> str:
        names = {each.id: each.name for each in self._model.areas}
        return names.get(table.area_id, self.tr("In no area")) if table.area_id else ""

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
        self.overview = QWidget(self)
        self._floor = QVBoxLayout()
        self._new_area = QLineEdit(self.overview)
        self._add_area = QPushButton(self.overview)
        self.news = words(inside, "caution")
        self.news.hide()
        self._add_area.clicked.connect(self._save_area)
        self._new_area.returnPressed.connect(self._save_area)
        self._heading = words(inside, "heading")
        self.name = QLineEdit(inside)
        self.area = Choice(inside)
        self.area.activated.connect(self._show_form)
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
        overview = QVBoxLayout(self.overview)
        overview.setContentsMargins(0, 0, SPACE[3], SPACE[3])
        overview.setSpacing(SPACE[1])
        overview.addLayout(self._floor)
        overview.addLayout(area_row)
        overview.addStretch(1)
        self.set_beside(self.overview)
        self.column.addWidget(self._heading)
        self.column.addWidget(self.news)
        self.column.addLayout(self._rows)
        self.column.addWidget(self.closed)
        self.column.addStretch(1)
        self.footer.addLayout(buttons)

    def _add_group(self, area: Area | None, tables: list[Table]) -> None:
        group = QWidget(self.overview)
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
        if is_first:
            self.area.setCurrentIndex(0)
        else:
            self._choose_area(chosen)

    def _choose_area(self, area_id: AreaId | None) -> None:
        """Choose an area; one that is gone leaves its tables in none."""
        place = self.area.findData(area_id)
        self.area.setCurrentIndex(place if place >= 0 else self.area.count() - 1)

    @Slot()
    def _show_form(self) -> None:
        table = self._table
        self._heading.setText(
            self.tr("Table {name}").format(name=table.name) if table else self.tr("A new table")
        )
        self.save.setText(self.tr("Save the table") if table else self.tr("Add the table"))
        self.remove.setVisible(table is not None)
        self.new.setVisible(table is not None)
        self.closed.setVisible(table is not None)
        area = self.area.currentData()
        others = [
            each
            for each in self._model.tables
            if (table is None or each.id != table.id)
            # Tables of another room are not pushed against it; those that are stay in sight.
            and (each.area_id == area or each.id in self._combined)
        ]
        self.combines.show_faces(
            [ChipFace(each.id, each.name, each.id in self._combined) for each in others]
        )

    def _fill(self, table: Table | None) -> None:
        self._table = table
        # A new table stands where the last one was put.
        usual = TableForm(name="", area_id=self.area.currentData(), kind=self.form.kind)
        self._lay_form(form_of(table) if table else usual)
        self._tell("")
        self.show_floor()

    def _lay_form(self, form: TableForm) -> None:
        if self.name.text() != form.name:
            self.name.setText(form.name)
        self.least.setValue(form.seats_min)
        self.most.setValue(form.seats_max)
        self.closed.setChecked(form.closed)
        self._combined = frozenset(form.combines_with)
        self._choose_area(form.area_id)
        self.kind.setCurrentIndex(list(TableKind).index(form.kind))

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
