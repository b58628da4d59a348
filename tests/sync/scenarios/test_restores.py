"""Devices and hubs that were copied, restored, wiped or joined late."""

from __future__ import annotations

import shutil

import pytest

from app.store import backup, ledger_file
from sync.hub import archive, compaction
from tests.builders import FRIDAY, a_guest, at
from tests.ledgers import SATO, add, book_of
from tests.sync.acts import assert_all_agree, book, change, copied, get, names


def test_a_cloned_tablet_and_its_original_both_keep_everything(hall, bar, house):
    """A cloned tablet: two go on under one name, and neither's work is swallowed."""
    booked = book(hall)
    house.heal()
    twin = copied(house, hall, "写し")
    for device, note in ((hall, "元"), (twin, "写し")):
        mine = book(device, guest_name=note)
        mine = change(device, mine, adults=5)
        change(device, mine, adults=6, starts_at=at("20:00"))
    change(twin, get(twin, booked), note="窓際")
    change(hall, get(hall, booked), requests="ケーキ")
    house.heal()
    names = sorted(each.guest_name for each in bar.ledger.reservations(FRIDAY))
    assert names == ["元", "写し", "山田"]
    assert {each.adults for each in bar.ledger.reservations(FRIDAY)} == {2, 6}
    assert (get(bar, booked).note, get(bar, booked).requests) == ("窓際", "ケーキ")
    for device in house.devices:
        assert device.desk.clashes.fields() == ()
    assert len({device.ledger.device().incarnation for device in house.devices}) == 3
    assert_all_agree(house)


def test_a_cloned_tablet_that_did_more_than_its_original_has_no_quarrel_with_itself(
    hall, bar, house
):
    house.heal()
    twin = copied(house, hall, "写し")
    original = book(hall, guest_name="元")
    mine = book(twin, guest_name="写し")
    for hour, adults in (("20:00", 3), ("21:00", 4)):
        mine = change(twin, mine, starts_at=at(hour), adults=adults)
    hall.sync()
    twin.sync()
    house.heal()
    for device in house.devices:
        assert device.desk.clashes.fields() == ()
        assert (get(device, mine).starts_at, get(device, mine).adults) == (at("21:00"), 4)
        assert get(device, original).guest_name == "元"
    assert_all_agree(house)


def test_a_queue_of_a_cloned_tablet_is_sent_by_both_and_arrives_once(hall, bar, house):
    mine = book(hall)
    change(hall, mine, adults=4)
    twin = copied(house, hall, "写し")
    house.heal()
    assert len(house.changes()) == 3
    assert get(bar, mine).adults == 4
    assert_all_agree(house)
    book(hall, guest_name="元")
    book(twin, guest_name="写し")
    house.heal()
    assert len(house.changes()) == 5
    assert_all_agree(house)


def test_a_queue_of_a_cloned_tablet_that_grew_on_both_sides_keeps_both(hall, bar, house):
    mine = book(hall)
    twin = copied(house, hall, "写し")
    change(hall, get(hall, mine), note="元")
    change(twin, get(twin, mine), adults=7)
    change(twin, get(twin, mine), adults=8)
    for device in (twin, hall, bar):
        device.sync()
    house.heal()
    for device in house.devices:
        assert (get(device, mine).note, get(device, mine).adults) == ("元", 8)
        assert device.desk.clashes.fields() == ()
    assert_all_agree(house)


def test_a_restored_tablet_learns_from_the_hub_what_it_did_since(hall, bar, house, tmp_path):
    """A restored tablet: `noren restore` of an old backup."""
    booked = book(hall)
    house.heal()
    copy = backup.back_up(hall.ledger, tmp_path / "copy.db")
    change(hall, get(hall, booked), adults=4)
    lost = book(hall, guest_name="送った")
    house.heal()
    hall.close()
    hall.path.unlink()
    restored = backup.restore(
        hall.path, copy, new_incarnation=house.incarnations, now_ms=house.clock()
    )
    assert restored.carried_over == 0
    house.reopen(hall)
    book(hall, guest_name="後で")
    house.heal()
    assert get(hall, booked).adults == 4
    assert get(hall, lost).guest_name == "送った"
    assert len(house.changes()) == 5
    assert_all_agree(house)


@pytest.mark.sqlite
def test_a_restored_hub_is_given_again_what_it_lost(hall, bar, house):
    """A restored hub: its devices offer what the old backup lacks."""
    add(hall.ledger, a_guest("g1"))
    house.heal()
    copy = house.keep("evening")
    add(hall.ledger, a_guest("g2"))
    add(bar.ledger, a_guest("g3"))
    house.heal()
    add(hall.ledger, a_guest("waiting"))
    before = hall.ledger.device().epoch
    house.go_back(copy)
    house.heal()
    assert hall.ledger.device().epoch != before
    ids = [each.entity_id for each in house.changes()]
    assert sorted(ids) == ["g1", "g2", "g3", "v1", "waiting"]
    assert_all_agree(house)


def test_a_wiped_hub_gets_everything_from_its_devices(hall, bar, house):
    add(hall.ledger, *(a_guest(f"g{number}") for number in range(30)))
    house.heal()
    booked = book(bar)
    change(bar, booked, adults=4)
    house.heal()
    count = len(house.changes())
    house.go_back_to_nothing()
    house.heal()
    assert len(house.changes()) == count
    assert_all_agree(house)


@pytest.mark.sqlite
@pytest.mark.parametrize("first", ["reader", "original"])
def test_a_restored_hub_that_gives_a_name_away_to_a_clone_loses_neither(hall, bar, house, first):
    """A restored hub and a cloned tablet: one name stands for two bookings, and both are kept."""
    house.heal()
    early = house.keep("early")
    twin = copied(house, hall, "写し")
    book(hall, guest_name="元")
    for device in (hall, bar):
        device.settle()
    book(twin, guest_name="写し")
    house.go_back(early)
    twin.try_sync()
    for device in (bar, hall) if first == "reader" else (hall, bar):
        device.try_sync()
    house.heal()
    for device in house.devices:
        assert names(device) == sorted(["元", "写し"])
        assert device.desk.clashes.fields() == ()
    assert_all_agree(house)


@pytest.mark.sqlite
def test_a_cursor_ahead_of_the_hub_starts_over_and_gives_the_hub_what_it_lacks(hall, bar, house):
    """Cursor ahead of the hub: its file was copied back by hand, under the same epoch."""
    add(hall.ledger, a_guest("g1"))
    house.heal()
    copy = house.keep("early")
    add(hall.ledger, *(a_guest(f"h{number}") for number in range(5)))
    house.heal()
    epoch = hall.ledger.device().epoch
    house.go_back(copy)
    house.sql("update hub set epoch = ?", epoch)  # somebody copied the file back by hand
    house.heal()
    assert hall.ledger.device().epoch == epoch
    assert len(house.changes()) == 7
    assert_all_agree(house)


def test_a_tablet_restored_from_an_image_of_its_disk_doubles_and_swallows_nothing(
    hall, bar, house, tmp_path
):
    """A restored tablet: the whole disk went back, and staff went on before anybody noticed."""
    house.heal()
    image = backup.back_up(hall.ledger, tmp_path / "image.db")
    book(hall, guest_name="送った")
    house.heal()
    hall.close()
    put_in_place(image, hall.path)
    house.reopen(hall)
    assert names(hall) == []
    book(hall, guest_name="後で")  # under the sequence number of the one that was sent
    assert hall.try_sync().error is None
    house.heal()
    assert names(hall) == names(bar) == ["後で", "送った"]
    assert_all_agree(house)


def put_in_place(file, path):
    """Let a file take a ledger's place, as a program that knows nothing of Noren would."""
    for side in ledger_file.side_files(path):
        side.unlink(missing_ok=True)
    shutil.copyfile(file, path)


def test_a_wiped_tablet_gets_the_book_again_and_nobody_loses_a_row(hall, bar, house):
    """A wiped tablet joins anew: missing rows are not deletions."""
    for _ in range(3):
        book(hall)
    house.heal()
    whole = book_of(hall.ledger)
    house.devices.remove(bar)
    bar.close()
    bar.path.unlink()
    again = house.device("バー")
    assert again.try_sync().round.pushed == 0
    house.heal()
    assert book_of(again.ledger) == book_of(hall.ledger) == whole
    assert again.ledger.sum().made == 0
    assert_all_agree(house)


def test_rows_that_went_missing_on_a_tablet_are_not_deletions(hall, bar, house):
    """A wiped tablet that still knows who it is: the digest finds the holes and fills them."""
    for number in range(3):
        change(hall, book(hall, guest_name=f"客{number}"), adults=4)
    house.heal()
    whole = book_of(hall.ledger)
    for table in ("change", "entity", "reservation", "venue", "digest"):
        bar.ledger.sql.execute(f"delete from {table}")
    assert names(bar) == []
    done = bar.try_sync().round
    assert (done.repaired, done.in_sync) == (4, True)
    house.heal()
    assert book_of(hall.ledger) == whole
    assert len(house.changes()) == 7
    assert_all_agree(house)


def test_created_and_deleted_before_a_fresh_device_joins_stays_deleted_with_its_history(
    hall, bar, house
):
    """Created and deleted before a fresh device joins: it is not shown, and can be taken back."""
    gone = book(hall, guest_name="取消")
    book(hall, guest_name="残る")
    house.heal()
    hall.desk.bookings.delete(get(hall, gone), SATO)
    house.heal()
    fresh = house.device("新しい端末")
    fresh.settle()
    assert names(fresh) == ["残る"]
    told = fresh.desk.history.of(gone.id)
    assert [each.intent for each in told] == ["book", "delete"]
    fresh.desk.history.undo([told[-1].change_id], SATO)
    house.heal()
    assert names(hall) == names(bar) == ["取消", "残る"]
    assert_all_agree(house)


def test_a_hub_that_lost_its_log_meets_both_twins_of_a_cloned_tablet(hall, bar, house):
    house.heal()
    twin = copied(house, hall, "写し")
    sent = book(twin, guest_name="写し")
    twin.sync()
    bar.sync()
    house.go_back_to_nothing()
    # To the hub that knows nothing, the original is the first to use the name that both gave.
    book(hall, guest_name="元")
    hall.sync()
    house.heal()
    for device in house.devices:
        assert names(device) == ["元", "写し"]
        assert get(device, sent).guest_name == "写し"
        assert len(device.desk.history.of(sent.id)) == 1
    assert_all_agree(house)


DAY_MS = compaction.DAY_MS


@pytest.mark.parametrize("edited_too", [False, True])
def test_beyond_the_horizon_a_tablet_comes_back_and_resurrects_nothing(
    hall, bar, house, monkeypatch, edited_too
):
    """Beyond the horizon without resurrection: away for two years, and back with a queue."""
    for module in (archive, compaction):
        monkeypatch.setattr(module, "BLOCK_CURSORS", 8)
    stays, gone = book(hall, guest_name="残る"), book(hall, guest_name="消える")
    house.heal()
    change(bar, get(bar, stays), note="二年前に")
    if edited_too:
        change(bar, get(bar, gone), adults=6)
    for adults in range(3, 33):
        change(hall, get(hall, stays), adults=adults)
    hall.desk.bookings.delete(get(hall, gone), SATO)
    hall.settle()
    database = house.log.database
    assert compaction.note_milestone(database, "v1", house.clock())
    house.clock.ms += 2 * 365 * DAY_MS
    upto = compaction.horizon(database, "v1", house.clock())
    assert sum(step.moved for step in compaction.steps(database, "v1", upto)) > 25
    book(bar, guest_name="帰って")
    bar.settle()
    fresh = house.device("新しい端末")
    house.heal()
    back = ["残る", "帰って"] + (["消える"] if edited_too else [])
    for device in (hall, bar, fresh):
        assert names(device) == sorted(back)
        assert (get(device, stays).adults, get(device, stays).note) == (32, "二年前に")
        assert len(device.desk.history.of(stays.id)) == 32
        asked = [(each.entity_id, each.field) for each in device.desk.clashes.fields()]
        assert asked == ([(gone.id, "deleted")] if edited_too else [])
    assert_all_agree(house)
