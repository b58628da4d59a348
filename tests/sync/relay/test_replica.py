"""Devices that ask a relay, its upstream, or now one and now the other, end up with the same."""

import contextlib
import random
from dataclasses import replace
from types import SimpleNamespace

import httpx
import pytest

from app.store import backup
from app.store.ledger import Write
from sync.errors import SyncError
from sync.hub import compaction
from sync.hub.scrub import scrub
from sync.relay.replica import HubReplica
from sync.relayed import PROVISIONAL
from sync.replica import Replica
from tests.builders import FRIDAY, VENUE, a_reservation
from tests.ledgers import NOON_MS, add, book_of, digests_of
from tests.relays import a_relayed_house


@pytest.fixture
def evening(tmp_path):
    with a_relayed_house(tmp_path) as (house, relay):
        bar, hall = house.device("バー"), house.device("ホール")
        relay.settle()
        for device in (bar, hall):
            relay.serve(device)
        yield SimpleNamespace(house=house, relay=relay, bar=bar, hall=hall)


def cut(wire):
    def refuse(request):
        raise httpx.ConnectError("the cable is out", request=request)

    wire.before = refuse


def mend(wire):
    wire.before = None


def heal(evening):
    """Everything is reachable again, for long enough."""
    mend(evening.relay.up)
    for device in evening.house.devices:
        device.wire.before = device.wire.after = None
    for _ in range(3):
        for device in evening.house.devices:
            evening.relay.serve(device)
        evening.relay.settle()
    for device in evening.house.devices:
        device.settle()
    evening.relay.settle()
    for device in evening.house.devices:
        assert evening.relay.serve(device).in_sync


def assert_same(evening, *devices):
    books = [book_of(device.ledger) for device in devices or evening.house.devices]
    assert all(book == books[0] for book in books)


def assert_same_everywhere(evening):
    assert_same(evening)
    hub = evening.house.log.digest(VENUE.id).buckets
    assert evening.relay.log.digest(VENUE.id).buckets == hub
    for device in evening.house.devices:
        assert digests_of(device.ledger) == hub
        assert device.ledger.outbox.queue_length() == (0, 0)
        assert device.ledger.sum().balances
        assert device.ledger.journal.verify(device.ledger.journal.all_keys()) == []
    orders = [device.ledger.commit_order(FRIDAY) for device in evening.house.devices]
    assert all(order == orders[0] for order in orders)
    assert all(place < PROVISIONAL for place in orders[0].values())


def pack(log):
    """Compact all of a log that may be; how many changes went."""
    upto = compaction.horizon(log.database, VENUE.id, NOON_MS, keep_days=0)
    return sum(step.moved for step in compaction.steps(log.database, VENUE.id, upto))


def promise_twice(evening):
    """Two tablets give one table away."""
    add(evening.bar.ledger, a_reservation("r-bar", tables="t1"))
    add(evening.hall.ledger, a_reservation("r-hall", tables="t1"))


def answers(device):
    """Whom the tablet says holds a table promised twice, and who has to yield."""
    return [(clash.holder.id, clash.other.id) for clash in device.desk.clashes.doubles()]


def test_a_relays_replica_is_what_the_engine_needs(evening):
    replica: Replica = HubReplica(evening.relay.log, VENUE.id)
    assert replica.device().venue == VENUE.id


def test_what_is_booked_by_the_relay_reaches_upstream_and_who_asks_there(evening):
    add(evening.bar.ledger, a_reservation("r1", guest_name="山田"))
    evening.relay.serve(evening.bar)
    evening.relay.settle()
    evening.hall.settle()
    assert evening.hall.ledger.find("reservation", "r1").guest_name == "山田"


def test_while_upstream_is_away_the_tablets_of_the_relay_agree(evening):
    cut(evening.relay.up)
    promise_twice(evening)
    for device in (evening.bar, evening.hall, evening.bar):
        done = evening.relay.serve(device)
    assert done.agrees
    assert_same(evening, evening.bar, evening.hall)
    assert answers(evening.bar) == answers(evening.hall) == [("r-bar", "r-hall")]


def test_in_the_house_is_not_in_sync_until_upstream_has_it_too(evening):
    cut(evening.relay.up)
    add(evening.bar.ledger, a_reservation("r1"))
    assert isinstance(evening.relay.sync(), SyncError)
    done = evening.relay.serve(evening.bar)
    assert (done.agrees, done.in_sync) == (True, False)
    assert evening.bar.ledger.outbox.queue_length() == (1, 0)
    mend(evening.relay.up)
    evening.relay.settle()
    assert evening.relay.serve(evening.bar).in_sync
    assert evening.bar.ledger.outbox.queue_length() == (0, 0)


def test_upstreams_order_counts_once_it_is_known(evening):
    cut(evening.relay.up)
    promise_twice(evening)
    evening.relay.serve(evening.bar)
    evening.relay.serve(evening.hall)
    evening.relay.serve(evening.bar)
    assert answers(evening.bar) == [("r-bar", "r-hall")]
    # The hall's line upstream is whole: its promise is the first one there.
    evening.hall.sync()
    mend(evening.relay.up)
    heal(evening)
    assert_same_everywhere(evening)
    assert answers(evening.bar) == answers(evening.hall) == [("r-hall", "r-bar")]


def test_a_relay_that_burns_takes_nothing_with_it(evening):
    add(evening.bar.ledger, a_reservation("r1"))
    add(evening.hall.ledger, a_reservation("r2"))
    cut(evening.relay.up)
    evening.relay.serve(evening.bar)
    evening.relay.serve(evening.hall)
    evening.bar.settle()
    assert {change.entity_id for change in evening.house.changes()} >= {"r1"}
    evening.hall.settle()
    evening.bar.settle()
    assert_same(evening, evening.bar, evening.hall)
    ids = [change.id for change in evening.house.changes()]
    assert len(ids) == len(set(ids))


def test_a_tablet_carries_upstream_what_it_read_at_the_relay(evening):
    cut(evening.relay.up)
    add(evening.bar.ledger, a_reservation("r1"))
    evening.relay.serve(evening.bar)
    evening.relay.serve(evening.hall)
    # The bar's tablet and the relay are both gone; the hall's meets upstream.
    evening.hall.settle()
    assert "r1" in {change.entity_id for change in evening.house.changes()}


def test_what_the_relay_knew_already_is_asked_for_its_fate(evening):
    add(evening.bar.ledger, a_reservation("r1"))

    def lose(request, answer):
        raise httpx.ReadError("cut", request=request)

    evening.bar.wire.after = lose
    with pytest.raises(SyncError):
        evening.bar.sync()
    evening.relay.settle()
    assert evening.relay.serve(evening.bar).in_sync
    assert evening.bar.ledger.outbox.queue_length() == (0, 0)


def test_what_upstream_has_and_the_relay_missed_is_told_to_the_relay(evening):
    cut(evening.relay.up)
    add(evening.bar.ledger, a_reservation("r1"))
    evening.bar.settle()
    for device in (evening.bar, evening.hall):
        assert evening.relay.serve(device).agrees
    assert evening.hall.ledger.find("reservation", "r1")
    heal(evening)
    assert_same_everywhere(evening)


def test_another_life_of_the_relay_is_read_from_the_beginning(evening):
    add(evening.bar.ledger, a_reservation("r1"))
    cut(evening.relay.up)
    evening.relay.serve(evening.bar)
    evening.relay.burn()
    mend(evening.relay.up)
    heal(evening)
    assert_same_everywhere(evening)
    assert evening.bar.ledger.find("reservation", "r1")


@pytest.mark.sqlite
def test_upstream_put_back_from_a_backup_gets_back_what_it_lost(evening):
    file = evening.house.keep("morning")
    add(evening.bar.ledger, a_reservation("r1"))
    evening.relay.serve(evening.bar)
    evening.relay.settle()
    evening.relay.serve(evening.bar)
    evening.house.go_back(file)
    heal(evening)
    assert_same_everywhere(evening)
    assert "r1" in {change.entity_id for change in evening.house.changes()}


def test_what_upstream_refuses_is_set_aside_where_it_was_made_and_nowhere_else(evening):
    add(evening.bar.ledger, a_reservation("r1", guest_name="山田"))
    evening.relay.serve(evening.bar)
    evening.relay.serve(evening.hall)
    ids = [id for id, _, _ in evening.relay.log.unconfirmed(VENUE.id, count_max=9, bytes_max=10**6)]
    evening.relay.log.retract(VENUE.id, {ids[0]: "upstream will not have it"})
    assert evening.relay.serve(evening.bar).problems == ()
    evening.relay.serve(evening.hall)
    assert [each.reason for each in evening.bar.ledger.outbox.parked()] == [
        "upstream will not have it"
    ]
    assert evening.hall.ledger.find("reservation", "r1") is None
    assert evening.hall.ledger.outbox.queue_length() == (0, 0)
    with evening.bar.ledger.sql:
        evening.bar.ledger.sql.execute("begin immediate")
        evening.bar.ledger.outbox.retry(ids[0])
    heal(evening)
    assert_same_everywhere(evening)
    assert evening.hall.ledger.find("reservation", "r1").guest_name == "山田"


def test_a_name_that_stands_for_something_else_upstream_is_given_up(evening, tmp_path):
    twin = tmp_path / "twin" / "ledger.db"
    twin.parent.mkdir()
    evening.bar.ledger.sql.execute("pragma wal_checkpoint(truncate)")
    twin.write_bytes(evening.bar.path.read_bytes())
    copy = evening.house.over(twin)
    cut(evening.relay.up)
    add(evening.bar.ledger, a_reservation("r-bar", guest_name="山田"))
    add(evening.bar.ledger, a_reservation("r-bar2", guest_name="山本"))
    evening.relay.serve(evening.bar)
    evening.relay.serve(evening.hall)
    add(copy.ledger, a_reservation("r-copy", guest_name="佐藤"))
    copy.settle()
    mend(evening.relay.up)
    heal(evening)
    assert_same_everywhere(evening)
    for id in ("r-bar", "r-bar2", "r-copy"):
        assert evening.hall.ledger.find("reservation", id), id
    ids = {change.id for change in evening.house.changes()}
    assert len(ids) == len(evening.house.changes())


def test_what_this_disk_altered_comes_back_with_upstream_and_is_told_to_no_relay(evening):
    add(evening.bar.ledger, a_reservation("r-bar", guest_name="山田"))
    heal(evening)
    evening.relay.burn()
    cut(evening.relay.up)
    evening.bar.ledger.sql.execute(
        "update change set body = cast(replace(body, 'production', 'prodiction') as blob)"
        " where entity_id = 'r-bar'"
    )
    assert evening.relay.serve(evening.bar).agrees
    assert ("reservation", "r-bar") not in evening.relay.log.hashes_in(VENUE.id, range(256))
    heal(evening)
    assert_same_everywhere(evening)
    assert evening.bar.ledger.find("reservation", "r-bar").guest_name == "山田"


def test_what_only_the_relay_has_outlives_a_twin_that_was_quicker_upstream(evening, tmp_path):
    twin = tmp_path / "twin" / "ledger.db"
    twin.parent.mkdir()
    evening.bar.ledger.sql.execute("pragma wal_checkpoint(truncate)")
    twin.write_bytes(evening.bar.path.read_bytes())
    copy = evening.house.over(twin)
    cut(evening.relay.up)
    add(evening.bar.ledger, a_reservation("r-bar", guest_name="山田"))
    evening.relay.serve(evening.bar)
    evening.house.devices.remove(evening.bar)  # it falls into the sink
    add(copy.ledger, a_reservation("r-copy", guest_name="佐藤"))
    copy.settle()
    mend(evening.relay.up)
    evening.relay.settle()  # before anybody else has read there what fell
    heal(evening)
    assert_same_everywhere(evening)
    for id in ("r-bar", "r-copy"):
        assert evening.hall.ledger.find("reservation", id), id


def test_what_went_upstream_meanwhile_is_not_taken_for_what_the_relay_has(evening):
    """Left out of the comparison because it waited, it is compared once it waits no more."""

    def meanwhile(request):
        if request.url.path == "/v1/pull" and evening.bar.ledger.find("reservation", "r1") is None:
            add(evening.bar.ledger, a_reservation("r1"))
        if request.url.path == "/v1/digest":
            evening.bar.sync()  # another process of this device, which knows of no relay

    evening.relay.line(evening.bar)
    evening.relay.down["バー"].before = meanwhile
    assert evening.relay.serve(evening.bar).agrees
    assert "r1" in {id for _, id in evening.relay.log.hashes_in(VENUE.id, range(256))}


def edit_often(device, count):
    """Change one booking again and again: only the last of these shows."""
    before = a_reservation("r1")
    add(device.ledger, before)
    for adults in range(3, 3 + count):
        before = device.ledger.find("reservation", "r1")
        write = Write(before, replace(before, adults=adults), "work")
        device.ledger.commit([write], actor="佐藤", now_ms=NOON_MS)


def test_a_packed_log_tells_a_new_tablet_of_the_relay_what_upstream_has(evening):
    edit_often(evening.bar, 9)
    evening.relay.serve(evening.bar)
    assert pack(evening.relay.log) == 0, "upstream has none of it yet"
    evening.relay.settle()
    assert pack(evening.relay.log) == 8, "the first still shows, and the last"
    new = evening.house.device("入口")
    evening.relay.settle()  # it is told of the new one
    evening.relay.serve(new)
    assert new.ledger.outbox.queue_length() == (0, 0), "nothing of it waits for upstream"
    heal(evening)
    assert_same_everywhere(evening)


@pytest.mark.sqlite
def test_upstream_put_back_gets_back_what_a_relay_has_packed(evening):
    file = evening.house.keep("morning")
    edit_often(evening.bar, 9)
    evening.relay.serve(evening.bar)
    evening.relay.settle()
    assert pack(evening.relay.log) == 8, "the first still shows, and the last"
    evening.bar.close()
    evening.house.devices.remove(evening.bar)
    evening.house.go_back(file)
    heal(evening)
    assert_same_everywhere(evening)
    assert len([each for each in evening.house.changes() if each.entity_id == "r1"]) == 10
    assert scrub(evening.relay.log.database, VENUE.id).faults == ()


class Chances:
    """An evening on which anything may happen, drawn from one seed."""

    def __init__(self, evening, seed):
        self.evening = evening
        self.chance = random.Random(seed)
        self.booked = 0
        self.devices = [evening.bar, evening.hall]
        self.files = {}

    def happens(self):
        acts = {
            self.book: 4,
            self.edit: 6,
            self.ask_relay: 8,
            self.ask_upstream: 3,
            self.relay_asks: 5,
            self.cut_or_mend: 4,
            self.relay_burns: 1,
            self.tablet_is_put_back: 1,
            self.upstream_is_put_back: 1,
            self.a_log_is_packed: 3,
        }
        (act,) = self.chance.choices(list(acts), list(acts.values()))
        act(self.chance.choice(self.devices))
        for device in self.devices:
            assert device.ledger.sum().balances, act.__name__

    def book(self, device):
        self.booked += 1
        add(
            device.ledger,
            a_reservation(f"new-{self.booked}", tables=self.chance.choice(["t1", ""])),
        )

    def edit(self, device):
        id = f"new-{self.chance.randint(1, max(1, self.booked))}"
        before = device.ledger.find("reservation", id)
        if before is not None:
            after = self.chance.choice(
                [
                    replace(before, adults=self.chance.randint(1, 9)),
                    replace(before, note="窓"),
                    None,
                ]
            )
            write = Write(before, after, "work")
            device.ledger.commit([write], actor="佐藤", now_ms=self.evening.house.clock())

    def ask_relay(self, device):
        self.evening.relay.line(device)
        self._shaky(self.evening.relay.down[device.name], lambda: self.evening.relay.serve(device))

    def ask_upstream(self, device):
        self._shaky(device.wire, device.sync)

    def relay_asks(self, _):
        self._shaky(self.evening.relay.up, self.evening.relay.sync)

    def _shaky(self, wire, ask):
        """Perhaps lose one request, or the answer to it."""
        lost = self.chance.randint(1, 12)
        at = self.chance.choice(["before", "after"])
        count = 0

        def lose(request, answer=None):
            nonlocal count
            count += 1
            if count == lost:
                raise httpx.ReadError("cut", request=request)
            return answer

        is_cut = wire.before is not None
        if not is_cut:
            setattr(wire, at, lose)
        with contextlib.suppress(SyncError):
            ask()
        if not is_cut:
            setattr(wire, at, None)

    def cut_or_mend(self, device):
        wire = self.chance.choice([self.evening.relay.up, device.wire])
        if wire.before is None:
            cut(wire)
        else:
            mend(wire)

    def relay_burns(self, _):
        self.evening.relay.burn()

    def tablet_is_put_back(self, device):
        house = self.evening.house
        file = house.folder / f"{device.name}.copy.db"
        if not file.exists():
            backup.back_up(device.ledger, file)
            return
        device.close()
        backup.restore(device.path, file, new_incarnation=house.incarnations, now_ms=house.clock())
        house.reopen(device)
        file.unlink()

    def upstream_is_put_back(self, _):
        if self.evening.house.log.database.path is None:
            return  # PostgreSQL has means of its own
        if "hub" not in self.files:
            self.files["hub"] = self.evening.house.keep(f"hub-{self.booked}")
        else:
            self.evening.house.go_back(self.files.pop("hub"))

    def a_log_is_packed(self, _):
        pack(self.chance.choice([self.evening.relay.log, self.evening.house.log]))


@pytest.mark.parametrize("seed", range(4))
def test_whatever_happens_all_hold_the_same_in_the_end(evening, seed):
    chances = Chances(evening, seed)
    for _ in range(30):
        chances.happens()
    heal(evening)
    assert_same_everywhere(evening)
    ids = [change.id for change in evening.house.changes()]
    assert len(ids) == len(set(ids))
    kept = {change.entity_id for change in evening.house.changes()}
    assert kept >= {f"new-{number}" for number in range(1, chances.booked + 1)}
