"""A device's own log of changes and the state they make, in SQLite; knows no network.

Every method that writes must be called inside one write transaction of the caller, together with
what the caller derives from the states returned: row, clock and queue entry are one.

Tables: `change` keeps each change's canonical bytes and how far it has come; `entity` the packed
state, its hash and the position of its newest change; `digest` the 256 bucket hashes; `device` the
one row that says who we are, our clock, our sequence and how far we have pulled.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final, NamedTuple, TypeAlias

import orjson

from sync import clock, digest, merge
from sync.change import (
    DELETED,
    Change,
    ChangeId,
    Incarnation,
    Json,
    Stamp,
    change_id,
    content_hash,
    life_of,
    pack,
    split_id,
    unpack,
)
from sync.errors import Malformed
from sync.merge import Entity

Key: TypeAlias = tuple[str, str]
"""Type and id of an entity."""

CREATE: Final = (
    """
    create table device (
        one integer primary key check (one = 1),
        venue text not null,
        environment text not null,
        id text not null,
        name text not null,
        incarnation text not null,
        sequence integer not null,
        stamp text not null,
        cursor integer not null,
        epoch text not null
    ) strict
    """,
    """
    create table past_incarnation (
        id text primary key,
        made integer not null
    ) strict, without rowid
    """,
    """
    create table change (
        pos integer primary key,
        id text not null unique,
        entity_id text not null,
        own integer not null,
        state integer not null,
        live integer not null,
        cursor integer,
        parked_by text,
        reason text,
        since_ms integer,
        hash blob not null,
        body blob not null
    ) strict
    """,
    "create index change_entity on change (entity_id, pos)",
    "create index change_queue on change (state, pos) where state in (1, 2)",
    "create index change_sum on change (state, live) where own = 1",
    """
    create table entity (
        id text not null,
        type text not null,
        pos integer not null,
        hash blob not null,
        state blob not null,
        primary key (id, type)
    ) strict
    """,
    "create table digest (bucket integer primary key, hash blob not null) strict",
)


class ChangeState(IntEnum):
    """How far a change has come; the numbers are stored."""

    APPLIED = 0
    WAITING = 1
    PARKED = 2
    DROPPED = 3


class Draft(NamedTuple):
    """What a use case wants to set, before it has an id.

    Attributes:
        sets: new value per register; DELETED takes True, and the journal adds what was seen.
        revision: journal position the author's screen was drawn at; 0 for a new entity.
    """

    entity_type: str
    entity_id: str
    intent: str
    actor: str
    sets: Mapping[str, Json]
    revision: int


class Incoming(NamedTuple):
    """A change from elsewhere.

    Attributes:
        body: its canonical bytes.
        cursor: the hub's order, if it came from the hub.
        read: what the bytes say, if somebody has read them already.
        upstream: where a relay's upstream has it; None while it has not, and from other hubs.
        refused: why upstream refused it; empty otherwise.
    """

    body: bytes
    cursor: int | None
    read: Change | None = None
    upstream: int | None = None
    refused: str = ""

    @property
    def waits_upstream(self) -> bool:
        """Whether a relay that sent this has it for itself alone so far."""
        return self.upstream is None and not self.refused

    @property
    def id(self) -> str:
        """Its id; empty if the bytes name none."""
        if self.read is not None:
            return self.read.id
        document = orjson.loads(self.body)
        id = document.get("id") if isinstance(document, dict) else ""
        return id if isinstance(id, str) else ""

    def change(self) -> Change:
        """Read it.

        Raises:
            Malformed: not a change.
        """
        return self.read or unpack(self.body)


class Moved(NamedTuple):
    """An entity's state after a write, and the journal position of its newest change.

    Attributes:
        written: the registers in which it may differ from before; None if in any.
    """

    entity: Entity
    pos: int
    written: frozenset[str] | None = None


@dataclass
class Absorbed:
    """What came of a page of foreign changes.

    Attributes:
        moved: entities whose state is new.
        fresh: how many changes were news.
        clashing: ids of ours that stand for other contents: somebody shares our incarnation.
        overtaken: whether the hub knows changes of our own incarnation that we never made.
        malformed: what could not be taken in, with the reason.
    """

    moved: dict[Key, Moved] = field(default_factory=dict)
    fresh: int = 0
    clashing: list[ChangeId] = field(default_factory=list)
    overtaken: bool = False
    malformed: list[tuple[int | None, str]] = field(default_factory=list)


class Device(NamedTuple):
    """Who this ledger is and how far it has come."""

    venue: str
    environment: str
    id: str
    name: str
    incarnation: Incarnation
    sequence: int
    stamp: Stamp
    cursor: int
    epoch: str


class _Kept(NamedTuple):
    """An entity as it stands in its row."""

    entity: Entity
    hash: bytes


_NOTHING_KEPT: Final = _Kept(merge.EMPTY, digest.NOTHING)


class Journal:
    """The log and states of one ledger file, through one connection of one thread."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection
        connection.create_function("xor16", 2, digest.xor, deterministic=True)

    def found(self, device: Device) -> None:
        """Write the device's one row, once per ledger file."""
        self._sql.execute("insert into device values (1, ?, ?, ?, ?, ?, ?, ?, ?, ?)", device)

    def device(self) -> Device:
        """Read who we are."""
        row = self._sql.execute(
            "select venue, environment, id, name, incarnation, sequence, stamp, cursor, epoch"
            " from device"
        ).fetchone()
        return Device(*row)

    def write(self, drafts: Iterable[Draft], now_ms: int) -> tuple[list[Change], dict[Key, Moved]]:
        """Make local changes of the drafts and queue them for the hub.

        Each draft replaces exactly the writes its author had on the screen at `revision`.

        Raises:
            Malformed: a draft is larger or deeper than any reader takes; nothing is written.
        """
        device = self.device()
        ours = self._own_incarnations(device)
        sequence, stamp, pos = device.sequence, device.stamp, self.last_pos()
        changes: list[Change] = []
        moved: dict[Key, Moved] = {}
        for draft in drafts:
            key = (draft.entity_type, draft.entity_id)
            entity, newest, written = moved.get(key) or self._begun(key)
            shown = entity if draft.revision >= newest else self.as_of(key, draft.revision)
            stamp = clock.tick(stamp, now_ms)
            sequence, pos = sequence + 1, pos + 1
            change = Change(
                id=change_id(device.incarnation, sequence),
                stamp=stamp,
                actor=draft.actor,
                device=device.name,
                venue=device.venue,
                environment=device.environment,
                entity_type=draft.entity_type,
                entity_id=draft.entity_id,
                intent=draft.intent,
                sets=_witnessed(draft.sets, shown),
                seen=_seen(draft.sets, shown),
            )
            after = merge.apply(entity, change)
            body = pack(change)
            unpack(body)  # what no reader would take must not enter the log
            self._insert_change(pos, change, body, live=_live_fields(after, change.id))
            self._count_live({key: _Kept(entity, b"")}, {key: after}, ours)
            self._store(key, after, pos)
            moved[key] = Moved(after, pos, _with(written, change))
            changes.append(change)
        self._sql.execute("update device set sequence = ?, stamp = ?", (sequence, stamp))
        return changes, moved

    def absorb(self, incoming: Sequence[Incoming], now_ms: int) -> Absorbed:
        """Merge a page of foreign changes; what is known already changes nothing.

        The page may hold our own changes coming back: they are thereby known to be at the hub.
        """
        result = Absorbed()
        device = self.device()
        news, revived = self._sort_out(incoming, device, result)
        result.moved = self.refold(revived)
        if not news:
            return result
        ours = self._own_incarnations(device)
        before = self._kept({(change.entity_type, change.entity_id) for change, _ in news})
        after = {key: kept.entity for key, kept in before.items()}
        newest: dict[Key, int] = {}
        # What was refolded has a row that knows nothing of it yet; what is new has none.
        written = {
            key: None if kept is _NOTHING_KEPT or key in revived else frozenset[str]()
            for key, kept in before.items()
        }
        rows = []
        stamp = device.stamp
        for pos, (change, each) in enumerate(news, start=self.last_pos() + 1):
            key = (change.entity_type, change.entity_id)
            after[key] = merge.apply(after[key], change)
            newest[key] = pos
            written[key] = _with(written[key], change)
            if change.stamp > stamp:
                stamp = clock.receive(stamp, change.stamp, now_ms)
            own = life_of(change.id) in ours
            rows.append(
                (pos, change.id, key[1], own, each.cursor, content_hash(each.body), each.body)
            )
        self._sql.executemany(
            "insert into change (pos, id, entity_id, own, state, live, cursor, hash, body)"
            " values (?, ?, ?, ?, 0, 0, ?, ?, ?)",
            rows,
        )
        moved = {key: Moved(entity, newest[key], written[key]) for key, entity in after.items()}
        self._store_all(before, moved)
        self._count_live(before, after, ours)
        self._sql.execute("update device set stamp = ?", (stamp,))
        self._sql.executemany(
            "update past_incarnation set made = made + 1 where id = ?",
            [(life_of(id),) for _, id, _, own, *_ in rows if own],
        )
        result.moved |= moved
        result.fresh = len(rows)
        return result

    def mend(self, incoming: Iterable[Incoming]) -> None:
        """Put back the bytes of changes that were altered on this disk; their hashes tell which."""
        self._sql.executemany(
            "update change set body = ? where id = ? and hash = ? and body <> ?",
            [
                (each.body, change.id, content_hash(each.body), each.body)
                for each in incoming
                if (change := _readable(each.body)) is not None
            ],
        )

    def advance(self, cursor: int, epoch: str) -> None:
        """Remember how far we have pulled; belongs in the transaction that absorbed the page."""
        self._sql.execute("update device set cursor = ?, epoch = ?", (cursor, epoch))

    def load(self, key: Key) -> Moved:
        """Read one entity's state; unknown ones are empty, at position 0."""
        row = self._sql.execute(
            "select state, pos from entity where id = ? and type = ?", (key[1], key[0])
        ).fetchone()
        return Moved(self._unpacked(key, row[0]), row[1]) if row else Moved(merge.EMPTY, 0)

    def _begun(self, key: Key) -> Moved:
        """Read one entity's state as nothing is written to it yet; a new one is written whole."""
        moved = self.load(key)
        return moved._replace(written=frozenset()) if moved.entity.applied else moved

    def _kept(self, keys: Iterable[Key]) -> dict[Key, _Kept]:
        """Read many entities' states in one query; unknown ones are empty."""
        kept = dict.fromkeys(keys, _NOTHING_KEPT)
        ids = orjson.dumps(list({id for _, id in kept})).decode()
        for type_, id, state, hash in self._sql.execute(
            "select type, id, state, hash from entity where id in (select value from json_each(?))",
            (ids,),
        ).fetchall():
            if (type_, id) in kept:
                kept[type_, id] = _Kept(self._unpacked((type_, id), state), hash)
        return kept

    def _unpacked(self, key: Key, state: bytes) -> Entity:
        """Read a state; where the disk altered it beyond reading, compute it from its changes."""
        try:
            return merge.unpack_entity(state)
        except (ValueError, KeyError, IndexError, TypeError, AttributeError):
            return self.as_of(key, self.last_pos())

    def as_of(self, key: Key, pos: int) -> Entity:
        """Compute what an entity was when the journal stood at `pos`, but for what was dropped."""
        return merge.fold(
            change
            for at, change, state in self._changes_of(key[1])
            if at <= pos and _is(change, key) and state is not ChangeState.DROPPED
        )

    def refold(self, keys: Iterable[Key]) -> dict[Key, Moved]:
        """Recompute states from the changes themselves, repairing rows that had drifted.

        Changes whose bytes were altered on this disk are left out: they are not what was written.
        """
        moved: dict[Key, Moved] = {}
        for key in keys:
            entity, newest = merge.EMPTY, 0
            lives: list[tuple[ChangeId, int]] = []
            for at, change, state in self._changes_of(key[1]):
                if not _is(change, key):
                    continue
                lives.append((change.id, at))
                if state is not ChangeState.DROPPED:
                    entity, newest = merge.apply(entity, change), at
            self._sql.executemany(
                "update change set live = ? where pos = ? and own = 1",
                [(_live_fields(entity, id), at) for id, at in lives],
            )
            self._replace(key, entity, newest)
            moved[key] = Moved(entity, newest)
        return moved

    def buckets(self) -> dict[int, bytes]:
        """Read the bucket hashes of everything in this ledger."""
        return dict(self._sql.execute("select bucket, hash from digest"))

    def hashes(self, keys: Iterable[Key]) -> dict[Key, bytes]:
        """Read the stored hashes of the named entities; unknown ones are missing."""
        found: dict[Key, bytes] = {}
        for type_, id in keys:
            row = self._sql.execute(
                "select hash from entity where id = ? and type = ?", (id, type_)
            ).fetchone()
            if row:
                found[type_, id] = row[0]
        return found

    def hashes_in(self, buckets: Iterable[int]) -> dict[Key, bytes]:
        """List the entities of some buckets with their hashes."""
        wanted = frozenset(buckets)
        return {
            (type_, id): hash
            for type_, id, hash in self._sql.execute("select type, id, hash from entity")
            if digest.bucket_of(id) in wanted
        }

    def bodies_of(self, keys: Iterable[Key]) -> dict[ChangeId, bytes]:
        """Read every change of some entities, by whomever, that is not dropped or parked."""
        return {
            ChangeId(change): body
            for _, id in keys
            for change, body in self._sql.execute(
                "select id, body from change where entity_id = ? and state in (0, 1) order by pos",
                (id,),
            )
        }

    def changes_of(self, entity_id: str) -> list[tuple[Change, ChangeState, bool]]:
        """Read an entity's history as it arrived: change, state, and whether it still shows."""
        showing: set[str] = set()
        for type_, packed in self._sql.execute(
            "select type, state from entity where id = ?", (entity_id,)
        ).fetchall():
            showing |= self._unpacked((type_, entity_id), packed).held.keys()
        return [
            (change, state, change.id in showing)
            for _, change, state in self._changes_of(entity_id)
        ]

    def change(self, id: ChangeId) -> tuple[Change, ChangeState] | None:
        """Read one change by its id; None if there is none, or it was altered on this disk."""
        row = self._sql.execute(
            "select body, hash, state from change where id = ?", (id,)
        ).fetchone()
        change = _unaltered(row[0], row[1]) if row else None
        return (change, ChangeState(row[2])) if change else None

    def keys_of(self, ids: Iterable[ChangeId]) -> set[Key]:
        """Name the entities that some changes are about; unknown ones are missing."""
        return set(
            self._sql.execute(
                "select distinct entity.type, entity.id from change"
                " join entity on entity.id = change.entity_id"
                " where change.id in (select value from json_each(?))",
                (orjson.dumps(list(ids)).decode(),),
            ).fetchall()
        )

    def cursors(self, ids: Iterable[ChangeId]) -> dict[ChangeId, int]:
        """Read the hub's order of some changes; those the hub has not confirmed are missing."""
        wanted = orjson.dumps(list(ids)).decode()
        return dict(
            self._sql.execute(
                "select id, cursor from change"
                " where id in (select value from json_each(?)) and cursor is not null",
                (wanted,),
            ).fetchall()
        )

    def all_keys(self) -> list[Key]:
        """List every entity."""
        return self._sql.execute("select type, id from entity order by type, id").fetchall()

    def verify(self, keys: Iterable[Key]) -> list[Key]:
        """Recompute entities from their changes' bytes and list those whose stored state differs.

        A change whose bytes no longer match its hash makes its entity differ too.
        """
        return [key for key in keys if not self._is_sound(key)]

    def is_digest_sound(self) -> bool:
        """Tell whether the bucket hashes are those of the entities."""
        self._sql.execute("begin")  # one moment for both, without keeping anybody from writing
        try:
            return self._stored_digest() == self._computed_digest()
        finally:
            self._sql.execute("rollback")

    def repair_digest(self) -> bool:
        """Recompute the bucket hashes; True if any was wrong."""
        fresh = self._computed_digest()
        if self._stored_digest() == fresh:
            return False
        self._sql.execute("delete from digest")
        self._sql.executemany("insert into digest values (?, ?)", list(fresh.items()))
        return True

    def _stored_digest(self) -> dict[int, bytes]:
        return {number: hash for number, hash in self.buckets().items() if hash != digest.NOTHING}

    def _computed_digest(self) -> dict[int, bytes]:
        fresh: dict[int, bytes] = {}
        for id, hash in self._sql.execute("select id, hash from entity").fetchall():
            number = digest.bucket_of(id)
            fresh[number] = digest.xor(fresh.get(number, digest.NOTHING), hash)
        return {number: hash for number, hash in fresh.items() if hash != digest.NOTHING}

    def _is_sound(self, key: Key) -> bool:
        row = self._sql.execute(
            "select state, hash from entity where id = ? and type = ?", (key[1], key[0])
        ).fetchone()
        entity = merge.EMPTY
        for body, hash, state in self._sql.execute(
            "select body, hash, state from change where entity_id = ? order by pos", (key[1],)
        ):
            if content_hash(body) != hash:
                return False
            change = unpack(body)
            if _is(change, key) and state != ChangeState.DROPPED:
                entity = merge.apply(entity, change)
        packed = merge.pack_entity(entity)
        return bool(row) and row[0] == packed and row[1] == digest.entity_hash(*key, packed)

    def _sort_out(
        self, incoming: Sequence[Incoming], device: Device, result: Absorbed
    ) -> tuple[list[tuple[Change, Incoming]], set[Key]]:
        """Tell news from what is known; also name the entities that get a change back.

        Back comes what was dropped or parked here and is at the hub after all.
        """
        found: dict[ChangeId, tuple[Change, Incoming]] = {}
        for each in incoming:
            try:
                change = each.change()
            except Malformed as error:
                result.malformed.append((each.cursor, str(error)))
                continue
            found.setdefault(change.id, (change, each))
        known = self._known(found)
        ours = {id for id in found if life_of(id) == device.incarnation}
        result.overtaken = any(split_id(id)[1] > device.sequence for id in ours)
        arrived = []
        back: list[tuple[bytes, ChangeId]] = []
        revived: set[Key] = set()
        for id in [id for id in found if id in known]:
            change, each = found[id]
            hash, state = known[id]
            if hash != content_hash(each.body):
                if state != ChangeState.APPLIED or id in ours:
                    result.clashing.append(id)
                else:
                    result.malformed.append((each.cursor, f"{id} stands for something else here"))
            elif each.cursor is not None:
                arrived.append((each.cursor, id))
                if state in (ChangeState.DROPPED, ChangeState.PARKED):
                    back.append((each.body, id))
                    revived.add((change.entity_type, change.entity_id))
        if arrived:
            self._sql.executemany(
                "update change set cursor = ?, state = 0, parked_by = null, reason = null"
                " where id = ?",
                arrived,
            )
        if back:
            # Its bytes may be the very reason for which it was parked.
            self._sql.executemany("update change set body = ? where id = ?", back)
            self.release([id for _, id in back])
        return [pair for id, pair in found.items() if id not in known], revived

    def release(self, ids: Iterable[ChangeId]) -> None:
        """Let what was parked with some changes wait again: those are at the hub."""
        self._sql.execute(
            "update change set state = 1, reason = null, parked_by = null, since_ms = null"
            " where state = 2 and state in (1, 2)"
            " and parked_by in (select value from json_each(?))",
            (orjson.dumps(list(ids)).decode(),),
        )

    def _known(self, ids: Iterable[ChangeId]) -> dict[ChangeId, tuple[bytes, int]]:
        wanted = orjson.dumps(list(ids)).decode()
        return {
            id: (hash, state)
            for id, hash, state in self._sql.execute(
                "select id, hash, state from change where id in (select value from json_each(?))",
                (wanted,),
            )
        }

    def _own_incarnations(self, device: Device) -> frozenset[str]:
        past = self._sql.execute("select id from past_incarnation").fetchall()
        return frozenset({device.incarnation, *(row[0] for row in past)})

    def _changes_of(self, entity_id: str) -> list[tuple[int, Change, ChangeState]]:
        return [
            (pos, change, ChangeState(state))
            for pos, body, hash, state in self._sql.execute(
                "select pos, body, hash, state from change where entity_id = ? order by pos",
                (entity_id,),
            )
            if (change := _unaltered(body, hash)) is not None
        ]

    def last_pos(self) -> int:
        """Tell where the log ends; 0 when it is empty."""
        return int(self._sql.execute("select coalesce(max(pos), 0) from change").fetchone()[0])

    def _insert_change(self, pos: int, change: Change, body: bytes, *, live: int) -> None:
        self._sql.execute(
            "insert into change (pos, id, entity_id, own, state, live, hash, body)"
            " values (?, ?, ?, 1, 1, ?, ?, ?)",
            (pos, change.id, change.entity_id, live, content_hash(body), body),
        )

    def _count_live(
        self, before: Mapping[Key, _Kept], after: Mapping[Key, Entity], ours: frozenset[str]
    ) -> None:
        """Note what is left of our own changes: how many of them are superseded is always asked."""
        counts: list[tuple[int, ChangeId]] = []
        for key, entity in after.items():
            was = before[key].entity.held
            for id, held in entity.held.items():
                if held is not was.get(id) and life_of(id) in ours and held != was.get(id):
                    counts.append((len(held), id))
            counts += [(0, id) for id in was if life_of(id) in ours and id not in entity.held]
        self._sql.executemany("update change set live = ? where id = ?", counts)

    def _store(self, key: Key, after: Entity, pos: int) -> None:
        type_, id = key
        packed = merge.pack_entity(after)
        hash = digest.entity_hash(type_, id, packed)
        # Asked of the table: of what the disk altered, nothing may be left to be read.
        old = self.hashes([key]).get(key, digest.NOTHING)
        self._sql.execute(
            "insert into entity values (?, ?, ?, ?, ?) on conflict (id, type) do update set"
            " pos = excluded.pos, hash = excluded.hash, state = excluded.state",
            (id, type_, pos, hash, packed),
        )
        self._toggle([(digest.bucket_of(id), digest.xor(old, hash))])

    def _store_all(self, before: Mapping[Key, _Kept], after: Mapping[Key, Moved]) -> None:
        swaps: list[tuple[int, bytes]] = []
        fresh: list[tuple[int, bytes, bytes, str, str]] = []
        known: list[tuple[int, bytes, bytes, str, str]] = []
        for key, (entity, pos, _) in after.items():
            type_, id = key
            packed = merge.pack_entity(entity)
            hash = digest.entity_hash(type_, id, packed)
            was = before[key]
            (fresh if was is _NOTHING_KEPT else known).append((pos, hash, packed, id, type_))
            number = digest.bucket_of(id)
            swaps += ((number, hash), (number, was.hash))
        self._sql.executemany(
            "insert into entity (pos, hash, state, id, type) values (?, ?, ?, ?, ?)", fresh
        )
        self._sql.executemany(
            "update entity set pos = ?, hash = ?, state = ? where id = ? and type = ?", known
        )
        self._toggle(digest.gathered(swaps).items())

    def _replace(self, key: Key, entity: Entity, pos: int) -> None:
        old = self.hashes([key]).get(key, digest.NOTHING)
        self._sql.execute("delete from entity where id = ? and type = ?", (key[1], key[0]))
        hash = digest.NOTHING
        if entity.applied:
            packed = merge.pack_entity(entity)
            hash = digest.entity_hash(*key, packed)
            self._sql.execute(
                "insert into entity values (?, ?, ?, ?, ?)", (key[1], key[0], pos, hash, packed)
            )
        self._toggle([(digest.bucket_of(key[1]), digest.xor(old, hash))])

    def _toggle(self, swaps: Iterable[tuple[int, bytes]]) -> None:
        self._sql.executemany(
            "insert into digest values (?, ?)"
            " on conflict (bucket) do update set hash = xor16(hash, excluded.hash)",
            swaps,
        )


def _with(written: frozenset[str] | None, change: Change) -> frozenset[str] | None:
    return None if written is None else written.union(change.sets)


def _unaltered(body: bytes, hash: bytes) -> Change | None:
    """Read a change that was stored; None if its bytes are no longer those that were hashed."""
    return _readable(body) if content_hash(body) == hash else None


def _readable(body: bytes) -> Change | None:
    try:
        return unpack(body)
    except Malformed:
        return None


def _is(change: Change, key: Key) -> bool:
    return (change.entity_type, change.entity_id) == key


def _seen(sets: Mapping[str, Json], shown: Entity) -> dict[str, tuple[ChangeId, ...]]:
    lives = shown.live
    return {name: tuple(each.id for each in lives[name]) for name in sets if name in lives}


def _witnessed(sets: Mapping[str, Json], shown: Entity) -> Mapping[str, Json]:
    """Fill a deletion in with everything its author had on the screen.

    One that an undo puts back has said already what its author saw, and saw no more.
    """
    if sets.get(DELETED) is not True:
        return sets
    witness = sorted(id for id, values in shown.held.items() if values.keys() - {DELETED})
    return {**sets, DELETED: witness}


def _live_fields(entity: Entity, id: ChangeId) -> int:
    return len(entity.held.get(id, ()))
