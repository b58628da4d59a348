"""Where a party may sit down now, and who waits for a table."""

import pytest

from app.domain.reservation import Status
from app.domain.waiting import DoorParty
from app.viewmodels.door import DoorModel, left_text


@pytest.fixture
def door(desk, day):
    return DoorModel(desk, day)


def names(door, covers=0):
    return [seat.name for group in door.groups(covers) for seat in group.seats]


def test_free_tables_stand_under_their_areas(door):
    titles = [group.title for group in door.groups(0)]
    assert titles == list(dict.fromkeys(titles))
    assert "カウンター" in titles
    assert not {"T3", "T5"} & set(names(door))


def test_for_a_number_the_best_stand_first_and_each_table_once(door):
    best, *_ = door.groups(2)
    assert best.title == "Best for 2"
    assert len(best.seats) == 3
    assert len(names(door, 2)) == len(set(names(door, 2)))


def test_a_table_says_until_when_where_the_next_party_comes(door, day):
    said = {seat.name: seat.until for group in door.groups(0) for seat in group.seats}
    assert said["T1"] == "until 19:30"


def test_a_walk_in_sits_and_can_be_taken_back(door, day):
    assert door.seat_walk_in(("T6",), 3, 1)
    (party,) = (
        each for each in day.book.reservations if each.table_ids == ("T6",) and each.children
    )
    assert (party.status, party.covers) == (Status.SEATED, 4)
    day.undo()
    assert day.find(party.id) is None


def test_a_party_waits_counts_down_and_then_up(door, clock):
    assert door.add(DoorParty(adults=2, name="高橋", quoted_minutes=20))
    (line,) = door.waiting()
    assert (line.left, line.is_over) == ("20 min left", False)
    clock.advance(27)
    (line,) = door.waiting()
    assert (line.left, line.is_over) == ("7 min over", True)
    assert line.waited == "since 18:05, 27 min"


def test_who_was_told_nothing_shows_no_countdown():
    assert left_text(None) == ""


def test_a_waiting_party_is_called_told_anew_and_seated_each_undone_alone(door, day, clock):
    door.add(DoorParty(adults=2, name="7"))
    (line,) = door.waiting()
    assert line.name == "No. 7"
    assert door.next_number() == "8"
    door.call_in(line.id)
    door.lengthen(line.id, 5)
    assert door.waiting()[0].left == "5 min left"
    assert door.waiting()[0].called == "called at 18:05"
    clock.advance(5)
    door.seat(line.id, ("T6",))
    assert door.waiting() == ()
    assert day.find(line.id).starts_at == day.now()
    day.undo()
    assert [each.id for each in door.waiting()] == [line.id]


def test_who_gives_up_waiting_is_gone_from_the_list(door, day):
    door.add(DoorParty(adults=2, name="7"))
    door.give_up(door.waiting()[0].id)
    assert door.waiting() == ()
    assert day.book.covers_expected == sum(each.covers for each in day.book.expected)


def test_todays_list_stands_whichever_day_is_looked_at(door, day, qtbot):
    day.step(1)
    assert door.next_number() == "1"
    with qtbot.waitSignal(door.changed):
        door.add(DoorParty(adults=2, name="7"))
        door.refresh(frozenset({("reservation", "x")}))
    assert [each.name for each in door.waiting()] == ["No. 7"]


def test_a_refused_party_says_why(door, day, qtbot):
    with qtbot.waitSignal(day.refused):
        assert not door.add(DoorParty(adults=0))


def test_the_estimate_is_nothing_while_a_table_is_free(door):
    assert door.estimate(2) == 0
