"""Compaction moves what shows nowhere any more, and no answer of the hub tells that it did."""

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, update

from sync.change import change_id, pack
from sync.hub import archive, compaction, tables
from sync.hub.compaction import DAY_MS, KEEP_DAYS
from sync.hub.relay_lines import UpstreamLine
from sync.hub.relay_log import RelayLog
from sync.hub.scrub import scrub
from tests.sync.conftest import Clock, bodies, open_house
from tests.sync.hub.test_log import everything, outcomes, push
from tests.sync.strategies import INCARNATIONS, a_change, histories

VENUE = "house-1"
UPSTREAM = UpstreamLine(
    venue=VENUE, environment="production", device="relay-1", name="奥", epoch="", cursor=0
)


@pytest.fixture
def log(house):
    house.venues.add("暖簾", "production")
    return house.log


def edits(count, *, entity_id="r1", incarnation=INCARNATIONS[0], first=1):
    """Edits of one field, each by somebody who had the one before on the screen."""
    return [
        a_change(
            id=change_id(incarnation, number),
            venue=VENUE,
            entity_id=entity_id,
            sets={"status": f"s{number}"},
            seen={"status": (change_id(incarnation, number - 1),)} if number > first else {},
        )
        for number in range(first, first + count)
    ]


def compact(log, upto=None):
    """Compact all of the log, or its beginning; how many changes went."""
    steps = compaction.steps(
        log.database, VENUE, log.standing(VENUE).head if upto is None else upto
    )
    return sum(step.moved for step in steps)


def in_log(log):
    with log.database.reading() as connection:
        return connection.execute(select(func.count()).select_from(tables.change)).scalar()


def paged(log, limit):
    """The whole log, read in pages."""
    found, after = [], 0
    while True:
        page = log.pull(VENUE, after, limit)
        found += page.changes
        if not page.more:
            return found
        assert page.next > after
        after = page.next


def test_what_shows_nowhere_leaves_the_log_and_is_pulled_as_before(log):
    push(log, *edits(5), *bodies(VENUE, [101, 102]))
    before = [log.pull(VENUE, after, 3) for after in range(8)]
    assert compact(log) == 4
    assert in_log(log) == 3
    assert [log.pull(VENUE, after, 3) for after in range(8)] == before


def test_a_change_of_which_one_value_still_shows_stays(log):
    first = a_change(venue=VENUE, sets={"status": "booked", "note": "窓側"})
    push(log, first, *edits(2, incarnation=INCARNATIONS[1]))
    assert compact(log) == 1, "only the edit that was edited again"


def test_what_was_archived_is_known_when_it_is_offered_again(log):
    changes = edits(4)
    cursors = [each.cursor for each in push(log, *changes).verdicts]
    compact(log)
    again = push(log, *changes)
    assert outcomes(again) == ["known"] * 4
    assert [each.cursor for each in again.verdicts] == cursors
    assert again.head == 4


def test_a_copied_ledger_is_found_out_by_what_was_archived(log):
    push(log, *edits(3))
    compact(log)
    (other,) = bodies(VENUE, [1])
    assert outcomes(push(log, other)) == ["clash"]


def test_compacting_again_goes_on_where_a_block_already_holds_some(log):
    push(log, *edits(3))
    assert compact(log) == 2
    push(log, *edits(2, first=4))
    assert compact(log) == 1, "the third was seen by nobody; the fourth by the fifth"
    push(log, *edits(3, entity_id="r2", incarnation=INCARNATIONS[1]))
    before = everything(log)
    assert compact(log) == 2
    assert everything(log) == before
    assert compact(log) == 0


def test_a_log_of_several_blocks_is_compacted_block_by_block(log, monkeypatch):
    monkeypatch.setattr(archive, "BLOCK_CURSORS", 4)
    monkeypatch.setattr(compaction, "BLOCK_CURSORS", 4)
    push(log, *edits(14))
    before = everything(log)
    steps = list(compaction.steps(log.database, VENUE, 14))
    assert [step.moved for step in steps] == [3, 4, 4, 2]
    assert [step.last for step in steps] == [3, 7, 11, 14]
    assert everything(log) == before
    assert paged(log, 3) == list(before.changes)
    assert [log.pull(VENUE, at, 1000).changes for at in range(14)] == [
        before.changes[at:] for at in range(14)
    ]


def test_a_dry_run_tells_and_touches_nothing(log):
    push(log, *edits(4))
    told = list(compaction.steps(log.database, VENUE, 4, dry_run=True))
    assert sum(step.moved for step in told) == 3
    assert sum(step.moved_bytes for step in told) == sum(len(pack(each)) for each in edits(3))
    assert in_log(log) == 4


def test_what_lies_above_the_horizon_stays(log):
    push(log, *edits(6))
    assert compact(log, upto=3) == 3
    assert in_log(log) == 3


def test_a_change_too_long_for_a_block_stays(log, monkeypatch):
    monkeypatch.setattr(compaction, "BODY_BYTES_MAX", 300)
    first, second, third = edits(3)
    long = a_change(id=first.id, venue=VENUE, sets={"status": "長" * 200}, seen={})
    push(log, long, second, third)
    assert compact(log) == 1


@pytest.mark.sqlite
def test_an_altered_change_and_an_altered_state_stay_to_be_looked_at(log):
    push(log, *edits(3), *edits(3, entity_id="r2", incarnation=INCARNATIONS[1]))
    with log.database.writing() as connection:
        connection.exec_driver_sql("update change set body = x'7b7d' where cursor = 1")
        connection.exec_driver_sql("update entity set state = x'21' where id = 'r2'")
    assert compact(log) == 1


def test_a_state_that_is_not_what_was_hashed_tells_nothing(log):
    push(log, *edits(3))
    with log.database.writing() as connection:
        connection.execute(update(tables.entity).values(hash=bytes(16)))
    assert compact(log) == 0


def test_a_change_that_came_back_into_the_log_is_packed_once_more(log):
    push(log, *edits(3))
    before = everything(log)
    with log.database.reading() as connection:
        rows = [dict(row) for row in connection.execute(select(tables.change)).mappings()]
    compact(log)
    with log.database.writing() as connection:
        connection.execute(tables.change.insert(), rows[:2])
    assert compact(log) == 2
    assert everything(log) == before


def test_another_house_is_left_alone(house, log):
    house.venues.add("支店", "production")
    other = [orjson.loads(pack(each)) | {"venue": "house-2"} for each in edits(3)]
    push(log, *other, venue="house-2")
    push(log, *edits(3))
    assert compact(log) == 2
    assert in_log(log) == 4
    assert len(everything(log, "house-2").changes) == 3


def test_of_a_relays_log_only_that_is_packed_which_upstream_has(house):
    relay = RelayLog(house.log.database, now_ms=Clock())
    relay.join(UPSTREAM, "暖簾")
    push(relay, *edits(5))
    assert compact(relay) == 0
    relay.confirm(VENUE, {change_id(INCARNATIONS[0], number): 40 + number for number in (1, 2, 5)})
    assert compact(relay) == 2


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(histories(), st.booleans()), max_size=4), st.data())
def test_no_answer_tells_whether_the_log_was_compacted(parts, data):
    with open_house() as plain, open_house() as packed:
        offered = []
        for number, (history, compacts) in enumerate(parts):
            for house in (plain, packed):
                if not number:
                    house.venues.add("暖簾", "production")
            changes = [
                a_change(
                    **{name: getattr(each, name) for name in ("stamp", "sets", "seen", "id")},
                    venue=VENUE,
                    entity_id=f"r{number}",
                )
                for each in history
            ]
            offered += changes
            told = [push(house.log, *changes).verdicts for house in (plain, packed)]
            assert told[0] == told[1]
            if compacts:
                compact(packed.log, data.draw(st.integers(0, 30)))
        if not parts:
            return
        limit = data.draw(st.integers(1, 9))
        keys = [("reservation", f"r{number}") for number in range(len(parts))]
        assert strip(everything(plain.log)) == strip(everything(packed.log))
        assert paged(plain.log, limit) == paged(packed.log, limit)
        assert plain.log.digest(VENUE).buckets == packed.log.digest(VENUE).buckets
        for after in (0, limit):
            assert strip(plain.log.changes_of(VENUE, keys, after, limit)) == strip(
                packed.log.changes_of(VENUE, keys, after, limit)
            )
        assert scrub(packed.log.database, VENUE) == scrub(plain.log.database, VENUE)
        told = [push(house.log, *offered).verdicts for house in (plain, packed)]
        assert told[0] == told[1]


def strip(page):
    return page.head, page.changes, page.next, page.more


# How old a change is.


def test_the_hubs_own_days_tell_how_old_a_change_is(log):
    clock = Clock()
    database = log.database
    for day in range(3):
        push(log, *bodies(VENUE, [day + 1]))
        assert compaction.note_milestone(database, VENUE, clock.ms)
        assert not compaction.note_milestone(database, VENUE, clock.ms + DAY_MS - 1)
        clock.ms += DAY_MS
    clock.ms -= DAY_MS
    assert [compaction.horizon(database, VENUE, clock.ms, days) for days in range(4)] == [
        3,
        2,
        1,
        0,
    ]
    assert compaction.horizon(database, VENUE, clock.ms) == 0
    assert compaction.horizon(database, VENUE, clock.ms + KEEP_DAYS * DAY_MS) == 3


def test_a_clock_that_stood_in_the_future_stops_no_milestone(log):
    clock = Clock()
    assert compaction.note_milestone(log.database, VENUE, clock.ms + 300 * DAY_MS)
    assert compaction.note_milestone(log.database, VENUE, clock.ms)
