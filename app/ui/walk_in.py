"""Seat a party that stands at the door: how many, where, done; or let it wait."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui import icons
from app.ui.card import Card
from app.ui.number_pad import NumberPad
from app.ui.seat_chips import SeatChips
from app.ui.sheet_parts import FingerScroll, set_property
from app.ui.theme import Theme
from app.viewmodels.door import DoorModel, TableIds
from resources.tokens import SPACE

WIDTH = 520
SEATS_HEIGHT_MAX = 380
ICON_SIDE = 20


class WalkInCard(Card):
    """A number and a table, in either order; the second of them seats the party.

    Signals:
        waitlist_requested: they would rather wait, or must; carries how many, 0 if not asked yet.
    """

    waitlist_requested = Signal(int)

    def __init__(self, door: DoorModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._door = door
        self._covers = 0
        self._tables: TableIds = ()
        self._numbers_title = QLabel(self)
        self._tables_title = QLabel(self)
        for title in (self._tables_title, self._numbers_title):
            title.setProperty("kind", "soft")
        self.full = QLabel(self)
        self.full.setProperty("kind", "alarm")
        self.full.setWordWrap(True)
        self.numbers = NumberPad(theme, self)
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, SPACE[2], 0)
        self.seats = SeatChips(inside)
        column.addWidget(self.seats)
        column.addStretch(1)
        self._scroll = FingerScroll(inside, self)
        self.wait = QPushButton(self)
        self.wait.setIconSize(QSize(ICON_SIDE, ICON_SIDE))
        for widget in (self._numbers_title, self.numbers, self._tables_title, self.full):
            self.body.addWidget(widget)
        self.body.addWidget(self._scroll, 1)
        self.body.addWidget(self.wait)
        self.setFixedWidth(WIDTH)
        self.numbers.chosen.connect(self._take_number)
        self.seats.chosen.connect(self._take_table)
        self.wait.clicked.connect(self._let_wait)
        door.changed.connect(self._follow)
        theme.changed.connect(self._paint_icons)
        self._paint_icons()
        self.retranslate()

    def bring_up(self) -> None:
        """Ask how many, over the tables that are free now, and show the card."""
        self.bring_up_at(())

    def bring_up_at(self, table_ids: TableIds) -> None:
        """Show the card with a table chosen already."""
        self._covers, self._tables = 0, table_ids
        self._show()
        super().bring_up()

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self.set_title(self.tr("Walk-in"))
        self._numbers_title.setText(self.tr("How many guests?"))
        self._tables_title.setText(self.tr("Free now"))
        self.numbers.retranslate()
        self._show()

    def sizeHint(self) -> QSize:
        """Be as high as the free tables need, as far as that is seemly."""
        inside = self._scroll.widget()
        layout = inside.layout() if inside is not None else None
        wanted = layout.totalHeightForWidth(WIDTH - 3 * SPACE[4]) if layout is not None else 0
        self._scroll.setMinimumHeight(min(max(wanted, 0), SEATS_HEIGHT_MAX))
        return super().sizeHint()

    @Slot()
    def _follow(self) -> None:
        if not self.isHidden():
            self._show()

    def _show(self) -> None:
        groups = self._door.groups(self._covers)
        self.numbers.show_chosen(self._covers)
        self.seats.show_groups(groups, self._tables)
        self._tables_title.setVisible(bool(groups))
        self._scroll.setVisible(bool(groups))
        self.full.setVisible(not groups)
        self.full.setText(
            self.tr("No table for {covers} is free now.").format(covers=self._covers)
            if self._covers
            else self.tr("No table is free now.")
        )
        set_property(self.wait, "kind", "plain" if groups else "primary")
        self._paint_icons()
        self.wait.setText(self._wait_text())
        self.adjustSize()

    def _wait_text(self) -> str:
        minutes = self._door.estimate(self._covers) if self._covers else 0
        if minutes:
            return self.tr("To the waitlist (about {minutes} min)").format(minutes=minutes)
        return self.tr("To the waitlist")

    @Slot(int)
    def _take_number(self, covers: int) -> None:
        self._covers = covers
        self._seat_or_show()

    @Slot(tuple)
    def _take_table(self, table_ids: TableIds) -> None:
        self._tables = () if table_ids == self._tables else table_ids
        self._seat_or_show()

    def _seat_or_show(self) -> None:
        if not (self._covers and self._tables):
            self._show()
            return
        covers, tables = self._covers, self._tables
        self.put_away()
        self._door.seat_walk_in(tables, covers)

    @Slot()
    def _let_wait(self) -> None:
        self.put_away()
        self.waitlist_requested.emit(self._covers)

    @Slot()
    def _paint_icons(self) -> None:
        token = "on_indigo" if self.wait.property("kind") == "primary" else "ink_soft"
        self.wait.setIcon(icons.icon("clock", self._theme, token))
