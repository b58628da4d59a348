"""The one calendar of the program: a month of days large enough for a thumb, walked by keys."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.ui.sheet_parts import IconButton
from app.ui.theme import Theme
from app.viewmodels.months import (
    CELLS,
    FIRST_YEAR,
    LAST_YEAR,
    WEEK,
    DayFace,
    MonthPage,
    MonthsModel,
    step_months,
)
from resources.tokens import RADIUS_BLOCK, SPACE, TOUCH_MIN, TYPE

BAR_PX = 4
EARLIEST = date(FIRST_YEAR, 1, 31)
LATEST = date(LAST_YEAR, 12, 1)
STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -WEEK,
    Qt.Key.Key_Down: WEEK,
}


class DayCell(QAbstractButton):
    """One day: its number, how many guests, how full; or that the house is closed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._face: DayFace | None = None
        self._is_marked = False
        self.setCheckable(True)
        self.setMinimumSize(TOUCH_MIN, TOUCH_MIN)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self.update)

    @property
    def face(self) -> DayFace:
        """What it shows."""
        assert self._face is not None
        return self._face

    def show_face(self, face: DayFace, *, is_chosen: bool, is_closed: bool | None = None) -> None:
        """Show a day; `is_closed` overrules what the book says, while closing days are set."""
        marked = bool(face.closing) if is_closed is None else is_closed
        if (face, is_chosen, marked) == (self._face, self.isChecked(), self._is_marked):
            return
        self._face, self._is_marked = face, marked
        self.setChecked(is_chosen)
        spoken = face.spoken
        if marked and not face.closing:
            spoken = self.tr("{day}, closed").format(day=spoken)
        elif face.closing and not marked:
            spoken = self.tr("{day}, open").format(day=spoken.replace(face.closing, "").strip())
        self.setAccessibleName(spoken)
        self.update()

    @property
    def is_marked(self) -> bool:
        """Whether it is shown as a closing day."""
        return self._is_marked

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the keys to the month, which knows what lies beside it."""
        event.ignore()

    def sizeHint(self) -> QSize:
        """A thumb wide and high."""
        return QSize(TOUCH_MIN + SPACE[1], TOUCH_MIN + SPACE[1])

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the day."""
        if self._face is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        self._paint_ground(painter, box)
        self._paint_words(painter, box)
        painter.end()

    def _paint_ground(self, painter: QPainter, box: QRectF) -> None:
        face, chosen = self.face, self.isChecked()
        token = "indigo" if chosen else "sheet"
        if not chosen and (self.isDown() or self._is_marked or self.underMouse()):
            token = "wait"
        elif not chosen and face.is_weekend:
            token = "paper"
        edge = QColor(Qt.GlobalColor.transparent)
        width = 1.0
        if face.is_today:
            edge, width = self._color("indigo"), 2.0
        if self.hasFocus():
            edge, width = self._color("ink" if chosen else "indigo"), 2.0
        painter.setPen(QPen(edge, width))
        painter.setBrush(self._color(token))
        painter.drawRoundedRect(box, RADIUS_BLOCK, RADIUS_BLOCK)

    def _paint_words(self, painter: QPainter, box: QRectF) -> None:
        face, chosen = self.face, self.isChecked()
        soft = face.is_beyond or self._is_marked
        ink = "on_indigo" if chosen else "ink_soft" if soft else "ink"
        weight = 400 if face.is_beyond else 700
        top = box.adjusted(0, SPACE[0], 0, 0)
        painter.setPen(self._color(ink))
        painter.setFont(self._theme.font(TYPE[1], weight, tabular=True))
        middle = Qt.AlignmentFlag.AlignHCenter
        painter.drawText(top, middle | Qt.AlignmentFlag.AlignTop, str(face.day.day))
        if face.holiday:
            painter.setPen(self._color("on_indigo" if chosen else "ink_soft"))
            painter.setFont(self._theme.font(TYPE[0], 700))
            corner = box.adjusted(0, SPACE[0], -SPACE[0] / 2, 0)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
            painter.drawText(corner, right, self.tr("H"))
        words = str(face.covers) if face.covers else ""
        if self._is_marked:
            # Who was promised a table all the same must be seen.
            words = self.tr("× {covers}").format(covers=words) if words else self.tr("closed")
        painter.setPen(self._color("on_indigo" if chosen else "ink_soft"))
        painter.setFont(self._theme.font(TYPE[0], 400, tabular=True))
        low = box.adjusted(0, 0, 0, -BAR_PX - SPACE[0])
        painter.drawText(low, middle | Qt.AlignmentFlag.AlignBottom, words)
        if face.covers and not self._is_marked:
            self._paint_bar(painter, box)

    def _paint_bar(self, painter: QPainter, box: QRectF) -> None:
        chosen = self.isChecked()
        wide = box.width() - 2 * SPACE[1]
        bar = QRectF(box.left() + SPACE[1], box.bottom() - BAR_PX - 2, wide, BAR_PX)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._color("indigo_deep" if chosen else "line"))
        painter.drawRoundedRect(bar, BAR_PX / 2, BAR_PX / 2)
        bar.setWidth(max(BAR_PX, wide * self.face.share))
        painter.setBrush(self._color("on_indigo" if chosen else "indigo"))
        painter.drawRoundedRect(bar, BAR_PX / 2, BAR_PX / 2)

    def _color(self, token: str) -> QColor:
        return self._theme.color(token)


class MonthGrid(QWidget):
    """A month; a tap, or arrows and Enter, choose a day.

    Signals:
        chosen: staff chose a day; carries it.
        turned: another month is shown, or the same was read again.
    """

    chosen = Signal(object)
    turned = Signal()

    def __init__(self, model: MonthsModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme
        self._selected: date | None = None
        self._cursor = model.today()
        self._page: MonthPage | None = None
        self._closed: frozenset[date] | None = None
        self.before = IconButton("left", theme, self)
        self.after = IconButton("right", theme, self)
        self.title = QLabel(self)
        self.today = QPushButton(self)
        self.heads = [QLabel(self) for _ in range(WEEK)]
        self.cells = [DayCell(theme, self) for _ in range(CELLS)]
        self._lay_out()
        self.before.clicked.connect(self._turn_back)
        self.after.clicked.connect(self._turn_on)
        self.today.clicked.connect(self._go_to_today)
        model.changed.connect(self._read_if_shown)
        self.retranslate()

    @property
    def stands_on(self) -> date:
        """The day the keys stand on."""
        return self._cursor

    @property
    def page(self) -> MonthPage:
        """The month that is shown."""
        if self._page is None:
            self._page = self._model.page(self._cursor)
        return self._page

    def show_day(self, selected: date | None, cursor: date | None = None) -> None:
        """Mark a day as chosen, and turn to its month."""
        self._selected = selected
        self._cursor = cursor or selected or self._model.today()
        self._page = None
        if self.isVisible():
            self.read()

    def show_closed(self, days: Collection[date]) -> None:
        """Mark these days of the page as closed, whatever the book says of them yet."""
        self._closed = frozenset(days)
        self._show()

    def read(self) -> None:
        """Read the month again."""
        self._page = self._model.page(self._cursor)
        self._show()
        self.turned.emit()

    def cell(self, day: date) -> DayCell | None:
        """Find a day's cell; None if it is on another page."""
        place = self.page.place(day)
        return None if place is None else self.cells[place]

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self.before.set_words(self.tr("The month before"))
        self.after.set_words(self.tr("The month after"))
        self.today.setText(self.tr("Today"))
        if self._page is not None:
            self.read()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language at once."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk by days, weeks and months; Enter or Space chooses."""
        key = Qt.Key(event.key())
        if key in STEPS:
            self.go_to(self._cursor + timedelta(days=STEPS[key]))
        elif key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            self.go_to(step_months(self._cursor, -1 if key == Qt.Key.Key_PageUp else 1))
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            place = self.page.place(self._cursor) or 0
            first = place - place % WEEK
            self.go_to(self.page.days[first + (0 if key == Qt.Key.Key_Home else WEEK - 1)].day)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.chosen.emit(self._cursor)
        else:
            super().keyPressEvent(event)

    def go_to(self, day: date) -> None:
        """Stand on a day, turning the page if it is on another; the focus goes with it."""
        day = max(EARLIEST, min(LATEST, day))
        had_focus = any(cell.hasFocus() for cell in self.cells)
        self._turn_to(day)
        if had_focus:
            self.focus_day()

    def focus_day(self) -> None:
        """Give the focus to the day the keys stand on."""
        cell = self.cell(self._cursor)
        if cell is not None:
            cell.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: object) -> None:
        """Read the month when it is seen."""
        super().showEvent(event)  # type: ignore[arg-type]
        self.read()

    def _turn_to(self, day: date) -> None:
        is_elsewhere = day.replace(day=1) != self.page.first
        self._cursor = day
        if is_elsewhere:
            self.read()
        else:
            self._show()

    def _lay_out(self) -> None:
        self.title.setProperty("kind", "heading")
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.today.setProperty("kind", "quiet")
        head = QHBoxLayout()
        head.setSpacing(SPACE[0])
        head.addWidget(self.before)
        head.addWidget(self.title, 1)
        head.addWidget(self.today)
        head.addWidget(self.after)
        grid = QGridLayout()
        grid.setSpacing(0)
        for place, label in enumerate(self.heads):
            label.setProperty("kind", "soft")
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            grid.addWidget(label, 0, place)
            grid.setColumnStretch(place, 1)
        for place, cell in enumerate(self.cells):
            cell.clicked.connect(self._take)
            grid.addWidget(cell, 1 + place // WEEK, place % WEEK)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE[0])
        column.addLayout(head)
        column.addLayout(grid, 1)

    def _show(self) -> None:
        page = self.page
        self.title.setText(page.title)
        for label, word in zip(self.heads, page.heads, strict=True):
            label.setText(word)
        for cell, face in zip(self.cells, page.days, strict=True):
            is_closed = None if self._closed is None else face.day in self._closed
            cell.show_face(face, is_chosen=face.day == self._selected, is_closed=is_closed)
            stands = face.day == self._cursor
            # Tab enters the month at one day; arrows walk on from there.
            cell.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stands else Qt.FocusPolicy.ClickFocus)

    @Slot()
    def _read_if_shown(self) -> None:
        if self.isVisible():
            self.read()

    @Slot()
    def _take(self) -> None:
        cell = self.sender()
        assert isinstance(cell, DayCell)
        # What is chosen is its owner's to say, not the tap's.
        cell.setChecked(cell.face.day == self._selected)
        self._cursor = cell.face.day
        self.chosen.emit(cell.face.day)

    @Slot()
    def _turn_back(self) -> None:
        self._turn_to(step_months(self._cursor, -1))

    @Slot()
    def _turn_on(self) -> None:
        self._turn_to(step_months(self._cursor, 1))

    @Slot()
    def _go_to_today(self) -> None:
        self._turn_to(self._model.today())
