"""What the book adds up to over days: read by the database, group by group, never row by row."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import Final

from app.domain.overview import Load
from app.domain.reservation import Status
from app.store.schema import from_moment

_EXPECTED: Final = tuple(
    status.value
    for status in Status
    if status
    not in (
        Status.WAITING,
        Status.REQUESTED,
        Status.LEFT,
        Status.NO_SHOW,
        Status.CANCELLED,
        Status.DUPLICATE,
    )
)
"""With those who left after they had come: the parties of `app.domain.day.is_expected`."""

_LOADS: Final = (
    "select business_day, starts_at, count(*), sum(adults + children + infants) from reservation"
    " where business_day between ? and ?"
    f" and (status in ({', '.join('?' * len(_EXPECTED))})"
    " or (status = ? and (arrived_at is not null or seated_at is not null)))"
    " group by business_day, starts_at order by business_day, starts_at"
)


def loads(sql: sqlite3.Connection, first: date, last: date) -> tuple[Load, ...]:
    """Add up the parties the kitchen counts on, by the moment they start."""
    found = sql.execute(
        _LOADS, (first.isoformat(), last.isoformat(), *_EXPECTED, Status.LEFT.value)
    ).fetchall()
    days = {day: date.fromisoformat(day) for day in {row[0] for row in found}}
    return tuple(
        Load(
            business_day=days[day],
            starts_at=at,
            parties=parties,
            covers=covers,
        )
        for day, starts_at, parties, covers in found
        if (at := from_moment(starts_at)) is not None
    )
