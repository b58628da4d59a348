"""What was lost is told from what came back, however often it was lost."""

import pytest

from sync.hub import losses
from tests.sync.conftest import bodies
from tests.sync.hub.test_compaction import VENUE, compact, edits
from tests.sync.hub.test_log import push

HERE, PACKED = edits(4)[3].id, edits(4)[0].id
AWAY = "ffffffffffffffff-1"


@pytest.fixture
def log(house):
    house.venues.add("暖簾", "production")
    push(house.log, *edits(4), *bodies(VENUE, [101]))
    compact(house.log)
    return house.log


def test_what_is_packed_is_held_like_what_is_in_the_log(log):
    with log.database.reading() as connection:
        assert losses.held(connection, VENUE, {HERE, PACKED, AWAY}) == {HERE, PACKED}
        assert losses.held(connection, "another-house", {HERE, PACKED}) == set()


def test_each_loss_leaves_a_cursor_and_all_but_the_open_ones_are_explained(log):
    with log.database.writing() as connection:
        for ids in ([HERE, AWAY], [AWAY], [AWAY]):
            losses.remember(connection, log.database, VENUE, ids)
        # `AWAY` came back twice, and is gone for the third time.
        assert losses.missing(connection, VENUE, ()) == ({AWAY}, 3)
        # And here a state names it: it came back the third time, too, and that is its fourth loss.
        assert losses.missing(connection, VENUE, {AWAY}) == ({AWAY}, 4)


def test_what_was_given_up_is_told_to_whoever_asks_the_oldest_first(log):
    told = [
        losses.WrittenOff(at_ms=at_ms, count=2, changes=(AWAY,), reason="端末も壊れた")
        for at_ms in (2, 1)
    ]
    with log.database.writing() as connection:
        losses.remember(connection, log.database, VENUE, [AWAY])
        for each in told:
            losses.write_off(connection, log.database, VENUE, each, gaps=7)
        assert losses.written_off(connection, VENUE) == (told[1], told[0])
        assert losses.missing(connection, VENUE, ()) == (set(), 7)
