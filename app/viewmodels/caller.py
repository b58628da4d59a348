"""The calls on the screen: which cards are stacked, how each stands, and what a tap on one does."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.call import Call, CallerCard, Outcome
from app.domain.ids import CallId, GuestId
from app.services.desk import Desk
from app.viewmodels.caller_face import TO_CALL_BACK, CallerFace, CallRow, call_row, face_of
from app.viewmodels.caller_stack import (
    ARMED_AFTER_MS,
    BACKLOG_AGE_MS,
    REPEAT_MS_MAX,
    STAGES,
    Ringing,
    Stage,
    aged,
    next_booking,
    number_key,
    rang_ms,
)
from app.viewmodels.day import DayModel, Saved, Touched
from app.viewmodels.drafts import DraftStore, pack, unpack
from app.viewmodels.records import newest_change
from app.viewmodels.refusals import REFUSALS, refusal_text
from app.viewmodels.sheet import Beginning, SheetModel

LOG_LENGTH: Final = 30
CALLS_MET: Final = 256
"""Calls remembered as shown; far more than ring before one is forgotten."""

LATELY: Final = 50


class CallerModel(QObject):
    """The stack of caller cards, newest first.

    Signals:
        changed: a card came, went, or reads differently.
        log_changed: the call list is different.
        refused: a tap could not be done; carries a sentence fit to show.
    """

    changed = Signal()
    log_changed = Signal()
    refused = Signal(str)

    def __init__(
        self,
        desk: Desk,
        day: DayModel,
        sheet: SheetModel,
        drafts: DraftStore,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._day = day
        self._sheet = sheet
        self._drafts = drafts
        self._kept = drafts.load()
        self._rung: dict[str, tuple[int, int]] = {}
        self._met: deque[CallId] = deque(maxlen=CALLS_MET)
        self._stack: tuple[Ringing, ...] = tuple(self._left_behind())

    @property
    def stack(self) -> tuple[Ringing, ...]:
        """The cards on the screen, newest first."""
        return self._stack

    def face(self, ringing: Ringing) -> CallerFace:
        """Put a card into words."""
        return face_of(ringing, self._day.book, self._day.now(), self._desk.device_name)

    def log(self) -> tuple[CallRow, ...]:
        """List the last calls, newest first."""
        calls = self._desk.calls.list(LOG_LENGTH)
        return tuple(call_row(call, self._day.book, self._day.today()) for call in calls)

    def is_armed(self, call_id: CallId) -> bool:
        """Whether a card has stood long enough that a tap on it is meant for it."""
        ringing = self._find(call_id)
        return ringing is not None and self._day.now_ms() - ringing.shown_ms >= ARMED_AFTER_MS

    @Slot(object, object)
    def ring(self, call: Call, card: CallerCard) -> None:
        """Put a call on the screen; the same call again changes nothing."""
        now_ms = self._day.now_ms()
        # A card that was put away stays away, however often its call comes round again.
        if now_ms - rang_ms(call) > BACKLOG_AGE_MS or call.id in self._met:
            self.log_changed.emit()
            return
        self._met.append(call.id)
        key = number_key(call)
        times = self._count(key, now_ms)
        earlier = [each for each in self._stack if key and number_key(each.call) == key]
        older = tuple(each for each in self._stack if each not in earlier)
        ringing = Ringing(
            call=call,
            card=card,
            times=times,
            shown_ms=now_ms,
            stage=STAGES[call.outcome],
            stage_ms=now_ms,
            chosen=earlier[0].chosen if earlier else None,
            memo=earlier[0].memo if earlier else None,
        )
        self._stack = (ringing, *older)
        self._keep_drafts()
        self.changed.emit()
        self.log_changed.emit()

    @Slot(object)
    def follow(self, call: Call) -> None:
        """Take what became of a call: answered, missed, taken on another device."""
        ringing = self._find(call.id)
        if ringing is None:
            return
        stage = STAGES[call.outcome]
        stage_ms = ringing.stage_ms if stage is ringing.stage else self._day.now_ms()
        self._replace(replace(ringing, call=call, stage=stage, stage_ms=stage_ms))
        self.log_changed.emit()

    @Slot(object)
    def refresh(self, touched: Touched) -> None:
        """Take news of calls and of the guests behind them, ours or another device's."""
        call_ids = {entity_id for kind, entity_id in touched if kind == "call"}
        if call_ids:
            for call in self._desk.calls.list(LATELY):
                if call.id in call_ids:
                    self._meet(call)
        if any(kind in {"guest", "reservation"} for kind, _ in touched) and self._stack:
            self._stack = tuple(
                replace(each, card=self._desk.calls.card(each.call.phone, each.call.withheld))
                for each in self._stack
            )
            self.changed.emit()

    @Slot(int)
    def tick(self, now_ms: int) -> None:
        """Let time pass: missed calls leave the screen, silent ones become unknown."""
        stack = tuple(older for each in self._stack if (older := aged(each, now_ms)))
        is_counting = any(each.stage is Stage.RINGING for each in stack)
        if stack != self._stack or is_counting:
            self._stack = stack
            self.changed.emit()
        self._rung = {
            key: value for key, value in self._rung.items() if now_ms - value[1] <= REPEAT_MS_MAX
        }

    def choose(self, call_id: CallId, guest_id: GuestId) -> None:
        """Pick whom of several guests the call is from."""
        if ringing := self._find(call_id):
            self._replace(replace(ringing, chosen=guest_id))

    def book(self, call_id: CallId) -> None:
        """Begin a booking for the caller; what is half typed elsewhere is put aside, not lost."""
        ringing = self._find(call_id)
        if ringing is None:
            return
        who = ringing.who
        self._drop(call_id)
        self._sheet.begin(
            Beginning(
                business_day=self._day.business_day,
                phone=ringing.call.phone.raw if ringing.call.phone else "",
                guest_id=who.guest.id if who else None,
                call_id=str(call_id),
                channel="phone",
            )
        )

    def open_booking(self, call_id: CallId) -> None:
        """Open the caller's next booking."""
        ringing = self._find(call_id)
        reservation = next_booking(ringing) if ringing else None
        if reservation is None:
            return
        self._write(lambda: self._desk.calls.link(call_id, reservation.id, self._day.author))
        self._drop(call_id)
        self._sheet.edit(str(reservation.id))

    def type_memo(self, call_id: CallId, memo: str | None) -> None:
        """Take what is typed on a card, so that the next ring cannot lose it; None gives up."""
        ringing = self._find(call_id)
        if ringing is None or ringing.memo == memo:
            return
        was_typing = ringing.memo is not None
        self._stack = _with(self._stack, replace(ringing, memo=memo))
        self._keep_drafts()
        if was_typing != (memo is not None):
            self.changed.emit()

    def keep_memo(self, call_id: CallId) -> None:
        """Keep 用件メモ, what the caller wanted, with the call."""
        ringing = self._find(call_id)
        memo = (ringing.memo or "").strip() if ringing else ""
        if memo and self._write(lambda: self._add_line(call_id, memo)):
            # The card goes, so a word must stay that says where the memo went.
            newest = newest_change(self._desk, call_id)
            touched = frozenset({("call", str(call_id))})
            self._day.record_changes(Saved("memo", (newest,), touched))
            self._drop(call_id)

    def call_back(self, call_id: CallId) -> None:
        """Mark that the house owes this caller a call; the number stays large on the card."""
        ringing = self._find(call_id)
        if ringing and self._write(lambda: self._add_line(call_id, TO_CALL_BACK)):
            self._replace(replace(ringing, calls_back=True))

    def dismiss(self, call_id: CallId) -> None:
        """Take a card off the screen; the call stays in the call list."""
        self._drop(call_id)

    def _meet(self, call: Call) -> None:
        if self._find(call.id) is not None:
            self.follow(call)
        elif call.outcome is Outcome.RINGING:
            self.ring(call, self._desk.calls.card(call.phone, call.withheld))
        else:
            self.log_changed.emit()

    def _add_line(self, call_id: CallId, line: str) -> None:
        known = self._desk.calls.get(call_id).note.splitlines()
        note = "\n".join(dict.fromkeys((*known, line)))
        self._desk.calls.note(call_id, note, self._day.author)

    def _write(self, write: Callable[[], object]) -> bool:
        try:
            write()
        except REFUSALS as error:
            self.refused.emit(refusal_text(error))
            return False
        self.log_changed.emit()
        return True

    def _count(self, key: str, now_ms: int) -> int:
        times, last_ms = self._rung.get(key, (0, 0))
        if not key:
            return 1
        times = times + 1 if now_ms - last_ms <= REPEAT_MS_MAX else 1
        self._rung[key] = (times, now_ms)
        return times

    def _find(self, call_id: CallId) -> Ringing | None:
        return next((each for each in self._stack if each.call.id == call_id), None)

    def _replace(self, ringing: Ringing) -> None:
        self._stack = _with(self._stack, ringing)
        self.changed.emit()

    def _drop(self, call_id: CallId) -> None:
        self._stack = tuple(each for each in self._stack if each.call.id != call_id)
        self._keep_drafts()
        self.changed.emit()

    def _keep_drafts(self) -> None:
        """Keep the memos that are being typed where a crash cannot take them."""
        text = pack({str(each.call.id): each.memo for each in self._stack if each.memo})
        if text != self._kept:
            self._kept = text
            self._drafts.save(text)

    def _left_behind(self) -> Iterator[Ringing]:
        """Bring back the cards on which somebody was typing when the program ended."""
        now_ms = self._day.now_ms()
        for id, memo in unpack(self._kept).items():
            try:
                call = self._desk.calls.get(CallId(id))
            except REFUSALS:
                continue
            self._met.append(call.id)
            yield Ringing(
                call=call,
                card=self._desk.calls.card(call.phone, call.withheld),
                shown_ms=now_ms,
                stage=STAGES[call.outcome],
                stage_ms=now_ms,
                memo=str(memo),
            )


def _with(stack: tuple[Ringing, ...], ringing: Ringing) -> tuple[Ringing, ...]:
    return tuple(ringing if each.call.id == ringing.call.id else each for each in stack)
