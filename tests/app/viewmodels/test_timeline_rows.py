from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.clashes import double_bookings
from app.domain.ids import AreaId, ReservationId, TableId
from app.domain.reservation import Status
from app.viewmodels.rows import Standing, row_of
from app.viewmodels.timeline_rows import (
    HIDDEN,
    LEAST_MINUTES,
    UNASSIGNED,
    Axis,
    Outlook,
    RowKind,
    lay_out,
    share_lanes,
)
from tests.builders import (
    DINNER,
    FRIDAY,
    a_day,
    a_reservation,
    a_table,
    a_venue,
    an_area,
    at,
)

TABLES = ("t1", "t2", "t3")


def laid(day, now=None, axis=None):
    now = now or at("18:00")
    return lay_out(
        day, Outlook(now=now, face=lambda r: row_of(day, r, Standing(now=now)), axis=axis)
    )


def row(layout, key):
    return layout.rows_by_key[key]


def ids(layout, key):
    return [block.id for block in row(layout, key).blocks]


@st.composite
def parties(draw, id):
    start = draw(st.integers(min_value=5 * 60, max_value=28 * 60))
    status = draw(st.sampled_from(Status))
    starts_at = at("05:00") + timedelta(minutes=start - 300)
    left_at = starts_at + timedelta(minutes=draw(st.integers(-30, 300)))
    # One of the tables is no longer there: somebody deleted it while a booking still names it.
    tables = draw(st.lists(st.sampled_from((*TABLES, "gone")), max_size=3))
    return a_reservation(
        id,
        starts_at=starts_at,
        turn_minutes=draw(st.integers(min_value=1, max_value=600)),
        table_ids=tuple(TableId(table) for table in tables),
        status=status,
        left_at=left_at if status is Status.LEFT else None,
    )


@st.composite
def days(draw):
    count = draw(st.integers(min_value=0, max_value=9))
    return a_day(*(draw(parties(f"r{index}")) for index in range(count)))


@given(days())
def test_every_party_that_comes_stands_once_on_each_table_it_holds_or_without_one(day):
    layout = laid(day)
    for party in day.reservations:
        stands = [block.row for block in layout.blocks_by_id.get(party.id, ())]
        tables = {str(id) for id in party.table_ids} & set(TABLES)
        nowhere = not tables and party.status in {Status.LEFT, Status.WAITING}
        if party.status in HIDDEN or nowhere:
            assert stands == []
        else:
            assert sorted(stands) == sorted(tables or {UNASSIGNED})


@given(days())
def test_blocks_of_one_row_never_cover_each_other(day):
    for each in laid(day).rows:
        for one in each.blocks:
            assert 0 <= one.lane < one.lanes <= each.lanes
            for other in each.blocks:
                apart = one.end <= other.start or other.end <= one.start
                beside = one.lanes == other.lanes and one.lane != other.lane
                assert one is other or apart or beside


@given(days())
def test_a_table_is_in_clash_exactly_if_the_house_says_it_is_promised_twice(day):
    doubled = {id for pair in double_bookings(day) for id in pair.table_ids if id in TABLES}
    assert {each.key for each in laid(day).rows if each.clash} == doubled


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 20))))
def test_lanes_are_never_more_than_the_most_that_overlap_at_once(stretches):
    spans = [(start, start + length) for start, length in stretches]
    most = max((sum(s <= at < e for s, e in spans) for at in range(71)), default=0)
    assert max((lanes for _, lanes in share_lanes(spans)), default=0) == most


def test_two_parties_on_one_table_share_its_row_at_half_height_and_both_are_in_clash():
    layout = laid(a_day(a_reservation("a", tables="t1"), a_reservation("b", tables="t1")))
    assert [(b.lane, b.lanes, b.clash) for b in row(layout, "t1").blocks] == [
        (0, 2, True),
        (1, 2, True),
    ]


def test_parties_that_follow_one_another_have_the_whole_row_each():
    day = a_day(
        a_reservation("a", tables="t1", time="17:00"),
        a_reservation("b", tables="t1", time="19:00"),
    )
    assert [(b.lanes, b.clash) for b in row(laid(day), "t1").blocks] == [(1, False), (1, False)]


def test_a_party_that_left_early_makes_room_for_the_next_at_once():
    gone = a_reservation("a", tables="t1", status=Status.LEFT, left_at=at("19:40"))
    layout = laid(a_day(gone, a_reservation("b", tables="t1", time="20:00")))
    assert [(b.end, b.lanes) for b in row(layout, "t1").blocks] == [
        (19 * 60 + 40, 1),
        (22 * 60, 1),
    ]


def test_a_turn_of_a_minute_is_still_wide_enough_to_be_read():
    block = row(laid(a_day(a_reservation(tables="t1", turn_minutes=1))), "t1").blocks[0]
    assert block.end - block.start == LEAST_MINUTES


def test_rows_follow_the_house_areas_and_count_tables_as_people_do():
    day = a_day(
        areas=(an_area("bar", name="バー", order=2), an_area("hall", name="ホール", order=1)),
        tables=(
            a_table("t10", area_id=AreaId("hall")),
            a_table("t2", area_id=AreaId("hall")),
            a_table("c1", area_id=AreaId("bar")),
            a_table("x1"),
        ),
    )
    assert [each.key for each in laid(day).rows] == [
        UNASSIGNED,
        "area:hall",
        "t2",
        "t10",
        "area:bar",
        "c1",
        "area:",
        "x1",
    ]


def test_a_house_without_areas_has_no_area_rows():
    assert {each.kind for each in laid(a_day()).rows} == {RowKind.UNASSIGNED, RowKind.TABLE}


def test_a_closed_table_shows_only_while_somebody_is_still_promised_it():
    closed = a_table("t1", closed=True)
    assert "t1" not in laid(a_day(tables=(closed,))).rows_by_key
    promised = a_day(a_reservation(tables="t1"), tables=(closed,))
    assert ids(laid(promised), "t1") == ["r1"]


def test_the_axis_runs_from_the_first_shift_to_29_hours():
    assert laid(a_day(venue=a_venue(shifts=(DINNER,)))).axis == Axis(17 * 60, 29 * 60)


def test_an_earlier_booking_opens_the_axis_an_hour_before_it():
    day = a_day(a_reservation(time="12:30"), venue=a_venue(shifts=(DINNER,)))
    assert laid(day).axis.first == 11 * 60


def test_a_book_left_open_never_loses_its_early_hours():
    day = a_day(venue=a_venue(shifts=(DINNER,)))
    assert laid(day, axis=Axis(11 * 60, 29 * 60)).axis.first == 11 * 60


def test_a_cancelled_morning_booking_does_not_stretch_the_axis():
    cancelled = a_reservation(time="09:00", status=Status.CANCELLED)
    assert laid(a_day(cancelled, venue=a_venue(shifts=(DINNER,)))).axis.first == 17 * 60


def test_a_house_that_opens_at_six_has_an_axis_to_thirty():
    assert laid(a_day(venue=a_venue(day_starts_minute=360))).axis.last == 30 * 60


def test_the_now_line_stands_past_midnight_on_the_same_evening():
    assert laid(a_day(), now=at("25:30")).now_minute == 25 * 60 + 30


def test_there_is_no_now_line_on_another_day():
    assert laid(a_day(), now=at("19:00") + timedelta(days=1)).now_minute is None


def test_who_should_be_here_and_is_not_is_late():
    layout = laid(a_day(a_reservation(tables="t1", time="17:30")), now=at("17:45"))
    assert row(layout, "t1").blocks[0].late


def test_who_is_expected_later_is_not_late():
    layout = laid(a_day(a_reservation(tables="t1", time="19:00")), now=at("17:45"))
    assert not row(layout, "t1").blocks[0].late


def test_a_seated_party_says_how_long_it_has_outstayed_its_turn():
    seated = a_reservation(tables="t1", time="17:00", turn_minutes=60, status=Status.SEATED)
    assert row(laid(a_day(seated), now=at("18:25")), "t1").blocks[0].over_minutes == 25


def test_a_combination_stands_on_every_table_and_knows_the_others():
    layout = laid(a_day(a_reservation(tables="t2 t1")))
    assert [b.row for b in layout.blocks_by_id["r1"]] == ["t1", "t2"]
    assert {b.tables for b in layout.blocks_by_id["r1"]} == {("t2", "t1")}


def test_the_hour_that_autumn_repeats_does_not_shorten_a_block():
    venue, eve = a_venue(timezone="America/New_York"), date(2026, 10, 31)
    party = a_reservation(
        tables="t1", business_day=eve, starts_at=at("24:30", eve, venue), turn_minutes=180
    )
    block = row(laid(a_day(party, venue=venue, business_day=eve)), "t1").blocks[0]
    assert (block.start, block.end) == (24 * 60 + 30, 27 * 60 + 30)


def test_a_party_that_lost_its_row_is_found_on_the_one_it_moved_to():
    layout = laid(a_day(a_reservation(tables="t2")))
    assert layout.block(ReservationId("r1"), "t1").row == "t2"
    assert layout.block(ReservationId("nobody"), "t1") is None


def test_a_closing_day_has_no_open_hours_and_keeps_its_axis():
    house = a_venue(shifts=(DINNER,))
    closed = a_venue(shifts=(DINNER,), closing_weekdays=frozenset({FRIDAY.weekday()}))
    usual, layout = laid(a_day(venue=house)), laid(a_day(venue=closed))
    assert (usual.is_closed, usual.open_spans) == (False, ((17 * 60, 26 * 60),))
    assert (layout.is_closed, layout.open_spans) == (True, ())
    assert layout.axis == usual.axis
