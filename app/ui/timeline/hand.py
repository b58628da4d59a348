"""Turn mouse, fingers and wheel on the timeline into taps, drags, pans and zooms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QEventPoint, QMouseEvent, QNativeGestureEvent, QTouchEvent, QWheelEvent
from PySide6.QtWidgets import QScroller, QScrollerProperties, QWidget

from app.ui.timeline.gesture import HOLD_MS, Act, Gesture, Press
from app.viewmodels.timeline import TimelineModel
from app.viewmodels.timeline_drag import FINE_SNAP_MINUTES, SNAP_MINUTES, Grip, Pointer
from app.viewmodels.timeline_rows import Block

FRAME_MS = 16
ZOOM_PER_STEP = 1.15
WHEEL_STEP = 120
TWO_FINGERS = 2


@dataclass(frozen=True, slots=True)
class Spot:
    """What lies under a point of the timeline.

    Attributes:
        row: key of the row under it, or the nearest one; None over an area's name or the axis.
        on_page: whether it is among the hours, not on a table's name or the axis.
    """

    row: str | None
    minute: float
    on_page: bool
    block: Block | None = None
    grip: Grip = Grip.BODY


class Surface(Protocol):
    """What the hand works on."""

    def spot(self, point: QPointF, *, touch: bool = False) -> Spot:
        """Tell what lies under a point."""

    def pan(self, dx: float, dy: float) -> None:
        """Scroll the page with the hand."""

    def zoom(self, factor: float, x: float) -> None:
        """Stretch the hours around a point."""

    def pull(self, point: QPointF) -> bool:
        """Scroll on while a drag leans on an edge; False where it does not."""


class Hand(QObject):
    """Whatever touches the timeline.

    Signals:
        tapped: carries the Spot.
        grip_hovered: the mouse stands over something; carries the Grip, or None over nothing.
    """

    tapped = Signal(object)
    grip_hovered = Signal(object)

    def __init__(
        self,
        surface: Surface,
        model: TimelineModel,
        viewport: QWidget,
        clock: Callable[[], int],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._surface = surface
        self._model = model
        self._clock = clock
        self._gesture = Gesture()
        self._last = QPointF()
        self._fine = False
        self._pinch = 0.0
        self._scroller = QScroller.scroller(viewport)
        self._scroller.setScrollerProperties(_firm(self._scroller.scrollerProperties()))
        self._hold_timer = QTimer(self, singleShot=True, interval=HOLD_MS)
        self._hold_timer.timeout.connect(self.rest)
        self._edge_timer = QTimer(self, interval=FRAME_MS)
        self._edge_timer.timeout.connect(self._lean)
        model.ghost_changed.connect(self._on_ghost_changed)

    @property
    def is_dragging(self) -> bool:
        """Whether a party is in the hand."""
        return self._gesture.is_dragging

    def mouse(self, event: QMouseEvent) -> None:
        """Take a press, move or release of the left button."""
        point = event.position()
        self._fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        kind = event.type()
        if kind == QEvent.Type.MouseMove and not event.buttons() & Qt.MouseButton.LeftButton:
            spot = self._surface.spot(point)
            self.grip_hovered.emit(spot.grip if spot.block else None)
        elif kind == QEvent.Type.MouseMove:
            self._move(point)
        elif event.button() == Qt.MouseButton.LeftButton:
            if kind == QEvent.Type.MouseButtonPress:
                self._press(point, touch=False)
            elif kind == QEvent.Type.MouseButtonRelease:
                self._release(point)

    def touch(self, event: QTouchEvent) -> None:
        """Take one finger as the hand, two as a pinch."""
        self._fine = False
        points = event.points()
        kind = event.type()
        if kind == QEvent.Type.TouchCancel:
            self.cancel()
        elif len(points) >= TWO_FINGERS:
            self._pinch_with(points[0], points[1])
        elif self._pinch:
            self._pinch = self._pinch if kind != QEvent.Type.TouchEnd else 0.0
        elif kind == QEvent.Type.TouchBegin:
            self._fling(QScroller.Input.InputPress, points[0].position())
            self._press(points[0].position(), touch=True)
        elif kind == QEvent.Type.TouchUpdate:
            self._move(points[0].position())
        elif kind == QEvent.Type.TouchEnd:
            self._release(points[0].position())

    def wheel(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl held."""
        steps = event.angleDelta().y() / WHEEL_STEP
        self._surface.zoom(ZOOM_PER_STEP**steps, event.position().x())

    def gesture(self, event: QNativeGestureEvent) -> None:
        """Zoom with two fingers on a touch pad."""
        self._surface.zoom(1 + event.value(), event.position().x())

    def aim_again(self) -> None:
        """Aim anew after the page moved under a hand at rest."""
        if self._gesture.is_dragging:
            self._aim(self._last)

    @Slot()
    def rest(self) -> None:
        """Let time pass with a finger at rest: after a moment it takes the party up."""
        if self._gesture.elapse(self._clock()) is Act.DRAG_BEGINS:
            self._begin_drag()

    @Slot()
    def cancel(self) -> None:
        """Put back what is held and forget the hand."""
        self._stop()
        self._model.let_go()

    def _press(self, point: QPointF, *, touch: bool) -> None:
        self._last = point
        spot = self._surface.spot(point, touch=touch)
        press = Press(point.x(), point.y(), self._clock(), touch, spot.block is not None)
        self._gesture.press(press)
        if self._gesture.waits_for_hold:
            self._hold_timer.start()

    def _move(self, point: QPointF) -> None:
        act = self._gesture.move(point.x(), point.y(), self._clock())
        before, self._last = self._last, point
        if act in {Act.PAN_BEGINS, Act.PAN_MOVES}:
            self._hold_timer.stop()
            if self._is_touch():
                self._fling(QScroller.Input.InputMove, point)
            else:
                self._surface.pan(point.x() - before.x(), point.y() - before.y())
        elif act is Act.DRAG_BEGINS:
            self._begin_drag()
        elif act is Act.DRAG_MOVES:
            self._aim(point)

    def _release(self, point: QPointF) -> None:
        origin = self._gesture.origin
        act = self._gesture.release()
        self._hold_timer.stop()
        self._edge_timer.stop()
        if origin is not None and origin.touch:
            self._fling(QScroller.Input.InputRelease, point)
        if act is Act.DROP:
            self._model.drop()
        elif act is Act.TAP and origin is not None:
            touch = origin.touch
            self.tapped.emit(self._surface.spot(QPointF(origin.x, origin.y), touch=touch))

    def _begin_drag(self) -> None:
        origin = self._gesture.origin
        if origin is None:
            return
        spot = self._surface.spot(QPointF(origin.x, origin.y), touch=origin.touch)
        self._scroller.stop()
        if spot.block is None or not self._model.take_hold(spot.block, spot.grip, spot.minute):
            self._stop()
            return
        self._edge_timer.start()
        self._aim(self._last)

    def _aim(self, point: QPointF) -> None:
        spot = self._surface.spot(point)
        if spot.row is not None:
            snap = FINE_SNAP_MINUTES if self._fine else SNAP_MINUTES
            self._model.aim(Pointer(spot.row, spot.minute, snap))

    def _pinch_with(self, one: QEventPoint, other: QEventPoint) -> None:
        if not self._pinch:
            self.cancel()
            self._scroller.stop()
        apart = one.position() - other.position()
        distance = max(1.0, apart.manhattanLength())
        if self._pinch:
            middle = (one.position().x() + other.position().x()) / 2
            self._surface.zoom(distance / self._pinch, middle)
        self._pinch = distance

    def _fling(self, step: QScroller.Input, point: QPointF) -> None:
        """Let Qt's scroller follow the finger, so that a swipe runs on and slows down."""
        self._scroller.handleInput(step, point, self._clock())

    def _is_touch(self) -> bool:
        origin = self._gesture.origin
        return origin is not None and origin.touch

    def _stop(self) -> None:
        self._gesture.cancel()
        self._hold_timer.stop()
        self._edge_timer.stop()

    @Slot()
    def _lean(self) -> None:
        if self._surface.pull(self._last):
            self._aim(self._last)

    @Slot()
    def _on_ghost_changed(self) -> None:
        """Open the hand if the party in it is gone."""
        if self._gesture.is_dragging and self._model.ghost is None:
            self._stop()


def _firm(properties: QScrollerProperties) -> QScrollerProperties:
    """Stop at the page's edges: a ledger that bounces hides its first and last rows."""
    metric = QScrollerProperties.ScrollMetric
    never = QScrollerProperties.OvershootPolicy.OvershootAlwaysOff
    properties.setScrollMetric(metric.VerticalOvershootPolicy, never)
    properties.setScrollMetric(metric.HorizontalOvershootPolicy, never)
    return properties
