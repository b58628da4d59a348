import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from app.domain.reservation import Status
from app.ui.theme import FILLS, Theme
from resources.tokens import EVENING, LIGHT, TEXT_PAIRS


def drawn(status):
    """The pixels of a status's shape, to tell shapes apart; never what they should look like."""
    image = QImage(24, 24, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    Theme.paint_status_shape(painter, QRectF(0, 0, 24, 24), status, Theme().color("ink"))
    painter.end()
    return bytes(image.constBits())


def test_every_colour_is_the_tokens_own(qapp):
    theme = Theme()
    assert all(theme.color(token).name().upper() == LIGHT[token].upper() for token in LIGHT)
    theme.choose("evening")
    assert all(theme.color(token).name().upper() == EVENING[token].upper() for token in EVENING)


def test_a_toggle_dresses_the_application_again_and_says_so(theme, qapp, qtbot):
    before = qapp.styleSheet()
    with qtbot.waitSignal(theme.changed):
        theme.toggle()
    assert theme.name == "evening"
    assert qapp.styleSheet() != before
    assert qapp.palette().window().color() == theme.color("paper")


def test_choosing_what_is_in_force_says_nothing(theme):
    said = []
    theme.changed.connect(lambda: said.append(True))
    theme.choose("light")
    assert said == []


def test_no_token_is_left_unfilled_in_the_style_sheet(theme):
    assert "@" not in theme.style_sheet()


@pytest.mark.parametrize("status", Status)
def test_every_status_is_drawn_in_a_measured_pair_of_colours(status):
    assert (f"{FILLS[status]}_ink", FILLS[status]) in TEXT_PAIRS


def test_statuses_with_one_colour_differ_in_shape(qapp):
    # Two that a host treats alike, waiting for an answer or for a table, share the dashed ring.
    shapes = {status: drawn(status) for status in Status if status is not Status.WAITING}
    assert len(set(shapes.values())) == len(shapes)
    assert all(any(pixels) for pixels in shapes.values())


def test_figures_of_times_stand_in_columns(theme):
    font = theme.font(18, 700, tabular=True)
    assert font.pixelSize() == 18
    assert [tag.toString().data() for tag in font.featureTags()] == [b"tnum"]
