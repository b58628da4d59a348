"""A network that comes up is told of once, whatever steps it comes up in."""

import random
import socket
import struct
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.background import network
from app.background.network import NEW_ADDRESS, NEW_ROUTE, follow_network, kinds_of, open_line

OLD_LINK = 17


def message(kind, payload=b""):
    return (
        struct.pack("=IHHII", 16 + len(payload), kind, 0, 0, 0) + payload + bytes(-len(payload) % 4)
    )


@pytest.fixture
def system():
    """What the operating system says, and the line it says it on."""
    says, line = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    line.setblocking(False)
    with says, line:
        yield says, line


def heard(system, datagrams, monkeypatch):
    """Follow a line on which all of this was said at once; how often a network came up."""
    says, line = system
    monkeypatch.setattr(network, "LOOK_SECONDS", 0.01)
    monkeypatch.setattr(network, "SETTLE_SECONDS", (0.0, 0.0))
    stop = threading.Event()
    told: list[None] = []
    for datagram in datagrams:
        says.send(datagram)
    first = threading.Event()

    def came_up():
        told.append(None)
        first.set()

    follower = threading.Thread(
        target=follow_network,
        args=(line, stop, came_up, random.Random(1)),
    )
    follower.start()
    first.wait(0.3)
    stop.set()
    follower.join()
    return len(told)


def test_a_network_that_comes_up_in_many_steps_is_told_of_once(system, monkeypatch):
    steps = [message(NEW_ADDRESS, b"12345"), message(OLD_LINK) + message(NEW_ROUTE)] * 5
    assert heard(system, steps, monkeypatch) == 1


def test_other_news_is_passed_over(system, monkeypatch):
    assert heard(system, [message(OLD_LINK), b"", b"noise", bytes(16)], monkeypatch) == 0


@given(st.lists(st.tuples(st.integers(0, 65_535), st.binary(max_size=20)), max_size=6), st.data())
def test_the_messages_of_a_datagram_are_read_one_by_one(messages, data):
    datagram = b"".join(message(kind, payload) for kind, payload in messages)
    assert list(kinds_of(datagram)) == [kind for kind, _ in messages]
    list(kinds_of(datagram[: data.draw(st.integers(0, len(datagram)))]))


def test_a_line_to_the_system_opens_here_or_says_that_it_does_not():
    line = open_line()
    if line is not None:
        line.close()
    else:
        assert not network.IS_HEARD
