from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ui.timeline.compose import ICON_PX, NARROW_PAD, Style, compose
from app.viewmodels.rows import Mark, MarkKind, Row
from app.viewmodels.timeline_rows import Block
from tests.builders import a_reservation

LETTER_PX = 10
TALL, LOW = 48, 23


class Typewriter:
    """Every letter is ten pixels wide."""

    def width(self, text):
        return LETTER_PX * len(text)

    def cut(self, text, width):
        return text if self.width(text) <= width else text[: int(width // LETTER_PX) - 1] + "…"


RULERS = dict.fromkeys(Style, Typewriter())
ALLERGY = Mark(MarkKind.ALLERGY, "Allergy: nuts")
CLASH = Mark(MarkKind.CLASH, "Double-booked")
VIP = Mark(MarkKind.VIP, "VIP")


def a_block(*marks, tables=("t1",), pinned=False, name="山田太郎"):
    reservation = a_reservation(tables=" ".join(tables), table_pinned=pinned)
    table = "+".join(each.upper() for each in tables)
    face = Row(reservation=reservation, guest=None, visits=None, time="19:00", table=table)
    # As if somebody had read these words of it already.
    vars(face).update(_names=(name, "様"), party="4名", status_word="予約", marks=marks)
    return Block(reservation=reservation, row="t1", start=1140, end=1260, face=face, tables=tables)


def pieces(block, width, height=TALL):
    return compose(block, width, height, RULERS)


def said(block, width, height=TALL):
    return [piece.text for piece in pieces(block, width, height) if piece.text]


def shown_icons(block, width, height=TALL):
    return [piece.icon for piece in pieces(block, width, height) if piece.icon]


def test_a_wide_block_says_everything():
    assert said(a_block(ALLERGY, VIP), 400) == [
        "山田太郎様",
        "4名",
        "19:00",
        "Allergy: nuts",
        "予約",
        "VIP",
    ]


@pytest.mark.parametrize(
    ("width", "first_line"),
    [
        (130, ["山田太郎様", "4名"]),
        (90, ["山田太郎様"]),
        (72, ["山田太郎"]),
        (62, ["山"]),
        (26, ["山"]),
        (15, ["山"]),
    ],
)
def test_a_block_says_less_the_narrower_it_is(width, first_line):
    line = [p.text for p in pieces(a_block(), width) if p.text and p.middle < TALL / 2]
    assert line == first_line


def test_a_long_name_is_cut_while_the_cut_tells_more_than_an_initial():
    assert said(a_block(name="Papadopoulos"), 100)[0] == "Papad…"


def test_the_shape_of_the_status_stands_before_the_name():
    shape, name = pieces(a_block(), 200)[:2]
    assert (shape.text, shape.icon) == ("", "")
    assert shape.left < name.left


def test_an_alarm_has_the_first_claim_on_the_second_line():
    assert said(a_block(ALLERGY, VIP), 170)[-1] == "Allergy: nuts"


def test_an_alarm_whose_word_has_no_room_leaves_its_icon():
    block = a_block(ALLERGY)
    assert shown_icons(block, 90) == ["allergy"]
    assert "Allergy: nuts" not in said(block, 90)


def test_alarms_are_marked_as_such_and_nothing_else_is():
    alarmed = {p.text or p.icon for p in pieces(a_block(ALLERGY, VIP), 400) if p.alarms}
    assert alarmed == {"allergy", "Allergy: nuts"}


def test_two_parties_on_a_table_have_one_line_each():
    block = a_block(CLASH)
    assert {piece.middle for piece in pieces(block, 400, LOW)} == {LOW / 2}
    assert said(block, 400, LOW) == ["山田太郎様", "4名", "Double-booked", "予約"]


def test_an_allergy_is_not_lost_in_a_narrow_lane():
    block = a_block(CLASH, ALLERGY)
    assert shown_icons(block, 72, LOW) == ["allergy"]


def test_a_promised_table_shows_its_lock_and_a_combination_its_link_and_tables():
    block = a_block(tables=("t1", "t2"), pinned=True)
    assert shown_icons(block, 300) == ["lock", "link"]
    assert "T1+T2" in said(block, 300)


def test_no_table_yet_is_not_said_in_the_lane_that_means_it():
    assert "No table yet" not in said(a_block(Mark(MarkKind.NO_TABLE, "No table yet")), 400)


marks = st.lists(
    st.builds(Mark, st.sampled_from(MarkKind), st.text(min_size=1, max_size=15)), max_size=5
).map(
    lambda each: [m for m in each if not m.alarms or m.kind in {MarkKind.CLASH, MarkKind.ALLERGY}]
)


@given(
    st.integers(13, 500),
    st.sampled_from([TALL, LOW]),
    marks,
    st.booleans(),
    st.text(min_size=1, max_size=20),
)
def test_nothing_is_written_over_anything_else_or_past_the_end(width, height, marks, pinned, name):
    block = a_block(*marks, pinned=pinned, name=name)
    by_line: dict[float, list[tuple[float, float]]] = {}
    for piece in pieces(block, width, height):
        wide = RULERS[piece.style].width(piece.text) if piece.text else ICON_PX - 3
        by_line.setdefault(piece.middle, []).append((piece.left, piece.left + wide))
    for spans in by_line.values():
        spans.sort()
        assert all(one[1] <= other[0] for one, other in pairwise(spans))
        # The initial is written at any rate.
        assert spans[-1][1] <= max(width - NARROW_PAD, NARROW_PAD + LETTER_PX)
