"""With a relay the ledger has another cursor, and lets nothing go before upstream has it."""

import pytest

from app.store.house_replica import HouseReplica
from app.store.replica import LedgerReplica
from sync.change import ChangeId, pack
from sync.journal import Incoming
from sync.outbox import Answer
from sync.relayed import InUse
from tests.builders import a_guest
from tests.ledgers import Clock, Incarnations, Stranger, a_ledger, add


@pytest.fixture
def ledger(tmp_path):
    ledger = a_ledger(tmp_path / "ledger.db", venue=None)
    yield ledger
    ledger.close()


def over(ledger, kind):
    return kind(ledger, now_ms=Clock(), new_incarnation=Incarnations(0xE0))


@pytest.fixture
def house(ledger):
    return over(ledger, HouseReplica)


def waiting(replica):
    return [each.id for each in replica.waiting(count_max=9, bytes_max=10**6)]


def test_each_hub_has_a_cursor_and_an_epoch_of_its_own(ledger, house):
    upstream = over(ledger, LedgerReplica)
    upstream.absorb([], cursor=41, epoch="up")
    house.absorb([], cursor=7, epoch="house")
    assert (house.device().cursor, house.device().epoch) == (7, "house")
    assert (upstream.device().cursor, upstream.device().epoch) == (41, "up")
    house.start_over("another")
    assert (upstream.device().cursor, house.device().cursor) == (41, 0)


def test_what_the_relay_took_is_still_sent_upstream(ledger, house):
    (id,) = add(ledger, a_guest())
    applied = house.acknowledge([Answer(ChangeId(id), "accepted", 3, "")])
    assert applied.touched == {("guest", "g1")}
    assert waiting(house) == []
    assert waiting(over(ledger, LedgerReplica)) == [id]


def test_a_change_of_order_alone_touches_what_it_is_about(ledger, house):
    change = Stranger().change("guest", "g9", {"name": "山田"})
    house.absorb([Incoming(pack(change), 3)], cursor=3, epoch="e")
    again = house.absorb([Incoming(pack(change), 4, upstream=90)], cursor=4, epoch="e")
    assert again.touched == {("guest", "g9")}
    assert (again.fresh, ledger.outbox.queue_length()) == (0, (0, 0))


def test_what_upstream_refused_is_not_taken_in(ledger, house):
    change = Stranger().change("guest", "g9", {"name": "山田"})
    house.absorb([Incoming(pack(change), 3, refused="no")], cursor=3, epoch="e")
    assert ledger.find("guest", "g9") is None


def test_what_upstream_has_and_the_relay_lacks_is_offered_after_what_waits(ledger, house):
    old, new = add(ledger, a_guest("g1"), a_guest("g2"))
    over(ledger, LedgerReplica).acknowledge([Answer(ChangeId(old), "accepted", 3, "")])
    house.requeue([ChangeId(old)])
    assert waiting(house) == [new]
    house.acknowledge([Answer(ChangeId(new), "accepted", 1, "")])
    assert waiting(house) == [old]
    house.acknowledge([Answer(ChangeId(old), "accepted", 2, "")])
    assert waiting(house) == []


def test_another_life_of_the_ledger_owes_the_relay_everything(ledger, house):
    first, second = add(ledger, a_guest("g1"), a_guest("g2"))
    house.acknowledge([Answer(ChangeId(first), "accepted", 1, "")])
    applied = house.acknowledge([Answer(ChangeId(second), "clash", None, "")])
    assert applied.reincarnated
    assert len(waiting(house)) == 2


def test_what_waits_at_the_relay_is_settled_with_it_and_with_nobody_else(ledger, house):
    (id,) = add(ledger, a_guest())
    assert house.unsettled() == [("guest", "g1")]
    house.acknowledge([Answer(ChangeId(id), "accepted", 1, "")])
    assert house.unsettled() == []
    assert over(ledger, LedgerReplica).unsettled() == [("guest", "g1")]


def test_where_a_relay_proved_itself_is_remembered_and_written_once(ledger, house):
    house.learn(["r1"])
    in_use = InUse("http://10.0.0.7:1", True, "online", 9)
    house.record_use(in_use, "r1")
    before = ledger.sql.total_changes
    house.learn(["r1"])
    house.record_use(in_use, "r1")
    assert ledger.sql.total_changes == before
    assert ledger.relayed.known() == {"r1": "http://10.0.0.7:1"}
    house.record_use(None)
    assert ledger.relayed.in_use() is None
