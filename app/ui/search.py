"""What the search box finds, listed right under it; up, down and Enter are enough."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.ui import icons
from app.ui.hit_list import HIT_ROLE, HitList
from app.ui.keys import KEYS
from app.ui.stage import Room
from app.ui.theme import Theme
from app.viewmodels.search import SearchModel
from app.viewmodels.search_hits import Command, Hit, HitKind
from resources.tokens import RADIUS_BLOCK, SPACE, TYPE

ROW_HEIGHT = 56
HEADING_HEIGHT = 32
WIDTH = 460
HEIGHT_MAX = 10 * ROW_HEIGHT
ICON_PX = 20
SHAPE_PX = 12
BEGINNINGS = frozenset({"/", "\uff0f"})
"""The key that begins a search, also as a Japanese keyboard sends it."""

ICONS = {
    HitKind.BOOKING: "calendar",
    HitKind.GUEST: "person",
    HitKind.TABLE: "seat",
    HitKind.COMMAND: "right",
    HitKind.CALL: "phone",
}
NO_COMMANDS = frozenset({"", "close", "search"})
"""What a search does not offer: the keys of a view, and what is under way already."""

STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


def commands() -> tuple[Command, ...]:
    """Everything the window can do, in the language in force."""
    return tuple(
        Command(action=each.action, words=each.words, caps=each.caps, icon=each.icon)
        for each in KEYS
        if each.action not in NO_COMMANDS
    )


class SearchPanel(QFrame):
    """The results; the typing stays in the box of the header."""

    def __init__(self, model: SearchModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._box: QLineEdit | None = None
        self.setProperty("kind", "card")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedWidth(WIDTH)
        self.hint = QLabel(self)
        self.hint.setProperty("kind", "soft")
        self.hits = HitList(model, self)
        self.view = QListView(self)
        self.view.setModel(self.hits)
        self.view.setItemDelegate(HitDelegate(theme, self.view))
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.clicked.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[1], SPACE[1], SPACE[1], SPACE[1])
        column.addWidget(self.hint)
        column.addWidget(self.view)
        model.offer_commands(commands)
        model.changed.connect(self.show_hits)
        theme.changed.connect(self.view.viewport().update)
        self.retranslate()
        self.hide()

    def attach(self, box: QLineEdit) -> None:
        """Listen to the search box; it keeps the focus all the time."""
        self._box = box
        box.setClearButtonEnabled(True)
        box.textEdited.connect(self._look)
        box.installEventFilter(self)

    def place(self, _overlay: QWidget, room: Room) -> QRect:
        """Tell where to stand: under the box, within the book."""
        left = room.body.right() - WIDTH - SPACE[3]
        if self._box is not None:
            left = self._box.mapTo(self._box.window(), QPoint(0, 0)).x()
        left = max(room.body.left(), min(left, room.body.right() - WIDTH - SPACE[1]))
        height = min(self.sizeHint().height(), room.body.height() - SPACE[1])
        return QRect(left, room.body.top(), WIDTH, height)

    def sizeHint(self) -> QSize:
        """Be as high as the results, within reason."""
        rows = sum(row_height(each) for each in self._model.hits)
        hint = self.hint.sizeHint().height() + SPACE[1] if self.hint.text() else 0
        return QSize(WIDTH, min(rows, HEIGHT_MAX) + hint + 2 * SPACE[1] + 2)

    def bring_up(self) -> None:
        """Show the results; without any words, the last calls."""
        self._model.look_for(self._box.text() if self._box else "")
        self.show()
        self.raise_()

    @Slot()
    def put_away(self) -> None:
        """Hide the results."""
        self.hide()

    def retranslate(self) -> None:
        """Put every word into the language in force."""
        self.view.setAccessibleName(self.tr("Search results"))
        if not self.isHidden():
            self._model.reword()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language at once."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the keys of the box move through the results."""
        if watched is self._box:
            if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
                return self._take_key(event)
            if event.type() is QEvent.Type.FocusOut:
                self.put_away()
        return super().eventFilter(watched, event)

    @Slot()
    def show_hits(self) -> None:
        """Draw the results and the mark."""
        self.hint.setText(self._model.hint)
        self.hint.setVisible(bool(self._model.hint))
        self.view.setVisible(self.hits.rowCount() > 0)
        marked = self.hits.index(self._model.marked)
        self.view.setCurrentIndex(marked)
        if marked.isValid():
            self.view.scrollTo(marked)
        # Asking for the list's place reaches the panel; the panel itself stands in no layout.
        self.view.updateGeometry()

    def _take_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in STEPS:
            if self.isHidden():
                self.bring_up()
            else:
                self._model.step(STEPS[key])
            return True
        if self.isHidden():
            return self._begin_again(event)
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._model.choose()
            self._finish()
            return True
        if key == Qt.Key.Key_Escape:
            self.put_away()
            self._select_words()
            return True
        return False

    def _begin_again(self, event: QKeyEvent) -> bool:
        """Let the key that begins a search do so, though the box has the focus already."""
        box = self._box
        assert box is not None
        if event.text() not in BEGINNINGS or box.selectedText() != box.text():
            return False
        self.bring_up()
        return True

    def _select_words(self) -> None:
        if self._box is not None:
            self._box.selectAll()

    def _finish(self) -> None:
        """Empty the box once its words have led somewhere: the next search begins anew."""
        self.put_away()
        if self._box is not None:
            self._box.clear()

    @Slot(str)
    def _look(self, text: str) -> None:
        self._model.look_for(text)
        self.show()
        self.raise_()

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        self._model.choose(index.row())
        self._finish()


def row_height(hit: Hit) -> int:
    """A finger high; the first of a group has its heading above it."""
    return ROW_HEIGHT + (HEADING_HEIGHT if hit.heading else 0)


class HitDelegate(QStyledItemDelegate):
    """Paints one result: who, when, where it stands, and what needs care."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex) -> QSize:  # type: ignore[override]
        """As high as its row; as wide as the list it stands in."""
        return QSize(0, row_height(index.data(HIT_ROLE)))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex,  # type: ignore[override]
    ) -> None:
        """Draw the row."""
        hit: Hit = index.data(HIT_ROLE)
        theme = self._theme
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        is_marked = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if hit.heading:
            rect = self._paint_heading(painter, rect, hit.heading)
        painter.fillRect(rect, theme.color("booked" if is_marked else "sheet"))
        ink = "booked_ink" if is_marked else "ink"
        soft = "booked_ink" if is_marked else "ink_soft"
        icon = icons.pixmap(
            hit.icon or ICONS[hit.kind], theme, soft, ICON_PX, painter.device().devicePixelRatio()
        )
        painter.drawPixmap(rect.left() + SPACE[1], rect.center().y() - ICON_PX // 2, icon)
        words = rect.adjusted(SPACE[1] + ICON_PX + SPACE[2], SPACE[1], -SPACE[2], -SPACE[0])
        note_width = self._paint_note(painter, words, hit, soft)
        painter.setFont(theme.font(TYPE[1], 700))
        title = painter.fontMetrics().elidedText(
            hit.title, Qt.TextElideMode.ElideRight, words.width() - note_width - SPACE[1]
        )
        painter.setPen(theme.color(ink))
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, title)
        self._paint_below(painter, words, hit, soft)
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRect, heading: str) -> QRect:
        """Write what the group is called; returns what is left of the row."""
        theme = self._theme
        top = QRect(rect.left(), rect.top(), rect.width(), HEADING_HEIGHT)
        painter.fillRect(top, theme.color("paper"))
        painter.setFont(theme.font(TYPE[0], 700))
        painter.setPen(theme.color("ink_soft"))
        painter.drawText(
            top.adjusted(SPACE[1], 0, 0, 0),
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            heading,
        )
        return rect.adjusted(0, HEADING_HEIGHT, 0, 0)

    def _paint_note(self, painter: QPainter, words: QRect, hit: Hit, ink: str) -> int:
        """Write what stands at the right, a status with its shape and colour; returns its width."""
        theme = self._theme
        painter.setFont(theme.font(TYPE[0], 700 if hit.status else 400))
        letters = painter.fontMetrics()
        note = letters.elidedText(hit.note, Qt.TextElideMode.ElideRight, words.width() // 2)
        width = letters.horizontalAdvance(note)
        line = QRect(words.right() - width, words.top(), width + 1, letters.height())
        if hit.status is None:
            painter.setPen(theme.color(ink))
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, note)
            return width
        fill, color = theme.status_colors(hit.status)
        side = SHAPE_PX + SPACE[0]
        chip = line.adjusted(-side - SPACE[1], -SPACE[0] // 2, SPACE[1], SPACE[0] // 2)
        chip.moveRight(words.right())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawRoundedRect(chip, RADIUS_BLOCK, RADIUS_BLOCK)
        shape = QRectF(
            chip.left() + SPACE[1], chip.center().y() - SHAPE_PX / 2 + 1, SHAPE_PX, SHAPE_PX
        )
        theme.paint_status_shape(painter, shape, hit.status, color)
        painter.setPen(color)
        painter.drawText(
            chip.adjusted(SPACE[1] + side, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, note
        )
        return chip.width()

    def _paint_below(self, painter: QPainter, words: QRect, hit: Hit, ink: str) -> None:
        """Write the second line: what needs care, then when and where."""
        theme = self._theme
        below = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        line = QRect(words)
        if hit.alarm:
            painter.setFont(theme.font(TYPE[0], 700))
            letters = painter.fontMetrics()
            side = letters.height()
            sign = icons.pixmap(
                "allergy", theme, "vermilion_ink", side, painter.device().devicePixelRatio()
            )
            painter.drawPixmap(line.left(), line.bottom() - side, sign)
            line.setLeft(line.left() + side + SPACE[0])
            alarm = letters.elidedText(hit.alarm, Qt.TextElideMode.ElideRight, line.width() // 2)
            painter.setPen(theme.color("vermilion_ink"))
            painter.drawText(line, below, alarm)
            line.setLeft(line.left() + letters.horizontalAdvance(alarm) + SPACE[2])
        painter.setFont(theme.font(TYPE[0]))
        painter.setPen(theme.color(ink))
        elide = Qt.TextElideMode.ElideRight
        painter.drawText(
            line, below, painter.fontMetrics().elidedText(hit.detail, elide, line.width())
        )
