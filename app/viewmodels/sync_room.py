"""Behind the connection line: what waits, what is set aside and why, and that nothing was lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Protocol

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.errors import DomainError
from app.domain.history import HistoryEntry, LedgerSum
from app.domain.ids import GuestId, ReservationId
from app.services.desk import Desk
from app.viewmodels.connection import SyncFacts
from app.viewmodels.day import DayModel, Touched
from app.viewmodels.hub_link import HubLink
from app.viewmodels.record_words import what_text
from app.viewmodels.records import names_of
from app.viewmodels.rows import name_text
from app.viewmodels.wording import moment_text, person_text, signed, translate

WAITING_MAX: Final = 50
ROUNDS_MAX: Final = 12


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
    """How one round with the hub ended."""

    when: str
    text: str
    is_well: bool


class SyncRoomModel(QObject):
    """The sync room.

    Signals:
        changed: something in it reads differently.
    """

    changed = Signal()

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
        self._rounds: tuple[tuple[int, SyncFacts], ...] = ()

    @property
    def sum(self) -> LedgerSum:
        """Promise 3: what became of every change made on this device."""
        return self._desk.history.sum()

    @property
    def rounds(self) -> tuple[RoundLine, ...]:
        """The last rounds, newest first."""
        venue, today = self._day.book.venue, self._day.today()
        return tuple(
            RoundLine(
                when=moment_text(at_ms, venue, today),
                text=_round_text(facts),
                is_well=facts.phase == "online" and facts.in_sync,
            )
            for at_ms, facts in self._rounds
        )

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

    def parked(self) -> tuple[ParkedLine, ...]:
        """List what was set aside, with its reason."""
        names = names_of(self._desk, self._day)
        return tuple(
            ParkedLine(
                change_id=str(each.id),
                when=moment_text(each.since_ms, names.venue, names.today),
                about=self._about(each.entity_type, each.entity_id),
                reason=each.reason,
                blocks=translate("SyncRoom", "{count} more wait for it").format(count=each.blocks)
                if each.blocks
                else "",
            )
            for each in self._queue.parked()
        )

    def retry(self, change_id: str) -> None:
        """Try a change that was set aside once more."""
        self._queue.retry(change_id)
        self._hub.sync_now()
        self.changed.emit()

    def sync_now(self) -> None:
        """Run a round now."""
        self._hub.sync_now()

    @Slot(object)
    def set_state(self, facts: SyncFacts) -> None:
        """Take what a round has to tell."""
        if not self._rounds or _ended(self._rounds[0][1]) != _ended(facts):
            self._rounds = ((self._day.now_ms(), facts), *self._rounds)[:ROUNDS_MAX]
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


def _ended(facts: SyncFacts) -> tuple[object, ...]:
    return (facts.phase, facts.last_synced_ms, facts.in_sync, facts.message)


def _round_text(facts: SyncFacts) -> str:
    if facts.phase == "offline":
        return translate("SyncRoom", "No answer from the hub; {count} kept here").format(
            count=facts.waiting
        )
    if facts.phase == "refused":
        return translate("SyncRoom", "The hub refused: {why}").format(why=facts.message)
    if facts.phase == "never":
        return translate("SyncRoom", "This house has no hub yet")
    if facts.in_sync:
        return translate("SyncRoom", "In sync: the contents were compared and are equal")
    return translate("SyncRoom", "Connected; {count} still to send").format(count=facts.waiting)


def _kind_word(entity_type: str) -> str:
    words = {
        "venue": translate("SyncRoom", "The house"),
        "area": translate("SyncRoom", "An area"),
        "table": translate("SyncRoom", "A table"),
        "staff": translate("SyncRoom", "A member of staff"),
        "call": translate("SyncRoom", "A call"),
    }
    return words.get(entity_type, entity_type)
