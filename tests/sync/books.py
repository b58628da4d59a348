"""A device's journal and queue in memory, without any restaurant around them."""

import sqlite3
from dataclasses import dataclass

from sync.change import ChangeId, Incarnation, pack
from sync.clock import ZERO
from sync.journal import CREATE, Device, Draft, Incoming, Journal, Key
from sync.outbox import Answer, Outbox

NOW_MS = 1_766_570_400_000
OURS = Incarnation("a" * 16)
R1: Key = ("reservation", "r1")
R2: Key = ("reservation", "r2")


@dataclass
class Book:
    """One device's log, queue and the connection to both."""

    sql: sqlite3.Connection
    journal: Journal
    outbox: Outbox

    def write(self, sets, *, key=R1, revision=None, now_ms=NOW_MS):
        """Write one local change by somebody who had the newest state on the screen."""
        if revision is None:
            revision = self.journal.load(key).pos
        draft = Draft(key[0], key[1], "change", "佐藤", sets, revision)
        changes, _ = self.journal.write([draft], now_ms)
        return changes[0]

    def absorb(self, *changes, cursors=True):
        """Take changes in as from the hub, numbered from 1, or as from anywhere."""
        return self.journal.absorb(
            [
                Incoming(each if isinstance(each, bytes) else pack(each), at if cursors else None)
                for at, each in enumerate(changes, start=1)
            ],
            NOW_MS,
        )

    def answer(self, outcome, *changes, reason=""):
        """Let the hub have answered; cursors count from 1."""
        cursors = {"accepted", "known"}
        return self.outbox.acknowledge(
            [
                Answer(each.id, outcome, at if outcome in cursors else None, reason)
                for at, each in enumerate(changes, start=1)
            ],
            NOW_MS,
        )

    def entity(self, key=R1):
        """The state of an entity."""
        return self.journal.load(key).entity

    def values(self, name, key=R1):
        """All live values of one field."""
        return [live.value for live in self.entity(key).live.get(name, ())]

    def states(self):
        """How far each change has come, by its id."""
        return dict(self.sql.execute("select id, state from change order by pos"))

    def alter(self, id: ChangeId, old: str, new: str):
        """Let the disk change the bytes of one change."""
        self.sql.execute(
            "update change set body = cast(replace(body, ?, ?) as blob) where id = ?",
            (old, new, id),
        )


def a_book(incarnation=OURS, name="レジ"):
    """A new, empty one."""
    sql = sqlite3.connect(":memory:", isolation_level=None)
    for statement in CREATE:
        sql.execute(statement)
    journal = Journal(sql)
    journal.found(
        Device("house-1", "production", f"device-{incarnation}", name, incarnation, 0, ZERO, 0, "")
    )
    return Book(sql, journal, Outbox(sql, journal))
