"""Opening the window on a home: the book, or a welcome, or what is in the way, in plain words."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from app.bootstrap.garbage import Garbage
from app.bootstrap.home import Home, new_incarnation
from app.bootstrap.house_window import HouseWindow
from app.bootstrap.hub_door import HubDoor
from app.bootstrap.logs import log_what_nobody_caught, write_logs_to
from app.bootstrap.look import read_look
from app.domain.errors import DomainError
from app.domain.venue import Environment
from app.store import backup
from app.store.errors import StoreError
from app.ui.language import Language
from app.ui.theme import Theme
from app.viewmodels.refusals import refusal_text

if TYPE_CHECKING:
    # Named here only: a device that has its book shows neither welcome nor trouble.
    from app.viewmodels.welcome import JoinHouse, NewHouse, WelcomeModel

LOCK_NAME = "window.lock"
TURN_SECONDS = 0.0005
"""How long another thread may go on while the window has something to do."""

FETCH_AGAIN_MS = 5_000
"""Between two attempts to fetch the book of a house that was joined."""

STARTED_MS = 3_000
"""By then the window has long been seen."""


def application() -> QApplication:
    """Make, or find, the one Qt application of this process."""
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Noren")
    app.setDesktopFileName("noren")
    # A thread that reads the book gives Python's lock back at every statement; by default it then
    # waits 5 ms for the sync thread at each of them, which is felt while much arrives.
    sys.setswitchinterval(TURN_SECONDS)
    return app


class Front(QObject):
    """What stands in front of staff from start to end: welcome, trouble, or the book."""

    def __init__(self, home: Home, app: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._home = home
        look = read_look(home.path)
        self.theme = Theme(look.theme, self)
        self.theme.apply(app)
        self.language = Language(app, self)
        self.language.choose(look.language)
        self.theme.changed.connect(self._remember)
        self.language.changed.connect(self._remember)
        self._lock = QLockFile(str(home.path / LOCK_NAME))
        self._lock.setStaleLockTime(0)
        self.house: HouseWindow | None = None
        self._frame: QMainWindow | None = None
        self._welcome: WelcomeModel | None = None
        self._joining: HubDoor | None = None
        self.wants_demo = False

    def open(self) -> None:
        """Show whatever there is to show."""
        home = self._home
        home.path.mkdir(parents=True, exist_ok=True)
        if not self._lock.tryLock(0):
            self._show_trouble(
                self.tr(
                    "This book is open in another window on this machine. Go on there, or close"
                    " it and try again. Nothing is lost."
                )
            )
            return
        if not home.is_set_up():
            self._show_welcome()
            return
        self._open_book()

    def finish(self) -> None:
        """Close everything, in order."""
        if self._joining is not None:
            self._joining.finish()
        if self.house is not None:
            self.house.finish()
            self.house = None
        self._drop_frame()
        self.language.drop()
        self._lock.unlock()

    def _open_book(self) -> None:
        try:
            self.house = HouseWindow(self._home, self.theme, self.language, self)
        except DomainError as error:
            if self._awaits_book():
                self._wait_for_book()
                return
            self._lock.unlock()
            self._show_trouble(refusal_text(error))
            return
        self._drop_frame()
        self.house.show()

    def _awaits_book(self) -> bool:
        try:
            return self._home.awaits_book()
        except DomainError:
            return False

    def _wait_for_book(self) -> None:
        """Go on fetching the book of a house that was joined, until it is here."""
        if self._welcome is None:
            self._show_welcome()
        assert self._welcome is not None
        self._welcome.wait_for_book()
        self._door().fetch()

    def _door(self) -> HubDoor:
        if self._joining is None:
            self._joining = HubDoor(self._home, self)
            self._joining.paired.connect(self._joined)
            self._joining.pair_failed.connect(self._fail)
            if self._welcome is not None:
                self._joining.progressed.connect(self._welcome.progress)
        return self._joining

    def _show_trouble(self, sentence: str) -> None:
        from app.ui.trouble import TroubleView

        can_restore = _last_backup(self._home.path) is not None
        view = TroubleView(sentence, self.theme, can_restore=can_restore)
        view.retry_requested.connect(self.open)
        view.restore_requested.connect(self._restore)
        self._show(view)

    def _show_welcome(self) -> None:
        from app.ui.welcome import WelcomeView
        from app.viewmodels.welcome import WelcomeModel

        model = self._welcome = WelcomeModel(self)
        model.new_house_requested.connect(self._make_house)
        model.join_requested.connect(self._join_house)
        model.demo_requested.connect(self._begin_demo)
        self._show(WelcomeView(model, self.theme, self.language))

    @Slot()
    def _restore(self) -> None:
        copy = _last_backup(self._home.path)
        assert copy is not None
        try:
            backup.restore(
                self._home.ledger_path,
                copy,
                new_incarnation=new_incarnation,
                now_ms=self._home.clock(),
            )
        except StoreError as error:
            self._show_trouble(refusal_text(error))
            return
        self.open()

    @Slot(object)
    def _make_house(self, house: NewHouse) -> None:
        from app.viewmodels.welcome import furnish

        environment = Environment.TRAINING if house.is_training else Environment.PRODUCTION
        try:
            self._home.set_up(
                house.name,
                environment=environment,
                timezone=house.timezone,
                device_name=house.device_name,
            )
            with self._home.desk() as desk:
                host = furnish(desk, house)
            settings = self._home.settings()
            self._home.save_settings(settings.model_copy(update={"staff": host}))
        except DomainError as error:
            self._fail(refusal_text(error))
            return
        self._open_book()

    @Slot(object)
    def _join_house(self, house: JoinHouse) -> None:
        self._door().pair(house.url, house.code, house.device_name)

    @Slot(str)
    def _joined(self, _name: str) -> None:
        if self._joining is not None:
            self._joining.finish()
            self._joining = None
        self._open_book()

    @Slot(str)
    def _fail(self, words: str) -> None:
        if self._welcome is None:
            return
        self._welcome.fail(words)
        if self._joining is not None and self._awaits_book():
            # The house has let this device in already: nothing is left for a person to do.
            QTimer.singleShot(FETCH_AGAIN_MS, self, self._fetch_again)

    @Slot()
    def _fetch_again(self) -> None:
        if self._joining is not None and self.house is None:
            self._wait_for_book()

    @Slot()
    def _begin_demo(self) -> None:
        self.wants_demo = True
        application().quit()

    @Slot()
    def _remember(self) -> None:
        """Keep theme and language for the next start."""
        if not self._home.path.is_dir():
            return
        worn = {"theme": self.theme.name, "language": self.language.code}
        with contextlib.suppress(OSError, DomainError):
            self._home.save_settings(self._home.settings().model_copy(update=worn))

    def _show(self, view: QWidget) -> None:
        if self._frame is None:
            self._frame = QMainWindow()
            self._frame.setWindowTitle("Noren")
            self._frame.resize(1280, 800)
        self._frame.setCentralWidget(view)
        self._frame.show()

    def _drop_frame(self) -> None:
        if self._frame is not None:
            self._frame.close()
            self._frame.deleteLater()
            self._frame = None


def open_window(home: Home) -> tuple[int, bool]:
    """Run the window until it is closed.

    Returns:
        The exit code, and whether staff asked for the demo instead.
    """
    app = application()
    with contextlib.suppress(OSError):
        write_logs_to(home.log_path)
    log_what_nobody_caught()
    front = Front(home, app)
    front.open()
    garbage = Garbage(app)
    QTimer.singleShot(STARTED_MS, garbage.begin)
    try:
        code = app.exec()
    finally:
        garbage.end()
        front.finish()
    return code, front.wants_demo


def _last_backup(home: Path) -> Path | None:
    return max((home / "backups").glob("ledger-*.db"), default=None)
