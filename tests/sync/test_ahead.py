"""What is asked ahead is taken once, or left without anybody asking on."""

import threading

import pytest

from sync.ahead import AtNeed, OnThread
from sync.errors import Unreachable


@pytest.fixture(params=[AtNeed, OnThread])
def ahead(request):
    asker = request.param()
    yield asker
    asker.close()


def test_an_answer_is_taken(ahead):
    assert ahead(lambda: 5).take() == 5


def test_what_the_asking_raised_is_raised_where_it_is_taken(ahead):
    def ask():
        raise Unreachable("cut")

    coming = ahead(ask)
    with pytest.raises(Unreachable, match="cut"):
        coming.take()


def test_what_fails_and_is_left_disturbs_nobody(ahead):
    def ask():
        raise Unreachable("cut")

    ahead(ask).leave()
    assert ahead(lambda: 5).take() == 5


def test_for_one_thread_nothing_is_asked_before_it_is_wanted():
    asked = []
    AtNeed()(lambda: asked.append(1)).leave()
    assert asked == []


def test_on_a_thread_the_asking_begins_at_once_and_is_over_once_it_is_left():
    begun, may_end, over = threading.Event(), threading.Event(), threading.Event()

    def ask():
        begun.set()
        may_end.wait(20)
        over.set()

    asker = OnThread()
    coming = asker(ask)
    assert begun.wait(20)
    may_end.set()
    coming.leave()
    assert over.is_set()
    asker.close()
