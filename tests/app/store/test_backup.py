"""Copies prove themselves before they count, and going back to one loses nothing."""

import os
import shutil
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.domain.reservation import Status
from app.store import backup, ledger_file
from app.store.check import examine
from app.store.errors import (
    DiskFull,
    LedgerBusy,
    LedgerDamaged,
    LedgerMissing,
    LedgerReadOnly,
    LedgerTooNew,
    StoreError,
    WrongHouse,
)
from app.store.ledger import Ledger, Write
from sync.change import ChangeId
from sync.outbox import Answer
from tests.app.store.privileges import made_read_only, nobodys_folder
from tests.builders import FRIDAY, a_guest, a_reservation, a_venue
from tests.ledgers import NOON_MS, Incarnations, a_ledger, add, book_of

HOUR_MS = 3_600_000
PAGE = 4096


@pytest.fixture
def path(tmp_path):
    return tmp_path / "home" / "ledger.db"


@pytest.fixture
def ledger(path):
    ledger = a_ledger(path)
    yield ledger
    ledger.close()


def go_back(path, copy, incarnation=0xB0):
    return backup.restore(path, copy, new_incarnation=Incarnations(incarnation), now_ms=NOON_MS)


def rolled(ledger, now_ms=NOON_MS):
    made = backup.roll(ledger, now_ms)
    assert made is not None
    return made


def change(ledger, id, **over):
    before = ledger.get("reservation", id)
    write = Write(before, replace(before, **over), "change")
    return ledger.commit([write], actor="", now_ms=NOON_MS).change_ids[0]


def answer(ledger, outcome, *ids, reason=""):
    """Let the hub have answered."""
    answers = [Answer(ChangeId(id), outcome, n, reason) for n, id in enumerate(ids, start=1)]
    with ledger_file.writing(ledger.sql):
        ledger.outbox.acknowledge(answers, NOON_MS)


def names_in(folder):
    return sorted(file.name for file in folder.iterdir())


@contextmanager
def reopened(path):
    with closing(Ledger.open(path)) as ledger:
        yield ledger


def assert_sound(ledger):
    assert examine(ledger).findings == ()
    assert ledger.sum().balances


# Copies.


def test_a_copy_is_the_whole_book_in_one_file(ledger, tmp_path):
    add(ledger, a_reservation(), a_guest())
    target = tmp_path / "usb" / "copy.db"
    assert backup.back_up(ledger, target) == target
    assert names_in(target.parent) == ["copy.db"]
    with reopened(target) as copy:
        assert book_of(copy) == book_of(ledger)
        assert_sound(copy)


def test_a_copy_is_of_one_moment_though_others_write_meanwhile(ledger, path, tmp_path):
    with reopened(path) as other, ledger_file.writing(other.sql):
        other.sql.execute("delete from change")
        backup.back_up(ledger, tmp_path / "copy.db")
        other.sql.execute("delete from entity")
    with reopened(tmp_path / "copy.db") as copy:
        assert copy.venue().name == "暖簾"


def test_a_copy_takes_the_place_of_an_older_one(ledger, tmp_path):
    target = tmp_path / "copy.db"
    backup.back_up(ledger, target)
    add(ledger, a_guest())
    backup.back_up(ledger, target)
    with reopened(target) as copy:
        assert copy.get("guest", "g1").name == "山田"


def test_the_ledger_is_never_copied_over_itself(ledger, path, tmp_path):
    (tmp_path / "link.db").symlink_to(path)
    for target in (path, path.parent / ".." / "home" / "ledger.db", tmp_path / "link.db"):
        with pytest.raises(StoreError, match="the ledger itself"):
            backup.back_up(ledger, target)
    add(ledger, a_guest())
    with reopened(path) as after:
        assert after.get("guest", "g1").name == "山田"


def spoil(path, at):
    with path.open("r+b") as file:
        file.seek(at)
        file.write(b"\xa5" * PAGE)


def test_a_copy_that_is_not_sound_does_not_count_and_the_last_good_one_stays(ledger, path):
    for number in range(60):
        add(ledger, a_reservation(f"r{number}", note="窓際" * 500))
    good = rolled(ledger)
    ledger.sql.execute("pragma wal_checkpoint(truncate)")
    (page,) = ledger.sql.execute(
        "select rootpage from sqlite_master where name = 'change'"
    ).fetchone()
    spoil(path, (page - 1) * PAGE)
    with reopened(path) as damaged, pytest.raises(LedgerDamaged) as refused:
        backup.roll(damaged, NOON_MS + 2 * HOUR_MS)
    assert f"restore {good}" in str(refused.value)
    assert names_in(path.parent / "backups") == [good.name]


def test_a_copy_that_cannot_be_written_is_told_of_and_leaves_nothing(ledger, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(LedgerReadOnly, match="file"):
        backup.back_up(ledger, tmp_path / "file" / "copy.db")
    with nobodys_folder() as folder:
        book = a_ledger(folder / "ledger.db")
        with closing(book), made_read_only(folder), pytest.raises(LedgerReadOnly):
            backup.back_up(book, folder / "copy.db")
        assert "copy.db" not in names_in(folder)


def test_a_copy_cut_short_leaves_nothing(ledger, tmp_path, monkeypatch):
    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFull):
        backup.back_up(ledger, tmp_path / "usb" / "copy.db")
    assert names_in(tmp_path / "usb") == []


def test_a_rolling_copy_is_made_when_the_newest_is_an_hour_old(ledger, path):
    first = rolled(ledger)
    assert first == path.parent / "backups" / "ledger-20261113T030000Z.db"
    assert backup.roll(ledger, NOON_MS + HOUR_MS - 1) is None
    second = rolled(ledger, NOON_MS + HOUR_MS)
    assert names_in(path.parent / "backups") == [first.name, second.name]


def test_copies_made_while_the_clock_was_ahead_do_not_stop_those_of_today(ledger):
    backup.roll(ledger, NOON_MS + 365 * 24 * HOUR_MS)
    assert backup.roll(ledger, NOON_MS) is not None
    assert backup.roll(ledger, NOON_MS + HOUR_MS // 2) is None


def test_a_day_is_kept_hour_by_hour_and_two_weeks_day_by_day(ledger, path):
    folder = path.parent / "backups"
    folder.mkdir()
    now = datetime.fromtimestamp(NOON_MS / 1000, UTC)
    hours = [now - timedelta(hours=number) for number in range(30 * 24)]
    for hour in hours[1:]:
        (folder / f"ledger-{hour:%Y%m%dT%H%M%SZ}.db").touch()
    (folder / "mine.db").touch()
    backup.roll(ledger, NOON_MS)
    days = {hour.date(): hour for hour in reversed(hours)}
    newest_of_days = sorted(days.values(), reverse=True)[:14]
    kept = {f"ledger-{hour:%Y%m%dT%H%M%SZ}.db" for hour in (*hours[:24], *newest_of_days)}
    assert set(names_in(folder)) == kept | {"mine.db"}
    assert len(kept) == 24 + 14 - 2


# Going back.


def test_going_back_brings_a_lost_book_back_and_keeps_what_came_after(ledger, path):
    add(ledger, a_reservation(guest_name="山田"))
    copy = rolled(ledger)
    change(ledger, "r1", adults=4)
    add(ledger, a_guest())
    before = (book_of(ledger), ledger.sum())
    ledger.close()
    restored = go_back(path, copy)
    assert restored.carried_over == 2
    with reopened(path) as after:
        assert (book_of(after), after.sum()) == before
        assert_sound(after)
    assert restored.kept_aside is not None
    with reopened(restored.kept_aside) as aside:
        assert book_of(aside) == before[0]


def test_what_waits_and_what_is_parked_is_carried_over_under_its_name(ledger, path):
    (first,) = add(ledger, a_reservation())
    copy = rolled(ledger)
    second, third = change(ledger, "r1", adults=3), change(ledger, "r1", adults=4)
    (fourth,) = add(ledger, a_guest())
    answer(ledger, "accepted", first)
    answer(ledger, "refused", second, reason="too long")
    before = (ledger.sum(), ledger.outbox.parked(), ledger.outbox.waiting())
    assert [each.id for each in before[1]] == [second]
    assert before[1][0].blocks == 1
    ledger.close()
    go_back(path, copy)
    with reopened(path) as after:
        assert (after.sum(), after.outbox.parked(), after.outbox.waiting()) == before
        assert after.journal.cursors([ChangeId(first)]) == {first: 1}
        with ledger_file.writing(after.sql):
            assert after.outbox.retry(ChangeId(second)) == 2
        assert [each.id for each in after.outbox.waiting()][-3:] == [second, third, fourth]
        assert_sound(after)


def test_what_was_given_up_is_not_brought_back(ledger, path):
    add(ledger, a_reservation())
    second = change(ledger, "r1", adults=3)
    copy = rolled(ledger)
    third = change(ledger, "r1", note="窓際")
    for id in (second, third):
        answer(ledger, "refused", id, reason="?")
        with ledger_file.writing(ledger.sql):
            ledger.outbox.drop(ChangeId(id))
    before = ledger.sum()
    ledger.close()
    go_back(path, copy)
    with reopened(path) as after:
        party = after.get("reservation", "r1")
        assert (party.adults, party.note) == (2, "")
        assert after.sum() == before
        assert_sound(after)


def test_going_back_begins_another_life_of_the_device(ledger, path):
    copy = rolled(ledger)
    ledger.close()
    go_back(path, copy, 0xB0)
    with reopened(path) as after:
        device = after.device()
        assert (device.incarnation, device.sequence) == (f"{0xB1:016x}", 0)
        (made,) = add(after, a_guest())
        assert made == f"{0xB1:016x}-1"
        assert_sound(after)


def test_a_book_that_went_back_is_not_called_in_sync_before_it_asked_the_hub(ledger, path):
    ledger.sql.execute("update round set in_sync = 1")
    copy = rolled(ledger)
    ledger.close()
    go_back(path, copy)
    with closing(Ledger.open(path)) as restored:
        assert restored.sql.execute("select in_sync from round").fetchone() == (0,)


def test_going_back_to_one_copy_again_and_again_still_adds_up(ledger, path):
    add(ledger, a_reservation())
    copy = rolled(ledger)
    add(ledger, a_guest("g0"))
    ledger.close()
    for number in range(1, 4):
        go_back(path, copy, 0xB0 + number)
        with reopened(path) as after:
            add(after, a_guest(f"g{number}"))
            assert_sound(after)
            assert after.sum().made == 3 + number
    assert len(list(path.parent.glob("ledger.before-restore-*.db"))) == 3


def test_another_houses_copy_is_refused_and_nothing_is_touched(ledger, path, tmp_path):
    before = book_of(ledger)
    ledger.close()
    for name, other in (
        ("house", {"venue": a_venue(id="v2")}),
        ("training", {"environment": "training"}),
    ):
        with closing(a_ledger(tmp_path / f"{name}.db", **other)):
            pass
        with pytest.raises(WrongHouse, match="nothing was restored"):
            go_back(path, tmp_path / f"{name}.db")
        assert names_in(path.parent) == ["ledger.db"]
        with reopened(path) as after:
            assert book_of(after) == before


def newer(path):
    with closing(sqlite3.connect(path)) as sql:
        sql.execute(f"pragma user_version = {ledger_file.SCHEMA_VERSION + 1}")


@pytest.mark.parametrize(
    ("spoiled", "error"),
    [
        (lambda copy: copy.unlink(), LedgerMissing),
        (lambda copy: copy.write_bytes(b""), LedgerDamaged),
        (lambda copy: copy.write_text("予約" * 500), LedgerDamaged),
        (lambda copy: copy.write_bytes(copy.read_bytes()[: 9 * PAGE]), LedgerDamaged),
        (lambda copy: spoil(copy, 8 * PAGE), LedgerDamaged),
        (newer, LedgerTooNew),
    ],
)
def test_a_copy_that_is_not_sound_is_named_and_nothing_is_touched(ledger, path, spoiled, error):
    add(ledger, *(a_reservation(f"r{number}", note="窓際" * 500) for number in range(20)))
    copy = rolled(ledger)
    ledger.close()
    before = path.read_bytes()
    spoiled(copy)
    with pytest.raises(error) as refused:
        go_back(path, copy)
    assert str(copy) in str(refused.value)
    assert "restoring" not in str(refused.value)
    assert path.read_bytes() == before
    assert names_in(path.parent) == ["backups", "ledger.db"]


def test_a_book_that_is_gone_comes_back_from_its_copy(ledger, path):
    add(ledger, a_reservation())
    copy = rolled(ledger)
    ledger.close()
    path.unlink()
    restored = go_back(path, copy)
    assert (restored.carried_over, restored.kept_aside) == (0, None)
    with reopened(path) as after:
        assert [each.id for each in after.reservations(FRIDAY)] == ["r1"]
        assert_sound(after)


def test_the_log_of_a_book_that_is_gone_does_not_get_into_the_restored_one(ledger, path):
    add(ledger, a_reservation())
    copy = rolled(ledger)
    ledger.sql.execute("pragma wal_checkpoint(truncate)")
    for number in range(9):
        add(ledger, a_guest(f"g{number}"))
    log, _ = ledger_file.side_files(path)
    orphan = log.read_bytes()
    ledger.close()
    path.unlink()
    log.write_bytes(orphan)
    go_back(path, copy)
    with reopened(path) as after:
        assert after.find_guests("山田") == ()
        assert_sound(after)


def test_a_log_beside_a_copy_belongs_to_it(ledger, path, tmp_path):
    ledger.sql.execute("pragma wal_checkpoint(truncate)")
    add(ledger, a_guest())
    for file in (path, ledger_file.side_files(path)[0]):
        shutil.copyfile(file, tmp_path / file.name.replace("ledger", "carried"))
    ledger.close()
    path.unlink()
    go_back(path, tmp_path / "carried.db")
    with reopened(path) as after:
        assert after.get("guest", "g1").name == "山田"


def test_what_can_still_be_read_of_a_damaged_book_is_carried_over(ledger, path):
    add(ledger, a_reservation("old"))
    copy = rolled(ledger)
    for number in range(60):
        add(ledger, a_reservation(f"r{number}", note=f"{number}" * 900))
    ledger.close()
    damaged = path.read_bytes()
    found = []
    # One page that holds no change, and some that do.
    for page in (5, *(damaged.find(b'"entity":"r%d"' % n) // PAGE for n in (7, 30, 55))):
        path.write_bytes(damaged)
        for aside in path.parent.glob("ledger.before*"):
            aside.unlink()
        spoil(path, page * PAGE)
        restored = go_back(path, copy)
        with reopened(path) as after:
            assert after.get("reservation", "old").adults == 2
            assert_sound(after)
            assert len(after.reservations(FRIDAY)) == 1 + restored.carried_over
        found.append(restored.carried_over)
    assert max(found) == 60
    assert [n for n in found if 40 < n < 60], "a page costs what is on it, not the rest"


@pytest.mark.parametrize("damage", [b"", b"\0" * 10_000, "予約".encode() * 5_000])
def test_a_book_of_which_nothing_can_be_read_is_kept_aside(ledger, path, damage):
    add(ledger, a_reservation())
    copy = rolled(ledger)
    ledger.close()
    path.write_bytes(damage)
    restored = go_back(path, copy)
    assert restored.carried_over == 0
    assert restored.kept_aside is not None
    assert restored.kept_aside.read_bytes() == damage
    with reopened(path) as after:
        assert after.get("reservation", "r1").status is Status.BOOKED


def test_a_book_somebody_works_in_is_not_replaced_under_their_hands(ledger, path, monkeypatch):
    monkeypatch.setattr(ledger_file, "BUSY_MS", 20)
    copy = rolled(ledger)
    add(ledger, a_guest())
    with pytest.raises(LedgerBusy, match="close it"):
        go_back(path, copy)
    assert not list(path.parent.glob("ledger.before-restore-*"))
    assert ledger.get("guest", "g1").name == "山田"
    add(ledger, a_guest("g2"))
    assert_sound(ledger)


@pytest.mark.parametrize("fails", ["fsync", "link", "replace"])
def test_a_restore_cut_short_leaves_the_book_as_it_was(ledger, path, monkeypatch, fails):
    add(ledger, a_reservation())
    copy = rolled(ledger)
    add(ledger, a_guest())
    before = book_of(ledger)
    ledger.close()

    def crash(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(*((Path, fails) if fails == "replace" else (os, fails)), crash)
        with pytest.raises(KeyboardInterrupt):
            go_back(path, copy)
    with reopened(path) as after:
        assert book_of(after) == before
        assert after.sum().balances
    go_back(path, copy)
    with reopened(path) as after:
        assert book_of(after) == before


def test_a_disk_without_links_keeps_the_old_book_as_a_copy(ledger, path, monkeypatch):
    copy = rolled(ledger)
    add(ledger, a_guest())
    ledger.close()

    def no_links(*_):
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", no_links)
    aside = go_back(path, copy).kept_aside
    assert aside is not None
    for file in (aside, path):
        with reopened(file) as book:
            assert book.get("guest", "g1").name == "山田"


def test_nobody_writes_into_the_old_book_while_it_is_being_replaced(ledger, path, monkeypatch):
    monkeypatch.setattr(ledger_file, "BUSY_MS", 20)
    copy = rolled(ledger)
    ledger.close()

    def meanwhile():
        with pytest.raises(LedgerBusy):
            Ledger.open(path)
        return Incarnations(0xB0)()

    backup.restore(path, copy, new_incarnation=meanwhile, now_ms=NOON_MS)
    Ledger.open(path).close()


def test_a_newer_book_is_not_replaced_by_an_older_program(ledger, path):
    copy = rolled(ledger)
    add(ledger, a_guest())
    ledger.close()
    newer(path)
    before = path.read_bytes()
    with pytest.raises(LedgerTooNew, match="Update Noren"):
        go_back(path, copy)
    assert path.read_bytes() == before


def test_a_change_altered_on_the_disk_is_not_carried_over_as_if_it_were_ours(ledger, path):
    copy = rolled(ledger)
    add(ledger, a_guest("g1"), a_guest("g2"))
    ledger.sql.execute(
        "update change set body = cast(replace(body, '山田', '山本') as blob)"
        " where entity_id = 'g1'"
    )
    ledger.close()
    assert go_back(path, copy).carried_over == 1
    with reopened(path) as after:
        assert after.find("guest", "g1") is None
        assert after.get("guest", "g2").name == "山田"
        assert_sound(after)
