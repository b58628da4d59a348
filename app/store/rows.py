"""Rows as policy shows them: written whenever a state moves, read as domain values.

A row is derived and can always be written again from the journal; it holds nothing of its own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple

import orjson

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

NAMES_REMEMBERED: Final = 4096

EDITABLE: Final = frozenset(
    each.name for each in KINDS["reservation"].fields if not each.is_set
) - {"business_day", "starts_at", "guest_name", "guest_kana", "phone"}
"""Fields of a booking that stand alone: not its place in the book, nor what it is found by."""


class _Shown(NamedTuple):
    """What policy shows of one entity.

    Attributes:
        row, value: its row and what that reads as; None if it is deleted, incomplete or unreadable.
        reason: why it cannot be read.
    """

    id: str
    entity: Entity
    row: tuple[Cell, ...] | None = None
    value: Any = None
    reason: str = ""


def project(sql: sqlite3.Connection, moved: Mapping[Key, Moved]) -> None:
    """Write the rows of entities whose state moved; belongs in the transaction that moved them."""
    anew = _edit(sql, moved)
    of_kind: dict[str, list[_Shown]] = {}
    for (type_, id), (entity, pos, _) in anew.items():
        if type_ in KINDS:
            of_kind.setdefault(type_, []).append(_shown(KINDS[type_], id, entity, pos))
    for type_, shown in of_kind.items():
        _note_unreadable(sql, type_, shown)
        _WRITERS.get(type_, _write_plain)(sql, KINDS[type_], shown)


def _edit(sql: sqlite3.Connection, moved: Mapping[Key, Moved]) -> Mapping[Key, Moved]:
    """Write just the cells that were set, where a booking has a row and nobody disagrees on it.

    Most changes are such, and it takes a quarter of the time. Gives what is to be written whole.
    """
    groups: dict[frozenset[str], list[tuple[Key, tuple[Cell, ...]]]] = {}
    for key, each in moved.items():
        if each.written and key[0] == "reservation" and each.written <= EDITABLE:
            cells = _edited(key[1], each, each.written)
            if cells is not None:
                groups.setdefault(each.written, []).append((key, cells))
    done: set[Key] = set()
    for written, edits in groups.items():
        count = sql.executemany(_update(written), [cells for _, cells in edits]).rowcount
        if count == len(edits):  # or some of them had no row
            done.update(key for key, _ in edits)
    return {key: each for key, each in moved.items() if key not in done} if done else moved


def _edited(id: str, moved: Moved, written: frozenset[str]) -> tuple[Cell, ...] | None:
    """Give the parameters of `_update`; None where policy must say what is shown."""
    held = moved.entity.held
    values: dict[str, Json] = {}
    for each in held.values():
        values.update(each)
    if DELETED in values or len(values) < sum(map(len, held.values())):
        return None
    kind = KINDS["reservation"]
    try:
        cells = [kind.to_cell(name, values[name]) for name in sorted(written)]
    except (TypeError, ValueError, KeyError, AttributeError):
        return None
    promise = [] if written.isdisjoint(PROMISE) else [_promise(moved.entity)]
    return (*cells, moved.pos, *promise, id)


@lru_cache(maxsize=512)
def _update(written: frozenset[str]) -> str:
    columns = [*sorted(written), "revision", *([] if written.isdisjoint(PROMISE) else ["promise"])]
    cells = ", ".join(f"{name} = ?" for name in quoted(columns))
    return f"update reservation set {cells}, conflicts = null where id = ?"


def differing(sql: sqlite3.Connection, moved: Mapping[Key, Moved]) -> list[Key]:
    """List entities whose rows are not what their states show: somebody else wrote there."""
    return [
        (type_, id)
        for (type_, id), state in moved.items()
        if (kind := KINDS.get(type_)) is not None
        and not _stands(_stored(sql, kind, id), kind, id, state)
    ]


def put_right(sql: sqlite3.Connection, moved: Mapping[Key, Moved]) -> None:
    """Write rows again that somebody altered; belongs in a transaction of its own.

    The guest search was not altered with them: it still holds the words that belong there.
    """
    for (type_, id), state in moved.items():
        kind = KINDS[type_]
        if type_ != "guest" or _stored(sql, kind, id) is None:
            project(sql, {(type_, id): state})
        elif (row := _shown(kind, id, state.entity, state.pos).row) is None:
            sql.execute("delete from guest where id = ?", (id,))
        else:
            cells = ", ".join(f"{name} = ?" for name in quoted(kind.columns))
            sql.execute(f"update guest set {cells} where id = ?", (*row, id))


def _stored(sql: sqlite3.Connection, kind: Kind, id: str) -> tuple[Cell, ...] | None:
    columns = ", ".join(quoted((*kind.columns, *_FOUND_BY.get(kind.name, ()))))
    row: tuple[Cell, ...] | None = sql.execute(
        f'select {columns} from "{kind.name}" where id = ?', (id,)
    ).fetchone()
    return row


def _stands(stored: tuple[Cell, ...] | None, kind: Kind, id: str, moved: Moved) -> bool:
    """Tell whether a row is what a state shows."""
    columns = len(kind.columns)
    shown = _shown(kind, id, moved.entity, moved.pos, stored[:columns] if stored else None)
    if shown.row is None or stored is None or shown.row != stored[:columns]:
        return shown.row is stored is None
    return kind.name != "reservation" or _found_by(shown) == stored[columns:]


def _note_unreadable(sql: sqlite3.Connection, type_: str, shown: Sequence[_Shown]) -> None:
    # There are next to none, and looking for each of a thousand that is not there takes its time.
    if sql.execute("select 1 from unreadable limit 1").fetchone():
        sql.executemany(
            "delete from unreadable where type = ? and id = ?", [(type_, each.id) for each in shown]
        )
    sql.executemany(
        "insert into unreadable values (?, ?, ?)",
        [(type_, each.id, each.reason) for each in shown if each.reason],
    )


def _shown(
    kind: Kind, id: str, entity: Entity, pos: int, standing: tuple[Cell, ...] | None = None
) -> _Shown:
    """Resolve a state to its row: none if deleted or still incomplete, a reason if unreadable.

    `standing` was checked when it was written, and need not be checked again.
    """
    nothing = _Shown(id, entity)
    if not entity.applied:
        return nothing
    shown, clashes = POLICIES.show(kind.name, entity)
    if shown[DELETED]:
        return nothing
    _make_sense_of(kind, shown)
    try:
        row = kind.to_row(id, shown, clashes, pos)
    except KeyError:
        return nothing  # its first change has not arrived yet
    except (TypeError, ValueError, AttributeError) as error:
        return nothing._replace(reason=f"{type(error).__name__}: {error}")
    if row == standing:
        return _Shown(id, entity, row, kind.from_row(row))
    try:
        # A newer version may mean what we cannot read; it is kept and forwarded, not shown.
        return _Shown(id, entity, row, kind.checked(row))
    except (TypeError, ValueError, KeyError, AttributeError, AssertionError) as error:
        return nothing._replace(reason=f"{type(error).__name__}: {error}")


def value_of(key: Key, entity: Entity, pos: int) -> Any:  # noqa: ANN401  # a value of that kind
    """Read a state as the value it shows; None if deleted, incomplete or unreadable."""
    return _shown(KINDS[key[0]], key[1], entity, pos).value


def _make_sense_of(kind: Kind, shown: dict[str, Json]) -> None:
    """Show fields that only together make sense, though two devices set one of them each."""
    if kind.name == "table":
        low, high = shown.get("seats_min"), shown.get("seats_max")
        if isinstance(low, int) and isinstance(high, int) and low > high:
            shown["seats_min"], shown["seats_max"] = high, low


def _write_plain(sql: sqlite3.Connection, kind: Kind, shown: Sequence[_Shown]) -> None:
    sql.executemany(
        f'delete from "{kind.name}" where id = ?', [(each.id,) for each in shown if not each.row]
    )
    sql.executemany(_insert(kind, ()), [each.row for each in shown if each.row])


def _write_reservation(sql: sqlite3.Connection, kind: Kind, shown: Sequence[_Shown]) -> None:
    # Its day is part of the key: on another day the old row would stay behind. There is an old
    # row only where this is not the first change.
    sql.executemany(
        "delete from reservation where id = ? and business_day is not ?",
        [
            (each.id, each.row[1] if each.row else None)
            for each in shown
            if not each.row or len(each.entity.applied) > 1
        ],
    )
    sql.executemany(
        _insert(kind, _FOUND_BY["reservation"]),
        [(*each.row, *_found_by(each)) for each in shown if each.row],
    )


def _write_guest(sql: sqlite3.Connection, kind: Kind, shown: Sequence[_Shown]) -> None:
    for each in shown:
        _write_one_guest(sql, kind, each)


def _write_one_guest(sql: sqlite3.Connection, kind: Kind, shown: _Shown) -> None:
    names = ", ".join(quoted(kind.columns))
    old = sql.execute(f"select n, {names} from guest where id = ?", (shown.id,)).fetchone()
    if old is not None:
        guest_index.remove(sql, old[0], kind.from_row(old[1:]))
    if shown.row is None:
        sql.execute("delete from guest where id = ?", (shown.id,))
        return
    marks = ", ".join("?" * (len(shown.row) + 1))
    number = sql.execute(
        f"insert or replace into guest (n, {names}) values ({marks})",
        (old[0] if old else None, *shown.row),
    ).lastrowid
    assert number is not None
    guest_index.add(sql, number, shown.value)


def _found_by(shown: _Shown) -> tuple[Cell, ...]:
    return _phone_key(shown.value), _search_text(shown.value), _promise(shown.entity)


_FOUND_BY: Final[Mapping[str, tuple[str, ...]]] = {
    "reservation": ("phone_key", "search", "promise")
}
"""Columns that are computed for finding rows, beside those that mirror an entity's fields."""

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
    return "|".join((_folded(reservation.guest_name), _folded(reservation.guest_kana), phone))


# A name is folded again whenever anything about its booking changes.
_folded: Final = lru_cache(maxsize=NAMES_REMEMBERED)(fold)


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
