"""The log: cursors in commit order, nothing doubled, nothing blocked, states as the merge says."""

import threading

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from sync import digest, merge, wire
from sync.change import CHANGE_BYTES_MAX, Change, canonical, change_id, content_hash, pack, unpack
from sync.hub.database import Database, sqlite_url
from sync.hub.errors import DiskFull, ShutOut, Unknown
from sync.hub.log import HubLog
from sync.hub.venues import Venues
from tests.hub_databases import hub_url
from tests.sync.conftest import bodies, open_house
from tests.sync.strategies import INCARNATIONS, a_change, histories

VENUE = "house-1"


@pytest.fixture
def log(house):
    house.venues.add("暖簾", "production")
    return house.log


def push(log, *changes, venue=VENUE, environment="production"):
    """Offer changes given as bytes, changes or documents."""
    documents = [
        orjson.loads(each if isinstance(each, bytes) else pack(each))
        if not isinstance(each, (dict, list, str, int, type(None)))
        else each
        for each in changes
    ]
    return log.push(venue, environment, documents)


def outcomes(taken):
    return [each.outcome for each in taken.verdicts]


def everything(log, venue=VENUE):
    return log.pull(venue, 0, 1000)


def state_of(changes):
    """Compute the digest anew, from nothing but the changes."""
    groups: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        groups.setdefault((change.entity_type, change.entity_id), []).append(change)
    buckets: dict[int, bytes] = {}
    for (kind, id), group in groups.items():
        hash = digest.entity_hash(kind, id, merge.pack_entity(merge.fold(group)))
        number = digest.bucket_of(id)
        buckets[number] = digest.xor(buckets.get(number, digest.NOTHING), hash)
    return buckets


def test_changes_get_cursors_in_the_order_they_were_offered(log):
    taken = push(log, *bodies(VENUE, [1, 2, 3]))
    assert [each.cursor for each in taken.verdicts] == [1, 2, 3]
    assert taken.head == 3
    assert [cursor for cursor, _ in everything(log).changes] == [1, 2, 3]


def test_what_was_pushed_is_pulled_byte_for_byte(log):
    originals = bodies(VENUE, [1, 2, 3])
    push(log, *originals)
    assert [body for _, body in everything(log).changes] == originals


def test_offering_again_changes_nothing(log):
    push(log, *bodies(VENUE, [1, 2]))
    before = log.digest(VENUE)
    again = push(log, *bodies(VENUE, [2, 3, 1, 3]))
    assert outcomes(again) == ["known", "accepted", "known", "known"]
    assert [each.cursor for each in again.verdicts] == [2, 3, 1, 3]
    assert push(log, *bodies(VENUE, [1, 2, 3])).head == 3
    assert log.digest(VENUE).buckets.keys() >= before.buckets.keys()


def test_the_spelling_of_a_change_does_not_make_it_another(log):
    (body,) = bodies(VENUE, [1])
    push(log, body)
    assert outcomes(push(log, dict(reversed(orjson.loads(body).items())))) == ["known"]


def test_other_content_under_the_same_id_is_a_clash_and_is_not_taken(log):
    first = a_change(venue=VENUE)
    other = a_change(venue=VENUE, sets={"status": "seated"})
    push(log, first)
    clash = push(log, other)
    assert outcomes(clash) == ["clash"]
    assert (clash.head, clash.verdicts[0].cursor) == (1, None)
    assert "copy" in clash.verdicts[0].reason
    third = a_change(id=change_id(INCARNATIONS[1], 1), venue=VENUE)
    assert outcomes(push(log, third, a_change(id=third.id, venue=VENUE, actor="x"))) == [
        "accepted",
        "clash",
    ]


def test_one_bad_change_never_blocks_the_rest(log):
    good, better = bodies(VENUE, [1, 2])
    bad = orjson.loads(good) | {"id": "nonsense"}
    deep: list[object] = []
    for _ in range(200):
        deep = [deep]
    taken = push(
        log,
        good,
        bad,
        None,
        [],
        "text",
        orjson.loads(good) | {"venue": "house-2"},
        orjson.loads(good) | {"env": "training"},
        orjson.loads(good) | {"set": {"status": deep}},
        orjson.loads(good) | {"set": {"note": "x" * CHANGE_BYTES_MAX}},
        better,
    )
    assert outcomes(taken) == ["accepted", *["refused"] * 8, "accepted"]
    assert [each.cursor for each in taken.verdicts] == [1, *[None] * 8, 2]
    reasons = [each.reason for each in taken.verdicts[1:9]]
    assert all(reasons)
    assert "another house" in reasons[4]
    assert "production" in reasons[5]


def test_a_change_may_come_by_several_paths(log):
    stranger = bodies(VENUE, [1], incarnation=INCARNATIONS[2])
    assert outcomes(push(log, *stranger)) == ["accepted"]
    assert outcomes(push(log, *stranger)) == ["known"]


def test_a_house_that_is_not_here_takes_nothing(log):
    with pytest.raises(Unknown):
        push(log, *bodies("house-9", [1]), venue="house-9")


def test_houses_never_see_each_others_changes(house, log):
    other = house.venues.add("支店", "production").id
    push(log, *bodies(VENUE, [1, 2]))
    push(log, *bodies(other, [1]), venue=other)
    assert len(everything(log).changes) == 2
    assert everything(log, other).head == 1
    assert log.digest(other).root != log.digest(VENUE).root
    assert [id for _, id, _ in log.export_entities(other)] == ["r1"]
    assert log.changes_of(other, [("reservation", "r2")], 0, 10).changes == ()
    assert log.heads([VENUE, other])[other].head == 1


def test_a_page_is_bounded_in_changes(log):
    push(log, *bodies(VENUE, range(1, 8)))
    page = log.pull(VENUE, 2, 3)
    assert [cursor for cursor, _ in page.changes] == [3, 4, 5]
    assert (page.next, page.more, page.head) == (5, True, 7)
    last = log.pull(VENUE, 5, 3)
    assert ([cursor for cursor, _ in last.changes], last.next, last.more) == ([6, 7], 7, False)
    assert (log.pull(VENUE, 7, 3).next, log.pull(VENUE, 99, 3).next) == (7, 99)


def heavy(number, size):
    return a_change(
        id=change_id(INCARNATIONS[0], number), venue=VENUE, sets={f"note{number}": "x" * size}
    )


def test_a_page_is_bounded_in_bytes_but_never_empty(log):
    size = wire.PULL_BYTES_MAX // 10 - 500
    push(log, *(heavy(number, size) for number in range(1, 13)))
    page = log.pull(VENUE, 0, 1000)
    assert (len(page.changes), page.more) == (10, True)
    named = log.changes_of(VENUE, [("reservation", "r1")], 0, 1000)
    assert (len(named.changes), named.more, named.next) == (10, True, 10)
    assert len(log.changes_of(VENUE, [("reservation", "r1")], named.next, 1000).changes) == 2


def test_the_changes_of_some_entities_come_in_pages(log):
    push(log, *bodies(VENUE, range(1, 8)))
    names = [("reservation", f"r{number}") for number in (2, 4, 6)] + [("guest", "r1")]
    first = log.changes_of(VENUE, names, 0, 2)
    assert ([cursor for cursor, _ in first.changes], first.more) == ([2, 4], True)
    second = log.changes_of(VENUE, names, first.next, 2)
    assert ([cursor for cursor, _ in second.changes], second.more) == ([6], False)


def test_entities_come_in_pages_by_bucket_type_and_id(log):
    numbers = range(1, 41)
    push(log, *bodies(VENUE, numbers))
    push(log, a_change(id=change_id(INCARNATIONS[1], 1), venue=VENUE, entity_type="guest"))
    found = []
    after = None
    for _ in range(50):
        page = log.entities(VENUE, range(256), after, 3)
        found += page.entities
        if not page.more:
            break
        after = found[-1][0]
    expected = sorted(
        [("reservation", f"r{number}") for number in numbers] + [("guest", "r1")],
        key=lambda key: (digest.bucket_of(key[1]), key),
    )
    assert [key for key, _ in found] == expected
    assert len(log.entities(VENUE, range(256), None, 41).entities) == 41
    assert not log.entities(VENUE, range(256), None, 41).more


def test_entities_are_those_of_the_buckets_asked_for(log):
    push(log, *bodies(VENUE, range(1, 41)))
    bucket = digest.bucket_of("r7")
    keys = [key for key, _ in log.entities(VENUE, [bucket], None, 100).entities]
    assert ("reservation", "r7") in keys
    assert {digest.bucket_of(id) for _, id in keys} == {bucket}


def test_entities_left_out_of_the_digest_are_as_if_they_were_not_there(log):
    changes = [unpack(body) for body in bodies(VENUE, [1, 2, 3])]
    push(log, *changes)
    told = log.digest(VENUE, [("reservation", "r2"), ("reservation", "unknown")])
    expected = state_of([changes[0], changes[2]])
    assert told.buckets == expected
    assert told.root == digest.root(expected)
    nothing = log.digest(VENUE, [("reservation", f"r{number}") for number in (1, 2, 3)])
    assert nothing.buckets == {}


def test_an_export_gives_every_entity_by_type_and_id(log):
    push(log, *bodies(VENUE, [2, 1, 10]))
    push(log, a_change(id=change_id(INCARNATIONS[1], 1), venue=VENUE, entity_type="guest"))
    exported = list(log.export_entities(VENUE))
    assert [(kind, id) for kind, id, _ in exported] == [
        ("guest", "r1"),
        ("reservation", "r1"),
        ("reservation", "r10"),
        ("reservation", "r2"),
    ]
    assert exported[1][2].live["adults"][0].value == 1


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=histories(max_size=8), data=st.data())
def test_the_state_is_what_the_merge_makes_of_the_set_of_changes(history, data):
    changes = [
        a_change(
            id=each.id,
            stamp=each.stamp,
            venue=VENUE,
            entity_id=data.draw(st.sampled_from(("r1", "r2"))),
            sets=each.sets,
            seen=each.seen,
        )
        for each in history
    ]
    shuffled = data.draw(st.permutations(changes))
    with open_house() as house:
        house.venues.add("暖簾", "production")
        while shuffled:
            count = data.draw(st.integers(1, len(shuffled)))
            batch, shuffled = shuffled[:count], shuffled[count:]
            push(house.log, *batch, *data.draw(st.lists(st.sampled_from(changes), max_size=2)))
        told = house.log.digest(VENUE)
        expected = state_of(changes)
        assert told.buckets == {n: hash for n, hash in expected.items() if hash != digest.NOTHING}
        for kind, id, entity in house.log.export_entities(VENUE):
            group = [each for each in changes if (each.entity_type, each.entity_id) == (kind, id)]
            assert entity == merge.fold(group)


def test_threads_pushing_at_once_leave_no_gap_and_cursor_order_is_commit_order(tmp_path):
    database = Database(hub_url(sqlite_url(tmp_path / "hub.db")), random_bytes=bytes)
    Venues(database, now_ms=lambda: 0, new_id=lambda: VENUE).add("暖簾", "production")
    log = HubLog(database)
    committed: list[int] = []
    event.listen(database.engine, "commit", lambda _: committed.append(threading.get_ident()))
    answered: dict[int, list[list[int]]] = {}

    def devote(incarnation):
        mine = answered.setdefault(threading.get_ident(), [])
        for start in range(1, 60, 4):
            batch = bodies(VENUE, range(start, start + 4), incarnation=incarnation)
            mine.append([each.cursor for each in push(log, *batch).verdicts])

    threads = [threading.Thread(target=devote, args=(each,)) for each in INCARNATIONS]
    seen: list[int] = []
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        page = log.pull(VENUE, seen[-1] if seen else 0, 1000)
        seen += [cursor for cursor, _ in page.changes]
    for thread in threads:
        thread.join()
    seen += [cursor for cursor, _ in log.pull(VENUE, seen[-1] if seen else 0, 1000).changes]
    assert seen == list(range(1, 181))
    writers = [each for each in committed if each in answered]
    in_commit_order = [cursor for each in writers for cursor in answered[each].pop(0)]
    assert in_commit_order == list(range(1, 181))
    database.close()


@pytest.mark.sqlite
def test_a_batch_is_taken_whole_or_not_at_all(log):
    push(log, *bodies(VENUE, [1]))
    before = everything(log), log.digest(VENUE)
    with log.database.reading() as connection:
        pages = connection.exec_driver_sql("pragma page_count").scalar()
        connection.exec_driver_sql(f"pragma max_page_count = {pages + 1}")
    with pytest.raises(DiskFull):
        push(log, *bodies(VENUE, range(2, 500)))
    assert (everything(log), log.digest(VENUE)) == before
    with log.database.reading() as connection:
        connection.exec_driver_sql("pragma max_page_count = 1000000")
    assert push(log, *bodies(VENUE, range(1, 500))).head == 499


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("ask", "index"),
    [
        (lambda log: log.pull(VENUE, 5, 10), "autoindex_change_1"),
        (lambda log: log.changes_of(VENUE, [("reservation", "r1")], 0, 10), "change_by_entity"),
        (lambda log: log.entities(VENUE, range(256), None, 10), "entity_by_bucket"),
        (lambda log: push(log, *bodies(VENUE, [2])), "autoindex_entity_1"),
    ],
)
def test_no_question_reads_a_whole_table(log, ask, index):
    push(log, *bodies(VENUE, [1]))
    asked = []

    def remember(_connection, _cursor, statement, parameters, _context, _many):
        if statement.lstrip().lower().startswith("select"):
            asked.append((statement, parameters))

    event.listen(log.database.engine, "before_cursor_execute", remember)
    ask(log)
    event.remove(log.database.engine, "before_cursor_execute", remember)
    plans = []
    with log.database.reading() as connection:
        for statement, parameters in asked:
            rows = connection.exec_driver_sql(f"explain query plan {statement}", parameters)
            plans += [row[3] for row in rows if " hub" not in row[3]]
    scans = [plan for plan in plans if plan.startswith("SCAN") and "VIRTUAL" not in plan]
    assert not scans
    assert any(index in plan for plan in plans), plans


def test_the_hash_of_a_change_is_that_of_its_canonical_bytes(log):
    (body,) = bodies(VENUE, [1])
    push(log, body)
    ((_, stored),) = everything(log).changes
    assert content_hash(stored) == content_hash(canonical(orjson.loads(body)))


def test_nothing_is_taken_from_a_token_that_was_revoked_before_the_commit(house, log):
    token = house.join(VENUE).token
    known = house.pairing.sign_in(token)
    documents = [orjson.loads(body) for body in bodies(VENUE, [1])]
    log.push(VENUE, "production", documents, token_hash=known.token_hash)
    house.pairing.revoke("register-1")
    with pytest.raises(ShutOut):
        log.push(VENUE, "production", documents, token_hash=known.token_hash)
    other = house.venues.add("支店", "production").id
    elsewhere = house.pairing.sign_in(house.join(other, "register-2").token)
    with pytest.raises(ShutOut):
        log.push(VENUE, "production", documents, token_hash=elsewhere.token_hash)
    assert log.standing(VENUE).head == 1
