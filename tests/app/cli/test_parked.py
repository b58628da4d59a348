import pytest

from app.bootstrap.home import Home
from app.store import ledger_file


@pytest.fixture
def parked(noren):
    """A booking and two changes of it, the first of which the hub has refused."""
    made = noren.book()
    change = noren.ask("reservation", "change", made["id"], "--adults", "3")["change_ids"][0]
    noren.ask("reservation", "change", made["id"], "--adults", "4")
    ledger = Home(noren.home).open_ledger()
    with ledger_file.transaction(ledger.sql, ledger.path):
        ledger.outbox.park(change, "the hub does not know this field", 1_800_000_000_000)
    ledger.close()
    return made["id"], change


def test_parked_changes_are_listed_with_reason_and_what_they_block(noren, parked):
    (listed,) = noren.ask("parked", "list")
    assert listed["change_id"] == parked[1]
    assert listed["reason"] == "the hub does not know this field"
    assert listed["blocks"] == 1
    assert listed["since"].endswith("+09:00")
    assert (listed["entity"], listed["entity_id"]) == ("reservation", parked[0])
    assert noren.ask("status")["parked"] == 2
    assert "1 wait for it" in noren.say("parked", "list").out


def test_a_retried_change_waits_again_with_what_it_blocked(noren, parked):
    assert noren.ask("parked", "retry", parked[1])["retried"] == 2
    assert noren.ask("parked", "list") == []
    assert noren.ask("status")["parked"] == 0


def test_a_dropped_change_leaves_the_book_and_stays_in_history(noren, parked):
    assert noren.ask("parked", "drop", parked[1])["entities"] == [parked[0]]
    assert noren.ask("reservation", "show", parked[0])["adults"] == 2
    states = [each["state"] for each in noren.ask("history", parked[0])]
    assert states == ["waiting", "superseded", "superseded"]
    tally = noren.ask("status")["sum"]
    assert tally["made"] == sum(tally[name] for name in tally if name != "made")
    assert noren.ask("check")["ok"] is True


def test_what_is_not_parked_cannot_be_retried_or_dropped(noren):
    for word in ("retry", "drop"):
        assert noren.refused("parked", word, "nothing")["field"] == "id"
