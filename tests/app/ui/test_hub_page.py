import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.ui.hub_page import HubPage, ScreenPage
from app.viewmodels.settings import SettingsModel
from tests.app.viewmodels.test_settings import Hub
from tests.app.viewmodels.test_sync_room import Facts

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def hub(qapp):
    return Hub()


@pytest.fixture
def page(desk, day, hub, theme, house):
    model = SettingsModel(desk, day, hub)
    page = HubPage(model, theme, house)
    model.changed.connect(page.show_hub)
    page.show()
    return page


@pytest.fixture
def screen(theme, language, house):
    screen = ScreenPage(theme, language, house)
    screen.show()
    return screen


def tap(qtbot, widget):
    qtbot.mouseClick(widget, LEFT)


def chip(chips, text):
    return next(each for each in chips.buttons if text in each.text())


def test_pairing_never_holds_the_window_up_and_its_answer_is_shown(page, hub, qtbot):
    qtbot.keyClicks(page.url, "https://hub")
    qtbot.keyClicks(page.code, "ABC")
    tap(qtbot, page.pair)
    assert hub.asked == [("https://hub", "ABC", "ホール端末")]
    assert not page.pair.isEnabled()
    assert "Asking" in page.answer.text()
    hub.pair_failed.emit("the code has been used")
    assert page.answer.text() == "the code has been used"
    assert page.answer.property("kind") == "alarm"
    assert page.pair.isEnabled()
    assert page.code.text() == "ABC"


def test_a_round_is_asked_for_by_one_tap(page, hub, qtbot):
    tap(qtbot, page.sync)
    hub.synced.emit(True)
    assert page.answer.text() == "In sync"


def test_language_and_light_change_at_once(screen, theme, language, qtbot):
    tap(qtbot, chip(screen.themes, "Evening"))
    assert theme.name == "evening"
    tap(qtbot, chip(screen.languages, "日本語"))
    QApplication.processEvents()
    assert chip(screen.themes, "夜").isChecked()
    assert language.code == "ja"
    assert chip(screen.languages, "日本語").isChecked()


def test_a_tablet_of_a_house_says_which_and_does_not_urge_to_join_again(page, day):
    assert page.joined.isHidden()
    assert page.pair.property("kind") == "primary"
    page.hide()
    day.set_has_hub(True)
    page.show()
    assert page.joined.isVisible()
    assert day.book.venue.name in page.joined.text()
    assert page.pair.property("kind") == "plain"
    assert page.pair.text() == "Join another house"
    assert page.sync.property("kind") == "primary"


def test_the_page_says_which_hub_and_how_it_stands(page):
    assert page.standing.text() == "This house has no hub yet"
    page._model.set_state(Facts())
    assert page.standing.text() == "https://hub.example: it answers"


def test_staff_choose_whether_the_houses_relay_is_asked(page, day, hub, qtbot):
    assert page.relays.isHidden()
    day.set_has_hub(True)
    page.show_hub()
    assert page.relays.isVisible()
    assert chip(page.relays, "first").isChecked()
    tap(qtbot, chip(page.relays, "Never"))
    assert hub.relay_wish == "off"
    assert chip(page.relays, "Never").isChecked()
    assert "also where the house has a relay" in page.relay.text()


def test_an_address_given_in_the_settings_file_can_be_left_for_what_is_found(page, day, hub, qtbot):
    hub.relay_wish = "http://10.0.0.7:8420"
    day.set_has_hub(True)
    page.show_hub()
    assert chip(page.relays, "10.0.0.7").isChecked()
    tap(qtbot, chip(page.relays, "first"))
    assert hub.relay_wish == "auto"
