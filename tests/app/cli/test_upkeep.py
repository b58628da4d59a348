import sqlite3
from contextlib import closing

import pytest

from tests.app.cli.noren import DAY, Noren


def spoil(noren: Noren, statement: str) -> None:
    with closing(sqlite3.connect(noren.home / "ledger.db")) as connection, connection:
        connection.execute(statement)


def test_a_sound_book_is_said_to_be_sound(noren):
    noren.book()
    checked = noren.ask("check")
    assert (checked["ok"], checked["findings"]) == (True, [])
    assert checked["entities"] == 4
    assert "Everything is sound." in noren.say("check").out


def test_damage_ends_with_5_and_is_mended_on_request(noren):
    made = noren.book()
    spoil(noren, "update reservation set guest_name = '誰か'")
    ran = noren.run("check")
    assert ran.code == 5
    assert ran.document["ok"] is False
    (finding,) = ran.document["findings"]
    assert (finding["place"], finding["entity_id"]) == ("row", made["id"])
    assert ran.error["code"] == "ledger_damaged"
    assert noren.ask("check", "--repair")["ok"] is True
    assert noren.ask("reservation", "show", made["id"])["guest_name"] == "山田"
    assert noren.ask("check")["findings"] == []


def test_a_backup_is_a_book_that_can_be_restored(noren, tmp_path):
    noren.book()
    made = noren.ask("backup", str(tmp_path / "stick" / "copy.db"))
    assert made["bytes"] > 0
    later = noren.book(name="後から")
    (noren.home / "ledger.db").write_bytes(b"noise" * 1000)
    for side in ("-wal", "-shm"):
        (noren.home / f"ledger.db{side}").unlink(missing_ok=True)
    ran = noren.run("reservation", "list", "--day", DAY)
    assert (ran.code, ran.error["code"]) == (5, "ledger_damaged")
    restored = noren.ask("restore", made["file"])
    assert restored["kept_aside"] is not None
    names = [each["guest_name"] for each in noren.ask("reservation", "list", "--day", DAY)]
    assert names == ["山田"]
    assert noren.run("reservation", "show", later["id"]).code == 2


def test_a_restore_over_a_sound_book_keeps_what_came_later(noren):
    copy = noren.ask("backup")["file"]
    assert "backups" in copy
    later = noren.book(name="後から")
    assert noren.ask("restore", copy)["carried_over"] == 1
    assert noren.ask("reservation", "show", later["id"])["guest_name"] == "後から"


def test_a_copy_is_restored_on_a_device_that_has_no_home_yet(noren):
    booked = noren.book()
    copy = noren.ask("backup")["file"]
    new = noren.other("never-made")
    assert new.ask("restore", copy)["kept_aside"] is None
    assert new.ask("reservation", "show", booked["id"])["guest_name"] == "山田"


def test_a_copy_of_another_house_is_not_restored(noren):
    other = noren.other("other")
    other.ask("setup", "--venue", "別の店")
    copy = other.ask("backup")["file"]
    ran = noren.run("restore", copy)
    assert (ran.code, ran.error["code"]) == (6, "wrong_house")
    assert noren.ask("status")["venue_name"] == "暖簾"


@pytest.mark.parametrize("name", ["ledger.db", "settings.json"])
def test_a_damaged_book_says_which_backup_to_restore(noren, name):
    copy = noren.ask("backup")["file"]
    (noren.home / name).write_bytes(b"noise" * 100)
    ran = noren.run("sync")
    assert ran.code in (2, 5)
    if name == "ledger.db":
        assert copy in ran.error["message"]


def test_what_cannot_be_written_or_read_is_refused_by_field(noren, tmp_path):
    assert noren.refused("backup", str(tmp_path))["field"] == "file"
    assert noren.refused("backup", str(noren.home / "ledger.db"))["field"] == "file"
    assert noren.refused("backup", "/proc/nowhere/copy.db")["field"] == "file"
    assert noren.refused("restore", str(tmp_path / "nothing"))["field"] == "file"
    assert noren.refused("restore")["field"] == "file"
