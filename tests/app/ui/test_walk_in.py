import pytest
from PySide6.QtCore import Qt

from app.domain.reservation import Status
from app.ui.walk_in import WalkInCard
from app.viewmodels.door import DoorModel
from tests.app.ui.reach import nameless, too_small

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def card(desk, day, theme, house):
    card = WalkInCard(DoorModel(desk, day), theme, house)
    house.add(card, lambda card, _room: card.rect())
    card.bring_up()
    return card


def tables(card):
    return card.seats.buttons


def tap_number(qtbot, card, number):
    qtbot.mouseClick(card.numbers.buttons[number - 1], LEFT)


def seated_at(day, *tables):
    held = [each for each in day.book.reservations if each.status is Status.SEATED]
    return [each.covers for each in held if each.table_ids == tables]


def test_only_tables_that_are_free_now_are_offered(card):
    assert ("T6",) in tables(card)
    assert not {("T3",), ("T5",), ("C1",)} & tables(card).keys()


def test_table_then_number_and_the_party_sits(card, day, qtbot):
    qtbot.mouseClick(tables(card)["T6",], LEFT)
    tap_number(qtbot, card, 3)
    assert seated_at(day, "T6") == [3]
    assert card.isHidden()


def test_number_then_table_and_the_party_sits(card, day, qtbot):
    tap_number(qtbot, card, 2)
    assert card.isVisible()
    qtbot.mouseClick(tables(card)["T6",], LEFT)
    assert seated_at(day, "T6") == [2]
    assert card.isHidden()


def test_a_number_leaves_out_what_is_too_small(card, qtbot):
    tap_number(qtbot, card, 5)
    assert ("C3",) not in tables(card)
    assert ("T6",) not in tables(card)
    assert ("座敷",) in tables(card)


def test_a_table_tapped_twice_is_not_chosen(card, day, qtbot):
    qtbot.mouseClick(tables(card)["T6",], LEFT)
    assert tables(card)["T6",].isChecked()
    qtbot.mouseClick(tables(card)["T6",], LEFT)
    tap_number(qtbot, card, 2)
    assert seated_at(day, "T6") == []
    assert card.isVisible()


def test_a_party_of_twelve_is_counted_up_and_seated(card, day, qtbot):
    qtbot.mouseClick(card.numbers.more, LEFT)
    qtbot.mouseClick(card.numbers.stepper.more, LEFT)
    qtbot.mouseClick(card.numbers.take, LEFT)
    qtbot.mouseClick(tables(card)["座敷",], LEFT)
    assert seated_at(day, "座敷") == [12]


def test_a_table_taken_meanwhile_is_no_longer_offered(card, day):
    day.walk_in("T6", 2)
    assert ("T6",) not in tables(card)


def test_a_full_house_says_so_and_leads_to_the_waitlist(card, day, qtbot):
    for table_ids in tables(card):
        day.walk_in(*table_ids, 1)
    assert tables(card) == {}
    assert card.full.isVisible()
    tap_number(qtbot, card, 2)
    assert card.wait.property("kind") == "primary"
    with qtbot.waitSignal(card.waitlist_requested) as asked:
        qtbot.mouseClick(card.wait, LEFT)
    assert asked.args == [2]
    assert card.isHidden()


def test_it_can_be_opened_with_a_table_in_hand(card, day, qtbot):
    card.bring_up_at(("T6",))
    tap_number(qtbot, card, 4)
    assert seated_at(day, "T6") == [4]


def test_every_chip_is_in_reach_and_has_a_name(card, qtbot):
    tap_number(qtbot, card, 2)
    assert too_small(card) == []
    assert nameless(card) == []
