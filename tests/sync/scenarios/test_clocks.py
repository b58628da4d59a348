"""Clocks that are wrong by an hour or by years, and a millisecond in which everything happens."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from app.domain.ids import UUID7_TAIL_BYTES, uuid7
from sync import clock
from tests.builders import FRIDAY, a_reservation
from tests.ledgers import NOON_MS, add, book_of
from tests.sync.acts import assert_all_agree, book, change, get

HOUR_MS = 3_600_000
YEAR_MS = 365 * 24 * HOUR_MS
TO_2040_MS = 14 * YEAR_MS


@pytest.mark.parametrize("fast_ms", [HOUR_MS, -HOUR_MS])
def test_a_clock_one_hour_wrong_is_said_and_wins_nothing_for_ever(hall, bar, house, fast_ms):
    """Clock one hour wrong: sync goes on, the device is named, and the later word is the later."""
    party = book(hall)
    house.heal()
    bar.clock.fast_ms = fast_ms
    change(bar, get(bar, party), note="一時間ずれた")
    house.heal()
    minutes = "60 min fast" if fast_ms > 0 else "60 min slow"
    assert f"This device's clock is {minutes}" in bar.line_says()
    assert "clock" not in hall.line_says()
    change(hall, get(hall, party), note="正しい時計で")
    house.heal()
    assert get(bar, party).note == get(hall, party).note == "正しい時計で"
    bar.clock.fast_ms = 0
    house.heal()
    assert "clock" not in bar.line_says()
    assert_all_agree(house)


@pytest.mark.parametrize("fast_ms", [HOUR_MS, -HOUR_MS])
def test_a_clock_one_hour_wrong_loses_no_word_of_two_people(hall, bar, house, fast_ms):
    """Clock one hour wrong, and two people at once: both are asked, whichever is shown."""
    party = book(hall)
    house.heal()
    bar.clock.fast_ms = fast_ms
    change(bar, get(bar, party), adults=6)
    change(hall, get(hall, party), adults=4)
    house.heal()
    for device in (hall, bar):
        (clash,) = device.desk.clashes.fields()
        assert {side.value for side in clash.values} == {4, 6}
        assert get(device, party).adults == (6 if fast_ms > 0 else 4)
    assert_all_agree(house)


def test_a_device_in_2040_neither_jams_the_others_nor_drags_them_along(hall, bar, house):
    """A device in 2040: what it wrote is kept, what others write later is not buried under it."""
    party = book(hall)
    house.heal()
    bar.clock.fast_ms = TO_2040_MS
    change(bar, get(bar, party), note="二〇四〇年から")
    theirs = book(bar, guest_name="未来の客")
    house.heal()
    assert "min fast" in bar.line_says()
    assert "clock" not in hall.line_says()
    mine = change(hall, get(hall, theirs), adults=5)
    change(hall, get(hall, party), note="今日")
    house.heal()
    for device in (hall, bar):
        assert get(device, party).note == "今日"
        assert get(device, mine).adults == 5
        assert device.desk.clashes.fields() == ()
    own = [each for each in house.changes() if each.device == "ホール"]
    assert max(clock.wall_ms(each.stamp) for each in own) < NOON_MS + YEAR_MS
    bar.clock.fast_ms = 0
    change(bar, get(bar, party), note="また今日")
    house.heal()
    assert get(hall, party).note == "また今日"
    assert_all_agree(house)


def test_2_000_creates_in_one_millisecond_on_five_devices_are_2_000_bookings(house):
    """2,000 creates in one millisecond on five devices: none is another, on any device."""
    chance = random.Random(2_000)
    devices = [house.device(f"端末{number}") for number in range(5)]
    house.heal()
    for device in devices:
        ids = [uuid7(NOON_MS, chance.randbytes(UUID7_TAIL_BYTES)) for _ in range(400)]
        add(device.ledger, *(a_reservation(id, guest_name=device.name) for id in ids))
    house.heal()
    for device in devices:
        assert device.try_sync().round.in_sync
        assert device.line_says().startswith("In sync")
        told = Counter(each.guest_name for each in device.ledger.reservations(FRIDAY))
        assert told == {each.name: 400 for each in devices}
        assert device.ledger.sum().made == 400 + (device is devices[0])
    assert len(house.changes()) == 1 + 2_000
    assert {book_of(device.ledger) for device in devices} == {house.book()}
