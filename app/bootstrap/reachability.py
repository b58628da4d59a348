"""Hears from Qt that a network came up, where the sync thread cannot hear it by itself."""

from __future__ import annotations

import random
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

LATER_MS: Final = 5_000
"""Loading this takes a tenth of a second, which the first glance at the book need not wait for."""

SETTLE_MS: Final = (100, 1_500)
"""All tablets of a house hear of it in the same second."""


class Reachability(QObject):
    """Listens from a while after `start`; silent where the system tells Qt nothing.

    Signals:
        came_up: another network than none can be reached.
    """

    came_up = Signal()

    def __init__(self, chance: random.Random, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._later = QTimer(self, singleShot=True, interval=LATER_MS)
        self._later.timeout.connect(self.listen)
        self._settle = QTimer(self, singleShot=True, interval=chance.randint(*SETTLE_MS))
        self._settle.timeout.connect(self.came_up)

    def start(self) -> None:
        """Listen in a while."""
        self._later.start()

    @Slot()
    def listen(self) -> None:
        """Listen from now on."""
        from PySide6.QtNetwork import QNetworkInformation

        if QNetworkInformation.loadBackendByFeatures(QNetworkInformation.Feature.Reachability):
            QNetworkInformation.instance().reachabilityChanged.connect(self._take)

    @Slot()
    def _take(self) -> None:
        from PySide6.QtNetwork import QNetworkInformation

        reached = QNetworkInformation.instance().reachability()
        if reached is not QNetworkInformation.Reachability.Disconnected:
            self._settle.start()
