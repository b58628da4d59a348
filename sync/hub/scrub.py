"""Recomputes from the log everything kept beside it, and says, or mends, what differs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import merge as in_order
from itertools import groupby
from operator import itemgetter
from typing import Final, NamedTuple

from sqlalchemy import Connection, func, select, update

from sync import digest, merge
from sync.change import Change, content_hash, unpack
from sync.errors import Malformed
from sync.hub import archive, losses, state, tables
from sync.hub.database import Database
from sync.hub.log import is_relayed, standing_of
from sync.hub.losses import WrittenOff
from sync.hub.state import Kept, Key

FAULTS_MAX: Final = 100
"""Told one by one; more are only counted."""

IN_PARTS: Final = {"yield_per": 500}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scrub:
    """What a scrub found.

    Attributes:
        faults: sentences, at most FAULTS_MAX.
        count: how many faults there were in all.
        left: how many of them are still there.
        written_off: what was ever declared lost for good.
    """

    changes: int
    entities: int
    faults: tuple[str, ...]
    count: int
    left: int
    written_off: tuple[WrittenOff, ...] = ()


class Reason(NamedTuple):
    """Why what is missing is declared lost, and when somebody said so."""

    words: str
    at_ms: int


class _Row(NamedTuple):
    """An entity's row: its stored hash, its state's own hash, its bucket."""

    hash: bytes
    of_state: bytes
    bucket: int


def scrub(
    database: Database, venue: str, *, repair: bool = False, write_off: Reason | None = None
) -> Scrub:
    """Compare a house's states, hashes, buckets and head with its log.

    The log itself is not altered: a change that is gone or cannot be read is only reported. Of
    the archive, a repair gives up what cannot be read: devices find it missing and offer it again.

    Args:
        database: the hub's.
        venue: the house.
        repair: compute anew what can be.
        write_off: repair, and declare lost for good what is missing then. Whoever has it after
            all still brings it back, as something new.

    Raises:
        HubError: the database cannot be used.
    """
    repairs = repair or write_off is not None
    with database.writing() if repairs else database.reading() as connection:
        look = _Look(connection, database, venue, repairs=repairs)
        look.check_file()
        look.check_archive()
        look.check_states()
        look.check_cursors()
        if write_off is not None:
            look.write_off(write_off)
        return look.told()


class _Look:
    """One look over a house."""

    def __init__(
        self, connection: Connection, database: Database, venue: str, *, repairs: bool
    ) -> None:
        self._connection = connection
        self._database = database
        self._venue = venue
        self._repairs = repairs
        self._head = standing_of(connection, venue, lock=repairs).head
        self._faults: list[str] = []
        self._count = self._mended = self._forgivable = 0
        self._changes = self._entities = self._empty = self._unknown = 0
        self._broken: set[str] = set()
        self._missing: set[str] = set()

    def told(self) -> Scrub:
        """Sum it up."""
        return Scrub(
            changes=self._changes,
            entities=self._entities,
            faults=tuple(self._faults),
            count=self._count,
            left=self._count - self._mended,
            written_off=losses.written_off(self._connection, self._venue),
        )

    def check_file(self) -> None:
        """Ask SQLite about its file."""
        if not self._database.is_sqlite:
            return
        for (words,) in self._connection.exec_driver_sql("pragma integrity_check(10)"):
            if words != "ok":
                self._add(f"the database file: {words}")

    def check_archive(self) -> None:
        """Read every block of the archive; a repair gives up those that were altered."""
        for block, words in list(archive.unreadable(self._connection, self._venue)):
            self._mendable(words)
            if self._repairs:
                archive.forget(self._connection, self._database, self._venue, block)

    def check_states(self) -> None:
        """Fold each entity's changes anew, and compare."""
        rows = _rows(self._connection, self._venue)
        self._entities = len(rows)
        wrong: dict[Key, Kept] = {}
        hashes: dict[int, list[bytes]] = defaultdict(list)
        for key, changes in self._entities_of_log():
            kept = state.keep(key, merge.fold(changes))
            hash = kept.hash
            found = rows.pop(key, None)
            if found != _Row(kept.hash, kept.hash, digest.bucket_of(key[1])):
                wrong[key] = kept
                if found is not None and self._note_lost(key, found, changes):
                    hash = kept.hash if self._repairs else found.hash
                else:
                    self._mendable(f"{key[0]} {key[1]}: its state is not what its changes make")
            hashes[digest.bucket_of(key[1])].append(hash)
        for key, found in rows.items():
            if not self._note_lost(key, found, ()):
                self._mendable(f"{key[0]} {key[1]}: there is a state, but no change")
            elif not self._repairs:
                hashes[digest.bucket_of(key[1])].append(found.hash)
        right = {number: digest.fold_hashes(group) for number, group in hashes.items()}
        off = digest.differing(state.buckets(self._connection, self._venue), right)
        for number in off:
            self._mendable(f"bucket {number}: its hash is not that of its entities")
        if self._repairs and (wrong or rows or off):
            losses.remember(self._connection, self._database, self._venue, self._missing)
            state.write(self._connection, self._database, self._venue, wrong)
            state.drop(self._connection, self._venue, rows)
            state.write_buckets(
                self._connection,
                self._database,
                self._venue,
                {number: right.get(number, digest.NOTHING) for number in off},
            )
            state.doubt(self._connection, self._venue)

    def check_cursors(self) -> None:
        """Look for changes that are gone, and for a head that is behind."""
        row = tables.change.c
        count, last = self._connection.execute(
            select(func.count(), func.max(row.cursor)).where(row.venue_id == self._venue)
        ).one()
        archived, last_archived = archive.size(self._connection, self._venue)
        self._changes = count + archived
        last = max(last or 0, last_archived)
        if self._head < last:
            self._mendable(f"the log: its head says {self._head}, its last change is {last}")
            if self._repairs:
                # Never down: a cursor given out twice would hide the second change from a device.
                house = update(tables.venue).where(tables.venue.c.id == self._venue)
                self._connection.execute(house.values(head=last))
        self._empty = max(last, self._head) - self._changes
        named = () if self._repairs else self._missing
        self._missing, explained = losses.missing(self._connection, self._venue, named)
        for id in sorted(self._missing):
            self._missed(f"change {id}: the log has lost it; a device that has it brings it back")
        if not is_relayed(self._connection, self._venue):
            self._unknown = max(0, self._empty - explained - len(self._missing))
        if self._unknown:
            self._missed(f"the log: {self._unknown} changes are missing; none says which")

    def write_off(self, reason: Reason) -> None:
        """Declare lost for good what is missing, and what nobody can read any more."""
        if not self._forgivable:
            return
        gone = self._missing | self._broken
        losses.drop(self._connection, self._venue, sorted(self._broken))
        empty = self._empty + len(self._broken)
        told = WrittenOff(
            at_ms=reason.at_ms,
            count=self._unknown + len(gone),
            changes=tuple(sorted(gone)),
            reason=reason.words,
        )
        losses.write_off(self._connection, self._database, self._venue, told, empty)
        self._mended += self._forgivable

    def _add(self, sentence: str) -> None:
        self._count += 1
        if len(self._faults) < FAULTS_MAX:
            self._faults.append(sentence)

    def _mendable(self, sentence: str) -> None:
        self._add(sentence)
        self._mended += self._repairs

    def _missed(self, sentence: str) -> None:
        self._add(sentence)
        self._forgivable += 1

    def _note_lost(self, key: Key, found: _Row, changes: Sequence[Change]) -> bool:
        """Tell whether a sound state names changes that the log does not have, and note those."""
        if found.hash != found.of_state:
            return False
        kept = state.load(self._connection, self._venue, [key])[key]
        named = set(merge.unpack_entity(kept.state).applied).difference(each.id for each in changes)
        lost = named - losses.held(self._connection, self._venue, named) if named else set()
        self._missing |= lost
        return bool(lost)

    def _entities_of_log(self) -> Iterator[tuple[Key, list[Change]]]:
        """Read what can be read of each entity's changes, from the log and the archive."""
        row = tables.change.c
        query = (
            select(row.entity_type, row.entity_id, row.id, row.body, row.hash)
            .where(row.venue_id == self._venue, row.refused.is_(None))
            .order_by(row.entity_type, row.entity_id, row.cursor)
        )
        rows = self._connection.execute(query, execution_options=IN_PARTS)
        logged = (
            ((entity_type, entity_id), self._read(id, body, hash))
            for entity_type, entity_id, id, body, hash in rows
        )
        blocks = archive.Blocks(self._connection, self._venue)
        archived = (
            (key, self._read(f"at {cursor}", body, content_hash(body)))
            for key, cursors in archive.entities(self._connection, self._venue)
            for cursor, body in blocks.bodies(cursors)
        )
        by_key = itemgetter(0)
        for key, group in groupby(in_order(logged, archived, key=by_key), key=by_key):
            changes = [change for _, change in group if change is not None]
            if changes:
                yield key, changes

    def _read(self, id: str, body: bytes, hash: bytes) -> Change | None:
        if content_hash(body) != hash:
            self._missed(f"change {id}: its bytes are not what was written")
            self._broken.add(id)
            return None
        try:
            return unpack(body)
        except Malformed as error:
            self._add(f"change {id}: {error}")
            return None


def _rows(connection: Connection, venue: str) -> dict[Key, _Row]:
    row = tables.entity.c
    query = select(row.type, row.id, row.hash, row.state, row.bucket).where(row.venue_id == venue)
    return {
        (entity_type, id): _Row(hash, digest.entity_hash(entity_type, id, packed), bucket)
        for entity_type, id, hash, packed, bucket in connection.execute(
            query, execution_options=IN_PARTS
        )
    }
