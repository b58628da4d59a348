"""What is bound to a statement of SQLite comes back as it went in."""

import sqlite3

import pytest

from sync.binding import bind_plainly


@pytest.fixture
def sql():
    bind_plainly()
    with sqlite3.connect(":memory:") as connection:
        yield connection
    connection.close()


@pytest.mark.parametrize("value", [b"", b"\0\xff", None, True, False, "席", 2**62])
def test_a_value_comes_back_as_it_went_in(sql, value):
    assert sql.execute("select ?", (value,)).fetchone() == (value,)


def test_the_types_are_those_sqlite_would_have_stored_anyway(sql):
    kinds = sql.execute("select typeof(?), typeof(?), typeof(?)", (b"x", None, True)).fetchone()
    assert kinds == ("blob", "null", "integer")


@pytest.mark.parametrize("value", [b"x", None, True])
def test_nothing_is_looked_for_that_could_mean_the_value_otherwise(sql, value):
    assert (type(value), sqlite3.PrepareProtocol) in sqlite3.adapters
