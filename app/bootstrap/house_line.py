"""One device's line to its house's relay: where to look for it, and what to prove oneself with."""

from __future__ import annotations

import logging
import os
import secrets as randomness
import threading
import time
from collections.abc import Callable, Sequence
from typing import Final

import httpx

from app.background.house_relay import Finder, Listed, RelayChoice
from app.background.session import follow_stream
from app.bootstrap.home import Home
from app.domain.errors import Invalid
from app.store.ledger import Ledger
from sync import proof
from sync.client import Client, Identity
from sync.client.asking import trust
from sync.client.proven import ProvenTransport

log = logging.getLogger("bootstrap")

FIND: Final = "auto"
NEVER: Final = "off"


class HouseLine:
    """A line to the relay at one address, and another for its hints."""

    def __init__(
        self,
        url: str,
        make: Callable[[str], tuple[Client, ProvenTransport]],
        wake: Callable[[], None],
    ) -> None:
        self.url = url
        self.client, self._way = make(url)
        self._stream, _ = make(url)
        self._wake = wake
        self._lock = threading.Lock()
        self._follows = False

    def relay(self) -> str:
        """Name the relay that proved itself here."""
        return self._way.relay

    def follow(self, stop: threading.Event) -> None:
        """Listen to its hints until stopped, on a thread of its own."""
        with self._lock:
            if stop.is_set():
                return
            self._follows = True
        try:
            follow_stream(self._stream, stop, lambda _: self._wake())
        finally:
            self._stream.close()

    def close(self) -> None:
        """Let go of the line; whoever listens ends by himself."""
        self.client.close()
        self._stream.hang_up()
        with self._lock:
            if not self._follows:
                self._stream.close()


class NetworkFinder:
    """Addresses where a relay proved itself before, and, once there is any, what is announced."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._heard: Finder | None = None

    def urls(self) -> Sequence[str]:
        """Name them; without a relay in the house nothing is listened for."""
        known = self._ledger.relayed.known()
        if not known:
            return ()
        if self._heard is None:
            from app.background.relay_finder import ZeroconfFinder

            self._heard = ZeroconfFinder(self._ledger.device().venue)
        return tuple(dict.fromkeys((*filter(None, known.values()), *self._heard.urls())))

    def close(self) -> None:
        """Listen no more."""
        if self._heard is not None:
            self._heard.close()


class WishedFinder:
    """What is found, or what the settings say in its place: staff choose while rounds go on."""

    def __init__(self, home: Home, ledger: Ledger, found: Finder) -> None:
        self._home = home
        self._ledger = ledger
        self._found = found
        self._wish = home.settings().relay

    def urls(self) -> Sequence[str]:
        """Name the addresses to try, as the settings stand now."""
        try:
            self._wish = self._home.settings().relay
        except Invalid:
            log.warning("settings_unreadable relay=%s", self._wish)
        if self._wish == FIND:
            return self._found.urls()
        # Nobody at a given address is believed before the hub has said which relays there are.
        return (self._wish,) if self._wish != NEVER and self._ledger.relayed.known() else ()

    def close(self) -> None:
        """Look no more."""
        self._found.close()


def relays_of(
    home: Home, ledger: Ledger, token: str, wake: Callable[[], None], *, listens: bool
) -> RelayChoice:
    """Prepare to ask the house's relay first, where the settings want that.

    Args:
        home: the device.
        ledger: its book; belongs to the thread that syncs.
        token: what proves this device to its hub; never sent to a relay.
        wake: begins a round.
        listens: whether to listen for relays, or to make do with known addresses.
    """
    device = ledger.device()
    hashed = proof.hash_of(token)
    keys: dict[str, bytes] = {}

    def learn_keys() -> None:
        # Read here, on the thread of the book: the one that listens has none.
        keys.clear()
        for relay in ledger.relayed.known():
            keys[relay] = proof.relay_key(hashed, venue=device.venue, relay=relay, device=device.id)

    def make(url: str) -> tuple[Client, ProvenTransport]:
        way = ProvenTransport(
            httpx.HTTPTransport(verify=trust(os.environ.get("NOREN_CA_FILE") or True)),
            dict(keys).get,
            now_ms=home.clock,
        )
        client = Client(
            url,
            Identity(device.venue, device.environment, device.id, ""),
            new_nonce=lambda: randomness.token_urlsafe(16),
            now_ms=home.clock,
            transport=way,
        )
        return client, way

    def open_line(url: str) -> HouseLine:
        learn_keys()
        return HouseLine(url, make, wake)

    found: Finder
    if listens:
        found = NetworkFinder(ledger)
    else:
        found = Listed(lambda: [url for url in ledger.relayed.known().values() if url])
    finder = WishedFinder(home, ledger, found)
    return RelayChoice(finder, open_line, steady_seconds=time.monotonic)
