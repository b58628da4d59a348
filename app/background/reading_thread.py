"""Reads the book away from the UI thread, for what takes longer than a frame may wait."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Final

from PySide6.QtCore import QObject, QThread, Signal, Slot

from app.domain.errors import DomainError
from app.services.desk import Desk

log = logging.getLogger("background")

AGAIN_SECONDS: Final = 3.0
"""A book that was busy, or its disk away for a moment, is read again after this."""


class ReadingThread(QThread):
    """Reads one thing whenever it is asked to.

    Signals:
        found: what it read.
    """

    found = Signal(object)

    def __init__(
        self,
        open_desk: Callable[[], AbstractContextManager[Desk]],
        read: Callable[[Desk], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._open_desk = open_desk
        self._read = read
        self._asked = threading.Event()
        self._stop = threading.Event()

    def run(self) -> None:
        """Wait to be asked, until told to stop; Qt calls this on the new thread."""
        while not self._stop.is_set():
            try:
                with self._open_desk() as desk:
                    self._read_when_asked(desk)
            except DomainError as error:
                log.warning("not_read reason=%s", error.code)
                self._asked.set()
                self._stop.wait(AGAIN_SECONDS)

    @Slot()
    def ask(self) -> None:
        """Have it read, soon; from any thread."""
        self._asked.set()

    def finish(self) -> None:
        """Stop after the reading under way and wait for the thread to end."""
        self._stop.set()
        self._asked.set()
        self.wait()

    def _read_when_asked(self, desk: Desk) -> None:
        while True:
            self._asked.wait()
            self._asked.clear()
            if self._stop.is_set():
                return
            self.found.emit(self._read(desk))
