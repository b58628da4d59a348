"""Rows as policy shows them: written whenever a state moves, read as domain values.

A row is derived and can always be written again from the journal; it holds nothing of its own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any, Final

import orjson

from app.domain.guest import Guest
from app.domain.kana import fold
from app.domain.reservation import Reservation
from app.store import guest_index
from app.store.policies import POLICIES
from app.store.schema import KINDS, Cell, Json, Kind
from sync.change import DELETED
from sync.journal import Key, Moved
from sync.merge import Entity

PROMISE: Final = frozenset({"table_ids", "starts_at", "turn_minutes", "business_day"})
"""The fields that make a claim on a table; their newest write dates the promise."""


def project(sql: sqlite3.Connection, moved: Mapping[Key, Moved]) -> None:
    """Write the rows of entities whose state moved; belongs in the transaction that moved them."""
    for (type_, id), (entity, pos) in moved.items():
        kind = KINDS.get(type_)
        if kind is None:
            continue
        row, reason = _shown_row(kind, id, entity, pos)
        if reason:
            sql.execute("insert or replace into unreadable values (?, ?, ?)", (type_, id, reason))
        else:
            sql.execute("delete from unreadable where type = ? and id = ?", (type_, id))
        _WRITERS.get(type_, _write_plain)(sql, kind, id, row, entity)


def _shown_row(
    kind: Kind, id: str, entity: Entity, pos: int
) -> tuple[tuple[Cell, ...] | None, str]:
    """Resolve a state to its row: none if deleted or still incomplete, a reason if unreadable."""
    if not entity.applied:
        return None, ""
    shown, clashes = POLICIES.show(kind.name, entity)
    if shown[DELETED]:
        return None, ""
    _make_sense_of(kind, shown)
    try:
        row = kind.to_row(id, shown, clashes, pos)
    except KeyError:
        return None, ""  # its first change has not arrived yet
    except (TypeError, ValueError, AttributeError) as error:
        return None, f"{type(error).__name__}: {error}"
    try:
        # A newer version may mean what we cannot read; it is kept and forwarded, not shown.
        kind.check_row(row)
    except (TypeError, ValueError, KeyError, AttributeError, AssertionError) as error:
        return None, f"{type(error).__name__}: {error}"
    return row, ""


def _make_sense_of(kind: Kind, shown: dict[str, Json]) -> None:
    """Show fields that only together make sense, though two devices set one of them each."""
    if kind.name == "table":
        low, high = shown.get("seats_min"), shown.get("seats_max")
        if isinstance(low, int) and isinstance(high, int) and low > high:
            shown["seats_min"], shown["seats_max"] = high, low


def _write_plain(
    sql: sqlite3.Connection, kind: Kind, id: str, row: tuple[Cell, ...] | None, _: Entity
) -> None:
    if row is None:
        sql.execute(f'delete from "{kind.name}" where id = ?', (id,))
    else:
        sql.execute(_insert(kind, ()), row)


def _write_reservation(
    sql: sqlite3.Connection, kind: Kind, id: str, row: tuple[Cell, ...] | None, entity: Entity
) -> None:
    if row is None:
        sql.execute("delete from reservation where id = ?", (id,))
        return
    reservation: Reservation = kind.from_row(row)
    if row[kind.columns.index("revision")] and len(entity.applied) > 1:
        # Its day is part of the key; on another day the old row would stay behind.
        sql.execute("delete from reservation where id = ? and business_day <> ?", (id, row[1]))
    sql.execute(
        _insert(kind, ("phone_key", "search", "promise")),
        (*row, _phone_key(reservation), _search_text(reservation), _promise(entity)),
    )


def _write_guest(
    sql: sqlite3.Connection, kind: Kind, id: str, row: tuple[Cell, ...] | None, _: Entity
) -> None:
    names = ", ".join(quoted(kind.columns))
    old = sql.execute(f"select n, {names} from guest where id = ?", (id,)).fetchone()
    if old is not None:
        guest_index.remove(sql, old[0], kind.from_row(old[1:]))
    if row is None:
        sql.execute("delete from guest where id = ?", (id,))
        return
    marks = ", ".join("?" * (len(row) + 1))
    number = sql.execute(
        f"insert or replace into guest (n, {names}) values ({marks})",
        (old[0] if old else None, *row),
    ).lastrowid
    guest: Guest = kind.from_row(row)
    assert number is not None
    guest_index.add(sql, number, guest)


_WRITERS: Final = {"reservation": _write_reservation, "guest": _write_guest}


def _insert(kind: Kind, more: tuple[str, ...]) -> str:
    columns = (*kind.columns, *more)
    return (
        f'insert or replace into "{kind.name}" ({", ".join(quoted(columns))})'
        f" values ({', '.join('?' * len(columns))})"
    )


def _phone_key(reservation: Reservation) -> str | None:
    return reservation.phone.key if reservation.phone else None


def _search_text(reservation: Reservation) -> str:
    phone = reservation.phone.digits if reservation.phone else ""
    return "|".join((fold(reservation.guest_name), fold(reservation.guest_kana), phone))


def _promise(entity: Entity) -> str:
    ids = sorted(id for id, values in entity.held.items() if not PROMISE.isdisjoint(values))
    return orjson.dumps(ids).decode()


def quoted(columns: Iterable[str]) -> list[str]:
    """Quote column names; `order` is a word of SQL's own."""
    return [f'"{name}"' for name in columns]


def select(kind: Kind, where: str = "") -> str:
    """Write the query that reads values of one kind."""
    return f"{_SELECTS[kind.name]} {where}"


_SELECTS: Final = {
    kind.name: f'select {", ".join(quoted(kind.columns))} from "{kind.name}"'
    for kind in KINDS.values()
}


def read(
    sql: sqlite3.Connection, name: str, where: str = "", values: Iterable[Any] = ()
) -> list[Any]:
    """Read values of one kind."""
    kind = KINDS[name]
    build = kind.from_row
    return [build(row) for row in sql.execute(select(kind, where), tuple(values)).fetchall()]
