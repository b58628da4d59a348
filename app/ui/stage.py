"""Where overlays stand: over the book, beside each other, and never over the list by themselves."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRect, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from resources.tokens import SPACE

MARGIN = SPACE[3]


@dataclass(frozen=True, slots=True)
class Room:
    """The free space overlays share, in the stage's coordinates.

    Attributes:
        body: between the header and the connection line.
        later: the part of the body right of the list, where the timeline's hours are.
    """

    body: QRect
    later: QRect


Place = Callable[[QWidget, Room], QRect]


class Stage(QWidget):
    """The window's inside; it keeps every overlay at its place while the window is resized.

    Signals:
        held_back: an overlay was not let be seen.
    """

    held_back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("central")
        self._room: Callable[[], Room] = lambda: Room(self.rect(), self.rect())
        self._places: dict[QWidget, Place] = {}
        self._placing = False
        self._is_veiled: Callable[[QWidget], bool] = lambda _: False
        self._waiting: Collection[QWidget] = ()
        self._behind: list[QWidget] = []

    def veil(self, is_veiled: Callable[[QWidget], bool], waiting: Collection[QWidget] = ()) -> None:
        """Keep some overlays from being seen, also those that would open later.

        Of the latter those `waiting` stand there once the veil is gone, the others were asked for
        in vain.
        """
        self._is_veiled, self._waiting = is_veiled, waiting
        for overlay in self._places:
            if not overlay.isHidden() and is_veiled(overlay):
                self._hide_behind(overlay)

    def unveil(self) -> None:
        """Let everything be seen, with what opened meanwhile."""
        self._is_veiled = lambda _: False
        behind, self._behind = self._behind, []
        for overlay in behind:
            overlay.show()

    def set_room(self, room: Callable[[], Room]) -> None:
        """Take how to measure the free space."""
        self._room = room

    def add(self, overlay: QWidget, place: Place) -> None:
        """Keep an overlay at a place from now on."""
        self._places[overlay] = place
        overlay.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Place overlays anew when one comes, goes, or wants another size."""
        if (
            event.type() is QEvent.Type.Show
            and isinstance(watched, QWidget)
            and self._is_veiled(watched)
        ):
            if watched in self._waiting:
                self._hide_behind(watched)
            else:
                watched.hide()
            self.held_back.emit()
        if event.type() in {QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.LayoutRequest}:
            self.place_overlays()
        return super().eventFilter(watched, event)

    def _hide_behind(self, overlay: QWidget) -> None:
        if overlay not in self._behind:
            self._behind.append(overlay)
        overlay.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep every overlay at its place."""
        super().resizeEvent(event)
        self.place_overlays()

    @Slot()
    def place_overlays(self) -> None:
        """Put every visible overlay where it belongs."""
        if self._placing:
            return
        self._placing = True
        room = self._room()
        for overlay, place in self._places.items():
            if not overlay.isHidden():
                overlay.setGeometry(place(overlay, room))
        self._placing = False


def fitted(overlay: QWidget, within: QRect) -> QRect:
    """Give an overlay the size it wants, as far as there is room for it."""
    wanted = overlay.sizeHint().expandedTo(overlay.minimumSize())
    wanted = wanted.boundedTo(overlay.maximumSize())
    return QRect(within.topLeft(), wanted.boundedTo(within.size()))


def inset(room: QRect) -> QRect:
    """Leave a margin around what stands free."""
    return room.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)


def at_top_left(overlay: QWidget, room: Room) -> QRect:
    """Under the day's title."""
    return fitted(overlay, inset(room.body))


def at_top_right(overlay: QWidget, room: Room) -> QRect:
    """Under the buttons that begin something."""
    box = fitted(overlay, inset(room.body))
    box.moveRight(inset(room.body).right())
    return box


def at_bottom_left(overlay: QWidget, room: Room) -> QRect:
    """Above the connection."""
    box = fitted(overlay, inset(room.body))
    box.moveBottom(inset(room.body).bottom())
    return box


def at_bottom_right(overlay: QWidget, room: Room) -> QRect:
    """Above who signs."""
    box = fitted(overlay, inset(room.body))
    box.moveBottomRight(inset(room.body).bottomRight())
    return box


def at_bottom_middle(overlay: QWidget, room: Room) -> QRect:
    """Where the eye is, and under the thumbs."""
    box = fitted(overlay, inset(room.body))
    box.moveBottom(inset(room.body).bottom())
    box.moveLeft(room.body.center().x() - box.width() // 2)
    return box


def in_the_middle(overlay: QWidget, room: Room) -> QRect:
    """In the middle of the book."""
    box = fitted(overlay, inset(room.body))
    box.moveCenter(room.body.center())
    return box


def over_all(_overlay: QWidget, room: Room) -> QRect:
    """Over the whole book."""
    return room.body
