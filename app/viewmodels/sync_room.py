"""Behind the connection line: hub, queue, what is set aside and why, repairs, rounds, the sum."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Protocol

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.errors import DomainError
from app.domain.history import FastClock, HistoryEntry, LedgerSum, PastRound, Repair
from app.domain.ids import GuestId, ReservationId
from app.services.desk import Desk
from app.viewmodels.connection import MINUTE_MS, SKEW_MS_MAX, SyncFacts, skew_text
from app.viewmodels.day import DayModel, Touched
from app.viewmodels.hub_link import HubLink
from app.viewmodels.hub_words import hub_text, second_text
from app.viewmodels.record_words import what_text
from app.viewmodels.records import names_of
from app.viewmodels.refusals import refusal_text
from app.viewmodels.rows import name_text
from app.viewmodels.wording import listed, moment_text, person_text, signed, translate

WAITING_MAX: Final = 50
ROUNDS_MAX: Final = 12
REPAIRS_MAX: Final = 12


class ParkedFacts(Protocol):
    """What the queue tells about a change that was set aside."""

    @property
    def id(self) -> str:
        """The change's id."""

    @property
    def entity_type(self) -> str:
        """What sort of thing it is about."""

    @property
    def entity_id(self) -> str:
        """Which one."""

    @property
    def reason(self) -> str:
        """Why it could not be applied."""

    @property
    def since_ms(self) -> int:
        """When it was set aside."""

    @property
    def blocks(self) -> int:
        """How many later changes wait for it."""


class Queue(Protocol):
    """The changes made here that the hub does not have."""

    def waiting(self, limit: int) -> Iterable[HistoryEntry]:
        """Read the head of the queue, oldest first."""

    def parked(self) -> Iterable[ParkedFacts]:
        """List what was set aside, oldest first."""

    def retry(self, change_id: str) -> int:
        """Put a change that was set aside, and what waits for it, back into the queue."""

    def drop(self, change_id: str) -> Iterable[tuple[str, str]]:
        """Give a change that was set aside up; tells what looks different without it."""

    def oldest_ms(self) -> int | None:
        """Say since when the first of the queue waits."""

    def rounds(self, limit: int) -> Iterable[PastRound]:
        """Read the last rounds, newest first."""

    def repairs(self, limit: int) -> Iterable[Repair]:
        """Read what was repaired last, newest first."""

    def fast_clocks(self, now_ms: int) -> Iterable[FastClock]:
        """List other devices that lately wrote at times yet to come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingLine:
    """One change on its way."""

    change_id: str
    when: str
    who: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParkedLine:
    """One change that was set aside, with its reason."""

    change_id: str
    when: str
    about: str
    reason: str
    blocks: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundLine:
    """How one round with the hub ended, or several of the same kind in a row."""

    when: str
    text: str
    work: str
    is_well: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairLine:
    """One thing that was not what it should be, and is again."""

    when: str
    about: str
    text: str


class SyncRoomModel(QObject):
    """The sync room.

    Signals:
        changed: something in it reads differently.
        refused: what was asked for was not done; carries a sentence fit to show.
    """

    changed = Signal()
    refused = Signal(str)

    def __init__(
        self,
        desk: Desk,
        day: DayModel,
        queue: Queue,
        hub: HubLink,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._day = day
        self._queue = queue
        self._hub = hub
        self._facts: SyncFacts | None = None

    @property
    def sum(self) -> LedgerSum:
        """Promise 3: what became of every change made on this device."""
        return self._desk.history.sum()

    @property
    def hub(self) -> str:
        """Say which hub this device keeps in step with, and how that stands."""
        return hub_text(self._facts, self._day.book.venue, self._day.today())

    @property
    def clocks(self) -> tuple[str, ...]:
        """Say which clocks are wrong: ours against the hub's, others' by what they wrote."""
        skew_ms = self._facts.clock_skew_ms if self._facts else 0
        wrong = []
        if abs(skew_ms) > SKEW_MS_MAX:
            advice = translate(
                "SyncRoom", "{what} against the hub's. Set it right; nothing is lost"
            )
            wrong.append(advice.format(what=skew_text(skew_ms)))
        ahead = translate(
            "SyncRoom", "The clock of {device} is about {minutes} min fast: set it right"
        )
        for each in self._queue.fast_clocks(self._day.now_ms() + skew_ms):
            minutes = round(each.ahead_ms / MINUTE_MS)
            device = each.device or translate("SyncRoom", "a device without a name")
            wrong.append(ahead.format(device=device, minutes=minutes))
        return tuple(wrong)

    @property
    def rounds(self) -> tuple[RoundLine, ...]:
        """The last rounds, newest first."""
        return tuple(self._round_line(each) for each in self._queue.rounds(ROUNDS_MAX))

    def waiting(self) -> tuple[WaitingLine, ...]:
        """List what is on its way, oldest first."""
        names = names_of(self._desk, self._day)
        return tuple(
            WaitingLine(
                change_id=each.change_id,
                when=moment_text(each.at_ms, names.venue, names.today),
                who=signed(names.actor(each.actor), each.device),
                what=f"{self._about(each.entity_type, each.entity_id)}  {what_text(each, names)}",
            )
            for each in self._queue.waiting(WAITING_MAX)
        )

    def waiting_text(self, count: int) -> str:
        """Say that so much is on its way, and how old the oldest is; empty when nothing waits."""
        oldest_ms = self._queue.oldest_ms()
        if oldest_ms is None:
            return ""
        minutes = max(0, self._day.now_ms() - oldest_ms) // MINUTE_MS
        return translate("SyncRoom", "{count} waiting, the oldest for {minutes} min").format(
            count=count, minutes=minutes
        )

    def parked(self) -> tuple[ParkedLine, ...]:
        """List what was set aside, with its reason."""
        return tuple(
            ParkedLine(
                change_id=str(each.id),
                when=self._moment(each.since_ms),
                about=self._about(each.entity_type, each.entity_id),
                reason=each.reason,
                blocks=translate("SyncRoom", "{count} more wait for it").format(count=each.blocks)
                if each.blocks
                else "",
            )
            for each in self._queue.parked()
        )

    def repairs(self) -> tuple[RepairLine, ...]:
        """List what was repaired, newest first."""
        return tuple(
            RepairLine(
                when=self._moment(each.at_ms),
                about=self._about(each.entity_type, each.entity_id) if each.entity_id else "",
                text=_repair_text(each.cause),
            )
            for each in self._queue.repairs(REPAIRS_MAX)
        )

    def retry(self, change_id: str) -> None:
        """Try a change that was set aside once more."""
        try:
            self._queue.retry(change_id)
        except DomainError as error:
            self.refused.emit(refusal_text(error))
            return
        self._hub.sync_now()
        self.changed.emit()

    def drop(self, change_id: str) -> None:
        """Give a change that was set aside up, for good; the history keeps it."""
        try:
            touched = frozenset(self._queue.drop(change_id))
        except DomainError as error:
            self.refused.emit(refusal_text(error))
            return
        self._day.announce(touched)
        self.changed.emit()

    def sync_now(self) -> None:
        """Run a round now."""
        self._hub.sync_now()

    @Slot(object)
    def set_state(self, facts: SyncFacts) -> None:
        """Take what a round has to tell."""
        self._facts = facts
        self.changed.emit()

    @Slot(object)
    def refresh(self, _touched: Touched) -> None:
        """Take that something was written, here or elsewhere."""
        self.changed.emit()

    def _about(self, entity_type: str, entity_id: str) -> str:
        try:
            if entity_type == "reservation":
                return name_text(self._desk.bookings.get(ReservationId(entity_id)))
            if entity_type == "guest":
                return person_text(self._desk.guests.get(GuestId(entity_id)).name)
        except DomainError:
            return translate("SyncRoom", "something deleted")
        return _kind_word(entity_type)

    def _round_line(self, past: PastRound) -> RoundLine:
        when = second_text(past.ended_ms, self._day.book.venue, self._day.today())
        if past.times > 1:
            when = translate("SyncRoom", "{first} to {last}, {count} times").format(
                first=self._moment(past.began_ms), last=when, count=past.times
            )
        return RoundLine(
            when=when,
            text=_round_text(past),
            work=_work_text(past),
            is_well=past.outcome == "in_sync",
        )

    def _moment(self, at_ms: int | None) -> str:
        if at_ms is None:
            return ""
        return moment_text(at_ms, self._day.book.venue, self._day.today())


def _round_text(past: PastRound) -> str:
    words = {
        "in_sync": translate("SyncRoom", "In sync: the contents were compared and are equal"),
        "behind": translate("SyncRoom", "Connected; not everything is equal yet"),
        "offline": translate("SyncRoom", "No answer from the hub; everything is kept here"),
        "refused": translate("SyncRoom", "The hub refused: {why}").format(why=past.message),
    }
    return words.get(past.outcome, past.message)


def _work_text(past: PastRound) -> str:
    """Say what a round moved, and how long it took."""
    words = [translate("SyncRoom", "{seconds} s").format(seconds=f"{past.took_ms / 1000:.1f}")]
    if past.pushed:
        words.append(translate("SyncRoom", "sent {count}").format(count=past.pushed))
    if past.pulled:
        words.append(translate("SyncRoom", "fetched {count}").format(count=past.pulled))
    if past.repaired:
        words.append(translate("SyncRoom", "repaired {count}").format(count=past.repaired))
    return listed(words)


def _repair_text(cause: str) -> str:
    words = {
        "differed": translate("SyncRoom", "differed from the hub, made equal change by change"),
        "altered": translate("SyncRoom", "altered on this disk, restored from its changes"),
        "digest": translate("SyncRoom", "The check sum of the book had drifted, computed anew"),
    }
    return words.get(cause, cause)


def _kind_word(entity_type: str) -> str:
    words = {
        "venue": translate("SyncRoom", "The house"),
        "area": translate("SyncRoom", "An area"),
        "table": translate("SyncRoom", "A table"),
        "staff": translate("SyncRoom", "A member of staff"),
        "call": translate("SyncRoom", "A call"),
        "notice": translate("SyncRoom", "A notice"),
    }
    return words.get(entity_type, entity_type)
