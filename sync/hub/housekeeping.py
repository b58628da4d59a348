"""What a running hub does once a day beside serving: note how far each log has come, compact it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Final

import anyio
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from sync.hub import compaction, tables
from sync.hub.database import Database
from sync.hub.errors import HubError
from sync.hub.parts import Hub

log = logging.getLogger("hub")

LOOK_SECONDS: Final = 900.0
"""How often to look whether the day is over; a hub may be switched off every night."""

REST_SECONDS: Final = 0.05
"""Between two blocks, so that whoever waits for the write lock gets it."""


async def keep_house(hub: Hub, look_seconds: float = LOOK_SECONDS) -> None:
    """Go on for ever; what cannot be done now is tried again at the next look."""
    while True:
        await anyio.sleep(look_seconds)
        try:
            for venue in await hub.offload(lambda: venues(hub.log.database)):
                await _keep(hub, venue)
        except (HubError, SQLAlchemyError) as error:
            # Whatever it is: streams and revocations are watched beside this, and must go on.
            log.warning("housekeeping_failed reason=%s", type(error).__name__)


async def _keep(hub: Hub, venue: str) -> None:
    database, now_ms = hub.log.database, hub.now_ms()
    if not await hub.offload(lambda: compaction.note_milestone(database, venue, now_ms)):
        return
    upto = await hub.offload(lambda: compaction.horizon(database, venue, now_ms))
    steps: Iterator[compaction.Step] = compaction.steps(database, venue, upto)
    moved = 0
    while (step := await hub.offload(lambda: next(steps, None))) is not None:
        moved += step.moved
        await anyio.sleep(REST_SECONDS)
    log.info("compacted venue=%s upto=%d moved=%d", venue, upto, moved)


def venues(database: Database) -> tuple[str, ...]:
    """List the houses on this hub."""
    with database.reading() as connection:
        return tuple(connection.scalars(select(tables.venue.c.id).order_by(tables.venue.c.id)))
