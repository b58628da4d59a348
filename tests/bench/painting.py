"""Opens a window in a process of its own and tells when it was first painted, as one JSON line."""

from __future__ import annotations

import gc
import json
import sys
import time
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
    """Notes when everything that a window paints at first has been painted, and ends the loop."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
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
            self._app.quit()


def bare() -> tuple[float, float, int]:
    """Paint the least that shows 300 rows."""
    created_s = time.monotonic()
    app = QApplication(sys.argv[:1])
    paint = FirstPaint(app)
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
    return created_s, paint.at_s, table.rowCount()


def house(home: Path, now_ms: int) -> tuple[float, float, int]:
    """Open the window of a house as `noren` does, on the day that is full."""
    gc.disable()  # as the command line does while the window starts
    from app.bootstrap.home import Home
    from app.bootstrap.window import Front, application

    created_s = time.monotonic()
    app = application()
    paint = FirstPaint(app)
    front = Front(Home(home, clock=lambda: now_ms), app)
    front.open()
    assert front.house is not None, "the book could not be opened"
    paint.await_on(front.house.window.list.rows.viewport())
    app.exec()
    parties = len(front.house.models.day.book.reservations)
    front.finish()
    return created_s, paint.at_s, parties


def main(words: list[str]) -> None:
    """Paint the window that was asked for."""
    created_s, painted_s, parties = house(Path(words[0]), int(words[1])) if words else bare()
    told = {"created_s": created_s, "painted_s": painted_s, "parties": parties}
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
