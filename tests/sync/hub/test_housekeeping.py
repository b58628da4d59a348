"""Once a day a running hub notes how far each log has come, and compacts what is old enough."""

import anyio

from sync.hub.compaction import DAY_MS, KEEP_DAYS
from sync.hub.housekeeping import keep_house, venues
from tests.sync.hub.test_compaction import VENUE, edits, in_log
from tests.sync.hub.test_log import push


def test_a_running_hub_compacts_what_has_grown_old(house, monkeypatch):
    house.venues.add("暖簾", "production")
    push(house.log, *edits(5))
    looks = []

    async def sleep(seconds):
        """Let a day begin at each look, and the second one far beyond the horizon."""
        if seconds == 60:
            looks.append(in_log(house.log))
            house.clock.ms += (KEEP_DAYS + 1) * DAY_MS
            if len(looks) == 3:
                raise TimeoutError

    monkeypatch.setattr(anyio, "sleep", sleep)
    try:
        anyio.run(keep_house, house.app.state.hub, 60)
    except TimeoutError:
        assert looks == [5, 5, 1]
    assert venues(house.log.database) == (VENUE,)
