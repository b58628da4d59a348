"""Where a device looks for its house's relay, as its settings say."""

import threading

import pytest

from app.bootstrap import house_line
from app.bootstrap.home import Home
from app.bootstrap.house_line import HouseLine, NetworkFinder, relays_of
from sync.relayed import InUse


@pytest.fixture
def home(tmp_path):
    home = Home(tmp_path)
    home.set_up("居酒屋のれん")
    return home


@pytest.fixture
def ledger(home):
    ledger = home.open_ledger()
    yield ledger
    ledger.close()


def choice(home, ledger, *, listens=False, **settings):
    home.save_settings(home.settings().model_copy(update=settings))
    return relays_of(home, ledger, "t" * 43, lambda: None, listens=listens)


def know(ledger, url=""):
    with ledger.sql:
        ledger.sql.execute("begin immediate")
        ledger.relayed.learn(["relay-1"])
        ledger.relayed.met("relay-1", url)


def test_a_device_told_to_ask_no_relay_asks_none(home, ledger):
    know(ledger, "http://10.0.0.8:8420")
    assert choice(home, ledger, relay="off").line() is None


def test_what_staff_choose_holds_from_the_next_round_on(home, ledger):
    know(ledger, "http://10.0.0.8:8420")
    relays = choice(home, ledger)
    for wish, url in (
        ("auto", "http://10.0.0.8:8420"),
        ("off", ""),
        ("http://10.0.0.7:8420", "http://10.0.0.7:8420"),
        ("auto", "http://10.0.0.8:8420"),
    ):
        home.save_settings(home.settings().model_copy(update={"relay": wish}))
        line = relays.line()
        assert (line.url if line else "") == url
    relays.close()


def test_settings_that_cannot_be_read_leave_it_at_what_was_chosen_last(home, ledger):
    know(ledger, "http://10.0.0.8:8420")
    relays = choice(home, ledger, relay="off")
    (home.path / "settings.json").write_text("{")
    assert relays.line() is None


def test_nobody_is_asked_before_the_hub_has_named_a_relay(home, ledger):
    for settings in ({"relay": "http://10.0.0.7:8420"}, {"relay": "auto"}):
        assert choice(home, ledger, **settings).line() is None


def test_a_fixed_address_is_asked(home, ledger):
    know(ledger)
    relays = choice(home, ledger, relay="http://10.0.0.7:8420")
    assert relays.line().url == "http://10.0.0.7:8420"
    relays.close()


def test_a_single_round_makes_do_with_where_a_relay_was_last(home, ledger):
    know(ledger)
    assert choice(home, ledger).line() is None
    know(ledger, "http://10.0.0.8:8420")
    relays = choice(home, ledger)
    assert relays.line().url == "http://10.0.0.8:8420"
    relays.close()


def test_who_goes_on_listens_once_the_house_has_a_relay(home, ledger, monkeypatch):
    class Heard:
        closed = False

        def __init__(self, venue):
            assert venue == ledger.device().venue

        def urls(self):
            return ("http://10.0.0.9:8420",)

        def close(self):
            Heard.closed = True

    monkeypatch.setattr("app.background.relay_finder.ZeroconfFinder", Heard)
    finder = NetworkFinder(ledger)
    assert finder.urls() == ()
    know(ledger, "http://10.0.0.8:8420")
    assert finder.urls() == ("http://10.0.0.8:8420", "http://10.0.0.9:8420")
    finder.close()
    assert Heard.closed


def test_a_line_let_go_is_let_go_whether_it_was_listened_to_or_not(home, ledger, monkeypatch):
    know(ledger)
    woken = threading.Event()
    monkeypatch.setattr(house_line, "follow_stream", lambda client, stop, wake: wake(None))
    for listens in (False, True):
        relays = choice(home, ledger, relay="http://10.0.0.7:8420")
        line = relays.line()
        assert isinstance(line, HouseLine)
        assert line.relay() == ""
        line._wake = woken.set
        if listens:
            relays.answered()
            assert woken.wait(timeout=5)
        relays.close()
        stopped = threading.Event()
        stopped.set()
        line.follow(stopped)


def test_the_relay_in_use_is_part_of_how_the_device_stands(home, ledger):
    assert home.state(ledger).relay_url == ""
    with ledger.sql:
        ledger.sql.execute("begin immediate")
        ledger.relayed.use(InUse("http://10.0.0.7:8420", True, "offline", 77))
    state = home.state(ledger)
    assert (state.relay_url, state.in_house, state.hub_away_since_ms) == (
        "http://10.0.0.7:8420",
        True,
        77,
    )
    with ledger.sql:
        ledger.sql.execute("begin immediate")
        ledger.relayed.use(InUse("http://10.0.0.7:8420", True, "online", 77))
    assert home.state(ledger).hub_away_since_ms is None
