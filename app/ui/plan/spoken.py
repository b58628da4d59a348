"""What a screen reader finds on the plan: a list of tables, each with a sentence and a place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from app.domain.ids import TableId
from app.ui.spoken_list import SpokenList


class Telling(Protocol):
    """What a drawing of tables tells about itself."""

    def spoken_ids(self) -> Sequence[TableId]:
        """List the tables, as a reader goes through them."""

    def spoken_text(self, id: TableId) -> str:
        """Say a table in one sentence."""

    def spoken_choice(self) -> TableId | None:
        """Name the table the keys act on."""

    def table_rect(self, id: TableId) -> QRect:
        """Find a table in the viewport."""


class SpokenPlan(SpokenList):
    """The plan as a list of its tables, room by room."""

    def __init__(self, widget: QWidget, telling: Telling) -> None:
        super().__init__(widget)
        self._telling = telling

    def keys(self) -> Sequence[TableId]:
        """List the tables."""
        return self._telling.spoken_ids()

    def sentence(self, key: TableId) -> str:
        """Say a table."""
        return self._telling.spoken_text(key)

    def place(self, key: TableId) -> QRect:
        """Find a table; one that is gone is nowhere."""
        return self._telling.table_rect(key) if self.holds(key) else QRect()

    def key_at(self, point: QPoint) -> TableId | None:
        """Find the table under a point."""
        rect = self._telling.table_rect
        return next((id for id in self.keys() if rect(id).contains(point)), None)

    def choice(self) -> TableId | None:
        """Name the selected table."""
        return self._telling.spoken_choice()
