import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.reservation import Status
from app.services.author import Author
from tests.app.ui import reach

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def away(window, models):
    """佐藤 has looked; then 鈴木 moved a party, and another called off."""
    models.day.set_author(Author("sato"))
    models.day.set_author(Author("suzuki"))
    models.day.move("ito", ("T6",))
    models.day.set_status("kobayashi", Status.CANCELLED)


@pytest.fixture
def card(window, models, away):
    models.staff.sign_as(next(each for each in models.staff.people() if each.name == "佐藤"))
    QApplication.processEvents()
    return window.overlays.screen("handover", window)


def test_signing_in_shows_what_the_others_did(card):
    assert card.isVisible()
    assert [line.property("reservation") for line in card.lines] == ["ito", "kobayashi"]


def test_a_tap_opens_the_booking(card, models, qtbot):
    qtbot.mouseClick(card.lines[0], LEFT)
    assert card.isHidden()
    assert str(models.sheet.editing.id) == "ito"


def test_who_has_read_it_is_not_shown_it_again(card, window, models, qtbot):
    qtbot.mouseClick(card.done, LEFT)
    models.staff.sign_off()
    models.staff.sign_as(next(each for each in models.staff.people() if each.name == "佐藤"))
    assert card.isHidden()


def test_nothing_new_opens_nothing(window, models):
    models.day.set_author(Author("sato"))
    models.day.set_author(Author("sato"))
    assert window.overlays.screen("handover", window).isHidden()


def test_lines_are_whole_and_a_finger_high(card):
    assert reach.too_small(card) == []
    for line in card.lines:
        assert line.height() >= line.layout().totalHeightForWidth(line.width())
