"""Moves a window in a process of its own, off the screen, and tells how long frames took, as JSON.

saturday                  scroll and drag the timeline of a full Saturday
days HOME NOW_MS DAYS     open days of a large book
evening                   eight hours of service on a fast clock: MB grown, and how many acts
"""

from __future__ import annotations

import gc
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.reservation import Status
from app.ui.language import Language
from app.ui.theme import Theme
from app.ui.window import MainWindow
from app.viewmodels.sheet import Beginning
from app.viewmodels.shell import News, build_models
from tests.app.ui.sample import Clock, sample_doors
from tests.full_house import full_desk

SIZE = (1920, 1080)
FRAMES = 300
STEP_PX = 24
HOURS = 8
WARM_MINUTES = 60
"""What is built when it is first opened is not growth."""

ACTS_A_MINUTE = 4


@contextmanager
def _full_window(app: QApplication) -> Iterator[tuple[MainWindow, Clock]]:
    theme, language = Theme("light"), Language(app)
    theme.apply(app)
    language.choose("ja")
    with tempfile.TemporaryDirectory() as folder:
        desk, clock = full_desk(Path(folder))
        models = build_models(desk, clock, sample_doors())
        news = News(models)
        window = MainWindow(models, theme, language)
        window.resize(*SIZE)
        window.show()
        _settle(app)
        yield window, clock
        window.close()
        del news


def saturday(app: QApplication) -> dict[str, list[float]]:
    """Scroll down and across, and drag a party over the tables."""
    with _full_window(app) as (window, _):
        timeline = window.timeline
        down, across = timeline.verticalScrollBar(), timeline.horizontalScrollBar()
        frames = {
            "scrolled down": _frames(
                app, lambda at: down.setValue(_to_and_fro(at, down.maximum()))
            ),
            "scrolled across": _frames(
                app, lambda at: across.setValue(_to_and_fro(at, across.maximum()))
            ),
            "a party dragged": _dragged(app, window),
        }
    empty = QWidget()
    empty.setStyleSheet("background: white")
    empty.resize(*SIZE)
    empty.show()
    _settle(app)
    frames["floor"] = _frames(app, lambda _: empty.update())
    return frames


def days(app: QApplication, home: Path, now_ms: int, wanted: Sequence[date]) -> list[float]:
    """Open one day after another."""
    from app.bootstrap.home import Home
    from app.bootstrap.window import Front

    front = Front(Home(home, clock=lambda: now_ms), app)
    front.open()
    assert front.house is not None, "the book could not be opened"
    window = front.house.window
    window.resize(*SIZE)
    assert window.timeline
    _settle(app)
    # The first was never opened by a window that has all its parts.
    _timed(app, lambda: window.models.day.open(wanted[-1]))
    took_ms = [_timed(app, partial(window.models.day.open, day)) for day in wanted]
    front.finish()
    return took_ms


def evening(app: QApplication) -> tuple[float, int]:
    """Let eight hours pass: parties come and go, sheets are opened, guests are looked for."""
    chance = random.Random(3)
    with _full_window(app) as (window, clock):
        acts = 0
        began_mb = 0.0
        for minute in range(WARM_MINUTES + HOURS * 60):
            if minute == WARM_MINUTES:
                gc.collect()
                began_mb = _held_mb()
            clock.advance(1)
            window.tick()
            for _ in range(ACTS_A_MINUTE):
                chance.choice(_ACTS)(window, chance)
                acts += 1
            app.processEvents()
            # What a running event loop does by itself between two turns.
            app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        gc.collect()
        return _held_mb() - began_mb, acts


def _edit(window: MainWindow, chance: random.Random) -> None:
    party = chance.choice(window.models.day.book.reservations)
    window.models.day.set_turn(party.id, chance.choice((75, 90, 105, 120)))


def _seat(window: MainWindow, chance: random.Random) -> None:
    window.models.day.set_status(
        chance.choice(window.models.day.book.reservations).id,
        chance.choice((Status.ARRIVED, Status.SEATED, Status.CONFIRMED)),
    )


def _undo(window: MainWindow, _chance: random.Random) -> None:
    window.models.day.undo()


def _sheet(window: MainWindow, chance: random.Random) -> None:
    window.models.sheet.begin(Beginning(minute=chance.randrange(17, 23) * 60))
    QApplication.processEvents()
    window.models.sheet.discard()


def _look_for(window: MainWindow, chance: random.Random) -> None:
    window.models.search.look_for(chance.choice(("た", "やま", "0901", "せ")))
    QApplication.processEvents()
    window.models.search.look_for("")


def _guest(window: MainWindow, chance: random.Random) -> None:
    window.models.guest.open(chance.choice(tuple(window.models.day.book.guests)))
    QApplication.processEvents()
    while window.overlays.close_topmost():
        pass


def _another_day(window: MainWindow, chance: random.Random) -> None:
    window.models.day.step(chance.choice((-1, 1)))
    QApplication.processEvents()
    window.header.open_today()


_ACTS = (_edit, _edit, _seat, _seat, _undo, _sheet, _look_for, _guest, _another_day)


def _dragged(app: QApplication, window: MainWindow) -> list[float]:
    timeline, day = window.timeline, window.models.day
    page = timeline.viewport().rect()
    # Clear of the frozen hours and tables at its edges.
    clear = page.adjusted(300, 400, -100, -100)
    party, table = next(
        (each, each.table_ids[0])
        for each in day.book.reservations
        if each.status is Status.BOOKED
        and len(each.table_ids) == 1
        and not each.table_pinned
        and clear.contains(timeline.block_rect(each.id, each.table_ids[0]).center())
    )
    start = timeline.block_rect(party.id, table).center()
    port = timeline.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    _move(port, start + QPoint(STEP_PX, 0))
    # Round in circles: other tables, other hours.
    frames = _frames(
        app,
        lambda at: _move(
            port, QPoint(start.x() + (at * 7) % 400 - 200, 150 + (at * 11) % (page.height() - 300))
        ),
    )
    assert timeline.model.ghost is not None, "nothing was dragged"
    QTest.keyClick(timeline, Qt.Key.Key_Escape)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=start)
    return frames


def _move(port: QWidget, to: QPoint) -> None:
    # QTest's own forgets that the button is held.
    QApplication.sendEvent(
        port,
        QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(to),
            QPointF(port.mapToGlobal(to)),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        ),
    )


def _frames(app: QApplication, move: Callable[[int], object]) -> list[float]:
    return [_timed(app, partial(move, at)) for at in range(1, FRAMES + 1)]


def _timed(app: QApplication, act: Callable[[], object]) -> float:
    began_s = time.perf_counter()
    act()
    app.processEvents()
    return (time.perf_counter() - began_s) * 1000


def _to_and_fro(at: int, most: int) -> int:
    way = at * STEP_PX % (2 * most) if most else 0
    return way if way <= most else 2 * most - way


def _settle(app: QApplication) -> None:
    for _ in range(20):
        app.processEvents()


def _held_mb() -> float:
    """Read how much memory the process holds now."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def main(words: list[str]) -> None:
    """Do what was asked for."""
    from app.bootstrap.window import application

    app = application()
    told: object
    if words[0] == "saturday":
        told = saturday(app)
    elif words[0] == "days":
        wanted = [date.fromisoformat(each) for each in words[3].split(",")]
        told = days(app, Path(words[1]), int(words[2]), wanted)
    else:
        told = evening(app)
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
