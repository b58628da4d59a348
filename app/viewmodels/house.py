"""The house's settings on the screen: laid out, typed on, met by others' edits, saved."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.reservation import Reservation
from app.services.desk import Desk
from app.viewmodels.day import DayModel, Saved, Touched
from app.viewmodels.house_edit import as_typed, begin, keep_mine, meet, take_theirs, type_on
from app.viewmodels.house_words import contested_news
from app.viewmodels.records import newest_change
from app.viewmodels.refusals import REFUSALS, refusal_text
from app.viewmodels.rows import name_text
from app.viewmodels.settings_form import HouseForm
from app.viewmodels.sheet_news import News
from app.viewmodels.wording import booking_text, translate


class HouseModel(QObject):
    """The form of the house; nothing is written before it is saved.

    Signals:
        laid_out: the form reads otherwise than what was typed last; show it.
        news_changed: what others set on the same fields is different now.
        saved: it is in the book; carries a sentence.
        refused: it is not; carries a sentence fit to show. Nothing typed is lost.
    """

    laid_out = Signal()
    news_changed = Signal()
    saved = Signal(str)
    refused = Signal(str)

    def __init__(self, desk: Desk, day: DayModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._day = day
        self._edit = begin(day.book.venue)
        self._affected: tuple[Reservation, ...] = ()

    @property
    def form(self) -> HouseForm:
        """What stands on the form."""
        return self._edit.form

    @property
    def is_typed_on(self) -> bool:
        """Whether something stands on the form that is not in the book."""
        return bool(self._edit.typed_on)

    @property
    def news(self) -> tuple[News, ...]:
        """What others set meanwhile on the very fields that were typed on here."""
        edit = self._edit
        if not edit.contested:
            return ()
        people = {str(each.id): each.name for each in self._desk.team.staff()}
        return contested_news(edit, self._desk.history.of(edit.theirs.id), people)

    @property
    def affected(self) -> tuple[str, ...]:
        """Bookings that the hours saved last would turn away; they stay, for a person to see to."""
        venue, tables = self._day.book.venue, self._desk.floor.tables()
        return tuple(
            f"{name_text(each)}  {booking_text(each, venue, tables)}" for each in self._affected
        )

    def open(self) -> None:
        """Lay the house out; what was typed and not saved yet still stands."""
        self._edit = meet(self._edit, self._desk.house.venue())
        self.laid_out.emit()
        self.news_changed.emit()

    def discard(self) -> None:
        """Drop what was typed."""
        self._edit = begin(self._desk.house.venue())
        self.laid_out.emit()
        self.news_changed.emit()

    def type(self, form: HouseForm) -> None:
        """Take what is typed, as it is typed."""
        before, self._edit = self._edit.contested, type_on(self._edit, form)
        if self._edit.contested != before:
            self.news_changed.emit()

    def keep_mine(self, field: str) -> None:
        """Keep what is typed in a field that others set too."""
        self._edit = keep_mine(self._edit, field)
        self.news_changed.emit()

    def take_theirs(self, field: str) -> None:
        """Take what others set in a field that was typed on here."""
        self._edit = take_theirs(self._edit, field)
        self.laid_out.emit()
        self.news_changed.emit()

    def save(self) -> bool:
        """Save what was typed; bookings that now lie outside the hours are listed, not changed."""
        before = self._edit.base
        known = newest_change(self._desk, before.id)
        try:
            result = self._desk.house.change(before, as_typed(self._edit), self._day.author)
        except REFUSALS as error:
            self.refused.emit(refusal_text(error))
            return False
        venue = result.venue
        self._affected = result.affected
        self._edit = begin(venue)
        newest = newest_change(self._desk, venue.id)
        if newest != known:
            touched = frozenset({("venue", str(venue.id))})
            self._day.record_changes(Saved("venue", (newest,), touched, venue.name))
        self.saved.emit(translate("Settings", "Saved: {name}").format(name=venue.name))
        self.laid_out.emit()
        self.news_changed.emit()
        return True

    @Slot(object)
    def refresh(self, touched: Touched) -> None:
        """Take news, ours or another device's."""
        if any(kind == "venue" for kind, _ in touched):
            self.open()
