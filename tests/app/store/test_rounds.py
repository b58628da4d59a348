"""The record of rounds and repairs: bounded, and quiet rounds do not push the others out."""

import pytest

from app.domain.history import PastRound
from app.store import rounds
from app.store.ledger_file import transaction
from sync.clock import stamp
from tests.builders import a_guest
from tests.ledgers import NOON_MS, Stranger, add, receive


def a_round(**over):
    quiet = {
        "began_ms": NOON_MS,
        "ended_ms": NOON_MS + 40,
        "times": 1,
        "took_ms": 40,
        "outcome": "in_sync",
        "message": "",
        "pushed": 0,
        "pulled": 0,
        "repaired": 0,
    }
    return PastRound(**{**quiet, **over})


def record(ledger, *several):
    with transaction(ledger.sql, ledger.path):
        for each in several:
            rounds.record(ledger.sql, each)


def test_a_round_is_kept_as_it_went(ledger):
    busy = a_round(pushed=3, pulled=12, repaired=1, outcome="behind", message="half")
    record(ledger, busy)
    assert rounds.past(ledger.sql, 5) == (busy,)


def test_quiet_rounds_in_a_row_are_one_line(ledger):
    record(ledger, a_round(), a_round(began_ms=NOON_MS + 20_000, ended_ms=NOON_MS + 20_030))
    (line,) = rounds.past(ledger.sql, 5)
    assert (line.times, line.began_ms, line.ended_ms) == (2, NOON_MS, NOON_MS + 20_030)


@pytest.mark.parametrize(
    "other", [a_round(pushed=1), a_round(outcome="offline"), a_round(message="odd")]
)
def test_a_round_that_went_otherwise_is_a_line_of_its_own(ledger, other):
    record(ledger, a_round(), other, a_round())
    assert [each.times for each in rounds.past(ledger.sql, 5)] == [1, 1, 1]


def test_the_record_is_bounded_and_keeps_the_newest(ledger):
    record(ledger, *(a_round(pushed=count) for count in range(1, rounds.ROUNDS_KEPT + 11)))
    kept = rounds.past(ledger.sql, 1_000)
    assert len(kept) == rounds.ROUNDS_KEPT
    assert kept[0].pushed == rounds.ROUNDS_KEPT + 10


def test_repairs_are_counted_though_only_the_newest_are_listed(ledger):
    many = [("guest", f"g{number:04}") for number in range(rounds.REPAIRS_KEPT + 5)]
    with transaction(ledger.sql, ledger.path):
        rounds.record_repairs(ledger.sql, many, "differed", NOON_MS)
        rounds.record_repairs(ledger.sql, [("guest", "last")], "altered", NOON_MS + 1)
    listed = rounds.repairs(ledger.sql, 1_000)
    assert (listed[0].entity_id, listed[0].cause) == ("last", "altered")
    assert len(listed) == rounds.REPAIRS_KEPT
    assert rounds.metrics(ledger.sql).repairs == rounds.REPAIRS_KEPT + 6


def test_the_numbers_add_up_over_rounds(ledger):
    line = rounds.Line(
        hub="offline",
        message="no answer",
        hub_url="http://127.0.0.1:1",
        failures=2,
        next_try_ms=NOON_MS + 900,
        sent_bytes=10,
        received_bytes=7,
    )
    with transaction(ledger.sql, ledger.path):
        rounds.record_line(ledger.sql, line, NOON_MS)
        rounds.record_line(ledger.sql, line, NOON_MS)
    told = rounds.metrics(ledger.sql)
    assert (told.hub_url, told.failures, told.next_try_ms) == (
        "http://127.0.0.1:1",
        2,
        NOON_MS + 900,
    )
    assert (told.rounds, told.sent_bytes, told.received_bytes) == (2, 20, 14)
    assert told.last is None


def test_the_age_of_the_queue_is_that_of_its_head(ledger):
    add(ledger, a_guest(id="g1"), now_ms=NOON_MS + 60_000)
    assert rounds.oldest_waiting_ms(ledger.sql) == NOON_MS  # the house itself, set up at noon
    ledger.sql.execute("update change set state = 0")
    assert rounds.oldest_waiting_ms(ledger.sql) is None


def test_a_device_that_writes_in_the_future_is_named(ledger):
    stranger = Stranger()
    for number, ahead_ms in enumerate((0, rounds.AHEAD_MS_MAX, 63 * 60_000)):
        at = stamp(NOON_MS + ahead_ms, 0)
        receive(ledger, stranger.change("guest", f"g{number}", {"name": "林"}, stamp=at))
    (fast,) = rounds.fast_clocks(ledger.sql, NOON_MS)
    assert (fast.device, fast.ahead_ms) == ("奥", 63 * 60_000)
