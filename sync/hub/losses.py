"""What a house's log has lost: which changes, whether they came back, and what was written off.

A cursor is never given out twice. So a change that a disk lost and a device brings back stands at
another one, and its first stands for nothing for ever: here it is known how many such there are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import orjson
from sqlalchemy import Connection, delete, select, update

from sync.hub import archive, tables
from sync.hub.database import Database

IDS_MAX: Final = 500
"""Named in one statement; databases bound how many there may be."""

REASON_CHARS_MAX: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenOff:
    """What somebody declared lost for good.

    Attributes:
        count: cursors that stood for nothing then.
        changes: ids of what was lost, as far as they were known.
    """

    at_ms: int
    count: int
    changes: tuple[str, ...]
    reason: str


def held(connection: Connection, venue: str, ids: Iterable[str]) -> set[str]:
    """Name those changes that are in the log, or archived."""
    row = tables.change.c
    wanted = sorted(ids)
    found = set(archive.held(connection, venue, wanted))
    for start in range(0, len(wanted), IDS_MAX):
        query = select(row.id).where(
            row.venue_id == venue, row.id.in_(wanted[start : start + IDS_MAX])
        )
        found.update(connection.scalars(query))
    return found


def remember(connection: Connection, database: Database, venue: str, ids: Iterable[str]) -> None:
    """Note changes the log has lost, and that no state names from now on."""
    times = _times(connection, venue)
    rows = [(venue, id, times.get(id, 0) + 1) for id in sorted(ids)]
    database.write_rows(connection, tables.lost, rows, over=True)


def missing(connection: Connection, venue: str, named: Collection[str]) -> tuple[set[str], int]:
    """Tell what is missing, and how many cursors stand for nothing for a reason.

    Args:
        connection: to the hub's database.
        venue: the house.
        named: changes that states name, and the log does not have.
    """
    times = _times(connection, venue)
    away = set(times) - held(connection, venue, times)
    came_back = sum(times.values()) - len(away.difference(named))
    return away.union(named), _gaps(connection, venue) + came_back


def write_off(
    connection: Connection, database: Database, venue: str, told: WrittenOff, gaps: int
) -> None:
    """Take it that nothing is missing: so many cursors stand for nothing, and that is why."""
    house = update(tables.venue).where(tables.venue.c.id == venue)
    connection.execute(house.values(gaps=gaps))
    connection.execute(delete(tables.lost).where(tables.lost.c.venue_id == venue))
    connection.execute(
        database.upsert(tables.written_off),
        {
            "venue_id": venue,
            "at_ms": told.at_ms,
            "count": told.count,
            "changes": orjson.dumps(told.changes),
            "reason": told.reason,
        },
    )


def written_off(connection: Connection, venue: str) -> tuple[WrittenOff, ...]:
    """Read what was declared lost, the oldest first."""
    row = tables.written_off.c
    query = select(row.at_ms, row.count, row.changes, row.reason).where(row.venue_id == venue)
    return tuple(
        WrittenOff(at_ms=at_ms, count=count, changes=tuple(orjson.loads(ids)), reason=reason)
        for at_ms, count, ids, reason in connection.execute(query.order_by(row.at_ms))
    )


def drop(connection: Connection, venue: str, ids: Sequence[str]) -> None:
    """Take changes out of the log whose bytes nobody has any more."""
    row = tables.change.c
    for start in range(0, len(ids), IDS_MAX):
        connection.execute(
            delete(tables.change).where(
                row.venue_id == venue, row.id.in_(ids[start : start + IDS_MAX])
            )
        )


def _times(connection: Connection, venue: str) -> dict[str, int]:
    row = tables.lost.c
    rows = connection.execute(select(row.id, row.times).where(row.venue_id == venue))
    return {str(id): int(times) for id, times in rows}


def _gaps(connection: Connection, venue: str) -> int:
    row = tables.venue.c
    count: int = connection.execute(select(row.gaps).where(row.id == venue)).scalar_one()
    return count
