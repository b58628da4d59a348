"""The ledger as the engine sees it: short transactions, rows included, nothing half taken in."""

from contextlib import closing
from dataclasses import replace

import pytest

from app.store import ledger_file, rounds, rows
from app.store.check import examine
from app.store.ledger import Ledger, Write
from app.store.replica import APPLY_BESIDE_MAX, APPLY_MAX, LEAVE_OUT_MAX, LedgerReplica
from app.store.rounds import Line
from app.store.turns import Manners, Turns
from sync.change import ChangeId, change_id, pack
from sync.journal import Incoming
from sync.outbox import Answer
from tests.app.store.test_rounds import a_round
from tests.builders import FRIDAY, a_guest, a_reservation, a_table
from tests.ledgers import NOON_MS, Clock, Incarnations, Stranger, add, receive

OURS = "a" * 16


@pytest.fixture
def replica(ledger):
    return LedgerReplica(ledger, now_ms=Clock(), new_incarnation=Incarnations(0xE0))


def a_page(count, first=1):
    stranger = Stranger()
    changes = [
        stranger.change("guest", f"g{number}", {"name": "山田"})
        for number in range(first, first + count)
    ]
    return [Incoming(pack(change), at) for at, change in enumerate(changes, start=1)]


def answers(outcome, *ids):
    return [Answer(ChangeId(id), outcome, n, "?") for n, id in enumerate(ids, start=1)]


def settle(ledger, replica):
    """Let the hub have taken everything."""
    replica.acknowledge(answers("accepted", *(each.id for each in ledger.outbox.waiting())))


def status_line(ledger):
    row = ledger.sql.execute(
        "select tried_ms, synced_ms, in_sync, skew_ms, hub, hub_since_ms, message from round"
    )
    return row.fetchone()


def test_a_page_is_shown_and_the_cursor_stands_after_it(ledger, replica):
    applied = replica.absorb(a_page(3), cursor=41, epoch="e1")
    assert applied.fresh == 3
    assert applied.touched == {("guest", f"g{number}") for number in (1, 2, 3)}
    assert {guest.id for guest in ledger.find_guests("山田")} == {"g1", "g2", "g3"}
    assert (replica.device().cursor, replica.device().epoch) == (41, "e1")


def test_a_book_that_took_something_in_is_not_in_sync_until_it_was_compared_again(ledger, replica):
    replica.record_round(in_sync=True, skew_ms=0)
    replica.absorb((), cursor=1, epoch="e")
    assert ledger.sql.execute("select in_sync from round").fetchone() == (1,)
    replica.absorb(a_page(1), cursor=2, epoch="e")
    assert ledger.sql.execute("select in_sync from round").fetchone() == (0,)


def test_an_empty_page_still_moves_the_cursor(replica):
    replica.absorb([], cursor=7, epoch="e1")
    assert replica.device().cursor == 7
    replica.absorb([], cursor=None, epoch="e2")
    assert (replica.device().cursor, replica.device().epoch) == (7, "e1")


def test_a_long_page_is_taken_in_short_transactions_and_another_may_write_between(
    ledger, replica, monkeypatch
):
    window = Ledger.open(ledger.path)
    window.sql.execute("pragma busy_timeout = 0")
    project = rows.project
    taken = []

    def and_tap(sql, moved):
        project(sql, moved)
        if sql is ledger.sql:
            taken.append(len(moved))

    monkeypatch.setattr(rows, "project", and_tap)
    replica.absorb(a_page(2 * APPLY_MAX + 1), cursor=9, epoch="e")
    assert taken == [APPLY_MAX, APPLY_MAX, 1]
    add(window, a_reservation())
    window.close()


def test_beside_a_window_pages_are_shorter_and_on_the_disk_before_the_next_tap(ledger, monkeypatch):
    flushed: list[tuple[int, bool]] = []

    def flush(path):
        assert path == ledger.path
        flushed.append((beside.position(), beside.sql.in_transaction))

    monkeypatch.setattr(ledger_file, "flush_log", flush)
    with closing(Ledger.open(ledger.path, Manners(Turns(), pause=lambda: None))) as beside:
        taker = LedgerReplica(beside, now_ms=Clock(), new_incarnation=Incarnations(0xE1))
        taker.absorb(a_page(APPLY_BESIDE_MAX + 1), cursor=9, epoch="e")
    begun = ledger.position() - APPLY_BESIDE_MAX - 1
    assert flushed == [(begun + APPLY_BESIDE_MAX, False), (begun + APPLY_BESIDE_MAX + 1, False)]


def test_a_page_cut_short_leaves_the_cursor_before_it_and_is_taken_again(
    ledger, replica, monkeypatch
):
    page = a_page(APPLY_MAX + 5)
    project = rows.project

    def crash(sql, moved):
        if len(moved) < APPLY_MAX:
            raise RuntimeError("the power went")
        project(sql, moved)

    with monkeypatch.context() as patch:
        patch.setattr(rows, "project", crash)
        with pytest.raises(RuntimeError):
            replica.absorb(page, cursor=9, epoch="e")
    assert replica.device().cursor == 0
    assert replica.absorb(page, cursor=9, epoch="e").fresh == 5
    assert replica.device().cursor == 9
    assert len(ledger.journal.all_keys()) == APPLY_MAX + 6


def test_what_cannot_be_taken_in_is_told_of_in_words(replica):
    page = [Incoming(b"nonsense", 5), *a_page(1)]
    applied = replica.absorb(page, cursor=9, epoch="e")
    assert applied.fresh == 1
    assert len(applied.problems) == 1
    assert applied.problems[0].startswith("change at 5: ")


def test_answers_touch_what_they_are_about_however_many_they_are(ledger, replica):
    ids = add(ledger, *(a_guest(f"g{number}") for number in range(APPLY_MAX + 3)))
    applied = replica.acknowledge(answers("accepted", *ids))
    assert applied.touched == {("guest", f"g{number}") for number in range(APPLY_MAX + 3)}
    assert len(replica.waiting(count_max=9, bytes_max=10**6)) == 1


def test_a_refusal_is_told_of_with_its_reason(ledger, replica):
    (id,) = add(ledger, a_guest())
    assert replica.acknowledge(answers("refused", id)).problems == (f"{id}: ?",)
    assert ledger.outbox.queue_length() == (1, 1)


def test_a_clash_gives_the_ledger_another_life_and_its_rows_stay(ledger, replica):
    (id,) = add(ledger, a_reservation())
    applied = replica.acknowledge(answers("clash", id))
    assert applied.reincarnated
    assert ("reservation", "r1") in applied.touched
    assert replica.device().incarnation == f"{0xE1:016x}"
    assert id not in [each.id for each in ledger.outbox.waiting()]
    assert len(ledger.reservations(FRIDAY)) == 1
    assert ledger.sum().balances


def test_a_twins_change_is_taken_in_beside_ours_under_another_name(ledger, replica):
    (id,) = add(ledger, a_reservation())
    twin = Stranger().change("guest", "g9", {"name": "林"})._replace(id=ChangeId(id))
    applied = replica.absorb([Incoming(pack(twin), 1)], cursor=1, epoch="e")
    assert (applied.reincarnated, applied.fresh) == (True, 1)
    assert ledger.get("guest", "g9").name == "林"
    assert len(ledger.reservations(FRIDAY)) == 1
    assert ledger.sum().balances


def test_who_is_overtaken_by_the_hub_goes_on_under_another_name(ledger, replica):
    ahead = Stranger().change("guest", "g9", {"name": "林"})._replace(id=change_id(OURS, 99))
    assert replica.absorb([Incoming(pack(ahead), 1)], cursor=1, epoch="e").reincarnated
    assert replica.device().incarnation != OURS
    assert not replica.absorb([Incoming(pack(ahead), 1)], cursor=1, epoch="e").reincarnated
    assert ledger.sum().balances


def test_too_many_unsent_things_to_name_are_none(ledger, replica):
    add(ledger, *(a_guest(f"g{number}") for number in range(LEAVE_OUT_MAX - 1)))
    assert len(replica.unsettled() or ()) == LEAVE_OUT_MAX
    add(ledger, a_guest("one-more"))
    assert replica.unsettled() is None


def rot(ledger, id):
    ledger.sql.execute("update entity set state = x'7b7d' where id = ?", (id,))


def test_the_disk_is_read_over_in_turns_and_then_from_the_beginning(ledger, replica):
    add(ledger, *(a_guest(f"g{number}") for number in range(5)))
    mended = []
    for _ in range(4):
        for number in range(5):
            rot(ledger, f"g{number}")
        mended.append({id for _, id in replica.scrub(4).touched})
    assert mended == [{"g0", "g1", "g2", "g3"}, {"g4"}] * 2


def test_what_was_altered_is_mended_shown_and_told_of_once(ledger, replica):
    add(ledger, a_guest(), a_reservation())
    rot(ledger, "g1")
    ledger.sql.execute("update guest set name = 'x' where id = 'g1'")
    applied = replica.scrub(10)
    assert applied.touched == {("guest", "g1")}
    assert applied.problems == ("guest g1 had been altered on this disk",)
    assert ledger.get("guest", "g1").name == "山田"
    assert replica.scrub(10).problems == ()


def test_a_stale_digest_is_found_at_the_end_of_a_turn(ledger, replica):
    add(ledger, *(a_guest(f"g{number}") for number in range(5)))
    good = dict(replica.buckets())
    ledger.sql.execute("update digest set hash = x'00112233445566778899aabbccddeeff'")
    replica.scrub(4)
    assert dict(replica.buckets()) != good
    replica.scrub(4)
    assert dict(replica.buckets()) == good
    assert not replica.repair_digest()


def test_saving_while_the_disk_is_read_over_raises_no_false_alarm(ledger, replica, monkeypatch):
    add(ledger, a_guest())
    window = Ledger.open(ledger.path)
    verify = ledger.journal.verify

    def and_somebody_saves(keys):
        monkeypatch.undo()
        suspect = verify(keys)
        guest = window.get("guest", "g1")
        after = replace(guest, note=guest.note + "x")
        window.commit([Write(guest, after, "change")], actor="", now_ms=NOON_MS)
        return [*suspect, ("guest", "g1")]  # as it looks when half was read before the save

    monkeypatch.setattr(ledger.journal, "verify", and_somebody_saves)
    assert replica.scrub(10).problems == ()
    window.close()


def test_the_status_line_remembers_how_rounds_went(ledger, replica):
    replica.record_round(in_sync=True, skew_ms=5)
    tried, synced, in_sync, skew, *_ = status_line(ledger)
    assert (tried, in_sync, skew) == (synced, 1, 5)
    replica.record_round(in_sync=False, skew_ms=None)
    later, still, in_sync, skew, *_ = status_line(ledger)
    assert later > tried
    assert (still, in_sync, skew) == (synced, 0, 5)


def test_the_status_line_says_since_when_the_hub_is_away(ledger, replica):
    replica.record_line(Line(hub="offline", message="no answer"), a_round(outcome="offline"))
    *_, phase, since, words = status_line(ledger)
    assert (phase, words) == ("offline", "no answer")
    replica.record_line(Line(hub="offline", message="still none"), a_round(outcome="offline"))
    assert status_line(ledger)[-3:] == ("offline", since, "still none")
    replica.record_line(Line(hub="online", message=""), a_round())
    assert status_line(ledger)[-2] > since


def test_starting_over_pulls_from_the_beginning(replica):
    replica.absorb(a_page(1), cursor=41, epoch="e1")
    replica.start_over("e2")
    assert (replica.device().cursor, replica.device().epoch) == (0, "e2")


def test_mending_takes_in_what_is_missing_and_computes_all_anew(ledger, replica):
    stranger = Stranger()
    first = stranger.change("guest", "g9", {"name": "林"})
    second = stranger.change("guest", "g9", {"name": "森"}, seen={"name": (first.id,)})
    receive(ledger, first)
    rot(ledger, "g9")
    whole = [Incoming(pack(change), at) for at, change in enumerate((first, second), start=1)]
    applied = replica.mend(whole, [("guest", "g9")])
    assert applied.fresh == 1
    assert applied.touched == {("guest", "g9")}
    assert ledger.get("guest", "g9").name == "森"
    assert ledger.journal.verify([("guest", "g9")]) == []
    assert [(each.entity_id, each.cause) for each in rounds.repairs(ledger.sql, 5)] == [
        ("g9", "differed")
    ]


@pytest.mark.parametrize(
    ("kind", "sql"),
    [
        ("guest", "update guest set name = '山本' where id = 'g1'"),
        ("guest", "delete from guest where id = 'g1'"),
        ("reservation", "update reservation set adults = 9 where id = 'r1'"),
        ("reservation", "update reservation set promise = '[]' where id = 'r1'"),
        ("reservation", "delete from reservation where id = 'r1'"),
        ("table", "update \"table\" set closed = 1 where id = 't1'"),
    ],
)
def test_a_row_that_somebody_altered_is_put_right_shown_and_told_of_once(
    ledger, replica, kind, sql
):
    add(ledger, a_guest("g1"), a_reservation("r1", tables="t1"), a_table("t1"))
    sound = ledger.sql.execute(f'select * from "{kind}"').fetchall()
    ledger.sql.execute(sql)
    done = replica.scrub(100)
    ((told, id),) = done.touched
    assert told == kind
    assert done.problems == (f"{kind} {id} had been altered on this disk",)
    assert ledger.sql.execute(f'select * from "{kind}"').fetchall() == sound
    assert replica.scrub(100).problems == ()


def test_a_guests_row_that_was_put_right_is_found_under_its_name(ledger, replica):
    add(ledger, a_guest("g1", name="山田"))
    ledger.sql.execute("update guest set name = '山本' where id = 'g1'")
    replica.scrub(100)
    assert [each.id for each in ledger.find_guests("山田")] == ["g1"]
    assert ledger.find_guests("山本") == ()
    assert examine(ledger).findings == ()


def test_a_row_of_something_deleted_is_taken_away_again(ledger, replica):
    add(ledger, a_table("t1"))
    row = ledger.sql.execute('select * from "table"').fetchone()
    ledger.commit([Write(ledger.get("table", "t1"), None, "delete")], actor="", now_ms=NOON_MS)
    ledger.sql.execute(f'insert into "table" values ({", ".join("?" * len(row))})', row)
    assert replica.scrub(100).touched == {("table", "t1")}
    assert ledger.tables() == ()


def test_what_the_hub_lost_is_offered_again_if_its_bytes_are_whole_here(ledger, replica):
    whole, rotten = add(ledger, a_guest("g1"), a_guest("g2"))
    settle(ledger, replica)
    ledger.sql.execute("update change set body = x'7b7d' where id = ?", (rotten,))
    assert replica.offer_again([whole, rotten, ChangeId("0" * 16 + "-9")]) == {("guest", "g1")}
    assert [each.id for each in ledger.outbox.waiting()] == [whole]
    assert ledger.sum().parked == 0
