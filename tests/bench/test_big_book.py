"""What is measured on must be a real book: every planted byte is what the program itself makes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from app.store.check import examine
from app.store.ledger import Ledger
from tests.bench import big_book

PLAN = big_book.Plan(reservations=3_000, guests=700, today=date(2026, 11, 13))


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    path = tmp_path_factory.mktemp("book") / "ledger.db"
    big_book.plant(path, PLAN)
    ledger = Ledger.open(path)
    yield ledger
    ledger.close()


def test_what_is_planted_is_what_the_journal_and_the_projection_would_have_made(planted):
    examined = examine(planted)
    assert examined.entities > PLAN.reservations + PLAN.guests
    assert examined.findings == ()


def test_a_planted_book_has_a_queue_and_open_questions(planted):
    assert planted.outbox.queue_length() == (big_book.WAITING, 0)
    assert len(planted.clashing()) == big_book.CLASHES
    assert len(planted.crowded_days(PLAN.today)) == 1


def test_every_day_up_to_the_last_is_full(planted):
    assert planted.reservations(PLAN.first_day) != ()
    assert len(planted.reservations(PLAN.today)) == big_book.PER_DAY
