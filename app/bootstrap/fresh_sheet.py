"""Keeps today's sheet on the disk as a PDF: once the power is out it is too late to make one."""

from __future__ import annotations

import logging
import threading
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QThread
from PySide6.QtGui import QFont

from app.bootstrap.home import Home
from app.domain.business_day import business_day_of
from app.domain.errors import DomainError
from app.small_file import replace_file
from app.store.ledger import Ledger
from app.ui.print.day_sheet import pdf_of
from app.viewmodels.day_sheet import printed

log = logging.getLogger("bootstrap")

LOOK_SECONDS: Final = 20.0
FILE_NAME: Final = "day-sheet.pdf"


class FreshSheet(QThread):
    """Makes the PDF anew, quietly, once something of the book moved or the day changed."""

    def __init__(self, home: Home, font: QFont, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._home = home
        self._font = font
        self._stop = threading.Event()
        self._made: tuple[date, int] | None = None

    @property
    def file(self) -> Path:
        """Where the sheet lies."""
        return self._home.path / FILE_NAME

    def run(self) -> None:
        """Look every few seconds until told to stop; Qt calls this on the new thread."""
        while not self._stop.wait(LOOK_SECONDS):
            try:
                with closing(self._home.open_ledger(aside=True)) as ledger:
                    self.make(ledger)
            except (DomainError, OSError) as error:
                log.warning("no_day_sheet reason=%s", type(error).__name__)

    def make(self, ledger: Ledger) -> bool:
        """Make the PDF, unless the one that lies there still says the same.

        Raises:
            DomainError: the book cannot be read.
            OSError: the file cannot be written; the old one lies there still.
        """
        desk = self._home.desk_of(ledger)
        at = datetime.fromtimestamp(self._home.clock() // 1000, UTC)
        wanted = (business_day_of(at, ledger.venue()), ledger.position())
        if wanted == self._made and self.file.exists():
            return False
        sheet = printed(desk.day_sheets.sheet(wanted[0]))
        replace_file(self.file, pdf_of(sheet, self._font), mode=0o600)
        self._made = wanted
        return True

    def finish(self) -> None:
        """Stop, and wait for the sheet under way."""
        self._stop.set()
        self.wait()
