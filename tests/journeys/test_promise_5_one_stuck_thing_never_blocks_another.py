"""Promise 5: a poison change parks itself with what builds on it; everything else flows."""

from dataclasses import replace

import httpx

from app.bootstrap.queue_view import QueueView
from sync.change import content_hash


def poison(device):
    """Spoil a queued change as a faulty disk would: the hub must refuse it as not of this world."""
    booking = device.book("重い予約")
    sql = device.ledger.sql
    (body,) = sql.execute("select body from change where entity_id = ?", (booking.id,)).fetchone()
    spoilt = body.replace(b'"env":"training"', b'"env":"mars"')
    assert spoilt != body
    sql.execute(
        "update change set body = ?, hash = ? where entity_id = ?",
        (spoilt, content_hash(spoilt), booking.id),
    )
    return device.get(booking)


def test_a_poison_change_parks_with_its_dependants_and_the_rest_flows(two):
    _, hall, entrance = two
    stuck = poison(hall)
    hall.change(stuck, replace(stuck, adults=4))
    other = hall.book("軽い予約")
    hall.sync()
    assert entrance.sync().pulled
    assert entrance.desk.bookings.get(other.id).guest_name == "軽い予約"
    (parked,) = QueueView(hall.ledger).parked()
    assert parked.entity_id == stuck.id
    assert parked.blocks == 1
    assert "mars" in parked.reason
    state = hall.state()
    assert (state.waiting, state.parked) == (0, 2)
    assert not state.in_sync
    assert hall.ledger.sum().balances


def test_a_parked_change_can_be_tried_again(two):
    _, hall, _ = two
    poison(hall)
    hall.sync()
    queue = QueueView(hall.ledger)
    (parked,) = queue.parked()
    assert queue.retry(parked.id) == 1
    assert hall.state().waiting == 1
    hall.sync()
    assert len(tuple(queue.parked())) == 1


def test_an_operation_broken_off_by_a_crash_is_finished_at_the_next_round(two):
    """A double-spend check once left runs "in progress" and locked its users out for 35 hours."""
    house, hall, _ = two

    def die(request, answer):
        answer()
        raise httpx.ReadError("killed", request=request)

    hall.book("山田")
    hall.wire.faults.append(die)
    hall.try_sync()
    hall.close()  # kill -9 here: no state of the round is kept but the queue itself
    hall.open()
    hall.book("佐々木")
    house.sync_all()
    assert hall.state().in_sync
    house.assert_same_everywhere()
