"""One round between a device and its hub: push, pull, compare contents, repair. Resumable anywhere.

No transaction is open across a request: the replica's methods are short transactions of their own,
the client's are requests. Killed between any two lines, the next round goes on where this one was.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final, NamedTuple, Protocol

from sync import digest
from sync.ahead import Ahead, AtNeed, Coming
from sync.change import ChangeId, content_hash
from sync.client import Digest, Hint, Pulled, Pushed, Upstream
from sync.errors import CutShort, Stopped, SyncError, TooLarge
from sync.journal import Incoming, Key
from sync.outbox import BATCH_BYTES_MAX, BATCH_MAX, Answer, Waiting
from sync.pace import Bound
from sync.replica import Applied, Replica

PAGE_MAX: Final = 500
"""Changes in one pulled page at most: while one is taken in, the hub makes the next ready."""

PAGE_MIN: Final = 8
BATCH_BYTES_MIN: Final = 8_192
"""However slow the line: each request costs something of its own."""

ROUND_PAGES_MAX: Final = 10_000
"""Pages and batches in one round at most; a round is never endless."""

REPAIR_ENTITIES_MAX: Final = 500
"""Entities repaired in one round; the rest follow in the next."""

STRETCH_MIN: Final = 100
"""A page ends before so many changes of our own; fewer are cheaper to read than to leave out."""

REPAIR_PASSES_MAX: Final = 3
COMPARISONS_MAX: Final = 64
"""Digests asked for in one round: while others are sending, each may find the log grown again."""

SCRUB_MAX: Final = 100
"""Entities re-read from disk in a round that has nothing else to do."""

SCRUB_PAUSE_MS: Final = 10_000

RETRY_SECONDS_MIN: Final = 1.0
RETRY_SECONDS_MAX: Final = 60.0


class Hub(Protocol):
    """What the engine asks of a hub; `sync.client.Client` is one."""

    def push(self, incarnation: str, bodies: Sequence[bytes]) -> Pushed:
        """Offer changes; each is answered on its own."""
        ...

    def pull(self, after: int, limit: int) -> Pulled:
        """Read a page of the log after a cursor."""
        ...

    def digest(self, leaving_out: Sequence[Key] = ()) -> Digest:
        """Read the bucket hashes, leaving some entities out."""
        ...

    def entities(self, buckets: Sequence[int]) -> dict[Key, bytes]:
        """List the entities of some buckets with their hashes."""
        ...

    def changes_of(self, entities: Sequence[Key]) -> tuple[Incoming, ...]:
        """Read every change of some entities."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a round is: what it is doing, and how many changes have gone either way.

    Attributes:
        done, total: how far it is with fetching the book: bytes of a copy, or changes of the log.
        touched: entities that look different since the last time.
    """

    step: str
    pushed: int = 0
    pulled: int = 0
    done: int = 0
    total: int = 0
    touched: frozenset[Key] = frozenset()

    @property
    def percent(self) -> int | None:
        """How many hundredths of the book are here; None while nothing is fetched."""
        return 100 * min(self.done, self.total) // self.total if self.total else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What one round did.

    Attributes:
        repaired: entities in which a difference was found and mended.
        agrees: whether the contents' digests agree and nothing waits or is parked.
        in_sync: that, and so they do with whatever hub this one belongs to.
        upstream: how a relay stands with its own hub; None from a hub that has none.
        skew_ms: how far the hub's clock is ahead of ours.
    """

    pushed: int
    pulled: int
    repaired: int
    agrees: bool
    in_sync: bool
    upstream: Upstream | None
    cursor: int
    epoch: str
    skew_ms: int | None
    touched: frozenset[Key]
    problems: tuple[str, ...]


@dataclass
class _Log:
    """What the round under way has done so far.

    Attributes:
        stop: whether to leave off before the next request.
        confirmed: stretches of the hub's log that we sent ourselves, first cursor to last: what is
            there we hold, so it need not be read back.
        head: how far the hub's log goes, as it said last.
        root: fingerprint of all that the hub held there, if it told.
    """

    stop: Callable[[], bool]
    pushed: int = 0
    pulled: int = 0
    repaired: set[Key] = field(default_factory=set)
    touched: set[Key] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)
    skew_ms: int | None = None
    upstream: Upstream | None = None
    confirmed: dict[int, int] = field(default_factory=dict)
    head: int | None = None
    root: bytes | None = None
    cursor: int = 0

    def go_on(self) -> None:
        """Ask the hub something else, unless told to stop.

        Raises:
            Stopped: told to.
        """
        if self.stop():
            raise Stopped("stopped between two requests; the next round goes on from here")

    def note(self, applied: Applied) -> None:
        self.touched |= applied.touched
        self.problems.extend(applied.problems)

    def confirm(self, answers: Sequence[Answer]) -> None:
        """Note where in the hub's log our changes are."""
        first = last = 0
        for each in answers:
            if each.cursor is None:
                continue
            self.pushed += 1
            if each.outcome != "accepted":
                continue  # a relay may know more of it than we do
            if each.cursor != last + 1 or not first:
                first = each.cursor
            last = each.cursor
            self.confirmed[first] = last

    def passed(self, cursor: int) -> int:
        """Go on from a cursor over what follows it and is ours."""
        while cursor + 1 in self.confirmed:
            cursor = self.confirmed[cursor + 1]
        return cursor

    def gap(self, cursor: int) -> int:
        """Count the changes of others that follow a cursor, up to the next long stretch of ours."""
        ahead = [
            first
            for first, last in self.confirmed.items()
            if first > cursor and last - first >= STRETCH_MIN
        ]
        return min([PAGE_MAX, *(first - cursor - 1 for first in ahead)])


class _Offered(NamedTuple):
    """A batch that is under way to the hub, and what becomes of it."""

    batch: Sequence[Waiting]
    coming: Coming[Pushed]


def _size(batch: Sequence[Waiting]) -> int:
    return sum(len(each.body) for each in batch)


def _all_taken(answers: Sequence[Answer]) -> bool:
    return all(each.outcome in ("accepted", "known") for each in answers)


class Engine:
    """Runs rounds for one replica against one hub."""

    def __init__(
        self,
        replica: Replica,
        hub: Hub,
        *,
        progress: Callable[[Progress], None] | None = None,
        now_ms: Callable[[], int] | None = None,
        ahead: Ahead | None = None,
    ) -> None:
        """Prepare rounds; what one learns of the line, the next ones heed.

        Args:
            replica: our ledger.
            hub: the other side.
            progress: is told of each batch and page.
            now_ms: the wall clock; without it, requests do not get shorter on slow lines.
            ahead: how the hub is asked for the next page, or offered the next batch, while the
                last one is written down; without it, one is asked after the other.
        """
        self._ahead = ahead or AtNeed()
        self._replica = replica
        self._hub = hub
        self._progress = progress
        self._now_ms = now_ms
        self._batch_bytes = Bound(BATCH_BYTES_MAX, BATCH_BYTES_MIN)
        self._page = Bound(PAGE_MAX, PAGE_MIN)
        self._scrubbed_ms: int | None = None

    def round(self, stop: Callable[[], bool] = lambda: False, told: Sequence[Hint] = ()) -> Round:
        """Do one round.

        Args:
            stop: once it says so, the request under way is the last.
            told: what the hub's stream told of since the last round; what of it fits is taken in
                as if it had been asked for.

        Raises:
            SyncError: the round stopped half-way; the queue is intact and the next goes on.
        """
        log = _Log(stop)
        try:
            self._push(log)
            self._take_in(told, log)
            self._pull(log)
            agrees = self._compare(log)
        except SyncError:
            self._replica.record_round(in_sync=False, skew_ms=log.skew_ms)
            raise
        device = self._replica.device()
        in_sync = agrees and (log.upstream is None or log.upstream.in_sync)
        self._replica.record_round(in_sync=in_sync, skew_ms=log.skew_ms)
        return Round(
            pushed=log.pushed,
            pulled=log.pulled,
            repaired=len(log.repaired),
            agrees=agrees,
            in_sync=in_sync,
            upstream=log.upstream,
            cursor=device.cursor,
            epoch=device.epoch,
            skew_ms=log.skew_ms,
            touched=frozenset(log.touched),
            problems=tuple(log.problems),
        )

    def _push(self, log: _Log) -> None:
        offered: _Offered | None = None
        try:
            for _ in range(ROUND_PAGES_MAX):
                if offered is None:
                    batch = self._batch(log)
                    if not batch:
                        return
                    log.go_on()
                    offered = self._offer(batch)
                answers, offered = self._hear(offered, log)
                if answers:
                    log.note(self._replica.acknowledge(answers))
                    log.confirm(answers)
                    self._report("push", log)
        finally:
            if offered is not None:
                offered.coming.leave()

    def _hear(self, offered: _Offered, log: _Log) -> tuple[Sequence[Answer], _Offered | None]:
        """Hear what became of one batch, and begin to offer the next where nothing speaks against.

        While the hub looks at this one, the next is read from the disk, and while that is under
        way, the answers to this one are written down.
        """
        batch, behind = offered.batch, self._behind(offered.batch)
        try:
            pushed = offered.coming.take()
        except TooLarge as error:
            if len(batch) == 1:
                self._park([batch[0].id], f"too large for the hub: {error}", log)
            else:
                self._batch_bytes.refuse(_size(batch))
            return (), None
        is_known = not self._meet(pushed.epoch, log)
        log.skew_ms, log.head, log.root = pushed.skew_ms, pushed.head, pushed.root
        answers = [
            Answer(sent.id, each.outcome, each.cursor, each.reason)
            for sent, each in zip(batch, pushed.results, strict=True)
        ]
        # What builds on a refused change must not be offered: so only where all was taken.
        may_go_on = is_known and _all_taken(answers) and not log.stop()
        if behind and may_go_on and all(each.is_unaltered for each in behind):
            return answers, self._offer(behind)
        return answers, None

    def _behind(self, batch: Sequence[Waiting]) -> Sequence[Waiting]:
        """Read what is queued behind a batch; behind a tap there is nothing."""
        if len(batch) < BATCH_MAX and 2 * _size(batch) < self._batch_bytes.now:
            return ()
        return self._replica.waiting(
            count_max=BATCH_MAX, bytes_max=self._batch_bytes.now, behind=batch[-1].id
        )

    def _batch(self, log: _Log) -> Sequence[Waiting]:
        """Read the head of the queue; what was altered on this disk is parked instead."""
        while True:
            batch = self._replica.waiting(count_max=BATCH_MAX, bytes_max=self._batch_bytes.now)
            altered = [each.id for each in batch if not each.is_unaltered]
            if not altered:
                return batch
            self._park(altered, "its bytes were altered on this disk", log)

    def _offer(self, batch: Sequence[Waiting]) -> _Offered:
        """Begin to offer a batch."""
        incarnation = self._replica.device().incarnation

        def push() -> Pushed:
            with self._learning(self._batch_bytes) as carried:
                pushed = self._hub.push(incarnation, [each.body for each in batch])
                carried(_size(batch))
            return pushed

        return _Offered(batch, self._ahead(push))

    def _park(self, ids: Sequence[ChangeId], reason: str, log: _Log) -> None:
        answers = [Answer(id, "refused", None, reason) for id in ids]
        log.note(self._replica.acknowledge(answers))

    def _take_in(self, told: Sequence[Hint], log: _Log) -> None:
        """Take in what follows what we have; the rest is as if nobody had told of it.

        Staff see it at once. Whether that is all there is, the hub is asked all the same: what a
        stream tells may be old.
        """
        for hint in told:
            device = self._replica.device()
            if hint.after is None or hint.epoch != device.epoch or hint.after != device.cursor:
                continue
            applied = self._replica.absorb(hint.changes, cursor=hint.head, epoch=hint.epoch)
            log.note(applied)
            log.pulled += applied.fresh
            self._report("pull", log, applied.touched)

    def _pull(self, log: _Log) -> None:
        coming: Coming[Pulled] | None = None
        try:
            for _ in range(ROUND_PAGES_MAX):
                device = self._replica.device()
                cursor = log.passed(device.cursor)
                if cursor > device.cursor:
                    log.note(self._replica.absorb((), cursor=cursor, epoch=device.epoch))
                if cursor == log.head:
                    return
                if coming is None:
                    log.go_on()
                    coming = self._ask_page(cursor, log)
                page = coming.take()
                coming = None
                log.skew_ms, log.head, log.root = page.skew_ms, page.head, page.root
                if self._meet(page.epoch, log):
                    continue
                if cursor > page.head:
                    self._start_over(page.epoch, log)
                    continue
                is_last = not page.more or page.next <= cursor
                following = log.passed(page.next)
                if not is_last and following != page.head and not log.stop():
                    # It comes while this one is taken in.
                    coming = self._ask_page(following, log)
                applied = self._replica.absorb(page.changes, cursor=page.next, epoch=page.epoch)
                log.note(applied)
                log.pulled += applied.fresh
                log.cursor = page.next
                self._report("pull", log, applied.touched)
                if is_last:
                    return
        finally:
            if coming is not None:
                coming.leave()

    def _ask_page(self, cursor: int, log: _Log) -> Coming[Pulled]:
        """Begin to read the page that follows a cursor."""
        limit = min(self._page.now, log.gap(cursor))

        def pull() -> Pulled:
            with self._learning(self._page) as carried:
                page = self._hub.pull(cursor, limit)
                carried(len(page.changes))
            return page

        return self._ahead(pull)

    def _meet(self, epoch: str, log: _Log) -> bool:
        """Start over when the hub is not the one we knew; True if we did."""
        if self._replica.device().epoch == epoch:
            return False
        self._start_over(epoch, log)
        return True

    def _start_over(self, epoch: str, log: _Log) -> None:
        self._replica.start_over(epoch)
        log.confirmed.clear()
        log.head = log.root = None

    def _compare(self, log: _Log) -> bool:
        """Compare contents, mend what differs, and tell whether both sides now hold the same."""
        if not (log.pushed or log.pulled) and self._is_time_to_scrub():
            # Only where there is nothing else to do: while much arrives, nobody should wait for it.
            log.note(self._replica.scrub(SCRUB_MAX))
        repairs = 0
        for attempt in range(COMPARISONS_MAX):
            left_out = self._replica.unsettled()
            if left_out is None:
                return False
            if attempt == 0 and not left_out and self._is_known_to_agree(log):
                return True
            log.go_on()
            theirs = self._hub.digest(left_out)
            log.skew_ms, log.head, log.upstream = theirs.skew_ms, theirs.head, theirs.upstream
            if theirs.mended:
                log.problems.append(
                    f"the hub's disk had altered what it keeps, in {theirs.mended} places: mended"
                )
            if attempt == 0 and self._give_back(theirs.wanted, log):
                continue
            if theirs.head != self._replica.device().cursor:
                self._pull(log)
                continue
            different = digest.differing(self._ours(left_out), theirs.buckets)
            unsettled = self._replica.unsettled()
            if unsettled is None:
                return False
            # What staff saved while the hub was answering is no difference to be mended.
            meanwhile = {digest.bucket_of(id) for _, id in set(unsettled) - set(left_out)}
            different = [number for number in different if number not in meanwhile]
            if not different:
                if left_out and not unsettled:
                    continue  # sent meanwhile by another process: compared is what was left out
                return not unsettled
            if repairs == REPAIR_PASSES_MAX:
                log.problems.append("the hub still holds something else than this device: check it")
                return False
            self._repair(different, frozenset(unsettled), log)
            repairs += 1
        return False

    def _is_known_to_agree(self, log: _Log) -> bool:
        """Tell whether the hub said already, with what was sent or read, that it holds the same.

        A round in which nothing was, asks all the same: the hub may have found itself altered.
        """
        if log.root is None or log.head != self._replica.device().cursor:
            return False
        return bool(log.pushed or log.pulled) and digest.root(self._replica.buckets()) == log.root

    def _is_time_to_scrub(self) -> bool:
        """Tell whether a while has passed; each tap is followed by a round of its own."""
        if self._now_ms is None:
            return True
        now_ms, last_ms = self._now_ms(), self._scrubbed_ms
        if last_ms is not None and 0 <= now_ms - last_ms < SCRUB_PAUSE_MS:
            return False
        self._scrubbed_ms = now_ms
        return True

    def _give_back(self, wanted: Sequence[str], log: _Log) -> bool:
        """Send those changes again whose bytes the hub lost; True if we had any of them."""
        keys = self._replica.offer_again(map(ChangeId, wanted)) if wanted else frozenset()
        if not keys:
            return False
        log.repaired |= keys
        log.problems += (f"{kind} {id} had been altered on the hub's disk" for kind, id in keys)
        self._push(log)
        self._pull(log)
        return True

    def _ours(self, left_out: Iterable[Key]) -> dict[int, bytes]:
        ours = dict(self._replica.buckets())
        for key, hash in self._replica.hashes(left_out).items():
            number = digest.bucket_of(key[1])
            ours[number] = digest.xor(ours.get(number, digest.NOTHING), hash)
        return ours

    def _repair(self, buckets: Sequence[int], left_out: frozenset[Key], log: _Log) -> None:
        ours = self._replica.hashes_in(buckets)
        theirs = self._hub.entities(buckets)
        keys = sorted(
            key
            for key in ours.keys() | theirs.keys()
            if ours.get(key) != theirs.get(key) and key not in left_out
        )[:REPAIR_ENTITIES_MAX]
        if not keys:
            if not self._replica.repair_digest():
                log.problems.append(
                    "the hub's digest was not that of its contents; if this comes again, check it"
                )
            return
        changes = self._hub.changes_of(keys)
        log.note(self._replica.mend(changes, keys))
        # By contents, too: a copied ledger may have given our change's name to one of its own.
        at_hub = {(each.id, content_hash(each.body)) for each in changes}
        missing = [
            id
            for id, body in self._replica.bodies_of(keys).items()
            if (id, content_hash(body)) not in at_hub
        ]
        self._replica.requeue(missing)
        log.repaired |= set(keys)
        self._report("repair", log)
        self._push(log)
        self._pull(log)

    @contextmanager
    def _learning(self, bound: Bound) -> Iterator[Callable[[int], None]]:
        """Learn from one request how much to ask for in the next."""
        began_ms = self._now_ms() if self._now_ms is not None else 0

        def carried(amount: int) -> None:
            if self._now_ms is not None:
                bound.carried(amount, self._now_ms() - began_ms)

        try:
            yield carried
        except CutShort:
            bound.cut_short()
            raise

    def _report(self, step: str, log: _Log, touched: frozenset[Key] = frozenset()) -> None:
        if self._progress is None:
            return
        done, total = (log.cursor, log.head or 0) if step == "pull" else (0, 0)
        self._progress(
            Progress(
                step=step,
                pushed=log.pushed,
                pulled=log.pulled,
                done=done,
                total=total,
                touched=touched,
            )
        )


def retry_after_seconds(failures: int, chance: random.Random) -> float:
    """Say how long to wait after so many failures in a row (from 1), with full jitter."""
    ceiling = min(RETRY_SECONDS_MAX, RETRY_SECONDS_MIN * 2 ** min(failures - 1, 10))
    return chance.uniform(RETRY_SECONDS_MIN / 2, ceiling)
