from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel

from app.ui.first_paint import FirstPaint
from app.ui.window import MainWindow


def test_the_first_paint_of_a_widget_is_told_once(qtbot):
    label = QLabel("19:00")
    qtbot.addWidget(label)
    told = []
    paint = FirstPaint(label)
    paint.passed.connect(lambda: told.append(label.isVisible()))
    with qtbot.waitSignal(paint.passed):
        label.show()
    label.repaint()
    turned = QTimer(singleShot=True)
    with qtbot.waitSignal(turned.timeout):
        turned.start()
    assert told == [True]


def test_what_opens_over_the_book_does_not_keep_the_book_waiting(models, theme, language, qtbot):
    window = MainWindow(models, theme, language)
    qtbot.addWidget(window)
    assert window._overlays is None
    with qtbot.waitSignal(window.drawn):
        window.show()
    assert window._overlays is not None


def test_what_staff_ask_for_before_the_first_paint_opens_all_the_same(
    models, theme, language, qtbot
):
    window = MainWindow(models, theme, language)
    qtbot.addWidget(window)
    window.begin_new()
    with qtbot.waitSignal(window.drawn):
        window.show()
    assert window.overlays.sheet.isVisible()
