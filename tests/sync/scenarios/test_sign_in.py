"""Sign-in that runs out, changes hands, is given up and taken again; the queue outlives it all."""

from __future__ import annotations

from contextlib import ExitStack

import pytest

from app.domain.business_day import venue_zone
from app.domain.errors import NotAllowed
from app.services.author import Author
from app.viewmodels.connection import ConnectionModel
from sync.errors import SignedOut
from tests.journeys.house import FRIDAY, URL, House


@pytest.fixture
def two(tmp_path):
    """A house with two tablets that joined it as people do, by a code."""
    with ExitStack() as stack:
        house = House(tmp_path / "house", stack)
        hall, bar = house.found(tables=2), house.join()
        house.sync_all()
        yield house, hall, bar


def line_of(device):
    """What stands in the device's connection line."""
    line = ConnectionModel(lambda: venue_zone(device.desk.house.venue()))
    line.set_state(device.state())
    return line.text


def join_again(house, device, name=""):
    """Pair a device anew, with a code somebody reads out."""
    device.line.pair(URL, house.code(), name or device.name)
    device.close()
    device.open()


def guests_of(device):
    return sorted(each.guest_name for each in device.ledger.reservations(FRIDAY))


def test_401_with_a_queue_staff_go_on_and_the_queue_is_sent_after_signing_in_again(two):
    """401 with a queue: the book stays open and writable, and the line says what to do."""
    house, hall, bar = two
    for name in ("一", "二", "三"):
        hall.book(name)
    house.pairing.revoke(hall.ledger.device().id)
    assert isinstance(hall.try_sync().error, SignedOut)
    assert line_of(hall) == (
        "The hub refuses: This device was signed out: pair it again in the settings. 3 saved here"
    )
    hall.book("四")
    assert hall.try_sync().round is None
    assert hall.state().waiting == 4
    join_again(house, hall)
    house.sync_all()
    assert guests_of(bar) == sorted(["一", "二", "三", "四"])
    house.assert_same_everywhere()


def test_another_staff_member_signs_in_over_a_queue_and_each_keeps_their_own(two):
    """Another staff member signs in: what waits was done by who did it."""
    house, hall, bar = two
    house.cut()
    hall.author = Author("佐藤")
    first = hall.book("佐藤の客")
    hall.author = Author("鈴木")
    second = hall.book("鈴木の客")
    house.mend()
    house.sync_all()
    for booking, by in ((first, "佐藤"), (second, "鈴木")):
        (told,) = bar.desk.history.of(booking.id)
        assert (told.actor, told.device) == (by, hall.name)
    house.assert_same_everywhere()


def test_another_device_signs_in_over_a_queue_and_the_queue_keeps_its_origin(two):
    """Another device signs in: the same book under a new name sends what the old one left."""
    house, hall, bar = two
    house.cut()
    old = bar.book("前の名前で")
    house.mend()
    join_again(house, bar, "テラス端末")
    new = bar.book("新しい名前で")
    house.sync_all()
    names = [hall.desk.history.of(each.id)[0].device for each in (old, new)]
    assert names == ["入口端末", "テラス端末"]
    assert len(guests_of(hall)) == 2
    house.assert_same_everywhere()


def test_unpair_with_a_queue_is_refused_or_keeps_it_for_the_day_it_joins_again(two):
    """Unpair with a queue: refused with the number that waits; told to, it keeps the queue."""
    house, hall, bar = two
    hall.book("送っていない")
    with pytest.raises(NotAllowed, match="1 changes made here have not reached the hub"):
        hall.line.unpair()
    assert hall.sync().in_sync, "a refusal changes nothing"
    house.cut()
    hall.book("まだ送っていない")
    assert hall.line.unpair(keep_queue=True) == 1
    assert line_of(hall) == "On this device only"
    hall.book("独りで")
    with pytest.raises(NotAllowed, match="noren pair"):
        hall.try_sync()
    house.mend()
    join_again(house, hall)
    house.sync_all()
    assert guests_of(bar) == sorted(["送っていない", "まだ送っていない", "独りで"])
    house.assert_same_everywhere()


def test_re_pairing_keeps_its_place_and_reads_nothing_twice(two):
    """Re-pairing keeps its place: what was read once is not read again."""
    house, hall, bar = two
    for name in ("一", "二", "三"):
        hall.book(name)
    house.sync_all()
    place = bar.ledger.device().cursor
    bar.line.unpair()
    hall.book("四")
    hall.sync()
    join_again(house, bar)
    assert bar.ledger.device().cursor == place
    asked = len(bar.wire.requests)
    done = bar.sync()
    assert (done.pulled, done.repaired, done.in_sync) == (1, 0, True)
    assert bar.wire.requests[asked:] == ["/v1/pull"]
    assert line_of(bar).startswith("In sync")
    house.assert_same_everywhere()
