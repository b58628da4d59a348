"""The floor plan as the right half of the book: draws, and tells what was tapped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from PySide6.QtCore import (
    QElapsedTimer,
    QEvent,
    QObject,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleInterface,
    QContextMenuEvent,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QTouchEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from app.domain.ids import AreaId, TableId
from app.ui.plan.geometry import ZOOM_MAX, ZOOM_MIN, Geometry
from app.ui.plan.painter import CHAIR_CM, PlanPainter
from app.ui.plan.spoken import SpokenPlan
from app.ui.theme import Theme
from app.ui.timeline.gesture import HOLD_MS, Act, Gesture, Press
from app.ui.timeline.hand import TWO_FINGERS, WHEEL_STEP, ZOOM_PER_STEP
from app.ui.timeline.view import TOUCHES, WAYS
from app.viewmodels.day import DayModel
from app.viewmodels.plan import PlanModel, TableFace, reservation_of
from app.viewmodels.plan_words import table_text
from app.viewmodels.timeline_words import verdict_word
from resources.tokens import SPACE

EVERYWHERE: Final = "*"
"""All rooms side by side, in place of one area's id."""

AROUND_PX: Final = SPACE[2]
"""What a table draws beyond its own box: rings and chairs."""


class PlanView(QAbstractScrollArea):
    """Tables as they stand; those that changed are drawn again, and no others.

    Signals:
        reservation_activated: a table with a party was tapped; carries the reservation's id.
        table_activated: a free one was tapped; carries its id.
        moves_requested: a party's moves are wanted; carries its Row and a point of the screen.
    """

    reservation_activated = Signal(str)
    table_activated = Signal(str)
    moves_requested = Signal(object, QPoint)

    def __init__(
        self,
        day: DayModel,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        clock: Callable[[], int] | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = PlanModel(day, self)
        self._painter = PlanPainter(theme)
        self._clock = clock or _monotonic()
        self._shown: AreaId | str | None = EVERYWHERE
        self._zoom = 1.0
        self._pinch = 0.0
        self._gesture = Gesture()
        self._at = QPointF()
        self._hold_timer = QTimer(self, singleShot=True, interval=HOLD_MS)
        self._hold_timer.timeout.connect(self.rest)
        self._geometry = self._fresh_geometry()
        # Held here for as long as the widget lives: Qt asks for it once and keeps the pointer.
        self.spoken = SpokenPlan(self, self)
        QAccessible.installFactory(speak)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self._model.reshaped.connect(self._reshape)
        self._model.faces_changed.connect(self._on_faces_changed)
        self._model.selection_moved.connect(self._on_selection_moved)
        self._model.held_changed.connect(self._on_held_changed)
        theme.changed.connect(self.viewport().update)
        self.retranslate()

    @property
    def model(self) -> PlanModel:
        """What is drawn."""
        return self._model

    @property
    def geometry_shown(self) -> Geometry:
        """Where everything lies on the page."""
        return self._geometry

    @property
    def shown(self) -> AreaId | str | None:
        """The one room that is shown, or `EVERYWHERE`."""
        return self._shown

    def show_room(self, room: AreaId | str | None) -> None:
        """Show one room, or all of them, as large as there is room for."""
        self._shown, self._zoom = room, 1.0
        self._reshape()

    @Slot()
    def tick(self) -> None:
        """Let time pass: minutes are counted on."""
        self._model.tick()

    def retranslate(self) -> None:
        """Say everything again in the language in force."""
        self.setAccessibleName(self.tr("Floor plan"))
        self._model.reword()

    def table_rect(self, id: TableId) -> QRect:
        """Find a table in the viewport."""
        return self._geometry.rect(id).translated(-self._scrolled()).toAlignedRect()

    def spoken_ids(self) -> Sequence[TableId]:
        """List the tables, as a reader goes through them."""
        return tuple(self._geometry.faces)

    def spoken_text(self, id: TableId) -> str:
        """Say a table in one sentence."""
        return table_text(self._geometry.faces[id])

    def spoken_choice(self) -> TableId | None:
        """Name the table the keys act on."""
        selected = self._model.selected
        return selected.table.id if selected else None

    def face_at(self, point: QPointF) -> TableFace | None:
        """Find the table under a point of the viewport."""
        return self._geometry.at(point + self._scrolled())

    def zoom(self, factor: float, around: QPointF) -> None:
        """Come closer, or step back, around a point of the viewport."""
        wanted = max(ZOOM_MIN, min(ZOOM_MAX, self._zoom * factor))
        if wanted == self._zoom:
            return
        before = self._geometry
        spot = (around + self._scrolled() - before.origin) / before.scale
        self._zoom = wanted
        self._reshape()
        after = spot * self._geometry.scale + self._geometry.origin - around
        self.horizontalScrollBar().setValue(round(after.x()))
        self.verticalScrollBar().setValue(round(after.y()))

    @Slot()
    def rest(self) -> None:
        """Let time pass with a finger at rest: after a moment it takes the party up."""
        if self._gesture.elapse(self._clock()) is Act.DRAG_BEGINS:
            self._begin_drag()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what needs it."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._theme.color("sheet"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(-self._scrolled())
        about = QRectF(event.rect()).translated(self._scrolled())
        self._painter.rooms(painter, self._geometry, about)
        near = [id for id in self._geometry.faces if self._around(id).intersects(about)]
        for id in near:
            self._painter.chairs(painter, self._geometry, id)
        self._painter.ties(painter, self._geometry)
        for id in near:
            face = self._geometry.faces[id]
            verdict = self._model.verdicts.get(id)
            ring = self._ring_of(face)
            self._painter.table(painter, self._geometry, face, verdict=verdict, chosen=ring)
        if self._model.held is not None and self._gesture.is_dragging:
            self._paint_held(painter)
        painter.end()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with the day."""
        self._model.wake()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Spend no time on what nobody sees."""
        self._model.sleep()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the page to the view."""
        super().resizeEvent(event)
        self._reshape()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Draw the page anew."""
        del dx, dy
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        """Take fingers and touch pads before Qt makes a mouse of them."""
        if event.type() in TOUCHES and isinstance(event, QTouchEvent):
            self._touch(event)
            event.accept()
            return True
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom(1 + event.value(), event.position())
            return True
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The hand comes down."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._press(event.position(), touch=False)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The hand moves."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._move(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The hand goes up."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._release(event.position())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the party's moves, by the right button or the menu key."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self._offer_moves(self.face_at(QPointF(event.pos())))
        else:
            self._offer_moves(self._model.selected)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl, zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(ZOOM_PER_STEP ** (event.angleDelta().y() / WHEEL_STEP), event.position())
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk from table to table, open, zoom; Esc puts a held party back."""
        event.setAccepted(self._take_key(Qt.Key(event.key()), event.modifiers()))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language at once."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show which table the keys act on."""
        super().focusInEvent(event)
        self._update(self._selected_ids())
        self.spoken.tell_selection()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that keys go elsewhere."""
        super().focusOutEvent(event)
        self._update(self._selected_ids())

    def _take_key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        if self._gesture.is_dragging:
            if key == Qt.Key.Key_Escape:
                self._cancel()
            return True
        selected = self._model.selected
        if key in WAYS and modifiers in {Qt.KeyboardModifier.NoModifier, _KEYPAD}:
            self._model.walk(WAYS[key], self._geometry.boxes)
            self._reveal_selection()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and selected is not None:
            self._activate(selected)
        elif key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus}:
            factor = 1 / ZOOM_PER_STEP if key == Qt.Key.Key_Minus else ZOOM_PER_STEP
            self.zoom(factor, QPointF(self.viewport().rect().center()))
        else:
            return False
        return True

    def _touch(self, event: QTouchEvent) -> None:
        points = event.points()
        kind = event.type()
        if kind == QEvent.Type.TouchCancel:
            self._cancel()
        elif len(points) >= TWO_FINGERS:
            self._pinch_with(points[0].position(), points[1].position())
        elif self._pinch:
            self._pinch = self._pinch if kind != QEvent.Type.TouchEnd else 0.0
        elif kind == QEvent.Type.TouchBegin:
            self._press(points[0].position(), touch=True)
        elif kind == QEvent.Type.TouchUpdate:
            self._move(points[0].position())
        elif kind == QEvent.Type.TouchEnd:
            self._release(points[0].position())

    def _pinch_with(self, one: QPointF, other: QPointF) -> None:
        if not self._pinch:
            self._cancel()
        distance = max(1.0, (one - other).manhattanLength())
        if self._pinch:
            self.zoom(distance / self._pinch, (one + other) / 2)
        self._pinch = distance

    def _press(self, point: QPointF, *, touch: bool) -> None:
        self._at = point
        face = self.face_at(point)
        has_party = face is not None and face.shown is not None
        self._gesture.press(Press(point.x(), point.y(), self._clock(), touch, has_party))
        if self._gesture.waits_for_hold:
            self._hold_timer.start()

    def _move(self, point: QPointF) -> None:
        act = self._gesture.move(point.x(), point.y(), self._clock())
        before, self._at = self._at, point
        if act in {Act.PAN_BEGINS, Act.PAN_MOVES}:
            self._hold_timer.stop()
            across, down = self.horizontalScrollBar(), self.verticalScrollBar()
            across.setValue(across.value() - round(point.x() - before.x()))
            down.setValue(down.value() - round(point.y() - before.y()))
        elif act is Act.DRAG_BEGINS:
            self._begin_drag()
        elif act is Act.DRAG_MOVES:
            self.viewport().update()

    def _release(self, point: QPointF) -> None:
        origin = self._gesture.origin
        act = self._gesture.release()
        self._hold_timer.stop()
        if origin is None:
            return
        face = self.face_at(QPointF(origin.x, origin.y))
        if act is Act.DROP:
            onto = self.face_at(point)
            is_same = onto is not None and face is not None and onto.table.id == face.table.id
            self._model.let_go(None if onto is None or is_same else onto.table.id)
            if is_same:
                # A finger that rested on a party and moved nowhere asks what can be done with it.
                self._offer_moves(face)
        elif act is Act.TAP and face is not None:
            self._model.select(face.table.id)
            self._activate(face)

    def _begin_drag(self) -> None:
        origin = self._gesture.origin
        face = self.face_at(QPointF(origin.x, origin.y)) if origin else None
        if face is None or face.shown is None:
            self._cancel()
        elif not self._model.take_hold(face.table.id):
            # What cannot be led elsewhere may still be asked about.
            is_touch = origin is not None and origin.touch
            self._cancel()
            if is_touch:
                self._offer_moves(face)

    def _cancel(self) -> None:
        self._gesture.cancel()
        self._hold_timer.stop()
        self._model.let_go()

    def _activate(self, face: TableFace) -> None:
        reservation_id = reservation_of(face)
        if reservation_id is not None:
            self.reservation_activated.emit(reservation_id)
        elif not face.table.closed:
            self.table_activated.emit(face.table.id)

    def _offer_moves(self, face: TableFace | None) -> None:
        if face is not None and face.shown is not None:
            corner = self.table_rect(face.table.id).bottomLeft()
            self.moves_requested.emit(face.shown, self.viewport().mapToGlobal(corner))

    def _paint_held(self, painter: QPainter) -> None:
        held, over = self._model.held, self.face_at(self._at)
        assert held is not None
        words = held.name + held.honorific
        verdict = self._model.verdicts.get(over.table.id) if over is not None else None
        if over is not None and verdict is not None:
            words = f"{words}  {over.table.name}  {verdict_word(verdict)}"
        point = self._at + self._scrolled()
        self._painter.label(painter, point - QPointF(0, SPACE[5]), words)

    def _ring_of(self, face: TableFace) -> str:
        selected = self._model.selected
        if selected is not None and selected.table.id == face.table.id and self.hasFocus():
            return "indigo"
        return "ink" if self._model.is_highlighted(face) else ""

    def _around(self, id: TableId) -> QRectF:
        chair = CHAIR_CM.height() * self._geometry.scale
        reach = AROUND_PX + chair
        return self._geometry.rect(id).adjusted(-reach, -reach, reach, reach)

    def _update(self, ids: Iterable[TableId]) -> None:
        for id in ids:
            if id in self._geometry.faces:
                around = self._around(id).translated(-self._scrolled())
                self.viewport().update(around.toAlignedRect())

    def _selected_ids(self) -> tuple[TableId, ...]:
        selected = self._model.selected
        return (selected.table.id,) if selected else ()

    def _reveal_selection(self) -> None:
        for id in self._selected_ids():
            rect = self._around(id).toAlignedRect()
            for bar, first, last, room in (
                (self.horizontalScrollBar(), rect.left(), rect.right(), self.viewport().width()),
                (self.verticalScrollBar(), rect.top(), rect.bottom(), self.viewport().height()),
            ):
                bar.setValue(max(min(bar.value(), first), last - room))

    def _scrolled(self) -> QPointF:
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _fresh_geometry(self) -> Geometry:
        rooms = self._model.rooms
        chosen = [room for room in rooms if self._shown in {EVERYWHERE, room.id}]
        return Geometry(chosen or rooms, self.viewport().size(), self._zoom)

    @Slot()
    def _reshape(self) -> None:
        self._geometry = self._fresh_geometry()
        view, page = self.viewport().size(), self._geometry.page
        for bar, room, needed in (
            (self.horizontalScrollBar(), view.width(), page.width()),
            (self.verticalScrollBar(), view.height(), page.height()),
        ):
            bar.setPageStep(room)
            bar.setSingleStep(SPACE[4])
            bar.setRange(0, max(0, needed - room))
        self.viewport().update()

    @Slot(object)
    def _on_faces_changed(self, ids: frozenset[TableId]) -> None:
        # Where tables stand is the same, so only the faces are new.
        self._geometry = self._fresh_geometry()
        tied = {
            other for id in ids if id in self._model.faces for other in self._model.faces[id].tied
        }
        if tied:
            self.viewport().update()
        else:
            self._update(ids)
            self._update_titles()

    def _update_titles(self) -> None:
        for _, floor in self._geometry.floors():
            title = QRectF(floor.left(), floor.top() - SPACE[5], floor.width(), SPACE[5])
            self.viewport().update(title.translated(-self._scrolled()).toAlignedRect())

    @Slot(object)
    def _on_selection_moved(self, ids: frozenset[TableId]) -> None:
        self._update(ids)
        selected = self._model.selected
        self.setAccessibleDescription(table_text(selected) if selected else "")
        self.spoken.tell_selection()

    @Slot()
    def _on_held_changed(self) -> None:
        if self._gesture.is_dragging and self._model.held is None:
            self._gesture.cancel()
        self.viewport().update()


_KEYPAD = Qt.KeyboardModifier.KeypadModifier


def _monotonic() -> Callable[[], int]:
    timer = QElapsedTimer()
    timer.start()
    return timer.elapsed


def speak(_kind: str, thing: QObject) -> QAccessibleInterface | None:
    """Give screen readers the plan's own voice; Qt asks this for every object."""
    return thing.spoken if isinstance(thing, PlanView) else None
