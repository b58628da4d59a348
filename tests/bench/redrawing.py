"""Opens a window in a process of its own and tells how long news of one party holds it up, as JSON.

Each time another connection to the same book changes a party on the screen; then the window takes
the news, as it does from its sync thread, and paints, both before its loop turns again.
"""

from __future__ import annotations

import json
import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QEventLoop
from PySide6.QtWidgets import QApplication

from app.domain.ids import ReservationId
from app.services.author import Author
from tests.bench.stalling import SIZE, Paints

if TYPE_CHECKING:
    from app.bootstrap.house_window import HouseWindow
    from app.services.desk import Desk

TIMES = 100
STILL_MS = 3_000
"""By then a window that was opened has done what it does when it opens."""


def house(home_path: Path, now_ms: int) -> list[float]:
    """Redraw the day of a house, party by party."""
    from app.bootstrap.garbage import Garbage
    from app.bootstrap.home import Home
    from app.bootstrap.window import Front, application

    app, home = application(), Home(home_path, clock=lambda: now_ms)
    garbage = Garbage(app)
    front = Front(home, app)
    front.open()
    assert front.house is not None, "the book could not be opened"
    front.house.window.resize(*SIZE)
    _stand_still(app)
    garbage.begin()
    with closing(home.open_ledger()) as ledger:
        took_ms = _redraw(app, front.house, home.desk_of(ledger))
    front.finish()
    garbage.end()
    return took_ms


def _stand_still(app: QApplication) -> None:
    since = QElapsedTimer()
    since.start()
    while since.elapsed() < STILL_MS:
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, STILL_MS)


def _redraw(app: QApplication, house: HouseWindow, elsewhere: Desk) -> list[float]:
    """Give how long each change held the window up, its paint included."""
    timeline, day = house.window.timeline, house.models.day
    paints = Paints(timeline)
    timeline.viewport().installEventFilter(paints)
    page = timeline.viewport().rect()
    seen = [
        id
        for id, blocks in timeline.model.layout.blocks_by_id.items()
        if timeline.block_rect(id, blocks[0].row).intersects(page)
    ]
    took_ms = []
    for number in range(TIMES):
        party = elsewhere.bookings.get(ReservationId(seen[number % len(seen)]))
        grown = replace(party, adults=party.adults % 4 + 1)
        elsewhere.bookings.change(party, grown, Author())
        before, began_s = paints.count, time.perf_counter()
        house.news.take(frozenset({("reservation", party.id)}))
        app.processEvents()
        took_ms.append((time.perf_counter() - began_s) * 1000)
        assert day.find(party.id) == elsewhere.bookings.get(party.id), "the news was not taken"
        assert paints.count > before, "the news was not painted"
    return took_ms


def main(words: list[str]) -> None:
    """Redraw the window that was asked for."""
    sys.stdout.write(json.dumps(house(Path(words[0]), int(words[1]))) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
