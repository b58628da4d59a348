"""The business day changes at 05:00, and its clock reads on past midnight."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.business_day import (
    at_minute,
    business_day_of,
    clock_minute,
    clock_text,
    day_span,
    minute_text,
    parse_day,
    parse_time,
    venue_zone,
)
from app.domain.errors import Invalid
from tests.builders import FRIDAY, VENUE, a_venue

NEW_YORK = a_venue(timezone="America/New_York")
SPRING = date(2026, 3, 7)
"""The business day in whose night New York's clocks go from 02:00 to 03:00."""
AUTUMN = date(2026, 10, 31)
"""The business day in whose night New York's clocks go back from 02:00 to 01:00."""

VENUES = st.builds(
    a_venue,
    timezone=st.sampled_from(
        [
            "Asia/Tokyo",
            "America/New_York",
            "Europe/London",
            "Australia/Lord_Howe",
            "Pacific/Apia",
            "Pacific/Chatham",
            "America/Sao_Paulo",
        ]
    ),
    day_starts_minute=st.integers(0, 12 * 60),
)
INSTANTS = st.integers(946_684_800, 2_208_988_800).map(
    lambda seconds: datetime.fromtimestamp(seconds, UTC)
)
"""From 2000 to 2040."""

DAYS = st.dates(date(2000, 1, 1), date(2040, 1, 1))


@given(INSTANTS, VENUES)
def test_every_instant_belongs_to_exactly_one_business_day(at, venue):
    day = business_day_of(at, venue)
    near = [day + timedelta(days=days) for days in (-2, -1, 0, 1, 2)]
    holding = [each for each in near if day_span(each, venue)[0] <= at < day_span(each, venue)[1]]
    assert holding == [day]


@given(DAYS, VENUES)
def test_a_business_day_ends_where_the_next_begins(day, venue):
    assert day_span(day, venue)[1] == day_span(day + timedelta(days=1), venue)[0]


@given(DAYS, st.integers(300, 300 + 1439))
def test_a_time_written_down_is_read_back_as_the_same_time(day, minute):
    at = at_minute(day, minute, VENUE)
    assert parse_time(clock_text(at, VENUE, day), day, VENUE) == at
    assert parse_time(at.isoformat(), day, VENUE) == at
    assert clock_minute(at, VENUE, day) == minute


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("18:30", "18:30"),
        ("１８：３０", "18:30"),
        ("1830", "18:30"),
        ("8:05", "08:05"),
        ("19時", "19:00"),
        ("19時半", "19:30"),
        ("19時5分", "19:05"),
        ("１９時　１５分", "19:15"),
        ("24:00", "24:00"),
        ("25:30", "25:30"),
        ("26時", "26:00"),
        ("26時半", "26:30"),
        ("翌1:30", "25:30"),
        ("翌日1:30", "25:30"),
        ("翌1時30分", "25:30"),
        ("翌１時半", "25:30"),
        ("翌0:00", "24:00"),
        ("深夜1時30分", "25:30"),
        ("深夜25時30分", "25:30"),
        ("深夜4時59分", "28:59"),
        ("午後7時半", "19:30"),
        ("午後0時", "12:00"),
        ("午前11:45", "11:45"),
        ("7:30pm", "19:30"),
        ("12:15 PM", "12:15"),
        ("05:00", "05:00"),
        ("28:59", "28:59"),
    ],
)
def test_times_are_read_as_staff_write_them(text, clock):
    assert clock_text(parse_time(text, FRIDAY, VENUE), VENUE, FRIDAY) == clock


def test_half_past_25_on_friday_is_early_saturday():
    assert parse_time("25:30", FRIDAY, VENUE) == datetime(2026, 11, 13, 16, 30, tzinfo=UTC)
    assert business_day_of(datetime(2026, 11, 13, 16, 30, tzinfo=UTC), VENUE) == FRIDAY


@pytest.mark.parametrize(
    "text",
    ["2026-11-14T01:30:00+09:00", "2026-11-13T16:30Z", "2026-11-13 11:30:42-05:00"],
)
def test_an_iso_time_names_its_instant_to_the_minute(text):
    assert parse_time(text, FRIDAY, VENUE) == datetime(2026, 11, 13, 16, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("29:99", "00 to 59"),
        ("18:60", "00 to 59"),
        ("183", "18:30"),
        ("翌24:00", "write 24:00"),
        ("30:00", "ends at 29:00"),
        ("29:00", "ends at 29:00"),
        ("翌5:00", "ends at 29:00"),
        ("99時", "ends at 29:00"),
        ("4:00", "28:00 or 翌04:00"),
        ("0:30", "24:30 or 翌00:30"),
        ("翌25:30", "write 25:30"),
        ("午後13時", "0 to 12"),
        ("午後7:30pm", "18:30"),
        ("19", "18:30"),
        ("７時🍣", "18:30"),
        ("", "18:30"),
        ("19:00\0", "18:30"),
        ("か\u3099:30", "18:30"),
        ("١٨:٣٠", "18:30"),
        ("-1:00", "18:30"),
        ("18:3o", "18:30"),
        ("1" * 5000, "64 characters"),
        ("2026-11-13T19:00:00", "offset"),
        ("2026-11-13T25:00:00Z", "ISO"),
        ("2026-13-13T19:00:00Z", "ISO"),
        ("2026-11-14T05:00:00+09:00", "outside 2026-11-13"),
        ("2026-11-13T04:59:00+09:00", "outside 2026-11-13"),
        ("0001-01-01T00:00:00+14:00", "outside 2026-11-13"),
        ("9999-12-31T23:59:00-14:00", "outside 2026-11-13"),
    ],
)
def test_what_is_no_time_of_that_day_is_refused_with_what_would_do(text, hint):
    with pytest.raises(Invalid) as refused:
        parse_time(text, FRIDAY, VENUE)
    assert hint in str(refused.value)
    assert (refused.value.field, refused.value.code) == ("time", "invalid_time")


@given(st.text())
def test_no_text_crashes_the_reading_of_times_and_days(text):
    with suppress(Invalid):
        parse_time(text, FRIDAY, VENUE)
    with suppress(Invalid):
        parse_day(text)


def test_a_house_that_changes_days_at_midnight_has_no_25_oclock():
    midnight = a_venue(day_starts_minute=0)
    assert parse_time("0:30", FRIDAY, midnight) == datetime(2026, 11, 12, 15, 30, tzinfo=UTC)
    with pytest.raises(Invalid, match="ends at 24:00"):
        parse_time("25:30", FRIDAY, midnight)


def test_half_past_six_stays_half_past_six_when_clocks_change():
    before, after = date(2026, 3, 6), date(2026, 3, 8)
    assert clock_text(parse_time("18:30", before, NEW_YORK), NEW_YORK, before) == "18:30"
    assert clock_text(parse_time("18:30", after, NEW_YORK), NEW_YORK, after) == "18:30"
    assert parse_time("18:30", before, NEW_YORK).hour == 23
    assert parse_time("18:30", after, NEW_YORK).hour == 22


def test_a_time_that_a_spring_night_skips_is_read_as_if_clocks_had_stayed():
    skipped = parse_time("26:30", SPRING, NEW_YORK)
    assert skipped == datetime(2026, 3, 8, 7, 30, tzinfo=UTC)
    assert clock_text(skipped, NEW_YORK, SPRING) == "27:30"


def test_of_a_time_that_an_autumn_night_repeats_the_first_is_meant():
    first = parse_time("25:30", AUTUMN, NEW_YORK)
    second = parse_time("2026-11-01T01:30:00-05:00", AUTUMN, NEW_YORK)
    assert first == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    assert second - first == timedelta(hours=1)
    assert clock_text(second, NEW_YORK, AUTUMN) == clock_text(first, NEW_YORK, AUTUMN)


def test_a_night_of_clock_change_is_an_hour_shorter_or_longer():
    spring_start, spring_end = day_span(SPRING, NEW_YORK)
    autumn_start, autumn_end = day_span(AUTUMN, NEW_YORK)
    assert spring_end - spring_start == timedelta(hours=23)
    assert autumn_end - autumn_start == timedelta(hours=25)


def test_a_day_that_begins_in_a_skipped_hour_begins_when_that_hour_would_have():
    venue = a_venue(timezone="America/New_York", day_starts_minute=150)
    start = datetime(2026, 3, 8, 7, 30, tzinfo=UTC)
    assert business_day_of(start, venue) == date(2026, 3, 8)
    assert business_day_of(start - timedelta(minutes=1), venue) == SPRING


def test_a_day_that_begins_in_a_repeated_hour_begins_the_first_time():
    venue = a_venue(timezone="America/New_York", day_starts_minute=90)
    start = datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    assert business_day_of(start - timedelta(minutes=1), venue) == AUTUMN
    assert business_day_of(start, venue) == date(2026, 11, 1)
    assert business_day_of(start + timedelta(minutes=45), venue) == date(2026, 11, 1)


@pytest.mark.parametrize("name", ["Asia/Edo", "", "../../etc/passwd", "Asia", "a\0b", "🍣"])
def test_an_unknown_time_zone_is_refused_by_name(name):
    with pytest.raises(Invalid, match="IANA"):
        venue_zone(a_venue(timezone=name))


@pytest.mark.parametrize(
    "text",
    ["2026-11-13", "2026/11/13", "２０２６年１１月１３日（金）", "令和8年11月13日", "20261113"],
)
def test_days_are_read_as_staff_write_them(text):
    assert parse_day(text) == FRIDAY


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("2026-02-30", "February 2026 has 28 days"),
        ("2026-13-01", "no month 13"),
        ("2026-11-00", "November 2026 has 30 days"),
        ("11/13", "no year"),
        ("tomorrow", "is no date"),
        ("9999-01-01", "between 1868 and 2999"),
    ],
)
def test_what_is_no_day_is_refused_with_a_clear_sentence(text, hint):
    with pytest.raises(Invalid) as refused:
        parse_day(text)
    assert hint in str(refused.value)
    assert (refused.value.field, refused.value.code) == ("day", "invalid_day")


def test_minutes_are_written_as_a_clock_that_reads_on():
    assert [minute_text(minute) for minute in (5, 1110, 1440, 1530)] == [
        "00:05",
        "18:30",
        "24:00",
        "25:30",
    ]
