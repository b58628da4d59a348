"""Homes with a real hub in this process, for the room that connects the others."""

import secrets
from contextlib import ExitStack

import pytest

from app.bootstrap.home import Home, new_id, now_ms
from app.bootstrap.hub_line import HubLine
from app.domain.venue import Environment
from sync.hub.database import Database, sqlite_url
from sync.hub.log import HubLog
from sync.hub.pairing import Pairing
from sync.hub.serve import HubThread
from sync.hub.venues import Venues


class RealHub:
    """A hub behind a real port of this machine."""

    def __init__(self, folder, stack):
        folder.mkdir()
        database = Database(sqlite_url(folder / "hub.db"), random_bytes=secrets.token_bytes)
        self.log = HubLog(database)
        stack.callback(self.log.close)
        self.pairing = Pairing(database, now_ms=now_ms, random_bytes=secrets.token_bytes)
        self.venues = Venues(database, now_ms=now_ms, new_id=new_id)
        thread = HubThread(self.log, now_ms=now_ms, random_bytes=secrets.token_bytes)
        self.app = thread.app
        self.url = stack.enter_context(thread).url
        self.venues.add("暖簾", "training")

    def code(self):
        (venue,) = self.venues.all()
        return self.pairing.new_code(venue.id).code


@pytest.fixture
def hub(tmp_path):
    """A hub with an empty training house."""
    with ExitStack() as stack:
        yield RealHub(tmp_path / "hub", stack)


@pytest.fixture
def home(tmp_path):
    """A home with a training house in it."""
    home = Home(tmp_path / "home")
    home.set_up("暖簾", environment=Environment.TRAINING, device_name="ホール端末")
    return home


@pytest.fixture
def paired(home, hub):
    """A home whose house is at the hub."""
    HubLine(home).pair(hub.url, hub.code())
    return home
