"""Draw one party's block: as much of its time, name, party and marks as its width can hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QBrush, QFont, QFontMetricsF, QPainter, QPen, QPixmap

from app.ui import icons
from app.ui.theme import FILLS, Theme
from app.viewmodels.rows import Mark, MarkKind
from app.viewmodels.timeline_rows import UNASSIGNED, Block
from resources.tokens import RADIUS_BLOCK, SPACE, TYPE

PAD = SPACE[1]
GAP = SPACE[1]
NARROW_PX = 40
NARROW_PAD = 3
"""A quarter of an hour has no room to spare beside its initial."""
SHAPE_PX = 11
ICON_PX = 14
TWO_LINES_PX = 40
"""A block at least this high says its time and marks on a second line."""
ELIDE_PX = 44
"""A name cut shorter than this tells less than its initial."""

ICONS = {
    MarkKind.CLASH: "clash",
    MarkKind.ALLERGY: "allergy",
    MarkKind.OVERDUE: "clock",
    MarkKind.OVER_TIME: "clock",
}


@dataclass(frozen=True, slots=True)
class Dress:
    """Colour tokens of one block."""

    fill: str
    ink: str
    alarm: str
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class _Drawn:
    block: Block
    size: QSizeF
    scale: float
    theme: str
    pixmap: QPixmap


def dress(block: Block) -> Dress:
    """Choose a block's colours: by its status, unless its table is open or not confirmed."""
    if block.row == UNASSIGNED:
        return Dress("sheet", "ink", "vermilion_ink", dashed=True)
    if block.face.tentative:
        return Dress("wait", "wait_ink", "vermilion_ink", dashed=True)
    fill = FILLS[block.reservation.status]
    return Dress(fill, f"{fill}_ink", "alarm_ink" if fill == "alarm" else "vermilion_ink")


class Letter:
    """A font and its measures."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self._metrics = QFontMetricsF(font)
        # Centred on capital height: faces with tall line gaps would otherwise sit too low.
        self.drop = self._metrics.capHeight() / 2

    def width(self, text: str) -> float:
        """Measure a text."""
        return self._metrics.horizontalAdvance(text)

    def cut(self, text: str, width: float) -> str:
        """Shorten a text to a width, with an ellipsis."""
        return self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)

    def write(self, painter: QPainter, left: float, middle: float, text: str) -> None:
        """Write a text centred on a height, in the painter's pen."""
        painter.setFont(self.font)
        painter.drawText(QPointF(left, middle + self.drop), text)


class Letters:
    """The letters of the timeline."""

    def __init__(self, theme: Theme) -> None:
        self.name = Letter(theme.font(TYPE[1], 700))
        self.party = Letter(theme.font(TYPE[1], 500, tabular=True))
        self.word = Letter(theme.font(TYPE[0], 500, tabular=True))
        self.strong = Letter(theme.font(TYPE[0], 700, tabular=True))


class BlockArtist:
    """Draws blocks, and keeps each picture until its party, size or theme is another."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._letters = Letters(theme)
        self._drawn: dict[tuple[str, str], _Drawn] = {}

    def pixmap(self, block: Block, size: QSizeF, scale: float) -> QPixmap:
        """Give a block's picture, drawn again only if something about it changed."""
        key = (block.row, block.id)
        kept = self._drawn.get(key)
        if (
            kept is not None
            and kept.block is block
            and kept.size == size
            and kept.scale == scale
            and kept.theme == self._theme.name
        ):
            return kept.pixmap
        picture = self._draw(block, size, scale)
        self._drawn[key] = _Drawn(block, size, scale, self._theme.name, picture)
        return picture

    def forget(self, present: Iterable[tuple[str, str]]) -> None:
        """Throw away the pictures of blocks that are gone."""
        keep = set(present)
        self._drawn = {key: drawn for key, drawn in self._drawn.items() if key in keep}

    def _draw(self, block: Block, size: QSizeF, scale: float) -> QPixmap:
        picture = QPixmap((size * scale).toSize())
        picture.setDevicePixelRatio(scale)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        rect = QRectF(QPointF(0, 0), size)
        self.paint(painter, block, rect, rect)
        painter.end()
        return picture

    def paint(self, painter: QPainter, block: Block, rect: QRectF, words: QRectF) -> None:
        """Draw a block, its words within a part of it: what is cut off on the left moves in."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._body(painter, rect, block)
        painter.setClipRect(words.adjusted(2, 0, -2, 0), Qt.ClipOperation.IntersectClip)
        _Writer(painter, self._theme, self._letters, block).write(words)
        painter.restore()

    def _body(self, painter: QPainter, rect: QRectF, block: Block) -> None:
        worn = dress(block)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(worn.fill))
        painter.drawRoundedRect(rect, RADIUS_BLOCK, RADIUS_BLOCK)
        if block.face.tentative and block.row != UNASSIGNED:
            hatch = QBrush(self._theme.color("line"), Qt.BrushStyle.BDiagPattern)
            painter.setBrush(hatch)
            painter.drawRoundedRect(rect, RADIUS_BLOCK, RADIUS_BLOCK)
        pen = self._outline(block, worn)
        if pen is not None:
            inset = pen.widthF() / 2
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(
                rect.adjusted(inset, inset, -inset, -inset), RADIUS_BLOCK - 1, RADIUS_BLOCK - 1
            )

    def _outline(self, block: Block, worn: Dress) -> QPen | None:
        if block.clash or block.face.clashing:
            return QPen(self._theme.color("vermilion"), 2)
        if worn.dashed:
            return QPen(self._theme.color("ink_soft"), 1, Qt.PenStyle.DashLine)
        return None


class _Writer:
    """Writes a block's words into its rectangle, the weightiest first where room is short."""

    def __init__(self, painter: QPainter, theme: Theme, letters: Letters, block: Block) -> None:
        self._painter = painter
        self._theme = theme
        self._block = block
        self._worn = dress(block)
        self._name = letters.name
        self._party = letters.party
        self._word = letters.word
        self._alarm = letters.strong
        self._pad = PAD

    def write(self, rect: QRectF) -> None:
        """Write on two lines where the height allows, else on one."""
        self._pad = PAD if rect.width() >= NARROW_PX else NARROW_PAD
        if rect.height() < TWO_LINES_PX:
            self._name, self._party = self._alarm, self._word
            after = self._first_line(rect)
            if after is not None:
                self._words(rect.adjusted(after - rect.left() + GAP, 0, -self._pad, 0), timed=False)
            return
        middle = rect.top() + rect.height() * 0.52
        self._first_line(QRectF(rect.left(), rect.top() + 2, rect.width(), middle - rect.top() - 2))
        second = QRectF(rect.left(), middle - 1, rect.width(), rect.bottom() - middle - 3)
        self._words(second.adjusted(self._pad, 0, -self._pad, 0), timed=True)

    def _first_line(self, line: QRectF) -> float | None:
        """Write shape, name and party; tell where they end, or None if only an initial fitted."""
        face = self._block.face
        room = line.adjusted(self._pad, 0, -self._pad, 0)
        name = face.name + face.honorific
        name_width = self._name.width(name)
        if room.width() >= SHAPE_PX + 5 + self._name.width(face.name[:1]):
            self._shape(room)
            room.setLeft(room.left() + SHAPE_PX + 5)
        room.setRight(room.right() - self._badges(room, name_width))
        if name_width > room.width():
            self._short_name(room)
            return None
        self._text(room, name, self._name)
        end = room.left() + name_width
        party_width = self._party.width(face.party)
        if end + GAP + party_width <= room.right():
            room.setLeft(end + GAP)
            self._text(room, face.party, self._party)
            end = room.left() + party_width
        return end

    def _short_name(self, room: QRectF) -> None:
        face = self._block.face
        if self._name.width(face.name) <= room.width():
            self._text(room, face.name, self._name)
        elif room.width() >= ELIDE_PX:
            self._text(room, self._name.cut(face.name, room.width()), self._name)
        else:
            self._text(room, face.name[:1], self._name)

    def _badges(self, room: QRectF, name_width: float) -> float:
        """Draw the lock and the link at the right; tell how much room they took."""
        names = [
            name
            for name, wanted in (
                ("lock", self._block.face.pinned),
                ("link", len(self._block.tables) > 1),
            )
            if wanted
        ]
        taken = 0.0
        for name in names:
            if room.width() - taken < min(name_width, ELIDE_PX) + ICON_PX + SPACE[0]:
                break
            taken += ICON_PX + SPACE[0]
            self._icon(QPointF(room.right() - taken + SPACE[0], room.center().y()), name)
        return taken

    def _words(self, line: QRectF, *, timed: bool) -> None:
        """Write time, tables, status and marks; an alarm without room leaves at least its icon."""
        alarms = [mark for mark in self._block.face.marks if mark.alarms]
        room = line.width()
        chosen_alarms: list[tuple[Mark, bool]] = []
        for mark in alarms:
            in_full = self._alarm.width(mark.word) + ICON_PX + 3 <= room
            chosen_alarms.append((mark, in_full))
            room -= GAP + ICON_PX + (3 + self._alarm.width(mark.word) if in_full else 0)
        plain: list[str] = []
        for word in self._plain_words(timed=timed):
            width = self._word.width(word)
            if width > room:
                break
            plain.append(word)
            room -= width + GAP
        first = plain[:1] if timed else []
        left = self._run(line, line.left(), first)
        left = self._alarm_run(line, left, chosen_alarms)
        self._run(line, left, plain[len(first) :])

    def _plain_words(self, *, timed: bool) -> list[str]:
        face = self._block.face
        return [
            *([face.time] if timed else []),
            *([face.table] if len(self._block.tables) > 1 else []),
            face.status_word,
            *(mark.word for mark in face.marks if _says_more(mark)),
        ]

    def _run(self, line: QRectF, left: float, words: list[str]) -> float:
        for word in words:
            self._text(QRectF(left, line.top(), line.width(), line.height()), word, self._word)
            left += self._word.width(word) + GAP
        return left

    def _alarm_run(self, line: QRectF, left: float, alarms: list[tuple[Mark, bool]]) -> float:
        for mark, in_full in alarms:
            self._icon(QPointF(left, line.center().y()), ICONS[mark.kind], self._worn.alarm)
            left += ICON_PX + 3
            if in_full:
                place = QRectF(left, line.top(), line.width(), line.height())
                self._text(place, mark.word, self._alarm, self._worn.alarm)
                left += self._alarm.width(mark.word)
            left += GAP
        return left

    def _text(self, place: QRectF, text: str, letter: Letter, token: str = "") -> None:
        self._painter.setPen(self._theme.color(token or self._worn.ink))
        letter.write(self._painter, place.left(), place.center().y(), text)

    def _shape(self, room: QRectF) -> None:
        box = QRectF(room.left(), room.center().y() - SHAPE_PX / 2, SHAPE_PX, SHAPE_PX)
        status = self._block.reservation.status
        self._theme.paint_status_shape(
            self._painter, box, status, self._theme.color(self._worn.ink)
        )

    def _icon(self, left_middle: QPointF, name: str, token: str = "") -> None:
        scale = self._painter.device().devicePixelRatio()
        picture = icons.pixmap(name, self._theme, token or self._worn.ink, ICON_PX, scale)
        self._painter.drawPixmap(left_middle - QPointF(0, ICON_PX / 2), picture)


def _says_more(mark: Mark) -> bool:
    """Leave out what the block shows otherwise: alarms stand apart, 席未定 is where it lies."""
    return not mark.alarms and mark.kind is not MarkKind.NO_TABLE
