"""Keeps a second program away from what one is making in a home."""

from __future__ import annotations

import sqlite3
from pathlib import Path


class Claim:
    """A lock on a file, which ends with the program that holds it, however that ends."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock: sqlite3.Connection | None = None

    def take(self) -> bool:
        """Take it, if nobody else has it; having it already is well.

        Raises:
            sqlite3.Error: the file cannot be made.
        """
        if self._lock is not None:
            return True
        # A generator that was left alone is closed by whichever thread cleans up.
        lock = sqlite3.connect(self._file, isolation_level=None, timeout=0, check_same_thread=False)
        try:
            lock.execute("begin exclusive")
        except sqlite3.OperationalError as error:
            lock.close()
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            return False
        self._lock = lock
        return True

    def let_go(self) -> None:
        """Let another have it."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None
