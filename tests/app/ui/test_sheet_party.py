import pytest
from PySide6.QtCore import Qt

from app.domain.reservation import COVERS_MAX
from app.ui.sheet_party import PartySection
from app.viewmodels.sheet import Beginning
from tests.app.ui.reach import nameless, too_small

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def model(models, news):
    models.sheet.begin(Beginning(minute=21 * 60))
    return models.sheet


@pytest.fixture
def section(model, theme, house):
    section = PartySection(model, theme, house)
    model.changed.connect(section.show_sheet)
    section.show_sheet()
    section.resize(390, 400)
    section.show()
    return section


def checked(section):
    return [each.text() for each in section.chips if each.isChecked()]


@pytest.mark.parametrize("covers", range(1, 9))
def test_up_to_eight_guests_are_one_tap(section, model, qtbot, covers):
    qtbot.mouseClick(section.chips[covers - 1], LEFT)
    assert model.form.covers == covers
    assert checked(section) == [str(covers)]


def test_the_same_number_tapped_again_stays_chosen(section, model, qtbot):
    for _ in range(2):
        qtbot.mouseClick(section.chips[3], LEFT)
    assert checked(section) == ["4"]


def test_children_and_more_than_eight_stand_behind_one_tap(section, model, qtbot):
    assert section.steppers.isHidden()
    qtbot.mouseClick(section.apart, LEFT)
    qtbot.mouseClick(section.children_.more, LEFT)
    assert (model.form.adults, model.form.children) == (2, 1)
    qtbot.mouseClick(section.chips[4], LEFT)
    assert (model.form.adults, model.form.children) == (4, 1)
    for _ in range(8):
        qtbot.mouseClick(section.adults.more, LEFT)
    assert model.form.covers == 13 < COVERS_MAX
    assert checked(section) == []
    assert "12" in section.apart.text()


def test_a_party_of_nobody_cannot_be_stepped_to(section, model, qtbot):
    qtbot.mouseClick(section.apart, LEFT)
    for _ in range(3):
        qtbot.mouseClick(section.adults.less, LEFT)
    assert model.form.adults == 1
    assert section.adults.number.text() == "1"


def test_every_control_is_in_a_fingers_reach_and_has_a_name(section, qtbot):
    qtbot.mouseClick(section.apart, LEFT)
    assert too_small(section) == []
    assert nameless(section) == []
