"""A relay is found on the network by those who know its house, and by nobody else."""

import socket
import threading

import pytest
from zeroconf import ServiceInfo

from app.background import relay_finder
from app.background.relay_finder import SERVICE, ZeroconfFinder, announced, house_mark, url_of

LOOPBACK = ("127.0.0.1",)


def told(**over):
    properties = {"house": house_mark("house-1"), "v": "1", "tls": "0", "epoch": "e"} | over
    return ServiceInfo(
        SERVICE, f"x.{SERVICE}", port=8420, properties=properties, parsed_addresses=["10.0.0.7"]
    )


def test_an_announcement_is_an_address():
    assert url_of(told(), house_mark("house-1")) == "http://10.0.0.7:8420"
    assert url_of(told(tls="1"), house_mark("house-1")) == "https://10.0.0.7:8420"


@pytest.mark.parametrize("over", [{"house": house_mark("house-2")}, {"v": "2"}, {"house": None}])
def test_another_houses_and_another_version_are_passed_by(over):
    assert url_of(told(**over), house_mark("house-1")) is None


def test_the_mark_of_a_house_tells_nothing_of_it():
    assert "house-1" not in house_mark("house-1")
    assert house_mark("house-1") != house_mark("house-2")


def test_a_relay_is_found_on_the_network(monkeypatch):
    heard = threading.Event()
    hear = ZeroconfFinder._hear

    def and_tell(self, **told):
        hear(self, **told)
        if len(self.urls()) > 1:
            heard.set()

    monkeypatch.setattr(ZeroconfFinder, "_hear", and_tell)
    finder = ZeroconfFinder("house-1", LOOPBACK, also=["http://10.0.0.9:1"])
    try:
        with announced("http://127.0.0.1:8421", ["house-1"], "e", LOOPBACK):
            assert heard.wait(timeout=20)
            assert finder.urls() == ("http://10.0.0.9:1", "http://127.0.0.1:8421")
    finally:
        finder.close()


def test_without_a_network_known_addresses_remain(monkeypatch):
    def refuse(*_):
        raise OSError(101, "Network is unreachable")

    monkeypatch.setattr(relay_finder, "_opened", refuse)
    finder = ZeroconfFinder("house-1", also=["http://10.0.0.9:1"])
    finder.close()
    assert finder.urls() == ("http://10.0.0.9:1",)
    with announced("http://127.0.0.1:8421", ["house-1"], "e"):
        pass


def test_a_wide_open_relay_names_the_address_others_reach(monkeypatch):
    class Line:
        def __init__(self, *_):
            pass

        def __enter__(self):
            return self

        def __exit__(self, *_):
            pass

        def connect(self, _):
            pass

        def getsockname(self):
            return ("192.168.1.5", 1)

    assert relay_finder._addresses("127.0.0.1") == ["127.0.0.1"]
    monkeypatch.setattr(socket, "socket", Line)
    assert relay_finder._addresses("0.0.0.0") == ["192.168.1.5"]
