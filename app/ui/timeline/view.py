"""The timeline's widget: scrolls and zooms the page, hands taps and keys on, repaints what changed.

One scroll area with a brush of its own instead of a graphics scene: on a full Saturday a frame
takes three quarters of the time, names and hours stay in place without shadow items, and a change
repaints its row and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import (
    QElapsedTimer,
    QEvent,
    QMargins,
    QObject,
    QPoint,
    QPointF,
    QRect,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleInterface,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTouchEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from app.ui.theme import Theme
from app.ui.timeline.blocks import BlockArtist
from app.ui.timeline.frame import Frame
from app.ui.timeline.frozen import TAG_PX
from app.ui.timeline.geometry import (
    AREA_PX,
    AXIS_PX,
    EDGE_PX,
    HEAD_PX,
    PX_PER_HOUR,
    PX_PER_HOUR_MAX,
    PX_PER_HOUR_MIN,
    ROW_PX,
    Geometry,
    row_height,
)
from app.ui.timeline.hand import ZOOM_PER_STEP, Hand, Spot
from app.ui.timeline.page import PagePainter
from app.ui.timeline.spoken import SpokenTimeline
from app.viewmodels.day import DayModel
from app.viewmodels.timeline import TimelineModel, Way
from app.viewmodels.timeline_drag import Grip
from app.viewmodels.timeline_rows import UNASSIGNED, Row, RowKind
from app.viewmodels.timeline_words import block_text
from resources.tokens import SPACE, TOUCH_MIN

NOW_SHARE = 0.22
"""How much of the past the timeline shows when it opens."""
EDGE_PULL_PX = 44
PULL_PX = 14

WAYS = {
    Qt.Key.Key_Left: Way.LEFT,
    Qt.Key.Key_Right: Way.RIGHT,
    Qt.Key.Key_Up: Way.UP,
    Qt.Key.Key_Down: Way.DOWN,
}
TOUCHES = frozenset(
    {
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TouchEnd,
        QEvent.Type.TouchCancel,
    }
)


class TimelineView(QAbstractScrollArea):
    """Tables down, hours across.

    Signals:
        reservation_activated: a party was tapped, or chosen with Enter; carries its id.
        slot_activated: an empty place was tapped; carries the table's id, empty for 席未定, and
            the quarter-hour, UTC.
    """

    reservation_activated = Signal(str)
    slot_activated = Signal(str, object)

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
        self._model = TimelineModel(day, self)
        self._artist = BlockArtist(theme)
        self._painter = PagePainter(theme, self._artist)
        self._px_per_hour = PX_PER_HOUR
        self._geometry = self._fresh_geometry()
        self._covered = QMargins()
        self._is_placed = False
        # Held here for as long as the widget lives: Qt asks for it once and keeps the pointer.
        self.spoken = SpokenTimeline(self, self)
        QAccessible.installFactory(speak)
        self._dress_up()
        self._hand = Hand(self, self._model, self.viewport(), clock or _monotonic(), self)
        self._hand.tapped.connect(self._on_tapped)
        self._hand.grip_hovered.connect(self._on_grip_hovered)
        self._model.replaced.connect(self._on_replaced)
        self._model.reshaped.connect(self._on_reshaped)
        self._model.rows_changed.connect(self._on_rows_changed)
        self._model.now_moved.connect(self._on_now_moved)
        self._model.selection_moved.connect(self._on_selection_moved)
        self._model.ghost_changed.connect(self.viewport().update)
        theme.changed.connect(self.viewport().update)
        self._speak()

    @property
    def model(self) -> TimelineModel:
        """What is drawn."""
        return self._model

    @property
    def hand(self) -> Hand:
        """What touches it."""
        return self._hand

    @property
    def px_per_hour(self) -> float:
        """The zoom."""
        return self._px_per_hour

    @Slot(object)
    def tick(self, now_ms: int) -> None:
        """Let time pass: the now-line moves on."""
        self._model.tick(now_ms)

    def retranslate(self) -> None:
        """Say everything again in the language in force."""
        self._speak()
        self._model.reword()
        self.viewport().update()

    def _speak(self) -> None:
        self.setAccessibleName(self.tr("Timeline"))
        self._describe()

    def cover(self, right: int, bottom: int) -> None:
        """Take how much of the view cards lie over: what is under them can be scrolled out."""
        self._covered = QMargins(0, 0, right, bottom)
        self._reshape()
        self.viewport().update()

    def row_rect(self, key: str) -> QRect:
        """Find a row in the viewport; it may lie outside what shows."""
        top = self._frame().top_of(key)
        if top is None:
            return QRect()
        row = self._model.layout.rows_by_key[key]
        return QRect(0, top, self.viewport().width(), row_height(row))

    def reveal_row(self, key: str) -> None:
        """Scroll a table's row into sight."""
        rect, page = self.row_rect(key), self._free_page()
        if not rect.isNull() and not self._geometry.is_pinned(key):
            self.pan(0, _needed(rect.top(), rect.bottom(), page.top() + AREA_PX, page.bottom()))

    def block_rect(self, id: str, row: str) -> QRect:
        """Find a party's block in the viewport; empty if it has none on that row."""
        block = self._model.layout.block(id, row)
        if block is None or block.row != row:
            return QRect()
        top = self.row_rect(row).top()
        return self._frame().block_rect(block, self._model.layout.rows_by_key[row], top).toRect()

    def spot(self, point: QPointF, *, touch: bool = False) -> Spot:
        """Tell what lies under a point."""
        geometry = self._geometry
        x = point.x() - HEAD_PX + self.horizontalScrollBar().value()
        minute = geometry.minute_at(x)
        row = self._row_at(point.y())
        on_page = point.x() >= HEAD_PX and point.y() >= AXIS_PX
        if row is None or row.kind is RowKind.AREA or not on_page:
            key = row.key if row is not None and row.kind is not RowKind.AREA else None
            if point.x() < HEAD_PX and point.y() < AXIS_PX:
                key = UNASSIGNED
            return Spot(key, minute, on_page=False)
        top = self.row_rect(row.key).top()
        block = geometry.block_at(QPointF(x, point.y()), row, top)
        if block is None:
            return Spot(row.key, minute, on_page=True)
        rect = geometry.block_rect(block, row, top)
        edge = min(EDGE_PX * (2 if touch else 1), rect.width() / 3)
        grip = Grip.END if x > rect.right() - edge else Grip.BODY
        return Spot(row.key, minute, on_page=True, block=block, grip=grip)

    def pan(self, dx: float, dy: float) -> None:
        """Scroll the page with the hand."""
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setValue(across.value() - round(dx))
        down.setValue(down.value() - round(dy))

    def zoom(self, factor: float, x: float) -> None:
        """Stretch the hours around a point of the viewport."""
        wanted = max(PX_PER_HOUR_MIN, min(PX_PER_HOUR_MAX, self._px_per_hour * factor))
        if wanted == self._px_per_hour:
            return
        minute = self.spot(QPointF(x, 0)).minute
        self._px_per_hour = wanted
        self._reshape()
        self.horizontalScrollBar().setValue(round(self._geometry.x_of(minute) - (x - HEAD_PX)))
        self.viewport().update()

    def pull(self, point: QPointF) -> bool:
        """Scroll on while a drag leans on an edge."""
        page = self._frame().page.adjusted(EDGE_PULL_PX, EDGE_PULL_PX, -EDGE_PULL_PX, -EDGE_PULL_PX)
        dx = _beyond(point.x(), page.left(), page.right())
        dy = _beyond(point.y(), page.top(), page.bottom())
        # Over the pinned lane the hand means 席未定, not the rows above.
        if point.y() < self._geometry.frozen_height - SPACE[1]:
            dy = 0
        before = self._scrolled()
        self.pan(-dx * PULL_PX, -dy * PULL_PX)
        return self._scrolled() != before

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what needs it."""
        painter = QPainter(self.viewport())
        self._painter.paint(painter, event.rect(), self._frame())
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the scroll bars; the first time, begin a little before now."""
        super().resizeEvent(event)
        self._reshape()
        if not self._is_placed and self.viewport().width() > HEAD_PX + ROW_PX:
            self._is_placed = True
            self._go_to_now()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Draw the page anew; the hand may now be over something else."""
        del dx, dy
        self.viewport().update()
        self._hand.aim_again()

    def viewportEvent(self, event: QEvent) -> bool:
        """Take fingers and touch pads before Qt makes a mouse of them."""
        if event.type() in TOUCHES and isinstance(event, QTouchEvent):
            self._hand.touch(event)
            event.accept()
            return True
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self._hand.gesture(event)
            return True
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The hand comes down."""
        self._hand.mouse(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The hand moves."""
        self._hand.mouse(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The hand goes up."""
        self._hand.mouse(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl, zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._hand.wheel(event)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, nudge, open, zoom; Esc puts a held party back."""
        if self._take_key(Qt.Key(event.key()), event.modifiers()):
            event.accept()
        else:
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language at once."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show which party the keys act on."""
        super().focusInEvent(event)
        self._update_rows(self._selected_rows())
        self.spoken.tell_selection()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that keys go elsewhere."""
        super().focusOutEvent(event)
        self._update_rows(self._selected_rows())

    def _take_key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        if self._hand.is_dragging:
            if key == Qt.Key.Key_Escape:
                self._hand.cancel()
            return True
        way = WAYS.get(key)
        alt = bool(modifiers & Qt.KeyboardModifier.AltModifier)
        shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        if way is not None:
            if alt and shift:
                self._model.stretch(way)
            elif alt:
                self._model.nudge(way)
            else:
                self._model.walk(way)
            self._reveal_selection()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._model.selection:
            self.reservation_activated.emit(self._model.selection.id)
        elif key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus}:
            factor = 1 / ZOOM_PER_STEP if key == Qt.Key.Key_Minus else ZOOM_PER_STEP
            self.zoom(factor, self._frame().page.center().x())
        elif key == Qt.Key.Key_Home:
            self._go_to_now()
        else:
            return False
        return True

    @Slot(object)
    def _on_tapped(self, spot: Spot) -> None:
        if spot.block is not None:
            self._model.select(spot.block)
            self.reservation_activated.emit(spot.block.id)
        elif spot.on_page and spot.row is not None:
            self.slot_activated.emit(spot.row, self._model.slot(spot.minute))
        elif spot.row == UNASSIGNED:
            self.verticalScrollBar().setValue(0)

    @Slot(object)
    def _on_grip_hovered(self, grip: Grip | None) -> None:
        at_end = grip is Grip.END
        self.viewport().setCursor(
            Qt.CursorShape.SizeHorCursor if at_end else Qt.CursorShape.ArrowCursor
        )

    @Slot()
    def _on_replaced(self) -> None:
        self._reshape()
        self.verticalScrollBar().setValue(0)
        self._go_to_now()
        self._describe()
        self.viewport().update()

    @Slot()
    def _on_reshaped(self) -> None:
        """Take rows that came, went or grew, and keep what the host was looking at in place."""
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        minute = self._geometry.minute_at(across.value())
        index = self._geometry.index_at(down.value())
        anchor = self._geometry.rows[index].key if index is not None else None
        offset = down.value() - self._geometry.tops[index] if index is not None else 0
        self._reshape()
        across.setValue(round(self._geometry.x_of(minute)))
        span = self._geometry.span(anchor) if anchor else None
        if span is not None:
            down.setValue(span[0] + offset)
        self._describe()
        self.viewport().update()

    @Slot(object)
    def _on_rows_changed(self, keys: Iterable[str]) -> None:
        tied = self._tied(keys)
        self._geometry = self._fresh_geometry()
        self._update_rows(tied | self._tied(keys))
        self._artist.forget(
            (row.key, block.id) for row in self._model.layout.rows for block in row.blocks
        )
        self._describe()

    @Slot()
    def _on_now_moved(self) -> None:
        before = self._geometry.layout.now_minute
        self._geometry = self._fresh_geometry()
        frame = self._frame()
        for minute in (before, self._geometry.layout.now_minute):
            if minute is None:
                continue
            x = round(frame.x_of(minute))
            self.viewport().update(QRect(x - TAG_PX, 0, 2 * TAG_PX, self.viewport().height()))

    @Slot(object)
    def _on_selection_moved(self, keys: Iterable[str]) -> None:
        self._update_rows(keys)
        self._describe()
        self.spoken.tell_selection()
        if not self._hand.is_dragging and not self._selection_shows():
            self._reveal_selection()

    def _dress_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        viewport = self.viewport()
        viewport.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        viewport.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        viewport.setMouseTracking(True)
        self.setMinimumSize(HEAD_PX + 4 * TOUCH_MIN, AXIS_PX + 4 * ROW_PX)

    def _fresh_geometry(self) -> Geometry:
        return Geometry(self._model.layout, self._px_per_hour, self.viewport().height())

    def _reshape(self) -> None:
        self._geometry = self._fresh_geometry()
        page = self._free_page()
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setRange(0, max(0, round(self._geometry.width) - page.width()))
        across.setPageStep(max(1, page.width()))
        across.setSingleStep(round(15 * self._geometry.px_per_minute))
        down.setRange(0, max(0, self._geometry.height - page.height()))
        down.setPageStep(max(1, page.height()))
        down.setSingleStep(ROW_PX // 2)

    def _frame(self) -> Frame:
        selection, ghost = self._model.selection, self._model.ghost
        return Frame(
            geometry=self._geometry,
            scroll=QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value()),
            size=self.viewport().size(),
            selected=(selection.id, selection.row) if selection else ("", ""),
            focused=self.hasFocus(),
            ghost=ghost,
            grip=self._model.grip or Grip.BODY,
            verdicts=self._model.verdicts,
            scale=self.viewport().devicePixelRatioF(),
        )

    def _free_page(self) -> QRect:
        """Find what of the page no card lies over."""
        return self._frame().page.marginsRemoved(self._covered)

    def _row_at(self, y: float) -> Row | None:
        geometry = self._geometry
        if geometry.pinned is not None and AXIS_PX <= y < geometry.frozen_height:
            return geometry.pinned
        below = y - geometry.frozen_height
        sticky = self._frame().sticky_area
        if sticky is not None and below >= 0 and y < sticky[1].bottom() + 1:
            return sticky[0]
        index = geometry.index_at(below + self._scrolled()[1]) if below >= 0 else None
        return None if index is None else geometry.rows[index]

    def _scrolled(self) -> tuple[int, int]:
        return self.horizontalScrollBar().value(), self.verticalScrollBar().value()

    def _go_to_now(self) -> None:
        layout = self._model.layout
        minute = layout.now_minute
        if minute is None:
            minute = layout.open_spans[0][0] if layout.open_spans else layout.axis.first
            share = 0.0
        else:
            share = NOW_SHARE
        x = self._geometry.x_of(minute) - share * self._frame().page.width()
        self.horizontalScrollBar().setValue(round(x))

    def _tied(self, keys: Iterable[str]) -> frozenset[str]:
        """Widen rows by what ties their combinations to rows further up or down."""
        rows, wide = self._geometry.layout.rows, set(keys)
        order = [row.key for row in rows]
        for row in rows:
            if row.key not in keys:
                continue
            for block in row.blocks:
                if len(block.tables) > 1:
                    places = [order.index(key) for key in block.tables]
                    wide.update(order[min(places) : max(places) + 1])
        return frozenset(wide)

    def _update_rows(self, keys: Iterable[str]) -> None:
        for key in keys:
            rect = self.row_rect(key)
            if rect.isValid():
                self.viewport().update(rect)

    def _selected_rows(self) -> frozenset[str]:
        selection = self._model.selection
        return frozenset(selection.tables or {UNASSIGNED}) if selection else frozenset()

    def _selection_shows(self) -> bool:
        selection = self._model.selection
        if selection is None:
            return True
        rect = self.block_rect(selection.id, selection.row)
        seen = rect & (
            self._free_page()
            if not self._geometry.is_pinned(selection.row)
            else self.viewport().rect()
        )
        return seen.width() >= min(rect.width(), TOUCH_MIN) and seen.height() >= rect.height() // 2

    def _reveal_selection(self) -> None:
        selection = self._model.selection
        if selection is None:
            return
        page = self._free_page()
        rect = self.block_rect(selection.id, selection.row)
        dx = _needed(rect.left(), rect.right(), page.left() + SPACE[2], page.right() - SPACE[2])
        top = page.top() + AREA_PX
        dy = _needed(rect.top(), rect.bottom(), top, page.bottom())
        self.pan(dx, 0 if self._geometry.is_pinned(selection.row) else dy)

    def _describe(self) -> None:
        """Tell a screen reader who is selected."""
        selection = self._model.selection
        text = block_text(selection, self._model.layout) if selection else ""
        if text != self.accessibleDescription():
            self.setAccessibleDescription(text)


def speak(_kind: str, thing: QObject) -> QAccessibleInterface | None:
    """Give screen readers the timeline's own voice; Qt asks this for every object."""
    return thing.spoken if isinstance(thing, TimelineView) else None


def _beyond(value: float, low: float, high: float) -> int:
    return int(value > high) - int(value < low)


def _needed(low: int, high: int, least: int, most: int) -> int:
    """Tell how far to move a stretch so that it shows, its beginning first."""
    if low < least or high - low > most - least:
        return least - low
    return min(0, most - high)


def _monotonic() -> Callable[[], int]:
    timer = QElapsedTimer()
    timer.start()
    return timer.elapsed
