"""The ledger as it syncs with the house's relay, which is not the last word: upstream's is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.store import rows
from app.store.replica import LEAVE_OUT_MAX, LedgerReplica
from sync.change import ChangeId
from sync.journal import Absorbed, Device, Incoming, Key
from sync.outbox import Answer, Waiting
from sync.relayed import InUse
from sync.replica import Applied


class HouseReplica(LedgerReplica):
    """A `sync.replica.Replica` whose hub is a relay.

    What the relay takes goes on waiting until the relay says that upstream has it. Cursor and
    epoch are the relay's; those of upstream stay as they are for when we meet it again.
    """

    _offered: tuple[ChangeId, ...] = ()
    """What upstream has and the relay turned out not to have; found anew if this is forgotten."""

    def device(self) -> Device:
        """Say who we are and how far we have read the relay."""
        return self._ledger.device()._replace(**self._ledger.relayed.standing()._asdict())

    def waiting(
        self, *, count_max: int, bytes_max: int, behind: ChangeId | None = None
    ) -> tuple[Waiting, ...]:
        """Read the head of the queue to the relay."""
        if behind is not None:
            return ()
        relayed = self._ledger.relayed
        return relayed.owed(count_max=count_max, bytes_max=bytes_max) or relayed.named(
            self._offered[:count_max]
        )

    def acknowledge(self, answers: Sequence[Answer]) -> Applied:
        """Note what the relay answered; a clash means a copy of us exists."""
        with self._taking():
            clashing = self._ledger.relayed.acknowledge(answers, self._now_ms())
            moved = self._reincarnate(clashing) if clashing else {}
        if clashing:
            self._make_durable()
        answered = {answer.id for answer in answers}
        self._offered = tuple(id for id in self._offered if id not in answered)
        return Applied(
            touched=frozenset(moved.keys() | self._ledger.journal.keys_of(answered)),
            reincarnated=bool(clashing),
            problems=tuple(f"{a.id}: {a.reason}" for a in answers if a.outcome == "refused"),
        )

    def absorb(self, changes: Sequence[Incoming], *, cursor: int | None, epoch: str) -> Applied:
        """Merge what the relay has; who holds a table may be another for its order alone."""
        applied = super().absorb(changes, cursor=cursor, epoch=epoch)
        touched = self._ledger.relayed.keys_of(changes)
        return replace(applied, touched=applied.touched.union(touched))

    def start_over(self, epoch: str) -> None:
        """Read the relay from the beginning, and offer it whatever upstream does not have."""
        with self._writing():
            self._ledger.relayed.start_over(epoch)

    def requeue(self, ids: Iterable[ChangeId]) -> None:
        """Offer the relay what it turned out not to have, whether upstream has it or not."""
        ids = list(ids)
        with self._writing():
            self._ledger.relayed.release(ids)
        self._offered = tuple(dict.fromkeys((*self._offered, *ids)))

    def offer_again(self, ids: Iterable[ChangeId]) -> frozenset[Key]:
        """Offer again what the relay lost the bytes of and we have; names its entities."""
        found = {id: self._ledger.journal.change(id) for id in ids}
        whole = {id: each[0] for id, each in found.items() if each is not None}
        self.requeue(whole)
        return frozenset((each.entity_type, each.entity_id) for each in whole.values())

    def unsettled(self) -> list[Key] | None:
        """List entities with changes the relay does not have; None when too many to name."""
        return self._ledger.relayed.unsettled(LEAVE_OUT_MAX)

    def record_use(self, relay: InUse | None, id: str = "") -> None:
        """Remember which relay was asked and proved itself, or that the hub itself was asked."""
        relayed = self._ledger.relayed
        is_met = relay is None or relayed.known().get(id) == relay.url
        if is_met and relayed.in_use() == relay:
            return
        with self._writing():
            relayed.use(relay)
            if relay is not None and not is_met:
                relayed.met(id, relay.url)

    def learn(self, ids: Iterable[str]) -> None:
        """Take it from upstream which relays the house has."""
        if set(ids := list(ids)) != self._ledger.relayed.known().keys():
            with self._writing():
                self._ledger.relayed.learn(ids)

    def _advance(self, cursor: int, epoch: str) -> None:
        self._ledger.relayed.advance(cursor, epoch)

    def _absorb(self, part: Sequence[Incoming]) -> tuple[Absorbed, bool]:
        wanted = [each._replace(cursor=each.upstream) for each in part if not each.refused]
        absorbed, again = super()._absorb(wanted)
        moved = self._ledger.relayed.take_word(part, self._now_ms())
        rows.project(self._ledger.sql, moved)
        absorbed.moved = {**absorbed.moved, **moved}
        return absorbed, again
