import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.services.desk import Author
from app.services.floor import TableDraft
from app.ui.settings import SettingsPanel
from app.viewmodels.settings import SettingsModel
from tests.app.ui.reach import nameless, too_small, write
from tests.app.viewmodels.test_settings import Hub

LEFT = Qt.MouseButton.LeftButton
HOUSE, FLOOR, TEAM, HUB, SCREEN = range(5)


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


def test_the_house_is_laid_out_changed_and_saved(panel, desk, qtbot):
    page = panel.house
    assert page.name.text() == "暖簾"
    page.name.clear()
    write(page.name, "新暖簾")
    page.pacing_covers.setValue(12)
    tap(qtbot, chip(page.closing_weekdays, "Mon"))
    tap(qtbot, page.save)
    venue = desk.house.venue()
    assert (venue.name, venue.pacing.covers_max) == ("新暖簾", 12)
    assert venue.closing_weekdays == {0}
    assert "新暖簾" in panel.answer.text()


def test_a_shift_is_added_and_taken_away(panel, desk, qtbot):
    page = panel.house
    tap(qtbot, page.add_shift)
    write(page._shifts[1].name, "ランチ")
    page._shifts[1].opens.setText("11:30")
    page._shifts[1].closes.setText("14:00")
    tap(qtbot, chip(page._shifts[1].weekdays, "Sun"))
    tap(qtbot, page.save)
    lunch = next(each for each in desk.house.venue().shifts if each.name == "ランチ")
    assert lunch.weekdays == frozenset(range(6))
    tap(qtbot, page._shifts[0].remove)
    tap(qtbot, page.save)
    assert len(desk.house.venue().shifts) == 1


def test_shorter_hours_list_whom_they_touch(panel, qtbot):
    panel.house._shifts[0].closes.setText("24:00")
    tap(qtbot, panel.house.save)
    assert panel.house.affected.isVisible()
    assert "林" in panel.house.affected.text()


def test_a_refusal_is_said_and_the_typing_stays(panel, desk, qtbot):
    panel.house._shifts[0].closes.setText("31:00")
    tap(qtbot, panel.house.save)
    assert panel.answer.property("kind") == "alarm"
    assert "31:00" in panel.answer.text()
    assert panel.house._shifts[0].closes.text() == "31:00"


def test_a_table_is_opened_changed_and_removed(panel, desk, qtbot):
    panel.open_page(FLOOR)
    page = panel.floor
    floor_chips = page._groups[0].findChildren(type(page.combines))[0]
    tap(qtbot, chip(floor_chips, "T8"))
    assert page.name.text() == "T8"
    page.most.setValue(8)
    tap(qtbot, page.closed)
    tap(qtbot, chip(page.combines, "T7"))
    tap(qtbot, page.save)
    eight = next(each for each in desk.floor.tables() if each.name == "T8")
    assert (eight.seats_max, eight.closed, eight.combines_with) == (8, True, ("T7",))


def test_a_table_is_added_and_a_second_one_right_after(panel, desk, qtbot):
    panel.open_page(FLOOR)
    for name in ("T20", "T21"):
        write(panel.floor.name, name)
        tap(qtbot, panel.floor.save)
    assert {"T20", "T21"} <= {each.name for each in desk.floor.tables()}


def test_an_area_is_added(panel, desk, qtbot):
    panel.open_page(FLOOR)
    write(panel.floor._new_area, "テラス")
    tap(qtbot, panel.floor._add_area)
    assert "テラス" in {each.name for each in desk.floor.areas()}
    assert panel.floor._new_area.text() == ""


def test_somebody_is_taken_on_with_a_pin(panel, desk, qtbot):
    panel.open_page(TEAM)
    write(panel.team.name, "高田")
    qtbot.keyClicks(panel.team.pin, "4321")
    tap(qtbot, panel.team.is_manager)
    tap(qtbot, panel.team.save)
    takada = next(each for each in desk.team.staff() if each.name == "高田")
    assert takada.role.value == "manager"
    assert desk.team.check_pin(takada, "4321")
    assert panel.team.name.text() == ""


def test_somebody_leaves(panel, desk, qtbot):
    panel.open_page(TEAM)
    tap(qtbot, chip(panel.team.people, "鈴木"))
    tap(qtbot, panel.team.is_active)
    tap(qtbot, panel.team.save)
    assert not desk.team.get("suzuki").active
    assert "left" in chip(panel.team.people, "鈴木").text()


def test_a_pin_that_is_none_is_refused_and_the_person_stays_open(panel, desk, qtbot):
    panel.open_page(TEAM)
    tap(qtbot, chip(panel.team.people, "鈴木"))
    qtbot.keyClicks(panel.team.pin, "12")
    tap(qtbot, panel.team.save)
    assert panel.answer.property("kind") == "alarm"
    assert panel.team.name.text() == "鈴木"


def test_pairing_never_holds_the_window_up_and_its_answer_is_shown(panel, model, hub, qtbot):
    panel.open_page(HUB)
    qtbot.keyClicks(panel.hub.url, "https://hub")
    qtbot.keyClicks(panel.hub.code, "ABC")
    tap(qtbot, panel.hub.pair)
    assert hub.asked == [("https://hub", "ABC", "ホール端末")]
    assert not panel.hub.pair.isEnabled()
    assert "Asking" in panel.hub.answer.text()
    hub.pair_failed.emit("the code has been used")
    assert panel.hub.answer.text() == "the code has been used"
    assert panel.hub.answer.property("kind") == "alarm"
    assert panel.hub.pair.isEnabled()
    assert panel.hub.code.text() == "ABC"


def test_a_round_is_asked_for_by_one_tap(panel, hub, qtbot):
    panel.open_page(HUB)
    tap(qtbot, panel.hub.sync)
    hub.synced.emit(True)
    assert panel.hub.answer.text() == "In sync"


def test_language_and_light_change_at_once(panel, theme, language, qtbot):
    panel.open_page(SCREEN)
    tap(qtbot, chip(panel.screen_page.themes, "Evening"))
    assert theme.name == "evening"
    tap(qtbot, chip(panel.screen_page.languages, "日本語"))
    QApplication.processEvents()
    assert language.code == "ja"
    assert panel.tabs[0].text() == "店舗"
    assert chip(panel.screen_page.languages, "日本語").isChecked()


def test_another_devices_table_appears_while_the_page_is_open(panel, model, desk):
    panel.open_page(FLOOR)
    table = desk.floor.add_table(
        TableDraft(name="T99", seats_min=1, seats_max=2, area_id="hall"), Author()
    )
    model.refresh(frozenset({("table", str(table.id))}))
    chips = panel.floor._groups[0].findChildren(type(panel.floor.combines))[0]
    assert chip(chips, "T99")
