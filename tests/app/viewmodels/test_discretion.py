"""Guest-proof mode: what is put into words while guests can see the screen."""

import pytest

from app.domain.numbers import read_phone
from app.services.author import Author
from app.viewmodels.discretion import Discretion, is_discreet
from app.viewmodels.rows import MarkKind, name_text, saved_name
from app.viewmodels.wording import person_text, phone_text


@pytest.fixture
def discretion(desk, day):
    model = Discretion(desk, day)
    yield model
    model._turn(on=False)


def test_it_is_off_until_somebody_turns_it_on(discretion, qtbot):
    assert not is_discreet()
    with qtbot.waitSignal(discretion.changed) as changed:
        discretion.enter()
    assert changed.args == [True]
    assert is_discreet()


def test_names_numbers_and_readings_are_left_out(discretion, day):
    tanaka = day.find("tanaka")
    discretion.enter()
    assert name_text(tanaka) == person_text("田中") == saved_name("田中") == "A guest"
    assert phone_text(read_phone("090-1234-5678").phone) == ""
    assert day.row(tanaka).kana == ""
    assert saved_name("") == ""


def test_only_marks_that_tell_nothing_of_a_person_stay(discretion, day):
    before = {mark.kind for each in day.book.reservations for mark in day.row(each).marks}
    assert {MarkKind.ALLERGY, MarkKind.VIP} <= before
    discretion.enter()
    after = {mark.kind for each in day.book.reservations for mark in day.row(each).marks}
    assert not {MarkKind.ALLERGY, MarkKind.VIP, MarkKind.MEMO, MarkKind.TAG} & after
    assert MarkKind.CLASH in after


def test_rows_made_before_read_otherwise_at_once_and_again_after(discretion, day):
    tanaka = day.find("tanaka")
    assert day.row(tanaka).name == "田中"
    discretion.enter()
    assert day.row(tanaka).name == "A guest"
    assert discretion.leave()
    assert day.row(tanaka).name == "田中"


def test_where_staff_have_pins_one_of_them_is_needed_to_leave(discretion, desk):
    desk.team.set_pin(desk.team.get("suzuki"), "4711", Author())
    discretion.enter()
    assert discretion.needs_pin
    assert not discretion.leave()
    assert not discretion.leave("1234")
    assert is_discreet()
    assert discretion.leave("4711")
