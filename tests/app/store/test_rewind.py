from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.reservation import Status
from app.store.ledger import Write
from app.store.rewind import PastDay
from tests.builders import FRIDAY, a_reservation, at
from tests.ledgers import NOON_MS, Stranger, receive

MINUTE = 60_000


def add(ledger, value, at_ms):
    ledger.commit([Write(None, value, "book")], actor="佐藤", now_ms=at_ms)


def edit(ledger, at_ms, id="r1", **fields):
    before = ledger.get("reservation", id)
    write = Write(before, replace(before, **fields), "change")
    ledger.commit([write], actor="佐藤", now_ms=at_ms)


@pytest.fixture
def evening(ledger):
    """Booked at noon for two, three from five past, cancelled at ten past."""
    add(ledger, a_reservation(id="r1", adults=2, status=Status.BOOKED), NOON_MS)
    edit(ledger, NOON_MS + 5 * MINUTE, adults=3)
    edit(ledger, NOON_MS + 10 * MINUTE, status=Status.CANCELLED)
    return PastDay(ledger, FRIDAY)


@pytest.mark.parametrize(
    ("minute", "seen"),
    [
        (-1, []),
        (0, [(2, Status.BOOKED)]),
        (5, [(3, Status.BOOKED)]),
        (9, [(3, Status.BOOKED)]),
        (10, [(3, Status.CANCELLED)]),
    ],
)
def test_a_day_is_seen_as_it_stood_at_each_minute(evening, minute, seen):
    found = evening.at(NOON_MS + minute * MINUTE)
    assert [(each.adults, each.status) for each in found] == seen


def test_looking_back_and_forth_shows_the_same(evening):
    moments = [NOON_MS + minute * MINUTE for minute in (10, 0, 5, -1, 10, 5)]
    seen = {moment: evening.at(moment) for moment in moments}
    assert all(evening.at(moment) == seen[moment] for moment in moments)


def test_who_was_moved_to_another_day_since_is_there_again(ledger):
    add(ledger, a_reservation(id="r1"), NOON_MS)
    day = FRIDAY + timedelta(days=1)
    edit(ledger, NOON_MS + MINUTE, business_day=day, starts_at=at("19:00", day))
    past = PastDay(ledger, FRIDAY)
    assert [each.id for each in past.at(NOON_MS)] == ["r1"]
    assert past.at(NOON_MS + MINUTE) == ()


def test_who_was_deleted_since_is_there_again(ledger):
    add(ledger, a_reservation(id="r1"), NOON_MS)
    before = ledger.get("reservation", "r1")
    ledger.commit([Write(before, None, "delete")], actor="佐藤", now_ms=NOON_MS + MINUTE)
    past = PastDay(ledger, FRIDAY)
    assert [each.id for each in past.at(NOON_MS)] == ["r1"]
    assert past.at(NOON_MS + MINUTE) == ()


def test_what_another_device_did_counts_by_its_own_clock_however_late_it_came(ledger):
    add(ledger, a_reservation(id="r1", note=""), NOON_MS + 10 * MINUTE)
    change = Stranger().change("reservation", "r1", {"course": "おまかせ"})
    receive(ledger, change)
    past = PastDay(ledger, FRIDAY)
    assert past.at(NOON_MS + 10 * MINUTE)[0].course == "おまかせ"


def test_what_was_done_since_is_told_newest_first(evening):
    done = evening.after(NOON_MS, 10)
    assert [sorted(each.fields) for each in done] == [["status"], ["adults"]]
    assert evening.after(NOON_MS + 10 * MINUTE, 10) == ()
    assert len(evening.after(NOON_MS - 1, 1)) == 1


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(1, 30), st.integers(1, 9)), min_size=1, max_size=8))
def test_every_moment_shows_what_the_book_showed_then(tmp_path_factory, steps):
    from contextlib import closing

    from tests.ledgers import a_ledger

    with closing(a_ledger(tmp_path_factory.mktemp("past") / "ledger.db")) as ledger:
        now = NOON_MS
        add(ledger, a_reservation(id="r1", adults=2), now)
        shown = {now: ledger.get("reservation", "r1").adults}
        for minutes, adults in steps:
            now += minutes * MINUTE
            edit(ledger, now, adults=adults)
            shown[now] = ledger.get("reservation", "r1").adults
        past = PastDay(ledger, FRIDAY)
        assert {moment: past.at(moment)[0].adults for moment in shown} == shown
