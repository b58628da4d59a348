from dataclasses import replace

import pytest

from app.domain.ids import TableId
from app.domain.staff import Role
from app.viewmodels.settings import SettingsModel
from app.viewmodels.table_form import TableForm
from tests.app.ui.sample import SilentHub


class Hub(SilentHub):
    """Remembers what it was asked."""

    def __init__(self):
        super().__init__()
        self.asked = []

    def pair(self, url, code, device_name):
        self.asked.append((url, code, device_name))

    def sync_now(self):
        self.asked.append("sync")


@pytest.fixture
def hub(qapp):
    return Hub()


@pytest.fixture
def settings(desk, day, hub):
    return SettingsModel(desk, day, hub)


def table(settings, name):
    return next(each for each in settings.tables if each.name == name)


def test_a_table_is_added_changed_closed_and_removed(settings, desk):
    area = settings.areas[0].id
    assert settings.add_table(TableForm(name="T9", seats_min=2, seats_max=6, area_id=area))
    nine = table(settings, "T9")
    assert (nine.seats_max, nine.area_id) == (6, area)
    changed = TableForm(
        name="T9",
        seats_min=2,
        seats_max=4,
        area_id=area,
        combines_with=(TableId("T8"),),
        closed=True,
    )
    assert settings.change_table(nine, changed)
    nine = table(settings, "T9")
    assert (nine.seats_max, nine.closed, nine.combines_with) == (4, True, ("T8",))
    assert settings.remove_table(nine)
    assert "T9" not in {each.name for each in settings.tables}


def test_removing_a_table_is_undone_like_anything_else(settings, day):
    settings.remove_table(table(settings, "T8"))
    day.undo()
    assert table(settings, "T8")


def test_a_name_that_another_table_has_is_refused(settings, qtbot):
    with qtbot.waitSignal(settings.refused):
        assert not settings.add_table(TableForm(name="T1"))


def test_seats_the_wrong_way_round_are_turned(settings):
    settings.change_table(table(settings, "T1"), TableForm(name="T1", seats_min=6, seats_max=4))
    assert (table(settings, "T1").seats_min, table(settings, "T1").seats_max) == (4, 4)


def test_an_area_is_added_renamed_and_removed(settings):
    assert settings.add_area("テラス")
    (terrace,) = [each for each in settings.areas if each.name == "テラス"]
    assert settings.rename_area(terrace, "庭")
    (garden,) = [each for each in settings.areas if each.name == "庭"]
    assert settings.remove_area(garden)
    assert "庭" not in {each.name for each in settings.areas}


def test_somebody_is_taken_on_given_a_pin_and_leaves(settings, desk):
    assert settings.add_staff("高田", Role.HOST)
    (takada,) = [each for each in settings.staff if each.name == "高田"]
    assert settings.set_pin(takada, "4321")
    takada = desk.team.get(takada.id)
    assert desk.team.check_pin(takada, "4321")
    assert settings.change_staff(takada, "高田", Role.MANAGER, active=False)
    takada = desk.team.get(takada.id)
    assert (takada.role, takada.active) == (Role.MANAGER, False)
    assert settings.staff[-1].id == takada.id


@pytest.mark.parametrize("pin", ["12", "abcd", "123456789"])
def test_a_pin_that_is_none_is_refused(settings, qtbot, pin):
    with qtbot.waitSignal(settings.refused):
        assert not settings.set_pin(settings.staff[0], pin)


def test_joining_a_house_is_asked_and_answered_by_signals(settings, hub, qtbot):
    settings.pair(" https://hub:8420 ", " ABC-123 ", "入口端末")
    assert hub.asked == [("https://hub:8420", "ABC-123", "入口端末")]
    assert settings.is_asking
    with qtbot.waitSignal(settings.hub_answered) as answered:
        hub.paired.emit("暖簾")
    assert answered.args == [True, "This device joined 暖簾"]
    assert not settings.is_asking


def test_a_refused_pairing_says_why_and_can_be_tried_again(settings, hub, qtbot):
    settings.pair("https://hub", "X", "")
    with qtbot.waitSignal(settings.hub_answered) as answered:
        hub.pair_failed.emit("the code has been used")
    assert answered.args == [False, "the code has been used"]
    assert not settings.is_asking


def test_nobody_is_asked_without_an_address_and_a_code(settings, hub, qtbot):
    with qtbot.waitSignal(settings.hub_answered) as answered:
        settings.pair("", "ABC", "")
    assert not answered.args[0]
    assert hub.asked == []


@pytest.mark.parametrize(("in_sync", "words"), [(True, "In sync"), (False, "Not in sync")])
def test_a_round_asked_for_says_how_it_ended(settings, hub, qtbot, in_sync, words):
    settings.sync_now()
    with qtbot.waitSignal(settings.hub_answered) as answered:
        hub.synced.emit(in_sync)
    assert answered.args[0] is in_sync
    assert words in answered.args[1]


def test_what_becomes_of_the_house_is_said_like_everything_else(settings, qtbot):
    settings.house.type(replace(settings.house.form, timezone="Mars/Olympus"))
    with qtbot.waitSignal(settings.refused):
        settings.house.save()
    settings.house.type(replace(settings.house.form, timezone="Asia/Seoul"))
    with qtbot.waitSignal(settings.saved):
        settings.house.save()


def test_another_devices_table_is_shown_at_once(settings, qtbot):
    with qtbot.waitSignal(settings.changed):
        settings.refresh(frozenset({("table", "T1")}))
    with qtbot.assertNotEmitted(settings.changed):
        settings.refresh(frozenset({("reservation", "ito")}))
