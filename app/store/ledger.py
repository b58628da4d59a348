"""The book on this device: reads domain values, commits a use case in one transaction.

One `Ledger` is one connection and belongs to one thread; windows, commands, feeds and sync each
open their own on the same file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias

import orjson

from app.domain.call import Call
from app.domain.errors import Invalid, Unknown
from app.domain.guest import Guest, Visits
from app.domain.history import LedgerSum
from app.domain.ids import GuestId, ReservationId
from app.domain.kana_tabs import Stretch
from app.domain.notice import Notice
from app.domain.phone import Phone
from app.domain.reservation import Reservation, Status
from app.domain.staff import Staff
from app.domain.table import Area, Table
from app.domain.venue import Venue
from app.store import guest_index, ledger_file, rows, shown
from app.store.schema import KINDS, to_moment
from app.store.turns import Manners
from sync.change import DELETED, Change, ChangeId, Incarnation
from sync.clock import ZERO
from sync.errors import Malformed
from sync.journal import Device, Draft, Journal, Key
from sync.outbox import Outbox
from sync.relayed import Relayed

Value: TypeAlias = Any
"""An entity of any kind; the caller names the kind and knows the class."""

_NAMES: Final[Mapping[type[Any], str]] = {kind.cls: kind.name for kind in KINDS.values()}
_VISITED: Final = (Status.SEATED.value, Status.BILL.value, Status.LEFT.value)
SEARCH_MAX: Final = 200


class Write(NamedTuple):
    """One entity's part of a use case: from what was on the screen to what it shall be.

    Attributes:
        before: the value as read (its revision tells what the author saw), or None for a new one.
        after: the value wanted, or None to delete it.
        intent: the use case, such as `seat`.
    """

    before: Any
    after: Any
    intent: str


@dataclass(frozen=True, slots=True)
class Committed:
    """What was written, durably, when `commit` returns."""

    change_ids: tuple[str, ...]
    touched: frozenset[Key]


class Ledger:
    """One ledger file through one connection.

    Attributes:
        gives_way: whether it lets others go first: it is worked on beside a window.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.sql = connection
        self.gives_way = False
        self.journal = Journal(connection)
        self.outbox = Outbox(connection, self.journal)
        self.relayed = Relayed(connection, self.journal, self.outbox)

    @classmethod
    def open(cls, path: Path, manners: Manners | None = None) -> Ledger:
        """Open the book, bringing an older file up to date first.

        Args:
            path: the ledger file.
            manners: how it behaves towards other threads of this program; None where it is alone.

        Raises:
            StoreError: with the way out in its message; the file is left as it was.
        """
        connection = ledger_file.connect(path)
        connection.manners = manners
        if manners is not None and manners.pause is None:
            connection.execute(f"pragma wal_autocheckpoint = {ledger_file.LOG_PAGES_AHEAD_MAX}")
        with ledger_file.translating(path):
            if connection.execute("pragma user_version").fetchone()[0] < ledger_file.SCHEMA_VERSION:
                _migrate(connection)
            shown.bring_to_light(connection)
            ledger = cls(path, connection)
            ledger.gives_way = manners is not None and manners.pause is not None
            return ledger

    @classmethod
    def create(cls, path: Path, device: NewDevice) -> Ledger:
        """Make a new, empty book for one device of one house.

        Raises:
            StoreError: there is a book already, or the folder cannot be written.
        """
        with ledger_file.placing(path) as connection:
            _migrate(connection)
            with ledger_file.writing(connection):
                Journal(connection).found(
                    Device(
                        venue=device.venue,
                        environment=device.environment,
                        id=device.id,
                        name=device.name,
                        incarnation=device.incarnation,
                        sequence=0,
                        stamp=ZERO,
                        cursor=0,
                        epoch="",
                    )
                )
        return cls.open(path)

    def close(self) -> None:
        """Let go of the file."""
        self.sql.close()

    def device(self) -> Device:
        """Say which device of which house this ledger is."""
        return self.journal.device()

    def adopt(self, *, device_id: str, name: str, epoch: str) -> None:
        """Take over the id and name under which a hub knows this device.

        In the same life of the same hub it goes on where it was; elsewhere it reads from the start.
        """
        with ledger_file.transaction(self.sql, self.path):
            device = self.journal.device()
            cursor = device.cursor if epoch == device.epoch else 0
            self.outbox.adopt(device._replace(id=device_id, name=name, cursor=cursor, epoch=epoch))

    def leave_hub(self) -> None:
        """Stand alone again; what waits goes on waiting, and how far we had read is kept."""
        with ledger_file.transaction(self.sql, self.path):
            self.sql.execute(
                "update round set hub = 'never', in_sync = 0, message = '', hub_url = '',"
                " next_try_ms = null"
            )
            self.relayed.leave()

    def commit(self, writes: Sequence[Write], *, actor: str, now_ms: int) -> Committed:
        """Write a use case: rows, clock and queue entries in one transaction, or nothing.

        Writes that change nothing are left out.

        Raises:
            StoreError: the disk refused; nothing was written.
        """
        drafts = [draft for write in writes if (draft := _draft(write, actor)) is not None]
        if not drafts:
            return Committed((), frozenset())
        return self.commit_drafts(drafts, now_ms=now_ms)

    def commit_drafts(self, drafts: Iterable[Draft], *, now_ms: int) -> Committed:
        """Write changes that are already spelt out field by field, such as an undo.

        Each draft is drawn within the transaction, after those before it were written: it may be
        made from what they left.

        Raises:
            Invalid: it is more than a book can hold; nothing was written.
        """
        try:
            with ledger_file.transaction(self.sql, self.path):
                changes, moved = self.journal.write(drafts, now_ms)
                rows.project(self.sql, moved)
        except Malformed as error:
            raise Invalid(f"this is more than the book can hold: {error}") from error
        return Committed(tuple(change.id for change in changes), frozenset(moved))

    def try_again(self, change_id: str) -> int:
        """Put a parked change, and what waits for it, back into the queue; returns how many."""
        with ledger_file.transaction(self.sql, self.path):
            return self.outbox.retry(ChangeId(change_id))

    def give_up(self, change_id: str) -> frozenset[Key]:
        """Drop a parked change, with what builds on it; the history keeps it.

        Returns:
            What looks different without it.
        """
        with ledger_file.transaction(self.sql, self.path):
            moved = self.outbox.drop(ChangeId(change_id))
            rows.project(self.sql, moved)
        return frozenset(moved)

    def find(self, kind: str, id: str) -> Value | None:
        """Read one value; None if it is not in the book."""
        found = rows.read(self.sql, kind, "where id = ?", (id,))
        return found[0] if found else None

    def get(self, kind: str, id: str) -> Value:
        """Read one value.

        Raises:
            Unknown: nothing of that kind has that id.
        """
        found = self.find(kind, id)
        if found is None:
            raise Unknown(f"no {kind} has the id '{id[:80]}'", field="id")
        return found

    def kind_of(self, id: str) -> str:
        """Tell what kind of thing an id names, deleted or not.

        Raises:
            Unknown: nothing in this book ever had that id.
        """
        row = self.sql.execute("select type from entity where id = ?", (id,)).fetchone()
        if row is None:
            raise Unknown(f"nothing in this book has the id '{id[:80]}'", field="id")
        return str(row[0])

    def is_named(self, id: str) -> bool:
        """Tell whether anything ever had an id, deleted or not."""
        return self.sql.execute("select 1 from entity where id = ?", (id,)).fetchone() is not None

    def venue(self) -> Venue:
        """Read the house."""
        found: list[Venue] = rows.read(self.sql, "venue", "limit 1")
        if not found:
            raise Unknown("this device has not received its house yet: run 'noren sync'")
        return found[0]

    def has_house(self) -> bool:
        """Tell whether the house is in the book; a device that has just joined waits for it."""
        return self.sql.execute("select 1 from venue limit 1").fetchone() is not None

    def areas(self) -> tuple[Area, ...]:
        """Read the areas in their order."""
        return tuple(rows.read(self.sql, "area", 'order by "order", name, id'))

    def tables(self) -> tuple[Table, ...]:
        """Read the tables in their order."""
        return tuple(rows.read(self.sql, "table", 'order by "order", name, id'))

    def staff(self) -> tuple[Staff, ...]:
        """Read the staff by name."""
        return tuple(rows.read(self.sql, "staff", "order by name, id"))

    def notices(self, day: date) -> tuple[Notice, ...]:
        """Read what staff are to know on a business day and is not done, the oldest first."""
        return tuple(
            rows.read(
                self.sql,
                "notice",
                "where done = 0 and day_from <= ? and (day_to is null or day_to >= ?)"
                " order by day_from, id",
                (day.isoformat(), day.isoformat()),
            )
        )

    def reservation_ids(self, day: date) -> frozenset[ReservationId]:
        """Read which reservations stand on a business day, and nothing else of them."""
        # As one row: beside a thread that syncs, Python's lock is waited for at each of them.
        (found,) = self.sql.execute(
            "select json_group_array(id) from reservation where business_day = ?",
            (day.isoformat(),),
        ).fetchone()
        return frozenset(orjson.loads(found))

    def reservations(self, day: date) -> tuple[Reservation, ...]:
        """Read a business day in order of time."""
        found: list[Reservation] = rows.read(
            self.sql, "reservation", "where business_day = ?", (day.isoformat(),)
        )
        found.sort(key=lambda each: (each.starts_at, each.guest_name, each.id))
        return tuple(found)

    def reservations_among(
        self, day: date, ids: Iterable[ReservationId]
    ) -> tuple[Reservation, ...]:
        """Read those of some reservations that stand on a business day; unordered."""
        return tuple(
            rows.read(
                self.sql,
                "reservation",
                "where business_day = ? and id in (select value from json_each(?))",
                (day.isoformat(), orjson.dumps(list(ids)).decode()),
            )
        )

    def reservations_between(self, first: date, last: date) -> tuple[Reservation, ...]:
        """Read business days from one to another, both included, in the order of the file."""
        return tuple(
            rows.read(
                self.sql,
                "reservation",
                "where business_day between ? and ?",
                (first.isoformat(), last.isoformat()),
            )
        )

    def reservations_of(self, guests: Sequence[GuestId], limit: int = 50) -> list[Reservation]:
        """Read the newest bookings of some guests (one person may have several cards)."""
        return rows.read(
            self.sql,
            "reservation",
            f"where guest_id in ({_marks(guests)}) order by business_day desc, starts_at desc"
            f" limit {limit}",
            guests,
        )

    def next_reservation(self, guests: Sequence[GuestId], today: date) -> Reservation | None:
        """Read the next booking of a person's cards, today's included, that still stands."""
        found: list[Reservation] = rows.read(
            self.sql,
            "reservation",
            f"where guest_id in ({_marks(guests)}) and business_day >= ?"
            f" and status in ({_marks(_STANDING)}) order by business_day, starts_at limit 1",
            (*guests, today.isoformat(), *_STANDING),
        )
        return found[0] if found else None

    def bookings_by_phone(self, key: str, today: date) -> tuple[Reservation, ...]:
        """Read coming bookings made under a number that hang on no guest card."""
        return tuple(
            rows.read(
                self.sql,
                "reservation",
                "where phone_key = ? and business_day >= ? and guest_id is null"
                f" and status in ({_marks(_STANDING)}) order by business_day, starts_at limit 10",
                (key, today.isoformat(), *_STANDING),
            )
        )

    def search_reservations(self, folded: str, first: date, limit: int) -> tuple[Reservation, ...]:
        """Find bookings from a day on by part of a folded name or of the phone's digits.

        The nearest days come first, and beyond the limit no further ones are looked at.
        """
        return self._search_reservations(folded, ">= ?", (first,), limit)

    def search_past_reservations(
        self, folded: str, first: date, before: date, limit: int
    ) -> tuple[Reservation, ...]:
        """Find bookings of the days before one, back to another; the newest days come first."""
        return self._search_reservations(
            folded, ">= ? and business_day < ?", (first, before), limit, "desc"
        )

    def _search_reservations(
        self, folded: str, days: str, bounds: Sequence[date], limit: int, order: str = "asc"
    ) -> tuple[Reservation, ...]:
        if not folded:
            return ()
        return tuple(
            rows.read(
                self.sql,
                "reservation",
                "where (business_day, id) in (select business_day, id from reservation"
                f" where business_day {days} and instr(search, ?) > 0"
                f" order by business_day {order} limit ?) order by business_day {order}, starts_at",
                (*(day.isoformat() for day in bounds), folded, min(limit, SEARCH_MAX)),
            )
        )

    def commit_order(
        self, day: date, among: Iterable[ReservationId] | None = None
    ) -> dict[ReservationId, int]:
        """Read the hub's order of the day's claims on tables; unconfirmed ones are missing.

        What only the house's relay has follows in the relay's order. With `among`, of those alone.
        """
        wanted = "" if among is None else " and id in (select value from json_each(?))"
        ids = () if among is None else (orjson.dumps(list(among)).decode(),)
        promises = {
            ReservationId(id): orjson.loads(promise)
            for id, promise in self.sql.execute(
                "select id, promise from reservation where business_day = ?"
                f" and table_ids <> '[]'{wanted}",
                (day.isoformat(), *ids),
            ).fetchall()
        }
        cursors = self.relayed.places({id for ids in promises.values() for id in ids})
        return {
            reservation: max(cursors[id] for id in ids)
            for reservation, ids in promises.items()
            if ids and all(id in cursors for id in ids)
        }

    def guests(self, ids: Iterable[GuestId]) -> dict[GuestId, Guest]:
        """Read some guests; unknown ones are missing."""
        wanted = orjson.dumps(list(ids)).decode()
        found: list[Guest] = rows.read(
            self.sql, "guest", "where id in (select value from json_each(?))", (wanted,)
        )
        return {guest.id: guest for guest in found}

    def visits(self, ids: Iterable[GuestId]) -> dict[GuestId, Visits]:
        """Count visits, no-shows and cancellations from the book itself."""
        wanted = orjson.dumps(list(ids)).decode()
        counts: dict[GuestId, Visits] = {}
        for id, visits, no_shows, cancellations, last in self.sql.execute(
            "select guest_id, sum(status in (?, ?, ?)), sum(status = 'no_show'),"
            " sum(status = 'cancelled'),"
            " max(case when status in (?, ?, ?) then business_day end)"
            " from reservation where guest_id in (select value from json_each(?))"
            " and guest_id is not null group by guest_id",
            (*_VISITED, *_VISITED, wanted),
        ).fetchall():
            counts[GuestId(id)] = Visits(
                visits=visits,
                no_shows=no_shows,
                cancellations=cancellations,
                last_visit=date.fromisoformat(last) if last else None,
            )
        return counts

    def cards_of(self, guest: GuestId) -> tuple[GuestId, ...]:
        """List every card of one person: this one, then those merged into it, or into those."""
        return tuple(
            GuestId(row[0])
            for row in self.sql.execute(
                "with recursive card (id) as (values (?) union"
                " select guest.id from guest join card on guest.merged_into = card.id)"
                " select id from card",
                (guest,),
            )
        )

    def person_of(self, guest: GuestId) -> GuestId:
        """Find the card under which a person is shown: the one at the end of all merges.

        Two devices may merge two cards into each other: then the smaller id is shown on both. A
        merge into a card that was deleted since leads nowhere.
        """
        path: list[GuestId] = []
        card: GuestId | None = guest
        while card is not None and card not in path:
            row = self.sql.execute("select merged_into from guest where id = ?", (card,)).fetchone()
            if row is None:
                break
            path.append(card)
            card = row[0]
        if card is not None and card in path:
            return min(path[path.index(card) :])
        return path[-1] if path else guest

    def find_guests(self, text: str) -> tuple[Guest, ...]:
        """Find guests by part of a name, in any spelling, or of a phone; unordered."""
        numbers = guest_index.find(self.sql, text)
        wanted = orjson.dumps(numbers).decode()
        return tuple(
            rows.read(self.sql, "guest", "where n in (select value from json_each(?))", (wanted,))
        )

    def guests_read(self, stretches: Sequence[Stretch], limit: int) -> tuple[Guest, ...]:
        """Read guests whose kana lie in stretches of texts, of each the first; unordered."""
        return tuple(
            guest
            for first, end in stretches
            for guest in rows.read(
                self.sql,
                "guest",
                "where kana >= ? and kana < ? and merged_into is null order by kana, name limit ?",
                (first, end, limit),
            )
        )

    def guests_without_kana(self, stretches: Sequence[Stretch], limit: int) -> tuple[Guest, ...]:
        """Read guests whose kana lie in none of the stretches, the nameless readings first."""
        elsewhere = " and ".join("not (kana >= ? and kana < ?)" for _ in stretches)
        return tuple(
            rows.read(
                self.sql,
                "guest",
                f"where {elsewhere} and merged_into is null order by kana, name limit ?",
                (*(bound for each in stretches for bound in each), limit),
            )
        )

    def guests_by_phone(self, phone: Phone) -> tuple[GuestId, ...]:
        """Find the guests with exactly this number."""
        return tuple(guest_index.by_phone(self.sql, phone.key))

    def guests_by_last8(self, phone: Phone) -> tuple[GuestId, ...]:
        """Find guests sharing the last eight digits: candidates only."""
        return tuple(guest_index.by_last8(self.sql, phone))

    def calls(self, limit: int) -> tuple[Call, ...]:
        """Read the newest calls first."""
        return tuple(
            rows.read(self.sql, "call", "order by rang_at desc, id desc limit ?", (limit,))
        )

    def calls_of(self, guests: Sequence[GuestId], limit: int) -> tuple[Call, ...]:
        """Read the newest calls of some guests (one person may have several cards)."""
        return tuple(
            rows.read(
                self.sql,
                "call",
                f"where guest_id in ({_marks(guests)}) and guest_id is not null"
                f" order by rang_at desc, id desc limit {limit}",
                guests,
            )
        )

    def clashing(self) -> list[Key]:
        """List entities on which people disagree, in an order that is the same everywhere."""
        query = " union all ".join(
            f"select '{name}' as type, id from \"{name}\" where conflicts is not null"
            for name in KINDS
        )
        return self.sql.execute(f"{query} order by 1, 2").fetchall()

    def call_between(
        self, line: str, phone: Phone | None, since: datetime, until: datetime
    ) -> Call | None:
        """Find a call on a line from a number (or from none) that began between two moments."""
        found: list[Call] = rows.read(
            self.sql,
            "call",
            "where line = ? and rang_at between ? and ? order by rang_at desc limit 20",
            (line, to_moment(since), to_moment(until)),
        )
        key = phone.key if phone else None
        return next((each for each in found if (each.phone and each.phone.key) == key), None)

    def crowded_days(self, first: date) -> list[date]:
        """List days from one on, on which two standing parties claim one table at one time."""
        days = self.sql.execute(
            "with claim as (select business_day, place.value as place, turn_minutes * 60 as turn,"
            " cast(strftime('%s', starts_at) as integer) as start"
            " from reservation, json_each(table_ids) as place"
            f" where business_day >= ? and status in ({_marks(_STANDING)})),"
            " held as (select business_day, start, max(start + turn) over ("
            " partition by business_day, place order by start"
            " rows between unbounded preceding and 1 preceding) as until from claim)"
            " select distinct business_day from held where start < until order by 1",
            (first.isoformat(), *_STANDING),
        )
        return [date.fromisoformat(day) for (day,) in days.fetchall()]

    def newest_day(self) -> date | None:
        """Read the business day of the reservation that changed last."""
        row = self.sql.execute(
            "select r.business_day from change c join reservation r on r.id = c.entity_id"
            " order by c.pos desc limit 1"
        ).fetchone()
        return date.fromisoformat(row[0]) if row else None

    def position(self) -> int:
        """Tell where the journal ends: it moves with every change, whoever wrote it."""
        return self.journal.last_pos()

    def carry_log(self) -> None:
        """Carry SQLite's log into the file, as far as nobody reads from it; holds nobody up."""
        self.sql.execute("pragma wal_checkpoint(passive)").fetchone()

    def touched_since(self, position: int) -> frozenset[Key]:
        """List what has changed since the journal ended at a position."""
        return frozenset(
            self.sql.execute(
                "select type, id from entity"
                " where id in (select entity_id from change where pos > ?)",
                (position,),
            ).fetchall()
        )

    def sum(self) -> LedgerSum:
        """Add promise 3 up."""
        tally = self.outbox.tally()
        return LedgerSum(**tally._asdict())

    def change(self, change_id: str) -> Change:
        """Read one change.

        Raises:
            Unknown: no change has that id.
        """
        found = self.journal.change(ChangeId(change_id))
        if found is None:
            raise Unknown(f"no change has the id '{change_id[:80]}'", field="change_id")
        return found[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDevice:
    """Who a new ledger belongs to."""

    venue: str
    environment: str
    id: str
    name: str
    incarnation: Incarnation


_STANDING: Final = tuple(
    status.value
    for status in Status
    if status not in (Status.CANCELLED, Status.NO_SHOW, Status.DUPLICATE, Status.LEFT)
)


def _draft(write: Write, actor: str) -> Draft | None:
    value = write.after if write.after is not None else write.before
    kind = KINDS[_NAMES[type(value)]]
    if write.after is None:
        sets: dict[str, Any] = {DELETED: True}
    else:
        sets = kind.differences(write.before, write.after)
    if not sets:
        return None
    revision = write.before.revision if write.before is not None else 0
    return Draft(kind.name, value.id, write.intent, actor, sets, revision)


def _migrate(connection: sqlite3.Connection) -> None:
    # sqlite_utils costs 100 ms to import: only a new or an older file pays for it.
    from sqlite_utils import Database

    from app.store.migrations import migrations

    migrations.apply(Database(connection))
    connection.execute(f"pragma user_version = {ledger_file.SCHEMA_VERSION}")


def _marks(values: Sequence[Any]) -> str:
    return ", ".join("?" * len(values))
