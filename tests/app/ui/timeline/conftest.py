"""The timeline of the sample evening, with a hand's clock that a test moves."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect

from app.ui.timeline.view import TimelineView


class HandClock:
    """Milliseconds that pass when a test says so."""

    def __init__(self) -> None:
        self.ms = 1_000

    def __call__(self) -> int:
        """Read it."""
        return self.ms


class PaintLog(QObject):
    """Notes which parts of a widget are painted."""

    def __init__(self, widget) -> None:
        super().__init__(widget)
        self.painted: list[QRect] = []
        widget.installEventFilter(self)

    def eventFilter(self, watched, event):
        """Note, and let pass."""
        if event.type() == QEvent.Type.Paint:
            self.painted.extend(event.region())
        return super().eventFilter(watched, event)


@pytest.fixture
def hand_clock():
    return HandClock()


@pytest.fixture
def view(qtbot, day, theme, hand_clock):
    view = TimelineView(day, theme, clock=hand_clock)
    qtbot.addWidget(view)
    view.resize(1100, 720)
    with qtbot.waitExposed(view):
        view.show()
    view.setFocus()
    return view


@pytest.fixture
def paints(view, qapp):
    """What is painted from now on."""
    qapp.processEvents()
    log = PaintLog(view.viewport())
    qapp.processEvents()
    log.painted.clear()
    return log.painted


@pytest.fixture
def place(view):
    """A function that finds the middle of a party's block, or a spot by row and minute."""

    def find(row: str, minute: float | None = None, id: str = "") -> QPoint:
        if id:
            return QPoint(view.block_rect(id, row).center())
        x = view._frame().x_of(minute)
        return QPoint(round(x), view.row_rect(row).center().y())

    return find
