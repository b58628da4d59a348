"""What the window may ask of the hub; asking returns at once, answers come as signals."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import SignalInstance


class HubLink(Protocol):
    """The door to the thread that talks to the hub.

    Signals:
        paired: this device joined a house; carries the house's name.
        pair_failed: it did not; carries a sentence that says why and what to do.
        synced: a round asked for here ended; carries whether every device now shows the same book.
    """

    @property
    def paired(self) -> SignalInstance:
        """See the class."""

    @property
    def pair_failed(self) -> SignalInstance:
        """See the class."""

    @property
    def synced(self) -> SignalInstance:
        """See the class."""

    @property
    def relay_wish(self) -> str:
        """What to do about the house's relay: `auto` asks it first, `off` never; or its address."""

    def choose_relay(self, wish: str) -> None:
        """Ask the house's relay first, or never, from the next round on."""

    def pair(self, url: str, code: str, device_name: str) -> None:
        """Join a house with a pairing code."""

    def sync_now(self) -> None:
        """Run a round now rather than when it is due."""
