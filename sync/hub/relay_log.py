"""The log of a relay: a hub that belongs to another hub, its upstream, which has the last word.

A change keeps its place here until what is known of its fate upstream is news; then it moves to
the end of the log, so that every device reads it once more, with the news. Cursors have gaps
therefore; but who has read up to one has still missed nothing before it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, bindparam, delete, insert, select, text, update

from sync import digest, merge
from sync.change import Change, ChangeId, Json, content_hash, unpack
from sync.errors import Malformed
from sync.hub import archive, state, tables
from sync.hub.database import Database
from sync.hub.log import IN_PARTS, Page, Taken, Word
from sync.hub.relay_lines import LinedLog, advance_line
from sync.hub.state import Key
from sync.renaming import new_names, renamed

IDS_MAX: Final = 500
"""Named in one statement; databases bound how many there may be."""

_UNCONFIRMED: Final = (
    "create index if not exists change_unconfirmed on change (venue_id, cursor)"
    " where upstream is null"
)
"""What upstream does not have. Only a relay asks, so only a relay pays for the index."""


class Arrival(NamedTuple):
    """A change as upstream has it: its canonical bytes, and upstream's cursor."""

    body: bytes
    upstream: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """What came of a page of upstream: entities that are other now, news, what was unreadable."""

    touched: frozenset[Key]
    fresh: int
    problems: tuple[str, ...]


class _Held(NamedTuple):
    key: Key
    hash: bytes
    word: Word

    @property
    def is_refused(self) -> bool:
        return bool(self.word.refused)


class RelayLog(LinedLog):
    """The houses' logs on a relay, and how they stand with upstream."""

    def __init__(
        self,
        database: Database,
        *,
        now_ms: Callable[[], int],
        moved: Callable[[str], None] = lambda _: None,
    ) -> None:
        """Open the logs of a relay.

        Args:
            database: a hub's, of which upstream knows.
            now_ms: the wall clock.
            moved: told the house when a device brought something that upstream should have.
        """
        super().__init__(database, now_ms=now_ms)
        self.moved = moved
        with database.writing() as connection:
            connection.execute(text(_UNCONFIRMED))

    def push(
        self, venue: str, environment: str, documents: Sequence[Json], *, token_hash: bytes = b""
    ) -> Taken:
        """Take changes into the log; what upstream refused once may be offered anew."""
        ids = [each["id"] for each in documents if _names_itself(each)]
        row = tables.change.c
        with self.database.writing() as connection:
            for some in _parts(ids):
                connection.execute(
                    delete(tables.change).where(
                        row.venue_id == venue, row.id.in_(some), row.refused.is_not(None)
                    )
                )
        taken = super().push(venue, environment, documents, token_hash=token_hash)
        if any(each.outcome == "accepted" for each in taken.verdicts):
            self.moved(venue)
        # Equal contents are only half of it here: how the relay stands upstream, digests tell.
        return replace(taken, root=None, fresh=())

    def pull(self, venue: str, after: int, limit: int) -> Page:
        """Read a page of the log, with what is known of each change's fate upstream.

        The last page ends at the head: what stood there may have gone elsewhere.
        """
        page = super().pull(venue, after, limit)
        if not page.more and after <= page.head:
            page = replace(page, next=page.head)
        return self._with_words(venue, replace(page, root=None))

    def changes_of(self, venue: str, entities: Sequence[Key], after: int, limit: int) -> Page:
        """Read a page of some entities' changes, with what is known of their fate upstream."""
        return self._with_words(venue, super().changes_of(venue, entities, after, limit))

    def _with_words(self, venue: str, page: Page) -> Page:
        # A change that moves on between these two readings has no word here: it is read again at
        # its new place, with the news, and until then it is as if there was none.
        row = tables.change.c
        words: dict[int, Word] = {}
        with self.database.reading() as connection:
            for some in _parts([cursor for cursor, _ in page.changes]):
                query = select(row.cursor, row.upstream, row.refused).where(
                    row.venue_id == venue, row.cursor.in_(some)
                )
                for cursor, upstream, refused in connection.execute(query):
                    words[cursor] = Word(upstream, refused or "")
            packed: dict[str, int] = {
                unpack(body).id: cursor for cursor, body in page.changes if cursor not in words
            }
            for id, upstream in archive.upstreams(connection, venue, list(packed)).items():
                words[packed[id]] = Word(upstream, "")
        return replace(
            page, words={at: word for at, word in words.items() if word.upstream or word.refused}
        )

    def unconfirmed(
        self, venue: str, *, count_max: int, bytes_max: int
    ) -> tuple[tuple[str, bytes, bytes], ...]:
        """Read the head of what upstream does not have: id, body, hash; at least one."""
        row = tables.change.c
        query = (
            select(row.id, row.body, row.hash)
            .where(row.venue_id == venue, row.upstream.is_(None), row.refused.is_(None))
            .order_by(row.cursor)
            .limit(count_max)
        )
        batch: list[tuple[str, bytes, bytes]] = []
        size = 0
        with self.database.reading() as connection:
            for id, body, hash in connection.execute(query):
                size += len(body) + 1
                if batch and size > bytes_max:
                    break
                batch.append((id, body, hash))
        return tuple(batch)

    def unsettled(self, venue: str, limit: int) -> list[Key] | None:
        """List entities with changes upstream does not have; None if more than `limit`."""
        row = tables.change.c
        query = (
            select(row.entity_type, row.entity_id)
            .where(row.venue_id == venue, row.upstream.is_(None), row.refused.is_(None))
            .distinct()
            .limit(limit + 1)
        )
        with self.database.reading() as connection:
            keys = [(entity_type, id) for entity_type, id in connection.execute(query)]
        return keys if len(keys) <= limit else None

    def confirm(self, venue: str, cursors: Mapping[str, int]) -> None:
        """Note upstream's cursors of some changes."""
        with self.database.writing() as connection:
            held = _held(connection, venue, cursors)
            in_order = sorted(held, key=cursors.__getitem__)
            words = {id: Word(cursors[id], "") for id in in_order}
            if self._tell(connection, venue, held, words):
                # Upstream may have more than this by now: the end of the round says whether not.
                state.doubt(connection, venue)

    def unconfirm(self, venue: str, ids: Iterable[str]) -> None:
        """Take it that upstream does not have some changes any more: a backup was put back."""
        ids = list(ids)
        with self.database.writing() as connection:
            self.take_out(connection, venue, ids)
            held = _held(connection, venue, ids)
            self._tell(connection, venue, held, {id: Word(None, "") for id in ids if id in held})

    def offer_again(self, venue: str, ids: Iterable[str]) -> frozenset[Key]:
        """Take it that upstream lost the bytes of some changes; names the entities of ours."""
        row = tables.change.c
        query = select(row.cursor, row.id, row.entity_type, row.entity_id, row.body, row.hash)
        whole: list[tuple[int, str, Key]] = []
        ids = list(ids)
        with self.database.writing() as connection:
            self.take_out(connection, venue, ids)
            for some in _parts(ids):
                rows = connection.execute(query.where(row.venue_id == venue, row.id.in_(some)))
                for cursor, id, entity_type, entity_id, body, hash in rows:
                    if content_hash(body) == hash:
                        whole.append((cursor, id, (entity_type, entity_id)))
        whole.sort()
        self.unconfirm(venue, [id for _, id, _ in whole])
        return frozenset(key for _, _, key in whole)

    def retract(self, venue: str, reasons: Mapping[str, str]) -> None:
        """Note what upstream would not have, and why; it is part of no state from now on."""
        with self.database.writing() as connection:
            held = _held(connection, venue, reasons)
            words = {id: Word(None, reason) for id, reason in reasons.items() if id in held}
            self._tell(connection, venue, held, words)

    def give_way(self, venue: str, ids: Iterable[str]) -> None:
        """Let changes go on under other names whose names stand for something else upstream.

        What stands there comes by the next page. Whoever has them waiting names them alike; but
        their maker may have been wiped or turned back by now, and then this log alone has them.
        """
        with self.database.writing() as connection:
            held = _held(connection, venue, ids)
            self._refold(connection, venue, self._rename(connection, venue, held))

    def mend(self, venue: str, arrivals: Sequence[Arrival], keys: Sequence[Key]) -> TakenIn:
        """Take in all that upstream has of some entities, and compute those anew from the log."""
        with self.database.writing() as connection:
            self._forget_unreadable(connection, venue, keys)
        taken = self.take_in(venue, arrivals)
        row = tables.change.c
        with self.database.writing() as connection:
            for each in arrivals:
                connection.execute(
                    update(tables.change)
                    .where(
                        row.venue_id == venue,
                        row.hash == content_hash(each.body),
                        row.upstream == each.upstream,
                        row.body != each.body,
                    )
                    .values(body=each.body)
                )
            self._refold(connection, venue, keys)
        return replace(taken, touched=taken.touched.union(keys))

    def repair_digest(self, venue: str) -> bool:
        """Compute the bucket hashes anew from the entities; True if any was wrong."""
        with self.database.writing() as connection:
            right: dict[int, bytes] = {}
            for (_, id), hash in state.all_hashes(connection, venue):
                number = digest.bucket_of(id)
                right[number] = digest.xor(right.get(number, digest.NOTHING), hash)
            off = digest.differing(state.buckets(connection, venue), right)
            state.write_buckets(
                connection,
                self.database,
                venue,
                {number: right.get(number, digest.NOTHING) for number in off},
            )
        return bool(off)

    def hashes(self, venue: str, keys: Iterable[Key]) -> dict[Key, bytes]:
        """Read the hashes of some entities; those not here are left out."""
        with self.database.reading() as connection:
            return state.hashes(connection, venue, keys)

    def hashes_in(self, venue: str, buckets: Iterable[int]) -> dict[Key, bytes]:
        """List the entities of some buckets with their hashes."""
        with self.database.reading() as connection:
            return {
                key: hash
                for number in buckets
                for key, hash in state.in_bucket(connection, venue, number)
            }

    def bodies_of(self, venue: str, keys: Iterable[Key]) -> dict[str, bytes]:
        """Read every change of some entities, but for what upstream refused."""
        row = tables.change.c
        found: dict[str, bytes] = {}
        keys = list(keys)
        with self.database.reading() as connection:
            for bodies in _packed(connection, venue, keys).values():
                found.update((unpack(body).id, body) for body in bodies)
            for entity_type, id in keys:
                query = select(row.id, row.body).where(
                    row.venue_id == venue,
                    row.entity_type == entity_type,
                    row.entity_id == id,
                    row.refused.is_(None),
                )
                found.update((id, body) for id, body in connection.execute(query))
        return found

    def take_in(
        self, venue: str, arrivals: Sequence[Arrival], reached: tuple[int, str] | None = None
    ) -> TakenIn:
        """Take changes as upstream has them; `reached`, its cursor and epoch, goes with them."""
        environment = self.line(venue).environment
        problems: list[str] = []
        offers: dict[str, tuple[Change, Arrival]] = {}
        for each in arrivals:
            try:
                change = unpack(each.body)
            except Malformed as error:
                problems.append(f"change at {each.upstream}: {error}")
                continue
            if (change.venue, change.environment) == (venue, environment):
                offers.setdefault(change.id, (change, each))
            else:
                problems.append(f"change at {each.upstream}: it belongs to another house")
        with self.database.writing() as connection:
            touched, fresh = self._take_in(connection, venue, offers)
            if fresh:
                # Upstream may have more of the same: the end of the round says whether not.
                state.doubt(connection, venue)
            if reached is not None:
                advance_line(connection, venue, *reached)
        return TakenIn(touched=frozenset(touched), fresh=fresh, problems=tuple(problems))

    def _take_in(
        self, connection: Connection, venue: str, offers: Mapping[str, tuple[Change, Arrival]]
    ) -> tuple[set[Key], int]:
        offers = self._news_of(connection, venue, offers)
        held = _held(connection, venue, offers)
        other = [
            id for id in offers if id in held and held[id].hash != content_hash(offers[id][1].body)
        ]
        words = {
            id: Word(offers[id][1].upstream, "") for id in offers if id in held and id not in other
        }
        touched = self._tell(connection, venue, held, words)
        fresh = [pair for id, pair in offers.items() if id not in held]
        self._append_from_upstream(connection, venue, fresh)
        # After all that is told of the others: what came under its new name is not named again.
        anew = self._rename(connection, venue, other) if other else set()
        instead = [offers[id] for id in other]
        self._append_from_upstream(connection, venue, instead)
        anew |= {_key(change) for change, _ in instead}
        state.merge_in(
            connection,
            self.database,
            venue,
            [change for change, _ in fresh if _key(change) not in anew],
        )
        self._refold(connection, venue, anew)
        touched |= anew | {_key(change) for change, _ in fresh}
        return touched, len(fresh) + len(instead)

    def _news_of(
        self, connection: Connection, venue: str, offers: Mapping[str, tuple[Change, Arrival]]
    ) -> Mapping[str, tuple[Change, Arrival]]:
        """Leave out what is packed here as upstream has it; of what is not, unpack the rest."""
        if not archive.reach(connection, venue):
            return offers
        packed = archive.held(connection, venue, list(offers))
        upstream = archive.upstreams(connection, venue, list(packed))
        same = {
            id
            for id, (_, hash) in packed.items()
            if upstream.get(id) == offers[id][1].upstream
            and hash == content_hash(offers[id][1].body)
        }
        self.take_out(connection, venue, [id for id in packed if id not in same])
        return {id: offer for id, offer in offers.items() if id not in same}

    def _forget_unreadable(self, connection: Connection, venue: str, keys: Sequence[Key]) -> None:
        """Give up what this disk altered in the archive; upstream has it, and it comes as new."""
        wanted = {
            at for cursors in archive.cursors_of(connection, venue, keys).values() for at in cursors
        }
        read = {at for at, _ in archive.Blocks(connection, venue).bodies(wanted)}
        for block in {archive.block_of(at) for at in wanted - read}:
            archive.forget(connection, self.database, venue, block)

    def _append_from_upstream(
        self, connection: Connection, venue: str, fresh: Sequence[tuple[Change, Arrival]]
    ) -> None:
        rows = [
            (change.id, *_key(change), arrival.body, content_hash(arrival.body), arrival.upstream)
            for change, arrival in fresh
        ]
        self._append_rows(connection, venue, [(*row, None) for row in rows])

    def _append_rows(
        self, connection: Connection, venue: str, rows: Sequence[tuple[Any, ...]]
    ) -> None:
        """Write changes to the end of the log; each row from its id on."""
        if not rows:
            return
        names = ("id", "entity_type", "entity_id", "body", "hash", "upstream", "refused")
        head = _take_cursors(connection, venue, len(rows))
        connection.execute(
            insert(tables.change),
            [
                {"venue_id": venue, "cursor": cursor, **dict(zip(names, row, strict=True))}
                for cursor, row in enumerate(rows, start=head + 1)
            ],
        )

    def _rename(self, connection: Connection, venue: str, clashing: Collection[str]) -> set[Key]:
        """Let changes go on under other names, at the end of the log; names their entities.

        Upstream has none of them under its own, whatever it said before.
        """
        row = tables.change.c
        ids = [ChangeId(id) for id in clashing]
        for some in _parts(ids):
            named = update(tables.change).where(row.venue_id == venue, row.id.in_(some))
            connection.execute(named.values(upstream=None))
        names = _new_names(connection, venue, ids)
        query = select(
            row.cursor, row.id, row.entity_type, row.entity_id, row.body, row.refused
        ).where(row.venue_id == venue)
        rows = sorted(
            found
            for some in _parts(list({*ids, *names}))
            for found in connection.execute(query.where(row.id.in_(some)))
        )
        # Whoever made it may have renamed it before us, and it has come here.
        anew = list(names.values())
        here = {*_held(connection, venue, anew), *archive.held(connection, venue, anew)}
        fresh: list[tuple[Any, ...]] = []
        for _, id, *key, body, refused in rows:
            if id in names and names[id] not in here:
                written = renamed(body, names)
                fresh.append((names[id], *key, written, content_hash(written), None, refused))
        _drop(connection, venue, [id for _, id, *_ in rows])
        self._append_rows(connection, venue, fresh)
        return {(kind, entity) for _, _, kind, entity, *_ in rows}

    def _tell(
        self,
        connection: Connection,
        venue: str,
        held: Mapping[str, _Held],
        words: Mapping[str, Word],
    ) -> set[Key]:
        """Move those changes to the end of the log of which there is news; name their entities."""
        news = {id: word for id, word in words.items() if held[id].word != word}
        if not news:
            return set()
        row = tables.change.c
        head = _take_cursors(connection, venue, len(news))
        connection.execute(
            update(tables.change).where(row.venue_id == venue, row.id == bindparam("named")),
            [
                {
                    "named": id,
                    "cursor": cursor,
                    "upstream": word.upstream,
                    "refused": word.refused or None,
                }
                for cursor, (id, word) in enumerate(news.items(), start=head + 1)
            ],
        )
        in_or_out = {
            held[id].key for id, word in news.items() if bool(word.refused) != held[id].is_refused
        }
        self._refold(connection, venue, in_or_out)
        return {held[id].key for id in news}

    def _refold(self, connection: Connection, venue: str, keys: Iterable[Key]) -> None:
        """Compute states anew from the log."""
        row = tables.change.c
        keys = list(keys)
        packed = _packed(connection, venue, keys)
        before = state.hashes(connection, venue, keys)
        swaps: list[tuple[int, bytes]] = [
            (digest.bucket_of(id), hash) for (_, id), hash in before.items()
        ]
        for entity_type, id in keys:
            rows = connection.execute(
                select(row.body, row.hash).where(
                    row.venue_id == venue,
                    row.entity_type == entity_type,
                    row.entity_id == id,
                    row.refused.is_(None),
                )
            )
            # What was altered on this disk is not what was written; upstream has it as it was.
            sound = [unpack(body) for body, hash in rows if content_hash(body) == hash]
            key = (entity_type, id)
            sound += [unpack(body) for body in packed.get(key, ())]
            if not sound:
                state.drop(connection, venue, [key])
                continue
            kept = state.keep(key, merge.fold(sound))
            state.write(connection, self.database, venue, {key: kept})
            swaps.append((digest.bucket_of(id), kept.hash))
        state.toggle(connection, self.database, venue, swaps)


def _names_itself(document: Json) -> bool:
    return isinstance(document, dict) and isinstance(document.get("id"), str)


def _key(change: Change) -> Key:
    return change.entity_type, change.entity_id


def _packed(
    connection: Connection, venue: str, keys: Iterable[Key]
) -> dict[Key, tuple[bytes, ...]]:
    """Read the changes of some entities that are in the archive."""
    blocks = archive.Blocks(connection, venue)
    return {
        key: tuple(body for _, body in blocks.bodies(cursors))
        for key, cursors in archive.cursors_of(connection, venue, keys).items()
    }


def _held(connection: Connection, venue: str, ids: Iterable[str]) -> dict[str, _Held]:
    row = tables.change.c
    query = select(
        row.id, row.entity_type, row.entity_id, row.hash, row.upstream, row.refused
    ).where(row.venue_id == venue)
    return {
        id: _Held((entity_type, entity_id), hash, Word(upstream, refused or ""))
        for some in _parts(list(ids))
        for id, entity_type, entity_id, hash, upstream, refused in connection.execute(
            query.where(row.id.in_(some))
        )
    }


def _new_names(
    connection: Connection, venue: str, clashing: Collection[ChangeId]
) -> dict[str, ChangeId]:
    """Name what clashes, and what goes with it, anew; reads all that waits, a little at a time.

    What was altered on this disk gets no name: it is not what anybody wrote.
    """
    row = tables.change.c
    waiting = (
        select(row.id, row.body, row.hash)
        .where(row.venue_id == venue, row.upstream.is_(None))
        .order_by(row.cursor)
    )
    with connection.execute(waiting, execution_options=IN_PARTS) as found:
        sound = ((id, body) for id, body, hash in found if content_hash(body) == hash)
        return new_names(sound, clashing)


def _drop(connection: Connection, venue: str, ids: Iterable[str]) -> None:
    row = tables.change.c
    for some in _parts(list(ids)):
        connection.execute(delete(tables.change).where(row.venue_id == venue, row.id.in_(some)))


def _take_cursors(connection: Connection, venue: str, count: int) -> int:
    """Take some cursors at the end of the log, under its lock; gives the one before them."""
    row = tables.venue.c
    head: int = connection.execute(
        select(row.head).where(row.id == venue).with_for_update()
    ).scalar_one()
    connection.execute(update(tables.venue).where(row.id == venue).values(head=head + count))
    return head


def _parts(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(items), IDS_MAX):
        yield items[start : start + IDS_MAX]
