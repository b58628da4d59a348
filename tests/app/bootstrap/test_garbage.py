import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QObject

from app.bootstrap.garbage import CHEAP_MAX, Garbage


class Ring:
    """Garbage that only a collection finds: it holds itself."""

    def __init__(self):
        self.itself = self


@pytest.fixture
def garbage(qapp):
    parent = QObject()
    garbage = Garbage(parent)
    garbage.begin()
    yield garbage
    garbage.end()


def test_garbage_is_found_by_and_by_and_on_the_ui_thread(garbage, qtbot):
    where = []
    ring = Ring()
    weakref.finalize(ring, lambda: where.append(threading.current_thread()))
    del ring
    qtbot.waitUntil(lambda: bool(where))
    assert where == [threading.main_thread()]


def test_no_other_thread_collects_meanwhile(garbage):
    assert not gc.isenabled()


def test_afterwards_python_collects_again(garbage):
    garbage.end()
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0


def test_a_page_that_is_being_read_is_left_alone_while_it_is(garbage):
    garbage._timer.stop()
    gc.collect()
    looked = []
    gc.callbacks.append(lambda phase, _: looked.append(phase))
    try:
        page: list[object] = [[] for _ in range(CHEAP_MAX + 100)]
        garbage._collect()
        assert looked == []
        page.clear()
        garbage._collect()
        assert looked == ["start", "stop"]
    finally:
        gc.callbacks.pop()
