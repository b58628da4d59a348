"""The plan with its rooms to choose from, as the right half of the book."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.plan.view import EVERYWHERE, PlanView
from app.ui.sheet_parts import ChipFace, Chips, IconButton
from app.ui.theme import Theme
from app.viewmodels.day import DayModel
from app.viewmodels.plan_words import room_title
from resources.tokens import SPACE


class PlanPage(QWidget):
    """Rooms as chips above the plan; the pencil opens its drawing.

    Signals:
        edit_requested: staff want to move tables.
    """

    edit_requested = Signal()

    def __init__(self, day: DayModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rooms = Chips(self)
        self.edit = IconButton("pencil", theme, self)
        self.view = PlanView(day, theme, self)
        self.setFocusProxy(self.view)
        bar = QHBoxLayout()
        bar.setContentsMargins(SPACE[3], SPACE[1], SPACE[3], SPACE[1])
        bar.setSpacing(SPACE[1])
        bar.addWidget(self.rooms, 1)
        bar.addWidget(self.edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.view, 1)
        self.rooms.chosen.connect(self._show_room)
        self.edit.clicked.connect(self.edit_requested)
        self.view.model.reshaped.connect(self._list_rooms)
        self.retranslate()

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self.edit.set_words(self.tr("Draw the plan"))
        self._list_rooms()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language at once."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @Slot(object)
    def _show_room(self, room: object) -> None:
        assert room is None or isinstance(room, str)
        self.view.show_room(room)
        self._list_rooms()

    @Slot()
    def _list_rooms(self) -> None:
        rooms = self.view.model.rooms
        shown = self.view.shown
        if shown not in {EVERYWHERE, *(room.id for room in rooms)}:
            self.view.show_room(EVERYWHERE)
            shown = EVERYWHERE
        faces = [ChipFace(EVERYWHERE, self.tr("All rooms"), shown == EVERYWHERE)]
        faces += [ChipFace(room.id, room_title(room), shown == room.id) for room in rooms]
        # One room needs no choice.
        self.rooms.show_faces(faces if len(rooms) > 1 else [])
