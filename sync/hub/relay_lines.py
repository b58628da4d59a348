"""The lines of a relay's houses upstream: who it is there, how far it has read, how it stands.

Of the changes in a house's log it knows which upstream does not have, and no more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, func, select, update

from sync.hub import archive, tables
from sync.hub.database import Database
from sync.hub.errors import NotAllowed, Unknown
from sync.hub.log import Fingerprints, HubLog, Standing, Upstream, is_relayed
from sync.hub.state import Key


@dataclass(frozen=True, slots=True, kw_only=True)
class UpstreamLine:
    """A house's line upstream: who the relay is there, and how far it has read."""

    venue: str
    environment: str
    device: str
    name: str
    epoch: str
    cursor: int


class LinedLog(HubLog):
    """The logs of houses that belong to another hub, as far as the line there is concerned."""

    def __init__(self, database: Database, *, now_ms: Callable[[], int]) -> None:
        super().__init__(database)
        self._now_ms = now_ms

    @staticmethod
    def is_relay(database: Database) -> bool:
        """Tell whether a hub's database is a relay's."""
        with database.reading() as connection:
            return connection.execute(select(tables.upstream.c.venue_id)).first() is not None

    def join(self, line: UpstreamLine, venue_name: str) -> None:
        """Begin, or go on, to serve a house that belongs to upstream."""
        now_ms = self._now_ms()
        with self.database.writing() as connection:
            if not is_relayed(connection, line.venue):
                self._begin(connection, line)
            connection.execute(
                self.database.insert_new(tables.venue),
                {
                    "id": line.venue,
                    "name": venue_name,
                    "environment": line.environment,
                    "head": 0,
                    "created_ms": now_ms,
                },
            )
            connection.execute(
                self.database.upsert(tables.upstream),
                {
                    "venue_id": line.venue,
                    "device": line.device,
                    "name": line.name,
                    "epoch": line.epoch,
                    "cursor": line.cursor,
                    "hub": "never",
                    "since_ms": now_ms,
                    "message": "",
                    "agreed": 0,
                    "synced_ms": None,
                },
            )

    def _begin(self, connection: Connection, line: UpstreamLine) -> None:
        """Let a house that was this hub's own be upstream's: all of its log waits from now on.

        Raises:
            NotAllowed: it was another world's.
        """
        venue, device = tables.venue.c, tables.device.c
        environment = connection.execute(
            select(venue.environment).where(venue.id == line.venue)
        ).scalar()
        if environment not in (None, line.environment):
            raise NotAllowed(
                f"the house on this hub is in {environment}, upstream's in {line.environment}",
                code="wrong_environment",
            )
        self.take_out(connection, line.venue, archive.ids(connection, line.venue))
        # Who belongs to it upstream will say; nobody is let in by what was known here.
        connection.execute(
            update(tables.device)
            .where(device.venue_id == line.venue, device.revoked_ms.is_(None))
            .values(revoked_ms=self._now_ms())
        )

    def lines(self) -> tuple[UpstreamLine, ...]:
        """List the houses that this relay serves."""
        row, venue = tables.upstream.c, tables.venue.c
        query = (
            select(row.venue_id, venue.environment, row.device, row.name, row.epoch, row.cursor)
            .join(tables.venue, venue.id == row.venue_id)
            .order_by(row.venue_id)
        )
        with self.database.reading() as connection:
            return tuple(
                UpstreamLine(venue=a, environment=b, device=c, name=d, epoch=e, cursor=f)
                for a, b, c, d, e, f in connection.execute(query)
            )

    def line(self, venue: str) -> UpstreamLine:
        """Read one house's line upstream.

        Raises:
            Unknown: this relay does not serve that house.
        """
        for line in self.lines():
            if line.venue == venue:
                return line
        raise Unknown("this house has no line upstream")

    def upstream(self, venue: str) -> Upstream | None:
        """Tell how a house stands with upstream; None when it has none."""
        row = tables.upstream.c
        query = select(row.hub, row.since_ms, row.agreed).where(row.venue_id == venue)
        with self.database.reading() as connection:
            found = connection.execute(query).one_or_none()
            if found is None:
                return None
            hub, since_ms, agreed = found
            in_sync = bool(agreed) and hub == "online" and not _is_waiting(connection, venue)
        return Upstream(hub=hub, since_ms=since_ms, in_sync=in_sync)

    def condition(self) -> str:
        """Say that this relay is ready, and whether upstream answers it."""
        with self.database.reading() as connection:
            hubs = connection.scalars(select(tables.upstream.c.hub).distinct()).all()
        return f"ready, upstream {' and '.join(sorted(hubs))}"

    def gauges(self) -> dict[str, int]:
        """Tell in numbers how this relay stands with upstream, all its houses together."""
        venues = [line.venue for line in self.lines()]
        stands = [each for each in map(self.upstream, venues) if each is not None]
        return {
            "noren_relay_houses": len(stands),
            "noren_relay_houses_online": sum(each.hub == "online" for each in stands),
            "noren_relay_houses_in_sync": sum(each.in_sync for each in stands),
            "noren_relay_changes_waiting": sum(map(self.waiting, venues)),
        }

    def waiting(self, venue: str) -> int:
        """Count what upstream does not have."""
        row = tables.change.c
        query = select(func.count()).where(
            row.venue_id == venue, row.upstream.is_(None), row.refused.is_(None)
        )
        with self.database.reading() as connection:
            count: int = connection.execute(query).scalar_one()
        return count

    def message(self, venue: str) -> str:
        """Read what upstream, or the network, said last."""
        row = tables.upstream.c
        with self.database.reading() as connection:
            words: str = connection.execute(
                select(row.message).where(row.venue_id == venue)
            ).scalar_one()
        return words

    def heads(self, venues: Iterable[str]) -> dict[str, Standing]:
        """Tell how far the logs of some houses have come, and how those stand with upstream."""
        heads = super().heads(venues)
        return {venue: at._replace(upstream=self.upstream(venue)) for venue, at in heads.items()}

    def record(self, venue: str, *, hub: str, message: str) -> None:
        """Remember how upstream answered last."""
        row = tables.upstream.c
        now_ms = self._now_ms()
        with self.database.writing() as connection:
            line = update(tables.upstream).where(row.venue_id == venue)
            connection.execute(line.where(row.hub != hub).values(hub=hub, since_ms=now_ms))
            connection.execute(line.values(message=message))

    def record_round(self, venue: str, *, in_sync: bool) -> None:
        """Remember whether both held the same at the end of a round."""
        values: dict[str, Any] = {"agreed": int(in_sync)}
        if in_sync:
            values["synced_ms"] = self._now_ms()
        with self.database.writing() as connection:
            connection.execute(
                update(tables.upstream).where(tables.upstream.c.venue_id == venue).values(**values)
            )

    def advance(self, venue: str, cursor: int, epoch: str) -> None:
        """Remember how far upstream's log has been read."""
        with self.database.writing() as connection:
            advance_line(connection, venue, cursor, epoch)

    def digest(self, venue: str, leaving_out: Sequence[Key] = ()) -> Fingerprints:
        """Read the bucket hashes, and how the relay stands with upstream."""
        prints = super().digest(venue, leaving_out)
        return replace(prints, upstream=self.upstream(venue))

    def take_out(self, connection: Connection, venue: str, ids: Sequence[str]) -> None:
        """Put changes back into the log from the archive: something is to be told of them."""
        self.database.write_rows(
            connection,
            tables.change,
            [
                (venue, each.cursor, each.id, *each.key, each.body, each.hash, each.upstream)
                for each in archive.take_out(connection, self.database, venue, ids)
            ],
        )


def advance_line(connection: Connection, venue: str, cursor: int, epoch: str) -> None:
    """Remember how far upstream's log has been read, in the transaction that took it in."""
    connection.execute(
        update(tables.upstream)
        .where(tables.upstream.c.venue_id == venue)
        .values(cursor=cursor, epoch=epoch)
    )


def _is_waiting(connection: Connection, venue: str) -> bool:
    row = tables.change.c
    query = select(row.cursor).where(
        row.venue_id == venue, row.upstream.is_(None), row.refused.is_(None)
    )
    return connection.execute(query.limit(1)).first() is not None
