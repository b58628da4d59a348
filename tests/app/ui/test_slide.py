from PySide6.QtCore import QPropertyAnimation
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.slide import slide_in
from app.ui.stage import at_bottom_right


def test_an_overlay_ends_where_it_was_put(theme, house, qtbot):
    card = QWidget(house)
    card.setGeometry(100, 50, 200, 200)
    card.show()
    slide_in(card)
    (motion,) = card.findChildren(QPropertyAnimation)
    assert card.pos().toTuple() != (100, 50)
    with qtbot.waitSignal(motion.finished):
        pass
    assert card.pos().toTuple() == (100, 50)


def test_a_window_resized_in_the_middle_of_it_has_the_last_word(theme, house, qtbot):
    card = QWidget(house)
    house.add(card, at_bottom_right)
    card.setFixedSize(200, 200)
    card.show()
    slide_in(card)
    (motion,) = card.findChildren(QPropertyAnimation)
    with qtbot.waitSignal(motion.finished):
        house.resize(1000, 600)
    QApplication.processEvents()
    assert house.rect().contains(card.geometry())


def test_what_opens_before_the_window_does_not_slide(theme):
    house = QWidget()
    card = QWidget(house)
    card.show()
    slide_in(card)
    assert card.findChildren(QPropertyAnimation) == []
