"""Copies of a house's book, made by its devices for its new ones. What is in them it cannot tell.

A copy is offered, then handed over part by part, and counts when its last part has come. One is
kept for each layout, of two layouts at most: a house in the middle of an update has two. It
belongs to one life of the hub and goes with it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from typing import Final, NamedTuple

from sqlalchemy import Connection, Row, delete, select, update

from sync.book_copy import (
    HASH_BYTES,
    BookCopy,
    CopyStanding,
    LogHash,
    Offered,
    Placed,
    part_bytes,
    part_count,
    part_hash,
)
from sync.change import content_hash, unpack
from sync.hub import archive, tables
from sync.hub.database import Database
from sync.hub.errors import NotAllowed
from sync.hub.log import Standing, standing_of

LAYOUTS_MAX: Final = 2
GROWN_MIN: Final = 5_000
"""A log this far ahead of the newest copy wants another: its pages take a second to read."""

GROWN_SHARE: Final = 10
"""And so does one that is ahead by a tenth of itself: a large book is not sent every week."""

TURN_MS: Final = 10 * 60_000
"""So long only one device is asked for a copy, lest all of a house make one at once."""

OFFER_MS_MAX: Final = 24 * 3_600_000
"""An offer that has not come in whole by then never will."""

IN_PARTS: Final = {"yield_per": 1000}


class _Turn(NamedTuple):
    device: str
    until_ms: int


@dataclass(frozen=True, slots=True)
class Asker:
    """Which device of which house is speaking."""

    venue: str
    device: str


class Copies:
    """The copies at one hub.

    Attributes:
        grown_min: changes by which a log must be ahead of its newest copy to want another.
    """

    def __init__(
        self,
        database: Database,
        *,
        now_ms: Callable[[], int],
        random_bytes: Callable[[int], bytes],
    ) -> None:
        self.grown_min = GROWN_MIN
        self._database = database
        self._now_ms = now_ms
        self._random_bytes = random_bytes
        self._lock = threading.Lock()
        # Only advice, so it need not outlive the process or be known to another one.
        self._turns: dict[tuple[str, str], _Turn] = {}

    def newest(self, asker: Asker, layout: str, *, may_offer: bool = False) -> CopyStanding:
        """Read the newest whole copy of a layout, and whether this device should make another."""
        with self._database.reading() as connection:
            standing = standing_of(connection, asker.venue)
            row = _whole(connection, asker.venue, layout, standing.epoch)
        ahead = standing.head - (row.cursor if row else 0)
        wanted = ahead >= max(self.grown_min, standing.head // GROWN_SHARE)
        return CopyStanding(
            epoch=standing.epoch,
            head=standing.head,
            copy=_book_copy(row) if row else None,
            wanted=wanted and may_offer and self._take_turn(asker, layout),
        )

    def part(self, asker: Asker, copy: str, number: int) -> tuple[Standing, bytes]:
        """Read one part of a whole copy.

        Raises:
            NotAllowed: there is no such copy (any more), or no such part of it.
        """
        part, book = tables.copy_part.c, tables.book_copy.c
        with self._database.reading() as connection:
            standing = standing_of(connection, asker.venue)
            found = connection.execute(
                select(part.body)
                .join(
                    tables.book_copy,
                    (book.venue_id == part.venue_id) & (book.id == part.copy_id),
                )
                .where(
                    part.venue_id == asker.venue,
                    part.copy_id == copy,
                    part.number == number,
                    book.log.is_not(None),
                    book.epoch == standing.epoch,
                )
            ).scalar()
        if found is None:
            raise _gone()
        return standing, found

    def offer(self, asker: Asker, offered: Offered) -> tuple[Standing, Placed]:
        """Take an offer up, or tell what is still missing of one that was taken up before.

        Raises:
            NotAllowed: of another life of the hub, or no newer than what is here.
        """
        with self._database.writing() as connection:
            standing = standing_of(connection, asker.venue)
            if offered.epoch != standing.epoch or offered.cursor > standing.head:
                raise NotAllowed("this copy is of another life of the hub", code="other_life")
            self._tidy(connection, asker.venue, standing.epoch)
            known = _offer(connection, asker.venue, offered)
            if known is not None:
                id = known
            else:
                id = self._random_bytes(HASH_BYTES).hex()
                self._begin(connection, asker, id, offered)
            held = _held(connection, asker.venue, id)
        missing = tuple(number for number in range(len(offered.parts)) if number not in held)
        return standing, Placed(id=id, missing=missing)

    def take_part(self, asker: Asker, copy: str, number: int, body: bytes) -> tuple[Standing, int]:
        """Keep one part; with the last one the copy counts. Tells how many are missing.

        Raises:
            NotAllowed: there is no such offer, or the part is not what was offered.
        """
        book = tables.book_copy.c
        with self._database.writing() as connection:
            standing = standing_of(connection, asker.venue)
            row = connection.execute(
                select(tables.book_copy).where(
                    book.venue_id == asker.venue,
                    book.id == copy,
                    book.epoch == standing.epoch,
                )
            ).one_or_none()
            if row is None:
                raise _gone()
            _check_part(row, number, body)
            connection.execute(
                self._database.insert_new(tables.copy_part),
                [{"venue_id": asker.venue, "copy_id": copy, "number": number, "body": body}],
            )
            missing = part_count(row.packed_bytes) - len(_held(connection, asker.venue, copy))
            if missing == 0 and row.log is None:
                _complete(connection, row)
        return standing, missing

    def drop(self, venue: str, copy: str) -> None:
        """Let a copy go that a device found spoilt; the next to ask makes another."""
        with self._database.writing() as connection:
            _remove(connection, venue, [copy])

    def _take_turn(self, asker: Asker, layout: str) -> bool:
        now_ms, key = self._now_ms(), (asker.venue, layout)
        with self._lock:
            turn = self._turns.get(key)
            # A clock set back must not keep everybody waiting for longer than a turn.
            if turn and turn.device != asker.device and 0 <= turn.until_ms - now_ms <= TURN_MS:
                return False
            self._turns[key] = _Turn(asker.device, now_ms + TURN_MS)
            return True

    def _begin(self, connection: Connection, asker: Asker, id: str, offered: Offered) -> None:
        book = tables.book_copy.c
        newest = _whole(connection, asker.venue, offered.layout, offered.epoch)
        if newest is not None and newest.cursor >= offered.cursor:
            raise NotAllowed("the hub has a copy as new as this", code="not_wanted")
        unfinished = connection.execute(
            select(book.id, book.layout)
            .where(book.venue_id == asker.venue, book.log.is_(None))
            .order_by(book.offered_ms.desc())
        ).all()
        same = [row.id for row in unfinished if row.layout == offered.layout]
        rest = [row.id for row in unfinished if row.layout != offered.layout]
        _remove(connection, asker.venue, [*same, *rest[LAYOUTS_MAX - 1 :]])
        connection.execute(
            tables.book_copy.insert().values(
                venue_id=asker.venue,
                id=id,
                layout=offered.layout,
                epoch=offered.epoch,
                cursor=offered.cursor,
                stamp=offered.stamp,
                packed_bytes=offered.packed_bytes,
                file_bytes=offered.file_bytes,
                parts=b"".join(offered.parts),
                offered_ms=self._now_ms(),
            )
        )

    def _tidy(self, connection: Connection, venue: str, epoch: str) -> None:
        """Let go of what belongs to an earlier life, and of offers that were given up."""
        book = tables.book_copy.c
        since_ms = self._now_ms() - OFFER_MS_MAX
        stale = connection.scalars(
            select(book.id).where(
                book.venue_id == venue,
                (book.epoch != epoch) | (book.log.is_(None) & (book.offered_ms < since_ms)),
            )
        ).all()
        _remove(connection, venue, stale)


def _gone() -> NotAllowed:
    return NotAllowed("this copy is not here any more", code="copy_gone")


def _whole(
    connection: Connection, venue: str, layout: str, epoch: str
) -> Row[tuple[object, ...]] | None:
    book = tables.book_copy.c
    return connection.execute(
        select(tables.book_copy)
        .where(
            book.venue_id == venue,
            book.layout == layout,
            book.epoch == epoch,
            book.log.is_not(None),
        )
        .order_by(book.cursor.desc())
        .limit(1)
    ).one_or_none()


def _book_copy(row: Row[tuple[object, ...]]) -> BookCopy:
    return BookCopy(
        id=row.id,
        log=row.log,
        offered=Offered(
            layout=row.layout,
            epoch=row.epoch,
            cursor=row.cursor,
            stamp=row.stamp,
            packed_bytes=row.packed_bytes,
            file_bytes=row.file_bytes,
            parts=_hashes(row.parts),
        ),
    )


def _hashes(joined: bytes) -> tuple[bytes, ...]:
    return tuple(joined[at : at + HASH_BYTES] for at in range(0, len(joined), HASH_BYTES))


def _offer(connection: Connection, venue: str, offered: Offered) -> str | None:
    """Find an offer of the very same bytes."""
    book = tables.book_copy.c
    return connection.execute(
        select(book.id).where(
            book.venue_id == venue,
            book.layout == offered.layout,
            book.cursor == offered.cursor,
            book.parts == b"".join(offered.parts),
        )
    ).scalar()


def _held(connection: Connection, venue: str, copy: str) -> frozenset[int]:
    part = tables.copy_part.c
    query = select(part.number).where(part.venue_id == venue, part.copy_id == copy)
    return frozenset(connection.scalars(query))


def _check_part(row: Row[tuple[object, ...]], number: int, body: bytes) -> None:
    hashes = _hashes(row.parts)
    if number >= len(hashes):
        raise NotAllowed("the copy has no such part", code="spoilt")
    if len(body) != part_bytes(row.packed_bytes, number) or part_hash(body) != hashes[number]:
        raise NotAllowed("the part is not the one that was offered", code="spoilt")


def _complete(connection: Connection, row: Row[tuple[object, ...]]) -> None:
    """Let a copy count: hash the log it must hold, and let older ones go."""
    book = tables.book_copy.c
    connection.execute(
        update(tables.book_copy)
        .where(book.venue_id == row.venue_id, book.id == row.id)
        .values(log=log_hash(connection, row.venue_id, row.cursor))
    )
    others = connection.execute(
        select(book.id, book.layout)
        .where(book.venue_id == row.venue_id, book.id != row.id, book.log.is_not(None))
        .order_by(book.cursor.desc())
    ).all()
    same = [id for id, layout in others if layout == row.layout]
    rest = [id for id, layout in others if layout != row.layout]
    _remove(connection, row.venue_id, [*same, *rest[LAYOUTS_MAX - 1 :]])


def log_hash(connection: Connection, venue: str, cursor: int) -> bytes:
    """Hash a house's log up to a cursor, as a device does with the changes in a copy."""
    change = tables.change.c
    query = (
        select(change.cursor, change.id, change.entity_id, change.hash)
        .where(change.venue_id == venue, change.cursor <= cursor)
        .order_by(change.cursor)
    )
    rows = (tuple(row) for row in connection.execute(query, execution_options=IN_PARTS))
    hash = LogHash()
    for row in merge(rows, _archived(connection, venue, cursor)):
        hash.add(*row)
    return hash.digest()


def _archived(
    connection: Connection, venue: str, cursor: int
) -> Iterator[tuple[int, str, str, bytes]]:
    for at, body in archive.after(connection, venue, 0):
        if at > cursor:
            return
        change = unpack(body)
        yield at, change.id, change.entity_id, content_hash(body)


def _remove(connection: Connection, venue: str, copies: Sequence[str]) -> None:
    part, book = tables.copy_part.c, tables.book_copy.c
    for copy in copies:
        connection.execute(
            delete(tables.copy_part).where(part.venue_id == venue, part.copy_id == copy)
        )
        connection.execute(delete(tables.book_copy).where(book.venue_id == venue, book.id == copy))
