"""A card as high as the book, at its right edge: over the later hours, never over the list."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from app.ui.card import Card
from app.ui.slide import slide_in
from app.ui.stage import Room
from app.ui.theme import Theme
from resources.tokens import SPACE

WIDTH = 440


def at_the_side(_overlay: QWidget, room: Room) -> QRect:
    """Stand at the right edge of the book, from its top to its bottom."""
    body = room.body
    width = min(WIDTH, body.width())
    return QRect(body.right() - width + 1, body.top(), width, body.height())


class SideSheet(Card):
    """The frame of a booking's sheet and of a guest's card."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setProperty("kind", "sheet")
        # A shadow would be drawn anew with every letter typed; a hairline costs nothing.
        self.setGraphicsEffect(None)  # type: ignore[arg-type]
        self.setFixedWidth(WIDTH)
        column = self.layout()
        assert column is not None
        column.setContentsMargins(SPACE[3], SPACE[2], SPACE[0], SPACE[3])

    def slide_up(self) -> None:
        """Show the sheet in front; one that was away slides in."""
        was_hidden = self.isHidden()
        self.show()
        self.raise_()
        if was_hidden:
            slide_in(self)
