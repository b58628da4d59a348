"""The search results as a list Qt can show and a screen reader can read."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Slot

from app.viewmodels.guest_index import GuestIndexModel
from app.viewmodels.search import SearchModel

HIT_ROLE = Qt.ItemDataRole.UserRole + 1
NO_PARENT = QModelIndex()


class HitList(QAbstractListModel):
    """One row a result."""

    def __init__(self, model: SearchModel | GuestIndexModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._hits = model.hits
        model.changed.connect(self._follow)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = NO_PARENT) -> int:
        """Count the results."""
        return 0 if parent.isValid() else len(self._hits)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401  # Qt's own signature
        """Tell what a result says."""
        if not index.isValid() or index.row() >= len(self._hits):
            return None
        hit = self._hits[index.row()]
        if role == HIT_ROLE:
            return hit
        if role == Qt.ItemDataRole.DisplayRole:
            return hit.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = (hit.title, hit.detail, hit.note, hit.alarm)
            return ", ".join(each for each in words if each)
        return None

    @Slot()
    def _follow(self) -> None:
        if self._model.hits != self._hits:
            self.beginResetModel()
            self._hits = self._model.hits
            self.endResetModel()
