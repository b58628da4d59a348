"""What a screen reader finds in the timeline: a list of parties, each with sentence and place."""

from __future__ import annotations

from typing import Final, Protocol, cast

from PySide6.QtCore import QObject, QPoint, QPointF, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QAccessibleInterface,
    QAccessibleObject,
    QWindow,
)
from PySide6.QtWidgets import QWidget

from app.ui.timeline.hand import Spot
from app.viewmodels.timeline import TimelineModel
from app.viewmodels.timeline_rows import Block
from app.viewmodels.timeline_words import block_text

# Qt takes None for "there is none"; its type stubs do not say so.
NO_INTERFACE: Final = cast("QAccessibleInterface", None)
NO_OBJECT: Final = cast("QObject", None)


class Telling(Protocol):
    """What the timeline tells about itself."""

    @property
    def model(self) -> TimelineModel:
        """What is drawn."""

    def block_rect(self, id: str, row: str) -> QRect:
        """Find a party's block in the viewport."""

    def spot(self, point: QPointF, *, touch: bool = False) -> Spot:
        """Tell what lies under a point."""


class SpokenBlock(QAccessibleInterface):
    """One party on one row; follows it wherever it is drawn."""

    def __init__(self, timeline: SpokenTimeline, row: str, id: str) -> None:
        super().__init__()
        self._timeline = timeline
        self.key = (row, id)

    def isValid(self) -> bool:
        """Whether the party still stands here."""
        return self._timeline.block(self.key) is not None

    def object(self) -> QObject:
        """Stand for no object of its own."""
        return NO_OBJECT

    def window(self) -> QWindow:
        """Live in the timeline's window."""
        return self._timeline.widget.window().windowHandle()

    def parent(self) -> QAccessibleInterface:
        """Belong to the timeline."""
        return QAccessible.queryAccessibleInterface(self._timeline.widget)

    def text(self, t: QAccessible.Text) -> str:
        """Say the whole block in one sentence."""
        block = self._timeline.block(self.key)
        if block is None or t != QAccessible.Text.Name:
            return ""
        return block_text(block, self._timeline.telling.model.layout)

    def setText(self, t: QAccessible.Text, text: str) -> None:
        """Take no dictation."""

    def rect(self) -> QRect:
        """Find it on the screen."""
        row, id = self.key
        return self._timeline.on_screen(self._timeline.telling.block_rect(id, row))

    def role(self) -> QAccessible.Role:
        """Be an item of a list."""
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        """Tell whether it is the one the keys act on."""
        state = QAccessible.State()
        state.focusable = state.selectable = state.movable = 1
        selection = self._timeline.telling.model.selection
        if selection is not None and (selection.row, selection.id) == self.key:
            state.selected = 1
            state.focused = int(self._timeline.widget.hasFocus())
        return state

    def relations(
        self, match: QAccessible.RelationFlag = QAccessible.RelationFlag.AllRelations
    ) -> list[tuple[QAccessibleInterface, QAccessible.RelationFlag]]:
        """Be labelled by nothing else."""
        del match
        return []

    def childCount(self) -> int:
        """Hold nothing."""
        return 0

    def child(self, index: int) -> QAccessibleInterface:
        """Hold nothing."""
        del index
        return NO_INTERFACE

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        """Hold nothing."""
        del x, y
        return NO_INTERFACE

    def focusChild(self) -> QAccessibleInterface:
        """Hold nothing."""
        return NO_INTERFACE

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Hold nothing."""
        del child
        return -1


class SpokenTimeline(QAccessibleObject):
    """The timeline as a list of the parties on it, row by row."""

    def __init__(self, widget: QWidget, telling: Telling) -> None:
        super().__init__(widget)
        self.widget = widget
        self.telling = telling
        # A reader keeps what it was given; a second voice for the same party would confuse it.
        self._voices: dict[tuple[str, str], SpokenBlock] = {}

    def block(self, key: tuple[str, str]) -> Block | None:
        """Find the block a voice stands for."""
        row, id = key
        block = self.telling.model.layout.block(id, row)
        return block if block is not None and block.row == row else None

    def on_screen(self, rect: QRect) -> QRect:
        """Move a rectangle of the viewport to where it is on the screen."""
        return QRect(self.widget.mapToGlobal(rect.topLeft()), rect.size())

    def tell_selection(self) -> None:
        """Let a reader speak the selected party."""
        index = self._index_of_selection()
        if index is None or not self.widget.hasFocus():
            return
        event = QAccessibleEvent(self.widget, QAccessible.Event.Focus)
        event.setChild(index)
        QAccessible.updateAccessibility(event)

    def text(self, t: QAccessible.Text) -> str:
        """Say the name, and who is selected."""
        if t == QAccessible.Text.Name:
            return self.widget.accessibleName()
        return self.widget.accessibleDescription() if t == QAccessible.Text.Description else ""

    def role(self) -> QAccessible.Role:
        """Be a list."""
        return QAccessible.Role.List

    def rect(self) -> QRect:
        """Find it on the screen."""
        return self.on_screen(self.widget.rect())

    def state(self) -> QAccessible.State:
        """Tell whether keys come here."""
        state = QAccessible.State()
        state.focusable = 1
        state.focused = int(self.widget.hasFocus())
        return state

    def window(self) -> QWindow:
        """Live in its widget's window."""
        return self.widget.window().windowHandle()

    def parent(self) -> QAccessibleInterface:
        """Belong to what the widget lies in."""
        around = self.widget.parentWidget()
        return QAccessible.queryAccessibleInterface(around) if around else NO_INTERFACE

    def relations(
        self, match: QAccessible.RelationFlag = QAccessible.RelationFlag.AllRelations
    ) -> list[tuple[QAccessibleInterface, QAccessible.RelationFlag]]:
        """Be labelled by nothing else."""
        del match
        return []

    def childCount(self) -> int:
        """Count the blocks."""
        return len(self._keys())

    def child(self, index: int) -> QAccessibleInterface:
        """Give a block its voice."""
        keys = self._keys()
        return self._voice(keys[index]) if 0 <= index < len(keys) else NO_INTERFACE

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        """Find the block under a point of the screen."""
        point = QPointF(self.widget.mapFromGlobal(QPoint(x, y)))
        block = self.telling.spot(point).block
        return NO_INTERFACE if block is None else self._voice((block.row, block.id))

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Find where a block stands among the others."""
        keys = self._keys()
        if not isinstance(child, SpokenBlock) or child.key not in keys:
            return -1
        return keys.index(child.key)

    def focusChild(self) -> QAccessibleInterface:
        """Give the voice of the selected block."""
        index = self._index_of_selection()
        return NO_INTERFACE if index is None else self.child(index)

    def _keys(self) -> list[tuple[str, str]]:
        rows = self.telling.model.layout.rows
        return [(row.key, block.id) for row in rows for block in row.blocks]

    def _index_of_selection(self) -> int | None:
        selection = self.telling.model.selection
        return None if selection is None else self._keys().index((selection.row, selection.id))

    def _voice(self, key: tuple[str, str]) -> SpokenBlock:
        if key not in self._voices:
            self._voices[key] = SpokenBlock(self, *key)
        return self._voices[key]
