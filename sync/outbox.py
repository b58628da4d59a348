"""The queue to the hub and what became of each change: waiting, at the hub, parked or dropped.

The queue is not beside the journal but in it: a change waits exactly as long as its row says so.
Every method that writes must be called inside the caller's one write transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import orjson

from sync.change import ChangeId, Incarnation, content_hash, split_id, unpack
from sync.journal import Device, Journal, Key, Moved
from sync.renaming import new_names, renamed

BATCH_MAX: Final = 1000
"""Changes in one push at most."""

BATCH_BYTES_MAX: Final = 900_000
"""Bytes of changes in one push at most; under the usual 1 MB limit of proxies."""


_QUEUED: Final = "state in (1, 2)"
"""What is not yet at the hub: in these very words, or SQLite reads the whole log for it."""


class Waiting(NamedTuple):
    """A change the hub has not confirmed, as it is sent.

    Attributes:
        hash: of the bytes as they were written.
    """

    id: ChangeId
    body: bytes
    hash: bytes

    @property
    def is_unaltered(self) -> bool:
        """Whether the bytes are still those that were written."""
        return content_hash(self.body) == self.hash


class Answer(NamedTuple):
    """What the hub said of one change.

    Attributes:
        outcome: `accepted`, `known`, `refused`, or `clash` (same id, other contents).
        cursor: the hub's order, for the first two.
        reason: why it was refused, in words for staff.
    """

    id: ChangeId
    outcome: str
    cursor: int | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParkedChange:
    """A change that could not be applied at the hub.

    Attributes:
        since_ms: when it was parked, ms since 1970.
        blocks: how many later changes wait for it.
    """

    id: ChangeId
    entity_type: str
    entity_id: str
    reason: str
    since_ms: int
    blocks: int


class Tally(NamedTuple):
    """Promise 3: `made` is counted by our sequence, the other four by what lies in the journal."""

    made: int
    applied: int
    superseded: int
    waiting: int
    parked: int


class Outbox:
    """The queue of one ledger file, through one connection of one thread."""

    def __init__(self, connection: sqlite3.Connection, journal: Journal) -> None:
        self._sql = connection
        self._journal = journal

    def waiting(
        self,
        *,
        count_max: int = BATCH_MAX,
        bytes_max: int = BATCH_BYTES_MAX,
        behind: ChangeId | None = None,
    ) -> tuple[Waiting, ...]:
        """Read the head of the queue in order, or what is queued behind one change.

        Always at least one, however large, if there is any.
        """
        batch: list[Waiting] = []
        size = 0
        for id, body, hash in self._sql.execute(
            f"select id, body, hash from change where state = 1 and {_QUEUED}"
            " and pos > coalesce((select pos from change where id = ?), 0) order by pos limit ?",
            (behind, count_max),
        ):
            size += len(body) + 1
            if batch and size > bytes_max:
                break
            batch.append(Waiting(ChangeId(id), body, hash))
        return tuple(batch)

    def acknowledge(self, answers: Sequence[Answer], now_ms: int) -> list[ChangeId]:
        """Note the hub's answers; what it took leaves the queue, what it refused is parked.

        Returns:
            The ids that clash: another ledger uses our incarnation, take a new one.
        """
        taken = [each for each in answers if each.outcome in ("accepted", "known")]
        self._sql.executemany(
            "update change set state = 0, cursor = ?, parked_by = null, reason = null where id = ?",
            [(answer.cursor, answer.id) for answer in taken],
        )
        self._journal.release(answer.id for answer in taken)
        for answer in answers:
            if answer.outcome == "refused":
                self.park(answer.id, answer.reason, now_ms)
        return [answer.id for answer in answers if answer.outcome == "clash"]

    def park(self, id: ChangeId, reason: str, now_ms: int) -> int:
        """Take a change out of the way, with the later ones on the same entity that build on it.

        Returns:
            How many were parked.
        """
        row = self._sql.execute(
            "select pos, entity_id from change where id = ? and state = 1", (id,)
        ).fetchone()
        if row is None:
            return 0
        self._sql.execute(
            "update change set state = 2, reason = ?, since_ms = ?, parked_by = null where id = ?",
            (reason, now_ms, id),
        )
        return (
            1
            + self._sql.execute(
                "update change set state = 2, reason = ?, since_ms = ?, parked_by = ?"
                " where entity_id = ? and pos > ? and state = 1",
                (f"builds on {id}", now_ms, id, row[1], row[0]),
            ).rowcount
        )

    def parked(self) -> tuple[ParkedChange, ...]:
        """List what is parked on its own account, oldest first."""
        blocks = dict(
            self._sql.execute(
                "select parked_by, count(*) from change"
                f" where state = 2 and {_QUEUED} and parked_by is not null group by parked_by"
            )
        )
        return tuple(
            ParkedChange(
                id=ChangeId(id),
                entity_type=_type_of(body),
                entity_id=entity_id,
                reason=reason,
                since_ms=since_ms,
                blocks=blocks.get(id, 0),
            )
            for id, entity_id, reason, since_ms, body in self._sql.execute(
                "select id, entity_id, reason, since_ms, body from change"
                f" where state = 2 and {_QUEUED} and parked_by is null order by pos"
            )
        )

    def retry(self, id: ChangeId) -> int:
        """Put a parked change, and what waits for it, back into the queue; returns how many."""
        return self._sql.execute(
            "update change set state = 1, reason = null, parked_by = null, since_ms = null"
            f" where state = 2 and {_QUEUED} and (id = ? or parked_by = ?)",
            (id, id),
        ).rowcount

    def drop(self, id: ChangeId) -> dict[Key, Moved]:
        """Give a parked change up, with what builds on it; it stays in history as superseded.

        Returns:
            The states without it.
        """
        keys = self._sql.execute(
            "select type, id from entity where id in (select entity_id from change"
            f" where state = 2 and {_QUEUED} and (id = ? or parked_by = ?))",
            (id, id),
        ).fetchall()
        self._sql.execute(
            "update change set state = 3"
            f" where state = 2 and {_QUEUED} and (id = ? or parked_by = ?)",
            (id, id),
        )
        return self._journal.refold(keys)

    def unsettled(self, limit: int) -> list[Key] | None:
        """List entities with changes the hub does not have; None if there are more than `limit`."""
        rows = self._sql.execute(
            "select type, id from entity where id in"
            f" (select entity_id from change where {_QUEUED}) limit ?",
            (limit + 1,),
        ).fetchall()
        return rows if len(rows) <= limit else None

    def tally(self) -> Tally:
        """Count what became of every change made here."""
        counts = dict(
            self._sql.execute("select state, count(*) from change where own = 1 group by state")
        )
        faded = self._sql.execute(
            "select count(*) from change where own = 1 and state = 0 and live = 0"
        ).fetchone()[0]
        made = self._sql.execute(
            "select sequence + (select coalesce(sum(made), 0) from past_incarnation) from device"
        ).fetchone()[0]
        return Tally(
            made=made,
            applied=counts.get(0, 0) - faded,
            superseded=faded + counts.get(3, 0),
            waiting=counts.get(1, 0),
            parked=counts.get(2, 0),
        )

    def queue_length(self) -> tuple[int, int]:
        """Count waiting and parked changes, by whomever they were made."""
        counts = dict(
            self._sql.execute(f"select state, count(*) from change where {_QUEUED} group by 1")
        )
        return counts.get(1, 0), counts.get(2, 0)

    def requeue(self, ids: Iterable[ChangeId]) -> None:
        """Offer changes again that a restored hub no longer has, whoever made them."""
        self._sql.executemany(
            "update change set state = 1, cursor = null where id = ? and state = 0",
            [(id,) for id in ids],
        )

    def reincarnate(
        self, fresh: Incarnation, clashing: Collection[ChangeId] = ()
    ) -> dict[Key, Moved]:
        """Go on under a new incarnation: a copy of this ledger used the old one, or may have.

        Unsent changes keep their names, so that a twin that sends the very same ones doubles
        nothing; only those in `clashing`, whose names the twin gave to something else, are
        renamed, with what follows them and every mention of them.

        Returns:
            The states of the entities whose changes were rewritten.
        """
        device = self._journal.device()
        rows = [
            row[:-1]
            for row in self._sql.execute(
                f"select pos, id, own, body, hash from change where {_QUEUED}"
                " or (state = 3 and id in (select value from json_each(?))) order by pos",
                (orjson.dumps(list(clashing)).decode(),),
            ).fetchall()
            if content_hash(row[-2]) == row[-1]
        ]
        names = new_names([(id, body) for _, id, _, body in rows], clashing)
        rewritten = self._rename(rows, names) if names else set()
        self._sql.execute(
            "insert or replace into past_incarnation"
            " select ?, count(*) from change where own = 1 and id glob ? || '-*'",
            (device.incarnation, device.incarnation),
        )
        self._sql.execute("update device set incarnation = ?, sequence = 0", (fresh,))
        return self._journal.refold(rewritten)

    def adopt(self, device: Device) -> None:
        """Take over what pairing gave us: the house's id, our own id and name."""
        self._sql.execute(
            "update device set venue = ?, environment = ?, id = ?, name = ?, cursor = ?, epoch = ?",
            (device.venue, device.environment, device.id, device.name, device.cursor, device.epoch),
        )

    def _rename(
        self,
        rows: Sequence[tuple[int, str, int, bytes]],
        names: Mapping[str, ChangeId],
    ) -> set[Key]:
        rewritten: set[Key] = set()
        told_twice: set[str] = set()
        for pos, id, own, body in rows:
            if id not in names:
                continue
            fresh, name = renamed(body, names), names[id]
            change = unpack(fresh)
            rewritten.add((change.entity_type, change.entity_id))
            here = self._sql.execute("select own from change where id = ?", (name,)).fetchone()
            if here is not None:
                # A twin, or we, renamed it before, and it has come here from a hub.
                self._sql.execute("update change set own = max(own, ?) where id = ?", (own, name))
                self._sql.execute("delete from change where pos = ?", (pos,))
                if here[0]:
                    told_twice.add(id)
                continue
            self._sql.execute(
                "update change set id = ?, hash = ?, body = ? where pos = ?",
                (name, content_hash(fresh), fresh, pos),
            )
        self._sql.executemany(
            "update change set parked_by = ? where parked_by = ?",
            [(new, old) for old, new in names.items()],
        )
        # What has another name now is no longer made by the life that named it first.
        ours = [(id, names[id]) for _, id, own, _ in rows if own and id in names]
        self._sql.executemany(
            "update past_incarnation set made = made - 1 where id = ?",
            [(split_id(ChangeId(old))[0],) for old, _ in ours],
        )
        self._sql.executemany(
            "insert into past_incarnation values (?, 1)"
            " on conflict (id) do update set made = made + 1",
            [(split_id(new)[0],) for old, new in ours if old not in told_twice],
        )
        return rewritten


def _type_of(body: bytes) -> str:
    try:
        return str(orjson.loads(body)["type"])
    except (orjson.JSONDecodeError, KeyError, TypeError):
        return ""  # altered on this disk; that is why it is parked
