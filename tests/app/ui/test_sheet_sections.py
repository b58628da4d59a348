from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from app.ui.sheet_sections import (
    DetailSection,
    GuestSection,
    TableSection,
    TimeSection,
)
from app.viewmodels.sheet import Beginning
from tests.app.ui.reach import write

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def model(models, news):
    models.sheet.begin(Beginning(minute=21 * 60))
    return models.sheet


@pytest.fixture
def show(model, theme, house):
    def show(kind):
        section = kind(model, theme, house)
        model.changed.connect(section.show_sheet)
        section.show_sheet()
        section.resize(390, 400)
        section.show()
        return section

    return show


def test_the_end_of_the_stay_is_said_beside_the_start(show):
    section = show(TimeSection)
    assert section.box.text() == "21:00"
    assert section.ends.text() == "until 22:30, 90 min"


def test_a_time_being_typed_is_left_alone_by_news(show, model, qtbot):
    section = show(TimeSection)
    section.box.setFocus()
    section.box.selectAll()
    qtbot.keyClicks(section.box, "22")
    model.change(replace(model.form, adults=3))
    assert section.box.text() == "22"


def test_a_guest_taken_by_a_tap_leaves_the_focus_on_the_sheet(show, house, qtbot):
    elsewhere = QPushButton(house)
    elsewhere.show()
    section = show(GuestSection)
    section.name.setFocus()
    write(section.name, "さい")
    (match,) = section.match_buttons
    match.setFocus()
    qtbot.mouseClick(match, LEFT)
    assert section.name.hasFocus()
    assert section.name.text() == "斎藤"


def test_a_chosen_guest_can_be_let_go_again(show, model, qtbot):
    section = show(GuestSection)
    model.choose_guest("saito")
    assert section.forget.isVisible()
    qtbot.mouseClick(section.forget, LEFT)
    assert model.form.guest_id is None
    assert section.name.text() == "斎藤"


def test_a_new_name_with_a_number_offers_a_guest_card(show, model, qtbot):
    section = show(GuestSection)
    write(section.name, "加藤")
    assert section.make_card.isHidden()
    qtbot.keyClicks(section.phone, "080-1111-2222")
    assert section.make_card.isVisible()
    assert section.make_card.isChecked()
    qtbot.mouseClick(section.make_card, LEFT)
    assert not model.form.make_card


def test_a_table_promised_to_the_guest_is_pinned_by_a_tap(show, model, qtbot):
    section = show(TableSection)
    qtbot.mouseClick(section.pinned, LEFT)
    assert model.form.table_pinned


def test_a_source_tapped_twice_is_none(show, model, qtbot):
    section = show(DetailSection)
    for expected in ("phone", ""):
        qtbot.mouseClick(section.channels.buttons[0], LEFT)
        assert model.form.channel == expected
