"""Of every table it is decided whether it travels with a copy of the book or stays here."""

from contextlib import closing

from app.store.book_copy import SHARED, STAYS, is_blank, layout_of
from tests.builders import a_reservation
from tests.ledgers import a_ledger, add


def test_every_table_either_travels_or_stays(tmp_path):
    with closing(a_ledger(tmp_path / "ledger.db")) as ledger:
        tables = {
            name
            for (name,) in ledger.sql.execute(
                "select name from sqlite_master where type = 'table' and name <> 'guest_search'"
            )
        }
    assert {*SHARED, *STAYS} == tables
    assert not {*SHARED} & {*STAYS}


def test_a_ledger_is_blank_until_the_first_change_or_page(tmp_path):
    with closing(a_ledger(tmp_path / "ledger.db", venue=None)) as ledger:
        assert is_blank(ledger.sql)
        ledger.journal.advance(1, "e1")
        assert not is_blank(ledger.sql)
        ledger.journal.advance(0, "e1")
        add(ledger, a_reservation("r1"))
        assert not is_blank(ledger.sql)


def test_two_ledgers_of_one_program_are_laid_alike_and_another_table_shows(tmp_path):
    one, two = (a_ledger(tmp_path / name / "ledger.db", name=name) for name in ("a", "b"))
    with closing(one), closing(two):
        assert layout_of(one.sql) == layout_of(two.sql)
        two.sql.execute("create table another (x)")
        assert layout_of(one.sql) != layout_of(two.sql)
