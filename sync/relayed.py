"""What the house's relay has of this ledger, and how far it has been read; knows no network.

A relay is a hub that syncs with a hub of its own, its upstream. A change that only the relay has
still waits: it leaves the queue when upstream has it, whoever carries it there. So a relay that
burns takes nothing with it. `at_relay` names the waiting changes that the relay has, with its
cursors: a provisional order, the same on all devices of the relay, until upstream gives the last.

Every method that writes must be called inside the caller's one write transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import orjson

from sync.change import ChangeId
from sync.journal import Incoming, Journal, Key, Moved
from sync.outbox import Answer, Outbox, Waiting

CREATE: Final = (
    """
    create table relay (
        one integer primary key check (one = 1),
        epoch text not null,
        cursor integer not null,
        url text not null,
        agrees integer not null,
        upstream text not null,
        upstream_since_ms integer
    ) strict
    """,
    "insert into relay values (1, '', 0, '', 0, '', null)",
    "create table known_relay (id text primary key, url text not null) strict",
    "create table at_relay (pos integer primary key, cursor integer not null) strict",
)

PROVISIONAL: Final = 2**53
"""Added to a relay's cursor, it comes after every cursor of upstream."""

_OWED: Final = (
    "from change where state = 1 and state in (1, 2)"  # the index of the queue asks for both
    " and not exists (select 1 from at_relay where at_relay.pos = change.pos)"
)


class Standing(NamedTuple):
    """Which life of which relay was read, and how far."""

    epoch: str
    cursor: int


class InUse(NamedTuple):
    """The relay asked last, and how it stood.

    Attributes:
        agrees: whether its contents and ours were the same.
        upstream: how its hub answered it, `online` or otherwise, and since when.
    """

    url: str
    agrees: bool
    upstream: str
    upstream_since_ms: int | None


class Relayed:
    """One ledger's dealings with a relay, through one connection of one thread."""

    def __init__(self, connection: sqlite3.Connection, journal: Journal, outbox: Outbox) -> None:
        self._sql = connection
        self._journal = journal
        self._outbox = outbox

    def standing(self) -> Standing:
        """Tell how far the relay's log has been read."""
        return Standing(*self._sql.execute("select epoch, cursor from relay").fetchone())

    def advance(self, cursor: int, epoch: str) -> None:
        """Remember how far; belongs in the transaction that absorbed the page."""
        self._sql.execute("update relay set cursor = ?, epoch = ?", (cursor, epoch))

    def in_use(self) -> InUse | None:
        """Read which relay was asked last; None when the hub itself was."""
        url, agrees, *upstream = self._sql.execute(
            "select url, agrees, upstream, upstream_since_ms from relay"
        ).fetchone()
        return InUse(url, bool(agrees), *upstream) if url else None

    def use(self, relay: InUse | None) -> None:
        """Remember which relay was asked, or that the hub itself was."""
        self._sql.execute(
            "update relay set url = ?, agrees = ?, upstream = ?, upstream_since_ms = ?",
            relay or InUse("", False, "", None),
        )

    def known(self) -> dict[str, str]:
        """Name the relays of the house, by id, and where each proved itself last, if it did."""
        return dict(self._sql.execute("select id, url from known_relay order by id").fetchall())

    def learn(self, ids: Iterable[str]) -> None:
        """Take it from upstream which relays the house has; no other is one."""
        ids = list(ids)
        self._sql.execute(
            "delete from known_relay where id not in (select value from json_each(?))",
            (orjson.dumps(ids).decode(),),
        )
        self._sql.executemany(
            "insert or ignore into known_relay values (?, '')", [(id,) for id in ids]
        )

    def met(self, id: str, url: str) -> None:
        """Remember where a relay proved itself."""
        self._sql.execute("update known_relay set url = ? where id = ?", (url, id))

    def leave(self) -> None:
        """Know no relay any more: who leaves the hub leaves its relays."""
        self.start_over("")
        self.learn([])
        self.use(None)

    def start_over(self, epoch: str) -> None:
        """Forget the relay that was: this one is another, or in another life."""
        self.forget()
        self.advance(0, epoch)

    def forget(self) -> None:
        """Take it that the relay has nothing of ours: to offer it again changes nothing."""
        self._sql.execute("delete from at_relay")

    def release(self, ids: Iterable[ChangeId]) -> None:
        """Take it that the relay does not have some changes."""
        self._sql.executemany(
            "delete from at_relay where pos = (select pos from change where id = ?)",
            [(id,) for id in ids],
        )

    def owed(self, *, count_max: int, bytes_max: int) -> tuple[Waiting, ...]:
        """Read the head of the queue to the relay; always at least one, however large."""
        batch: list[Waiting] = []
        size = 0
        for id, body, hash in self._sql.execute(
            f"select id, body, hash {_OWED} order by pos limit ?", (count_max,)
        ):
            size += len(body) + 1
            if batch and size > bytes_max:
                break
            batch.append(Waiting(ChangeId(id), body, hash))
        return tuple(batch)

    def named(self, ids: Iterable[ChangeId]) -> tuple[Waiting, ...]:
        """Read some changes as they are sent."""
        wanted = orjson.dumps(list(ids)).decode()
        return tuple(
            Waiting(ChangeId(id), body, hash)
            for id, body, hash in self._sql.execute(
                "select id, body, hash from change"
                " where id in (select value from json_each(?)) order by pos",
                (wanted,),
            )
        )

    def unsettled(self, limit: int) -> list[Key] | None:
        """List entities with changes the relay does not have; None if more than `limit`."""
        rows = self._sql.execute(
            f"select type, id from entity where id in (select entity_id {_OWED} union"
            " select entity_id from change where state = 2 and state in (1, 2)) limit ?",
            (limit + 1,),
        ).fetchall()
        return rows if len(rows) <= limit else None

    def hold(self, places: Iterable[tuple[ChangeId, int]]) -> None:
        """Note that the relay has some changes, and where; one that does not wait is passed by."""
        self._sql.executemany(
            "insert or replace into at_relay select pos, ? from change where id = ? and state = 1",
            [(cursor, id) for id, cursor in places],
        )

    def acknowledge(self, answers: Sequence[Answer], now_ms: int) -> list[ChangeId]:
        """Note the relay's answers; what it refused is parked.

        Returns:
            The ids that clash: another ledger uses our incarnation, take a new one.
        """
        self.hold(
            (answer.id, answer.cursor)
            for answer in answers
            if answer.outcome in ("accepted", "known") and answer.cursor is not None
        )
        for answer in answers:
            if answer.outcome == "refused":
                self._outbox.park(answer.id, answer.reason, now_ms)
        return [answer.id for answer in answers if answer.outcome == "clash"]

    def take_word(self, page: Sequence[Incoming], now_ms: int) -> dict[Key, Moved]:
        """Take the relay's word for what upstream has, has not yet, or refused of a page.

        The page was absorbed already, but for what upstream refused. That is parked where it was
        made; elsewhere it is dropped, for it will be part of no book.

        Returns:
            The states that are others for it.
        """
        ids = [(each, id) for each in page if (id := _id_of(each))]
        waits = [(id, each.cursor) for each, id in ids if each.waits_upstream and each.cursor]
        refused = [(id, each.refused) for each, id in ids if each.refused]
        dropped = self._dropped([id for id, _ in waits])
        revived = {_key_of(each) for each, id in ids if id in dropped}
        self._sql.executemany(
            "update change set state = 1, cursor = null where id = ? and state in (0, 3)",
            [(id,) for id, _ in waits],
        )
        self.hold((id, cursor) for id, cursor in waits)
        given_up = self._give_up(refused, now_ms)
        self._sql.execute(
            "delete from at_relay where pos in (select at_relay.pos from at_relay"
            " join change using (pos) where state <> 1)"
        )
        return self._journal.refold({*revived, *given_up})

    def keys_of(self, page: Iterable[Incoming]) -> list[Key]:
        """Name the entities that a page is about."""
        return self._keys("true", [id for each in page if (id := _id_of(each))])

    def _give_up(self, refused: Sequence[tuple[ChangeId, str]], now_ms: int) -> list[Key]:
        own = dict(
            self._sql.execute(
                "select id, own from change where state = 1"
                " and id in (select value from json_each(?))",
                (orjson.dumps([id for id, _ in refused]).decode(),),
            ).fetchall()
        )
        for id, reason in refused:
            if own.get(id):
                self._outbox.park(id, reason, now_ms)
        foreign = [id for id, is_own in own.items() if not is_own]
        keys = self._keys("state = 1", foreign)
        self._sql.executemany("update change set state = 3 where id = ?", [(id,) for id in foreign])
        return keys

    def _dropped(self, ids: Iterable[ChangeId]) -> set[ChangeId]:
        wanted = orjson.dumps(list(ids)).decode()
        query = "select id from change where state = 3 and id in (select value from json_each(?))"
        return {ChangeId(id) for (id,) in self._sql.execute(query, (wanted,))}

    def _keys(self, condition: str, ids: Iterable[ChangeId]) -> list[Key]:
        wanted = orjson.dumps(list(ids)).decode()
        return self._sql.execute(
            "select type, id from entity where id in (select entity_id from change"
            f" where {condition} and id in (select value from json_each(?)))",
            (wanted,),
        ).fetchall()

    def places(self, ids: Iterable[ChangeId]) -> dict[ChangeId, int]:
        """Read the order of some changes: upstream's, then the relay's; others are missing."""
        wanted = list(ids)
        provisional = dict(
            self._sql.execute(
                "select change.id, ? + at_relay.cursor from change join at_relay using (pos)"
                " where change.id in (select value from json_each(?))",
                (PROVISIONAL, orjson.dumps(wanted).decode()),
            ).fetchall()
        )
        return provisional | self._journal.cursors(wanted)


def _key_of(each: Incoming) -> Key:
    change = each.change()
    return change.entity_type, change.entity_id


def _id_of(each: Incoming) -> ChangeId:
    """Name a change of a page; empty when it was none, and so was not taken in."""
    try:
        return ChangeId(each.id)
    except (orjson.JSONDecodeError, AttributeError):
        return ChangeId("")
