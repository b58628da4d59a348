"""Where the program writes what it does: one rolling file in the home, without any guest's name."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from types import TracebackType
from typing import Final

BYTES_MAX: Final = 1_000_000
FILES_KEPT: Final = 5

log = logging.getLogger("bootstrap")


def write_logs_to(file: Path) -> None:
    """Send every room's log to a file that rolls."""
    from logging.handlers import RotatingFileHandler

    file.parent.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(
        file, maxBytes=BYTES_MAX, backupCount=FILES_KEPT, encoding="utf-8"
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)


def log_what_nobody_caught() -> None:
    """Install the last resort: log what nobody caught; the book on disk is whole as it is."""

    def caught(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        log.critical("not_caught kind=%s", kind.__name__, exc_info=(kind, error, trace))
        sys.__excepthook__(kind, error, trace)

    sys.excepthook = caught
