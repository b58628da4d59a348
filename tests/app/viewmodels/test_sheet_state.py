from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.reservation import Status
from app.domain.status import MOVES
from app.viewmodels.sheet_state import CALLED_OFF, length_text, moves_of, state_of, title_of
from tests.app.ui.sample import VENUE


@pytest.fixture
def yamada(day):
    return day.find("yamada")


@pytest.mark.parametrize("status", list(Status))
def test_next_and_others_are_every_legal_move_and_calling_off_comes_last(yamada, day, status):
    state = state_of(replace(yamada, status=status), VENUE, day.now())
    offered = [state.next, *state.others] if state.next else [*state.others]
    assert set(offered) == MOVES[status]
    assert len(offered) == len(MOVES[status])
    called_off = [each in CALLED_OFF for each in moves_of(status)]
    assert called_off == sorted(called_off)


def test_only_a_request_that_waits_for_an_answer_counts(yamada, day):
    due = day.now() + timedelta(minutes=40)
    assert state_of(replace(yamada, answer_by=due), VENUE, day.now()).answer == ""
    asked = replace(yamada, status=Status.REQUESTED)
    assert state_of(asked, VENUE, day.now()).answer == ""
    state = state_of(replace(asked, answer_by=due), VENUE, day.now())
    assert "40 min left" in state.answer
    assert not state.is_overdue


@pytest.mark.parametrize("seconds", [1, 59])
def test_a_moment_gone_by_is_overdue_at_once(yamada, day, seconds):
    asked = replace(
        yamada, status=Status.REQUESTED, answer_by=day.now() - timedelta(seconds=seconds)
    )
    assert state_of(asked, VENUE, day.now()).is_overdue


def test_an_answer_of_another_day_names_the_day(yamada, day):
    asked = replace(yamada, status=Status.REQUESTED, answer_by=day.now() + timedelta(days=2))
    assert "26" in state_of(asked, VENUE, day.now()).answer


def test_the_title_says_whose_booking_it_is_and_where_it_stands(yamada):
    assert title_of(yamada) == "山田: Confirmed"
    assert title_of(replace(yamada, guest_name="")) == "やまだ: Confirmed"
    nobody = replace(yamada, guest_name="", guest_kana="", phone=None)
    assert title_of(nobody) == "Reservation: Confirmed"


def test_lengths_are_written_as_people_say_them():
    assert length_text(40) == "40 min"
    assert length_text(125) == "2 h 5 min"
