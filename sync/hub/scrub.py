"""Recomputes from the log everything kept beside it, and says, or mends, what differs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import merge as in_order
from itertools import groupby
from operator import itemgetter
from typing import Final, NamedTuple

from sqlalchemy import Connection, delete, func, select, update

from sync import digest, merge
from sync.change import Change, content_hash, unpack
from sync.errors import Malformed
from sync.hub import archive, state, tables
from sync.hub.database import Database
from sync.hub.log import is_relayed
from sync.hub.state import Kept, Key

FAULTS_MAX: Final = 100
"""Told one by one; more are only counted."""

IN_PARTS: Final = {"yield_per": 500}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scrub:
    """What a scrub found.

    Attributes:
        faults: sentences, at most FAULTS_MAX.
        count: how many faults there were in all.
        mended: whether what could be recomputed was.
    """

    changes: int
    entities: int
    faults: tuple[str, ...]
    count: int
    mended: bool


class _Row(NamedTuple):
    """An entity's row: its stored hash, its state's own hash, its bucket."""

    hash: bytes
    of_state: bytes
    bucket: int


class _Findings:
    def __init__(self) -> None:
        self.faults: list[str] = []
        self.count = 0

    def add(self, sentence: str) -> None:
        self.count += 1
        if len(self.faults) < FAULTS_MAX:
            self.faults.append(sentence)


def scrub(database: Database, venue: str, *, repair: bool = False) -> Scrub:
    """Compare a house's states, hashes, buckets and head with its log.

    The log itself is never altered: a change that is gone or cannot be read is only reported. Of
    the archive, a repair gives up what cannot be read: devices find it missing and offer it again.

    Raises:
        HubError: the database cannot be used.
    """
    findings = _Findings()
    with database.writing() if repair else database.reading() as connection:
        _check_file(connection, database, findings)
        for block, words in list(archive.unreadable(connection, venue)):
            findings.add(words)
            if repair:
                archive.forget(connection, database, venue, block)
        changes = _check_cursors(connection, venue, findings, repair=repair)
        rows = _rows(connection, venue)
        entities = len(rows)
        expected = _expected(connection, venue, findings)
        wrong: dict[Key, Kept] = {}
        hashes: dict[int, list[bytes]] = defaultdict(list)
        for key, kept in expected:
            hashes[digest.bucket_of(key[1])].append(kept.hash)
            sound = _Row(kept.hash, kept.hash, digest.bucket_of(key[1]))
            if rows.pop(key, None) != sound:
                findings.add(f"{key[0]} {key[1]}: its state is not what its changes make")
                wrong[key] = kept
        for key in rows:
            findings.add(f"{key[0]} {key[1]}: there is a state, but no change")
        right = {number: digest.fold_hashes(group) for number, group in hashes.items()}
        off = digest.differing(state.buckets(connection, venue), right)
        for number in off:
            findings.add(f"bucket {number}: its hash is not that of its entities")
        if repair:
            _mend(connection, database, venue, wrong, list(rows))
            state.write_buckets(
                connection, database, venue, {n: right.get(n, digest.NOTHING) for n in off}
            )
            if wrong or rows or off:
                state.doubt(connection, venue)
    return Scrub(
        changes=changes,
        entities=entities,
        faults=tuple(findings.faults),
        count=findings.count,
        mended=repair,
    )


def _check_file(connection: Connection, database: Database, findings: _Findings) -> None:
    if not database.is_sqlite:
        return
    for (words,) in connection.exec_driver_sql("pragma integrity_check(10)"):
        if words != "ok":
            findings.add(f"the database file: {words}")


def _check_cursors(connection: Connection, venue: str, findings: _Findings, *, repair: bool) -> int:
    row = tables.change.c
    count, last = connection.execute(
        select(func.count(), func.max(row.cursor)).where(row.venue_id == venue)
    ).one()
    archived, last_archived = archive.size(connection, venue)
    count, last = count + archived, max(last or 0, last_archived)
    head = connection.execute(
        select(tables.venue.c.head).where(tables.venue.c.id == venue)
    ).scalar_one()
    if count != last and not is_relayed(connection, venue):
        findings.add(f"the log: {last - count} of {last} changes are missing")
    if head != last:
        findings.add(f"the log: its head says {head}, its last change is {last}")
        if repair and head < last:
            # Never down: a cursor given out twice would hide the second change from a device.
            connection.execute(
                update(tables.venue).where(tables.venue.c.id == venue).values(head=last)
            )
    total: int = count
    return total


def _rows(connection: Connection, venue: str) -> dict[Key, _Row]:
    row = tables.entity.c
    query = select(row.type, row.id, row.hash, row.state, row.bucket).where(row.venue_id == venue)
    return {
        (entity_type, id): _Row(hash, digest.entity_hash(entity_type, id, packed), bucket)
        for entity_type, id, hash, packed, bucket in connection.execute(
            query, execution_options=IN_PARTS
        )
    }


def _expected(
    connection: Connection, venue: str, findings: _Findings
) -> Iterator[tuple[Key, Kept]]:
    """Fold each entity's changes anew."""
    row = tables.change.c
    query = (
        select(row.entity_type, row.entity_id, row.id, row.body, row.hash)
        .where(row.venue_id == venue, row.refused.is_(None))
        .order_by(row.entity_type, row.entity_id, row.cursor)
    )
    rows = connection.execute(query, execution_options=IN_PARTS)
    logged = (
        ((entity_type, entity_id), _read(id, body, hash, findings))
        for entity_type, entity_id, id, body, hash in rows
    )
    blocks = archive.Blocks(connection, venue)
    archived = (
        (key, _read(f"at {cursor}", body, content_hash(body), findings))
        for key, cursors in archive.entities(connection, venue)
        for cursor, body in blocks.bodies(cursors)
    )
    by_key = itemgetter(0)
    for key, group in groupby(in_order(logged, archived, key=by_key), key=by_key):
        changes = [change for _, change in group if change is not None]
        if changes:
            yield key, state.keep(key, merge.fold(changes))


def _read(id: str, body: bytes, hash: bytes, findings: _Findings) -> Change | None:
    if content_hash(body) != hash:
        findings.add(f"change {id}: its bytes are not what was written")
        return None
    try:
        return unpack(body)
    except Malformed as error:
        findings.add(f"change {id}: {error}")
        return None


def _mend(
    connection: Connection,
    database: Database,
    venue: str,
    wrong: dict[Key, Kept],
    without_change: list[Key],
) -> None:
    state.write(connection, database, venue, wrong)
    row = tables.entity.c
    for entity_type, id in without_change:
        connection.execute(
            delete(tables.entity).where(
                row.venue_id == venue, row.type == entity_type, row.id == id
            )
        )
