"""Draw the plan: rooms, chairs, what ties tables, and every table with its words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPen, QTransform

from app.domain.ids import TableId
from app.domain.table import TableKind, TableShape
from app.ui import icons
from app.ui.plan.compose import LINE_PX, SHAPE_GAP, SHAPE_PX, Line, compose
from app.ui.plan.geometry import TITLE_PX, Geometry
from app.ui.theme import FILLS, Theme
from app.ui.timeline.blocks import letters_of
from app.ui.timeline.compose import Style
from app.ui.timeline.frame import FILL_OF
from app.viewmodels.plan import PlanRoom, TableFace, TableState
from app.viewmodels.plan_words import free_text, room_title
from app.viewmodels.timeline_drag import Verdict
from resources.tokens import RADIUS_BLOCK, RADIUS_CARD, SPACE

CHAIRS_MAX: Final = 20
CHAIR_CM: Final = QSizeF(34, 14)
WORD_PAD: Final = 3
TIE_PX: Final = 6
GRID_SHOWN_CM: Final = 50
HANDLE_PX: Final = SPACE[4]
HANDLE_ICON_PX: Final = 16
SELECTED_PX: Final = 3


@dataclass(frozen=True, slots=True)
class Worn:
    """Colour tokens of one table."""

    fill: str
    ink: str
    edge: str
    edge_px: float = 1.0
    dashed: bool = False
    hatched: bool = False


def dress(face: TableFace, verdict: Verdict | None = None) -> Worn:
    """Choose a table's colours: by its party's status, outlined where it needs a person."""
    if verdict is not None:
        return Worn(FILL_OF[verdict], f"{FILL_OF[verdict]}_ink", "edge", dashed=True)
    row = face.shown
    if row is None:
        if face.state is TableState.CLOSED:
            return Worn("wait", "wait_ink", "edge", dashed=True, hatched=True)
        worn = Worn("sheet", "ink", "edge")
    else:
        fill = "alarm" if face.is_late else FILLS[row.status]
        tentative = row.tentative
        worn = Worn(fill, f"{fill}_ink", f"{fill}_ink", dashed=tentative, hatched=tentative)
    if face.double:
        return Worn(worn.fill, worn.ink, "vermilion", 2, worn.dashed, worn.hatched)
    return worn


class PlanPainter:
    """The brush of the plan."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._letters = letters_of(theme)

    def rooms(self, painter: QPainter, geometry: Geometry, about: QRectF) -> None:
        """Draw floors and their names."""
        for room, floor in geometry.floors():
            whole = floor.adjusted(0, -TITLE_PX - SPACE[0], 0, 0)
            if not whole.intersects(about):
                continue
            painter.setPen(QPen(self._theme.color("line"), 1))
            painter.setBrush(self._theme.color("paper"))
            painter.drawRoundedRect(floor, RADIUS_CARD, RADIUS_CARD)
            self._title(painter, room, floor)

    def grid(self, painter: QPainter, geometry: Geometry) -> None:
        """Rule the floors, so that distances can be judged."""
        painter.setPen(QPen(self._theme.color("line"), 1))
        step = GRID_SHOWN_CM * geometry.scale
        for _, floor in geometry.floors():
            for number in range(1, int(floor.width() / step) + 1):
                x = floor.left() + number * step
                painter.drawLine(QPointF(x, floor.top()), QPointF(x, floor.bottom()))
            for number in range(1, int(floor.height() / step) + 1):
                y = floor.top() + number * step
                painter.drawLine(QPointF(floor.left(), y), QPointF(floor.right(), y))

    def guide(self, painter: QPainter, first: QPointF, last: QPointF) -> None:
        """Draw a line that a table in the hand shares with a neighbour."""
        painter.setPen(QPen(self._theme.color("indigo"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(first, last)

    def handle(self, painter: QPainter, middle: QPointF, icon: str) -> None:
        """Draw something to hold a table by."""
        side = HANDLE_PX
        painter.setPen(QPen(self._theme.color("indigo"), 2))
        painter.setBrush(self._theme.color("sheet"))
        painter.drawEllipse(middle, side / 2, side / 2)
        scale = painter.device().devicePixelRatio()
        picture = icons.pixmap(icon, self._theme, "indigo", HANDLE_ICON_PX, scale)
        corner = QPointF(HANDLE_ICON_PX / 2, HANDLE_ICON_PX / 2)
        painter.drawPixmap(middle - corner, picture)

    def ties(self, painter: QPainter, geometry: Geometry) -> None:
        """Tie the tables of one party together, beneath them."""
        painter.save()
        for id, face in geometry.faces.items():
            for other in face.tied:
                # Each tie is drawn once, from the table that comes first.
                if other in geometry.faces and id < other:
                    ink = self._theme.color(dress(face).ink)
                    painter.setPen(
                        QPen(ink, TIE_PX, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
                    )
                    painter.drawLine(geometry.rect(id).center(), geometry.rect(other).center())
        painter.restore()

    def chairs(self, painter: QPainter, geometry: Geometry, id: TableId) -> None:
        """Set the chairs around a table, half under it."""
        face = geometry.faces[id]
        if face.table.kind is TableKind.COUNTER:
            return
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("line"))
        for chair in _chairs(geometry, face):
            painter.drawPath(chair)
        painter.restore()

    def table(
        self,
        painter: QPainter,
        geometry: Geometry,
        face: TableFace,
        *,
        verdict: Verdict | None = None,
        chosen: str = "",
    ) -> None:
        """Draw a table with its words; `chosen` is the colour of the ring around a chosen one."""
        id = face.table.id
        worn = dress(face, verdict)
        shape = geometry.outline(id)
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(worn.fill))
        painter.drawPath(shape)
        if worn.hatched:
            painter.setBrush(QBrush(self._theme.color("line"), Qt.BrushStyle.BDiagPattern))
            painter.drawPath(shape)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        style = Qt.PenStyle.DashLine if worn.dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(self._theme.color(worn.edge), worn.edge_px, style))
        painter.drawPath(shape)
        if chosen:
            painter.setPen(QPen(self._theme.color(chosen), SELECTED_PX))
            painter.drawPath(shape)
        self._say(painter, face, geometry.words(id), worn)
        painter.restore()

    def label(self, painter: QPainter, above: QPointF, text: str) -> None:
        """Write what the hand holds, on a tag above it."""
        letter = self._letters[Style.NAME]
        box = QRectF(0, 0, letter.width(text) + 2 * SPACE[2], LINE_PX + SPACE[2])
        box.moveCenter(above)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("toast"))
        painter.drawRoundedRect(box, RADIUS_BLOCK, RADIUS_BLOCK)
        painter.setPen(self._theme.color("on_toast"))
        letter.write(painter, box.left() + SPACE[2], box.center().y(), text)

    def _title(self, painter: QPainter, room: PlanRoom, floor: QRectF) -> None:
        name, free = self._letters[Style.NAME], self._letters[Style.WORD]
        height = floor.top() - TITLE_PX / 2
        title = name.cut(room_title(room), floor.width())
        painter.setPen(self._theme.color("ink"))
        name.write(painter, floor.left(), height, title)
        left = floor.left() + name.width(title) + SPACE[2]
        words = free_text(room)
        if left + free.width(words) <= floor.right():
            painter.setPen(self._theme.color("ink_soft"))
            free.write(painter, left, height, words)

    def _say(self, painter: QPainter, face: TableFace, room: QRectF, worn: Worn) -> None:
        pad = WORD_PAD if face.place.shape is TableShape.RECT else 0
        width = room.width() - 2 * pad
        lines = compose(face, width, room.height(), self._letters)
        top = room.center().y() - LINE_PX * len(lines) / 2
        painter.setClipRect(room.adjusted(-1, -2, 1, 2))
        for number, line in enumerate(lines):
            self._line(painter, face, line, QPointF(room.center().x(), top), number, worn)

    def _line(
        self,
        painter: QPainter,
        face: TableFace,
        line: Line,
        top: QPointF,
        number: int,
        worn: Worn,
    ) -> None:
        letter = self._letters[line.style]
        ahead = SHAPE_PX + (SHAPE_GAP if line.text else 0) if line.has_shape else 0
        left = top.x() - (letter.width(line.text) + ahead) / 2
        height = top.y() + LINE_PX * (number + 0.5)
        soft = "ink_soft" if worn.fill == "sheet" else worn.ink
        alarm = "alarm_ink" if worn.fill == "alarm" else "vermilion_ink"
        token = alarm if line.alarms else soft if line.soft else worn.ink
        color = self._theme.color(token)
        if line.has_shape and face.shown is not None:
            box = QRectF(left, height - SHAPE_PX / 2, SHAPE_PX, SHAPE_PX)
            self._theme.paint_status_shape(painter, box, face.shown.status, color)
        painter.setPen(color)
        letter.write(painter, left + ahead, height, line.text)


def _chairs(geometry: Geometry, face: TableFace) -> Iterable[QPainterPath]:
    place, scale = face.place, geometry.scale
    seats = min(face.table.seats_max, CHAIRS_MAX)
    size = QSizeF(CHAIR_CM.width() * scale, CHAIR_CM.height() * scale)
    turn = QTransform()
    centre = geometry.outline(face.table.id).boundingRect().center()
    turn.translate(centre.x(), centre.y())
    turn.rotate(place.turn_degrees)
    half = QSizeF(place.width * scale / 2, place.depth * scale / 2)
    for x, y, degrees in _seats(seats, half, is_round=place.shape is TableShape.ROUND):
        one = QTransform(turn)
        one.translate(x, y)
        one.rotate(degrees)
        path = QPainterPath()
        path.addRoundedRect(
            QRectF(-size.width() / 2, -size.height() * 0.7, size.width(), size.height()),
            RADIUS_BLOCK / 2,
            RADIUS_BLOCK / 2,
        )
        yield one.map(path)


def _seats(count: int, half: QSizeF, *, is_round: bool) -> Iterable[tuple[float, float, float]]:
    """Say where chairs stand around a table, from its middle, and how each is turned."""
    if is_round:
        for number in range(count):
            turn = QTransform()
            turn.rotate(360 * number / count)
            rim = turn.map(QPointF(0, -1))
            yield rim.x() * half.width(), rim.y() * half.height(), 360 * number / count
        return
    above, below = (count + 1) // 2, count // 2
    for seats, side, degrees in ((above, -1, 0), (below, 1, 180)):
        for number in range(seats):
            x = half.width() * (2 * (number + 0.5) / seats - 1)
            yield x, side * half.height(), degrees
