"""Commits: one transaction or nothing, from several writers at once, and through sudden death."""

import subprocess
import sys
import threading
from collections import Counter
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.errors import Unknown
from app.domain.ids import GuestId
from app.domain.reservation import Status
from app.store import rows
from app.store.check import examine
from app.store.ledger import Ledger, Write
from sync.change import unpack
from tests.builders import FRIDAY, a_call, a_guest, a_phone, a_reservation, a_table, at
from tests.ledgers import NOON_MS, a_ledger, add, book_of, receive

WRITER = (sys.executable, "-m", "tests.app.store.writer")


def change(ledger, before, **over):
    write = Write(before, replace(before, **over), "change")
    return ledger.commit([write], actor="佐藤", now_ms=NOON_MS)


def all_changes(ledger):
    rows = ledger.sql.execute("select body from change order by pos")
    return [unpack(body) for (body,) in rows]


def assert_sound(ledger):
    assert examine(ledger).findings == ()
    assert ledger.sum().balances


def test_a_commit_says_what_it_wrote_and_what_it_touched(ledger):
    done = ledger.commit(
        [Write(None, a_guest(), "add"), Write(None, a_reservation(), "book")],
        actor="佐藤",
        now_ms=NOON_MS,
    )
    assert done.touched == {("guest", "g1"), ("reservation", "r1")}
    written = [each for each in all_changes(ledger) if each.id in done.change_ids]
    assert [(each.intent, each.actor, each.device) for each in written] == [
        ("add", "佐藤", "レジ"),
        ("book", "佐藤", "レジ"),
    ]


def test_a_write_that_changes_nothing_is_left_out(ledger):
    add(ledger, a_guest())
    before = ledger.sum()
    guest = ledger.get("guest", "g1")
    done = ledger.commit([Write(guest, guest, "change")], actor="", now_ms=NOON_MS)
    assert done.change_ids == ()
    assert ledger.sum() == before


def test_a_crash_within_a_commit_leaves_nothing_of_it(ledger, monkeypatch):
    before = (book_of(ledger), ledger.sum(), ledger.device())

    def crash(*_):
        raise RuntimeError("the power went")

    with monkeypatch.context() as patch:
        patch.setattr(rows, "project", crash)
        with pytest.raises(RuntimeError):
            add(ledger, a_guest())
    assert (book_of(ledger), ledger.sum(), ledger.device()) == before
    add(ledger, a_guest())
    assert_sound(ledger)


def test_nothing_is_found_under_an_unknown_id(ledger):
    assert ledger.find("guest", "nobody") is None
    for look in (lambda: ledger.get("guest", "nobody"), lambda: ledger.kind_of("nobody")):
        with pytest.raises(Unknown):
            look()
    with pytest.raises(Unknown):
        ledger.change("0" * 16 + "-1")


def test_a_device_that_has_not_received_its_house_says_so(tmp_path):
    with (
        closing(a_ledger(tmp_path / "ledger.db", venue=None)) as ledger,
        pytest.raises(Unknown, match="noren sync"),
    ):
        ledger.venue()


def write_often(path, name, count, failed):
    try:
        with closing(Ledger.open(path)) as ledger:
            for number in range(count):
                add(ledger, a_reservation(f"{name}-{number}"))
    except Exception as error:  # noqa: BLE001  # whatever a thread dies of is the test's to see
        failed.append(error)


def test_threads_that_write_one_ledger_wait_for_each_other_and_repeat_no_stamp(ledger):
    failed: list[Exception] = []
    threads = [
        threading.Thread(target=write_often, args=(ledger.path, name, 40, failed))
        for name in ("a", "b", "c")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert_all_are_there(ledger, {f"{name}-{n}" for name in "abc" for n in range(40)})


def assert_all_are_there(ledger, ids):
    assert {each.id for each in ledger.reservations(FRIDAY)} == ids
    changes = all_changes(ledger)
    assert Counter(each.stamp for each in changes).most_common(1)[0][1] == 1
    numbers = sorted(int(each.id.rpartition("-")[2]) for each in changes)
    assert numbers == list(range(1, len(ids) + 2))
    assert_sound(ledger)


def test_processes_that_write_one_ledger_wait_for_each_other_and_repeat_no_stamp(ledger):
    writers = [
        subprocess.Popen([*WRITER, "add", ledger.path, name, "30"], stdout=subprocess.PIPE)
        for name in ("a", "b")
    ]
    for number in range(30):
        add(ledger, a_reservation(f"c-{number}"))
    for writer in writers:
        said, _ = writer.communicate()
        assert writer.returncode == 0
        assert said.count(b"\n") == 31
    assert_all_are_there(ledger, {f"{name}-{n}" for name in "abc" for n in range(30)})


@pytest.mark.parametrize("acknowledged", [1, 9, 40])
def test_what_was_acknowledged_before_a_kill_is_there_and_the_book_opens(ledger, acknowledged):
    command = [*WRITER, "add", ledger.path, "a", "100000"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"ready\n"
        said = [writer.stdout.readline().decode().strip() for _ in range(acknowledged)]
        writer.kill()
        said += writer.stdout.read().decode().split()
    with closing(Ledger.open(ledger.path)) as after:
        there = {each.id for each in after.reservations(FRIDAY)}
        assert set(said) <= there
        assert len(there) <= len(said) + 1
        assert_sound(after)
        add(after, a_guest())


def test_a_kill_at_any_point_of_a_commit_leaves_all_of_it_or_nothing(tmp_path):
    path = tmp_path / "ledger.db"
    a_ledger(path).close()
    deaths = [str(steps) for steps in range(1, 800, 25)]
    subprocess.run([*WRITER, "die", path, *deaths], check=True)
    survivors = 0
    for steps in deaths:
        said = (tmp_path / f"ledger.db.{steps}.said").read_text().split()
        assert said[0] == "first"
        survivors += "second" in said
        with closing(Ledger.open(tmp_path / f"ledger.db.{steps}")) as ledger:
            there = {each.id for each in ledger.reservations(FRIDAY)}
            assert there in ({"first"}, {"first", "second", "third"})
            assert "second" not in said or "second" in there
            assert ledger.outbox.queue_length() == (1 + len(there), 0)
            assert_sound(ledger)
            add(ledger, a_guest())
            assert ledger.sum().balances
    assert len(deaths) - survivors > 15, "most die within the commit"
    assert survivors, "and some live to tell"


SATURDAY = FRIDAY + timedelta(days=1)


def test_a_day_is_read_in_order_of_time_and_without_its_neighbours(ledger):
    add(
        ledger,
        a_reservation("late", time="25:30"),
        a_reservation("early", time="18:00"),
        a_reservation("b", guest_name="い"),
        a_reservation("a", guest_name="あ"),
        a_reservation("next", business_day=SATURDAY),
    )
    assert [each.id for each in ledger.reservations(FRIDAY)] == ["early", "a", "b", "late"]
    between = ledger.reservations_between(FRIDAY, SATURDAY)
    assert {each.id for each in between} == {"early", "a", "b", "late", "next"}
    assert [each.id for each in ledger.reservations_between(SATURDAY, SATURDAY)] == ["next"]


def test_a_guests_next_booking_is_the_first_that_still_stands(ledger):
    mine = {"guest_id": GuestId("g1")}
    add(
        ledger,
        a_reservation("past", business_day=date(2026, 11, 12), **mine),
        a_reservation("off", status=Status.CANCELLED, **mine),
        a_reservation("second", time="20:00", **mine),
        a_reservation("third", business_day=SATURDAY, **mine),
        a_reservation("else", guest_id=GuestId("g2"), time="18:00"),
    )
    found = ledger.next_reservation([GuestId("g1")], FRIDAY)
    assert found is not None
    assert found.id == "second"
    assert ledger.next_reservation([GuestId("g3")], FRIDAY) is None
    newest = [each.id for each in ledger.reservations_of([GuestId("g1")])]
    assert newest == ["third", "second", "off", "past"]
    assert len(ledger.reservations_of([GuestId("g1")], limit=2)) == 2


def test_bookings_under_a_number_are_those_to_come_that_hang_on_no_card(ledger):
    phone = a_phone()
    add(
        ledger,
        a_reservation("mine", phone=phone),
        a_reservation("carded", phone=phone, guest_id=GuestId("g1")),
        a_reservation("past", phone=phone, business_day=date(2026, 11, 12)),
        a_reservation("off", phone=phone, status=Status.NO_SHOW),
        a_reservation("else", phone=a_phone("03-1234-5678")),
    )
    assert [each.id for each in ledger.bookings_by_phone(phone.key, FRIDAY)] == ["mine"]


def test_bookings_are_found_by_part_of_a_name_in_any_spelling_or_of_a_number(ledger):
    add(
        ledger,
        a_reservation("r1", guest_name="髙橋", guest_kana="タカハシ", phone=a_phone()),
        a_reservation("r0", guest_name="髙橋", business_day=date(2026, 11, 12)),
    )
    for folded in ("高橋", "かは", "12345"):
        assert [each.id for each in ledger.search_reservations(folded, FRIDAY, 9)] == ["r1"]
    assert ledger.search_reservations("", FRIDAY, 9) == ()
    assert ledger.search_reservations("佐藤", FRIDAY, 9) == ()


def test_past_bookings_are_found_newest_first_within_their_bounds(ledger):
    days = {name: date(2026, 11, day) for name, day in (("a", 1), ("b", 5), ("c", 9), ("d", 12))}
    add(
        ledger,
        *(a_reservation(name, guest_name="髙橋", business_day=day) for name, day in days.items()),
    )
    found = ledger.search_past_reservations("高橋", days["b"], days["d"], 9)
    assert [each.id for each in found] == ["c", "b"]
    nearest = ledger.search_past_reservations("高橋", days["a"], days["d"], 1)
    assert [each.id for each in nearest] == ["c"]
    coming = ledger.search_reservations("高橋", days["a"], 2)
    assert [each.id for each in coming] == ["a", "b"]


def test_a_search_reads_names_alone_until_it_knows_whom_to_show(ledger):
    steps = ledger.sql.execute(
        "explain query plan select id from reservation"
        " where business_day >= ? and instr(search, ?) > 0 order by business_day limit 9",
        ("2026-11-01", "高橋"),
    ).fetchall()
    assert any("COVERING INDEX reservation_search" in step[-1] for step in steps)


def test_visits_are_counted_from_the_book_itself(ledger):
    mine = {"guest_id": GuestId("g1")}
    add(
        ledger,
        a_reservation("1", status=Status.LEFT, business_day=date(2026, 10, 1), **mine),
        a_reservation("2", status=Status.SEATED, **mine),
        a_reservation("3", status=Status.NO_SHOW, **mine),
        a_reservation("4", status=Status.CANCELLED, **mine),
        a_reservation("5", status=Status.BOOKED, business_day=SATURDAY, **mine),
    )
    visits = ledger.visits([GuestId("g1"), GuestId("g2")])
    assert set(visits) == {"g1"}
    assert (visits[GuestId("g1")].visits, visits[GuestId("g1")].no_shows) == (2, 1)
    assert (visits[GuestId("g1")].cancellations, visits[GuestId("g1")].last_visit) == (1, FRIDAY)


def test_a_claim_on_a_table_is_confirmed_once_the_hub_has_all_of_it(ledger):
    add(ledger, a_table(), a_reservation("r1", tables="t1"), a_reservation("r2"))
    assert ledger.commit_order(FRIDAY) == {}
    for number, each in enumerate(all_changes(ledger), start=1):
        receive(ledger, (each, number))
    assert ledger.commit_order(FRIDAY) == {"r1": 3}
    change(ledger, ledger.get("reservation", "r1"), note="窓際")
    assert ledger.commit_order(FRIDAY) == {"r1": 3}, "a note is no claim"
    change(ledger, ledger.get("reservation", "r1"), starts_at=at("20:00"))
    assert ledger.commit_order(FRIDAY) == {}, "another time is a claim the hub has not seen"
    receive(ledger, (all_changes(ledger)[-1], 9))
    assert ledger.commit_order(FRIDAY) == {"r1": 9}
    assert ledger.commit_order(FRIDAY, ["r1", "r2"]) == {"r1": 9}
    assert ledger.commit_order(FRIDAY, ["r2"]) == {}


def test_days_with_a_table_claimed_twice_are_found_and_no_others(ledger):
    add(
        ledger,
        a_reservation("r1", time="18:00", tables="t1", turn_minutes=300),
        a_reservation("r2", time="19:00", tables="t2"),
        a_reservation("r3", time="22:00", tables="t1 t2"),
        a_reservation("s1", business_day=SATURDAY, time="18:00", tables="t1"),
        a_reservation("s2", business_day=SATURDAY, time="20:00", tables="t1"),
        a_reservation("s3", business_day=SATURDAY, tables="t1", status=Status.CANCELLED),
    )
    assert ledger.crowded_days(FRIDAY) == [FRIDAY]
    assert ledger.crowded_days(SATURDAY) == []


def test_a_call_is_found_by_line_number_and_moment(ledger):
    add(ledger, a_call("c1", line="1"), a_call("c2", line="1", phone=None))
    rang_at = ledger.get("call", "c1").rang_at
    second = timedelta(seconds=1)

    def found(line, phone, moment):
        call = ledger.call_between(line, phone, moment - second, moment + second)
        return call and call.id

    assert found("1", a_phone(), rang_at + second) == "c1"
    assert found("1", None, rang_at) == "c2"
    assert found("2", a_phone(), rang_at) is None
    assert found("1", a_phone("03-1234-5678"), rang_at) is None
    assert found("1", a_phone(), rang_at + 2 * second) is None
    assert found("1", a_phone(), rang_at - 2 * second) is None


def merged(id, into):
    return a_guest(id, merged_into=GuestId(into) if into else None)


@pytest.mark.parametrize(
    ("cards", "person", "all_cards"),
    [
        ({"a": None}, {"a": "a"}, {"a": {"a"}}),
        ({"a": "b", "b": "c", "c": None}, {"a": "c", "b": "c", "c": "c"}, {"c": {"a", "b", "c"}}),
        ({"a": "b", "b": "a", "c": "b"}, {"a": "a", "b": "a", "c": "a"}, {"a": {"a", "b", "c"}}),
        ({"a": "a"}, {"a": "a"}, {"a": {"a"}}),
        ({"a": "b", "b": "deleted"}, {"a": "b", "b": "b"}, {"b": {"a", "b"}}),
    ],
)
def test_a_person_is_the_card_at_the_end_of_all_merges(ledger, cards, person, all_cards):
    add(ledger, *(merged(id, into) for id, into in cards.items()))
    assert {id: ledger.person_of(id) for id in cards} == person
    for id, expected in all_cards.items():
        assert ledger.cards_of(id)[0] == id
        assert set(ledger.cards_of(id)) == expected


def test_who_a_ledger_belongs_to_is_adopted_on_joining(ledger):
    before = ledger.device()
    ledger.journal.advance(7, "epoch")
    ledger.adopt(device_id="d9", name="テラス", epoch="another")
    assert ledger.device() == before._replace(id="d9", name="テラス", cursor=0, epoch="another")


def test_joining_the_same_hub_again_keeps_the_place(ledger):
    ledger.journal.advance(7, "epoch")
    ledger.adopt(device_id="d9", name="テラス", epoch="epoch")
    assert (ledger.device().cursor, ledger.device().epoch) == (7, "epoch")


def test_leaving_a_hub_keeps_what_waits_and_the_place(ledger):
    ledger.journal.advance(7, "epoch")
    ledger.sql.execute("update round set hub = 'online', in_sync = 1, message = 'x'")
    waiting = ledger.outbox.waiting()
    ledger.leave_hub()
    assert ledger.sql.execute("select hub, in_sync, message from round").fetchone() == (
        "never",
        0,
        "",
    )
    assert ledger.outbox.waiting() == waiting != ()
    assert ledger.device().cursor == 7
