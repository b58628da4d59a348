"""Another day, chosen on a calendar that says how full each one is."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.ui.card import Card
from app.ui.month_grid import MonthGrid
from app.ui.theme import Theme
from app.viewmodels.day import DayModel
from app.viewmodels.months import MonthsModel


class CalendarCard(Card):
    """A month; a tap on a day opens it."""

    def __init__(
        self, day: DayModel, months: MonthsModel, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._day = day
        self.calendar = MonthGrid(months, theme, self)
        self.calendar.chosen.connect(self._open)
        self.body.addWidget(self.calendar)
        self.retranslate()

    def bring_up(self) -> None:
        """Show the month of the day that is open."""
        self.calendar.show_day(self._day.business_day)
        super().bring_up()
        self.calendar.focus_day()

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self.set_title(self.tr("Choose a day"))

    @Slot(object)
    def _open(self, chosen: date) -> None:
        self.put_away()
        self._day.open(chosen)
