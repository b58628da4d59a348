"""The day as a list: tap a line to open it, tap its status to move the party on."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QScroller,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from app.domain.hours import closing_of
from app.ui import icons
from app.ui.first_paint import FirstPaint
from app.ui.row_delegate import RowDelegate
from app.ui.row_parts import Part
from app.ui.sheet_parts import set_property
from app.ui.theme import Theme
from app.viewmodels.day import DayModel
from app.viewmodels.day_list import ID_ROLE, ROW_ROLE, DayList, Pile
from app.viewmodels.door import strip_of
from app.viewmodels.header import closing_text
from app.viewmodels.rows import Row
from resources.tokens import SPACE

LONG_PRESS_MS = 500
ICON_SIDE = 20

BY_KEYS = frozenset(
    {
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
    }
)
"""Focus that came this way is worth a frame; a finger needs none."""


class RowsView(QListView):
    """The rows themselves.

    Signals:
        step_requested: one tap on a status; carries the row.
        moves_requested: a long press, a right click, the dots or the menu key; carries the row and
            where on the screen.
        open_requested: a tap on the rest of the row, or Enter; carries the row.
    """

    step_requested = Signal(object)
    moves_requested = Signal(object, QPoint)
    open_requested = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._brush = RowDelegate(theme, self)
        self.setItemDelegate(self._brush)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._first_paint = FirstPaint(self.viewport(), self)
        self._first_paint.passed.connect(self._follow_fingers)
        self._pressed = ""
        self._pressed_at = QPoint()
        self._long_press = QTimer(self)
        self._long_press.setSingleShot(True)
        self._long_press.setInterval(LONG_PRESS_MS)
        self._long_press.timeout.connect(self._press_became_long)
        theme.changed.connect(self.viewport().update)

    @Slot()
    def _follow_fingers(self) -> None:
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)

    def remeasure(self) -> None:
        """Fit the columns to the language in force."""
        self._brush.measure()
        self.viewport().update()

    def part_rect(self, index: QModelIndex, part: Part) -> QRect:
        """Find where a part of a row is drawn, in the viewport."""
        parts = self._brush.parts(self.visualRect(index))
        return {Part.STATUS: parts.status, Part.MORE: parts.more, Part.ROW: parts.name}[part]

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Stand on the first party to watch; having the focus selects nobody by itself."""
        rows = self.model()
        if not self.currentIndex().isValid() and isinstance(rows, DayList) and rows.rowCount():
            self.selectionModel().setCurrentIndex(
                rows.index(rows.first_to_watch()), QItemSelectionModel.SelectionFlag.NoUpdate
            )
        if event.reason() in BY_KEYS:
            self._show_focus(shown=True)
        super().focusInEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where the finger went down; a long press is measured from here."""
        self._show_focus(shown=False)
        index = self.indexAt(event.position().toPoint())
        self._pressed = index.data(ID_ROLE) if index.isValid() else ""
        self._pressed_at = event.position().toPoint()
        if index.isValid() and event.button() is Qt.MouseButton.LeftButton:
            self._long_press.start()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Let go of the press once the finger wanders: it scrolls, it does not tap."""
        travelled = (event.position().toPoint() - self._pressed_at).manhattanLength()
        if travelled > QApplication.startDragDistance():
            self._forget_press()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Do what the tapped part of the row stands for."""
        super().mouseReleaseEvent(event)
        pressed, point = self._pressed, event.position().toPoint()
        self._forget_press()
        index = self.indexAt(point)
        if event.button() is not Qt.MouseButton.LeftButton or not index.isValid():
            return
        # News may have moved another party under the finger since it went down.
        if index.data(ID_ROLE) != pressed:
            return
        row: Row = index.data(ROW_ROLE)
        match self._brush.parts(self.visualRect(index)).at(point):
            case Part.STATUS:
                self.step_requested.emit(row)
            case Part.MORE:
                self.moves_requested.emit(row, self.viewport().mapToGlobal(point))
            case Part.ROW:
                self.open_requested.emit(row)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer every move: at the finger for a right click, at the row for the menu key."""
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        self._forget_press()
        if index.isValid():
            where = event.pos() if by_mouse else self.part_rect(index, Part.STATUS).bottomLeft()
            self.moves_requested.emit(index.data(ROW_ROLE), self.viewport().mapToGlobal(where))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the current row, Space moves its party on; arrows stay Qt's."""
        self._show_focus(shown=True)
        index = self.currentIndex()
        if index.isValid() and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.open_requested.emit(index.data(ROW_ROLE))
        elif index.isValid() and event.key() == Qt.Key.Key_Space:
            self.step_requested.emit(index.data(ROW_ROLE))
        else:
            super().keyPressEvent(event)

    def _show_focus(self, *, shown: bool) -> None:
        if shown != self._brush.shows_focus:
            self._brush.shows_focus = shown
            self.viewport().update()

    def _forget_press(self) -> None:
        self._long_press.stop()
        self._pressed = ""

    @Slot()
    def _press_became_long(self) -> None:
        index, pressed = self.indexAt(self._pressed_at), self._pressed
        self._forget_press()
        if index.isValid() and index.data(ID_ROLE) == pressed:
            where = self.viewport().mapToGlobal(self._pressed_at)
            self.moves_requested.emit(index.data(ROW_ROLE), where)


class DayListView(QWidget):
    """The list with its piles on top.

    Signals:
        reservation_activated: staff want to see all of it; carries its id.
        moves_requested: staff want every move of a party; carries its row and where on the screen.
        waitlist_requested: the line that counts who waits was tapped.
    """

    reservation_activated = Signal(str)
    moves_requested = Signal(object, QPoint)
    waitlist_requested = Signal()

    def __init__(self, day: DayModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day = day
        self._theme = theme
        self.model = DayList(day, self)
        self.rows = RowsView(theme, self)
        self.rows.setModel(self.model)
        self._piles = {pile: QPushButton(self) for pile in Pile}
        self._empty = QLabel(self)
        self.waiting = QPushButton(self)
        self.left = QPushButton(self)
        self._lay_out()
        self._connect()
        self._speak()
        self.show_now()

    def show_now(self) -> None:
        """Bring the first party that has not left to the top."""
        first = self.model.index(self.model.first_to_watch())
        self.rows.scrollTo(first, QAbstractItemView.ScrollHint.PositionAtTop)

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self._speak()
        self.rows.remeasure()
        self.model.retranslate()

    def _speak(self) -> None:
        self.rows.setAccessibleName(self.tr("Reservations of the day"))
        self._show_counts()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language at once."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        bar = QFrame(self)
        bar.setObjectName("piles")
        row = QHBoxLayout(bar)
        row.setContentsMargins(SPACE[2], 0, SPACE[2], 0)
        row.setSpacing(SPACE[0])
        group = QButtonGroup(self)
        for pile, button in self._piles.items():
            button.setCheckable(True)
            button.setProperty("kind", "pile")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setChecked(pile is Pile.ALL)
            group.addButton(button)
            row.addWidget(button, 1)
        self.waiting.setProperty("kind", "strip")
        self.waiting.setIconSize(QSize(ICON_SIDE, ICON_SIDE))
        self.waiting.clicked.connect(self.waitlist_requested)
        self.left.setProperty("kind", "strip")
        self.left.setProperty("quiet", True)
        self.left.setIconSize(QSize(ICON_SIDE, ICON_SIDE))
        self.left.clicked.connect(self._turn_left)
        self._empty.setProperty("kind", "soft")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.rows)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.waiting)
        column.addWidget(self.left)
        column.addLayout(self._stack, 1)

    def _connect(self) -> None:
        for pile, button in self._piles.items():
            button.setProperty("pile", pile.value)
            button.clicked.connect(self._choose_pile)
        self.model.counted.connect(self._show_counts)
        self._theme.changed.connect(self._show_waiting)
        self._theme.changed.connect(self._show_left)
        self.model.modelReset.connect(self._show_selection)
        self._day.opened.connect(self.show_now)
        self._day.selection_changed.connect(self._show_selection)
        self.rows.selectionModel().selectionChanged.connect(self._take_selection)
        self.rows.step_requested.connect(self._step)
        self.rows.moves_requested.connect(self.moves_requested)
        self.rows.open_requested.connect(self._open)

    @Slot()
    def _choose_pile(self) -> None:
        self.model.choose(Pile(self.sender().property("pile")))

    @Slot()
    def _show_counts(self) -> None:
        words = {
            Pile.ALL: self.tr("All"),
            Pile.COMING: self.tr("Coming"),
            Pile.PRESENT: self.tr("In house"),
            Pile.GONE: self.tr("Done"),
        }
        for pile, button in self._piles.items():
            button.setText(f"{words[pile]} {self.model.count(pile)}")
        empty = {
            Pile.ALL: self.tr(
                "No reservations on this day.\nTap “＋ New” above to take the first one."
            ),
            Pile.COMING: self.tr("Nobody is still to come."),
            Pile.PRESENT: self.tr("Nobody is in the house."),
            Pile.GONE: self.tr("Nobody has left, cancelled or failed to come."),
        }
        closing = closing_of(self._day.book.venue, self._day.business_day)
        if closing is not None:
            empty[Pile.ALL] = self.tr(
                "{closing}: no reservations.\nTap “＋ New” above to take one all the same."
            ).format(closing=closing_text(closing))
        self._show_waiting()
        self._show_left()
        self._empty.setText(empty[self.model.pile])
        self._stack.setCurrentIndex(0 if self.model.rowCount() else 1)

    @Slot()
    def _turn_left(self) -> None:
        self.model.show_left(shown=not self.model.shows_left)

    @Slot()
    def _show_left(self) -> None:
        count, is_open = self.model.left_count(), self.model.shows_left
        self.left.setVisible(count > 0)
        words = self.tr("Left: {count}, fold") if is_open else self.tr("Left: {count}, show")
        self.left.setText(words.format(count=count))
        sign = "up" if is_open else "down"
        self.left.setIcon(icons.icon(sign, self._theme, "ink_soft"))

    @Slot()
    def _show_waiting(self) -> None:
        strip = strip_of(self._day.book, self._day.now())
        self.waiting.setText(strip.text)
        self.waiting.setVisible(bool(strip.text))
        set_property(self.waiting, "alarms", strip.is_over)
        token = "vermilion" if strip.is_over else "ink_soft"
        self.waiting.setIcon(icons.icon("clock", self._theme, token))

    @Slot()
    def _show_selection(self) -> None:
        at = self.model.position(self._day.selected)
        if at < 0:
            self.rows.clearSelection()
            return
        index = self.model.index(at)
        if self.rows.currentIndex() != index:
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.rows.selectionModel().setCurrentIndex(index, flags)
        self.rows.scrollTo(index)

    @Slot(QItemSelection, QItemSelection)
    def _take_selection(self, selected: QItemSelection, _before: QItemSelection) -> None:
        for index in selected.indexes():
            self._day.select(index.data(ID_ROLE))

    @Slot(object)
    def _step(self, row: Row) -> None:
        if row.next_status is None:
            index = self.model.index(self.model.position(row.reservation_id))
            corner = self.rows.part_rect(index, Part.STATUS).bottomLeft()
            self.moves_requested.emit(row, self.rows.viewport().mapToGlobal(corner))
        else:
            self._day.set_status(row.reservation_id, row.next_status)

    @Slot(object)
    def _open(self, row: Row) -> None:
        self._day.select(row.reservation_id)
        self.reservation_activated.emit(row.reservation_id)
