from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from app.ui.sheet_care import AllergySection, TagSection
from app.viewmodels.sheet import Beginning
from tests.app.ui.reach import nameless, too_small, write

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


def chip(section, text):
    return next(each for each in section.chips.buttons if each.text() == text)


def test_the_eight_foods_that_every_label_names_are_one_tap_each(show, model, qtbot):
    section = show(AllergySection)
    assert len(section.chips.buttons) == 8
    qtbot.mouseClick(chip(section, "wheat"), LEFT)
    assert model.form.allergies == ("wheat",)
    qtbot.mouseClick(chip(section, "wheat"), LEFT)
    assert model.form.allergies == ()


def test_an_allergy_typed_and_left_is_taken_too(show, model, house):
    section, elsewhere = show(AllergySection), QLineEdit(house)
    elsewhere.show()
    section.box.setFocus()
    write(section.box, "キウイ")
    elsewhere.setFocus()
    assert model.form.allergies == ("キウイ",)
    assert section.box.text() == ""
    assert chip(section, "キウイ").isChecked()


def test_a_tag_is_a_tap_or_a_word_and_known_in_either_language(show, model, qtbot):
    model.change(replace(model.form, tags=("記念日",)))
    section = show(TagSection)
    assert [each.text() for each in section.chips.buttons if each.isChecked()] == ["anniversary"]
    qtbot.mouseClick(chip(section, "VIP"), LEFT)
    qtbot.keyClicks(section.box, "wheelchair")
    qtbot.keyClick(section.box, Qt.Key.Key_Return)
    assert model.form.tags == ("記念日", "VIP", "wheelchair")
    qtbot.mouseClick(chip(section, "anniversary"), LEFT)
    assert model.form.tags == ("VIP", "wheelchair")


@pytest.mark.parametrize("kind", [AllergySection, TagSection])
def test_every_control_is_in_a_fingers_reach_and_has_a_name(show, kind):
    section = show(kind)
    assert too_small(section) == []
    assert nameless(section) == []
