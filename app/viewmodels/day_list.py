"""The day as a list of rows that changes by id, so that nobody loses their place in it."""

from __future__ import annotations

from collections.abc import Iterator
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


def belongs(pile: Pile, reservation: Reservation) -> bool:
    """Whether a reservation is in a pile; who has left stays in ALL, faded, to keep its place."""
    status = reservation.status
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
    """The rows of one pile of the day, by time.

    Signals:
        counted: a pile holds more or fewer parties than before.
    """

    counted = Signal()

    def __init__(self, day: DayModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._day = day
        self._pile = Pile.ALL
        self._rows: list[Row] = list(self._wanted())
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
        return sum(belongs(pile, each) for each in self._day.book.reservations)

    def position(self, reservation_id: str) -> int:
        """Find a reservation's place in the list; -1 when it is not in this pile."""
        for at, row in enumerate(self._rows):
            if row.reservation_id == reservation_id:
                return at
        return -1

    def first_to_watch(self) -> int:
        """Find the first party that has not left: what a host wants on top of a long list."""
        for at, row in enumerate(self._rows):
            if row.status not in GONE:
                return at
        return 0

    def row_at(self, index: QModelIndex | QPersistentModelIndex) -> Row:
        """Read the row at a valid index."""
        return self._rows[index.row()]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = NOWHERE) -> int:
        """Count the rows; a row has none of its own."""
        return 0 if parent.isValid() else len(self._rows)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Answer a view's question about one row."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == ID_ROLE:
            return row.reservation_id
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return row.spoken
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
        self._rows = list(self._wanted())
        self.endResetModel()
        self.counted.emit()

    def _wanted(self) -> Iterator[Row]:
        for reservation in self._day.book.reservations:
            if belongs(self._pile, reservation):
                yield self._day.row(reservation)

    def _update(self) -> None:
        wanted = list(self._wanted())
        self._remove_others({row.reservation_id for row in wanted})
        for at, row in enumerate(wanted):
            self._settle_in(at, row)

    def _remove_others(self, wanted: set[str]) -> None:
        for at in reversed(range(len(self._rows))):
            if self._rows[at].reservation_id not in wanted:
                self.beginRemoveRows(NOWHERE, at, at)
                del self._rows[at]
                self.endRemoveRows()

    def _settle_in(self, at: int, row: Row) -> None:
        in_place = at < len(self._rows) and self._rows[at].reservation_id == row.reservation_id
        found = at if in_place else self.position(row.reservation_id)
        if found < 0:
            self.beginInsertRows(NOWHERE, at, at)
            self._rows.insert(at, row)
            self.endInsertRows()
            return
        if found != at:
            # Rows above `at` are settled already, so the row can only move up.
            self.beginMoveRows(NOWHERE, found, found, NOWHERE, at)
            self._rows.insert(at, self._rows.pop(found))
            self.endMoveRows()
        if self._rows[at] != row:
            self._rows[at] = row
            self.dataChanged.emit(self.index(at), self.index(at))
