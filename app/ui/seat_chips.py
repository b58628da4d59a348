"""Tables that are free now as chips: the best on top, then area by area."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.sheet_parts import Caption, ChipFace, Chips
from app.viewmodels.door import SeatGroup, TableIds
from resources.tokens import SPACE


class SeatChips(QWidget):
    """Groups of seats, each under its title.

    Signals:
        chosen: carries the ids of the tables that were tapped.
    """

    chosen = Signal(tuple)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups: list[tuple[Caption, Chips]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    @property
    def buttons(self) -> dict[TableIds, QWidget]:
        """The chips on the screen, by the tables they stand for."""
        return {
            cast("TableIds", key): button
            for _, chips in self._groups
            for key, button in zip(chips.keys, chips.buttons, strict=True)
            if not chips.isHidden()
        }

    def show_groups(self, groups: Sequence[SeatGroup], chosen: TableIds = ()) -> None:
        """Show these; what stays keeps its place."""
        while len(self._groups) < len(groups):
            caption, chips = Caption(self), Chips(self)
            chips.chosen.connect(self._tell)
            caption.setContentsMargins(0, SPACE[1] if self._groups else 0, 0, SPACE[0])
            self._column.addWidget(caption)
            self._column.addWidget(chips)
            self._groups.append((caption, chips))
        for at, (caption, chips) in enumerate(self._groups):
            is_shown = at < len(groups)
            chips.setVisible(is_shown)
            caption.setVisible(is_shown and bool(groups[at].title))
            if is_shown:
                caption.setText(groups[at].title)
                chips.show_faces(
                    [
                        ChipFace(
                            seat.table_ids,
                            seat.text,
                            is_chosen=seat.table_ids == chosen,
                            spoken=seat.spoken,
                        )
                        for seat in groups[at].seats
                    ]
                )

                for button, seat in zip(chips.buttons, groups[at].seats, strict=True):
                    button.setProperty("table", seat.name)

    @Slot(object)
    def _tell(self, table_ids: TableIds) -> None:
        self.chosen.emit(table_ids)
