"""Who belongs to a house: told to its relays by upstream, and kept by a relay to let them in."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from sqlalchemy import select, update

from sync import proof
from sync.hub import tables
from sync.hub.database import Database
from sync.hub.pairing import SignedIn
from sync.membership import Member, Membership


class Members:
    """The devices of the houses, as far as relays are concerned."""

    def __init__(self, database: Database, *, now_ms: Callable[[], int]) -> None:
        self._database = database
        self._now_ms = now_ms
        self._asking = threading.Lock()

    def told_to(self, known: SignedIn) -> Membership:
        """List the relays of a house, and to one of them its devices, with their keys."""
        row = tables.device.c
        query = (
            select(row.id, row.name, row.kind, row.token_hash)
            .where(row.venue_id == known.venue, row.revoked_ms.is_(None))
            .order_by(row.id)
        )
        with self._database.reading() as connection:
            rows = [tuple(each) for each in connection.execute(query)]
        relays = tuple(Member(id=id, name=name) for id, name, kind, _ in rows if kind == "relay")
        if known.device not in {each.id for each in relays}:
            return Membership(relays=relays, devices=())
        devices = tuple(
            Member(
                id=id,
                name=name,
                key=proof.relay_key(token_hash, venue=known.venue, relay=known.device, device=id),
            )
            for id, name, kind, token_hash in rows
            if kind == "device"
        )
        return Membership(relays=relays, devices=devices)

    def admit_told(self, venue: str, ask: Callable[[], Membership]) -> None:
        """Ask upstream, and let in just whom it names; from any thread.

        One at a time: an older answer, taken in late, would let in whom a newer one shut out.
        """
        with self._asking:
            self.admit(venue, ask().devices)

    def admit(self, venue: str, devices: Sequence[Member]) -> None:
        """Let in just these devices of a house: upstream said so."""
        row = tables.device.c
        now_ms = self._now_ms()
        query = select(row.id, row.name, row.token_hash).where(
            row.venue_id == venue, row.revoked_ms.is_(None)
        )
        with self._database.reading() as connection:
            inside = {Member(id=a, name=b, key=c) for a, b, c in connection.execute(query)}
        if inside == set(devices):
            return
        with self._database.writing() as connection:
            connection.execute(
                update(tables.device)
                .where(row.venue_id == venue, row.id.not_in([each.id for each in devices]))
                .where(row.revoked_ms.is_(None))
                .values(revoked_ms=now_ms)
            )
            known = set(connection.scalars(select(row.id).where(row.venue_id == venue)))
            for each in devices:
                values = {"name": each.name, "token_hash": each.key, "revoked_ms": None}
                connection.execute(
                    update(tables.device)
                    .where(row.venue_id == venue, row.id == each.id)
                    .values(**values)
                    if each.id in known
                    else tables.device.insert().values(
                        venue_id=venue,
                        id=each.id,
                        incarnation="",
                        created_ms=now_ms,
                        seen_ms=now_ms,
                        **values,
                    )
                )

    def find(self, venue: str, device: str) -> SignedIn | None:
        """Find a device that may talk to this relay; its `token_hash` is the key to know it by."""
        row, house = tables.device.c, tables.venue.c
        query = (
            select(house.environment, row.incarnation, row.token_hash)
            .join(tables.venue, house.id == row.venue_id)
            .where(row.venue_id == venue, row.id == device, row.revoked_ms.is_(None))
        )
        with self._database.reading() as connection:
            found = connection.execute(query).one_or_none()
        if found is None:
            return None
        environment, incarnation, key = found
        return SignedIn(
            venue=venue,
            environment=environment,
            device=device,
            incarnation=incarnation,
            token_hash=key,
        )
