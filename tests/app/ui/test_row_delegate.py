import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics

from app.domain.reservation import Status
from app.ui.row_delegate import SHAPE_SIDE, RowDelegate
from app.ui.row_parts import GAP, ROW_HEIGHT
from app.ui.window import LIST_WIDTH_MIN
from app.viewmodels.rows import covers_text, status_word

SCROLL_BAR = 12
BOTH = pytest.mark.parametrize("code", ["ja", "en"])
NARROWEST = QRect(0, 0, LIST_WIDTH_MIN - SCROLL_BAR, ROW_HEIGHT)


@pytest.fixture
def brush(theme, language, qapp):
    return RowDelegate(theme)


@BOTH
@pytest.mark.parametrize("status", Status)
def test_every_status_word_has_room_in_its_chip(brush, theme, language, code, status):
    language.choose(code)
    brush.measure()
    word = QFontMetrics(theme.font(13, 700)).horizontalAdvance(status_word(status))
    room = brush.parts(NARROWEST).status.width()
    assert GAP + SHAPE_SIDE + 6 + word <= room


@BOTH
def test_a_party_of_ninety_has_room_for_its_number(brush, theme, language, code):
    language.choose(code)
    brush.measure()
    suffix = covers_text(90).removeprefix("90")
    number = QFontMetrics(theme.font(15, 700, tabular=True)).horizontalAdvance("90")
    wanted = number + QFontMetrics(theme.font(13)).horizontalAdvance(suffix)
    assert wanted <= brush.parts(NARROWEST).party.width()


@BOTH
def test_a_name_of_four_characters_has_room_in_the_narrowest_list(brush, theme, language, code):
    language.choose(code)
    brush.measure()
    name = QFontMetrics(theme.font(18, 700)).horizontalAdvance("佐々木原")
    assert name <= brush.parts(NARROWEST).name.width()


def test_a_time_past_midnight_has_room(brush, theme):
    time = QFontMetrics(theme.font(18, 500, tabular=True)).horizontalAdvance("25:30")
    assert time <= brush.parts(NARROWEST).time.width()


def test_a_row_is_a_fingers_height(brush):
    assert brush.sizeHint(None, None).height() == ROW_HEIGHT
