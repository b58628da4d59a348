"""The ordered log of each house, and the doors to it; knows no HTTP.

A cursor is given out inside the commit, under the venue's lock: cursor order is commit order, with
no gaps, so who has read up to a cursor has missed nothing before it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from heapq import merge as in_order
from operator import itemgetter
from typing import Any, Final, Literal, NamedTuple, TypeAlias

from sqlalchemy import Connection, Select, bindparam, select, update

from sync import digest, wire
from sync.change import (
    CHANGE_BYTES_MAX,
    Change,
    Json,
    canonical,
    content_hash,
    from_document,
    life_of,
)
from sync.errors import Malformed
from sync.hub import archive, state, tables
from sync.hub.database import Database, one_of, wanted
from sync.hub.errors import NOT_SIGNED_IN, ShutOut, Unknown
from sync.hub.state import Key
from sync.merge import Entity

log = logging.getLogger("hub")

Outcome: TypeAlias = Literal["accepted", "known", "refused", "clash"]
REASON_CHARS_MAX: Final = 500
IN_PARTS: Final = {"yield_per": 100}
"""Rows are fetched as they are used: a page ends when it is heavy enough."""


class Verdict(NamedTuple):
    """What became of one offered change; `cursor` is None unless the log holds it."""

    outcome: Outcome
    cursor: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """One verdict for each offered change, in their order, and where the log stands now.

    Attributes:
        root: fingerprint of all contents at `head`; None where it does not tell all, as on a relay.
        fresh: what was accepted, with its cursors, if it is little.
    """

    epoch: str
    head: int
    verdicts: tuple[Verdict, ...]
    root: bytes | None = None
    fresh: tuple[tuple[int, bytes], ...] = ()


class Word(NamedTuple):
    """What a relay knows of a change: its cursor upstream, or why upstream would not have it."""

    upstream: int | None
    refused: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Upstream:
    """How a relay stands with its upstream, in one house.

    Attributes:
        hub: `never`, `online`, `offline` or `refused`.
        since_ms: since when.
        in_sync: all that the relay has is there too.
    """

    hub: str
    since_ms: int
    in_sync: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Changes in cursor order; go on after `next` while there is `more`.

    Attributes:
        words: on a relay, what is known of upstream, by cursor.
        root: fingerprint of all contents at `head`, if this page reaches that far.
    """

    epoch: str
    head: int
    changes: tuple[tuple[int, bytes], ...]
    next: int
    more: bool
    words: Mapping[int, Word] = field(default_factory=dict)
    root: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprints:
    """The bucket hashes of the state at `head`; empty buckets are left out.

    Attributes:
        upstream: on a relay, how it stands.
    """

    epoch: str
    head: int
    root: bytes
    buckets: dict[int, bytes]
    upstream: Upstream | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityPage:
    """Entities and their hashes, by bucket, type and id."""

    epoch: str
    head: int
    entities: tuple[tuple[Key, bytes], ...]
    more: bool


class Standing(NamedTuple):
    """Which life of the hub this is, and how far a house's log has come.

    Attributes:
        upstream: on a relay, how it stands: that, too, is news to devices.
    """

    epoch: str
    head: int
    upstream: Upstream | None = None


Row: TypeAlias = Sequence[Any]
"""A cursor and a change's canonical bytes."""

_cursor: Final = itemgetter(0)


CLASH: Final = Verdict(
    "clash", reason="another change was written under this id: this device's ledger is a copy"
)


class _Offer(NamedTuple):
    change: Change
    body: bytes
    hash: bytes


class HubLog:
    """The houses' logs, and the states they make."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def close(self) -> None:
        """Let the database go."""
        self.database.close()

    def push(
        self, venue: str, environment: str, documents: Sequence[Json], *, token_hash: bytes = b""
    ) -> Taken:
        """Take changes into the log; offering them again changes nothing.

        A change that is malformed, oversized or another house's is refused alone, with what the
        same batch builds on it: an edit of an entity whose beginning was refused has no ground.
        What follows a clash in the life of a copied ledger clashes too: it speaks of its own
        earlier changes by names that stand for another's here. From a token that was revoked
        before the commit nothing is taken; `token_hash` says whose it was.

        Raises:
            HubError: nothing was taken.
        """
        weighed = [_weigh(venue, environment, document) for document in documents]
        offers = [each for each in weighed if isinstance(each, _Offer)]
        with self.database.writing() as connection:
            standing = standing_of(connection, venue, lock=True)
            if token_hash:
                _check_welcome(connection, venue, token_hash)
            held = _held(connection, venue, [offer.change.id for offer in offers])
            fresh: dict[int, _Offer] = {}
            verdicts: list[Verdict] = []
            stuck: dict[str, str] = {}
            copied: set[str] = set()
            for document, each in zip(documents, weighed, strict=True):
                if isinstance(each, Verdict):
                    stuck.setdefault(_entity_of(document), _name_of(document))
                    verdicts.append(each)
                    continue
                id = each.change.id
                life = life_of(id)
                if id in held:
                    verdicts.append(_repeated(each, *held[id]))
                    if verdicts[-1].outcome == "clash":
                        copied.add(life)
                    continue
                if life in copied:
                    verdicts.append(CLASH)
                    continue
                if each.change.entity_id in stuck:
                    verdicts.append(_refusal(f"builds on {stuck[each.change.entity_id]}"))
                    continue
                cursor = standing.head + len(fresh) + 1
                fresh[cursor] = each
                held[id] = (cursor, each.hash)
                verdicts.append(Verdict("accepted", cursor))
            if fresh:
                buckets = self._append(connection, venue, fresh)
            else:
                buckets = state.buckets(connection, venue)
            again = [
                each
                for each, verdict in zip(weighed, verdicts, strict=True)
                if isinstance(each, _Offer) and verdict.outcome == "known"
            ]
            _put_back(connection, venue, again)
        return Taken(
            epoch=standing.epoch,
            head=standing.head + len(fresh),
            verdicts=tuple(verdicts),
            root=digest.root(buckets),
            fresh=_if_little([(cursor, offer.body) for cursor, offer in fresh.items()]),
        )

    def _append(
        self, connection: Connection, venue: str, fresh: dict[int, _Offer]
    ) -> dict[int, bytes]:
        """Write changes and what they make; gives all bucket hashes after it."""
        self.database.write_rows(
            connection,
            tables.change,
            [
                (venue, cursor, change.id, change.entity_type, change.entity_id, body, hash)
                for cursor, (change, body, hash) in fresh.items()
            ],
        )
        changes = [offer.change for offer in fresh.values()]
        merged = state.merge_in(connection, self.database, venue, changes)
        row = tables.venue.c
        house = update(tables.venue).where(row.id == venue)
        connection.execute(house.values(head=row.head + len(fresh)))
        if merged.again:
            # Back, under other cursors: those they had before stand for nothing from now on.
            connection.execute(house.values(gaps=row.gaps + merged.again))
        return merged.buckets

    def pull(self, venue: str, after: int, limit: int) -> Page:
        """Read the page of the log after a cursor, bounded in changes and in bytes."""
        row = tables.change.c
        query = (
            select(row.cursor, row.body, row.hash)
            .where(row.venue_id == venue, row.cursor > after)
            .order_by(row.cursor)
            .limit(limit + 1)
        )
        with self.database.reading() as connection:
            standing = standing_of(connection, venue)
            with connection.execute(query, execution_options=IN_PARTS) as found:
                rows = _whole(found)
                if after < archive.reach(connection, venue):
                    rows = in_order(rows, archive.after(connection, venue, after), key=_cursor)
                page = _page(standing, rows, after, limit)
            if page.more or page.next < page.head:
                return page
            return replace(page, root=digest.root(state.buckets(connection, venue)))

    def changes_of(self, venue: str, entities: Sequence[Key], after: int, limit: int) -> Page:
        """Read a page of the changes of some entities, bounded in changes and in bytes."""
        row = tables.change.c
        cursors: list[int] = []
        with self.database.reading() as connection:
            standing = standing_of(connection, venue)
            for entity_type, ids in state.by_type(entities).items():
                cursors += connection.scalars(
                    select(row.cursor).where(
                        row.venue_id == venue,
                        row.entity_type == entity_type,
                        row.entity_id.in_(ids),
                        # The sum keeps the planner from walking the whole log by cursor.
                        row.cursor + 0 > after,
                    )
                )
            groups = archive.cursors_of(connection, venue, entities).values()
            archived = {cursor for group in groups for cursor in group if cursor > after}
            wanted = sorted((*cursors, *archived))[: limit + 1]
            query = select(row.cursor, row.body, row.hash).where(
                row.venue_id == venue, row.cursor.in_(wanted)
            )
            query = query.order_by(row.cursor)
            with connection.execute(query, execution_options=IN_PARTS) as found:
                rows = _whole(found)
                if archived:
                    blocks = archive.Blocks(connection, venue)
                    rows = in_order(rows, blocks.bodies(archived.intersection(wanted)), key=_cursor)
                return _page(standing, rows, after, limit)

    def digest(self, venue: str, leaving_out: Sequence[Key] = ()) -> Fingerprints:
        """Read the bucket hashes as they would be without the named entities."""
        with self.database.reading() as connection:
            standing = standing_of(connection, venue)
            buckets = state.buckets(connection, venue)
            left_out = state.hashes(connection, venue, leaving_out)
        for (_, id), hash in left_out.items():
            number = digest.bucket_of(id)
            buckets[number] = digest.xor(buckets.get(number, digest.NOTHING), hash)
        return Fingerprints(
            epoch=standing.epoch,
            head=standing.head,
            root=digest.root(buckets),
            buckets={key: hash for key, hash in buckets.items() if hash != digest.NOTHING},
        )

    def entities(
        self, venue: str, buckets: Sequence[int], after: Key | None, limit: int
    ) -> EntityPage:
        """Read a page of the entities in some buckets, by bucket, type and id."""
        found: list[tuple[Key, bytes]] = []
        start = (digest.bucket_of(after[1]), after) if after else None
        with self.database.reading() as connection:
            standing = standing_of(connection, venue)
            for number in sorted(set(buckets)):
                if len(found) > limit:
                    break
                if start is None or number >= start[0]:
                    found += [
                        (key, hash)
                        for key, hash in state.in_bucket(connection, venue, number)
                        if start is None or (number, key) > start
                    ]
        return EntityPage(
            epoch=standing.epoch,
            head=standing.head,
            entities=tuple(found[:limit]),
            more=len(found) > limit,
        )

    def standing(self, venue: str) -> Standing:
        """Tell which life of the hub this is, and how far a house's log has come."""
        with self.database.reading() as connection:
            return standing_of(connection, venue)

    def heads(self, venues: Iterable[str]) -> dict[str, Standing]:
        """Tell how far the logs of some houses have come."""
        row = tables.venue.c
        query = select(row.id, row.head).where(row.id.in_(list(venues)))
        with self.database.reading() as connection:
            epoch = _epoch(connection)
            return {id: Standing(epoch, head) for id, head in connection.execute(query)}

    def epoch(self) -> str:
        """Tell which life of the hub this is; answers only while the database does."""
        with self.database.reading() as connection:
            return _epoch(connection)

    def condition(self) -> str:
        """Say that this hub is ready; answers only while the database does."""
        self.epoch()
        return "ready"

    def gauges(self) -> dict[str, int]:
        """Tell in numbers how this hub stands with the one above it: there is none."""
        return {}

    def export_entities(self, venue: str) -> Iterator[tuple[str, str, Entity]]:
        """Read all entities of a house, by type and id, in one unchanging view."""
        with self.database.reading() as connection:
            yield from state.every(connection, venue)


def _if_little(changes: Sequence[tuple[int, bytes]]) -> tuple[tuple[int, bytes], ...]:
    size = sum(len(body) for _, body in changes)
    return tuple(changes) if size <= wire.FRESH_BYTES_MAX else ()


def _weigh(venue: str, environment: str, document: Json) -> _Offer | Verdict:
    """Read one offered change, or say why not."""
    try:
        change = from_document(document)
        body = canonical(document)
    except (Malformed, TypeError) as error:
        return _refusal(str(error))
    if len(body) > CHANGE_BYTES_MAX:
        return _refusal(f"a change of {len(body)} bytes is over {CHANGE_BYTES_MAX}")
    if change.venue != venue:
        return _refusal("this change belongs to another house")
    if change.environment != environment:
        return _refusal(
            f"this change belongs to {change.environment}, the house is in {environment}"
        )
    return _Offer(change, body, content_hash(body))


def _refusal(reason: str) -> Verdict:
    return Verdict("refused", reason=reason[:REASON_CHARS_MAX])


def _name_of(document: Json) -> str:
    """Name a change that was refused, as far as it can be read."""
    id = document.get("id") if isinstance(document, dict) else None
    return id[:200] if isinstance(id, str) else ""


def _entity_of(document: Json) -> str:
    """Name the entity of a change that was refused, as far as it can be read."""
    id = document.get("entity") if isinstance(document, dict) else None
    return id if isinstance(id, str) else ""


def _repeated(offer: _Offer, cursor: int, hash: bytes) -> Verdict:
    """Answer for a change whose id is in the log already."""
    if hash == offer.hash:
        return Verdict("known", cursor)
    return CLASH


def _held(connection: Connection, venue: str, ids: Sequence[str]) -> dict[str, tuple[int, bytes]]:
    query = _held_query(connection.dialect.name)
    rows = connection.execute(query, {"venue": venue, "wanted": wanted(connection, ids)}).all()
    held = {id: (cursor, hash) for id, cursor, hash in rows}
    if len(held) < len(ids) and archive.reach(connection, venue):
        held |= archive.held(connection, venue, [id for id in ids if id not in held])
    return held


_HEAD: Final = select(tables.venue.c.head).where(tables.venue.c.id == bindparam("venue"))
_HEAD_LOCKED: Final = _HEAD.with_for_update()
_EPOCH: Final = select(tables.hub.c.epoch)
_WELCOME: Final = select(tables.device.c.id).where(
    tables.device.c.token_hash == bindparam("token"),
    tables.device.c.venue_id == bindparam("venue"),
    tables.device.c.revoked_ms.is_(None),
)
"""Made once: to make a query costs as much again as to ask it."""


@cache
def _held_query(dialect: str) -> Select[Any]:
    row = tables.change.c
    return select(row.id, row.cursor, row.hash).where(
        row.venue_id == bindparam("venue"), one_of(dialect, row.id)
    )


def standing_of(connection: Connection, venue: str, *, lock: bool = False) -> Standing:
    """Tell where a house's log stands; `lock` holds others off until the transaction ends.

    Raises:
        Unknown: no such house.
    """
    head = connection.execute(_HEAD_LOCKED if lock else _HEAD, {"venue": venue}).scalar()
    if head is None:
        raise Unknown("this house is not on this hub")
    return Standing(_epoch(connection), head)


def is_relayed(connection: Connection, venue: str) -> bool:
    """Tell whether the house has a hub above this one: then changes move, and leave gaps."""
    row = tables.upstream.c
    return connection.execute(select(row.cursor).where(row.venue_id == venue)).first() is not None


def _check_welcome(connection: Connection, venue: str, token_hash: bytes) -> None:
    """Look once more under the lock: between the door and here, much time may have gone."""
    found = connection.execute(_WELCOME, {"token": token_hash, "venue": venue}).first()
    if found is None:
        raise ShutOut(NOT_SIGNED_IN)


def _epoch(connection: Connection) -> str:
    epoch: str = connection.execute(_EPOCH).scalar_one()
    return epoch


def _put_back(connection: Connection, venue: str, offers: Sequence[_Offer]) -> None:
    """Where this disk altered the bytes of a change, take those that were offered again."""
    if not offers:
        return
    row = tables.change.c
    whole = {offer.change.id: offer for offer in offers}
    rows = connection.execute(
        select(row.id, row.body).where(row.venue_id == venue, row.id.in_(list(whole)))
    )
    for id in [id for id, body in rows if body != whole[id].body]:
        connection.execute(
            update(tables.change)
            .where(row.venue_id == venue, row.id == id)
            .values(body=whole[id].body)
        )
        log.warning("text_put_back change=%s", id)


def _whole(rows: Iterable[Row]) -> Iterator[Row]:
    """Read rows of the log; of one whose bytes were altered on this disk, the cursor only."""
    for cursor, body, hash in rows:
        yield cursor, body if content_hash(body) == hash else None


def _page(standing: Standing, rows: Iterable[Row], after: int, limit: int) -> Page:
    """Take rows up to the bounds, and at least one; never one without its bytes."""
    changes: list[tuple[int, bytes]] = []
    size = count = 0
    reached, more = after, False
    for cursor, body in rows:
        size += len(body or b"")
        more = count == limit or (size > wire.PULL_BYTES_MAX and bool(changes))
        if more:
            break
        reached, count = cursor, count + 1
        if body is not None:
            changes.append((cursor, body))
    return Page(
        epoch=standing.epoch, head=standing.head, changes=tuple(changes), next=reached, more=more
    )
