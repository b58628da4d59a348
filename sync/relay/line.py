"""A relay's line to its upstream, for one house: rounds, and what is remembered of them."""

from __future__ import annotations

import logging

from sync.engine import Engine, Hub, Round
from sync.errors import Refused, SyncError
from sync.hub.errors import HubError
from sync.hub.relay_log import RelayLog
from sync.relay.replica import HubReplica

log = logging.getLogger("relay")


class Line:
    """Rounds of one house with upstream; belongs to one thread."""

    def __init__(self, relay_log: RelayLog, venue: str, hub: Hub) -> None:
        self._log = relay_log
        self._venue = venue
        self._engine = Engine(HubReplica(relay_log, venue), hub)

    def round(self) -> Round | SyncError | HubError:
        """Do one round and remember how it went; never raises for what a network or disk can do."""
        try:
            done = self._engine.round()
        except SyncError as error:
            self._record("refused" if isinstance(error, Refused) else "offline", str(error))
            return error
        except HubError as error:
            log.warning("round_stopped reason=%s", type(error).__name__)
            return error
        self._record("online", "; ".join(done.problems[:3]))
        return done

    def _record(self, hub: str, message: str) -> None:
        try:
            self._log.record(self._venue, hub=hub, message=message[:500])
        except HubError as error:
            log.warning("state_not_recorded reason=%s", type(error).__name__)
