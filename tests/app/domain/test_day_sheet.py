from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.business_day import at_minute, clock_text, day_span
from app.domain.day import DayBook
from app.domain.day_sheet import (
    TIMELESS,
    WORDS,
    Slip,
    Step,
    Typed,
    follow,
    lines_of,
    on_paper,
    outcomes,
    read_line,
    write_line,
)
from app.domain.errors import DomainError, Invalid
from app.domain.ids import GuestId, ReservationId
from app.domain.reservation import Status
from tests.builders import FRIDAY, VENUE, a_guest, a_reservation, a_table, at

CLOSE = at_minute(FRIDAY, 29 * 60 - 1, VENUE)
DAY = (FRIDAY, VENUE)


def read(text, now=CLOSE):
    return read_line(text, FRIDAY, VENUE, now)


@pytest.mark.parametrize(
    "text",
    [
        "7 着席 19:05",
        "７　着席　１９：０５",
        "7着席1905",
        "7 着 19時05分",
        "no.7 案内 19:05",
        "#7 seated 19:05",
        "7. 19:05 着席",
        "7、着席 19:05",
    ],
)
def test_a_line_is_read_however_it_is_written(text):
    assert read(text) == Typed(number=7, status=Status.SEATED, at=at("19:05"))


def test_a_time_after_midnight_needs_no_word_for_the_night():
    assert clock_text(read("3 退店 1:10").at, VENUE, FRIDAY) == "25:10"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("着席 19:05", "no_number"),
        ("7 すわった 19:05", "no_word"),
        ("7 着席", "no_time"),
        ("7 着席 25時99分", "invalid_time"),
        ("", "no_number"),
    ],
)
def test_what_cannot_be_read_says_what_is_wrong(text, code):
    with pytest.raises(Invalid) as refused:
        read(text)
    assert refused.value.code == code


def test_nothing_on_paper_lies_in_the_future():
    with pytest.raises(Invalid) as refused:
        read("7 着席 19:05", now=at("19:04"))
    assert refused.value.code == "future"


def test_who_called_off_needs_no_time():
    assert read("7 キャンセル").status is Status.CANCELLED
    assert read("7 不来店").status is Status.NO_SHOW


_START, _END = day_span(FRIDAY, VENUE)


@given(
    st.integers(1, 9_999),
    st.sampled_from(sorted(set(WORDS.values()))),
    st.integers(0, int((_END - _START).total_seconds() // 60) - 1),
)
def test_what_is_written_is_read_back_as_it_was(number, status, minutes):
    typed = Typed(number=number, status=status, at=_START + timedelta(minutes=minutes))
    assert read_line(write_line(typed, FRIDAY, VENUE), FRIDAY, VENUE, _END) == typed


@given(st.text(max_size=60))
def test_no_text_at_all_is_anything_but_read_or_refused(text):
    try:
        typed = read(text)
    except DomainError:
        return
    assert typed.status in TIMELESS or typed.at <= CLOSE


PARTY = a_reservation(id="r7", starts_at=at("19:00"), status=Status.BOOKED)


def parties(number):
    return {7: PARTY, 8: replace(PARTY, id=ReservationId("r8"))}.get(number)


def test_lines_of_one_party_build_on_one_another_and_are_written_once():
    steps = follow("7 着席 19:05\n\n7 退店 21:10\n8 来店 19:20", parties, DAY, CLOSE)
    assert [each.line for each in steps] == [0, 2, 3]
    first, second = outcomes(steps)
    assert first.before == PARTY
    assert (first.after.seated_at, first.after.left_at) == (at("19:05"), at("21:10"))
    assert first.after.status is Status.LEFT
    assert second.after.arrived_at == at("19:20")


def test_a_step_the_house_does_not_have_is_a_slip_and_the_others_stand():
    steps = follow("7 退店 21:10\n8 着席 19:05", parties, DAY, CLOSE)
    assert isinstance(steps[0], Slip)
    assert steps[0].error.code == "illegal_move"
    assert isinstance(steps[1], Step)


def test_a_number_nobody_has_is_a_slip():
    (slip,) = follow("9 着席 19:05", parties, DAY, CLOSE)
    assert isinstance(slip, Slip)
    assert slip.error.code == "no_such_line"


@given(st.lists(st.sampled_from(["7 着席 19:05", "8 来店 19:20", "x", "7 退店 21:10"]), max_size=8))
def test_every_line_is_a_step_or_a_slip_in_the_order_typed(lines):
    steps = follow("\n".join(lines), parties, DAY, CLOSE)
    assert [each.line for each in steps] == list(range(len(lines)))
    assert {each.after.id for each in outcomes(steps)} <= {"r7", "r8"}


def test_the_sheet_tells_what_a_host_without_a_screen_must_know():
    guest = a_guest(id="g1", allergies=("そば", "えび"))
    table = a_table(id="t1", name="T1")
    party = a_reservation(
        id="r1", guest_id=GuestId("g1"), allergies=("えび",), table_ids=(table.id,)
    )
    book = DayBook(
        venue=VENUE,
        business_day=FRIDAY,
        tables=(table,),
        reservations=(party,),
        guests={guest.id: guest},
    )
    (line,) = lines_of(book, {party.id: 1})
    assert line.tables == ("T1",)
    assert line.allergies == ("えび", "そば")


def test_who_called_off_or_left_is_not_on_paper_and_the_rest_stand_by_time():
    late, gone, early = (
        a_reservation(id=id, starts_at=at(time), status=status)
        for id, time, status in (
            ("late", "20:00", Status.BOOKED),
            ("gone", "17:00", Status.LEFT),
            ("early", "18:00", Status.SEATED),
        )
    )
    off = a_reservation(id="off", status=Status.CANCELLED)
    book = DayBook(venue=VENUE, business_day=FRIDAY, reservations=(late, off, gone, early))
    assert [each.id for each in on_paper(book)] == ["early", "late"]
