"""What a screen reader finds in a drawing: a list of what is drawn, with sentence and place."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any, Final, cast

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QAccessibleInterface,
    QAccessibleObject,
    QWindow,
)
from PySide6.QtWidgets import QWidget

# Qt takes None for "there is none"; its type stubs do not say so.
NO_INTERFACE: Final = cast("QAccessibleInterface", None)
NO_OBJECT: Final = cast("QObject", None)


class SpokenItem(QAccessibleInterface):
    """One thing that is drawn; follows it wherever it is."""

    def __init__(self, spoken: SpokenList, key: Hashable) -> None:
        super().__init__()
        self._list = spoken
        self.key = key

    def isValid(self) -> bool:
        """Whether it is still drawn."""
        return self._list.holds(self.key)

    def object(self) -> QObject:
        """Stand for no object of its own."""
        return NO_OBJECT

    def window(self) -> QWindow:
        """Live in the drawing's window."""
        return self._list.widget.window().windowHandle()

    def parent(self) -> QAccessibleInterface:
        """Belong to the drawing."""
        return QAccessible.queryAccessibleInterface(self._list.widget)

    def text(self, t: QAccessible.Text) -> str:
        """Say all of it in one sentence."""
        if t != QAccessible.Text.Name or not self.isValid():
            return ""
        return self._list.sentence(self.key)

    def setText(self, t: QAccessible.Text, text: str) -> None:
        """Take no dictation."""

    def rect(self) -> QRect:
        """Find it on the screen."""
        return self._list.on_screen(self._list.place(self.key))

    def role(self) -> QAccessible.Role:
        """Be an item of a list."""
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        """Tell whether it is the one the keys act on."""
        state = QAccessible.State()
        state.focusable = state.selectable = 1
        state.movable = int(self._list.is_movable)
        if self._list.choice() == self.key:
            state.selected = 1
            state.focused = int(self._list.widget.hasFocus())
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


class SpokenList(QAccessibleObject):
    """A drawing as a list; who draws says what is in it, by keys of its own.

    Attributes:
        is_movable: whether what is drawn can be taken elsewhere by keys.
    """

    is_movable = False

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.widget = widget
        # A reader keeps what it was given; a second voice for the same thing would confuse it.
        self._voices: dict[Hashable, SpokenItem] = {}

    def keys(self) -> Sequence[Any]:
        """List what is drawn, as a reader goes through it."""
        raise NotImplementedError

    def holds(self, key: Any) -> bool:  # noqa: ANN401  # who draws knows its keys
        """Whether something is still drawn."""
        return key in self.keys()

    def sentence(self, key: Any) -> str:  # noqa: ANN401
        """Say one of them, which is drawn."""
        raise NotImplementedError

    def place(self, key: Any) -> QRect:  # noqa: ANN401
        """Find one of them in the viewport."""
        raise NotImplementedError

    def key_at(self, point: QPoint) -> Any:  # noqa: ANN401
        """Find what lies under a point of the viewport; None if nothing does."""
        raise NotImplementedError

    def choice(self) -> Any:  # noqa: ANN401
        """Name what the keys act on; None if nothing is selected."""
        raise NotImplementedError

    def on_screen(self, rect: QRect) -> QRect:
        """Move a rectangle of the viewport to where it is on the screen."""
        return QRect(self.widget.mapToGlobal(rect.topLeft()), rect.size())

    def tell_selection(self) -> None:
        """Let a reader speak what is selected."""
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
        """Count what is drawn."""
        return len(self.keys())

    def child(self, index: int) -> QAccessibleInterface:
        """Give one of them its voice."""
        keys = self.keys()
        return self._voice(keys[index]) if 0 <= index < len(keys) else NO_INTERFACE

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        """Find what is under a point of the screen."""
        key = self.key_at(self.widget.mapFromGlobal(QPoint(x, y)))
        return NO_INTERFACE if key is None else self._voice(key)

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Find where one of them stands among the others."""
        keys = list(self.keys())
        if not isinstance(child, SpokenItem) or child.key not in keys:
            return -1
        return keys.index(child.key)

    def focusChild(self) -> QAccessibleInterface:
        """Give the voice of what is selected."""
        index = self._index_of_choice()
        return NO_INTERFACE if index is None else self.child(index)

    def _index_of_choice(self) -> int | None:
        chosen, keys = self.choice(), list(self.keys())
        return keys.index(chosen) if chosen in keys else None

    def _voice(self, key: Hashable) -> SpokenItem:
        if key not in self._voices:
            self._voices[key] = SpokenItem(self, key)
        return self._voices[key]
