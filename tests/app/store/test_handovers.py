from dataclasses import replace

from app.domain.ids import StaffId
from app.store import handovers
from app.store.ledger import Write
from tests.builders import a_guest, a_reservation
from tests.ledgers import NOON_MS, add

SATO = StaffId("sato")
ALL = ("reservation",)


def change(ledger, actor, **fields):
    before = ledger.get("reservation", "r1")
    write = Write(before, replace(before, **fields), "change")
    ledger.commit([write], actor=actor, now_ms=NOON_MS)


def test_nobody_has_read_anything_at_first_and_then_as_far_as_they_looked(ledger):
    assert handovers.read_to(ledger, SATO) is None
    handovers.mark(ledger, SATO, 3, NOON_MS)
    handovers.mark(ledger, SATO, 7, NOON_MS + 1)
    assert handovers.read_to(ledger, SATO) == (7, NOON_MS + 1)


def test_marking_is_no_change_of_the_book(ledger):
    before = ledger.position()
    handovers.mark(ledger, SATO, 3, NOON_MS)
    assert ledger.position() == before


def test_a_booking_is_compared_with_what_it_was_then(ledger):
    add(ledger, a_reservation(adults=2, note="窓側"))
    pos = ledger.position()
    change(ledger, "鈴木", adults=3)
    change(ledger, "田中", adults=4)
    (moved,), left_out = handovers.moved_since(ledger, pos, ALL, 10, frozenset())
    assert (moved.before.adults, moved.after.adults) == (2, 4)
    assert moved.fields == {"adults": (2, 4)}
    assert moved.actors == ("鈴木", "田中")
    assert left_out == 0


def test_ones_own_changes_alone_are_no_news(ledger):
    add(ledger, a_reservation(adults=2))
    pos = ledger.position()
    change(ledger, "sato", adults=3)
    assert handovers.moved_since(ledger, pos, ALL, 10, frozenset({"sato"})) == ([], 0)
    change(ledger, "鈴木", adults=4)
    (moved,), _ = handovers.moved_since(ledger, pos, ALL, 10, frozenset({"sato"}))
    assert moved.fields == {"adults": (2, 4)}


def test_only_what_was_asked_for_is_compared_and_the_rest_is_counted(ledger):
    pos = ledger.position()
    add(ledger, a_reservation(id="r1"), a_reservation(id="r2"), a_guest())
    found, left_out = handovers.moved_since(ledger, pos, ALL, 1, frozenset())
    assert [each.key for each in found] == [("reservation", "r2")]
    assert left_out == 1
