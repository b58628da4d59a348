"""One window on one home: its models, its threads, and the news that passes between them."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import fields, replace
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Slot

from app.background.neighbour_thread import NeighbourThread
from app.background.reading_thread import ReadingThread
from app.bootstrap.drafts import GUESTS, MEMOS, DraftFile
from app.bootstrap.home import Home
from app.bootstrap.housekeeping import BackupThread
from app.bootstrap.hub_door import HubDoor
from app.bootstrap.look import read_look
from app.bootstrap.queue_view import QueueView
from app.calls.event import FeedState
from app.domain.errors import DomainError, Invalid
from app.services.desk import Desk
from app.ui.language import Language
from app.ui.theme import Theme
from app.ui.window import MainWindow
from app.viewmodels.day import Touched
from app.viewmodels.pace import Pace
from app.viewmodels.shell import Doors, News, build_models
from resources.tokens import TYPE

if TYPE_CHECKING:
    # Named here only: what listens is imported once the book is on the screen.
    from app.background.call_desk import CallDesk, CallNews
    from app.background.workers import FeedThread
    from app.bootstrap.fresh_sheet import FreshSheet
    from app.settings import NcidSettings

UNSEEN_MS = 2_000
"""By then a window that was going to be painted has been."""

NCID = "ncid"
"""How the one kind of feed there is calls itself."""

NEWS_MAX = 4_000
"""Every model looks through what it is told; of much, the rest comes a little later."""

NEWS_APART_MS = 150
"""While news keeps flowing, the screen follows this often; the first of it is shown at once."""


class HouseWindow(QObject):
    """A window with everything behind it; lives on the UI thread.

    Attributes:
        window: what staff see.
        hub: the door to the sync thread.
    """

    def __init__(
        self, home: Home, theme: Theme, language: Language, parent: QObject | None = None
    ) -> None:
        """Open the book and draw it; threads start with `start`.

        Raises:
            StoreError: the book cannot be opened; says what to do.
            Unknown: this device has not received its house yet.
        """
        super().__init__(parent)
        self._home = home
        self._ledger = home.open_ledger()
        try:
            self._ledger.venue()
        except DomainError:
            self._ledger.close()
            raise
        position = self._ledger.position()  # before anything is read to be shown
        self.desk: Desk = home.desk_of(self._ledger)
        self.hub = HubDoor(home, self)
        doors = Doors(
            drafts=DraftFile(home.path),
            guest_drafts=DraftFile(home.path, GUESTS),
            memo_drafts=DraftFile(home.path, MEMOS),
            hub=self.hub,
            queue=QueueView(self._ledger),
        )
        self.models = build_models(self.desk, home.clock, doors, clashes_later=True)
        self.news = News(self.models, self)
        # Before anything is drawn: a promise looks different where there is a hub.
        self.news.take_state(home.state(self._ledger, clashes=0))
        half = read_look(home.path).half
        self.window = MainWindow(self.models, theme, language, half=half)
        self.window.half_chosen.connect(self._remember_half)
        self._clashes = ReadingThread(
            lambda: home.desk(aside=True), lambda desk: desk.clashes.open(), self
        )
        self._clashes.found.connect(self.models.clashes.take)
        self.models.clashes.look_by(self._clashes.ask)
        # This one does not stand aside: what it reads is what staff are looking at.
        self._days = ReadingThread(home.desk, self.models.day.read_on, self)
        self._days.found.connect(self.models.day.take)
        self.models.day.read_by(self._days.ask)
        self.window.drawn.connect(self._clashes.ask)
        self._feeds: list[FeedThread] = []
        self._is_started = self._is_finished = False
        self._backups = BackupThread(home, self)
        self._sheet: FreshSheet | None = None
        self._neighbour = NeighbourThread(lambda: home.open_ledger(aside=True), position, self)
        self._neighbour.touched.connect(self._hear)
        self._neighbour.waits.connect(self.hub.nudge)
        self._heard: set[tuple[str, str]] = set()
        self._pace = Pace(self._spread, self, soon_ms=0, apart_ms=NEWS_APART_MS)
        self.hub.touched.connect(self._hear)
        self.hub.state_changed.connect(self.news.take_state)
        self.hub.progressed.connect(self.models.connection.set_fetched)
        self.models.day.wrote.connect(self.hub.nudge)
        self._sign_in()
        self.models.staff.choose_lock_after(read_look(self._home.path).lock_minutes)
        self.models.staff.lock_after_chosen.connect(self._remember_lock)
        self.models.day.author_changed.connect(self._remember_author)

    def show(self) -> None:
        """Put the window on the screen; the threads start once the book is seen there."""
        self.window.drawn.connect(self.start)
        self.window.show()
        # A window that opens minimised is not painted, and syncs all the same.
        QTimer.singleShot(UNSEEN_MS, self.start)

    @Slot()
    def start(self) -> None:
        """Start the threads, once: sync, one per caller feed, backups."""
        if self._is_finished or self._is_started:
            return
        self._is_started = True
        self._neighbour.start()
        self._backups.start()
        self._keep_sheet_fresh()
        self._clashes.start()
        self._days.start()
        try:
            feeds = self._home.settings().feeds
            self.hub.start()
        except Invalid as error:
            # Without its settings a device cannot find hub or phone; its book stays open, and
            # the line says what to mend.
            state = self._home.state(self._ledger)
            self.news.take_state(replace(state, phase="refused", message=str(error)))
            return
        for feed in feeds:
            self._listen(feed)

    def finish(self) -> None:
        """Stop every thread and let go of the book; news under way reaches nobody any more."""
        self._is_finished = True
        for feed in self._feeds:
            feed.news.disconnect(self.take_news)
            feed.finish()
        self._feeds.clear()
        self.hub.touched.disconnect(self._hear)
        self.hub.state_changed.disconnect(self.news.take_state)
        self.hub.progressed.disconnect(self.models.connection.set_fetched)
        self.hub.finish()
        self._backups.finish()
        if self._sheet is not None:
            self._sheet.finish()
        self._neighbour.finish()
        self._clashes.found.disconnect(self.models.clashes.take)
        self._days.found.disconnect(self.models.day.take)
        self._clashes.finish()
        self._days.finish()
        self.window.close()
        for owner in (self, self.window, *self._models()):
            for timer in owner.findChildren(QTimer):
                timer.stop()
        self.window.deleteLater()
        # At once: a window that lingers would still hear of a new language and read a closed book.
        QCoreApplication.sendPostedEvents(self.window, QEvent.Type.DeferredDelete)
        self._ledger.close()

    def _models(self) -> Iterator[QObject]:
        for part in fields(self.models):
            model = getattr(self.models, part.name)
            if isinstance(model, QObject):
                yield model

    @Slot(object)
    def take_news(self, news: CallNews) -> None:
        """Take what a caller feed told."""
        event = news.event
        if event.state is not None:
            if event.state is FeedState.CONNECTED:
                self.models.connection.regain_feed(NCID)
            else:
                since_ms = event.since_ms or self._home.clock()
                self.models.connection.lose_feed(NCID, since_ms)
        if news.call is None:
            return
        if news.card is not None:
            self.news.take_ring(news.call, news.card)
        else:
            self.news.take_call(news.call)
        self.hub.nudge()

    @Slot(object)
    def _hear(self, touched: Touched) -> None:
        if self._is_finished:
            return  # told by a thread just before it ended; the book is closed
        self._heard |= touched
        self._pace.ask()

    def _spread(self) -> None:
        """Show what was heard; drawing it must not be all that the window does while news flows."""
        touched = frozenset(islice(self._heard, NEWS_MAX))
        self._heard -= touched
        if touched:
            self.news.take(touched)
        if self._heard:
            self._pace.ask()

    def _sign_in(self) -> None:
        """Let whoever signed last sign on, unless a PIN has to say who it is."""
        signed = read_look(self._home.path).staff
        for member in self.models.staff.people() if signed else ():
            if member.id == signed and not self.models.staff.needs_pin(member):
                self.models.staff.sign_as(member)

    @Slot(str)
    def _remember_half(self, half: str) -> None:
        with contextlib.suppress(Invalid, OSError):
            settings = self._home.settings()
            self._home.save_settings(settings.model_copy(update={"half": half}))

    @Slot()
    def _remember_author(self) -> None:
        with contextlib.suppress(Invalid, OSError):
            settings = self._home.settings()
            signs = self.models.day.author.name
            self._home.save_settings(settings.model_copy(update={"staff": signs}))

    @Slot(int)
    def _remember_lock(self, minutes: int) -> None:
        with contextlib.suppress(Invalid, OSError):
            settings = self._home.settings()
            self._home.save_settings(settings.model_copy(update={"lock_minutes": minutes}))

    def _keep_sheet_fresh(self) -> None:
        from app.bootstrap.fresh_sheet import FreshSheet  # a painter that the first paint can spare

        self._sheet = FreshSheet(self._home, self.window.theme.font(TYPE[1]), self)
        self._sheet.start()

    def _listen(self, settings: NcidSettings) -> None:
        from app.background.workers import FeedThread
        from app.calls.ncid_driver import NcidFeed
        from app.calls.tcp import Address

        feed = NcidFeed(
            Address(settings.host, settings.port),
            now_ms=self._home.clock,
            chance=random.Random(),
            home_area_code=self.desk.house.venue().home_area_code,
        )
        thread = FeedThread(feed, self._call_desk, self)
        thread.news.connect(self.take_news)
        self._feeds.append(thread)
        thread.start()

    @contextmanager
    def _call_desk(self) -> Iterator[CallDesk]:
        """Open the book for a feed, on the feed's own thread."""
        from app.background.call_desk import CallDesk

        with closing(self._home.open_ledger()) as ledger:
            yield CallDesk(self._home.desk_of(ledger), NCID, now_ms=self._home.clock)
