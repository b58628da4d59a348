from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.business_day import clock_text
from app.domain.import_fields import Field
from app.domain.import_rows import House, booking_key, read_booking, read_guest
from app.domain.reservation import Status
from tests.builders import FRIDAY, VENUE, a_table

F = Field
HOUSE = House(
    venue=VENUE, tables=(a_table("t1", name="Ｔ１"), a_table("t2", name="個室 1")), today=FRIDAY
)


def a_line(**cells):
    usual = {F.DAY: "2026/11/13", F.TIME: "19:00", F.NAME: "山田", F.ADULTS: "4"}
    return {**usual, **{Field(name): text for name, text in cells.items()}}


def when(**cells):
    draft = read_booking(a_line(**cells), HOUSE).draft
    assert draft is not None
    return draft.business_day.isoformat(), clock_text(draft.starts_at, VENUE, draft.business_day)


@pytest.mark.parametrize(
    ("day", "time", "meant"),
    [
        ("2026/11/13", "19:00", ("2026-11-13", "19:00")),
        ("令和8年11月13日(金)", "19時半", ("2026-11-13", "19:30")),
        ("R8.11.13", "25:30", ("2026-11-13", "25:30")),
        ("20261113", "1930", ("2026-11-13", "19:30")),
        ("２０２６年１１月１３日", "１９：００", ("2026-11-13", "19:00")),
        ("2026-11-13", "19:00:00", ("2026-11-13", "19:00")),
        ("2026-11-14", "01:30", ("2026-11-13", "25:30")),
        ("2026-11-13", "7:30pm", ("2026-11-13", "19:30")),
    ],
)
def test_days_and_times_are_read_as_systems_write_them(day, time, meant):
    assert when(day=day, time=time) == meant


@pytest.mark.parametrize(
    ("starts", "meant"),
    [
        ("2026/11/13 19:00", ("2026-11-13", "19:00")),
        ("2026-11-13T19:00:00", ("2026-11-13", "19:00")),
        ("2026年11月13日(金)19時半", ("2026-11-13", "19:30")),
        ("2026/11/13(金) 25:30", ("2026-11-13", "25:30")),
        ("2026-11-13T10:00:00+00:00", ("2026-11-13", "19:00")),
        ("2026-11-14 00:30", ("2026-11-13", "24:30")),
    ],
)
def test_a_moment_in_one_column_is_taken_apart(starts, meant):
    assert when(starts=starts, day="", time="") == meant


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ({"day": "13/40"}, F.DAY),
        ({"day": ""}, F.DAY),
        ({"time": "夕方"}, F.TIME),
        ({"time": "99:00"}, F.TIME),
        ({"name": ""}, F.NAME),
        ({"adults": "0"}, F.ADULTS),
        ({"adults": "9999名"}, F.ADULTS),
        ({"starts": "きのう"}, F.STARTS),
    ],
)
def test_a_line_without_who_or_when_is_left_out_and_says_why(cells, field):
    row = read_booking(a_line(**cells), HOUSE)
    assert row.draft is None
    assert [each.field for each in row.problems if each.is_fatal] == [field]


def test_a_field_that_cannot_be_read_is_told_and_the_rest_is_taken():
    row = read_booking(a_line(table="T9", status="謎", children="たくさん"), HOUSE)
    assert row.draft is not None
    assert row.draft.table_ids == ()
    assert {each.field for each in row.problems} == {F.TABLE, F.STATUS, F.CHILDREN}
    assert not any(each.is_fatal for each in row.problems)


@pytest.mark.parametrize(
    ("text", "tables"), [("t1", ("t1",)), ("Ｔ１・個室1", ("t1", "t2")), ("個室 1", ("t2",))]
)
def test_tables_are_known_by_any_spelling_of_their_names(text, tables):
    draft = read_booking(a_line(table=text), HOUSE).draft
    assert draft is not None
    assert draft.table_ids == tables


def test_numbers_words_and_lists_are_read_as_people_write_them():
    line = a_line(adults="大人４名", children="1", allergies="えび、かに／そば", tags="VIP;常連")
    draft = read_booking(line, HOUSE).draft
    assert draft is not None
    assert (draft.adults, draft.children) == (4, 1)
    assert draft.allergies == ("えび", "かに", "そば")
    assert draft.tags == ("VIP", "常連")


@pytest.mark.parametrize(
    ("day", "status", "shown"),
    [
        ("2026-11-12", "", Status.LEFT),
        ("2026-11-12", "確定", Status.LEFT),
        ("2026-11-12", "キャンセル", Status.CANCELLED),
        ("2026-11-12", "No Show", Status.NO_SHOW),
        ("2026-11-13", "", Status.BOOKED),
        ("2026-11-13", "Confirmed", Status.CONFIRMED),
    ],
)
def test_what_was_booked_for_a_day_gone_by_was_a_visit(day, status, shown):
    draft = read_booking(a_line(day=day, status=status), HOUSE).draft
    assert draft is not None
    assert draft.status is shown


def test_a_guest_is_read_with_names_apart_and_birthdays_of_an_era():
    row = read_guest(
        {
            F.FAMILY_NAME: "斎藤",
            F.GIVEN_NAME: "恵",
            F.FAMILY_KANA: "サイトウ",
            F.GIVEN_KANA: "メグミ",
            F.PHONE: "090-1234-5678",
            F.OTHER_PHONE: "090-1234-5678",
            F.BIRTHDAY: "昭和50年1月2日",
            F.ANNIVERSARY: "来年",
        }
    )
    assert (row.name, row.kana) == ("斎藤 恵", "サイトウ メグミ")
    assert row.phones == ("090-1234-5678",)
    assert row.birthday == date(1975, 1, 2)
    assert [each.field for each in row.problems] == [F.ANNIVERSARY]
    assert not row.is_left_out
    assert read_guest({F.PHONE: "090"}).is_left_out


def test_one_booking_has_one_key_however_its_name_is_spelt():
    keys = set()
    for name, phone in (("髙橋", "090-1234-5678"), ("高橋様", "０９０１２３４５６７８")):
        draft = read_booking(a_line(name=name, phone=phone), HOUSE).draft
        assert draft is not None
        keys.add(booking_key(draft))
    assert len(keys) == 1


@given(st.dictionaries(st.sampled_from(Field), st.text(max_size=40)))
def test_no_line_however_broken_holds_up_the_others(cells):
    row = read_booking(cells, HOUSE)
    assert (row.draft is None) == any(each.is_fatal for each in row.problems)
    read_guest(cells)
