"""What a screen reader finds in the timeline: a list of parties, each with sentence and place."""

from __future__ import annotations

from typing import Protocol, TypeAlias

from PySide6.QtCore import QPoint, QPointF, QRect
from PySide6.QtWidgets import QWidget

from app.ui.spoken_list import SpokenList
from app.ui.timeline.hand import Spot
from app.viewmodels.timeline import TimelineModel
from app.viewmodels.timeline_rows import Block
from app.viewmodels.timeline_words import block_text

Key: TypeAlias = tuple[str, str]
"""A row, and the party on it."""


class Telling(Protocol):
    """What the timeline tells about itself."""

    @property
    def model(self) -> TimelineModel:
        """What is drawn."""

    def block_rect(self, id: str, row: str) -> QRect:
        """Find a party's block in the viewport."""

    def spot(self, point: QPointF, *, touch: bool = False) -> Spot:
        """Tell what lies under a point."""


class SpokenTimeline(SpokenList):
    """The timeline as a list of the parties on it, row by row."""

    is_movable = True

    def __init__(self, widget: QWidget, telling: Telling) -> None:
        super().__init__(widget)
        self._telling = telling

    def keys(self) -> list[Key]:
        """List the blocks."""
        rows = self._telling.model.layout.rows
        return [(row.key, block.id) for row in rows for block in row.blocks]

    def holds(self, key: Key) -> bool:
        """Whether the party still stands there."""
        return self._block(key) is not None

    def sentence(self, key: Key) -> str:
        """Say a block."""
        block = self._block(key)
        return block_text(block, self._telling.model.layout) if block is not None else ""

    def place(self, key: Key) -> QRect:
        """Find a block."""
        row, id = key
        return self._telling.block_rect(id, row)

    def key_at(self, point: QPoint) -> Key | None:
        """Find the block under a point."""
        block = self._telling.spot(QPointF(point)).block
        return None if block is None else (block.row, block.id)

    def choice(self) -> Key | None:
        """Name the selected block."""
        selection = self._telling.model.selection
        return None if selection is None else (selection.row, selection.id)

    def _block(self, key: Key) -> Block | None:
        row, id = key
        block = self._telling.model.layout.block(id, row)
        return block if block is not None and block.row == row else None
