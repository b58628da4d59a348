"""The window's door to the hub: asking returns at once, answers come back as signals."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QObject, QThread, Signal, Slot

from app.background import network
from app.background.state import SyncState
from app.background.workers import SyncThread
from app.bootstrap.home import Home
from app.bootstrap.reachability import Reachability
from app.domain.errors import DomainError
from app.viewmodels.hub_words import trouble_text
from app.viewmodels.refusals import refusal_text
from sync.errors import SyncError

if TYPE_CHECKING:
    from app.bootstrap.sync_parts import HomeSyncParts
    from sync.engine import Progress

Tell: TypeAlias = "Callable[[Progress], None]"
"""Is told how far a round is."""


class HubDoor(QObject):
    """Keeps the sync thread of one home, from the moment it belongs to a hub.

    Signals:
        paired: this device joined a house; carries the hub's address.
        pair_failed: it did not, or its book has not come; carries a sentence that says why.
        progressed: so many hundredths of the book are here.
        synced: a round that was asked for ended; carries whether all devices show the same book.
        state_changed: how we stand now; a `SyncState`.
        touched: a round brought news; a `frozenset` of (type, id).
    """

    paired = Signal(str)
    pair_failed = Signal(str)
    progressed = Signal(int)
    synced = Signal(bool)
    state_changed = Signal(object)
    touched = Signal(object)

    def __init__(self, home: Home, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._home = home
        self._sync: SyncThread | None = None
        self._asking: _PairThread | None = None
        self._is_asked = False
        self._reachability: Reachability | None = None

    def start(self) -> None:
        """Begin to sync, if this device belongs to a hub."""
        if self._sync is None and self._home.is_paired():
            home = self._home
            self._sync = SyncThread(lambda: _sync_parts(home), self)
            self._sync.state_changed.connect(self._take_state)
            self._sync.touched.connect(self._take_touched)
            self._sync.progressed.connect(self._take_progress)
            self._sync.start()
            if not network.IS_HEARD and self._reachability is None:
                self._reachability = Reachability(random.Random(), self)
                self._reachability.came_up.connect(self._network_came_up)
                self._reachability.start()

    def finish(self) -> None:
        """Stop every thread, after the request under way."""
        if self._asking is not None:
            self._asking.wait()
        if self._sync is not None:
            self._sync.finish()
            self._sync = None

    def pair(self, url: str, code: str, device_name: str) -> None:
        """Join a house with a pairing code."""
        home = self._home
        self._ask(lambda tell: _join(home, url, code, device_name, tell))

    def fetch(self) -> None:
        """Go on fetching the book of a house that was joined before."""
        home = self._home
        self._ask(lambda tell: _fetch(home, tell))

    def _ask(self, ask: Callable[[Tell], str]) -> None:
        if self._asking is not None:
            return
        self._asking = _PairThread(ask, self)
        self._asking.progressed.connect(self._take_progress)
        self._asking.done.connect(self._take_answer)
        self._asking.start()

    @property
    def relay_wish(self) -> str:
        """What this device is to do about the house's relay: `auto`, `off`, or its address."""
        return self._home.settings().relay

    def choose_relay(self, wish: str) -> None:
        """Ask the house's relay first (`auto`), or never (`off`), from the next round on."""
        self._home.save_settings(self._home.settings().model_copy(update={"relay": wish}))
        self.nudge()

    def sync_now(self) -> None:
        """Run a round now rather than when it is due."""
        self._is_asked = True
        self.nudge()

    @Slot()
    def nudge(self) -> None:
        """Send what staff just entered without waiting for the poll."""
        if self._sync is not None:
            self._sync.nudge()

    @Slot()
    def _network_came_up(self) -> None:
        if self._sync is not None:
            self._sync.network_came_back()

    @Slot(int)
    def _take_progress(self, percent: int) -> None:
        self.progressed.emit(percent)

    @Slot(bool, str)
    def _take_answer(self, joined: bool, words: str) -> None:
        if self._asking is not None:
            self._asking.wait()
            self._asking = None
        if not joined:
            self.pair_failed.emit(words)
            return
        if self._sync is not None:
            self._sync.finish()
            self._sync = None
        self.start()
        self.paired.emit(words)

    @Slot(object)
    def _take_state(self, state: SyncState) -> None:
        self.state_changed.emit(state)
        if self._is_asked:
            self._is_asked = False
            self.synced.emit(state.in_sync)

    @Slot(object)
    def _take_touched(self, touched: frozenset[tuple[str, str]]) -> None:
        self.touched.emit(touched)


def _sync_parts(home: Home) -> HomeSyncParts:
    """Build what a sync thread works with, on that thread: httpx is imported there, not before."""
    from app.bootstrap.sync_parts import HomeSyncParts

    return HomeSyncParts(home)


def _join(home: Home, url: str, code: str, device_name: str, tell: Tell) -> str:
    """Pair, and fetch the book at once: there is nothing to show before the first round."""
    from app.bootstrap.hub_line import HubLine

    name = HubLine(home).pair(url, code, device_name).name
    _fetch(home, tell)
    return name


def _fetch(home: Home, tell: Tell) -> str:
    from app.bootstrap.hub_line import HubLine

    error = HubLine(home).round(tell).error
    if error is not None:
        raise error
    return ""


class _PairThread(QThread):
    """Asks a hub to let us in and for the book, away from the UI thread.

    Signals:
        progressed: so many hundredths of the book are here.
        done: whether it went well, and the words to show.
    """

    progressed = Signal(int)
    done = Signal(bool, str)

    def __init__(self, ask: Callable[[Tell], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ask = ask
        self._percent = -1

    def run(self) -> None:
        """Ask once; Qt calls this on the new thread."""
        try:
            words = self._ask(self._tell)
        except SyncError as error:
            from app.background.session import reason_of

            words = trouble_text(reason_of(error), str(error))
            self.done.emit(False, words)  # Qt signals take no names
        except DomainError as error:
            self.done.emit(False, refusal_text(error))  # Qt signals take no names
        else:
            self.done.emit(True, words)  # Qt signals take no names

    def _tell(self, progress: Progress) -> None:
        percent = progress.percent
        if percent is not None and percent != self._percent:
            self._percent = percent
            self.progressed.emit(percent)
