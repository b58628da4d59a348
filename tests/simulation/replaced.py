"""What a run puts in the place of the program's own: connections, bounds, later migrations."""

from __future__ import annotations

import random
import sqlite3
from functools import cache
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import sqlalchemy
import sqlite_utils
from sqlite_utils import Migrations

import app.store.migrations as ledger_migrations
from app.store import copy_press, copy_shelf, ledger_file
from app.store import replica as ledger_replica
from sync import book_copy, engine, wire
from sync.hub import api as hub_api
from sync.hub import archive, compaction
from sync.hub import database as hub_database
from tests.simulation.disk import Machines
from tests.simulation.hub import NEVER_SECONDS


def replaced(chance: random.Random, machines: Machines) -> list[tuple[ModuleType, str, Any]]:
    """Say what a run replaces: the connections' classes, and bounds too large to be met in it."""

    def create_engine(url: str, **options: Any) -> Any:
        options.setdefault("connect_args", {})["factory"] = machines.hub_connection
        created = sqlalchemy.create_engine(url, **options)
        if url.startswith("sqlite"):
            # Statements are spelt out once, not once in each life of a hub: an eighth of the time.
            created._compiled_cache = _spelt_out()._compiled_cache
            created.dialect = created.pool._dialect = _spelt_out().dialect
        return created

    small = chance.random() < 0.6
    return [
        (ledger_file, "LedgerConnection", machines.ledger_connection()),
        (hub_database, "create_engine", create_engine),
        (hub_api, "RELAY_WATCH_SECONDS", NEVER_SECONDS),
        (archive, "BLOCK_CURSORS", 8),
        (compaction, "BLOCK_CURSORS", 8),
        *((module, "PART_BYTES", 8_192) for module in (book_copy, copy_press, copy_shelf)),
        *((module, "sqlite3", _watched(machines)) for module in (copy_press, copy_shelf)),
        (wire, "PACK_FROM_BYTES", chance.choice((1, 200, wire.PACK_FROM_BYTES))),
        *(
            [
                (engine, "BATCH_MAX", chance.choice((1, 2, 5))),
                (engine, "PAGE_MAX", chance.choice((1, 2, 5))),
                (engine, "STRETCH_MIN", chance.choice((1, engine.STRETCH_MIN))),
                (engine, "REPAIR_ENTITIES_MAX", chance.choice((2, 500))),
                (engine, "SCRUB_MAX", chance.choice((3, 200))),
                (ledger_replica, "APPLY_MAX", chance.choice((1, 3, 250))),
                (ledger_replica, "LEAVE_OUT_MAX", chance.choice((1, 1000))),
            ]
            if small
            else []
        ),
    ]


@cache
def _spelt_out() -> Any:
    return sqlalchemy.create_engine("sqlite://")


def _watched(machines: Machines) -> SimpleNamespace:
    """Make of the module sqlite3 one whose connections belong to a machine."""

    def connect(name: str | Path, **options: Any) -> sqlite3.Connection:
        options["factory"] = machines.hub_connection
        connection: sqlite3.Connection = sqlite3.connect(str(name), **options)
        return connection

    return SimpleNamespace(**{**vars(sqlite3), "connect": connect})


def two_versions_on() -> Migrations:
    """Write the migrations of a program two versions ahead of ours."""
    later = Migrations("noren")
    for migration in ledger_migrations.migrations._migrations:
        later._migrations.append(migration)

    @later()
    def m998_count(db: sqlite_utils.Database) -> None:
        db.execute("create table simulated_count (entity_id text primary key, n integer) strict")
        db.execute(
            "insert into simulated_count select entity_id, count(*) from change group by entity_id"
        )

    @later()
    def m999_index(db: sqlite_utils.Database) -> None:
        db.execute("create index simulated_count_n on simulated_count (n)")

    return later
