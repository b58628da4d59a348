"""The ledger's tables: strict, with the columns the schema names, found by indexes."""

import shutil
import sqlite3
from contextlib import closing

import pytest
from sqlite_utils import Database

from app.domain.ids import GuestId
from app.store import ledger_file
from app.store.ledger import Ledger
from app.store.migrations import migrations
from app.store.replica import LedgerReplica
from app.store.schema import KINDS
from sync.change import ChangeId
from tests.builders import FRIDAY, a_call, a_guest, a_phone, a_reservation
from tests.ledgers import Incarnations, Stranger, add, book_of, receive

MORE = {"reservation": {"phone_key", "search", "promise"}, "guest": {"n"}}
"""Columns that are computed for finding rows."""


SMALL = (
    "SCAN device",
    "SCAN round",
    "SCAN unreadable",
    "SCAN past_incarnation",
    "SCAN json_each",
    "SCAN place",
    "SCAN claim",
    "SCAN held",
    "SCAN card",
    "SCAN CONSTANT ROW",
    "SCAN venue",
    "SCAN area",
    "SCAN table",
    "SCAN staff",
    "SCAN notice USING INDEX notice_clash",
    "SCAN (subquery",
    "SCAN call USING INDEX call_rang_at",
    "SCAN call USING INDEX call_clash",
    "SCAN guest USING INDEX guest_clash",
    "SCAN guest_search VIRTUAL TABLE",
    "SCAN reservation USING INDEX reservation_clash",
)
"""What is read whole: one row, a few tables, a list that was given, or an index made for it."""


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_table_has_a_column_for_each_field_and_for_finding(ledger, kind):
    columns = {row[1] for row in ledger.sql.execute(f'pragma table_info("{kind}")')}
    assert columns == set(KINDS[kind].columns) | MORE.get(kind, set())


def test_every_table_is_strict_so_that_no_text_gets_into_a_number(ledger):
    loose = [
        name
        for _, name, kind, _, _, strict in ledger.sql.execute("pragma table_list")
        if kind == "table" and not strict and not name.startswith(("sqlite_", "guest_search"))
    ]
    assert loose == ["_sqlite_migrations"]
    with pytest.raises(sqlite3.IntegrityError):
        ledger.sql.execute(
            """insert into area (id, name, "order", revision) values (1, 2, 'x', 3)"""
        )


def test_a_ledger_says_what_it_is_and_how_new(ledger):
    assert ledger.sql.execute("pragma application_id").fetchone() == (ledger_file.APPLICATION_ID,)
    assert ledger.sql.execute("pragma user_version").fetchone() == (ledger_file.SCHEMA_VERSION,)


def test_there_is_a_migration_for_each_version():
    names = [each.name for each in migrations.pending(Database(memory=True))]
    assert len(names) == ledger_file.SCHEMA_VERSION
    assert names == sorted(names)


def test_opening_a_ledger_that_is_up_to_date_writes_nothing(ledger, tmp_path):
    ledger.sql.execute("pragma wal_checkpoint(truncate)").fetchone()
    copy = shutil.copyfile(ledger.path, tmp_path / "copy.db")
    before = copy.read_bytes()
    Ledger.open(copy).close()
    assert copy.read_bytes() == before


def test_bringing_a_ledger_up_to_date_twice_changes_nothing(ledger, tmp_path):
    add(ledger)
    book = book_of(ledger)
    ledger.sql.execute("pragma wal_checkpoint(truncate)").fetchone()
    copy = shutil.copyfile(ledger.path, tmp_path / "copy.db")
    with closing(sqlite3.connect(copy)) as sql:
        sql.execute("pragma user_version = 0")
    with closing(Ledger.open(copy)) as after:
        assert book_of(after) == book
        assert after.sql.execute("pragma user_version").fetchone() == (ledger_file.SCHEMA_VERSION,)


def test_what_is_asked_all_the_time_is_found_without_reading_a_whole_table(ledger):
    """Asked of the statements that really run: one that read the whole log ran in every round."""
    today, guests = FRIDAY, [GuestId("g1")]
    add(ledger, a_guest(), a_reservation(tables="t1"), a_call())
    replica = LedgerReplica(ledger, now_ms=lambda: 0, new_incarnation=Incarnations(1))
    asked: list[str] = []
    ledger.sql.set_trace_callback(asked.append)
    for ask in (
        lambda: ledger.reservations(today),
        lambda: ledger.get("reservation", "r1"),
        lambda: ledger.commit_order(today),
        lambda: ledger.crowded_days(today),
        lambda: ledger.next_reservation(guests, today),
        lambda: ledger.reservations_of(guests),
        lambda: ledger.bookings_by_phone("x", today),
        lambda: ledger.guests_by_phone(a_phone()),
        lambda: ledger.guests_by_last8(a_phone()),
        lambda: ledger.guests(guests),
        lambda: ledger.visits(guests),
        lambda: ledger.cards_of(guests[0]),
        lambda: ledger.find_guests("山田"),
        lambda: ledger.calls(10),
        lambda: ledger.notices(today),
        ledger.clashing,
        lambda: ledger.journal.changes_of("r1"),
        ledger.outbox.parked,
        ledger.outbox.queue_length,
        lambda: ledger.outbox.retry(ChangeId("x")),
        lambda: ledger.outbox.drop(ChangeId("x")),
        lambda: ledger.outbox.park(ChangeId("x"), "", 0),
        lambda: replica.waiting(count_max=10, bytes_max=10),
        replica.unsettled,
        lambda: add(ledger, a_guest("g2")),
        lambda: receive(ledger, Stranger().change("guest", "g3", {"name": "林"})),
    ):
        ask()
    ledger.sql.set_trace_callback(None)
    whole = {
        f"{step[-1]}: {query}"
        for query in asked
        if query.startswith(("select", "update", "delete", "with"))
        for step in ledger.sql.execute(f"explain query plan {query}")
        if step[-1].startswith("SCAN") and not step[-1].startswith(SMALL)
    }
    assert whole == set()
