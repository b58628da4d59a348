"""The guests of the house as an index has them: あかさたな, then letters, then 読みなし."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, Signal

from app.domain.kana import TABS
from app.services.desk import Desk
from app.viewmodels.day import DayModel, Touched
from app.viewmodels.search_hits import Hit, guest_hit
from app.viewmodels.wording import translate

PAGE: Final = 200


class GuestIndexModel(QObject):
    """One tab at a time.

    Signals:
        changed: other guests are listed.
        guest_chosen: carries a guest id.
    """

    changed = Signal()
    guest_chosen = Signal(str)

    def __init__(self, desk: Desk, day: DayModel) -> None:
        super().__init__(day)
        self._desk = desk
        self._tab = TABS[0]
        self._limit = PAGE
        self._hits: tuple[Hit, ...] = ()
        self._has_more = False
        self._is_open = False

    @property
    def tabs(self) -> tuple[tuple[str, str], ...]:
        """The tabs: what each is, and its word."""
        words = {TABS[-1]: translate("Index", "No kana")}
        return tuple((tab, words.get(tab, tab)) for tab in TABS)

    @property
    def tab(self) -> str:
        """The tab that is open."""
        return self._tab

    @property
    def hits(self) -> tuple[Hit, ...]:
        """The guests listed, in the dictionary's order."""
        return self._hits

    @property
    def has_more(self) -> bool:
        """Whether the tab holds more than are listed."""
        return self._has_more

    def open(self) -> None:
        """List the tab as the book has it now; it follows while it is open."""
        self._is_open = True
        self._read()

    def close(self) -> None:
        """Follow no more."""
        self._is_open = False

    def choose_tab(self, tab: str) -> None:
        """Open another tab."""
        self._tab, self._limit = tab, PAGE
        self._read()

    def show_more(self) -> None:
        """List more of the tab."""
        self._limit += PAGE
        self._read()

    def choose(self, place: int) -> None:
        """Open a guest's card."""
        self.guest_chosen.emit(self._hits[place].id)

    def reword(self) -> None:
        """Say everything again, in the language that is spoken now."""
        if self._is_open:
            self._read()

    def refresh(self, touched: Touched) -> None:
        """Take news of guests."""
        if self._is_open and any(kind == "guest" for kind, _ in touched):
            self._read()

    def _read(self) -> None:
        found = self._desk.guests.under(self._tab, self._limit + 1)
        self._has_more = len(found) > self._limit
        self._hits = tuple(map(guest_hit, found[: self._limit]))
        self.changed.emit()
