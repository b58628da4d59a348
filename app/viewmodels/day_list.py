"""The day as a list of rows that changes by id, so that nobody loses their place in it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from enum import StrEnum

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)

from app.domain.day import DayBook
from app.domain.ids import ReservationId
from app.domain.reservation import PRESENT, Reservation, Status
from app.viewmodels.day import DayModel
from app.viewmodels.header import now_text
from app.viewmodels.rows import EXPECTED, GONE, Row

ROW_ROLE = int(Qt.ItemDataRole.UserRole)
ID_ROLE = ROW_ROLE + 1
NOW_ROLE = ROW_ROLE + 2
"""The time it is, above the first party that is not due yet; else empty."""

NOWHERE = QModelIndex()

TO_WATCH = EXPECTED | {Status.PARTLY_ARRIVED, Status.ARRIVED}
"""Parties that a host waits for, or that wait for the host."""


class Pile(StrEnum):
    """Which part of the day the list shows."""

    ALL = "all"
    COMING = "coming"
    PRESENT = "present"
    GONE = "gone"


def belongs(pile: Pile, status: Status) -> bool:
    """Whether who stands so is in a pile; who waits at the door has a line and a card apart."""
    match pile:
        case Pile.ALL:
            return status is not Status.WAITING and (status not in GONE or status is Status.LEFT)
        case Pile.COMING:
            return status in EXPECTED
        case Pile.PRESENT:
            return status in PRESENT
        case Pile.GONE:
            return status in GONE


class DayList(QAbstractListModel):
    """The rows of one pile of the day, by time; a row is written when a view first asks for it.

    Signals:
        counted: a pile holds more or fewer parties than before.
    """

    counted = Signal()

    def __init__(self, day: DayModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._day = day
        self._pile = Pile.ALL
        self._shows_left = False
        self._parties = self._wanted()
        self._read: dict[str, Row] = {}
        self._now_id = self._first_to_come()
        day.opened.connect(self._replace_all)
        day.changed.connect(self._take_news)

    @property
    def pile(self) -> Pile:
        """Which part of the day is shown."""
        return self._pile

    def choose(self, pile: Pile) -> None:
        """Show another part of the day."""
        if pile is not self._pile:
            self._pile = pile
            self._replace_all()

    @property
    def shows_left(self) -> bool:
        """Whether those who left stand among the others, in the pile of all."""
        return self._shows_left

    def show_left(self, *, shown: bool) -> None:
        """Unfold those who left, or fold them away."""
        if shown != self._shows_left:
            self._shows_left = shown
            self._update()
            self.counted.emit()

    def left_count(self) -> int:
        """Count those who left and are folded, or could be."""
        if self._pile is not Pile.ALL:
            return 0
        return sum(each.status is Status.LEFT for each in self._day.book.reservations)

    def count(self, pile: Pile) -> int:
        """Count the parties in a pile."""
        statuses = Counter(each.status for each in self._day.book.reservations)
        return sum(number for status, number in statuses.items() if belongs(pile, status))

    def position(self, reservation_id: str) -> int:
        """Find a reservation's place in the list; -1 when it is not in this pile."""
        for at, party in enumerate(self._parties):
            if party.id == reservation_id:
                return at
        return -1

    def first_to_watch(self) -> int:
        """Find the first party that needs something of the host: it is due, or at the door."""
        for wanted in (TO_WATCH, frozenset(Status) - GONE):
            for at, party in enumerate(self._parties):
                if party.status in wanted:
                    return at
        return 0

    def row_at(self, index: QModelIndex | QPersistentModelIndex) -> Row:
        """Read the row at a valid index."""
        party = self._parties[index.row()]
        row = self._read.get(party.id)
        if row is None:
            row = self._read[party.id] = self._day.row(party)
        return row

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = NOWHERE) -> int:
        """Count the rows; a row has none of its own."""
        return 0 if parent.isValid() else len(self._parties)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Answer a view's question about one row."""
        if not index.isValid():
            return None
        if role == ID_ROLE:
            return self._parties[index.row()].id
        if role == ROW_ROLE:
            return self.row_at(index)
        if role == NOW_ROLE:
            is_first = self._parties[index.row()].id == self._now_id
            return now_text(self._day.book, self._day.now()) if is_first else ""
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self.row_at(index).spoken
        return None

    @Slot()
    def tick(self) -> None:
        """Let the minutes go on: who has become late, or over time, changes."""
        self._update()
        self._move_now()
        self.counted.emit()

    def retranslate(self) -> None:
        """Put every row into the language in force."""
        self._update()

    @Slot(object, object)
    def _take_news(self, _book: DayBook, _ids: frozenset[str]) -> None:
        self._update()
        if self._first_to_come() != self._now_id:
            self._move_now()
        self.counted.emit()

    @Slot()
    def _replace_all(self) -> None:
        self.beginResetModel()
        self._parties = self._wanted()
        self._now_id = self._first_to_come()
        self._read.clear()
        self.endResetModel()
        self.counted.emit()

    def _wanted(self) -> list[Reservation]:
        shown = {status for status in Status if belongs(self._pile, status)}
        if self._pile is Pile.ALL and not self._shows_left:
            shown.discard(Status.LEFT)
        return [each for each in self._day.book.reservations if each.status in shown]

    def _first_to_come(self) -> str:
        """Find the first party that is not due yet, below one that is or was."""
        now = self._day.now()
        at = bisect_right(self._parties, now, key=lambda party: party.starts_at)
        is_today = self._day.business_day == self._day.today()
        return self._parties[at].id if is_today and 0 < at < len(self._parties) else ""

    def _move_now(self) -> None:
        """Draw the line of now where it belongs, with the time it is."""
        moved = {self._now_id, self._first_to_come()}
        self._now_id = self._first_to_come()
        for at in (self.position(each) for each in moved if each):
            if at >= 0:
                self.dataChanged.emit(self.index(at), self.index(at), [NOW_ROLE])

    def _update(self) -> None:
        wanted = self._wanted()
        self._remove_others({party.id for party in wanted})
        for at, party in enumerate(wanted):
            self._settle_in(at, party)
        for at, party in enumerate(self._parties):
            before = self._read.get(party.id)
            # What nobody has read needs no correcting.
            if before is not None and self._day.row(party) != before:
                self._read[party.id] = self._day.row(party)
                self.dataChanged.emit(self.index(at), self.index(at))

    def _remove_others(self, wanted: set[ReservationId]) -> None:
        for at in reversed(range(len(self._parties))):
            if self._parties[at].id not in wanted:
                self.beginRemoveRows(NOWHERE, at, at)
                self._read.pop(self._parties.pop(at).id, None)
                self.endRemoveRows()

    def _settle_in(self, at: int, party: Reservation) -> None:
        in_place = at < len(self._parties) and self._parties[at].id == party.id
        found = at if in_place else self.position(party.id)
        if found < 0:
            self.beginInsertRows(NOWHERE, at, at)
            self._parties.insert(at, party)
            self.endInsertRows()
            return
        if found != at:
            # Rows above `at` are settled already, so the row can only move up.
            self.beginMoveRows(NOWHERE, found, found, NOWHERE, at)
            self._parties.insert(at, self._parties.pop(found))
            self.endMoveRows()
        self._parties[at] = party
