from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QImage, QPainter

from app.ui.timeline.blocks import Letter
from app.ui.timeline.compose import Style
from app.ui.timeline.frame import Frame
from app.ui.timeline.frozen import FrozenPainter
from app.ui.timeline.geometry import AXIS_PX, HEAD_PX, PX_PER_HOUR, Geometry
from app.viewmodels.timeline import TimelineModel
from app.viewmodels.timeline_drag import Grip, Pointer
from app.viewmodels.timeline_rows import UNASSIGNED
from resources.tokens import TYPE

SIZE = QSize(1600, 700)


class Scribe(Letter):
    """Writes, and remembers what it wrote and where."""

    def __init__(self, font, written):
        super().__init__(font)
        self._written = written

    def write(self, painter, left, middle, text):
        self._written.append((text, left, left + self.width(text)))
        super().write(painter, left, middle, text)


@pytest.fixture
def timeline(day):
    return TimelineModel(day)


@pytest.fixture
def written():
    return []


@pytest.fixture
def frozen(theme, written):
    return FrozenPainter(theme, {style: Scribe(theme.font(TYPE[0]), written) for style in Style})


@pytest.fixture
def painter(qapp):
    image = QImage(SIZE, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    yield painter
    painter.end()


def framed(timeline, size=SIZE, **over):
    geometry = Geometry(timeline.layout, PX_PER_HOUR, size.height())
    return Frame(geometry=geometry, scroll=QPoint(), size=size, **over)


def rows(frame):
    return [(row, frame.top_of(row.key)) for row in frame.geometry.layout.rows]


def words(written):
    return [text for text, _, _ in written]


def test_every_row_is_named_with_its_seats(timeline, frozen, painter, written):
    frame = framed(timeline)
    frozen.heads(painter, frame, rows(frame))
    said = words(written)
    assert said[:2] == ["No table yet", "1 part(ies)"]
    assert said[said.index("T8") + 1] == "4–6 p"
    assert "ホール" in said


def test_while_a_party_is_held_the_names_say_how_they_would_take_it(
    timeline, frozen, painter, written
):
    suzuki = timeline.layout.blocks_by_id["suzuki"][0]
    timeline.take_hold(suzuki, Grip.BODY, suzuki.start)
    frame = framed(timeline, ghost=timeline.ghost, verdicts=timeline.verdicts)
    frozen.heads(painter, frame, rows(frame))
    said = words(written)
    assert said[said.index("T6") + 1] == "Free"
    assert said[said.index("T3") + 1] == "Taken"


def test_long_names_are_cut_before_they_reach_the_hours(timeline, frozen, painter, written):
    frame = framed(timeline)
    row = replace(frame.geometry.layout.rows_by_key["T5"], title="Terrace by the old pond 12")
    frozen.heads(painter, frame, [(row, 100)])
    assert row.clash
    assert all(right <= HEAD_PX for _, _, right in written)


def test_the_hours_run_on_past_midnight_to_the_end_of_the_day(timeline, frozen, painter, written):
    frozen.axis(painter, framed(timeline), QRect(QPoint(), SIZE))
    assert words(written)[0] == "17:00"
    assert words(written)[-1] == "29:00"
    assert "25:00" in words(written)


def test_the_axis_is_left_alone_where_nothing_of_it_is_to_be_drawn(
    timeline, frozen, painter, written
):
    frozen.axis(painter, framed(timeline), QRect(0, AXIS_PX + 1, 100, 100))
    assert written == []


def test_a_lane_too_tall_to_stay_leaves_its_count_in_the_corner(timeline, frozen, painter, written):
    frozen.axis(painter, framed(timeline, QSize(1600, 100)), QRect(QPoint(), SIZE))
    assert words(written)[-1] == "No table yet 1"


def test_the_now_line_says_the_time(timeline, frozen, painter, written):
    frozen.now_tag(painter, framed(timeline))
    assert words(written) == ["18:05"]


def test_another_day_has_no_time_to_say(timeline, day, frozen, painter, written):
    day.step(1)
    frozen.now_tag(painter, framed(timeline))
    assert written == []


@pytest.mark.parametrize("minute", [17 * 60, 20 * 60, 28 * 60 + 45])
@pytest.mark.parametrize("row", [UNASSIGNED, "T1", "座敷"])
def test_what_is_said_of_a_held_party_never_leaves_the_screen(
    timeline, frozen, painter, written, minute, row
):
    suzuki = timeline.layout.blocks_by_id["suzuki"][0]
    timeline.take_hold(suzuki, Grip.BODY, suzuki.start)
    timeline.aim(Pointer(row, minute))
    frame = framed(timeline, ghost=timeline.ghost, verdicts=timeline.verdicts)
    frozen.ghost_label(painter, frame, timeline.ghost)
    ((text, left, right),) = written
    assert "鈴木" in text
    assert left >= HEAD_PX
    assert right <= SIZE.width()


def test_an_hour_that_could_be_read_in_part_only_is_left_out(timeline, frozen, painter, written):
    hours = {}
    for across in range(0, round(PX_PER_HOUR), 8):
        written.clear()
        frame = replace(framed(timeline), scroll=QPoint(across, 0))
        frozen.axis(painter, frame, QRect(0, 0, SIZE.width(), AXIS_PX))
        hours[across] = {text for text, *_ in written}
        assert all(
            left >= HEAD_PX and right <= SIZE.width()
            for text, left, right in written
            if ":" in text
        )
        frozen.now_tag(painter, frame)
        ((_, now_left, now_right),) = [each for each in written if each[0] == "18:05"]
        assert all(
            right < now_left or left > now_right for text, left, right in written if text != "18:05"
        )
    assert "17:00" in hours[0]
    assert "17:00" not in hours[max(hours)]
