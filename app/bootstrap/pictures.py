"""`noren demo --screenshots DIR`: the pictures of the README, made by a house that really lives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QTimer

from app.background.state import SyncState
from app.bootstrap.demo import training_house
from app.bootstrap.house_window import HouseWindow
from app.bootstrap.training_house import TrainingHouse
from app.bootstrap.window import Front, application
from app.services.desk import Author
from app.ui.screenshots import save_shot, save_shots

SIZE: Final = (1440, 900)
CALLER: Final = "09012345678"
WAIT_MS_MAX: Final = 20_000


def take_pictures(folder: Path, *, all_of_them: bool = False) -> tuple[Path, ...]:
    """Draw the pictures of the README, or all of them, into a folder and return their files.

    Raises:
        TimeoutError: something that must happen by itself did not; says what.
    """
    app = application()
    with training_house() as house:
        front = Front(house.here, app)
        front.open()
        assert front.house is not None
        try:
            return _draw(house, front.house, folder, all_of_them=all_of_them)
        finally:
            front.finish()


def _draw(
    house: TrainingHouse, shown: HouseWindow, folder: Path, *, all_of_them: bool
) -> tuple[Path, ...]:
    states: list[SyncState] = []
    shown.hub.state_changed.connect(states.append)
    window = shown.window
    window.resize(*SIZE)
    clashes = shown.window.overlays.clashes
    _wait(lambda: bool(states) and states[-1].phase == "online", "the first round")
    clashes.put_away()
    shots = list(save_shots(window, folder, all_of_them=all_of_them))
    shots.append(save_shot(window, folder, "line-online"))

    house.ring(CALLER)
    _wait(lambda: bool(shown.models.caller.stack), "the caller's card")
    shots.append(save_shot(window, folder, "caller-card"))
    for ringing in shown.models.caller.stack:
        shown.models.caller.dismiss(ringing.call.id)

    house.drop_hub()
    _quarrel(house, shown)
    _wait(lambda: states[-1].phase == "offline" and states[-1].waiting > 0, "the outage")
    window.overlays.toast.hide()
    shots.append(save_shot(window, folder, "line-offline"))
    house.raise_hub()
    house.act_there()
    shown.hub.sync_now()
    _wait(lambda: shown.models.clashes.count > 1, "the clash of the two times")
    clashes.bring_up()
    window.overlays.toast.hide()
    shots.append(save_shot(window, folder, "clash-card"))
    shown.models.clashes.step(1)
    shots.append(save_shot(window, folder, "clash-of-times"))
    return tuple(shots)


def _quarrel(house: TrainingHouse, shown: HouseWindow) -> None:
    """Let both tablets set one party's time while neither can hear the other."""
    day = shown.models.day.book
    party = next(each for each in reversed(day.expected) if each.starts_at > shown.models.day.now())
    shown.models.day.move(party.id, party.table_ids, party.starts_at.replace(minute=15))
    shown.models.day.set_turn(day.expected[-1].id, 105)
    with house.there.desk() as desk:
        theirs = desk.bookings.get(party.id)
        later = replace(theirs, starts_at=theirs.starts_at.replace(minute=45))
        desk.bookings.change(theirs, later, Author(desk.team.staff()[0].id))


def _wait(is_so: Callable[[], bool], what: str) -> None:
    """Let Qt work until something is so."""
    deadline = QDeadlineTimer(WAIT_MS_MAX)
    while not is_so():
        if deadline.hasExpired():
            raise TimeoutError(f"{what} did not come about in {WAIT_MS_MAX} ms")
        loop = QEventLoop()
        QTimer.singleShot(20, loop.quit)
        loop.exec()
