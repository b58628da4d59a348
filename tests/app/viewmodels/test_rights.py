import pytest

from app.domain.ids import GuestId
from app.domain.rights import Right
from app.domain.staff import Role
from app.services.author import Author
from app.viewmodels.guest import GuestModel
from tests.app.ui.sample import Drafts
from tests.app.viewmodels.test_day import heard


@pytest.fixture
def boss(desk):
    boss = desk.team.add("店長", Role.MANAGER, Author())
    return desk.team.set_pin(boss, "4711", Author())


@pytest.fixture
def rights(day):
    return day.rights


def test_in_a_house_without_a_managers_pin_everything_is_granted(rights):
    assert all(rights.grants(right, list) for right in Right)


def test_what_needs_a_manager_waits_for_the_pin_and_then_goes_on_signed_by_them(
    rights, boss, day, qtbot
):
    day.set_author(Author("sato"))
    done = []
    with qtbot.waitSignal(rights.hand_wanted):
        assert not rights.grants(Right.MERGE, lambda: done.append(day.author.name))
    assert done == []
    assert rights.lend(boss, "4711")
    assert done == [boss.id]
    assert day.author == Author("sato")


def test_a_hand_is_lent_for_one_act_only(rights, boss):
    rights.grants(Right.MERGE, list)
    rights.lend(boss, "4711")
    assert not rights.lend(boss, "4711")
    assert not rights.allows(Right.MERGE)


def test_a_wrong_pin_lets_nothing_go_on(rights, boss):
    done = []
    rights.grants(Right.MERGE, lambda: done.append(1))
    assert not rights.lend(boss, "0000")
    assert done == []


def test_after_five_wrong_pins_even_the_right_one_waits_a_minute(rights, boss, clock):
    rights.grants(Right.MERGE, list)
    for _ in range(5):
        rights.lend(boss, "0000")
    assert rights.door.wait_seconds(boss) == 60
    assert not rights.lend(boss, "4711")
    clock.advance(1)
    assert rights.lend(boss, "4711")


def test_what_was_given_up_is_not_done_by_a_later_pin(rights, boss):
    done = []
    rights.grants(Right.MERGE, lambda: done.append(1))
    rights.forget()
    assert not rights.lend(boss, "4711")
    assert done == []


def test_a_manager_who_signs_is_asked_nothing(rights, boss, day):
    day.set_author(Author(boss.id))
    assert rights.grants(Right.SETTINGS, list)


def test_cards_are_joined_once_a_manager_has_signed(desk, day, boss):
    guest = GuestModel(desk, day, Drafts())
    guest.open("lee")
    guest.join(GuestId("ito"))
    assert desk.guests.get("ito").merged_into is None
    day.rights.lend(boss, "4711")
    assert desk.guests.get("ito").merged_into == "lee"
    assert desk.history.of("ito")[-1].actor == boss.id


def test_undo_of_a_setting_asks_for_a_manager_and_then_goes_on(desk, day, boss, models_settings):
    day.set_author(Author(boss.id))
    area = desk.floor.areas()[0]
    models_settings.rename_area(area, "広間")
    day.set_author(Author("sato"))
    asked = heard(day.rights.hand_wanted)
    day.undo()
    assert asked == [()]
    assert desk.floor.areas()[0].name == "広間"
    day.rights.lend(boss, "4711")
    assert desk.floor.areas()[0].name == area.name
    assert not day.can_undo


@pytest.fixture
def models_settings(desk, day):
    from app.viewmodels.settings import SettingsModel
    from tests.app.ui.sample import SilentHub

    return SettingsModel(desk, day, SilentHub())
