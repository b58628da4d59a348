"""A week or a month over the book: how full each day is, and one tap to it."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from app.ui.card import Card
from app.ui.sheet_parts import IconButton
from app.ui.theme import Theme
from app.viewmodels.overview import OverviewModel, OverviewPage, Scope, Tile
from resources.tokens import RADIUS_BLOCK, SPACE, TOUCH_MIN, TYPE

BAR_PX = 4
TINT = 0.8
"""How strong the ground of a full day is; an empty one has none."""
STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class TileButton(QAbstractButton):
    """One day, or one shift of it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tile: Tile | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setMinimumSize(TOUCH_MIN, TOUCH_MIN)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    @property
    def tile(self) -> Tile:
        """What it shows."""
        assert self._tile is not None
        return self._tile

    def show_tile(self, tile: Tile) -> None:
        """Show a day or a shift."""
        if tile != self._tile:
            self._tile = tile
            self.setAccessibleName(tile.spoken)
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the keys to the page, which knows what lies beside it."""
        event.ignore()

    def sizeHint(self) -> QSize:
        """Ask for room for a number and two lines."""
        return QSize(2 * TOUCH_MIN, TOUCH_MIN + SPACE[4])

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, numbers and bar."""
        if self._tile is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        self._paint_ground(painter, box)
        inside = box.adjusted(SPACE[1], SPACE[0], -SPACE[1], -SPACE[1])
        self._paint_head(painter, inside)
        self._paint_numbers(painter, inside)
        if self.tile.covers:
            self._paint_bar(painter, inside)
        painter.end()

    def _paint_ground(self, painter: QPainter, box: QRectF) -> None:
        tile = self.tile
        painter.setPen(Qt.PenStyle.NoPen)
        beyond = tile.is_beyond or tile.is_closed
        painter.setBrush(self._color("paper" if beyond else "sheet"))
        painter.drawRoundedRect(box, RADIUS_BLOCK, RADIUS_BLOCK)
        if tile.is_closed:
            hatch = QColor(self._color("line"))
            painter.setBrush(QBrush(hatch, Qt.BrushStyle.BDiagPattern))
            painter.drawRoundedRect(box, RADIUS_BLOCK, RADIUS_BLOCK)
        elif tile.share and not tile.is_beyond:
            tint = QColor(self._color("booked"))
            tint.setAlphaF(TINT * tile.share)
            painter.setBrush(tint)
            painter.drawRoundedRect(box, RADIUS_BLOCK, RADIUS_BLOCK)
        edge, width = self._color("line"), 1.0
        if tile.is_today:
            edge, width = self._color("indigo"), 2.0
        if self.hasFocus():
            edge, width = self._color("ink"), 2.0
        elif self.isDown() or self.underMouse():
            edge = self._color("edge")
        painter.setPen(QPen(edge, width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, RADIUS_BLOCK, RADIUS_BLOCK)

    def _paint_head(self, painter: QPainter, inside: QRectF) -> None:
        tile = self.tile
        soft = tile.is_beyond or tile.is_closed
        line = QRectF(inside.left(), inside.top(), inside.width(), SPACE[4])
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(self._color("ink_soft" if soft else "ink"))
        font = self._theme.font(TYPE[2], 400 if tile.is_beyond else 700, tabular=True)
        painter.setFont(font)
        painter.drawText(line, left, tile.title)
        at = QFontMetricsF(font).horizontalAdvance(tile.title)
        if tile.is_today and tile.title:
            painter.setPen(self._color("indigo"))
            painter.setFont(self._theme.font(TYPE[0], 700))
            painter.drawText(line.adjusted(at + SPACE[1], 0, 0, 0), left, self.tr("today"))
            at += QFontMetricsF(painter.font()).horizontalAdvance(self.tr("today")) + SPACE[1]
        painter.setPen(self._color("ink" if tile.is_closed else "ink_soft"))
        painter.setFont(self._theme.font(TYPE[0], 700 if tile.is_closed else 400))
        room = line.adjusted(at + SPACE[1] if at else 0, 0, 0, 0)
        self._write(painter, room, Qt.AlignmentFlag.AlignRight, tile.word)
        free = room.width() - QFontMetricsF(painter.font()).horizontalAdvance(tile.word) - SPACE[1]
        painter.setPen(self._color("ink_soft"))
        painter.setFont(self._theme.font(TYPE[0], 700))
        # A name cut short says less than none; readers hear it in any case.
        if QFontMetricsF(painter.font()).horizontalAdvance(tile.holiday) <= free:
            painter.drawText(room, left, tile.holiday)

    def _paint_numbers(self, painter: QPainter, inside: QRectF) -> None:
        tile = self.tile
        if not tile.covers:
            return
        notes_high = (
            SPACE[3] + 2 if tile.notes and inside.height() >= 2 * TOUCH_MIN - SPACE[5] else 0
        )
        low = inside.adjusted(0, SPACE[4], 0, -BAR_PX - SPACE[0])
        numbers = low.adjusted(0, 0, 0, -notes_high)
        soft = tile.is_beyond or tile.is_closed
        painter.setPen(self._color("ink_soft" if soft else "ink"))
        roomy = numbers.height() >= SPACE[5]
        font = self._theme.font(TYPE[3] if roomy else TYPE[2], 700, tabular=True)
        painter.setFont(font)
        left = Qt.AlignmentFlag.AlignLeft
        self._write(painter, numbers, left, tile.covers)
        at = QFontMetricsF(font).horizontalAdvance(tile.covers) + SPACE[1]
        painter.setPen(self._color("ink_soft"))
        painter.setFont(self._theme.font(TYPE[0], 400, tabular=True))
        beside = numbers.adjusted(at, SPACE[1] if roomy else 0, 0, 0)
        if beside.width() >= QFontMetricsF(painter.font()).horizontalAdvance(tile.parties):
            self._write(painter, beside, left, tile.parties)
        elif numbers.height() >= 2 * SPACE[5]:
            below = numbers.adjusted(0, 2 * SPACE[4], 0, 0)
            self._write(painter, below, left, tile.parties)
        if notes_high:
            notes = QRectF(low.left(), low.bottom() - notes_high, low.width(), notes_high)
            self._write(painter, notes, left, "  ".join(tile.notes))

    def _paint_bar(self, painter: QPainter, inside: QRectF) -> None:
        bar = QRectF(inside.left(), inside.bottom() - BAR_PX + 2, inside.width(), BAR_PX)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._color("line"))
        painter.drawRoundedRect(bar, BAR_PX / 2, BAR_PX / 2)
        bar.setWidth(max(BAR_PX, bar.width() * self.tile.share))
        painter.setBrush(self._color("indigo"))
        painter.drawRoundedRect(bar, BAR_PX / 2, BAR_PX / 2)

    @staticmethod
    def _write(painter: QPainter, room: QRectF, side: Qt.AlignmentFlag, text: str) -> None:
        metrics = QFontMetricsF(painter.font())
        short = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, short)

    def _color(self, token: str) -> QColor:
        return self._theme.color(token)


class OverviewCard(Card):
    """A week or a month; a tap opens the day.

    Signals:
        day_chosen: staff want to see a day; carries it.
    """

    day_chosen = Signal(object)

    def __init__(self, model: OverviewModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._model = model
        self.setProperty("kind", "sheet")
        self.setGraphicsEffect(None)  # type: ignore[arg-type]
        self.before = IconButton("left", theme, self)
        self.after = IconButton("right", theme, self)
        self.stretch = QLabel(self)
        self.summary = QLabel(self)
        self.today = QPushButton(self)
        self.week = QPushButton(self)
        self.month = QPushButton(self)
        self._page: OverviewPage | None = None
        self._heads: list[QLabel] = []
        self._sides: list[QLabel] = []
        self._tiles: list[list[TileButton]] = []
        self._at = (0, 0)
        self._lay_out()
        self.before.clicked.connect(self._turn_back)
        self.after.clicked.connect(self._turn_on)
        self.today.clicked.connect(self._go_to_today)
        self.week.clicked.connect(self._see_week)
        self.month.clicked.connect(self._see_month)
        model.changed.connect(self._read_if_shown)
        self.retranslate()

    @property
    def rows(self) -> tuple[tuple[TileButton, ...], ...]:
        """The tiles that are shown."""
        shown = len(self._page.rows) if self._page else 0
        return tuple(tuple(each) for each in self._tiles[:shown])

    def bring_up(self) -> None:
        """Show the stretch with the keys on the day that is open."""
        self.show()
        self.raise_()
        self.read()
        self._stand_on(self._model.anchor)
        self._focus_tile()

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self.set_title(self.tr("Week and month"))
        self.before.set_words(self.tr("Earlier"))
        self.after.set_words(self.tr("Later"))
        self.today.setText(self.tr("Today"))
        self.week.setText(self.tr("Week"))
        self.month.setText(self.tr("Month"))
        self._read_if_shown()

    def read(self) -> None:
        """Read the stretch again."""
        had_focus = self._tile_has_focus()
        page = self._page = self._model.page()
        self.stretch.setText(page.title)
        self.summary.setText(page.summary)
        self.week.setChecked(self._model.scope is Scope.WEEK)
        self.month.setChecked(self._model.scope is Scope.MONTH)
        self._show_words(page)
        self._show_tiles(page)
        if had_focus:
            # The tile may be hidden now: Qt would pass the focus on to the book behind.
            self._focus_tile()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the tiles; beyond the edge lies the next stretch. Enter opens the day."""
        key = Qt.Key(event.key())
        on_tile = self._tile_has_focus()
        if on_tile and key in STEPS:
            self._walk(*STEPS[key])
        elif key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            self._turn(-1 if key == Qt.Key.Key_PageUp else 1)
        elif on_tile and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._choose(self.rows[self._at[0]][self._at[1]].tile.day)
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self.stretch.setProperty("kind", "title")
        self.summary.setProperty("kind", "body")
        for button in (self.week, self.month):
            button.setCheckable(True)
        head = QHBoxLayout()
        head.setSpacing(SPACE[1])
        head.addWidget(self.before)
        head.addWidget(self.stretch)
        head.addWidget(self.after)
        head.addWidget(self.today)
        head.addSpacing(SPACE[3])
        head.addWidget(self.summary, 1)
        head.addWidget(self.week)
        head.addWidget(self.month)
        self._grid = QGridLayout()
        self._grid.setSpacing(SPACE[0])
        self.body.addLayout(head)
        self.body.addLayout(self._grid, 1)

    def _show_words(self, page: OverviewPage) -> None:
        while len(self._heads) < len(page.heads):
            self._heads.append(self._caption(0, len(self._heads) + 1))
            self._grid.setColumnStretch(len(self._heads), 1)
        while len(self._sides) < len(page.sides):
            self._sides.append(self._caption(len(self._sides) + 1, 0))
        for label, word in zip(self._heads, page.heads, strict=False):
            label.setText(word)
        for place, label in enumerate(self._sides):
            label.setVisible(place < len(page.sides))
            label.setText(page.sides[place] if place < len(page.sides) else "")

    def _caption(self, row: int, column: int) -> QLabel:
        label = QLabel(self)
        label.setProperty("kind", "soft")
        if row == 0:
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        else:
            label.setWordWrap(True)
            label.setFixedWidth(2 * TOUCH_MIN)
        self._grid.addWidget(label, row, column)
        return label

    def _show_tiles(self, page: OverviewPage) -> None:
        while len(self._tiles) < len(page.rows):
            row = [TileButton(self._theme, self) for _ in page.heads]
            for column, button in enumerate(row):
                button.clicked.connect(self._take)
                self._grid.addWidget(button, len(self._tiles) + 1, column + 1)
            self._tiles.append(row)
        for place, buttons in enumerate(self._tiles):
            shown = place < len(page.rows)
            self._grid.setRowStretch(place + 1, 1 if shown else 0)
            for column, button in enumerate(buttons):
                button.setVisible(shown)
                if shown:
                    button.show_tile(page.rows[place][column])
        self._at = (min(self._at[0], len(page.rows) - 1), self._at[1])
        self._lend_tab()

    def _lend_tab(self) -> None:
        """Let Tab enter the page at one tile; arrows walk on from there."""
        for row, buttons in enumerate(self._tiles):
            for column, button in enumerate(buttons):
                here = (row, column) == self._at
                button.setFocusPolicy(
                    Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus
                )

    def _walk(self, down: int, right: int) -> None:
        row, column = self._at[0] + down, self._at[1] + right
        rows = self.rows
        if self._model.scope is Scope.MONTH:
            day = rows[self._at[0]][self._at[1]].tile.day + timedelta(days=right + 7 * down)
            self._go_to(day)
            return
        if not 0 <= column < len(rows[0]):
            self._turn(right)
            column %= len(rows[0])
        self._at = (max(0, min(row, len(self.rows) - 1)), column)
        self._lend_tab()
        self._focus_tile()

    def _go_to(self, day: date) -> None:
        if day.replace(day=1) != self._model.anchor.replace(day=1):
            self._model.open(day)
        self._stand_on(day)
        self._focus_tile()

    def _stand_on(self, day: date) -> None:
        for row, buttons in enumerate(self.rows):
            for column, button in enumerate(buttons):
                if button.tile.day == day and not button.tile.is_beyond:
                    self._at = (row, column)
                    self._lend_tab()
                    return

    def _tile_has_focus(self) -> bool:
        return any(button.hasFocus() for buttons in self._tiles for button in buttons)

    def _focus_tile(self) -> None:
        self.rows[self._at[0]][self._at[1]].setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn(self, by: int) -> None:
        had_focus = self._tile_has_focus()
        self._model.step(by)
        if self._model.scope is Scope.MONTH:
            self._stand_on(self._model.anchor)
        if had_focus:
            self._focus_tile()

    def _choose(self, day: date) -> None:
        self.put_away()
        self.day_chosen.emit(day)

    @Slot()
    def _take(self) -> None:
        button = self.sender()
        assert isinstance(button, TileButton)
        self._choose(button.tile.day)

    @Slot()
    def _read_if_shown(self) -> None:
        if self.isVisible():
            self.read()

    @Slot()
    def _turn_back(self) -> None:
        self._turn(-1)

    @Slot()
    def _turn_on(self) -> None:
        self._turn(1)

    @Slot()
    def _go_to_today(self) -> None:
        self._model.open(self._model.today())
        self._stand_on(self._model.today())

    @Slot()
    def _see_week(self) -> None:
        self._model.choose(Scope.WEEK)

    @Slot()
    def _see_month(self) -> None:
        self._model.choose(Scope.MONTH)
