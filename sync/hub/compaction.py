"""Moves old changes that show nowhere any more from the log into the archive, block by block.

Nothing is dropped and no answer changes: a device that was away for years, a hub that was wiped,
an undo of what was set long ago all need exactly those changes. What changes is how much room
they take.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, delete, func, select, true

from sync import digest, merge
from sync.change import content_hash
from sync.errors import Malformed
from sync.hub import archive, state, tables
from sync.hub.archive import BLOCK_CURSORS, BODY_BYTES_MAX, Moving
from sync.hub.database import Database
from sync.hub.errors import Unknown
from sync.hub.log import is_relayed

KEEP_DAYS: Final = 400
"""What is younger stays in the log: a year's seasons, and then some."""

DAY_MS: Final = 86_400_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What compacting one block came to.

    Attributes:
        last: the cursor up to which the log has been looked through.
        moved: changes that went into the archive, or would.
        moved_bytes: how long they were.
    """

    last: int
    moved: int
    moved_bytes: int


def note_milestone(database: Database, venue: str, now_ms: int) -> bool:
    """Remember, once a day, how far the log has come; tells whether it was time.

    The hub's own days tell how old a change is: its author's clock may stand in another year.
    """
    row = tables.milestone.c
    with database.writing() as connection:
        newest = connection.execute(
            select(func.max(row.at_ms)).where(row.venue_id == venue, row.at_ms <= now_ms)
        ).scalar()
        if newest is not None and now_ms - newest < DAY_MS:
            return False
        head = _head(connection, venue)
        connection.execute(
            database.insert_new(tables.milestone),
            {"venue_id": venue, "at_ms": now_ms, "head": head},
        )
    return True


def horizon(database: Database, venue: str, now_ms: int, keep_days: int = KEEP_DAYS) -> int:
    """Tell up to which cursor the log is older than so many days; 0 days are up to its head."""
    row = tables.milestone.c
    with database.reading() as connection:
        if keep_days <= 0:
            return _head(connection, venue)
        last = connection.execute(
            select(func.max(row.head)).where(
                row.venue_id == venue, row.at_ms <= now_ms - keep_days * DAY_MS
            )
        ).scalar()
    return last or 0


def steps(database: Database, venue: str, upto: int, *, dry_run: bool = False) -> Iterator[Step]:
    """Compact the log up to a cursor; each step is one short transaction, and may be the last.

    Raises:
        HubError: the database cannot be used; what was done before stays done.
    """
    after = 0
    while after < upto:
        with database.reading() if dry_run else database.writing() as connection:
            if not dry_run:
                _head(connection, venue, lock=True)  # two at work would pack the same
            first = _next(connection, venue, after, upto)
            if first is None:
                return
            block = archive.block_of(first)
            moving = _faded(connection, venue, block, upto)
            if moving and not dry_run:
                moving = _move(connection, database, venue, block, moving)
        after = min(upto, (block + 1) * BLOCK_CURSORS - 1)
        yield Step(
            last=after, moved=len(moving), moved_bytes=sum(len(each.body) for each in moving)
        )


def _move(
    connection: Connection, database: Database, venue: str, block: int, moving: list[Moving]
) -> list[Moving]:
    try:
        archive.put(connection, database, venue, block, moving)
    except Malformed:
        return []  # that block was altered on this disk; a check says so
    row = tables.change.c
    cursors = [each.cursor for each in moving]
    connection.execute(delete(tables.change).where(row.venue_id == venue, row.cursor.in_(cursors)))
    return moving


def _faded(connection: Connection, venue: str, block: int, upto: int) -> list[Moving]:
    """List the changes of a block of which no value shows anywhere any more.

    Of a relay's log only those that upstream has: the others wait, and upstream may refuse them.
    """
    row = tables.change.c
    last = min(upto, (block + 1) * BLOCK_CURSORS - 1)
    found = connection.execute(
        select(row.cursor, row.id, row.entity_type, row.entity_id, row.body, row.hash, row.upstream)
        .where(row.venue_id == venue, row.cursor >= block * BLOCK_CURSORS, row.cursor <= last)
        .where(func.length(row.body) <= BODY_BYTES_MAX)
        .where(row.upstream.is_not(None) if is_relayed(connection, venue) else true())
        .order_by(row.cursor)
    ).all()
    keys = {(entity_type, id) for _, _, entity_type, id, *_ in found}
    applied: set[str] = set()
    live: set[str] = set()
    for key, kept in state.load(connection, venue, keys).items():
        if digest.entity_hash(*key, kept.state) != kept.hash:
            continue  # altered on this disk: what shows of it cannot be told
        entity = merge.unpack_entity(kept.state)
        applied.update(entity.applied)
        live.update(each.id for lives in entity.live.values() for each in lives)
    return [
        Moving(cursor, id, (entity_type, entity_id), body, hash, upstream)
        for cursor, id, entity_type, entity_id, body, hash, upstream in found
        if id in applied and id not in live and content_hash(body) == hash
    ]


def _next(connection: Connection, venue: str, after: int, upto: int) -> int | None:
    row = tables.change.c
    first: int | None = connection.execute(
        select(func.min(row.cursor)).where(
            row.venue_id == venue, row.cursor > after, row.cursor <= upto
        )
    ).scalar()
    return first


def _head(connection: Connection, venue: str, *, lock: bool = False) -> int:
    query = select(tables.venue.c.head).where(tables.venue.c.id == venue)
    head: int | None = connection.execute(query.with_for_update() if lock else query).scalar()
    if head is None:
        raise Unknown("this house is not on this hub")
    return head
