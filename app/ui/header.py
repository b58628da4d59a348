"""The top of the window: which day, how full, the search box, and the way to a new booking."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.domain.hours import is_closed
from app.ui import icons
from app.ui.half_switch import HalfSwitch
from app.ui.sheet_parts import set_property
from app.ui.theme import Theme
from app.viewmodels.day import DayModel
from app.viewmodels.header import counts_text, day_text, next_hour_text, now_text, shift_text
from resources.tokens import SPACE, TOUCH_MIN

HEIGHT = 72
SEARCH_WIDTH_MIN = 180
SEARCH_WIDTH_MAX = 320
WORDY_WIDTH = 1440
"""From here on there is room for the words of the two halves, beside everything else."""


class Header(QFrame):
    """The headline of the day.

    Signals:
        new_requested, walk_in_requested: staff want to book, or to seat somebody now.
        calendar_requested: the day itself was tapped.
    """

    new_requested = Signal()
    walk_in_requested = Signal()
    calendar_requested = Signal()

    def __init__(self, day: DayModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day = day
        self._theme = theme
        self.setObjectName("header")
        self.setFixedHeight(HEIGHT)
        self._previous = QPushButton(self)
        self.title = QPushButton(self)
        self._next = QPushButton(self)
        self._today = QPushButton(self)
        self._shift = QLabel(self)
        self._counts = QLabel(self)
        self.halves = HalfSwitch(theme, self)
        self.search = QLineEdit(self)
        self.walk_in = QPushButton(self)
        self.new = QPushButton(self)
        self._lay_out()
        self._connect()
        self._tint()
        self.retranslate()

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self._previous.setAccessibleName(self.tr("The day before"))
        self._next.setAccessibleName(self.tr("The day after"))
        self._today.setText(self.tr("Today"))
        self.search.setPlaceholderText(self.tr("Name, kana or phone"))
        self.search.setAccessibleName(self.tr("Search guests and bookings"))
        self.walk_in.setText(self.tr("Walk-in"))
        self.new.setText(self.tr("New"))
        self.new.setAccessibleName(self.tr("New reservation"))
        self.show_day()

    @Slot()
    def show_day(self) -> None:
        """Read the day again: after news, another day, or a minute."""
        book, now = self._day.book, self._day.now()
        self.title.setText(day_text(book.business_day))
        self.title.setAccessibleName(
            self.tr("{day}, choose another day").format(day=day_text(book.business_day))
        )
        self._today.setVisible(book.business_day != self._day.today())
        closed = is_closed(book.venue, book.business_day)
        set_property(self._shift, "kind", "closed" if closed else "soft")
        facts = (now_text(book, now), shift_text(book, now), next_hour_text(book, now))
        self._shift.setText("   ".join(each for each in facts if each))
        self._counts.setText(counts_text(book))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave words out where there is no room for them."""
        super().resizeEvent(event)
        self.halves.show_words(has_words=self.width() >= WORDY_WIDTH)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language at once."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        for button in (self._previous, self._next, self._today, self.title):
            button.setProperty("kind", "quiet")
        self.title.setObjectName("dayTitle")
        for arrow in (self._previous, self._next):
            arrow.setFixedWidth(TOUCH_MIN)
        self.new.setProperty("kind", "primary")
        self._shift.setProperty("kind", "soft")
        self._counts.setObjectName("counts")
        self.search.setMinimumWidth(SEARCH_WIDTH_MIN)
        self.search.setMaximumWidth(SEARCH_WIDTH_MAX)
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._glass = self.search.addAction(
            icons.icon("search", self._theme, "ink_soft"),
            QLineEdit.ActionPosition.LeadingPosition,
        )
        facts = QVBoxLayout()
        facts.setSpacing(2)
        facts.addStretch(1)
        facts.addWidget(self._shift)
        facts.addWidget(self._counts)
        facts.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE[1], 0, SPACE[3], 0)
        row.setSpacing(SPACE[0])
        for widget in (self._previous, self.title, self._next, self._today):
            row.addWidget(widget)
        row.addSpacing(SPACE[1])
        row.addLayout(facts)
        row.addStretch(1)
        row.addWidget(self.halves)
        row.addSpacing(SPACE[1])
        row.addWidget(self.search, 2)
        row.addSpacing(SPACE[0])
        row.addWidget(self.walk_in)
        row.addSpacing(SPACE[0])
        row.addWidget(self.new)

    def _connect(self) -> None:
        self._previous.clicked.connect(self._step_back)
        self._next.clicked.connect(self._step_on)
        self._today.clicked.connect(self.open_today)
        self.title.clicked.connect(self.calendar_requested)
        self.walk_in.clicked.connect(self.walk_in_requested)
        self.new.clicked.connect(self.new_requested)
        self._day.opened.connect(self.show_day)
        self._day.changed.connect(self.show_day)
        self._theme.changed.connect(self._tint)

    @Slot()
    def _step_back(self) -> None:
        self._day.step(-1)

    @Slot()
    def _step_on(self) -> None:
        self._day.step(1)

    @Slot()
    def open_today(self) -> None:
        """Show today."""
        self._day.open(self._day.today())

    @Slot()
    def _tint(self) -> None:
        for button, name, token in (
            (self._previous, "left", "ink_soft"),
            (self._next, "right", "ink_soft"),
            (self.walk_in, "door", "ink"),
            (self.new, "plus", "on_indigo"),
        ):
            button.setIcon(icons.icon(name, self._theme, token))
            button.setIconSize(QSize(20, 20))
        self._glass.setIcon(icons.icon("search", self._theme, "ink_soft"))
