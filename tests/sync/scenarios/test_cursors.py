"""Who has read how far: pages, cursors and edits that fall between them."""

from __future__ import annotations

import shutil
import threading
from concurrent.futures import ThreadPoolExecutor

import orjson
import pytest

from app.domain.reservation import Reservation
from app.store import ledger_file, rows
from app.store.ledger import Ledger
from sync import engine
from sync.hub.database import Database
from sync.hub.log import HubLog
from tests.builders import a_guest
from tests.ledgers import add, book_of
from tests.sync.acts import assert_all_agree, book, change, cut_at, get, names


def test_an_edit_during_a_long_pull_is_a_second_opinion_and_not_lost(hall, bar, house, monkeypatch):
    """An edit during a long pull: what staff saw on the screen decides, not what is on its way."""
    monkeypatch.setattr(engine, "PAGE_MAX", 2)
    party = book(hall)
    house.heal()
    on_the_screen = get(bar, party)
    for number in range(3):
        book(hall, guest_name=f"客{number}")
    change(hall, get(hall, party), adults=4)
    for number in range(3, 6):
        book(hall, guest_name=f"客{number}")
    hall.try_sync()
    edited: list[Reservation] = []

    def edit_between_pages(request, answer):
        if request.url.path == "/v1/pull" and len(names(bar)) > 3 and not edited:
            edited.append(change(bar, on_the_screen, adults=6))
        return answer

    bar.wire.after = edit_between_pages
    assert bar.try_sync().error is None
    assert edited
    bar.wire.after = None
    house.heal()
    for device in (hall, bar):
        (clash,) = device.desk.clashes.fields()
        assert {side.value for side in clash.values} == {4, 6}
        assert "1 to settle" in device.line_says()
    assert_all_agree(house)


def test_killed_between_page_and_cursor_the_page_is_taken_again(
    hall, bar, house, monkeypatch, tmp_path
):
    """Killed between page and cursor: the disk as it is while both are written has neither."""
    for number in range(3):
        book(hall, guest_name=f"客{number}")
    hall.try_sync()
    before = (bar.ledger.device().cursor, names(bar))
    project = rows.project
    disk = tmp_path / "killed" / "ledger.db"
    disk.parent.mkdir()

    def with_the_page_written(sql, moved):
        project(sql, moved)
        if not disk.exists():
            for file in (bar.path, *ledger_file.side_files(bar.path)):
                shutil.copyfile(file, disk.with_name(file.name))

    monkeypatch.setattr(rows, "project", with_the_page_written)
    bar.try_sync()
    assert names(bar) == ["客0", "客1", "客2"]
    bar.close()
    house.devices.remove(bar)
    revived = house.over(disk)
    assert (revived.ledger.device().cursor, names(revived)) == before
    assert revived.try_sync().round.pulled == 3
    assert_all_agree(house)


@pytest.mark.sqlite
def test_hub_commits_out_of_order_and_a_reader_misses_nothing(house, tmp_path):
    """Hub commits out of order: two processes take what three devices send; a fourth reads."""
    senders = [house.device(f"端末{number}") for number in range(3)]
    reader = house.device("読む端末")
    house.heal()
    for number, device in enumerate(senders):
        add(device.ledger, *(a_guest(f"g{number}-{each}") for each in range(30)))
    other = HubLog(Database(f"sqlite:///{tmp_path / 'hub.db'}", random_bytes=bytes))
    done = threading.Event()

    def send(number):
        log = (house.log, other)[number % 2]
        ledger = Ledger.open(senders[number].path)
        for waiting in ledger.outbox.waiting():
            log.push("v1", "production", [orjson.loads(waiting.body)])
        ledger.close()

    def read():
        seen = 0
        pages: list[tuple[int, bytes]] = []
        while not done.is_set() or seen < house.log.standing("v1").head:
            page = other.pull("v1", seen, 7)
            pages += page.changes
            seen = page.next
        return pages

    with ThreadPoolExecutor() as pool:
        reading = pool.submit(read)
        for sent in [pool.submit(send, number) for number in range(3)]:
            sent.result()
        done.set()
        pages = reading.result()
    other.close()
    assert [cursor for cursor, _ in pages] == list(range(1, 1 + 1 + 90))
    assert reader.try_sync().round.repaired == 0
    house.heal()
    assert_all_agree(house)


def test_own_push_moves_the_cursor_past_nobody_elses_rows(hall, bar, house):
    """Own push moves the cursor past others' rows: it does not, what lay between is fetched."""
    for number in range(3):
        book(bar, guest_name=f"客{number}")
    bar.try_sync()
    book(hall, guest_name="自分")
    hall.wire.before = cut_at("/v1/pull")  # cut off right after the push, and switched off
    assert hall.try_sync().error is not None
    house.reopen(hall)
    assert names(hall) == ["自分"]
    done = hall.try_sync().round
    assert (done.pulled, done.repaired, done.in_sync) == (3, 0, True)
    assert names(hall) == ["客0", "客1", "客2", "自分"]
    house.heal()
    assert_all_agree(house)


def test_both_edit_and_sync_in_any_unlucky_order(hall, bar, house):
    """Both edit, sync in the unlucky order: the same book and the same question in every order."""
    answers = set()
    orders = ("hbhb", "bhbh", "hhbb", "bhhb")
    for order in orders:
        party = book(hall, guest_name=order)
        house.heal()
        change(hall, get(hall, party), adults=4, note="窓際")
        change(bar, get(bar, party), adults=6, note="誕生日")
        for each in order:
            {"h": hall, "b": bar}[each].try_sync()
        house.heal()
        answers.add((get(hall, party).adults, get(hall, party).note, get(hall, party).conflicts))
        assert get(hall, party) == get(bar, party)
        clash = next(each for each in bar.desk.clashes.fields() if each.entity_id == party.id)
        assert [side.value for side in clash.values] == [4, 6]
    assert answers == {(6, "窓際\n誕生日", ("adults",))}
    assert book_of(hall.ledger) == book_of(bar.ledger)
    assert_all_agree(house)
