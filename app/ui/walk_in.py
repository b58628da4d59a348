"""Seat a party that stands at the door: table, number, done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLabel, QPushButton, QWidget

from app.ui.card import Card
from app.ui.theme import Theme
from app.viewmodels.day import DayModel
from resources.tokens import SPACE

WIDTH = 460
TABLE_COLUMNS = 4
NUMBER_COLUMNS = 5
NUMBER_MAX = 10


class WalkInCard(Card):
    """Free tables as chips, then the number of guests; the number seats them."""

    def __init__(self, day: DayModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._day = day
        self._table_id = ""
        self._tables_title = QLabel(self)
        self._numbers_title = QLabel(self)
        self._full = QLabel(self)
        self._full.setProperty("kind", "alarm")
        self._full.setWordWrap(True)
        for title in (self._tables_title, self._numbers_title):
            title.setProperty("kind", "soft")
        self.tables = QGridLayout()
        self.numbers = QGridLayout()
        for grid in (self.tables, self.numbers):
            grid.setSpacing(SPACE[1])
        self._group = QButtonGroup(self)
        self.body.addWidget(self._tables_title)
        self.body.addWidget(self._full)
        self.body.addLayout(self.tables)
        self.body.addSpacing(SPACE[1])
        self.body.addWidget(self._numbers_title)
        self.body.addLayout(self.numbers)
        self._number_buttons = [
            QPushButton(str(number), self) for number in range(1, NUMBER_MAX + 1)
        ]
        for at, button in enumerate(self._number_buttons):
            button.setProperty("kind", "number")
            button.setProperty("covers", at + 1)
            button.clicked.connect(self._seat)
            self.numbers.addWidget(button, at // NUMBER_COLUMNS, at % NUMBER_COLUMNS)
        self.setFixedWidth(WIDTH)
        self.retranslate()

    def bring_up(self) -> None:
        """List the tables that are free now, and show the card."""
        while (item := self.tables.takeAt(0)) is not None:
            if (button := item.widget()) is not None:
                button.deleteLater()
        self._choose_table("")
        tables = self._day.free_now()
        self._full.setVisible(not tables)
        for at, table in enumerate(tables):
            button = QPushButton(
                self.tr("{table} · {seats}").format(table=table.name, seats=table.seats_max), self
            )
            button.setCheckable(True)
            button.setProperty("table", table.id)
            button.setAccessibleName(
                self.tr("{table}, up to {seats}").format(table=table.name, seats=table.seats_max)
            )
            button.clicked.connect(self._take_table)
            self._group.addButton(button)
            self.tables.addWidget(button, at // TABLE_COLUMNS, at % TABLE_COLUMNS)
        super().bring_up()

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self.set_title(self.tr("Walk-in"))
        self._tables_title.setText(self.tr("Free now: choose a table"))
        self._numbers_title.setText(self.tr("How many guests?"))
        self._full.setText(self.tr("No table is free now."))

    @Slot()
    def _take_table(self) -> None:
        self._choose_table(self.sender().property("table"))
        self._number_buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _seat(self) -> None:
        covers: int = self.sender().property("covers")
        self.put_away()
        self._day.walk_in(self._table_id, covers)

    def _choose_table(self, table_id: str) -> None:
        self._table_id = table_id
        for button in self._number_buttons:
            button.setEnabled(bool(table_id))
