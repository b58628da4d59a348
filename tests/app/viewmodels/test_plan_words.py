from itertools import pairwise

import pytest

from app.domain.ids import TableId
from app.viewmodels.plan import PlanModel
from app.viewmodels.plan_words import (
    alarm_texts,
    free_text,
    next_texts,
    party_texts,
    state_texts,
    table_text,
)


@pytest.fixture
def plan(day):
    return PlanModel(day)


def face(plan, table):
    return plan.faces[TableId(table)]


def test_a_table_says_everything_aloud(plan):
    said = table_text(face(plan, "T5"))
    for word in ("T5", "2–4 p", "Arrived", "Double-booked", "佐々木", "next 18:00", "山田"):
        assert word in said


def test_words_get_shorter_as_room_gets_scarce(plan):
    for each in plan.faces.values():
        for texts in (state_texts(each), alarm_texts(each), next_texts(each)):
            assert all(len(long) >= len(short) for long, short in pairwise(texts))


def test_a_room_says_how_many_of_its_tables_are_free(plan):
    assert [free_text(room) for room in plan.rooms] == ["4 of 7 free", "2 of 3 free", "1 of 2 free"]


def test_japanese_words_are_the_houses_own(plan, japanese):
    plan.reword()
    assert state_texts(face(plan, "T3"))[0] == "着席 35分"
    assert party_texts(face(plan, "T3").party)[0] == "田中様 4名"
    assert next_texts(face(plan, "C2"))[0] == "次 19:00 Lee様 2名"
