"""Where the tests' hubs keep their books: SQLite, or the PostgreSQL of `make test-postgres`."""

from __future__ import annotations

import os
from itertools import count
from typing import Final

from sqlalchemy import create_engine

POSTGRES: Final = os.environ.get("NOREN_TEST_POSTGRES", "")
_schemas = count(1)


def hub_url(sqlite: str) -> str:
    """Name the database of one more hub: the given one, or an empty schema of the server."""
    if not POSTGRES:
        return sqlite
    schema = f"hub_{os.getpid()}_{next(_schemas)}"
    engine = create_engine(POSTGRES)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"create schema {schema}")
    engine.dispose()
    return f"{POSTGRES}&options=-csearch_path%3D{schema}"
