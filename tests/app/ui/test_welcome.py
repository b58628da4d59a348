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


def test_the_card_fits_the_smallest_window_at_every_step(view, qtbot):
    view.resize(1280, 740)
    tap(qtbot, view.to_new)
    write(view.steps.name, "暖簾")
    for _ in range(3):
        QApplication.processEvents()
        assert view.rect().contains(view.card.geometry())
        tap(qtbot, view.steps.onward)


def test_there_is_a_way_back(view, qtbot):
    tap(qtbot, view.to_join)
    tap(qtbot, view._backs[0])
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
    assert view.steps.onward.text() == "次へ"


def test_language_and_light_are_chosen_before_anything_else(view, theme, language, qtbot):
    english, evening = (chips.buttons[1] for chips in (view.languages, view.themes))
    language.choose("ja")
    tap(qtbot, english)
    assert language.code == "en"
    assert view.to_join.accessibleName().startswith("Join a house")
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
