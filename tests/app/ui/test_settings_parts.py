from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.ui.settings_parts import (
    TWO_COLUMNS_FROM,
    Choice,
    Group,
    Number,
    NumberStep,
    Page,
    Rows,
    TwoColumns,
    WeekdayChips,
)
from app.ui.sheet_parts import Caption, words

LEFT = Qt.MouseButton.LeftButton


def test_weekdays_are_toggled_one_by_one(theme, qtbot):
    chips = WeekdayChips()
    qtbot.addWidget(chips)
    chips.show()
    chips.set_days(frozenset({0, 1}))
    assert [each.isChecked() for each in chips.buttons][:3] == [True, True, False]
    with qtbot.waitSignal(chips.changed):
        qtbot.mouseClick(chips.buttons[0], LEFT)
    qtbot.mouseClick(chips.buttons[6], LEFT)
    assert chips.days == {1, 6}


def test_rows_name_their_controls_for_eyes_and_readers(theme, qtbot):
    host = QWidget()
    qtbot.addWidget(host)
    rows = Rows()
    host.setLayout(rows)
    box = QLineEdit(host)
    rows.add(box)
    rows.name_rows("店名")
    assert box.accessibleName() == "店名"
    assert [each.text() for each in host.findChildren(Caption)] == ["店名"]


def test_a_number_keeps_within_its_bounds(theme, qtbot):
    number = Number(1, 9)
    qtbot.addWidget(number)
    number.setValue(99)
    assert number.value() == 9


def test_a_number_is_stepped_by_the_thumb_and_typed_as_well(theme, house, qtbot):
    number = NumberStep(0, 60, 15, theme, house)
    number.set_words("Minutes", "Less", "More")
    number.show()
    with qtbot.waitSignal(number.changed):
        qtbot.mouseClick(number.more, LEFT)
    qtbot.mouseClick(number.more, LEFT)
    qtbot.mouseClick(number.less, LEFT)
    assert number.value() == 15
    number.box.selectAll()
    qtbot.keyClicks(number.box, "40")
    assert number.value() == 40
    assert number.box.accessibleName() == "Minutes"


def test_columns_stand_side_by_side_only_where_there_is_room(theme, house):
    columns = TwoColumns(house)
    left, right = Group(columns), Group(columns)
    columns.left.addWidget(left)
    columns.right.addWidget(right)
    columns.show()
    for width, beside in ((TWO_COLUMNS_FROM, True), (TWO_COLUMNS_FROM - 1, False)):
        columns.resize(width, 400)
        QApplication.processEvents()
        assert (right.x() > left.x()) is beside


def test_a_number_can_be_read_in_its_whole_width(house):
    number = Number(0, 99, house)
    number.resize(120, 48)
    number.show()
    assert number.lineEdit().width() > 100


def turn_wheel(widget):
    at = QPointF(widget.rect().center())
    event = QWheelEvent(
        at, widget.mapToGlobal(at), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def test_a_number_is_changed_by_the_wheel_only_by_who_is_in_it(house):
    number = Number(1, 9, house)
    number.show()
    turn_wheel(number)
    assert number.value() == 1
    number.setFocus()
    turn_wheel(number)
    assert number.value() == 2


def test_a_choice_is_not_changed_by_scrolling_past_it(house):
    choice = Choice(house)
    choice.addItems(["松", "竹"])
    choice.setCurrentIndex(1)
    choice.show()
    turn_wheel(choice)
    assert choice.currentText() == "竹"
    choice.setFocus()
    turn_wheel(choice)
    assert choice.currentText() == "松"


def test_a_page_scrolls_up_and_down_only(theme, qtbot):
    page = Page()
    qtbot.addWidget(page)
    page.column.addWidget(words(page.inside, "body"))
    page.resize(300, 200)
    page.show()
    assert page.inside.width() <= 300
