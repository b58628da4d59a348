"""Rows of what an older program could not read come to light when a newer one opens the book."""

import pytest

from app.store import rows, shown
from app.store.ledger import Ledger
from app.store.schema import KINDS
from tests.builders import a_guest, a_reservation
from tests.ledgers import a_ledger, add


@pytest.fixture
def ledger(tmp_path):
    ledger = a_ledger(tmp_path / "ledger.db")
    add(ledger, a_guest("g1"), a_reservation("r1"))
    yield ledger
    ledger.close()


def forget(ledger, kind):
    """Make it as if an older program, which did not know a kind, had written the file."""
    ledger.sql.execute("delete from shown where type = ?", (kind,))
    ledger.sql.execute(f'delete from "{kind}"')


def test_every_kind_is_noted_with_its_fields(ledger):
    noted = dict(ledger.sql.execute("select type, fields from shown"))
    assert noted == {name: " ".join(kind.columns) for name, kind in KINDS.items()}


@pytest.mark.parametrize("kind", ["guest", "reservation"])
def test_a_kind_that_was_unknown_is_shown_at_the_next_opening(ledger, kind):
    before = rows.read(ledger.sql, kind)
    forget(ledger, kind)
    assert rows.read(ledger.sql, kind) == []
    Ledger.open(ledger.path).close()
    assert rows.read(ledger.sql, kind) == before != []


def test_a_kind_with_another_field_is_written_anew(ledger):
    ledger.sql.execute("update reservation set adults = 9")
    ledger.sql.execute("update shown set fields = 'id name' where type = 'reservation'")
    Ledger.open(ledger.path).close()
    assert ledger.get("reservation", "r1").adults == 2


def test_killed_half_way_a_kind_is_begun_again(ledger, monkeypatch):
    forget(ledger, "reservation")
    project = rows.project

    def killed(sql, moved):
        project(sql, moved)
        raise KeyboardInterrupt

    monkeypatch.setattr(rows, "project", killed)
    with pytest.raises(KeyboardInterrupt):
        shown.bring_to_light(ledger.sql)
    monkeypatch.undo()
    assert rows.read(ledger.sql, "reservation") == []
    shown.bring_to_light(ledger.sql)
    assert ledger.get("reservation", "r1").adults == 2


def test_a_file_of_this_very_program_is_only_looked_at(ledger):
    asked: list[str] = []
    ledger.sql.set_trace_callback(asked.append)
    shown.bring_to_light(ledger.sql)
    ledger.sql.set_trace_callback(None)
    assert asked == ["select type, fields from shown"]
