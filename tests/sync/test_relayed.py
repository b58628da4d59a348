"""What only the relay has still waits; the relay's order stands in until upstream's is known."""

import pytest

from sync.change import ChangeId, pack
from sync.journal import Incoming
from sync.outbox import Answer
from sync.relayed import PROVISIONAL, InUse
from tests.builders import a_guest
from tests.ledgers import NOON_MS, Stranger, a_ledger, add, receive


@pytest.fixture
def ledger(tmp_path):
    ledger = a_ledger(tmp_path / "ledger.db", venue=None)
    yield ledger
    ledger.close()


@pytest.fixture
def relayed(ledger):
    return ledger.relayed


def owed(relayed):
    return [each.id for each in relayed.owed(count_max=10, bytes_max=10**6)]


def words(ledger, id, *, upstream=None, refused="", cursor=7):
    body = ledger.sql.execute("select body from change where id = ?", (id,)).fetchone()[0]
    return [Incoming(body, cursor, None, upstream, refused)]


def test_a_new_ledger_has_read_nothing_of_any_relay(relayed):
    assert relayed.standing() == ("", 0)


def test_what_the_relay_took_is_owed_to_it_no_more_and_still_waits_for_upstream(ledger, relayed):
    first, second = add(ledger, a_guest("g1"), a_guest("g2"))
    assert relayed.acknowledge([Answer(ChangeId(first), "accepted", 4, "")], NOON_MS) == []
    assert owed(relayed) == [second]
    assert ledger.outbox.queue_length() == (2, 0)


def test_a_batch_is_bounded_and_never_empty(ledger, relayed):
    add(ledger, *(a_guest(f"g{n}") for n in range(4)))
    assert len(relayed.owed(count_max=3, bytes_max=10**6)) == 3
    assert len(relayed.owed(count_max=3, bytes_max=1)) == 1


def test_what_the_relay_refused_is_set_aside_and_a_clash_is_told(ledger, relayed):
    first, second = add(ledger, a_guest("g1"), a_guest("g2"))
    answers = [
        Answer(ChangeId(first), "refused", None, "too large"),
        Answer(ChangeId(second), "clash", None, ""),
    ]
    assert relayed.acknowledge(answers, NOON_MS) == [second]
    assert [each.reason for each in ledger.outbox.parked()] == ["too large"]


def test_only_what_the_relay_lacks_is_unsettled_with_it(ledger, relayed):
    first, second, third = add(ledger, a_guest("g1"), a_guest("g2"), a_guest("g3"))
    relayed.hold([(ChangeId(first), 4)])
    ledger.outbox.park(ChangeId(third), "no", NOON_MS)
    assert sorted(relayed.unsettled(9)) == [("guest", "g2"), ("guest", "g3")]
    assert relayed.unsettled(1) is None
    relayed.hold([(ChangeId(second), 5)])
    assert relayed.unsettled(9) == [("guest", "g3")]


def test_upstreams_order_comes_before_the_relays(ledger, relayed):
    first, second, third = add(ledger, a_guest("g1"), a_guest("g2"), a_guest("g3"))
    relayed.hold([(ChangeId(first), 4)])
    ledger.outbox.acknowledge([Answer(ChangeId(second), "accepted", 900, "")], NOON_MS)
    assert relayed.places([first, second, third]) == {first: PROVISIONAL + 4, second: 900}


def test_the_relays_word_ends_the_waiting(ledger, relayed):
    (id,) = add(ledger, a_guest("g1"))
    relayed.hold([(ChangeId(id), 4)])
    ledger.journal.absorb(words(ledger, id, upstream=30, cursor=30), NOON_MS)
    relayed.take_word(words(ledger, id, upstream=30), NOON_MS)
    assert ledger.outbox.queue_length() == (0, 0)
    assert relayed.places([id]) == {id: 30}


def test_what_the_relay_has_for_itself_alone_waits_whoever_made_it(ledger, relayed):
    change = Stranger().change("guest", "g9", {"name": "山田"})
    receive(ledger, change)
    relayed.take_word([Incoming(pack(change), 8)], NOON_MS)
    assert ledger.outbox.queue_length() == (1, 0)
    assert ledger.outbox.tally().waiting == 0  # of what was made here
    assert owed(relayed) == []


def test_the_relay_is_believed_when_it_says_that_upstream_has_it_no_more(ledger, relayed):
    (id,) = add(ledger, a_guest("g1"))
    ledger.outbox.acknowledge([Answer(ChangeId(id), "accepted", 30, "")], NOON_MS)
    relayed.take_word(words(ledger, id), NOON_MS)
    assert ledger.outbox.queue_length() == (1, 0)
    assert relayed.places([id]) == {id: PROVISIONAL + 7}


def test_what_upstream_refused_is_set_aside_by_its_maker(ledger, relayed):
    (id,) = add(ledger, a_guest("g1"))
    relayed.hold([(ChangeId(id), 4)])
    relayed.take_word(words(ledger, id, refused="not here"), NOON_MS)
    assert [each.reason for each in ledger.outbox.parked()] == ["not here"]


def test_what_upstream_refused_of_others_is_dropped_and_comes_back_when_it_is_offered_anew(
    ledger, relayed
):
    change = Stranger().change("guest", "g9", {"name": "山田"})
    receive(ledger, change)
    relayed.take_word([Incoming(pack(change), 8)], NOON_MS)
    gone = relayed.take_word([Incoming(pack(change), 9, refused="not here")], NOON_MS)
    assert not gone["guest", "g9"].entity.applied
    assert ledger.outbox.queue_length() == (0, 0)
    back = relayed.take_word([Incoming(pack(change), 10)], NOON_MS)
    assert back["guest", "g9"].entity.applied
    assert ledger.outbox.queue_length() == (1, 0)


def test_another_relay_is_owed_everything_that_waits(ledger, relayed):
    (id,) = add(ledger, a_guest("g1"))
    relayed.hold([(ChangeId(id), 4)])
    relayed.advance(9, "e1")
    relayed.start_over("e2")
    assert owed(relayed) == [id]
    assert relayed.standing() == ("e2", 0)


def test_what_the_relay_turned_out_not_to_have_is_owed_again(ledger, relayed):
    (id,) = add(ledger, a_guest("g1"))
    relayed.hold([(ChangeId(id), 4)])
    relayed.release([ChangeId(id)])
    assert owed(relayed) == [id]
    assert [each.id for each in relayed.named([ChangeId(id), ChangeId("nobody-1")])] == [id]


def test_a_page_names_what_it_is_about(ledger, relayed):
    (id,) = add(ledger, a_guest("g1"))
    page = [*words(ledger, id), Incoming(b"nonsense", 8)]
    assert relayed.keys_of(page) == [("guest", "g1")]


def test_only_the_relays_that_upstream_named_are_known_and_where_they_were(relayed):
    relayed.learn(["r1", "r2"])
    relayed.met("r1", "http://10.0.0.7:1")
    relayed.learn(["r1", "r3"])
    assert relayed.known() == {"r1": "http://10.0.0.7:1", "r3": ""}


def test_the_relay_in_use_is_remembered_until_the_hub_itself_is_asked(relayed):
    assert relayed.in_use() is None
    in_use = InUse("http://10.0.0.7:1", True, "offline", 9)
    relayed.use(in_use)
    assert relayed.in_use() == in_use
    relayed.use(None)
    assert relayed.in_use() is None


def test_who_leaves_the_hub_leaves_its_relays(ledger, relayed):
    (id,) = add(ledger, a_guest("g1"))
    relayed.learn(["r1"])
    relayed.use(InUse("http://10.0.0.7:1", True, "online", 9))
    relayed.advance(9, "e1")
    relayed.hold([(ChangeId(id), 4)])
    ledger.leave_hub()
    assert (relayed.known(), relayed.in_use(), relayed.standing()) == ({}, None, ("", 0))
    assert owed(relayed) == [id]
