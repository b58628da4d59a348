"""Choose what a table says at its size: its name first, an alarm never without a trace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.domain.table import TableShape
from app.ui.timeline.compose import Rulers, Style
from app.viewmodels.plan import TableFace, TableState
from app.viewmodels.plan_words import alarm_texts, next_texts, party_texts, state_texts
from app.viewmodels.timeline_words import seats_text

LINE_PX: Final = 16
AIR_PX: Final = 4
"""Above the first line and below the last, on a table that has corners."""

FEW: Final = 2
"""Lines on a small table: the shape stands before its name, to leave the words their room."""

SHAPE_PX: Final = 11
SHAPE_GAP: Final = 4


@dataclass(frozen=True, slots=True)
class Line:
    """One line of words in the middle of a table.

    Attributes:
        has_shape: whether the status's shape stands before the words.
        alarms: whether it needs a person, and is vermilion.
        soft: whether it is said in the quiet ink.
    """

    text: str
    style: Style = Style.WORD
    has_shape: bool = False
    alarms: bool = False
    soft: bool = False


@dataclass(frozen=True, slots=True)
class _Wish:
    """Something a table would like to say, the longest words first.

    Attributes:
        rank: 0 is said before all others where there is room for few lines.
    """

    rank: int
    texts: tuple[str, ...]
    line: Line


def compose(face: TableFace, width: float, height: float, rulers: Rulers) -> tuple[Line, ...]:
    """Choose the lines that fit, from top to bottom."""
    air = AIR_PX if face.place.shape is TableShape.RECT else 0
    room = max(1, int((height - air) // LINE_PX))
    wishes = _wishes(face, has_room=room > FEW)
    said = sorted(range(len(wishes)), key=lambda at: wishes[at].rank)
    lines: dict[int, Line] = {}
    for at in said:
        if len(lines) == room:
            break
        line = _fitting(wishes[at], width, rulers, is_name=at == 0)
        if line is not None:
            lines[at] = line
    if face.shown is not None and not any(line.has_shape for line in lines.values()):
        lines[0] = _with_shape(lines[0], width, rulers)
    return tuple(line for _, line in sorted(lines.items()))


def _wishes(face: TableFace, *, has_room: bool) -> Sequence[_Wish]:
    """List what there is to say, as it stands on the table."""
    alarms = alarm_texts(face)
    has_party = face.shown is not None
    wishes = [_Wish(0, (face.table.name,), Line("", Style.NAME))]
    if face.party is not None:
        wishes.append(_Wish(3, party_texts(face.party), Line("", Style.STRONG)))
    wishes.append(
        _Wish(
            2 if alarms else 1,
            state_texts(face),
            Line("", has_shape=has_party and has_room, alarms=face.is_late, soft=not has_party),
        )
    )
    if alarms:
        wishes.append(_Wish(1, alarms, Line("", Style.STRONG, alarms=True)))
    if face.next is not None:
        wishes.append(_Wish(2, next_texts(face), Line("", soft=True)))
    if face.state is TableState.FREE:
        wishes.append(_Wish(4, (seats_text(face.table),), Line("", soft=True)))
    return wishes


def _fitting(wish: _Wish, width: float, rulers: Rulers, *, is_name: bool) -> Line | None:
    line, ruler = wish.line, rulers[wish.line.style]
    room = width - (SHAPE_PX + SHAPE_GAP if line.has_shape else 0)
    for text in wish.texts:
        if ruler.width(text) <= room:
            return _saying(line, text)
    shortest = wish.texts[-1]
    if is_name or line.alarms:
        return _saying(line, ruler.cut(shortest, width))
    if line.has_shape:
        # Without its shape there may be room for the word; the name takes the shape then.
        bare = replace(wish, line=replace(line, has_shape=False))
        return _fitting(bare, width, rulers, is_name=False)
    return None


def _with_shape(line: Line, width: float, rulers: Rulers) -> Line:
    needed = rulers[line.style].width(line.text) + SHAPE_PX + SHAPE_GAP
    return Line(line.text, line.style, has_shape=needed <= width + SHAPE_GAP, alarms=line.alarms)


def _saying(line: Line, text: str) -> Line:
    return Line(text, line.style, line.has_shape, line.alarms, line.soft)
