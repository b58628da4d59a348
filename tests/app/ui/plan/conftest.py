"""The plan of the sample evening on the screen, with a hand's clock that a test moves."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint

from app.domain.ids import TableId
from app.ui.plan.page import PlanPage
from tests.app.ui.timeline.conftest import HandClock, PaintLog


@pytest.fixture
def hand_clock():
    """Milliseconds that pass when a test says so."""
    return HandClock()


@pytest.fixture
def page(qtbot, day, theme):
    """The plan with its rooms, on the screen."""
    page = PlanPage(day, theme)
    qtbot.addWidget(page)
    page.resize(900, 720)
    with qtbot.waitExposed(page):
        page.show()
    page.view.setFocus()
    return page


@pytest.fixture
def view(page, hand_clock):
    """The drawing itself."""
    page.view._clock = hand_clock
    return page.view


@pytest.fixture
def paints(view, qapp):
    """What is painted from now on."""
    qapp.processEvents()
    log = PaintLog(view.viewport())
    qapp.processEvents()
    log.painted.clear()
    return log.painted


@pytest.fixture
def at(view):
    """A function that finds the middle of a table in the viewport."""

    def find(table: str) -> QPoint:
        return QPoint(view.table_rect(TableId(table)).center())

    return find
