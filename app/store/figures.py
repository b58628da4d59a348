"""What the book adds up to over days: read by the database, group by group, never row by row."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import Final

from app.domain.overview import Load
from app.domain.reports import Outcome, Tally
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

_COUNTED: Final = (
    f"(status in ({', '.join('?' * len(_EXPECTED))})"
    " or (status = ? and (arrived_at is not null or seated_at is not null)))"
)
_TALLIES: Final = (
    "with booking as (select business_day, starts_at, adults + children + infants as covers,"
    " json_extract(source, '$.channel') as channel, turn_minutes,"
    " (strftime('%s', left_at) - strftime('%s', seated_at)) / 60 as sat,"
    f" case when {_COUNTED} then 'counted' when status in (?, ?) then status end as outcome"
    " from reservation where business_day between ? and ?)"
    " select business_day, starts_at, outcome, covers, channel, count(*), sum(turn_minutes),"
    " count(case when sat > 0 then 1 end), sum(case when sat > 0 then sat else 0 end)"
    " from booking where outcome is not null"
    " group by business_day, starts_at, outcome, covers, channel"
    " order by business_day, starts_at, outcome, covers, channel"
)
_LOADS: Final = (
    "select business_day, starts_at, count(*), sum(adults + children + infants) from reservation"
    " where business_day between ? and ?"
    f" and {_COUNTED}"
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


def tallies(sql: sqlite3.Connection, first: date, last: date) -> tuple[Tally, ...]:
    """Add up bookings that are alike, with what became of them and how long they sat."""
    found = sql.execute(
        _TALLIES,
        (
            *_EXPECTED,
            Status.LEFT.value,
            Status.NO_SHOW.value,
            Status.CANCELLED.value,
            first.isoformat(),
            last.isoformat(),
        ),
    ).fetchall()
    days = {day: date.fromisoformat(day) for day in {row[0] for row in found}}
    return tuple(
        Tally(
            business_day=days[day],
            starts_at=at,
            outcome=Outcome(outcome),
            covers=covers,
            channel=channel or "",
            parties=parties,
            planned_minutes=planned,
            stays=stays,
            stay_minutes=sat,
        )
        for day, starts_at, outcome, covers, channel, parties, planned, stays, sat in found
        if (at := from_moment(starts_at)) is not None
    )
