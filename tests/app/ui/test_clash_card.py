from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from app.services.desk import Author
from app.ui.clash_card import ClashDock, over_the_timeline
from app.ui.stage import Room
from tests.app.ui.reach import nameless, too_small

LEFT = Qt.MouseButton.LeftButton
LIST_WIDTH = 440


@pytest.fixture
def model(models, news):
    return models.clashes


@pytest.fixture
def dock(model, theme, house):
    dock = ClashDock(model, theme, house)
    assert dock.is_folded
    later = QRect(LIST_WIDTH, 72, 1280 - LIST_WIDTH, 680)
    house.set_room(lambda: Room(QRect(0, 72, 1280, 680), later))
    house.add(dock, over_the_timeline)
    dock.bring_up()
    QApplication.processEvents()
    return dock


def disagree(desk):
    before = desk.bookings.get("suzuki")
    desk.bookings.change(before, replace(before, guest_name="鈴木 一"), Author("sato"))
    desk.bookings.change(before, replace(before, guest_name="鈴木 二"), Author("suzuki"))


def tap(qtbot, widget):
    qtbot.mouseClick(widget, LEFT)


def test_a_table_promised_twice_is_said_in_plain_words(dock):
    assert dock.isVisible()
    assert dock.title.text() == "18:00 T5 is promised twice"
    assert "佐々木" in dock.sides.text()
    assert "山田" in dock.sides.text()
    assert "ホール端末" in dock.sides.text()


def test_the_dock_never_covers_the_list(dock):
    assert dock.geometry().left() >= LIST_WIDTH
    assert dock.geometry().bottom() <= 72 + 680
    assert dock.height() <= 340


def test_the_dock_takes_no_focus(dock, model, desk, house):
    box = QLineEdit(house)
    box.show()
    box.setFocus()
    disagree(desk)
    model.reload()
    assert QApplication.focusWidget() is box


def test_the_best_way_out_is_one_tap_and_can_be_taken_back(dock, desk, qtbot):
    first = dock.ways.buttons[0]
    assert first.property("kind") == "primary"
    assert "no call needed" in first.text()
    tap(qtbot, first)
    assert desk.bookings.get("yamada").table_ids == ("T2",)
    assert dock.settled.text() == "Settled: 山田 to T2"
    assert not dock.head.isVisible()
    tap(qtbot, dock.undo)
    assert desk.bookings.get("yamada").table_ids == ("T5",)
    assert dock.is_folded
    dock.bring_up()
    assert dock.head.isVisible()


def test_a_field_clash_marks_the_difference_and_prefers_nobody(dock, model, desk, qtbot):
    disagree(desk)
    model.reload()
    tap(qtbot, dock.after)
    assert "Before: 鈴木" in dock.sides.text()
    assert "text-decoration:underline" in dock.sides.text()
    assert {each.property("kind") for each in dock.ways.buttons} == {"plain"}
    tap(qtbot, dock.ways.buttons[1])
    assert desk.bookings.get("suzuki").guest_name == "鈴木 二"


def test_a_name_is_never_read_as_markup(dock, model, desk):
    before = desk.bookings.get("suzuki")
    for name in ("<b>一</b>", "<i>二</i>"):
        desk.bookings.change(before, replace(before, guest_name=name), Author("sato"))
    model.reload()
    model.show_about("suzuki")
    assert "&lt;" in dock.sides.text()
    assert "<i>二" not in dock.sides.text()


def test_folded_it_covers_nothing_and_it_unfolds_again(dock, qtbot):
    tap(qtbot, dock.fold)
    assert dock.isHidden()
    dock.bring_up()
    assert dock.sides.isVisible()
    assert dock.ways.isVisible()


def test_news_of_a_clash_covers_nothing_and_a_settled_one_folds(dock, model, desk, qtbot):
    tap(qtbot, dock.ways.buttons[0])
    assert dock.is_folded
    disagree(desk)
    model.reload()
    assert dock.settled.isVisible()
    assert not dock.head.isVisible()
    assert not dock.ways.isVisible()


def test_several_clashes_are_counted_and_turned(dock, model, desk, qtbot):
    disagree(desk)
    model.reload()
    assert dock.count.text() == "1/2"
    tap(qtbot, dock.after)
    assert dock.count.text() == "2/2"
    tap(qtbot, dock.before)
    assert dock.count.text() == "1/2"


def test_without_a_clash_there_is_no_dock(dock, model, desk):
    desk.clashes.settle(model.current.id, 0, Author("sato"))
    model.reload()
    assert dock.isHidden()


def test_every_button_is_large_enough_and_named(dock, model, desk):
    disagree(desk)
    model.reload()
    QApplication.processEvents()
    assert too_small(dock) == []
    assert nameless(dock) == []


def test_the_words_follow_the_language_at_once(dock, language):
    language.choose("ja")
    QApplication.processEvents()
    assert dock.title.text() == "18:00 T5 が二重です"
    assert dock.ways.buttons[0].text() == "山田様を T2 へ\n電話不要"
