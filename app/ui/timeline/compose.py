"""Choose what a block says at its size: the weightiest first, an alarm never without a trace.

Wide blocks say name, party, time, status and every mark; narrower ones name and party, then the
name, then its initial. Two parties on one table have one line each, all others two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from app.viewmodels.rows import Mark, MarkKind
from app.viewmodels.timeline_rows import Block
from resources.tokens import SPACE

PAD = SPACE[1]
GAP = SPACE[1]
NARROW_PX = 40
NARROW_PAD = 3
"""A quarter of an hour has no room to spare beside its initial."""
SHAPE_PX = 11
SHAPE_GAP = 5
ICON_PX = 14
ICON_GAP = 3
TWO_LINES_PX = 40
"""A block at least this high says its time and marks on a second line."""
ELIDE_PX = 44
"""A name cut shorter than this tells less than its initial."""

ICON_OF: Mapping[MarkKind, str] = {
    MarkKind.CLASH: "clash",
    MarkKind.ALLERGY: "allergy",
    MarkKind.OVERDUE: "clock",
    MarkKind.OVER_TIME: "clock",
}


class Style(StrEnum):
    """How a text is set."""

    NAME = "name"
    PARTY = "party"
    WORD = "word"
    STRONG = "strong"


class Ruler(Protocol):
    """Measures text of one style."""

    def width(self, text: str) -> float:
        """Measure a text."""

    def cut(self, text: str, width: float) -> str:
        """Shorten a text to a width, with an ellipsis."""


Rulers = Mapping[Style, Ruler]


@dataclass(frozen=True, slots=True)
class Piece:
    """Something at a place in a block: a text, an icon, or the status's shape.

    Attributes:
        left, middle: where it begins, and the height it is centred on.
        text: words; `icon`: an icon's name; neither means the shape.
        alarms: whether it needs a person, and is vermilion.
    """

    left: float
    middle: float
    text: str = ""
    icon: str = ""
    style: Style = Style.WORD
    alarms: bool = False


@dataclass(slots=True)
class _Line:
    """What is left of a line."""

    left: float
    right: float
    middle: float

    @property
    def room(self) -> float:
        return self.right - self.left


def compose(block: Block, width: float, height: float, rulers: Rulers) -> tuple[Piece, ...]:
    """Choose a block's words and place them, from its own upper left corner."""
    pad = PAD if width >= NARROW_PX else NARROW_PAD
    if height < TWO_LINES_PX:
        return tuple(_one_line(block, _Line(pad, width - pad, height / 2), rulers))
    first = _Line(pad, width - pad, height * 0.28)
    second = _Line(pad, width - pad, height * 0.71)
    name = _name(block, first, rulers, Style.NAME, Style.PARTY)
    return (*name, *_words(block, second, rulers, timed=True))


def _one_line(block: Block, line: _Line, rulers: Rulers) -> Iterator[Piece]:
    kept = _kept_alarm(block, line, rulers)
    right = line.right
    yield from _name(block, line, rulers, Style.STRONG, Style.WORD)
    if kept is not None and line.right == right:
        line.right += ICON_PX + ICON_GAP
    said = tuple(_words(block, line, rulers, timed=False))
    # Whatever alarm was said, it was not the clash alone: that one comes last here.
    if kept is None or any(piece.alarms for piece in said):
        yield from said
    else:
        yield kept


def _kept_alarm(block: Block, line: _Line, rulers: Rulers) -> Piece | None:
    """Keep room for the one icon that a narrow lane must not lose; a clash shows by its outline."""
    alarms = [mark for mark in block.face.marks if mark.alarms and mark.kind is not MarkKind.CLASH]
    initial = rulers[Style.STRONG].width(block.face.name[:1])
    if not alarms or line.room < initial + ICON_GAP + ICON_PX:
        return None
    line.right -= ICON_PX + ICON_GAP
    return Piece(line.right + ICON_GAP, line.middle, icon=ICON_OF[alarms[0].kind], alarms=True)


def _name(
    block: Block, line: _Line, rulers: Rulers, name_style: Style, party_style: Style
) -> Iterator[Piece]:
    """Say shape, name and party, and leave the line where they end."""
    face, ruler = block.face, rulers[name_style]
    if line.room >= SHAPE_PX + SHAPE_GAP + ruler.width(face.name[:1]):
        yield Piece(line.left, line.middle)
        line.left += SHAPE_PX + SHAPE_GAP
    name = face.name + face.honorific
    yield from _badges(block, line, ruler.width(name))
    if ruler.width(name) > line.room:
        yield Piece(line.left, line.middle, _short(face.name, line.room, ruler), style=name_style)
        line.left = line.right
        return
    yield Piece(line.left, line.middle, name, style=name_style)
    line.left += ruler.width(name) + GAP
    party = rulers[party_style].width(face.party)
    if party <= line.room:
        yield Piece(line.left, line.middle, face.party, style=party_style)
        line.left += party + GAP


def _short(name: str, room: float, ruler: Ruler) -> str:
    if ruler.width(name) <= room:
        return name
    return ruler.cut(name, room) if room >= ELIDE_PX else name[:1]


def _badges(block: Block, line: _Line, name_width: float) -> Iterator[Piece]:
    """Show the lock of a promised table and the link of a combination, at the line's end."""
    wanted = (("lock", block.face.pinned), ("link", len(block.tables) > 1))
    for icon in (name for name, holds in wanted if holds):
        if line.room < min(name_width, ELIDE_PX) + ICON_PX + SPACE[0]:
            return
        line.right -= ICON_PX + SPACE[0]
        yield Piece(line.right + SPACE[0], line.middle, icon=icon)


def _words(block: Block, line: _Line, rulers: Rulers, *, timed: bool) -> Iterator[Piece]:
    """Say time, alarms, tables, status and marks; alarms have the first claim on the room."""
    marks = [mark for mark in block.face.marks if mark.alarms]
    if not timed:
        # In a shared lane the outline tells of the clash already.
        marks.sort(key=lambda mark: mark.kind is MarkKind.CLASH)
    alarms = list(_alarms(marks, line.room, rulers[Style.STRONG]))
    room = line.room - sum(width + GAP for _, _, width in alarms)
    plain = _fitting(_plain_words(block, timed=timed), room, rulers[Style.WORD])
    before = plain[:1] if timed else []
    yield from _run(before, line, rulers[Style.WORD])
    for icon, word, width in alarms:
        yield Piece(line.left, line.middle, icon=icon, alarms=True)
        if word:
            left = line.left + ICON_PX + ICON_GAP
            yield Piece(left, line.middle, word, style=Style.STRONG, alarms=True)
        line.left += width + GAP
    yield from _run(plain[len(before) :], line, rulers[Style.WORD])


def _alarms(marks: Iterable[Mark], room: float, ruler: Ruler) -> Iterator[tuple[str, str, float]]:
    """Choose each alarm's word, or its icon alone where the word has no room."""
    for mark in marks:
        width = ICON_PX + ICON_GAP + ruler.width(mark.word)
        word = mark.word if width <= room else ""
        if not word:
            width = ICON_PX
        if width > room:
            return
        room -= width + GAP
        yield ICON_OF[mark.kind], word, width


def _fitting(words: list[str], room: float, ruler: Ruler) -> list[str]:
    chosen = []
    for word in words:
        if ruler.width(word) > room:
            break
        chosen.append(word)
        room -= ruler.width(word) + GAP
    return chosen


def _plain_words(block: Block, *, timed: bool) -> list[str]:
    face = block.face
    return [
        *([face.time] if timed else []),
        *([face.table] if len(block.tables) > 1 else []),
        face.status_word,
        *(mark.word for mark in face.marks if _says_more(mark)),
    ]


def _run(words: list[str], line: _Line, ruler: Ruler) -> Iterator[Piece]:
    for word in words:
        yield Piece(line.left, line.middle, word)
        line.left += ruler.width(word) + GAP


def _says_more(mark: Mark) -> bool:
    """Leave out what the block shows otherwise: alarms stand apart, 席未定 is where it lies."""
    return not mark.alarms and mark.kind is not MarkKind.NO_TABLE
