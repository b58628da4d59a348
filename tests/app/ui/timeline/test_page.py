from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QImage, QPainter

from app.domain.ids import TableId
from app.services.author import Author
from app.ui.timeline.blocks import BlockArtist
from app.ui.timeline.frame import Frame
from app.ui.timeline.geometry import HEAD_PX, PX_PER_HOUR, Geometry
from app.ui.timeline.page import PagePainter
from app.viewmodels.timeline import TimelineModel
from app.viewmodels.timeline_drag import Grip, Pointer

SIZE = QSize(1500, 900)
ALL = QRect(QPoint(), SIZE)


class Witness(BlockArtist):
    """Draws, and remembers whom."""

    def __init__(self, theme):
        super().__init__(theme)
        self.drawn: list[str] = []
        self.cut: list[tuple[str, float, float]] = []

    def pixmap(self, block, size, scale):
        self.drawn.append(block.id)
        return super().pixmap(block, size, scale)

    def paint(self, painter, block, rect, words):
        if rect != words:
            self.drawn.append(block.id)
            self.cut.append((block.id, rect.left(), words.left()))
        super().paint(painter, block, rect, words)


@pytest.fixture
def timeline(day):
    return TimelineModel(day)


@pytest.fixture
def artist(theme):
    return Witness(theme)


@pytest.fixture
def paint(theme, artist, timeline):
    """A function that paints a part of the timeline and tells who was drawn."""

    def painted(exposed=ALL, scroll=(0, 0), **over):
        image = QImage(SIZE, QImage.Format.Format_ARGB32)
        painter = QPainter(image)
        geometry = Geometry(timeline.layout, PX_PER_HOUR, SIZE.height())
        frame = Frame(geometry=geometry, scroll=QPoint(*scroll), size=SIZE, **over)
        artist.drawn.clear()
        artist.cut.clear()
        PagePainter(theme, artist).paint(painter, exposed, frame)
        painter.end()
        return sorted(artist.drawn)

    return painted


def top_of(timeline, key):
    geometry = Geometry(timeline.layout, PX_PER_HOUR, SIZE.height())
    return Frame(geometry=geometry, scroll=QPoint(), size=SIZE).top_of(key)


def test_everybody_in_sight_is_drawn_once(paint, timeline):
    everybody = sorted(timeline.layout.blocks_by_id)
    assert paint() == everybody


def test_only_the_row_that_needs_it_is_drawn(paint, timeline):
    assert paint(QRect(0, top_of(timeline, "T5"), SIZE.width(), 52)) == ["sasaki", "yamada"]


def test_only_the_pinned_lane_is_drawn_where_it_lies(paint, timeline):
    assert paint(QRect(0, top_of(timeline, ""), SIZE.width(), 20)) == ["suzuki"]


def shades_of(theme, layout, row):
    """Count the colours between two quarter-hours of a row on which nobody stands."""
    image = QImage(SIZE, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    frame = Frame(geometry=Geometry(layout, PX_PER_HOUR, SIZE.height()), scroll=QPoint(), size=SIZE)
    PagePainter(theme, BlockArtist(theme)).paint(painter, ALL, frame)
    painter.end()
    top, left = frame.top_of(row) or 0, round(frame.x_of(28 * 60)) + 3
    return len({image.pixel(left + x, top + 20 + y) for x in range(15) for y in range(15)})


def test_a_closing_day_is_hatched_around_the_parties_that_stand_on_it(
    paint, theme, timeline, day, desk
):
    assert shades_of(theme, timeline.layout, "C2") == 1
    venue = desk.house.venue()
    desk.house.change(venue, replace(venue, closing_days=(day.business_day,)), Author())
    day.refresh(frozenset({("venue", str(venue.id))}))
    assert shades_of(theme, timeline.layout, "C2") > 1
    assert paint() == sorted(timeline.layout.blocks_by_id)


def test_who_is_scrolled_out_of_sight_is_not_drawn(paint):
    assert "nakamura" not in paint(scroll=(500, 0))


def test_a_block_cut_off_on_the_left_says_its_name_in_what_is_left_of_it(paint, artist):
    paint(scroll=(100, 0))
    cut = {id: (left, words) for id, left, words in artist.cut}
    left, words = cut["tanaka"]
    assert left < HEAD_PX
    assert words == HEAD_PX


def test_a_combination_is_tied_together_across_the_rows_between(paint, timeline, day):
    day.move("kobayashi", (TableId("T6"), TableId("T8")))
    assert paint().count("kobayashi") == 2
    day.move("kobayashi", (TableId("T7"), TableId("T8")))
    assert paint().count("kobayashi") == 2


def test_it_draws_a_held_party_its_ghost_and_who_outstays_their_turn(paint, timeline, clock):
    clock.advance(120)
    timeline.tick(clock.ms)
    assert timeline.layout.blocks_by_id["tanaka"][0].over_minutes
    suzuki = timeline.layout.blocks_by_id["suzuki"][0]
    timeline.take_hold(suzuki, Grip.BODY, suzuki.start)
    timeline.aim(Pointer("T6", 19 * 60))
    everybody = paint(
        ghost=timeline.ghost,
        verdicts=timeline.verdicts,
        selected=("suzuki", ""),
        focused=True,
    )
    assert "suzuki" in everybody
    assert "kobayashi" in everybody
