"""Looking back: the shown day as it stood at a past minute, and what was done since."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.domain.business_day import clock_text
from app.services.desk import Desk
from app.services.rewinds import Past
from app.viewmodels.day import DayModel
from app.viewmodels.record_words import HistoryLine, history_line
from app.viewmodels.records import names_of
from app.viewmodels.wording import person_text, translate

SINCE_MAX: Final = 30
MINUTE: Final = timedelta(minutes=1)
AFTER_MS: Final = 30
"""A slider under a finger tells more places than can be drawn; the newest is."""


class RewindModel(QObject):
    """A slider over the day's past.

    Signals:
        changed: another minute is shown.
        closed: the day is shown as it is now.
    """

    changed = Signal()
    closed = Signal()

    def __init__(self, desk: Desk, day: DayModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._day = day
        self._past: Past | None = None
        self._minute = 0
        self._since: tuple[HistoryLine, ...] = ()
        self._soon = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._soon.timeout.connect(self._show)
        day.past_changed.connect(self._follow)

    @property
    def is_open(self) -> bool:
        """Whether a past minute is shown."""
        return self._past is not None

    @property
    def minutes(self) -> int:
        """How many minutes there are to look at."""
        past = self._past
        return (past.last - past.first) // MINUTE if past is not None else 0

    @property
    def minute(self) -> int:
        """Which of them is shown, from 0."""
        return self._minute

    @property
    def title(self) -> str:
        """Say what is seen: 「19:05の台帳」."""
        return translate("Rewind", "The book at {time}").format(time=self._clock(self._at()))

    @property
    def ends(self) -> tuple[str, str]:
        """Say between which moments one can look."""
        past = self._past
        return (self._clock(past.first), self._clock(past.last)) if past is not None else ("", "")

    @property
    def since(self) -> tuple[HistoryLine, ...]:
        """What was done after the minute that is shown, newest first."""
        return self._since

    def open(self) -> None:
        """Read the day's past, and show it as it was a quarter of an hour ago."""
        self._past = self._desk.rewinds.past(self._day.business_day)
        self._minute = max(0, self.minutes - 15)
        self._show()

    def go_to(self, minute: int) -> None:
        """Show another minute, soon."""
        minute = max(0, min(minute, self.minutes))
        if self._past is not None and minute != self._minute:
            self._minute = minute
            self._soon.start()

    def close(self) -> None:
        """Show the day as it is now."""
        self._day.return_to_now()

    def reword(self) -> None:
        """Say everything again, in the language that is spoken now."""
        if self._past is not None:
            self._show()

    @Slot()
    def _show(self) -> None:
        past = self._past
        if past is None:
            return
        at = self._at()
        self._day.show_past(past.at(at), at)
        names = names_of(self._desk, self._day)
        self._since = tuple(
            history_line(each, names, about=self._about(each.entity_id))
            for each in past.since(at, SINCE_MAX)
        )
        self.changed.emit()

    @Slot()
    def _follow(self) -> None:
        if self._day.past_at is None and self._past is not None:
            self._soon.stop()
            self._past, self._since = None, ()
            self.closed.emit()

    def _about(self, reservation_id: str) -> str:
        party = self._day.find(reservation_id)
        return person_text(party.guest_name) if party and party.guest_name else ""

    def _at(self) -> datetime:
        past = self._past
        return past.first + self._minute * MINUTE if past is not None else self._day.now()

    def _clock(self, at: datetime) -> str:
        book = self._day.book
        return clock_text(at, book.venue, book.business_day)
