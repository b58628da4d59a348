"""The day as a list of rows that changes by id, so that nobody loses their place in it."""

from __future__ import annotations

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
from app.viewmodels.rows import EXPECTED, GONE, Row

ROW_ROLE = int(Qt.ItemDataRole.UserRole)
ID_ROLE = ROW_ROLE + 1

NOWHERE = QModelIndex()


class Pile(StrEnum):
    """Which part of the day the list shows."""

    ALL = "all"
    COMING = "coming"
    PRESENT = "present"
    GONE = "gone"


def belongs(pile: Pile, status: Status) -> bool:
    """Whether who stands so is in a pile; who has left stays in ALL, faded, to keep its place."""
    match pile:
        case Pile.ALL:
            return status not in GONE or status is Status.LEFT
        case Pile.COMING:
            return status in EXPECTED or status is Status.WAITING
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
        self._parties = self._wanted()
        self._read: dict[str, Row] = {}
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
        """Find the first party that has not left: what a host wants on top of a long list."""
        for at, party in enumerate(self._parties):
            if party.status not in GONE:
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
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self.row_at(index).spoken
        return None

    @Slot()
    def tick(self) -> None:
        """Let the minutes go on: who has become late, or over time, changes."""
        self._update()

    def retranslate(self) -> None:
        """Put every row into the language in force."""
        self._update()

    @Slot(object, object)
    def _take_news(self, _book: DayBook, _ids: frozenset[str]) -> None:
        self._update()
        self.counted.emit()

    @Slot()
    def _replace_all(self) -> None:
        self.beginResetModel()
        self._parties = self._wanted()
        self._read.clear()
        self.endResetModel()
        self.counted.emit()

    def _wanted(self) -> list[Reservation]:
        shown = {status for status in Status if belongs(self._pile, status)}
        return [each for each in self._day.book.reservations if each.status in shown]

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
