"""A relay's log tells each change's fate upstream, once it is known, to whoever reads on."""

import random

import orjson
import pytest
from sqlalchemy import update

from sync.change import change_id, content_hash, pack, split_id, unpack
from sync.hub import compaction, tables
from sync.hub.database import Database
from sync.hub.log import HubLog, Word
from sync.hub.relay_lines import UpstreamLine
from sync.hub.relay_log import Arrival, RelayLog
from sync.hub.scrub import scrub
from sync.renaming import renamed
from tests.hub_databases import hub_url
from tests.sync.conftest import Clock, bodies
from tests.sync.strategies import INCARNATIONS, a_change

VENUE = "house-1"
KEY = ("reservation", "r1")
LINE = UpstreamLine(
    venue=VENUE, environment="production", device="r", name="中継", epoch="", cursor=0
)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def log(tmp_path, clock):
    url = hub_url(f"sqlite:///{tmp_path / 'relay.db'}")
    database = Database(url, random_bytes=random.Random(7).randbytes)
    log = RelayLog(database, now_ms=clock)
    log.join(LINE, "暖簾")
    yield log
    log.close()


def push(log, *changes):
    return log.push(VENUE, "production", [orjson.loads(each) for each in changes])


def words(log, after=0):
    page = log.pull(VENUE, after, 100)
    return [(cursor, page.words.get(cursor, Word(None, ""))) for cursor, _ in page.changes]


def unconfirmed(log):
    return [id for id, _, _ in log.unconfirmed(VENUE, count_max=100, bytes_max=10**6)]


def ids(*numbers):
    return [change_id(INCARNATIONS[0], number) for number in numbers]


def is_sound(log):
    found = scrub(log.database, VENUE)
    return found.faults == ()


def test_what_a_device_brings_waits_for_upstream_in_its_order(log):
    push(log, *bodies(VENUE, (1, 2)))
    assert unconfirmed(log) == ids(1, 2)
    assert words(log) == [(1, Word(None, "")), (2, Word(None, ""))]
    assert log.unsettled(VENUE, 9) == [("reservation", "r1"), ("reservation", "r2")]
    assert log.unsettled(VENUE, 1) is None


def test_the_head_of_what_waits_is_bounded_and_never_empty(log):
    push(log, *bodies(VENUE, (1, 2, 3)))
    assert len(log.unconfirmed(VENUE, count_max=2, bytes_max=10**6)) == 2
    assert len(log.unconfirmed(VENUE, count_max=2, bytes_max=1)) == 1


def test_news_moves_a_change_to_the_end_of_the_log(log):
    push(log, *bodies(VENUE, (1, 2, 3)))
    log.confirm(VENUE, {ids(2)[0]: 70})
    assert words(log, after=3) == [(4, Word(70, ""))]
    assert unconfirmed(log) == ids(1, 3)
    assert is_sound(log)


def test_news_that_is_none_moves_nothing(log):
    push(log, *bodies(VENUE, (1,)))
    log.confirm(VENUE, {ids(1)[0]: 70})
    head = log.standing(VENUE).head
    log.confirm(VENUE, {ids(1)[0]: 70})
    log.take_in(VENUE, [Arrival(bodies(VENUE, (1,))[0], 70)])
    assert log.standing(VENUE).head == head


def test_a_page_of_upstream_and_its_cursor_are_one_transaction(log):
    taken = log.take_in(
        VENUE, [Arrival(body, 40 + at) for at, body in enumerate(bodies(VENUE, (1, 2)))], (41, "up")
    )
    assert taken.fresh == 2
    assert words(log) == [(1, Word(40, "")), (2, Word(41, ""))]
    assert (log.line(VENUE).cursor, log.line(VENUE).epoch) == (41, "up")
    assert unconfirmed(log) == []
    assert is_sound(log)


def test_another_houses_change_and_what_is_none_are_told_of_and_left_out(log):
    taken = log.take_in(VENUE, [Arrival(bodies("house-2", (1,))[0], 1), Arrival(b"{}", 2)])
    assert taken.fresh == 0
    assert [problem.partition(":")[0] for problem in taken.problems] == [
        "change at 1",
        "change at 2",
    ]


def test_what_upstream_refused_is_in_the_log_and_in_no_state(log):
    push(log, *bodies(VENUE, (1, 2)))
    log.retract(VENUE, {ids(1)[0]: "not here"})
    assert words(log, after=2) == [(3, Word(None, "not here"))]
    assert [key for key, _ in log.hashes_in(VENUE, range(256)).items()] == [("reservation", "r2")]
    assert (unconfirmed(log), list(log.bodies_of(VENUE, [("reservation", "r1")]))) == (ids(2), [])
    assert is_sound(log)


def test_what_upstream_refused_may_be_offered_anew(log):
    push(log, *bodies(VENUE, (1,)))
    before = log.digest(VENUE).root
    log.retract(VENUE, {ids(1)[0]: "not here"})
    assert [each.outcome for each in push(log, *bodies(VENUE, (1,))).verdicts] == ["accepted"]
    assert (unconfirmed(log), log.digest(VENUE).root) == (ids(1), before)
    assert is_sound(log)


def test_what_upstream_has_after_all_is_in_the_state_again(log):
    push(log, *bodies(VENUE, (1,)))
    before = log.digest(VENUE).root
    log.retract(VENUE, {ids(1)[0]: "not here"})
    log.take_in(VENUE, [Arrival(bodies(VENUE, (1,))[0], 5)])
    assert log.digest(VENUE).root == before
    assert is_sound(log)


def another(number):
    """What upstream holds under a name that stands for something else here."""
    return pack(a_change(id=ids(number)[0], venue=VENUE, entity_id="r9", sets={"adults": 5}))


def named_anew(body, first=None):
    """The name that a change goes on under, where that of the first in its life clashed."""
    return change_id(content_hash(first or body).hex()[:16], split_id(unpack(body).id)[1])


def test_a_name_stands_for_what_it_stands_for_upstream_and_what_was_here_gets_another(log):
    (body,) = bodies(VENUE, (1,))
    push(log, body)
    log.take_in(VENUE, [Arrival(another(1), 5)])
    assert set(log.hashes_in(VENUE, range(256))) == {("reservation", "r1"), ("reservation", "r9")}
    assert words(log) == [(2, Word(None, "")), (3, Word(5, ""))]
    assert unconfirmed(log) == [named_anew(body)]
    assert is_sound(log)


def test_what_gives_way_goes_on_under_another_name_with_what_follows_it(log):
    made = bodies(VENUE, (1, 2, 3))
    push(log, *made)
    log.give_way(VENUE, ids(2, 7))
    assert unconfirmed(log) == [*ids(1), named_anew(made[1]), named_anew(made[2], made[1])]
    assert is_sound(log)


def test_what_came_under_its_new_name_before_is_not_named_again(log):
    (body,) = bodies(VENUE, (1,))
    push(log, body)
    theirs = renamed(body, {ids(1)[0]: named_anew(body)})
    log.take_in(VENUE, [Arrival(another(1), 5), Arrival(theirs, 6)])
    assert len(log.pull(VENUE, 0, 100).changes) == 2
    assert unconfirmed(log) == []
    assert is_sound(log)


def test_what_upstream_has_of_a_life_keeps_its_name_while_another_of_it_gives_way(log):
    made = bodies(VENUE, (1, 2))
    push(log, *made)
    log.take_in(VENUE, [Arrival(another(1), 5), Arrival(made[1], 6)])
    assert unconfirmed(log) == [named_anew(made[0])]
    assert unpack(log.pull(VENUE, 0, 1).changes[0][1]).id == ids(2)[0]
    assert is_sound(log)


def test_what_upstream_refused_stays_refused_under_another_name(log):
    (body,) = bodies(VENUE, (1,))
    push(log, body)
    log.retract(VENUE, {ids(1)[0]: "not here"})
    log.take_in(VENUE, [Arrival(another(1), 5)])
    assert words(log) == [(3, Word(None, "not here")), (4, Word(5, ""))]
    assert list(log.hashes_in(VENUE, range(256))) == [("reservation", "r9")]
    assert is_sound(log)


def test_what_this_disk_altered_is_not_carried_on_under_another_name(log):
    push(log, *bodies(VENUE, (1,)))
    with log.database.writing() as connection:
        connection.execute(update(tables.change).values(body=b"{}"))
    log.take_in(VENUE, [Arrival(another(1), 5)])
    assert list(log.hashes_in(VENUE, range(256))) == [("reservation", "r9")]
    assert unconfirmed(log) == []


def test_who_has_read_all_is_at_the_head_whatever_is_gone_from_there(log):
    (body,) = bodies(VENUE, (2,))
    push(log, renamed(body, {ids(2)[0]: named_anew(body)}), body)
    log.give_way(VENUE, ids(2))
    page = log.pull(VENUE, 0, 100)
    assert (page.next, page.more) == (page.head, False)
    assert log.pull(VENUE, 0, 1).next == 2
    assert log.pull(VENUE, 99, 1).next == 99


def test_what_upstream_lost_waits_again(log):
    log.take_in(VENUE, [Arrival(bodies(VENUE, (1,))[0], 5)])
    log.unconfirm(VENUE, [*ids(1), *ids(7)])
    assert unconfirmed(log) == ids(1)
    assert words(log) == [(2, Word(None, ""))]


def test_a_change_of_another_world_is_left_out(log):
    (body,) = bodies(VENUE, (1,), environment="training")
    assert log.take_in(VENUE, [Arrival(body, 1)]).fresh == 0


def test_a_change_altered_on_the_disk_is_put_back_as_upstream_has_it(log):
    (body,) = bodies(VENUE, (1,))
    log.take_in(VENUE, [Arrival(body, 5)])
    before = log.digest(VENUE).root
    with log.database.writing() as connection:
        connection.execute(update(tables.change).values(body=b"{}"))
        connection.execute(update(tables.entity).values(hash=b"0"))
        connection.execute(update(tables.bucket).values(hash=b"1" * 16))
    log.mend(VENUE, [Arrival(body, 5)], [("reservation", "r1")])
    assert content_hash(log.pull(VENUE, 0, 9).changes[0][1]) == content_hash(body)
    assert log.repair_digest(VENUE)
    assert not log.repair_digest(VENUE)
    assert log.digest(VENUE).root == before
    assert is_sound(log)


def history(count):
    """One entity's edits, each made by somebody who saw the one before: all but the last fade."""
    return [
        pack(
            a_change(
                id=change_id(INCARNATIONS[0], number),
                venue=VENUE,
                sets={"adults": number},
                seen={"adults": (change_id(INCARNATIONS[0], number - 1),)} if number > 1 else {},
            )
        )
        for number in range(1, count + 1)
    ]


def a_packed(log, count=5):
    """A log that upstream has, and of which all but the last change lie in the archive."""
    arrivals = [Arrival(body, 40 + at) for at, body in enumerate(history(count), start=1)]
    log.take_in(VENUE, arrivals)
    before = everything(log)
    moved = sum(step.moved for step in compaction.steps(log.database, VENUE, before.head))
    assert moved == count - 1
    assert everything(log) == before
    return arrivals


def everything(log):
    return log.pull(VENUE, 0, 1000)


def test_what_is_packed_keeps_upstreams_word(log):
    a_packed(log)
    assert words(log) == [(at, Word(40 + at, "")) for at in range(1, 6)]
    assert log.changes_of(VENUE, [KEY], 0, 9).words == everything(log).words
    assert list(log.bodies_of(VENUE, [KEY])) == ids(1, 2, 3, 4, 5)
    assert is_sound(log)


def test_what_is_packed_as_upstream_has_it_is_no_news(log):
    arrivals = a_packed(log)
    before = everything(log)
    assert log.take_in(VENUE, arrivals, (45, "up")).fresh == 0
    assert everything(log) == before


def test_of_what_is_packed_there_may_be_news_all_the_same(log):
    a_packed(log)
    root = log.digest(VENUE).root
    log.take_in(VENUE, [Arrival(history(5)[1], 71)])
    assert words(log, after=5) == [(6, Word(71, ""))]
    log.unconfirm(VENUE, ids(1, 3))
    assert (unconfirmed(log), log.digest(VENUE).root) == (ids(1, 3), root)
    assert sorted(unpack(body).id for _, body in everything(log).changes) == ids(1, 2, 3, 4, 5)
    assert is_sound(log)


def test_what_upstream_lost_is_offered_out_of_the_archive(log):
    a_packed(log)
    assert log.offer_again(VENUE, ids(2, 5)) == {KEY}
    assert unconfirmed(log) == ids(2, 5)
    assert is_sound(log)


def test_a_packed_name_stands_for_what_it_stands_for_upstream(log):
    a_packed(log)
    log.take_in(VENUE, [Arrival(another(2), 42)])
    assert len(everything(log).changes) == 6
    assert len(unconfirmed(log)) == 1
    assert ("reservation", "r9") in log.hashes_in(VENUE, range(256))
    assert is_sound(log)


def test_a_packed_change_altered_on_the_disk_is_put_back_as_upstream_has_it(log):
    arrivals = a_packed(log)
    root = log.digest(VENUE).root
    with log.database.writing() as connection:
        connection.execute(update(tables.archive).values(body=b"0"))
        connection.execute(update(tables.entity).values(hash=b"0"))
    log.mend(VENUE, arrivals, [KEY])
    assert sorted(unpack(body).id for _, body in everything(log).changes) == ids(1, 2, 3, 4, 5)
    assert log.hashes(VENUE, [KEY])
    log.repair_digest(VENUE)
    assert log.digest(VENUE).root == root
    assert is_sound(log)


def test_an_entity_keeps_its_hash_whatever_is_left_out(log):
    push(log, *bodies(VENUE, (1,)))
    key = ("reservation", "r1")
    assert set(log.hashes(VENUE, [key, ("guest", "g")])) == {key}


@pytest.mark.sqlite
def test_an_ordinary_hub_pays_for_no_index_of_a_relay(tmp_path, log):
    database = Database(f"sqlite:///{tmp_path / 'hub.db'}", random_bytes=random.Random(7).randbytes)
    HubLog(database)
    names = "select count(*) from sqlite_master where name = 'change_unconfirmed'"
    with database.reading() as connection:
        assert connection.exec_driver_sql(names).scalar() == 0
    with log.database.reading() as connection:
        assert connection.exec_driver_sql(names).scalar() == 1
    database.close()
