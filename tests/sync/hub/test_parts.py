"""Work is done here and now, or on another thread, and its outcome comes back either way."""

import asyncio
import threading

import pytest

from sync.hub.parts import at_once, in_thread


def test_work_is_done_at_once_for_one_thread():
    assert asyncio.run(at_once(threading.get_ident)) == threading.get_ident()


def test_work_is_done_on_another_thread():
    assert asyncio.run(in_thread(threading.get_ident)) != threading.get_ident()


@pytest.mark.parametrize("offload", [at_once, in_thread])
def test_what_the_work_raises_comes_back(offload):
    def fail():
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        asyncio.run(offload(fail))
