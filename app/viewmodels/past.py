"""What was done to one thing, and what was done on this device: to read, and to take back."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.errors import DomainError
from app.domain.history import Act, HistoryEntry
from app.services.desk import Desk
from app.viewmodels.day import DayModel, Saved, Touched
from app.viewmodels.record_words import HistoryLine, Names, history_line, history_lines
from app.viewmodels.records import names_of
from app.viewmodels.wording import person_text

ACTS_MAX: Final = 100
"""How many acts of this device are listed; older ones stand on the cards they were about."""


class PastModel(QObject):
    """Everything that happened to one booking, or to one guest.

    Signals:
        changed: the lines are others.
    """

    changed = Signal()

    def __init__(self, desk: Desk, day: DayModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._day = day
        self._key = ("", "")
        self._name = ""
        self._lines: tuple[HistoryLine, ...] = ()

    @property
    def lines(self) -> tuple[HistoryLine, ...]:
        """Every change, newest first."""
        return self._lines

    def show(self, key: tuple[str, str], name: str) -> None:
        """Tell the past of another thing."""
        self._key, self._name = key, name
        self.reword()

    def clear(self) -> None:
        """Tell of nothing."""
        self.show(("", ""), "")

    def reword(self) -> None:
        """Say everything again: in another language, or because there is news."""
        self._lines = self._read()
        self.changed.emit()

    @Slot(object)
    def refresh(self, touched: Touched) -> None:
        """Take news."""
        if self._key in touched:
            self.reword()

    @Slot(str)
    def take_back(self, change_id: str) -> None:
        """Take one change back; it can be done again."""
        self._day.take_back(Saved("", (change_id,), frozenset({self._key}), self._name))

    def _read(self) -> tuple[HistoryLine, ...]:
        _, entity_id = self._key
        if not entity_id:
            return ()
        try:
            entries = self._desk.history.of(entity_id)
            allowed = self._desk.history.undoable(entity_id)
        except DomainError:
            return ()
        return history_lines(entries, names_of(self._desk, self._day), allowed)


class ActsModel(QObject):
    """What was done on this device last, whoever signed it; it outlives a restart.

    Signals:
        changed: the lines are others.
    """

    changed = Signal()

    def __init__(self, desk: Desk, day: DayModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._day = day
        self._is_open = False
        self._acts: tuple[Act, ...] = ()
        self._lines: tuple[HistoryLine, ...] = ()

    @property
    def lines(self) -> tuple[HistoryLine, ...]:
        """The acts, newest first."""
        return self._lines

    def open(self) -> None:
        """Read them; from now on they follow what is done."""
        self._is_open = True
        self.reword()

    def close(self) -> None:
        """Follow no longer."""
        self._is_open = False

    def reword(self) -> None:
        """Say everything again."""
        if not self._is_open:
            return
        names = names_of(self._desk, self._day)
        self._acts = self._desk.history.acts(ACTS_MAX)
        self._lines = tuple(_act_line(each, names) for each in self._acts)
        self.changed.emit()

    @Slot(object)
    def refresh(self, _touched: Touched) -> None:
        """Take news: also of another device's, which may have built on what was done here."""
        self.reword()

    @Slot(str)
    def take_back(self, change_id: str) -> None:
        """Take one act back; it can be done again."""
        act = next(each for each in self._acts if each.entry.change_id == change_id)
        self._day.take_back(Saved("", (change_id,), frozenset({_key(act.entry)}), act.about))


def _act_line(act: Act, names: Names) -> HistoryLine:
    about = person_text(act.about) if act.about and _is_person(act.entry) else act.about
    return history_line(act.entry, names, can_undo=act.can_undo, about=about)


def _is_person(entry: HistoryEntry) -> bool:
    return entry.entity_type in ("reservation", "guest")


def _key(entry: HistoryEntry) -> tuple[str, str]:
    return entry.entity_type, entry.entity_id
