import random

import pytest

from app.services.sample import plant_sample
from app.store.check import examine
from app.store.ledger import Write
from app.store.ledger_file import transaction
from tests.app.ui.sample import EVE, Clock, empty_desk
from tests.builders import a_reservation


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    desk = empty_desk(tmp_path_factory.mktemp("check"), Clock())
    plant_sample(desk, EVE, random=random.Random(7))
    ledger = desk.bookings._ledger
    yield ledger
    ledger.close()


@pytest.fixture
def ledger(planted):
    """A full book; what a test spoils is mended before the next one."""
    yield planted
    examine(planted, repair=True)
    assert examine(planted).findings == ()


DAMAGE = {
    "row": "update reservation set adults = adults + 1 where guest_name = 'Lee'",
    "guest row": "update guest set name = '誰か' where name = '田中'",
    "row gone": "delete from reservation where guest_name = '山田'",
    "row of nobody": "insert into area values ('nobody', '奥', 9, 1, null)",
    "state": "update entity set state = x'7b7d' where type = 'table'",
    "state gone": "delete from entity where type = 'staff'",
    "counts": "update change set live = live + 1 where pos = 9",
    "digest": "update digest set hash = zeroblob(16) where bucket in (select bucket from digest)",
    "phones": "delete from guest_phone",
    "search": "insert into guest_search (guest_search) values ('delete-all')",
}


@pytest.mark.parametrize("name", DAMAGE)
def test_each_damage_is_seen_left_alone_and_mended_on_request(ledger, name):
    before = ledger.journal.buckets()
    with transaction(ledger.sql, ledger.path):
        ledger.sql.execute(DAMAGE[name])
    seen = examine(ledger)
    assert seen.findings
    assert not seen.is_sound
    assert examine(ledger).findings == seen.findings, "looking changed something"
    mended = examine(ledger, repair=True)
    assert mended.findings
    assert mended.is_sound
    assert examine(ledger).findings == ()
    assert ledger.journal.buckets() == before


def test_what_was_spoilt_is_shown_again_as_it_was_entered(ledger):
    with transaction(ledger.sql, ledger.path):
        ledger.sql.execute("update guest set name = '誰か' where name = '田中'")
    examine(ledger, repair=True)
    assert [guest.name for guest in ledger.find_guests("田中")] == ["田中"]
    assert ledger.find_guests("誰か") == ()


def test_a_full_book_is_sound(ledger):
    found = examine(ledger)
    assert found.is_sound
    assert found.entities > 150
    assert found.changes >= found.entities


def test_an_altered_change_that_only_this_device_has_cannot_be_mended(tmp_path):
    ledger = _small(tmp_path)
    _alter(ledger)
    found = examine(ledger, repair=True)
    (finding,) = found.findings
    assert (finding.place, finding.repaired, found.is_sound) == ("change", False, False)
    assert "hub never had it" in finding.problem
    ledger.close()


def test_an_altered_change_that_the_hub_has_is_let_go_so_that_it_comes_back(tmp_path):
    ledger = _small(tmp_path)
    ledger.sql.execute("update change set cursor = pos, state = 0")
    (id,) = _alter(ledger)
    assert not examine(ledger).is_sound
    assert ("change", True) in [
        (each.place, each.repaired) for each in examine(ledger, repair=True).findings
    ]
    assert ledger.journal.change(id) is None
    ledger.close()


def _small(folder):
    ledger = empty_desk(folder, Clock()).bookings._ledger
    party = a_reservation(adults=4)
    ledger.commit([Write(None, party, "book")], actor="", now_ms=1_800_000_000_000)
    return ledger


def _alter(ledger):
    """Turn a bit of the booking's own change, as a failing disk would."""
    found = ledger.sql.execute("select id, body from change").fetchall()
    spoilt = [(body.replace(b'"adults":4', b'"adults":5'), id) for id, body in found]
    ledger.sql.executemany("update change set body = ? where id = ?", spoilt)
    return [id for (body, _), (id, before) in zip(spoilt, found, strict=True) if body != before]
