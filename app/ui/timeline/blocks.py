"""Draw one party's block: its colours, its outline, and the words that were chosen for its size."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QBrush, QFont, QFontMetricsF, QPainter, QPen, QPixmap

from app.ui import icons
from app.ui.theme import FILLS, Theme
from app.ui.timeline.compose import ICON_PX, SHAPE_PX, Piece, Style, compose
from app.viewmodels.timeline_rows import UNASSIGNED, Block
from resources.tokens import RADIUS_BLOCK, TYPE


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
        self._font = font
        self._metrics = QFontMetricsF(font)
        # Centred on capital height: faces with tall line gaps would otherwise sit too low.
        self._drop = self._metrics.capHeight() / 2

    def width(self, text: str) -> float:
        """Measure a text."""
        return self._metrics.horizontalAdvance(text)

    def cut(self, text: str, width: float) -> str:
        """Shorten a text to a width, with an ellipsis."""
        return self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)

    def write(self, painter: QPainter, left: float, middle: float, text: str) -> None:
        """Write a text centred on a height, in the painter's pen."""
        painter.setFont(self._font)
        painter.drawText(QPointF(left, middle + self._drop), text)


def letters_of(theme: Theme) -> Mapping[Style, Letter]:
    """Cut the letters of the timeline."""
    return {
        Style.NAME: Letter(theme.font(TYPE[1], 700)),
        Style.PARTY: Letter(theme.font(TYPE[1], 500, tabular=True)),
        Style.WORD: Letter(theme.font(TYPE[0], 500, tabular=True)),
        Style.STRONG: Letter(theme.font(TYPE[0], 700, tabular=True)),
    }


class BlockArtist:
    """Draws blocks, and keeps each picture until its party, size or theme is another."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._letters = letters_of(theme)
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
        painter.translate(words.topLeft())
        worn = dress(block)
        for piece in compose(block, words.width(), words.height(), self._letters):
            self._piece(painter, block, piece, worn.alarm if piece.alarms else worn.ink)
        painter.restore()

    def _piece(self, painter: QPainter, block: Block, piece: Piece, token: str) -> None:
        if piece.text:
            painter.setPen(self._theme.color(token))
            letter = self._letters[piece.style]
            letter.write(painter, piece.left, piece.middle, piece.text)
        elif piece.icon:
            scale = painter.device().devicePixelRatio()
            picture = icons.pixmap(piece.icon, self._theme, token, ICON_PX, scale)
            painter.drawPixmap(QPointF(piece.left, piece.middle - ICON_PX / 2), picture)
        else:
            box = QRectF(piece.left, piece.middle - SHAPE_PX / 2, SHAPE_PX, SHAPE_PX)
            status, color = block.reservation.status, self._theme.color(token)
            self._theme.paint_status_shape(painter, box, status, color)

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
