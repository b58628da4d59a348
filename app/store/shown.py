"""Remembers which fields the rows were written with, and writes them anew for a newer program.

What an older program could not read was kept in the journal all the same; here it comes to light.
"""

from __future__ import annotations

import sqlite3
from typing import Final

from app.store import ledger_file, rows
from app.store.schema import KINDS, Kind
from sync.journal import Journal

SLICE: Final = 500
"""Entities read at a time."""


def bring_to_light(sql: sqlite3.Connection) -> None:
    """Write the rows of every kind that has other fields now than when its rows were written.

    Killed half-way, a kind is begun again at the next opening.
    """
    known = dict(sql.execute("select type, fields from shown").fetchall())
    for kind in KINDS.values():
        fields = " ".join(kind.columns)
        if known.get(kind.name) != fields:
            with ledger_file.writing(sql):
                _write_anew(sql, kind)
                sql.execute("insert or replace into shown values (?, ?)", (kind.name, fields))


def _write_anew(sql: sqlite3.Connection, kind: Kind) -> None:
    journal = Journal(sql)
    ids = sql.execute("select id from entity where type = ?", (kind.name,)).fetchall()
    for at in range(0, len(ids), SLICE):
        keys = [(kind.name, id) for (id,) in ids[at : at + SLICE]]
        rows.project(sql, {key: journal.load(key) for key in keys})
