import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton

from app.domain.reservation import Status
from app.domain.status import MOVES
from app.ui.moves_card import MovesCard
from resources.tokens import TOUCH_MIN

LEFT = Qt.MouseButton.LeftButton
NEAR = QPoint(100, 100)


@pytest.fixture
def card(day, theme, house):
    card = MovesCard(day, theme, house)
    house.add(card, card.at_the_finger)
    return card


def offer(card, day, reservation_id, where=NEAR):
    card.offer(day.row(day.find(reservation_id)), card.parentWidget().mapToGlobal(where))


@pytest.mark.parametrize("reservation_id", ["yamada", "tanaka", "nakamura", "kato"])
def test_it_offers_every_legal_move_and_no_other(card, day, reservation_id):
    offer(card, day, reservation_id)
    assert set(card.buttons) == MOVES[day.find(reservation_id).status]


def test_a_tap_makes_the_move_and_puts_the_card_away(card, day, qtbot):
    offer(card, day, "yamada")
    qtbot.mouseClick(card.buttons[Status.NO_SHOW], LEFT)
    assert day.find("yamada").status is Status.NO_SHOW
    assert card.isHidden()


def test_the_moves_of_the_party_before_are_gone(card, day):
    offer(card, day, "yamada")
    offer(card, day, "tanaka")
    assert set(card.buttons) == MOVES[Status.SEATED]


def test_an_allergy_is_noted_by_one_tap_and_taken_back_by_another(card, day, qtbot):
    offer(card, day, "yamada")
    shrimp = next(each for each in card.allergies.buttons if each.text() == "shrimp")
    qtbot.mouseClick(shrimp, LEFT)
    assert day.find("yamada").allergies == ("shrimp",)
    assert not card.isHidden()
    shrimp = next(each for each in card.allergies.buttons if each.text() == "shrimp")
    assert shrimp.isChecked()
    qtbot.mouseClick(shrimp, LEFT)
    assert day.find("yamada").allergies == ()
    day.undo()
    assert day.find("yamada").allergies == ("shrimp",)


def test_an_allergy_known_in_another_spelling_is_the_same_chip(card, day):
    offer(card, day, "tanaka")
    chosen = [each.text() for each in card.allergies.buttons if each.isChecked()]
    assert chosen == ["shrimp"]


def test_it_opens_the_reservation_instead(card, day, qtbot):
    offer(card, day, "yamada")
    with qtbot.waitSignal(card.reservation_activated) as opened:
        qtbot.mouseClick(card.open_button, LEFT)
    assert opened.args == ["yamada"]


def test_escape_moves_nobody(card, day, qtbot):
    offer(card, day, "yamada")
    with qtbot.waitSignal(card.closed):
        qtbot.keyClick(card.buttons[Status.ARRIVED], Qt.Key.Key_Escape)
    assert day.find("yamada").status is Status.CONFIRMED


def test_it_can_be_worked_by_keys_alone(card, day, qtbot):
    offer(card, day, "yamada")
    first = card.window().focusWidget()
    assert isinstance(first, QPushButton)
    qtbot.keyClick(first, Qt.Key.Key_Space)
    assert day.find("yamada").status is Status(first.property("status"))


def test_every_move_is_a_fingers_height(card, day):
    offer(card, day, "yamada")
    assert min(button.height() for button in card.buttons.values()) >= TOUCH_MIN


def test_at_the_bottom_of_the_screen_it_moves_up_rather_than_out(card, day):
    offer(card, day, "yamada", QPoint(1270, 790))
    assert card.parentWidget().rect().contains(card.geometry())


def test_its_title_says_whose_moves_they_are(card, day):
    offer(card, day, "yamada")
    assert "山田" in card.accessibleName()
