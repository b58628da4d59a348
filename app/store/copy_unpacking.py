"""Unpacks a copy of the book while its parts are still coming, on a thread of its own."""

from __future__ import annotations

import threading
from pathlib import Path
from queue import SimpleQueue
from typing import IO, Final, cast

import zstandard

from app.store import ledger_file
from sync.errors import CopySpoilt

AHEAD_MAX: Final = 16
"""Parts that wait to be unpacked; a slow disk holds the line up, not the memory."""

PIECE_BYTES: Final = 1024 * 1024
"""However much a part unpacks to, it is written in pieces of this size."""

WRONG_SIZE: Final = "it has not the size it says"


class Unpacking:
    """One file that is being unpacked; `finish` or `give_up` ends it."""

    def __init__(self, file: Path, bytes_max: int) -> None:
        """Begin.

        Args:
            file: where to; what was there goes.
            bytes_max: its size; what unpacks to more is no book but a trap.
        """
        self._file = file
        self._bytes_max = bytes_max
        self._error: Exception | None = None
        self._room = threading.Semaphore(AHEAD_MAX)
        self._parts: SimpleQueue[bytes | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="copy-unpacking", daemon=True)
        self._thread.start()

    def take(self, part: bytes) -> None:
        """Unpack the next part, soon."""
        self._room.acquire()
        self._parts.put(part)

    def finish(self) -> None:
        """Wait until all parts are unpacked.

        Raises:
            CopySpoilt: it has not the size it says.
            ZstdError: it cannot be unpacked.
            OSError: the disk refused.
        """
        self.give_up()
        if self._error is not None:
            raise self._error
        if self._file.stat().st_size != self._bytes_max:
            raise CopySpoilt(WRONG_SIZE)

    def give_up(self) -> None:
        """Take no more parts, and wait for those that were taken."""
        self._parts.put(None)
        self._thread.join()

    def _run(self) -> None:
        try:
            self._file.unlink(missing_ok=True)
            self._file.touch(mode=ledger_file.PRIVATE)
            with self._file.open("wb") as file:
                target = cast("IO[bytes]", _Bounded(file, self._bytes_max))
                writer = zstandard.ZstdDecompressor().stream_writer(target, write_size=PIECE_BYTES)
                while (part := self._next()) is not None:
                    writer.write(part)
        except (CopySpoilt, OSError, zstandard.ZstdError) as error:
            self._error = error
            while self._next() is not None:
                continue

    def _next(self) -> bytes | None:
        part = self._parts.get()
        self._room.release()
        return part


class _Bounded:
    """Writes so much into a file, and no more."""

    def __init__(self, file: IO[bytes], bytes_max: int) -> None:
        self._file = file
        self._left = bytes_max

    def write(self, piece: bytes) -> int:
        self._left -= len(piece)
        if self._left < 0:
            raise CopySpoilt(WRONG_SIZE)
        return self._file.write(piece)
