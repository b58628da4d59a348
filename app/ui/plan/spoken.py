"""What a screen reader finds on the plan: a list of tables, each with a sentence and a place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol, cast

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QAccessibleInterface,
    QAccessibleObject,
    QWindow,
)
from PySide6.QtWidgets import QWidget

from app.domain.ids import TableId

# Qt takes None for "there is none"; its type stubs do not say so.
NO_INTERFACE: Final = cast("QAccessibleInterface", None)
NO_OBJECT: Final = cast("QObject", None)


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


class SpokenTable(QAccessibleInterface):
    """One table; follows it wherever it is drawn."""

    def __init__(self, plan: SpokenPlan, id: TableId) -> None:
        super().__init__()
        self._plan = plan
        self.id = id

    def isValid(self) -> bool:
        """Whether the table is still on the plan."""
        return self.id in self._plan.telling.spoken_ids()

    def object(self) -> QObject:
        """Stand for no object of its own."""
        return NO_OBJECT

    def window(self) -> QWindow:
        """Live in the plan's window."""
        return self._plan.widget.window().windowHandle()

    def parent(self) -> QAccessibleInterface:
        """Belong to the plan."""
        return QAccessible.queryAccessibleInterface(self._plan.widget)

    def text(self, t: QAccessible.Text) -> str:
        """Say the whole table in one sentence."""
        if t != QAccessible.Text.Name or not self.isValid():
            return ""
        return self._plan.telling.spoken_text(self.id)

    def setText(self, t: QAccessible.Text, text: str) -> None:
        """Take no dictation."""

    def rect(self) -> QRect:
        """Find it on the screen."""
        if not self.isValid():
            return QRect()
        return self._plan.on_screen(self._plan.telling.table_rect(self.id))

    def role(self) -> QAccessible.Role:
        """Be an item of a list."""
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        """Tell whether it is the one the keys act on."""
        state = QAccessible.State()
        state.focusable = state.selectable = 1
        if self._plan.telling.spoken_choice() == self.id:
            state.selected = 1
            state.focused = int(self._plan.widget.hasFocus())
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


class SpokenPlan(QAccessibleObject):
    """The plan as a list of its tables, room by room."""

    def __init__(self, widget: QWidget, telling: Telling) -> None:
        super().__init__(widget)
        self.widget = widget
        self.telling = telling
        # A reader keeps what it was given; a second voice for the same table would confuse it.
        self._voices: dict[TableId, SpokenTable] = {}

    def on_screen(self, rect: QRect) -> QRect:
        """Move a rectangle of the viewport to where it is on the screen."""
        return QRect(self.widget.mapToGlobal(rect.topLeft()), rect.size())

    def tell_selection(self) -> None:
        """Let a reader speak the selected table."""
        index = self._index_of_choice()
        if index is None or not self.widget.hasFocus():
            return
        event = QAccessibleEvent(self.widget, QAccessible.Event.Focus)
        event.setChild(index)
        QAccessible.updateAccessibility(event)

    def text(self, t: QAccessible.Text) -> str:
        """Say the name, and what is selected."""
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
        """Count the tables."""
        return len(self.telling.spoken_ids())

    def child(self, index: int) -> QAccessibleInterface:
        """Give a table its voice."""
        ids = self.telling.spoken_ids()
        return self._voice(ids[index]) if 0 <= index < len(ids) else NO_INTERFACE

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        """Find the table under a point of the screen."""
        point = self.widget.mapFromGlobal(QPoint(x, y))
        for id in self.telling.spoken_ids():
            if self.telling.table_rect(id).contains(point):
                return self._voice(id)
        return NO_INTERFACE

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Find where a table stands among the others."""
        ids = list(self.telling.spoken_ids())
        known = isinstance(child, SpokenTable) and child.id in ids
        return ids.index(child.id) if known and isinstance(child, SpokenTable) else -1

    def focusChild(self) -> QAccessibleInterface:
        """Give the voice of the selected table."""
        index = self._index_of_choice()
        return NO_INTERFACE if index is None else self.child(index)

    def _index_of_choice(self) -> int | None:
        chosen, ids = self.telling.spoken_choice(), list(self.telling.spoken_ids())
        return ids.index(chosen) if chosen in ids else None

    def _voice(self, id: TableId) -> SpokenTable:
        if id not in self._voices:
            self._voices[id] = SpokenTable(self, id)
        return self._voices[id]
