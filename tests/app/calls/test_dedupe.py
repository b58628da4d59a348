from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.calls.dedupe import (
    BACKLOG_MS_MIN,
    CALLS_MAX,
    CATCH_UP_MS_MAX,
    REPEAT_MS_MAX,
    Arrivals,
    call_identity,
    own_ms,
)
from app.calls.event import CallEvent, EventKind, FeedState
from app.domain.call import Outcome, Withheld

TOKYO = ZoneInfo("Asia/Tokyo")
NEW_YORK = ZoneInfo("America/New_York")
MINUTE_MS = 60_000


def ms(year, month, day, hour, minute, second=0, *, zone=TOKYO):
    moment = datetime(year, month, day, hour, minute, second, tzinfo=zone)
    return int(moment.timestamp() * 1000)


NOW_MS = ms(2026, 11, 22, 18, 5, 30)


def a_ring(**over):
    fields = {
        "kind": EventKind.RING,
        "number_raw": "09012345678",
        "e164": "+819012345678",
        "line": "POTS",
        "at_text": "11222026 1805",
    }
    return CallEvent(**(fields | over))


def an_end(**over):
    return a_ring(kind=EventKind.ENDED, **({"outcome": Outcome.MISSED} | over))


UP = CallEvent(kind=EventKind.FEED, state=FeedState.CONNECTED, since_ms=0)


@pytest.fixture
def arrivals():
    return Arrivals(TOKYO, replays=True)


def identities(arrivals, *told):
    return [arrivals.place(event, at_ms).identity for event, at_ms in told]


def test_a_repeat_within_the_window_is_the_same_call(arrivals):
    first = arrivals.place(a_ring(), NOW_MS)
    again = arrivals.place(a_ring(), NOW_MS + REPEAT_MS_MAX)
    assert (first.is_repeat, again.is_repeat) == (False, True)
    assert first.identity == again.identity


def test_repeats_one_after_the_other_stay_one_call(arrivals):
    told = [(a_ring(), NOW_MS + step * 2_000) for step in range(10)]
    assert len(set(identities(arrivals, *told))) == 1


def test_a_ring_after_the_window_is_another_call_even_in_the_same_minute(arrivals):
    first = arrivals.place(a_ring(), NOW_MS)
    later = arrivals.place(a_ring(), NOW_MS + REPEAT_MS_MAX + 1)
    assert not later.is_repeat
    assert first.identity != later.identity


def test_who_rings_again_after_hanging_up_is_another_call(arrivals):
    first, _, second = identities(
        arrivals, (a_ring(), NOW_MS), (an_end(), NOW_MS + 500), (a_ring(), NOW_MS + 1_000)
    )
    assert first != second


@pytest.mark.parametrize("texts", [("", ""), ("11222026 1805", "11222026 1806")])
def test_a_repeat_across_the_end_of_a_minute_stays_one_call(arrivals, texts):
    edge_ms = ms(2026, 11, 22, 18, 6)
    first, again = identities(
        arrivals,
        (a_ring(at_text=texts[0]), edge_ms - 1),
        (a_ring(at_text=texts[1]), edge_ms + 1),
    )
    assert first == again


@pytest.mark.parametrize(
    "other",
    [
        {"line": "B"},
        {"e164": "+81312345678"},
        {"e164": None, "number_raw": "", "withheld": Withheld.PRIVATE},
        {"e164": None, "number_raw": "7", "internal": "7"},
    ],
)
def test_another_line_or_another_caller_is_another_call(arrivals, other):
    first, second = identities(arrivals, (a_ring(), NOW_MS), (a_ring(**other), NOW_MS))
    assert first != second


def test_the_adapters_own_id_wins_over_time_and_number(arrivals):
    first, late, other = identities(
        arrivals,
        (a_ring(feed_call_id="abc"), NOW_MS),
        (a_ring(feed_call_id="abc"), NOW_MS + 10 * MINUTE_MS),
        (a_ring(feed_call_id="xyz"), NOW_MS),
    )
    assert (first, late, other) == ("abc", "abc", "xyz")
    assert arrivals.place(a_ring(feed_call_id="abc"), NOW_MS).is_repeat


def test_the_end_of_a_call_has_the_identity_of_its_ring(arrivals):
    told = [
        (a_ring(), NOW_MS),
        (an_end(outcome=Outcome.UNKNOWN), NOW_MS + 8_000),
        (an_end(outcome=Outcome.ANSWERED), NOW_MS + 90_000),
        (a_ring(), NOW_MS + 100_000),
        (an_end(), NOW_MS + 101_000),
    ]
    first, stopped, answered, second, missed = identities(arrivals, *told)
    assert first == stopped == answered
    assert second == missed
    assert first != second


def test_an_end_whose_ring_was_not_heard_has_the_identity_the_ring_would_have_had(arrivals):
    (end,) = identities(arrivals, (an_end(), NOW_MS + 8_000))
    assert end == call_identity(a_ring(), NOW_MS)


def test_two_devices_on_one_server_give_one_call_one_identity():
    told = [(a_ring(), 0), (a_ring(), 20_000), (an_end(), 25_000)]
    here = identities(Arrivals(TOKYO, replays=True), *((event, NOW_MS + at) for event, at in told))
    # The other device's clock is eleven minutes fast, and it hears everything a little later.
    there = identities(
        Arrivals(TOKYO, replays=True), *((event, NOW_MS + 660_400 + at) for event, at in told)
    )
    assert here == there


@given(
    steps=st.lists(st.integers(min_value=0, max_value=REPEAT_MS_MAX), min_size=1, max_size=20),
    start_ms=st.integers(min_value=0, max_value=MINUTE_MS),
    at_text=st.sampled_from(["", "11222026 1805"]),
)
def test_a_call_is_never_split_on_one_device(steps, start_ms, at_text):
    arrivals = Arrivals(TOKYO, replays=True)
    at_ms = NOW_MS + start_ms
    placed = [arrivals.place(a_ring(at_text=at_text), at_ms)]
    for step in steps:
        at_ms += step
        placed.append(arrivals.place(a_ring(at_text=at_text), at_ms))
    assert len({arrival.identity for arrival in placed}) == 1
    assert [arrival.is_repeat for arrival in placed] == [False] + [True] * len(steps)


@given(gaps=st.lists(st.integers(REPEAT_MS_MAX + 1, 10 * MINUTE_MS), min_size=1, max_size=20))
def test_calls_apart_are_never_joined_on_one_device(gaps):
    arrivals = Arrivals(TOKYO, replays=True)
    at_ms = NOW_MS
    seen = {arrivals.place(a_ring(), at_ms).identity}
    for gap in gaps:
        at_ms += gap
        seen.add(arrivals.place(a_ring(), at_ms).identity)
    assert len(seen) == len(gaps) + 1


def test_no_more_calls_are_remembered_than_the_bound(arrivals):
    for caller in range(CALLS_MAX + 1):
        arrivals.place(a_ring(e164=f"+81{caller}"), NOW_MS)
    assert not arrivals.place(a_ring(e164="+810"), NOW_MS).is_repeat
    assert arrivals.place(a_ring(e164=f"+81{CALLS_MAX}"), NOW_MS).is_repeat


def test_what_a_box_hands_over_after_a_reconnect_is_history(arrivals):
    arrivals.place(UP, NOW_MS)
    old = arrivals.place(a_ring(at_text="11222026 1740"), NOW_MS + 100)
    assert old.event.kind is EventKind.HISTORY
    assert old.at_ms == ms(2026, 11, 22, 17, 40)


@pytest.mark.parametrize(
    ("late_ms", "kind"),
    [
        (BACKLOG_MS_MIN, EventKind.RING),
        (BACKLOG_MS_MIN + 1, EventKind.HISTORY),
    ],
)
def test_a_ring_is_history_once_it_is_surely_more_than_ninety_seconds_old(arrivals, late_ms, kind):
    end_of_its_minute_ms = ms(2026, 11, 22, 18, 6)
    arrivals.place(UP, end_of_its_minute_ms + late_ms)
    assert arrivals.place(a_ring(), end_of_its_minute_ms + late_ms).event.kind is kind


def test_a_feed_whose_clock_is_hours_wrong_still_rings(arrivals):
    arrivals.place(UP, NOW_MS)
    at_ms = NOW_MS + CATCH_UP_MS_MAX + 1
    assert arrivals.place(a_ring(at_text="11222026 0905"), at_ms).event.kind is EventKind.RING


def test_a_ring_without_a_time_is_live(arrivals):
    arrivals.place(UP, NOW_MS)
    assert arrivals.place(a_ring(at_text=""), NOW_MS).event.kind is EventKind.RING


def test_history_handed_over_again_is_a_repeat_and_keeps_its_identity(arrivals):
    old = a_ring(at_text="11222026 1740")
    arrivals.place(UP, NOW_MS)
    first = arrivals.place(old, NOW_MS)
    arrivals.place(UP, NOW_MS + 5 * MINUTE_MS)
    again = arrivals.place(old, NOW_MS + 5 * MINUTE_MS)
    assert (first.is_repeat, again.is_repeat) == (False, True)
    assert first.identity == again.identity


def test_history_of_a_call_that_rang_here_is_that_call(arrivals):
    live = arrivals.place(a_ring(), NOW_MS)
    arrivals.place(UP, NOW_MS + 10 * MINUTE_MS)
    handed_over = arrivals.place(a_ring(), NOW_MS + 10 * MINUTE_MS)
    assert handed_over.identity == live.identity
    assert handed_over.is_repeat


def test_feed_events_belong_to_no_call(arrivals):
    assert arrivals.place(UP, NOW_MS).identity == ""


@pytest.mark.parametrize("at_text", ["11222026 1805", "22112026 1805"])
def test_day_and_month_are_read_in_either_order(at_text):
    assert own_ms(a_ring(at_text=at_text), NOW_MS, TOKYO) == ms(2026, 11, 22, 18, 5)


@pytest.mark.parametrize(
    ("near", "meant"),
    [((2026, 5, 4, 20, 0), (2026, 5, 4, 19, 59)), ((2026, 4, 5, 20, 0), (2026, 4, 5, 19, 59))],
)
def test_of_two_readings_of_a_date_the_nearest_counts(near, meant):
    assert own_ms(a_ring(at_text="05042026 1959"), ms(*near), TOKYO) == ms(*meant)


def test_in_the_hour_that_comes_twice_the_nearest_reading_counts():
    first_ms = ms(2026, 11, 1, 1, 30, zone=NEW_YORK)
    ring = a_ring(at_text="11012026 0130")
    assert own_ms(ring, first_ms + 1_000, NEW_YORK) == first_ms
    assert own_ms(ring, first_ms + 3_601_000, NEW_YORK) == first_ms + 3_600_000


@given(at_text=st.one_of(st.text(), st.from_regex(r"[0-9]{8} [0-9]{4}", fullmatch=True)))
def test_no_text_a_feed_may_send_for_a_time_breaks_the_placing(at_text):
    arrivals = Arrivals(TOKYO, replays=True)
    arrivals.place(UP, NOW_MS)
    assert arrivals.place(a_ring(at_text=at_text), NOW_MS).identity


@pytest.mark.parametrize("at_text", ["01010001 0000", "12319999 2359"])
def test_a_date_at_the_end_of_the_calendar_breaks_nothing(arrivals, at_text):
    arrivals.place(UP, NOW_MS)
    assert arrivals.place(a_ring(at_text=at_text), NOW_MS).identity


def test_a_feed_that_never_replays_is_live_whatever_its_clock_says():
    arrivals = Arrivals(TOKYO, replays=False)
    connected = CallEvent(kind=EventKind.FEED, state=FeedState.CONNECTED)
    arrivals.place(connected, NOW_MS)
    old = CallEvent(kind=EventKind.RING, e164="+819012345678", line="1", at_text="01012020 1200")
    assert arrivals.place(old, NOW_MS + 1).event.kind is EventKind.RING
