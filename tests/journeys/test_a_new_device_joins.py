"""A new device takes the book as a copy, or reads it page by page; whatever happens, whole."""

import random
from contextlib import closing

import httpx
import pytest

from app.bootstrap.hub_line import COPY_IN, COPY_OUT
from app.domain.guest import Guest
from app.domain.ids import GuestId
from app.store.copy_press import CopyPress
from app.store.ledger import Write
from sync.errors import Refused
from sync.hub.backup import backup, restore
from sync.offering import offer_copy
from tests.journeys.house import FRIDAY, URL, Device

GUESTS = 12
NOTE_CHARS = 60_000
"""Long notes of letters that cannot be packed make a book of several parts out of few guests."""


@pytest.fixture
def hall(house):
    """A device of a house with a book of a few parts; its copy lies at the hub."""
    hall = house.found()
    fill(hall)
    hall.book("田中")
    hall.sync()
    lay_copy(house, hall)
    return hall


def fill(device, seed=1):
    chance = random.Random(seed)
    letters = [chr(code) for code in range(0x4E00, 0x9F00)]
    with closing(device.home.open_ledger()) as ledger:
        ledger.commit(
            [
                Write(
                    None,
                    Guest(
                        id=GuestId(f"guest-{seed}-{number}"),
                        name=f"鈴木{seed}-{number}",
                        note="".join(chance.choices(letters, k=NOTE_CHARS // 3)),
                    ),
                    "add",
                )
                for number in range(GUESTS)
            ],
            actor="",
            now_ms=device.home.clock(),
        )


def lay_copy(house, device):
    """Let a device put a copy of its book at the hub."""
    house.hub.copies.grown_min = 1
    press = CopyPress(device.home.ledger_path, device.home.path / COPY_OUT)
    with closing(device.line.client(device.ledger)) as client:
        for _ in offer_copy(press, client):
            pass
    assert not (device.home.path / COPY_OUT).exists()


@pytest.fixture
def entrance(house, hall):
    """A device that was let in, and has nothing yet."""
    device = Device(house, "入口端末")
    device.line.pair(URL, house.code(), device.name)
    device.wire.requests.clear()
    return device


def settle(house, device):
    """Open the book of a device that has joined and let everybody agree."""
    device.open()
    house._stack.callback(device.close)
    house.devices.append(device)
    house.sync_all()
    house.assert_same_everywhere()
    assert device.state().in_sync


def asked(device, what):
    return sum(path == f"/v1/{what}" for path in device.wire.requests)


def test_a_new_device_takes_the_book_as_a_copy_and_agrees_with_everybody(house, hall, entrance):
    hall.book("山田")
    hall.sync()
    done = entrance.sync()
    assert done.in_sync
    assert done.problems == ()
    assert asked(entrance, "copy_part") > 3
    assert asked(entrance, "pull") == 1
    assert not (entrance.home.path / COPY_IN).exists()
    settle(house, entrance)
    booked = entrance.desk.bookings.day(FRIDAY).reservations
    assert {each.guest_name for each in booked} == {"田中", "山田"}
    assert entrance.ledger.sum().made == 0


def test_what_a_new_device_enters_reaches_the_others_as_its_own(house, hall, entrance):
    entrance.sync()
    settle(house, entrance)
    booking = entrance.book("佐藤")
    house.sync_all()
    assert hall.get(booking).guest_name == "佐藤"
    assert hall.desk.history.of(booking.id)[0].device == "入口端末"
    house.assert_same_everywhere()


def test_killed_at_any_request_it_goes_on_where_it_was(house, hall, entrance):
    lives = 0
    while True:
        # One request more gets through in each life, and none of what it brought is asked again.
        entrance.wire.faults = [*[through] * 2, cut]
        outcome = entrance.try_sync()
        entrance.wire.faults = []
        if outcome.round is not None:
            break
        lives += 1
        assert lives < 40
        entrance = again(house, entrance)
        if not entrance.home.awaits_book():
            break
    assert lives >= 4
    settle(house, entrance)


def cut(request, answer):
    raise httpx.ReadError("the line is gone", request=request)


def through(request, answer):
    return answer()


def again(house, device):
    """Switch a device off and on."""
    fresh = Device(house, device.name)
    fresh.wire.requests = device.wire.requests
    return fresh


def test_the_parts_that_came_before_a_cut_are_not_asked_for_again(house, hall, entrance):
    came: list[bytes] = []

    def cut_after_two_parts(request, answer):
        if request.url.path == "/v1/copy_part":
            if len(came) == 2:
                raise httpx.ReadError("the line is gone", request=request)
            came.append(request.read())
        return answer()

    entrance.wire.faults = [cut_after_two_parts] * 20
    assert entrance.try_sync().round is None
    entrance = again(house, entrance)
    rest: list[bytes] = []

    def listen(request, answer):
        rest.append(request.read())
        return answer()

    entrance.wire.faults = [listen] * 20
    entrance.sync()
    assert len(came) == 2
    assert not {*came} & {*rest}
    settle(house, entrance)


def test_a_copy_that_was_altered_at_the_hub_is_given_up_for_the_log(house, hall, entrance):
    with house.database.writing() as connection:
        connection.exec_driver_sql("update copy_part set body = zeroblob(9) where number = 1")
    done = entrance.sync()
    assert any("copy of the book was not taken" in each for each in done.problems)
    assert done.in_sync
    assert asked(entrance, "pull") >= 1
    settle(house, entrance)
    later = Device(house, "二階端末")
    later.line.pair(URL, house.code(), later.name)
    assert later.sync().problems == ()


def test_a_copy_replaced_by_a_newer_one_meanwhile_is_begun_anew(house, hall, entrance):
    def replace(request, answer):
        if request.url.path == "/v1/copy_part" and not replaced:
            replaced.append(True)
            fill(hall, seed=2)
            hall.sync()
            lay_copy(house, hall)
        return answer()

    replaced = []
    entrance.wire.faults = [replace] * 60
    done = entrance.sync()
    assert done.in_sync
    assert done.problems == ()
    assert asked(entrance, "pull") == 1
    settle(house, entrance)


def test_a_hub_that_went_back_meanwhile_has_no_copy_and_its_log_is_read(
    house, hall, entrance, tmp_path
):
    backup(house.database, tmp_path / "hub-before.db")

    def go_back(request, answer):
        if request.url.path == "/v1/copy_part" and not gone:
            gone.append(True)
            restore(
                house.folder / "hub.db",
                tmp_path / "hub-before.db",
                random_bytes=random.Random(5).randbytes,
            )
        return answer()

    gone = []
    entrance.wire.faults = [go_back] * 20
    entrance.sync()
    settle(house, entrance)


def test_what_was_entered_into_the_empty_book_survives_and_the_log_is_read(house, hall, entrance):
    entrance.wire.faults = [through, through, through, cut]
    assert entrance.try_sync().round is None
    assert (entrance.home.path / COPY_IN).exists()
    with closing(entrance.home.open_ledger()) as ledger:
        guest = Guest(id=GuestId("mine"), name="渡辺")
        ledger.commit([Write(None, guest, "add")], actor="", now_ms=house.clock())
    done = entrance.sync()
    assert (done.pushed, done.in_sync) == (1, True)
    assert not (entrance.home.path / COPY_IN).exists()
    settle(house, entrance)
    assert hall.ledger.get("guest", "mine").name == "渡辺"


def test_while_the_empty_book_is_open_elsewhere_the_log_is_read(house, hall, entrance):
    with closing(entrance.home.open_ledger()):
        done = entrance.sync()
    assert any("not taken" in each for each in done.problems)
    assert done.in_sync
    settle(house, entrance)


def test_a_device_that_made_its_own_house_takes_no_copy(house, hall):
    other = Device(house, "別の家")
    other.home.set_up("別の家", environment=house.environment, device_name="別の家")
    with pytest.raises(Refused):
        other.line.pair(URL, house.code(), other.name)
    assert asked(other, "copy") == 0


def test_rows_made_by_another_hand_are_proof_read_after_joining(house, hall, entrance):
    entrance.sync()
    settle(house, entrance)
    entrance.ledger.sql.execute("update guest set name = '偽' where id = 'guest-1-3'")
    with closing(entrance.line.client(entrance.ledger)) as client:
        for _ in entrance.line.session(entrance.ledger, client).proofread():
            pass
    assert entrance.ledger.get("guest", "guest-1-3").name == "鈴木1-3"
    with closing(entrance.line.client(entrance.ledger)) as client:
        assert list(entrance.line.session(entrance.ledger, client).proofread()) == []
