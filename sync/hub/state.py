"""What the log makes of each entity, kept beside it: merged states, their hashes, the buckets.

Everything here can be recomputed from the log; it is written in the transaction that appends to it.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final, NamedTuple, TypeAlias

from sqlalchemy import Column, Connection, Select, bindparam, delete, select, update

from sync import digest, merge
from sync.change import Change, content_hash, unpack
from sync.hub import tables
from sync.hub.database import Database, one_of, wanted
from sync.merge import EMPTY, Entity

log = logging.getLogger("hub")

Key: TypeAlias = tuple[str, str]
"""Type and id of an entity."""


class Kept(NamedTuple):
    """An entity's packed state and its hash, as they stand in the table."""

    state: bytes
    hash: bytes


def by_type(keys: Iterable[Key]) -> Mapping[str, list[str]]:
    """Sort ids by type: every index begins with venue and type."""
    ids: dict[str, list[str]] = defaultdict(list)
    for entity_type, entity_id in dict.fromkeys(keys):
        ids[entity_type].append(entity_id)
    return ids


_ENTITY: Final = tables.entity.c


@cache
def _query_of(dialect: str, *columns: Column[Any]) -> Select[Any]:
    """Make, once, the query for some entities of one type."""
    return select(*columns).where(
        _ENTITY.venue_id == bindparam("venue"),
        _ENTITY.type == bindparam("type"),
        one_of(dialect, _ENTITY.id),
    )


def load(connection: Connection, venue: str, keys: Iterable[Key]) -> dict[Key, Kept]:
    """Read the states of some entities; those without one are left out."""
    query = _query_of(connection.dialect.name, _ENTITY.id, _ENTITY.state, _ENTITY.hash)
    kept: dict[Key, Kept] = {}
    for entity_type, ids in by_type(keys).items():
        asked = {"venue": venue, "type": entity_type, "wanted": wanted(connection, ids)}
        for id, state, hash in connection.execute(query, asked).all():
            kept[entity_type, id] = Kept(state, hash)
    return kept


def hashes(connection: Connection, venue: str, keys: Iterable[Key]) -> dict[Key, bytes]:
    """Read the hashes of some entities; those the hub does not hold are left out."""
    query = _query_of(connection.dialect.name, _ENTITY.id, _ENTITY.hash)
    found: dict[Key, bytes] = {}
    for entity_type, ids in by_type(keys).items():
        asked = {"venue": venue, "type": entity_type, "wanted": wanted(connection, ids)}
        for id, hash in connection.execute(query, asked):
            found[entity_type, id] = hash
    return found


class Merged(NamedTuple):
    """What came of merging changes in.

    Attributes:
        buckets: all bucket hashes after it.
        again: how many of them the states had already: the log had lost those.
    """

    buckets: dict[int, bytes]
    again: int


def merge_in(
    connection: Connection, database: Database, venue: str, changes: Sequence[Change]
) -> Merged:
    """Merge changes that are new to the log into the states they belong to."""
    groups: dict[Key, list[Change]] = defaultdict(list)
    for change in changes:
        groups[change.entity_type, change.entity_id].append(change)
    kept = load(connection, venue, groups)
    states: dict[Key, Kept] = {}
    hashes: list[tuple[int, bytes]] = []
    again = 0
    for key, group in groups.items():
        before = kept.get(key)
        entity = _unpacked(connection, venue, key, before)
        for change in group:
            again += change.id in entity.applied
            entity = merge.apply(entity, change)
        after = states[key] = keep(key, entity)
        number = digest.bucket_of(key[1])
        hashes.append((number, after.hash))
        if before:
            hashes.append((number, before.hash))
    write(connection, database, venue, states)
    return Merged(toggle(connection, database, venue, hashes), again)


def _unpacked(connection: Connection, venue: str, key: Key, kept: Kept | None) -> Entity:
    """Read a state; where the disk altered it beyond reading, compute it from the log.

    Nobody could say anything of the entity otherwise, and what waits behind that would be stuck.
    What the archive has of it comes with the next comparison, as the state is not complete.
    """
    if kept is None:
        return EMPTY
    try:
        return merge.unpack_entity(kept.state)
    except (ValueError, KeyError, TypeError, AttributeError):
        log.warning("state_unreadable type=%s id=%s", *key)
        row = tables.change.c
        found = connection.execute(
            select(row.body, row.hash).where(
                row.venue_id == venue,
                row.entity_type == key[0],
                row.entity_id == key[1],
                row.refused.is_(None),
            )
        )
        return merge.fold(unpack(body) for body, hash in found if content_hash(body) == hash)


def keep(key: Key, entity: Entity) -> Kept:
    """Pack a state for the table."""
    state = merge.pack_entity(entity)
    return Kept(state, digest.entity_hash(*key, state))


def write(
    connection: Connection, database: Database, venue: str, states: Mapping[Key, Kept]
) -> None:
    """Put states in the table, over what was there."""
    database.write_rows(
        connection,
        tables.entity,
        [
            (venue, entity_type, id, digest.bucket_of(id), kept.state, kept.hash)
            for (entity_type, id), kept in states.items()
        ],
        over=True,
    )


def drop(connection: Connection, venue: str, keys: Iterable[Key]) -> None:
    """Take states away of which the log says nothing."""
    for entity_type, id in keys:
        connection.execute(
            delete(tables.entity).where(
                _ENTITY.venue_id == venue, _ENTITY.type == entity_type, _ENTITY.id == id
            )
        )


def doubt(connection: Connection, venue: str) -> None:
    """Take back what a relay says of its hub: what was compared with that is not what is here."""
    row = tables.upstream.c
    connection.execute(update(tables.upstream).where(row.venue_id == venue).values(agreed=0))


def toggle(
    connection: Connection, database: Database, venue: str, hashes: Iterable[tuple[int, bytes]]
) -> dict[int, bytes]:
    """Put hashes into their buckets, or take them out again: it is the same.

    Returns:
        All bucket hashes after it.
    """
    now = buckets(connection, venue)
    swapped = {
        number: digest.xor(now.get(number, digest.NOTHING), swap)
        for number, swap in digest.gathered(hashes).items()
    }
    write_buckets(connection, database, venue, swapped)
    return now | swapped


def write_buckets(
    connection: Connection, database: Database, venue: str, hashes: Mapping[int, bytes]
) -> None:
    """Put bucket hashes in the table, over what was there."""
    database.write_rows(
        connection,
        tables.bucket,
        [(venue, number, hash) for number, hash in hashes.items()],
        over=True,
    )


_BUCKETS: Final = select(tables.bucket.c.bucket, tables.bucket.c.hash).where(
    tables.bucket.c.venue_id == bindparam("venue")
)


def buckets(connection: Connection, venue: str) -> dict[int, bytes]:
    """Read all bucket hashes."""
    rows = connection.execute(_BUCKETS, {"venue": venue}).all()
    return {number: hash for number, hash in rows if hash != digest.NOTHING}


def in_bucket(connection: Connection, venue: str, number: int) -> list[tuple[Key, bytes]]:
    """Read one bucket's entities with their hashes, by type and id: a 256th of the house."""
    entity = tables.entity.c
    rows = connection.execute(
        select(entity.type, entity.id, entity.hash).where(
            entity.venue_id == venue, entity.bucket == number
        )
    )
    return sorted(((entity_type, id), hash) for entity_type, id, hash in rows)


def all_hashes(connection: Connection, venue: str) -> Iterator[tuple[Key, bytes]]:
    """Read the hash of every entity."""
    entity = tables.entity.c
    rows = connection.execute(
        select(entity.type, entity.id, entity.hash).where(entity.venue_id == venue),
        execution_options={"yield_per": 500},
    )
    for entity_type, id, hash in rows:
        yield (entity_type, id), hash


def every(connection: Connection, venue: str) -> Iterator[tuple[str, str, Entity]]:
    """Read all entities, by type and id."""
    entity = tables.entity.c
    rows = connection.execute(
        select(entity.type, entity.id, entity.state)
        .where(entity.venue_id == venue)
        .order_by(entity.type, entity.id),
        execution_options={"yield_per": 500},
    )
    for entity_type, id, state in rows:
        yield entity_type, id, merge.unpack_entity(state)
