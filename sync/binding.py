"""How Python's values are bound to the statements of SQLite."""

import sqlite3
from typing import Any


def bind_plainly() -> None:
    """Bind bytes, None and truth values without looking for how else they might be meant.

    `sqlite3` asks each of them, every time, for the ways of `__adapt__` and `__conform__`, and
    that takes longer than binding it: a row of a booking has a dozen such cells. Where a type has
    an adapter, only that is called; these give back what they were given. For all connections of
    the process; doing it again changes nothing.
    """
    nothing: dict[Any, Any] = {}
    sqlite3.register_adapter(bytes, bytes)
    sqlite3.register_adapter(bool, int)
    sqlite3.register_adapter(type(None), nothing.get)
