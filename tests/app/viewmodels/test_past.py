"""What was done, to be read and to be taken back, without widgets."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.reservation import Status
from app.services.author import Author
from app.viewmodels.day import DayModel
from app.viewmodels.past import ActsModel, PastModel
from tests.app.viewmodels.test_day import heard

YAMADA = ("reservation", "yamada")


@pytest.fixture
def past(desk, day):
    past = PastModel(desk, day)
    day.wrote.connect(past.refresh)
    past.show(YAMADA, "山田")
    return past


@pytest.fixture
def acts(desk, day):
    acts = ActsModel(desk, day)
    day.wrote.connect(acts.refresh)
    return acts


def test_the_past_of_a_booking_is_told_newest_first_from_what_to_what(day, past):
    day.set_author(Author("sato"))
    day.move("yamada", ("T6",))
    newest = past.lines[0]
    assert newest.what == "Moved: Table T5 → T6"
    assert newest.who == "佐藤 (ホール端末)"
    assert newest.can_undo


def test_any_line_that_still_shows_is_taken_back_not_only_the_last(day, past):
    day.move("yamada", ("T6",))
    moved = past.lines[0].change_id
    day.set_status("yamada", Status.ARRIVED)
    past.take_back(moved)
    assert day.find("yamada").table_ids == ("T5",)
    assert day.find("yamada").status is Status.ARRIVED


def test_what_was_taken_back_is_done_again_by_redo(day, past):
    day.move("yamada", ("T6",))
    past.take_back(past.lines[0].change_id)
    day.redo()
    assert day.find("yamada").table_ids == ("T6",)


def test_a_line_that_was_written_over_offers_no_way_back(day, past):
    day.move("yamada", ("T6",))
    first = past.lines[0].change_id
    day.move("yamada", ("T2",))
    offered = {line.change_id: line.can_undo for line in past.lines}
    assert offered[first] is False


def test_news_of_another_booking_leaves_the_lines_alone(day, past):
    told = heard(past.changed)
    day.set_status("ito", Status.ARRIVED)
    assert told == []


def test_nothing_shown_has_no_past(past):
    past.clear()
    assert past.lines == ()


def test_acts_are_listed_with_whom_they_were_about(day, acts):
    acts.open()
    day.set_status("yamada", Status.ARRIVED)
    assert acts.lines[0].about == "山田"
    assert acts.lines[0].can_undo


def test_a_closed_list_of_acts_reads_nothing(day, acts):
    acts.open()
    acts.close()
    told = heard(acts.changed)
    day.set_status("yamada", Status.ARRIVED)
    assert told == []


def test_fifty_acts_are_taken_back_one_after_another(day):
    names = [each.id for each in day.book.reservations]
    before = {id: day.find(id).turn_minutes for id in names}
    for step in range(50):
        id = names[step % len(names)]
        day.set_turn(id, day.find(id).turn_minutes + 15)
    for _ in range(50):
        day.undo()
    assert {id: day.find(id).turn_minutes for id in names} == before


def test_after_a_restart_fifty_acts_are_taken_back_from_the_list(desk, day, clock):
    names = [each.id for each in day.book.reservations]
    before = {id: day.find(id).turn_minutes for id in names}
    for step in range(50):
        id = names[step % len(names)]
        day.set_turn(id, day.find(id).turn_minutes + 15)
    again = DayModel(desk, clock)
    acts = ActsModel(desk, again)
    acts.open()
    turned = [line.change_id for line in acts.lines][:50]
    for change_id in turned:
        acts.take_back(change_id)
    assert {each.id: each.turn_minutes for each in again.book.reservations} == before


def test_an_act_of_several_changes_is_taken_back_whole_from_the_list(day, desk, acts):
    one = desk.bookings.change(
        day.find("yamada"), replace(day.find("yamada"), note="窓側"), Author()
    )
    two = desk.bookings.change(day.find("ito"), replace(day.find("ito"), note="奥"), Author())
    day.refresh(frozenset({YAMADA, ("reservation", "ito")}))
    day.record_changes(
        replace(
            _saved(day, one),
            change_ids=(*one.change_ids, *two.change_ids),
            touched=frozenset({YAMADA, ("reservation", "ito")}),
        )
    )
    acts.open()
    acts.take_back(two.change_ids[0])
    assert (day.find("yamada").note, day.find("ito").note) == ("", "")
    assert not day.can_undo


def _saved(day, booked):
    day.record("change", booked)
    saved = day.next_undo
    day._done.clear()
    return saved
