"""A scrub finds what was altered beside the log, mends it, and never touches the log itself."""

import orjson
import pytest
from sqlalchemy import delete, select, update

from sync import digest
from sync.hub import tables
from sync.hub.losses import WrittenOff
from sync.hub.scrub import FAULTS_MAX, Reason, scrub
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
    assert told.left == told.count
    assert scrub(log.database, VENUE).faults == told.faults
    assert scrub(log.database, VENUE, repair=True).left == 0
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
    assert scrub(log.database, VENUE, repair=True).left > 0, "a repair that cannot mend it says so"
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


def lose(log, *cursors):
    tamper(log, delete(tables.change).where(tables.change.c.cursor.in_(cursors)))


def ids(*numbers):
    return tuple(orjson.loads(body)["id"] for body in bodies(VENUE, numbers))


@pytest.mark.parametrize("repair", [False, True])
@pytest.mark.parametrize("cursors", [(2,), (5,), (1, 2, 3, 4, 5)])
def test_a_house_is_sound_again_once_what_its_log_had_lost_is_back(log, cursors, repair):
    sound = list(log.export_entities(VENUE))
    gone = tables.change.c.entity_id.in_([f"r{number}" for number in cursors])
    for _ in range(2):  # the second time, too
        head = log.standing(VENUE).head
        tamper(log, delete(tables.change).where(gone))
        told = scrub(log.database, VENUE, repair=repair)
        assert [fault for fault in told.faults if "has lost it" in fault] == [
            f"change {id}: the log has lost it; a device that has it brings it back"
            for id in ids(*cursors)
        ]
        assert told.left == len(cursors)
        push(log, *bodies(VENUE, cursors))
        assert log.standing(VENUE).head == head + len(cursors)
        assert scrub(log.database, VENUE).faults == ()
        assert list(log.export_entities(VENUE)) == sound


def test_half_of_it_back_leaves_the_other_half(log):
    lose(log, 2, 4)
    scrub(log.database, VENUE, repair=True)
    push(log, *bodies(VENUE, [4]))
    (fault,) = scrub(log.database, VENUE).faults
    assert ids(2)[0] in fault


def test_what_nothing_names_any_more_is_counted(log):
    lose(log, 2, 3)
    tamper(log, delete(tables.entity).where(entity(2)))
    tamper(log, delete(tables.bucket))
    told = scrub(log.database, VENUE, repair=True)
    assert told.faults[-2:] == (
        f"change {ids(3)[0]}: the log has lost it; a device that has it brings it back",
        "the log: 1 changes are missing; none says which",
    )
    assert told.left == 2


WHY = Reason("the tablet burnt", 1_700_000_000_000)


def test_what_is_written_off_is_no_fault_any_more_and_its_reason_can_be_read(log):
    tamper(log, update(tables.change).where(tables.change.c.cursor == 1).values(body=b"{}"))
    lose(log, 2, 3)
    tamper(log, delete(tables.entity).where(entity(2)))
    told = scrub(log.database, VENUE, write_off=WHY)
    assert told.left == 0
    expected = WrittenOff(at_ms=WHY.at_ms, count=3, changes=ids(1, 3), reason=WHY.words)
    assert told.written_off == (expected,)
    after = scrub(log.database, VENUE)
    assert (after.faults, after.written_off) == ((), (expected,))
    assert [key for *key, _ in log.export_entities(VENUE)] == [
        ["reservation", "r4"],
        ["reservation", "r5"],
    ], "a new device would have the same book"
    assert scrub(log.database, VENUE, write_off=WHY).written_off == (expected,), "there was nothing"


def test_whoever_has_what_was_written_off_after_all_brings_it_back(log):
    sound = log.digest(VENUE).buckets, list(log.export_entities(VENUE))
    lose(log, 2, 3)
    scrub(log.database, VENUE, write_off=WHY)
    assert log.digest(VENUE).buckets != sound[0], "a device must see that something is missing"
    push(log, *bodies(VENUE, [2, 3]))
    assert (log.digest(VENUE).buckets, list(log.export_entities(VENUE))) == sound
    assert scrub(log.database, VENUE).faults == ()


def test_another_houses_losses_are_its_own(house, log):
    other = house.venues.add("支店", "production").id
    push(log, *bodies(other, [1, 2]), venue=other)
    tamper(log, delete(tables.change).where(tables.change.c.entity_id == "r2"))
    scrub(log.database, VENUE, write_off=WHY)
    assert scrub(log.database, VENUE).count == 0
    assert scrub(log.database, other).count == 1
