import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from app.domain.reservation import Status
from app.ui.walk_in import WalkInCard

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def card(day, theme, house):
    card = WalkInCard(day, theme, house)
    card.bring_up()
    return card


def tables(card):
    found = (card.tables.itemAt(at).widget() for at in range(card.tables.count()))
    return {button.property("table"): button for button in found}


def test_only_tables_that_are_free_now_are_offered(card):
    assert "T6" in tables(card)
    assert not {"T3", "T5", "C1"} & tables(card).keys()


def test_table_then_number_and_the_party_sits(card, day, qtbot):
    qtbot.mouseClick(tables(card)["T6"], LEFT)
    qtbot.mouseClick(card._number_buttons[2], LEFT)
    seated = [each for each in day.book.reservations if each.status is Status.SEATED]
    assert ("T6",) in [each.table_ids for each in seated]
    assert [each.covers for each in seated if each.table_ids == ("T6",)] == [3]
    assert card.isHidden()


def test_no_number_can_be_tapped_before_a_table(card, day, qtbot):
    before = day.book
    qtbot.mouseClick(card._number_buttons[0], LEFT)
    assert day.book is before
    assert not any(button.isEnabled() for button in card._number_buttons)


def test_a_table_taken_meanwhile_is_no_longer_offered(card, day):
    day.walk_in("T6", 2)
    card.bring_up()
    assert "T6" not in tables(card)


def test_a_full_house_says_so(card, day):
    for table in day.free_now():
        day.walk_in(table.id, 1)
    card.bring_up()
    assert tables(card) == {}
    assert card._full.isVisible()


def test_every_chip_has_a_name_for_readers(card):
    for button in card.findChildren(QPushButton):
        assert button.accessibleName() or button.text()
