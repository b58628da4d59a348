from __future__ import annotations

from itertools import product

import pytest

from app.domain.ids import TableId
from app.ui.plan.compose import LINE_PX, compose
from app.ui.timeline.compose import Style
from app.viewmodels.plan import PlanModel


class Ruler:
    """Every letter is eight pixels wide."""

    def width(self, text):
        """Measure a text."""
        return 8 * len(text)

    def cut(self, text, width):
        """Shorten a text."""
        return text if self.width(text) <= width else text[: int(width // 8) - 1] + "…"


RULERS = dict.fromkeys(Style, Ruler())


@pytest.fixture
def said(day):
    """A function that lists what a table says in a room of so many lines."""
    plan = PlanModel(day)

    def say(table, lines, width=200):
        face = plan.faces[TableId(table)]
        return compose(face, width, lines * LINE_PX + 6, RULERS)

    return say


def test_a_large_table_says_name_party_minutes_and_who_is_next(said):
    assert [line.text for line in said("T5", 6)] == [
        "T5",
        "佐々木 2",
        "Arrived",
        "Double-booked",
        "Next 18:00 山田 4",
    ]


def test_a_small_one_says_its_name_and_its_alarm_first(said):
    lines = said("T5", 2)
    assert [line.text for line in lines] == ["T5", "Double-booked"]
    assert lines[0].has_shape
    assert lines[1].alarms


def test_a_free_table_says_so_and_whom_it_seats(said):
    assert [line.text for line in said("T6", 4)] == ["T6", "Free", "2–4 p"]


def test_nothing_runs_over_the_edge_and_the_name_is_always_there(said):
    sizes = product(["T3", "T5", "T6", "T7", "C1", "座敷"], range(1, 7), range(20, 220, 12))
    for table, lines, width in sizes:
        chosen = said(table, lines, width)
        assert 1 <= len(chosen) <= lines
        assert chosen[0].text
        assert all(Ruler().width(line.text) <= max(width, 16) for line in chosen)
