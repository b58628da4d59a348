"""What the search box finds, listed right under it; up, down and Enter are enough."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, QSize, Qt, Slot
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
from app.ui.stage import Room
from app.ui.theme import Theme
from app.viewmodels.search import Hit, HitKind, SearchModel
from resources.tokens import SPACE, TYPE

ROW_HEIGHT = 56
WIDTH = 460
ROWS_SHOWN_MAX = 9
ICON_PX = 20
BEGINNINGS = frozenset({"/", "\uff0f"})
"""The key that begins a search, also as a Japanese keyboard sends it."""

ICONS = {HitKind.BOOKING: "calendar", HitKind.GUEST: "person", HitKind.CALL: "phone"}
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


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
        self.view.setUniformItemSizes(True)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.clicked.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[1], SPACE[1], SPACE[1], SPACE[1])
        column.addWidget(self.hint)
        column.addWidget(self.view)
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
        rows = min(ROWS_SHOWN_MAX, self.hits.rowCount())
        hint = self.hint.sizeHint().height() + SPACE[1] if self.hint.text() else 0
        return QSize(WIDTH, rows * ROW_HEIGHT + hint + 2 * SPACE[1] + 2)

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


class HitDelegate(QStyledItemDelegate):
    """Paints one result: who, when, and what needs care."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex) -> QSize:  # type: ignore[override]
        """A finger high."""
        return QSize(WIDTH - 3 * SPACE[1], ROW_HEIGHT)

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
        painter.fillRect(rect, theme.color("booked" if is_marked else "sheet"))
        ink = "booked_ink" if is_marked else "ink"
        soft = "booked_ink" if is_marked else "ink_soft"
        icon = icons.pixmap(
            ICONS[hit.kind], theme, soft, ICON_PX, painter.device().devicePixelRatio()
        )
        painter.drawPixmap(rect.left() + SPACE[1], rect.center().y() - ICON_PX // 2, icon)
        words = rect.adjusted(SPACE[1] + ICON_PX + SPACE[2], SPACE[1], -SPACE[2], -SPACE[0])
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        left = Qt.AlignmentFlag.AlignLeft
        painter.setFont(theme.font(TYPE[0]))
        note_width = painter.fontMetrics().horizontalAdvance(hit.note)
        painter.setPen(theme.color(soft))
        painter.drawText(words, right, hit.note)
        painter.setFont(theme.font(TYPE[1], 700))
        title = painter.fontMetrics().elidedText(
            hit.title, Qt.TextElideMode.ElideRight, words.width() - note_width - SPACE[1]
        )
        painter.setPen(theme.color(ink))
        painter.drawText(words, left | Qt.AlignmentFlag.AlignTop, title)
        below = left | Qt.AlignmentFlag.AlignBottom
        if hit.alarm:
            painter.setFont(theme.font(TYPE[0], 700))
            painter.setPen(theme.color("vermilion_ink"))
            painter.drawText(words, below, hit.alarm)
            words.setLeft(
                words.left() + painter.fontMetrics().horizontalAdvance(hit.alarm) + SPACE[2]
            )
        painter.setFont(theme.font(TYPE[0]))
        painter.setPen(theme.color(soft))
        elide = Qt.TextElideMode.ElideRight
        detail = painter.fontMetrics().elidedText(hit.detail, elide, words.width())
        painter.drawText(words, below, detail)
        painter.restore()
