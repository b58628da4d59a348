import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from app.ui.sheet_parts import (
    Check,
    ChipFace,
    Chips,
    FingerScroll,
    NameBox,
    Stepper,
    TimeGrid,
)
from app.viewmodels.sheet_slots import TimeChip
from resources.tokens import TOUCH_MIN
from tests.app.ui.reach import write

LEFT = Qt.MouseButton.LeftButton


def faces(*words, chosen=""):
    return [ChipFace(word, word, word == chosen) for word in words]


@pytest.fixture
def chips(theme, qtbot):
    chips = Chips()
    qtbot.addWidget(chips)
    chips.resize(200, 300)
    chips.show()
    return chips


def test_a_tap_on_a_chip_says_which(chips, qtbot):
    chips.show_faces(faces("松", "竹", "梅"))
    with qtbot.waitSignal(chips.chosen) as chosen:
        qtbot.mouseClick(chips.buttons[1], LEFT)
    assert chosen.args == ["竹"]


def test_what_is_chosen_is_not_the_taps_to_say(chips, qtbot):
    chips.show_faces(faces("松", "竹", chosen="松"))
    qtbot.mouseClick(chips.buttons[1], LEFT)
    assert [each.isChecked() for each in chips.buttons] == [True, False]


def test_chips_that_stay_keep_the_focus_and_those_that_go_are_gone_at_once(chips):
    chips.show_faces(faces("松", "竹", "梅"))
    chips.activateWindow()
    chips.buttons[0].setFocus()
    gone = chips.buttons[2]
    chips.show_faces(faces("松", "竹", chosen="竹"))
    assert QApplication.focusWidget() is chips.buttons[0]
    assert not gone.isVisible()


def test_chips_go_on_in_the_next_line(chips):
    chips.show_faces(faces(*(f"卓{number}" for number in range(12))))
    QApplication.processEvents()
    tops = {each.y() for each in chips.buttons}
    assert len(tops) > 1
    assert all(each.geometry().right() < 200 for each in chips.buttons)
    assert chips.layout().heightForWidth(200) > chips.layout().heightForWidth(2000)


def a_time(minute, **over):
    return TimeChip(
        **{
            "minute": minute,
            "covers": 5,
            "covers_max": 10,
            "has_table": True,
            "over_pace": False,
            **over,
        }
    )


def test_a_quarter_hour_is_read_out_with_what_is_against_it(theme, qtbot):
    grid = TimeGrid(theme)
    qtbot.addWidget(grid)
    grid.show()
    times = [a_time(1140), a_time(1155, has_table=False, over_pace=True)]
    grid.show_chips(times, 1140)
    first, second = grid.buttons
    assert first.isChecked()
    assert first.accessibleName() == "19:00, 5/10 guests"
    assert second.accessibleName() == ("19:15, 5/10 guests, no table free, over the house's pace")
    assert first.height() >= TOUCH_MIN


def test_fewer_times_leave_no_old_ones_behind(theme, qtbot):
    grid = TimeGrid(theme)
    qtbot.addWidget(grid)
    grid.show()
    grid.show_chips([a_time(1140), a_time(1155)], None)
    grid.show_chips([a_time(1200)], None)
    assert [each.minute for each in grid.buttons] == [1200]


def test_a_tap_on_a_time_says_which(theme, qtbot):
    grid = TimeGrid(theme)
    qtbot.addWidget(grid)
    grid.show()
    grid.show_chips([a_time(1140), a_time(1155)], None)
    with qtbot.waitSignal(grid.chosen) as chosen:
        qtbot.mouseClick(grid.buttons[1], LEFT)
    assert chosen.args == [1155]


def test_every_look_of_a_time_can_be_drawn(theme, qtbot):
    grid = TimeGrid(theme)
    qtbot.addWidget(grid)
    grid.show()
    grid.show_chips(
        [
            a_time(1140, covers_max=0, covers=0),
            a_time(1155, has_table=False),
            a_time(1170, over_pace=True),
        ],
        1170,
    )
    for name in ("light", "evening"):
        theme.choose(name)
        assert not grid.grab().isNull()


def test_a_stepper_goes_on_while_it_is_held(theme):
    stepper = Stepper(theme)
    assert stepper.more.autoRepeat()
    assert stepper.less.autoRepeat()


def test_a_stepper_says_which_way(theme, qtbot):
    stepper = Stepper(theme)
    qtbot.addWidget(stepper)
    stepper.show()
    for button, way in ((stepper.more, 1), (stepper.less, -1)):
        with qtbot.waitSignal(stepper.stepped) as stepped:
            qtbot.mouseClick(button, LEFT)
        assert stepped.args == [way]


def test_a_tap_anywhere_on_its_row_changes_a_check(theme, qtbot):
    check = Check("はい")
    qtbot.addWidget(check)
    check.resize(400, 48)
    check.show()
    qtbot.mouseClick(check, LEFT, pos=QPoint(380, 24))
    assert check.isChecked()


@pytest.fixture
def box(theme, qtbot):
    box = NameBox()
    qtbot.addWidget(box)
    box.show()
    return box


def test_what_is_being_composed_is_told_at_every_stroke(box, qtbot):
    write(box, "佐藤")
    with qtbot.waitSignal(box.typing) as typing:
        QApplication.sendEvent(box, QInputMethodEvent("け", []))
    assert typing.args == ["佐藤け"]


def test_a_name_in_kana_has_no_reading_to_hear(box, qtbot):
    QApplication.sendEvent(box, QInputMethodEvent("さとう", []))
    with qtbot.assertNotEmitted(box.reading_heard):
        write(box, "さとう")


def test_a_reading_is_heard_once_for_each_part(box):
    heard: list[str] = []
    box.reading_heard.connect(heard.append)
    for kana, kanji in (("さとう", "佐藤"), ("けん", "健")):
        QApplication.sendEvent(box, QInputMethodEvent(kana, []))
        QApplication.sendEvent(box, QInputMethodEvent(kanji, []))
        write(box, kanji)
    assert heard == ["さとう", "けん"]


class Form(QWidget):
    """Forty chips and a line below them."""

    def __init__(self):
        super().__init__()
        self.chips, self.last = Chips(self), QLabel("おわり", self)
        self.chips.show_faces(faces(*(f"卓{number}" for number in range(40))))
        column = QVBoxLayout(self)
        column.addWidget(self.chips)
        column.addWidget(self.last)
        column.addStretch(1)


@pytest.fixture
def form(theme, qtbot):
    return Form()


@pytest.fixture
def scrolled(form, qtbot):
    """A window that shows a part of the form."""
    scroller = FingerScroll(form)
    qtbot.addWidget(scroller)
    scroller.resize(400, 200)
    scroller.show()
    QApplication.processEvents()
    return scroller


def below_the_last(form):
    return form.height() - form.last.geometry().bottom()


def test_scrolled_to_the_end_there_is_the_last_line_and_not_emptiness(scrolled, form):
    assert form.height() > 200
    assert below_the_last(form) < 40
    bar = scrolled.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert not form.last.visibleRegion().isEmpty()


def test_what_is_scrolled_follows_the_width_and_its_own_contents(scrolled, form):
    before = form.height()
    scrolled.resize(900, 200)
    QApplication.processEvents()
    assert form.width() == scrolled.viewport().width()
    assert form.height() < before
    wide = form.height()
    form.chips.show_faces(faces(*(f"卓{number}" for number in range(120))))
    QApplication.processEvents()
    assert form.height() > wide
    assert below_the_last(form) < 40


def test_a_set_box_has_a_tick_beside_its_colour(house, theme):
    check = Check("そば", house)
    check.show()
    for is_set in (False, True):
        check.setChecked(is_set)
        picture = check.grab().toImage()
        side = check.height() // 2
        found = {
            picture.pixelColor(x, y).name() for x in range(4, 20) for y in range(side - 8, side + 8)
        }
        tick = {theme.color("on_indigo").name(), theme.color("indigo").name()}
        assert (tick <= found) is is_set
