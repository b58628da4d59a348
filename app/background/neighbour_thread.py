"""Looks, away from the UI thread, whether somebody else wrote into the book on the screen."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import closing
from typing import Final

from PySide6.QtCore import QObject, QThread, Signal

from app.domain.errors import DomainError
from app.store.ledger import Ledger

log = logging.getLogger("background")

LOOK_SECONDS: Final = 1.0
AWAY_SECONDS: Final = 10.0


class NeighbourThread(QThread):
    """Tells what commands, feeds and the sync thread wrote, while a long round goes on, too.

    Signals:
        touched: somebody wrote; a `frozenset` of (type, id).
        waits: some of it was entered on this device and has not been sent.
    """

    touched = Signal(object)
    waits = Signal()

    def __init__(
        self, open_ledger: Callable[[], Ledger], position: int, parent: QObject | None = None
    ) -> None:
        """Prepare to look at a book.

        Args:
            open_ledger: opens it on this thread.
            position: how much of it has been shown already.
            parent: owns this.
        """
        super().__init__(parent)
        self._open_ledger = open_ledger
        self._position = position
        self._stop = threading.Event()

    def run(self) -> None:
        """Look every second until told to stop; Qt calls this on the new thread."""
        pause_seconds = LOOK_SECONDS
        while not self._stop.wait(pause_seconds):
            try:
                with closing(self._open_ledger()) as ledger:
                    self._look(ledger)
                    while not self._stop.wait(LOOK_SECONDS):
                        self._look(ledger)
            except DomainError as error:
                # Its disk is away: what is written meanwhile is told of when it is back.
                log.warning("neighbour_not_heard reason=%s", error.code)
                pause_seconds = AWAY_SECONDS

    def finish(self) -> None:
        """Stop and wait for the thread to end."""
        self._stop.set()
        self.wait()

    def _look(self, ledger: Ledger) -> None:
        position = ledger.position()
        if position == self._position:
            return
        touched = ledger.touched_since(self._position)
        waits = bool(ledger.outbox.queue_length()[0])
        ledger.carry_log()  # so that no tap has to
        self._position = position
        self.touched.emit(touched)
        if waits:
            self.waits.emit()
