"""Requests and answers that are lost, come twice, overtake each other or go one way only."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from app.bootstrap.hub_line import HubLine
from app.services.bookings import BookingDraft
from sync import engine
from tests.app.cli.noren import process
from tests.builders import FRIDAY, a_guest, a_table, at
from tests.ledgers import SATO, add, book_of
from tests.sync.acts import altered, assert_all_agree, book, change, cut, cut_at, get, names


def test_lost_acknowledgement_the_booking_is_taken_once(hall, bar, house):
    """Lost acknowledgement, once, again, and once more after the tablet was switched off."""
    booked = book(hall)
    for _ in range(3):
        hall.wire.after = cut_at("/v1/push")
        assert hall.try_sync().error is not None
        assert "1 saved, sent when back" in hall.line_says()
        house.reopen(hall)
    assert hall.try_sync().round.pushed == 1
    assert hall.line_says().startswith("In sync")
    bar.try_sync()
    assert [each.id for each in bar.ledger.reservations(FRIDAY)] == [booked.id]
    assert [each.entity_id for each in house.changes()] == ["v1", booked.id]
    assert_all_agree(house)


def test_the_same_input_twice_on_purpose_two_walk_ins_stay_two(hall, bar, house):
    """The same input twice on purpose: two walk-ins stay two, also over a line that repeats."""
    add(hall.ledger, a_table("t1"), a_table("t2"))
    house.heal()

    def twice(request):
        hall.wire.inner.handle_request(request).close()

    hall.wire.before = twice
    for table in ("t1", "t2"):
        hall.desk.bookings.walk_in((table,), 2, SATO)
        hall.try_sync()
    bar.try_sync()
    parties = bar.ledger.reservations(FRIDAY)
    assert sorted(each.table_ids for each in parties) == [("t1",), ("t2",)]
    assert len({each.id for each in parties}) == 2
    hall.wire.before = None
    assert_all_agree(house)


def test_two_processes_flushing_one_queue_send_everything_once(paired, hub):
    """Two processes flushing one queue: both have the same changes on the line at one moment."""
    line = HubLine(paired)
    line.round()
    with paired.desk() as desk:
        for number in range(20):
            draft = BookingDraft(
                business_day=FRIDAY, starts_at=at(), adults=2, guest_name=f"客{number}"
            )
            desk.bookings.add(draft, SATO)
    (before,) = hub.venues.all()
    both_are_here = threading.Barrier(2, timeout=60)
    take = hub.log.push

    def take_both_at_once(*asked, **more):
        both_are_here.wait()
        return take(*asked, **more)

    hub.log.push = take_both_at_once
    with ThreadPoolExecutor() as pool:
        ended = list(pool.map(lambda _: process(paired.path, "--json", "sync"), range(2)))
    hub.log.push = take
    assert [each.returncode for each in ended] == [0, 0], [each.stderr for each in ended]
    assert line.round().error is None
    (after,) = hub.venues.all()
    assert after.head == before.head + 20
    with closing(paired.open_ledger()) as ledger:
        assert len(ledger.reservations(FRIDAY)) == 20
        assert paired.state(ledger).in_sync
        assert ledger.sum().balances


def test_cut_again_in_mid_flush_each_try_gets_further(hall, bar, house, monkeypatch):
    """Cut again in mid-flush: the line breaks at every second batch, while staff go on."""
    monkeypatch.setattr(engine, "BATCH_MAX", 3)
    for number in range(12):
        book(hall, guest_name=f"客{number:02}")
    left = []
    for attempt in range(5):
        passed = iter(range(1))
        hall.wire.before = lambda request, passed=passed: (
            None if next(passed, None) is not None else cut(request)
        )
        assert hall.try_sync().error is not None
        left.append(hall.ledger.outbox.queue_length()[0])
        book(hall, guest_name=f"後{attempt}")
    assert left == [9, 7, 5, 3, 1]
    hall.wire.before = None
    house.heal()
    assert len(names(bar)) == 12 + 5
    assert len(house.changes()) == 1 + 12 + 5
    assert_all_agree(house)


def test_the_stream_beats_the_push_reply_and_nothing_is_taken_twice(hall, bar, house):
    """The stream beats the push reply: others, and we ourselves, pull before we are answered."""
    booked = book(hall)
    again = house.over(hall.path)  # the window's own sync thread, beside the command line's
    house.devices.remove(again)

    def overtaken(request, answer):
        if request.url.path == "/v1/push":
            assert bar.try_sync().round.pulled == 1
            assert again.try_sync().error is None
            change(bar, get(bar, booked), adults=5)
            bar.try_sync()
            again.try_sync()
        return answer

    hall.wire.after = overtaken
    done = hall.try_sync()
    assert done.error is None
    hall.wire.after = None
    house.heal()
    again.close()
    assert get(hall, booked).adults == get(bar, booked).adults == 5
    assert len(house.changes()) == 3
    assert hall.ledger.sum().made == 2
    assert_all_agree(house)


@pytest.mark.parametrize("way", ["out", "in"])
def test_a_one_way_partition_that_flaps_loses_and_doubles_nothing(hall, bar, house, way):
    """One-way partition that flaps: questions arrive and answers do not, or nothing gets out."""
    side = "after" if way == "out" else "before"
    for number in range(6):
        booked = book(hall, guest_name=f"客{number}")
        theirs = book(bar, guest_name=f"別{number}")
        setattr(hall.wire, side, cut if number % 2 == 0 else None)
        outcome = hall.try_sync()
        assert (outcome.error is not None) == (number % 2 == 0)
        assert hall.line_says().startswith("Offline" if number % 2 == 0 else "In sync")
        change(hall, booked, adults=3)
        change(bar, theirs, adults=4)
        bar.try_sync()
    setattr(hall.wire, side, None)
    house.heal()
    assert len(names(hall)) == 12
    assert len(house.changes()) == 1 + 24
    assert_all_agree(house)


def test_an_empty_page_holds_nothing_up(hall, bar, house):
    """Empty page: with more to come, or at the end; the rest arrives and the cursor stays true."""
    for number in range(3):
        add(hall.ledger, a_guest(f"g{number}"))
    hall.try_sync()
    before = bar.ledger.device().cursor
    empty = iter(range(2))

    def emptied(document):
        if next(empty, None) is not None:
            document.update(changes=[], next=before, more=True)

    bar.wire.after = altered("/v1/pull", emptied)
    bar.try_sync()
    assert bar.ledger.device().cursor >= before
    bar.try_sync()
    assert book_of(bar.ledger) == house.book()
    assert bar.line_says().startswith("In sync")
    assert_all_agree(house)
