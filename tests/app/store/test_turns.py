import threading
from contextlib import closing

import pytest

from app.store import ledger_file, turns
from app.store.errors import LedgerBusy
from app.store.ledger import Ledger
from app.store.turns import WAITS_MAX, Manners, Turns
from tests.builders import a_guest
from tests.ledgers import a_ledger, add


@pytest.fixture
def path(tmp_path):
    a_ledger(tmp_path / "ledger.db").close()
    return tmp_path / "ledger.db"


def test_whoever_is_not_ahead_waits_until_those_are_through():
    slept: list[float] = []
    ours = Turns(slept.append)
    ours.wait()
    assert not slept
    leave = threading.Event()

    def sleep(_):
        leave.set()
        gone.wait()

    gone = threading.Event()
    ours = Turns(sleep)

    def go_ahead():
        with ours.ahead():
            began.set()
            leave.wait()
        gone.set()

    began = threading.Event()
    tap = threading.Thread(target=go_ahead)
    tap.start()
    began.wait()
    ours.wait()
    assert gone.is_set()
    tap.join()


def test_nobody_waits_for_ever():
    slept: list[float] = []
    ours = Turns(slept.append)
    with ours.ahead():
        ours.wait()
    assert len(slept) == WAITS_MAX


def test_a_tap_goes_before_the_next_page_of_a_thread_that_writes_one_after_the_other(
    path, monkeypatch
):
    monkeypatch.setattr(turns, "WAITS_MAX", 20_000)
    shared = Turns()
    order: list[str] = []
    first_page_is_begun = threading.Event()

    def tap():
        with closing(Ledger.open(path, Manners(shared))) as ledger:
            first_page_is_begun.wait()
            add(ledger, a_guest("g1"))
            order.append("tap")

    tapping = threading.Thread(target=tap)
    tapping.start()
    with closing(Ledger.open(path, Manners(shared, pause=lambda: None))) as ledger:
        with ledger_file.transaction(ledger.sql, path):
            first_page_is_begun.set()
            while not shared._count:
                shared.look_again()
            order.append("page")
        with ledger_file.transaction(ledger.sql, path):
            assert ledger.find("guest", "g1") is not None
            order.append("page")
    tapping.join()
    assert order[0] == "page"
    assert set(order) == {"tap", "page"}


def test_a_book_that_another_program_holds_is_said_to_be_busy(path, monkeypatch):
    monkeypatch.setattr(ledger_file, "BUSY_MS", 20)
    with (
        closing(Ledger.open(path)) as other,
        closing(Ledger.open(path, Manners(Turns(lambda _: None)))) as ledger,
    ):
        other.sql.execute("begin immediate")
        with pytest.raises(LedgerBusy):
            add(ledger, a_guest("g1"))
        other.sql.execute("rollback")
        add(ledger, a_guest("g1"))


def test_a_thread_lets_others_go_first_only_while_it_holds_no_lock(path):
    paused: list[bool] = []
    with closing(ledger_file.connect(path)) as sql:
        sql.manners = Manners(Turns(), pause=lambda: paused.append(sql.in_transaction))
        add(Ledger(path, sql), a_guest("g1"))
    assert paused
    assert not any(paused)


def test_whoever_is_ahead_leaves_it_to_the_others_to_carry_the_log_into_the_file(path):
    shared = Turns()
    pages = []
    for manners in (Manners(shared), Manners(shared, pause=lambda: None)):
        with closing(Ledger.open(path, manners)) as ledger:
            pages += ledger.sql.execute("pragma wal_autocheckpoint").fetchone()
    ahead, aside = pages
    assert ahead > aside
