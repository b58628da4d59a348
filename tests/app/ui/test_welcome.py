import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.ui.welcome import WelcomeView
from app.viewmodels.welcome import WelcomeModel
from tests.app.ui.reach import nameless, too_small, write

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def model(qapp):
    return WelcomeModel()


@pytest.fixture
def view(model, theme, language, qtbot):
    view = WelcomeView(model, theme, language)
    qtbot.addWidget(view)
    view.resize(1280, 800)
    view.show()
    return view


def tap(qtbot, widget):
    qtbot.mouseClick(widget, LEFT)


def test_a_new_house_is_a_name_and_two_taps(view, model, qtbot):
    tap(qtbot, view.to_new)
    assert view.name.hasFocus()
    write(view.name, "暖簾")
    with qtbot.waitSignal(model.new_house_requested) as asked:
        tap(qtbot, view.make)
    (house,) = asked.args
    assert house.name == "暖簾"
    assert house.tables > 0
    assert not house.is_training


def test_tables_hours_and_names_are_taken_as_set(view, model, qtbot):
    tap(qtbot, view.to_new)
    write(view.name, "暖簾")
    write(view.host, "佐藤")
    write(view.device, "入口端末")
    view.opens.setText("11:30")
    view.closes.setText("26:00")
    counter = view._counts[3][1]
    counter.setFocus()
    counter.selectAll()
    qtbot.keyClicks(counter, "8")
    tap(qtbot, view.training)
    with qtbot.waitSignal(model.new_house_requested) as asked:
        tap(qtbot, view.make)
    (house,) = asked.args
    assert (house.host, house.device_name, house.closes) == ("佐藤", "入口端末", "26:00")
    assert house.counter_seats == 8
    assert house.is_training


def test_what_is_missing_is_said_and_the_rest_stays(view, model, qtbot):
    tap(qtbot, view.to_new)
    write(view.host, "佐藤")
    tap(qtbot, view.make)
    assert view.problem.isVisible()
    assert view.host.text() == "佐藤"
    assert view.make.isEnabled()


def test_a_house_is_joined_with_address_and_code(view, model, qtbot):
    tap(qtbot, view.to_join)
    qtbot.keyClicks(view.url, "https://hub:8420")
    qtbot.keyClicks(view.code, "ABC-123")
    with qtbot.waitSignal(model.join_requested) as asked:
        qtbot.keyClick(view.code, Qt.Key.Key_Return)
    assert (asked.args[0].url, asked.args[0].code) == ("https://hub:8420", "ABC-123")
    assert not view.join.isEnabled()
    model.fail("the code has been used")
    assert view.problem.text() == "the code has been used"
    assert view.join.isEnabled()


def test_the_demo_is_one_tap(view, model, qtbot):
    with qtbot.waitSignal(model.demo_requested):
        tap(qtbot, view.to_demo)


def test_there_is_a_way_back(view, qtbot):
    tap(qtbot, view.to_join)
    tap(qtbot, view._backs[1])
    assert view.to_new.isVisible()


@pytest.mark.parametrize("page", [0, 1, 2])
def test_every_control_is_large_enough_and_named(view, page):
    view.pages.setCurrentIndex(page)
    QApplication.processEvents()
    assert too_small(view) == []
    assert nameless(view) == []


def test_the_words_follow_the_language_at_once(view, language):
    language.choose("ja")
    QApplication.processEvents()
    assert view.make.text() == "台帳をひらく"


def test_language_and_light_are_chosen_before_anything_else(view, theme, language, qtbot):
    english, evening = (chips.buttons[1] for chips in (view.languages, view.themes))
    language.choose("ja")
    tap(qtbot, english)
    assert language.code == "en"
    assert view.to_join.text().startswith("Join a house")
    tap(qtbot, evening)
    assert theme.name == "evening"
    assert view.themes.buttons[1].isChecked()


def test_while_the_book_of_a_joined_house_comes_there_is_nothing_to_tap(view, model):
    model.wait_for_book()
    assert not view.pages.isVisible()
    assert view.fetching.isVisible()
    model.progress(45)
    assert "45" in view.fetching.text()


def test_joining_says_how_far_it_is_below_what_was_typed(view, model, qtbot):
    tap(qtbot, view.to_join)
    assert not view.fetching.isVisible()
    model.progress(45)
    assert view.pages.isVisible()
    assert "45" in view.fetching.text()
