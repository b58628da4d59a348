"""The hub on PostgreSQL: several servers, one order, and patience with an end."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import httpx
import pytest
from sqlalchemy import create_engine, select

from sync import digest
from sync.change import unpack
from sync.hub import database as rules
from sync.hub import tables
from sync.hub.database import Database
from sync.hub.errors import Unavailable
from sync.hub.log import HubLog
from sync.hub.pairing import Pairing
from sync.hub.scrub import scrub
from sync.hub.venues import Venues
from tests.hub_databases import POSTGRES, hub_url
from tests.sync.conftest import Clock, bodies, open_house
from tests.sync.hub.test_gate import headers
from tests.sync.hub.test_log import push, state_of
from tests.sync.strategies import INCARNATIONS

pytestmark = pytest.mark.postgres
VENUE = "house-1"


@pytest.fixture
def url():
    assert POSTGRES, "run these by `make test-postgres`, which brings a server"
    return hub_url("")


@contextmanager
def a_hub(url):
    database = Database(url, random_bytes=bytes)
    yield HubLog(database)
    database.close()


def add_house(log):
    Venues(log.database, now_ms=Clock(), new_id=lambda: VENUE).add("暖簾", "production")


def at_once(*works):
    """Do things in threads of their own, and raise what one of them raised."""
    with ThreadPoolExecutor(len(works)) as pool:
        for each in [pool.submit(work) for work in works]:
            each.result()


def leave_in_mid_batch(log):
    with log.database.writing() as connection:
        connection.execute(tables.venue.update().values(head=7))
        connection.exec_driver_sql("select pg_terminate_backend(pg_backend_pid())")


def test_the_server_is_postgresql(url):
    with a_hub(url) as log:
        assert log.database.engine.dialect.name == "postgresql"
        assert (log.database.path, log.database.is_sqlite) == (None, False)


def test_hubs_that_find_the_database_empty_together_make_its_tables_once(url):
    epochs: list[str] = []

    def open_one():
        with a_hub(url) as log:
            epochs.append(log.epoch())

    at_once(*[open_one] * 6)
    assert len(epochs) == 6
    assert len(set(epochs)) == 1


def test_servers_that_write_one_house_at_once_leave_no_gap_and_a_reader_misses_nothing(url):
    """Commit order is cursor order: who has read up to a cursor never sees one below it appear."""
    seen: list[int] = []
    done = threading.Event()
    writing: list[str] = []

    def write(incarnation):
        try:
            with a_hub(url) as log:
                for start in range(1, 121, 3):
                    push(log, *bodies(VENUE, range(start, start + 3), incarnation=incarnation))
        finally:
            writing.pop()
            if not writing:
                done.set()

    def read():
        with a_hub(url) as log:
            last = False
            while not last:
                last = done.is_set()
                page = log.pull(VENUE, seen[-1] if seen else 0, 7)
                seen.extend(cursor for cursor, _ in page.changes)
                last = last and not page.more

    with a_hub(url) as log:
        add_house(log)
        lives = [f"{number:016x}" for number in range(1, 6)]
        writing.extend(lives)
        at_once(read, *[lambda life=life: write(life) for life in lives])
        assert seen == list(range(1, 601))
        assert scrub(log.database, VENUE).count == 0


def test_the_same_batch_from_several_servers_at_once_is_taken_once(url):
    outcomes: list[str] = []
    batch = bodies(VENUE, range(1, 30))

    def offer():
        with a_hub(url) as log:
            outcomes.extend(each.outcome for each in push(log, *batch).verdicts)

    with a_hub(url) as log:
        add_house(log)
        at_once(*[offer] * 4)
        assert sorted(outcomes) == ["accepted"] * 29 + ["known"] * 87
        assert log.standing(VENUE).head == 29
        changes = [body for _, body in log.pull(VENUE, 0, 100).changes]
    assert changes == batch


def test_two_servers_that_merge_into_the_same_entities_end_with_one_right_digest(url):
    def edit(incarnation):
        with a_hub(url) as log:
            for number in range(1, 40):
                push(log, *bodies(VENUE, [number], incarnation=incarnation))

    with a_hub(url) as log:
        add_house(log)
        at_once(*[lambda life=life: edit(life) for life in INCARNATIONS])
        changes = [unpack(body) for _, body in log.pull(VENUE, 0, 1000).changes]
        assert log.digest(VENUE).buckets == {
            number: hash for number, hash in state_of(changes).items() if hash != digest.NOTHING
        }


def test_a_house_that_another_holds_too_long_asks_for_patience_and_the_others_go_on(
    url, monkeypatch
):
    monkeypatch.setattr(rules, "BUSY_SECONDS_MAX", 1)
    with a_hub(url) as log:
        add_house(log)
        Venues(log.database, now_ms=Clock(), new_id=lambda: "house-2").add("支店", "production")
        with log.database.writing() as connection:
            connection.execute(
                select(tables.venue.c.head).where(tables.venue.c.id == VENUE).with_for_update()
            )
            with pytest.raises(Unavailable):
                push(log, *bodies(VENUE, [1]))
            assert log.pull(VENUE, 0, 1).head == 0
            assert push(log, *bodies("house-2", [1]), venue="house-2").head == 1
        assert push(log, *bodies(VENUE, [1])).head == 1


def test_a_server_that_was_restarted_is_found_again(url):
    with a_hub(url) as log:
        add_house(log)
        push(log, *bodies(VENUE, [1]))
        engine = create_engine(POSTGRES)
        with engine.begin() as connection:
            connection.exec_driver_sql(
                "select pg_terminate_backend(pid) from pg_stat_activity"
                " where pid <> pg_backend_pid()"
            )
        engine.dispose()
        assert push(log, *bodies(VENUE, [1, 2])).head == 2


def test_a_server_that_goes_in_mid_batch_takes_nothing_and_asks_for_patience(url):
    with a_hub(url) as log:
        add_house(log)
        with pytest.raises(Unavailable):
            leave_in_mid_batch(log)
        assert log.standing(VENUE).head == 0


def test_a_server_that_is_not_there_is_out_of_reach():
    with pytest.raises(Unavailable):
        Database("postgresql+psycopg://noren@/postgres?host=/nowhere", random_bytes=bytes)


def test_a_revocation_by_another_process_counts_at_once(url):
    with open_house(url) as house:
        venue = house.venues.add("暖簾", "production").id
        identity = house.join(venue)
        with a_hub(url) as log:
            Pairing(log.database, now_ms=Clock(), random_bytes=bytes).revoke(identity.device)
        assert house.pairing.sign_in(identity.token) is None


def test_what_no_text_of_the_database_holds_is_refused_before_the_database_meets_it(url):
    with open_house(url) as house, httpx.Client(transport=house.transport) as raw:
        told = headers(house.join(house.venues.add("暖簾", "production").id))
        for path, body in (
            ("digest", {"leaving_out": [["reservation", "r\0"]]}),
            ("changes", {"entities": [["\0", "r1"]]}),
            ("entities", {"buckets": [1], "after": ["guest", "\0"]}),
        ):
            response = raw.post(f"http://hub.test/v1/{path}", json=body, headers=told)
            assert (response.status_code, response.json()["error"]["code"]) == (400, "malformed")
