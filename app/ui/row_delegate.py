"""Draw one line of the day list as the paper ledger would: time, name, party, table, status."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.domain.reservation import Status
from app.ui import icons
from app.ui.row_parts import EDGE, GAP, PARTY_WIDTH, ROW_HEIGHT, RowParts
from app.ui.theme import Theme
from app.viewmodels.day_list import NOW_ROLE, ROW_ROLE
from app.viewmodels.rows import GONE, Mark, MarkKind, Row, covers_text, status_word
from resources.tokens import RADIUS_BLOCK

CHIP_HEIGHT = 30
SHAPE_SIDE = 12
MARK_ICON = 15
MARK_GAP = 12
BAR_WIDTH = 4
NOW_LINE = 2
NOW_TAG = 16
HONORIFIC_GAP = 3

MARK_ICONS = {
    MarkKind.CLASH: "clash",
    MarkKind.ALLERGY: "allergy",
    MarkKind.OVERDUE: "clock",
    MarkKind.OVER_TIME: "clock",
    MarkKind.CAUTION: "caution",
    MarkKind.NO_TABLE: "no-table",
    MarkKind.VIP: "star",
    MarkKind.FIRST: "first",
    MarkKind.BIRTHDAY: "cake",
    MarkKind.COURSE: "glass",
    MarkKind.MEMO: "memo",
}


class RowDelegate(QStyledItemDelegate):
    """The brush of the day list.

    Attributes:
        shows_focus: whether keys are in use, so that the current row is worth a frame.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.shows_focus = False
        self._status_width = 0
        self._party_width = PARTY_WIDTH
        self._time = theme.font(18, 500, tabular=True)
        self._name = theme.font(18, 700)
        self._small = theme.font(13)
        self._small_bold = theme.font(13, 700)
        self._number = theme.font(15, 700, tabular=True)
        self.measure()

    def measure(self) -> None:
        """Make the columns as wide as the words of the language in force need them."""
        words = QFontMetrics(self._small_bold)
        widest = max(words.horizontalAdvance(status_word(status)) for status in Status)
        self._status_width = widest + SHAPE_SIDE + 3 * GAP
        suffix = covers_text(10).removeprefix("10")
        number = QFontMetrics(self._number).horizontalAdvance("10")
        self._party_width = max(PARTY_WIDTH, number + words.horizontalAdvance(suffix) + 2)

    def parts(self, row: QRect) -> RowParts:
        """Lay out a row as it is drawn."""
        return RowParts.within(row, self._status_width, self._party_width)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Give every row a finger's height."""
        del option, index
        return QSize(360, ROW_HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the row."""
        row: Row = index.data(ROW_ROLE)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        parts = self.parts(rect)
        now: str = index.data(NOW_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, rect, row, state)
        ink = self._theme.color("ink_soft" if row.status in GONE else "ink")
        self._text(painter, parts.time, row.time, self._time, ink)
        if now:
            self._paint_now(painter, rect, now)
        # A name without a second line stands in the middle of its row.
        lift = 0 if row.marks else ROW_HEIGHT // 2 - 20
        self._paint_name(painter, parts.name.translated(0, lift), row, ink)
        self._paint_party(painter, parts.party, row, ink)
        self._paint_marks(painter, parts.second_line, row)
        self._paint_table(painter, parts.table, row)
        self._paint_status(painter, parts.status, row)
        dots = icons.pixmap(
            "more", self._theme, "ink_soft", 20, painter.device().devicePixelRatio()
        )
        painter.drawPixmap(_centred(parts.more, 20).topLeft(), dots)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, rect: QRect, row: Row, state: QStyle.StateFlag
    ) -> None:
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, self._theme.color("wait" if selected else "sheet"))
        if selected or row.clashing:
            bar = QRect(rect.left(), rect.top(), BAR_WIDTH, rect.height() - 1)
            painter.fillRect(bar, self._theme.color("vermilion" if row.clashing else "indigo"))
        hairline = QRect(rect.left(), rect.bottom(), rect.width(), 1)
        painter.fillRect(hairline, self._theme.color("line"))
        if self.shows_focus and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self._theme.color("indigo"), 2))
            painter.drawRoundedRect(QRectF(rect).adjusted(2, 2, -2, -3), 4, 4)

    def _paint_now(self, painter: QPainter, rect: QRect, now: str) -> None:
        """Draw the line between who is due and who is still to come."""
        red = self._theme.color("vermilion")
        painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), NOW_LINE), red)
        tag = QRect(rect.left() + EDGE, rect.top() + NOW_LINE, rect.width(), NOW_TAG)
        self._text(painter, tag, now, self._small_bold, red)

    def _paint_name(self, painter: QPainter, rect: QRect, row: Row, ink: QColor) -> None:
        font = QFont(self._name)
        font.setStrikeOut(row.status in {Status.CANCELLED, Status.DUPLICATE})
        honorific = QFontMetrics(self._small).horizontalAdvance(row.honorific) + HONORIFIC_GAP
        metrics = QFontMetrics(font)
        name = metrics.elidedText(
            row.name, Qt.TextElideMode.ElideRight, max(0, rect.width() - honorific)
        )
        self._text(painter, rect, name, font, ink)
        left = rect.left() + metrics.horizontalAdvance(name)
        soft = self._theme.color("ink_soft")
        beside = rect.adjusted(left + HONORIFIC_GAP - rect.left(), 4, 0, 0)
        self._text(painter, beside, row.honorific, self._small, soft)
        left += honorific + MARK_GAP
        room = rect.right() - left
        kana = QFontMetrics(self._small)
        # A kana reading cut off after a syllable or two helps nobody find the guest.
        if row.kana and kana.horizontalAdvance(row.kana) <= room:
            beside = rect.adjusted(left - rect.left(), 4, 0, 0)
            self._text(painter, beside, row.kana, self._small, soft)

    def _paint_marks(self, painter: QPainter, rect: QRect, row: Row) -> None:
        left = rect.left()
        for at, mark in enumerate(row.marks):
            left_over = len(row.marks) - at - 1
            rest = f"+{left_over}" if left_over else ""
            reserved = QFontMetrics(self._small).horizontalAdvance(rest) + MARK_GAP if rest else 0
            lead = MARK_ICON + 4 if mark.kind in MARK_ICONS else 0
            room = rect.right() - left - lead
            wanted = self._mark_metrics(mark).horizontalAdvance(mark.word)
            # What does not fit is counted; only the first mark, the gravest, is ever cut short.
            if at and wanted > room - (reserved if left_over else 0):
                self._text(
                    painter,
                    rect.adjusted(left - rect.left(), 0, 0, 0),
                    f"+{left_over + 1}",
                    self._small,
                    self._theme.color("ink_soft"),
                )
                return
            width = min(wanted, room - reserved)
            self._paint_mark(painter, rect.adjusted(left - rect.left(), 0, 0, 0), mark, width)
            left += lead + width + MARK_GAP

    def _mark_metrics(self, mark: Mark) -> QFontMetrics:
        return QFontMetrics(self._small_bold if mark.alarms else self._small)

    def _paint_mark(self, painter: QPainter, rect: QRect, mark: Mark, width: int) -> None:
        token = "vermilion" if mark.alarms else "ink_soft"
        left = rect.left()
        if icon := MARK_ICONS.get(mark.kind):
            scale = painter.device().devicePixelRatio()
            drawn = icons.pixmap(icon, self._theme, token, MARK_ICON, scale)
            painter.drawPixmap(left, rect.top() + (rect.height() - MARK_ICON) // 2, drawn)
            left += MARK_ICON + 4
        metrics, word = self._mark_metrics(mark), mark.word
        if metrics.horizontalAdvance(word) > width:
            word = metrics.elidedText(word, Qt.TextElideMode.ElideRight, max(0, width))
        font = self._small_bold if mark.alarms else self._small
        where = rect.adjusted(left - rect.left(), 0, 0, 0)
        self._text(painter, where, word, font, self._theme.color(token))

    def _paint_party(self, painter: QPainter, rect: QRect, row: Row, ink: QColor) -> None:
        number = str(row.covers)
        suffix = row.party.removeprefix(number)
        width = QFontMetrics(self._small).horizontalAdvance(suffix)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self._text(painter, rect.adjusted(0, 0, -width, 0), number, self._number, ink, right)
        self._text(painter, rect.adjusted(0, 1, 0, 0), suffix, self._small, ink, right)

    def _paint_table(self, painter: QPainter, rect: QRect, row: Row) -> None:
        chip = QRectF(_band(rect)).adjusted(0.5, 0.5, -0.5, -0.5)
        dashed = not row.table or row.tentative
        style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(self._theme.color("edge" if dashed else "line"), 1, style))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(chip, RADIUS_BLOCK, RADIUS_BLOCK)
        room = _band(rect).adjusted(4, 0, -4, 0)
        if row.pinned and row.table:
            lock = icons.pixmap(
                "lock", self._theme, "ink_soft", 12, painter.device().devicePixelRatio()
            )
            painter.drawPixmap(room.left(), room.center().y() - 5, lock)
            room.adjust(13, 0, 0, 0)
        metrics = QFontMetrics(self._small)
        table = metrics.elidedText(row.table or "–", Qt.TextElideMode.ElideRight, room.width())
        ink = self._theme.color("ink" if row.table and row.status not in GONE else "ink_soft")
        self._text(painter, room, table, self._small, ink, Qt.AlignmentFlag.AlignCenter)

    def _paint_status(self, painter: QPainter, rect: QRect, row: Row) -> None:
        fill, ink = self._theme.status_colors(row.status)
        chip = _band(rect)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawRoundedRect(chip, RADIUS_BLOCK, RADIUS_BLOCK)
        shape = QRectF(chip.left() + GAP, 0, SHAPE_SIDE, SHAPE_SIDE)
        shape.moveCenter(QPointF(shape.center().x(), QRectF(chip).center().y()))
        self._theme.paint_status_shape(painter, shape, row.status, ink)
        word = chip.adjusted(GAP + SHAPE_SIDE + 6, 0, 0, 0)
        self._text(painter, word, row.status_word, self._small_bold, ink)

    @staticmethod
    def _text(
        painter: QPainter,
        rect: QRect,
        text: str,
        font: QFont,
        ink: QColor,
        where: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    ) -> None:
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(rect, where | Qt.TextFlag.TextSingleLine, text)


def _band(rect: QRect) -> QRect:
    return QRect(rect.left(), rect.center().y() - CHIP_HEIGHT // 2, rect.width(), CHIP_HEIGHT)


def _centred(rect: QRect, side: int) -> QRect:
    box = QRect(0, 0, side, side)
    box.moveCenter(rect.center())
    return box
