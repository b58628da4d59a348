"""What waits on a device: stuck, large, edited while it is on its way, and never forgotten."""

from __future__ import annotations

import sqlite3

import httpx
import pytest

from app.store import ledger_file
from app.store.errors import LedgerBusy
from sync import engine
from sync.journal import Draft
from tests.builders import a_guest
from tests.ledgers import NOON_MS, add, digests_of
from tests.sync.acts import assert_all_agree, book, change, cut, drop, get, names, poison

PROXY_BYTES_MAX = 1_000_000


def test_one_failure_and_then_nobody_types_it_is_sent_all_the_same(hall, bar, house):
    """One failure and then nobody types: the timer tries again, and nobody has to wake it."""
    book(hall)
    hall.wire.before = cut
    told = []

    def tell(outcome):
        told.append(outcome)
        hall.wire.before = None  # the line is back, and nobody says so

    hall.session().rounds(lambda: bool(told) and told[-1].error is None, tell)
    assert [each.error is None for each in told] == [False, True]
    assert hall.line_says().startswith("In sync")
    house.heal()
    assert names(bar) == ["山田"]
    assert_all_agree(house)


def test_poison_at_the_head_is_set_aside_and_everything_behind_it_goes_out(
    hall, bar, house, monkeypatch
):
    """Poison at the head: it parks with what builds on it, and is seen; the rest flows."""
    monkeypatch.setattr(engine, "BATCH_MAX", 2)
    party = book(hall)
    house.heal()
    stuck = poison(hall, party)
    change(hall, get(hall, party), adults=5)
    for number in range(5):
        book(hall, guest_name=f"客{number}")
    assert hall.try_sync().error is None
    bar.try_sync()
    assert names(bar) == sorted(["山田", *(f"客{number}" for number in range(5))])
    assert get(bar, party).adults == 2
    assert "2 set aside" in hall.line_says()
    assert hall.ledger.sum().parked == 2
    again = hall.try_sync().round
    assert (again.pushed, again.in_sync) == (0, False)
    drop(hall, stuck)
    house.heal()
    assert "set aside" not in hall.line_says()
    told = hall.desk.history.of(party.id)
    assert [each.intent for each in told] == ["book", "change", "change"]
    assert_all_agree(house)


def test_busy_on_apply_nothing_is_half_shown_as_whole_and_the_next_round_goes_on(
    hall, bar, house, monkeypatch
):
    """Busy on apply: another program holds the book while a page comes in."""
    monkeypatch.setattr(ledger_file, "BUSY_MS", 10)
    monkeypatch.setattr(engine, "PAGE_MAX", 2)
    house.reopen(bar)
    bar.try_sync()
    for number in range(6):
        book(hall, guest_name=f"客{number}")
    hall.try_sync()
    other = sqlite3.connect(bar.path, isolation_level=None)
    pages = iter(range(10))

    def hold(request, answer):
        if request.url.path == "/v1/pull" and next(pages) == 1:
            other.execute("begin immediate")
        return answer

    bar.wire.after = hold
    assert isinstance(bar.try_sync().error, LedgerBusy)
    assert names(bar) == ["客0", "客1"], "the book is open meanwhile"
    assert not bar.line_says().startswith("In sync")
    other.execute("rollback")
    other.close()
    bar.wire.after = None
    assert bar.try_sync().round.pulled == 4
    assert bar.line_says().startswith("In sync")
    assert_all_agree(house)


def test_an_edit_while_its_predecessor_is_being_acknowledged_is_sent_next(hall, bar, house):
    """An edit while its predecessor is being acknowledged: made from it, and not taken for it."""
    party = book(hall)

    def edit_meanwhile(request, answer):
        if request.url.path == "/v1/push" and get(hall, party).adults == 2:
            change(hall, get(hall, party), adults=7, note="増えた")
        return answer

    hall.wire.after = edit_meanwhile
    done = hall.try_sync().round
    assert (done.pushed, done.repaired) == (2, 0)
    hall.wire.after = None
    house.heal()
    for device in (hall, bar):
        assert (get(device, party).adults, get(device, party).note) == (7, "増えた")
        assert device.desk.clashes.fields() == ()
    assert [each.intent for each in house.changes()] == ["setup", "book", "change"]
    assert_all_agree(house)


@pytest.mark.timeout(600)  # twenty seconds' work with PostgreSQL, and the machine may be busy
def test_a_queue_of_50_000_gets_through_a_proxy_that_takes_a_megabyte(hall, house):
    """A queue of 50,000 against a 1 MB body limit: in one round, and staff may go on meanwhile."""
    names_of_all = ("個" * (250 if number < 4_000 else 3) for number in range(50_000))
    drafts = (
        Draft("area", f"area-{number}", "add", "", {"name": name, "order": number}, 0)
        for number, name in enumerate(names_of_all)
    )
    hall.ledger.commit_drafts(drafts, now_ms=NOON_MS)
    refused: list[int] = []

    def proxy(request):
        if len(request.content) > PROXY_BYTES_MAX:
            refused.append(len(request.content))
            return httpx.Response(413, text="Request Entity Too Large", request=request)
        if request.url.path == "/v1/push" and len(hall.wire.requests) < 9:
            add(hall.ledger, a_guest(f"g{len(hall.wire.requests)}"))
        return None

    hall.wire.before = proxy
    done = hall.try_sync().round
    assert done.pushed >= 50_000
    assert refused == [], "who knows the usual limit does not try it out on every batch"
    hall.wire.before = None
    assert hall.settle().in_sync
    assert hall.line_says().startswith("In sync")
    assert digests_of(hall.ledger) == house.log.digest("v1").buckets
    assert hall.ledger.sum().balances
    assert hall.ledger.sum().waiting == 0
