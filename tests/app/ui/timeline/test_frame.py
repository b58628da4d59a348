from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QImage, QPainter

from app.ui.timeline.frame import Frame, clipped, smooth
from app.ui.timeline.geometry import AREA_PX, AXIS_PX, HEAD_PX, ROW_PX, Geometry
from app.viewmodels.rows import Standing, row_of
from app.viewmodels.timeline_rows import UNASSIGNED, Outlook, lay_out
from tests.builders import DINNER, a_day, a_reservation, a_table, a_venue, an_area, at

SIZE = QSize(900, 600)


def framed(*parties, scroll=(0, 0), zoom=120.0):
    day = a_day(
        *parties,
        venue=a_venue(shifts=(DINNER,)),
        areas=(an_area("a", order=1), an_area("b", order=2)),
        tables=(a_table("t1", area_id="a"), a_table("t2", area_id="b")),
    )
    now = at("18:00")
    layout = lay_out(day, Outlook(now=now, face=lambda r: row_of(day, r, Standing(now=now))))
    geometry = Geometry(layout, zoom, SIZE.height())
    return Frame(geometry=geometry, scroll=QPoint(*scroll), size=SIZE)


def test_the_page_lies_right_of_the_names_and_below_what_is_frozen():
    page = framed().page
    assert (page.left(), page.top()) == (HEAD_PX, AXIS_PX + ROW_PX)
    assert page.bottomRight() == QPoint(SIZE.width() - 1, SIZE.height() - 1)


def test_scrolling_moves_hours_left_and_rows_up_but_not_the_pinned_lane():
    still, scrolled = framed(), framed(scroll=(120, 30))
    assert still.x_of(19 * 60) - scrolled.x_of(19 * 60) == 120
    assert still.top_of("t1") - scrolled.top_of("t1") == 30
    assert still.top_of(UNASSIGNED) == scrolled.top_of(UNASSIGNED) == AXIS_PX


def test_a_row_that_is_not_there_has_no_place():
    assert framed().top_of("gone") is None


def test_blocks_lie_on_whole_pixels_at_any_zoom():
    frame = framed(a_reservation(tables="t1", time="19:20"), zoom=97.3)
    block = frame.geometry.layout.blocks_by_id["r1"][0]
    rect = frame.block_rect(block, frame.geometry.layout.rows_by_key["t1"], 100)
    assert rect.left() == round(rect.left())
    assert rect.width() == round(rect.width())


def test_the_area_scrolled_past_stays_at_the_top_of_the_page():
    row, rect = framed(scroll=(0, 10)).sticky_area
    assert row.key == "area:a"
    assert rect == QRect(0, AXIS_PX + ROW_PX, SIZE.width(), AREA_PX)


def test_a_clip_and_smooth_lines_end_with_their_block(qapp):
    image = QImage(10, 10, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    with clipped(painter, QRect(0, 0, 3, 3)), smooth(painter):
        assert painter.clipBoundingRect().width() == 3
        assert painter.testRenderHint(QPainter.RenderHint.Antialiasing)
    assert not painter.hasClipping()
    assert not painter.testRenderHint(QPainter.RenderHint.Antialiasing)
    painter.end()
