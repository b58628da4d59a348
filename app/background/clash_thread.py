"""Looks for clashes away from the UI thread: that reads every coming day."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager

from PySide6.QtCore import QObject, QThread, Signal, Slot

from app.domain.errors import DomainError
from app.services.desk import Desk

log = logging.getLogger("background")


class ClashThread(QThread):
    """Looks for clashes whenever it is asked to.

    Signals:
        found: everything that waits for a person; an `OpenClashes`.
    """

    found = Signal(object)

    def __init__(
        self, open_desk: Callable[[], AbstractContextManager[Desk]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._open_desk = open_desk
        self._asked = threading.Event()
        self._stop = threading.Event()

    def run(self) -> None:
        """Wait to be asked, until told to stop; Qt calls this on the new thread."""
        try:
            with self._open_desk() as desk:
                self._look_when_asked(desk)
        except DomainError as error:
            log.warning("no_clashes_looked_for reason=%s", error.code)

    @Slot()
    def ask(self) -> None:
        """Have it look, soon; from any thread."""
        self._asked.set()

    def finish(self) -> None:
        """Stop after the look under way and wait for the thread to end."""
        self._stop.set()
        self._asked.set()
        self.wait()

    def _look_when_asked(self, desk: Desk) -> None:
        while True:
            self._asked.wait()
            self._asked.clear()
            if self._stop.is_set():
                return
            try:
                self.found.emit(desk.clashes.open())
            except DomainError as error:
                # The book was busy, or its disk away for a moment: the next news asks again.
                log.warning("clashes_not_read reason=%s", error.code)
