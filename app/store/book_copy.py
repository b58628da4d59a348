"""What of a ledger belongs to the house and travels in a copy of the book, and what stays here."""

from __future__ import annotations

import sqlite3
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from typing import Final

from app.store.schema import KINDS

SHARED: Final = (
    "change",
    "entity",
    "digest",
    *KINDS,
    "guest_phone",
    "guest_search_data",
    "guest_search_idx",
    "guest_search_config",
    "shown",
    "unreadable",
)
"""Tables that hold what the log holds, or what is computed of it."""

STAYS: Final = (
    "_sqlite_migrations",
    "device",
    "past_incarnation",
    "relay",
    "at_relay",
    "known_relay",
    "round",
    "past_round",
    "repair",
    "proofreading",
    "sheet_line",
    "handed_over",
)
"""Tables that speak of this one device."""

PROGRAM: Final = "noren"


def layout_of(sql: sqlite3.Connection) -> str:
    """Name how this program lays a ledger out; rows of another program may read differently."""
    laid = sql.execute(
        "select type, name, tbl_name, sql from main.sqlite_master order by 1, 2"
    ).fetchall()
    try:
        program = version(PROGRAM)
    except PackageNotFoundError:
        program = "0"  # run from its source
    return f"{PROGRAM}-{program}-{blake2b(repr(laid).encode(), digest_size=8).hexdigest()}"


def lay(sql: sqlite3.Connection) -> None:
    """Lay in this file the same tables as in the one attached as `ledger`, in the same words."""
    for name, words in sql.execute(
        "select name, sql from ledger.sqlite_master where sql is not null order by rowid"
    ).fetchall():
        if not name.startswith("guest_search_"):  # the search lays its own
            sql.execute(words)


def pour(sql: sqlite3.Connection, names: tuple[str, ...]) -> None:
    """Fill tables of this file from those of the one attached as `ledger`.

    Alike in every word and empty before, they are copied page by page, indexes and all.
    """
    for name in names:
        sql.execute(f'delete from main."{name}"')
        sql.execute(f'insert into main."{name}" select * from ledger."{name}"')


def is_blank(sql: sqlite3.Connection) -> bool:
    """Tell whether a ledger has nothing in it yet, nothing of its own either."""
    has_begun = sql.execute("select cursor > 0 or exists (select 1 from change) from device")
    return not has_begun.fetchone()[0]
