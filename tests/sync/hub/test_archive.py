"""Packed changes read as they were written, and a damaged block harms as little as can be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, update

from sync import compression
from sync.change import unpack as change_of
from sync.errors import Malformed
from sync.hub import tables
from sync.hub.archive import pack, unpack
from sync.hub.scrub import scrub
from tests.sync.conftest import bodies
from tests.sync.hub.test_compaction import VENUE, compact, edits
from tests.sync.hub.test_log import everything, outcomes, push
from tests.sync.strategies import INCARNATIONS

NO_FRAME = bytes.fromhex("28b52ffd00")
"""The beginning of what zstd packs, and then nothing."""


@pytest.fixture
def log(house):
    house.venues.add("暖簾", "production")
    return house.log


@given(st.dictionaries(st.integers(0, 2**53), st.binary(max_size=400), max_size=20))
def test_a_block_reads_as_it_was_written(changes):
    assert unpack(pack(changes.items())) == sorted(changes.items())


@pytest.mark.parametrize("packed", [b"noise", compression.pack(b"noise")])
def test_what_is_no_block_is_said_to_be_none(packed):
    with pytest.raises(Malformed):
        unpack(packed)


def damage(log, body=NO_FRAME):
    with log.database.writing() as connection:
        connection.execute(update(tables.archive).values(body=body))


@pytest.mark.parametrize("body", [NO_FRAME, b"noise", pack([(1, b"{}")])])
def test_a_damaged_block_is_reported_and_keeps_nobody_from_the_rest(log, body):
    push(log, *edits(4), *bodies(VENUE, [101]))
    compact(log)
    damage(log, body)
    assert [cursor for cursor, _ in everything(log).changes] == [4, 5]
    assert outcomes(push(log, *edits(4))) == ["known"] * 4
    assert any("the archive from 0 to 511" in fault for fault in scrub(log.database, VENUE).faults)
    assert compact(log) == 0


def test_what_a_damaged_block_held_is_offered_again_once_it_is_given_up(log):
    push(log, *edits(4), *edits(2, entity_id="r2", incarnation=INCARNATIONS[1]))
    sound = log.digest(VENUE).buckets
    compact(log)
    damage(log)
    assert scrub(log.database, VENUE, repair=True).count
    assert log.digest(VENUE).buckets != sound, "devices see by this that something is missing"
    assert outcomes(push(log, *edits(4))) == ["accepted"] * 3 + ["known"]
    assert scrub(log.database, VENUE).left == 1
    push(log, *edits(2, entity_id="r2", incarnation=INCARNATIONS[1]))
    assert log.digest(VENUE).buckets == sound
    assert scrub(log.database, VENUE).faults == ()
    assert {change_of(body).id for _, body in everything(log).changes} >= {
        each.id for each in edits(4)
    }


def test_a_block_that_is_gone_is_found_and_what_it_held_comes_back(log):
    push(log, *edits(4))
    compact(log)
    with log.database.writing() as connection:
        connection.execute(delete(tables.archive))
    assert scrub(log.database, VENUE).faults[0] == "the archive from 0 to 511: it is gone"
    assert scrub(log.database, VENUE, repair=True).left == 3
    assert outcomes(push(log, *edits(4))) == ["accepted"] * 3 + ["known"]
    assert scrub(log.database, VENUE).faults == ()


def test_a_compacted_house_is_sound_and_mended_like_any_other(log):
    push(log, *edits(4), *bodies(VENUE, [101]))
    sound = list(log.export_entities(VENUE)), log.digest(VENUE)
    compact(log)
    assert scrub(log.database, VENUE).faults == ()
    with log.database.writing() as connection:
        connection.exec_driver_sql("delete from entity")
        connection.exec_driver_sql("delete from bucket")
    assert scrub(log.database, VENUE, repair=True).count
    assert (list(log.export_entities(VENUE)), log.digest(VENUE)) == sound
