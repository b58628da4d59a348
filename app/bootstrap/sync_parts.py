"""What the window's sync thread works with, built on that very thread."""

from __future__ import annotations

from app.background.state import SyncState
from app.bootstrap.home import Home
from app.bootstrap.hub_line import HubLine


class HomeSyncParts:
    """A ledger connection, a session and two lines to the hub, all of one thread."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._ledger = home.open_ledger(aside=True)
        line = HubLine(home)
        self.client = line.client(self._ledger)
        self.stream_client = line.client(self._ledger)
        self.session = line.session(self._ledger, self.client, listens=True)

    def state(self) -> SyncState:
        """Read how we stand, and make the rolling backup while we are here."""
        self._home.back_up_if_due(self._ledger)
        return self._home.state(self._ledger)

    def close(self) -> None:
        """Let go of files and connections."""
        self.session.close()
        self.stream_client.close()
        self.client.close()
        self._ledger.close()
