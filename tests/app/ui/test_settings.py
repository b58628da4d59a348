import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.ui.settings import SettingsPanel
from app.viewmodels.settings import SettingsModel
from tests.app.ui.reach import nameless, too_small, write
from tests.app.viewmodels.test_settings import Hub

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def hub(qapp):
    return Hub()


@pytest.fixture
def model(desk, day, hub):
    return SettingsModel(desk, day, hub)


@pytest.fixture
def panel(model, theme, language, house):
    panel = SettingsPanel(model, theme, language, house)
    panel.resize(house.size())
    panel.bring_up()
    QApplication.processEvents()
    return panel


def tap(qtbot, widget):
    qtbot.mouseClick(widget, LEFT)


def chip(chips, text):
    return next(each for each in chips.buttons if text in each.text())


def test_every_page_is_one_tap_away(panel, qtbot):
    for place, tab in enumerate(panel.tabs):
        tap(qtbot, tab)
        assert panel.pages.currentIndex() == place
        assert tab.isChecked()


@pytest.mark.parametrize("page", range(5))
def test_every_control_of_a_page_is_large_enough_and_named(panel, page):
    panel.open_page(page)
    QApplication.processEvents()
    assert too_small(panel) == []
    assert nameless(panel) == []


def test_a_refusal_is_said_and_the_typing_stays(panel, desk, qtbot):
    panel.house._shifts[0].closes.setText("31:00")
    tap(qtbot, panel.house.save)
    assert panel.answer.property("kind") == "alarm"
    assert "31:00" in panel.answer.text()
    assert panel.house._shifts[0].closes.text() == "31:00"


def test_what_was_saved_is_said(panel, qtbot):
    write(panel.house.name, "新")
    tap(qtbot, panel.house.save)
    assert panel.answer.isVisible()
    assert "新" in panel.answer.text()


def test_another_language_reaches_every_page(panel, language):
    language.choose("ja")
    QApplication.processEvents()
    assert [each.text() for each in panel.tabs] == [
        "店舗",
        "卓とエリア",
        "スタッフ",
        "ハブ",
        "画面",
    ]
    assert panel.house.save.text() == "店舗設定を保存"
    assert panel.floor.save.text() == "卓を追加"
    assert panel.team.save.text() == "追加"
    assert panel.hub.pair.text() == "この店に参加"


def test_escape_closes_the_settings(panel, qtbot):
    qtbot.keyClick(panel.tabs[0], Qt.Key.Key_Escape)
    assert panel.isHidden()
