"""Old changes that show nowhere any more, packed tightly; read like the log they were part of.

A block holds the archived changes of one stretch of cursors, so that a page of the log needs a few
blocks and no index by cursor. Two small indices find a change by its id and by its entity.
"""

from __future__ import annotations

import logging
import struct
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple, TypeAlias

import orjson
from sqlalchemy import Connection, bindparam, delete, func, select

from sync import compression
from sync.change import content_hash
from sync.change import unpack as read_change
from sync.errors import Malformed, TooLarge
from sync.hub import state, tables
from sync.hub.database import Database
from sync.hub.state import Key

log = logging.getLogger("hub")

BLOCK_CURSORS: Final = 512
BODY_BYTES_MAX: Final = 4_096
"""A longer change stays in the log: a block must fit in memory many times over."""

BLOCK_BYTES_MAX: Final = BLOCK_CURSORS * (BODY_BYTES_MAX + 16)
BLOCKS_KEPT: Final = 16
IDS_MAX: Final = 5_000
"""Ids looked up in one query."""

Old: TypeAlias = tuple[int, bytes]
"""A cursor and the canonical bytes that were committed at it."""

_HEAD: Final = struct.Struct(">QI")


class Moving(NamedTuple):
    """A change on its way from the log into the archive."""

    cursor: int
    id: str
    key: Key
    body: bytes
    hash: bytes
    upstream: int | None = None


def block_of(cursor: int) -> int:
    """Tell which block a cursor belongs to."""
    return cursor // BLOCK_CURSORS


def pack(changes: Iterable[Old]) -> bytes:
    """Write a block; `unpack` is the inverse."""
    return compression.pack(
        b"".join(_HEAD.pack(cursor, len(body)) + body for cursor, body in sorted(changes)),
        compression.TIGHT,
    )


def unpack(packed: bytes) -> list[Old]:
    """Read a block, in cursor order.

    Raises:
        Malformed: it was altered on this disk.
    """
    try:
        plain = compression.unpack(packed, BLOCK_BYTES_MAX)
    except TooLarge as error:
        raise Malformed(str(error)) from error
    changes: list[Old] = []
    at = 0
    try:
        while at < len(plain):
            cursor, size = _HEAD.unpack_from(plain, at)
            at += _HEAD.size
            changes.append((cursor, plain[at : at + size]))
            at += size
    except struct.error as error:
        raise Malformed(f"no block of changes: {error}") from error
    return changes


_LAST_BLOCK: Final = select(func.max(tables.archive.c.block)).where(
    tables.archive.c.venue_id == bindparam("venue")
)
"""Asked at every page: to build it anew takes as long as to run it."""


def reach(connection: Connection, venue: str) -> int:
    """Tell above which cursor the archive certainly holds nothing; 0 while it is empty."""
    last = connection.execute(_LAST_BLOCK, {"venue": venue}).scalar()
    return 0 if last is None else (last + 1) * BLOCK_CURSORS - 1


def put(
    connection: Connection, database: Database, venue: str, block: int, moving: Sequence[Moving]
) -> None:
    """Add changes to one block, and to the indices.

    Raises:
        Malformed: the block as it stands was altered on this disk; nothing was written.
    """
    changes = dict(_read(connection, venue, block))
    changes.update((each.cursor, each.body) for each in moving)
    _put_block(connection, database, venue, block, changes)
    connection.execute(
        database.upsert(tables.archived),
        [
            {
                "venue_id": venue,
                "id": each.id,
                "cursor": each.cursor,
                "hash": each.hash,
                "upstream": each.upstream,
            }
            for each in moving
        ],
    )
    groups = cursors_of(connection, venue, {each.key for each in moving})
    for each in moving:
        groups.setdefault(each.key, []).append(each.cursor)
    _put_cursors(connection, database, venue, groups)


def held(connection: Connection, venue: str, ids: Sequence[str]) -> dict[str, tuple[int, bytes]]:
    """Find archived changes among some ids: cursor and content hash of each."""
    row = tables.archived.c
    found: dict[str, tuple[int, bytes]] = {}
    for at in range(0, len(ids), IDS_MAX):
        query = select(row.id, row.cursor, row.hash).where(
            row.venue_id == venue, row.id.in_(ids[at : at + IDS_MAX])
        )
        found.update({id: (cursor, hash) for id, cursor, hash in connection.execute(query)})
    return found


def upstreams(connection: Connection, venue: str, ids: Sequence[str]) -> dict[str, int]:
    """Find archived changes among some ids, on a relay: the cursor upstream of each."""
    row = tables.archived.c
    found: dict[str, int] = {}
    for at in range(0, len(ids), IDS_MAX):
        query = select(row.id, row.upstream).where(
            row.venue_id == venue, row.id.in_(ids[at : at + IDS_MAX]), row.upstream.is_not(None)
        )
        found.update((id, cursor) for id, cursor in connection.execute(query))
    return found


def take_out(
    connection: Connection, database: Database, venue: str, ids: Sequence[str]
) -> list[Moving]:
    """Take changes out of the archive again; one that cannot be read any more is forgotten."""
    packed, upstream = held(connection, venue, ids), upstreams(connection, venue, ids)
    by_block: dict[int, dict[int, str]] = defaultdict(dict)
    for id, (cursor, _) in packed.items():
        by_block[block_of(cursor)][cursor] = id
    taken: list[Moving] = []
    for block, wanted in by_block.items():
        changes = dict(_read_what_can_be(connection, venue, block))
        for cursor, id in wanted.items():
            body = changes.pop(cursor, None)
            if body is not None:
                key, hash = _key_of(body), packed[id][1]
                taken.append(Moving(cursor, id, key, body, hash, upstream.get(id)))
        if changes:
            _put_block(connection, database, venue, block, changes)
        elif wanted.keys() <= {each.cursor for each in taken}:
            _drop_block(connection, venue, block)
    gone = {cursor for cursor, _ in packed.values()}
    if len(taken) == len(packed):
        groups = cursors_of(connection, venue, {each.key for each in taken})
    else:  # of what cannot be read nobody knows the entity
        groups = dict(entities(connection, venue))
    _forget_cursors(connection, database, venue, gone, groups)
    row = tables.archived.c
    for at in range(0, len(ids), IDS_MAX):
        connection.execute(
            delete(tables.archived).where(row.venue_id == venue, row.id.in_(ids[at : at + IDS_MAX]))
        )
    return taken


def ids(connection: Connection, venue: str) -> list[str]:
    """Name everything archived, in the order of the log."""
    row = tables.archived.c
    query = select(row.id).where(row.venue_id == venue).order_by(row.cursor)
    return list(connection.scalars(query))


def cursors_of(connection: Connection, venue: str, keys: Iterable[Key]) -> dict[Key, list[int]]:
    """Find the archived changes of some entities."""
    row = tables.archived_of.c
    found: dict[Key, list[int]] = {}
    for entity_type, ids in state.by_type(keys).items():
        query = select(row.id, row.cursors).where(
            row.venue_id == venue, row.type == entity_type, row.id.in_(ids)
        )
        for id, cursors in connection.execute(query):
            found[entity_type, id] = orjson.loads(cursors)
    return found


def after(connection: Connection, venue: str, cursor: int) -> Iterator[Old]:
    """Read everything archived after a cursor, in order, one block at a time."""
    row = tables.archive.c
    block = block_of(cursor + 1) - 1
    while True:
        found = connection.execute(
            select(func.min(row.block)).where(row.venue_id == venue, row.block > block)
        ).scalar()
        if found is None:
            return
        block = found
        yield from (old for old in _read_what_can_be(connection, venue, block) if old[0] > cursor)


class Blocks:
    """Reads changes out of blocks and keeps the last few of those unpacked.

    What was entered in one week lies in the same blocks, and is asked for together.
    """

    def __init__(self, connection: Connection, venue: str) -> None:
        self._connection = connection
        self._venue = venue
        self._kept: dict[int, dict[int, bytes]] = {}

    def bodies(self, cursors: Iterable[int]) -> Iterator[Old]:
        """Read some archived changes, in order."""
        for cursor in sorted(cursors):
            body = self._block(block_of(cursor)).get(cursor)
            if body is not None:
                yield cursor, body

    def _block(self, block: int) -> dict[int, bytes]:
        found = self._kept.pop(block, None)
        if found is None:
            found = dict(_read_what_can_be(self._connection, self._venue, block))
            if len(self._kept) == BLOCKS_KEPT:
                del self._kept[next(iter(self._kept))]
        self._kept[block] = found  # at the end: the first is the one not needed for longest
        return found


def unreadable(connection: Connection, venue: str) -> Iterator[tuple[int, str]]:
    """Find the blocks that were altered on this disk or are gone, each with a sentence about it."""
    row, packed = tables.archive.c, tables.archived.c
    blocks = set(connection.scalars(select(row.block).where(row.venue_id == venue)))
    query = select(packed.cursor // BLOCK_CURSORS).where(packed.venue_id == venue).distinct()
    for block in sorted(blocks.union(connection.scalars(query))):
        first = block * BLOCK_CURSORS
        words = f"the archive from {first} to {first + BLOCK_CURSORS - 1}"
        try:
            _read(connection, venue, block)
        except Malformed as error:
            yield block, f"{words}: {error}"
        if block not in blocks:
            yield block, f"{words}: it is gone"


def is_altered(connection: Connection, venue: str, block: int) -> bool:
    """Tell whether a block's bytes are not what was written, or are gone.

    One that another version of the hub packed in its own way is not altered.
    """
    row = tables.archive.c
    query = select(row.body, row.hash).where(row.venue_id == venue, row.block == block)
    found = connection.execute(query).one_or_none()
    return found is None or content_hash(found[0]) != found[1]


def forget(connection: Connection, database: Database, venue: str, block: int) -> None:
    """Give up a block that cannot be read, so that devices may offer again what it held."""
    first, last = block * BLOCK_CURSORS, (block + 1) * BLOCK_CURSORS - 1
    groups = dict(entities(connection, venue))
    _forget_cursors(connection, database, venue, range(first, last + 1), groups)
    row = tables.archived.c
    connection.execute(
        delete(tables.archived).where(row.venue_id == venue, row.cursor.between(first, last))
    )
    _drop_block(connection, venue, block)


def size(connection: Connection, venue: str) -> tuple[int, int]:
    """Count archived changes, and tell the last one's cursor; 0 and 0 if there are none."""
    row = tables.archived.c
    count, last = connection.execute(
        select(func.count(), func.max(row.cursor)).where(row.venue_id == venue)
    ).one()
    return count, last or 0


def entities(connection: Connection, venue: str) -> Iterator[tuple[Key, list[int]]]:
    """Read which changes of each entity are archived, by type and id."""
    row = tables.archived_of.c
    query = (
        select(row.type, row.id, row.cursors)
        .where(row.venue_id == venue)
        .order_by(row.type, row.id)
    )
    rows = connection.execute(query, execution_options={"yield_per": 500})
    return (((entity_type, id), orjson.loads(cursors)) for entity_type, id, cursors in rows)


def _read(connection: Connection, venue: str, block: int) -> list[Old]:
    row = tables.archive.c
    query = select(row.body, row.hash).where(row.venue_id == venue, row.block == block)
    found = connection.execute(query).one_or_none()
    if found is None:
        return []
    if content_hash(found[0]) != found[1]:
        raise Malformed("its bytes are not what was written")
    return unpack(found[0])


def _read_what_can_be(connection: Connection, venue: str, block: int) -> list[Old]:
    """Read a block; one that was altered is left out, lest it keep everybody from all the rest."""
    try:
        return _read(connection, venue, block)
    except Malformed as error:
        log.warning("archive_block_unreadable block=%d reason=%s", block, error)
        return []


def _put_block(
    connection: Connection, database: Database, venue: str, block: int, changes: Mapping[int, bytes]
) -> None:
    new = pack(changes.items())
    # What leaves the log is read back first: there is no other copy of it here.
    if dict(unpack(new)) != changes:
        raise Malformed("a packed change does not read as it was written")
    connection.execute(
        database.upsert(tables.archive),
        {"venue_id": venue, "block": block, "body": new, "hash": content_hash(new)},
    )


def _drop_block(connection: Connection, venue: str, block: int) -> None:
    row = tables.archive.c
    connection.execute(delete(tables.archive).where(row.venue_id == venue, row.block == block))


def _forget_cursors(
    connection: Connection,
    database: Database,
    venue: str,
    gone: Container[int],
    groups: Mapping[Key, list[int]],
) -> None:
    left = {
        key: [cursor for cursor in cursors if cursor not in gone]
        for key, cursors in groups.items()
        if any(cursor in gone for cursor in cursors)
    }
    if left:
        _put_cursors(connection, database, venue, left)


def _key_of(body: bytes) -> Key:
    change = read_change(body)
    return change.entity_type, change.entity_id


def _put_cursors(
    connection: Connection, database: Database, venue: str, groups: Mapping[Key, list[int]]
) -> None:
    connection.execute(
        database.upsert(tables.archived_of),
        [
            {
                "venue_id": venue,
                "type": entity_type,
                "id": id,
                "cursors": orjson.dumps(sorted(set(cursors))),
            }
            for (entity_type, id), cursors in groups.items()
        ],
    )
