"""The floor of one room while it is drawn: tables are dragged, pulled and turned on it.

A finger is Qt's mouse here: one gesture moves one table, and nothing has to scroll under it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum, auto
from math import cos, radians, sin
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, Qt, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleInterface,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from app.domain.floor_plan import middle
from app.domain.ids import TableId
from app.ui.plan.geometry import Geometry
from app.ui.plan.painter import PlanPainter
from app.ui.plan.spoken import SpokenPlan
from app.ui.theme import Theme
from app.ui.timeline.gesture import MOUSE_SLACK_PX
from app.ui.timeline.view import WAYS
from app.viewmodels.plan_editor import PlanEditorModel
from app.viewmodels.plan_words import table_text
from resources.tokens import SPACE, TOUCH_MIN

SCALE_LEAST: Final = 0.6
KNOB_PX: Final = TOUCH_MIN
"""How far above a table the knob stands that turns it."""

CORNER_PX: Final = SPACE[2]
"""How far outside its corner a table is pulled by."""

_Key = Qt.Key
TURNS: Final = {_Key.Key_BracketLeft: -1, _Key.Key_BracketRight: 1}
GROWTH: Final = {_Key.Key_Plus: 1, _Key.Key_Equal: 1, _Key.Key_Minus: -1}
GONE: Final = frozenset({_Key.Key_Delete, _Key.Key_Backspace})
OWN: Final = frozenset({*TURNS, *GROWTH, *GONE, *WAYS, _Key.Key_D})
"""Keys that mean a table here, whatever they mean to the book."""


class Hold(Enum):
    """By what a table is held."""

    BODY = auto()
    CORNER = auto()
    KNOB = auto()


class PlanCanvas(QAbstractScrollArea):
    """The room on the page."""

    def __init__(self, model: PlanEditorModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme
        self._painter = PlanPainter(theme)
        self._hold: Hold | None = None
        self._start = QPointF()
        self._offset = QPointF()
        self._is_moving = False
        self._geometry = self._fresh_geometry()
        # Held here for as long as the widget lives: Qt asks for it once and keeps the pointer.
        self.spoken = SpokenPlan(self, self)
        QAccessible.installFactory(speak)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        model.changed.connect(self._follow)
        model.previewed.connect(self._redraw)
        theme.changed.connect(self.viewport().update)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything again in the language in force."""
        self.setAccessibleName(self.tr("Drawing of the floor plan"))
        self.viewport().update()

    def spoken_ids(self) -> Sequence[TableId]:
        """List the tables, as a reader goes through them."""
        return tuple(self._geometry.faces)

    def spoken_text(self, id: TableId) -> str:
        """Say a table in one sentence."""
        return table_text(self._geometry.faces[id])

    def spoken_choice(self) -> TableId | None:
        """Name the table the keys act on."""
        selected = self._model.selected
        return selected.id if selected else None

    def table_rect(self, id: TableId) -> QRect:
        """Find a table in the viewport."""
        return self._geometry.rect(id).translated(-self._scrolled()).toAlignedRect()

    def knob(self) -> QPointF | None:
        """Find what the selected table is turned by, in the viewport."""
        return self._beside_table(0, -0.5, 0, -KNOB_PX)

    def corner(self) -> QPointF | None:
        """Find what the selected table is pulled by, in the viewport."""
        return self._beside_table(0.5, 0.5, CORNER_PX, CORNER_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the floor, the tables, and what the selected one is held by."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._theme.color("sheet"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(-self._scrolled())
        everything = QRectF(event.rect()).translated(self._scrolled())
        geometry, painted = self._geometry, self._painter
        painted.rooms(painter, geometry, everything)
        painted.grid(painter, geometry)
        for id in geometry.faces:
            painted.chairs(painter, geometry, id)
        chosen = self.spoken_choice()
        for id, face in geometry.faces.items():
            if id != chosen:
                painted.table(painter, geometry, face)
        # The one in the hand lies over the others.
        if chosen in geometry.faces and chosen is not None:
            painted.table(painter, geometry, geometry.faces[chosen], chosen="indigo")
        for guide in self._model.guides:
            ends = ((guide.at, guide.first), (guide.at, guide.last))
            if not guide.upright:
                ends = ((guide.first, guide.at), (guide.last, guide.at))
            room = geometry.rooms[0]
            first, last = (geometry.point(*end, room) for end in ends)
            painted.guide(painter, first, last)
        painter.translate(self._scrolled())
        for at, icon in ((self.knob(), "turn"), (self.corner(), "resize")):
            if at is not None and self._hold is not Hold.BODY:
                painted.handle(painter, at, icon)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the page to the view."""
        super().resizeEvent(event)
        self._follow()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Draw the page anew."""
        del dx, dy
        self.viewport().update()

    def event(self, event: QEvent) -> bool:
        """Keep the keys that mean a table from the book's own shortcuts."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in OWN
            and not event.modifiers() & ~_HARMLESS
        ):
            event.accept()
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of what lies under the hand."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        point = event.position()
        self._hold = self._grip(point)
        if self._hold is None:
            face = self._geometry.at(point + self._scrolled())
            self._model.select(face.table.id if face else None)
            self._hold = Hold.BODY if face else None
        self._start, self._is_moving = point, False
        place = self._model.place
        if self._hold is not None and place is not None:
            # A handle stands beside what it pulls: the hand keeps its distance from it.
            if self._hold is Hold.BODY:
                x, y = self._spot(point)
                self._offset = QPointF(x - place.x, y - place.y)
            else:
                self._offset = self._pulled_point() - point

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move, pull or turn the table that is held."""
        point = event.position()
        if self._hold is None:
            return
        if not self._is_moving:
            if (point - self._start).manhattanLength() <= MOUSE_SLACK_PX:
                return
            self._is_moving = True
        if self._hold is Hold.BODY:
            x, y = self._spot(point)
            self._model.drag_to(x - self._offset.x(), y - self._offset.y())
        elif self._hold is Hold.CORNER:
            self._model.pull_to(*self._spot(point + self._offset))
        else:
            self._model.turn_to(*self._spot(point))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the table stand."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._hold = None
            if self._is_moving:
                self._is_moving = False
                self._model.set_down()
            self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with Tab, move with arrows, turn with brackets, size with plus and minus."""
        event.setAccepted(self._take_key(Qt.Key(event.key()), event.modifiers()))
        if not event.isAccepted():
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin with the first table, so that the keys have something to work on."""
        super().focusInEvent(event)
        if self._model.selected is None and event.reason() in _BY_KEY and self.spoken_ids():
            self._model.select(self.spoken_ids()[0])
        self.spoken.tell_selection()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802  # Qt calls it
        """Go through the tables by Tab, and on to the next control after the last."""
        ids = self.spoken_ids()
        chosen = self.spoken_choice()
        at = ids.index(chosen) + (1 if forward else -1) if chosen in ids and chosen else -1
        if self.hasFocus() and 0 <= at < len(ids):
            self._model.select(ids[at])
            return True
        return super().focusNextPrevChild(forward)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language at once."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _take_key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        if self._hold is not None:
            if key == Qt.Key.Key_Escape:
                self._hold, self._is_moving = None, False
                self._model.put_back()
            return True
        if key in WAYS and modifiers & Qt.KeyboardModifier.AltModifier:
            self._model.walk(WAYS[key])
        elif self._model.selected is None or modifiers & ~_HARMLESS:
            return False
        elif key in WAYS:
            self._model.nudge(WAYS[key])
        elif key in TURNS:
            self._model.turn(TURNS[key])
        elif key in GROWTH:
            self._model.grow(GROWTH[key], GROWTH[key])
        elif key in GONE:
            self._model.remove()
        elif key == Qt.Key.Key_D:
            self._model.copy()
        else:
            return False
        return True

    def _grip(self, point: QPointF) -> Hold | None:
        for hold, at in ((Hold.KNOB, self.knob()), (Hold.CORNER, self.corner())):
            if at is not None and (at - point).manhattanLength() <= TOUCH_MIN / 2:
                return hold
        return None

    def _beside_table(
        self, across: float, down: float, px_across: float, px_down: float
    ) -> QPointF | None:
        """Find a point of the selected table, in shares of its sides and pixels beyond them."""
        place, scale = self._model.place, self._geometry.scale
        if place is None:
            return None
        turn = radians(place.turn_degrees)
        x = across * place.width * scale + px_across
        y = down * place.depth * scale + px_down
        centre = self._geometry.point(*middle(place), self._geometry.rooms[0])
        turned = QPointF(x * cos(turn) - y * sin(turn), x * sin(turn) + y * cos(turn))
        return centre + turned - self._scrolled()

    def _pulled_point(self) -> QPointF:
        return self._beside_table(0.5, 0.5, 0, 0) or QPointF()

    def _spot(self, point: QPointF) -> tuple[float, float]:
        return self._geometry.spot(point + self._scrolled(), self._geometry.rooms[0])

    def _scrolled(self) -> QPointF:
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _fresh_geometry(self) -> Geometry:
        room, view = self._model.drawn, self.viewport().size()
        aspect = max(1, view.width()) / max(1, view.height())
        # The floor fills the view: wherever there is room on the screen, a table may stand.
        floor = replace(
            room,
            width=max(room.width, round(room.depth * aspect)),
            depth=max(room.depth, round(room.width / aspect)),
        )
        return Geometry([floor], view, least=SCALE_LEAST)

    @Slot()
    def _redraw(self) -> None:
        self._geometry = self._fresh_geometry()
        self.viewport().update()

    @Slot()
    def _follow(self) -> None:
        self._redraw()
        view, page = self.viewport().size(), self._geometry.page
        for bar, room, needed in (
            (self.horizontalScrollBar(), view.width(), page.width()),
            (self.verticalScrollBar(), view.height(), page.height()),
        ):
            bar.setPageStep(room)
            bar.setRange(0, max(0, needed - room))
        chosen = self.spoken_choice()
        known = chosen in self._geometry.faces and chosen is not None
        self.setAccessibleDescription(self.spoken_text(chosen) if known and chosen else "")
        self.spoken.tell_selection()


_HARMLESS = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
_BY_KEY = frozenset({Qt.FocusReason.TabFocusReason, Qt.FocusReason.ShortcutFocusReason})


def speak(_kind: str, thing: QObject) -> QAccessibleInterface | None:
    """Give screen readers the drawing's own voice; Qt asks this for every object."""
    return thing.spoken if isinstance(thing, PlanCanvas) else None
