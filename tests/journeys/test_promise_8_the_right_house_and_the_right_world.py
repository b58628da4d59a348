"""Promise 8: training never reaches production, nor one restaurant another's."""

import httpx
import orjson
import pytest

from app.bootstrap.home import new_incarnation
from app.domain.venue import Environment
from app.store import backup
from app.store.errors import WrongHouse
from sync.errors import Misdirected, Refused
from tests.journeys.house import URL, Device, House


@pytest.fixture
def other(tmp_path, stack):
    """Another restaurant, with a hub and a tablet of its own."""
    house = House(tmp_path / "other", stack)
    house.environment = Environment.PRODUCTION
    house.found("別の店の端末")
    return house


def test_a_training_house_cannot_join_a_production_hub(other):
    before = other.hub_export()
    stranger = Device(other, "訓練端末")
    stranger.home.set_up("訓練", environment=Environment.TRAINING, device_name="訓練端末")
    with pytest.raises(Refused) as refused:
        stranger.line.pair(URL, other.code(), "訓練端末")
    assert refused.value.code in {"wrong_environment", "wrong_house"}
    assert other.hub_export() == before


def test_a_tablet_whose_wire_leads_to_another_house_gives_and_takes_nothing(two, other):
    _, hall, _ = two
    hall.book("うちの客")
    book, theirs = hall.export(), other.hub_export()
    hall.wire._hub = other.transport
    outcome = hall.try_sync()
    assert outcome.error is not None
    assert hall.export() == book
    assert other.hub_export() == theirs
    assert hall.state().waiting == 1


def test_a_cache_that_answers_with_anothers_page_is_believed_in_nothing(two):
    """A CDN once served one user's page to everybody for five minutes."""
    house, hall, entrance = two
    kept: list[bytes] = []

    def remember(request, answer):
        response = answer()
        kept.append(response.content)
        return response

    entrance.wire.faults = [remember, remember, remember]
    entrance.sync()
    for stale in kept:
        hall.wire.faults = [
            lambda request, answer, body=stale: httpx.Response(
                200, content=body, headers={"content-type": "application/json"}, request=request
            )
        ]
        hall.book("うちの客")
        outcome = hall.try_sync()
        assert isinstance(outcome.error, Misdirected)
        assert hall.state().waiting >= 1
    hall.sync()
    house.sync_all()
    house.assert_same_everywhere()


@pytest.mark.parametrize(
    "page",
    [
        httpx.Response(
            200,
            text="<html>Welcome to the hotel's Wi-Fi</html>",
            headers={"content-type": "text/html"},
        ),
        httpx.Response(200, content=b'{"epoch": "', headers={"content-type": "application/json"}),
        httpx.Response(302, headers={"location": "http://portal.test"}),
        httpx.Response(200, content=b"{}", headers={"content-type": "application/json"}),
    ],
    ids=["captive portal", "truncated", "redirect", "empty object"],
)
def test_what_is_no_answer_of_our_hub_leaves_queue_and_book_alone(two, page):
    house, hall, _ = two
    hall.book()
    hall.wire.faults = [lambda request, answer: page]
    outcome = hall.try_sync()
    assert outcome.error is not None
    assert hall.state().waiting == 1
    house.sync_all()
    house.assert_same_everywhere()


def test_a_backup_of_another_house_is_not_restored(two, other, tmp_path):
    _, hall, _ = two
    copy = backup.back_up(other.devices[0].ledger, tmp_path / "copy.db")
    book = hall.export()
    hall.close()
    with pytest.raises(WrongHouse):
        backup.restore(hall.home.ledger_path, copy, new_incarnation=new_incarnation, now_ms=1)
    hall.open()
    assert hall.export() == book


def test_a_change_of_another_house_is_refused_by_the_hub(two, other):
    """Even inside a well-formed push, each change says whose it is."""
    house, hall, _ = two
    foreign = other.devices[0].book("よその客")
    row = (
        other.devices[0]
        .ledger.sql.execute("select body from change where entity_id = ?", (foreign.id,))
        .fetchone()
    )
    client = hall.line.client(hall.ledger)
    pushed = client.push(hall.ledger.device().incarnation, [row[0]])
    client.close()
    assert [each.outcome for each in pushed.results] == ["refused"]
    assert b"\xe3\x82\x88\xe3\x81\x9d" not in orjson.dumps(house.hub_export())
