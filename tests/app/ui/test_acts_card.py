import pytest
from PySide6.QtCore import Qt

from app.domain.reservation import Status

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def card(window, qtbot):
    qtbot.mouseClick(window.line.acts, LEFT)
    return window.overlays.screen("acts", window)


def test_an_act_is_taken_back_by_a_tap_beside_it(card, models, qtbot):
    models.day.set_status("yamada", Status.ARRIVED)
    models.day.set_status("ito", Status.ARRIVED)
    qtbot.mouseClick(card.panel.undo_buttons[1], LEFT)
    assert models.day.find("yamada").status is Status.CONFIRMED
    assert models.day.find("ito").status is Status.ARRIVED


def test_fifty_acts_are_taken_back_by_fifty_taps_on_undo(window, models, qtbot):
    parties = [str(each.id) for each in models.day.book.reservations]
    before = {id: models.day.find(id).turn_minutes for id in parties}
    for step in range(50):
        id = parties[step % len(parties)]
        models.day.set_turn(id, models.day.find(id).turn_minutes + 15)
    for _ in range(50):
        qtbot.mouseClick(window.line.undo, LEFT)
    assert {id: models.day.find(id).turn_minutes for id in parties} == before


def test_the_button_says_what_it_would_take_back(window, models):
    models.day.set_status("yamada", Status.ARRIVED)
    models.day.move("ito", ("T6",))
    assert window.line.undo.text() == "元に戻す：伊藤様・席の移動"
    models.day.undo()
    assert window.line.undo.text() == "元に戻す：山田様・状態"
    models.day.undo()
    assert window.line.undo.text() == "元に戻す"


def test_undo_looks_different_once_there_is_something_to_undo(window, models, qtbot):
    def colors():
        image = window.line.undo.grab().toImage()
        return {
            image.pixelColor(x, y).name()
            for x in range(image.width())
            for y in range(image.height())
        }

    theme = window.theme
    idle = colors()
    models.day.set_status("yamada", Status.ARRIVED)
    assert theme.color("ink").name() in colors() - idle


def test_the_list_has_a_key(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_H)
    assert not window.overlays.screen("acts", window).isHidden()
