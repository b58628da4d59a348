"""Opening the ledger: nothing is made by accident, nothing unsound is worked on, all is said."""

import os
import random
import shutil
import sqlite3
import subprocess
from contextlib import closing

import pytest

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
)
from app.store.ledger import Ledger
from sync.journal import Journal
from tests.app.store.privileges import made_read_only, nobodys_folder
from tests.builders import FRIDAY, a_guest, a_reservation
from tests.ledgers import NOON_MS, a_ledger, add, book_of

PAGE = ledger_file.PAGE_BYTES


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    path = tmp_path_factory.mktemp("template") / "ledger.db"
    with closing(a_ledger(path)) as ledger:
        fill(ledger, 40)
    return path


@pytest.fixture
def path(template, tmp_path):
    """A ledger with forty bookings, closed and without a log beside it."""
    return shutil.copy2(template, tmp_path / "ledger.db")


def fill(ledger, count, start=0):
    add(
        ledger,
        *(
            a_reservation(f"r{n}", guest_name="山田" * 20, note="窓際" * 200)
            for n in range(start, start + count)
        ),
    )


def save_backup(path):
    with closing(Ledger.open(path)) as ledger:
        return backup.roll(ledger, NOON_MS)


def everything(ledger):
    """Read all that a window reads."""
    return (
        ledger.reservations(FRIDAY),
        ledger.find_guests("山田"),
        ledger.clashing(),
        book_of(ledger),
        ledger.sum(),
        ledger.journal.verify(ledger.journal.all_keys()),
    )


def noise(count):
    return random.Random(1).randbytes(count)


def over(data, at, patch):
    return data[:at] + patch + data[at + len(patch) :]


def other_database(path):
    other = path.with_name("other.db")
    with closing(sqlite3.connect(other)) as sql:
        sql.execute("create table accounts (id)")
        sql.commit()
    return other.read_bytes()


def of_a_newer_noren(path):
    copy = path.with_name("newer.db")
    shutil.copyfile(path, copy)
    with closing(sqlite3.connect(copy)) as sql:
        sql.execute(f"pragma user_version = {ledger_file.SCHEMA_VERSION + 1}")
    return copy.read_bytes()


DAMAGES = {
    "truncated to nothing": (lambda path: b"", LedgerDamaged),
    "cut in half": (lambda path: path.read_bytes()[: path.stat().st_size // 2], LedgerDamaged),
    "cut within a page": (lambda path: path.read_bytes()[:-100], LedgerDamaged),
    "short of one page": (lambda path: path.read_bytes()[:-PAGE], LedgerDamaged),
    "noise over its header": (lambda path: over(path.read_bytes(), 0, noise(200)), LedgerDamaged),
    "all noise": (lambda path: noise(path.stat().st_size), LedgerDamaged),
    "a text file": (lambda path: "予約台帳\n".encode() * 100, LedgerDamaged),
    "another program's database": (other_database, LedgerDamaged),
    "written by a newer Noren": (of_a_newer_noren, LedgerTooNew),
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("has_backup", [True, False])
def test_a_file_that_cannot_be_worked_on_is_named_with_the_way_out_and_left_alone(
    path, damage, has_backup
):
    kept = save_backup(path) if has_backup else None
    spoil, error = DAMAGES[damage]
    path.write_bytes(spoil(path))
    before = path.read_bytes()
    with pytest.raises(error) as refused:
        Ledger.open(path)
    assert str(path) in str(refused.value)
    if error is LedgerTooNew:
        assert "Update Noren" in str(refused.value)
    else:
        way_out = f"restore {kept}" if has_backup else "noren pair"
        assert way_out in str(refused.value)
    assert path.read_bytes() == before
    assert not any(file.exists() for file in ledger_file.side_files(path))


@pytest.mark.parametrize("damage", DAMAGES)
def test_no_new_book_is_ever_made_over_what_is_there(path, damage):
    path.write_bytes(DAMAGES[damage][0](path))
    before = path.read_bytes()
    with pytest.raises(StoreError, match="there already"):
        a_ledger(path)
    assert path.read_bytes() == before


def meets_damage(path, way_out):
    try:
        with closing(Ledger.open(path)) as ledger:
            everything(ledger)
            # What no window reads, such as an index of calls, only a check meets.
            return not examine(ledger).is_sound
    except LedgerDamaged as error:
        return way_out in str(error)


@pytest.mark.parametrize("page", range(2, 40, 3))
def test_noise_in_the_middle_is_met_as_damage_with_a_way_out(path, page):
    kept = save_backup(path)
    assert not meets_damage(path, "")
    path.write_bytes(over(path.read_bytes(), page * PAGE, noise(PAGE)))
    assert meets_damage(path, f"restore {kept}")


def test_a_damaged_page_is_told_of_by_whatever_query_meets_it(path):
    with closing(Ledger.open(path)) as ledger:
        fill(ledger, 200, start=1_000)  # so that half of the file is nothing but rows
    data = path.read_bytes()
    whole = len(data) // PAGE * 3 // 4 * PAGE  # the tables are laid before what is in them
    path.write_bytes(data[:whole] + noise(len(data) - whole))
    with closing(Ledger.open(path)) as ledger:
        for look in (
            lambda: ledger.reservations(FRIDAY),
            lambda: list(ledger.sql.execute("select body from change")),
            lambda: ledger.sql.execute("select max(length(body)) from change").fetchone(),
            lambda: ledger.sql.execute("select body from change").fetchall(),
            lambda: fill(ledger, 200, start=100),
        ):
            with pytest.raises(LedgerDamaged):
                look()


def test_our_own_mistakes_are_not_blamed_on_the_disk(path):
    with closing(Ledger.open(path)) as ledger:
        with pytest.raises(sqlite3.IntegrityError):
            ledger.sql.execute("insert into device select * from device")
        with pytest.raises(sqlite3.ProgrammingError):
            ledger.sql.execute("select ?", ())


def test_a_log_of_noise_is_passed_over(path):
    log, _ = ledger_file.side_files(path)
    log.write_bytes(noise(20 * PAGE))
    with closing(Ledger.open(path)) as ledger:
        assert len(ledger.reservations(FRIDAY)) == 40
        everything(ledger)


def copied_in_mid_flight(path, target):
    """What is on the disk while the ledger is open: the file and its log."""
    for source, copy in zip(
        (path, *ledger_file.side_files(path)),
        (target, *ledger_file.side_files(target)),
        strict=True,
    ):
        if source.exists() and not source.name.endswith("-shm"):
            shutil.copyfile(source, copy)


def test_a_ledger_whose_checkpoint_was_cut_short_is_whole(path, tmp_path):
    target = tmp_path / "cut" / "ledger.db"
    target.parent.mkdir()
    with closing(Ledger.open(path)) as ledger:
        ledger.sql.execute("pragma wal_autocheckpoint = 0")
        fill(ledger, 40, start=40)
        copied_in_mid_flight(path, target)
        ledger.sql.execute("pragma wal_checkpoint(truncate)")
        header = path.read_bytes()[:PAGE]
    # A checkpoint writes its pages in order: the first is there, those at the end are not yet.
    target.write_bytes(over(target.read_bytes(), 0, header))
    assert target.stat().st_size < path.stat().st_size
    with closing(Ledger.open(target)) as ledger:
        assert len(ledger.reservations(FRIDAY)) == 80
        assert ledger.sum().balances


def test_a_ledger_that_lost_its_end_is_damaged_whatever_lies_beside_it(path, tmp_path):
    target = tmp_path / "cut" / "ledger.db"
    target.parent.mkdir()
    with closing(Ledger.open(path)) as ledger:
        add(ledger, a_guest("g9"))
        copied_in_mid_flight(path, target)
    target.write_bytes(target.read_bytes()[: -8 * PAGE])
    before = target.read_bytes()
    log, _ = ledger_file.side_files(target)
    assert log.stat().st_size
    with pytest.raises(LedgerDamaged, match="missing at its end"):
        Ledger.open(target)
    assert target.read_bytes() == before


def test_a_ledger_that_is_gone_names_its_last_backup(path):
    kept = save_backup(path)
    path.unlink()
    with pytest.raises(LedgerMissing, match="is gone") as missing:
        Ledger.open(path)
    assert f"restore {kept}" in str(missing.value)
    assert not path.exists()


def test_a_home_without_a_house_says_how_to_make_or_join_one(tmp_path):
    for path in (tmp_path / "ledger.db", tmp_path / "nowhere" / "ledger.db"):
        with pytest.raises(LedgerMissing, match="noren setup"):
            Ledger.open(path)
        assert not path.exists()


def test_every_connection_survives_power_loss(path, tmp_path):
    with closing(Ledger.open(path)) as first, closing(Ledger.open(path)) as second:
        fresh = a_ledger(tmp_path / "new" / "ledger.db")
        with closing(fresh) as third:
            for ledger in (first, second, third):
                full = 2
                assert ledger.sql.execute("pragma synchronous").fetchone() == (full,)
                assert ledger.sql.execute("pragma journal_mode").fetchone() == ("wal",)


def test_the_book_is_its_owners_alone(path):
    assert path.stat().st_mode & 0o077 == 0
    kept = save_backup(path)
    assert kept.stat().st_mode & 0o077 == 0


def test_a_ledger_that_cannot_be_finished_is_not_begun(tmp_path, monkeypatch):
    path = tmp_path / "home" / "ledger.db"

    def crash(*_):
        raise RuntimeError("the power went")

    with monkeypatch.context() as patch:
        patch.setattr(Journal, "found", crash)
        with pytest.raises(RuntimeError):
            a_ledger(path)
    assert list(path.parent.iterdir()) == []
    a_ledger(path).close()


def test_of_two_who_make_a_ledger_at_once_the_second_finds_it_there(tmp_path):
    path = tmp_path / "ledger.db"
    slow = ledger_file.placing(path)
    slow.__enter__().execute("create table slow (a)")
    a_ledger(path, name="先").close()
    with pytest.raises(StoreError, match="there already"):
        slow.__exit__(None, None, None)
    with closing(Ledger.open(path)) as ledger:
        assert ledger.device().name == "先"


def test_the_log_of_a_ledger_that_is_gone_does_not_get_into_a_new_one(path, tmp_path):
    with closing(Ledger.open(path)) as ledger:
        add(ledger, a_guest())
        copied_in_mid_flight(path, tmp_path / "kept.db")
    log, _ = ledger_file.side_files(path)
    shutil.copyfile(tmp_path / "kept.db-wal", log)
    path.unlink()
    with closing(a_ledger(path)) as ledger:
        assert ledger.reservations(FRIDAY) == ()
        everything(ledger)


def test_a_read_only_file_can_be_read_and_says_so_when_written():
    with nobodys_folder() as folder:
        path = folder / "ledger.db"
        with closing(a_ledger(path)) as ledger:
            fill(ledger, 1)
        before = path.read_bytes()
        with made_read_only(path), closing(Ledger.open(path)) as ledger:
            assert len(ledger.reservations(FRIDAY)) == 1
            with pytest.raises(LedgerReadOnly, match="writable"):
                add(ledger, a_guest())
        assert path.read_bytes() == before
        with closing(Ledger.open(path)) as ledger:
            add(ledger, a_guest())


def test_a_read_only_folder_is_told_of_on_opening_and_on_making():
    with nobodys_folder() as folder:
        path = folder / "ledger.db"
        a_ledger(path).close()
        before = path.read_bytes()
        with made_read_only(folder):
            with pytest.raises(LedgerReadOnly, match="writable"):
                Ledger.open(path)
            with pytest.raises(LedgerReadOnly):
                a_ledger(folder / "new" / "ledger.db")
        assert path.read_bytes() == before
        Ledger.open(path).close()


def test_a_file_nobody_may_read_is_told_of():
    with nobodys_folder() as folder:
        path = folder / "ledger.db"
        a_ledger(path).close()
        path.chmod(0)
        with pytest.raises(LedgerReadOnly, match="cannot be read"):
            Ledger.open(path)


def test_a_writer_who_holds_the_book_too_long_is_told_of_and_nothing_is_lost(path):
    with closing(Ledger.open(path)) as ours, closing(Ledger.open(path)) as theirs:
        ours.sql.execute("pragma busy_timeout = 10")
        with ledger_file.writing(theirs.sql):
            assert len(ours.reservations(FRIDAY)) == 40
            before = ours.sum()
            with pytest.raises(LedgerBusy, match="another program"):
                add(ours, a_guest())
        assert ours.sum() == before
        add(ours, a_guest())
        assert ours.get("guest", "g1").name == "山田"


def test_a_full_disk_takes_the_whole_act_back_and_the_next_one_works_again(path):
    with closing(Ledger.open(path)) as ledger:
        before = (everything(ledger), ledger.device())
        pages = ledger.sql.execute("pragma page_count").fetchone()[0]
        ledger.sql.execute(f"pragma max_page_count = {pages}")
        with pytest.raises(DiskFull, match="Free some space"):
            fill(ledger, 60, start=40)
        assert (everything(ledger), ledger.device()) == before
        ledger.sql.execute(f"pragma max_page_count = {pages * 100}")
        fill(ledger, 60, start=40)
        assert len(ledger.reservations(FRIDAY)) == 100
        assert ledger.sum().balances


@pytest.fixture
def tiny_disk(tmp_path):
    """A disk of one megabyte."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    if os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("only root may make a disk to fill")
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("this system lets nobody make a disk to fill")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def fill_up(folder):
    with (folder / "ballast").open("wb", buffering=0) as ballast:
        try:
            while ballast.write(bytes(PAGE)) == PAGE:
                pass
        except OSError:
            return


def test_a_disk_that_is_really_full_keeps_everything_saved_before(tiny_disk):
    path = tiny_disk / "home" / "ledger.db"
    with closing(a_ledger(path)) as ledger:
        fill(ledger, 5)
        fill_up(tiny_disk)
        with pytest.raises(DiskFull):
            fill(ledger, 60, start=5)
        assert len(ledger.reservations(FRIDAY)) == 5
        with pytest.raises(DiskFull):
            backup.roll(ledger, NOON_MS)
        assert list((path.parent / "backups").iterdir()) == []
        (tiny_disk / "ballast").unlink()
        fill(ledger, 5, start=5)
        assert len(ledger.reservations(FRIDAY)) == 10
        assert ledger.sum().balances


def test_a_full_disk_is_called_full_at_a_cold_start_too_and_the_book_still_reads(tiny_disk):
    path = tiny_disk / "home" / "ledger.db"
    with closing(a_ledger(path)) as ledger:
        fill(ledger, 5)
    fill_up(tiny_disk)
    with closing(Ledger.open(path)) as ledger:
        assert len(ledger.reservations(FRIDAY)) == 5
        with pytest.raises(DiskFull):
            fill(ledger, 1, start=5)
    with pytest.raises(DiskFull):
        a_ledger(tiny_disk / "other" / "ledger.db")
    (tiny_disk / "ballast").unlink()
    with closing(Ledger.open(path)) as ledger:
        assert len(ledger.reservations(FRIDAY)) == 5
