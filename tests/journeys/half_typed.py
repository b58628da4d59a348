"""A window of its own process: types half a booking and waits, or says what it finds on the sheet.

`python -m tests.journeys.half_typed HOME type` is to be killed; `… HOME show` tells what is left.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest

from app.bootstrap.home import Home
from app.bootstrap.window import Front, application

TYPED = "Kato"
MEMO = "umbrella"


def main(home: Path, act: str) -> None:
    """Open the window, and type or tell."""
    app = application()
    front = Front(Home(home), app)
    front.open()
    assert front.house is not None
    window = front.house.window
    if act == "type":
        window.begin_new()
        QTest.keyClicks(window.overlays.sheet.guest.name, TYPED)
        QTest.keyClicks(window.overlays.sheet.details.note, MEMO)
        print("typed", flush=True)  # noqa: T201  # whoever kills waits for it
        QTimer.singleShot(60_000, app.quit)
        app.exec()
        return
    sheet = window.overlays.sheet
    shown = (sheet.isVisible(), sheet.guest.name.text(), sheet.details.note.toPlainText())
    print(*shown, sep="|", flush=True)  # noqa: T201
    front.finish()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
