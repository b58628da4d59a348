"""Draws what staff see on one home, once, into a picture: `python -m app.bootstrap.snapshot`."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from app.bootstrap.home import Home
from app.bootstrap.house_window import HouseWindow
from app.bootstrap.window import application
from app.ui.language import Language
from app.ui.theme import Theme

SIZE = (1440, 900)
SETTLE_MS = 600
"""What slides in has arrived by then."""


def snapshot(home: Home, file: Path) -> None:
    """Open the book as staff would find it and save the picture."""
    app = application()
    theme = Theme(home.settings().theme)
    theme.apply(app)
    language = Language(app)
    language.choose(home.settings().language)
    house = HouseWindow(home, theme, language)
    try:
        _turn_to_the_work(house)
        house.window.resize(*SIZE)
        house.window.show()
        for call in house.desk.calls.list(1):
            house.news.take_ring(call, house.desk.calls.card(call.phone, call.withheld))
        settle()
        house.window.grab().save(str(file))
    finally:
        house.finish()


def settle(milliseconds: int = SETTLE_MS) -> None:
    """Let Qt work off what is waiting, and what slides arrive."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _turn_to_the_work(house: HouseWindow) -> None:
    """Show the day on which something was entered last."""
    day = house.desk.bookings.newest_day()
    if day is not None:
        house.models.day.open(day)


if __name__ == "__main__":
    snapshot(Home(Path(sys.argv[1])), Path(sys.argv[2]))
