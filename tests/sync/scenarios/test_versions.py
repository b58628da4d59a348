"""Programs of several versions in one house: nothing they write is lost on the others."""

from __future__ import annotations

import pytest
from sqlite_utils import Migrations

from app.services.calls import CallDraft
from app.store import ledger_file, migrations
from app.store.ledger import Ledger
from app.store.schema import KINDS
from tests.ledgers import SATO, book_of
from tests.sync.acts import assert_all_agree, book, change, cut, get, names


@pytest.fixture
def older(monkeypatch):
    """A program that has not heard of phone calls yet; `undo` is its upgrade."""
    with monkeypatch.context() as older:
        older.delitem(KINDS, "call")
        yield older


def test_an_unknown_table_from_a_newer_hub_is_kept_and_shown_after_the_upgrade(
    hall, bar, house, older
):
    """Unknown table from a newer hub, and then the upgrade: with the cable out, all is there."""
    older.undo()
    rang = hall.desk.calls.ring(CallDraft(feed="ncid", number="090-1234-5678"), SATO).call
    hall.try_sync()
    older.delitem(KINDS, "call")
    old = house.device("古い端末")
    assert old.try_sync().round.in_sync
    party = book(old, guest_name="古い端末の客")
    assert old.try_sync().round.in_sync
    assert old.line_says().startswith("In sync")
    assert old.ledger.sql.execute("select count(*) from call").fetchone() == (0,)
    older.undo()
    old.wire.before = cut
    house.reopen(old)
    assert [each.id for each in old.ledger.calls(10)] == [rang.id]
    old.wire.before = None
    house.heal()
    assert names(hall) == [party.guest_name]
    assert book_of(old.ledger) == book_of(hall.ledger)
    assert_all_agree(house)


def test_what_an_old_device_passes_on_it_need_not_understand(hall, bar, house, older):
    """Unknown table, and the hub is lost: an old device brings back what it could not read."""
    older.undo()
    rang = hall.desk.calls.ring(CallDraft(feed="ncid", number="090-1234-5678"), SATO).call
    hall.try_sync()
    hall.close()
    house.devices.remove(hall)  # nobody who understands it is left
    older.delitem(KINDS, "call")
    bar.try_sync()
    house.go_back_to_nothing()
    bar.settle()
    older.undo()
    fresh = house.device("新しい端末")
    fresh.settle()
    assert [each.id for each in fresh.ledger.calls(10)] == [rang.id]


class _Killed(Exception):
    """The power failed."""


@pytest.mark.parametrize("killed", [False, True])
def test_upgrade_with_a_queue_keeps_it_and_sends_it(hall, bar, house, monkeypatch, killed):
    """Upgrade with a queue, and an upgrade that is killed half-way: the queue outlives both."""
    party = book(hall)
    house.heal()
    change(hall, get(hall, party), adults=5)
    book(hall, guest_name="更新の前")
    before, waiting = book_of(hall.ledger), hall.ledger.outbox.waiting()
    hall.close()
    power_fails = iter([killed])

    newer = Migrations("noren")
    newer()(migrations.m001_book)

    @newer()
    def m002_moods(db):
        db.execute("alter table call add column mood text")
        db.execute("create table mood (id text primary key) strict")
        if next(power_fails, False):
            raise _Killed

    with monkeypatch.context() as upgraded:
        upgraded.setattr(migrations, "migrations", newer)
        upgraded.setattr(ledger_file, "SCHEMA_VERSION", 2)
        if killed:
            with pytest.raises(_Killed):
                Ledger.open(hall.path)
            upgraded.undo()
            back = Ledger.open(hall.path)  # the old program, put back by somebody in a hurry
            assert (book_of(back), back.outbox.waiting()) == (before, waiting)
            back.close()
            upgraded.setattr(migrations, "migrations", newer)
            upgraded.setattr(ledger_file, "SCHEMA_VERSION", 2)
        house.reopen(hall)
        assert (book_of(hall.ledger), hall.ledger.outbox.waiting()) == (before, waiting)
        house.heal()
    assert get(bar, party).adults == 5
    assert names(bar) == ["山田", "更新の前"]
    assert_all_agree(house)
