"""A scrub finds what was altered beside the log, mends it, and never touches the log itself."""

import pytest
from sqlalchemy import delete, select, update

from sync import digest
from sync.hub import tables
from sync.hub.scrub import FAULTS_MAX, scrub
from tests.sync.conftest import bodies
from tests.sync.hub.test_log import everything, push

VENUE = "house-1"


@pytest.fixture
def log(house):
    house.venues.add("暖簾", "production")
    push(house.log, *bodies(VENUE, range(1, 6)))
    return house.log


def tamper(log, statement):
    with log.database.writing() as connection:
        connection.execute(statement)


def entity(number):
    row = tables.entity.c
    return (row.venue_id == VENUE) & (row.id == f"r{number}")


DERIVED = {
    "state": lambda: update(tables.entity).where(entity(2)).values(state=b'{"a":[],"l":{}}'),
    "hash": lambda: update(tables.entity).where(entity(2)).values(hash=bytes(16)),
    "bucket": lambda: update(tables.entity).where(entity(2)).values(bucket=0),
    "entity gone": lambda: delete(tables.entity).where(entity(2)),
    "entity extra": lambda: tables.entity.insert().values(
        venue_id=VENUE, type="guest", id="g1", bucket=1, state=b"{}", hash=bytes(16)
    ),
    "buckets": lambda: update(tables.bucket).values(hash=b"x" * 16),
    "buckets gone": lambda: delete(tables.bucket),
    "bucket extra": lambda: tables.bucket.insert().values(
        venue_id=VENUE, bucket=255, hash=b"x" * 16
    ),
    "head": lambda: update(tables.venue).values(head=3),
}


def test_a_sound_house_has_no_faults(log):
    told = scrub(log.database, VENUE)
    assert (told.changes, told.entities, told.faults, told.count) == (5, 5, (), 0)


@pytest.mark.parametrize("what", DERIVED)
def test_what_was_altered_beside_the_log_is_found_and_mended(log, what):
    sound = log.digest(VENUE), list(log.export_entities(VENUE)), everything(log)
    tamper(log, DERIVED[what]())
    told = scrub(log.database, VENUE)
    assert told.count > 0
    assert not told.mended
    assert scrub(log.database, VENUE).faults == told.faults
    assert scrub(log.database, VENUE, repair=True).mended
    assert scrub(log.database, VENUE).count == 0
    assert (log.digest(VENUE), list(log.export_entities(VENUE)), everything(log)) == sound


@pytest.mark.parametrize(
    "statement",
    [
        lambda row: update(tables.change).where(row.cursor == 2).values(body=b"{}"),
        lambda row: update(tables.change).where(row.cursor == 2).values(hash=bytes(16)),
        lambda row: delete(tables.change).where(row.cursor == 2),
        lambda row: delete(tables.change).where(row.cursor == 5),
    ],
)
def test_a_change_that_is_gone_or_altered_is_reported_and_left_alone(log, statement):
    tamper(log, statement(tables.change.c))
    with log.database.reading() as connection:
        before = connection.execute(select(tables.change)).all()
    scrub(log.database, VENUE, repair=True)
    assert scrub(log.database, VENUE).count > 0
    with log.database.reading() as connection:
        assert connection.execute(select(tables.change)).all() == before


def test_a_cursor_is_never_given_out_again(log):
    tamper(log, delete(tables.change).where(tables.change.c.cursor == 5))
    scrub(log.database, VENUE, repair=True)
    assert push(log, *bodies(VENUE, [9])).verdicts[0].cursor == 6


def test_another_house_is_not_touched(house, log):
    other = house.venues.add("支店", "production").id
    push(log, *bodies(other, [1]), venue=other)
    tamper(log, update(tables.bucket).values(hash=b"x" * digest.HASH_BYTES))
    scrub(log.database, VENUE, repair=True)
    assert scrub(log.database, VENUE).count == 0
    assert scrub(log.database, other).count > 0


def test_a_thousand_faults_are_counted_and_a_hundred_told(log):
    push(log, *bodies(VENUE, range(6, 200)))
    tamper(log, update(tables.entity).values(hash=bytes(16)))
    told = scrub(log.database, VENUE)
    assert len(told.faults) == FAULTS_MAX
    assert told.count == 199
