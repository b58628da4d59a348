"""What became of the rounds with the hub and what they repaired: this device's own, bounded record.

Every function that writes must be called inside the caller's one write transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import orjson

from app.domain.history import FastClock, PastRound, Repair
from sync import clock
from sync.change import Stamp
from sync.journal import Key

ROUNDS_KEPT: Final = 200
REPAIRS_KEPT: Final = 500

CHANGES_LOOKED_AT: Final = 500
"""Newest changes in which a clock that runs ahead is looked for."""

AHEAD_MS_MAX: Final = clock.DRIFT_MS_MAX
"""A stamp up to this far ahead may be another device's, handed on; beyond, it is its author's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """How the line to the hub stood after a round.

    Attributes:
        hub: `online`, `offline` or `refused`; `message` is what it said, `reason` the same as a
            machine word.
        failures: how many rounds broke off in a row.
        next_try_ms: when the next round is due; None when nobody goes on by himself.
        sent_bytes, received_bytes: bodies of this round's requests and answers.
    """

    hub: str
    message: str
    reason: str = ""
    hub_url: str = ""
    failures: int = 0
    next_try_ms: int | None = None
    sent_bytes: int = 0
    received_bytes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Metrics:
    """The sync engine in numbers, since this book was opened on this device for the first time."""

    hub_url: str
    rounds: int
    failures: int
    next_try_ms: int | None
    repairs: int
    sent_bytes: int
    received_bytes: int
    oldest_waiting_ms: int | None
    last: PastRound | None


def record_line(sql: sqlite3.Connection, line: Line, now_ms: int) -> None:
    """Remember how the hub answered last, and count the round."""
    sql.execute(
        "update round set hub_since_ms = iif(hub = ?1, hub_since_ms, ?3), hub = ?1, message = ?2,"
        " hub_url = ?4, failures = ?5, next_try_ms = ?6, rounds = rounds + 1,"
        " sent_bytes = sent_bytes + ?7, received_bytes = received_bytes + ?8, reason = ?9",
        (
            line.hub,
            line.message,
            now_ms,
            line.hub_url,
            line.failures,
            line.next_try_ms,
            line.sent_bytes,
            line.received_bytes,
            line.reason,
        ),
    )


def record(sql: sqlite3.Connection, done: PastRound) -> None:
    """Add a round to the record; one like the last, in which nothing moved, only lengthens that."""
    if not (done.pushed or done.pulled or done.repaired):
        lengthened = sql.execute(
            "update past_round set ended_ms = ?, took_ms = ?, times = times + 1"
            " where n = (select max(n) from past_round) and outcome = ? and message = ?"
            " and pushed + pulled + repaired = 0",
            (done.ended_ms, done.took_ms, done.outcome, done.message),
        ).rowcount
        if lengthened:
            return
    sql.execute(
        "insert into past_round (began_ms, ended_ms, times, took_ms, outcome, message, pushed,"
        " pulled, repaired) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            done.began_ms,
            done.ended_ms,
            done.times,
            done.took_ms,
            done.outcome,
            done.message,
            done.pushed,
            done.pulled,
            done.repaired,
        ),
    )
    _keep_last(sql, "past_round", ROUNDS_KEPT)


def record_repairs(sql: sqlite3.Connection, keys: Iterable[Key], cause: str, now_ms: int) -> None:
    """Add what was repaired to the record."""
    rows = [(now_ms, type_, id, cause) for type_, id in sorted(keys)]
    if not rows:
        return
    sql.executemany("insert into repair (at_ms, type, entity_id, cause) values (?, ?, ?, ?)", rows)
    sql.execute("update round set repairs = repairs + ?", (len(rows),))
    _keep_last(sql, "repair", REPAIRS_KEPT)


def past(sql: sqlite3.Connection, limit: int) -> tuple[PastRound, ...]:
    """Read the last rounds, newest first."""
    return tuple(
        PastRound(
            began_ms=row[0],
            ended_ms=row[1],
            times=row[2],
            took_ms=row[3],
            outcome=row[4],
            message=row[5],
            pushed=row[6],
            pulled=row[7],
            repaired=row[8],
        )
        for row in sql.execute(
            "select began_ms, ended_ms, times, took_ms, outcome, message, pushed, pulled, repaired"
            " from past_round order by n desc limit ?",
            (limit,),
        )
    )


def repairs(sql: sqlite3.Connection, limit: int) -> tuple[Repair, ...]:
    """Read what was repaired last, newest first."""
    return tuple(
        Repair(at_ms=at_ms, entity_type=type_, entity_id=id, cause=cause)
        for at_ms, type_, id, cause in sql.execute(
            "select at_ms, type, entity_id, cause from repair order by n desc limit ?", (limit,)
        )
    )


def oldest_waiting_ms(sql: sqlite3.Connection) -> int | None:
    """Read when the head of the queue was written, by this device's clock."""
    row = sql.execute(
        "select body from change where state = 1 and state in (1, 2) order by pos limit 1"
    ).fetchone()
    return _written(row[0])[1] or None if row else None


def fast_clocks(sql: sqlite3.Connection, now_ms: int) -> tuple[FastClock, ...]:
    """Find devices that wrote, not long ago in the journal, at times that are yet to come."""
    ahead: dict[str, int] = {}
    for (body,) in sql.execute(
        "select body from change where pos > (select max(pos) from change) - ? and own = 0",
        (CHANGES_LOOKED_AT,),
    ):
        device, at_ms = _written(body)
        if at_ms - now_ms > AHEAD_MS_MAX:
            ahead[device] = max(ahead.get(device, 0), at_ms - now_ms)
    return tuple(FastClock(device=name, ahead_ms=ahead[name]) for name in sorted(ahead))


def metrics(sql: sqlite3.Connection) -> Metrics:
    """Read the engine's numbers; a few rows, whatever the size of the book."""
    row = sql.execute(
        "select hub_url, rounds, failures, next_try_ms, repairs, sent_bytes, received_bytes"
        " from round"
    ).fetchone()
    return Metrics(
        hub_url=row[0],
        rounds=row[1],
        failures=row[2],
        next_try_ms=row[3],
        repairs=row[4],
        sent_bytes=row[5],
        received_bytes=row[6],
        oldest_waiting_ms=oldest_waiting_ms(sql),
        last=next(iter(past(sql, 1)), None),
    )


def _written(body: bytes) -> tuple[str, int]:
    """Read device and time of a change; bytes that were altered on this disk say nothing."""
    try:
        document = orjson.loads(body)
        return str(document["on"]), clock.wall_ms(Stamp(document["at"]))
    except (ValueError, KeyError, TypeError):
        return "", 0


def _keep_last(sql: sqlite3.Connection, table: str, count: int) -> None:
    sql.execute(f"delete from {table} where n <= (select max(n) from {table}) - ?", (count,))
