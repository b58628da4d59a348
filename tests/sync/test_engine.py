"""Rounds between real ledgers and the real hub: whatever goes wrong, they end up the same."""

import random
from collections.abc import Callable
from contextlib import suppress

import httpx
import orjson
import pytest

from app.domain.reservation import Reservation
from app.store import ledger_file, rows
from app.store.check import examine
from app.store.ledger import Ledger, Write
from sync import digest, engine, wire
from sync.ahead import OnThread
from sync.change import DELETED, ChangeId, pack
from sync.client import Hint, Pulled
from sync.engine import SCRUB_PAUSE_MS, Engine, Progress, retry_after_seconds
from sync.errors import Malformed, Stopped, SyncError, Unreachable
from sync.journal import Incoming
from sync.outbox import BATCH_MAX
from sync.pace import Bound
from sync.replica import Applied
from tests.builders import FRIDAY, VENUE, a_guest, a_reservation
from tests.devices import a_house
from tests.ledgers import SATO, Stranger, add, book_of
from tests.sync.acts import (
    alter_body,
    altered,
    assert_all_agree,
    book,
    change,
    drop,
    get,
    poison,
    refuses_over,
)


@pytest.fixture
def house(tmp_path):
    with a_house(tmp_path) as house:
        yield house


@pytest.fixture
def hall(house):
    """The tablet on which the house was made."""
    device = house.device("ホール")
    device.sync()
    return device


@pytest.fixture
def bar(house, hall):
    """A second tablet."""
    device = house.device("バー")
    device.sync()
    return device


# Everyday rounds.


def test_a_round_sends_fetches_and_says_what_it_did(hall, bar):
    booked = book(hall)
    sent = hall.sync()
    assert (sent.pushed, sent.pulled, sent.repaired, sent.in_sync) == (1, 0, 0, True)
    got = bar.sync()
    assert (got.pushed, got.pulled, got.repaired, got.in_sync) == (0, 1, 0, True)
    assert got.touched == {("reservation", booked.id)}
    assert (got.cursor, got.epoch) == (sent.cursor, sent.epoch)
    assert get(bar, booked) == booked


def test_a_round_with_no_news_moves_nothing(hall, bar, house):
    book(hall)
    house.heal()
    hall.wire.requests.clear()
    quiet = hall.sync()
    assert (quiet.pushed, quiet.pulled, quiet.touched, quiet.problems) == (0, 0, frozenset(), ())
    assert hall.wire.requests == ["/v1/pull", "/v1/digest"]


def test_what_a_device_sent_itself_it_does_not_read_back(hall, bar, house):
    book(hall)
    hall.wire.requests.clear()
    sent = hall.sync()
    assert hall.wire.requests == ["/v1/push"]
    assert (sent.cursor, sent.in_sync) == (house.log.standing(VENUE.id).head, True)


def test_what_others_sent_between_ones_own_batches_is_read_and_only_that(
    hall, bar, house, monkeypatch
):
    monkeypatch.setattr(engine, "BATCH_MAX", 4)
    monkeypatch.setattr(engine, "STRETCH_MIN", 2)
    hall.sync()
    add(hall.ledger, *(a_guest(f"g{number}") for number in range(12)))
    theirs = [book(bar), book(bar)]
    pushes: list[str] = []

    def let_the_bar_in(request: httpx.Request, answer: httpx.Response) -> httpx.Response:
        pushes.extend([request.url.path] * (request.url.path == "/v1/push"))
        if len(pushes) in (1, 2) and request.url.path == "/v1/push":
            bar.sync()
            book(bar)
        return answer

    hall.wire.after = let_the_bar_in
    pages: list[int] = []
    taken = hall.client.pull

    def pull(after: int, limit: int) -> Pulled:
        page: Pulled = taken(after, limit)
        pages.append(len(page.changes))
        return page

    monkeypatch.setattr(hall.client, "pull", pull)
    done = hall.sync()
    assert done.pushed == 12
    assert sum(pages) == done.pulled == 3
    assert all(get(hall, each) for each in theirs)
    house.heal()
    assert_all_agree(house)


def test_a_device_that_others_keep_sending_to_catches_up_in_one_round(hall, bar, house):
    add(hall.ledger, a_guest("g0"))
    hall.sync()
    more = iter(range(1, 10))

    def send_another(request: httpx.Request, answer: httpx.Response) -> httpx.Response:
        if request.url.path == "/v1/pull" and (number := next(more, None)) is not None:
            add(hall.ledger, a_guest(f"g{number}"))
            hall.sync()
        if request.url.path != "/v1/pull":
            return answer
        # Of what it holds it says nothing here: so it is asked, and knows of more by then.
        told = orjson.loads(answer.content)
        told.pop("root", None)
        return httpx.Response(200, headers={"content-type": wire.JSON_TYPE}, json=told)

    bar.wire.after = send_another
    done = bar.sync()
    assert (done.pulled, done.in_sync) == (10, True)


def test_rounds_that_follow_each_other_closely_look_for_damage_once(hall, monkeypatch):
    looked: list[int] = []
    honest: Callable[[int], Applied] = hall.replica.scrub

    def scrub(count_max: int) -> Applied:
        looked.append(count_max)
        return honest(count_max)

    monkeypatch.setattr(hall.replica, "scrub", scrub)
    now = iter([0, *[1_000] * 20])
    rounds = Engine(hall.replica, hall.client, now_ms=lambda: next(now, SCRUB_PAUSE_MS + 5_000))
    rounds.round()
    rounds.round()
    assert len(looked) == 1
    for _ in range(10):
        rounds.round()
    assert len(looked) == 2


def test_a_confirmed_claim_on_a_table_is_no_longer_tentative(hall, house):
    table = add(hall.ledger, a_reservation("r1", tables="t1"))
    assert hall.ledger.commit_order(FRIDAY) == {}
    assert ("reservation", "r1") in hall.sync().touched
    assert hall.ledger.commit_order(FRIDAY) == {"r1": 2}
    assert len(table) == 1


def test_progress_is_told_batch_by_batch_and_page_by_page(hall, bar, monkeypatch):
    monkeypatch.setattr(engine, "BATCH_MAX", 4)
    monkeypatch.setattr(engine, "PAGE_MAX", 3)
    for number in range(10):
        add(hall.ledger, a_guest(f"g{number}"))
    told: list[Progress] = []
    Engine(hall.replica, hall.client, progress=told.append).round()
    assert [each.pushed for each in told if each.step == "push"] == [4, 8, 10]
    told.clear()
    Engine(bar.replica, bar.client, progress=told.append).round()
    assert [each.pulled for each in told if each.step == "pull"] == [3, 6, 9, 10]


def test_more_than_a_batch_goes_out_in_batches_and_comes_in_in_pages(hall, bar, house):
    add(hall.ledger, *(a_guest(f"g{number}") for number in range(BATCH_MAX + 5)))
    assert hall.sync().pushed == BATCH_MAX + 5
    assert hall.wire.requests.count("/v1/push") == 3
    assert bar.sync().pulled == BATCH_MAX + 5
    assert_all_agree(house)


def test_two_people_who_changed_one_fact_see_one_question_on_both_devices(hall, bar, house):
    booked = book(hall)
    house.heal()
    change(hall, get(hall, booked), adults=4)
    change(bar, get(bar, booked), adults=6)
    house.heal()
    (clash,) = hall.desk.clashes.fields()
    assert bar.desk.clashes.fields() == (clash,)
    assert {(side.value, side.device) for side in clash.values} == {(4, "ホール"), (6, "バー")}
    assert_all_agree(house)
    bar.desk.clashes.settle(clash.id, 0, SATO)
    house.heal()
    assert hall.desk.clashes.fields() == bar.desk.clashes.fields() == ()
    assert_all_agree(house)


@pytest.mark.parametrize("deletes_first", [True, False])
def test_deleting_what_another_edits_asks_on_both_devices(hall, bar, house, deletes_first):
    booked = book(hall)
    house.heal()
    hall.desk.bookings.delete(get(hall, booked), SATO)
    change(bar, get(bar, booked), adults=6)
    for device in (hall, bar) if deletes_first else (bar, hall):
        device.sync()
    house.heal()
    for device in (hall, bar):
        assert get(device, booked).conflicts == (DELETED,)
    assert_all_agree(house)


# The line fails.


def breaks_at(number, *, after):
    """Let the line break at the so-manieth request, before the hub hears it or after."""
    count = 0

    def act(request, answer=None):
        nonlocal count
        count += 1
        if count == number:
            raise httpx.ReadError("the cable was pulled", request=request)
        return answer

    return ("after" if after else "before"), act


@pytest.mark.parametrize("after", [True, False])
@pytest.mark.parametrize("number", range(1, 9))
def test_a_line_that_breaks_anywhere_in_a_round_loses_and_doubles_nothing(
    hall, bar, house, monkeypatch, number, after
):
    monkeypatch.setattr(engine, "BATCH_MAX", 2)
    monkeypatch.setattr(engine, "PAGE_MAX", 2)
    for device in (hall, bar):
        for _ in range(4):
            book(device)
    hall.sync()
    side, act = breaks_at(number, after=after)
    setattr(bar.wire, side, act)
    queue, asked = len(bar.ledger.outbox.waiting()), len(bar.wire.requests)
    try:
        bar.sync()
    except Unreachable:
        assert len(bar.ledger.reservations(FRIDAY)) >= 4
        assert len(bar.ledger.outbox.waiting()) <= queue
        row = bar.ledger.sql.execute("select in_sync from round").fetchone()
        assert row == (0,)
    else:
        assert number > len(bar.wire.requests) - asked
    setattr(bar.wire, side, None)
    house.heal()
    assert len(house.changes()) == 1 + 8
    assert_all_agree(house)


def test_what_is_no_change_in_a_page_is_told_of_and_the_rest_is_taken(hall, bar, house):
    book(hall)
    book(hall)
    hall.sync()

    def spoil(document):
        if len(document["changes"]) == 2:
            document["changes"][0]["body"] = {"id": "nonsense"}

    bar.wire.after = altered("/v1/pull", spoil)
    done = bar.sync()
    assert any("change at 2" in problem for problem in done.problems)
    assert done.repaired == 1, "the digest finds what the page withheld"
    assert len(bar.ledger.reservations(FRIDAY)) == 2
    bar.wire.after = None
    assert_all_agree(house)


def test_a_hub_that_promises_more_for_ever_does_not_hold_a_round_for_ever(hall):
    def promise(document):
        document["more"] = True

    hall.wire.after = altered("/v1/pull", promise)
    hall.wire.requests.clear()
    hall.sync()
    assert len(hall.wire.requests) < 10


def test_an_answer_for_somebody_else_is_taken_nothing_from(hall, bar):
    book(hall)
    hall.sync()

    def misdirect(document):
        document["nonce"] = "somebody-elses"

    before = (book_of(bar.ledger), bar.ledger.device())
    bar.wire.after = altered("/v1/pull", misdirect)
    with pytest.raises(SyncError):
        bar.sync()
    assert (book_of(bar.ledger), bar.ledger.device()) == before


@pytest.fixture
def tell(hall, house):
    """Books something at the hall, and gives it with what a stream then tells of it."""
    house.heal()

    def booked() -> tuple[Reservation, Hint]:
        place = house.log.standing(VENUE.id).head
        booking = book(hall)
        hall.sync()
        page = house.log.pull(VENUE.id, place, 100)
        changes = tuple(Incoming(body, cursor) for cursor, body in page.changes)
        return booking, Hint(head=page.head, epoch=page.epoch, changes=changes)

    return booked


def test_what_the_stream_brought_is_shown_before_the_hub_is_asked(bar, tell):
    booked, told = tell()
    bar.wire.requests.clear()
    shown = []

    def follow(progress: Progress) -> None:
        shown.append((progress.touched, list(bar.wire.requests)))

    done = Engine(bar.replica, bar.client, progress=follow).round(told=[told])
    assert shown[0] == (frozenset({("reservation", str(booked.id))}), [])
    assert bar.wire.requests == ["/v1/pull"]
    assert (done.pulled, done.in_sync) == (1, True)
    assert get(bar, booked) == booked


def test_what_the_stream_brought_too_late_too_early_or_twice_changes_nothing(bar, house, tell):
    (_, first), (_, second) = tell(), tell()
    another = Hint(head=second.head, epoch="another", changes=second.changes)
    done = Engine(bar.replica, bar.client).round(told=[second, another, first, first])
    assert (done.pulled, done.in_sync) == (2, True)
    assert Engine(bar.replica, bar.client).round(told=[first, second]).pulled == 0
    assert_all_agree(house)


def test_what_the_stream_brought_does_not_hide_what_came_between(bar, house, tell):
    (_, told), _ = tell(), tell()
    book(bar)
    done = Engine(bar.replica, bar.client).round(told=[told])
    assert (done.pushed, done.pulled, done.in_sync) == (1, 2, True)
    house.heal()
    assert_all_agree(house)


@pytest.mark.parametrize("patience", range(1, 12))
def test_wherever_a_round_is_told_to_stop_what_was_answered_is_written_down(
    hall, bar, house, monkeypatch, patience
):
    monkeypatch.setattr(engine, "BATCH_MAX", 1)
    monkeypatch.setattr(engine, "PAGE_MAX", 1)
    for number in range(3):
        add(bar.ledger, a_guest(f"b{number}"))
        bar.sync()
        add(hall.ledger, a_guest(f"g{number}"))
    asked = iter(range(patience))
    hall.wire.requests.clear()
    with suppress(Stopped):
        Engine(hall.replica, hall.client).round(stop=lambda: next(asked, None) is None)
    pushed, pulled = map(hall.wire.requests.count, ("/v1/push", "/v1/pull"))
    assert hall.ledger.outbox.queue_length()[0] == 3 - pushed
    came = [number for number in range(3) if hall.ledger.find("guest", f"b{number}")]
    assert len(came) == pulled
    house.heal()
    assert_all_agree(house)


# What the hub does not take.


def test_a_change_the_hub_refuses_is_parked_with_what_builds_on_it_and_the_rest_flows(
    hall, bar, house
):
    booked = book(hall)
    hall.sync()
    stuck = poison(hall, booked)
    change(hall, get(hall, booked), adults=5)
    other = book(hall)
    done = hall.sync()
    assert done.pushed == 1
    assert not done.in_sync
    assert any(stuck in problem for problem in done.problems)
    (parked,) = hall.ledger.outbox.parked()
    assert (parked.id, parked.entity_id, parked.blocks) == (stuck, booked.id, 1)
    assert "mars" in parked.reason
    bar.sync()
    assert get(bar, other).guest_name == "山田"
    assert get(bar, booked).adults == 2
    assert hall.ledger.sum().parked == 2


def test_what_is_parked_is_tried_again_refused_again_and_dropped(hall, bar, house):
    booked = book(hall)
    stuck = poison(hall, booked)
    hall.sync()
    with ledger_file.writing(hall.ledger.sql):
        assert hall.ledger.outbox.retry(ChangeId(stuck)) == 1
    assert hall.ledger.outbox.queue_length() == (1, 0)
    assert not hall.sync().in_sync
    assert [each.id for each in hall.ledger.outbox.parked()] == [stuck]
    drop(hall, stuck)
    house.heal()
    assert get(hall, booked).note == get(bar, booked).note == ""
    assert hall.ledger.sum().superseded == 1
    assert_all_agree(house)


def test_a_batch_too_large_for_the_line_goes_out_in_smaller_ones(hall, bar, house):
    for number in range(20):
        add(hall.ledger, a_guest(f"g{number}", note="長" * 300))
    hall.wire.before = refuses_over(8_000)
    assert hall.sync().pushed == 20
    bar.sync()
    assert_all_agree(house)


def test_what_one_round_learns_of_the_line_the_next_one_heeds(hall, house):
    engine = Engine(hall.replica, hall.client)
    hall.wire.before = refuses_over(8_000)
    tries = []
    for begins in (0, 20):
        add(hall.ledger, *(a_guest(f"g{begins + n}", note="長" * 300) for n in range(20)))
        hall.wire.requests.clear()
        assert engine.round().pushed == 20
        tries.append(hall.wire.requests.count("/v1/push"))
    assert tries[1] < tries[0]
    assert_all_agree(house)


def test_a_slow_line_carries_short_pages_and_all_of_them(hall, bar, house):
    add(hall.ledger, *(a_guest(f"g{number}") for number in range(300)))
    hall.sync()
    limits: list[int] = []
    spent_ms = [0]

    def crawl(request, answer):
        """Let each change take a fiftieth of a second."""
        if request.url.path == "/v1/pull":
            limits.append(orjson.loads(request.content)["limit"])
            spent_ms[0] += 20 * len(orjson.loads(answer.content)["changes"])
        return answer

    bar.wire.after = crawl
    engine = Engine(bar.replica, bar.client, now_ms=lambda: spent_ms[0])
    engine._page = Bound(160, 8)
    assert engine.round().pulled == 300
    assert limits == [160, 80, 80]
    assert_all_agree(house)


def test_a_line_that_breaks_off_long_answers_gets_shorter_ones_until_they_come_through(
    hall, bar, house
):
    add(hall.ledger, *(a_guest(f"g{number}") for number in range(100)))
    hall.sync()

    def break_long(request, answer):
        if len(answer.content) > 10_000:
            raise httpx.ReadError("the cable was pulled", request=request)
        return answer

    bar.wire.after = break_long
    engine = Engine(bar.replica, bar.client)
    for _ in ("500 changes at once", "125"):
        with pytest.raises(Unreachable):
            engine.round()
    assert engine.round().pulled == 100
    assert_all_agree(house)


def test_one_change_too_large_for_the_line_is_parked_and_the_rest_flows(hall, bar, house):
    add(hall.ledger, a_guest("g1", note="長" * 3_000))
    for number in range(2, 6):
        add(hall.ledger, a_guest(f"g{number}"))
    hall.wire.before = refuses_over(5_000)
    assert hall.sync().pushed == 4
    (parked,) = hall.ledger.outbox.parked()
    assert parked.entity_id == "g1"
    assert "too large" in parked.reason
    hall.wire.before = None
    with ledger_file.writing(hall.ledger.sql):
        hall.ledger.outbox.retry(parked.id)
    house.heal()
    assert_all_agree(house)


def test_another_houses_or_environments_change_never_gets_out(hall, bar, house):
    for number, over in enumerate(({"venue": "v2"}, {"environment": "training"})):
        stranger = Stranger(incarnation=f"{number:016x}").change("guest", "g9", {"name": "x"})
        with ledger_file.writing(hall.ledger.sql):
            foreign = stranger._replace(**over)  # type: ignore[arg-type]  # texts, both
            hall.ledger.journal.absorb([Incoming(pack(foreign), None)], 0)
            hall.ledger.outbox.requeue([foreign.id])
    before = house.book()
    hall.sync()
    assert len(hall.ledger.outbox.parked()) == 1
    assert house.book() == before


# The disk of a device.


@pytest.mark.parametrize(("old", "new"), [("山田", "山本"), ('"id"', "!id!")])
def test_a_waiting_change_that_rotted_is_parked_and_the_rest_flows(hall, bar, house, old, new):
    (rotten,) = add(hall.ledger, a_guest("g1"))
    add(hall.ledger, a_guest("g2"))
    alter_body(hall, rotten, old, new)
    done = hall.sync()
    assert done.pushed == 1
    (parked,) = hall.ledger.outbox.parked()
    assert (parked.id, parked.reason) == (rotten, "its bytes were altered on this disk")
    bar.sync()
    assert bar.ledger.get("guest", "g2").name == "山田"
    assert bar.ledger.find("guest", "g1") is None
    drop(hall, rotten)
    house.heal()
    assert_all_agree(house)


def rotten_body(device):
    alter_body(device, first_guest(device), "山田", "山本")


def broken_body(device):
    alter_body(device, first_guest(device), '"id"', "!id!")


def first_guest(device):
    row = device.ledger.sql.execute("select id from change where entity_id = 'g1' order by pos")
    return row.fetchone()[0]


def rotten_state(device):
    device.ledger.sql.execute("update entity set state = x'2121' where id = 'g1'")


def one_byte_of_a_state(device):
    (state,) = device.ledger.sql.execute("select state from entity where id = 'g1'").fetchone()
    at = state.index("山田".encode())
    state = state[:at] + bytes([state[at] ^ 1]) + state[at + 1 :]
    device.ledger.sql.execute("update entity set state = ? where id = 'g1'", (state,))


def rotten_hash(device):
    device.ledger.sql.execute(
        "update entity set hash = x'00112233445566778899aabbccddeeff' where id = 'g1'"
    )


def lost_change(device):
    device.ledger.sql.execute("delete from change where id = ?", (first_guest(device),))


def lost_state(device):
    device.ledger.sql.execute("delete from entity where id = 'g1'")


@pytest.mark.parametrize(
    "rot",
    [
        rotten_body,
        broken_body,
        rotten_state,
        one_byte_of_a_state,
        rotten_hash,
        lost_change,
        lost_state,
    ],
)
def test_what_rots_on_a_device_is_found_mended_from_the_hub_and_told(hall, bar, house, rot):
    add(hall.ledger, a_guest("g1"), a_guest("g2"))
    house.heal()
    hall.ledger.commit(
        [Write(bar.ledger.get("guest", "g1"), a_guest("g1", note="窓際"), "change")],
        actor="",
        now_ms=house.clock(),
    )
    house.heal()
    whole = book_of(bar.ledger)
    rot(bar)
    done = bar.settle()
    assert done.in_sync
    assert book_of(bar.ledger) == whole
    again = bar.sync()
    assert (again.repaired, again.problems) == (0, ())
    assert_all_agree(house)


@pytest.mark.parametrize("lives", [1, 2])
def test_what_a_check_found_altered_comes_back_and_still_adds_up(hall, house, lives):
    add(hall.ledger, a_guest("g1"), a_guest("g2"))
    hall.sync()
    if lives > 1:
        with ledger_file.writing(hall.ledger.sql):
            hall.ledger.outbox.reincarnate(house.incarnations())
    before = (book_of(hall.ledger), hall.ledger.sum())
    rotten_body(hall)
    found = examine(hall.ledger, repair=True)
    assert found.is_sound
    assert ("change", "g1") in {(each.place, each.entity_id) for each in found.findings}
    assert hall.ledger.sum().balances
    assert hall.settle().in_sync
    assert (book_of(hall.ledger), hall.ledger.sum()) == before
    assert_all_agree(house)


def test_an_altered_state_is_told_of_in_words(hall, house):
    add(hall.ledger, a_guest("g1"))
    hall.sync()
    one_byte_of_a_state(hall)
    assert any("guest g1 had been altered on this disk" in each for each in hall.sync().problems)


def test_a_change_the_device_lost_entirely_is_found_by_the_digest_alone(hall, bar, house):
    add(hall.ledger, a_guest("g1"))
    house.heal()
    with ledger_file.writing(bar.ledger.sql):
        bar.ledger.sql.execute("delete from change where entity_id = 'g1'")
        moved = bar.ledger.journal.refold([("guest", "g1")])
        rows.project(bar.ledger.sql, moved)
    assert bar.ledger.find("guest", "g1") is None
    assert bar.sync().repaired == 1
    assert bar.ledger.get("guest", "g1").name == "山田"
    assert bar.sync().repaired == 0
    assert_all_agree(house)


def test_a_digest_that_rotted_on_the_device_is_computed_anew(hall, house, monkeypatch):
    add(hall.ledger, *(a_guest(f"g{number}") for number in range(9)))
    hall.sync()
    monkeypatch.setattr(engine, "SCRUB_MAX", 2)
    hall.ledger.sql.execute("update digest set hash = x'00112233445566778899aabbccddeeff'")
    done = hall.sync()
    assert (done.in_sync, done.repaired, done.problems) == (True, 0, ())
    assert_all_agree(house)


# The disk of the hub.


def test_a_digest_that_rotted_at_the_hub_is_told_of_and_computed_anew(hall, house):
    add(hall.ledger, a_guest("g1"))
    hall.sync()
    forget_in_bucket(house, "g1", bytes(range(16)))
    done = hall.sync()
    assert any("check it" in problem for problem in done.problems)
    assert done.in_sync
    assert hall.sync().problems == ()
    assert_all_agree(house)


def test_a_change_the_hub_lost_is_found_by_the_digest_and_offered_again(hall, bar, house):
    add(hall.ledger, a_guest("g1"), a_guest("g2"))
    house.heal()
    house.sql("delete from change where entity_id = 'g1'")
    house.sql("delete from entity where id = 'g1'")
    toggle = hall.ledger.journal.hashes([("guest", "g1")])["guest", "g1"]
    forget_in_bucket(house, "g1", toggle)
    done = hall.settle()
    assert done.in_sync
    assert {each.entity_id for each in house.changes()} == {"v1", "g1", "g2"}
    assert_all_agree(house)


def forget_in_bucket(house, id, hash):
    number = digest.bucket_of(id)
    stored = house.log.digest("v1").buckets.get(number, digest.NOTHING)
    house.sql(
        "update bucket set hash = ? where venue_id = 'v1' and bucket = ?",
        digest.xor(stored, hash),
        number,
    )


# What a newer version writes.


def test_what_a_newer_version_writes_is_stored_and_forwarded_untouched(hall, bar, house):
    booked = book(hall)
    house.heal()
    stranger = Stranger()
    newer = [
        stranger.change("robot", "x1", {"name": "R2", "arms": [1, {"left": None}]}),
        stranger.change("reservation", booked.id, {"loyalty/gold": {"since": 3}, "mood": "良"}),
        stranger.change("guest", "g9", {"name": "林"}, schema=7, extra={"sig": {"by": "x"}}),
    ]
    hall.client.push(stranger.incarnation, [pack(change) for change in newer])
    house.heal()
    bodies = {each.id: pack(each) for each in newer}
    for device in house.devices:
        keys = {(each.entity_type, each.entity_id) for each in newer}
        assert bodies.items() <= device.ledger.journal.bodies_of(keys).items()
        assert get(device, booked).guest_name == "山田"
    assert_all_agree(house)
    assert '"x1"' in house.book()
    change(bar, get(bar, booked), adults=3)
    house.go_back_to_nothing()
    house.heal()
    stored = {each.id: pack(each) for each in house.changes()}
    assert bodies.items() <= stored.items()
    assert_all_agree(house)


# While staff go on working.


def test_what_staff_save_during_a_comparison_is_no_difference(hall, bar, house):
    booked = book(hall)
    house.heal()
    saved: list[Reservation] = []

    def save_meanwhile(request, answer):
        if request.url.path == "/v1/digest" and len(saved) < 2:
            saved.append(book(hall))
            change(hall, get(hall, booked), adults=3 + len(saved))
        return answer

    hall.wire.after = save_meanwhile
    done = hall.sync()
    assert (done.repaired, done.in_sync, done.problems) == (0, False, ())
    done = hall.sync()
    assert done.repaired == 0
    hall.wire.after = None
    house.heal()
    assert_all_agree(house)


def test_a_copy_of_the_ledger_on_another_thread_may_write_between_any_two_requests(hall, house):
    window = Ledger.open(hall.path)

    taps = iter(range(10))

    def tap(request, answer):
        for number in taps:
            add(window, a_guest(f"g{number}"))
            break
        return answer

    hall.wire.after = tap
    for _ in range(3):
        hall.sync()
    hall.wire.after = None
    house.heal()
    window.close()
    assert_all_agree(house)


# Patience.


def test_patience_grows_with_failures_up_to_a_bound_and_never_in_step():
    chance = random.Random(1)
    for failures in range(1, 60):
        waits = {retry_after_seconds(failures, chance) for _ in range(50)}
        assert len(waits) > 40
        assert min(waits) >= engine.RETRY_SECONDS_MIN / 2
        assert max(waits) <= min(engine.RETRY_SECONDS_MAX, 2.0 ** (failures - 1))
    assert max(retry_after_seconds(9, chance) for _ in range(99)) > engine.RETRY_SECONDS_MAX / 2


def test_a_hub_that_answers_nonsense_leaves_the_queue_as_it_is(hall):
    book(hall)
    hall.wire.before = lambda request: httpx.Response(200, text="<html>", request=request)
    with pytest.raises(Malformed):
        hall.sync()
    assert hall.ledger.outbox.queue_length() == (1, 0)


@pytest.mark.parametrize("ahead", [None, OnThread()])
def test_what_builds_on_a_refused_change_is_not_offered_in_the_next_batch_either(
    hall, house, monkeypatch, ahead
):
    monkeypatch.setattr(engine, "BATCH_MAX", 1)
    booked = book(hall)
    hall.sync()
    stuck = poison(hall, booked)
    change(hall, get(hall, booked), adults=5)
    book(hall)
    hall.wire.requests.clear()
    Engine(hall.replica, hall.client, ahead=ahead).round()
    assert hall.wire.requests.count("/v1/push") == 2
    (parked,) = hall.ledger.outbox.parked()
    assert (parked.id, parked.blocks) == (stuck, 1)


def test_what_the_line_does_ahead_is_the_same_as_one_after_the_other(hall, bar, house, monkeypatch):
    monkeypatch.setattr(engine, "BATCH_MAX", 3)
    monkeypatch.setattr(engine, "PAGE_MAX", 4)
    add(hall.ledger, *(a_guest(f"g{number}") for number in range(20)))
    for device in (hall, bar, hall):
        done = Engine(device.replica, device.client, ahead=OnThread()).round()
        assert done.in_sync
    assert_all_agree(house)
