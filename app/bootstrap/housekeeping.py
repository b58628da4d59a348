"""What goes on quietly beside service: rolling backups, on a thread of their own."""

from __future__ import annotations

import logging
import threading
from contextlib import closing

from PySide6.QtCore import QObject, QThread

from app.bootstrap.home import Home
from app.store.errors import StoreError

log = logging.getLogger("bootstrap")

LOOK_SECONDS = 300.0


class BackupThread(QThread):
    """Makes the rolling backup whenever it is due, hub or no hub."""

    def __init__(self, home: Home, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._home = home
        self._stop = threading.Event()

    def run(self) -> None:
        """Look every few minutes until told to stop; Qt calls this on the new thread."""
        while True:
            try:
                with closing(self._home.open_ledger(aside=True)) as ledger:
                    self._home.back_up_if_due(ledger)
            except StoreError as error:
                log.warning("no_backup reason=%s", error.code)
            if self._stop.wait(LOOK_SECONDS):
                return

    def finish(self) -> None:
        """Stop and wait for the backup under way."""
        self._stop.set()
        self.wait()
