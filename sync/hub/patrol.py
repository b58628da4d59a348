"""Rereads a little of a house whenever a device compares: no disk is trusted to keep what it took.

What was altered beside the log is computed anew from it. Where the log's own bytes were altered,
or are gone, the devices are asked for them: each holds a copy, and the hash says which is right.
"""

from __future__ import annotations

import logging
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Final, NamedTuple

from sqlalchemy import Connection, func, select, tuple_

from sync import digest, merge
from sync.change import Change, ChangeId, content_hash, unpack
from sync.errors import Malformed
from sync.hub import archive, state, tables
from sync.hub.database import Database
from sync.hub.errors import HubError
from sync.hub.state import Kept, Key

log = logging.getLogger("hub")

ENTITIES_MAX: Final = 50
"""Entities reread at a time: some two milliseconds' work."""

BUCKET_ENTITIES: Final = 200
"""Of a larger bucket than this the hash is compared, and then none for as many walks more.

Each entity is a read at a place of its own: a house of a million, 4,000 to the bucket, would have
the hub do little else while its devices are busy.
"""

PAUSE_MS: Final = 1_000
"""However many devices compare, a house is not reread more often than this."""

WANTED_MAX: Final = 100
"""Changes asked for at a time; the rest follow."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a look found.

    Attributes:
        mended: entities and buckets that were not what the log makes, and are again.
        wanted: changes whose bytes the hub no longer has as they were written.
    """

    mended: int = 0
    wanted: tuple[ChangeId, ...] = ()


@dataclass
class _Round:
    """How far the watchman of one house is.

    Attributes:
        after: the last entity he reread; None at the beginning of a turn.
        bucket: whose hash he compares next.
        rest: on so many walks he compares none before that.
        next_ms: when he goes on, by the hub's clock.
        unsound: entities some of whose changes are still wanted.
    """

    after: Key | None = None
    bucket: int = 0
    rest: int = 0
    next_ms: int = 0
    unsound: dict[Key, tuple[ChangeId, ...]] = field(default_factory=dict)


_MISPLACED: Final = Kept(b"", b"")


class _View(NamedTuple):
    """An entity as it is kept, and as its changes make it.

    Attributes:
        right: the state that those changes make which are here as they were written.
        lost: changes that are not.
        is_beyond_us: some are as they were written and cannot be read all the same: another
            version of the hub took, or packed, what this one would not.
        altered: blocks of the archive that hold some, and were altered.
    """

    kept: Kept | None
    right: Kept | None
    lost: tuple[ChangeId, ...]
    is_beyond_us: bool
    altered: frozenset[int]

    @property
    def is_wrong(self) -> bool:
        """Whether it can and must be computed anew."""
        return not self.lost and not self.is_beyond_us and self.kept != self.right


class Patrol:
    """Rereads houses in turn, a little at a time; remembers only how far it is."""

    def __init__(self, database: Database, *, now_ms: Callable[[], int]) -> None:
        self._database = database
        self._now_ms = now_ms
        self._rounds: dict[str, _Round] = defaultdict(_Round)
        self._lock = threading.Lock()

    def walk(self, venue: str) -> Found:
        """Reread the next few entities of a house, and those that were found unsound before.

        Raises:
            HubError: the database cannot be read.
        """
        with self._lock:
            watch, now_ms = self._rounds[venue], self._now_ms()
            # A clock that was set back must not stop the watchman.
            if watch.next_ms - PAUSE_MS <= now_ms < watch.next_ms:
                return Found(wanted=_wanted(watch))
            watch.next_ms = now_ms + PAUSE_MS
            after, unsound = watch.after, tuple(watch.unsound)
            numbers = () if watch.rest else (watch.bucket,)
            watch.bucket = (watch.bucket + len(numbers)) % digest.BUCKETS
            watch.rest = max(0, watch.rest - 1)
        with self._database.reading() as connection:
            keys = _next(connection, venue, after)
            sizes = [_size(connection, venue, number) for number in numbers]
        with self._lock:
            watch.after = keys[-1] if len(keys) == ENTITIES_MAX else None
            for size in sizes:
                watch.rest = size // BUCKET_ENTITIES
        found, hash = self.look(venue, (*unsound, *keys)), self.check_buckets(venue, numbers)
        return replace(found, mended=found.mended + hash.mended)

    def look(self, venue: str, keys: Iterable[Key]) -> Found:
        """Reread some entities and mend what the log can mend.

        Raises:
            HubError: the database cannot be read.
        """
        keys = tuple(dict.fromkeys(keys))
        with self._database.reading() as connection:
            views = _views(connection, venue, keys)
        altered = {block for view in views.values() for block in view.altered}
        if altered:
            self._give_up(venue, altered)
            with self._database.reading() as connection:
                views = _views(connection, venue, keys)
        mended = self._mend(venue, [key for key, view in views.items() if view.is_wrong])
        with self._lock:
            watch = self._rounds[venue]
            for key, view in views.items():
                known = watch.unsound.pop(key, ())
                if view.lost and len(watch.unsound) < WANTED_MAX:
                    watch.unsound[key] = view.lost
                    if view.lost != known:
                        log.warning("bytes_lost type=%s id=%s changes=%d", *key, len(view.lost))
            return Found(mended=mended, wanted=_wanted(watch))

    def check_buckets(self, venue: str, numbers: Iterable[int]) -> Found:
        """Compare some bucket hashes with the entities they are of, and mend them.

        Raises:
            HubError: the database cannot be read.
        """
        with self._database.reading() as connection:
            wrong = _wrong_buckets(connection, venue, numbers)
        mended = 0
        if wrong:
            with _writing_if_possible(), self._locked(venue) as connection:
                _put_buckets(connection, self._database, venue, wrong)
                mended = len(wrong)
                log.warning("buckets_mended count=%d", mended)
        return Found(mended=mended)

    def _give_up(self, venue: str, blocks: Iterable[int]) -> None:
        """Forget what altered blocks of the archive held: then devices are asked for it."""
        with _writing_if_possible(), self._locked(venue) as connection:
            for block in blocks:
                if archive.is_altered(connection, venue, block):
                    archive.forget(connection, self._database, venue, block)
                    log.warning("archive_block_given_up block=%d", block)

    def _mend(self, venue: str, suspect: Sequence[Key]) -> int:
        mended = 0
        if not suspect:
            return mended
        with _writing_if_possible(), self._locked(venue) as connection:
            # Once more with the lock held: a push may have moved them while we were reading.
            views = _views(connection, venue, suspect)
            wrong = {key: view.right for key, view in views.items() if view.is_wrong}
            right = {key: kept for key, kept in wrong.items() if kept is not None}
            state.write(connection, self._database, venue, right)
            state.drop(connection, venue, wrong.keys() - right.keys())
            numbers = {digest.bucket_of(id) for _, id in wrong}
            _put_buckets(connection, self._database, venue, numbers)
            mended = len(wrong)
            log.warning("states_mended count=%d", mended)
        return mended

    @contextmanager
    def _locked(self, venue: str) -> Iterator[Connection]:
        row = tables.venue.c
        with self._database.writing() as connection:
            connection.execute(select(row.head).where(row.id == venue).with_for_update())
            yield connection


@contextmanager
def _writing_if_possible() -> Iterator[None]:
    """Go on where the disk takes nothing: that must not keep anybody from reading."""
    try:
        yield
    except HubError as error:
        log.warning("not_mended reason=%s", type(error).__name__)


def _wanted(watch: _Round) -> tuple[ChangeId, ...]:
    return tuple(id for lost in watch.unsound.values() for id in lost)[:WANTED_MAX]


def _next(connection: Connection, venue: str, after: Key | None) -> list[Key]:
    row = tables.entity.c
    query = select(row.type, row.id).where(row.venue_id == venue)
    if after is not None:
        query = query.where(tuple_(row.type, row.id) > after)
    rows = connection.execute(query.order_by(row.type, row.id).limit(ENTITIES_MAX))
    return [(entity_type, id) for entity_type, id in rows]


def _views(connection: Connection, venue: str, keys: Iterable[Key]) -> dict[Key, _View]:
    keys = list(keys)
    whole: dict[Key, dict[ChangeId, Change]] = {key: {} for key in keys}
    lost: dict[Key, list[ChangeId]] = {key: [] for key in keys}
    beyond_us: dict[Key, set[ChangeId]] = {key: set() for key in keys}
    for key, id, body, hash in _logged(connection, venue, keys):
        if content_hash(body) != hash:
            lost[key].append(id)
            continue
        try:
            whole[key][id] = unpack(body)
        except Malformed:
            beyond_us[key].add(id)
    archived = archive.cursors_of(connection, venue, keys)
    blocks = archive.Blocks(connection, venue)
    read: set[int] = set()
    for cursor, body in blocks.bodies(chain.from_iterable(archived.values())):
        change = unpack(body)
        read.add(cursor)
        whole[change.entity_type, change.entity_id][change.id] = change
    kept = _kept(connection, venue, keys)
    views: dict[Key, _View] = {}
    for key in keys:
        gone = _applied(key, kept.get(key)) - whole[key].keys() - set(lost[key]) - beyond_us[key]
        packed = archive.held(connection, venue, sorted(gone)).keys() if gone else ()
        changes = whole[key].values()
        views[key] = _View(
            kept=kept.get(key),
            right=state.keep(key, merge.fold(changes)) if changes else None,
            lost=(*lost[key], *sorted(gone.difference(packed))),
            is_beyond_us=bool(packed or beyond_us[key]),
            altered=_altered(connection, venue, set(archived.get(key, ())) - read),
        )
    return views


def _altered(connection: Connection, venue: str, unread: Iterable[int]) -> frozenset[int]:
    """Find the blocks that were to hold some changes, and were altered on this disk."""
    blocks = {archive.block_of(cursor) for cursor in unread}
    return frozenset(block for block in blocks if archive.is_altered(connection, venue, block))


def _kept(connection: Connection, venue: str, keys: Iterable[Key]) -> dict[Key, Kept]:
    """Read the states of some entities; one in a wrong bucket is right in nothing."""
    row = tables.entity.c
    kept: dict[Key, Kept] = {}
    for entity_type, ids in state.by_type(keys).items():
        rows = connection.execute(
            select(row.id, row.state, row.hash, row.bucket).where(
                row.venue_id == venue, row.type == entity_type, row.id.in_(ids)
            )
        )
        for id, packed, hash, number in rows:
            in_place = number == digest.bucket_of(id)
            kept[entity_type, id] = Kept(packed, hash) if in_place else _MISPLACED
    return kept


def _logged(
    connection: Connection, venue: str, keys: Iterable[Key]
) -> Iterator[tuple[Key, ChangeId, bytes, bytes]]:
    row = tables.change.c
    for entity_type, ids in state.by_type(keys).items():
        rows = connection.execute(
            select(row.entity_id, row.id, row.body, row.hash).where(
                row.venue_id == venue,
                row.entity_type == entity_type,
                row.entity_id.in_(ids),
                row.refused.is_(None),
            )
        )
        for entity_id, id, body, hash in rows:
            yield (entity_type, entity_id), ChangeId(id), body, hash


def _applied(key: Key, kept: Kept | None) -> set[ChangeId]:
    """Name the changes a state was made of; of a state that was altered nothing is believed."""
    if kept is None or digest.entity_hash(*key, kept.state) != kept.hash:
        return set()
    return set(merge.unpack_entity(kept.state).applied)


def _wrong_buckets(connection: Connection, venue: str, numbers: Iterable[int]) -> list[int]:
    kept = state.buckets(connection, venue)
    return [
        number
        for number in sorted(set(numbers))
        if kept.get(number, digest.NOTHING) != _bucket(connection, venue, number)
    ]


def _bucket(connection: Connection, venue: str, number: int) -> bytes:
    row = tables.entity.c
    query = select(row.hash).where(row.venue_id == venue, row.bucket == number)
    return digest.fold_hashes(connection.scalars(query))


def _size(connection: Connection, venue: str, number: int) -> int:
    row = tables.entity.c
    query = select(func.count()).where(row.venue_id == venue, row.bucket == number)
    count: int = connection.execute(query).scalar_one()
    return count


def _put_buckets(
    connection: Connection, database: Database, venue: str, numbers: Iterable[int]
) -> None:
    rows = [
        {"venue_id": venue, "bucket": number, "hash": _bucket(connection, venue, number)}
        for number in sorted(numbers)
    ]
    if rows:
        connection.execute(database.upsert(tables.bucket), rows)
        state.doubt(connection, venue)
