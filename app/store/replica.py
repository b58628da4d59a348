"""The ledger as the sync engine sees it: every method one short transaction, rows included."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from typing import Final

from app.domain.history import PastRound
from app.store import ledger_file, rounds, rows
from app.store.ledger import Ledger
from sync.change import ChangeId, Incarnation
from sync.journal import Absorbed, Device, Incoming, Key, Moved
from sync.outbox import Answer, Waiting
from sync.replica import Applied

LEAVE_OUT_MAX: Final = 1000
"""Entities with unsent changes that a digest request names; with more, comparing waits."""

APPLY_MAX: Final = 1000
"""Changes applied in one transaction: nobody waits longer than a few frames for it."""

APPLY_BESIDE_MAX: Final = 40
"""The same in a window's process: a tap waits for as long before it is saved."""


@contextmanager
def _uncollected() -> Iterator[None]:
    """Look for no garbage meanwhile: a page's many thousand values die by themselves, together.

    Walking through them again and again takes a tenth of the time.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class LedgerReplica:
    """A `sync.replica.Replica` over one ledger, on the sync thread's own connection."""

    def __init__(
        self,
        ledger: Ledger,
        *,
        now_ms: Callable[[], int],
        new_incarnation: Callable[[], Incarnation],
    ) -> None:
        self._ledger = ledger
        self._now_ms = now_ms
        self._new_incarnation = new_incarnation

    def device(self) -> Device:
        """Say who we are and how far we have pulled."""
        return self._ledger.device()

    def waiting(
        self, *, count_max: int, bytes_max: int, behind: ChangeId | None = None
    ) -> tuple[Waiting, ...]:
        """Read the head of the queue, or what is queued behind one change."""
        return self._ledger.outbox.waiting(count_max=count_max, bytes_max=bytes_max, behind=behind)

    def acknowledge(self, answers: Sequence[Answer]) -> Applied:
        """Note what the hub answered; a clash means a copy of us exists, so we take a new name."""
        with self._taking():
            clashing = self._ledger.outbox.acknowledge(answers, self._now_ms())
            moved = self._reincarnate(clashing) if clashing else {}
        if clashing:
            self._make_durable()
        # Redraw them all: a confirmed claim on a table is no longer tentative.
        answered = self._ledger.journal.keys_of(answer.id for answer in answers)
        return Applied(
            touched=frozenset(moved.keys() | answered),
            reincarnated=bool(clashing),
            problems=tuple(f"{a.id}: {a.reason}" for a in answers if a.outcome == "refused"),
        )

    def absorb(self, changes: Sequence[Incoming], *, cursor: int | None, epoch: str) -> Applied:
        """Merge foreign changes in short transactions; the cursor moves with the last of them."""
        with _uncollected():
            return self._absorb_in_slices(changes, cursor=cursor, epoch=epoch)

    def _absorb_in_slices(
        self, changes: Sequence[Incoming], *, cursor: int | None, epoch: str
    ) -> Applied:
        touched: set[Key] = set()
        fresh, reincarnated = 0, False
        problems: list[str] = []
        most = APPLY_BESIDE_MAX if self._ledger.gives_way else APPLY_MAX
        slices = [changes[at : at + most] for at in range(0, len(changes), most)] or [()]
        for number, part in enumerate(slices, start=1):
            with self._taking():
                absorbed, again = self._absorb(part)
                if absorbed.moved:
                    # Broken off here, the book is no longer what was compared with the hub's.
                    self._ledger.sql.execute("update round set in_sync = 0")
                if cursor is not None and number == len(slices):
                    self._advance(cursor, epoch)
            if again:
                self._make_durable()
            touched |= absorbed.moved.keys()
            fresh += absorbed.fresh
            reincarnated |= again
            problems += [f"change at {at}: {reason}" for at, reason in absorbed.malformed]
        return Applied(
            touched=frozenset(touched),
            fresh=fresh,
            reincarnated=reincarnated,
            problems=tuple(problems),
        )

    def start_over(self, epoch: str) -> None:
        """Pull from the beginning: the hub is another one, or an older one, than we knew."""
        with self._writing():
            self._advance(0, epoch)

    def requeue(self, ids: Iterable[ChangeId]) -> None:
        """Offer changes again that the hub turned out not to have."""
        with self._writing():
            self._ledger.outbox.requeue(ids)

    def offer_again(self, ids: Iterable[ChangeId]) -> frozenset[Key]:
        """Queue those changes again whose bytes the hub lost and we have; names their entities."""
        with self._writing():
            found = {id: self._ledger.journal.change(id) for id in ids}
            whole = {id: each[0] for id, each in found.items() if each is not None}
            self._ledger.outbox.requeue(whole)
        return frozenset((each.entity_type, each.entity_id) for each in whole.values())

    def unsettled(self) -> list[Key] | None:
        """List entities with unsent changes; None when there are too many to name."""
        return self._ledger.outbox.unsettled(LEAVE_OUT_MAX)

    def buckets(self) -> Mapping[int, bytes]:
        """Read our bucket hashes."""
        return self._ledger.journal.buckets()

    def hashes(self, keys: Iterable[Key]) -> Mapping[Key, bytes]:
        """Read the hashes of the named entities."""
        return self._ledger.journal.hashes(keys)

    def hashes_in(self, buckets: Iterable[int]) -> Mapping[Key, bytes]:
        """List the entities of some buckets with their hashes."""
        return self._ledger.journal.hashes_in(buckets)

    def bodies_of(self, keys: Iterable[Key]) -> Mapping[ChangeId, bytes]:
        """Read every change of some entities."""
        return self._ledger.journal.bodies_of(keys)

    def mend(self, changes: Sequence[Incoming], keys: Iterable[Key]) -> Applied:
        """Take in every change the hub has of some entities, and recompute those from all."""
        applied = self.absorb(changes, cursor=None, epoch="")
        with self._writing():
            self._ledger.journal.mend(changes)
            moved = self._ledger.journal.refold(keys)
            rows.project(self._ledger.sql, moved)
            rounds.record_repairs(self._ledger.sql, moved, "differed", self._now_ms())
        return replace(applied, touched=applied.touched | moved.keys())

    def repair_digest(self) -> bool:
        """Recompute the bucket hashes from the entities; True if any was wrong."""
        with self._writing():
            mended = self._ledger.journal.repair_digest()
            if mended:
                rounds.record_repairs(self._ledger.sql, [("", "")], "digest", self._now_ms())
            return mended

    def scrub(self, count_max: int) -> Applied:
        """Re-read some entities from disk, in turn, and mend those that no longer match.

        Their rows, too: a digest of states does not know what staff are shown. At the end of each
        turn the digest is compared with what it is a digest of.
        """
        sql, journal = self._ledger.sql, self._ledger.journal
        after = sql.execute("select scrubbed from round").fetchone()[0]
        keys: list[Key] = sql.execute(
            "select type, id from entity where id > ? order by id limit ?", (after, count_max)
        ).fetchall()
        is_last = len(keys) < count_max
        suspect = [*journal.verify(keys), *self._misshown(keys)]
        stale = is_last and not journal.is_digest_sound()
        with self._writing():
            sql.execute("update round set scrubbed = ?", ("" if is_last else keys[-1][1],))
            # Once more with the lock held: somebody may have saved it while we were reading.
            unsound = journal.verify(suspect)
            if unsound:
                rows.project(sql, journal.refold(unsound))
            misshown = self._misshown(suspect)
            rows.put_right(sql, misshown)
            altered = dict.fromkeys((*unsound, *misshown))
            if altered:
                rounds.record_repairs(sql, altered, "altered", self._now_ms())
            if unsound or stale:
                journal.repair_digest()
        return Applied(
            touched=frozenset(altered),
            problems=tuple(f"{kind} {id} had been altered on this disk" for kind, id in altered),
        )

    def proofread(self, count_max: int) -> Applied | None:
        """Scrub the next entities of a book that came as a copy; None once all of it was read."""
        sql = self._ledger.sql
        if sql.execute("select 1 from proofreading").fetchone() is None:
            return None
        applied = self.scrub(count_max)
        with self._writing():
            sql.execute("delete from proofreading where (select scrubbed from round) = ''")
        return applied

    def _misshown(self, keys: Iterable[Key]) -> dict[Key, Moved]:
        """Find entities whose rows are not what their states, as kept, show."""
        kept = {key: self._ledger.journal.load(key) for key in keys}
        return {key: kept[key] for key in rows.differing(self._ledger.sql, kept)}

    def record_round(self, *, in_sync: bool, skew_ms: int | None) -> None:
        """Remember the outcome of a round for the status line."""
        now_ms = self._now_ms()
        with self._taking():
            self._ledger.sql.execute(
                "update round set tried_ms = ?, in_sync = ?, skew_ms = coalesce(?, skew_ms)",
                (now_ms, int(in_sync), skew_ms),
            )
            if in_sync:
                self._ledger.sql.execute("update round set synced_ms = ?", (now_ms,))

    def tidy(self) -> None:
        """Carry the log into the file, on the sync thread, so that no tap has to wait for it."""
        self._ledger.carry_log()

    def record_line(self, line: rounds.Line, done: PastRound) -> None:
        """Remember how the hub answered last, and what came of the round."""
        with self._taking():
            rounds.record_line(self._ledger.sql, line, self._now_ms())
            rounds.record(self._ledger.sql, done)

    def _advance(self, cursor: int, epoch: str) -> None:
        self._ledger.journal.advance(cursor, epoch)

    def _absorb(self, part: Sequence[Incoming]) -> tuple[Absorbed, bool]:
        absorbed = self._ledger.journal.absorb(part, self._now_ms())
        rows.project(self._ledger.sql, absorbed.moved)
        if not (absorbed.clashing or absorbed.overtaken):
            return absorbed, False
        moved = self._reincarnate(absorbed.clashing)
        again = self._ledger.journal.absorb(part, self._now_ms())
        rows.project(self._ledger.sql, again.moved)
        again.moved = {**absorbed.moved, **moved, **again.moved}
        again.fresh += absorbed.fresh
        return again, True

    def _reincarnate(self, clashing: Sequence[ChangeId]) -> dict[Key, Moved]:
        moved = self._ledger.outbox.reincarnate(self._new_incarnation(), clashing)
        self._ledger.relayed.forget()  # what was renamed is not what the house's relay has
        rows.project(self._ledger.sql, moved)
        return moved

    @contextmanager
    def _taking(self) -> Iterator[None]:
        """Write what the hub has anyway, or how a round went, without waiting for the disk.

        Should the power fail, it is gone together with the cursor and the answers that say we have
        it, and comes once more. What staff save after it takes it to the disk as well.
        """
        sql = self._ledger.sql
        sql.execute("pragma synchronous = normal")
        try:
            with self._writing():
                yield
        finally:
            sql.execute("pragma synchronous = full")
        if self._ledger.gives_way:
            # Or the next tap, which does wait for the disk, would wait for all of this with it.
            ledger_file.flush_log(self._ledger.path)

    def _make_durable(self) -> None:
        """Wait until the disk has our new name: the hub hears it next."""
        with self._writing():
            self._ledger.sql.execute("update round set in_sync = 0")

    def _writing(self) -> AbstractContextManager[None]:
        return ledger_file.transaction(self._ledger.sql, self._ledger.path)
