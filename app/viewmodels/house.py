"""The house's settings on the screen: laid out, typed on, met by others' edits, saved."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.domain.errors import DomainError
from app.domain.house_effects import HouseEffects, effects_of
from app.domain.reservation import Reservation
from app.domain.rights import Right
from app.domain.venue import Venue
from app.services.desk import Desk
from app.services.house import check_venue
from app.viewmodels.day import DayModel, Saved, Touched
from app.viewmodels.house_edit import as_typed, begin, keep_mine, meet, take_theirs, type_on
from app.viewmodels.house_words import EffectGroup, contested_news, effect_groups
from app.viewmodels.months import MonthsModel
from app.viewmodels.records import newest_change
from app.viewmodels.refusals import REFUSALS, refusal_text
from app.viewmodels.settings_form import HouseForm, toggle_day
from app.viewmodels.sheet_news import News
from app.viewmodels.wording import translate

LOOK_MS: Final = 250
"""Whom a change touches is told once the typing rests for so long."""


class HouseModel(QObject):
    """The form of the house; nothing is written before it is saved.

    Signals:
        laid_out: the form reads otherwise than what was typed last; show it.
        news_changed: what others set on the same fields is different now.
        effects_changed: other bookings would be touched, or what is typed can be read now.
        saved: it is in the book; carries a sentence.
        refused: it is not; carries a sentence fit to show. Nothing typed is lost.
    """

    laid_out = Signal()
    news_changed = Signal()
    effects_changed = Signal()
    saved = Signal(str)
    refused = Signal(str)

    def __init__(self, desk: Desk, day: DayModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._day = day
        self.months = MonthsModel(desk, day, self)
        self._edit = begin(day.book.venue)
        self._effects = HouseEffects()
        self._weighed = self._edit.base
        self._mistake = ""
        self._coming: tuple[Reservation, ...] | None = None
        self._look = QTimer(self, singleShot=True, interval=LOOK_MS)
        self._look.timeout.connect(self.weigh)

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
    def effects(self) -> tuple[EffectGroup, ...]:
        """Whom what is typed would touch, or what was saved has; no booking is changed."""
        return effect_groups(self._effects, self._weighed, self._desk.floor.tables())

    @property
    def mistake(self) -> str:
        """What is typed and cannot be read yet; empty while all can."""
        return self._mistake

    def open(self) -> None:
        """Lay the house out; what was typed and not saved yet still stands."""
        self._meet()
        if not self.is_typed_on:
            self._show(HouseEffects(), self._edit.base)

    def discard(self) -> None:
        """Drop what was typed."""
        self._edit = begin(self._desk.house.venue())
        self._show(HouseEffects(), self._edit.base)
        self.laid_out.emit()
        self.news_changed.emit()

    def type(self, form: HouseForm) -> None:
        """Take what is typed, as it is typed."""
        before, self._edit = self._edit.contested, type_on(self._edit, form)
        self._look_again()
        if self._edit.contested != before:
            self.news_changed.emit()

    def keep_mine(self, field: str) -> None:
        """Keep what is typed in a field that others set too."""
        self._edit = keep_mine(self._edit, field)
        self.news_changed.emit()

    def take_theirs(self, field: str) -> None:
        """Take what others set in a field that was typed on here."""
        self._edit = take_theirs(self._edit, field)
        self._look_again()
        self.laid_out.emit()
        self.news_changed.emit()

    def toggle_day(self, day: date) -> None:
        """Close an open day on the form, or open a closed one."""
        self.type(toggle_day(self.form, day))
        self.laid_out.emit()

    @Slot()
    def weigh(self) -> None:
        """Tell whom what is typed would touch; reads the coming parties once."""
        self._look.stop()
        if not self.is_typed_on:
            return
        try:
            typed = check_venue(as_typed(self._edit))
        except DomainError as error:
            self._show(HouseEffects(), self._edit.base, refusal_text(error))
            return
        if self._coming is None:
            self._coming = self._desk.house.coming()
        self._show(effects_of(self._edit.theirs, typed, self._coming), typed)

    def save(self) -> bool:
        """Save what was typed; whom it touches is listed, and nobody's booking is changed."""
        if not self._day.rights.grants(Right.SETTINGS, self.save):
            return False
        self.weigh()
        before = self._edit.base
        known = newest_change(self._desk, before.id)
        try:
            result = self._desk.house.change(before, as_typed(self._edit), self._day.author)
        except REFUSALS as error:
            self.refused.emit(refusal_text(error))
            return False
        venue = result.venue
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
        self.months.refresh(touched)
        if any(kind == "venue" for kind, _ in touched):
            self._meet()
        elif any(kind == "reservation" for kind, _ in touched):
            self._coming = None

    def _meet(self) -> None:
        self._edit = meet(self._edit, self._desk.house.venue())
        self._coming = None
        self._look.start()
        self.laid_out.emit()
        self.news_changed.emit()

    def _look_again(self) -> None:
        """Weigh what is typed once the typing rests; what is not typed any more touches nobody."""
        if self.is_typed_on:
            self._look.start()
        else:
            self._show(HouseEffects(), self._edit.base)

    def _show(self, effects: HouseEffects, weighed: Venue, mistake: str = "") -> None:
        self._effects, self._weighed, self._mistake = effects, weighed, mistake
        self.effects_changed.emit()
