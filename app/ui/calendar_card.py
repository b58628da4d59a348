"""Another day, chosen on a calendar with fingers' room."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale, Slot
from PySide6.QtWidgets import QCalendarWidget, QWidget

from app.ui.card import Card
from app.ui.theme import Theme
from app.viewmodels.day import DayModel


class CalendarCard(Card):
    """A month; a tap on a day opens it."""

    def __init__(self, day: DayModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._day = day
        self.calendar = QCalendarWidget(self)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setMinimumSize(420, 400)
        self.calendar.clicked.connect(self._open)
        self.calendar.activated.connect(self._open)
        self.body.addWidget(self.calendar)
        self.retranslate()

    def bring_up(self) -> None:
        """Show the month of the day that is open."""
        day = self._day.business_day
        self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        super().bring_up()

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self.set_title(self.tr("Choose a day"))
        self.calendar.setLocale(QLocale())
        self.calendar.setFirstDayOfWeek(QLocale().firstDayOfWeek())

    @Slot(QDate)
    def _open(self, chosen: QDate) -> None:
        self.put_away()
        self._day.open(date(chosen.year(), chosen.month(), chosen.day()))
