"""A relay's log as the engine sees it: what a device is to its hub, a relay is to its upstream."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from sync.change import ChangeId, Incarnation
from sync.clock import ZERO
from sync.hub.relay_log import Arrival, RelayLog, TakenIn
from sync.journal import Device, Incoming, Key
from sync.outbox import Answer, Waiting
from sync.replica import Applied

LEAVE_OUT_MAX: Final = 1000
"""Entities with unsent changes that a digest request names; with more, comparing waits."""

NO_LIFE: Final = Incarnation("0" * 16)
"""A relay writes nothing of its own, so it needs no name for what it writes."""


class HubReplica:
    """A `sync.replica.Replica` over one house's log on a relay."""

    def __init__(self, log: RelayLog, venue: str) -> None:
        self._log = log
        self._venue = venue

    def device(self) -> Device:
        """Say who the relay is upstream, and how far it has pulled."""
        line = self._log.line(self._venue)
        return Device(
            venue=line.venue,
            environment=line.environment,
            id=line.device,
            name=line.name,
            incarnation=NO_LIFE,
            sequence=0,
            stamp=ZERO,
            cursor=line.cursor,
            epoch=line.epoch,
        )

    def waiting(
        self, *, count_max: int, bytes_max: int, behind: ChangeId | None = None
    ) -> tuple[Waiting, ...]:
        """Read the head of what upstream does not have, in the order it came here."""
        if behind is not None:
            return ()
        return tuple(
            Waiting(ChangeId(id), body, hash)
            for id, body, hash in self._log.unconfirmed(
                self._venue, count_max=count_max, bytes_max=bytes_max
            )
        )

    def acknowledge(self, answers: Sequence[Answer]) -> Applied:
        """Note what upstream answered; devices learn it from this log."""
        self._log.confirm(
            self._venue,
            {
                answer.id: answer.cursor
                for answer in answers
                if answer.outcome in ("accepted", "known") and answer.cursor is not None
            },
        )
        refused: dict[str, str] = {
            answer.id: answer.reason for answer in answers if answer.outcome == "refused"
        }
        if refused:
            self._log.retract(self._venue, refused)
        clashing = [answer.id for answer in answers if answer.outcome == "clash"]
        if clashing:
            self._log.give_way(self._venue, clashing)
        return Applied(problems=tuple(f"{id}: {reason}" for id, reason in refused.items()))

    def absorb(self, changes: Sequence[Incoming], *, cursor: int | None, epoch: str) -> Applied:
        """Take a page of upstream into the log; `cursor` is stored in the same transaction."""
        reached = None if cursor is None else (cursor, epoch)
        return _applied(self._log.take_in(self._venue, _arrivals(changes), reached))

    def start_over(self, epoch: str) -> None:
        """Pull from the beginning: upstream is another one, or an older one, than we knew."""
        self._log.advance(self._venue, 0, epoch)

    def requeue(self, ids: Iterable[ChangeId]) -> None:
        """Offer changes again that upstream turned out not to have."""
        self._log.unconfirm(self._venue, ids)

    def offer_again(self, ids: Iterable[ChangeId]) -> frozenset[Key]:
        """Queue those changes again whose bytes upstream lost and we have; names their entities."""
        return self._log.offer_again(self._venue, ids)

    def unsettled(self) -> list[Key] | None:
        """List entities with changes upstream does not have; None when too many to name."""
        return self._log.unsettled(self._venue, LEAVE_OUT_MAX)

    def buckets(self) -> Mapping[int, bytes]:
        """Read our bucket hashes."""
        return self._log.digest(self._venue).buckets

    def hashes(self, keys: Iterable[Key]) -> Mapping[Key, bytes]:
        """Read the hashes of the named entities."""
        return self._log.hashes(self._venue, keys)

    def hashes_in(self, buckets: Iterable[int]) -> Mapping[Key, bytes]:
        """List the entities of some buckets with their hashes."""
        return self._log.hashes_in(self._venue, buckets)

    def bodies_of(self, keys: Iterable[Key]) -> Mapping[ChangeId, bytes]:
        """Read every change of some entities."""
        found = self._log.bodies_of(self._venue, keys)
        return {ChangeId(id): body for id, body in found.items()}

    def mend(self, changes: Sequence[Incoming], keys: Iterable[Key]) -> Applied:
        """Take in every change upstream has of some entities, and compute those anew."""
        return _applied(self._log.mend(self._venue, _arrivals(changes), list(keys)))

    def repair_digest(self) -> bool:
        """Recompute the bucket hashes from the entities; True if any was wrong."""
        return self._log.repair_digest(self._venue)

    def scrub(self, count_max: int) -> Applied:  # noqa: ARG002
        """Leave it to `hub check`: a relay's log is a hub's."""
        return Applied()

    def record_round(self, *, in_sync: bool, skew_ms: int | None) -> None:  # noqa: ARG002
        """Remember whether both held the same."""
        self._log.record_round(self._venue, in_sync=in_sync)


def _arrivals(changes: Sequence[Incoming]) -> list[Arrival]:
    return [Arrival(each.body, each.cursor) for each in changes if each.cursor is not None]


def _applied(taken: TakenIn) -> Applied:
    return Applied(touched=taken.touched, fresh=taken.fresh, problems=taken.problems)
