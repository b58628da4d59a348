"""Nobody takes so much of the hub that there is none left for the others."""

import asyncio

import pytest

from sync import wire
from sync.hub.errors import Unavailable
from sync.hub.shares import (
    BODIES_BYTES_MAX,
    DEVICE_REQUESTS_MAX,
    HEAVY_AT_ONCE,
    HEAVY_BYTES,
    Shares,
    body_bytes_max,
    values,
)


def test_a_stranger_may_send_little_and_a_batch_may_be_long():
    assert body_bytes_max("/v1/pair") == 4096
    assert body_bytes_max("/v1/push") == wire.REQUEST_BYTES_MAX


def test_a_device_with_enough_under_way_waits_and_the_others_go_on():
    shares = Shares()
    under_way = [shares.request_of("house-1", "d1") for _ in range(DEVICE_REQUESTS_MAX)]
    for each in under_way:
        each.__enter__()
    with pytest.raises(Unavailable), shares.request_of("house-1", "d1"):
        pass
    with shares.request_of("house-1", "d2"), shares.request_of("house-2", "d1"):
        pass
    under_way[0].__exit__(None, None, None)
    with shares.request_of("house-1", "d1"):
        pass


def test_all_bodies_together_are_bounded_and_are_given_back_once_answered():
    shares = Shares()
    with shares.body() as first:
        first.grow(BODIES_BYTES_MAX - 1)
        with shares.body() as second:
            second.grow(1)
            with pytest.raises(Unavailable):
                second.grow(1)
    with shares.body() as third:
        third.grow(BODIES_BYTES_MAX)


def test_long_bodies_take_turns_and_short_ones_do_not_wait_for_them():
    heavy, light = b" " * HEAVY_BYTES, b" "
    shares = Shares()
    at_work = 0
    most = 0

    async def work(body, met):
        nonlocal at_work, most
        async with shares.work_on(body):
            at_work += 1
            most = max(most, at_work)
            await met.wait()
            at_work -= 1

    async def together():
        met = asyncio.Event()
        running = [asyncio.create_task(work(heavy, met)) for _ in range(5)]
        for _ in range(20):
            await asyncio.sleep(0)
        async with shares.work_on(light):
            met.set()
        await asyncio.gather(*running)

    asyncio.run(together())
    assert most == HEAVY_AT_ONCE


def test_values_are_counted_without_being_read():
    assert values(b"[[],[]]") == 4
    assert values(b'{"a":1,"b":[2,3]}') >= 4
    assert values(b"") == 0
