"""A desk over a real ledger with four tables, on Friday the 13th at noon."""

from contextlib import closing

import pytest

from app.services.author import Author
from app.services.desk import Desk
from app.services.floor import TableDraft
from tests.ledgers import Clock, Names, a_ledger

HOST = Author("佐藤")


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def ledger(tmp_path):
    with closing(a_ledger(tmp_path / "ledger.db")) as ledger:
        yield ledger


@pytest.fixture
def desk(ledger, clock):
    return Desk(ledger, clock, Names("id"))


@pytest.fixture
def tables(desk):
    """T1 and T2 push together; T3 is for six."""
    first = desk.floor.add_table(TableDraft(name="T1", seats_min=1, seats_max=2), HOST)
    second = desk.floor.add_table(
        TableDraft(name="T2", seats_min=1, seats_max=2, combines_with=(first.id,)), HOST
    )
    third = desk.floor.add_table(TableDraft(name="T3", seats_min=3, seats_max=6), HOST)
    return first, second, third
