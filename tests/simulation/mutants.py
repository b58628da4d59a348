"""Bugs to plant, one at a time: a simulator that does not find them would not find ours either.

Each replaces a name of the program for the length of a test, by what somebody might have written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final, TypeAlias

import orjson
import pytest

from app.store import copy_shelf, ledger_file
from app.store.copy_shelf import CopyShelf
from app.store.errors import StoreError
from app.store.house_replica import HouseReplica
from app.store.ledger import Committed, Ledger
from app.store.replica import LedgerReplica
from sync import digest, journal, merge, policy
from sync.change import canonical
from sync.client import asking, judgement
from sync.engine import Engine
from sync.errors import SyncError
from sync.hub import log as hub_log
from sync.hub import tables
from sync.hub.log import HubLog
from sync.hub.relay_log import RelayLog
from sync.journal import Incoming, Journal
from sync.outbox import Outbox
from sync.policy import Resolved
from tests.simulation import device

Mutant: TypeAlias = Callable[[pytest.MonkeyPatch], None]


def what_was_seen_is_forgotten(patch: pytest.MonkeyPatch) -> None:
    """Of several values on the screen, a write names all but the first."""
    seen = journal._seen

    def but_the_first(sets: Any, shown: Any) -> Any:
        return {name: ids[1:] if len(ids) > 1 else ids for name, ids in seen(sets, shown).items()}

    patch.setattr(journal, "_seen", but_the_first)


def editor_sees_the_newest(patch: pytest.MonkeyPatch) -> None:
    """An editor left open counts as having seen what came meanwhile."""
    as_of = Journal.as_of
    patch.setattr(Journal, "as_of", lambda self, key, _: as_of(self, key, self.last_pos()))


def later_stamp_wins(patch: pytest.MonkeyPatch) -> None:
    """Of two concurrent values only the later stays."""
    apply = merge.apply

    def winner_takes_all(entity: Any, change: Any) -> Any:
        after = apply(entity, change)
        held = {id: dict(values) for id, values in after.held.items()}
        for name, lives in after.live.items():
            for each in lives:
                if each.id != policy.latest(lives).id:
                    del held[each.id][name]
        return after._replace(held={id: values for id, values in held.items() if values})

    patch.setattr(merge, "apply", winner_takes_all)


def edits_lose_to_deletions(patch: pytest.MonkeyPatch) -> None:
    """What is deleted is gone, whatever was edited unseen."""

    def resolved(entity: Any) -> Resolved:
        lives = entity.live.get("deleted", ())
        return Resolved(any(each.value is not None for each in lives), asks=False)

    patch.setattr(policy, "deletion", resolved)


def cursor_goes_ahead(patch: pytest.MonkeyPatch) -> None:
    """The cursor is stored before the page is applied."""
    absorb = LedgerReplica.absorb

    def absorbed(self: Any, changes: Any, *, cursor: Any, epoch: str) -> Any:
        if cursor is not None:
            with self._writing():
                self._ledger.journal.advance(cursor, epoch)
        return absorb(self, changes, cursor=cursor, epoch=epoch)

    patch.setattr(LedgerReplica, "absorb", absorbed)


def acknowledgement_is_swallowed(patch: pytest.MonkeyPatch) -> None:
    """What the hub says it knows already stays in the queue."""
    acknowledge = Outbox.acknowledge

    def acknowledged(self: Any, answers: Any, now_ms: int) -> Any:
        return acknowledge(self, [each for each in answers if each.outcome != "known"], now_ms)

    patch.setattr(Outbox, "acknowledge", acknowledged)


def queue_is_emptied_when_sent(patch: pytest.MonkeyPatch) -> None:
    """A batch leaves the queue before the hub has answered."""
    waiting = LedgerReplica.waiting

    def taken_out(self: Any, **bounds: Any) -> Any:
        batch = waiting(self, **bounds)
        with self._writing():
            self._ledger.sql.executemany(
                "update change set state = 0 where id = ?", [(each.id,) for each in batch]
            )
        return batch

    patch.setattr(LedgerReplica, "waiting", taken_out)


def sequence_is_kept_in_memory(patch: pytest.MonkeyPatch) -> None:
    """Every other save writes its sequence down; a process that dies forgets the last one."""
    write, next_ones = Journal.write, dict[int, int]()

    def written(self: Any, drafts: Any, now_ms: int) -> Any:
        sequence = max(self.device().sequence, next_ones.get(id(self._sql), 0))
        self._sql.execute("update device set sequence = ?", (sequence,))
        made = write(self, drafts, now_ms)
        sequence = next_ones[id(self._sql)] = self.device().sequence
        self._sql.execute("update device set sequence = ?", (sequence - sequence % 2,))
        return made

    patch.setattr(Journal, "write", written)


def ids_come_from_the_clock(patch: pytest.MonkeyPatch) -> None:
    """What is entered within a minute of the same clock has one id."""
    patch.setattr(device, "uuid7", lambda now_ms, _: f"at-{now_ms // 60_000}")


def lost_answer_gets_new_names(patch: pytest.MonkeyPatch) -> None:
    """What is sent again after a lost answer is sent under new names."""
    push = Engine._push

    def pushed(self: Any, log: Any) -> None:
        try:
            push(self, log)
        except SyncError:
            replica = self._replica
            with replica._writing():
                ids = [each.id for each in replica._ledger.outbox.waiting()]
                replica._reincarnate(ids)
            raise

    patch.setattr(Engine, "_push", pushed)


def repeated_push_is_taken_anew(patch: pytest.MonkeyPatch) -> None:
    """The hub does not look whether it has a change already."""
    patch.setattr(hub_log, "_held", lambda *_: {})


def anybodys_answer_is_believed(patch: pytest.MonkeyPatch) -> None:
    """An answer need not repeat the request's house, device and nonce."""
    read_ours = judgement.read_ours

    def read(response: Any, body: bytes, envelope: Any, shape: Any) -> Any:
        try:
            told = orjson.loads(body)
            echo = {name: told[name] for name in ("venue", "device", "nonce")}
        except (orjson.JSONDecodeError, KeyError, TypeError):
            echo = {}
        return read_ours(response, body, replace(envelope, **echo), shape)

    patch.setattr(asking, "read_ours", read)


def nothing_is_offered_again(patch: pytest.MonkeyPatch) -> None:
    """What a restored hub lacks is not queued again."""
    patch.setattr(Outbox, "requeue", lambda *_: None)


def digests_always_agree(patch: pytest.MonkeyPatch) -> None:
    """No bucket ever differs."""
    patch.setattr(digest, "differing", lambda *_: [])


def empty_queue_is_called_in_sync(patch: pytest.MonkeyPatch) -> None:
    """Contents are not compared: who has sent everything is in sync."""
    patch.setattr(Engine, "_compare", lambda self, _: not self._replica.unsettled())


def copies_keep_their_name(patch: pytest.MonkeyPatch) -> None:
    """A ledger that was restored, or overtaken by itself, goes on under its incarnation."""
    reincarnate = Outbox.reincarnate

    def kept(self: Any, fresh: Any, clashing: Any = ()) -> Any:
        return reincarnate(self, fresh, clashing) if clashing else {}

    patch.setattr(Outbox, "reincarnate", kept)


def head_moves_in_a_commit_of_its_own(patch: pytest.MonkeyPatch) -> None:
    """The hub gives cursors out before the transaction that uses them."""
    push = HubLog.push

    def pushed(self: Any, venue: str, environment: str, documents: Any, **more: Any) -> Any:
        with self.database.writing() as connection:
            row = tables.venue.c
            connection.execute(
                tables.venue.update().where(row.id == venue).values(head=row.head + 1)
            )
        return push(self, venue, environment, documents, **more)

    patch.setattr(HubLog, "push", pushed)


def full_disk_is_not_told_of(patch: pytest.MonkeyPatch) -> None:
    """An edit that the disk refused looks as if it had been saved."""
    commit = Ledger.commit

    def committed(self: Any, writes: Any, **more: Any) -> Any:
        try:
            return commit(self, writes, **more)
        except StoreError:
            if writes[0].before is None:
                raise
            return Committed((), frozenset())

    patch.setattr(Ledger, "commit", committed)


def saves_are_not_synced(patch: pytest.MonkeyPatch) -> None:
    """What staff save is left to the disk's own time."""
    prepare = ledger_file._prepare

    def prepared(connection: Any, *more: Any) -> None:
        prepare(connection, *more)
        connection.execute("pragma synchronous = normal")

    patch.setattr(ledger_file, "_prepare", prepared)


def newer_keys_are_dropped(patch: pytest.MonkeyPatch) -> None:
    """A device keeps of a change only what it can read."""
    absorb = LedgerReplica.absorb

    def cut(each: Incoming) -> Incoming:
        document = orjson.loads(each.body)
        known = {key: value for key, value in document.items() if not key.startswith("x_")}
        return Incoming(canonical(known), each.cursor)

    def absorbed(self: Any, changes: Any, *, cursor: Any, epoch: str) -> Any:
        return absorb(self, [cut(each) for each in changes], cursor=cursor, epoch=epoch)

    patch.setattr(LedgerReplica, "absorb", absorbed)


def relays_word_is_the_last(patch: pytest.MonkeyPatch) -> None:
    """What the relay has leaves the queue, before the hub above it has it."""
    patch.setattr(HouseReplica, "acknowledge", LedgerReplica.acknowledge)


def relay_vouches_for_the_hub(patch: pytest.MonkeyPatch) -> None:
    """A relay says it is in sync with the hub above it, whether it knows or not."""
    upstream = RelayLog.upstream

    def vouched(self: Any, venue: str) -> Any:
        standing = upstream(self, venue)
        return standing and replace(standing, in_sync=True)

    patch.setattr(RelayLog, "upstream", vouched)


def copy_replaces_what_was_entered(patch: pytest.MonkeyPatch) -> None:
    """A copy of the book takes the place of whatever is there."""
    patch.setattr(copy_shelf, "is_blank", lambda _: True)


def copy_says_it_is_newer(patch: pytest.MonkeyPatch) -> None:
    """Who takes a copy reads on from a little further than it reaches."""
    make_ours = CopyShelf._make_ours

    def made(self: Any, sql: Any, copy: Any) -> None:
        make_ours(self, sql, copy)
        sql.execute("update device set cursor = cursor + 2")

    patch.setattr(CopyShelf, "_make_ours", made)


MUTANTS: Final[Mapping[str, Mutant]] = {
    each.__name__: each
    for each in (
        what_was_seen_is_forgotten,
        editor_sees_the_newest,
        later_stamp_wins,
        edits_lose_to_deletions,
        cursor_goes_ahead,
        acknowledgement_is_swallowed,
        queue_is_emptied_when_sent,
        sequence_is_kept_in_memory,
        ids_come_from_the_clock,
        lost_answer_gets_new_names,
        repeated_push_is_taken_anew,
        anybodys_answer_is_believed,
        nothing_is_offered_again,
        digests_always_agree,
        empty_queue_is_called_in_sync,
        copies_keep_their_name,
        head_moves_in_a_commit_of_its_own,
        full_disk_is_not_told_of,
        saves_are_not_synced,
        newer_keys_are_dropped,
        relays_word_is_the_last,
        relay_vouches_for_the_hub,
        copy_replaces_what_was_entered,
        copy_says_it_is_newer,
    )
}
