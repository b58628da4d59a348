"""Whom a change of the settings would touch: listed before it is saved, each a tap away."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui.sheet_parts import discard, words
from app.viewmodels.house_words import EffectGroup
from resources.tokens import SPACE


class EffectsBox(QFrame):
    """The bookings, group by group; unfolded by a tap, so that no form moves under typing hands.

    Signals:
        reservation_chosen: staff want to see to one of them; carries its id.
    """

    reservation_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "effects")
        self._head = words(self, "heading")
        self._groups: tuple[EffectGroup, ...] = ()
        self.lines: list[QPushButton] = []
        self._shown: list[QWidget] = []
        self._ids: dict[QPushButton, str] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SPACE[3], SPACE[2], SPACE[3], SPACE[2])
        self._column.setSpacing(SPACE[1])
        self._column.addWidget(self._head)
        self.hide()

    def show_groups(self, groups: tuple[EffectGroup, ...]) -> None:
        """List whom it touches."""
        self._head.setText(self.tr("These bookings stay as promised. Have a look at them:"))
        if not groups:
            self.hide()
        if groups == self._groups:
            return
        self._groups = groups
        for each in self._shown:
            discard(self._column, each)
        self.lines, self._shown, self._ids = [], [], {}
        for group in groups:
            self._show_group(group)

    @property
    def count(self) -> int:
        """How many are touched, listed or not."""
        return sum(len(each.lines) + each.more for each in self._groups)

    def _show_group(self, group: EffectGroup) -> None:
        title = QLabel(group.title, self)
        title.setProperty("kind", "body")
        self._add(title)
        for line in group.lines:
            button = QPushButton(line.text, self)
            button.setProperty("kind", "line")
            button.clicked.connect(self._choose)
            self._ids[button] = line.reservation_id
            self.lines.append(button)
            self._add(button)
        if group.more:
            more = QLabel(self.tr("and {count} more").format(count=group.more), self)
            self._add(more)

    def _add(self, widget: QWidget) -> None:
        self._column.addWidget(widget)
        self._shown.append(widget)

    @Slot()
    def _choose(self) -> None:
        button = self.sender()
        assert isinstance(button, QPushButton)
        self.reservation_chosen.emit(self._ids[button])
