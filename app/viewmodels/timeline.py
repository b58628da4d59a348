"""The timeline on the screen: its rows, who is selected, who is in somebody's hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from enum import StrEnum
from itertools import islice, pairwise

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.domain.business_day import at_minute
from app.domain.ids import TableId
from app.domain.reservation import PRESENT, Reservation
from app.viewmodels.day import DayModel
from app.viewmodels.rows import Row as FaceRow
from app.viewmodels.timeline_drag import (
    SNAP_MINUTES,
    TURN_MINUTES_MIN,
    Ghost,
    Grip,
    Hold,
    Pointer,
    Room,
    Verdict,
    ghost_of,
    may_hold,
    tables_after,
)
from app.viewmodels.timeline_rows import (
    UNASSIGNED,
    Block,
    Laid,
    Layout,
    Outlook,
    Row,
    RowKind,
    lay_out,
)

MANY = 40
"""News about more parties than this is taken in several turns: taps come in between."""


class Way(StrEnum):
    """Which way the selection walks, or a party is moved."""

    LEFT = "left"
    RIGHT = "right"
    UP = "up"
    DOWN = "down"


class TimelineModel(QObject):
    """The shown day as rows of blocks.

    Signals:
        replaced: another day; nothing on the screen holds any more.
        reshaped: rows came, went or changed height, or the day begins earlier.
        rows_changed: same rows, other blocks; carries the keys of the rows as a frozenset.
        now_moved: a minute has passed.
        selection_moved: carries the keys of the rows that look different now.
        ghost_changed: the party in the hand would land elsewhere, or the hand is empty again.
    """

    replaced = Signal()
    reshaped = Signal()
    rows_changed = Signal(object)
    now_moved = Signal()
    selection_moved = Signal(object)
    ghost_changed = Signal()

    def __init__(self, day: DayModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._day = day
        self._now_ms = day.now_ms()
        self._selected_row = UNASSIGNED
        self._selected = day.selected
        self._hold: Hold | None = None
        self._pointer: Pointer | None = None
        self._ghost: Ghost | None = None
        self._verdicts: Mapping[str, Verdict] = {}
        self._laid = Laid()
        self._faces: dict[str, FaceRow] = {}
        self._unread: set[str] = set()
        self._layout = self._fresh_layout(None)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._follow)
        day.opened.connect(self._on_opened)
        day.changed.connect(self._on_changed)
        day.selection_changed.connect(self._on_selection_changed)

    @property
    def layout(self) -> Layout:
        """The rows as they stand."""
        return self._layout

    @property
    def selection(self) -> Block | None:
        """The selected party's block, on the row where it was selected."""
        return self._layout.block(self._selected, self._selected_row) if self._selected else None

    @property
    def ghost(self) -> Ghost | None:
        """Where the party in the hand would land, or None while nobody is held."""
        return self._ghost

    @property
    def grip(self) -> Grip | None:
        """How the party in the hand is held."""
        return self._hold.grip if self._hold else None

    @property
    def verdicts(self) -> Mapping[str, Verdict]:
        """How each row would take the party in the hand, by the row's key."""
        return self._verdicts

    @Slot(object)
    def tick(self, now_ms: int) -> None:
        """Let time pass: the now-line moves on, and who is late shows it."""
        if now_ms // 60_000 == self._now_ms // 60_000:
            return
        self._now_ms = now_ms
        self._faces.clear()
        self._relay()
        self.now_moved.emit()

    @Slot()
    def reword(self) -> None:
        """Put every block into words again, in the language now in force."""
        self._faces.clear()
        self._relay()

    def target(self, reservation: Reservation, table_id: str, minute: int) -> Verdict:
        """Judge a table for a party at a minute of the day; an empty id is 席未定."""
        tables = (TableId(table_id),) if table_id else ()
        at = at_minute(self._day.business_day, minute, self._day.book.venue)
        return self._room(reservation).verdict(tables, at, reservation.turn_minutes)

    def slot(self, minute: float) -> datetime:
        """Find the quarter-hour, UTC, that a tap at a minute means."""
        quarter = int(minute // SNAP_MINUTES) * SNAP_MINUTES
        return at_minute(self._day.business_day, quarter, self._day.book.venue)

    def select(self, block: Block) -> None:
        """Select a party, on the row it was tapped on."""
        before = self._rows_of(self._selected)
        if block.id == self._selected:
            self._selected_row = block.row
            self.selection_moved.emit(before)
            return
        self._selected_row = block.row
        self._day.select(block.id)

    def walk(self, way: Way) -> None:
        """Move the selection to the next block that way; without one, to the first coming party."""
        here = self.selection
        there = self._neighbour(here, way) if here else self._first_coming()
        if there is not None:
            self.select(there)

    def nudge(self, way: Way) -> None:
        """Move the selected party a quarter of an hour, or one table up or down."""
        block = self.selection
        if block is None or not may_hold(block.reservation):
            return
        if way in {Way.UP, Way.DOWN}:
            row = self._next_row(block.row, -1 if way is Way.UP else 1)
            if row is not None:
                tables = tables_after(block.reservation, block.row, row)
                self._selected_row = row
                self._day.move(block.id, tables, None)
            return
        start = block.start + (SNAP_MINUTES if way is Way.RIGHT else -SNAP_MINUTES)
        axis = self._layout.axis
        earliest = self._day.book.venue.day_starts_minute
        if block.reservation.status not in PRESENT and earliest <= start < axis.last:
            starts_at = at_minute(self._day.business_day, start, self._day.book.venue)
            self._day.move(block.id, block.reservation.table_ids, starts_at)

    def stretch(self, way: Way) -> None:
        """Give the selected party a quarter of an hour more, or less."""
        block = self.selection
        if block is None or way not in {Way.LEFT, Way.RIGHT}:
            return
        more = SNAP_MINUTES if way is Way.RIGHT else -SNAP_MINUTES
        minutes = max(TURN_MINUTES_MIN, block.reservation.turn_minutes + more)
        if minutes != block.reservation.turn_minutes and may_hold(block.reservation):
            self._day.set_turn(block.id, minutes)

    def take_hold(self, block: Block, grip: Grip, minute: float) -> bool:
        """Take a party up; False if it cannot be."""
        if not may_hold(block.reservation):
            return False
        self.select(block)
        self._hold = Hold(block.reservation, block.row, grip, minute - block.start)
        self.aim(Pointer(block.row, minute))
        return True

    def aim(self, pointer: Pointer) -> None:
        """Hold the party over a row and a minute."""
        self._pointer = pointer
        if self._hold is None:
            return
        book, axis, hold = self._day.book, self._layout.axis, self._hold
        room = self._room(hold.reservation)
        ghost = ghost_of(book, axis, hold, pointer, room)
        if ghost == self._ghost:
            return
        self._ghost = ghost
        self._verdicts = self._judge_rows(room, hold, ghost)
        self.ghost_changed.emit()

    def drop(self) -> None:
        """Let the party go where it is held; asks nothing, undo is one tap.

        Let go where it was, it is written as it was, which the book takes for no change at all.
        """
        hold, ghost = self._hold, self._ghost
        self.let_go()
        if hold is None or ghost is None:
            return
        if hold.grip is Grip.END:
            self._day.set_turn(ghost.reservation.id, ghost.turn_minutes)
            return
        self._selected_row = ghost.row
        same_time = ghost.starts_at == ghost.reservation.starts_at
        starts_at = None if same_time else ghost.starts_at
        self._day.move(ghost.reservation.id, ghost.table_ids, starts_at)

    def let_go(self) -> None:
        """Put the party back where it was."""
        if self._hold is None:
            return
        self._hold = self._pointer = self._ghost = None
        self._verdicts = {}
        self.ghost_changed.emit()

    @Slot(object)
    def _on_opened(self, _book: object) -> None:
        self.let_go()
        self._selected_row = UNASSIGNED
        self._faces.clear()
        self._layout = self._fresh_layout(None)
        self.replaced.emit()

    @Slot(object, object)
    def _on_changed(self, _book: object, ids: frozenset[str]) -> None:
        self._unread |= ids
        if len(self._unread) > MANY:
            self._soon.start()
        else:
            self._follow()

    @Slot()
    def _follow(self) -> None:
        """Put some parties into words; once all are, lay them out."""
        for id in tuple(islice(self._unread, MANY)):
            self._unread.discard(id)
            self._faces.pop(id, None)
            party = self._day.find(id)
            if party is not None:
                self._face(party)
        if self._unread:
            self._soon.start()
            return
        self._soon.stop()
        self._relay()
        self._keep_hold()

    @Slot(str)
    def _on_selection_changed(self, reservation_id: str) -> None:
        before = self._rows_of(self._selected)
        self._selected = reservation_id
        self.selection_moved.emit(before | self._rows_of(reservation_id))

    def _keep_hold(self) -> None:
        """Go on holding the party through news about it, unless there is nothing left to hold."""
        if self._hold is None or self._pointer is None:
            return
        party = self._day.find(self._hold.reservation.id)
        if party is None or party.id not in self._layout.blocks_by_id:
            self.let_go()
            return
        self._hold = replace(self._hold, reservation=party)
        self._ghost = None
        self.aim(self._pointer)

    def _relay(self) -> None:
        before = self._layout
        self._layout = _keeping(before, self._fresh_layout(before))
        if _shape(before) != _shape(self._layout):
            self.reshaped.emit()
            return
        touched = frozenset(
            new.key
            for old, new in zip(before.rows, self._layout.rows, strict=True)
            if old is not new
        )
        if touched:
            self.rows_changed.emit(touched)

    def _face(self, party: Reservation) -> FaceRow:
        """Put a party into words, which hold until there is news of it or a minute has passed."""
        face = self._faces.get(party.id)
        if face is None:
            face = self._faces[party.id] = self._day.row(party)
        return face

    def _fresh_layout(self, before: Layout | None) -> Layout:
        outlook = Outlook(
            now=datetime.fromtimestamp(self._now_ms / 1000, UTC),
            face=self._face,
            axis=before.axis if before else None,
            laid=self._laid,
        )
        return lay_out(self._day.book, outlook)

    def _room(self, party: Reservation) -> Room:
        return Room(self._day.book, party, datetime.fromtimestamp(self._now_ms / 1000, UTC))

    def _judge_rows(self, room: Room, hold: Hold, ghost: Ghost) -> Mapping[str, Verdict]:
        if hold.grip is Grip.END:
            return {ghost.row: ghost.verdict}
        return {
            row.key: room.verdict(
                tables_after(hold.reservation, hold.row, row.key),
                ghost.starts_at,
                ghost.turn_minutes,
            )
            for row in self._layout.rows
            if row.kind is not RowKind.AREA
        }

    def _rows_of(self, reservation_id: str) -> frozenset[str]:
        return frozenset(b.row for b in self._layout.blocks_by_id.get(reservation_id, ()))

    def _next_row(self, key: str, step: int) -> str | None:
        keys = [row.key for row in self._layout.rows if row.kind is not RowKind.AREA]
        index = keys.index(key) + step
        return keys[index] if 0 <= index < len(keys) else None

    def _first_coming(self) -> Block | None:
        blocks = [block for row in self._layout.rows for block in row.blocks]
        now = self._layout.now_minute or self._layout.axis.first
        coming = [b for b in blocks if b.end > now and may_hold(b.reservation)]
        return min(coming or blocks, key=lambda block: block.start, default=None)

    def _neighbour(self, here: Block, way: Way) -> Block | None:
        if way in {Way.LEFT, Way.RIGHT}:
            row = self._layout.rows_by_key[here.row].blocks
            ordered = row if way is Way.RIGHT else tuple(reversed(row))
            return next((b for a, b in pairwise(ordered) if a.id == here.id), None)
        rows = [row for row in self._layout.rows if row.blocks]
        index = next(i for i, row in enumerate(rows) if row.key == here.row)
        index += 1 if way is Way.DOWN else -1
        if not 0 <= index < len(rows):
            return None
        return min(rows[index].blocks, key=lambda block: abs(block.start - here.start))


def _shape(layout: Layout) -> object:
    hours = (layout.axis, layout.open_spans, layout.is_closed)
    return hours, [(row.key, row.lanes) for row in layout.rows]


def _keeping(before: Layout, after: Layout) -> Layout:
    """Keep the very rows and blocks that did not change, so that nothing redraws them."""
    return replace(after, rows=tuple(_kept(before.rows_by_key.get(r.key), r) for r in after.rows))


def _kept(old: Row | None, new: Row) -> Row:
    if old is None:
        return new
    if old == new:
        return old
    blocks = {block.id: block for block in old.blocks}
    return replace(
        new,
        blocks=tuple(
            old_block if (old_block := blocks.get(block.id)) == block else block
            for block in new.blocks
        ),
    )
