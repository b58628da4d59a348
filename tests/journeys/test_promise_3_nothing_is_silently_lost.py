"""Promise 3: each change ends as applied, superseded (still to be seen), waiting or parked."""

from dataclasses import replace

from app.domain.history import ChangeState
from tests.journeys.house import FRIDAY


def test_work_of_both_tablets_survives_an_outage(two):
    house, hall, entrance = two
    house.cut()
    for number in range(10):
        hall.book(f"ホール{number}", "18:00")
        entrance.book(f"入口{number}", "20:00")
    assert hall.state().waiting == entrance.state().waiting == 10
    house.mend()
    house.sync_all()
    names = {each.guest_name for each in hall.desk.bookings.day(FRIDAY).reservations}
    assert len(names) == 20
    house.assert_same_everywhere()


def test_the_sum_balances_while_waiting_and_after(two):
    house, hall, _ = two
    house.cut()
    booking = hall.book()
    hall.change(booking, replace(booking, adults=3))
    before = hall.ledger.sum()
    assert before.waiting == 2
    assert before.balances
    house.mend()
    house.sync_all()
    after = hall.ledger.sum()
    assert (after.made, after.waiting, after.parked) == (before.made, 0, 0)
    assert after.balances


def test_the_losing_value_of_a_disagreement_stays_in_the_history(two):
    house, hall, entrance = two
    booking = hall.book(adults=4)
    house.sync_all()
    house.cut()
    hall.change(hall.get(booking), replace(hall.get(booking), adults=5))
    entrance.change(entrance.get(booking), replace(entrance.get(booking), adults=3))
    house.mend()
    house.sync_all()
    (clash,) = hall.desk.clashes.fields()
    hall.desk.clashes.settle(clash.id, 1, hall.author)
    house.sync_all()
    for device in (hall, entrance):
        entries = device.desk.history.of(booking.id)
        said = {(e.device, e.fields["adults"][1]) for e in entries if "adults" in e.fields}
        assert {("ホール端末", 5), ("入口端末", 3)} <= said
        states = {e.fields["adults"][1]: e.state for e in entries if e.intent == "change"}
        assert set(states.values()) == {ChangeState.SUPERSEDED}
