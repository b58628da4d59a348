from __future__ import annotations

import pytest

from app.domain.reservation import Status
from app.viewmodels.rows import Standing, row_of
from app.viewmodels.timeline_drag import Ghost, Grip, Verdict
from app.viewmodels.timeline_rows import UNASSIGNED, Outlook, lay_out
from app.viewmodels.timeline_words import (
    block_text,
    ghost_text,
    row_detail,
    row_title,
    seats_text,
    verdict_word,
)
from tests.builders import a_day, a_reservation, a_table, an_area, at


def laid(day):
    now = at("18:00")
    return lay_out(day, Outlook(now=now, face=lambda r: row_of(day, r, Standing(now=now))))


def a_ghost(**over):
    party = a_reservation(guest_name="Yamada")
    return Ghost(
        **{
            "reservation": party,
            "row": "t1",
            "start": 25 * 60 + 15,
            "starts_at": at("25:15"),
            "turn_minutes": 90,
            "table_ids": ("t1",),
            "verdict": Verdict.TIGHT,
            **over,
        }
    )


@pytest.mark.parametrize(("least", "most", "said"), [(2, 4, "2–4 p"), (4, 4, "4 p"), (1, 2, "2 p")])
def test_a_table_says_whom_it_seats_in_as_few_words_as_it_can(least, most, said):
    assert seats_text(a_table(seats_min=least, seats_max=most)) == said


def test_a_row_is_called_by_its_table_its_area_or_what_it_lacks():
    layout = laid(a_day(areas=(an_area(),), tables=(a_table(area_id="a1"), a_table("t2"))))
    assert [row_title(row) for row in layout.rows] == [
        "No table yet",
        "ホール",
        "T1",
        "Elsewhere",
        "T2",
    ]


def test_a_table_out_of_use_says_so():
    day = a_day(a_reservation(tables="t1"), tables=(a_table(closed=True),))
    assert row_detail(laid(day).rows_by_key["t1"]) == "Out of use"


def test_the_lane_without_tables_is_counted(translated):
    translated("%n part(ies)", "%n組")
    layout = laid(a_day(a_reservation("a"), a_reservation("b")))
    assert row_detail(layout.rows_by_key[UNASSIGNED]) == "2組"


def test_every_verdict_has_a_word_of_its_own():
    assert len({verdict_word(each) for each in Verdict}) == len(Verdict)


def test_a_held_party_says_who_when_where_and_how_it_fits():
    said = ghost_text(a_ghost(), Grip.BODY, laid(a_day()))
    assert said == "Yamada  25:15–26:45  T1  Tight"


def test_a_held_party_over_no_table_says_so():
    ghost = a_ghost(table_ids=(), row=UNASSIGNED, verdict=Verdict.FREE)
    assert ghost_text(ghost, Grip.BODY, laid(a_day())) == "Yamada  25:15–26:45  No table yet"


def test_a_pulled_end_says_how_long_the_turn_becomes():
    assert ghost_text(a_ghost(), Grip.END, laid(a_day())) == "Yamada  25:15–26:45  90 min"


def test_a_block_is_one_sentence_with_its_row_end_and_promise():
    party = a_reservation(
        guest_name="Yamada", tables="t1", table_pinned=True, status=Status.CONFIRMED
    )
    layout = laid(a_day(party))
    said = block_text(layout.blocks_by_id["r1"][0], layout)
    assert said.startswith("T1: 19:00, Yamada")
    assert said.endswith("until 21:00, table promised")
