from datetime import timedelta

from app.domain.ids import ReservationId
from app.store import day_sheets
from tests.builders import FRIDAY

A, B, C = (ReservationId(id) for id in "abc")


def test_numbers_are_given_in_order_and_kept(ledger):
    assert day_sheets.numbered(ledger, FRIDAY, [A, B]) == {A: 1, B: 2}
    assert day_sheets.numbered(ledger, FRIDAY, [C, B]) == {A: 1, B: 2, C: 3}


def test_a_number_leads_back_to_its_party(ledger):
    day_sheets.numbered(ledger, FRIDAY, [A, B])
    assert day_sheets.party_of(ledger, FRIDAY, 2) == B
    assert day_sheets.party_of(ledger, FRIDAY, 3) is None


def test_each_day_counts_for_itself(ledger):
    day_sheets.numbered(ledger, FRIDAY, [A, B])
    assert day_sheets.numbered(ledger, FRIDAY + timedelta(days=1), [B]) == {B: 1}


def test_numbering_is_no_change_of_the_book(ledger):
    before = ledger.position()
    day_sheets.numbered(ledger, FRIDAY, [A])
    assert ledger.position() == before
