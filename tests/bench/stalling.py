"""Opens a window in a process of its own and tells how long its thread was ever busy, as JSON.

Prints `ready` when the window stands in step with its hub and is quiet; then counts until so many
changes have arrived and the contents agree. Without a home it counts in an empty event loop
instead, until its input ends: what the machine alone does to a thread that has nothing to do.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal, Slot

from app.services.author import Author
from app.services.desk import Desk
from app.store.ledger import Ledger

if TYPE_CHECKING:
    from app.ui.window import MainWindow

BEAT_MS = 2
QUIET_MS = 1_500
TAP_MS = 250
SCHEDULED = Path("/proc/thread-self/schedstat")
SIZE = (1280, 800)


class Beats(QObject):
    """A timer on the UI thread that notes how late it is each time.

    Attributes:
        late_ms: how late.
        busy_ms: the same without the time in which the thread would have gone on, but the machine
            ran others: what is left is the program's own doing.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.late_ms: list[float] = []
        self.busy_ms: list[float] = []
        self._due_s = 0.0
        self._queued_ms = 0.0
        self._timer = QTimer(self, interval=BEAT_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        """Begin to count."""
        self._queued_ms = _queued_ms()
        self._due_s = time.monotonic() + BEAT_MS / 1000
        self._timer.start()

    @Slot()
    def _beat(self) -> None:
        now_s, queued_ms = time.monotonic(), _queued_ms()
        late_ms = max(0.0, (now_s - self._due_s) * 1000)
        self.late_ms.append(late_ms)
        self.busy_ms.append(max(0.0, late_ms - (queued_ms - self._queued_ms)))
        self._queued_ms = queued_ms
        self._due_s = now_s + BEAT_MS / 1000


def _queued_ms() -> float:
    """Read how long this thread was ready and waited for a processor, ever; 0 if nobody counts."""
    try:
        return int(SCHEDULED.read_text().split()[1]) / 1_000_000
    except OSError:
        return 0.0


class Paints(QObject):
    """Counts how often a widget is painted.

    Attributes:
        count: so often, since it was watched.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.count = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """See the widget paint."""
        self.count += event.type() is QEvent.Type.Paint
        return False


class Asked(QObject):
    """Hears on a thread of its own that the input ended.

    Signals:
        ended: it did.
    """

    ended = Signal()

    def listen(self) -> None:
        """Begin to listen."""
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        sys.stdin.read()
        self.ended.emit()


def idle() -> dict[str, object]:
    """Count in an empty event loop."""
    app = QCoreApplication(sys.argv[:1])
    beats, asked = Beats(app), Asked(app)
    asked.ended.connect(app.quit)
    asked.listen()
    _say_ready(beats)
    app.exec()
    return {"late_ms": beats.late_ms, "busy_ms": beats.busy_ms}


class Watch(QObject):
    """Begins to count when the window is quiet, and ends when everything has arrived."""

    def __init__(self, changes: int, window: MainWindow, desk: Desk, ledger: Ledger) -> None:
        super().__init__(window)
        self._changes = changes
        self._window = window
        self._desk = desk
        self._ledger = ledger
        self.beats = Beats(self)
        self.paints = Paints(self)
        self.saves_ms: list[float] = []
        self._saved = 0
        self.took_s = 0.0
        self._began_s = 0.0
        self._quiet = QTimer(self, interval=QUIET_MS, singleShot=True)
        self._quiet.timeout.connect(self._begin)
        self._taps = QTimer(self, interval=TAP_MS)
        self._taps.timeout.connect(self._tap)

    @Slot(object)
    def take_state(self, state: object) -> None:
        """Look how far it is, whenever a round has ended."""
        in_sync = getattr(state, "in_sync", False)
        if not self._began_s:
            if in_sync:
                self._quiet.start()
        elif self._ledger.position() - self._saved >= self._changes:
            self._taps.stop()
            if in_sync:
                self.took_s = time.monotonic() - self._began_s
                # What the last news set going belongs to it.
                QTimer.singleShot(QUIET_MS, QCoreApplication.quit)

    @Slot()
    def _begin(self) -> None:
        if not self._began_s:
            self._began_s = time.monotonic()
            self._window.timeline.viewport().installEventFilter(self.paints)
            self._taps.start()
            _say_ready(self.beats)

    @Slot()
    def _tap(self) -> None:
        """Save something, as staff go on doing meanwhile."""
        day = self._window.models.day
        party = day.book.reservations[len(self.saves_ms) % len(day.book.reservations)]
        began_s = time.monotonic()
        minutes = 95 if party.turn_minutes != 95 else 105
        booked = self._desk.bookings.change(party, replace(party, turn_minutes=minutes), Author())
        self.saves_ms.append((time.monotonic() - began_s) * 1000)
        self._saved += len(booked.change_ids)


def house(home: Path, changes: int) -> dict[str, object]:
    """Count in the window of a house while it is told of that many changes."""
    from app.bootstrap.garbage import Garbage
    from app.bootstrap.home import Home
    from app.bootstrap.window import Front, application

    app = application()
    garbage = Garbage(app)
    front = Front(Home(home), app)
    front.open()
    assert front.house is not None, "the book could not be opened"
    front.house.window.resize(*SIZE)
    ledger = Home(home).open_ledger()
    watch = Watch(changes, front.house.window, front.house.desk, ledger)
    front.house.hub.state_changed.connect(watch.take_state)
    garbage.begin()
    app.exec()
    front.finish()
    garbage.end()
    came = ledger.sql.execute("select count(*) from change where own = 0").fetchone()[0]
    assert came >= changes, f"counted {came} of {changes} changes"
    return {
        "late_ms": watch.beats.late_ms,
        "busy_ms": watch.beats.busy_ms,
        "took_s": watch.took_s,
        "saves_ms": watch.saves_ms,
        "painted": watch.paints.count,
    }


def _say_ready(beats: Beats) -> None:
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    beats.start()


def main(words: list[str]) -> None:
    """Count in the window that was asked for, or in none."""
    told = house(Path(words[0]), int(words[1])) if words else idle()
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
