"""Promise 4: sending, importing or ringing the same thing again changes nothing."""

import httpx
import pytest

from app.services.calls import CallDraft
from sync.errors import Unreachable
from tests.journeys.house import FRIDAY, URL, Device


def lose_the_answer(request, answer):
    """Let the hub do its work, and lose what it says."""
    answer()
    raise httpx.ReadError("the connection broke", request=request)


def test_an_acknowledgement_lost_once_and_twice_ends_the_same(two):
    """Completions were once lost in transit and missing from a history for good."""
    house, hall, entrance = two
    hall.book("山田")
    for _ in range(2):
        hall.wire.faults.append(lose_the_answer)
        assert hall.try_sync().error is not None
        assert hall.state().waiting == 1
    house.sync_all()
    for device in (hall, entrance):
        day = device.desk.bookings.day(FRIDAY)
        assert [each.guest_name for each in day.reservations] == ["山田"]
    house.assert_same_everywhere()


def test_a_page_whose_answer_is_lost_is_pulled_again(two):
    house, hall, entrance = two
    hall.book("山田")
    hall.sync()
    entrance.wire.faults.append(lose_the_answer)
    assert entrance.try_sync().error is not None
    house.sync_all()
    house.assert_same_everywhere()


def test_the_same_call_reported_again_is_one_call(two):
    _, hall, _ = two
    draft = CallDraft(feed="ncid", number="09012345678", line="1", feed_call_id="a-17")
    first = hall.desk.calls.ring(draft, hall.author)
    again = hall.desk.calls.ring(draft, hall.author)
    assert again.is_repeat
    assert again.call.id == first.call.id
    assert len(hall.desk.calls.list()) == 1


def test_one_call_heard_by_two_tablets_is_one_record(two):
    house, hall, entrance = two
    house.cut()
    draft = CallDraft(feed="ncid", number="09012345678", line="1", feed_call_id="a-17")
    for device in (hall, entrance):
        device.desk.calls.ring(draft, device.author)
    house.mend()
    house.sync_all()
    assert len(hall.desk.calls.list()) == len(entrance.desk.calls.list()) == 1
    house.assert_same_everywhere()


def test_two_walk_ins_entered_alike_on_purpose_stay_two(two):
    house, hall, entrance = two
    for device in (hall, entrance):
        device.book("飛び込み", "19:00", adults=2)
    house.sync_all()
    assert len(hall.desk.bookings.day(FRIDAY).reservations) == 2


def test_pairing_whose_answer_was_lost_is_simply_asked_again(house):
    house.found()
    late = Device(house, "二階端末")
    code = house.code()
    late.wire.faults.append(lose_the_answer)
    with pytest.raises(Unreachable):
        late.line.pair(URL, code, late.name)
    joined = late.line.pair(URL, code, late.name)
    late.open()
    assert joined.name == "二階端末"
    assert len([each for each in house.pairing.devices() if each.name == "二階端末"]) == 1
    late.close()
