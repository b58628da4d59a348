"""States, hashes and buckets move together, whatever comes first."""

import pytest

from sync import digest, merge
from sync.change import change_id
from sync.hub import state
from sync.merge import EMPTY
from tests.sync.strategies import INCARNATIONS, a_change

VENUE = "house-1"
KEY = ("reservation", "r1")
FIRST = a_change(id=change_id(INCARNATIONS[0], 1))
SECOND = a_change(
    id=change_id(INCARNATIONS[1], 1), sets={"status": "seated"}, seen={"status": (FIRST.id,)}
)


@pytest.fixture
def database(house):
    house.venues.add("暖簾", "production")
    return house.log.database


def merge_in(database, *changes):
    with database.writing() as connection:
        state.merge_in(connection, database, VENUE, changes)


def look(database):
    with database.reading() as connection:
        return state.load(connection, VENUE, [KEY])[KEY], state.buckets(connection, VENUE)


@pytest.mark.parametrize(
    "batches",
    [
        [[FIRST, SECOND]],
        [[SECOND, FIRST]],
        [[FIRST], [SECOND]],
        [[SECOND], [FIRST]],
        [[SECOND], [FIRST], [SECOND, FIRST]],
    ],
)
def test_the_order_and_the_batches_do_not_matter(database, batches):
    for batch in batches:
        merge_in(database, *batch)
    expected = state.keep(KEY, merge.fold([FIRST, SECOND]))
    kept, buckets = look(database)
    assert kept == expected
    assert buckets == {digest.bucket_of("r1"): expected.hash}


def test_two_entities_in_one_bucket_are_both_in_its_hash(database):
    twin = next(
        f"r{number}"
        for number in range(2, 10_000)
        if digest.bucket_of(f"r{number}") == digest.bucket_of("r1")
    )
    other = a_change(id=change_id(INCARNATIONS[2], 1), entity_id=twin)
    merge_in(database, FIRST, other)
    kept, buckets = look(database)
    hash = state.keep(("reservation", twin), merge.fold([other])).hash
    assert buckets == {digest.bucket_of("r1"): digest.xor(kept.hash, hash)}
    with database.reading() as connection:
        found = state.in_bucket(connection, VENUE, digest.bucket_of("r1"))
    assert found == sorted([(KEY, kept.hash), (("reservation", twin), hash)])


def test_what_is_not_here_is_left_out(database):
    merge_in(database, FIRST)
    with database.reading() as connection:
        assert state.load(connection, VENUE, [("guest", "r1"), ("reservation", "r9")]) == {}
        assert state.hashes(connection, VENUE, [KEY, ("guest", "r1")]).keys() == {KEY}
        assert state.hashes(connection, "house-2", [KEY]) == {}
        assert list(state.every(connection, "house-2")) == []


def test_toggling_twice_changes_nothing(database):
    merge_in(database, FIRST)
    before = look(database)
    for _ in range(2):
        with database.writing() as connection:
            state.toggle(connection, database, VENUE, [(3, b"x" * 16), (200, b"y" * 16)])
    assert look(database) == before


def test_an_entity_is_asked_for_once_however_often_it_is_named():
    assert state.by_type([KEY, ("guest", "g1"), KEY, ("reservation", "r2")]) == {
        "reservation": ["r1", "r2"],
        "guest": ["g1"],
    }


def test_an_empty_state_has_a_hash_of_its_own():
    assert state.keep(KEY, EMPTY).hash != state.keep(("guest", "r1"), EMPTY).hash
