"""Pictures of the window as staff see it, for the README and for the story a drill tells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPropertyAnimation
from PySide6.QtWidgets import QApplication

from app.domain.reservation import Reservation
from app.ui.half_switch import TIMELINE
from app.ui.row_parts import Part
from app.ui.window import MainWindow
from app.viewmodels.rows import GONE


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture: how the window is dressed, what is opened in it, and if the README shows it."""

    name: str
    theme: str
    language: str
    open: Callable[[MainWindow], object]
    is_shown: bool = False


def save_shot(window: MainWindow, folder: Path, name: str) -> Path:
    """Save the window as it stands."""
    folder.mkdir(parents=True, exist_ok=True)
    _settle(window)
    file = folder / f"{name}.png"
    window.grab().save(str(file))
    return file


def save_shots(window: MainWindow, folder: Path, *, all_of_them: bool = True) -> tuple[Path, ...]:
    """Save the scenes, and leave the window as it was; nothing is written into the book."""
    theme, language, half = window.theme.name, window.language.code, window.half
    files = []
    for scene in SCENES:
        if not (all_of_them or scene.is_shown):
            continue
        files.append(show_scene(window, scene, folder))
    window.theme.choose(theme)
    window.language.choose(language)
    window.show_half(half)
    _settle(window)
    return tuple(files)


def show_scene(window: MainWindow, scene: Scene, folder: Path) -> Path:
    """Dress the window for a scene, save it, and put away what was opened."""
    window.theme.choose(scene.theme)
    window.language.choose(scene.language)
    _settle(window)
    scene.open(window)
    file = save_shot(window, folder, scene.name)
    _close_all(window)
    return file


def _settle(window: MainWindow) -> None:
    """Let posted events arrive and motions end, so that a picture shows a finished screen."""
    # Layouts are asked for by events of their own, and may ask again once they are done.
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.None_.value)
        QApplication.processEvents()
        for motion in window.findChildren(QPropertyAnimation):
            motion.setCurrentTime(motion.totalDuration())


def _close_all(window: MainWindow) -> None:
    window.show_half(TIMELINE)
    window.models.sheet.discard()
    window.header.search.clear()
    while window.overlays.close_topmost():
        pass
    window.models.day.select("")


def _to_show(window: MainWindow) -> Reservation | None:
    """Find a party worth a picture: one that is still to come, with something said about it."""
    coming = [each for each in window.models.day.book.reservations if each.status not in GONE]
    telling = (each for each in coming if each.allergies or each.course or each.requests)
    return next(telling, coming[-1] if coming else None)


def _open_nothing(_window: MainWindow) -> None:
    pass


def _open_reservation(window: MainWindow) -> None:
    if (reservation := _to_show(window)) is not None:
        window.models.day.select(reservation.id)
        window.open_reservation(reservation.id)


def _open_guest(window: MainWindow) -> None:
    guests = sorted(window.models.day.book.guests.values(), key=lambda each: not each.allergies)
    if guests:
        window.models.guest.open(guests[0].id)


def _open_moves(window: MainWindow) -> None:
    rows = window.list.rows
    index = rows.model().index(window.list.model.first_to_watch(), 0)
    if index.isValid():
        corner = rows.viewport().mapToGlobal(rows.part_rect(index, Part.STATUS).bottomLeft())
        window.overlays.moves.offer(window.list.model.row_at(index), corner + QPoint(0, 1))


def _search(window: MainWindow) -> None:
    reservation = _to_show(window)
    window.begin_search()
    window.header.search.setText(reservation.guest_name[:1] if reservation is not None else "")
    window.overlays.search.bring_up()


SCENES: Final = (
    Scene("daybook-light-ja", "light", "ja", _open_nothing, is_shown=True),
    Scene("daybook-evening-ja", "evening", "ja", _open_nothing, is_shown=True),
    Scene("daybook-light-en", "light", "en", _open_nothing, is_shown=True),
    Scene("daybook-evening-en", "evening", "en", _open_nothing, is_shown=True),
    Scene("new-reservation", "light", "ja", MainWindow.begin_new, is_shown=True),
    Scene("reservation", "light", "ja", _open_reservation),
    Scene("floor-plan-light", "light", "ja", lambda window: window.act("plan"), is_shown=True),
    Scene("floor-plan-evening", "evening", "en", lambda window: window.act("plan")),
    Scene("plan-editor", "light", "ja", lambda window: window.open_screen("plan_editor")),
    Scene("guest-card", "light", "ja", _open_guest),
    Scene("guest-index", "light", "ja", lambda window: window.act("guests")),
    Scene("moves", "light", "ja", _open_moves),
    Scene("walk-in", "light", "ja", lambda window: window.overlays.walk_in.bring_up()),
    Scene("waitlist", "light", "ja", lambda window: window.open_screen("waitlist"), is_shown=True),
    Scene("notices", "light", "ja", lambda window: window.open_screen("notices")),
    Scene("search", "light", "ja", _search),
    Scene("calendar", "light", "ja", lambda window: window.overlays.calendar.bring_up()),
    Scene("overview", "light", "ja", lambda window: window.act("overview"), is_shown=True),
    Scene("reports", "light", "ja", lambda window: window.act("reports")),
    Scene("staff", "evening", "ja", lambda window: window.overlays.staff.bring_up()),
    Scene("settings", "light", "ja", lambda window: window.overlays.settings.bring_up()),
    Scene("sync-room", "evening", "en", lambda window: window.overlays.sync_room.bring_up()),
    Scene("shortcuts", "light", "en", MainWindow.toggle_shortcuts),
    Scene("acts", "light", "ja", lambda window: window.act("acts")),
    Scene("day-sheet", "evening", "ja", lambda window: window.act("day_sheet"), is_shown=True),
    Scene("rewind", "light", "ja", lambda window: window.act("rewind")),
    Scene("menu", "light", "ja", lambda window: window.open_screen("menu")),
)
"""What a newcomer should see, the day book first."""
