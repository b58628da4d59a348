"""A house is reread a little at a time: what the log can mend is mended, the rest is asked for."""

import orjson
import pytest
from sqlalchemy import delete, select, update

from sync import digest
from sync.change import change_id, content_hash, unpack
from sync.errors import Malformed
from sync.hub import compaction, patrol, tables
from sync.hub.errors import DiskFull
from sync.hub.patrol import ENTITIES_MAX, WANTED_MAX, Patrol
from sync.hub.scrub import scrub
from tests.sync.conftest import bodies
from tests.sync.hub.test_log import everything, outcomes, push, state_of
from tests.sync.hub.test_scrub import DERIVED, VENUE, tamper
from tests.sync.strategies import INCARNATIONS, a_change


@pytest.fixture
def log(house):
    house.venues.add("暖簾", "production")
    push(house.log, *bodies(VENUE, range(1, 6)))
    return house.log


@pytest.fixture
def watchman(house, log):
    return Patrol(log.database, now_ms=house.clock)


def walk_on(house, watchman, times=1):
    """Let him walk so many times, each when it is due."""
    found = []
    for _ in range(times):
        house.clock.ms += patrol.PAUSE_MS
        found.append(watchman.walk(VENUE))
    return found


def change(number):
    row = tables.change.c
    return (row.venue_id == VENUE) & (row.entity_id == f"r{number}")


def rot(log, number):
    """Alter the bytes of a change as if someone else had been booked."""
    tamper(
        log,
        update(tables.change)
        .where(change(number))
        .values(body=bodies(VENUE, [number])[0].replace(b"booked", b"seated")),
    )


def test_a_sound_house_is_left_alone(house, log, watchman):
    before = everything(log), log.digest(VENUE), list(log.export_entities(VENUE))
    (found,) = walk_on(house, watchman)
    assert (found.mended, found.wanted) == (0, ())
    assert (everything(log), log.digest(VENUE), list(log.export_entities(VENUE))) == before


@pytest.mark.parametrize("what", sorted(DERIVED.keys() - {"head", "entity gone"}))
def test_what_was_altered_beside_the_log_is_mended_within_a_turn(house, log, watchman, what):
    sound = log.digest(VENUE), list(log.export_entities(VENUE))
    tamper(log, DERIVED[what]())
    assert sum(found.mended for found in walk_on(house, watchman, 256)) > 0
    assert (log.digest(VENUE), list(log.export_entities(VENUE))) == sound
    assert scrub(log.database, VENUE).faults == ()
    assert [found.mended for found in walk_on(house, watchman, 3)] == [0, 0, 0]


@pytest.mark.parametrize("state", [b"", b"{}", b"[]", b'{"a":[],"l":{}}', b'{"a":{},"l":[]}'])
def test_a_change_to_what_cannot_be_read_any_more_is_taken_all_the_same(log, state):
    tamper(log, update(tables.entity).where(tables.entity.c.id == "r2").values(state=state))
    edit = a_change(
        id=change_id(INCARNATIONS[1], 1),
        venue=VENUE,
        entity_id="r2",
        sets={"status": "seated"},
        seen={"status": (change_id(INCARNATIONS[0], 2),)},
    )
    assert outcomes(push(log, edit)) == ["accepted"]
    assert log.digest(VENUE).buckets == state_of(
        unpack(body) for _, body in everything(log).changes
    )
    assert scrub(log.database, VENUE).faults == ()


def test_a_state_that_is_gone_differs_from_then_on_and_is_made_again_when_asked_for(
    house, log, watchman
):
    sound = log.digest(VENUE)
    tamper(log, DERIVED["entity gone"]())
    walk_on(house, watchman, 256)
    assert log.digest(VENUE) != sound, "a device must see that something is missing"
    assert watchman.look(VENUE, [("reservation", "r2")]).mended == 1
    assert log.digest(VENUE) == sound


def test_altered_bytes_leave_the_state_and_are_asked_for_until_they_are_back(house, log, watchman):
    sound = everything(log), log.digest(VENUE), list(log.export_entities(VENUE))
    rot(log, 2)
    (id,) = _ids(2)
    assert [each.wanted for each in walk_on(house, watchman, 2)] == [(id,), (id,)]
    assert (log.digest(VENUE), list(log.export_entities(VENUE))) == sound[1:]
    (verdict,) = push(log, bodies(VENUE, [2])[0]).verdicts
    assert (verdict.outcome, verdict.cursor) == ("known", 2)
    assert [each.wanted for each in walk_on(house, watchman)] == [()]
    assert (everything(log), log.digest(VENUE), list(log.export_entities(VENUE))) == sound


def test_a_change_that_is_gone_is_asked_for_and_comes_back_under_a_cursor_of_its_own(
    house, log, watchman
):
    state = list(log.export_entities(VENUE))
    tamper(log, delete(tables.change).where(change(2)))
    assert walk_on(house, watchman)[0].wanted == tuple(_ids(2))
    (verdict,) = push(log, bodies(VENUE, [2])[0]).verdicts
    assert (verdict.outcome, verdict.cursor) == ("accepted", 6)
    assert walk_on(house, watchman)[0].wanted == ()
    assert list(log.export_entities(VENUE)) == state


def test_a_change_that_only_another_version_can_read_is_neither_asked_for_nor_undone(
    house, log, watchman, monkeypatch
):
    def stricter(body):
        raise Malformed("not with this version")

    before = list(log.export_entities(VENUE))
    monkeypatch.setattr(patrol, "unpack", stricter)
    (found,) = walk_on(house, watchman)
    assert (found.mended, found.wanted) == (0, ())
    assert list(log.export_entities(VENUE)) == before


def faded(number):
    """Five changes of one entity, of which only the last shows."""
    life = f"{number:016x}"
    return [
        a_change(
            id=change_id(life, count),
            venue=VENUE,
            entity_id=f"old-{number}",
            sets={"status": f"s{count}"},
            seen={"status": (change_id(life, count - 1),)} if count > 1 else {},
        )
        for count in range(1, 6)
    ]


@pytest.mark.parametrize("harm", ["altered", "gone"])
def test_an_altered_block_of_the_archive_is_asked_for_and_comes_back(house, log, watchman, harm):
    changes = [*faded(70), *faded(71)]
    push(log, *changes)
    before = log.digest(VENUE).root
    assert sum(step.moved for step in compaction.steps(log.database, VENUE, 15)) == 8
    if harm == "gone":
        tamper(log, delete(tables.archive))
    else:
        tamper(log, update(tables.archive).values(body=b"altered"))
    (found,) = walk_on(house, watchman)
    assert scrub(log.database, VENUE).left == 8
    packed = {each.id for each in changes if not each.id.endswith("-5")}
    assert (found.mended, set(found.wanted)) == (0, packed)
    again = push(log, *changes)
    assert sorted(outcomes(again)) == ["accepted"] * 8 + ["known"] * 2
    (found,) = walk_on(house, watchman)
    assert (found.mended, found.wanted) == (0, ())
    assert log.digest(VENUE).root == before
    assert len(everything(log).changes) == 15
    assert scrub(log.database, VENUE).faults == (), "of 23 cursors 8 stand for nothing any more"


def test_a_block_that_another_version_packed_is_not_given_up(house, log, watchman):
    push(log, *faded(70))
    list(compaction.steps(log.database, VENUE, 10))
    body = b"packed as nobody here can read it"
    tamper(log, update(tables.archive).values(body=body, hash=content_hash(body)))
    (found,) = walk_on(house, watchman)
    assert (found.mended, found.wanted) == (0, ())
    assert outcomes(push(log, *faded(70))) == ["known"] * 5


def test_a_state_altered_together_with_a_change_is_mended_once_that_is_back(house, log, watchman):
    sound = log.digest(VENUE), list(log.export_entities(VENUE))
    rot(log, 2)
    tamper(log, DERIVED["state"]())
    (found,) = walk_on(house, watchman)
    assert (found.mended, found.wanted) == (0, tuple(_ids(2)))
    push(log, bodies(VENUE, [2])[0])
    assert walk_on(house, watchman)[0].mended == 1
    assert (log.digest(VENUE), list(log.export_entities(VENUE))) == sound


def test_a_large_house_is_reread_in_turns(house, log, watchman):
    push(log, *bodies(VENUE, range(6, 2 * ENTITIES_MAX + 1)))
    for number in (1, 99):
        rot(log, number)
    wanted = [set(found.wanted) for found in walk_on(house, watchman, 3)]
    assert wanted[-1] == {*_ids(1), *_ids(99)}
    assert len(wanted[0]) == 1, "not all at once"


def test_after_a_large_bucket_he_compares_none_for_a_while(house, log, watchman, monkeypatch):
    monkeypatch.setattr(patrol, "BUCKET_ENTITIES", 2)
    large = digest.bucket_of("r1")
    twins = [f"r{n}" for n in range(6, 9_999) if digest.bucket_of(f"r{n}") == large][:6]
    push(log, *bodies(VENUE, [int(id[1:]) for id in twins]))
    walk_on(house, watchman, large)
    tamper(log, update(tables.bucket).values(hash=b"x" * 16))
    empty = tables.bucket.insert().values(venue_id=VENUE, bucket=large + 1, hash=b"x" * 16)
    tamper(log, empty)
    assert [found.mended for found in walk_on(house, watchman, 5)] == [1, 0, 0, 0, 1]


def test_however_many_ask_a_house_is_reread_once_a_while(house, log, watchman):
    walk_on(house, watchman)
    tamper(log, DERIVED["state"]())
    assert watchman.walk(VENUE).mended == 0
    house.clock.ms -= 3_600_000  # the clock was set back: he goes on all the same
    assert watchman.walk(VENUE).mended == 1


def test_what_is_asked_for_at_a_time_is_bounded(house, log, watchman):
    push(log, *bodies(VENUE, range(6, 2 * WANTED_MAX)))
    tamper(log, update(tables.change).values(body=b"{}"))
    assert {len(found.wanted) for found in walk_on(house, watchman, 6)} <= {50, WANTED_MAX}


def test_a_full_disk_keeps_nobody_from_comparing(house, log, watchman, monkeypatch):
    tamper(log, DERIVED["state"]())

    def full():
        raise DiskFull("no room")

    monkeypatch.setattr(log.database, "writing", full)
    assert walk_on(house, watchman)[0].mended == 0
    monkeypatch.undo()
    assert walk_on(house, watchman)[0].mended == 1


def test_an_altered_change_is_in_no_page_and_holds_no_page_up(log):
    rot(log, 2)
    page = log.pull(VENUE, 0, 2)
    assert ([cursor for cursor, _ in page.changes], page.next, page.more) == ([1], 2, True)
    page = log.pull(VENUE, 1, 1)
    assert (page.changes, page.next, page.more) == ((), 2, True)
    assert log.changes_of(VENUE, [("reservation", "r2")], 0, 10).changes == ()


def _ids(number):
    return [orjson.loads(body)["id"] for body in bodies(VENUE, [number])]


def test_what_is_put_back_is_what_was_written(log):
    rot(log, 3)
    (other,) = bodies(VENUE, [3])
    (verdict,) = push(log, other.replace(b"booked", b"seated")).verdicts
    assert verdict.outcome == "clash", "the bytes of the rot are not taken for the change"
    push(log, other)
    with log.database.reading() as connection:
        row = connection.execute(select(tables.change.c.body).where(change(3))).scalar_one()
    assert row == other
