"""Which moves the house allows, and what each leaves on the booking."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import NotAllowed
from app.domain.reservation import HOLDS_NO_TABLE, PRESENT, Status
from app.domain.status import MOVES, PROGRESS, may_move, move
from tests.builders import a_reservation, at

S = Status
STATUSES = st.sampled_from(Status)
LATER = at("19:40")


def test_every_status_has_a_row_and_a_place():
    assert set(MOVES) == set(Status)
    assert sorted(PROGRESS) == sorted(Status)


def test_every_status_but_the_first_two_is_reached_by_some_move():
    reached = {after for ways in MOVES.values() for after in ways}
    assert set(Status) - reached == {S.REQUESTED}


def test_no_row_names_itself_and_no_row_is_a_dead_end():
    assert all(ways and before not in ways for before, ways in MOVES.items())


HOUSE_RULES = """
    waiting: booked partly_arrived arrived seated left no_show cancelled duplicate
    requested: waiting booked confirmed cancelled duplicate
    booked: confirmed late partly_arrived arrived seated no_show cancelled duplicate
    confirmed: booked late partly_arrived arrived seated no_show cancelled duplicate
    late: booked confirmed partly_arrived arrived seated no_show cancelled duplicate
    partly_arrived: booked arrived seated left cancelled
    arrived: booked partly_arrived seated left cancelled
    seated: arrived bill left
    bill: seated left
    left: seated bill
    no_show: booked late partly_arrived arrived seated cancelled
    cancelled: waiting booked confirmed no_show
    duplicate: booked confirmed cancelled
"""


def test_the_moves_are_those_a_head_waiter_would_make():
    rows = (line.split(":") for line in HOUSE_RULES.strip().splitlines())
    rules = {before.strip(): set(ways.split()) for before, ways in rows}
    assert {str(before): {str(way) for way in ways} for before, ways in MOVES.items()} == rules


def test_staying_is_always_allowed():
    assert all(may_move(status, status) for status in Status)


@given(STATUSES, STATUSES)
def test_a_move_is_made_or_refused_as_the_table_says(before, after):
    reservation = a_reservation(status=before)
    if after is before or after in MOVES[before]:
        assert move(reservation, after, LATER).status is after
    else:
        with pytest.raises(NotAllowed):
            move(reservation, after, LATER)


def test_a_refusal_lists_every_move_there_is():
    with pytest.raises(NotAllowed) as refused:
        move(a_reservation(status=S.BILL), S.NO_SHOW, LATER)
    assert str(refused.value) == (
        "A party that is bill cannot become no_show; it can become seated, left."
    )
    assert (refused.value.field, refused.value.code) == ("status", "illegal_move")


@given(STATUSES)
def test_moving_to_where_it_stands_changes_nothing(status):
    reservation = a_reservation(status=status, cancel_reason="rain")
    assert move(reservation, status, LATER) == reservation


def test_each_moment_is_stamped_once():
    arrived = move(a_reservation(), S.PARTLY_ARRIVED, at("19:05"))
    seated = move(move(arrived, S.ARRIVED, at("19:10")), S.SEATED, at("19:15"))
    left = move(move(seated, S.BILL, at("21:00")), S.LEFT, at("21:05"))
    assert (left.arrived_at, left.seated_at, left.left_at) == (
        at("19:05"),
        at("19:15"),
        at("21:05"),
    )


def test_a_party_seated_at_once_has_arrived_too():
    seated = move(a_reservation(), S.SEATED, LATER)
    assert (seated.arrived_at, seated.seated_at) == (LATER, LATER)


def test_a_party_back_at_its_table_has_not_left():
    left = move(a_reservation(status=S.SEATED, seated_at=at("19:00")), S.LEFT, LATER)
    back = move(left, S.SEATED, LATER + timedelta(minutes=2))
    assert (back.seated_at, back.left_at) == (at("19:00"), None)


def test_a_wrong_tap_taken_back_leaves_no_arrival():
    tapped = move(a_reservation(), S.ARRIVED, LATER)
    assert move(tapped, S.BOOKED, LATER) == a_reservation()


def test_a_party_that_gave_up_waiting_was_never_a_guest():
    left = move(a_reservation(status=S.WAITING), S.LEFT, LATER, "too long")
    assert (left.arrived_at, left.seated_at, left.left_at) == (None, None, LATER)
    assert left.cancel_reason == "too long"


def test_a_reason_is_kept_while_it_holds_and_goes_when_they_come_back():
    cancelled = move(a_reservation(), S.CANCELLED, LATER, "rain")
    assert cancelled.cancel_reason == "rain"
    assert move(cancelled, S.NO_SHOW, LATER).cancel_reason == "rain"
    assert move(cancelled, S.BOOKED, LATER).cancel_reason == ""


def test_a_party_seen_in_the_house_outranks_any_word_that_it_would_not_come():
    rank = {status: number for number, status in enumerate(PROGRESS)}
    called_off = HOLDS_NO_TABLE - {S.LEFT}
    assert min(rank[each] for each in PRESENT | {S.LEFT}) > max(rank[each] for each in called_off)


def test_being_called_off_outranks_being_expected():
    rank = {status: number for number, status in enumerate(PROGRESS)}
    expected = (S.WAITING, S.REQUESTED, S.BOOKED, S.CONFIRMED, S.LATE)
    assert max(rank[each] for each in expected) < rank[S.DUPLICATE]
    assert rank[S.DUPLICATE] < rank[S.NO_SHOW] < rank[S.CANCELLED]
    assert rank[S.PARTLY_ARRIVED] < rank[S.ARRIVED] < rank[S.SEATED] < rank[S.BILL] < rank[S.LEFT]
