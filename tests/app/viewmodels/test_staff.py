from dataclasses import replace

import pytest

from app.services.author import Author
from app.viewmodels.staff import StaffModel


@pytest.fixture
def staff(desk, day):
    return StaffModel(desk.team, day)


def person(staff, name):
    return next(each for each in staff.people() if each.name == name)


def test_nobody_signs_at_first(staff):
    assert staff.author_name == ""


def test_who_has_no_pin_signs_at_a_tap(staff, day, qtbot):
    with qtbot.waitSignal(day.author_changed):
        assert staff.sign_as(person(staff, "佐藤"))
    assert staff.author_name == "佐藤"
    assert day.author == Author("sato")


def test_who_has_a_pin_signs_with_it_only(staff, desk, qtbot):
    desk.team.set_pin(person(staff, "鈴木"), "4711", Author())
    suzuki = person(staff, "鈴木")
    assert staff.needs_pin(suzuki)
    with qtbot.waitSignal(staff.pin_refused):
        assert not staff.sign_as(suzuki, "0000")
    assert staff.author_name == ""
    assert staff.sign_as(suzuki, "4711")
    assert staff.author_name == "鈴木"


def test_a_wrong_pin_leaves_whoever_signed_before(staff, desk):
    staff.sign_as(person(staff, "佐藤"))
    desk.team.set_pin(person(staff, "鈴木"), "4711", Author())
    staff.sign_as(person(staff, "鈴木"), "1")
    assert staff.author_name == "佐藤"


def test_who_left_the_house_is_not_offered(staff, desk):
    sato = person(staff, "佐藤")
    desk.team.change(sato, replace(sato, active=False), Author())
    assert "佐藤" not in [each.name for each in staff.people()]


def test_the_pen_can_be_put_down(staff):
    staff.sign_as(person(staff, "佐藤"))
    staff.sign_off()
    assert staff.author_name == ""


def test_a_name_that_is_nobodys_id_is_shown_as_it_is(staff, day):
    day.set_author(Author("bar"))
    assert staff.author_name == "bar"


def test_a_pin_that_was_guessed_five_times_is_not_taken_for_a_minute(staff, desk, clock):
    desk.team.set_pin(person(staff, "鈴木"), "4711", Author())
    suzuki = person(staff, "鈴木")
    for _ in range(5):
        staff.sign_as(suzuki, "0000")
    assert staff.wait_seconds(suzuki) == 60
    assert not staff.sign_as(suzuki, "4711")
    clock.advance(1)
    assert staff.sign_as(suzuki, "4711")


def test_a_tablet_left_lying_signs_for_nobody_once_the_idle_time_is_over(staff, desk, clock):
    staff.choose_lock_after(5)
    desk.team.set_pin(person(staff, "鈴木"), "4711", Author())
    staff.sign_as(person(staff, "鈴木"), "4711")
    clock.advance(4)
    staff.stir()
    clock.advance(4)
    staff.tick()
    assert staff.author_name == "鈴木"
    clock.advance(1)
    staff.tick()
    assert staff.author_name == ""


def test_who_has_no_pin_goes_on_signing_however_long_nothing_happens(staff, clock):
    staff.choose_lock_after(5)
    staff.sign_as(person(staff, "佐藤"))
    clock.advance(60)
    staff.tick()
    assert staff.author_name == "佐藤"
