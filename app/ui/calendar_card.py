"""Another day, chosen on a calendar with fingers' room."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale, QSize, Qt, Slot
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QToolButton, QWidget

from app.ui import icons
from app.ui.card import Card
from app.ui.theme import Theme
from app.viewmodels.day import DayModel
from resources.tokens import TOUCH_MIN

WEEK = 7
ROWS = 8
"""The month's name, the weekdays and six weeks."""


class CalendarCard(Card):
    """A month; a tap on a day opens it."""

    def __init__(self, day: DayModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._day = day
        self.calendar = QCalendarWidget(self)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setMinimumSize((TOUCH_MIN + 8) * WEEK, (TOUCH_MIN + 2) * ROWS)
        self.calendar.clicked.connect(self._open)
        self.calendar.activated.connect(self._open)
        self.body.addWidget(self.calendar)
        theme.changed.connect(self._dress)
        self._dress()
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
        self._dress()

    @Slot(QDate)
    def _open(self, chosen: QDate) -> None:
        self.put_away()
        self._day.open(date(chosen.year(), chosen.month(), chosen.day()))

    @Slot()
    def _dress(self) -> None:
        """Take the style's red weekends and painted arrows away: red is for what needs a person."""
        plain, soft = QTextCharFormat(), QTextCharFormat()
        plain.setForeground(self._theme.color("ink"))
        soft.setForeground(self._theme.color("ink_soft"))
        soft.setBackground(self._theme.color("sheet"))
        for weekday in Qt.DayOfWeek:
            self.calendar.setWeekdayTextFormat(weekday, plain)
        self.calendar.setHeaderTextFormat(soft)
        for name, icon in (("prevmonth", "left"), ("nextmonth", "right")):
            arrow = self.calendar.findChild(QToolButton, f"qt_calendar_{name}")
            if isinstance(arrow, QToolButton):
                arrow.setIcon(icons.icon(icon, self._theme, "ink_soft"))
                arrow.setIconSize(QSize(20, 20))
