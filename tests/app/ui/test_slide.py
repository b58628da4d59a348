from PySide6.QtCore import QPropertyAnimation
from PySide6.QtWidgets import QWidget

from app.ui.slide import slide_in


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
