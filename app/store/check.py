"""Looks a ledger over: the file, its changes, what they make, the rows read from it, the search.

Everything but the changes themselves can be computed anew, and is, when asked to repair. Looking
and repairing are the same act: each slice is computed again in a transaction that is rolled back
unless something is to be mended.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Final

from app.store import guest_index, ledger_file, rows
from app.store.errors import LedgerDamaged
from app.store.ledger import Ledger
from app.store.schema import KINDS
from sync.change import content_hash, unpack
from sync.errors import Malformed
from sync.journal import ChangeState, Key

SLICE: Final = 200
"""Entities looked at in one transaction, so that a window beside us never waits long."""

_INDEX_TABLES: Final = ("guest_search", "guest_phone")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is not as it should be.

    Attributes:
        place: `file`, `change`, `state`, `row`, `search`, `digest` or `sum`.
        entity_type, entity_id: what it is about; empty for the whole ledger.
        problem: in words for staff.
        repaired: it has been mended.
    """

    place: str
    entity_type: str = ""
    entity_id: str = ""
    problem: str
    repaired: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """What was looked at, and what was found."""

    entities: int
    changes: int
    findings: tuple[Finding, ...]

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong, or nothing is wrong any more."""
        return all(finding.repaired for finding in self.findings)


class _LookedOnly(Exception):
    """Rolls a transaction back that was only meant to see what it would write."""


def examine(ledger: Ledger, *, repair: bool = False) -> Examined:
    """Look the whole ledger over, and mend what can be computed anew if asked to.

    Raises:
        StoreError: the file cannot even be read; its message has the way out.
    """
    with ledger_file.translating(ledger.path):
        file = list(_file(ledger, repair=repair))
        if not all(finding.repaired for finding in file):
            return Examined(entities=0, changes=0, findings=tuple(file))
        keys = _keys(ledger.sql)
        search = list(_search(ledger, repair=repair))
        findings = [
            *file,
            *search,
            *_entities(ledger, keys, repair=repair, search_is_wrong=bool(search)),
            *_orphans(ledger, repair=repair),
            *_unreadable(ledger),
            *_digest(ledger, repair=repair),
            *_sum(ledger),
        ]
        if repair and not _search_is_right(ledger.sql):
            _reindex(ledger)  # guests' rows were mended
        changes = ledger.sql.execute("select count(*) from change").fetchone()[0]
    return Examined(entities=len(keys), changes=changes, findings=tuple(findings))


def compare(ledger: Ledger, keys: Sequence[Key]) -> tuple[Finding, ...]:
    """Compute some entities anew from their changes and say what differs; nothing is written."""
    return tuple(_slice(ledger, keys, repair=False))


def _unreadable(ledger: Ledger) -> Iterator[Finding]:
    """Name what is kept and forwarded but cannot be shown by this version: it is not damage."""
    for type_, id, reason in ledger.sql.execute(
        "select type, id, reason from unreadable order by type, id"
    ):
        yield Finding(
            place="row",
            entity_type=type_,
            entity_id=id,
            problem=f"kept, but not shown: {reason}. A newer version may be needed to read it.",
            repaired=True,
        )


def _file(ledger: Ledger, *, repair: bool) -> Iterator[Finding]:
    broken = _broken(ledger.sql)
    if not broken:
        return
    if repair:
        # What is wrong with an index alone can be mended; a broken table cannot.
        with suppress(LedgerDamaged):
            ledger.sql.execute("reindex")
    mended = repair and not _broken(ledger.sql)
    way_out = "" if mended else f" {ledger_file.way_out(ledger.path)}"
    for problem in broken:
        yield Finding(place="file", problem=f"{problem}.{way_out}", repaired=mended)


def _broken(sql: sqlite3.Connection) -> list[str]:
    found = [str(row[0]) for row in sql.execute("pragma integrity_check(20)")]
    found += [
        f"a row of {row[0]} points nowhere" for row in sql.execute("pragma foreign_key_check")
    ]
    return [text for text in found if text != "ok"]


def _keys(sql: sqlite3.Connection) -> list[Key]:
    """List every entity that has a state or, should its state be lost, a change that counts."""
    keys = set(sql.execute("select type, id from entity").fetchall())
    for id, body in sql.execute(
        "select entity_id, body from change where state <> ? and not exists"
        " (select 1 from entity where entity.id = change.entity_id)",
        (ChangeState.DROPPED,),
    ):
        with suppress(Malformed):
            keys.add((unpack(body).entity_type, id))
    return sorted(keys)


def _entities(
    ledger: Ledger, keys: Sequence[Key], *, repair: bool, search_is_wrong: bool
) -> Iterator[Finding]:
    altered = {key: ids for key in keys if (ids := _altered(ledger.sql, key))}
    # Computed without the altered changes, a thing differs from the hub's: that brings them back.
    returning = {key for key, ids in altered.items() if all(_is_at_hub(ledger, id) for id in ids)}
    for key, ids in altered.items():
        yield from _told(ledger, key, ids, repaired=repair and key in returning)
    readable = [key for key in keys if key not in altered or (repair and key in returning)]
    if search_is_wrong and not repair:
        # Writing guests' rows over a wrong search fails; it is put right while we look.
        guests = [key for key in readable if key[0] == "guest"]
        yield from _slice(ledger, guests, repair=False, reindex=True)
        readable = [key for key in readable if key[0] != "guest"]
    for at in range(0, len(readable), SLICE):
        yield from _slice(ledger, readable[at : at + SLICE], repair=repair)


def _slice(
    ledger: Ledger, keys: Sequence[Key], *, repair: bool, reindex: bool = False
) -> Iterator[Finding]:
    """Compute some entities anew from their changes and compare all that is derived of them."""
    found: list[tuple[str, Key]] = []
    with suppress(_LookedOnly), ledger_file.transaction(ledger.sql, ledger.path):
        if reindex:
            _index_anew(ledger.sql)
        before = {key: _derived(ledger.sql, key) for key in keys}
        moved = ledger.journal.refold(keys)
        rows.project(ledger.sql, moved)
        after = {key: _derived(ledger.sql, key) for key in keys}
        found = [
            (place, key)
            for key in keys
            for place, was in before[key].items()
            if was != after[key][place]
        ]
        if not (found and repair):
            raise _LookedOnly
    for place, key in found:
        yield _finding(place, key, _PROBLEMS[place], repaired=repair)


_PROBLEMS: Final = {
    "state": "what is kept of it is not what its changes make",
    "row": "what is shown of it is not what its changes make",
    "sum": "which of its changes still show was counted wrongly",
}


def _finding(place: str, key: Key, problem: str, *, repaired: bool = False) -> Finding:
    return Finding(
        place=place, entity_type=key[0], entity_id=key[1], problem=problem, repaired=repaired
    )


def _altered(sql: sqlite3.Connection, key: Key) -> list[str]:
    """List the changes of an entity whose bytes are no longer those that were written."""
    return [
        id
        for id, body, hash in sql.execute(
            "select id, body, hash from change where entity_id = ? order by pos", (key[1],)
        )
        if content_hash(body) != hash
    ]


def _is_at_hub(ledger: Ledger, id: str) -> bool:
    query = "select 1 from change where id = ? and cursor is not null"
    return ledger.sql.execute(query, (id,)).fetchone() is not None


def _told(ledger: Ledger, key: Key, ids: Sequence[str], *, repaired: bool) -> Iterator[Finding]:
    for id in ids:
        ending = (
            "the hub has it as it was: the next 'noren sync' brings it back"
            if _is_at_hub(ledger, id)
            else f"the hub never had it. {ledger_file.way_out(ledger.path)}"
        )
        problem = f"the change {id} was altered on this disk; {ending}"
        yield _finding("change", key, problem, repaired=repaired)


def _derived(sql: sqlite3.Connection, key: Key) -> dict[str, Any]:
    """Read all that is computed of an entity's changes."""
    type_, id = key
    state = sql.execute(
        "select pos, hash, state from entity where id = ? and type = ?", (id, type_)
    ).fetchall()
    live = sql.execute("select id, live from change where entity_id = ? order by pos", (id,))
    row: list[Any] = []
    if type_ in KINDS:
        row = sql.execute(f'select * from "{type_}" where id = ?', (id,)).fetchall()
    return {"state": state, "row": row, "sum": live.fetchall()}


def _orphans(ledger: Ledger, *, repair: bool) -> Iterator[Finding]:
    """Find rows of things that no change speaks of."""
    for name in KINDS:
        condition = f"id not in (select id from entity where type = '{name}')"
        for (id,) in ledger.sql.execute(f'select id from "{name}" where {condition}').fetchall():
            yield _finding("row", (name, id), "no change speaks of it", repaired=repair)
        if repair:
            with ledger_file.transaction(ledger.sql, ledger.path):
                ledger.sql.execute(f'delete from "{name}" where {condition}')


def _search(ledger: Ledger, *, repair: bool) -> Iterator[Finding]:
    if _search_is_right(ledger.sql):
        return
    if repair:
        _reindex(ledger)
    yield Finding(place="search", problem="guests are not found as they should", repaired=repair)


def _search_is_right(sql: sqlite3.Connection) -> bool:
    """Build the guest search anew beside the present one and compare the two word for word."""
    with closing(sqlite3.connect(":memory:")) as fresh:
        for (statement,) in sql.execute(
            "select sql from sqlite_master where name in (?, ?)", _INDEX_TABLES
        ):
            fresh.execute(statement)
        _index(sql, fresh)
        return all(a == b for a, b in zip_longest(_words(sql), _words(fresh)))


def _reindex(ledger: Ledger) -> None:
    with ledger_file.transaction(ledger.sql, ledger.path):
        _index_anew(ledger.sql)


def _index_anew(sql: sqlite3.Connection) -> None:
    sql.execute("insert into guest_search (guest_search) values ('delete-all')")
    sql.execute("delete from guest_phone")
    _index(sql, sql)


def _index(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    numbers = dict(source.execute("select id, n from guest").fetchall())
    for guest in rows.read(source, "guest"):
        guest_index.add(target, numbers[guest.id], guest)


def _words(sql: sqlite3.Connection) -> Iterator[tuple[Any, ...]]:
    """Read every word of the search with its place, then every phone."""
    sql.execute(
        "create virtual table if not exists temp.guest_words"
        " using fts5vocab(main, guest_search, instance)"
    )
    yield from sql.execute("select term, doc, col, offset from guest_words order by 1, 2, 3, 4")
    yield from sql.execute("select key, guest_id, last8 from guest_phone order by 1, 2")


def _digest(ledger: Ledger, *, repair: bool) -> Iterator[Finding]:
    wrong = False
    with suppress(_LookedOnly), ledger_file.transaction(ledger.sql, ledger.path):
        wrong = ledger.journal.repair_digest()
        if not (wrong and repair):
            raise _LookedOnly
    if wrong:
        problem = "the digest is not that of the contents"
        yield Finding(place="digest", problem=problem, repaired=repair)


def _sum(ledger: Ledger) -> Iterator[Finding]:
    tally = ledger.sum()
    if not tally.balances:
        ends = tally.applied + tally.superseded + tally.waiting + tally.parked
        yield Finding(
            place="sum", problem=f"{tally.made} changes were made here and {ends} are accounted for"
        )
