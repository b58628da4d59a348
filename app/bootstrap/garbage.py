"""Collects Python's garbage on the UI thread alone, a little at a time.

By itself Python collects wherever it happens to be: in the middle of a page the sync thread reads,
holding the whole program up for a tenth of a second; or, worse, freeing a widget on that thread.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot

YOUNG_MS: Final = 250
CHEAP_MAX: Final = 10_000
"""New objects that are looked over within a few ms."""

PILE_MAX: Final = 1_000_000
"""So many are no page any more."""

MIDDLE_EVERY: Final = 20
"""So many rounds of the young make one that looks at what outlived some of those."""

OLD_EVERY: Final = 2_400
"""Ten minutes; by then what a start left aside has long been frozen, and little is left to see."""


class Garbage(QObject):
    """Collects garbage from `begin` until `end`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rounds = 0
        self._timer = QTimer(self, interval=YOUNG_MS)
        self._timer.timeout.connect(self._collect)

    @Slot()
    def begin(self) -> None:
        """Leave aside for good what a start made, and begin."""
        gc.disable()
        gc.freeze()
        self._timer.start()

    def end(self) -> None:
        """Give the collecting back to Python."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    @Slot()
    def _collect(self) -> None:
        young = gc.get_count()[0]
        if CHEAP_MAX < young < PILE_MAX:
            return  # A page is being read: it goes by itself, and to look it over takes its time.
        self._rounds += 1
        if self._rounds % OLD_EVERY == 0:
            gc.collect()
        else:
            gc.collect(0 if self._rounds % MIDDLE_EVERY else 1)
