"""Opens a window in a process of its own and tells when it was first painted, as one JSON line."""

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QHeaderView,
    QMainWindow,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

ROWS = 300
CELLS = ("19:00", "田中 太郎", "4", "T5", "予約", "090-1234-5678", "おまかせ 10,000", "窓側を希望")
SIZE = (1280, 800)


class FirstPaint(QObject):
    """Notes when a widget, and the window it is in, has been painted first."""

    def __init__(self, app: QApplication, then: Callable[[], object]) -> None:
        super().__init__(app)
        self._then = then
        self._awaited: QWidget | None = None
        self.at_s = 0.0

    def await_on(self, widget: QWidget) -> None:
        """Wait for a widget that shows the day."""
        self._awaited = widget
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See the widget paint; the rest of the window is painted before the loop turns."""
        if watched is self._awaited and event.type() is QEvent.Type.Paint and not self.at_s:
            QTimer.singleShot(0, self._note)
        return False

    def _note(self) -> None:
        if not self.at_s:
            self.at_s = time.monotonic()
            self._then()


def bare() -> dict[str, float]:
    """Paint the least that shows 300 rows."""
    created_s = time.monotonic()
    app = QApplication(sys.argv[:1])
    paint = FirstPaint(app, app.quit)
    window = QMainWindow()
    table = QTableWidget(ROWS, len(CELLS), window)
    for row in range(ROWS):
        for column, text in enumerate(CELLS):
            table.setItem(row, column, QTableWidgetItem(text))
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    window.setCentralWidget(table)
    window.resize(*SIZE)
    paint.await_on(table.viewport())
    window.show()
    app.exec()
    return {"created_s": created_s, "painted_s": paint.at_s, "parties": table.rowCount()}


def house(home: Path, now_ms: int) -> dict[str, float]:
    """Open the window of a house as `noren` does, on the day that is full.

    The list of the day is in the window's first frame, the timeline beside it in the next one.
    """
    gc.disable()  # as the command line does while the window starts
    from app.bootstrap.home import Home
    from app.bootstrap.window import Front, application

    created_s = time.monotonic()
    app = application()
    whole = FirstPaint(app, app.quit)
    front = Front(Home(home, clock=lambda: now_ms), app)
    front.open()
    assert front.house is not None, "the book could not be opened"
    window = front.house.window
    paint = FirstPaint(app, lambda: whole.await_on(window.timeline.viewport()))
    paint.await_on(window.list.rows.viewport())
    app.exec()
    parties = len(front.house.models.day.book.reservations)
    front.finish()
    return {
        "created_s": created_s,
        "painted_s": paint.at_s,
        "whole_s": whole.at_s,
        "parties": parties,
    }


def main(words: list[str]) -> None:
    """Paint the window that was asked for."""
    told = house(Path(words[0]), int(words[1])) if words else bare()
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
